"""Ranks in many draws in; how sure each rank is out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realign.analysis.network.influence import Array
from realign.analysis.network.ranks import Doubled

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
