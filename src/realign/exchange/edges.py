"""Lists of links in, records out: tables of edges, Kumu maps, GraphML."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from realign.exchange.foreign import (
    PlanReading,
    Reader,
    RefusedFileError,
    guarded,
    json_of,
    plan_id,
    words,
    xml_of,
)
from realign.exchange.graphml_edges import drawn_arrows, keyed_edges
from realign.exchange.link_words import direction_of, negative_sign, unknown_words
from realign.exchange.matrix_plan import coded
from realign.exchange.names import folded
from realign.exchange.sheet_table import is_workbook, read_sheets
from realign.exchange.table import Row, Table, TableError, read_table
from realign.exchange.vocabulary import DIRECTIONS, EDGE_HEADINGS, ELEMENT_LABELS
from realign.text import message, plural

_FIELDS = {word: name for name, some in EDGE_HEADINGS.items() for word in some.split()}
_NUMBER = re.compile(r"[+-]?[0-9]*[.,]?[0-9]+")


@dataclass
class _Edge:
    """A link as a file has it."""

    source: str
    target: str
    more: dict[str, str] = field(default_factory=dict)
    """Field -> text."""
    row: str = ""
    """Where it stands."""


@dataclass
class _Map:
    """What a file holds."""

    titles: dict[str, str] = field(default_factory=dict)
    """Name of an element -> its title, in the order of the file."""
    edges: list[_Edge] = field(default_factory=list)
    alike: dict[str, str] = field(default_factory=dict)
    """Columns that are no field of a link -> what becomes of them."""

    def add(self, edge: _Edge) -> None:
        """Keep a link; its ends are elements, too."""
        for name in (edge.source, edge.target):
            self.titles.setdefault(name, name)
        self.edges.append(edge)


def has_ends(cells: Sequence[str]) -> bool:
    """Whether headings name both ends of a link."""
    return {"from", "to"} <= _fields(cells).keys()


def looks_like_kumu(data: Any) -> bool:
    """Whether JSON is a map of Kumu."""
    return isinstance(data, dict) and all(
        isinstance(data.get(key), list) for key in ("elements", "connections")
    )


@guarded
def read_links(raw: bytes, path: str, scale: float | None = None) -> PlanReading:
    """The outcomes and links of a list: CSV or workbook with from and to, a map of Kumu, GraphML.

    A link with from and to is directed unless the file says otherwise. `scale` is the strongest score there
    may be, either way; without it the strongest of the file, at least 1.
    """
    reader = Reader(path)
    try:
        found = _read(raw, path, reader)
    except TableError as error:
        return PlanReading({}, (error.finding,))
    if not found.edges:
        return reader.result(message("there is no link in the file"))
    named = coded([*found.titles], found.titles)
    edges = [*_scored(found, reader)]
    strongest = max((abs(strength) for _, strength, _ in edges), default=0.0)
    limit = scale if scale is not None else max(strongest, 1.0)
    stem = PurePath(path).stem
    source = plan_id(stem)
    reader.add("plan", {"id": source, "title": stem or "Plan", "scale": f"{limit:.12g}"})
    reader.add("sources", {"id": source, "title": PurePath(path).name})
    for id_, title in named.values():
        reader.add("outcomes", {"id": id_, "title": title})
    lenses = sorted({lens for one, _, _ in edges for lens in _several(one.more.get("lenses", ""))})
    for lens in lenses:
        reader.add("lenses", {"id": lens, "title": lens})
    count = 0
    for number, (one, strength, direction) in enumerate(edges, 1):
        if one.source == one.target:
            reader.leave_out(one.row, message("it links {name} to itself", name=one.source))
            continue
        if abs(strength) > limit:
            reader.leave_out(
                one.row,
                message("{strength:g} is beyond the scale of {limit:g}", strength=strength, limit=limit),
            )
            continue
        count += 1
        reader.add(
            "links",
            {
                "id": f"L{number}",
                "from": [named[one.source][0]],
                "to": [named[one.target][0]],
                "direction": direction,
                "strength": f"{strength:.12g}",
                "lenses": _several(one.more.get("lenses", "")),
                "basis": "stated",
                "says": _says(one),
                "refs": [source],
            },
        )
    reader.tells.append(message("a link with from and to is directed unless the file says otherwise"))
    if not count:
        return Reader(path).result(message("there is no link between two different things in the file"))
    return reader.result()


def _says(one: _Edge) -> str:
    """The reason of a link, and the reference that the file gives for it."""
    return "; ".join(part for part in (one.more.get("says", ""), one.more.get("refs", "")) if part)


def _several(text: str) -> list[str]:
    """The names in a cell."""
    return [part for part in map(str.strip, re.split(r"[;,，；|]", text)) if part]


def _scored(found: _Map, reader: Reader) -> Iterator[tuple[_Edge, float, str]]:
    """Every link with its strength and direction; what has none counts 1, and that is said."""
    plain = 0
    signs: list[str] = []
    directions: list[str] = []
    for one in found.edges:
        text = one.more.get("strength", "").replace("−", "-")
        strength = 1.0
        if _NUMBER.fullmatch(text):
            strength = float(text.replace(",", "."))
        elif text:
            reader.leave_out(one.row, message("'{text}' is no strength", text=text))
            continue
        else:
            plain += 1
        sign, said = one.more.get("sign", ""), one.more.get("direction", "")
        if sign and not said and negative_sign(sign) is None and direction_of(sign):
            sign, said = "", sign  # a column of types may say the direction
        negative, direction = negative_sign(sign), direction_of(said)
        signs += [sign] if negative is None else []
        directions += [] if direction else [said]
        name, swapped = direction or ("directed", False)
        if swapped:
            one.source, one.target = one.target, one.source
        yield one, -strength if negative and strength > 0 else strength, name
    reader.tells += unknown_words(signs, directions)
    if plain:
        reader.tells.append(
            plural(
                "1 link has no strength; it counts 1", "{count} links have no strength; they count 1", plain
            )
        )


def _read(raw: bytes, path: str, reader: Reader) -> _Map:
    """The elements and links of a file of any form."""
    if is_workbook(raw):
        sheets, said = read_sheets(raw, path)
        reader.findings += said
        return _of_sheets(sheets, reader)
    begin = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith((b"{", b"[")):
        return _of_kumu(json_of(raw, path), path)
    if begin.startswith(b"<"):
        return _of_graphml(raw, path)
    return _of_sheets([read_table(raw, path)], reader)


def _of_sheets(tables: Sequence[Table], reader: Reader) -> _Map:
    """Tables of connections and of elements, in any order."""
    found = _Map()
    lists = []
    for table in tables:
        rows = [row for row in table.rows if not row.blank]
        at = next((at for at, row in enumerate(rows[:20]) if has_ends(row.cells)), None)
        if at is not None:
            lists.append((table, rows, at))
            continue
        label = next(
            (column for column, cell in enumerate(rows[0].cells) if folded(cell) in ELEMENT_LABELS), None
        )
        if label is None:
            reader.leave_out(table.path, message("it has no columns from and to"))
            continue
        for row in rows[1:]:
            name = row.cells[label] if label < len(row.cells) else ""
            if name:
                found.titles.setdefault(" ".join(name.split()), " ".join(name.split()))
    for table, rows, at in lists:
        _add_rows(found, reader, table.path, rows, at)
    return found


def _add_rows(found: _Map, reader: Reader, path: str, rows: Sequence[Row], head: int) -> None:
    """The links of a table whose headings stand in row `head`."""
    fields = _fields(rows[head].cells)
    known = set(fields.values())
    others = [cell for column, cell in enumerate(rows[head].cells) if cell and column not in known]
    if others:
        reader.leave_out(", ".join(others[:8]), message("columns that no link has a field for"))
    for row in rows[head + 1 :]:
        padded = [*row.cells, *[""] * len(rows[head].cells)]
        cells = {name: padded[column] for name, column in fields.items()}
        where = f"{path} row {row.number}"
        source, target = (" ".join(cells.pop(end).split()) for end in ("from", "to"))
        if source and target:
            found.add(_Edge(source, target, cells, where))
        else:
            reader.leave_out(where, message("one of its ends is blank"))


def _fields(cells: Sequence[str]) -> dict[str, int]:
    """The fields that the headings of a table name, each once; the name of the field itself first."""
    heads = [folded(cell).replace("_", "").replace("-", "") for cell in cells]
    found = {head: column for column, head in reversed([*enumerate(heads)]) if head in EDGE_HEADINGS}
    for column, head in enumerate(heads):
        if head in _FIELDS:
            found.setdefault(_FIELDS[head], column)
    return found


def _of_kumu(data: Any, path: str) -> _Map:
    """A map of Kumu: a backup of a project, or a blueprint."""
    if not looks_like_kumu(data):
        raise RefusedFileError(
            path, message("this JSON has no elements and connections, as a map of Kumu has")
        )
    found, called = _Map(), {}
    for one in data["elements"]:
        if isinstance(one, dict):
            label = _attribute(one, "label") or words(one.get("_id"))
            found.titles.setdefault(label, label)
            called[words(one.get("_id")) or label] = label
    for number, one in enumerate(data["connections"], 1):
        if not isinstance(one, dict):
            continue
        ends = [called.get(words(one.get(end)), words(one.get(end))) for end in ("from", "to")]
        more = {
            "strength": _attribute(one, "strength", "weight"),
            "sign": _attribute(one, "connection type", "type", "label"),
            "direction": words(one.get("direction")),
            "says": _attribute(one, "description"),
        }
        if more["sign"] == "" and one.get("reversed"):
            more["sign"] = "-"
        if all(ends):
            found.add(_Edge(ends[0], ends[1], more, f"connection {number}"))
    return found


def _attribute(one: Mapping[str, Any], *names: str) -> str:
    """An attribute of an element or a connection, wherever the form keeps it."""
    kept = one.get("attributes")
    kept = kept if isinstance(kept, dict) else {}
    for name in names:
        for given in (kept.get(name), one.get(name)):
            if isinstance(given, str | int | float) and not isinstance(given, bool) and str(given).strip():
                return " ".join(str(given).split())
    return ""


def _of_graphml(raw: bytes, path: str) -> _Map:
    """A graph in GraphML, by networkx, once the guards have looked at the XML."""
    root = xml_of(raw, path)
    if root.tag != "graphml":
        raise RefusedFileError(
            path, message("this is XML with the root <{tag}>, which is not read", tag=root.tag)
        )
    if any(not (edge.get("source") and edge.get("target")) for edge in root.iter("edge")):
        raise RefusedFileError(path, message("an edge of the graph lacks one of its ends"))
    import networkx as nx

    try:
        graph = nx.parse_graphml(raw.decode("utf-8-sig"))
    except (nx.NetworkXError, ValueError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise RefusedFileError(path, message("this is no whole GraphML: {why}", why=f"{error}")) from error
    found = _Map()
    titles = Counter(_title(given) for _, given in graph.nodes(data=True))
    called = {
        node: _node_name(node, given, found, alone=titles[_title(given)] == 1)
        for node, given in graph.nodes(data=True)
    }
    seen: set[tuple[str, str]] = set()
    either = DIRECTIONS["mutual"] | DIRECTIONS["unstated"]
    usual = "directed" if graph.is_directed() else "undirected"
    drawn = drawn_arrows(root)
    keyed = graph.edges(keys=True, data=True) if graph.is_multigraph() else keyed_edges(graph)
    for number, (one, other, key, given) in enumerate(keyed, 1):
        direction = _given(given, "direction") or drawn.get(key) or usual
        pair = (called[one], called[other])
        if direction in either and pair[::-1] in seen:  # the way back of the same link
            continue
        seen.add(pair)
        found.add(_Edge(pair[0], pair[1], _said(given, direction), f"edge {number}"))
    return found


def _said(given: Mapping[str, Any], direction: str) -> dict[str, str]:
    """What an edge says of its link; its label is a strength, a sign or a reason."""
    more = {
        "strength": _given(given, "strength", "weight"),
        "direction": direction,
        "sign": _given(given, "sign"),
        "says": _given(given, "says", "description"),
    }
    label = _given(given, "label", "Edge Label")
    field = "strength" if _NUMBER.fullmatch(label) else "says" if negative_sign(label) is None else "sign"
    more[field] = more[field] or label
    return more


def _title(given: Mapping[str, Any]) -> str:
    """The title of a node; empty for none."""
    return _given(given, "title", "label", "name")


def _node_name(node: object, given: Mapping[str, Any], found: _Map, *, alone: bool) -> str:
    """What a node is called, by its code, its title if it has it alone, or its id; its title is kept."""
    title = _title(given)
    name = _given(given, "code") or (title if alone else "") or str(node)
    found.titles.setdefault(name, title or name)
    return name


def _given(given: Mapping[str, Any], *names: str) -> str:
    """The first of some attributes that is given, as text; numbers without needless digits."""
    value = next((given[name] for name in names if given.get(name) not in (None, "")), "")
    return f"{value:.12g}" if isinstance(value, int | float) else words(str(value))
