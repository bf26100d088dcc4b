"""A card: the fields of a record, what it rests on, what uses it, its links and what is decided."""

from collections.abc import Iterator, Mapping

from realign.citations import ref_in_words
from realign.money import write_money
from realign.questions.show import Card, Cards, LinkAt, Rest, Use, Value
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import Message, Text, fill, join, message, message_in
from realign.views.annotations import CHANGES
from realign.views.conversions import written_as
from realign.views.kinds import KINDS
from realign.views.terms import shortened

_ROWS = 4
"""Rows of links and decisions on the first screen."""
_IDS = 12
"""Ids of one kind that a cell lists."""
_LONGEST = 68
"""Characters of a title on the first screen."""
_EFFECTS: Mapping[str, Message] = {
    "limited": message_in("what happens to work", "limited"),
    "delayed": message_in("what happens to work", "delayed"),
    "stopped": message_in("what happens to work", "stopped"),
}
_WAYS: Mapping[str, Message] = {
    "out": message("contributes to"),
    "in": message("is helped by"),
    "mutual": message("each helps the other"),
    "unstated": message("direction not stated"),
}
_FIELDS = (
    Column("field", message("Field"), Kind.CODE),
    Column("value", message_in("card", "What stands there")),
)
_USED = (
    Column("kind", message("Kind")),
    Column("field", message("Field"), Kind.CODE),
    Column("ids", message("Records")),
)
_USES = (
    Column("kind", message("Kind")),
    Column("id", message("Id"), Kind.CODE),
    Column("field", message("Field"), Kind.CODE),
    Column("title", message("Title")),
    Column("place", message("Place"), Kind.CODE),
)


def sheets(answer: Cards) -> Iterator[Sheet]:
    """One card after the other."""
    for number, card in enumerate(answer.cards):
        yield from _card(card, f"_{number + 1}" if number else "")


def _card(card: Card, suffix: str) -> Iterator[Sheet]:
    """The sheets of one card; their names end with its number, but for the first."""
    rows = tuple((value.field, _shown(value)) for value in card.values)
    yield Sheet(f"card{suffix}", _headline(card), _FIELDS, rows, tuple(_notes(card)))
    if card.rests_on:
        yield _sources(card, suffix)
    if card.used_by:
        uses = tuple(_grouped(card.used_by))
        yield Sheet(f"used_by{suffix}", _used_title(card), _USED, uses)
    if card.links:
        yield _links(card, suffix)
    if card.decisions:
        yield _decisions(card, suffix)
    if card.used_by:
        full = tuple(
            (KINDS[use.kind], use.id, use.field, use.title, f"{use.path}:{use.line}") for use in card.used_by
        )
        yield Sheet(f"uses{suffix}", message("The same, record by record"), _USES, full, detail=True)


def _notes(card: Card) -> Iterator[Text]:
    """Where it stands, and what is missing that one would expect."""
    if card.kind == "outcomes" and not card.links:
        yield message("no statement ties it to another outcome")
    if card.kind == "paragraph" and not card.used_by:
        yield message("no record rests on it")
    if card.path:
        yield f"{card.path}:{card.line}"


def _headline(card: Card) -> Text:
    """What it is, and its title."""
    name = card.id
    if card.kind == "amount":
        return fill(message("Where {amount} stands"), amount=write_money(int(name)))
    if card.kind == "paragraph":
        return fill(message("Paragraph {ref}"), ref=ref_in_words(name))
    template = message("{kind} {id}: {title}")
    return fill(template, kind=KINDS[card.kind], id=name, title=card.title or name)


def _shown(value: Value) -> Cell:
    """A value as a cell."""
    if value.money and isinstance(value.value, int):
        amount = write_money(value.value)
        said = written_as(value.converted) if value.converted else ""
        return message("{amount} ({said})", amount=amount, said=said) if said else amount
    if isinstance(value.value, bool):
        return message("yes") if value.value else message("no")
    return value.value


def _sources(card: Card, suffix: str) -> Sheet:
    """What it rests on: the paragraphs of each source together, and its address."""
    by_source: dict[tuple[str, str], list[Rest]] = {}
    for rest in card.rests_on:
        by_source.setdefault((rest.source or rest.ref, rest.field), []).append(rest)
    return Sheet(
        f"rests_on{suffix}",
        message("Rests on"),
        (
            Column("field", message("Field"), Kind.CODE),
            Column("refs", message("Paragraphs")),
            Column("url", message("Address"), Kind.CODE),
        ),
        tuple(
            (field, join(ref_in_words(rest.ref) for rest in several), several[0].url)
            for (_, field), several in by_source.items()
        ),
    )


def _used_title(card: Card) -> Message:
    return {
        "amount": message("Fields that hold it"),
        "paragraph": message("Records that rest on it"),
    }.get(card.kind, message("Used by"))


def _grouped(uses: tuple[Use, ...]) -> Iterator[tuple[Cell, ...]]:
    """One row for each kind and field: how many records, and the first of them."""
    groups: dict[tuple[str, str], list[str]] = {}
    for use in uses:
        groups.setdefault((use.kind, use.field), []).append(use.id)
    for (kind, field), ids in groups.items():
        some: Text = join(ids[:_IDS])
        if len(ids) > _IDS:
            some = fill(message("{some} and {rest} more"), some=some, rest=len(ids) - _IDS)
        yield KINDS[kind], field, some


def _links(card: Card, suffix: str) -> Sheet:
    """The strongest statements that tie an outcome: a row for each record and way."""
    ties: dict[tuple[str, str], list[LinkAt]] = {}
    for link in card.links:
        ties.setdefault((link.record, link.direction), []).append(link)
    more = len(ties) - _ROWS
    note = message(
        "{count} more statements; realign links ranks the links, realign why tells how", count=more
    )
    return Sheet(
        f"links{suffix}",
        message("Statements that tie it, the strongest first"),
        (
            Column("record", message("Record"), Kind.CODE),
            Column("direction", message("Direction")),
            Column("others", message("Outcomes"), Kind.CODE),
            Column("strength", message("Strength"), Kind.INTEGER),
            Column("says", message("What it says")),
        ),
        tuple(map(_tie, list(ties.values())[:_ROWS])),
        (note,) if more > 0 else (),
    )


def _tie(links: list[LinkAt]) -> tuple[Cell, ...]:
    """The outcomes that one record ties in one way."""
    first = links[0]
    others = tuple(link.other for link in links)
    return first.record, _WAYS[first.direction], others, first.strength, shortened(first.says or "", _LONGEST)


def _decisions(card: Card, suffix: str) -> Sheet:
    """What sources decide."""
    more = len(card.decisions) - _ROWS
    return Sheet(
        f"decisions{suffix}",
        message("What the sources decide"),
        (
            Column("record", message("Record"), Kind.CODE),
            Column("decision", message("Decision"), Kind.STATE),
            Column("title", message("Title")),
        ),
        tuple(
            (decided.record, _decision(decided.decision), shortened(decided.title, _LONGEST))
            for decided in card.decisions[:_ROWS]
        ),
        (message("{count} more: realign annotations", count=more),) if more > 0 else (),
    )


def _decision(word: str) -> Message:
    """A decision in words."""
    changes: Mapping[str, Message] = {str(change): said for change, said in CHANGES.items()}
    return {**changes, **_EFFECTS}[word]
