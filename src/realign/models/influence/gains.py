"""What one more step of strength would bring: on a link that there is, or where nothing is said."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from realign.models.influence.scores import Assessment
from realign.models.influence.total_influence import Array, lose

BUILT = 10
"""So many directions are listed."""
STEPS = 3
"""The scale has so many steps of strength."""


@dataclass(frozen=True, slots=True)
class Gain:
    """A direction in which one more step of strength would bring much."""

    source: str
    target: str
    gain: float
    said: bool
    """Whether anything is said of this direction; if not, it would be a new link."""


def _per_direction(assessment: Assessment) -> Array:
    """Work out h u_i w_j / (1 - delta h R_ji) for each ordered pair, (n, n); `nan`: nothing can be added.

    h is a step, or what is left of the scale; where something holds back there is nothing to strengthen.
    """
    weights, delta = assessment.weights, assessment.method.delta or 0.0
    reach = assessment.reach
    free = np.minimum(1 / STEPS, np.maximum(1 - weights.free, 0)) / weights.norm
    up, down = reach.sum(axis=0), reach @ assessment.destinations
    rest = 1 - delta * free * reach.T
    gain = free * np.outer(up, down) / np.where(rest > 1e-12, rest, np.nan)  # else it would never fade
    gain[(free <= 1e-12) | (weights.negative > 0)] = np.nan
    np.fill_diagonal(gain, np.nan)
    return np.asarray(gain, dtype=np.float64)


def gains_of_links(assessment: Assessment) -> tuple[float | None, ...]:
    """The same for each link, both directions at once where they are one link; `None`: not known."""
    if not assessment.method.headline:
        return (None,) * len(assessment.graph.ties)
    ends, reach, weights = assessment.ends, assessment.reach, assessment.weights
    i, j, delta = ends.source, ends.target, assessment.method.delta or 0.0
    step = np.minimum(1 / STEPS, np.maximum(1 - weights.free, 0)) / weights.norm
    up, down = reach.sum(axis=0), reach @ assessment.destinations
    there, back = step[i, j], np.where(ends.whole, step[j, i], 0.0)
    around = (reach[i, j], reach[j, i], reach[i, i], reach[j, j])
    gain = -lose(-there, -back, (up[i], up[j], down[i], down[j]), around, delta)[0]
    held = (weights.negative[i, j] > 0) | ((weights.negative[j, i] > 0) & ends.whole)
    return tuple(None if no else float(value) for value, no in zip(gain, held, strict=True))


def best_to_build(assessment: Assessment) -> tuple[Gain, ...]:
    """The directions in which one more step would bring most, also those of which nothing is said."""
    outcomes = assessment.graph.outcomes
    if not assessment.method.headline or len(outcomes) < 2:
        return ()
    gain = np.nan_to_num(_per_direction(assessment), nan=-np.inf)
    said: Mapping[tuple[str, str], object] = assessment.graph.weights(lens_free=True)
    order = np.argsort(-gain, axis=None, kind="stable")[:BUILT]
    found = []
    for place in order.tolist():
        source, target = divmod(place, len(outcomes))
        if gain[source, target] > 0:
            pair = (outcomes[source], outcomes[target])
            found.append(Gain(*pair, float(gain[source, target]), pair in said))
    return tuple(found)
