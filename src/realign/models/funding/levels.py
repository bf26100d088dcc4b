"""Turns verdicts, which hold positions and weights, into levels in the plan's names and values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from realign.models.funding.case import FundingCase
from realign.models.funding.curve import AHEAD, Frontier, Point
from realign.models.funding.funded_items import ItemBuilder, in_table_order
from realign.models.funding.next_step import cheapest_addition
from realign.models.funding.priority_rule import in_order
from realign.models.funding.problem import Problem, Scale, TierValue
from realign.models.funding.requirement import reliant, stated, vouched
from realign.models.funding.results import (
    CurveStep,
    FundUse,
    Level,
    NextStep,
    Received,
    happening,
)
from realign.models.funding.solver import Solution
from realign.models.funding.verdict import Verdict

NAMES_IN_CURVE: Final = 1_000_000
"""A curve that would repeat more names than this is listed around the amounts only."""


class LevelBuilder:
    """Builds the levels of a funding case, with the curve where there is one."""

    def __init__(self, case: FundingCase, problem: Problem, solution: Solution | None) -> None:
        """`solution` is exact, or holds at the dearest costs; None where no cost is known."""
        self.case, self.problem, self.solution = case, problem, solution
        self.scale = Scale.of(problem.items)
        self.shown = in_table_order(case)
        self.items = ItemBuilder(case, solution, self.promised, self.shown)

    def names(self, places: Iterable[int]) -> tuple[str, ...]:
        """Names in the order of the tables."""
        wanted = set(places)
        return tuple(self.case.works[place].name for place in self.shown if place in wanted)

    def value(self, places: Iterable[int]) -> TierValue:
        """What the items at `places` are worth together."""
        return self.scale.read(self.weight(places))

    def weight(self, places: Iterable[int]) -> int:
        """The same with tiers folded into one number."""
        return sum(self.scale.weigh(self.problem.items[place]) for place in places)

    def level(self, verdict: Verdict, source: Received | None) -> Level:
        """One amount and what it does."""
        places = range(len(self.case.works))
        covered, opened, uncovered = (
            [place for place in places if verdict.states[place] == state]
            for state in ("covered", "open", "uncovered")
        )
        aside = self.weight(self.case.set_aside)
        reached = self.weight(covered) if verdict.weight is None else verdict.weight + aside
        most = None if verdict.bound is None else verdict.bound + aside
        best = None if verdict.optimum is None else verdict.optimum + aside
        ordered = self.in_order(verdict.unearmarked)
        required = self.required
        items = self.items.at(verdict)
        return Level(
            unearmarked=verdict.unearmarked,
            source=source,
            required=required,
            shortfall=None if required is None else max(0, required - verdict.unearmarked),
            proof=verdict.proof,
            algorithm=verdict.algorithm,
            gap=None if most is None else self.difference(most, reached),
            value=self.scale.read(reached),
            covered=self.names(covered),
            uncovered=self.names(uncovered),
            open=self.names(opened),
            items=items,
            spent=self.spent(verdict),
            optimum=None if best is None else self.scale.read(best),
            in_order=None if ordered is None else self.scale.read(ordered + aside),
            lost_in_order=None if ordered is None or best is None else self.difference(best, ordered + aside),
            exhausted=verdict.exhausted,
            now=happening(items),
            ladder=self.ladder(verdict),
            ask_first=self.names(ask_first(self.case, verdict)),
        )

    @cached_property
    def required(self) -> int | None:
        """What is required: by the costs, else as stated if no known cost contradicts it."""
        said = None if self.case.exact and self.solution else stated(self.case)
        return said.required if said is not None and said.stands else self.full_need

    @cached_property
    def full_need(self) -> int | None:
        """What covers all that unearmarked money can reach: by the costs, else by the source."""
        if self.case.exact and self.solution:
            return self.solution.full_need
        if self.promised and self.promised.issuperset(reliant(self.case)):
            return self.case.required
        unlimited = any(self.case.works[place].high is None for place in self.case.undecided)
        return None if unlimited or self.solution is None else self.solution.full_need

    @cached_property
    def promised(self) -> frozenset[int]:
        """Positions that the required amount provides for."""
        return frozenset() if self.case.required is None else vouched(self.case, self.case.required)

    def difference(self, more: int, less: int) -> TierValue:
        """One value less another, tier by tier."""
        high, low = self.scale.read(more), self.scale.read(less)
        if isinstance(high, int) or isinstance(low, int):
            return more - less
        return tuple(here - there for here, there in zip(high, low, strict=True))

    def in_order(self, unearmarked: int) -> int | None:
        """What the order of priority is worth; None where costs do not allow it, or parts are allowed."""
        if not self.case.exact or any(item.divisible and item.funds for item in self.problem.items):
            return None
        return self.weight(in_order(self.problem, unearmarked))

    def spent(self, verdict: Verdict) -> dict[str, int]:
        """What each pot pays, as far as it is known, the most restricted first."""
        spent: dict[str, int] = {}
        for pot in self.case.funds:
            parts = [shares[pot] or 0 for shares in verdict.pays.values() if pot in shares]
            if any(parts):
                spent[pot] = sum(parts)
        return spent

    def pots(self, levels: Sequence[Level]) -> Iterator[FundUse]:
        """What each fund holds, pays and keeps at each amount; nothing where costs are not known."""
        for level in levels if self.case.exact and self.solution else ():
            for name, fund in self.case.funds.items():
                amount = level.unearmarked if name == self.case.free else fund.amount
                used = level.spent.get(name, 0)
                left = None if amount is None else amount - used
                yield FundUse(level.unearmarked, name, fund.title, fund.kind, amount, fund.within, used, left)

    def ladder(self, verdict: Verdict) -> tuple[NextStep, ...]:
        """What the next breakpoints add to what is covered now, and what has to give way.

        Where they were not looked for, the cheapest step that gives nothing up.
        """
        if self.solution is None or not self.case.exact:
            return ()
        if not self.solution.frontier.near:
            return self.addition(verdict)
        now = {place for place, state in enumerate(verdict.states) if state == "covered"}
        worth = verdict.weight or 0
        curve = self.solution.frontier
        ahead = [point for point in curve.points[curve.index(verdict.unearmarked) :] if point.weight > worth]
        return tuple(
            NextStep(
                unearmarked=max(point.unearmarked, verdict.unearmarked),
                more=max(0, point.unearmarked - verdict.unearmarked),
                value=self.scale.read(point.weight + self.weight(self.case.set_aside)),
                adds=self.names(point.covered - now),
                drops=self.names(now - point.covered - self.case.set_aside),
            )
            for point in ahead[:AHEAD]
        )

    def addition(self, verdict: Verdict) -> tuple[NextStep, ...]:
        """The one further piece of work that the least more money pays for beside all that is paid now."""
        parts = {
            place: sum(part or 0 for part in shares.values())
            for place, shares in verdict.pays.items()
            if place not in self.case.set_aside
        }
        found = cheapest_addition(self.problem, verdict.unearmarked, parts)
        if found is None:
            return ()
        place, more = found
        worth = self.scale.measure(self.problem.items, {**parts, place: self.problem.items[place].cost})
        value = self.scale.read(worth + self.weight(self.case.set_aside))
        return (NextStep(verdict.unearmarked + more, more, value, self.names([place]), (), best=False),)

    def curve(self, amounts: Sequence[int]) -> tuple[tuple[CurveStep, ...], bool]:
        """The breakpoints in the plan's names, and whether they are all there."""
        aside = self.case.set_aside
        if self.solution is None:
            ends = [(0, self.safe)]
            if self.case.required and self.promised:
                ends.append((self.case.required, self.safe | self.promised))
            return tuple(
                CurveStep(amount, self.value(places), self.names(places)) for amount, places in ends
            ), False
        frontier = self.solution.frontier
        points = self.listed(frontier, amounts)
        extra = self.weight(aside)
        steps = [
            CurveStep(
                point.unearmarked, self.scale.read(point.weight + extra), self.names(point.covered | aside)
            )
            for point in points
        ]
        if not self.case.exact and self.promised:
            return tuple(self.with_promise(steps)), False
        full, last = self.solution.full_need, frontier.points[-1]
        if full > last.unearmarked:  # what is of no value is covered at last
            everything = in_order(self.problem, full, last.covered) | aside
            steps.append(CurveStep(full, steps[-1].value, self.names(everything)))
        return tuple(steps), frontier.complete and len(points) == len(frontier.points)

    def with_promise(self, steps: Sequence[CurveStep]) -> Iterator[CurveStep]:
        """The curve with what the source vouches for added from the required amount on."""
        required = self.case.required or 0
        places = {work.name: place for place, work in enumerate(self.case.works)}
        below = [step for step in steps if step.unearmarked < required]
        yield from below
        above = [step for step in steps if step.unearmarked >= required]
        if not above or above[0].unearmarked > required:
            above.insert(0, replace((below or steps)[-1], unearmarked=required))
        told: frozenset[int] = frozenset()
        for step in above:
            everything = self.promised.union(places[name] for name in step.covered)
            if everything != told:
                told = everything
                yield replace(step, value=self.value(everything), covered=self.names(everything))

    @property
    def safe(self) -> frozenset[int]:
        """What is covered whatever comes."""
        return frozenset(place for place, work in enumerate(self.case.works) if work.exposure == "safe")

    def listed(self, frontier: Frontier, amounts: Sequence[int]) -> Sequence[Point]:
        """All points, or those around `amounts` where the names would fill a library."""
        each = NAMES_IN_CURVE // max(1, len(self.case.works))
        if len(frontier.points) <= each:
            return frontier.points
        near = max(1, each // (2 * max(1, len(amounts))))
        kept = {0, len(frontier.points) - 1}
        for amount in amounts:
            here = frontier.index(amount)
            kept.update(range(max(0, here - near), min(len(frontier.points), here + near + 1)))
        return [frontier.points[number] for number in sorted(kept)]


def ask_first(case: FundingCase, verdict: Verdict) -> list[int]:
    """Work whose cost decides most: in the best use in about half of the draws; the nearest to half first."""
    between = [
        place for place, share in verdict.core.items() if 0 < share < 1 and not case.works[place].costed
    ]
    return sorted(between, key=lambda place: (abs(verdict.core[place] - 0.5), place))
