"""The best use of one pot by work that only it may pay for: exact, by the losses against its price.

Served by value for money, the work at which the pot runs dry gives the money a price. At that price every
job that is left out though it is worth more, and every job taken though it is worth less, is a
loss, and money that is left over is one. A choice can beat the one at hand only if its losses
together are small enough, so only few jobs are ever in question. After Pisinger (1997).
"""

from collections.abc import Sequence
from typing import Final

LIMIT: Final = 200_000
"""When this many choices have been compared the search ends with what it has, and with its bound."""
_FINE: Final = 110
"""Bits of value for money: tells apart any two quotients of amounts up to 10^15."""

State = tuple[int, int, int]
"""Money, value, and which jobs in question are decided otherwise, as ones of a number."""


def best_in_pot(
    weights: Sequence[int], costs: Sequence[int], money: int, limit: int = LIMIT
) -> tuple[set[int], int]:
    """Positions of jobs whose costs keep within `money`, and what no other choice's weights exceed.

    `weights` and `costs` are whole numbers, 0 or more. The choice is best where its weights add up to
    the bound.
    """
    order = sorted(
        (place for place, cost in enumerate(costs) if cost <= money and weights[place]),
        key=lambda place: (
            -((weights[place] << _FINE) // costs[place]) if costs[place] else -1 << 400,
            place,
        ),
    )
    taken, left, at = set[int](), money, len(order)
    for number, place in enumerate(order):
        if costs[place] > left:
            at = number
            break
        taken.add(place)
        left -= costs[place]
    value = sum(weights[place] for place in taken)
    if at == len(order):
        return taken, value
    worth, price = weights[order[at]], costs[order[at]]
    bound = value + left * worth // price
    best, best_value, room = set(taken), value, left
    for place in order[at:]:
        if costs[place] <= room:
            best.add(place)
            best_value += weights[place]
            room -= costs[place]
    if best_value == bound:
        return best, bound
    losses = sorted((abs(weights[place] * price - worth * costs[place]), place) for place in order)
    states: list[State] = [(money - left, value, 0)]
    asked: list[int] = []
    looked_at = 0
    found: State | None = None
    for loss, place in losses:
        # more value than the best so far needs: value * price + worth * (money - cost) >= (best + 1) * price
        least = (best_value + 1) * price - worth * money
        if value * price + worth * left - loss < (best_value + 1) * price or best_value == bound:
            break
        sign = -1 if place in taken else 1
        cost, weight, mark = sign * costs[place], sign * weights[place], 1 << len(asked)
        asked.append(place)
        grown = [(spent + cost, reached + weight, marks | mark) for spent, reached, marks in states]
        states = _undominated(states + grown, least, price, worth)
        looked_at += len(states)
        for state in states:
            if state[0] <= money and state[1] > best_value:
                best_value, found = state[1], state
        if looked_at > limit:
            bound = max(bound, best_value)
            break
    else:
        bound = best_value
    if looked_at <= limit:
        bound = best_value
    if found is not None:
        best = taken ^ {place for number, place in enumerate(asked) if found[2] >> number & 1}
    return best, bound


def _undominated(states: list[State], least: int, price: int, worth: int) -> list[State]:
    """What can still beat the best, and is not dearer than a choice worth as much."""
    states.sort(key=lambda state: (state[0], -state[1], state[2]))
    kept: list[State] = []
    most = -1
    for state in states:
        if state[1] > most and state[1] * price - worth * state[0] >= least:
            kept.append(state)
            most = state[1]
    return kept
