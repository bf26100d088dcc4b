"""What holds whatever is true: groups, the choice of a few links, how sure that is, what to settle."""

from dataclasses import dataclass

import numpy as np

from realign.models.influence.choice import CHOSEN, LinkChoice, choose
from realign.models.influence.classes import among_first
from realign.models.influence.groups import Bonds, LinkGroup, groups_of
from realign.models.influence.ranking import Study, order_of
from realign.models.influence.sampling import DOUBT, SEED, Uncertainty
from realign.models.influence.settle import Settling, settle_first


@dataclass(frozen=True, slots=True)
class NotWorkedOut:
    """What a large plan, or a method, was not asked."""

    everything: bool = False
    """Too many links in too many draws: nothing was kept."""
    groups: bool = False
    """All of them, or those between two domains where there are too many of these."""
    settle: bool = False
    """Only the links and statements with most at stake were looked at."""
    omissions: bool = False
    """Paragraphs, or links, were not left out one by one."""


@dataclass(frozen=True)
class Certainty:
    """What the draws say for certain; links as in `graph.ties`."""

    groups: tuple[LinkGroup, ...] = ()
    choice: LinkChoice | None = None
    among_first: tuple[float, ...] = ()
    """The share of the draws in which each link is among the first; empty where nothing was kept."""
    mean_loss: tuple[float, ...] = ()
    """What is lost without each link, on average over the draws."""
    settle: tuple[Settling, ...] = ()
    left_out: NotWorkedOut = NotWorkedOut()


UNKNOWN = Certainty()
"""Where nothing was drawn."""


def certainty_of(
    studied: Study,
    k: int = CHOSEN,
    doubt: Uncertainty = DOUBT,
    seed: int = SEED,
    *,
    brief: bool = False,
) -> Certainty:
    """Read it off the draws of a study, made with `doubt` and `seed`, for a choice of `k` links.

    Where it is to be `brief` nothing is settled, and no larger choice advised.
    """
    graph, assessment, simulation = studied.graph, studied.assessment, studied.simulation
    if assessment is None or simulation is None:
        return UNKNOWN
    worlds = simulation.worlds
    if worlds is None or not len(worlds.loss):
        return Certainty(left_out=NotWorkedOut(everything=worlds is None and bool(graph.ties)))
    omissions = not brief and any(None in (one.without_reference, one.without_link) for one in studied.links)
    names = [f"{tie.source}-{tie.target}" for tie in graph.ties]
    often = among_first(worlds.loss, k)
    choice = choose(worlds.loss, names, order_of(assessment.link_ranks), k, often, advise=not brief)
    settle, whole = (
        ((), True)
        if choice is None or brief
        else settle_first(graph, assessment.case, doubt, seed, worlds, choice, often)
    )
    bonds, losses = Bonds.of(graph.domains), worlds.groups
    paired = losses is not None and losses.bonds.shape[1] == len(bonds.names)
    return Certainty(
        groups=groups_of(losses, graph.outcomes, bonds if paired else Bonds((), ())) if losses else (),
        choice=choice,
        among_first=tuple(often.tolist()),
        mean_loss=tuple(worlds.loss.mean(axis=0, dtype=np.float64).tolist()),
        settle=settle,
        left_out=NotWorkedOut(groups=not paired and bool(graph.ties), settle=not whole, omissions=omissions),
    )
