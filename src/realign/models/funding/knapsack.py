"""The best use of one pot by work that only it may pay for: exact, by the losses against its price.

Served by value for money, the work at which the pot runs dry gives the money a price. At that price every
item that is left out though it is worth more, and every item taken though it is worth less, is a
loss, and money that is left over is one. A choice can beat the one at hand only if its losses
together are small enough, so only few items are ever in question. After Pisinger (1997).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import gcd
from typing import Final

from realign.models.funding.milp import Best
from realign.models.funding.problem import Problem, Scale

LIMIT: Final = 1_000_000
"""When this many choices have been compared the search ends with what it has, and with its bound."""
_FINE: Final = 110
"""Bits of value for money: tells apart any two quotients of amounts up to 10^15."""

QUICK: Final = 20_000
"""The same where many questions are asked and none matters alone."""

_Partial = tuple[int, int, int]
"""Money, value, and which items in question are decided otherwise, as ones of a number."""


@dataclass(frozen=True, slots=True)
class _RunDry:
    """What is taken in the order of value for money, and the item at which the pot runs dry."""

    taken: frozenset[int]
    left: int
    """Money that is left over."""
    value: int
    """What is taken is worth so much."""
    worth: int
    """The item is worth so much and costs `price`: the price of money."""
    price: int


def best_in_pot(
    weights: Sequence[int], costs: Sequence[int], money: int, limit: int = LIMIT
) -> tuple[set[int], int]:
    """Positions of items whose costs keep within `money`, and what no other choice's weights exceed.

    `weights` and `costs` are whole numbers, 0 or more. The choice is best where its weights add up to
    the bound.
    """
    step = max(1, gcd(*costs))
    costs, money = [cost // step for cost in costs], money // step
    order = _by_worth(weights, costs, money)
    spent = accumulate(costs[place] for place in order)
    at = next((number for number, total in enumerate(spent) if total > money), None)
    if at is None:
        return set(order), _total(weights, order)
    taken = frozenset(order[:at])
    left = money - _total(costs, taken)
    dry = _RunDry(taken, left, _total(weights, taken), weights[order[at]], costs[order[at]])
    return _improved(weights, costs, money, dry, order, limit)


def _improved(
    weights: Sequence[int], costs: Sequence[int], money: int, dry: _RunDry, order: Sequence[int], limit: int
) -> tuple[set[int], int]:
    """The best choice and its bound: the one at hand, unless few enough other decisions are better."""
    taken, worth, price = dry.taken, dry.worth, dry.price
    bound = dry.value + dry.left * worth // price
    best = taken | _fitting(order[len(taken) :], costs, dry.left)
    reached = _total(weights, best)
    losses = sorted((abs(weights[place] * price - worth * costs[place]), place) for place in order)
    states: list[_Partial] = [(money - dry.left, dry.value, 0)]
    asked: list[int] = []
    compared = 0
    for loss, place in losses:
        # a choice of more value has losses, and money left at its price, of no more than this
        slack = dry.value * price + worth * dry.left - (reached + 1) * price
        if loss > slack or reached == bound:
            break
        if compared > limit:
            return set(best), bound
        sign, mark = -1 if place in taken else 1, 1 << len(asked)
        cost, weight = sign * costs[place], sign * weights[place]
        asked.append(place)
        grown = [(state[0] + cost, state[1] + weight, state[2] | mark) for state in states]
        states = _undominated([*states, *grown], (reached + 1) * price - worth * money, price, worth)
        compared += len(states)
        better = max((state for state in states if state[0] <= money), key=_value, default=None)
        if better is not None and better[1] > reached:
            reached = better[1]
            best = taken ^ {other for number, other in enumerate(asked) if better[2] >> number & 1}
    return set(best), reached


def _total(amounts: Sequence[int], places: Iterable[int]) -> int:
    return sum(amounts[place] for place in places)


def _by_worth(weights: Sequence[int], costs: Sequence[int], money: int) -> list[int]:
    """The items of value that `money` could pay for, the best value for money first."""

    def rank(place: int) -> tuple[int, int]:
        return (-((weights[place] << _FINE) // costs[place]) if costs[place] else -1 << 400, place)

    return sorted((place for place, cost in enumerate(costs) if cost <= money and weights[place]), key=rank)


def _fitting(order: Iterable[int], costs: Sequence[int], room: int) -> set[int]:
    """The items that fit into what is left, one after the other."""
    fitting = set()
    for place in order:
        if costs[place] <= room:
            fitting.add(place)
            room -= costs[place]
    return fitting


def _value(state: _Partial) -> int:
    return state[1]


def _undominated(states: list[_Partial], least: int, price: int, worth: int) -> list[_Partial]:
    """What can still beat the best, and is not dearer than a choice worth as much."""
    states.sort(key=lambda state: (state[0], -state[1], state[2]))
    kept: list[_Partial] = []
    most = -1
    for state in states:
        if state[1] > most and state[1] * price - worth * state[0] >= least:
            kept.append(state)
            most = state[1]
    return kept


def in_plain_pots(problem: Problem) -> bool:
    """Whether each item has one pot, whole or not at all, and needs no other work."""
    return all(len(item.funds) <= 1 and not item.divisible and not item.requires for item in problem.items)


def best_by_pot(problem: Problem, amounts: Sequence[int], limit: int = LIMIT) -> list[Best]:
    """The best use of each of `amounts` where each item has one pot: every pot by itself."""
    scale = Scale.of(problem.items)
    weights = [scale.weigh(item) for item in problem.items]
    places: dict[str, list[int]] = {}
    for place, item in enumerate(problem.items):
        if item.funds:
            places.setdefault(item.funds[0], []).append(place)

    def best_in(pot: str, money: int) -> tuple[list[int], int]:
        inside = places.pop(pot, []) if pot != problem.free else places.get(pot, [])
        costs = [problem.items[place].cost for place in inside]
        chosen, bound = best_in_pot([weights[place] for place in inside], costs, money, limit)
        return [inside[number] for number in chosen], bound

    limit = max(QUICK, limit // max(1, len(places)))
    fixed = [best_in(pot, amount) for pot, amount in problem.amounts.items()]

    def best_of(amount: int) -> Best:
        found = [*fixed, *([best_in(problem.free, amount)] if problem.free else [])]
        chosen = sorted(chain.from_iterable(part for part, _ in found))
        parts = {place: problem.items[place].cost for place in chosen}
        return Best(parts, _total(weights, chosen), sum(bound for _, bound in found))

    return [best_of(amount) for amount in amounts]
