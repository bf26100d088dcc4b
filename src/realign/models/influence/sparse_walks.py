"""Influence along the links alone, for many networks at once that differ only in their weights."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from realign.models.influence.total_influence import Array, Indexes

Real = TypeVar("Real", np.float32, np.float64)
ROUGH = 1e-5
"""So far an influence is followed at half the precision; this leaves room for its rounding."""
ENOUGH = 1e-9
"""An influence is followed until what is left cannot exceed this."""


@dataclass(frozen=True, slots=True)
class Detours:
    """Links that differ from draw to draw, (l, d) each: from outcome `near` to outcome `far`."""

    near: Indexes
    far: Indexes
    weight: Array

    @property
    def turned(self) -> "Detours":
        """The same links seen from their other end."""
        return Detours(self.far, self.near, self.weight)

    def times(self, factor: Array) -> "Detours":
        """The same links with every weight times the factor of its draw, (d,)."""
        return Detours(self.near, self.far, self.weight * factor)

    def sums(self, outcomes: int) -> Array:
        """The sum of the weights at every outcome, (n, d)."""
        ones = np.ones((outcomes, self.near.shape[1]))
        return self.carrier(np.arange(outcomes), ones.shape)(ones)

    def carrier(self, place: Indexes, shape: tuple[int, ...]) -> Callable[[Array], Array]:
        """How the links bring what is at `far` to `near`; outcome i stands in row `place[i]` of (n, d)."""
        there = np.flatnonzero(self.weight.ravel())
        column = there % shape[1]
        far, near = (place[ends.ravel()[there]] * shape[1] + column for ends in (self.far, self.near))
        weight = self.weight.ravel()[there]

        def carry(here: Array) -> Array:
            brought = np.bincount(near, weight * here.ravel()[far], shape[0] * shape[1])
            return np.asarray(brought, dtype=np.float64).reshape(shape)

        return carry


@dataclass(frozen=True, slots=True)
class Fan:
    """The links by the outcome at one end, so arranged that whole rows of numbers can be added.

    Layer k holds the k-th link of every outcome that has so many; outcomes with most links
    come first, so a layer always belongs to the first few of them ("jagged diagonals":
    Saad, Y. (1989), Krylov subspace methods on supercomputers).
    """

    outcomes: int
    order: Indexes
    """The outcomes, most links first."""
    place: Indexes
    """Where in `order` each outcome stands."""
    layers: tuple[tuple[Indexes, Indexes], ...]
    """For each layer the links, and where in `order` their other ends stand."""

    @classmethod
    def of(cls, near: Indexes, far: Indexes, outcomes: int) -> "Fan":
        """Arrange the links that tie outcome `near` to outcome `far`, (e,) each."""
        degree = np.bincount(near, minlength=outcomes)
        order = np.argsort(-degree, kind="stable")
        place = np.empty_like(order)
        place[order] = np.arange(outcomes)
        by_end = np.argsort(near, kind="stable")
        start = np.concatenate([[0], np.cumsum(degree)])
        layers = []
        for layer in range(int(degree.max(initial=0))):
            links = by_end[start[order[degree[order] > layer]] + layer]
            layers.append((links, place[far[links]]))
        return cls(outcomes, order, place, tuple(layers))

    def sums(self, weights: Array) -> Array:
        """The sum of the weights (e, d) at every outcome, (n, d)."""
        total = np.zeros((self.outcomes, weights.shape[1]))
        for links, _ in self.layers:
            total[: len(links)] += np.take(weights, links, axis=0)
        return total[self.place]

    def spread(self, weights: Array, start: Array, delta: Array, detours: Detours | None = None) -> Array:
        """Solve y = start + delta W y for every column, (n, d), to within `ENOUGH`.

        `weights` (e, d), with the detours, must have row sums of at most 1 at every outcome and
        `delta` (d,) stay below 1: then every step shrinks what is missing by delta, so that
        after a step of size t no more than t * delta / (1 - delta) is missing.
        """
        base = np.ascontiguousarray(np.broadcast_to(start[self.order, None], (self.outcomes, len(delta))))
        carry = detours.times(delta).carrier(self.place, base.shape) if detours else None
        worst = float(delta.max(initial=0.0))
        passed = weights * delta
        layers = [(np.take(passed, links, axis=0), ends) for links, ends in self.layers]
        if not carry:  # most of the way at half the precision and twice the speed
            rough = [(weight.astype(np.float32), ends) for weight, ends in layers]
            here = _settled(rough, base.astype(np.float32), base.astype(np.float32), worst, ROUGH, None)
        begun = base if carry else here.astype(np.float64)
        return _settled(layers, base, begun, worst, ENOUGH, carry)[self.place]


def _settled(
    layers: Sequence[tuple[npt.NDArray[Real], Indexes]],
    base: npt.NDArray[Real],
    begun: npt.NDArray[Real],
    worst: float,
    enough: float,
    carry: Callable[[npt.NDArray[Real]], npt.NDArray[Real]] | None,
) -> npt.NDArray[Real]:
    """Walk on from `begun` until no more than `enough` can be missing; every step shrinks that by `worst`.

    Rounding may keep the steps from getting smaller, so there are never more than the bound asks for.
    """
    here, after, part = begun.copy(), np.empty_like(base), np.empty_like(base)
    most = math.log(enough * (1 - worst) ** 2) / math.log(worst) if worst else 1
    for _ in range(math.ceil(most / 2) + 1):
        for _ in range(2):
            np.copyto(after, base)
            for weight, ends in layers:
                rows = len(ends)
                np.take(here, ends, axis=0, out=part[:rows], mode="clip")
                part[:rows] *= weight
                after[:rows] += part[:rows]
            if carry:
                after += carry(here)
            here, after = after, here
        np.subtract(here, after, out=part)
        if float(np.abs(part, out=part).max(initial=0.0)) * worst <= enough * (1 - worst):
            break
    return here


@dataclass(frozen=True, slots=True)
class Returns:
    """The ways of few links between given outcomes: enough of R where all of it costs too much."""

    wanted: int
    same: Indexes
    """Which of the wanted ways begin where they end: R has a 1 there to begin with."""
    lengths: tuple[tuple[Indexes, tuple[tuple[Indexes, ...], ...]], ...]
    """For each length the wanted ways that have such, and layers of the links that those use."""

    @classmethod
    def of(cls, source: Indexes, target: Indexes, begin: Indexes, end: Indexes, outcomes: int) -> "Returns":
        """Find the ways from `begin` to `end`, (q,) each, over links sorted by source, then target.

        All ways of one link and of two.
        """
        keys = source * outcomes + target
        direct = link_numbers(keys, begin * outcomes + end)
        ways = np.flatnonzero(direct >= 0)
        lengths = [_layered(ways, direct[ways][:, None])]
        start = np.searchsorted(source, np.arange(outcomes + 1))
        many = start[begin + 1] - start[begin]
        way = np.repeat(np.arange(len(begin)), many)
        first = np.arange(len(way)) + np.repeat(start[begin] - np.cumsum(many) + many, many)
        second = link_numbers(keys, target[first] * outcomes + end[way])
        found = second >= 0
        lengths.append(_layered(way[found], np.column_stack([first[found], second[found]])))
        return cls(len(begin), np.flatnonzero(begin == end), tuple(lengths))

    @property
    def products(self) -> int:
        """How many products of weights are added up."""
        return sum(len(links[0]) for _, layers in self.lengths for links in layers)

    def values(self, weights: Array) -> Array:
        """R for every wanted way (q, d), from delta X on the links (e, d), as far as the lengths go."""
        total = np.zeros((self.wanted, weights.shape[1]))
        total[self.same] = 1.0
        for ways, layers in self.lengths:
            part, product, factor = (np.zeros((len(ways), weights.shape[1])) for _ in range(3))
            for first, *rest in layers:
                rows = len(first)
                np.take(weights, first, axis=0, out=product[:rows], mode="clip")
                for one in rest:
                    np.take(weights, one, axis=0, out=factor[:rows], mode="clip")
                    product[:rows] *= factor[:rows]
                part[:rows] += product[:rows]
            total[ways] += part
        return total


def link_numbers(keys: Indexes, wanted: Indexes) -> Indexes:
    """The number of the link with each wanted key, -1 where there is none."""
    if not len(keys):
        return np.full(len(wanted), -1, dtype=np.intp)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)


def _layered(way: Indexes, links: Indexes) -> tuple[Indexes, tuple[tuple[Indexes, ...], ...]]:
    """Arrange ways (p,) and the links they use (p, k) so that whole rows of numbers can be added."""
    ways, number = np.unique(way, return_inverse=True)
    many = np.bincount(number, minlength=len(ways))
    order = np.argsort(-many, kind="stable")
    start = np.concatenate([[0], np.cumsum(many)])
    sorted_links = links[np.argsort(number, kind="stable")]
    layers = []
    for layer in range(int(many.max(initial=0))):
        chosen = sorted_links[start[order[many[order] > layer]] + layer]
        layers.append(tuple(np.ascontiguousarray(column) for column in chosen.T))
    return ways[order], tuple(layers)
