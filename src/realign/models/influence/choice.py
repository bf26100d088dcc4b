"""Which few links to choose, and what that choice is guaranteed to carry."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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


def best_of(loss: Losses, most: int) -> Array:
    """What the best 1, 2, … `most` links of each draw carry, (d, most); `loss` is (d, m)."""
    top = loss if most >= loss.shape[1] else np.partition(loss, -most, axis=1)[:, -most:]
    carried = np.cumsum(np.maximum(-np.sort(-top, axis=1), 0), axis=1, dtype=np.float64)
    more = np.zeros((len(loss), max(most - loss.shape[1], 0)))  # than there are: they carry what all carry
    return np.concatenate([carried, more + carried[:, -1:].sum(axis=1, keepdims=True)], axis=1)


def in_order(loss: Losses) -> Indexes:
    """The links that carry anything on average, most first; equal ones in the order of the links."""
    mean = loss.mean(axis=0, dtype=np.float64)
    order = np.argsort(-mean, kind="stable")
    return np.asarray(order[mean[order] > 0], dtype=np.intp)


def choose(
    loss: Losses, names: Sequence[str], ranking: Sequence[int], k: int, often: Array, *, advise: bool = True
) -> LinkChoice | None:
    """Choose `k` links; `ranking` lists the links by position. `None`: no link carries anything.

    `often`: the share of the draws in which each link is among the first `k`.
    Where it is to `advise`, larger choices are tried, too.
    """
    order = in_order(loss)
    best_by_size = best_of(loss, FURTHEST * k if advise else k)
    best = best_by_size[:, k - 1]
    if not len(order) or not best.sum():
        return None
    carried = loss[:, order[:k]].sum(axis=1, dtype=np.float64)
    share = _share(carried, best)
    some = best > 0
    ratio = carried[some] / best[some]
    ranked = loss[:, list(ranking[:k])].sum(axis=1, dtype=np.float64)
    off = carried - share * best
    larger, larger_share = _larger(loss, order, k, share, best_by_size) if advise else (None, None)
    return LinkChoice(
        k=k,
        links=tuple(names[at] for at in order[:k]),
        among_first=tuple(often[order[:k]].tolist()),
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


def _larger(
    loss: Losses, order: Indexes, k: int, share: float, best: Array
) -> tuple[int | None, float | None]:
    """The smallest larger choice that carries much more of what it could."""
    carried = np.cumsum(loss[:, order[: FURTHEST * k]], axis=1, dtype=np.float64)
    for more in range(k + 1, carried.shape[1] + 1):
        wider = _share(carried[:, more - 1], best[:, more - 1])
        if wider >= share + MORE:
            return more, wider
    return None, None
