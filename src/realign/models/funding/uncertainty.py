"""What holds whatever the costs turn out to be: the dearest case, the cheapest, and draws between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import log
from random import Random
from typing import Final

from realign.models.clock import over
from realign.models.funding.case import CostedItem, FundingCase
from realign.models.funding.problem import Problem, Scale
from realign.models.funding.requirement import sharing
from realign.models.funding.solver import (
    FOR_A_CURVE,
    FOR_A_DRAW,
    Algorithm,
    Solution,
    best_uses,
    candidates,
    solve,
)
from realign.models.funding.structural import tails

DRAWS: Final = 100
"""So many draws of the uncertain costs; fewer where one takes the solver."""
FEW_DRAWS: Final = 10
SEED: Final = 15
TRIED: Final = 12
"""Up to this many uncertain items get a break-even that has to be searched for."""


@dataclass(frozen=True, slots=True)
class CostScenarios:
    """The dearest and the cheapest case, and how often each item is covered between."""

    worst: Problem
    """The problem at the dearest costs."""
    best: Problem
    """The problem at the cheapest costs."""
    dearest: Solution
    bounds: tuple[int, ...]
    """What no use of each amount exceeds, even at the cheapest."""
    draws: int
    core: tuple[Mapping[int, float], ...]
    """For each amount: position -> share of the draws in which the best use covers it."""


def explore(
    case: FundingCase, amounts: Sequence[int], *, flat: bool, algorithm: Algorithm | None = None
) -> CostScenarios:
    """Solve both ends and draw costs between them.

    An item whose cost nobody has said costs anything from one unit to all that the stated
    requirement leaves for it; where no requirement speaks of it, it is left out at the dear end and of the
    draws. Pots of unknown amount hold nothing at the dear end and in the draws, and enough at the cheap end.
    `algorithm` is to solve both ends; draws take the quickest.
    """
    highs = dearest_costs(case)
    lows = {place: _least(case.works[place]) for place in case.undecided}
    worst, best = case.problem(highs), case.problem(lows, vague=sum(highs.values()) + sum(lows.values()))
    dearest, bounds = solve(worst, amounts, algorithm), _bounds(best, amounts, algorithm)
    if not any(not case.works[place].costed for place in case.undecided):
        return CostScenarios(worst, best, dearest, bounds, 0, tuple({} for _ in amounts))
    count = DRAWS if _quick(worst) else FEW_DRAWS
    chance = Random(SEED)  # noqa: S311 - reproducible draws, no secrets
    hits: list[dict[int, int]] = [dict.fromkeys(case.undecided, 0) for _ in amounts]
    drawn: set[int] = set()
    done = 0
    for _ in range(count):
        costs = _draw(case, chance, flat=flat)
        problem = case.problem(costs)
        best_in_draw = _covered(problem, amounts)
        if over():
            break
        done += 1
        drawn.update(costs)
        for tally, covered in zip(hits, best_in_draw, strict=True):
            for place in covered:
                tally[place] += 1
    core = tuple({place: hit / done for place, hit in tally.items() if place in drawn} for tally in hits)
    return CostScenarios(worst, best, dearest, bounds, done, core)


def _bounds(problem: Problem, amounts: Sequence[int], algorithm: Algorithm | None) -> tuple[int, ...]:
    """What no use of each amount is worth more than, by the algorithm that is named or the quickest."""
    if algorithm is not None:
        return tuple(choice.bound for choice in solve(problem, amounts, algorithm).choices)
    return tuple(best.bound for best in best_uses(problem, amounts, FOR_A_CURVE.shared(len(amounts))))


def _least(work: CostedItem) -> int:
    """The least it can cost: something, where nobody has said that it costs nothing."""
    return work.low if work.told else 1


def dearest_costs(case: FundingCase) -> dict[int, int]:
    """The most that each undecided item can cost; left out where there is no limit.

    The required amount pays for the work that it provides for, so no item of that of unknown cost takes
    more of it than the others leave at their cheapest. Of other work nothing is said.
    """
    limit = spare(case)
    costs = {}
    for place in case.undecided:
        work = case.works[place]
        if work.high is not None:
            costs[place] = work.high
        elif limit is not None and place in case.provided and case.free in work.funds:
            costs[place] = limit
    return costs


def spare(case: FundingCase) -> int | None:
    """What the stated requirement leaves for work of unknown cost; None where it is missing or too small."""
    if case.required is None:
        return None
    known = sum(case.works[place].low for place in sharing(case))
    return case.required - known if known <= case.required else None


def split_chances(case: FundingCase, amount: int) -> dict[int, float]:
    """Chance of each item of unknown cost if what is not costed of the requirement splits at random.

    Items take their turn in order of priority; an item of known cost takes just that. Empty
    where a cost is an interval, for then the draws tell more, or where no requirement is stated.
    """
    places = sharing(case)
    rest = spare(case)
    if rest is None or any(case.works[place].told and not case.works[place].costed for place in places):
        return {}
    unknown = [place for place in places if not case.works[place].told]
    taken = 0
    chances: dict[int, float] = {}
    by_block: dict[tuple[int, int], list[int]] = {}
    by_share: dict[Fraction, list[float]] = {}
    for place in places:
        work = case.works[place]
        if work.costed:
            taken += work.low
            continue
        left = amount - taken
        share = Fraction(max(0, left), rest) if rest else Fraction(left >= 0)
        if share not in by_share:
            by_share[share] = tails(len(unknown), share)
        chances[place] = by_share[share][len(chances)]
        by_block.setdefault((work.record.tier, work.value), []).append(place)
    for block in by_block.values():
        mean = round(sum(chances[place] for place in block) / len(block), 9)
        chances.update(dict.fromkeys(block, mean))
    return chances


def break_evens(case: FundingCase, amount: int) -> dict[int, int]:
    """The most each item of uncertain cost may cost and still be in a best use, the others at their dearest.

    Others of unlimited cost are left out.
    """
    highs = dearest_costs(case)
    uncertain = [place for place in case.undecided if not case.works[place].costed]
    found = {}
    for place in uncertain if len(uncertain) <= TRIED else ():
        rest = {other: cost for other, cost in highs.items() if other != place}
        pots = case.problem(rest).pots(amount)
        goal = _weight(case.problem(rest), amount)
        low, high = -1, sum(pots[pot] for pot in case.works[place].funds)
        while low < high:
            middle = (low + high + 1) // 2
            if _weight(case.problem({**rest, place: middle}), amount, place) >= goal:
                low = middle
            else:
                high = middle - 1
        if over():
            break
        if low >= 0:
            found[place] = low
    return found


def _weight(problem: Problem, amount: int, forced: int | None = None) -> int:
    """What the best use is worth, or the best that covers the item `forced`; -1 where none can."""
    items = list(problem.items)
    if forced is not None:
        items[forced] = replace(items[forced], tier=0, value=1, divisible=False)
    covered = _covered(replace(problem, items=tuple(items)), [amount])[0]
    if forced is not None and forced not in covered:
        return -1
    return Scale.of(problem.items).measure(
        problem.items, {place: problem.items[place].cost for place in covered}
    )


def _quick(problem: Problem) -> bool:
    """Whether one draw takes no solver."""
    return candidates(problem, FOR_A_DRAW)[0] in {"knapsack", "nested"}


def _covered(problem: Problem, amounts: Sequence[int]) -> list[frozenset[int]]:
    """What the best use of each amount pays in full."""
    return [
        frozenset(place for place, paid in best.parts.items() if paid == problem.items[place].cost)
        for best in best_uses(problem, amounts, FOR_A_DRAW)
    ]


def _draw(case: FundingCase, chance: Random, *, flat: bool) -> dict[int, int]:
    """One set of costs: intervals evenly; what has no cost by a random split, if `flat`."""
    costs = {}
    for place in case.undecided:
        work = case.works[place]
        if work.high is not None:
            costs[place] = work.low + int(chance.random() * (work.high - work.low + 1))
    unknown = [place for place in sharing(case) if place not in costs]
    if flat and unknown and case.required is not None:
        rest = case.required - sum(costs[place] for place in sharing(case) if place in costs)
        pieces = [-log(1 - chance.random()) for _ in unknown]
        if rest >= 0:
            whole = sum(pieces)
            costs.update(
                {
                    place: max(1, int(rest * piece / whole))
                    for place, piece in zip(unknown, pieces, strict=True)
                }
            )
    return costs
