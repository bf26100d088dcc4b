"""The focused work programme: what is kept, adjusted, reduced, deferred, and why?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from realign.analysis.programme.desk import Decided, Desk
from realign.analysis.programme.pieces import MoneyLevel, Sort, pieces
from realign.analysis.programme.priorities import (
    LINK,
    RANK,
    REFS,
    SURE,
    TOP,
    RankedLink,
    priority,
    spread,
    through,
)
from realign.analysis.programme.reasons import FOCUS
from realign.analysis.programme.rules import Focus, Money
from realign.findings import Locate
from realign.money import write_money
from realign.plan import Decision, Plan
from realign.sheets import Column, Faultless, Kind, Sheet
from realign.words import Words, fill, join, words

_SOURCE: Mapping[Decision, Words] = {
    "keep": FOCUS["keep"],
    "adjust": FOCUS["adjust"],
    "reduce": FOCUS["reduce"],
    "defer": FOCUS["defer"],
    "add": words(en="add", zh="新增"),
    "none": words(en="no change", zh="没有变化"),
}
_MONEY: Mapping[Money, Words] = {
    "there": words(en="there", zh="已到位"),
    "part": words(en="part", zh="部分"),
    "missing": words(en="missing", zh="缺失"),
    "unknown": words(en="not known", zh="不详"),
}
_SORTS: Mapping[Sort, Words] = {
    "table": words(en="table", zh="表格"),
    "deliverable": words(en="deliverable", zh="交付成果"),
    "strategy": words(en="strategy", zh="战略"),
    "flagship": words(en="programme", zh="方案"),
    "activity": words(en="activity", zh="活动"),
}


@dataclass(frozen=True, slots=True)
class Programme(Faultless):
    """The focused work programme at one amount of unearmarked money."""

    lens: str | None
    unearmarked: int
    required: int | None
    currency: str
    top: int
    programme: tuple[Decided, ...]
    counts: dict[str, int]
    """Decision -> how many pieces."""
    uncosted: int
    """How many pieces of work have no cost in the plan."""

    def sheets(self) -> Iterator[Sheet]:
        """The programme, where we would differ, how many of each sort, and what it all rests on."""
        yield _programme(self)
        yield _differing(self)
        yield _counted(self)
        yield _facts(self)


def focus(
    plan: Plan,
    lens: str | None,
    links: Sequence[RankedLink],
    money: MoneyLevel,
    locate: Locate,
    *,
    top: int = TOP,
) -> Programme:
    """Decide about every deliverable, activity, table, strategy and programme of the plan.

    `links` as ranked through `lens`; `money` at the amount that is asked about. The decisions
    follow the table in `realign.analysis.programme.rules`, without any cost that is not in the plan.
    """
    desk = Desk(plan, priority(links, top), locate)
    known = tuple(pieces(plan, money))
    found = {(one.kind, one.id): desk.decided(one) for one in known}
    for piece in known:
        if piece.rows:
            rows = [found["deliverables", row] for row in piece.rows]
            found[piece.kind, piece.id] = desk.summed_up(piece, found[piece.kind, piece.id], rows)
    every = tuple(found.values())
    return Programme(
        lens=lens,
        unearmarked=money.unearmarked,
        required=money.required,
        currency=plan.about.currency,
        top=top,
        programme=every,
        counts={each: sum(one.decision == each for one in every) for each in get_args(Focus)},
        uncosted=sum(one.cost is None for one in plan.fundables),
    )


def _programme(found: Programme) -> Sheet:
    """One row for each piece."""
    return Sheet(
        "programme",
        fill(
            words(
                en="The focused work programme with {amount} of unearmarked money{lens}",
                zh="非专用资金为{amount}时的重点工作方案{lens}",
            ),
            amount=f"{found.currency} {write_money(found.unearmarked)}",
            lens=through(found.lens),
        ),
        (
            Column("kind", words(en="Kind", zh="类别")),
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("title", words(en="What", zh="内容")),
            Column("decision", words(en="Decision", zh="决定"), Kind.STATE),
            Column("reason", words(en="Reason", zh="理由")),
            Column("source_decision", words(en="The source decides", zh="来源的决定"), Kind.STATE),
            Column("differs", words(en="We differ", zh="与来源不同"), Kind.STATE),
        ),
        tuple(
            (
                _SORTS[one.kind],
                one.id,
                one.title,
                FOCUS[one.decision],
                one.reason,
                one.source_decision and _SOURCE[one.source_decision],
                one.differs,
            )
            for one in found.programme
        ),
        (_tally(found),),
    )


def _facts(found: Programme) -> Sheet:
    """One row for each piece: what the decision rests on."""
    return Sheet(
        "facts",
        words(en="What the decisions rest on", zh="决定所依据的事实"),
        (
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("row", words(en="Row of the rules", zh="规则行"), Kind.INTEGER),
            LINK,
            RANK,
            SURE,
            Column("links", words(en="Priority links", zh="优先联系数"), Kind.INTEGER),
            Column("money", words(en="Money", zh="资金状况"), Kind.STATE),
            Column("funds", words(en="May be paid from", zh="可用资金"), Kind.CODE),
            Column("chance", words(en="Chance", zh="概率"), Kind.SHARE),
            REFS,
            Column("place", words(en="Place", zh="位置"), Kind.CODE),
        ),
        tuple(
            (
                one.id,
                one.row,
                one.links[0] if one.links else None,
                one.rank,
                spread(one) if one.links else None,
                len(one.links),
                _MONEY[one.money],
                one.funds or None,
                one.chance,
                one.refs,
                f"{one.path}:{one.line}",
            )
            for one in found.programme
        ),
        detail=True,
    )


def _tally(found: Programme) -> Words:
    """How many pieces are decided which way, and what is assumed of costs where some are not known."""
    said = [
        fill(
            words(
                en="{keep} kept, {adjust} adjusted, {reduce} reduced, {defer} deferred.",
                zh="保留{keep}项，调整{adjust}项，减少{reduce}项，推迟{defer}项。",
            ),
            **found.counts,
        )
    ]
    if found.uncosted:
        said.append(
            words(en="Costs that are not in the plan are not made up.", zh="计划中没有的费用不作假设。")
        )
    if any(one.chance is not None for one in found.programme):
        said.append(
            words(
                en="The chance holds only if the unknown costs split at random.",
                zh="概率仅在未知费用随机分摊时成立。",
            )
        )
    return join(said, en=" ", zh="")


def _differing(found: Programme) -> Sheet:
    """One row for each piece where links and money alone say something else than the source."""
    return Sheet(
        "differences",
        words(en="Where our reading differs from the source", zh="我们的解读与来源不同之处"),
        (
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("title", words(en="What", zh="内容")),
            Column("source_decision", words(en="The source decides", zh="来源的决定"), Kind.STATE),
            Column("reading", words(en="By links and money alone", zh="仅就联系和资金"), Kind.STATE),
            Column("decision", words(en="Decision", zh="决定"), Kind.STATE),
            Column("reason", words(en="Reason", zh="理由")),
        ),
        tuple(
            (
                one.id,
                one.title,
                _SOURCE[one.source_decision],
                FOCUS[one.reading],
                FOCUS[one.decision],
                one.reason,
            )
            for one in found.programme
            if one.differs and one.source_decision
        ),
    )


def _counted(found: Programme) -> Sheet:
    """One row for each kind of piece: how many are decided which way."""
    return Sheet(
        "counts",
        words(en="How many of each sort", zh="各类数量"),
        (
            Column("kind", words(en="Kind", zh="类别")),
            *(Column(each, FOCUS[each], Kind.INTEGER) for each in get_args(Focus)),
        ),
        tuple(
            (
                wording,
                *(
                    sum(one.kind == sort and one.decision == each for one in found.programme)
                    for each in get_args(Focus)
                ),
            )
            for sort, wording in _SORTS.items()
            if any(one.kind == sort for one in found.programme)
        ),
    )
