"""A card: the fields of a record, what it rests on, what uses it, its links and what is decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from realign.citations import ref_in_words
from realign.money import write_money
from realign.questions.show import Card, Cards, LinkAt, Rest, Use
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import (
    COLON,
    SEMICOLON,
    Message,
    Text,
    Typed,
    and_more,
    fill,
    in_digits,
    join,
    message,
    message_in,
    plural,
)
from realign.views.card_values import named, values_of
from realign.views.field_words import CODES, in_words
from realign.views.kinds import KINDS
from realign.views.terms import shortened

_ROWS = 4
"""Links and decisions that one cell lists."""
_MINOR = frozenset(
    {"basis", "default_relevance", "divisible", "funds_basis", "heading", "printed", "tier", "via"}
)
"""Fields that come last on the card."""
_IDS = 12
"""Ids of one kind that a cell lists."""
_LONGEST = 68
"""Characters of a title on the first screen."""
_WAYS: Mapping[str, Message] = {
    "out": message("contributes to"),
    "in": message("is helped by"),
    "mutual": message("each helps the other"),
    "unstated": message("direction not stated"),
}
_USED_AS: Mapping[str, Message] = {
    "amount": message("stands in: {kind}"),
    "paragraph": message("cited by: {kind}"),
}
_FIELDS = (
    Column("said", message("Field")),
    Column("value", message_in("card", "What stands there")),
    Column("field", message("Key"), Kind.CODE),
)
_USED = (
    Column("kind", message("Kind")),
    Column("said", message("Field")),
    Column("ids", message("Records")),
    Column("field", message("Key"), Kind.CODE),
)
_USES = (
    Column("kind", message("Kind")),
    Column("id", message("Id"), Kind.CODE),
    Column("said", message("Field")),
    Column("title", message("Title")),
    Column("place", message("Place"), Kind.CODE),
    Column("field", message("Key"), Kind.CODE),
)


def sheets(answer: Cards) -> Iterator[Sheet]:
    """One card after the other."""
    for number, card in enumerate(answer.cards):
        yield from _card(card, f"_{number + 1}" if number else "")


def _card(card: Card, suffix: str) -> Iterator[Sheet]:
    """The sheets of one card; their names end with its number, but for the first."""
    rows = (*values_of(card), *_around(card))
    yield Sheet(
        f"card{suffix}",
        _headline(card),
        _FIELDS,
        rows,
        tuple(_notes(card)),
        brief=("said", "value"),
        at_length=True,
        order=_order(rows),
    )
    if card.rests_on:
        yield _sources(card, suffix)
    if card.used_by:
        uses = tuple(_grouped(card.used_by))
        yield Sheet(f"used_by{suffix}", _used_title(card), _USED, uses, detail=True)
    if card.links:
        yield _links(card, suffix)
    if card.decisions:
        yield _decisions(card, suffix)
    if card.used_by:
        full = tuple(
            (KINDS[use.kind], use.id, in_words(use.field), use.title, f"{use.path}:{use.line}", use.field)
            for use in card.used_by
        )
        yield Sheet(f"uses{suffix}", message("The same, record by record"), _USES, full, detail=True)


def _around(card: Card) -> Iterator[tuple[Cell, ...]]:
    """What it rests on, what uses it, its links and what is decided, a row for each sort."""
    if card.rests_on:
        yield message("rests on"), join(dict.fromkeys(map(_resting, card.rests_on))), "refs"
    used: dict[str, list[Use]] = {}
    for use in card.used_by if card.kind != "pair" else ():
        used.setdefault(use.kind, []).append(use)
    for kind, uses in used.items():
        yield (
            fill(_USED_AS.get(card.kind, message("used by: {kind}")), kind=KINDS[kind]),
            and_more(_names(uses, fields=card.kind == "amount"), _IDS),
            f"used_by.{kind}",
        )
    if card.links:
        ties = list(_ties(card).values())
        yield message("links"), _some([_linked(tie) for tie in ties]), "links"
    others = [one for one in card.decisions if one.record != card.id]
    if others:
        pair = message("{name} {value}")
        decided = [fill(pair, name=one.record, value=_decision(one.decision)) for one in others]
        yield message("decisions that bear on it"), _some(decided), "decisions"


def _some(parts: Sequence[Text]) -> Text:
    """The first few, and how many more there are."""
    some: Text = join(parts[:_ROWS], SEMICOLON)
    if len(parts) <= _ROWS:
        return some
    return fill(message("{some}; and {more} more"), some=some, more=len(parts) - _ROWS)


def _linked(tie: Sequence[LinkAt]) -> Message:
    """One statement: `L1 contributes to 1.2, 1.3 (strength 3)`."""
    return fill(
        message("{record} {way} {others} (strength {strength})"),
        record=tie[0].record,
        way=_WAYS[tie[0].direction],
        others=join(link.other for link in tie),
        strength=in_digits(tie[0].strength, "g"),
    )


def _order(rows: Sequence[tuple[Cell, ...]]) -> tuple[int, ...]:
    """The rows of a card with those last that a reader misses least."""
    return tuple(sorted(range(len(rows)), key=lambda at: rows[at][2] in _MINOR))


def _notes(card: Card) -> Iterator[Text]:
    """Where it stands, and what is missing that one would expect."""
    if card.kind == "outcomes" and not card.links:
        yield message("no statement ties it to another outcome")
    if card.kind == "pair":
        yield Typed(message("how it ranks: realign why {pair}", pair=" ".join(card.id.split("-"))))
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
    if card.kind == "pair":
        found = plural("{count} statement ties {pair}", "{count} statements tie {pair}", len(card.used_by))
        return fill(found, pair=name)
    template = message("{kind} {id}: {title}")
    return fill(template, kind=KINDS[card.kind], id=name, title=card.title or name)


def _sources(card: Card, suffix: str) -> Sheet:
    """What it rests on: the paragraphs of each source together, and its address."""
    by_source: dict[tuple[str, str], list[Rest]] = {}
    for rest in card.rests_on:
        by_source.setdefault((rest.source or rest.ref, rest.field), []).append(rest)
    return Sheet(
        f"rests_on{suffix}",
        message("Rests on"),
        (
            Column("said", message("Field")),
            Column("refs", message("Paragraphs")),
            Column("url", message("Address"), Kind.CODE),
            Column("field", message("Key"), Kind.CODE),
        ),
        tuple(
            (in_words(field), join(ref_in_words(rest.ref) for rest in several), several[0].url, field)
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
    groups: dict[tuple[str, str], list[Use]] = {}
    for use in uses:
        groups.setdefault((use.kind, use.field), []).append(use)
    for (kind, field), several in groups.items():
        yield KINDS[kind], in_words(field), and_more(_names(several), _IDS), field


def _names(uses: Iterable[Use], *, fields: bool = False) -> list[Text]:
    """Records by their names or their codes, each once; with the field of each in words, if wanted."""
    found: dict[tuple[str, str], Text] = {}
    for use in uses:
        name = named(use.kind, use.id, use.title)
        said = join((name, in_words(use.field)), COLON) if fields else name
        found.setdefault((use.id, use.field if fields else ""), said)
    return list(found.values())


def _resting(rest: Rest) -> Text:
    """A paragraph; of a source as a whole also its address."""
    words = ref_in_words(rest.ref)
    if rest.url is None or rest.ref != rest.source:
        return words
    return fill(message("{name} ({value})"), name=words, value=rest.url)


def _links(card: Card, suffix: str) -> Sheet:
    """The strongest statements that tie an outcome: a row for each record and way."""
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
        tuple(map(_tie, _ties(card).values())),
        (Typed(message("realign links ranks the links, realign why tells how")),),
    )


def _ties(card: Card) -> dict[tuple[str, str], list[LinkAt]]:
    """The outcomes that each record ties in each way."""
    ties: dict[tuple[str, str], list[LinkAt]] = {}
    for link in card.links:
        ties.setdefault((link.record, link.direction), []).append(link)
    return ties


def _tie(links: list[LinkAt]) -> tuple[Cell, ...]:
    """The outcomes that one record ties in one way."""
    first = links[0]
    others = tuple(link.other for link in links)
    return first.record, _WAYS[first.direction], others, first.strength, shortened(first.says or "", _LONGEST)


def _decisions(card: Card, suffix: str) -> Sheet:
    """What sources decide."""
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
            for decided in card.decisions
        ),
    )


def _decision(word: str) -> Text:
    """A decision in words: of a source, or what happens without the money."""
    return CODES["change"].get(word) or CODES["effect"][word]
