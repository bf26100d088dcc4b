"""Which fields of which records differ between two states of a plan, and where they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from realign.findings import Locate
from realign.money import write_money
from realign.plan import KINDS, Plan, Record
from realign.plan.fields import leaves

Sort = Literal["added", "removed", "changed"]
_MONEY = frozenset({"cost", "amount", "required", "received"})
"""Fields that hold money."""


@dataclass(frozen=True, slots=True)
class Side:
    """One state of a plan."""

    name: str
    """What the user calls it: a folder or a revision."""
    plan: Plan
    locate: Locate


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, or a record that only one side has."""

    kind: str
    id: str
    sort: Sort
    field: str | None
    """Dotted path; none where the whole record came or went."""
    old: str | None
    new: str | None
    path: str
    line: int
    """In the new state; of a record that is gone, in the old one."""

    @property
    def record(self) -> str:
        """`kind/id`."""
        return f"{self.kind}/{self.id}"


def changes(old: Side, new: Side) -> Iterator[FieldChange]:
    """Everything that differs, in the order of the new plan; records that are gone come last."""
    if old.plan.about.id != new.plan.about.id or old.plan.about != new.plan.about:
        yield from _fields("plan", new.plan.about.id, old.plan.about, new.plan.about, new)
    for kind in KINDS:
        before, after = _by_id(old.plan, kind), _by_id(new.plan, kind)
        for code, record in after.items():
            if code not in before:
                yield _whole(kind, code, "added", new)
            elif before[code] != record:
                yield from _fields(kind, code, before[code], record, new)
        yield from (_whole(kind, code, "removed", old) for code in before if code not in after)


def put_back(old: Plan, new: Plan, kind: str, code: str) -> Plan:
    """The new plan with one record as it was in the old one: there, changed back, or gone again.

    Links lose the ends that are no outcomes of that plan, and go where one side is left empty.
    """
    if kind == "plan":
        return replace(new, about=old.about)
    before, after = _by_id(old, kind), _by_id(new, kind)
    if code in before:
        after[code] = before[code]
    else:
        after.pop(code, None)
    changed: dict[str, Any] = {kind: tuple(after.values())}
    return _tied(replace(new, **changed))


def _tied(plan: Plan) -> Plan:
    """The plan without the ends of links that are no outcomes: one record alone may leave such behind."""
    known = {one.id for one in plan.outcomes}
    links = []
    for link in plan.links:
        ends = [tuple(one for one in end if one in known) for end in (link.from_, link.to)]
        if all(ends):
            links.append(replace(link, from_=ends[0], to=ends[1]))
    return replace(plan, links=tuple(links))


def _by_id(plan: Plan, kind: str) -> dict[str, Record]:
    """The records of a kind by id."""
    return {one.id: one for one in getattr(plan, kind)}


def _whole(kind: str, code: str, sort: Sort, side: Side) -> FieldChange:
    """A record that only one side has."""
    place = side.locate(kind, code)
    return FieldChange(kind, code, sort, None, None, None, place.path, place.start.line)


def _fields(kind: str, code: str, before: object, after: object, new: Side) -> Iterator[FieldChange]:
    """The fields of one record that differ."""
    old_values, new_values = _written(before), _written(after)
    for path in dict.fromkeys([*new_values, *old_values]):
        was, now = old_values.get(path), new_values.get(path)
        if was != now:
            place = new.locate(kind, code, *path)
            yield FieldChange(kind, code, "changed", ".".join(path), was, now, place.path, place.start.line)


def _written(record: object) -> Mapping[tuple[str, ...], str]:
    """The values of a record as text by their paths."""
    return {path: _text(value, money=path[0] in _MONEY) for path, value in leaves(record)}


def _text(value: object, *, money: bool = False) -> str:
    """A value as a reader of the change sees it."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_text, value)) + "]"
    if money and isinstance(value, int):
        return write_money(value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)
