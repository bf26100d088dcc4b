"""Ranks in many draws in; how sure each rank is out."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from realign.analysis.network.influence import Array
from realign.analysis.network.ranks import Doubled

LOW, HIGH = 0.05, 0.95
"""A rank lies within its interval in nine draws of ten."""
NEAR = 200
"""Outcomes further apart than so many ranks are not compared one by one."""
TOP = 5
"""How many places count as the top."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How things ranked in every draw."""

    doubled: Doubled
    """(draws, things): mid-ranks times two."""

    @property
    def draws(self) -> int:
        """How many draws there were."""
        return len(self.doubled)

    @property
    def things(self) -> int:
        """How many things were ranked."""
        return int(self.doubled.shape[1])

    def interval(self) -> tuple[Array, Array, Array]:
        """The ranks that 5 % and 95 % of the draws reach, and one standard error of these, (things,) each."""
        off = [int(np.ceil(np.sqrt(self.draws * share * (1 - share)))) for share in (LOW, HIGH)]
        low, high = max(int(np.ceil(LOW * self.draws)) - 1, 0), int(np.ceil(HIGH * self.draws)) - 1
        places = np.array([low, high, low - off[0], low + off[0], high - off[1], high + off[1]])
        ranks = np.empty((len(places), self.things))
        for some in _portions(self.things, self.draws):
            ordered = np.sort(np.ascontiguousarray(self.doubled[:, some].T), axis=1)
            ranks[:, some] = ordered[:, np.clip(places, 0, self.draws - 1)].T / 2
        return ranks[0], ranks[1], np.maximum(ranks[3] - ranks[2], ranks[5] - ranks[4]) / 2

    def reached(self, places: int) -> Array:
        """Probability of a rank within the first `places`; tied things share what they tie for."""
        if places >= self.things:
            return np.ones(self.things)
        total = np.zeros(self.things)
        for some in _portions(self.draws, self.things):
            ranks = self.doubled[some]
            middle = np.partition(ranks, places - 1, axis=1)[:, places - 1 : places]
            tied = ranks == middle
            many = tied.sum(axis=1)
            share = (places - (middle[:, 0] - many + 1) // 2 + 1) / many
            total += (ranks < middle).sum(axis=0) + share @ tied
        return total / self.draws

    def acceptability(self) -> Array:
        """Share of the draws in which each thing has each rank, (things, things); ties are shared out."""
        reached = np.stack([np.zeros(self.things), *(self.reached(one + 1) for one in range(self.things))])
        return np.diff(reached, axis=0).T

    def win(self, one: int, other: int) -> float:
        """Probability that `one` ranks above `other`; a tie counts half."""
        mine, theirs = self.doubled[:, one], self.doubled[:, other]
        both = int(np.count_nonzero(mine < theirs)) + int(np.count_nonzero(mine <= theirs))
        return both / (2 * self.draws)


def _portions(length: int, width: int) -> Iterator[slice]:
    """Stretches of `length` rows, each small enough to stay near the processor."""
    step = max(1, 2**18 // max(width, 1))
    return (slice(start, start + step) for start in range(0, length, step))


def share_error(share: float, draws: int) -> float:
    """One standard error of a share that was counted in `draws` draws."""
    return math.sqrt(max(share * (1 - share), 0.0) / draws)


def not_separable(ranking: Ranking, order: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """For each thing the others that it beats in 5 to 95 % of the draws.

    `order` is that of the ranks; things more than `NEAR` ranks apart are not compared.
    """
    found: dict[int, set[int]] = {one: set() for one in order}
    if not ranking.draws:
        return dict.fromkeys(order, ())
    columns = Ranking(np.asfortranarray(ranking.doubled))
    for place, one in enumerate(order):
        for other in order[place + 1 : place + 1 + NEAR]:
            if LOW <= columns.win(one, other) <= HIGH:
                found[one].add(other)
                found[other].add(one)
    return {one: tuple(sorted(others)) for one, others in found.items()}


def groups(order: Sequence[str], together: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The longest stretches of `order` in which no two can be told apart; they may overlap."""
    stretches: list[tuple[int, int]] = []
    for start in range(len(order)):
        end = start + 1
        while end < len(order) and all(order[end] in together[one] for one in order[start:end]):
            end += 1
        if end - start > 1 and (not stretches or end > stretches[-1][1]):
            stretches.append((start, end))
    return tuple(tuple(order[start:end]) for start, end in stretches)
