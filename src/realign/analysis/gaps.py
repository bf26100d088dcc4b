"""What does this money leave uncovered, and what comes back with the next dollar?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from realign.analysis.funding.answer import Item, Level, Received, Rung, Share, Step, Year
from realign.analysis.funding.books import Books, natural, read_books
from realign.analysis.funding.curve import Frontier
from realign.analysis.funding.exact import Solution, solve
from realign.analysis.funding.priority import in_order
from realign.analysis.funding.problem import Problem, Scale, Value
from realign.analysis.funding.verdict import Verdict, exact_verdicts, structural_verdicts
from realign.findings import CallError, Finding, Locate
from realign.plan import Fund, Plan
from realign.sheets import Part
from realign.words import Text, words

Rule = Literal["exact", "priority"]
Assumption = Literal["flat", "none"]
Grouping = Literal["heading", "resolution", "outcome", "lens"]

RUNGS = 3
"""How many next breakpoints are told for each amount."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The answer of `gaps`: one level for each amount, and the funding curve."""

    lens: str | None
    rule: Rule
    assume: Assumption
    fund: str | None
    """The fund that the amounts go to."""
    currency: str
    levels: tuple[Level, ...]
    curve: tuple[Step, ...]
    """Breakpoints of the best use; without costs only the ends that can be proved."""
    curve_complete: bool
    full_need: int | None
    by: Grouping | None
    groups: tuple[Share, ...]
    history: tuple[Year, ...]
    notes: tuple[Text, ...]
    fail_on_gap: bool = False
    gap_findings: tuple[Finding, ...] = field(default=(), repr=False)

    @property
    def passed(self) -> bool:
        """False only where a gap shall fail, and there is one at some amount."""
        return not (self.fail_on_gap and any(level.uncovered for level in self.levels))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Each gap at the line that holds the item."""
        return self.gap_findings

    def sheets(self) -> Iterable[Part]:
        """The answer as people read it."""
        return ()


def received(plan: Plan, year: int) -> Received:
    """What really came into the unearmarked fund of `plan` in `year`, for `--unearmarked actual:2021`.

    Raises `CallError`, with the years there are, where the plan does not say.
    """
    funds = [fund for fund in plan.funds if fund.kind == "unearmarked" and fund.received]
    if not funds:
        raise CallError(
            "the plan does not say what unearmarked money came in",
            "give its unearmarked fund `received: {2021: 2556107}`",
        )
    for fund in funds:
        if fund.received and year in fund.received:
            return Received(year, fund.received[year], fund.id, _refs_of(fund, year), _how_sure(fund, year))
    years = ", ".join(str(one) for one in sorted({one for fund in funds for one in fund.received or ()}))
    raise CallError(f"the plan does not say what came in in {year}", f"years: {years}")


def _refs_of(fund: Fund, year: int) -> tuple[str, ...]:
    """The references that name the year, else all."""
    return tuple(ref for ref in fund.refs if str(year) in ref) or fund.refs


def _how_sure(fund: Fund, year: int) -> Text:
    return fund.note or words(
        en=f"Stated as received in {year}; how much of it was free for this work is not known.",
        zh=f"标明为{year}年实收；其中可用于此项工作的数额不详。",
    )


def gaps(
    plan: Plan,
    unearmarked: Sequence[int | Received],
    lens: str | None = None,
    rule: Rule = "exact",
    assume: Assumption = "flat",
    by: Grouping | None = None,
    *,
    scores: Mapping[str, float] | None = None,
    fail_on_gap: bool = False,
    locate: Locate | None = None,
) -> Gaps:
    """Tell what each amount of unearmarked money covers, leaves open, and leaves uncovered.

    `unearmarked`: whole currency units, or what `received` gives. `scores`: outcome -> score
    through `lens`, for the value of work that states none. Raises `CallError` where the plan
    has no work, no such lens, or no one fund for the amounts.
    """
    books = read_books(plan, lens, scores)
    amounts = [int(amount) for amount in unearmarked]
    if books.free is None and any(amounts) and any(work.exposure != "safe" for work in books.works):
        raise CallError(
            "the plan has no fund of kind unearmarked, so the amount has nowhere to go",
            "add one under `funds`, `{id: unearmarked, kind: unearmarked, title: …}`, and name it in the "
            "`funds` of what it may pay for",
        )
    solution: Solution | None = None
    if books.exact:
        problem = books.problem({place: books.works[place].low for place in books.undecided})
        solution = solve(problem, amounts)
        verdicts = exact_verdicts(books, solution, amounts)
    else:
        problem = books.problem({})
        verdicts = structural_verdicts(books, amounts, flat=assume == "flat")
    clerk = _Clerk(books, problem, solution)
    levels = tuple(
        clerk.level(verdict, amount, rule) for verdict, amount in zip(verdicts, unearmarked, strict=True)
    )
    return Gaps(
        lens=lens,
        rule=rule,
        assume=assume,
        fund=books.free,
        currency=plan.about.currency,
        levels=levels,
        curve=clerk.curve(),
        curve_complete=solution is not None and solution.frontier.complete,
        full_need=solution.full_need if solution else books.required,
        by=by,
        groups=(),
        history=(),
        notes=books.notes,
        fail_on_gap=fail_on_gap,
    )


class _Clerk:
    """Writes verdicts out in the plan's names."""

    def __init__(self, books: Books, problem: Problem, solution: Solution | None) -> None:
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
        wanted = set(places)
        return tuple(self.books.works[place].name for place in self.shown if place in wanted)

    def level(self, verdict: Verdict, amount: int | Received, rule: Rule) -> Level:
        """One amount, in the plan's names."""
        solution = self.solution
        required = solution.full_need if solution else self.books.required
        places = range(len(self.books.works))
        by_state = {
            state: [place for place in places if verdict.states[place] == state]
            for state in ("covered", "open", "uncovered")
        }
        covered = by_state["covered"]
        value = self.value_of(covered)
        spent: dict[str, int] = {}
        for shares in verdict.pays.values():
            for pot, part in shares.items():
                spent[pot] = spent.get(pot, 0) + (part or 0)
        return Level(
            unearmarked=verdict.unearmarked,
            source=None,
            required=required,
            shortfall=None if required is None else max(0, required - verdict.unearmarked),
            proof=verdict.proof,
            gap=None
            if verdict.weight is None or verdict.bound is None
            else self.scale.read(verdict.bound - verdict.weight),
            value=value,
            covered=self.names(covered),
            uncovered=self.names(by_state["uncovered"]),
            open=self.names(by_state["open"]),
            items=tuple(self.item(place, verdict) for place in self.shown),
            spent=spent,
            optimum=None if verdict.bound is None else self.value_of(covered),
            in_order=None,
            lost_in_order=None,
            exhausted=verdict.exhausted,
            ladder=(),
        )

    def value_of(self, places: Iterable[int]) -> Value:
        return self.scale.total(self.problem.jobs[place] for place in places)

    def item(self, place: int, verdict: Verdict) -> Item:
        work, frontier = self.books.works[place], self.solution.frontier if self.solution else None
        record, aside = work.record, place in self.books.set_aside
        pays = verdict.pays.get(place, {})
        return Item(
            id=work.name,
            kind=work.kind,
            title=record.title,
            state=verdict.states[place],
            exposure=work.exposure,
            paid_by=pays,
            covered_from=0 if aside else frontier.some.get(place) if frontier else None,
            always_covered_from=0 if aside else frontier.every.get(place) if frontier else None,
            break_even=verdict.break_even.get(place),
            chance=verdict.chance.get(place),
            core=verdict.core.get(place),
            cost=work.high
            if work.costed
            else {"low": work.low, "high": work.high}
            if work.high is not None
            else None,
            value=work.value,
            tier=record.tier,
            paid=sum(part or 0 for part in pays.values()) if work.costed else None,
            units=None,
            funds=work.funds,
            heading=getattr(record, "heading", None),
            resolution=getattr(record, "resolution", None),
            refs=record.refs,
        )

    def curve(self) -> tuple[Step, ...]:
        if self.solution is None:
            safe = [place for place, work in enumerate(self.books.works) if work.exposure == "safe"]
            steps = [Step(0, self.value_of(safe), self.names(safe))]
            if self.books.required:
                every = range(len(self.books.works))
                steps.append(Step(self.books.required, self.value_of(every), self.names(every)))
            return tuple(steps)
        return tuple(
            Step(
                point.unearmarked,
                self.value_of({*point.covered, *self.books.set_aside}),
                self.names({*point.covered, *self.books.set_aside}),
            )
            for point in self.solution.frontier.points
        )
