"""What does this money leave uncovered, and what comes back with the next dollar?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from realign.findings import CallError, Finding, Rule
from realign.models.clock import limited
from realign.models.funding.amounts import Amounts, read_amounts, usual_amounts
from realign.models.funding.breakdown import Grouping, history, shares
from realign.models.funding.case import FundingCase
from realign.models.funding.case_reading import read_case
from realign.models.funding.earmarks import with_earmarks
from realign.models.funding.levels import LevelBuilder
from realign.models.funding.premises import Premises, premises
from realign.models.funding.problem import Problem
from realign.models.funding.results import (
    CurveStep,
    FundUse,
    GroupTotals,
    Level,
    Received,
    WithNothing,
    Year,
)
from realign.models.funding.solver import Algorithm, Solution, solve
from realign.models.funding.uncertainty import CostScenarios, explore
from realign.models.funding.verdict import (
    Verdict,
    exact_verdicts,
    ordered_verdicts,
    robust_verdicts,
    structural_verdicts,
)
from realign.plan import Plan
from realign.plan.lookup import lens_id
from realign.plan.names import FundName, PlanNames
from realign.questions._asking import question
from realign.questions._conversions import ConvertedAmount, conversions
from realign.questions._gap_findings import MANUAL, gap_findings
from realign.sheets import Exportable
from realign.text import message

_FEW = 200
"""Pieces of work with uncertain costs, or in an order of priority, for which nobody waits long."""
_COUNTED = frozenset({"funds", "groups", "deliverables", "activities", "actions", "flagships"})
"""Kinds whose amounts count here."""

__all__ = ["MANUAL", "Gaps", "Received", "gaps"]

Choosing = Literal["exact", "priority"]
Assumption = Literal["flat", "enough", "none"]
"""`flat`: what has no cost of a requirement splits at random among the work that its sentence names;
`enough`: the same, and what is required is enough for all that unearmarked money may pay for; `none`: no."""


@dataclass(frozen=True, slots=True)
class Gaps(Exportable):
    """The answer of `gaps`: one level for each amount, and the funding curve."""

    lens: str | None
    rule: Choosing
    assume: Assumption
    fund: str | None
    """The fund that the amounts go to."""
    fund_names: tuple[FundName, ...]
    """All funds of the plan."""
    currency: str
    levels: tuple[Level, ...]
    curve: tuple[CurveStep, ...]
    """Breakpoints of the best use; without costs only the ends that can be proved."""
    curve_complete: bool
    full_need: int | None
    """What covers all that unearmarked money can reach; None where nobody can say."""
    by: Grouping | None
    groups: tuple[GroupTotals, ...]
    history: tuple[Year, ...]
    funds: tuple[FundUse, ...]
    """What each fund holds, pays and keeps at each amount; empty where costs are not known."""
    premises: Premises
    """What the figures rest on."""
    cut_short_after: float | None = None
    """The limit of time, in seconds, that cut the work short, so that another run may answer otherwise."""
    with_nothing: WithNothing | None = None
    """What 0 would cover; None where 0 is among the amounts, or where that takes a search of its own."""
    conversions: tuple[ConvertedAmount, ...] = ()
    """Costs and funds that stand in another currency in the plan's files."""
    passed: bool = True
    """False only where a gap is to fail, and there is one at some amount."""
    gap_findings: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Each gap at the line that holds the item."""
        return self.gap_findings

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The manual of these findings."""
        return MANUAL


@question
def gaps(
    plan: Plan,
    unearmarked: Amounts | None = None,
    lens: str | None = None,
    rule: Choosing = "exact",
    assume: Assumption = "flat",
    by: Grouping | None = None,
    *,
    solver: Algorithm | None = None,
    earmarks: bool = False,
    fail_on_gap: bool = False,
    time_limit: float | None = None,
) -> Gaps:
    """Tell what each amount of unearmarked money covers, leaves open, and leaves uncovered.

    `unearmarked`: one amount or several, as `read_amounts` reads them; without it nothing, what is
    required, and what came in last. Work that states no value counts
    by what its outcomes drive through `lens`. `solver`: the algorithm that is to find the best use; the
    quickest exact one where it is left out. `earmarks`: also price the strings of each fund. `time_limit`:
    after so many seconds nothing more is searched for, and what is found comes with its gap. Raises
    `CallError` where the plan has no work, no such lens, or no one fund for the amounts, where the
    algorithm named does not apply, and where an earmark cannot be priced.
    """
    lens = lens_id(plan, lens)
    case = read_case(plan, _outcome_scores(plan, lens), enough=assume == "enough")
    if assume == "enough" and case.required is None:
        raise CallError(
            message("no unearmarked fund says what is required, so there is nothing to assume to be enough"),
            message("give it `required: {{amount: 12m, covers: [A1]}}`, or leave out --assume enough"),
        )
    given = usual_amounts(plan) if unearmarked is None else read_amounts(plan, unearmarked)
    asked = _merged(given)
    amounts = [int(amount) for amount in asked]
    _check_amounts(case, amounts)
    with limited(time_limit) as limit:
        appraisal = _appraise(case, amounts, rule, solver, flat=assume != "none")
        builder = LevelBuilder(case, appraisal.problem, appraisal.solution)
        sources = [amount if isinstance(amount, Received) else None for amount in asked]
        levels = tuple(
            builder.level(verdict, source)
            for verdict, source in zip(appraisal.verdicts, sources, strict=True)
        )
        if earmarks:
            levels = tuple(_with_earmarks(case, builder, appraisal.solution, levels, solver))
    curve, complete = builder.curve(amounts)
    nothing = _with_nothing(case, levels, curve, rule)
    if time_limit is None and nothing is None:
        nothing = _asked_with_nothing(case, levels, rule, solver)
    return Gaps(
        lens=lens,
        rule=rule,
        assume=assume,
        fund=case.free,
        fund_names=tuple(PlanNames.of(plan).funds.values()),
        currency=plan.about.currency,
        levels=levels,
        curve=curve,
        curve_complete=complete,
        full_need=builder.full_need,
        by=by,
        groups=shares(plan, case, levels, by) if by else (),
        history=history(case),
        funds=tuple(builder.pots(levels)),
        premises=premises(case, appraisal.solution, appraisal.explored, levels),
        cut_short_after=limit.cut_short_after,
        with_nothing=nothing,
        conversions=tuple(conversions(plan, _COUNTED)),
        passed=not (fail_on_gap and any(level.uncovered for level in levels)),
        gap_findings=gap_findings(case, levels, plan.origin.locate),
    )


def _with_nothing(
    case: FundingCase, levels: Sequence[Level], curve: Sequence[CurveStep], rule: Choosing
) -> WithNothing | None:
    """What 0 covers, where the curve of the best use tells and nobody asked about 0."""
    if not levels or any(not level.unearmarked for level in levels):
        return None
    if case.exact and rule == "exact":
        known = {*levels[0].covered, *levels[0].uncovered}
        items = [item.id for item in levels[0].items if item.id in known]
        for step in curve:
            if not step.unearmarked:
                rest = (name for name in items if name not in step.covered)
                return WithNothing(step.covered, (), tuple(rest))
    return None


def _asked_with_nothing(
    case: FundingCase, levels: Sequence[Level], rule: Choosing, solver: Algorithm | None
) -> WithNothing | None:
    """What 0 covers, as asking about it tells; nothing for a best use, which the curve tells or a search."""
    long = len(case.works) > _FEW and not case.uncosted
    if long or any(not level.unearmarked for level in levels) or (case.exact and rule == "exact"):
        return None
    appraisal = _appraise(case, [0], rule, solver, flat=False)
    level = LevelBuilder(case, appraisal.problem, appraisal.solution).level(appraisal.verdicts[0], None)
    return WithNothing(level.covered, level.open, level.uncovered)


def _with_earmarks(
    case: FundingCase,
    builder: LevelBuilder,
    solution: Solution | None,
    levels: Sequence[Level],
    solver: Algorithm | None,
) -> Iterator[Level]:
    """The levels with the price of each earmark. Raises `CallError` where one cannot be priced."""
    if case.free is None or solution is None or not case.exact:
        raise CallError(
            message("--earmarks needs an unearmarked fund, and every cost and amount as one figure"),
            message("fill in the costs and amounts that are missing; `gaps` without --earmarks says which"),
        )
    return with_earmarks(case, builder, solution, levels, solver)


def _outcome_scores(plan: Plan, lens: str | None) -> dict[str, float] | None:
    """What each outcome drives, seen through `lens`: the worth of work that states none itself."""
    if lens is None or not plan.links:
        return None
    from realign.questions._studies import ranked_outcomes  # who names no lens does not wait for numpy

    return {outcome.id: outcome.drive or 0.0 for outcome in ranked_outcomes(plan, lens, draws=0)}


def _merged(unearmarked: Sequence[int | Received]) -> list[int | Received]:
    """Each amount once, in the order given; the one that says where it comes from stands for its equals."""
    merged: dict[int, int | Received] = {}
    for amount in unearmarked:
        if not isinstance(merged.get(int(amount)), Received):
            merged[int(amount)] = amount
    return list(merged.values())


def _check_amounts(case: FundingCase, amounts: Sequence[int]) -> None:
    """An amount needs a fund to go to, unless it is nothing or nobody needs it."""
    if case.free is None and any(amounts) and any(work.exposure != "safe" for work in case.works):
        raise CallError(
            message("the plan has no fund of kind unearmarked, so the amount has nowhere to go"),
            message(
                "add one under `funds`, `{{id: unearmarked, kind: unearmarked, title: …}}`, and name it "
                "in the `funds` of what it may pay for"
            ),
        )


@dataclass(frozen=True, slots=True)
class _Appraisal:
    """The verdicts, and what they rest on."""

    problem: Problem
    solution: Solution | None
    explored: CostScenarios | None
    verdicts: list[Verdict]


def _appraise(
    case: FundingCase, amounts: Sequence[int], rule: Choosing, solver: Algorithm | None, *, flat: bool
) -> _Appraisal:
    """Exact arithmetic where all is known, proof without costs where nothing is, both ends between."""
    if case.exact:
        problem = case.problem({place: case.works[place].low for place in case.undecided})
        solution = solve(problem, amounts, solver)
        if rule == "priority":
            return _Appraisal(problem, solution, None, ordered_verdicts(case, problem, solution, amounts))
        return _Appraisal(problem, solution, None, exact_verdicts(case, solution, amounts))
    if case.uncosted:
        if solver:
            raise CallError(
                message(
                    "no cost is known, so there is nothing for --solver {solver} to choose", solver=solver
                ),
                message("leave out --solver, or give work its `cost`"),
            )
        return _Appraisal(case.problem({}), None, None, structural_verdicts(case, amounts, flat=flat))
    explored = explore(case, amounts, flat=flat, algorithm=solver)
    verdicts = robust_verdicts(case, explored, amounts, flat=flat)
    return _Appraisal(explored.worst, explored.dearest, explored, verdicts)
