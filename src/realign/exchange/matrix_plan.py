"""Makes a plan of a matrix: outcomes and links, or programmes and what they serve."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from realign.exchange.matrix import Judged, Matrix
from realign.exchange.names import code_and_title, folded
from realign.exchange.score_cells import Entry
from realign.exchange.typed import Record
from realign.exchange.writing import Data, Numeral, write_kinds
from realign.plan.judging import Vote, median
from realign.text import LANGUAGES, Message, Wordings, join, message

SHORT = 24
"""Characters of a name that is an id as it stands; where one is longer, all become titles."""

Named = Mapping[str, tuple[str, str]]
"""Name in the file -> id and title."""


def matrix_plan(matrix: Matrix, path: str) -> dict[str, str]:
    """The plan that a matrix is: name of a file -> its text.

    The names of the matrix are the ids of the outcomes, or their titles where they are long. Scores are the
    strengths of directed links as they were written, and every link cites its row of the file. What several
    judges say becomes the judgements of a link.
    """
    kinds = matrix_kinds(matrix, path)
    came, linked, said = "What the links come from.", "links", _said(path, matrix)
    says = "One link for each score that is not 0; its id names the cell."
    if matrix.judges:
        says = "Of the judgements of a link the median counts; 0: the judge sees no link."
    if matrix.targets:
        came, linked, said = "What the programmes come from.", "flagships", "The columns of the matrix."
        says = (
            "The rows of the matrix: a programme serves what it has a positive score for, as x-scores says."
        )
        if matrix.judges:
            says += " Of several judges that is the median; x-judges has the score of each."
    held = {kind: kinds[kind] for kind in ("judges", linked) if kind in kinds}
    first: dict[str, Record | list[Record]] = {"plan": kinds["plan"][0], "outcomes": kinds["outcomes"]}
    return {
        "outcomes.yaml": write_kinds(first, said),
        "sources.yaml": write_kinds({"sources": kinds["sources"]}, came),
        f"{linked}.yaml": write_kinds(held, says),
    }


def matrix_kinds(
    matrix: Matrix, path: str, known: Mapping[str, str] | None = None
) -> dict[str, list[Record]]:
    """The records that a matrix gives: kind -> records, with the plan itself.

    `known` are the ids of outcomes that are there already, by their ids and titles, folded: names of the
    matrix that are one of these stand for them, and no outcome is made of them.
    """
    there = known or {}
    file = PurePath(path).name
    source = re.sub(r"[^\w.-]+", "-", PurePath(path).stem).strip("-.") or "matrix"
    name: str | Wordings = file
    title = _in_every_language(message("Cross-impact matrix {name}", name=file))
    if matrix.judges:
        count = len(matrix.judges)
        source, name = "scores", _in_every_language(message("Scores of {count} judges", count=count))
        title = _in_every_language(message("Cross-impact matrix of {count} judges", count=count))
    kinds: dict[str, list[Record]] = {
        "plan": [{"id": source, "title": title, "scale": Numeral(matrix.scale)}]
    }
    named = names_of(matrix.targets or matrix.names, {} if matrix.targets else matrix.titles, there)
    kinds["outcomes"] = [
        {"id": id_, "title": text} for id_, text in named.values() if id_ not in there.values()
    ]
    if matrix.judges:
        kinds["judges"] = [{"id": judge} for judge, _ in matrix.judges]
    if matrix.targets:
        down = coded(matrix.names, matrix.titles)
        kinds["sources"] = [_source(down, {*matrix.names}, source, name)]
        kinds["flagships"] = [*_programmes(matrix, named, down, source)]
        return kinds
    filled = {entry.source for entry in matrix.entries} | {one.source for one in matrix.judged}
    kinds["sources"] = [_source(named, filled, source, name)]
    kinds["links"] = [
        *(_judged(matrix.judged, named, source) if matrix.judges else _links(matrix.entries, named, source))
    ]
    return kinds


def names_of(names: Sequence[str], titles: Mapping[str, str], known: Mapping[str, str]) -> Named:
    """An id and a title for each name: that of a known outcome whose id or title it is, else a new one."""
    return {
        name: (next((known[one] for one in map(folded, (name, id_, text)) if one in known), id_), text)
        for name, (id_, text) in coded(names, titles).items()
    }


def renamed_names(matrix: Matrix) -> Iterator[Message]:
    """That long names became titles, and what their ids are."""
    nothing: Mapping[str, str] = {}
    for names, titles in ((matrix.targets, nothing), (matrix.names, matrix.titles)):
        ids = [id_ for name, (id_, _) in coded(names, titles).items() if id_ != name]
        if ids:
            some = ids if len(ids) < 5 else [*ids[:3], "…", ids[-1]]
            yield message("names have become titles; their ids are {ids}", ids=join(some))


def plan_counts(matrix: Matrix) -> dict[str, int]:
    """Kind -> how many records a matrix gives."""
    if matrix.targets:
        counts = {"outcomes": len(matrix.targets), "flagships": len(matrix.names)}
        return counts | ({"judges": len(matrix.judges)} if matrix.judges else {})
    if matrix.judges:
        linked = sum(any(entry and entry.value for _, entry in one.said) for one in matrix.judged)
        return {"outcomes": len(matrix.names), "links": linked, "judges": len(matrix.judges)}
    return {"outcomes": len(matrix.names), "links": len(matrix.entries)}


def coded(names: Sequence[str], titles: Mapping[str, str]) -> Named:
    """An id and a title for each name: a code that stands beside it or before it, else a number.

    Names that are short are ids themselves; numbers are F1, F2 and so on.
    """
    beside = {name: titles.get(name, "") for name in names}
    if _are_codes(beside):
        return {name: (code, name) for name, code in beside.items()}
    if all(len(name) <= SHORT for name in names):
        return {name: (name, titles.get(name) or name) for name in names}
    parts = {name: code_and_title(name) for name in names}
    if len({code for code, title in parts.values() if title}) == len(names):
        return parts
    return {name: (f"F{number}", name) for number, name in enumerate(names, 1)}


def _are_codes(beside: Mapping[str, str]) -> bool:
    """Whether what stands beside long names are their codes: short, each another."""
    short = all(0 < len(text) <= min(SHORT, len(name)) for name, text in beside.items())
    return short and len({*beside.values()}) == len(beside) and any(len(name) > SHORT for name in beside)


def _said(path: str, matrix: Matrix) -> str:
    """The comment at the head of the plan."""
    if matrix.judges:
        return f"From the scores of {len(matrix.judges)} judges: a row influences a column."
    return f"From {PurePath(path).name}: a row influences a column."


def _in_every_language(text: Message) -> Wordings:
    """A sentence of ours as a title that a plan gives."""
    return Wordings({language: text.say(language) for language in LANGUAGES})


def _source(named: Named, filled: set[str], source: str, name: str | Wordings) -> Record:
    """The file as a source: a row is a paragraph of it."""
    nothing = _in_every_language(message("no influence in this row"))
    empty = {f"row {id_}": nothing for one, (id_, _) in named.items() if one not in filled}
    record: Record = {"id": source, "title": name}
    record["paragraphs"] = [f"row {id_}" for id_, _ in named.values()]
    return record | ({"uncoded": empty} if empty else {})


def _links(entries: Sequence[Entry], named: Named, source: str) -> list[Record]:
    """Scores as links: the matrix states strength and direction."""
    return [
        {
            "id": f"L-{entry.cell}",
            "from": [named[entry.source][0]],
            "to": [named[entry.target][0]],
            "direction": "directed",
            "strength": Numeral(entry.written),
            "basis": "stated",
            **({"says": entry.says} if entry.says else {}),
            "refs": [f"{source} row {named[entry.source][0]}"],
        }
        for entry in entries
    ]


def _judged(said: Sequence[Judged], named: Named, source: str) -> Iterator[Record]:
    """What the judges say of each pair; those in which all see nothing are one record for each row."""
    nothing: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in said:
        start, end = named[one.source][0], named[one.target][0]
        if not any(entry and entry.value for _, entry in one.said):
            nothing.setdefault((start, tuple(judge for judge, _ in one.said)), []).append(end)
            continue
        yield _record(f"L-{start}-{end}", start, [end], [*map(_judgement, one.said)], source)
    numbers: dict[str, int] = {}
    for (start, judges), ends in nothing.items():
        numbers[start] = number = numbers.get(start, 0) + 1
        given: list[Data] = [{"by": judge, "strength": Numeral("0")} for judge in judges]
        yield _record(f"N-{start}" + (f"-{number}" if number > 1 else ""), start, ends, given, source)


def _record(id_: str, start: str, ends: Sequence[str], said: Sequence[Data], source: str) -> Record:
    """A link with its judgements."""
    return {
        "id": id_,
        "from": [start],
        "to": list(ends),
        "direction": "directed",
        "basis": "stated",
        "judgements": said,
        "refs": [f"{source} row {start}"],
    }


def _judgement(said: tuple[str, Entry | None]) -> Data:
    """A score as a judgement."""
    judge, entry = said
    given: dict[str, Data] = {"by": judge, "strength": Numeral(entry.written if entry else "0")}
    return given | ({"says": entry.says} if entry and entry.says else {})


def _programmes(matrix: Matrix, across: Named, down: Named, source: str) -> Iterator[Record]:
    """The programmes of a matrix with outcomes: each serves those that it has a positive score for."""
    said: dict[str, dict[str, Numeral]] = {row: {} for row in matrix.names}
    judges: dict[str, dict[str, dict[str, Numeral]]] = {row: {} for row in matrix.names}
    for entry in matrix.entries:
        said[entry.source][across[entry.target][0]] = Numeral(entry.written)
    for one in matrix.judged:
        code = across[one.target][0]
        given = {judge: Numeral(entry.written if entry else "0") for judge, entry in one.said}
        middle = median([Vote(float(score), "directed", 1) for score in given.values()])
        if any(map(float, given.values())):
            said[one.source][code] = Numeral(f"{middle:g}")
        for judge, score in given.items():
            judges[one.source].setdefault(judge, {})[code] = score
    for row in matrix.names:
        record: Record = {
            "id": down[row][0],
            "kind": "flagship",
            "title": down[row][1],
            "outcomes": [code for code, score in said[row].items() if float(score) > 0],
            "refs": [f"{source} row {down[row][0]}"],
            "x-scores": said[row],
        }
        yield record | ({"x-judges": judges[row]} if judges[row] else {})
