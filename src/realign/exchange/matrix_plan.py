"""A matrix in, the files of a plan out: outcomes and links, or programmes and what they serve."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from realign.exchange.matrix import Judged, Matrix
from realign.exchange.score_cells import Entry
from realign.exchange.typed import Record
from realign.exchange.writing import Data, Numeral, write_kinds
from realign.text import LANGUAGES, Message, Wordings, join, message

SHORT = 24
"""Characters of a name that is an id as it stands; where one is longer, all become titles."""
_CODED = re.compile(r"(?P<code>[A-Za-z]{0,4}[0-9]+(?:[.-][0-9A-Za-z]+)*)(?:[.:)]|\s*[–-])?\s+(?P<title>.+)")
"""A code and a title in one cell: `1.2 Land rights`."""

Named = Mapping[str, tuple[str, str]]
"""Name in the file -> id and title."""


def matrix_kinds(matrix: Matrix, path: str) -> dict[str, list[Record]]:
    """The records that a matrix is: kind -> records, with `plan`.

    The names of the matrix are the ids of the outcomes, or their titles where they are long. Scores are the
    strengths of directed links as they were written, and every link cites its row of the file. What several
    judges say becomes the judgements of a link.
    """
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
    if matrix.targets:
        return kinds | _programmes(matrix, source, name)
    named = coded(matrix.names, matrix.titles)
    kinds["outcomes"] = [{"id": id_, "title": text} for id_, text in named.values()]
    filled = {entry.source for entry in matrix.entries} | {one.source for one in matrix.judged}
    kinds["sources"] = [_source(named, filled, source, name)]
    if matrix.judges:
        kinds["judges"] = [{"id": judge} for judge, _ in matrix.judges]
        kinds["links"] = [*_judged(matrix.judged, named, source)]
    else:
        kinds["links"] = _links(matrix.entries, named, source)
    return kinds


def matrix_plan(matrix: Matrix, path: str) -> dict[str, str]:
    """The plan that a matrix is: name of a file -> its text."""
    kinds = matrix_kinds(matrix, path)
    says = {
        "outcomes": _said(path, matrix),
        "sources": "What the links come from.",
        "links": "One link for each score that is not 0; its id names the cell.",
    }
    if matrix.judges:
        says["links"] = "Of the judgements of a link the median counts; 0: the judge sees no link."
    if matrix.targets:
        says = {
            "outcomes": "The columns of the matrix.",
            "sources": "What the programmes come from.",
            "flagships": "The rows of the matrix: a programme serves what it has a positive score for, "
            "as x-scores says.",
        }
    together = {"outcomes": ("plan",), "links": ("judges",)}
    held: dict[str, dict[str, Any]] = {}
    for file in says:
        inside = [kind for kind in (*together.get(file, ()), file) if kind in kinds]
        held[file] = {kind: kinds[kind][0] if kind == "plan" else kinds[kind] for kind in inside}
    return {f"{file}.yaml": write_kinds(data, says[file]) for file, data in held.items()}


def renamed_names(matrix: Matrix) -> Iterator[Message]:
    """That long names became titles, and what their ids are."""
    nothing: Mapping[str, str] = {}
    for names, titles in ((matrix.targets, nothing), (matrix.names, matrix.titles)):
        ids = [id_ for name, (id_, _) in coded(names, titles).items() if id_ != name]
        if ids:
            yield message("names have become titles; their ids are {ids}", ids=join([*ids[:3], "…", ids[-1]]))


def plan_counts(matrix: Matrix) -> dict[str, int]:
    """Kind -> how many records a matrix gives."""
    if matrix.targets:
        return {"outcomes": len(matrix.targets), "flagships": len(matrix.names)}
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
    parts = [_CODED.fullmatch(name) for name in names]
    if len({part["code"] for part in parts if part}) == len(names):
        return {name: (part["code"], part["title"]) for name, part in zip(names, parts, strict=True) if part}
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


def _programmes(matrix: Matrix, source: str, name: str | Wordings) -> dict[str, list[Record]]:
    """A matrix of programmes and outcomes: each serves those that it has a positive score for."""
    across, down = coded(matrix.targets, {}), coded(matrix.names, matrix.titles)
    programmes: list[Record] = []
    for row in matrix.names:
        scores = {across[one.target][0]: one for one in matrix.entries if one.source == row}
        programmes.append(
            {
                "id": down[row][0],
                "kind": "flagship",
                "title": down[row][1],
                "outcomes": [code for code, one in scores.items() if one.value > 0],
                "refs": [f"{source} row {down[row][0]}"],
                "x-scores": {code: Numeral(one.written) for code, one in scores.items()},
            }
        )
    return {
        "outcomes": [{"id": id_, "title": text} for id_, text in across.values()],
        "sources": [_source(down, {*matrix.names}, source, name)],
        "flagships": programmes,
    }
