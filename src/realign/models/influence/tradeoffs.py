"""Links that hold back, or of which both is said: they never lead a ranking, so they have their own list."""

from collections.abc import Sequence
from dataclasses import dataclass

from realign.models.influence.results import RankedLink


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
