"""Ranks of scores, with ties kept, and how far two rankings agree."""

import math

import numpy as np
import numpy.typing as npt

from realign.models.influence.total_influence import Array

Doubled = npt.NDArray[np.int32]
"""Ranks times two, so that the mid-rank of a tie is whole."""

Places = npt.NDArray[np.int64]
PACKED = 1e-9
"""From this tolerance on scores may lose their last bits when they are sorted."""
TIE = 1e-12
"""Scores this close, measured by the largest of them, are the same: rounding must not part them."""


def doubled_ranks(scores: Array, tolerance: float = TIE, least: float = 0.0) -> Doubled:
    """Rank along the last axis, highest first; a tie shares the middle of its ranks, times two.

    Scores are close if they differ by `tolerance` times the largest of them, or times `least`
    where all of them are smaller: what is left of a difference of large numbers is no score.
    """
    count = scores.shape[-1]
    ranks = np.zeros(scores.shape, dtype=np.int32)
    rows, ranked = scores.reshape(-1, max(count, 1)), ranks.reshape(-1, max(count, 1))
    size = max(1, 2**16 // max(count, 1))
    for start in range(0, len(rows), size):
        _rank(
            np.ascontiguousarray(rows[start : start + size]), ranked[start : start + size], tolerance, least
        )
    return ranks


def _rank(rows: Array, ranks: Doubled, tolerance: float, least: float) -> None:
    """Fill `ranks` of some rows; both lie in memory row by row."""
    count = rows.shape[1]
    begin = np.arange(0, rows.size, count)[:, None]
    order, rising = _packed(rows) if tolerance >= PACKED else _sorted(rows)
    order += begin
    close = tolerance * np.abs(rising[:, [0, -1]]).max(axis=-1, keepdims=True, initial=least)
    last = np.ones(rows.shape, dtype=np.bool_)  # of each tie, going up
    np.greater(rising[:, 1:] - rising[:, :-1], close, out=last[:, :-1])
    ends = np.flatnonzero(last)
    many = np.diff(ends, prepend=-1)
    middle = np.repeat((many - 2 * ends).astype(np.int32), many).reshape(rows.shape)
    middle += (2 * (count + begin) - 1).astype(np.int32)  # counted from the top
    ranks.ravel()[order] = middle


def _sorted(rows: Array) -> tuple[Places, Array]:
    """Where the scores of each row stand in rising order, and the scores in that order."""
    order = np.argsort(rows, axis=-1)
    return order, np.take_along_axis(rows, order, axis=-1)


def _packed(rows: Array) -> tuple[Places, Array]:
    """The same three times as fast: each place rides in the last bits of its score.

    Scores lose those bits, for 1,700 of them 11 of 53: no more than 2^-41 of their size.
    """
    bits = max(rows.shape[1] - 1, 1).bit_length()
    low = np.int64((1 << bits) - 1)
    keys = _ordered_bits((rows + 0.0).view(np.int64))  # + 0.0: minus nothing is nothing
    keys &= ~low
    keys |= np.arange(rows.shape[1])
    keys.sort(axis=-1)
    order = keys & low
    keys &= ~low
    return order, _ordered_bits(keys).view(np.float64)


def _ordered_bits(bits: Places) -> Places:
    """Turn the bits of floats into integers of the same order, and back again."""
    return bits ^ ((bits >> 63) & np.int64(2**63 - 1))


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
