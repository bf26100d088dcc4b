"""The best use of one amount where earmarks overlap: a mixed-integer programme, corrected by integer flows.

The solver is given as few rows as may do, and more as integer flows show that they are needed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Final

from realign.models.clock import over
from realign.models.funding.cuts import Fence, Fences, broken_fence, broken_fences
from realign.models.funding.flow import Claim, FlowNetwork, bills_of
from realign.models.funding.highs import Constraint, SolverResult, maximise
from realign.models.funding.problem import Problem, Scale
from realign.models.funding.rounding import refill, rounded

LARGE: Final = 2000
"""With more items than this the solver may stop at a proven distance of `NEAR` from the best."""
NEAR: Final = 1e-4


HUGE: Final = 5000
"""With more items than this, some of them divisible, the solver is not asked where rounding is not as near:
it may take without end."""
FEW_NODES: Final = 200
"""Else it may look at so many nodes of its search tree."""
NODES: Final = 5000
"""The solver gives up after so many nodes of its search tree, and says how near it came."""
LAZY: Final = 6
"""So often the solver is corrected before it is told who pays whom."""
CROWDED: Final = 300
"""Up to this many claims it is told at once, where there are too many fences to name them all."""
ROUNDS: Final = 60
WORK: Final = 150_000
"""The solver is asked no more when it has done so much work: columns, rows, and steps that it took."""


class SelectionModel:
    """A choice among the items `asked`, while the items `taken` are paid for and all others are not."""

    def __init__(
        self,
        problem: Problem,
        unearmarked: int | None,
        asked: Sequence[int],
        taken: Iterable[int] = (),
        fences: Iterable[Fence] = (),
        work: int = WORK,
    ) -> None:
        """Without `unearmarked` the solver has to find the least that does.

        `fences`: those that matter most, where they are known; `work`: so much of it at most.
        """
        self.problem, self.unearmarked = problem, unearmarked
        self.asked, self.taken = list(asked), frozenset(taken)
        self.work, self.worked = work, 0
        self.proposed: dict[int, int] = {}
        """The last choice of the solver, payable or not."""
        self.payable = False
        """Whether it is payable."""
        self.impossible = False
        """Whether no choice respects what was asked."""
        self.most: float | None = None
        """What no choice by the weights last asked about exceeds, payable or not."""
        self.column = {place: number for number, place in enumerate(self.asked)}
        self.scale = Scale.of(problem.items)
        self.fences = Fences(problem)
        for fence in fences:
            self.fences.add(fence)
        self.bills = bills_of(problem, {place: problem.items[place].cost for place in self.taken})
        """Claim -> what the items taken cost."""
        self.unit = max([1, *(problem.items[place].cost for place in self.asked)]) / 1000
        self.covers: list[Constraint] = []
        self.claims = sorted({problem.items[place].funds for place in self.asked} | self.bills.keys())
        self.few = len(self.claims) <= CROWDED
        self.spelt_out = not self.fences.complete and self.few
        """Whether the solver is told who pays whom, one column for each pot of each claim."""

    def rows(self) -> list[Constraint]:
        """What the choice has to respect: fences, requirements, and what the flows have taught."""
        rows, items, pot = [], self.problem.items, self.problem.free
        for fence in self.fences.known:
            holds = self.fences.bears(fence) - sum(
                due for claim, due in self.bills.items() if fence.issuperset(claim)
            )
            inside = self.fences.inside(fence, self.asked)
            terms = {self.column[place]: items[place].cost / self.unit for place in inside}
            if pot in fence and self.unearmarked is None:
                terms[len(self.asked)] = -1.0
            else:
                holds += (self.unearmarked or 0) if pot in fence else 0
                if not any(items[place].divisible for place in inside):
                    holds -= holds % max(1, gcd(*(items[place].cost for place in inside)))
            rows.append(Constraint(terms, high=holds / self.unit))
        return rows + self.requirements() + self.covers

    def requirements(self) -> list[Constraint]:
        """What requires other work comes only with it."""
        rows, items = [], self.problem.items
        for place in self.asked:
            for other in items[place].requires:
                if other in self.column:
                    rows.append(Constraint({self.column[place]: 1.0, self.column[other]: -1.0}, high=0.0))
                elif other not in self.taken:
                    rows.append(Constraint({self.column[place]: 1.0}, high=0.0))
        return rows

    def flows(self, first: int) -> tuple[list[Constraint], int]:
        """Who pays whom, in columns from `first` on, and how many these are."""
        problem, unit = self.problem, self.unit
        due: dict[Claim, dict[int, float]] = {claim: {} for claim in self.claims}
        drawn: dict[str, dict[int, float]] = {pot: {} for pot in problem.pots(0)}
        for place, column in self.column.items():
            due[problem.items[place].funds][column] = problem.items[place].cost / unit
        column = first
        for claim in self.claims:
            for pot in claim:
                due[claim][column] = -1.0
                drawn[pot][column] = 1.0
                column += 1
        rows = [Constraint(due[claim], high=-self.bills.get(claim, 0) / unit) for claim in self.claims]
        for pot, amount in problem.pots(self.unearmarked or 0).items():
            if pot == problem.free and self.unearmarked is None:
                drawn[pot][len(self.asked)] = -1.0
            rows.append(Constraint(drawn[pot], high=amount / unit))
        return rows, column - first

    def ask(
        self,
        weights: Sequence[float],
        locked: Sequence[Constraint],
        *,
        gap: float = 0.0,
        within: float = 0.99,
        nodes: int = NODES,
    ) -> tuple[dict[int, int], SolverResult] | None:
        """The best payable choice by `weights`; None where nothing respects all rows.

        One weight for each item asked, then, where the amount is asked for, one for the
        amount, and one for each further yes or no that the `locked` rows speak of.
        """
        items, more = self.problem.items, len(weights) - len(self.asked)
        upper = [1.0] * len(self.asked) + [float("inf")] * min(more, 1) + [1.0] * (more - 1)
        whole = (
            [not items[place].divisible for place in self.asked]
            + [False] * min(more, 1)
            + [True] * (more - 1)
        )
        self.most = None
        for turn in range(ROUNDS):
            rows, count = self.flows(len(weights)) if self.spelt_out else ([], 0)
            found = maximise(
                [*weights, *[0.0] * count],
                [*upper, *[float("inf")] * count],
                [*whole, *[False] * count],
                [*self.rows(), *locked, *rows],
                gap=gap,
                within=within,
                nodes=nodes,
            )
            if found is None:
                self.impossible = True
                return None
            self.worked += found.work
            self.most = found.bound
            if not found.values:
                return None
            parts = self.proposed = self.read(found)
            self.payable = not self.corrected(parts, found)
            if self.payable:
                return parts, found
            self.spelt_out = self.spelt_out or (turn + 1 >= LAZY and self.few)
            if self.worked > self.work or over():
                break
        return None

    def read(self, found: SolverResult) -> dict[int, int]:
        """What the solver's numbers mean in whole currency units."""
        parts = {place: self.problem.items[place].cost for place in self.taken}
        for place, share in zip(self.asked, found.values, strict=False):
            item = self.problem.items[place]
            if item.divisible and 1e-9 < share < 1 - 1e-9:
                parts[place] = int(share * item.cost)
            elif share > 0.5:
                parts[place] = item.cost
        return parts

    def corrected(self, parts: Mapping[int, int], found: SolverResult) -> bool:
        """Teach the solver the fences that `parts` break in whole currency units, if they break any."""
        if self.unearmarked is not None:
            bills = bills_of(self.problem, parts)
            broken = broken_fences(FlowNetwork(self.problem.pots(self.unearmarked)), bills)
        else:
            proposed = max(0, int(found.values[len(self.asked)] * self.unit + 0.999))
            fence = broken_fence(self.problem, proposed, parts)
            if fence and self.problem.free in fence and fence in self.fences.known:
                return False  # rounding: the caller works out what the choice needs
            broken = [] if fence is None else [fence]
        learnt = [self.fences.add(fence) for fence in broken]
        if broken and not any(learnt):
            chosen = [place for place in self.fences.inside(broken[0], self.asked) if place in parts]
            self.covers.append(
                Constraint({self.column[place]: 1.0 for place in chosen}, high=len(chosen) - 1.0)
            )
        return bool(broken)

    def lock(self, tier: int, parts: Mapping[int, int]) -> Constraint:
        """Keep what `parts` are worth in a tier, fractions included."""
        items = self.problem.items
        worth = sum(
            Fraction(items[place].value * paid, items[place].cost) if paid else Fraction(items[place].value)
            for place, paid in parts.items()
            if place in self.column and items[place].tier == tier
        )
        terms = {
            column: float(items[place].value)
            for place, column in self.column.items()
            if items[place].tier == tier
        }
        return Constraint(terms, low=float(worth) - 1e-6)


@dataclass(frozen=True, slots=True)
class Best:
    """What to pay for, what that is worth, and what nothing can exceed; tiers folded into one number."""

    parts: dict[int, int]
    weight: int
    bound: int


def best_use(problem: Problem, unearmarked: int, nodes: int = NODES) -> Best:
    """The best use of `unearmarked`: exact up to `LARGE` items, else with the proven distance.

    `nodes`: after so many nodes of its search tree the solver gives up, and says how near it came.
    """
    asked = [place for place, item in enumerate(problem.items) if item.funds]
    gap = NEAR if len(asked) > LARGE else 0.0
    if not gap or not any(problem.items[place].divisible for place in asked):
        return answer(SelectionModel(problem, unearmarked, asked), gap, nodes)
    parts, bound = rounded(problem, unearmarked)
    near = Best(parts, Scale.of(problem.items).measure(problem.items, parts), bound)
    if near.bound - near.weight <= NEAR * near.bound or len(asked) > HUGE:
        return near
    found = answer(SelectionModel(problem, unearmarked, asked), gap, FEW_NODES)
    better = max(near, found, key=lambda best: best.weight)
    return Best(better.parts, better.weight, max(better.weight, min(near.bound, found.bound)))


def _whole_items(problem: Problem) -> list[int]:
    """Positions of what can be paid only whole."""
    return [place for place, item in enumerate(problem.items) if not item.divisible]


def answer(model: SelectionModel, gap: float = 0.0, nodes: int = NODES) -> Best:
    """Ask for the best use tier by tier: what a tier has reached, no later tier may take."""
    problem, scale, items = model.problem, model.scale, model.problem.items
    parts = {place: items[place].cost for place in model.taken}
    locked: list[Constraint] = []
    bound: int | None = None
    settled = 0
    for tier, factor in zip(scale.tiers, scale.factors, strict=True):
        weights = [float(items[place].value) * (items[place].tier == tier) for place in model.asked]
        broken = any(items[place].divisible for place in model.asked)
        reply = model.ask(weights, locked, gap=gap, within=0.0 if broken else 0.99, nodes=nodes)
        fixed = scale.by_tier(items, {place: items[place].cost for place in model.taken})[tier]
        if reply is None:
            bound = _unanswered(model, settled, fixed, factor) if bound is None else bound
            break
        parts, found = reply
        if broken:
            parts = refill(problem, model.unearmarked or 0, parts, _whole_items(problem))
        got = scale.by_tier(items, parts)[tier]
        most = max(got, fixed + _whole(found.bound))
        if bound is None and most > got:
            bound = settled + most * factor + factor - 1
        settled += got * factor
        locked.append(model.lock(tier, parts))
    reached = scale.measure(items, parts)
    return Best(parts, reached, reached if bound is None else max(bound, reached))


def _unanswered(model: SelectionModel, settled: int, fixed: int, factor: int) -> int:
    """What no choice can exceed where the solver found none in a tier: its own bound, else all there is."""
    if model.most is None:
        return settled + sum(map(model.scale.weigh, model.problem.items))
    return settled + (fixed + _whole(model.most)) * factor + factor - 1


def _whole(bound: float) -> int:
    """A bound in floating point as one in whole numbers."""
    return int(bound + 1e-6 + 1e-9 * abs(bound))
