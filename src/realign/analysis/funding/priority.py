"""Funding in order of priority, skipping what does not fit: the usual rule, for comparison."""

from collections.abc import Iterable

from realign.analysis.funding.flow import Ledger
from realign.analysis.funding.problem import Problem


def in_order(
    problem: Problem, unearmarked: int, chosen: Iterable[int] = (), order: Iterable[int] | None = None
) -> frozenset[int]:
    """Positions that are covered when each job in turn is paid in full or skipped.

    Without `order` that of the problem: tier, then value, then the cheaper, then the name. A job
    comes with what it requires, or not at all. Jobs `chosen` before stay; others are tried on top.
    """
    ledger = Ledger(problem.pots(unearmarked))
    covered: set[int] = set()
    for position in sorted(chosen):
        ledger.pay(problem.jobs[position].funds, problem.jobs[position].cost)
        covered.add(position)
    for position in range(len(problem.jobs)) if order is None else order:
        if position not in covered:
            bundle = _closure(problem, position) - covered
            if _pay_bundle(problem, ledger, sorted(bundle)):
                covered |= bundle
    return frozenset(covered)


def _closure(problem: Problem, position: int) -> set[int]:
    """The job and all that it requires, directly or not."""
    found, queue = {position}, [position]
    while queue:
        for other in problem.jobs[queue.pop()].requires:
            if other not in found:
                found.add(other)
                queue.append(other)
    return found


def _pay_bundle(problem: Problem, ledger: Ledger, bundle: list[int]) -> bool:
    """Pay all jobs of `bundle` in full, or none."""
    if not all(problem.jobs[position].funds for position in bundle):
        return False
    if len(bundle) == 1:
        job = problem.jobs[bundle[0]]
        return ledger.pay_whole(job.funds, job.cost)
    trial = ledger.copy()
    for position in bundle:
        job = problem.jobs[position]
        if trial.pay(job.funds, job.cost) < job.cost:
            return False
    ledger.left, ledger.drawn = trial.left, trial.drawn
    return True
