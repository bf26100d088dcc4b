"""Who pays for what: an exact maximum flow from pots to work, in whole currency units."""

from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from realign.models.funding.problem import Problem

Reroute = tuple[str, tuple[str, ...], str]
"""From which pot, which claim, moves to which pot."""
Claim = tuple[str, ...]
"""The pots that may pay for something; all work with the same pots is one claim."""


class FlowNetwork:
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
            # make more room than is needed now: others will come the same way
            room = self._move(path, max(need, self.left[path[0][2]] // 2))
            part = min(room, need)
            self._draw(path[-1][0], claim, part)
            need -= part
        return amount - need

    def pay_all(self, bills: Mapping[Claim, int]) -> Claim | None:
        """Pay all `bills`, those with the fewest pots first; gives the first claim that falls short."""
        for claim, due in sorted(bills.items(), key=lambda bill: (len(bill[0]), bill[0])):
            if self.pay(claim, due) < due:
                return claim
        return None

    def refund(self, claim: Claim, amount: int) -> None:
        """Give `amount` back that `claim` drew, to the least restricted of its pots first."""
        for pot in reversed(claim):
            part = min(amount, self.drawn[pot].get(claim, 0))
            if part:
                self._draw(pot, claim, -part)
                if not self.drawn[pot][claim]:
                    del self.drawn[pot][claim]
                amount -= part

    def exhausted(self, claim: Iterable[str]) -> frozenset[str]:
        """The pots that anybody with `claim` could ever draw from; all empty they are a minimum cut."""
        return frozenset(claim).union(self._spread(claim, {}))

    def copy(self) -> "FlowNetwork":
        """The same state, to try something out."""
        twin = FlowNetwork(self.left)
        twin.drawn = {pot: dict(flows) for pot, flows in self.drawn.items()}
        return twin

    def _draw(self, pot: str, claim: Claim, amount: int) -> None:
        self.left[pot] -= amount
        flows = self.drawn[pot]
        flows[claim] = flows.get(claim, 0) + amount

    def _spread(self, starts: Iterable[str], came: dict[str, tuple[str, Claim]]) -> Iterator[str]:
        """Go breadth first from the pots `starts` to those that others could move to."""
        queue = deque(starts)
        seen = set(queue)
        while queue and len(seen) < len(self.left):
            pot = queue.popleft()
            for other in self.drawn[pot]:
                for target in other:
                    if target not in seen:
                        seen.add(target)
                        came[target] = (pot, other)
                        queue.append(target)
                        yield target

    def _path(self, starts: Iterable[str], ends: Container[str] | None = None) -> list[Reroute] | None:
        """The shortest chain of moves from `starts` to a pot of `ends` that has money left."""
        came: dict[str, tuple[str, Claim]] = {}
        for end in self._spread(starts, came):
            if self.left[end] and (ends is None or end in ends):
                steps = []
                while end in came:
                    start, mover = came[end]
                    steps.append((start, mover, end))
                    end = start  # noqa: PLW2901 - walking back
                return steps
        return None

    def _move(self, path: Sequence[Reroute], most: int) -> int:
        """Carry out a chain of moves for as much as it bears, at most `most`; the first pot gains that."""
        part = min(most, self.left[path[0][2]], *(self.drawn[start][mover] for start, mover, _ in path))
        for start, mover, end in path:
            self._draw(end, mover, part)
            self._draw(start, mover, -part)
            if not self.drawn[start][mover]:
                del self.drawn[start][mover]
        return part

    def restrict(self, order: Sequence[str]) -> None:
        """Move what is paid from later pots of `order` to earlier ones, as far as that is possible.

        What the pots can pay is a polymatroid: where no single exchange helps any more, every
        first part of the order pays the most it can.
        """
        moved = True
        while moved:
            moved = False
            for number in range(len(order) - 1, 0, -1):
                earlier = {pot for pot in order[:number] if self.left[pot]}
                while earlier and self.drawn[order[number]]:
                    path = self._path([order[number]], earlier)
                    if path is None:
                        break
                    self._move(path, self.left[path[0][2]])
                    earlier = {pot for pot in earlier if self.left[pot]}
                    moved = True


def settle(
    pots: Mapping[str, int], order: Sequence[str], bills: Mapping[Claim, int]
) -> dict[Claim, dict[str, int]] | None:
    """Pay all `bills`, with as little as possible from the later pots in `order`; None if they do not fit.

    `order` names the pots, the most restricted first.
    """
    ledger = FlowNetwork(pots)
    if ledger.pay_all(bills) is not None:
        return None
    ledger.restrict(order)
    paid: dict[Claim, dict[str, int]] = {claim: {} for claim in bills}
    for pot in order:
        for claim, amount in ledger.drawn[pot].items():
            paid[claim][pot] = amount
    return paid


def bills_of(problem: Problem, parts: Mapping[int, int]) -> dict[Claim, int]:
    """Claim -> what its items cost; `parts` maps the position of an item to what is paid for it."""
    bills: dict[Claim, int] = {}
    for position, amount in parts.items():
        claim = problem.items[position].funds
        bills[claim] = bills.get(claim, 0) + amount
    return bills


def payments(
    problem: Problem, unearmarked: int, parts: Mapping[int, int]
) -> dict[int, dict[str, int]] | None:
    """Position -> pot -> amount for the items in `parts`; None if the money does not reach.

    That the sums come out to the last unit is the certificate that the choice can be paid.
    """
    pots = problem.pots(unearmarked)
    paid = settle(pots, list(pots), bills_of(problem, parts))
    if paid is None:
        return None
    shares: dict[int, dict[str, int]] = {}
    for position in sorted(parts):
        drawn, need = paid[problem.items[position].funds], parts[position]
        share = shares[position] = {}
        for pot in list(drawn):
            part = min(drawn[pot], need)
            if part:
                share[pot] = part
                drawn[pot] -= part
                need -= part
    return shares


def fits(problem: Problem, unearmarked: int, chosen: Iterable[int]) -> bool:
    """Whether the items at the positions `chosen` can all be paid in full."""
    ledger = FlowNetwork(problem.pots(unearmarked))
    parts = {position: problem.items[position].cost for position in chosen}
    return ledger.pay_all(bills_of(problem, parts)) is None
