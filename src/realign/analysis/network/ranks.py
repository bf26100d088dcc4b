"""Scores in, ranks out: ties stay ties, and how far two rankings agree."""

import math

import numpy as np
import numpy.typing as npt

from realign.analysis.network.influence import Array

Doubled = npt.NDArray[np.int32]
"""Ranks times two, so that the mid-rank of a tie is whole."""

TIE = 1e-12
"""Scores this close, measured by the largest of them, are the same: rounding must not part them."""


def doubled_ranks(scores: Array, tolerance: float = TIE) -> Doubled:
    """Rank along the last axis, highest first; a tie shares the middle of its ranks, times two."""
    rows = scores.reshape(-1, scores.shape[-1])
    count = rows.shape[-1]
    if count == 0:
        return np.zeros(scores.shape, dtype=np.int32)
    order = np.argsort(-rows, axis=-1, kind="stable")
    falling = np.take_along_axis(rows, order, axis=-1)
    close = tolerance * np.abs(falling[:, [0, -1]]).max(axis=-1, keepdims=True)
    parted = falling[:, :-1] - falling[:, 1:] > close
    place = np.arange(1, count + 1, dtype=np.int32)
    first = np.where(np.pad(parted, ((0, 0), (1, 0)), constant_values=True), place, 0)
    last = np.where(np.pad(parted, ((0, 0), (0, 1)), constant_values=True), place, count)
    middle = np.maximum.accumulate(first, axis=-1)
    middle += np.minimum.accumulate(last[:, ::-1], axis=-1)[:, ::-1]
    ranks = np.empty(rows.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, middle, axis=-1)
    return ranks.reshape(scores.shape)


def mid_ranks(scores: Array) -> tuple[float, ...]:
    """Rank scores, highest first; tied scores share the middle of their ranks."""
    return tuple(tidy(rank / 2) for rank in doubled_ranks(scores).tolist())


def tidy(rank: float) -> float:
    """A rank as people write it: 3, or 3.5 in a tie."""
    return int(rank) if float(rank).is_integer() else float(rank)


def tau_b(one: Array, other: Array) -> float | None:
    """Kendall's tau-b of two lists of scores, ties counted; `None` where one of them is all ties.

    Kendall, M. G. (1945): The treatment of ties in ranking problems. Biometrika 33(3).
    """
    signs = [_signs(scores) for scores in (one, other)]
    pairs = [float(np.abs(sign).sum(dtype=np.int64)) for sign in signs]
    if not all(pairs):
        return None
    agreed = float((signs[0] * signs[1]).sum(dtype=np.int64))
    return agreed / math.sqrt(pairs[0] * pairs[1])


def _signs(scores: Array) -> npt.NDArray[np.int8]:
    """Which of each two is ranked higher."""
    ranks = doubled_ranks(scores)
    return np.asarray(np.sign(ranks[:, None] - ranks[None, :]), dtype=np.int8)
