"""How sure each rank is, from the ranks in many draws."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from realign.models.influence.ranks import Doubled
from realign.models.influence.total_influence import Array, Mask

Kind = TypeVar("Kind", bound=np.generic)
LOW, HIGH = 0.05, 0.95
"""A rank lies within its interval in nine draws of ten."""
NEAR = 200
"""Outcomes further apart than so many ranks are not compared one by one."""
TOP = 5
"""How many places count as the top."""


class Growing(Generic[Kind]):
    """An array that is filled part by part, along one axis, so that the parts need not be kept."""

    def __init__(self, most: int, axis: int) -> None:
        self._most, self._axis, self._filled = most, axis, 0
        self._whole: npt.NDArray[Kind] | None = None

    def add(self, part: npt.NDArray[Kind]) -> None:
        """Put `part` behind what is there."""
        if self._whole is None:
            shape = list(part.shape)
            shape[self._axis] = self._most
            self._whole = np.empty(shape, dtype=part.dtype)
        start, self._filled = self._filled, self._filled + part.shape[self._axis]
        np.moveaxis(self._whole, self._axis, 0)[start : self._filled] = np.moveaxis(part, self._axis, 0)

    def whole(self) -> npt.NDArray[Kind]:
        """All parts, one after another; there is at least one."""
        if self._whole is None:
            raise ValueError("no part was added")
        if self._filled == self._most:
            return self._whole
        return np.ascontiguousarray(np.take(self._whole, range(self._filled), axis=self._axis))


@dataclass(frozen=True, slots=True)
class Ranking:
    """How things ranked in every draw."""

    doubled: npt.NDArray[np.integer[Any]]
    """(things, draws): mid-ranks times two."""
    first: Array
    """In how many draws each thing had the first rank; ties share it."""
    top: Array
    """In how many draws each thing was among the first `TOP`."""
    there: Mask
    """Whether the thing is there in a draw, (things, draws)."""

    @classmethod
    def of(cls, ranks: Doubled, there: Mask | None = None) -> "Ranking":
        """Turn the ranks of draws, (draws, things), round and count them; `there` is (things, draws)."""
        small = np.int16 if 2 * ranks.shape[1] < 2**15 else np.int32
        turned = np.ascontiguousarray(ranks.T.astype(small))
        present = np.ones(turned.shape, dtype=np.bool_) if there is None else there
        return cls(turned, reached(ranks, 1), reached(ranks, TOP), present)

    @property
    def things(self) -> int:
        """How many things were ranked."""
        return len(self.doubled)

    @property
    def draws(self) -> int:
        """How many draws there were."""
        return int(self.doubled.shape[1])

    def interval(self) -> tuple[Array, Array, Array]:
        """The ranks that 5 % and 95 % of the draws reach, and one standard error of these, (things,) each."""
        off = [int(np.ceil(np.sqrt(self.draws * share * (1 - share)))) for share in (LOW, HIGH)]
        low, high = max(int(np.ceil(LOW * self.draws)) - 1, 0), int(np.ceil(HIGH * self.draws)) - 1
        places = np.array([low, high, low - off[0], low + off[0], high - off[1], high + off[1]])
        ranks = np.empty((len(places), self.things))
        step = max(1, 2**18 // self.draws)
        for start in range(0, self.things, step):
            ordered = np.sort(self.doubled[start : start + step], axis=1)
            ranks[:, start : start + step] = ordered[:, np.clip(places, 0, self.draws - 1)].T / 2
        return ranks[0], ranks[1], np.maximum(ranks[3] - ranks[2], ranks[5] - ranks[4]) / 2

    def interval_if_there(self) -> tuple[Array, Array]:
        """The ranks that 5 % and 95 % of the draws reach in which the thing is there; `nan`: in none."""
        many = self.there.sum(axis=1)
        ranks = np.full((2, self.things), np.nan)
        step = max(1, 2**18 // self.draws)
        absent = np.iinfo(self.doubled.dtype).max
        for start in range(0, self.things, step):
            part = slice(start, start + step)
            ordered = np.sort(np.where(self.there[part], self.doubled[part], absent), axis=1)
            for end, share in enumerate((LOW, HIGH)):
                place = np.maximum(np.ceil(share * many[part]).astype(np.intp) - 1, 0)
                ranks[end, part] = np.take_along_axis(ordered, place[:, None], axis=1)[:, 0] / 2
        ranks[:, many == 0] = np.nan
        return ranks[0], ranks[1]

    def win(self, one: int, other: int) -> float:
        """Probability that `one` ranks above `other`; a tie counts half."""
        return float(self.wins(one, [other])[0])

    def wins(self, one: int, others: Sequence[int]) -> Array:
        """The same for each of `others`, (o,)."""
        return _wins(self.doubled[one], self.doubled[list(others)])


class GrowingRanking:
    """The rankings of the same things in more and more draws, `most` at most."""

    def __init__(self, most: int) -> None:
        self._doubled: Growing[np.integer[Any]] = Growing(most, 1)
        self._there: Growing[np.bool_] = Growing(most, 1)
        self._counts: list[tuple[Array, Array]] = []

    def add(self, part: Ranking) -> None:
        """Take in more draws."""
        self._doubled.add(part.doubled)
        self._there.add(part.there)
        self._counts.append((part.first, part.top))

    def whole(self) -> Ranking:
        """All draws together."""
        first, top = (np.sum(column, axis=0) for column in zip(*self._counts, strict=True))
        return Ranking(self._doubled.whole(), first, top, self._there.whole())


def _wins(mine: npt.NDArray[np.integer[Any]], theirs: npt.NDArray[np.integer[Any]]) -> Array:
    """Probability that the ranks `mine` (draws,) are above each of `theirs` (o, draws); a tie counts half."""
    both = (mine < theirs).view(np.int8) + (mine <= theirs).view(np.int8)
    return np.asarray(both.sum(axis=1, dtype=np.int64) / (2 * len(mine)), dtype=np.float64)


def reached(ranks: Doubled, places: int) -> Array:
    """In how many draws each thing has a rank within the first `places`; ties share what they tie for.

    `ranks` is (draws, things), mid-ranks times two.
    """
    draws, things = ranks.shape
    if places >= things:
        return np.full(things, float(draws))
    middle = np.partition(ranks, places - 1, axis=1)[:, places - 1]
    inside = np.flatnonzero(ranks <= middle[:, None])
    draw, thing = inside // things, inside % things
    tied = ranks.ravel()[inside] == middle[draw]
    many = np.bincount(draw[tied], minlength=draws)
    share = (places - (middle - many + 1) // 2 + 1) / many
    return np.bincount(thing, np.where(tied, share[draw], 1.0), things).astype(np.float64)


def acceptability(ranks: Doubled) -> Array:
    """Share of the draws in which each thing has each rank, (things, things); ties are shared out.

    Lahdelma, R. and Salminen, P. (2001): SMAA-2. Operations Research 49(3).
    """
    draws, things = ranks.shape
    places = [np.zeros(things), *(reached(ranks, place + 1) for place in range(things))]
    return np.asarray(np.diff(np.stack(places), axis=0).T / draws, dtype=np.float64)


def share_error(share: float, draws: int) -> float:
    """One standard error of a share that was counted in `draws` draws."""
    return math.sqrt(max(share * (1 - share), 0.0) / draws)


def not_separable(ranking: Ranking, order: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """For each thing the others that it beats in 5 to 95 % of the draws.

    `order` is that of the ranks; things more than `NEAR` ranks apart are not compared.
    """
    if not ranking.draws or not ranking.things:
        return dict.fromkeys(order, ())
    near: list[npt.NDArray[np.int32]] = []
    ordered, places = ranking.doubled[list(order)], np.array(order, dtype=np.int32)
    for place in range(len(order)):
        wins = _wins(ordered[place], ordered[place + 1 : place + 1 + NEAR])
        others = places[place + 1 : place + 1 + NEAR][(wins >= LOW) & (wins <= HIGH)]
        near.append(np.stack([np.full_like(others, places[place]), others]))
    one, other = np.concatenate([np.concatenate([each, each[::-1]], axis=1) for each in near], axis=1)
    other = other[np.lexsort([other, one])]
    ends = np.cumsum(np.bincount(one, minlength=len(order)))
    return {at: tuple(other[start:end].tolist()) for at, (start, end) in enumerate(pairwise((0, *ends)))}


def groups(order: Sequence[str], together: Mapping[str, Collection[str]]) -> tuple[tuple[str, ...], ...]:
    """The longest stretches of `order` in which no two can be told apart; they may overlap."""
    place = {one: at for at, one in enumerate(order)}
    since: list[int] = []  # from where on each cannot be told apart from any that stands before it
    for at, one in enumerate(order):
        near, begin = {place[other] for other in together[one] if other in place}, at
        while begin - 1 in near:
            begin -= 1
        since.append(begin)
    stretches: list[tuple[int, int]] = []
    end = 0
    for start in range(len(order)):
        end = max(end, start + 1)
        while end < len(order) and since[end] <= start:
            end += 1
        if end - start > 1 and (not stretches or end > stretches[-1][1]):
            stretches.append((start, end))
    return tuple(tuple(order[start:end]) for start, end in stretches)
