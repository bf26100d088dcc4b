"""What the figures of `gaps` rest on: costs, values, the requirement, and what is not known of the funds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from realign.models.funding.case import FundingCase, ValueOrigins
from realign.models.funding.requirement import plain, reliant, stated
from realign.models.funding.results import Level
from realign.models.funding.solver import Solution
from realign.models.funding.uncertainty import CostScenarios, spare
from realign.plan import Requirement

CostKnowledge = Literal["known", "uncertain", "unknown"]
"""`uncertain`: some costs, or some amounts that a fund holds, are intervals or missing."""


@dataclass(frozen=True, slots=True)
class RequirementUse:
    """What the source says is required, for which work, and how far the known figures bear it out."""

    amount: int
    refs: tuple[str, ...]
    """Where the source states it."""
    least: int
    """Unearmarked money without which the known costs cannot be paid."""
    stands: bool
    """Whether the known costs leave room for what the source says."""
    splits: bool
    """Whether it is known how much it leaves for work without a cost."""
    named: tuple[str, ...]
    """Work that the source ties it to."""
    assumed: tuple[str, ...]
    """Work that the caller assumes it to be enough for."""
    unnamed: tuple[str, ...]
    """Other work that unearmarked money may pay for."""
    beyond_its_funds: tuple[str, ...]
    """Work counted as covered by the word of the source though unearmarked money may not pay for it."""
    denied: tuple[str, ...]
    """Work that it is to provide for, but that the known figures do not show to be covered."""


@dataclass(frozen=True, slots=True)
class YearHeard:
    """A year of which a source says what happens, and what came in then, if that is known."""

    year: int
    received: int | None


@dataclass(frozen=True, slots=True)
class Premises:
    """What the figures rest on."""

    costs: CostKnowledge
    draws: int | None
    """Draws of the uncertain costs; None where costs are known or nothing is known of them."""
    values: ValueOrigins
    requirement: RequirementUse | None
    unreachable: tuple[str, ...]
    """Work that no amount of unearmarked money covers; told where all breakpoints are known."""
    curve_searched: bool
    """Whether all breakpoints of the best use were looked for, up to a list that is too long to print."""
    next_steps_sought: bool
    """Whether at least those just above each amount were."""
    years_heard: tuple[YearHeard, ...]
    """Years of which a source says what happens."""
    fundless: tuple[str, ...]
    """Work that names no fund."""
    unknown_funds: tuple[str, ...]
    """Funds of unknown amount that undecided work may draw on."""
    unearmarked_funds: int
    """How many funds are unearmarked."""
    reliant: int
    """How many pieces of work unearmarked money decides about."""


def premises(
    case: FundingCase, solution: Solution | None, scenarios: CostScenarios | None, levels: Sequence[Level]
) -> Premises:
    """Gather what a reader has to know about the figures of `levels`."""
    known = solution is not None and scenarios is None
    return Premises(
        costs="uncertain" if scenarios else "unknown" if solution is None else "known",
        draws=scenarios.draws if scenarios else None,
        values=case.values,
        requirement=_requirement(case, levels),
        unreachable=_unreachable(case, solution) if solution is not None and known else (),
        curve_searched=solution is not None and solution.frontier.complete,
        next_steps_sought=solution is not None and solution.frontier.near,
        years_heard=_years_heard(case, levels),
        fundless=tuple(work.name for work in case.works if not work.funds),
        unknown_funds=tuple(fund for fund in case.funds if fund in case.vague),
        unearmarked_funds=sum(fund.kind == "unearmarked" for fund in case.funds.values()),
        reliant=len(reliant(case)),
    )


def _years_heard(case: FundingCase, levels: Sequence[Level]) -> tuple[YearHeard, ...]:
    """The years of which a source says what happens, with what came in."""
    years = sorted({item.now.year for level in levels for item in level.items if item.now})
    received = (case.funds[case.free].received or {}) if case.free is not None else {}
    return tuple(YearHeard(year, received.get(year)) for year in years)


def _requirement(case: FundingCase, levels: Sequence[Level]) -> RequirementUse | None:
    """What the source states, and what becomes of it at the amounts that reach it."""
    said = stated(case)
    if said is None or case.free is None:
        return None
    fund = case.funds[case.free]
    stated_in = fund.required.refs if isinstance(fund.required, Requirement) else ()
    states = {
        item.id: item.state for level in levels if level.unearmarked >= said.required for item in level.items
    }
    provided = [place for place in case.undecided if place in case.provided] if states else []
    return RequirementUse(
        amount=said.required,
        refs=(*stated_in, *fund.refs),
        least=said.least,
        stands=said.stands,
        splits=spare(case) is not None,
        named=tuple(work.name for place, work in enumerate(case.works) if place in case.named),
        assumed=tuple(work.name for place, work in enumerate(case.works) if place in case.assumed),
        unnamed=tuple(case.works[place].name for place in reliant(case) if place not in case.named),
        beyond_its_funds=tuple(
            case.works[place].name
            for place in provided
            if case.free not in case.works[place].funds
            and not plain(case, place)
            and states[case.works[place].name] == "covered"
        ),
        denied=tuple(
            case.works[place].name for place in provided if states[case.works[place].name] != "covered"
        ),
    )


def _unreachable(case: FundingCase, solution: Solution) -> tuple[str, ...]:
    """Work that no amount covers, where the whole curve is known."""
    if not solution.frontier.complete:
        return ()
    covered = solution.frontier.points[-1].covered | solution.frontier.some.keys()
    return tuple(
        case.works[place].name for place in case.undecided if place not in covered and case.works[place].funds
    )
