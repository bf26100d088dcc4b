"""Whether a use of the money with, or without, one piece of work can be the best, whatever the costs are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from realign.models.funding.core_problem import FINE, Market
from realign.models.funding.divisible import by_worth, serve
from realign.models.funding.forest import following
from realign.models.funding.knapsack import best_by_pot, in_plain_pots
from realign.models.funding.milp import best_use
from realign.models.funding.nested import TooManyChoices, nest, whole_curve
from realign.models.funding.problem import Item, Problem, Scale

WHOLE: Final = 60
"""With more payable items than this a rival may take parts of all work, so that a proof may be missed."""
IN_PARTS: Final = 500
"""With more than this rivals are judged by prices alone, so that a proof may be missed."""

Worth = tuple[Fraction, ...]
"""Value by tier, the first tier first, parts of divisible work included."""


class Rivals:
    """What can be reached at the cheapest, held against what is reached at the dearest.

    Where some work is divisible, or there is much of it, a rival may take parts of all work: no use of the
    money is worth more than that, and serving by value for money finds it exactly.
    """

    def __init__(
        self, cheap: Problem, costly: Problem, places: Collection[int], dear: Mapping[int, int], amount: int
    ) -> None:
        """`places`: the work in question; `dear`: position -> what is paid for it at the dearest."""
        self.places, self.amount = frozenset(places), amount
        self.problem = _only(cheap, self.places)
        self.requires = [job.requires for job in self.problem.jobs]
        self.tiers = sorted({cheap.jobs[place].tier for place in places})
        parts = {place: paid for place, paid in dear.items() if place in self.places}
        self.reached = self._worth(costly.jobs, parts)
        self.chosen = frozenset(place for place, paid in parts.items() if paid == costly.jobs[place].cost)
        self.floor = Scale.of(self.problem.jobs).measure(costly.jobs, parts)
        self.broken = any(cheap.jobs[place].divisible for place in places)
        self.prices = Market(self.problem, amount).prices
        self.order = by_worth(self.problem)
        self.whole = len(places) <= WHOLE and not self.broken

    def needed(self, place: int) -> bool:
        """Whether nothing without this work is worth what is reached; never told of divisible work."""
        if self.problem.jobs[place].divisible:
            return False
        if self.priced_out(self.prices.judgement.without[place]):
            return True
        if len(self.places) > IN_PARTS:
            return False
        rest = self.places - following(self.requires, [place])
        chosen = _choose(_only(self.problem, rest), self.amount) if self.whole else None
        if chosen is not None:
            return self._full(chosen) < self.reached
        order = [one for one in self.order if one in rest]
        return self._worth(self.problem.jobs, serve(self.problem, self.amount, order).parts) < self.reached

    def hopeless(self, place: int) -> bool:
        """Whether nothing with this work, paid in full, is worth what is reached."""
        if self.priced_out(self.prices.judgement.within[place]):
            return True
        if len(self.places) > IN_PARTS:
            return False
        jobs = list(self.problem.jobs)
        jobs[place] = replace(jobs[place], tier=0, value=1)
        chosen = _choose(replace(self.problem, jobs=tuple(jobs)), self.amount) if self.whole else None
        if chosen is not None:
            return place not in chosen or self._full(chosen) < self.reached
        order = [place, *(one for one in self.order if one != place)]
        parts = serve(self.problem, self.amount, order).parts
        short = parts.get(place, 0) < self.problem.jobs[place].cost
        return short or self._worth(self.problem.jobs, parts) < self.reached

    def priced_out(self, loss: int) -> bool:
        """Whether a choice of whole work with this loss at the cheapest prices is worth less."""
        return not self.broken and (self.prices.total - loss) >> FINE < self.floor

    def _full(self, chosen: Iterable[int]) -> Worth:
        """What several pieces of work are worth."""
        return self._worth(self.problem.jobs, {one: self.problem.jobs[one].cost for one in chosen})

    def _worth(self, jobs: Sequence[Item], parts: Mapping[int, int]) -> Worth:
        """What is paid for is worth this much; a part counts in proportion."""
        totals = dict.fromkeys(self.tiers, Fraction(0))
        for place, paid in parts.items():
            job = jobs[place]
            totals[job.tier] += Fraction(job.value * paid, job.cost) if job.cost else job.value
        return tuple(totals.values())


def _only(problem: Problem, places: Collection[int]) -> Problem:
    """The problem in which nothing may pay for work but that at `places`."""
    jobs = tuple(
        replace(job, requires=tuple(other for other in job.requires if other in places))
        if place in places
        else replace(job, funds=(), requires=())
        for place, job in enumerate(problem.jobs)
    )
    return replace(problem, jobs=jobs)


def _choose(problem: Problem, amount: int) -> frozenset[int] | None:
    """A best use of whole jobs; None where the solver could not prove that it is best."""
    if in_plain_pots(problem):
        best = best_by_pot(problem, [amount])[0]
        return frozenset(best.parts) if best.weight == best.bound else None
    arranged = nest(problem)
    try:
        if arranged is not None:
            return whole_curve(problem, arranged).at(amount).covered
    except TooManyChoices:
        pass
    best = best_use(problem, amount)
    return frozenset(best.parts) if best.weight == best.bound else None
