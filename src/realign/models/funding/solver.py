"""The best use of every amount asked about, with its proof, by whichever exact algorithm applies.

Here alone an algorithm is chosen. Each has a public name:

`divisible`    all work may be paid in part: served by value for money, a greedy that is optimal there
`nested`       earmarks lie one inside the other: a dynamic programme gives the whole curve
`enumeration`  little work: every choice is tried
`knapsack`     each piece of work has one fund: every fund by itself
`core`         much work: prices settle most of it, the solver the close calls
`milp`         any problem: a mixed-integer programme with cuts
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from realign.findings import CallError
from realign.models.clock import over
from realign.models.funding.core_problem import WORK, best_of_many
from realign.models.funding.curve import Frontier
from realign.models.funding.cuts import Fences, need
from realign.models.funding.divisible import divisible_curve, serve
from realign.models.funding.enumeration import MOST, every_choice
from realign.models.funding.flow import FlowNetwork, bills_of, payments
from realign.models.funding.knapsack import LIMIT, QUICK, best_by_pot, in_plain_pots
from realign.models.funding.milp import FEW_NODES, NODES, Best, best_use
from realign.models.funding.milp_curve import TRACTABLE, stepwise
from realign.models.funding.nested import TooManyChoices, nest, whole_curve
from realign.models.funding.priority_rule import in_order
from realign.models.funding.problem import Problem, Scale
from realign.models.funding.rounding import rounded

Algorithm = Literal["divisible", "nested", "enumeration", "knapsack", "core", "milp"]
ALGORITHMS: Final[tuple[Algorithm, ...]] = get_args(Algorithm)

ANY: Final = 1 << 60
"""As many pieces of work as there may be."""
ALL_NODES: Final = 30_000
"""Where `milp` answers for many amounts, it looks at so many nodes for all of them together."""
MOST_BREAKS: Final = 100_000
"""So many breakpoints, times items, are listed of divisible work at most."""


@dataclass(frozen=True, slots=True)
class Rung:
    """An algorithm, and for how many payable items it is used."""

    algorithm: Algorithm
    least: int = 0
    most: int = ANY


@dataclass(frozen=True, slots=True)
class Ladder:
    """Algorithms in the order in which they are tried; the first that applies and comes to an end answers."""

    rungs: tuple[Rung, ...]
    comparisons: int = LIMIT
    """How many choices `knapsack` may compare for one amount."""
    work: int = WORK
    """How much work `core` may give the solver for one amount; see `core_problem`."""
    nodes: int = NODES
    """How many nodes of its search tree `milp` may look at for one amount."""

    def shared(self, questions: int) -> "Ladder":
        """The same for one of so many questions, which share the work of the solver."""
        nodes = max(FEW_NODES, min(self.nodes, ALL_NODES // max(1, questions)))
        return replace(self, work=self.work // max(1, questions), nodes=nodes)


FOR_A_CURVE: Final = Ladder(
    (
        Rung("divisible", least=1),
        Rung("nested", most=500),
        Rung("enumeration", most=15),  # only where few rows say all: with a flow for each choice it is slow
        Rung("knapsack", least=101),
        Rung("core", least=101),
        Rung("milp"),
    )
)
"""For an answer: what gives all breakpoints comes first."""
FOR_A_DRAW: Final = Ladder(
    (Rung("knapsack", least=61), Rung("nested", most=60), Rung("core", least=101), Rung("milp")),
    comparisons=QUICK,
    work=500,
)
"""For one of many draws of uncertain costs, none of which matters alone."""
FOR_A_PROOF: Final = Ladder((Rung("knapsack"), Rung("nested"), Rung("milp")))
"""For the question whether anything else can be as good."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is paid for at one amount, and how good that provably is."""

    covered: frozenset[int]
    """Positions of the items that are paid in full."""
    parts: Mapping[int, int]
    """Position -> what is paid for it: its cost, or less for a divisible item."""
    weight: int
    """The value reached, tiers folded into one number; divisible items count in proportion, rounded down."""
    bound: int
    """No use of the money is worth more than this."""
    pays: Mapping[int, Mapping[str, int]]
    """Position -> pot -> amount: an integer flow, the certificate."""
    exhausted: tuple[str, ...]
    """Empty pots that bar the way of every item that is not paid in full."""
    algorithm: Algorithm
    """What found it."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The funding curve, the choice at each amount asked about, and what covers everything."""

    frontier: Frontier
    choices: tuple[Choice, ...]
    full_need: int


def misfit(problem: Problem, algorithm: Algorithm) -> str | None:
    """Why an algorithm cannot answer `problem`; None where it can."""
    payable = [item for item in problem.items if item.funds]
    parts = any(item.divisible for item in payable)
    match algorithm:
        case "divisible" if not all(item.divisible and not item.requires for item in payable):
            return "some work can be paid only whole, or requires other work"
        case "nested" | "enumeration" | "core" if parts:
            return "some work can be paid in part"
        case "nested" if nest(problem) is None:
            return "the earmarks overlap without lying one inside the other"
        case "enumeration" if len(payable) > MOST:
            return f"there are {len(payable)} pieces of work to decide about, and it tries at most {MOST}"
        case "knapsack" if not in_plain_pots(problem):
            return "some work has several funds, can be paid in part or requires other work"
        case _:
            return None


def candidates(problem: Problem, ladder: Ladder) -> list[Algorithm]:
    """The algorithms of `ladder` that apply to `problem`, in turn."""
    count = sum(bool(item.funds) for item in problem.items)
    return [
        rung.algorithm
        for rung in ladder.rungs
        if rung.least <= count <= rung.most
        and misfit(problem, rung.algorithm) is None
        and (rung.algorithm != "enumeration" or Fences(problem).complete)
    ]


def best_uses(problem: Problem, amounts: Sequence[int], ladder: Ladder) -> list[Best]:
    """The best use of each of `amounts`, without the curve around them."""
    *others, last = candidates(problem, ladder)
    for algorithm in others if not over() else ():
        try:
            return _bests(problem, amounts, algorithm, ladder)
        except TooManyChoices:
            continue
    return _bests(problem, amounts, last, ladder)


def solve(problem: Problem, amounts: Sequence[int], algorithm: Algorithm | None = None) -> Solution:
    """Find the best use of each of `amounts` and the curve around them.

    By the quickest exact algorithm, or by the one that is named. Raises `CallError` where that one does not
    apply.
    """
    if algorithm is not None:
        why = misfit(problem, algorithm)
        try:
            if why is None:
                return _solved(problem, amounts, algorithm)
        except TooManyChoices:
            why = "there are too many choices to compare"
        fitting = [name for name in ALGORITHMS if name != algorithm and misfit(problem, name) is None]
        raise CallError(
            "--solver {algorithm} cannot answer this: {why}",
            "those that can: {fitting}; without --solver the quickest is taken",
            algorithm=algorithm,
            why=why,
            fitting=", ".join(fitting),
        )
    *others, last = candidates(problem, FOR_A_CURVE)
    for name in others if not over() else ():
        try:
            return _solved(problem, amounts, name)
        except TooManyChoices:
            continue
    return _solved(problem, amounts, last)


def _solved(problem: Problem, amounts: Sequence[int], algorithm: Algorithm) -> Solution:
    """The same by one algorithm. Raises `TooManyChoices`."""
    if algorithm == "divisible":
        count = max(1, sum(bool(item.funds) for item in problem.items))
        frontier = divisible_curve(problem, amounts, max(8, MOST_BREAKS // count))
        bests = [_served(problem, amount) for amount in amounts]
        plenty = sum(item.cost for item in problem.items if item.funds)
        high, low = (sum(serve(problem, amount).parts.values()) for amount in (plenty, 0))
        top = high - low
    elif algorithm in {"nested", "enumeration"}:
        frontier = _whole_curve(problem, algorithm)
        bests = [_at(problem, frontier, amount) for amount in amounts]
        top = full_need(problem, frontier.points[-1].covered)
    else:
        frontier, bests, top = _around(problem, amounts, algorithm)
    choices = (_choice(problem, amount, best, algorithm) for amount, best in zip(amounts, bests, strict=True))
    return Solution(frontier, tuple(choices), top)


def _bests(problem: Problem, amounts: Sequence[int], algorithm: Algorithm, ladder: Ladder) -> list[Best]:
    """The best use of each amount by one algorithm. Raises `TooManyChoices`."""
    match algorithm:
        case "divisible":
            return [_served(problem, amount) for amount in amounts]
        case "nested" | "enumeration":
            frontier = _whole_curve(problem, algorithm)
            return [_at(problem, frontier, amount) for amount in amounts]
        case "knapsack":
            return best_by_pot(problem, amounts, ladder.comparisons)
        case "core":
            return [best_of_many(problem, amount, ladder.work) for amount in amounts]
        case "milp":
            return [_searched(problem, amount, ladder.nodes) for amount in amounts]


def _searched(problem: Problem, amount: int, nodes: int) -> Best:
    """The best use of an amount by the solver, or what rounding proves where a limit of time cut it short."""
    best = best_use(problem, amount, nodes)
    if best.weight == best.bound or not over():
        return best
    parts, bound = rounded(problem, amount)
    other = Best(parts, Scale.of(problem.items).measure(problem.items, parts), bound)
    better = max(best, other, key=lambda one: one.weight)
    return replace(better, bound=max(better.weight, min(best.bound, other.bound)))


def _whole_curve(problem: Problem, algorithm: Algorithm) -> Frontier:
    """All breakpoints, by an algorithm that finds them at once. Raises `TooManyChoices`."""
    arranged = nest(problem) if algorithm == "nested" else None
    return whole_curve(problem, arranged) if arranged else every_choice(problem, Fences(problem))


def _at(problem: Problem, frontier: Frontier, amount: int) -> Best:
    """The best use of an amount, read off the whole curve."""
    point = frontier.at(amount)
    parts = {place: problem.items[place].cost for place in point.covered}
    return Best(parts, point.weight, point.weight)


def _served(problem: Problem, amount: int) -> Best:
    """Divisible items served by value for money: optimal, so value and bound are one."""
    parts = serve(problem, amount).parts
    weight = Scale.of(problem.items).measure(problem.items, parts)
    return Best(parts, weight, weight)


def _around(
    problem: Problem, amounts: Sequence[int], algorithm: Algorithm
) -> tuple[Frontier, list[Best], int]:
    """Each amount by itself, the curve as far as it can be found around them, and what covers everything."""
    shared = len(amounts) + 1
    ladder = replace(FOR_A_CURVE.shared(shared), comparisons=LIMIT // shared)
    bests = [best for amount in amounts for best in _bests(problem, [amount], algorithm, ladder)]
    everything = {place: item.cost for place, item in enumerate(problem.items) if item.funds}
    top = need(problem, everything)
    if top is None:
        (most,) = _bests(problem, [sum(everything.values())], algorithm, ladder)
        top = full_need(problem, most.parts)
    else:
        weight = Scale.of(problem.items).measure(problem.items, everything)
        most = Best(everything, weight, weight)
    ends = [most] if len(everything) > TRACTABLE else [*_bests(problem, [0], algorithm, ladder), most]
    return stepwise(problem, bests, ends), bests, top


def full_need(problem: Problem, best: Iterable[int]) -> int:
    """The least unearmarked money that covers `best`, what any money can buy, and all that fits beside."""
    plenty = sum(item.cost for item in problem.items)
    parts = {place: problem.items[place].cost for place in in_order(problem, plenty, best)}
    return need(problem, parts) or 0


def _choice(problem: Problem, unearmarked: int, best: Best, algorithm: Algorithm) -> Choice:
    """Pay for the best use at `unearmarked`, and for what still fits on top."""
    parts = dict(best.parts)
    topped_up = algorithm != "divisible"
    if topped_up and (
        best.weight < best.bound or any(item.funds and not item.value for item in problem.items)
    ):
        whole = [place for place, paid in parts.items() if paid == problem.items[place].cost]
        if len(whole) == len(parts):
            parts = {place: problem.items[place].cost for place in in_order(problem, unearmarked, whole)}
    weight = max(best.weight, Scale.of(problem.items).measure(problem.items, parts))
    return _certified(problem, unearmarked, Best(parts, weight, max(weight, best.bound)), algorithm)


def _certified(problem: Problem, unearmarked: int, best: Best, algorithm: Algorithm) -> Choice:
    """Write the choice down with its certificate: an integer flow that pays for it to the last unit."""
    pays = payments(problem, unearmarked, best.parts)
    if pays is None:
        raise AssertionError("a choice that cannot be paid was called best")
    barred = exhausted(problem, unearmarked, best.parts)
    return Choice(_whole(problem, best.parts), best.parts, best.weight, best.bound, pays, barred, algorithm)


def _whole(problem: Problem, parts: Mapping[int, int]) -> frozenset[int]:
    """What is paid in full."""
    return frozenset(place for place, paid in parts.items() if paid == problem.items[place].cost)


def exhausted(problem: Problem, unearmarked: int, parts: Mapping[int, int]) -> tuple[str, ...]:
    """Pots that are empty and together bar every unpaid item's way to money; none where some is left."""
    ledger = FlowNetwork(problem.pots(unearmarked))
    ledger.pay_all(bills_of(problem, parts))
    short = {item.funds for place, item in enumerate(problem.items) if parts.get(place, 0) < item.cost}
    barred = ledger.exhausted(sorted({pot for claim in short for pot in claim}))
    if any(ledger.left[pot] for pot in barred):
        return ()
    return tuple(pot for pot in problem.pots(unearmarked) if pot in barred)
