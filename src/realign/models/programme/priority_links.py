"""Which links have priority, and which of them some outcomes hold."""

from collections.abc import Iterable
from math import inf
from typing import Literal, Protocol, TypeVar

TOP = 10
"""How many links count as priority links, unless the user says otherwise."""
Belonging = Literal["core", "likely", "contested", "out"]
"""How surely a link belongs to the priority links."""


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


class Belongs(Ranked, Protocol):
    """What has a rank, and is or is not among the first whatever is true."""

    @property
    def class_(self) -> Belonging | None:
        """How surely it is; `None` where nothing was drawn."""

    @property
    def among_first(self) -> float | None:
        """The share of the draws in which it is."""


class PrioritisedLink(Belongs, Protocol):
    """A link between two outcomes and its rank through a lens."""

    @property
    def in_choice(self) -> bool:
        """Whether it is one of the links that are chosen."""

    @property
    def mean_loss(self) -> float | None:
        """By which links are chosen; `None` where nothing was drawn."""

    @property
    def tagged(self) -> bool | None:
        """Whether any statement speaks of the lens; `None` without a lens."""

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


L = TypeVar("L", bound=PrioritisedLink)


def priority(links: Iterable[L], top: int) -> tuple[L, ...]:
    """The chosen links, those that carry most on average first.

    Where nothing was drawn nothing is chosen; then the first `top` by rank, and those that tie with the last.
    """
    every = sorted((link for link in links if link.rank is not None), key=place)
    if any(link.mean_loss is not None for link in every):
        return tuple(
            sorted((link for link in every if link.in_choice), key=lambda one: -(one.mean_loss or 0))
        )
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
