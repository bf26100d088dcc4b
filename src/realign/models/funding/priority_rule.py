"""Funding in order of priority, skipping what does not fit: the usual rule, for comparison."""

from collections.abc import Container, Iterable

from realign.models.funding.flow import Claim, FlowNetwork, bills_of
from realign.models.funding.problem import Problem
from realign.models.funding.requires import prerequisites


def in_order(
    problem: Problem, unearmarked: int, chosen: Iterable[int] = (), order: Iterable[int] | None = None
) -> frozenset[int]:
    """Positions that are covered when each job in turn is paid in full or skipped.

    Without `order` that of the problem: tier, then value, then the cheaper, then the name. A job
    comes with what it requires, or not at all. Jobs `chosen` before stay; others are tried on top.
    """
    jobs, requires, ledger = problem.jobs, problem.requires, FlowNetwork(problem.pots(unearmarked))
    covered = set(chosen)
    ledger.pay_all(bills_of(problem, {position: jobs[position].cost for position in covered}))
    spare = _Spare(ledger)
    beyond: set[int] = set()
    """Jobs that did not fit with all that they require; as more is paid for they never will."""
    for position in range(len(jobs)) if order is None else order:
        job = jobs[position]
        if position in covered or not spare.may_reach(job.funds, job.cost):
            continue
        if not job.requires:
            if _pay_bundle(problem, ledger, [position]) is None:
                covered.add(position)
            else:
                spare.fell_short(job.funds)
            continue
        bundle = prerequisites(requires, position, known=covered, ends=beyond)
        if not beyond.isdisjoint(bundle):
            beyond.update(_from_first(problem, bundle, beyond))
            continue
        failed = _pay_bundle(problem, ledger, bundle)
        if failed is None:
            covered.update(bundle)
        else:
            beyond.update(_from_first(problem, bundle, {failed}))
    return frozenset(covered)


class _Spare:
    """What claims that fell short could draw at most: as more is paid for, that can only get less."""

    def __init__(self, ledger: FlowNetwork) -> None:
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


def _from_first(problem: Problem, bundle: list[int], failed: Container[int]) -> list[int]:
    """What of a chain of requirements fails with one of the jobs `failed`; else the last job."""
    if any(len(problem.jobs[position].requires) > 1 for position in bundle):
        return bundle[-1:]
    first = next(number for number, position in enumerate(bundle) if position in failed)
    return bundle[first:]


def _pay_bundle(problem: Problem, ledger: FlowNetwork, bundle: list[int]) -> int | None:
    """Pay all jobs of `bundle` in full, or none; the first that could not be paid."""
    before: list[tuple[Claim, int]] = []
    for position in bundle:
        job = problem.jobs[position]
        paid = ledger.pay(job.funds, job.cost) if job.funds else 0
        before.append((job.funds, paid))
        if paid < job.cost or not job.funds:
            for claim, part in before:
                ledger.refund(claim, part)
            return position
    return None
