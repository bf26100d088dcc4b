"""Which few links to choose, and what that choice is guaranteed to carry."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realign.models.influence.classes import among_first
from realign.models.influence.total_influence import Array, Indexes, Losses

CHOSEN = 5
"""So many links are chosen unless the user says otherwise."""
TENTH = 0.1
"""The guarantee holds in nine of ten draws."""
MORE = 0.1
"""A larger choice is the better advice where it carries so much more of what it could."""
FURTHEST = 3
"""No more than so many times as many links are advised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChoice:
    """The links of highest mean loss over the draws, and how near they come to the best of each draw.

    What links carry is the sum of what is lost without each of them.
    """

    k: int
    links: tuple[str, ...]
    """`1.1-2.2`, …; highest mean loss first. Fewer than `k` where no more links carry anything."""
    among_first: tuple[float, ...]
    """The share of the draws in which each of them is among the first `k`."""
    share: float
    """What they carry, as a share of what the best `k` of each draw carry, over all draws."""
    share_error: float
    """One standard error of that, by the number of draws."""
    worst_tenth: float
    """In nine of ten draws they carry at least this share."""
    ranking_share: float
    """What the first `k` of the ranking by position would carry."""
    to_know: float
    """What could be gained by knowing everything before choosing, in the unit of loss."""
    larger: int | None
    """The smallest larger choice whose share is much higher; `None`: there is none."""
    larger_share: float | None


def best_of(loss: Losses, k: int) -> Array:
    """What the best `k` links of each draw carry, (d,); `loss` is (d, m)."""
    if k >= loss.shape[1]:
        return np.asarray(np.maximum(loss, 0).sum(axis=1, dtype=np.float64))
    top = -np.partition(-loss, k - 1, axis=1)[:, :k]
    return np.asarray(np.maximum(top, 0).sum(axis=1, dtype=np.float64))


def in_order(loss: Losses) -> Indexes:
    """The links that carry anything on average, most first; equal ones in the order of the links."""
    mean = loss.mean(axis=0, dtype=np.float64)
    order = np.argsort(-mean, kind="stable")
    return np.asarray(order[mean[order] > 0], dtype=np.intp)


def choose(
    loss: Losses, names: Sequence[str], ranking: Sequence[int], k: int, *, advise: bool = True
) -> LinkChoice | None:
    """Choose `k` links; `ranking` lists the links by position. `None`: no link carries anything.

    Where it is to `advise`, larger choices are tried, too.
    """
    order = in_order(loss)
    best = best_of(loss, k)
    if not len(order) or not best.sum():
        return None
    carried = loss[:, order[:k]].sum(axis=1, dtype=np.float64)
    share = _share(carried, best)
    some = best > 0
    ratio = carried[some] / best[some]
    ranked = loss[:, list(ranking[:k])].sum(axis=1, dtype=np.float64)
    off = carried - share * best
    larger, larger_share = _larger(loss, order, k, share) if advise else (None, None)
    return LinkChoice(
        k=k,
        links=tuple(names[at] for at in order[:k]),
        among_first=tuple(among_first(loss, k)[order[:k]].tolist()),
        share=share,
        share_error=float(off.std() / best.mean() / len(best) ** 0.5),
        worst_tenth=float(np.quantile(ratio, TENTH, method="inverted_cdf")),
        ranking_share=_share(ranked, best),
        to_know=max(float((best - carried).mean()), 0.0),
        larger=larger,
        larger_share=larger_share,
    )


def _share(carried: Array, best: Array) -> float:
    return float(carried.sum() / best.sum())


def _larger(loss: Losses, order: Indexes, k: int, share: float) -> tuple[int | None, float | None]:
    """The smallest larger choice that carries much more of what it could."""
    for more in range(k + 1, min(FURTHEST * k, len(order)) + 1):
        wider = _share(loss[:, order[:more]].sum(axis=1, dtype=np.float64), best_of(loss, more))
        if wider >= share + MORE:
            return more, wider
    return None, None
