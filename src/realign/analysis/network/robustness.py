"""Ranks in many draws in; how sure each rank is out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from realign.analysis.network.influence import Array
from realign.analysis.network.ranks import Doubled, tidy

LOW, HIGH = 0.05, 0.95
"""A rank lies within its interval in nine draws of ten."""
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

    def interval(self) -> tuple[Array, Array]:
        """The rank that 5 % of the draws reach and the one that 95 % reach, (things,) each."""
        low, high = _places(self.draws)
        ranked = np.sort(self.doubled, axis=0)
        return ranked[low] / 2, ranked[high] / 2

    def interval_error(self) -> Array:
        """How far the ends of the interval may move by chance alone: one standard error, in ranks."""
        ranked = np.sort(self.doubled, axis=0)
        spread = np.zeros(ranked.shape[1])
        for place, share in zip(_places(self.draws), (LOW, HIGH), strict=True):
            off = int(np.ceil(np.sqrt(self.draws * share * (1 - share))))
            near, far = max(place - off, 0), min(place + off, self.draws - 1)
            spread = np.maximum(spread, (ranked[far] - ranked[near]) / 4)
        return spread

    def reached(self, places: int) -> Array:
        """Probability of a rank within the first `places`; tied things share what they tie for."""
        count = self.doubled.shape[1]
        if not count:
            return np.zeros(0)
        if places >= count:
            return np.ones(count)
        ranked = np.sort(self.doubled, axis=1)
        middle = ranked[:, places - 1 : places]
        tied = (ranked == middle).sum(axis=1, keepdims=True)
        first = (middle - tied + 1) // 2
        share = (places - first + 1) / tied
        inside = np.where(self.doubled == middle, share, self.doubled < middle)
        return np.asarray(inside.mean(axis=0), dtype=np.float64)

    def wins(self, one: int, other: int | Sequence[int]) -> Array:
        """Probability that `one` ranks above `other`; a tie counts half."""
        mine, theirs = self.doubled[:, one, None], self.doubled[:, np.atleast_1d(other)]
        return np.asarray(((mine < theirs) + 0.5 * (mine == theirs)).mean(axis=0), dtype=np.float64)


def _places(draws: int) -> tuple[int, int]:
    return max(int(np.ceil(LOW * draws)) - 1, 0), int(np.ceil(HIGH * draws)) - 1


def share_error(share: Array, draws: int) -> Array:
    """One standard error of a share that was counted in `draws` draws."""
    return np.asarray(np.sqrt(share * (1 - share) / draws), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure one rank is."""

    rank_low: float | None
    """The rank that 5 % of the draws reach; `None` where no draw has an answer."""
    rank_high: float | None
    """The rank that 95 % of the draws reach."""
    rank_error: float | None
    """One standard error of the ends of the interval, in ranks."""
    top_share: float | None
    """Probability of the first rank."""
    top_share_error: float | None
    """One standard error of that, by the number of draws."""
    top_places_share: float | None
    """Probability of a rank within the first `TOP`."""


def standings(ranking: Ranking) -> tuple[Standing, ...]:
    """How sure every rank of `ranking` is."""
    if not ranking.draws:
        return (UNKNOWN,) * ranking.things
    low, high = ranking.interval()
    first = ranking.reached(1)
    columns = (ranking.interval_error(), first, share_error(first, ranking.draws), ranking.reached(TOP))
    lows, highs, *rest = (list(map(float, column)) for column in (low, high, *columns))
    return tuple(
        Standing(tidy(lows[at]), tidy(highs[at]), *(column[at] for column in rest)) for at in range(len(lows))
    )


UNKNOWN = Standing(None, None, None, None, None, None)


def not_separable(ranking: Ranking) -> dict[int, tuple[int, ...]]:
    """For each thing the others that it beats in 5 to 95 % of the draws."""
    things = range(ranking.things)
    found: dict[int, tuple[int, ...]] = {}
    for one in things if ranking.draws else ():
        wins = ranking.wins(one, list(things)).tolist()
        found[one] = tuple(other for other in things if other != one and LOW <= wins[other] <= HIGH)
    return found


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
