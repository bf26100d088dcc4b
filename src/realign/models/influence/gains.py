"""What one more step of strength would bring: on a link that there is, or where nothing is said."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from realign.models.influence.scores import Assessment
from realign.models.influence.total_influence import Array, Indexes, lose

BUILT = 10
"""So many directions are listed."""
ROWS = 100
"""The directions from so many outcomes are looked at at once."""
STEPS = 3
"""The scale has so many steps of strength."""
FADES = 1e-9
"""Influence fades while what is left of 1 after a step is above this; at 0 its sum has no limit."""


@dataclass(frozen=True, slots=True)
class Gain:
    """A direction in which one more step of strength would bring much."""

    source: str
    target: str
    gain: float
    said: bool
    """Whether anything is said of this direction; if not, it would be a new link."""


def _per_direction(assessment: Assessment, up: Array, down: Array, sources: slice) -> Array:
    """Work out h u_i w_j / (1 - delta h R_ji) from some outcomes to each, (s, n); below 0: nothing to add.

    h is a step, or what is left of the scale; where something holds back there is nothing to strengthen.
    """
    weights, delta = assessment.weights, assessment.method.delta or 0.0
    free = np.minimum(1 / STEPS, np.maximum(1 - weights.free[sources], 0)) / weights.norm
    rest = 1 - delta * free * assessment.reach[:, sources].T
    gain = free * np.outer(up[sources], down) / np.where(rest > FADES, rest, np.nan)  # else it never fades
    gain[(free <= 1e-12) | (weights.negative[sources] > 0)] = np.nan
    rows = np.arange(len(gain))
    gain[rows, rows + sources.start] = np.nan
    return np.nan_to_num(gain, nan=-np.inf)


def gains_of_links(assessment: Assessment) -> tuple[float | None, ...]:
    """The same for each link, both directions at once where they are one link.

    `None`: something holds back, or influence would not fade with the step, and its sum has no limit.
    """
    if not assessment.method.headline:
        return (None,) * len(assessment.graph.ties)
    ends, reach, weights = assessment.ends, assessment.reach, assessment.weights
    i, j, delta = ends.source, ends.target, assessment.method.delta or 0.0

    def step(begin: Indexes, end: Indexes) -> Array:
        return np.minimum(1 / STEPS, np.maximum(1 - weights.free[begin, end], 0)) / weights.norm

    up, down = reach.sum(axis=0), reach @ assessment.destinations
    there, back = step(i, j), np.where(ends.whole, step(j, i), 0.0)
    around = (reach[i, j], reach[j, i], reach[i, i], reach[j, j])
    with np.errstate(divide="ignore", invalid="ignore"):  # where influence would not fade; said below
        loss, _, feedback = lose(-there, -back, (up[i], up[j], down[i], down[j]), around, delta)
    held = (weights.negative[i, j] > 0) | ((weights.negative[j, i] > 0) & ends.whole)
    fades = (1 - delta * there * reach[j, i] > FADES) & (feedback > FADES)
    known = (fades & ~held).tolist()
    return tuple(-value if sure else None for value, sure in zip(loss.tolist(), known, strict=True))


def best_to_build(assessment: Assessment) -> tuple[Gain, ...]:
    """The directions in which one more step would bring most, also those of which nothing is said."""
    outcomes = assessment.graph.outcomes
    if not assessment.method.headline or len(outcomes) < 2:
        return ()
    up, down = assessment.reach.sum(axis=0), assessment.reach @ assessment.destinations
    best: list[tuple[float, int]] = []
    for start in range(0, len(outcomes), ROWS):
        gain = _per_direction(assessment, up, down, slice(start, start + ROWS)).ravel()
        some = np.flatnonzero(gain >= np.partition(gain, -min(BUILT, len(gain)))[-BUILT:].min())
        some = some[np.argsort(-gain[some], kind="stable")[:BUILT]]
        best += zip((-gain[some]).tolist(), (some + start * len(outcomes)).tolist(), strict=True)
    said: Mapping[tuple[str, str], object] = assessment.graph.weights(lens_free=True)
    found = []
    for less, place in sorted(best)[:BUILT]:
        if less < 0:
            source, target = divmod(place, len(outcomes))
            pair = (outcomes[source], outcomes[target])
            found.append(Gain(*pair, -less, pair in said))
    return tuple(found)
