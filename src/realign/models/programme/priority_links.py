"""Which ranked links have priority, and which of them some outcomes hold."""

from collections.abc import Iterable
from math import inf
from typing import Protocol, TypeVar

TOP = 10
"""How many links count as priority links, unless the user says otherwise."""


class Ranked(Protocol):
    """What has a rank: 1 is first; ties share the mean of their ranks."""

    @property
    def rank(self) -> float | None:
        """The rank; `None` where the method has no answer."""

    @property
    def rank_low(self) -> float | None:
        """The best rank that is still likely; `None` where that was not asked for."""

    @property
    def rank_high(self) -> float | None:
        """The worst rank that is still likely."""


class PrioritisedLink(Ranked, Protocol):
    """A link between two outcomes and its rank through a lens."""

    @property
    def source(self) -> str:
        """The outcome at one end."""

    @property
    def target(self) -> str:
        """The outcome at the other end."""

    @property
    def refs(self) -> tuple[str, ...]:
        """The paragraphs that state it."""


class PrioritisedOutcome(Ranked, Protocol):
    """An outcome and its rank through a lens."""

    @property
    def id(self) -> str:
        """Its code."""

    @property
    def alone(self) -> bool:
        """Whether no link touches it, so that its rank says nothing."""


R = TypeVar("R", bound=Ranked)
L = TypeVar("L", bound=PrioritisedLink)


def priority(ranked: Iterable[R], top: int) -> tuple[R, ...]:
    """The first `top` by rank; those that tie with the last of them are taken in, too."""
    every = sorted((link for link in ranked if link.rank is not None), key=place)
    if top < 1 or not every:
        return ()
    last = place(every[min(top, len(every)) - 1])
    return tuple(link for link in every if place(link) <= last)


def place(ranked: Ranked) -> float:
    """The rank as a key to sort by; what has none comes last."""
    return inf if ranked.rank is None else ranked.rank


def name(link: PrioritisedLink) -> str:
    """A link as people write it: its two codes with a dash between them."""
    return f"{link.source}–{link.target}"


def ends(links: Iterable[PrioritisedLink]) -> frozenset[str]:
    """The outcomes at either end of any of `links`."""
    return frozenset(code for link in links for code in (link.source, link.target))


def carried(links: Iterable[L], outcomes: Iterable[str]) -> tuple[L, ...]:
    """Those of `links` that have both ends among `outcomes`."""
    held = frozenset(outcomes)
    return tuple(link for link in links if {link.source, link.target} <= held)
