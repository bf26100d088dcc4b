"""The links next in rank to a link, and how surely they can be told apart."""

from dataclasses import dataclass

from realign.models.influence.rank_intervals import share_error
from realign.models.influence.ranking import Study, order_of

NEIGHBOURS = 3
"""With so many links above and below its rank a link is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A link close in rank, and how surely the two can be told apart."""

    source: str
    target: str
    rank: float
    loss: float
    expected: float
    """Loss times confidence."""
    win: float
    """Probability that the explained link ranks above this one."""
    win_error: float
    """One standard error of that, by the number of draws."""


def rivals_of(studied: Study, at: int) -> tuple[Rival, ...]:
    """The links next in rank above and below."""
    assessment, simulation, ties = studied.assessment, studied.simulation, studied.graph.ties
    if assessment is None or simulation is None or not simulation.links.draws:
        return ()
    ranks = assessment.link_ranks
    order = order_of(ranks)
    place = order.index(at)
    rivals = []
    for other in order[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS + 1]:
        if other != at:
            win = simulation.links.win(at, other)
            rivals.append(
                Rival(
                    source=ties[other].source,
                    target=ties[other].target,
                    rank=ranks[other],
                    loss=float(assessment.loss[other]),
                    expected=float(assessment.expected[other]),
                    win=win,
                    win_error=share_error(win, simulation.links.draws),
                )
            )
    return tuple(rivals)
