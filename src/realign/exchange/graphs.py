"""The links of a plan as a file for network programs: GraphML, DOT, Mermaid, Kumu."""

import json
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from realign.findings import CallError
from realign.render.cells import visible
from realign.render.csv import written
from realign.render.mermaid import flowchart, labelled, widths
from realign.sheets import Column, Sheet
from realign.text import join, message, say

if TYPE_CHECKING:
    from realign.models.influence.results import RankedLink, RankedOutcome
    from realign.questions.links import Links

Value = str | int | float


def write_graph(answer: "Links", file: str, language: str = "en") -> str:
    """Write links and outcomes in the format that the name of `file` ends with.

    `.graphml`, `.gexf`, `.csv`, `.dot` or `.gv`, `.mmd`, and `kumu.json`. The same answer gives the same
    text. Raises `CallError` for another ending.
    """
    name = PurePath(file).name.lower()
    for ending, write in WRITERS.items():
        if name.endswith(ending):
            return write(answer, language)
    hint = message("end it with one of {part}", part=join((*WRITERS, ".xlsx")))
    if name.endswith(".json"):
        hint = message("call it kumu.json for Kumu; for all figures as JSON, say links --format json")
    raise CallError(
        message("the ending of {name} names no format to export to", name=PurePath(file).name), hint
    )


def graphml(answer: "Links", language: str = "en") -> str:
    """GraphML with all figures as attributes; undirected links keep `direction` as an attribute."""
    import networkx as nx

    network = nx.DiGraph()
    network.add_nodes_from((visible(one.id), _node(one, language)) for one in answer.outcomes)
    network.add_edges_from((visible(one.source), visible(one.target), _edge(one)) for one in answer.links)
    stream = BytesIO()
    nx.write_graphml_xml(network, stream)  # by the standard library: what lxml writes looks different
    return stream.getvalue().decode() + "\n"


def gexf(answer: "Links", language: str = "en") -> str:
    """GEXF 1.3, Gephi's own format, with all figures as attributes."""
    nodes = [(one.id, _node(one, language)) for one in answer.outcomes]
    edges = [((one.source, one.target), _edge(one)) for one in answer.links]
    keys = {**_keys("node", (data for _, data in nodes)), **_keys("edge", (data for _, data in edges))}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        '  <graph mode="static" defaultedgetype="directed">',
    ]
    for place in ("node", "edge"):
        lines.append(f'    <attributes class="{place}">')
        lines += [
            f'      <attribute id="{key}" title="{name}" type="{kind}"/>'
            for (of, name), (key, kind) in keys.items()
            if of == place
        ]
        lines.append("    </attributes>")
    lines.append("    <nodes>")
    for code, data in nodes:
        label = _attribute(str(data["title"]))
        lines += [f"      <node id={_attribute(code)} label={label}>", *_values("node", data, keys)]
        lines.append("      </node>")
    lines += ["    </nodes>", "    <edges>"]
    for number, ((source, target), data) in enumerate(edges):
        # Gephi wants a weight that is not negative; the loss as it is stands among the attributes
        weight = f' weight="{abs(float(data["weight"]))!r}"' if "weight" in data else ""
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        lines += [f'      <edge id="{number}" {ends}{weight}>', *_values("edge", data, keys), "      </edge>"]
    return "\n".join([*lines, "    </edges>", "  </graph>", "</gexf>"]) + "\n"


def edge_list(answer: "Links", language: str = "en") -> str:
    """A table of links with the headings that Gephi looks for: Source, Target, Type, Weight."""
    rows = [_edge(link) for link in answer.links]
    names = [name for name in dict.fromkeys(name for row in rows for name in row) if name != "weight"]
    columns = [Column(name, name) for name in ("Source", "Target", "Type", "Weight", *names)]
    cells = [
        (
            link.source,
            link.target,
            "Directed" if link.direction == "directed" else "Undirected",
            row.get("weight"),
            *(row.get(name) for name in names),
        )
        for link, row in zip(answer.links, rows, strict=True)
    ]
    return written(Sheet("links", "", tuple(columns), tuple(cells)), language)


def dot(answer: "Links", language: str = "en") -> str:
    """DOT for Graphviz: wider lines lose more, dashed ones hold back."""
    lines = ["digraph links {", "  rankdir=LR;", '  node [shape=box, style=rounded, fontname="sans-serif"];']
    lines += [f"  {_quoted(one.id)} [label={_quoted(labelled(one, language))}];" for one in answer.outcomes]
    arrows = {"directed": "forward", "mutual": "both", "unstated": "none"}
    for link, width in widths(answer.links):
        style = ", style=dashed" if link.strength < 0 else ""
        tip = _quoted(f"{link.strength:g}; {', '.join(link.refs)}")
        looks = f"dir={arrows[link.direction]}, penwidth={width:.2f}{style}, tooltip={tip}"
        lines.append(f"  {_quoted(link.source)} -> {_quoted(link.target)} [{looks}];")
    return "\n".join([*lines, "}"]) + "\n"


def mermaid(answer: "Links", language: str = "en") -> str:
    """A Mermaid flowchart, as Markdown pages show it: wider lines lose more, dotted ones hold back."""
    return flowchart(answer.links, answer.outcomes, language)


def kumu(answer: "Links", language: str = "en") -> str:
    """The JSON that Kumu imports: elements by label, connections between labels."""
    labels = {one.id: visible(labelled(one, language)) for one in answer.outcomes}
    if len(set(labels.values())) < len(labels):
        labels = {code: visible(code) for code in labels}
    directions = {"directed": "directed", "mutual": "mutual", "unstated": "undirected"}
    elements = [
        {"label": labels[one.id], "type": "outcome", **_node(one, language)} for one in answer.outcomes
    ]
    connections = [
        {
            "from": labels.get(one.source, one.source),
            "to": labels.get(one.target, one.target),
            "type": "push" if one.strength > 0 else "hold",
            **_edge(one),
            "direction": directions[one.direction],
        }
        for one in answer.links
    ]
    whole = {"elements": elements, "connections": connections}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


WRITERS: dict[str, Callable[["Links", str], str]] = {
    ".graphml": graphml,
    ".gexf": gexf,
    ".csv": edge_list,
    ".dot": dot,
    ".gv": dot,
    ".mmd": mermaid,
    "kumu.json": kumu,
}
"""Table of contents: ending of the file -> writer."""


def _node(outcome: "RankedOutcome", language: str) -> dict[str, Value]:
    """What is known of an outcome."""
    figures = {
        "rank": outcome.rank,
        "rank_low": outcome.rank_low,
        "rank_high": outcome.rank_high,
        "drive": outcome.drive,
        "dependence": outcome.dependence,
    }
    return {"code": outcome.id, "title": visible(say(outcome.title, language)), **_known(figures)}


def _edge(link: "RankedLink") -> dict[str, Value]:
    """What is known of a link; `weight` is its loss, the thickness in most programs."""
    figures = {
        "weight": link.loss,
        "rank": link.rank,
        "rank_low": link.rank_low,
        "rank_high": link.rank_high,
        "strength": link.strength,
        "confidence": link.confidence,
    }
    return {
        **_known(figures),
        "direction": link.direction,
        "basis": link.basis,
        "refs": "; ".join(map(visible, link.refs)),
    }


def _known(figures: Mapping[str, float | None]) -> dict[str, Value]:
    """Figures without the unknown ones; whole numbers stay fractions, so that a column has one type."""
    return {name: float(value) for name, value in figures.items() if value is not None}


def _keys(place: str, rows: Iterator[Mapping[str, Value]]) -> dict[tuple[str, str], tuple[str, str]]:
    """The attributes that occur, each with its key and type."""
    keys: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows:
        for name, value in row.items():
            kind = "string" if isinstance(value, str) else "double"
            keys.setdefault((place, name), (f"{place}_{name}", kind))
    return keys


def _values(
    place: str, row: Mapping[str, Value], keys: Mapping[tuple[str, str], tuple[str, str]]
) -> Iterator[str]:
    """The attributes of one node or edge, as GEXF has them."""
    yield "        <attvalues>"
    for name, value in row.items():
        text = value if isinstance(value, str) else repr(value)
        yield f'          <attvalue for="{keys[place, name][0]}" value={_attribute(text)}/>'
    yield "        </attvalues>"


def _attribute(text: str) -> str:
    """An XML attribute, quotes included."""
    return quoteattr(visible(text))


def _quoted(text: str) -> str:
    """A DOT string: no escape in it means anything but itself."""
    return '"' + visible(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
