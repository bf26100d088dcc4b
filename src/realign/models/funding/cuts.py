"""What a set of pots can bear: work that only these pots may pay for costs no more than they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from realign.models.funding.flow import Claim, FlowNetwork, bills_of
from realign.models.funding.problem import Problem

Fence = frozenset[str]
"""A set of pots. By Hall's theorem a choice can be paid exactly if it respects every fence."""


@dataclass
class Fences:
    """The fences that the solver knows of."""

    FEW: ClassVar = 64
    """Up to this many fences are all set up before the solver is asked; more are found as they are needed."""

    problem: Problem
    known: list[Fence] = field(default_factory=list)
    complete: bool = True
    """Whether respecting the known fences is enough."""

    def __post_init__(self) -> None:
        """Start with all unions of claims where they are few, else with all pots together."""
        claims = sorted({frozenset(item.funds) for item in self.problem.items if item.funds}, key=sorted)
        unions: set[Fence] = set()
        for claim in claims:
            unions |= {claim | other for other in unions} | {claim}
            if len(unions) > self.FEW:
                unions, self.complete = {frozenset().union(*claims)}, False
                break
        self.known.extend(sorted(unions, key=lambda fence: (len(fence), sorted(fence))))

    def add(self, fence: Fence) -> bool:
        """Learn of a fence; False where it was known."""
        if fence in self.known:
            return False
        self.known.append(fence)
        return True

    def inside(self, fence: Fence, places: list[int]) -> list[int]:
        """Which of `places` nobody outside `fence` may pay for."""
        return [place for place in places if fence.issuperset(self.problem.items[place].funds)]

    def bears(self, fence: Fence) -> int:
        """What the pots of `fence` hold, without the free pot."""
        return sum(amount for pot, amount in self.problem.amounts.items() if pot in fence)


def broken_fence(problem: Problem, unearmarked: int, parts: Mapping[int, int]) -> Fence | None:
    """A set of pots that `parts` ask too much of: the minimum cut of the flow that falls short."""
    ledger = FlowNetwork(problem.pots(unearmarked))
    short = ledger.pay_all(bills_of(problem, parts))
    return None if short is None else ledger.exhausted(short)


def broken_fences(ledger: FlowNetwork, bills: Mapping[Claim, int]) -> list[Fence]:
    """All sets of pots that `bills` ask too much of, as far as one flow shows them; the smallest first.

    `ledger` is charged with all of the bills that can be paid.
    """
    short = [
        claim
        for claim, due in sorted(bills.items(), key=lambda bill: (len(bill[0]), bill[0]))
        if ledger.pay(claim, due) < due
    ]
    return sorted({ledger.exhausted(claim) for claim in short}, key=lambda fence: (len(fence), sorted(fence)))


def need(problem: Problem, parts: Mapping[int, int]) -> int | None:
    """The least unearmarked money with which `parts` can be paid; None where none suffices."""
    plenty = sum(parts.values())
    if broken_fence(problem, plenty, parts) is not None:
        return None
    ledger = FlowNetwork(problem.pots(0))
    bills: Mapping[Claim, int] = bills_of(problem, parts)
    return sum(due - ledger.pay(claim, due) for claim, due in sorted(bills.items()))
