"""Verdicts in, the answer in the plan's names out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, Literal

from realign.models.funding.case import CostedItem, FundingCase, natural
from realign.models.funding.curve import Frontier, Point
from realign.models.funding.next_step import cheapest_addition
from realign.models.funding.priority_rule import in_order
from realign.models.funding.problem import Problem, Scale, Value
from realign.models.funding.requirement import reliant, stated, vouched
from realign.models.funding.results import FundedItem, Level, NextStep, Pot, Received, Step, happening
from realign.models.funding.solver import Solution
from realign.models.funding.verdict import Verdict
from realign.plan import Deliverable, Fundable

RUNGS: Final = 3
"""How many next breakpoints are told for each amount."""
NAMES_IN_CURVE: Final = 1_000_000
"""A curve that would repeat more names than this is listed around the amounts only."""


class LevelBuilder:
    """Knows the books, and the curve where there is one."""

    def __init__(self, books: FundingCase, problem: Problem, solution: Solution | None) -> None:
        """`solution` is exact, or holds at the dearest costs; None where no cost is known."""
        self.books, self.problem, self.solution = books, problem, solution
        self.scale = Scale.of(problem.jobs)
        self.shown = sorted(
            range(len(books.works)),
            key=lambda place: (
                books.works[place].kind == "activities",
                natural(books.works[place].record.id),
            ),
        )

    def names(self, places: Iterable[int]) -> tuple[str, ...]:
        """Names in the order of the tables."""
        wanted = set(places)
        return tuple(self.books.works[place].name for place in self.shown if place in wanted)

    def value(self, places: Iterable[int]) -> Value:
        """What the jobs at `places` are worth together."""
        return self.scale.read(self.weight(places))

    def weight(self, places: Iterable[int]) -> int:
        """The same with tiers folded into one number."""
        return sum(self.scale.weigh(self.problem.jobs[place]) for place in places)

    def level(self, verdict: Verdict, source: Received | None) -> Level:
        """One amount and what it does."""
        places = range(len(self.books.works))
        covered, opened, uncovered = (
            [place for place in places if verdict.states[place] == state]
            for state in ("covered", "open", "uncovered")
        )
        aside = self.weight(self.books.set_aside)
        reached = self.weight(covered) if verdict.weight is None else verdict.weight + aside
        most = None if verdict.bound is None else verdict.bound + aside
        best = None if verdict.optimum is None else verdict.optimum + aside
        ordered = self.in_order(verdict.unearmarked)
        required = self.required
        items = self.items(verdict)
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
            ask_first=self.names(ask_first(self.books, verdict)),
        )

    @cached_property
    def required(self) -> int | None:
        """What is required: by the costs, else as stated if no known cost contradicts it."""
        said = None if self.books.exact and self.solution else stated(self.books)
        return said.required if said is not None and said.stands else self.full_need

    @cached_property
    def full_need(self) -> int | None:
        """What covers all that unearmarked money can reach: by the costs, else by the source."""
        if self.books.exact and self.solution:
            return self.solution.full_need
        if self.promised and self.promised.issuperset(reliant(self.books)):
            return self.books.required
        unlimited = any(self.books.works[place].high is None for place in self.books.undecided)
        return None if unlimited or self.solution is None else self.solution.full_need

    @cached_property
    def promised(self) -> frozenset[int]:
        """Positions that the required amount provides for."""
        return frozenset() if self.books.required is None else vouched(self.books, self.books.required)

    def difference(self, more: int, less: int) -> Value:
        """One value less another, tier by tier."""
        high, low = self.scale.read(more), self.scale.read(less)
        if isinstance(high, int) or isinstance(low, int):
            return more - less
        return tuple(one - other for one, other in zip(high, low, strict=True))

    def in_order(self, unearmarked: int) -> int | None:
        """What the order of priority is worth; None where costs do not allow it, or parts are allowed."""
        if not self.books.exact or any(job.divisible and job.funds for job in self.problem.jobs):
            return None
        return self.weight(in_order(self.problem, unearmarked))

    def spent(self, verdict: Verdict) -> dict[str, int]:
        """What each pot pays, as far as it is known, the most restricted first."""
        spent: dict[str, int] = {}
        for pot in self.books.funds:
            parts = [shares[pot] or 0 for shares in verdict.pays.values() if pot in shares]
            if any(parts):
                spent[pot] = sum(parts)
        return spent

    def pots(self, levels: Sequence[Level]) -> Iterator[Pot]:
        """What each fund holds, pays and keeps at each amount; nothing where costs are not known."""
        for level in levels if self.books.exact and self.solution else ():
            for name, fund in self.books.funds.items():
                amount = level.unearmarked if name == self.books.free else fund.amount
                used = level.spent.get(name, 0)
                left = None if amount is None else amount - used
                yield Pot(level.unearmarked, name, fund.title, fund.kind, amount, used, left)

    def ladder(self, verdict: Verdict) -> tuple[NextStep, ...]:
        """What the next breakpoints add to what is covered now, and what has to give way.

        Where they were not looked for, the cheapest step that gives nothing up.
        """
        if self.solution is None or not self.books.exact:
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
                value=self.scale.read(point.weight + self.weight(self.books.set_aside)),
                adds=self.names(point.covered - now),
                drops=self.names(now - point.covered - self.books.set_aside),
            )
            for point in ahead[:RUNGS]
        )

    def addition(self, verdict: Verdict) -> tuple[NextStep, ...]:
        """The one further piece of work that the least more money pays for beside all that is paid now."""
        parts = {
            place: sum(part or 0 for part in shares.values())
            for place, shares in verdict.pays.items()
            if place not in self.books.set_aside
        }
        found = cheapest_addition(self.problem, verdict.unearmarked, parts)
        if found is None:
            return ()
        place, more = found
        worth = self.scale.measure(self.problem.jobs, {**parts, place: self.problem.jobs[place].cost})
        value = self.scale.read(worth + self.weight(self.books.set_aside))
        return (NextStep(verdict.unearmarked + more, more, value, self.names([place]), (), best=False),)

    def items(self, verdict: Verdict) -> tuple[FundedItem, ...]:
        """Every record at one amount; one that stands for the same work as another takes its figures."""
        counted = [self.item(place, verdict) for place in self.shown]
        twins = [
            replace(
                item,
                id=twin.name,
                kind=twin.kind,
                title=twin.record.title,
                funds_basis=twin.record.funds_basis,
                says=twin.record.says,
                same_as=item.id,
                heading=_of_activity(twin.record, "heading"),
                resolution=_of_activity(twin.record, "resolution"),
                refs=twin.record.refs,
            )
            for place, item in zip(self.shown, counted, strict=True)
            for twin in self.books.works[place].twins
        ]
        every = [*counted, *twins]
        return tuple(sorted(every, key=lambda item: (item.kind == "activities", natural(item.id))))

    def item(self, place: int, verdict: Verdict) -> FundedItem:
        """One piece of work at one amount."""
        work, pays = self.books.works[place], verdict.pays.get(place, {})
        paid = sum(part or 0 for part in pays.values()) if work.costed and self.solution else None
        some, every = self.thresholds(place)
        by_source: Literal["source", "assumption"] = "source" if place in self.books.named else "assumption"
        return FundedItem(
            id=work.name,
            kind=work.kind,
            title=work.record.title,
            state=verdict.states[place],
            exposure=work.exposure,
            paid_by=pays,
            covered_from=some,
            always_covered_from=every,
            break_even=verdict.break_even.get(place),
            chance=verdict.chance.get(place),
            core=verdict.core.get(place),
            cost=_cost(work),
            value=work.value,
            tier=work.record.tier,
            paid=paid,
            units=_units(work, paid),
            funds=work.funds,
            funds_basis=work.record.funds_basis,
            vouched_by=by_source if place in verdict.vouched else None,
            now=self.books.heard(place, verdict.unearmarked),
            says=work.record.says,
            same_as=None,
            heading=_of_activity(work.record, "heading"),
            resolution=_of_activity(work.record, "resolution"),
            refs=work.record.refs,
        )

    def thresholds(self, place: int) -> tuple[int | None, int | None]:
        """From which amount the item is in some, and in every, best use; without costs: surely covered."""
        if place in self.books.set_aside:
            return 0, 0
        if self.books.exact and self.solution:
            return self.solution.frontier.some.get(place), self.solution.frontier.every.get(place)
        return None, self.books.required if self.books.uncosted and place in self.promised else None

    def curve(self, amounts: Sequence[int]) -> tuple[tuple[Step, ...], bool]:
        """The breakpoints in the plan's names, and whether they are all there."""
        aside = self.books.set_aside
        if self.solution is None:
            ends = [(0, self.safe)]
            if self.books.required and self.promised:
                ends.append((self.books.required, self.safe | self.promised))
            return tuple(
                Step(amount, self.value(places), self.names(places)) for amount, places in ends
            ), False
        frontier = self.solution.frontier
        points = self.listed(frontier, amounts)
        extra = self.weight(aside)
        steps = [
            Step(point.unearmarked, self.scale.read(point.weight + extra), self.names(point.covered | aside))
            for point in points
        ]
        if not self.books.exact and self.promised:
            return tuple(self.with_promise(steps)), False
        full, last = self.solution.full_need, frontier.points[-1]
        if full > last.unearmarked:  # what is of no value is covered at last
            everything = in_order(self.problem, full, last.covered) | aside
            steps.append(Step(full, steps[-1].value, self.names(everything)))
        return tuple(steps), frontier.complete and len(points) == len(frontier.points)

    def with_promise(self, steps: Sequence[Step]) -> Iterator[Step]:
        """The curve with what the source vouches for added from the required amount on."""
        required = self.books.required or 0
        places = {work.name: place for place, work in enumerate(self.books.works)}
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
        return frozenset(place for place, work in enumerate(self.books.works) if work.exposure == "safe")

    def listed(self, frontier: Frontier, amounts: Sequence[int]) -> Sequence[Point]:
        """All points, or those around `amounts` where the names would fill a library."""
        each = NAMES_IN_CURVE // max(1, len(self.books.works))
        if len(frontier.points) <= each:
            return frontier.points
        near = max(1, each // (2 * max(1, len(amounts))))
        kept = {0, len(frontier.points) - 1}
        for amount in amounts:
            here = frontier.index(amount)
            kept.update(range(max(0, here - near), min(len(frontier.points), here + near + 1)))
        return [frontier.points[number] for number in sorted(kept)]


def ask_first(books: FundingCase, verdict: Verdict) -> list[int]:
    """Work whose cost decides most: in the best use in about half of the draws; the nearest to half first."""
    between = [
        place for place, share in verdict.core.items() if 0 < share < 1 and not books.works[place].costed
    ]
    return sorted(between, key=lambda place: (abs(verdict.core[place] - 0.5), place))


def _cost(work: CostedItem) -> int | dict[str, int] | None:
    if work.costed:
        return work.low
    return None if work.high is None else {"low": work.low, "high": work.high}


def _of_activity(record: Fundable, field: Literal["heading", "resolution"]) -> str | None:
    """The heading or resolution of an activity; deliverables have none."""
    return None if isinstance(record, Deliverable) else getattr(record, field)


def _units(work: CostedItem, paid: int | None) -> int | None:
    """Whole units that are paid for, of the quantity planned for the last year."""
    record = work.record
    if not (record.divisible and isinstance(record, Deliverable) and record.quantity and paid is not None):
        return None
    planned = [column for column in record.quantity if "plan" in column] or list(record.quantity)
    last = max(planned, key=lambda column: (re.findall(r"\d+", column), column))
    return record.quantity[last] * paid // work.low if work.low else record.quantity[last]
