"""What a change of the plan does to the gap and to each piece of work."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from realign.models.change.amounts import Asked, Label
from realign.models.change.record_changes import FieldChange, Side
from realign.plan import Plan, Range
from realign.plan.lookup import unearmarked_funds
from realign.plan.record import Title

STATES = ("covered", "open", "uncovered")
_FIGURES: Mapping[str, frozenset[str]] = {
    "funds": frozenset({"kind", "amount", "required", "received"}),
    "deliverables": frozenset({"cost"}),
    "activities": frozenset({"cost"}),
}
"""Kind -> fields that are money: if one changes the money does, whatever that does to the work."""
_WEIGHING = frozenset(
    {"cost", "value", "tier", "funds", "requires", "divisible", "same_as", "kind", "amount", "required"}
)
"""Fields that decide what money covers."""


class ItemState(Protocol):
    """What the money answer says of one piece of work."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> str:
        """`deliverables` or `activities`."""

    @property
    def title(self) -> Title:
        """Its name."""

    @property
    def state(self) -> str:
        """`covered`, `open` or `uncovered`."""

    @property
    def exposure(self) -> str:
        """`exposed`, `conditional` or `safe`."""

    @property
    def same_as(self) -> str | None:
        """The piece of work that it is the same as, and is counted with."""


class MoneyLevel(Protocol):
    """The money answer at one amount."""

    @property
    def required(self) -> int | None:
        """What would cover everything."""

    @property
    def items(self) -> Sequence[ItemState]:
        """All pieces of work."""


Teller = Callable[[Plan, Sequence[int]], Mapping[int, MoneyLevel]]
"""Tells what each amount of unearmarked money covers; nothing for a plan without any work to pay for."""


@dataclass(frozen=True, slots=True)
class MoneyMove:
    """What happens to the gap at one amount of unearmarked money."""

    label: Label | None
    """What the amount is: required, or received in a year; none where it is just an amount."""
    unearmarked: int
    """In the new state."""
    old_unearmarked: int
    """In the old one: another amount where each state has its own."""
    old_required: int | None
    new_required: int | None
    old_shortfall: int | None
    new_shortfall: int | None
    change: int | None
    """By how much the shortfall grows (positive) or shrinks."""
    old_states: Mapping[str, int]
    """covered, open, uncovered -> how many pieces of work."""
    new_states: Mapping[str, int]

    @property
    def differs(self) -> bool:
        """Whether the money is another one than before."""
        before = (self.old_unearmarked, self.old_required, self.old_states)
        return before != (self.unearmarked, self.new_required, self.new_states)


@dataclass(frozen=True, slots=True)
class ItemMove:
    """A piece of work that changes status."""

    unearmarked: int
    id: str
    title: Title
    old_state: str | None
    """covered, open or uncovered; none: it was not there."""
    new_state: str | None
    old_exposure: str | None
    """exposed, conditional or safe."""
    new_exposure: str | None
    same_as: str | None
    """The piece of work that it is the same as, and is counted with."""
    causes: tuple[FieldChange, ...]
    """What changed in its own record; where nothing did, every change of money."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What is known of the costs of all work."""

    pieces: int
    costed: int
    """Pieces of work whose cost is known, as a figure or a range."""
    low: int
    """What these cost together at least."""
    high: int

    @classmethod
    def of(cls, plan: Plan) -> "Costs":
        """Add up the costs of a plan; work under two names counts once, by its first."""
        pieces = [item for item in plan.fundables if item.same_as is None]
        known = [item.cost for item in pieces if item.cost is not None]
        lows = (cost.low if isinstance(cost, Range) else cost for cost in known)
        highs = (cost.high if isinstance(cost, Range) else cost for cost in known)
        return cls(len(pieces), len(known), sum(lows), sum(highs))


def compared(
    old: Side, new: Side, tell: Teller, amounts: Sequence[Asked], found: Sequence[FieldChange]
) -> tuple[tuple[MoneyMove, ...], tuple[ItemMove, ...]]:
    """Compare what each amount covers before and after.

    A state without any unearmarked fund holds none of it where the other state has such a fund.
    """
    without = [not unearmarked_funds(side.plan) for side in (old, new)]
    pairs = [
        Asked(
            0 if without[0] and not without[1] else one.old,
            0 if without[1] and not without[0] else one.new,
            one.label,
        )
        for one in {(one.old, one.new): one for one in reversed(amounts)}.values()
    ][::-1]
    before, after = tell(old.plan, [one.old for one in pairs]), tell(new.plan, [one.new for one in pairs])
    money: list[MoneyMove] = []
    items: list[ItemMove] = []
    for one in pairs:
        was, now = before.get(one.old), after.get(one.new)
        if was or now:
            money.append(_gap(one, was, now))
            items += _items(one.new, was, now, found)
    return tuple(money), tuple(items)


def is_money(change: FieldChange) -> bool:
    """Whether a change is one of the money itself: a figure of a fund, a cost, a fund more or less."""
    field = _field(change)
    return change.kind == "funds" if field is None else field in _FIGURES.get(change.kind, ())


def _field(change: FieldChange) -> str | None:
    """The field of a record that a change is in; none where the whole record came or went."""
    return None if change.field is None else change.field.partition(".")[0]


def _gap(asked: Asked, before: MoneyLevel | None, after: MoneyLevel | None) -> MoneyMove:
    """The gap at one amount, before and after."""
    old, new = (level.required if level else None for level in (before, after))
    was, now = (
        None if one is None else max(0, one - amount) for one, amount in ((old, asked.old), (new, asked.new))
    )
    return MoneyMove(
        label=asked.label,
        unearmarked=asked.new,
        old_unearmarked=asked.old,
        old_required=old,
        new_required=new,
        old_shortfall=was,
        new_shortfall=now,
        change=None if was is None or now is None else now - was,
        old_states=_counts(before),
        new_states=_counts(after),
    )


def _counts(level: MoneyLevel | None) -> dict[str, int]:
    """How many pieces of work are in which state."""
    states = [one.state for one in level.items if one.same_as is None] if level else []
    return {state: states.count(state) for state in STATES}


def _items(
    amount: int, before: MoneyLevel | None, after: MoneyLevel | None, found: Sequence[FieldChange]
) -> Iterator[ItemMove]:
    """The pieces of work whose state or exposure is another one than before."""
    was, now = _standing(before), _standing(after)
    suspects = [one for one in found if one.kind in _FIGURES and (_field(one) or "cost") in _WEIGHING]
    for key in {**now, **was}:
        one, other = was.get(key), now.get(key)
        old, new = ((each.state, each.exposure) if each else (None, None) for each in (one, other))
        if old != new:
            known = other or one
            itself = [each for each in suspects if (each.kind, each.id) == key]
            yield ItemMove(
                unearmarked=amount,
                id=key[1],
                title=known.title if known else key[1],
                old_state=old[0],
                new_state=new[0],
                old_exposure=old[1],
                new_exposure=new[1],
                same_as=known.same_as if known else None,
                causes=tuple(itself or suspects),
            )


def _standing(level: MoneyLevel | None) -> dict[tuple[str, str], ItemState]:
    """The pieces of work by kind and id."""
    return {(one.kind, one.id.removeprefix(f"{one.kind}/")): one for one in (level.items if level else ())}
