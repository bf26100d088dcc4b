"""Breakpoints of the funding curve where earmarks overlap, each found by the exact solver, up to a limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from realign.models.clock import over
from realign.models.funding.curve import AHEAD, Frontier, Point, rising
from realign.models.funding.cuts import need
from realign.models.funding.highs import Constraint
from realign.models.funding.milp import Best, SelectionModel, answer, best_use
from realign.models.funding.problem import Problem, Scale

STEPS: Final = 30
"""So many breakpoints are looked for from nothing upwards."""
FEW: Final = 20
"""Only with so few items is the curve followed from nothing upwards."""
TRACTABLE: Final = 120
"""With more items than this only the amounts asked about are answered."""
CLIMB: Final = 100_000
"""So much work of the solver goes into breakpoints, for all amounts together."""
ONE_NUMBER: Final = 10**9
"""Beyond this total of values, tiers folded, the solver cannot tell two values apart."""


@dataclass(slots=True)
class Effort:
    """How much work of the solver is left for breakpoints."""

    left: int = CLIMB


def stepwise(problem: Problem, bests: Sequence[Best], ends: Sequence[Best]) -> Frontier:
    """Breakpoints from nothing upwards, and around the amounts asked about; complete where the limit allows.

    `bests` are the best uses of these amounts; `ends` those of nothing, unless there are too
    many items, and of all that could be wanted.
    """
    places = [place for place, item in enumerate(problem.items) if item.funds]
    scale = Scale.of(problem.items)
    total = sum(scale.weigh(problem.items[place]) for place in places)
    asked = [_as_it_stands(problem, best) for best in bests]
    outer = [_as_it_stands(problem, best) for best in ends]
    divisible = any(item.divisible for item in problem.items)
    if len(places) > TRACTABLE or total > ONE_NUMBER or divisible or over():
        return Frontier(rising([*asked, *outer]), {}, {}, complete=False, near=False)
    effort = Effort()
    points, complete = _climb(problem, outer[0], STEPS, effort) if len(places) <= FEW else ([outer[0]], False)
    traced = _traced(problem, Frontier(rising(points), {}, {})) if complete else None
    if traced and not over():
        return traced
    above, near = _above(problem, bests, effort)
    return Frontier(rising([*points, outer[-1], *above]), {}, {}, complete=False, near=near)


def _above(problem: Problem, bests: Sequence[Best], effort: Effort) -> tuple[list[Point], bool]:
    """The first breakpoints from each of the best uses upwards, and whether the solver found them all."""
    starts = [least_for(problem, best.weight, effort) for best in bests]
    found = [_climb(problem, start, AHEAD, effort)[0] for start in starts if start]
    return list(chain.from_iterable(found)), None not in starts and not over() and effort.left > 0


def _as_it_stands(problem: Problem, best: Best) -> Point:
    """The choice found, at the least money that pays for it."""
    covered = frozenset(place for place, paid in best.parts.items() if paid == problem.items[place].cost)
    return Point(need(problem, best.parts) or 0, best.weight, covered)


def _climb(problem: Problem, start: Point, most: int, effort: Effort) -> tuple[list[Point], bool]:
    """Up to `most` breakpoints from `start` upwards, and whether there are no more."""
    points = [start]
    while len(points) <= most:
        higher = least_for(problem, points[-1].weight + 1, effort)
        if higher is None:
            return points, points[-1].weight == _most(problem)
        points.append(higher)
    return points, False


def _most(problem: Problem) -> int:
    """What the best use of unlimited unearmarked money is worth."""
    return best_use(problem, sum(item.cost for item in problem.items)).bound


def least_for(problem: Problem, weight: int, effort: Effort) -> Point | None:
    """The breakpoint with the least unearmarked money that reaches `weight`, if the solver finds one."""
    if effort.left <= 0:
        return None
    asked = [place for place, item in enumerate(problem.items) if item.funds]
    model = SelectionModel(problem, None, asked)
    reply = model.ask(_cheap(model), [_at_least(model, weight)], within=0.0)
    effort.left -= 2 * model.worked  # as much again for the best use of that money
    money = need(problem, reply[0]) if reply and reply[1].proved else None
    if money is None:
        return None
    found = _as_it_stands(problem, best_use(problem, money))
    return None if over() else found


def _cheap(model: SelectionModel) -> list[float]:
    """The wish for little unearmarked money."""
    return [0.0] * len(model.asked) + [-1.0]


def _at_least(model: SelectionModel, weight: int) -> Constraint:
    """Be worth `weight` or more."""
    items = model.problem.items
    weights = {column: float(model.scale.weigh(items[place])) for place, column in model.column.items()}
    return Constraint(weights, low=weight - 1e-6)


def _traced(problem: Problem, curve: Frontier) -> Frontier:
    """Work out from when each item is in some and in every best use, between breakpoints too."""
    some: dict[int, int] = {}
    every: dict[int, int] = {}
    for place, item in enumerate(problem.items):
        if item.funds:
            first = _first_with(problem, curve, place)
            always = next((p.unearmarked for p in curve.points if _needs(problem, p, place)), None)
            some.update({} if first is None else {place: first})
            every.update({} if always is None else {place: always})
    return Frontier(curve.points, some, every, curve.complete)


def _first_with(problem: Problem, curve: Frontier, place: int) -> int | None:
    """The least amount whose best use may hold the item; the solver also chooses the step it is on."""
    with_it = next((n for n, point in enumerate(curve.points) if place in point.covered), None)
    upto = len(curve.points) if with_it is None else with_it + 1
    asked = [number for number, item in enumerate(problem.items) if item.funds]
    model = SelectionModel(problem, None, asked)
    starts = [point.unearmarked for point in curve.points]
    ends = [*(start - 1 for start in starts[1:]), starts[-1] + problem.cost(asked)]
    money, extra = len(asked), len(asked) + 1
    rows = [
        Constraint({model.column[place]: 1.0}, low=1.0),
        Constraint({extra + n: 1.0 for n in range(upto)}, low=1.0, high=1.0),
        _on_step(model, [-float(point.weight) for point in curve.points[:upto]], extra),
        Constraint({money: 1.0, **{extra + n: -starts[n] / model.unit for n in range(upto)}}, low=0.0),
        Constraint({money: 1.0, **{extra + n: -ends[n] / model.unit for n in range(upto)}}, high=0.0),
    ]
    reply = model.ask(_cheap(model) + [0.0] * upto, rows, within=0.0)
    return None if reply is None else need(problem, reply[0])


def _on_step(model: SelectionModel, weights: Sequence[float], extra: int) -> Constraint:
    """Be worth what the chosen step is worth."""
    terms = dict(_at_least(model, 0).terms)
    return Constraint({**terms, **{extra + n: weight for n, weight in enumerate(weights)}}, low=-1e-6)


def _needs(problem: Problem, point: Point, place: int) -> bool:
    """Whether every best use at `point` holds the item: without it less can be reached."""
    if place not in point.covered:
        return False
    others = [number for number, item in enumerate(problem.items) if item.funds and number != place]
    return answer(SelectionModel(problem, point.unearmarked, others)).weight < point.weight
