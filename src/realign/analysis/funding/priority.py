"""Funding in order of priority, skipping what does not fit: the usual rule, for comparison."""

from collections.abc import Iterable

from realign.analysis.funding.flow import Claim, Ledger, bills_of
from realign.analysis.funding.problem import Problem


def in_order(
    problem: Problem, unearmarked: int, chosen: Iterable[int] = (), order: Iterable[int] | None = None
) -> frozenset[int]:
    """Positions that are covered when each job in turn is paid in full or skipped.

    Without `order` that of the problem: tier, then value, then the cheaper, then the name. A job
    comes with what it requires, or not at all. Jobs `chosen` before stay; others are tried on top.
    """
    jobs, ledger = problem.jobs, Ledger(problem.pots(unearmarked))
    covered = set(chosen)
    ledger.pay_all(bills_of(problem, {position: jobs[position].cost for position in covered}))
    spare = _Spare(ledger)
    for position in range(len(jobs)) if order is None else order:
        job = jobs[position]
        if position in covered or not spare.may_reach(job.funds, job.cost):
            continue
        bundle = _closure(problem, position) - covered if job.requires else {position}
        if _pay_bundle(problem, ledger, sorted(bundle)):
            covered |= bundle
        elif bundle == {position}:
            spare.fell_short(job.funds)
    return frozenset(covered)


class _Spare:
    """What claims that fell short could draw at most: as more is paid for, that can only get less."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.reached: dict[frozenset[str], int] = {}
        self.most: dict[Claim, int] = {}

    def may_reach(self, claim: Claim, amount: int) -> bool:
        """Whether it is worth while to try; only ever false where it is not."""
        if not claim:
            return False
        known = self.most.get(claim)
        if known is None:
            inside = [left for pots, left in self.reached.items() if pots.issuperset(claim)]
            if not inside:
                return True
            known = self.most[claim] = min(inside)
        return known >= amount

    def fell_short(self, claim: Claim) -> None:
        """Remember what is left in all pots that the claim, or whoever can make room for it, may draw on."""
        pots = self.ledger.exhausted(claim)
        self.reached[pots] = self.most[claim] = sum(self.ledger.left[pot] for pot in pots)


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
    before: list[tuple[Claim, int]] = []
    for position in bundle:
        job = problem.jobs[position]
        paid = ledger.pay(job.funds, job.cost) if job.funds else 0
        before.append((job.funds, paid))
        if paid < job.cost or not job.funds:
            for claim, part in before:
                ledger.refund(claim, part)
            return False
    return True
