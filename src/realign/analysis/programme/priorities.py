"""A ranked link as other questions see it: which links have priority, and how sure a rank is."""

from collections.abc import Iterable
from math import inf
from typing import Protocol, TypeVar

from realign.sheets import Column, Kind
from realign.words import Words, fill, words

TOP = 10
"""How many links count as priority links, unless the user says otherwise."""


LINK = Column("link", words(en="Link", zh="联系"), Kind.CODE)
RANK = Column("rank", words(en="Rank", zh="排名"), Kind.INTEGER)
SURE = Column("certainty", words(en="Likely rank", zh="可能排名"))
STATED_IN = Column("refs", words(en="The link is stated in", zh="联系出处"), Kind.CODE)
TIES = Column("basis", words(en="Basis of the ties", zh="对应依据"), Kind.STATE)
REFS = Column("refs", words(en="Reference", zh="出处"), Kind.CODE)


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


def certainty(one: Ranked) -> Words:
    """How sure a rank is, in words: `rank 3, likely 1 to 6`."""
    if one.rank is None:
        return words(en="no rank", zh="无排名")
    if one.rank_low is None or one.rank_high is None:
        return fill(words(en="rank {rank}", zh="排名{rank}"), rank=number(one.rank))
    if one.rank_low == one.rank_high:
        return fill(words(en="rank {rank}, sure", zh="排名{rank}，确定"), rank=number(one.rank))
    return fill(
        words(en="rank {rank}, likely {low} to {high}", zh="排名{rank}，可能为{low}至{high}"),
        rank=number(one.rank),
        low=number(one.rank_low),
        high=number(one.rank_high),
    )


def spread(one: Ranked) -> Words | None:
    """Between which ranks it likely lies, for a column: `1 to 6`."""
    if one.rank_low is None or one.rank_high is None:
        return None
    if one.rank_low == one.rank_high:
        return words(en="sure", zh="确定")
    template = words(en="{low} to {high}", zh="{low}至{high}")
    return fill(template, low=number(one.rank_low), high=number(one.rank_high))


def number(rank: float) -> str:
    """A rank without needless digits: 3 or 3.5."""
    return f"{rank:.12g}"
