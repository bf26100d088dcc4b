"""Each outcome against each: what it influences, and how often it ranks above."""

from dataclasses import dataclass

from realign.models.influence.ranking import Study
from realign.models.influence.scores import Assessment

VIEWED = 40
"""The largest number of outcomes that a matrix is shown of."""


@dataclass(frozen=True, slots=True)
class OutcomeMatrix:
    """A figure for each two outcomes: row against column."""

    outcomes: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]


def _viewed(assessment: Assessment) -> list[int]:
    """The first outcomes by rank, in the order of codes."""
    ranks = assessment.outcome_ranks
    return sorted(sorted(range(len(ranks)), key=lambda at: ranks[at])[:VIEWED])


def influence_of(assessment: Assessment) -> OutcomeMatrix:
    """The influence of the first outcomes on each other."""
    chosen, codes = _viewed(assessment), assessment.graph.outcomes
    values = assessment.influence(chosen)[:, chosen] + 0.0  # no minus before a zero
    return OutcomeMatrix(tuple(codes[at] for at in chosen), tuple(map(tuple, values.tolist())))


def wins_of(studied: Study) -> OutcomeMatrix | None:
    """How often each of the first outcomes ranks above each."""
    if studied.assessment is None or studied.simulation is None:
        return None
    chosen, ranking = _viewed(studied.assessment), studied.simulation.outcomes
    values = tuple(tuple(ranking.win(one, other) for other in chosen) for one in chosen)
    return OutcomeMatrix(tuple(studied.graph.outcomes[at] for at in chosen), values)
