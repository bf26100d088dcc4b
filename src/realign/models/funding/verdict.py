"""What is decided at one amount: covered, open, uncovered, who pays, and the proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from realign.models.funding.case import FundingCase
from realign.models.funding.flow import payments
from realign.models.funding.priority_rule import in_order
from realign.models.funding.problem import Problem, Scale
from realign.models.funding.requirement import reliant, vouched
from realign.models.funding.results import Proof
from realign.models.funding.robust_states import proved_states
from realign.models.funding.solver import Algorithm, Choice, Solution
from realign.models.funding.structural import CoverageState, state
from realign.models.funding.uncertainty import CostScenarios, break_evens, split_chances

Pays = Mapping[int, Mapping[str, int | None]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of each piece of work at one amount; positions as in `Books.works`."""

    unearmarked: int
    proof: Proof
    states: tuple[CoverageState, ...]
    pays: Pays
    algorithm: Algorithm | Literal["priority"] | None = None
    """How the work was chosen; None where nothing is chosen, for no cost is known."""
    weight: int | None = None
    """The value reached, tiers folded into one number; None where only states are known."""
    bound: int | None = None
    """What no use of the money exceeds."""
    optimum: int | None = None
    """What the best use is worth, where that is proved_states."""
    exhausted: tuple[str, ...] = ()
    chance: Mapping[int, float] = field(default_factory=dict)
    core: Mapping[int, float] = field(default_factory=dict)
    break_even: Mapping[int, int] = field(default_factory=dict)
    vouched: frozenset[int] = frozenset()
    """Positions that the required amount provides for at this amount."""


def exact_verdicts(case: FundingCase, solution: Solution, amounts: Sequence[int]) -> list[Verdict]:
    """Every cost and amount is known: the states are those of the best use of the money."""
    return [
        _decided(case, amount, choice, choice.covered, choice.pays, choice.weight, choice.algorithm)
        for amount, choice in zip(amounts, solution.choices, strict=True)
    ]


def ordered_verdicts(
    case: FundingCase, problem: Problem, solution: Solution, amounts: Sequence[int]
) -> list[Verdict]:
    """The same by the order of priority: what does not fit is skipped."""
    verdicts = []
    scale = Scale.of(problem.items)
    for amount, choice in zip(amounts, solution.choices, strict=True):
        parts = {place: problem.items[place].cost for place in sorted(in_order(problem, amount))}
        pays = payments(problem, amount, parts) or {}
        weight = scale.measure(problem.items, parts)
        verdicts.append(_decided(case, amount, choice, frozenset(parts), pays, weight, "priority"))
    return verdicts


def _decided(
    case: FundingCase,
    amount: int,
    choice: Choice,
    covered: frozenset[int],
    pays: Pays,
    weight: int,
    algorithm: Algorithm | Literal["priority"],
) -> Verdict:
    """Covered or not, and how far that is from the best that can be."""
    whole = covered | case.set_aside
    return Verdict(
        unearmarked=amount,
        proof="certified" if choice.bound == weight else "bounded",
        algorithm=algorithm,
        states=tuple("covered" if place in whole else "uncovered" for place in range(len(case.works))),
        pays={**_assured(case), **pays},
        weight=weight,
        bound=choice.bound,
        optimum=choice.weight if choice.bound == choice.weight else None,
        exhausted=choice.exhausted,
    )


def structural_verdicts(case: FundingCase, amounts: Sequence[int], *, flat: bool) -> list[Verdict]:
    """No cost is known: what can be proved all the same and, if `flat`, the chance under a flat split."""
    verdicts = []
    for amount in amounts:
        sure = vouched(case, amount)
        states = tuple(
            state(work.exposure, amount, payable=bool(work.funds), vouched=place in sure)
            for place, work in enumerate(case.works)
        )
        verdicts.append(
            Verdict(
                unearmarked=amount,
                proof="structural",
                states=states,
                pays=_assured(case),
                chance=split_chances(case, amount) if flat else {},
                break_even={
                    place: amount for place in reliant(case) if case.works[place].exposure == "exposed"
                },
                vouched=sure,
            )
        )
    return verdicts


def robust_verdicts(
    case: FundingCase, explored: CostScenarios, amounts: Sequence[int], *, flat: bool
) -> list[Verdict]:
    """Some costs or amounts are uncertain: covered or not whatever they are, where that is proved, else open.

    What is covered can be paid together even at the dearest; the value lies between the two ends.
    """
    return [_robust(case, explored, number, amount, flat=flat) for number, amount in enumerate(amounts)]


def _robust(case: FundingCase, explored: CostScenarios, number: int, amount: int, *, flat: bool) -> Verdict:
    """The verdict at one amount; what the source vouches for is covered."""
    dear, most = explored.dearest.choices[number], explored.bounds[number]
    core, items, scale = explored.core[number], explored.worst.items, Scale.of(explored.worst.items)
    sure = vouched(case, amount)
    proved = proved_states(explored.best, explored.worst, dear, core, amount)
    proved |= dict.fromkeys(sure | case.set_aside, "covered")
    states: tuple[CoverageState, ...] = tuple(proved.get(place, "open") for place in range(len(case.works)))
    decided = [
        place
        for place, state_here in enumerate(states)
        if state_here == "covered" and place not in case.set_aside
    ]
    least = sum(scale.weigh(items[place]) for place in decided)
    weight, bound = max(dear.weight, least), max(most, least)
    exact = weight == bound and "open" not in states
    by_source = not dear.covered.issuperset(decided)
    return Verdict(
        unearmarked=amount,
        proof="structural" if by_source else "certified" if exact else "bounded",
        states=states,
        algorithm=dear.algorithm,
        pays={
            **_assured(case),
            **{place: _as_known(case, place, dear.pays.get(place, {})) for place in decided},
        },
        weight=weight,
        bound=bound,
        chance=split_chances(case, amount) if flat else {},
        core={place: share for place, share in core.items() if place not in sure},
        break_even=break_evens(case, amount),
        vouched=sure,
    )


def _as_known(case: FundingCase, place: int, shares: Mapping[str, int]) -> dict[str, int | None]:
    """The shares as amounts where the cost is known, else only the names of the pots."""
    known = case.works[place].costed
    return {pot: part if known else None for pot, part in shares.items()}


def _assured(case: FundingCase) -> dict[int, dict[str, int | None]]:
    """Work on an assured budget is paid by it, the amount being known only where the cost is."""
    return {
        place: {pot: work.high if work.costed else None for pot in work.funds if pot in case.assured}
        for place, work in enumerate(case.works)
        if place in case.set_aside
    }
