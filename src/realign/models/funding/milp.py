"""The best use of one amount where earmarks overlap: an exact solver, corrected by integer flows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from realign.models.funding.divisible import by_worth
from realign.models.funding.flow import FlowNetwork
from realign.models.funding.highs import Row
from realign.models.funding.problem import Problem
from realign.models.funding.selection_model import NODES, SelectionModel

LARGE: Final = 2000
"""With more jobs than this the solver may stop at a proven distance of `NEAR` from the best."""
NEAR: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Best:
    """What to pay for, what that is worth, and what nothing can exceed; tiers folded into one number."""

    parts: dict[int, int]
    weight: int
    bound: int


def best_use(problem: Problem, unearmarked: int) -> Best:
    """The best use of `unearmarked`: exact up to `LARGE` jobs, else with the proven distance."""
    asked = [place for place, job in enumerate(problem.jobs) if job.funds]
    return answer(SelectionModel(problem, unearmarked, asked), NEAR if len(asked) > LARGE else 0.0)


def answer(question: SelectionModel, gap: float = 0.0, nodes: int = NODES) -> Best:
    """Ask for the best use tier by tier: what a tier has reached, no later tier may take."""
    problem, scale, jobs = question.problem, question.scale, question.problem.jobs
    parts = {place: jobs[place].cost for place in question.taken}
    locked: list[Row] = []
    bound: int | None = None
    settled = 0
    for tier, factor in zip(scale.tiers, scale.factors, strict=True):
        weights = [float(jobs[place].value) * (jobs[place].tier == tier) for place in question.asked]
        broken = any(jobs[place].divisible for place in question.asked)
        reply = question.ask(weights, locked, gap=gap, within=0.0 if broken else 0.99, nodes=nodes)
        fixed = scale.by_tier(jobs, {place: jobs[place].cost for place in question.taken})[tier]
        if reply is None:
            if bound is None and question.most is not None:
                bound = settled + (fixed + _whole(question.most)) * factor + factor - 1
            elif bound is None:
                bound = settled + sum(map(scale.weigh, jobs))
            break
        parts, found = reply
        if broken:
            parts = _refill(problem, question.unearmarked or 0, parts)
        got = scale.by_tier(jobs, parts)[tier]
        most = max(got, fixed + _whole(found.bound))
        if bound is None and most > got:
            bound = settled + most * factor + factor - 1
        settled += got * factor
        locked.append(question.lock(tier, parts))
    reached = scale.measure(jobs, parts)
    return Best(parts, reached, reached if bound is None else max(bound, reached))


def _whole(bound: float) -> int:
    """A bound in floating point as one in whole numbers."""
    return int(bound + 1e-6 + 1e-9 * abs(bound))


def _refill(problem: Problem, unearmarked: int, parts: Mapping[int, int]) -> dict[int, int]:
    """Keep the whole jobs, and serve the divisible ones anew in whole currency units."""
    ledger = FlowNetwork(problem.pots(unearmarked))
    refilled = {place: paid for place, paid in parts.items() if not problem.jobs[place].divisible}
    for place in refilled:
        ledger.pay(problem.jobs[place].funds, problem.jobs[place].cost)
    for place in by_worth(problem):
        job = problem.jobs[place]
        if job.divisible:
            paid = ledger.pay(job.funds, job.cost)
            if paid or not job.cost:
                refilled[place] = paid
    return refilled
