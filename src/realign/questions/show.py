"""What is known of one record, paragraph or amount: its fields, what it rests on, what uses it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Literal

from realign.findings import CallError
from realign.plan import (
    KINDS,
    Activity,
    Annotation,
    Deliverable,
    Flagship,
    Group,
    Link,
    Plan,
    Record,
    split_ref,
)
from realign.plan.fields import citations
from realign.plan.judging import Direction
from realign.plan.lookup import read_link
from realign.plan.paragraphs import Paragraph, cited_by, exactly, known_paragraphs, meant
from realign.plan.record import Title
from realign.plan.structure import About
from realign.plan.uses import kinds_named, users
from realign.questions._asking import question
from realign.questions._cards import Card, DecisionShown, LinkAt, NamedRecord, Rest, Use, Value
from realign.questions._conversions import MONEY, converted_of
from realign.questions.find import as_amount, title_of
from realign.sheets import Faultless
from realign.suggest import near
from realign.text import Wordings, message

__all__ = ["Card", "Cards", "DecisionShown", "LinkAt", "NamedRecord", "Rest", "Use", "Value", "show"]

_IDENTITY = frozenset({"id", "title", "refs", "judged_on"})
"""Fields that the card gives elsewhere, or that are of no use to a reader."""
_OWN: Mapping[str, str] = {"heading": "headings", "called": "themes"}
"""Fields that hold words of the plan which are no records -> what those are."""
_PARAGRAPHS = 3
"""At most so many paragraphs get a card each; of more the first."""


@dataclass(frozen=True, slots=True)
class Cards(Faultless):
    """A card for each thing that is meant."""

    asked: str
    cards: tuple[Card, ...]


@question
def show(plan: Plan, asked: str) -> Cards:
    """Gather what the plan holds about a record, a paragraph or an amount.

    `asked` is the id of a record (`D3`, `deliverables/D3`), a paragraph as people write it, the two outcomes
    of a link (`1.2-4.3`), or an amount. Raises `CallError` if it is none of them.
    """
    word = asked.strip()
    records = [
        (kind, record)
        for kind, record in (("plan", plan.about), *plan.records())
        if word.casefold() in {record.id.casefold(), f"{kind}/{record.id}".casefold()}
    ]
    cards = [_record_card(plan, kind, record) for kind, record in records]
    if not cards:
        cards = [_paragraph_card(plan, place) for place in _places(plan, word)]
    if not cards and (pair := read_link(plan, word)):
        cards = [_pair_card(plan, *pair)]
    if not cards and (amount := as_amount(plan, word)) is not None:
        uses = tuple(_holding(plan, amount))
        cards = [_amount_card(plan, amount, uses)] if uses else []
    if not cards:
        ids = [record.id for _, record in plan.records()]
        hint = message("realign find '{word}' looks into every text", word=word)
        if guess := near(word, ids):
            hint = message("did you mean {guess}?", guess=guess)
        elif (first := word.partition(" ")[0]) in ids:
            hint = message("name one at a time: realign show {id}", id=first)
        raise CallError(message("the plan has no record, paragraph or amount '{word}'", word=word), hint)
    return Cards(asked, tuple(cards))


def _places(plan: Plan, word: str) -> tuple[Paragraph, ...]:
    """The paragraphs that are meant; of a paragraph and its items the paragraph."""
    found = meant(word, known_paragraphs(plan), {source.id for source in plan.sources})
    return (tuple(exactly(word, found)) or found)[:_PARAGRAPHS]


def _record_card(plan: Plan, kind: str, record: Record | About) -> Card:
    """The card of a record."""
    place = plan.origin.locate(kind, record.id)
    uses = tuple(_uses(plan, kind, record.id))
    return Card(
        kind=kind,
        id=record.id,
        title=title_of(record),
        values=tuple(_given(plan, kind, record)),
        rests_on=tuple(_rests(plan, kind, record)),
        used_by=uses,
        links=tuple(_links(plan, record.id)) if kind == "outcomes" else (),
        decisions=tuple(_decisions(plan, record, uses)),
        path=place.path,
        line=place.start.line,
    )


def _given(plan: Plan, kind: str, record: Record | About) -> Iterator[Value]:
    """The fields of a record that the card gives, with what amounts were converted from."""
    from_ = {} if isinstance(record, About) else {one.field: one for one in converted_of(plan, kind, record)}
    for value in _values(record):
        field = value.field.partition(".")[0]
        if field not in _IDENTITY:
            named = tuple(_named(plan, kind, field, value))
            yield replace(value, converted=from_.get(value.field), names=named)


def _named(plan: Plan, kind: str, field: str, value: Value) -> Iterator[NamedRecord]:
    """What a field names by ids or words of the plan, as its value or as the key of a value."""
    given = value.value if isinstance(value.value, tuple) else (value.value,)
    words = {f"{one}" for one in given}
    if own := _own_names(plan, field):
        yield from (NamedRecord(_OWN[field], word, own[word]) for word in sorted(words & {*own}))
        return
    kinds: Iterable[str] = kinds_named(kind, field)
    ids = words | {value.field.partition(".")[2]}
    if field == "records":
        kinds = KINDS
    elif field == "fields":
        ids, kinds = {step for word in words for step in word.split(".")}, ("lenses",)
    for each in dict.fromkeys(kinds):
        for record in getattr(plan, each):
            name = f"{each}/{record.id}" if field == "records" else record.id
            if name in ids:
                yield NamedRecord(each, name, title_of(record))


def _own_names(plan: Plan, field: str) -> Mapping[str, Title]:
    """What the plan calls in words that is no record: headings, and themes of outcomes."""
    if field == "heading":
        return plan.about.headings or {}
    if field == "called":
        return {theme: said for one in plan.outcomes for theme, said in (one.themes or {}).items()}
    return {}


def _values(value: object, path: tuple[str, ...] = ()) -> Iterator[Value]:
    """Every field of a record that is given, with texts in all their languages."""
    if value is None or value == ():
        return
    if is_dataclass(value):
        for field in fields(value):
            yield from _values(getattr(value, field.name), (*path, field.name.rstrip("_")))
    elif isinstance(value, Mapping) and not isinstance(value, Wordings):
        for key, inner in value.items():
            yield from _values(inner, (*path, str(key)))
    elif isinstance(value, str | Wordings | int | float | tuple):
        money = isinstance(value, int) and not isinstance(value, bool) and path[0] in MONEY
        yield Value(".".join(path), value, money)


def _rests(plan: Plan, kind: str, record: Record | About) -> Iterator[Rest]:
    """The references of a record with the source that each is in."""
    sources = {source.id: source for source in plan.sources}
    for path, refs in citations(kind, record):
        for ref in refs:
            place = split_ref(ref, sources)
            source = sources[place[0]] if place else None
            field = ".".join(path)
            if source:
                yield Rest(ref, field, source.id, source.title, source.url)
            else:
                yield Rest(ref, field, None, None, None)


def _uses(plan: Plan, kind: str, id_: str) -> Iterator[Use]:
    """Every record that names this one."""
    if kind == "sources":
        for user, record in (("plan", plan.about), *plan.records()):
            if any(source == id_ for source, _ in cited_by(user, record, {id_})):
                yield _use(plan, user, record, "refs")
    for user, record, field in users(plan, kind, id_):
        if field != "judged_on":
            yield _use(plan, user, record, field)


def _use(plan: Plan, kind: str, record: Record | About, field: str) -> Use:
    place = plan.origin.locate(kind, record.id)
    return Use(kind, record.id, field, title_of(record), place.path, place.start.line)


def _links(plan: Plan, code: str) -> Iterator[LinkAt]:
    """The statements that tie an outcome to others."""
    found: list[LinkAt] = []
    weights = plan.weights
    for link in plan.links:
        strength, direction = link.score(weights), link.way(weights)
        for ends, others, way in ((link.from_, link.to, "out"), (link.to, link.from_, "in")):
            if code in ends:
                found += [
                    LinkAt(link.id, other, _direction(direction, way), strength, link.says)
                    for other in others
                    if other != code
                ]
    return iter(sorted(found, key=lambda at: -abs(at.strength)))


def _direction(direction: Direction, way: str) -> Literal["out", "in", "mutual", "unstated"]:
    if direction != "directed":
        return direction
    return "out" if way == "out" else "in"


def _decisions(plan: Plan, record: Record | About, uses: tuple[Use, ...]) -> Iterator[DecisionShown]:
    """What sources decide: about the record itself, and in annotations that name it."""
    if isinstance(record, Flagship | Group | Deliverable) and record.decision:
        yield DecisionShown(record.id, record.decision, title_of(record))
    if isinstance(record, Activity) and record.effect:
        yield DecisionShown(record.id, record.effect, title_of(record))
    named = {use.id for use in uses if use.kind == "annotations"}
    for annotation in plan.annotations:
        if annotation.id in named or (isinstance(record, Annotation) and annotation.id == record.id):
            yield DecisionShown(annotation.id, annotation.change, annotation.title)


def _paragraph_card(plan: Plan, place: Paragraph) -> Card:
    """The card of a paragraph: what rests on it, the names that stand in it, why nothing is coded."""
    name, number = place
    sources = {source.id for source in plan.sources}
    source = next((source for source in plan.sources if source.id == name), None)
    uses = tuple(
        _use(plan, kind, record, "refs")
        for kind, record in (("plan", plan.about), *plan.records())
        if place in cited_by(kind, record, sources)
    )
    given: dict[str, object] = {}
    if source:
        given = {"uncoded": (source.uncoded or {}).get(number), "names": (source.names or {}).get(number)}
    at = plan.origin.locate("sources", name, "paragraphs")
    annotations = {use.id for use in uses if use.kind == "annotations"}
    return Card(
        kind="paragraph",
        id=f"{name} {number}".strip(),
        title=None,
        values=tuple(_values(given)),
        rests_on=(Rest(name, "paragraphs", name, source.title, source.url),) if source else (),
        used_by=uses,
        links=(),
        decisions=tuple(
            DecisionShown(annotation.id, annotation.change, annotation.title)
            for annotation in plan.annotations
            if annotation.id in annotations
        ),
        path=at.path,
        line=at.start.line,
    )


def _holding(plan: Plan, amount: int) -> Iterator[Use]:
    """Every field of money that holds an amount."""
    for kind, record in plan.records():
        for value in _values(record):
            if value.money and value.value == amount:
                place = plan.origin.locate(kind, record.id, *value.field.split("."))
                yield Use(kind, record.id, value.field, title_of(record), place.path, place.start.line)


def _pair_card(plan: Plan, one: str, other: str) -> Card:
    """The card of two outcomes: every statement that ties them, in its own words."""
    records = [
        link
        for link in plan.links
        if {one, other} <= {*link.from_, *link.to} and _ties_both(link, one, other)
    ]
    ties = {record.id for record in records}
    uses = tuple(_use(plan, "links", record, "from") for record in records)
    return Card(
        kind="pair",
        id=f"{one}-{other}",
        title=None,
        values=tuple(Value(record.id, record.says, money=False) for record in records if record.says),
        rests_on=tuple(rest for record in records for rest in _rests(plan, "links", record)),
        used_by=uses,
        links=tuple(at for at in _links(plan, one) if at.record in ties and at.other == other),
        decisions=(),
        path=uses[0].path if uses else "",
        line=uses[0].line if uses else 0,
    )


def _ties_both(link: Link, one: str, other: str) -> bool:
    """Whether the two are at different ends."""
    return (one in link.from_ and other in link.to) or (other in link.from_ and one in link.to)


def _amount_card(plan: Plan, amount: int, uses: tuple[Use, ...]) -> Card:
    """The card of an amount: the fields that hold it, and what is said and cited beside it."""
    records = {(kind, record.id): record for kind, record in plan.records()}
    said: dict[str, Value] = {}
    rests: dict[tuple[str, str], Rest] = {}
    for use in uses:
        record, beside = records[use.kind, use.id], use.field.rpartition(".")[0]
        for value in _values(record):
            if value.field in {f"{beside}.says", "says"}:
                field, record_named = f"{use.id}.{value.field}", NamedRecord(use.kind, use.id, use.title)
                said[field] = replace(value, field=field, names=(record_named,))
        every = list(_rests(plan, use.kind, record))
        near_by = [rest for rest in every if beside and rest.field.startswith(beside)]
        rests |= {(rest.ref, use.id): rest for rest in near_by or every}
    return Card(
        kind="amount",
        id=f"{amount}",
        title=None,
        values=tuple(said.values()),
        rests_on=tuple(rests.values()),
        used_by=uses,
        links=(),
        decisions=(),
        path=uses[0].path,
        line=uses[0].line,
    )
