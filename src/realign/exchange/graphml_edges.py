"""What an edge in GraphML is called, and how yEd draws its ends."""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element


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
