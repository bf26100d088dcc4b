"""Columns and phrases that tables of priority links share."""

from collections.abc import Iterable, Mapping

from realign.models.programme.priority_links import Belonging, Belongs, Ranked
from realign.sheets import Cell, Column, Kind
from realign.text import Message, fill, join, message, message_in

LINK = Column("link", message("Link"), Kind.CODE)
RANK = Column("rank", message("Rank"), Kind.INTEGER)
SURE = Column("certainty", message("Likely rank"))
CLASS = Column("class", message("Class"), Kind.STATE)
FIRST = Column("among_first", message("Among the first"), Kind.SHARE)
CLASSES: Mapping[Belonging, Message] = {
    "core": message_in("class", "core"),
    "likely": message_in("class", "likely"),
    "contested": message_in("class", "contested"),
    "out": message_in("class", "out"),
}
STATED_IN = Column("refs", message("The link is stated in"), Kind.CODE)
TIES = Column("basis", message("Basis of the ties"), Kind.STATE)
REFS = Column("refs", message("Reference"), Kind.CODE)


def standing_columns(links: Iterable[Belongs]) -> tuple[Column, Column]:
    """How surely links are among the first; where nothing was drawn, how they rank."""
    return (CLASS, FIRST) if any(link.class_ is not None for link in links) else (RANK, SURE)


def standing(link: Belongs) -> tuple[Cell, Cell]:
    """The cells of these columns."""
    if link.class_ is None:
        return (link.rank, spread(link))
    return (CLASSES[link.class_], link.among_first)


def belonging(link: Belongs) -> Message:
    """How surely a link is among the first, in words; where nothing was drawn, how it ranks."""
    return certainty(link) if link.class_ is None else CLASSES[link.class_]


def untagged_note(links: Iterable[str]) -> tuple[Message, ...]:
    """Which links no statement ties to the lens."""
    named = tuple(links)
    if not named:
        return ()
    return (
        message("only the default relevance, as no statement speaks of the lens: {links}", links=join(named)),
    )


def certainty(ranked: Ranked) -> Message:
    """How sure a rank is, in words: `rank 3, likely 1 to 6`."""
    if ranked.rank is None:
        return message("no rank")
    rank = number(ranked.rank)
    if ranked.rank_low is None or ranked.rank_high is None:
        return fill(message("rank {rank}"), rank=rank)
    low, high = number(ranked.rank_low), number(ranked.rank_high)
    if low == high:
        return fill(message("rank {rank}, sure"), rank=rank)
    return fill(message("rank {rank}, likely {low} to {high}"), rank=rank, low=low, high=high)


def spread(ranked: Ranked) -> Message | None:
    """Between which ranks it likely lies, for a column: `1 to 6`."""
    if ranked.rank_low is None or ranked.rank_high is None:
        return None
    if ranked.rank_low == ranked.rank_high:
        return message("sure")
    template = message("{low} to {high}")
    return fill(template, low=number(ranked.rank_low), high=number(ranked.rank_high))


def number(rank: float) -> str:
    """A rank without needless digits: 3 or 3.5."""
    return f"{rank:.12g}"
