"""The focused work programme: what is kept, adjusted, reduced, deferred, and why?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from realign.citations import refs_in_words
from realign.findings import Locate
from realign.models.funding.results import Received
from realign.models.influence.judgement import Judged, judged_through
from realign.models.influence.ranking import DRAWS
from realign.models.programme.decision_table import Focus, Money
from realign.models.programme.decisions import Decided, Desk
from realign.models.programme.priority_links import TOP, RankedLink, name, priority
from realign.models.programme.work_items import MoneyLevel, WorkItem, pieces
from realign.money import in_currency
from realign.plan import Decision, Plan
from realign.plan.lookup import lens_id
from realign.questions._studies import ranked_links
from realign.questions.amounts import Amounts, read_amount
from realign.questions.gaps import gaps
from realign.sheets import Column, Faultless, Kind, Sheet
from realign.text import Message, Text, fill, message, message_in
from realign.views.focus_notes import SORTS, remarks
from realign.views.focus_reasons import FOCUS, KEPT_BUT
from realign.views.gaps_now import how_sure, now_cell
from realign.views.naming import JUDGEMENTS, Names, with_judgement
from realign.views.ranks import LINK, RANK, REFS, SURE, spread
from realign.views.terms import BASES

_SOURCE: Mapping[Decision, Message] = {
    "keep": FOCUS["keep"],
    "adjust": FOCUS["adjust"],
    "reduce": FOCUS["reduce"],
    "defer": FOCUS["defer"],
    "add": message("add"),
    "none": message("no change"),
}
_MONEY: Mapping[Money, Message] = {
    "there": message("there"),
    "part": message("part"),
    "full": message("all required, unsure here"),
    "missing": message("missing"),
    "unknown": message("not known"),
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
    judged: Judged
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

    def wording(self) -> dict[str, tuple[Text, ...]]:
        """How sure the amount of a year is."""
        return {"received.sure": (how_sure(self.received),)} if self.received else {}


def focus(
    plan: Plan, unearmarked: Amounts, lens: str | None = None, *, top: int = TOP, draws: int = DRAWS
) -> Programme:
    """Decide about every piece of work and every programme of the plan at one amount of unearmarked money.

    The `top` links through `lens` are the priority links; what ties with the last is taken in.
    Raises `CallError` for an amount or a lens that cannot be understood, and where there is no work.
    """
    money = gaps(plan, read_amount(plan, unearmarked), lens).levels[0]
    return decide(plan, lens, ranked_links(plan, lens, draws=draws), money, plan.origin.locate, top=top)


def decide(
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
    follow the table in `realign.models.programme.decision_table`, without any cost that is not in the plan.
    """
    lens = lens_id(plan, lens)
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


def _decided(desk: Desk, known: Sequence[WorkItem]) -> tuple[Decided, ...]:
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
            message("The focused work programme with {amount} of unearmarked money{year}{lens}"),
            amount=in_currency(found.currency, found.unearmarked),
            year=_as_received(found),
            lens=found.names.through(found.lens),
        ),
        (
            Column("kind", message("Kind")),
            Column("id", message("Id"), Kind.CODE),
            Column("title", message("What")),
            Column("decision", message("Comes to"), Kind.STATE),
            Column("reason", message("Reason")),
            Column("source_decision", message("The source decides"), Kind.STATE),
            Column("money_state", message_in("focus", "Money"), Kind.STATE),
            Column("reading", message("We say"), Kind.STATE),
            Column("differs", message("We differ"), Kind.STATE),
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


def _as_received(found: Programme) -> Text:
    """The year that the amount came in, behind it; nothing where it is any amount."""
    if found.received is None:
        return ""
    return fill(message(", as received in {year}"), year=str(found.received.year))


def _notes(found: Programme) -> Iterator[Text]:
    """What holds for many pieces at once, how to read the three voices, and what is our judgement."""
    yield from found.notes
    if found.sourced:
        yield _VOICES
    if found.links:
        yield JUDGEMENTS[found.judged]


_VOICES = message(
    "Three voices: what the source decides, what the money does, and what we say by links and "
    "money alone. What goes short or waits is no decision of the source; --sheet voices has each in full."
)


def _by_source(one: Decided) -> Message:
    """What the source decides: of a table that it adjusts it says that it is kept; else that it is silent."""
    if one.source_decision is None:
        nothing = message("nothing")
        return nothing if one.mentioned else message("no word on it")
    return (
        KEPT_BUT if one.kind == "table" and one.source_decision == "adjust" else _SOURCE[one.source_decision]
    )


def _links(found: Programme) -> Sheet:
    """One row for each priority link, with the names of its ends."""
    return Sheet(
        "links",
        message("The priority links by name"),
        (
            LINK,
            RANK,
            SURE,
            Column("source", message("From one end")),
            Column("target", message("To the other")),
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
        message("What the decisions rest on"),
        (
            Column("id", message("Id"), Kind.CODE),
            Column("row", message("Row of the rules"), Kind.INTEGER),
            LINK,
            RANK,
            SURE,
            Column("links", message("Priority links"), Kind.INTEGER),
            Column("money", message_in("focus", "Money"), Kind.STATE),
            Column("funds", message("May be paid from"), Kind.CODE),
            Column("funds_basis", message("Money by"), Kind.STATE),
            Column("now", message("Says the source"), Kind.STATE),
            Column("chance", message("Chance"), Kind.SHARE),
            REFS,
            Column("place", message("Place"), Kind.CODE),
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
        message("The source, the money and we"),
        (
            Column("id", message("Id"), Kind.CODE),
            Column("source", message("The source")),
            Column("money", message("The money")),
            Column("ours", message("We")),
            Column("decision", message("Comes to"), Kind.STATE),
        ),
        tuple((one.id, one.source, one.money, one.ours, FOCUS[one.decision]) for one in found.programme),
        detail=True,
    )


def _differing(found: Programme) -> Sheet:
    """One row for each piece where links and money alone say something else than the source."""
    return Sheet(
        "differences",
        message("Where our reading differs from the source"),
        (
            Column("id", message("Id"), Kind.CODE),
            Column("title", message("What")),
            Column("source_decision", message("The source decides"), Kind.STATE),
            Column("reading", message("By links and money alone"), Kind.STATE),
            Column("decision", message("Decision"), Kind.STATE),
            Column("reason", message("Reason")),
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
        message("How many of each sort"),
        (
            Column("kind", message("Kind")),
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
