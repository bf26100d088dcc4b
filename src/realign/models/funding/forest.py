"""Work that requires other work, as trees: what a price of money makes of each piece with all that it needs.

A piece of work requires at most one other here: where it requires several, the rest are left out, so that a
bound stays a bound. All walks are loops, so that a chain of any length is a tree like others.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from realign.models.funding.problem import Problem

_FINE: Final = 64
_ENDLESS: Final = 1 << 4096


@dataclass(frozen=True, slots=True)
class Forest:
    """Payable items, each after what it requires."""

    order: tuple[int, ...]
    above: Mapping[int, int]
    """Item -> the one item that it requires; absent for those that require none."""

    @property
    def plain(self) -> bool:
        """Whether no item requires another."""
        return not self.above


def forest_of(problem: Problem) -> Forest:
    """Arrange the payable items of `problem`; of several required items one counts, the last."""
    items = problem.items
    waiting: dict[int, list[int]] = {}
    missing = {}
    for place, item in enumerate(items):
        if item.funds:
            needed = [other for other in item.requires if items[other].funds]
            missing[place] = len(needed)
            for other in needed:
                waiting.setdefault(other, []).append(place)
    order = [place for place, count in missing.items() if not count]
    above: dict[int, int] = {}
    for place in order:  # grows while it is walked
        for other in waiting.get(place, ()):
            missing[other] -= 1
            if not missing[other]:
                above[other] = place
                order.append(other)
    if len(order) < len(missing):
        raise ValueError("work that requires itself in a circle is no forest")
    return Forest(tuple(order), above)


@dataclass(frozen=True, slots=True)
class PricedChoice:
    """What the best choice is worth at given prices, and what it costs to decide about an item otherwise."""

    total: int
    """The margins of the best choice together."""
    taken: frozenset[int]
    without: Mapping[int, int]
    """Item -> by how much the total falls if the item is left out."""
    within: Mapping[int, int]
    """Item -> by how much it falls if the item is taken, with all that it requires."""


def priced_choice(forest: Forest, margins: Mapping[int, int]) -> PricedChoice:
    """Choose items of the greatest `margins` (value less price), each with what it requires."""
    above = forest.above
    held = dict(margins)
    """Item -> the margin of the best choice among it, taken, and all that requires it."""
    for place in reversed(forest.order):
        if place in above and held[place] > 0:
            held[above[place]] += held[place]
    within: dict[int, int] = {}
    without: dict[int, int] = {}
    taken = set()
    total = 0
    for place in forest.order:
        gain = held[place]
        if place in above:
            parent = above[place]
            within[place] = within[parent] + max(0, -gain)
            without[place] = min(without[parent], within[parent] + max(0, gain))
            if gain > 0 and parent in taken:
                taken.add(place)
        else:
            within[place], without[place] = max(0, -gain), max(0, gain)
            total += max(0, gain)
            if gain > 0:
                taken.add(place)
    return PricedChoice(total, frozenset(taken), without, within)


def level(forest: Forest, weights: Mapping[int, int], prices: Mapping[int, int]) -> dict[int, int]:
    """Item -> rate at which it is worth its price, together with what can only be had with it.

    Work of a high rate lends to what it requires, until nothing is worth more than what it rests on:
    the rate of a block of work is its weight by its price (Horn 1972). `prices`: item -> price
    of the whole of it.
    """
    above = forest.above
    head = {place: place for place in forest.order}
    weight, price = dict(weights), dict(prices)
    settled: dict[int, int] = {}

    def find(place: int) -> int:
        while head[place] != place:
            head[place] = head[head[place]]
            place = head[place]
        return place

    heap = [(-_rate(weight[place], price[place]), place) for place in forest.order]
    heapq.heapify(heap)
    while heap:
        rate, place = heapq.heappop(heap)
        if head[place] != place or place in settled or -rate != _rate(weight[place], price[place]):
            continue
        parent = find(above[place]) if place in above else None
        if parent is None or parent in settled:
            settled[place] = -rate
            continue
        head[place] = parent
        weight[parent] += weight[place]
        price[parent] += price[place]
        heapq.heappush(heap, (-_rate(weight[parent], price[parent]), parent))
    return {place: settled[find(place)] for place in forest.order}


def _rate(weight: int, price: int) -> int:
    return (weight << _FINE) // price if price else _ENDLESS * bool(weight)


def in_turn(forest: Forest, keys: Mapping[int, int]) -> Sequence[int]:
    """Items by falling `keys`, each after what it requires where the keys are equal."""
    depth = {place: number for number, place in enumerate(forest.order)}
    return sorted(forest.order, key=lambda place: (-keys[place], depth[place]))
