"""What is known of a link, or of two outcomes without one, told in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from realign.citations import ref_in_words
from realign.models.influence.derivation import Way
from realign.models.influence.graph import CombinedLink, LinkGraph, Pair
from realign.models.influence.leave_one_out import RankRange
from realign.models.influence.rank_intervals import share_error
from realign.models.influence.ranking import WHY_APART, Study, order_of
from realign.models.influence.results import RankedLink
from realign.text import Message, fill, message, plural
from realign.views.links_tables import SIGNS

NEIGHBOURS = 3
"""With so many links above and below its rank a link is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A link close in rank, and how surely the two can be told apart."""

    source: str
    target: str
    rank: float
    loss: float
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
                    win=win,
                    win_error=share_error(win, simulation.links.draws),
                )
            )
    return tuple(rivals)


def say_link(
    studied: Study, tie: CombinedLink, link: RankedLink, rivals: tuple[Rival, ...]
) -> Iterator[Message]:
    """Tell the answer in sentences."""
    total = sum(studied.assessment.totals.drive.tolist()) if studied.assessment else 0.0
    name = link_name(tie)
    yield fill(
        message(
            "{name} ranks {rank} of {links}: without it {loss} of {total} of all influence is lost ({part} %)"
        ),
        name=name,
        rank=f"{link.rank:g}",
        links=len(studied.graph.ties),
        loss=f"{link.loss:.3f}",
        total=f"{total:.3f}",
        part=f"{100 * (link.loss or 0) / total:.1f}" if total else "0",
    )
    if link.rank_low is not None:
        yield fill(
            message("in nine draws of ten it ranks {here}; if links are missing from the plan, {there}"),
            here=_between(link.rank_low, link.rank_high),
            there=_between(link.rank_low_missing or link.rank_low, link.rank_high_missing or link.rank_high),
        )
    if link.outside:
        yield fill(
            message("its rank lies outside that interval: {reason}"),
            reason=WHY_APART,
        )
    yield _say_statements(tie, contested=link.contested)
    if link.contested:
        yield message("it is contested: statements of both signs stand against each other")
    for swing in (link.without_reference, link.without_link):
        if swing:
            yield from _say_swing(swing)
    for rival in rivals:
        yield fill(
            message("it ranks above {rival} (rank {rank}) in {win} % of the draws"),
            rival=f"{rival.source}–{rival.target}",
            rank=f"{rival.rank:g}",
            win=f"{100 * rival.win:.0f}",
        )


def _between(low: float, high: float | None) -> Message:
    """Where a rank lies, which may be one place."""
    if high is None or low == high:
        return fill(message("at {low}"), low=f"{low:g}")
    template = message("between {low} and {high}")
    return fill(template, low=f"{low:g}", high=f"{high:g}")


def _say_statements(tie: CombinedLink, *, contested: bool) -> Message:
    """How many statements there are, which of them count, and how sure that makes the link."""
    count, refs = len(tie.statements), len(tie.refs)
    if count == 1:
        template = message("one statement makes it {sure} % sure")
    elif contested:
        template = message(
            "{count} statements in {refs}: the strongest of either sign counts, "
            "the others only make it surer ({sure} %)"
        )
    else:
        template = message(
            "{count} statements in {refs}: the strongest counts, the others only make it surer ({sure} %)"
        )
    paragraphs = plural("1 paragraph", "{count} paragraphs", refs)
    return fill(template, count=count, refs=paragraphs, sure=f"{100 * tie.confidence:.0f}")


def _say_swing(swing: RankRange) -> Iterator[Message]:
    """Tell what would move the rank."""
    for rank, cause in ((swing.best, swing.best_without), (swing.worst, swing.worst_without)):
        if cause:
            yield fill(
                message("without {cause} it would rank {rank}"),
                cause=ref_in_words(cause),
                rank=f"{rank:g}",
            )


def say_none(graph: LinkGraph, pair: Pair, influence: float, ways: tuple[Way, ...]) -> Iterator[Message]:
    """Tell that there is no link, and what there is instead."""
    said = [one for one in graph.statements if {one.source, one.target} == set(pair)]
    if said:
        yield fill(
            message("the lens shuts out what is said of {a} and {b}"),
            a=pair[0],
            b=pair[1],
        )
    else:
        yield fill(
            message("the plan says nothing that ties {a} and {b} directly"),
            a=pair[0],
            b=pair[1],
        )
    if influence:
        yield fill(
            message(
                "{a} influences {b} only through others: {influence} in all; "
                "{ways} of the ways have up to three links"
            ),
            a=pair[0],
            b=pair[1],
            influence=f"{influence:.4f}",
            ways=len(ways),
        )
    else:
        yield fill(message("no influence of {a} reaches {b}"), a=pair[0], b=pair[1])
    yield message("that nothing is said does not mean that there is nothing")


def link_name(tie: CombinedLink) -> str:
    """A link as people write it."""
    return f"{tie.source} {SIGNS[tie.direction]} {tie.target}"
