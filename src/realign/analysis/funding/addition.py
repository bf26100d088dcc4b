"""What is paid for in; the work that the least further money would add to it, giving nothing up, out."""

from collections.abc import Mapping

from realign.analysis.funding.flow import Claim, Ledger, bills_of
from realign.analysis.funding.problem import Problem


def cheapest_addition(problem: Problem, unearmarked: int, parts: Mapping[int, int]) -> tuple[int, int] | None:
    """Position of a job of value, and how much more unearmarked money pays the whole of it beside `parts`.

    None where no amount pays for a further job. A job that requires others is looked at only where these
    are paid.
    """
    most = sum(job.cost for job in problem.jobs)
    now, plenty = (_paid(problem, amount, parts) for amount in (unearmarked, unearmarked + most))
    reach: dict[Claim, tuple[int, int]] = {}
    best: tuple[int, int] | None = None
    for place, job in enumerate(problem.jobs):
        due = job.cost - parts.get(place, 0)
        whole = all(parts.get(other) == problem.jobs[other].cost for other in job.requires)
        if not (job.funds and job.value and due and whole):
            continue
        if job.funds not in reach:
            reach[job.funds] = now.copy().pay(job.funds, most), plenty.copy().pay(job.funds, most)
        here, ever = reach[job.funds]
        if due <= ever and (best is None or due - here < best[1]):
            best = place, due - here
    return best


def _paid(problem: Problem, unearmarked: int, parts: Mapping[int, int]) -> Ledger:
    """The pots when `parts` are paid."""
    ledger = Ledger(problem.pots(unearmarked))
    ledger.pay_all(bills_of(problem, parts))
    return ledger
