"""Links that hold back, or of which both is said: they never lead a ranking, so they have their own list."""

from collections.abc import Sequence
from dataclasses import dataclass

from realign.models.influence.results import RankedLink, RankedOutcome

STRONG = 0.25
"""Push and hold are both strong where the smaller is at least this part of the larger."""


@dataclass(frozen=True, slots=True)
class TradeOff:
    """A link that holds something back, by all or by some of what is said."""

    source: str
    target: str
    loss: float | None
    """Negative: without the link there would be more influence."""
    contested: bool
    """Whether statements of both signs stand against each other."""


def tradeoffs_of(links: Sequence[RankedLink]) -> tuple[TradeOff, ...]:
    """The negative and the contested links, largest loss or gain first."""
    found = [
        TradeOff(link.source, link.target, link.loss, link.contested)
        for link in links
        if link.contested or link.strength < 0 or (link.loss or 0) < 0
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.loss or 0)))


@dataclass(frozen=True, slots=True)
class PushAndHold:
    """An outcome that pushes much and holds much: its drive alone would hide either."""

    id: str
    positive: float
    negative: float


def pushes_and_holds(outcomes: Sequence[RankedOutcome]) -> tuple[PushAndHold, ...]:
    """The outcomes of which push and hold are both strong, largest hold first.

    Neither is less than a quarter of the other, and together they are no less than on average.
    """
    told = [(one.id, one.positive or 0.0, one.negative or 0.0) for one in outcomes]
    usual = sum(push + hold for _, push, hold in told) / max(len(told), 1)
    found = [
        PushAndHold(code, push, hold)
        for code, push, hold in told
        if max(push, hold) > 0 and min(push, hold) >= STRONG * max(push, hold) and push + hold >= usual
    ]
    return tuple(sorted(found, key=lambda one: -one.negative))


@dataclass(frozen=True, slots=True)
class Opposition:
    """What holds back: links, and outcomes that push as well."""

    tradeoffs: tuple[TradeOff, ...] = ()
    push_and_hold: tuple[PushAndHold, ...] = ()


NOTHING = Opposition()
