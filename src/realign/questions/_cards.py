"""The parts of a card: fields, what it rests on, what uses it, its links and decisions."""

from dataclasses import dataclass
from typing import Literal

from realign.plan.record import Title
from realign.questions._conversions import ConvertedAmount


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record that a field names by its id, or a heading of the plan."""

    kind: str
    id: str
    """As the field writes it."""
    title: Title


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in one field."""

    field: str
    """Dotted path, as one types it: `required.amount`."""
    value: Title | int | float | bool | tuple[Title, ...]
    money: bool
    converted: ConvertedAmount | None = None
    """Of an amount that stands in another currency in the file: what was converted."""
    names: tuple[NamedRecord, ...] = ()
    """What its ids stand for."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A paragraph that the record rests on, or only takes the code of a theme from."""

    ref: str
    field: str
    source: str | None
    """Its id; none where the plan does not describe it."""
    title: Title | None
    """Of the source."""
    url: str | None
    """Where the source can be read."""


@dataclass(frozen=True, slots=True)
class Use:
    """A record that names this one, rests on this paragraph, or holds this amount."""

    kind: str
    id: str
    field: str
    title: Title
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class LinkAt:
    """A statement that ties the outcome to another one."""

    record: str
    other: str
    direction: Literal["out", "in", "mutual", "unstated"]
    strength: float
    says: Title | None


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """What a source decides about it, or about the work at it."""

    record: str
    decision: str
    """`keep`, `adjust`, …; of a piece of work also what happens to it: `limited`, `delayed`, `stopped`."""
    title: Title


@dataclass(frozen=True, slots=True)
class Card:
    """All about one thing."""

    kind: str
    """A kind of record, `paragraph`, `pair` (of outcomes) or `amount`."""
    id: str
    title: Title | None
    values: tuple[Value, ...]
    rests_on: tuple[Rest, ...]
    used_by: tuple[Use, ...]
    links: tuple[LinkAt, ...]
    """Of an outcome: the statements that tie it, the strongest first."""
    decisions: tuple[DecisionShown, ...]
    path: str
    line: int
