"""The best use of one amount where earmarks overlap: an exact solver, corrected by integer flows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Final

from realign.analysis.funding.divisible import by_worth
from realign.analysis.funding.fences import Fences, broken_fence
from realign.analysis.funding.flow import Ledger
from realign.analysis.funding.highs import Found, Row, maximise
from realign.analysis.funding.problem import Problem, Scale

LARGE: Final = 2000
"""With more jobs than this the solver may stop at a proven distance of `NEAR` from the best."""
NEAR: Final = 1e-4
NODES: Final = 5000
"""The solver gives up after so many nodes of its search tree, and says how near it came."""
ROUNDS: Final = 400


@dataclass(frozen=True, slots=True)
class Best:
    """What to pay for, what that is worth, and what nothing can exceed; tiers folded into one number."""

    parts: dict[int, int]
    weight: int
    bound: int


class Question:
    """A choice among the jobs `asked`, while the jobs `taken` are paid for and all others are not."""

    def __init__(
        self, problem: Problem, unearmarked: int | None, asked: Sequence[int], taken: Iterable[int] = ()
    ) -> None:
        """Without `unearmarked` the solver has to find the least that does."""
        self.problem, self.unearmarked = problem, unearmarked
        self.asked, self.taken = list(asked), sorted(taken)
        self.column = {place: number for number, place in enumerate(self.asked)}
        self.scale = Scale.of(problem.jobs)
        self.fences = Fences(problem)
        self.unit = max([1, *(problem.jobs[place].cost for place in self.asked)]) / 1000
        self.covers: list[Row] = []

    def rows(self) -> list[Row]:
        """What the choice has to respect: fences, requirements, and what the flows have taught."""
        rows, jobs, pot = [], self.problem.jobs, self.problem.free
        for fence in self.fences.known:
            holds = self.fences.bears(fence) - self.problem.cost(self.fences.inside(fence, self.taken))
            inside = self.fences.inside(fence, self.asked)
            terms = {self.column[place]: jobs[place].cost / self.unit for place in inside}
            if pot in fence and self.unearmarked is None:
                terms[len(self.asked)] = -1.0
            else:
                holds += (self.unearmarked or 0) if pot in fence else 0
                if not any(jobs[place].divisible for place in inside):
                    holds -= holds % max(1, gcd(*(jobs[place].cost for place in inside)))
            rows.append(Row(terms, high=holds / self.unit))
        for place in self.asked:
            for other in jobs[place].requires:
                if other in self.column:
                    rows.append(Row({self.column[place]: 1.0, self.column[other]: -1.0}, high=0.0))
                elif other not in self.taken:
                    rows.append(Row({self.column[place]: 1.0}, high=0.0))
        return rows + self.covers

    def ask(
        self,
        weights: Sequence[float],
        locked: Sequence[Row],
        *,
        gap: float = 0.0,
        within: float = 0.99,
        nodes: int = NODES,
    ) -> tuple[dict[int, int], Found] | None:
        """The best payable choice by `weights`; None where nothing respects all rows.

        One weight for each job asked, then, where the amount is asked for, one for the
        amount, and one for each further yes or no that the `locked` rows speak of.
        """
        jobs, more = self.problem.jobs, len(weights) - len(self.asked)
        upper = [1.0] * len(self.asked) + [float("inf")] * min(more, 1) + [1.0] * (more - 1)
        whole = (
            [not jobs[place].divisible for place in self.asked] + [False] * min(more, 1) + [True] * (more - 1)
        )
        for _ in range(ROUNDS):
            found = maximise(
                weights, upper, whole, [*self.rows(), *locked], gap=gap, within=within, nodes=nodes
            )
            if found is None:
                return None
            parts = self.read(found)
            if not self.corrected(parts, found):
                return parts, found
        return None

    def read(self, found: Found) -> dict[int, int]:
        """What the solver's numbers mean in whole currency units."""
        parts = {place: self.problem.jobs[place].cost for place in self.taken}
        for place, share in zip(self.asked, found.values, strict=False):
            job = self.problem.jobs[place]
            if job.divisible and 1e-9 < share < 1 - 1e-9:
                parts[place] = int(share * job.cost)
            elif share > 0.5:
                parts[place] = job.cost
        return parts

    def corrected(self, parts: Mapping[int, int], found: Found) -> bool:
        """Teach the solver the fence that `parts` break in whole currency units, if they break one."""
        if self.unearmarked is not None:
            fence = broken_fence(self.problem, self.unearmarked, parts)
        else:
            proposed = max(0, int(found.values[len(self.asked)] * self.unit + 0.999))
            fence = broken_fence(self.problem, proposed, parts)
            if fence and self.problem.free in fence and fence in self.fences.known:
                return False  # rounding: the caller works out what the choice needs
        if fence is None:
            return False
        if not self.fences.add(fence):
            chosen = [place for place in self.fences.inside(fence, self.asked) if place in parts]
            self.covers.append(Row({self.column[place]: 1.0 for place in chosen}, high=len(chosen) - 1.0))
        return True

    def lock(self, tier: int, parts: Mapping[int, int]) -> Row:
        """Keep what `parts` are worth in a tier, fractions included."""
        jobs = self.problem.jobs
        worth = sum(
            Fraction(jobs[place].value * paid, jobs[place].cost) if paid else Fraction(jobs[place].value)
            for place, paid in parts.items()
            if place in self.column and jobs[place].tier == tier
        )
        terms = {
            column: float(jobs[place].value)
            for place, column in self.column.items()
            if jobs[place].tier == tier
        }
        return Row(terms, low=float(worth) - 1e-6)


def best_use(problem: Problem, unearmarked: int) -> Best:
    """The best use of `unearmarked`: exact up to `LARGE` jobs, else with the proven distance."""
    asked = [place for place, job in enumerate(problem.jobs) if job.funds]
    return answer(Question(problem, unearmarked, asked), NEAR if len(asked) > LARGE else 0.0)


def answer(question: Question, gap: float = 0.0, nodes: int = NODES) -> Best:
    """Ask for the best use tier by tier: what a tier has reached, no later tier may take."""
    problem, scale, jobs = question.problem, question.scale, question.problem.jobs
    parts = {place: jobs[place].cost for place in question.taken}
    locked: list[Row] = []
    bound: int | None = None
    settled = 0
    for tier, factor in zip(scale.tiers, scale.factors, strict=True):
        weights = [float(jobs[place].value) * (jobs[place].tier == tier) for place in question.asked]
        broken = any(jobs[place].divisible for place in question.asked)
        reply = question.ask(weights, locked, gap=gap, within=0.0 if broken else 0.99, nodes=nodes)
        if reply is None:
            bound = bound if bound is not None else settled + sum(map(scale.weigh, jobs))
            break
        parts, found = reply
        if broken:
            parts = _refill(problem, question.unearmarked or 0, parts)
        got = scale.by_tier(jobs, parts)[tier]
        fixed = scale.by_tier(jobs, {place: jobs[place].cost for place in question.taken})[tier]
        most = max(got, fixed + int(found.bound + 1e-6 + 1e-9 * abs(found.bound)))
        if bound is None and most > got:
            bound = settled + most * factor + factor - 1
        settled += got * factor
        locked.append(question.lock(tier, parts))
    reached = scale.measure(jobs, parts)
    return Best(parts, reached, reached if bound is None else max(bound, reached))


def _refill(problem: Problem, unearmarked: int, parts: Mapping[int, int]) -> dict[int, int]:
    """Keep the whole jobs, and serve the divisible ones anew in whole currency units."""
    ledger = Ledger(problem.pots(unearmarked))
    refilled = {place: paid for place, paid in parts.items() if not problem.jobs[place].divisible}
    for place in refilled:
        ledger.pay(problem.jobs[place].funds, problem.jobs[place].cost)
    for place in by_worth(problem):
        job = problem.jobs[place]
        if job.divisible:
            paid = ledger.pay(job.funds, job.cost)
            if paid or not job.cost:
                refilled[place] = paid
    return refilled
