"""Where each outcome lies between influence and dependence, and how sure that is in either direction."""

from dataclasses import dataclass

import numpy as np

from realign.models.influence.monte_carlo import block_size, deltas_of, matrices_of
from realign.models.influence.rank_intervals import HIGH, LOW
from realign.models.influence.ranking import Study
from realign.models.influence.sampling import DOUBT, SEED, Uncertainty, draw
from realign.models.influence.total_influence import resolvent

SEEN = 500
"""So many of the draws, evenly spread, are looked at again."""


@dataclass(frozen=True, slots=True)
class MapPosition:
    """An outcome between influence and dependence, in the unit of the method."""

    id: str
    drive: float
    dependence: float
    drive_low: float | None
    """In nine draws of ten its drive lies between the two; `None`: nothing drawn, or a large plan."""
    drive_high: float | None
    dependence_low: float | None
    dependence_high: float | None


def positions_of(studied: Study, doubt: Uncertainty = DOUBT, seed: int = SEED) -> tuple[MapPosition, ...]:
    """Every outcome with its interval either way; `studied` was drawn with `doubt` and `seed`.

    The draws are made again, which is quicker than to keep them. Nothing where the method has no answer.
    """
    if studied.assessment is None:
        return ()
    totals = studied.assessment.totals
    spans = _spans(studied, doubt, seed)
    return tuple(
        MapPosition(code, float(totals.drive[at]) + 0.0, float(totals.dependence[at]) + 0.0, *span)
        for at, (code, span) in enumerate(zip(studied.graph.outcomes, spans, strict=True))
    )


def _spans(studied: Study, doubt: Uncertainty, seed: int) -> list[tuple[float | None, ...]]:
    """Of each outcome the low and the high drive, the low and the high dependence."""
    nothing: tuple[float | None, ...] = (None, None, None, None)
    case = studied.assessment.case if studied.assessment else None
    if case is None or case.sparse or not case.method.headline or not (studied.draws and studied.graph.ties):
        return [nothing] * len(studied.graph.outcomes)
    weigh, size = case.method.weigh(case.destinations), block_size(case)
    deltas, every = deltas_of(case.method, doubt, studied.draws, seed), max(1, studied.draws // SEEN)
    seen: list[tuple[np.ndarray, np.ndarray]] = []
    for start in range(0, studied.draws, size):
        part = deltas[start : start + size]
        drawn = draw(case.evidence, doubt, seed, start // size, len(part))
        matrix = matrices_of(case, drawn, None)[::every]
        reach = resolvent(matrix, part[::every])
        leaving, arriving = reach @ weigh, reach.sum(axis=-2)
        seen.append(
            (
                (matrix @ leaving[..., None])[..., 0],
                (np.swapaxes(matrix, -1, -2) @ arriving[..., None])[..., 0],
            )
        )
    drive, dependence = (np.concatenate(side) for side in zip(*seen, strict=True))
    edges = [np.quantile(side, [LOW, HIGH], axis=0, method="inverted_cdf") for side in (drive, dependence)]
    return [tuple(float(edge) for side in edges for edge in side[:, at]) for at in range(drive.shape[1])]
