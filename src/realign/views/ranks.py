"""Columns and phrases that tables of ranked links share."""

from realign.models.programme.priority_links import Ranked
from realign.sheets import Column, Kind
from realign.text import Message, fill, message

LINK = Column("link", message("Link"), Kind.CODE)
RANK = Column("rank", message("Rank"), Kind.INTEGER)
SURE = Column("certainty", message("Likely rank"))
STATED_IN = Column("refs", message("The link is stated in"), Kind.CODE)
TIES = Column("basis", message("Basis of the ties"), Kind.STATE)
REFS = Column("refs", message("Reference"), Kind.CODE)


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
