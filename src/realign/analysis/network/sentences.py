"""What is known of a link, or of two outcomes without one, told in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from realign.analysis.network.arithmetic import Way
from realign.analysis.network.omission import Swing
from realign.analysis.network.ranked import RankedLink
from realign.analysis.network.robustness import share_error
from realign.analysis.network.study import WHY_APART, Study, order_of
from realign.analysis.network.tables import SIGNS
from realign.analysis.paragraphs import ref_in_words
from realign.graph import LinkGraph, Pair, Tie
from realign.words import Words, fill, words

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


def say_link(studied: Study, tie: Tie, link: RankedLink, rivals: tuple[Rival, ...]) -> Iterator[Words]:
    """Tell the answer in sentences."""
    total = sum(studied.assessment.totals.drive.tolist()) if studied.assessment else 0.0
    name = link_name(tie)
    yield fill(
        words(
            en="{name} ranks {rank} of {links}: without it {loss} of {total} of all influence is lost "
            "({part} %)",
            zh="{name}在{links}条联系中排第{rank}：没有它，全部影响{total}中失去{loss}（{part} %）",
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
            words(
                en="in nine draws of ten it ranks {here}; if links are missing from the plan, {there}",
                zh="十次抽样中有九次排{here}；若有联系未被记录，则排{there}",
            ),
            here=_between(link.rank_low, link.rank_high),
            there=_between(link.rank_low_missing or link.rank_low, link.rank_high_missing or link.rank_high),
        )
    if link.outside:
        yield fill(
            words(en="its rank lies outside that interval: {reason}", zh="其排名在该区间之外：{reason}"),
            reason=WHY_APART,
        )
    yield _say_statements(tie, contested=link.contested)
    if link.contested:
        yield words(
            en="it is contested: statements of both signs stand against each other",
            zh="存在争议：正反两种表述并存",
        )
    for swing in (link.without_reference, link.without_link):
        if swing:
            yield from _say_swing(swing)
    for rival in rivals:
        yield fill(
            words(
                en="it ranks above {rival} (rank {rank}) in {win} % of the draws",
                zh="在{win} %的抽样中排在{rival}（第{rank}）之前",
            ),
            rival=f"{rival.source}–{rival.target}",
            rank=f"{rival.rank:g}",
            win=f"{100 * rival.win:.0f}",
        )


def _between(low: float, high: float | None) -> Words:
    """Where a rank lies, which may be one place."""
    if high is None or low == high:
        return fill(words(en="at {low}", zh="第{low}"), low=f"{low:g}")
    template = words(en="between {low} and {high}", zh="在{low}与{high}之间")
    return fill(template, low=f"{low:g}", high=f"{high:g}")


def _say_statements(tie: Tie, *, contested: bool) -> Words:
    """How many statements there are, which of them count, and how sure that makes the link."""
    count, refs = len(tie.statements), len(tie.refs)
    if count == 1:
        template = words(en="one statement makes it {sure} % sure", zh="仅有1项表述，可信度为{sure} %")
    elif contested:
        template = words(
            en="{count} statements in {refs}: the strongest of either sign counts, "
            "the others only make it surer ({sure} %)",
            zh="{refs}个段落中的{count}项表述：正反各计最强者，其余仅提高可信度（{sure} %）",
        )
    else:
        template = words(
            en="{count} statements in {refs}: the strongest counts, the others only make it surer ({sure} %)",
            zh="{refs}个段落中的{count}项表述：只计最强者，其余仅提高可信度（{sure} %）",
        )
    paragraphs = words(en="1 paragraph" if refs == 1 else f"{refs} paragraphs", zh=str(refs))
    return fill(template, count=count, refs=paragraphs, sure=f"{100 * tie.confidence:.0f}")


def _say_swing(swing: Swing) -> Iterator[Words]:
    """Tell what would move the rank."""
    for rank, cause in ((swing.best, swing.best_without), (swing.worst, swing.worst_without)):
        if cause:
            yield fill(
                words(en="without {cause} it would rank {rank}", zh="若无{cause}，它将排第{rank}"),
                cause=ref_in_words(cause),
                rank=f"{rank:g}",
            )


def say_none(graph: LinkGraph, pair: Pair, influence: float, ways: tuple[Way, ...]) -> Iterator[Words]:
    """Tell that there is no link, and what there is instead."""
    said = [one for one in graph.statements if {one.source, one.target} == set(pair)]
    if said:
        yield fill(
            words(en="the lens shuts out what is said of {a} and {b}", zh="该视角排除了关于{a}与{b}的表述"),
            a=pair[0],
            b=pair[1],
        )
    else:
        yield fill(
            words(
                en="the plan says nothing that ties {a} and {b} directly",
                zh="该计划没有直接联系{a}与{b}的表述",
            ),
            a=pair[0],
            b=pair[1],
        )
    if influence:
        yield fill(
            words(
                en="{a} influences {b} only through others: {influence} in all; "
                "{ways} of the ways have up to three links",
                zh="{a}只通过其他成果影响{b}：合计{influence}，其中不超过三步的路径有{ways}条",
            ),
            a=pair[0],
            b=pair[1],
            influence=f"{influence:.4f}",
            ways=len(ways),
        )
    else:
        yield fill(
            words(en="no influence of {a} reaches {b}", zh="{a}对{b}没有任何影响"), a=pair[0], b=pair[1]
        )
    yield words(en="that nothing is said does not mean that there is nothing", zh="未见记载不等于不存在")


def link_name(tie: Tie) -> str:
    """A link as people write it."""
    return f"{tie.source} {SIGNS[tie.direction]} {tie.target}"
