"""What every outcome drives and every link is worth, by a method."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from realign.models.influence.case import Case
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import (
    Method,
    NoAnswerError,
    Totals,
    check_answer,
    drive_of,
    losses_of,
    power_sum,
    totals_of,
    unit_of,
)
from realign.models.influence.ranks import mid_ranks
from realign.models.influence.sampling_frame import SamplingFrame
from realign.models.influence.total_influence import (
    Array,
    Ends,
    RemovalLoss,
    Weights,
    knock_out,
    resolvent,
    weights_of,
)


@dataclass(frozen=True)
class Assessment:
    """What one method makes of the links of a plan; links as in `graph.ties`."""

    graph: LinkGraph
    method: Method
    weights: Weights
    ends: Ends
    matrix: Array
    """(n, n), in the unit of the method."""
    totals: Totals
    sides: tuple[Array, Array]
    """What pushes and what holds back in every drive, (n,) each; their difference is the drive."""
    loss: Array
    """(m,)"""
    knockout: RemovalLoss | None
    """The factors of the losses, for methods whose loss is a product."""
    reach: Array
    """R: walks from each outcome to each of any length, every step times delta, (n, n)."""
    sure: Array
    """How sure it is that each link exists, 0 to 1, (m,); 1 where that is not in doubt."""
    doubted: bool = True
    """Whether it is in doubt that links exist."""

    @property
    def destinations(self) -> Array:
        """How much each outcome counts as a destination by this method, (n,)."""
        return self.method.weigh(self.weights.destinations)

    def influence(self, rows: Sequence[int]) -> Array:
        """All influence of some outcomes on each by this method, (r, n); the rows sum to their drives."""
        if self.method.delta is not None:
            return np.asarray(self.matrix[rows] @ self.reach * self.method.factor, dtype=np.float64)
        return power_sum(self.method, self.matrix, rows)

    @cached_property
    def expected(self) -> Array:
        """What is to be expected to be lost without each link, as it may not exist, (m,)."""
        return self.loss * self.sure

    @cached_property
    def link_ranks(self) -> tuple[float, ...]:
        """Rank of every link by what is to be expected to be lost without it."""
        return mid_ranks(self.expected)

    @cached_property
    def outcome_ranks(self) -> tuple[float, ...]:
        """Rank of every outcome by its drive."""
        return mid_ranks(self.totals.drive)

    @cached_property
    def case(self) -> Case:
        """What is drawn again and again to see how sure the ranks are."""
        evidence = SamplingFrame.of(self.graph)
        return Case(evidence, self.ends, self.weights.destinations, self.method)


def assess(graph: LinkGraph, method: Method, *, doubted: bool = True) -> Assessment:
    """Apply `method` to the links of `graph`; raises `NoAnswerError` where it has none.

    Unless it is `doubted` whether links exist, each is taken for sure.
    """
    weights = weights_of(graph)
    ends = Ends.of(graph.ties, graph.outcomes)
    matrix = weights.net / unit_of(method, weights)
    knockout, reach = None, None
    if method.delta is not None:
        check_answer(method, matrix)
        reach = resolvent(matrix, method.delta)
        knockout = knock_out(matrix, reach, ends, method.weigh(weights.destinations), method.delta)
    totals = totals_of(method, matrix, weights.destinations, reach)
    loss = (
        knockout.loss * method.factor if knockout else losses_of(method, matrix, ends, weights.destinations)
    )
    return Assessment(
        graph=graph,
        method=method,
        weights=weights,
        ends=ends,
        matrix=matrix,
        totals=totals,
        sides=_sides(method, weights, totals),
        loss=loss,
        knockout=knockout,
        reach=np.eye(len(matrix)) if reach is None else reach,
        sure=np.array([tie.confidence if doubted else 1.0 for tie in graph.ties], dtype=np.float64),
        doubted=doubted,
    )


def _sides(method: Method, weights: Weights, totals: Totals) -> tuple[Array, Array]:
    """T+ and T-: half the sum and half the difference of the walks by size and by sign."""
    if not weights.holds:
        return totals.drive, np.zeros_like(totals.drive)
    try:
        size = drive_of(method, weights.size / unit_of(method, weights), weights.destinations)
    except NoAnswerError:
        size = np.full_like(totals.drive, np.nan)
    return (size + totals.drive) / 2, (size - totals.drive) / 2
