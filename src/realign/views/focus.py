"""The focused work programme, as people read it."""

from collections.abc import Iterator
from typing import get_args

from realign.citations import refs_in_words
from realign.models.programme.decision_table import Focus
from realign.models.programme.decisions import Decided
from realign.money import in_currency, write_money
from realign.questions.focus import Programme
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import COLON, SEMICOLON, Message, Sentence, Text, Typed, fill, join, message, message_in
from realign.views import Wording
from realign.views.cut_short import in_brief
from realign.views.focus_notes import notes, tallied
from realign.views.focus_voices import Voices
from realign.views.focus_words import FOCUS, KEPT_BUT, MONEY_STATES, SORTS
from realign.views.gaps_now import how_sure, now_cell
from realign.views.naming import JUDGEMENTS, Names, with_judgement
from realign.views.opposed import opposed_sheets
from realign.views.ranks import LINK, REFS, standing, standing_columns, untagged_note
from realign.views.terms import BASES, SOURCE_DECISIONS, shortened

_CHANGES: tuple[Focus, ...] = ("adjust", "reduce", "defer")
_FEW, _LONGEST = 3, 60
"""So many pieces are named with their titles, of so many letters at most."""


@with_judgement
def sheets(answer: Programme) -> Iterator[Sheet]:
    """The programme, its links, where we would differ, how many of each sort, what it all rests on."""
    voices = Voices(answer)
    yield _decisions(answer)
    yield _programme(answer, voices)
    if answer.links:
        yield _links(answer)
    yield from opposed_sheets(answer.tradeoffs, answer.push_and_hold)
    yield _differing(answer, voices)
    yield _counted(answer)
    yield _voices(answer, voices)
    yield _facts(answer)


def wording(answer: Programme) -> Wording:
    """The titles and reasons, what the source, the money and we say, and the notes."""
    voices, items = Voices(answer), answer.programme
    said: dict[str, object] = {
        "programme.title": [_title(item) for item in items],
        "programme.source": [voices.source(item) for item in items],
        "programme.money": [voices.money(item) for item in items],
        "programme.ours": [voices.ours(item) for item in items],
        "programme.reason": [voices.reason(item) for item in items],
        "notes": tuple(notes(answer)),
        "names": Names.of(answer.names),
    }
    if answer.received:
        said["received.sure"] = [how_sure(answer.received)]
    return said


def _title(item: Decided) -> Text:
    """What a piece of work is called."""
    if item.kind != "strategy":
        return item.title
    return fill(message("Strategy of subprogramme {code}: {name}"), code=item.id, name=item.title)


def _headline(answer: Programme) -> Text:
    """How many pieces come to what with the amount."""
    return fill(
        message("With {amount} of unearmarked money{year}{lens}: {tally}{cut}"),
        amount=in_currency(answer.currency, answer.unearmarked),
        year=_as_received(answer),
        lens=Names.of(answer.names).through(answer.lens),
        tally=tallied([item.decision for item in answer.programme]),
        cut=in_brief(answer.cut_short_after),
    )


def _decisions(answer: Programme) -> Sheet:
    """One row for each decision: how many pieces come to it with each amount, and which."""
    with_amount = message("With {amount}")
    amounts = sorted(
        {answer.unearmarked: answer.counts, **{one.unearmarked: one.counts for one in answer.beside}}.items()
    )
    rows: list[tuple[Cell, ...]] = []
    for each in get_args(Focus):
        counts = [counted[each] for _, counted in amounts]
        which = tuple(item.id for item in answer.programme if item.decision == each)
        if any(counts):
            rows.append((FOCUS[each], *counts, which))
    return Sheet(
        "decisions",
        _headline(answer),
        (
            Column("decision", message("Comes to"), Kind.STATE),
            *(
                Column(f"at_{amount}", fill(with_amount, amount=write_money(amount)), Kind.INTEGER)
                for amount, _ in amounts
            ),
            Column("pieces", _which(answer), Kind.CODE),
        ),
        tuple(rows),
        tuple(_notes(answer)),
        lead=True,
        under=("pieces",),
    )


def _which(answer: Programme) -> Text:
    """The heading over the ids, with the amount that they hold for where there are several."""
    if not answer.beside:
        return message("Pieces")
    return fill(message("Pieces with {amount}"), amount=write_money(answer.unearmarked))


def _programme(answer: Programme, voices: Voices) -> Sheet:
    """One row for each piece."""
    return Sheet(
        "programme",
        message("Piece by piece"),
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
                SORTS[item.kind],
                item.id,
                _title(item),
                FOCUS[item.decision],
                voices.reason(item),
                _by_source(item),
                MONEY_STATES[item.money_state],
                FOCUS[item.reading],
                item.differs,
            )
            for item in answer.programme
        ),
        _judgement(answer),
        brief=("id", "title", "decision", "money_state"),
        under=("reason",),
    )


def _as_received(answer: Programme) -> Text:
    """The year that the amount came in, behind it; nothing where it is any amount."""
    if answer.received is None:
        return ""
    return fill(message(", as received in {year}"), year=str(answer.received.year))


def _notes(answer: Programme) -> Iterator[Text]:
    """What holds for many pieces at once, how to read the three voices, and what is our judgement."""
    yield from _few_by_title(answer)
    yield from notes(answer)
    if answer.sourced:
        yield _VOICES
    yield from _judgement(answer)


def _few_by_title(answer: Programme) -> Iterator[Text]:
    """The titles of the pieces that come to a change which few share."""
    for each in _CHANGES:
        items = [item for item in answer.programme if item.decision == each]
        if 0 < len(items) <= _FEW:
            told = [
                message("{code} {title}", code=item.id, title=shortened(item.title, _LONGEST))
                for item in items
            ]
            yield join([FOCUS[each], join(told, SEMICOLON)], COLON)


def _judgement(answer: Programme) -> tuple[Text, ...]:
    """What of our reading is our judgement, where links have a say in it."""
    return (JUDGEMENTS[answer.judged],) if answer.links else ()


_VOICES = Sentence(
    (
        message(
            "Three voices: what the source decides, what the money does, and what we say by links and "
            "money alone"
        ),
        message(
            "What goes short or waits is no decision of the source{typed}",
            typed=Typed(message("; --sheet voices has each in full")),
        ),
    )
)


def _by_source(item: Decided) -> Message:
    """What the source decides, itself or by its rule; a table that it adjusts is kept; else it is silent."""
    if item.source_decision is None:
        if item.ruled_by and not item.suffers:
            return message("reduce, by a rule")
        nothing = message("nothing")
        return nothing if item.mentioned else message("no word on it")
    return (
        KEPT_BUT
        if item.kind == "table" and item.source_decision == "adjust"
        else SOURCE_DECISIONS[item.source_decision]
    )


def _links(answer: Programme) -> Sheet:
    """One row for each priority link, with the names of its ends."""
    return Sheet(
        "links",
        message("The priority links by name"),
        (
            LINK,
            *standing_columns(answer.links),
            Column("source", message("From one end")),
            Column("target", message("To the other")),
            REFS,
        ),
        tuple(
            (link.link, *standing(link), link.source, link.target, refs_in_words(link.refs))
            for link in answer.links
        ),
        untagged_note(link.link for link in answer.links if link.tagged is False),
    )


def _facts(answer: Programme) -> Sheet:
    """One row for each piece: what the decision rests on."""
    names = Names.of(answer.names)
    return Sheet(
        "facts",
        message("What the decisions rest on"),
        (
            Column("id", message("Id"), Kind.CODE),
            Column("row", message("Row of the rules"), Kind.INTEGER),
            LINK,
            *standing_columns(answer.programme),
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
                item.id,
                item.row,
                item.links[0] if item.links else None,
                *(standing(item) if item.links else (None, None)),
                len(item.links),
                MONEY_STATES[item.money_state],
                names.of_funds(item.funds) or None,
                BASES[item.funds_basis] if item.funds else None,
                now_cell(item.now),
                item.chance,
                refs_in_words(item.refs),
                f"{item.path}:{item.line}",
            )
            for item in answer.programme
        ),
        detail=True,
    )


def _voices(answer: Programme, voices: Voices) -> Sheet:
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
        tuple(
            (item.id, voices.source(item), voices.money(item), voices.ours(item), FOCUS[item.decision])
            for item in answer.programme
        ),
        _judgement(answer),
        detail=True,
    )


def _differing(answer: Programme, voices: Voices) -> Sheet:
    """One row for each piece where links and money alone say something else than the source."""
    rows = tuple(
        (
            item.id,
            _title(item),
            _by_source(item),
            FOCUS[item.reading],
            FOCUS[item.decision],
            voices.reason(item),
        )
        for item in answer.programme
        if item.differs and item.source_decision
    )
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
        rows,
        _judgement(answer) if rows else (),
    )


def _counted(answer: Programme) -> Sheet:
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
                    sum(item.kind == sort and item.decision == each for item in answer.programme)
                    for each in get_args(Focus)
                ),
            )
            for sort, wording in SORTS.items()
            if any(item.kind == sort for item in answer.programme)
        ),
    )
