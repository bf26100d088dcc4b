"""The statements of a network in; numbers that can be drawn again and again out."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from realign.models.influence.graph import LinkGraph
from realign.models.influence.sparse_walks import Fan
from realign.models.influence.total_influence import Array, Indexes, Mask
from realign.plan import code_order


class Way(IntEnum):
    """When a statement speaks in the direction at hand."""

    ALWAYS = 0
    THERE = 1
    """Its direction is open; this is the order of codes."""
    BACK = 2


class _Row(NamedTuple):
    """One statement in one direction."""

    source: int
    target: int
    negative: bool
    unit: int
    size: float
    sure: float
    share: float
    way: int
    relevance: float
    open_relevance: bool
    one_way: bool


@dataclass(frozen=True)
class SamplingFrame:
    """The statements as numbers: one row for each statement and direction in which it speaks.

    What a paragraph says about two outcomes with one sign is one unit: it exists or not, is
    misjudged or not, and runs one way or the other as a whole. So confidence and the rule of
    the maximum follow by themselves, and citing a paragraph twice changes nothing.
    """

    outcomes: int
    source: Indexes
    """Where each ordered pair begins, (e,); sorted by source, then target."""
    target: Indexes
    leaving: Fan
    """The ordered pairs by source."""
    reaching: Fan
    """The ordered pairs by target."""
    pair: Indexes
    """The ordered pair of each row, (r,); rows are sorted by pair and sign."""
    negative: Mask
    unit: Indexes
    """The unit of each row."""
    units: int
    first: Indexes
    """The first row of each unit."""
    size: Array
    """Absolute strength of each row, in the plan's scale."""
    sure: Array
    """Probability that the row exists."""
    share: Array
    """The part that counts while the direction is open."""
    way: npt.NDArray[np.int8]
    """A `Way`."""
    relevance: Array
    open_relevance: Mask
    """Whether the relevance is only the lens's default."""
    one_way: Mask
    """Whether the statement is directed."""
    scale: float

    @classmethod
    def of(cls, graph: LinkGraph) -> "SamplingFrame":
        """Lay out the statements of `graph`."""
        rows = _laid_out(graph)
        pairs = sorted({(row.source, row.target) for row in rows})
        number = {pair: index for index, pair in enumerate(pairs)}
        column = {name: [getattr(row, name) for row in rows] for name in _Row._fields}
        source, target = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        unit = np.array(column["unit"], dtype=np.intp)
        first = np.unique(unit, return_index=True)[1]
        return cls(
            outcomes=len(graph.outcomes),
            source=source,
            target=target,
            leaving=Fan.of(source, target, len(graph.outcomes)),
            reaching=Fan.of(target, source, len(graph.outcomes)),
            pair=np.array([number[row.source, row.target] for row in rows], dtype=np.intp),
            negative=np.array(column["negative"], dtype=np.bool_),
            unit=unit,
            units=len(first),
            first=first,
            size=np.array(column["size"], dtype=np.float64),
            sure=np.array(column["sure"], dtype=np.float64),
            share=np.array(column["share"], dtype=np.float64),
            way=np.array(column["way"], dtype=np.int8),
            relevance=np.array(column["relevance"], dtype=np.float64),
            open_relevance=np.array(column["open_relevance"], dtype=np.bool_),
            one_way=np.array(column["one_way"], dtype=np.bool_),
            scale=graph.scale,
        )

    @cached_property
    def empty(self) -> tuple[Indexes, Indexes]:
        """The pairs of outcomes of which nothing is said either way, (f,) each."""
        said = np.eye(self.outcomes, dtype=np.bool_)
        said[self.source, self.target] = said[self.target, self.source] = True
        source, target = np.nonzero(~said)
        return source[source < target], target[source < target]


def _laid_out(graph: LinkGraph) -> list[_Row]:
    """Every statement in every direction in which it speaks, by pair and sign."""
    at = {code: number for number, code in enumerate(graph.outcomes)}
    units: dict[tuple[str, str, bool, str], int] = {}
    rows: list[_Row] = []
    for one in graph.statements:
        if one.strength == 0:
            continue
        low, high = sorted((one.source, one.target), key=code_order)
        unit = units.setdefault((low, high, one.strength < 0, one.reference), len(units))
        unknown = graph.lens is not None and not one.tagged and one.relevance > 0
        for step, (source, target) in enumerate(one.pairs):
            rows.append(
                _Row(
                    source=at[source],
                    target=at[target],
                    negative=one.strength < 0,
                    unit=unit,
                    size=abs(one.strength),
                    sure=one.confidence,
                    share=one.share,
                    way=Way.ALWAYS if one.direction != "unstated" else (Way.THERE, Way.BACK)[step],
                    relevance=one.relevance,
                    open_relevance=unknown,
                    one_way=one.direction == "directed",
                )
            )
    return sorted(rows)
