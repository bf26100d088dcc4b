"""The best use of every amount asked about, with its proof, by whichever exact method the earmarks allow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from realign.analysis.funding.curve import Frontier, Point
from realign.analysis.funding.flow import Ledger, bills_of, payments
from realign.analysis.funding.nested import TooManyChoices, nest, whole_curve
from realign.analysis.funding.priority import in_order
from realign.analysis.funding.problem import Problem


@dataclass(frozen=True, slots=True)
class Choice:
    """What is paid for at one amount, and how good that provably is."""

    parts: Mapping[int, int]
    """Position -> what is paid for it: its cost, or less for a divisible job."""
    weight: int
    """The value reached, tiers folded into one number; divisible jobs count in proportion, rounded down."""
    bound: int
    """No use of the money is worth more than this."""
    pays: Mapping[int, Mapping[str, int]]
    """Position -> pot -> amount: an integer flow, the certificate."""
    exhausted: tuple[str, ...]
    """Empty pots that bar the way of every job that is not paid in full."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The funding curve, the choice at each amount asked about, and what covers everything."""

    frontier: Frontier
    choices: tuple[Choice, ...]
    full_need: int


def solve(problem: Problem, amounts: Sequence[int]) -> Solution:
    """Find the best use of each of `amounts` and the curve around them."""
    arranged = nest(problem)
    assert arranged is not None
    try:
        frontier = whole_curve(problem, arranged)
    except TooManyChoices:
        raise
    return Solution(
        frontier,
        tuple(_choice(problem, amount, frontier.at(amount)) for amount in amounts),
        full_need(problem, frontier),
    )


def full_need(problem: Problem, frontier: Frontier) -> int:
    """The least unearmarked money that covers all that any money can reach."""
    everything = {place: job.cost for place, job in enumerate(problem.jobs) if job.funds}
    bills = bills_of(problem, everything)
    plenty, empty = Ledger(problem.pots(sum(everything.values()))), Ledger(problem.pots(0))
    if all(plenty.pay(claim, due) == due for claim, due in bills.items()):
        return sum(due - empty.pay(claim, due) for claim, due in bills.items())
    return frontier.points[-1].unearmarked


def _choice(problem: Problem, unearmarked: int, point: Point) -> Choice:
    """Pay for the best use at `unearmarked`, and for work of no value that still fits."""
    chosen = point.covered
    if any(job.funds and not job.value for job in problem.jobs):
        chosen = in_order(problem, unearmarked, chosen)
    parts = {position: problem.jobs[position].cost for position in sorted(chosen)}
    pays = payments(problem, unearmarked, parts)
    if pays is None:
        raise AssertionError("a choice that cannot be paid was called best")
    return Choice(parts, point.weight, point.weight, pays, exhausted(problem, unearmarked, parts))


def exhausted(problem: Problem, unearmarked: int, parts: Mapping[int, int]) -> tuple[str, ...]:
    """Pots that are empty and together bar every unpaid job's way to money; none where some is left."""
    ledger = Ledger(problem.pots(unearmarked))
    for claim, due in sorted(bills_of(problem, parts).items()):
        ledger.pay(claim, due)
    short = _claims(job.funds for place, job in enumerate(problem.jobs) if parts.get(place, 0) < job.cost)
    barred: set[str] = set()
    for claim in short:
        barred |= ledger.exhausted(claim)
    if any(ledger.left[pot] for pot in barred):
        return ()
    return tuple(pot for pot in problem.pots(unearmarked) if pot in barred)


def _claims(claims: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted({claim for claim in claims if claim})
