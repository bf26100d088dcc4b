"""Funding in order of priority, skipping what does not fit: the usual rule, for comparison."""

from collections.abc import Container, Iterable

from realign.models.funding.flow import Claim, FlowNetwork, bills_of
from realign.models.funding.problem import Problem
from realign.models.funding.requires import prerequisites


def in_order(
    problem: Problem, unearmarked: int, chosen: Iterable[int] = (), order: Iterable[int] | None = None
) -> frozenset[int]:
    """Positions that are covered when each item in turn is paid in full or skipped.

    Without `order` that of the problem: tier, then value, then the cheaper, then the name. An item
    comes with what it requires, or not at all. Items `chosen` before stay; others are tried on top.
    """
    items, requires, ledger = problem.items, problem.requires, FlowNetwork(problem.pots(unearmarked))
    covered = set(chosen)
    ledger.pay_all(bills_of(problem, {position: items[position].cost for position in covered}))
    spare = _Spare(ledger)
    beyond: set[int] = set()
    """Items that did not fit with all that they require; as more is paid for they never will."""
    for position in range(len(items)) if order is None else order:
        item = items[position]
        if position in covered or not spare.may_reach(item.funds, item.cost):
            continue
        if not item.requires:
            if _pay_bundle(problem, ledger, [position]) is None:
                covered.add(position)
            else:
                spare.fell_short(item.funds)
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
    """What of a chain of requirements fails with one of the items `failed`; else the last item."""
    if any(len(problem.items[position].requires) > 1 for position in bundle):
        return bundle[-1:]
    first = next(number for number, position in enumerate(bundle) if position in failed)
    return bundle[first:]


def _pay_bundle(problem: Problem, ledger: FlowNetwork, bundle: list[int]) -> int | None:
    """Pay all items of `bundle` in full, or none; the first that could not be paid."""
    before: list[tuple[Claim, int]] = []
    for position in bundle:
        item = problem.items[position]
        paid = ledger.pay(item.funds, item.cost)
        before.append((item.funds, paid))
        if paid < item.cost or not item.funds:
            for claim, part in before:
                ledger.refund(claim, part)
            return position
    return None
