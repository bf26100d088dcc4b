"""Graphs in GraphML, by networkx: titles of nodes, links of edges, and how yEd draws their ends."""

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from realign.exchange.edge_map import NUMBER, Edge, EdgeMap
from realign.exchange.foreign import Reader, RefusedFileError, words, xml_of
from realign.exchange.link_words import negative_sign
from realign.exchange.vocabulary import DIRECTIONS
from realign.text import message, plural

_OF_NODE = frozenset(("title", "label", "name", "code"))
_OF_EDGE = frozenset(
    (*("id", "strength", "weight", "direction", "sign", "says", "description", "label", "Edge Label"),)
)
"""Attributes that are read."""


def of_graphml(raw: bytes, path: str, reader: Reader) -> EdgeMap:
    """A graph in GraphML, by networkx, once the guards have looked at the XML."""
    root = xml_of(raw, path)
    _must_be_readable(root, path)
    import networkx as nx

    try:
        with warnings.catch_warnings(action="ignore"):  # it would say each key without a type
            graph = nx.parse_graphml(raw.decode("utf-8-sig"))
    except (nx.NetworkXError, ValueError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise RefusedFileError(path, message("this is no whole GraphML: {why}", why=f"{error}")) from error
    found = EdgeMap()
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
        found.add(Edge(pair[0], pair[1], _said(given, direction), f"edge {number}"))
    _say_unread(reader, root, graph)
    return found


def _must_be_readable(root: Element, path: str) -> None:
    """Raise `RefusedFileError` for other XML, for edges that lack an end, and for edges of both sorts."""
    if root.tag != "graphml":
        raise RefusedFileError(
            path, message("this is XML with the root <{tag}>, which is not read", tag=root.tag)
        )
    if any(not (edge.get("source") and edge.get("target")) for edge in root.iter("edge")):
        raise RefusedFileError(path, message("an edge of the graph lacks one of its ends"))
    if _mixed(root):
        raise RefusedFileError(
            path,
            message("the graph has directed edges and undirected ones"),
            message("export it with edges of one sort, or as two files"),
        )


def _mixed(root: Element) -> bool:
    """Whether a graph has edges with a direction and edges without."""
    for graph in root.iter("graph"):
        usual = str(graph.get("edgedefault") == "directed").lower()
        if len({edge.get("directed") or usual for edge in graph.iterfind("edge")}) > 1:
            return True
    return False


def _say_unread(reader: Reader, root: Element, graph: Any) -> None:
    """Say which edges and attributes of a file are not read."""
    beyond = sum(1 for _ in root.iter("edge")) - graph.number_of_edges()
    if beyond > 0:
        why = message("in a second graph, or in a part of the graph that is folded away")
        reader.leave_out(plural("1 edge", "{count} edges", beyond), why)
    for parts, read in ((graph.nodes(data=True), _OF_NODE), (graph.edges(data=True), _OF_EDGE)):
        reader.pass_over(
            name
            for *_, given in parts
            for name, value in given.items()
            if name not in read and value not in ("", None)
        )


def _said(given: Mapping[str, Any], direction: str) -> dict[str, str]:
    """What an edge says of its link; its label is a strength, a sign or a reason."""
    more = {
        "strength": _given(given, "strength", "weight"),
        "direction": direction,
        "sign": _given(given, "sign"),
        "says": _given(given, "says", "description"),
    }
    label = _given(given, "label", "Edge Label")
    field = "strength" if NUMBER.fullmatch(label) else "says" if negative_sign(label) is None else "sign"
    more[field] = more[field] or label
    return more


def _title(given: Mapping[str, Any]) -> str:
    """The title of a node; empty for none."""
    return _given(given, "title", "label", "name")


def _node_name(node: object, given: Mapping[str, Any], found: EdgeMap, *, alone: bool) -> str:
    """What a node is called, by its code, its title if it has it alone, or its id; its title is kept."""
    title = _title(given)
    name = _given(given, "code") or (title if alone else "") or str(node)
    found.titles.setdefault(name, title or name)
    return name


def _given(given: Mapping[str, Any], *names: str) -> str:
    """The first of some attributes that is given, as text; numbers without needless digits."""
    value = next((given[name] for name in names if given.get(name) not in (None, "")), "")
    return f"{value:.12g}" if isinstance(value, int | float) else words(str(value))


def keyed_edges(graph: Any) -> Iterator[tuple[Any, Any, Any, Mapping[str, Any]]]:
    """The edges of a graph that has one at most between two nodes, each with its id."""
    return ((one, other, given.get("id"), given) for one, other, given in graph.edges(data=True))


def drawn_arrows(root: Element) -> dict[str | None, str]:
    """Id of an edge -> its direction, where yEd draws other tips than one at its end."""
    says = {(False, False): "unstated", (True, False): "backward", (True, True): "mutual"}
    found = {}
    for edge in root.iter("edge"):
        for tips in edge.iter("Arrows"):
            at = (tips.get("source", "none") != "none", tips.get("target", "none") != "none")
            if at in says:
                found[edge.get("id")] = says[at]
    return found
