"""The network of a plan with what each outcome drives and what is lost without each link."""

from typing import TYPE_CHECKING

from realign.models.influence.graph import LinkGraph, network
from realign.models.influence.methods import NoAnswerError, read_method
from realign.models.influence.scores import assess
from realign.models.influence.total_influence import DELTA
from realign.plan import Plan

if TYPE_CHECKING:
    import networkx as nx


def scored(
    plan: Plan, lens: str | None = None, method: str = "influence", delta: float = DELTA
) -> "nx.DiGraph":
    """The network of `plan` through a lens, scored by a method; nothing is drawn.

    As `graph.network`, and of each edge `loss`, what all influence loses without its link, and the `rank`
    of that times the confidence; an open or mutual link has one loss for both directions. Of each node
    `drive`, `dependence` and `rank` by drive. Where the method has no answer these are not there.
    Raises `CallError` for a lens or a method that there is not.
    """
    asked = read_method(method, delta)
    drawn = network(plan, lens)
    try:
        found = assess(LinkGraph.of(plan, lens), asked)
    except NoAnswerError:
        return drawn
    for tie, loss, rank in zip(found.graph.ties, found.loss.tolist(), found.link_ranks, strict=True):
        for way in tie.ways:
            drawn.edges[way.source, way.target].update(loss=loss, rank=rank)
    rows = (found.totals.drive.tolist(), found.totals.dependence.tolist(), found.outcome_ranks)
    for code, drive, dependence, rank in zip(found.graph.outcomes, *rows, strict=True):
        drawn.nodes[code].update(drive=drive, dependence=dependence, rank=rank)
    return drawn
