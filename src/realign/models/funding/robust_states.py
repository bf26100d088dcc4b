"""Which states hold whatever the costs turn out to be: proved from the dearest and the cheapest case."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from realign.models.clock import over
from realign.models.funding.core_problem import FINE, Market
from realign.models.funding.divisible import by_worth, serve
from realign.models.funding.problem import Item, Problem, Scale
from realign.models.funding.requires import dependents
from realign.models.funding.solver import FOR_A_PROOF, Choice, best_uses
from realign.models.funding.structural import CoverageState

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
        self.requires = self.problem.requires
        self.tiers = sorted({cheap.items[place].tier for place in places})
        parts = {place: paid for place, paid in dear.items() if place in self.places}
        self.reached = self._worth(costly.items, parts)
        self.chosen = frozenset(place for place, paid in parts.items() if paid == costly.items[place].cost)
        self.floor = Scale.of(self.problem.items).measure(costly.items, parts)
        self.broken = any(cheap.items[place].divisible for place in places)
        self.prices = Market(self.problem, amount).prices
        self.order = by_worth(self.problem)
        self.whole = len(places) <= WHOLE and not self.broken

    def needed(self, place: int) -> bool:
        """Whether nothing without this work is worth what is reached; never told of divisible work."""
        if self.problem.items[place].divisible:
            return False
        if self.priced_out(self.prices.choice.without[place]):
            return True
        if len(self.places) > IN_PARTS:
            return False
        rest = self.places - dependents(self.requires, [place])
        chosen = _proved_best(_only(self.problem, rest), self.amount) if self.whole else None
        if chosen is not None:
            return self._full(chosen) < self.reached
        order = [other for other in self.order if other in rest]
        return self._worth(self.problem.items, serve(self.problem, self.amount, order).parts) < self.reached

    def hopeless(self, place: int) -> bool:
        """Whether nothing with this work, paid in full, is worth what is reached."""
        if self.priced_out(self.prices.choice.within[place]):
            return True
        if len(self.places) > IN_PARTS:
            return False
        items = list(self.problem.items)
        items[place] = replace(items[place], tier=0, value=1)
        chosen = _proved_best(replace(self.problem, items=tuple(items)), self.amount) if self.whole else None
        if chosen is not None:
            return place not in chosen or self._full(chosen) < self.reached
        order = [place, *(other for other in self.order if other != place)]
        parts = serve(self.problem, self.amount, order).parts
        short = parts.get(place, 0) < self.problem.items[place].cost
        return short or self._worth(self.problem.items, parts) < self.reached

    def priced_out(self, loss: int) -> bool:
        """Whether a choice of whole work with this loss at the cheapest prices is worth less."""
        return not self.broken and (self.prices.total - loss) >> FINE < self.floor

    def _full(self, chosen: Iterable[int]) -> Worth:
        """What several pieces of work are worth."""
        return self._worth(self.problem.items, {place: self.problem.items[place].cost for place in chosen})

    def _worth(self, items: Sequence[Item], parts: Mapping[int, int]) -> Worth:
        """What is paid for is worth this much; a part counts in proportion."""
        totals = dict.fromkeys(self.tiers, Fraction(0))
        for place, paid in parts.items():
            item = items[place]
            totals[item.tier] += Fraction(item.value * paid, item.cost) if item.cost else item.value
        return tuple(totals.values())


def _only(problem: Problem, places: Collection[int]) -> Problem:
    """The problem in which nothing may pay for work but that at `places`."""
    items = tuple(
        replace(item, requires=tuple(other for other in item.requires if other in places))
        if place in places
        else replace(item, funds=(), requires=())
        for place, item in enumerate(problem.items)
    )
    return replace(problem, items=items)


def _proved_best(problem: Problem, amount: int) -> frozenset[int] | None:
    """A best use of whole items; None where the solver could not prove that it is best."""
    (best,) = best_uses(problem, [amount], FOR_A_PROOF)
    return frozenset(best.parts) if best.weight == best.bound else None


def proved_states(
    cheap: Problem, costly: Problem, dear: Choice, core: Mapping[int, float], amount: int
) -> dict[int, CoverageState]:
    """Position -> covered or uncovered, where every cost within its range leads to that; else absent.

    Whatever the costs, the best use is worth at least what it is worth at the dearest. So an
    item of the dearest choice is in every best use if nothing without it is worth as much even at
    the cheapest, and an item outside it is in none if nothing with it is, even at the cheapest.
    Work that shares no fund, directly or through other work, is judged by itself.

    `cheap` and `costly`: the problem at either end; `dear`: the choice at the dearest; `core`: share of
    the draws.
    """
    found: dict[int, CoverageState] = dict.fromkeys(_too_dear(cheap, amount), "uncovered")
    payable = {place for place, item in enumerate(cheap.items) if item.funds}
    found |= dict.fromkeys(_at_ease(cheap, costly, payable) & dear.covered, "covered")
    settled = {
        place for place, state in found.items() if state == "covered" or not cheap.items[place].divisible
    }
    for several in _apart(cheap, payable - settled):
        if dear.covered >= several:
            found |= dict.fromkeys(several, "covered")
        else:
            found |= dict(_judged(Rivals(cheap, costly, several, dear.parts, amount), core))
    return found


def _too_dear(cheap: Problem, amount: int) -> set[int]:
    """Work that costs more even at the cheapest than all its own funds hold, and what requires such work."""
    pots = cheap.pots(amount)
    lost = {
        place
        for place, item in enumerate(cheap.items)
        if item.cost > sum(pots[pot] for pot in item.funds) or not item.funds
    }
    return dependents(cheap.requires, lost)


def _at_ease(cheap: Problem, costly: Problem, payable: Collection[int]) -> frozenset[int]:
    """Work on a fund that suffices, even at the dearest, for all that may draw on it.

    Nothing else has to give way to it, so every best use holds it, if all that it requires is such work.
    """
    asked = dict.fromkeys(costly.amounts, 0)
    for place in payable:
        for pot in asked.keys() & cheap.items[place].funds:
            endless = not costly.items[place].funds
            asked[pot] += costly.amounts[pot] + 1 if endless else costly.items[place].cost
    ample = {pot for pot, cost in asked.items() if cost <= costly.amounts[pot]}
    easy = frozenset(place for place in payable if ample.intersection(cheap.items[place].funds))
    others = set(range(len(cheap.items))) - easy
    return easy - dependents(cheap.requires, others)


def _apart(problem: Problem, places: Collection[int]) -> Iterator[set[int]]:
    """`places` in groups that share no fund and do not require each other."""
    sharing: dict[str | int, set[int]] = {}
    for place in places:
        for tie in _ties(problem, place):
            sharing.setdefault(tie, set()).add(place)
    rest = set(places)
    for start in sorted(places):
        group: set[int] = set()
        queue = [start] if start in rest else []
        while queue:
            place = queue.pop()
            if place not in group:
                group.add(place)
                queue.extend(other for tie in _ties(problem, place) for other in sharing.pop(tie, ()))
        rest -= group
        if group:
            yield group


def _ties(problem: Problem, place: int) -> tuple[str | int, ...]:
    """What a piece of work may share with another: a fund, or that one requires the other."""
    return (*problem.items[place].funds, place, *problem.items[place].requires)


def _judged(rivals: Rivals, core: Mapping[int, float]) -> Iterator[tuple[int, CoverageState]]:
    """What can be proved of each of several pieces of work; a draw that says otherwise saves the trouble."""
    for place in sorted(rivals.places):
        if over():
            return
        if place in rivals.chosen:
            if core.get(place, 1.0) == 1.0 and rivals.needed(place):
                yield place, "covered"
        elif not core.get(place) and rivals.hopeless(place):
            yield place, "uncovered"
