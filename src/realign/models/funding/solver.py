"""The best use of every amount asked about, with its proof, by whichever exact method the earmarks allow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from realign.models.funding.core_problem import WORK, best_of_many
from realign.models.funding.curve import Frontier
from realign.models.funding.cuts import Fences, need
from realign.models.funding.divisible import divisible_curve, serve
from realign.models.funding.enumeration import FEW, every_choice
from realign.models.funding.flow import FlowNetwork, bills_of, payments
from realign.models.funding.knapsack import LIMIT, best_by_pot, in_plain_pots
from realign.models.funding.milp import Best, best_use
from realign.models.funding.milp_curve import TRACTABLE, stepwise
from realign.models.funding.nested import TooManyChoices, nest, whole_curve
from realign.models.funding.priority_rule import in_order
from realign.models.funding.problem import Problem, Scale

MANY: Final = 100
"""From so many jobs on, shadow prices settle most of them before the solver is asked."""
NESTED: Final = 500
"""Nested earmarks of more jobs than this are left to the solver."""
MOST_BREAKS: Final = 100_000
"""So many breakpoints, times jobs, are listed of divisible work at most."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is paid for at one amount, and how good that provably is."""

    covered: frozenset[int]
    """Positions of the jobs that are paid in full."""
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
    """Find the best use of each of `amounts` and the curve around them, by the quickest exact method."""
    payable = [job for job in problem.jobs if job.funds]
    parts = any(job.divisible for job in payable)
    if payable and all(job.divisible and not job.requires for job in payable):
        frontier = divisible_curve(problem, amounts, max(8, MOST_BREAKS // len(payable)))
        choices = tuple(_in_parts(problem, amount) for amount in amounts)
        plenty = sum(job.cost for job in payable)
        high, low = (sum(serve(problem, amount).parts.values()) for amount in (plenty, 0))
        return Solution(frontier, choices, high - low)
    arranged = nest(problem) if not parts and len(payable) <= NESTED else None
    try:
        if arranged is not None:
            return _read_off(problem, whole_curve(problem, arranged), amounts)
    except TooManyChoices:
        pass
    fences = Fences(problem)
    if len(payable) <= FEW and fences.complete and not parts:
        return _read_off(problem, every_choice(problem, fences), amounts)
    work = WORK // (len(amounts) + 1)

    def find(amount: int) -> Best:
        if parts or len(payable) <= MANY:
            return best_use(problem, amount)
        if in_plain_pots(problem):
            return best_by_pot(problem, [amount], LIMIT // (len(amounts) + 1))[0]
        return best_of_many(problem, amount, work)

    bests = [find(amount) for amount in amounts]
    everything = {place: job.cost for place, job in enumerate(problem.jobs) if job.funds}
    top = need(problem, everything)
    if top is None:
        most = find(sum(everything.values()))
        top = full_need(problem, most.parts)
    else:
        weight = Scale.of(problem.jobs).measure(problem.jobs, everything)
        most = Best(everything, weight, weight)
    ends = [most] if len(payable) > TRACTABLE else [find(0), most]
    frontier = stepwise(problem, bests, ends)
    choices = tuple(_choice(problem, amount, best) for amount, best in zip(amounts, bests, strict=True))
    return Solution(frontier, choices, top)


def _read_off(problem: Problem, frontier: Frontier, amounts: Sequence[int]) -> Solution:
    """Take each choice from the whole curve."""
    choices = []
    for amount in amounts:
        point = frontier.at(amount)
        parts = {place: problem.jobs[place].cost for place in point.covered}
        choices.append(_choice(problem, amount, Best(parts, point.weight, point.weight)))
    return Solution(frontier, tuple(choices), full_need(problem, frontier.points[-1].covered))


def full_need(problem: Problem, best: Iterable[int]) -> int:
    """The least unearmarked money that covers `best`, what any money can buy, and all that fits beside."""
    plenty = sum(job.cost for job in problem.jobs)
    parts = {place: problem.jobs[place].cost for place in in_order(problem, plenty, best)}
    return need(problem, parts) or 0


def _choice(problem: Problem, unearmarked: int, best: Best) -> Choice:
    """Pay for the best use at `unearmarked`, and for what still fits on top."""
    parts = dict(best.parts)
    if best.weight < best.bound or any(job.funds and not job.value for job in problem.jobs):
        whole = [place for place, paid in parts.items() if paid == problem.jobs[place].cost]
        if len(whole) == len(parts):
            parts = {place: problem.jobs[place].cost for place in in_order(problem, unearmarked, whole)}
    weight = max(best.weight, Scale.of(problem.jobs).measure(problem.jobs, parts))
    return _written(problem, unearmarked, parts, weight, max(weight, best.bound))


def _in_parts(problem: Problem, unearmarked: int) -> Choice:
    """Serve divisible jobs by value for money: optimal, so value and bound are one."""
    parts = serve(problem, unearmarked).parts
    weight = Scale.of(problem.jobs).measure(problem.jobs, parts)
    return _written(problem, unearmarked, parts, weight, weight)


def _written(problem: Problem, unearmarked: int, parts: Mapping[int, int], weight: int, bound: int) -> Choice:
    """Write the choice down with its certificate: an integer flow that pays for it to the last unit."""
    pays = payments(problem, unearmarked, parts)
    if pays is None:
        raise AssertionError("a choice that cannot be paid was called best")
    covered = frozenset(place for place, paid in parts.items() if paid == problem.jobs[place].cost)
    return Choice(covered, parts, weight, bound, pays, exhausted(problem, unearmarked, parts))


def exhausted(problem: Problem, unearmarked: int, parts: Mapping[int, int]) -> tuple[str, ...]:
    """Pots that are empty and together bar every unpaid job's way to money; none where some is left."""
    ledger = FlowNetwork(problem.pots(unearmarked))
    ledger.pay_all(bills_of(problem, parts))
    short = {job.funds for place, job in enumerate(problem.jobs) if parts.get(place, 0) < job.cost}
    barred = ledger.exhausted(sorted({pot for claim in short for pot in claim}))
    if any(ledger.left[pot] for pot in barred):
        return ()
    return tuple(pot for pot in problem.pots(unearmarked) if pot in barred)
