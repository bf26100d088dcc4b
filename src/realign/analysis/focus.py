"""The focused work programme: what is kept, adjusted, reduced, deferred, and why?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from realign.analysis.funding.answer import Received
from realign.analysis.funding.now import now_cell
from realign.analysis.naming import Names, judged_through, with_judgement
from realign.analysis.paragraphs import refs_in_words
from realign.analysis.programme.desk import Decided, Desk
from realign.analysis.programme.pieces import MoneyLevel, Piece, pieces
from realign.analysis.programme.priorities import (
    LINK,
    RANK,
    REFS,
    SURE,
    TOP,
    RankedLink,
    name,
    priority,
    spread,
)
from realign.analysis.programme.reasons import FOCUS, KEPT_BUT
from realign.analysis.programme.remarks import SORTS, remarks
from realign.analysis.programme.rules import Focus, Money
from realign.analysis.wording import BASES
from realign.findings import Locate
from realign.money import in_currency
from realign.plan import Decision, Plan
from realign.sheets import Column, Faultless, Kind, Sheet
from realign.words import Text, Words, fill, words

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
    "full": words(en="all required, unsure here", zh="全额到位，能否顾及未定"),
    "missing": words(en="missing", zh="缺失"),
    "unknown": words(en="not known", zh="不详"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A priority link with the names of its ends, which the reasons call by their codes."""

    link: str
    source: Text
    target: Text
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme(Faultless):
    """The focused work programme at one amount of unearmarked money."""

    lens: str | None
    unearmarked: int
    received: Received | None
    """Where the amount comes from, if it is what came in in a year."""
    required: int | None
    currency: str
    top: int
    programme: tuple[Decided, ...]
    counts: dict[str, int]
    """Decision -> how many pieces."""
    uncosted: int
    """How many pieces of work have no cost in the plan."""
    links: tuple[Named, ...]
    """The priority links."""
    notes: tuple[Text, ...]
    """What holds for many pieces at once."""
    sourced: bool
    """Whether the plan has sources that decide anything."""
    names: Names
    judged: Words
    """What of all this is our judgement."""

    @with_judgement
    def sheets(self) -> Iterator[Sheet]:
        """The programme, its links, where we would differ, how many of each sort, what it all rests on."""
        yield _programme(self)
        if self.links:
            yield _links(self)
        yield _differing(self)
        yield _counted(self)
        yield _voices(self)
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
    first = priority(links, top)
    known = tuple(pieces(plan, money))
    every = _decided(Desk(plan, first, locate), known)
    names = {one.id: one.title for one in plan.outcomes}
    return Programme(
        lens=lens,
        unearmarked=money.unearmarked,
        received=money.source,
        required=money.required,
        currency=plan.about.currency,
        top=top,
        programme=every,
        counts={each: sum(one.decision == each for one in every) for each in get_args(Focus)},
        uncosted=sum(one.cost is None for one in plan.fundables),
        links=tuple(
            Named(
                name(one),
                names.get(one.source, one.source),
                names.get(one.target, one.target),
                one.rank,
                one.rank_low,
                one.rank_high,
                one.refs,
            )
            for one in first
        ),
        notes=tuple(remarks(plan, known, every, money.source)),
        sourced=bool(plan.sources),
        names=Names.of(plan),
        judged=judged_through(plan, lens),
    )


def _decided(desk: Desk, known: Sequence[Piece]) -> tuple[Decided, ...]:
    """Decide about every piece: after the work that it leans on, a printed table after its rows."""
    found = {(one.kind, one.id): desk.decided(one) for one in known if not one.supported_by}
    for piece in known:
        if piece.supported_by:
            support = [found["activities", one] for one in piece.supported_by]
            found[piece.kind, piece.id] = desk.decided(piece, support)
        if piece.rows:
            rows = [found["deliverables", row] for row in piece.rows]
            found[piece.kind, piece.id] = desk.summed_up(piece, found[piece.kind, piece.id], rows)
    return tuple(found[one.kind, one.id] for one in known)


def _programme(found: Programme) -> Sheet:
    """One row for each piece."""
    return Sheet(
        "programme",
        fill(
            words(
                en="The focused work programme with {amount} of unearmarked money{year}{lens}",
                zh="非专用资金为{amount}{year}时的重点工作方案{lens}",
            ),
            amount=in_currency(found.currency, found.unearmarked),
            year=_as_received(found),
            lens=found.names.through(found.lens),
        ),
        (
            Column("kind", words(en="Kind", zh="类别")),
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("title", words(en="What", zh="内容")),
            Column("decision", words(en="Comes to", zh="结果"), Kind.STATE),
            Column("reason", words(en="Reason", zh="理由")),
            Column("source_decision", words(en="The source decides", zh="来源的决定"), Kind.STATE),
            Column("money_state", words(en="Money", zh="资金状况"), Kind.STATE),
            Column("reading", words(en="We say", zh="我们的判断"), Kind.STATE),
            Column("differs", words(en="We differ", zh="与来源不同"), Kind.STATE),
        ),
        tuple(
            (
                SORTS[one.kind],
                one.id,
                one.title,
                FOCUS[one.decision],
                one.reason,
                _by_source(one),
                _MONEY[one.money_state],
                FOCUS[one.reading],
                one.differs,
            )
            for one in found.programme
        ),
        tuple(_notes(found)),
    )


def _as_received(found: Programme) -> Words:
    """The year that the amount came in, behind it; nothing where it is any amount."""
    if found.received is None:
        return words(en="", zh="")
    return fill(words(en=", as received in {year}", zh="（{year}年实收）"), year=str(found.received.year))


def _notes(found: Programme) -> Iterator[Text]:
    """What holds for many pieces at once, how to read the three voices, and what is our judgement."""
    yield from found.notes
    if found.sourced:
        yield _VOICES
    if found.links:
        yield found.judged


_VOICES = words(
    en="Three voices: what the source decides, what the money does, and what we say by links and "
    "money alone. What goes short or waits is no decision of the source; --sheet voices has each in full.",
    zh="三种声音：来源的决定、资金状况，以及我们仅就联系和资金所作的判断。资金不足或等待资金并非来源的决定。"
    "--sheet voices分列三者各自的说法。",
)


def _by_source(one: Decided) -> Words:
    """What the source decides: of a table that it adjusts it says that it is kept; else that it is silent."""
    if one.source_decision is None:
        nothing = words(en="nothing", zh="未作决定")
        return nothing if one.mentioned else words(en="no word on it", zh="未提及")
    return (
        KEPT_BUT if one.kind == "table" and one.source_decision == "adjust" else _SOURCE[one.source_decision]
    )


def _links(found: Programme) -> Sheet:
    """One row for each priority link, with the names of its ends."""
    return Sheet(
        "links",
        words(en="The priority links by name", zh="优先联系及其名称"),
        (
            LINK,
            RANK,
            SURE,
            Column("source", words(en="From one end", zh="一端")),
            Column("target", words(en="To the other", zh="另一端")),
            REFS,
        ),
        tuple(
            (one.link, one.rank, spread(one), one.source, one.target, refs_in_words(one.refs))
            for one in found.links
        ),
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
            Column("funds_basis", words(en="Money by", zh="资金依据"), Kind.STATE),
            Column("now", words(en="Says the source", zh="来源所述现状"), Kind.STATE),
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
                _MONEY[one.money_state],
                found.names.of_funds(one.funds) or None,
                BASES[one.funds_basis] if one.funds else None,
                now_cell(one.now),
                one.chance,
                refs_in_words(one.refs),
                f"{one.path}:{one.line}",
            )
            for one in found.programme
        ),
        detail=True,
    )


def _voices(found: Programme) -> Sheet:
    """One row for each piece: what the source, the money and we say."""
    return Sheet(
        "voices",
        words(en="The source, the money and we", zh="来源、资金与我们"),
        (
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("source", words(en="The source", zh="来源")),
            Column("money", words(en="The money", zh="资金")),
            Column("ours", words(en="We", zh="我们")),
            Column("decision", words(en="Comes to", zh="结果"), Kind.STATE),
        ),
        tuple((one.id, one.source, one.money, one.ours, FOCUS[one.decision]) for one in found.programme),
        detail=True,
    )


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
                _by_source(one),
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
            for sort, wording in SORTS.items()
            if any(one.kind == sort for one in found.programme)
        ),
    )
