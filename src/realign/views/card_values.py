"""The fields of a card in words: codes and ids are said by the names that the plan gives them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from realign.money import write_money
from realign.plan.record import Title
from realign.questions.show import Card, NamedRecord, Value
from realign.sheets import Cell
from realign.text import COLON, SEMICOLON, Text, Wordings, in_digits, join, message
from realign.views.conversions import written_as
from realign.views.field_words import KEYLESS, code_in_words, in_words, steps_of
from realign.views.kinds import KINDS
from realign.views.terms import shortened

_BY_NAME = frozenset(
    {"domains", "flagships", "funds", "groups", "headings", "lenses", "partners", "plan", "resolutions"}
)
"""Kinds that people know by their names; the others go by their codes where several stand together."""
_LONGEST = 48
"""Characters of a name beside its code."""


def values_of(card: Card) -> Iterator[tuple[Cell, ...]]:
    """A row for each field; the numbers of one field together."""
    together: dict[str, list[Value]] = {}
    for value in card.values:
        head, _, rest = value.field.partition(".")
        number = isinstance(value.value, int | float) and not isinstance(value.value, bool)
        alike = rest and (number or head in KEYLESS)
        together.setdefault(head if alike else value.field, []).append(value)
    for name, several in together.items():
        first = several[0]
        if len(several) == 1 and name not in KEYLESS:
            yield _field(card, first), _shown(first), first.field
        else:
            yield in_words(name), join(map(_part, several), SEMICOLON), name


def _part(value: Value) -> Text:
    """One of several values of a field: with its key, unless that says the same."""
    if isinstance(value.value, int | float):
        return join((*_steps(value)[1:], _number(value)), COLON)
    shown = _shown(value)
    return join(shown) if isinstance(shown, tuple) else shown if isinstance(shown, str | Wordings) else ""


def _field(card: Card, value: Value) -> Text:
    """A field in words; where several records are on one card, behind the record."""
    if card.kind == "pair":
        return value.field
    if card.kind == "amount":
        (record,) = value.names
        return join((_with_id(record), in_words(value.field.removeprefix(f"{record.id}."))), COLON)
    return join(_steps(value), COLON)


def _steps(value: Value) -> list[Text]:
    """The steps of a field in words; a key that is the id of a record by its name."""
    names = {record.id: record for record in value.names}
    first, *keys = steps_of(value.field)
    return [
        in_words(first),
        *(_member(names[key], several=True) if key in names else in_words(key) for key in keys),
    ]


def named(kind: str, id_: str, title: Title) -> Text:
    """A record among others: by its name, with its id behind it, or by its code."""
    return _member(NamedRecord(kind, id_, title), several=True)


def _member(record: NamedRecord, *, several: bool) -> Text:
    """A record in a list; one that stands alone always has its name."""
    if several and record.id.startswith(f"{record.kind}/"):
        return join((KINDS[record.kind], record.id.removeprefix(f"{record.kind}/")), " ")
    return _with_id(record) if record.kind in _BY_NAME or not several else record.id


def _with_id(record: NamedRecord) -> Text:
    """A record by its name and its id."""
    id_ = record.id.removeprefix(f"{record.kind}/")
    if record.title in {id_, ""}:
        return id_
    return message("{title} ({id})", title=shortened(record.title, _LONGEST), id=id_)


def _number(value: Value) -> Text:
    """A number as text."""
    if value.money and isinstance(value.value, int):
        return write_money(value.value)
    return in_digits(value.value, ".12g") if isinstance(value.value, int | float) else ""


def _shown(value: Value) -> Cell:
    """A value as a cell."""
    if value.money and isinstance(value.value, int):
        amount = write_money(value.value)
        said = written_as(value.converted) if value.converted else ""
        return message("{amount} ({said})", amount=amount, said=said) if said else amount
    if isinstance(value.value, bool):
        return message("yes") if value.value else message("no")
    if value.field == "fields" and isinstance(value.value, tuple):
        return tuple(join(_steps(replace(value, field=f"{path}")), COLON) for path in value.value)
    if value.names and isinstance(value.value, str | tuple):
        return _members(value.value, value.names)
    return code_in_words(value.field, value.value)


def _members(given: Title | tuple[Title, ...], records: Iterable[NamedRecord]) -> tuple[Text, ...]:
    """Ids by the names of their records; what is none stays."""
    names = {record.id: record for record in records}
    ids = given if isinstance(given, tuple) else (given,)
    several = len(ids) > 1
    return tuple(
        _member(names[id_], several=several) if isinstance(id_, str) and id_ in names else id_ for id_ in ids
    )
