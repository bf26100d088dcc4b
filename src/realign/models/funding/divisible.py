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
    """What is paid for each job, and what money is worth in each pot."""

    parts: dict[int, int]
    """Position -> what is paid, where anything is."""
    prices: dict[str, int]
    """Pot that ran dry -> position of the job at whose value for money it did."""


def worth(job: Item) -> tuple[bool, int, int]:
    """A key that sorts jobs by tier, then by value for money, the best first.

    Free jobs come first in their tier; what is of no value comes after everything else.
    """
    if not job.cost:
        return False, job.tier, -1 << 400
    return not job.value, job.tier, -((job.value << _FINE) // job.cost)


def by_worth(problem: Problem) -> list[int]:
    """Positions of the payable jobs, the best value for money first within each tier."""
    keyed = [(*worth(job), place) for place, job in enumerate(problem.jobs) if job.funds]
    keyed.sort()
    return [key[-1] for key in keyed]


def serve(problem: Problem, unearmarked: int, order: Sequence[int] | None = None) -> Service:
    """Pay jobs in part or in full, the best value for money first; optimal where parts are allowed."""
    ledger = FlowNetwork(problem.pots(unearmarked))
    jobs, left, drawn = problem.jobs, ledger.left, ledger.drawn
    parts: dict[int, int] = {}
    prices: dict[str, int] = {}
    dry: set[str] = set()
    for place in by_worth(problem) if order is None else order:
        job = jobs[place]
        claim, cost = job.funds, job.cost
        if left[claim[0]] >= cost:  # the common case, in line: a third of the time on 100,000 jobs
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
    """The breakpoints at which one more job is paid in full; at most `most` of them, those around `amounts`.

    With f(k, U) the most that can be paid of the first k jobs from U, f(k, U) =
    min(f(k, 0) + U, f(k, everything)), for all unearmarked money comes from one pot. So
    two rounds of service give every breakpoint.
    """
    order = by_worth(problem)
    plenty = sum(job.cost for job in problem.jobs)
    none, all_of_it = serve(problem, 0, order).parts, serve(problem, plenty, order).parts
    low = list(accumulate(none.get(place, 0) for place in order))
    high = list(accumulate(all_of_it.get(place, 0) for place in order))
    breaks = sorted({0, *(full - least for full, least in zip(high, low, strict=True))})
    kept = _around(breaks, amounts, most)
    scale = Scale.of(problem.jobs)
    points = []
    for unearmarked in kept:
        reached = [min(least + unearmarked, full) for least, full in zip(low, high, strict=True)]
        parts = {
            place: now - before for place, before, now in zip(order, [0, *reached], reached, strict=False)
        }
        covered = frozenset(place for place, paid in parts.items() if paid == problem.jobs[place].cost)
        points.append(Point(unearmarked, scale.measure(problem.jobs, parts), covered))
    some, every = _thresholds(problem, order)
    return Frontier(rising(points), some, every, complete=len(kept) == len(breaks))


def _around(breaks: list[int], amounts: Sequence[int], most: int) -> list[int]:
    """The first and last break and those nearest to `amounts`, at most about `most`."""
    if len(breaks) <= most:
        return breaks
    each = max(1, most // (2 * max(1, len(amounts))))
    kept = {breaks[0], breaks[-1]}
    for amount in amounts:
        kept.update(sorted((one for one in breaks if one <= amount), reverse=True)[:each])
        kept.update([one for one in breaks if one > amount][:each])
    return sorted(kept)


def _thresholds(problem: Problem, order: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """From when each job is paid in full in some, and in every, best use.

    Among jobs of equal value for money, the one in question is served first for `some`,
    last for `every`.
    """
    some: dict[int, int] = {}
    every: dict[int, int] = {}
    plenty = sum(job.cost for job in problem.jobs)
    now = _Pair(FlowNetwork(problem.pots(0)), FlowNetwork(problem.pots(plenty)), 0)
    for _, block in groupby(order, key=lambda place: worth(problem.jobs[place])):
        tied = list(block)
        for alike in _alike(problem, tied):
            place = alike[0]
            first = now if len(tied) == 1 else now.copy()
            start = first.full_from(problem.jobs[place])
            if len(tied) == 1:
                last = start
            else:
                later = now.copy()
                for other in tied:
                    if other != place:
                        later.full_from(problem.jobs[other])
                last = later.full_from(problem.jobs[place])
            for one in alike:
                some.update({} if start is None else {one: start})
                every.update({} if last is None else {one: last})
        if len(tied) > 1:
            for place in tied:
                now.full_from(problem.jobs[place])
    return some, every


def _alike(problem: Problem, tied: list[int]) -> Iterator[list[int]]:
    """Jobs of the same cost and the same pots have the same thresholds."""
    groups: dict[tuple[Claim, int], list[int]] = {}
    for place in tied:
        groups.setdefault((problem.jobs[place].funds, problem.jobs[place].cost), []).append(place)
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

    def full_from(self, job: Item) -> int | None:
        """Serve `job`; the amount from which it is paid in full, None if at no amount."""
        without, within = self.none.pay(job.funds, job.cost), self.plenty.pay(job.funds, job.cost)
        self.need += within - without
        if without == job.cost:
            return 0
        return self.need if within == job.cost else None
