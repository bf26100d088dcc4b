"""What holds back, as people read it: links, and outcomes that push as well."""

from collections.abc import Iterator, Sequence

from realign.models.influence.tradeoffs import PushAndHold, TradeOff
from realign.sheets import Column, Kind, Sheet
from realign.text import Message, message

SHOWN = 3
"""So many rows of each are shown."""
_TRADEOFFS = (
    Column("link", message("Link"), Kind.CODE),
    Column("loss", message("Loss"), Kind.NUMBER),
    Column("contested", message("Contested")),
)
_BOTH = (
    Column("id", message("Outcome"), Kind.CODE),
    Column("positive", message("Push"), Kind.NUMBER),
    Column("negative", message("Hold"), Kind.NUMBER),
)


def opposed_sheets(tradeoffs: Sequence[TradeOff], both: Sequence[PushAndHold]) -> Iterator[Sheet]:
    """The first few of either; nothing where nothing holds back."""
    if tradeoffs:
        title = message("Trade-offs: links that hold back, or of which both is said")
        rows = tuple((f"{one.source}–{one.target}", one.loss, one.contested) for one in tradeoffs)
        yield Sheet("tradeoffs", title, _TRADEOFFS, rows[:SHOWN], _more(rows))
    if both:
        title = message("Outcomes that push much and hold much")
        told = tuple((one.id, one.positive, one.negative) for one in both)
        yield Sheet("push_and_hold", title, _BOTH, told[:SHOWN], _more(told))


def _more(rows: Sequence[object]) -> tuple[Message, ...]:
    cut = len(rows) - SHOWN
    return (message("{count} more as JSON", count=cut),) if cut > 0 else ()
