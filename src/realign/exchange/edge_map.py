"""What lists of links, maps and graphs have in common: elements, and the links between them."""

import re
from dataclasses import dataclass, field

NUMBER = re.compile(r"[+-]?[0-9]*[.,]?[0-9]+")
"""A strength."""


@dataclass
class Edge:
    """A link as a file has it."""

    source: str
    target: str
    more: dict[str, str] = field(default_factory=dict)
    """Field -> text."""
    row: str = ""
    """Where it stands."""


@dataclass
class EdgeMap:
    """What a file holds."""

    titles: dict[str, str] = field(default_factory=dict)
    """Name of an element -> its title, in the order of the file."""
    edges: list[Edge] = field(default_factory=list)
    alike: dict[str, str] = field(default_factory=dict)
    """Columns that are no field of a link -> what becomes of them."""

    def add(self, edge: Edge) -> None:
        """Keep a link; its ends are elements, too."""
        for name in (edge.source, edge.target):
            self.titles.setdefault(name, name)
        self.edges.append(edge)
