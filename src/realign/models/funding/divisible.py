"""Work that can be paid for in part: serve by value for money, moving other claims where that makes room.

The amounts that can be paid form a polymatroid, so serving in this order is best for every
set of weights that falls along it, tier by tier too (Edmonds 1970). The pots that
run dry are a minimum cut; the value for money at which they do is their price.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from realign.models.funding.curve import Frontier, Point, rising
from realign.models.funding.flow import Claim, FlowNetwork
from realign.models.funding.problem import Item, Problem, Scale

_FINE = 110
"""Bits of value for money: tells apart any two quotients of amounts up to 10^15."""


@dataclass(frozen=True, slots=True)
class Service:
    """What is paid for each item, and what money is worth in each pot."""

    parts: dict[int, int]
    """Position -> what is paid, where anything is."""
    prices: dict[str, int]
    """Pot that ran dry -> position of the item at whose value for money it did."""


def worth(item: Item) -> tuple[bool, int, int]:
    """A key that sorts items by tier, then by value for money, the best first.

    Free items come first in their tier; what is of no value comes after everything else.
    """
    if not item.cost:
        return False, item.tier, -1 << 400
    return not item.value, item.tier, -((item.value << _FINE) // item.cost)


def by_worth(problem: Problem) -> list[int]:
    """Positions of the payable items, the best value for money first within each tier."""
    keyed = [(*worth(item), place) for place, item in enumerate(problem.items) if item.funds]
    keyed.sort()
    return [key[-1] for key in keyed]


def serve(problem: Problem, unearmarked: int, order: Sequence[int] | None = None) -> Service:
    """Pay items in part or in full, the best value for money first; optimal where parts are allowed."""
    ledger = FlowNetwork(problem.pots(unearmarked))
    items, left, drawn = problem.items, ledger.left, ledger.drawn
    parts: dict[int, int] = {}
    prices: dict[str, int] = {}
    dry: set[str] = set()
    for place in by_worth(problem) if order is None else order:
        item = items[place]
        claim, cost = item.funds, item.cost
        if left[claim[0]] >= cost:  # the common case, in line: a third of the time on 100,000 items
            left[claim[0]] -= cost
            flows = drawn[claim[0]]
            flows[claim] = flows.get(claim, 0) + cost
            parts[place] = cost
        elif not dry.issuperset(claim):
            paid = ledger.pay(claim, cost)
            if paid:
                parts[place] = paid
            if paid < cost:
                for pot in ledger.exhausted(claim) - dry:
                    prices[pot] = place
                    dry.add(pot)
    return Service(parts, prices)


def divisible_curve(problem: Problem, amounts: Sequence[int], most: int) -> Frontier:
    """The breakpoints at which one more item is paid in full; at most `most` of them, those around `amounts`.

    With f(k, U) the most that can be paid of the first k items from U, f(k, U) =
    min(f(k, 0) + U, f(k, everything)), for all unearmarked money comes from one pot. So
    two rounds of service give every breakpoint.
    """
    order = by_worth(problem)
    plenty = sum(item.cost for item in problem.items)
    none, all_of_it = serve(problem, 0, order).parts, serve(problem, plenty, order).parts
    low = list(accumulate(none.get(place, 0) for place in order))
    high = list(accumulate(all_of_it.get(place, 0) for place in order))
    breaks = sorted({0, *(full - least for full, least in zip(high, low, strict=True))})
    kept = _around(breaks, amounts, most)
    scale = Scale.of(problem.items)
    points = []
    for unearmarked in kept:
        reached = [min(least + unearmarked, full) for least, full in zip(low, high, strict=True)]
        parts = {
            place: now - before for place, before, now in zip(order, [0, *reached], reached, strict=False)
        }
        covered = frozenset(place for place, paid in parts.items() if paid == problem.items[place].cost)
        points.append(Point(unearmarked, scale.measure(problem.items, parts), covered))
    some, every = _thresholds(problem, order)
    return Frontier(rising(points), some, every, complete=len(kept) == len(breaks))


def _around(breaks: list[int], amounts: Sequence[int], most: int) -> list[int]:
    """The first and last break and those nearest to `amounts`, at most about `most`."""
    if len(breaks) <= most:
        return breaks
    each = max(1, most // (2 * max(1, len(amounts))))
    kept = {breaks[0], breaks[-1]}
    for amount in amounts:
        kept.update(sorted((start for start in breaks if start <= amount), reverse=True)[:each])
        kept.update([start for start in breaks if start > amount][:each])
    return sorted(kept)


def _thresholds(problem: Problem, order: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """From when each item is paid in full in some, and in every, best use.

    Among items of equal value for money, the one in question is served first for `some`,
    last for `every`.
    """
    some: dict[int, int] = {}
    every: dict[int, int] = {}
    plenty = sum(item.cost for item in problem.items)
    now = _Pair(FlowNetwork(problem.pots(0)), FlowNetwork(problem.pots(plenty)), 0)
    for _, block in groupby(order, key=lambda place: worth(problem.items[place])):
        tied = list(block)
        for alike in _alike(problem, tied):
            place = alike[0]
            first = now if len(tied) == 1 else now.copy()
            start = first.full_from(problem.items[place])
            if len(tied) == 1:
                last = start
            else:
                later = now.copy()
                for other in tied:
                    if other != place:
                        later.full_from(problem.items[other])
                last = later.full_from(problem.items[place])
            for twin in alike:
                some.update({} if start is None else {twin: start})
                every.update({} if last is None else {twin: last})
        if len(tied) > 1:
            for place in tied:
                now.full_from(problem.items[place])
    return some, every


def _alike(problem: Problem, tied: list[int]) -> Iterator[list[int]]:
    """Items of the same cost and the same pots have the same thresholds."""
    groups: dict[tuple[Claim, int], list[int]] = {}
    for place in tied:
        groups.setdefault((problem.items[place].funds, problem.items[place].cost), []).append(place)
    return iter(groups.values())


@dataclass(slots=True)
class _Pair:
    """The same service without unearmarked money, and with all that could be wanted."""

    none: FlowNetwork
    plenty: FlowNetwork
    need: int
    """Unearmarked money that all served so far take up."""

    def copy(self) -> "_Pair":
        return _Pair(self.none.copy(), self.plenty.copy(), self.need)

    def full_from(self, item: Item) -> int | None:
        """Serve `item`; the amount from which it is paid in full, None if at no amount."""
        without, within = self.none.pay(item.funds, item.cost), self.plenty.pay(item.funds, item.cost)
        self.need += within - without
        if without == item.cost:
            return 0
        return self.need if within == item.cost else None
