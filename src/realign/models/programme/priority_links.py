"""A ranked link as other questions see it: which links have priority, and how sure a rank is."""

from collections.abc import Iterable
from math import inf
from typing import Protocol, TypeVar

from realign.sheets import Column, Kind
from realign.text import Message, fill, message

TOP = 10
"""How many links count as priority links, unless the user says otherwise."""


LINK = Column("link", message("Link"), Kind.CODE)
RANK = Column("rank", message("Rank"), Kind.INTEGER)
SURE = Column("certainty", message("Likely rank"))
STATED_IN = Column("refs", message("The link is stated in"), Kind.CODE)
TIES = Column("basis", message("Basis of the ties"), Kind.STATE)
REFS = Column("refs", message("Reference"), Kind.CODE)


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


class RankedLink(Ranked, Protocol):
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


class RankedOutcome(Ranked, Protocol):
    """An outcome and its rank through a lens."""

    @property
    def id(self) -> str:
        """Its code."""

    @property
    def alone(self) -> bool:
        """Whether no link touches it, so that its rank says nothing."""


R = TypeVar("R", bound=Ranked)
L = TypeVar("L", bound=RankedLink)


def priority(ranked: Iterable[R], top: int) -> tuple[R, ...]:
    """The first `top` by rank; those that tie with the last of them are taken in, too."""
    every = sorted((one for one in ranked if one.rank is not None), key=place)
    if top < 1 or not every:
        return ()
    last = place(every[min(top, len(every)) - 1])
    return tuple(one for one in every if place(one) <= last)


def place(one: Ranked) -> float:
    """The rank as a key to sort by; what has none comes last."""
    return inf if one.rank is None else one.rank


def name(link: RankedLink) -> str:
    """A link as people write it: its two codes with a dash between them."""
    return f"{link.source}–{link.target}"


def ends(links: Iterable[RankedLink]) -> frozenset[str]:
    """The outcomes at either end of any of `links`."""
    return frozenset(code for link in links for code in (link.source, link.target))


def carried(links: Iterable[L], outcomes: Iterable[str]) -> tuple[L, ...]:
    """Those of `links` that have both ends among `outcomes`."""
    held = frozenset(outcomes)
    return tuple(link for link in links if {link.source, link.target} <= held)


def certainty(one: Ranked) -> Message:
    """How sure a rank is, in words: `rank 3, likely 1 to 6`."""
    if one.rank is None:
        return message("no rank")
    if one.rank_low is None or one.rank_high is None:
        return fill(message("rank {rank}"), rank=number(one.rank))
    if one.rank_low == one.rank_high:
        return fill(message("rank {rank}, sure"), rank=number(one.rank))
    return fill(
        message("rank {rank}, likely {low} to {high}"),
        rank=number(one.rank),
        low=number(one.rank_low),
        high=number(one.rank_high),
    )


def spread(one: Ranked) -> Message | None:
    """Between which ranks it likely lies, for a column: `1 to 6`."""
    if one.rank_low is None or one.rank_high is None:
        return None
    if one.rank_low == one.rank_high:
        return message("sure")
    template = message("{low} to {high}")
    return fill(template, low=number(one.rank_low), high=number(one.rank_high))


def number(rank: float) -> str:
    """A rank without needless digits: 3 or 3.5."""
    return f"{rank:.12g}"
