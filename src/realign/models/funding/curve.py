"""The funding curve: what the best use of every amount of unearmarked money is worth, and what it covers."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

AHEAD: Final = 3
"""So many breakpoints above an amount asked about are looked for, and told."""


@dataclass(frozen=True, slots=True)
class Point:
    """A breakpoint: from this amount on the best use is worth more."""

    unearmarked: int
    """The least unearmarked money that reaches this value."""
    weight: int
    """The value, tiers folded into one number."""
    covered: frozenset[int]
    """Positions of the items that the canonical best use covers."""


@dataclass(frozen=True, slots=True)
class Frontier:
    """Breakpoints by rising amount, and from when each item is in some, in every best use."""

    points: tuple[Point, ...]
    some: dict[int, int]
    """Position -> smallest amount at which it is in some best use; absent: at none."""
    every: dict[int, int]
    """Position -> smallest amount at which it is in every best use; absent: at none."""
    complete: bool = True
    """False where breakpoints between those listed were not looked for."""
    near: bool = True
    """False where not even those just above the amounts asked about were looked for."""

    def at(self, unearmarked: int) -> Point:
        """The breakpoint that holds at `unearmarked`."""
        return self.points[self.index(unearmarked)]

    def index(self, unearmarked: int) -> int:
        """Where in `points` the step that holds at `unearmarked` begins."""
        return max(0, bisect_right(self.points, unearmarked, key=lambda point: point.unearmarked) - 1)


def rising(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points that are worth more than all cheaper ones, by rising amount."""
    kept: list[Point] = []
    for point in sorted(points, key=lambda point: (point.unearmarked, -point.weight)):
        if not kept or point.weight > kept[-1].weight:
            kept.append(point)
    return tuple(kept)
