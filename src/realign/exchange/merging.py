"""Records that come from a file beside those that the plan has: new, the same, or different."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from pydantic_core import ValidationError

from realign.exchange.nouns import class_of, named_fields, record_of
from realign.exchange.typed import Record, written
from realign.plan import KINDS, Plan
from realign.plan.data import as_data
from realign.plan.validators import checker, names_of

_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """A record that the plan has, and a file has with other values."""

    kind: str
    id: str
    given: Mapping[str, Any]
    """Field -> what the file says of it, as YAML would hold it."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file brings to a plan."""

    fresh: Mapping[str, list[Record]]
    """Kind -> records whose ids the plan does not have."""
    same: int
    """Records that the plan has just so."""
    others: tuple[OtherRecord, ...]
    """Records that the plan has with other values, or without some of them."""


def merged(plan: Plan, kinds: Mapping[str, list[Record]]) -> Merged:
    """Hold the records of a file against those of `plan`, by id.

    Of what the file says of the plan itself the currency alone counts, and only where the plan has none.
    """
    fresh: dict[str, list[Record]] = {}
    others: list[OtherRecord] = []
    same = 0
    currency = currency_of(kinds)
    if currency and not plan.about.currency:
        others.append(OtherRecord("plan", plan.about.id, {"currency": currency}))
    for kind in KINDS:
        there = {record.id: record for record in getattr(plan, kind)}
        for record in kinds.get(kind, ()):
            known = there.get(str(record.get("id", "")))
            if known is None:
                fresh.setdefault(kind, []).append(record)
            elif given := written(_told(plan, kind, known, record), kind):
                others.append(OtherRecord(kind, known.id, given))
            else:
                same += 1
    return Merged(fresh, same, tuple(others))


def currency_of(kinds: Mapping[str, list[Record]]) -> str:
    """The currency that a file says its amounts are in; empty where it says none."""
    return next((str(one.get("currency", "")) for one in kinds.get("plan", ())), "")


def _told(plan: Plan, kind: str, known: Any, record: Record) -> Record:
    """What a file says of a record otherwise than the plan, at first sight, and the user's own fields.

    A title that only repeats the id is none: a file without titles has such.
    """
    changed = {*differing(plan, kind, known, record)}
    if str(record.get("title", "")) == known.id:
        changed.discard("title")
    return {name: value for name, value in record.items() if name in changed or name.startswith("x-")}


def differing(plan: Plan, kind: str, known: Any, record: Mapping[str, Any]) -> Iterator[str]:
    """The fields that `record` gives otherwise than the plan; what it does not give is no change."""
    own = {name: value for name, value in record.items() if not name.startswith("x-")}
    try:
        (made,) = checker(class_of(kind)).validate_python(
            [{**as_data(known), **own}], context=plan.about.reader()
        )
    except ValidationError:
        yield from (name for name in own if name != "id")
        return
    called = names_of(class_of(kind))
    for one in fields(made):
        name = called[one.name]
        if name in own and getattr(made, one.name) != getattr(known, one.name):
            yield name


def blended(old: Any, new: Any, declared: Any) -> Any:
    """A value of the plan with what a file says of it: other languages, years, judges stay as they are.

    Args:
        old: What the plan's file holds, as texts, lists and mappings.
        new: What the other file says.
        declared: The type of the field.
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **{key: blended(old.get(key), value, None) for key, value in new.items()}}
    if isinstance(old, str) and isinstance(new, Mapping) and all(map(_LANGUAGE.fullmatch, new)):
        return {"en": old, **new}
    if isinstance(old, Mapping) and isinstance(new, str) and "en" in old:
        return {**old, "en": new}
    inner = record_of(declared)
    if isinstance(old, list) and isinstance(new, list) and inner:
        return _blended_records(old, new, next(iter(named_fields(inner))))
    return new


def _blended_records(old: list[Any], new: list[Any], name: str) -> list[Any]:
    """Records inside a record, those of the same name blended."""
    given = {one[name]: one for one in new if isinstance(one, Mapping) and name in one}
    if len(given) < len(new) or not all(isinstance(one, Mapping) for one in old):
        return new
    kept = [blended(one, given.pop(one.get(name), {}), None) for one in old]
    return [*kept, *given.values()]
