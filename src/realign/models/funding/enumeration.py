"""The whole funding curve for a handful of items, however their earmarks overlap: try every choice."""

from collections.abc import Iterator
from operator import add
from typing import Final

from realign.models.funding.curve import Frontier, Point
from realign.models.funding.cuts import Fences, need
from realign.models.funding.problem import Item, Problem, Scale

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
    free = [problem.free in fence for fence in fences.known]
    loads = [_loads(problem.items[place], fences) for place in places]
    weights = [scale.weigh(problem.items[place]) for place in places]
    needed = list(_needed_together(problem))
    stack = [(0, 0, most, tuple(-fences.bears(fence) for fence in fences.known))]
    while stack:
        depth, mask, missed, over = stack.pop()
        if any(excess > 0 and not spills for excess, spills in zip(over, free, strict=True)):
            continue
        if depth < len(places):
            stack.append((depth + 1, mask, missed, over))
            more = tuple(map(add, over, loads[depth]))
            stack.append((depth + 1, mask | 1 << places[depth], missed - weights[depth], more))
        elif all(others & ~mask == 0 for place, others in needed if mask & place):
            money = max(0, *over, 0) if fences.complete else _needed(problem, mask)
            if money is not None:
                yield money, missed, mask


def _needed_together(problem: Problem) -> Iterator[tuple[int, int]]:
    """Each item that requires others, and these, as ones of a number."""
    for place, item in enumerate(problem.items):
        if item.funds and item.requires:
            yield 1 << place, sum(1 << other for other in item.requires)


def _loads(item: Item, fences: Fences) -> list[int]:
    """What an item costs each set of pots: all, where it may draw on no other pot."""
    return [item.cost * fence.issuperset(item.funds) for fence in fences.known]


def _needed(problem: Problem, mask: int) -> int | None:
    """The unearmarked money that the items of `mask` need; None where none suffices."""
    return need(problem, {place: item.cost for place, item in enumerate(problem.items) if mask >> place & 1})
