"""How surely a link belongs to the first few: core, likely, contested or out."""

from typing import Literal

import numpy as np

from realign.models.influence.total_influence import Array, Losses

LinkClass = Literal["core", "likely", "contested", "out"]
"""Order inside a class means nothing."""
CORE, LIKELY, OUT = 0.8, 0.5, 0.05
"""Among the first in at least so many of the draws: core, likely; in fewer than the last: out."""
NEAR = 1e-6
"""Losses this close, measured by the larger, are the same."""


def among_first(loss: Losses, k: int) -> Array:
    """The share of the draws in which each link is among the first `k`, (m,); `loss` is (d, m).

    Links that tie for the last place are all in; what carries nothing is never in.
    """
    if not loss.size:
        return np.zeros(loss.shape[1])
    place = min(k, loss.shape[1]) - 1
    last = np.partition(loss, -1 - place, axis=1)[:, -1 - place, None]
    return np.asarray(((loss >= last * (1 - NEAR)) & (loss > 0)).mean(axis=0), dtype=np.float64)


def class_of(share: float) -> LinkClass:
    """The class of a link that is among the first in this share of the draws."""
    if share >= CORE:
        return "core"
    if share >= LIKELY:
        return "likely"
    return "out" if share < OUT else "contested"
