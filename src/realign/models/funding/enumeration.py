"""The whole funding curve for a handful of items, however their earmarks overlap: try every choice."""

from collections.abc import Iterator
from typing import Final

from realign.models.funding.curve import Frontier, Point
from realign.models.funding.cuts import Fences, need
from realign.models.funding.problem import Problem, Scale

MOST: Final = 18
"""More items than this are not enumerated: so many make 262144 choices."""

_Subset = tuple[int, int, int]
"""Unearmarked money needed, value not reached, chosen items as ones of a number."""


def every_choice(problem: Problem, fences: Fences) -> Frontier:
    """All breakpoints, by the same rule among equals as for nested earmarks; exact.

    Where `fences` are not complete, what a choice needs is worked out by a flow for each.
    """
    scale = Scale.of(problem.items)
    most = sum(scale.weigh(item) for item in problem.items)
    points: list[Point] = []
    some: dict[int, int] = {}
    every: dict[int, int] = {}
    last: tuple[int, int] | None = None
    common: frozenset[int] = frozenset()
    for money, missed, mask in sorted(_choices(problem, fences, scale, most)):
        if points and most - missed < points[-1].weight:
            continue
        covered = frozenset(place for place in range(len(problem.items)) if mask >> place & 1)
        if not points or most - missed > points[-1].weight:
            _settle(every, common, last)
            points.append(Point(money, most - missed, covered))
            last, common = (money, missed), covered
        elif (money, missed) == last:
            common &= covered
        for place in covered:
            some.setdefault(place, money)
    _settle(every, common, last)
    return Frontier(tuple(points), some, every)


def _settle(every: dict[int, int], common: frozenset[int], last: tuple[int, int] | None) -> None:
    if last is not None:
        for place in common:
            every.setdefault(place, last[0])


def _choices(problem: Problem, fences: Fences, scale: Scale, most: int) -> Iterator[_Subset]:
    """Every choice that some amount can pay for and that holds all that it requires."""
    places = [place for place, item in enumerate(problem.items) if item.funds]
    bears = [fences.bears(fence) for fence in fences.known]
    free = [problem.free in fence for fence in fences.known]
    loads = [
        [problem.items[place].cost * fence.issuperset(problem.items[place].funds) for fence in fences.known]
        for place in places
    ]
    needed = [sum(1 << other for other in problem.items[place].requires) for place in places]
    weights = [scale.weigh(problem.items[place]) for place in places]
    stack = [(0, 0, most, tuple(-amount for amount in bears))]
    while stack:
        depth, mask, missed, over = stack.pop()
        if any(excess > 0 and not spills for excess, spills in zip(over, free, strict=True)):
            continue
        if depth < len(places):
            stack.append((depth + 1, mask, missed, over))
            more = tuple(excess + load for excess, load in zip(over, loads[depth], strict=True))
            stack.append((depth + 1, mask | 1 << places[depth], missed - weights[depth], more))
        elif not any(
            mask >> place & 1 and others & ~mask for place, others in zip(places, needed, strict=True)
        ):
            money = max(0, *over, 0) if fences.complete else _needed(problem, mask)
            if money is not None:
                yield money, missed, mask


def _needed(problem: Problem, mask: int) -> int | None:
    """The unearmarked money that the items of `mask` need; None where none suffices."""
    return need(problem, {place: item.cost for place, item in enumerate(problem.items) if mask >> place & 1})
