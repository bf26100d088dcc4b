"""Who pays for what: an exact maximum flow from pots to work, in whole currency units."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from realign.analysis.funding.problem import Problem

Claim = tuple[str, ...]
"""The pots that may pay for something; all work with the same pots is one claim."""


class Ledger:
    """What is left in each pot, and which claim drew how much from it.

    The residual graph lives on the pots alone: a claim that already draws from one pot
    can move to another of its pots and so make room. Claims never lose what was paid.
    """

    def __init__(self, pots: Mapping[str, int]) -> None:
        """Open with `pots`: pot -> amount."""
        self.left = dict(pots)
        self.drawn: dict[str, dict[Claim, int]] = {pot: {} for pot in pots}

    def pay(self, claim: Claim, amount: int) -> int:
        """Pay as much of `amount` as the pots allow, moving others where that makes room."""
        need = amount
        for pot in claim:
            part = min(self.left[pot], need)
            if part:
                self._draw(pot, claim, part)
                need -= part
            if not need:
                return amount
        while need:
            path = self._path(claim)
            if path is None:
                break
            need -= self._move(claim, path, need)
        return amount - need

    def pay_whole(self, claim: Claim, amount: int) -> bool:
        """Pay all of `amount`, or nothing."""
        if sum(self.left.values()) < amount:
            return False
        paid = self.pay(claim, amount)
        if paid == amount:
            return True
        self.refund(claim, paid)
        return False

    def refund(self, claim: Claim, amount: int) -> None:
        """Give `amount` back that `claim` drew, to the least restricted of its pots first."""
        for pot in reversed(claim):
            part = min(amount, self.drawn[pot].get(claim, 0))
            if part:
                self._draw(pot, claim, -part)
                if not self.drawn[pot][claim]:
                    del self.drawn[pot][claim]
                amount -= part

    def exhausted(self, claim: Claim) -> frozenset[str]:
        """The pots that `claim` could ever draw from, when all of them are empty: a minimum cut."""
        reached = set(claim)
        for pot in self._spread(claim, {}):
            reached.add(pot)
        return frozenset(reached)

    def copy(self) -> "Ledger":
        """The same state, to try something out."""
        twin = Ledger(self.left)
        twin.drawn = {pot: dict(flows) for pot, flows in self.drawn.items()}
        return twin

    def _draw(self, pot: str, claim: Claim, amount: int) -> None:
        self.left[pot] -= amount
        flows = self.drawn[pot]
        flows[claim] = flows.get(claim, 0) + amount

    def _spread(self, claim: Claim, came: dict[str, tuple[str, Claim]]) -> Iterator[str]:
        """Go breadth first from the pots of `claim` to those that others could move to."""
        seen, queue = set(claim), deque(claim)
        while queue:
            pot = queue.popleft()
            for other in self.drawn[pot]:
                for target in other:
                    if target not in seen:
                        seen.add(target)
                        came[target] = (pot, other)
                        queue.append(target)
                        yield target

    def _path(self, claim: Claim) -> list[tuple[str, Claim, str]] | None:
        """The shortest chain of moves that frees money for `claim`: from pot, who moves, to pot."""
        came: dict[str, tuple[str, Claim]] = {}
        for end in self._spread(claim, came):
            if self.left[end]:
                steps = []
                while end in came:
                    start, mover = came[end]
                    steps.append((start, mover, end))
                    end = start  # noqa: PLW2901 - walking back
                return steps
        return None

    def _move(self, claim: Claim, path: Sequence[tuple[str, Claim, str]], need: int) -> int:
        """Carry out the chain of moves for as much as it bears, at most `need`."""
        part = min(need, self.left[path[0][2]], *(self.drawn[start][mover] for start, mover, _ in path))
        for start, mover, end in path:
            self._draw(end, mover, part)
            self.left[start] += part
            self.drawn[start][mover] -= part
            if not self.drawn[start][mover]:
                del self.drawn[start][mover]
        self._draw(path[-1][0], claim, part)
        return part


def settle(
    pots: Mapping[str, int], order: Sequence[str], bills: Mapping[Claim, int]
) -> dict[Claim, dict[str, int]] | None:
    """Pay all `bills`, with as little as possible from the later pots in `order`; None if they do not fit.

    `order` names the pots, the most restricted first. Opening one pot after the other and
    augmenting never takes back what an earlier pot pays, so each pot pays the most it can.
    """
    ledger = Ledger(dict.fromkeys(order, 0))
    due = dict(sorted(bills.items()))
    for pot in order:
        ledger.left[pot] = pots[pot]
        for claim, need in due.items():
            if need:
                due[claim] = need - ledger.pay(claim, need)
    if any(due.values()):
        return None
    paid: dict[Claim, dict[str, int]] = {claim: {} for claim in due}
    for pot in order:
        for claim, amount in ledger.drawn[pot].items():
            paid[claim][pot] = amount
    return paid


def bills_of(problem: Problem, parts: Mapping[int, int]) -> dict[Claim, int]:
    """Claim -> what its jobs cost; `parts` maps the position of a job to what is paid for it."""
    bills: dict[Claim, int] = {}
    for position, amount in parts.items():
        claim = problem.jobs[position].funds
        bills[claim] = bills.get(claim, 0) + amount
    return bills


def payments(
    problem: Problem, unearmarked: int, parts: Mapping[int, int]
) -> dict[int, dict[str, int]] | None:
    """Position -> pot -> amount for the jobs in `parts`; None if the money does not reach.

    That the sums come out to the last unit is the certificate that the choice can be paid.
    """
    pots = problem.pots(unearmarked)
    paid = settle(pots, list(pots), bills_of(problem, parts))
    if paid is None:
        return None
    shares: dict[int, dict[str, int]] = {}
    for position in sorted(parts):
        purse, need = paid[problem.jobs[position].funds], parts[position]
        share = shares[position] = {}
        for pot in list(purse):
            part = min(purse[pot], need)
            if part:
                share[pot] = part
                purse[pot] -= part
                need -= part
    return shares


def fits(problem: Problem, unearmarked: int, chosen: Iterable[int]) -> bool:
    """Whether the jobs at the positions `chosen` can all be paid in full."""
    ledger = Ledger(problem.pots(unearmarked))
    bills = bills_of(problem, {position: problem.jobs[position].cost for position in chosen})
    return all(ledger.pay(claim, amount) == amount for claim, amount in bills.items())
