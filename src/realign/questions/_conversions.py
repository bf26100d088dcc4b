"""Which amounts of a plan stand in another currency in its files, and what they were converted from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from realign.amounts import MoneyError, read_written
from realign.not_amounts import short
from realign.plan import Plan, Record

MONEY = frozenset({"cost", "amount", "required", "received", "low", "high"})
"""Fields that hold an amount, or amounts in fields of their own."""


@dataclass(frozen=True, slots=True)
class ConvertedAmount:
    """An amount that was converted by a rate that the plan states."""

    kind: str
    id: str
    field: str
    """Dotted path, as one types it: `required.amount`."""
    written: str
    """As it stands in the file: `NOK 5 300 000`."""
    currency: str
    rate: str
    """How much one unit of that currency is worth in the plan's, as the plan states it."""
    amount: int
    """In the plan's currency."""


def conversions(plan: Plan, kinds: Collection[str]) -> Iterator[ConvertedAmount]:
    """Every amount of records of these kinds that was converted when the plan was read."""
    if not (plan.origin.money and plan.origin.money.converted):
        return
    for kind, record in plan.records():
        if kind in kinds:
            yield from converted_of(plan, kind, record)


def converted_of(plan: Plan, kind: str, record: Record) -> Iterator[ConvertedAmount]:
    """Every amount of one record that was converted when the plan was read."""
    rates = plan.about.rates or {}
    for path, amount in _amounts(record):
        raw = _text_at(plan, kind, record.id, path) if rates else ""
        for code in _codes(raw):
            if code in rates and code != plan.about.currency and _same(plan, raw, amount):
                yield ConvertedAmount(
                    kind, record.id, ".".join(path), short(raw), code, f"{rates[code].rate}", amount
                )
                break


def _amounts(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each amount of money in a record, with its path."""
    if is_dataclass(value):
        for field in fields(value):
            if path or field.name.rstrip("_") in MONEY:
                yield from _amounts(getattr(value, field.name), (*path, field.name.rstrip("_")))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _amounts(inner, (*path, str(key)))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield path, value


def _text_at(plan: Plan, kind: str, record: str, path: tuple[str, ...]) -> str:
    """What stands in the file, without quotes; empty where it runs over several lines or stands in none."""
    place = plan.origin.locate(kind, record, *path)
    lines = plan.origin.lines(place.path)
    if place.start.line != place.end.line or not 1 <= place.start.line <= len(lines):
        return ""
    return lines[place.start.line - 1][place.start.column - 1 : place.end.column - 1].strip("\"' ")


def _codes(raw: str) -> tuple[str, ...]:
    """The currencies that an amount may be in; none where it names none, or is no amount."""
    try:
        return read_written(raw).codes
    except MoneyError:
        return ()


def _same(plan: Plan, raw: str, amount: int) -> bool:
    """Whether the text in the file still is that amount: a supposed change may have replaced it."""
    try:
        return abs(plan.about.reader().read(raw) - amount) <= 1
    except MoneyError:
        return False
