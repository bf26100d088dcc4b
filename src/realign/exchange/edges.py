"""Makes records of lists of links: tables of edges, Kumu maps, GraphML."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from realign.exchange.beside import links_apart, outcome_names
from realign.exchange.edge_map import Edge, EdgeMap
from realign.exchange.edge_scores import EdgeScores
from realign.exchange.foreign import PlanReading, Reader, guarded, json_of, plan_id
from realign.exchange.graphml_edges import of_graphml
from realign.exchange.kumu import of_kumu
from realign.exchange.matrix_plan import coded
from realign.exchange.names import first_of, folded
from realign.exchange.rules import BEYOND_SCALE, slip
from realign.exchange.sheet_table import is_workbook, read_sheets
from realign.exchange.table import Row, Table, TableError, read_table
from realign.exchange.typed import Record
from realign.exchange.vocabulary import EDGE_HEADINGS, ELEMENT_LABELS
from realign.findings import Finding, Place
from realign.plan import Plan
from realign.text import Message, join, message, plural

_FIELDS = {word: name for name, some in EDGE_HEADINGS.items() for word in some.split()}
_Scored = tuple[Edge, float, str]
"""A link, its strength with its sign, its direction."""


def has_ends(cells: Sequence[str], renamed: Mapping[str, str] | None = None) -> bool:
    """Whether headings name both ends of a link."""
    return {"from", "to"} <= _fields(cells, renamed or {}).keys()


@guarded
def read_links(
    raw: bytes,
    path: str,
    scale: float | None = None,
    *,
    words: Mapping[str, float] | None = None,
    names: Sequence[tuple[str, str]] = (),
    renamed: Mapping[str, str] | None = None,
    plan: Plan | None = None,
) -> PlanReading:
    """The outcomes and links of a list: CSV or workbook with from and to, a map of Kumu, GraphML.

    A link with from and to is directed unless the file says otherwise. `scale` is the strongest score there
    may be, either way; without it the strongest of the file, at least 1. `words` stand for strengths, folded;
    without them the usual ones are recognised. `names` gives titles to ends that are codes; `renamed` says
    what headings of their own mean. In a `plan` that is there ends are ids or titles of its outcomes, and its
    scale holds.
    """
    reader = Reader(path)
    try:
        found = _read(raw, path, reader, renamed or {})
    except TableError as error:
        return PlanReading({}, (error.finding,))
    if not found.edges:
        return reader.result(message("there is no link in the file"))
    _title(found, names, reader)
    ids, new = _outcomes(found, outcome_names(plan) if plan else {})
    edges = [*_scored(found, reader, words or {})]
    scale = plan.about.scale if plan and scale is None else scale
    limit = _strongest(edges) if scale is None else scale
    if plan and _strongest(edges) > limit:
        return PlanReading({}, (*reader.findings, _beyond(path, edges, limit)))
    stem = PurePath(path).stem
    source = plan_id(stem)
    reader.add("plan", {"id": source, "title": stem or "Plan", "scale": f"{limit:.12g}"})
    reader.add("sources", {"id": source, "title": PurePath(path).name})
    _add_titled(reader, "outcomes", new)
    _add_titled(reader, "lenses", _lenses(edges))
    _add_links(reader, edges, ids, limit, source)
    reader.tells.append(message("a link with from and to is directed unless the file says otherwise"))
    if not reader.kinds.get("links"):
        reader.kinds.clear()
        return reader.result(message("there is no link between two different things in the file"))
    if plan:
        reader.tells += _unknown([id_ for id_, _ in new])
        reader.kinds = links_apart(plan, reader.kinds)
    return reader.result()


def _outcomes(found: EdgeMap, known: Mapping[str, str]) -> tuple[Mapping[str, str], list[tuple[str, str]]]:
    """Name -> id of each end; and id and title of the outcomes that are not `known` yet."""
    ids = {name: known[folded(name)] for name in found.titles if folded(name) in known}
    new = coded([name for name in found.titles if name not in ids], found.titles)
    return {**ids, **{name: id_ for name, (id_, _) in new.items()}}, [*new.values()]


def _strongest(edges: Sequence[_Scored]) -> float:
    """The strongest of the links, either way, and at least 1."""
    return max((1.0, *(abs(strength) for _, strength, _ in edges)))


def _lenses(edges: Sequence[_Scored]) -> list[tuple[str, str]]:
    """Id and title of each lens that a link names."""
    names = {lens for one, _, _ in edges for lens in _several(one.more.get("lenses", ""))}
    return [(name, name) for name in sorted(names)]


def _beyond(path: str, every: Sequence[_Scored], limit: float) -> Finding:
    """That links are stronger than the scale of a plan that is there; nothing is written then."""
    edges = [edge for edge in every if abs(edge[1]) > limit]
    says = plural(
        "{where}: {strength:g} is beyond the plan's scale of {limit:g}",
        "{where}: {strength:g} is beyond the plan's scale of {limit:g} ({count} links)",
        len(edges),
        where=edges[0][0].row,
        strength=edges[0][1],
        limit=limit,
    )
    hint = message("convert the strengths, or write the scale of both into `plan:` as `scale: NUMBER`")
    return slip(BEYOND_SCALE, Place(path), says, hint)


def _unknown(names: Sequence[str]) -> list[Message]:
    """Say which outcomes a plan that is there does not have yet."""
    says = message("outcomes that the plan does not have yet: {names}", names=first_of(names))
    return [says] if names else []


def _add_links(
    reader: Reader,
    edges: Iterable[_Scored],
    ids: Mapping[str, str],
    limit: float,
    source: str,
) -> None:
    """Links between different things, within the scale; all others are left out and named."""
    for number, (one, strength, direction) in enumerate(edges, 1):
        if ids[one.source] == ids[one.target]:
            reader.leave_out(one.row, message("it links {name} to itself", name=one.source))
        elif abs(strength) > limit:
            reader.leave_out(
                one.row,
                message("{strength:g} is beyond the scale of {limit:g}", strength=strength, limit=limit),
            )
        else:
            ends = ids[one.source], ids[one.target]
            reader.add("links", _link(f"L{number}", one, ends, f"{strength:.12g}", direction, source))


def _add_titled(reader: Reader, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
    """Records that have an id and a title."""
    for id_, title in pairs:
        reader.add(kind, {"id": id_, "title": title})


def _link(id_: str, one: Edge, ends: tuple[str, str], strength: str, direction: str, source: str) -> Record:
    """A link as a record."""
    return {
        "id": id_,
        "from": [ends[0]],
        "to": [ends[1]],
        "direction": direction,
        "strength": strength,
        "lenses": _several(one.more.get("lenses", "")),
        "basis": "stated",
        "says": _says(one),
        "refs": [source],
    }


def _title(found: EdgeMap, names: Sequence[tuple[str, str]], reader: Reader) -> None:
    """Give the ends that are codes the titles of a list of names; say which names no link has."""
    unused = []
    for name, title in names:
        if name in found.titles:
            found.titles[name] = title or found.titles[name]
        else:
            unused.append(name)
    if unused:
        reader.leave_out(join(unused[:8]), message("no link has an end of this name"))


def _says(one: Edge) -> str:
    """The reason of a link, and the reference that the file gives for it."""
    return "; ".join(part for part in (one.more.get("says", ""), one.more.get("refs", "")) if part)


def _several(text: str) -> list[str]:
    """The names in a cell."""
    return [part for part in map(str.strip, re.split(r"[;,，；|]", text)) if part]


def _scored(found: EdgeMap, reader: Reader, words: Mapping[str, float]) -> Iterator[_Scored]:
    """Every link with its strength and direction; what has none counts 1, and that is said."""
    scores = EdgeScores.of(found.edges, words)
    for one in found.edges:
        strength = scores.strength(one)
        if strength is None:
            text = one.more.get("strength", "")
            reader.leave_out(one.row, message("'{text}' is no strength", text=text))
            continue
        negative, direction, swapped = scores.way(one)
        if swapped:
            one.source, one.target = one.target, one.source
        yield one, -strength if negative and strength > 0 else strength, direction
    reader.tells += scores.tells()


def _read(raw: bytes, path: str, reader: Reader, renamed: Mapping[str, str]) -> EdgeMap:
    """The elements and links of a file of any form."""
    if is_workbook(raw):
        sheets, said = read_sheets(raw, path)
        reader.findings += said
        return _of_sheets(sheets, reader, renamed)
    begin = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith((b"{", b"[")):
        return of_kumu(json_of(raw, path), path, reader)
    if begin.startswith(b"<"):
        return of_graphml(raw, path, reader)
    return _of_sheets([read_table(raw, path)], reader, renamed)


def _of_sheets(tables: Sequence[Table], reader: Reader, renamed: Mapping[str, str]) -> EdgeMap:
    """Tables of connections and of elements, in any order."""
    found = EdgeMap()
    lists = []
    for table in tables:
        rows = [row for row in table.rows if not row.blank]
        at = next((at for at, row in enumerate(rows[:20]) if has_ends(row.cells, renamed)), None)
        if at is not None:
            lists.append((table, rows, at))
            continue
        label = next(
            (column for column, cell in enumerate(rows[0].cells) if folded(cell) in ELEMENT_LABELS), None
        )
        if label is None:
            reader.leave_out(table.path, message("it has no columns from and to"))
            continue
        reader.pass_over(cell for column, cell in enumerate(rows[0].cells) if column != label)
        for row in rows[1:]:
            name = row.cells[label] if label < len(row.cells) else ""
            if name:
                found.titles.setdefault(" ".join(name.split()), " ".join(name.split()))
    for table, rows, at in lists:
        _add_rows(found, reader, table.path, rows, at, renamed)
    return found


def _add_rows(
    found: EdgeMap, reader: Reader, path: str, rows: Sequence[Row], head: int, renamed: Mapping[str, str]
) -> None:
    """The links of a table whose headings stand in row `head`."""
    fields = _fields(rows[head].cells, renamed)
    known = {column for name, column in fields.items() if name != "id"}
    reader.pass_over(cell for column, cell in enumerate(rows[head].cells) if column not in known)
    for row in rows[head + 1 :]:
        padded = [*row.cells, *[""] * len(rows[head].cells)]
        cells = {name: padded[column] for name, column in fields.items()}
        where = f"{path} row {row.number}"
        source, target = (" ".join(cells.pop(end).split()) for end in ("from", "to"))
        if source and target:
            found.add(Edge(source, target, cells, where))
        else:
            reader.leave_out(where, message("one of its ends is blank"))


def _fields(cells: Sequence[str], renamed: Mapping[str, str]) -> dict[str, int]:
    """The fields that the headings of a table name, each once; the name of the field itself first."""
    meant = {folded(heading): field for heading, field in renamed.items()}
    cells = [meant.get(folded(cell), cell) for cell in cells]
    heads = [folded(cell).replace("_", "").replace("-", "") for cell in cells]
    found = {head: column for column, head in reversed([*enumerate(heads)]) if head in EDGE_HEADINGS}
    for column, head in enumerate(heads):
        if head in _FIELDS:
            found.setdefault(_FIELDS[head], column)
    return found
