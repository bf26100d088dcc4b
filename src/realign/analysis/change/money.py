"""Two states of a plan in; what happens to the gap, and to each piece of work, out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from realign.analysis.change.records import Change, Side
from realign.plan import Plan
from realign.words import Text

STATES = ("covered", "open", "uncovered")


class ItemState(Protocol):
    """What the money answer says of one piece of work."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> str:
        """`deliverables` or `activities`."""

    @property
    def title(self) -> Text:
        """Its name."""

    @property
    def state(self) -> str:
        """`covered`, `open` or `uncovered`."""

    @property
    def exposure(self) -> str:
        """`exposed`, `conditional` or `safe`."""


class MoneyLevel(Protocol):
    """The money answer at one amount."""

    @property
    def required(self) -> int | None:
        """What would cover everything."""

    @property
    def items(self) -> Sequence[ItemState]:
        """All pieces of work."""


Teller = Callable[[Plan, int], MoneyLevel | None]
"""Tells what an amount of unearmarked money covers; `None` for a plan without any work to pay for."""


@dataclass(frozen=True, slots=True)
class MoneyMove:
    """What happens to the gap at one amount of unearmarked money."""

    unearmarked: int
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
        return (self.old_required, self.old_states) != (self.new_required, self.new_states)


@dataclass(frozen=True, slots=True)
class ItemMove:
    """A piece of work that fares otherwise than before."""

    unearmarked: int
    id: str
    title: Text
    old_state: str | None
    """covered, open or uncovered; none: it was not there."""
    new_state: str | None
    old_exposure: str | None
    """exposed, conditional or safe."""
    new_exposure: str | None
    causes: tuple[Text, ...]


def compared(
    old: Side, new: Side, tell: Teller, amounts: Sequence[int], found: Sequence[Change]
) -> tuple[tuple[MoneyMove, ...], tuple[ItemMove, ...]]:
    """Compare what each amount covers before and after."""
    money: list[MoneyMove] = []
    items: list[ItemMove] = []
    for amount in amounts:
        before, after = tell(old.plan, amount), tell(new.plan, amount)
        if before or after:
            money.append(_gap(amount, before, after))
            items += _items(amount, before, after, found)
    return tuple(money), tuple(items)


def _gap(amount: int, before: MoneyLevel | None, after: MoneyLevel | None) -> MoneyMove:
    """The gap at one amount, before and after."""
    old, new = (level.required if level else None for level in (before, after))
    was, now = (None if one is None else max(0, one - amount) for one in (old, new))
    return MoneyMove(
        unearmarked=amount,
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
    states = [one.state for one in level.items] if level else []
    return {state: states.count(state) for state in STATES}


def _items(
    amount: int, before: MoneyLevel | None, after: MoneyLevel | None, found: Sequence[Change]
) -> Iterator[ItemMove]:
    """The pieces of work whose state or exposure is another one than before."""
    was, now = _standing(before), _standing(after)
    pots = tuple(one.says for one in found if one.kind == "funds")
    for key in {**now, **was}:
        one, other = was.get(key), now.get(key)
        old, new = ((each.state, each.exposure) if each else (None, None) for each in (one, other))
        if old != new:
            known = other or one
            yield ItemMove(
                unearmarked=amount,
                id=key[1],
                title=known.title if known else key[1],
                old_state=old[0],
                new_state=new[0],
                old_exposure=old[1],
                new_exposure=new[1],
                causes=tuple(each.says for each in found if (each.kind, each.id) == key) or pots,
            )


def _standing(level: MoneyLevel | None) -> dict[tuple[str, str], ItemState]:
    """The pieces of work by kind and id."""
    return {(one.kind, one.id.removeprefix(f"{one.kind}/")): one for one in (level.items if level else ())}
