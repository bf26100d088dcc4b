"""The columns in which links and outcomes are shown."""

from collections.abc import Callable, Iterable, Mapping

from realign.plan.judging import Direction
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import Message, Text, message, message_in

_RANK = (
    Column("rank", message("Rank"), Kind.INTEGER),
    Column("rank_low", message("5 %"), Kind.INTEGER),
    Column("rank_high", message("95 %"), Kind.INTEGER),
    Column("top_share", message("First"), Kind.SHARE),
)
_ENDS = (
    Column("source", message("From"), Kind.CODE),
    Column("direction", message("Way")),
    Column("target", message("To"), Kind.CODE),
)
TAGGED = Column("tagged", message("Tagged"), Kind.STATE)
LINKS = (
    *_RANK,
    *_ENDS,
    Column("expected", message("Expected loss"), Kind.NUMBER),
    Column("loss", message("Loss"), Kind.NUMBER),
    Column("confidence", message("Sure"), Kind.SHARE),
    Column("direct", message("Weight"), Kind.NUMBER),
    Column("upstream", message("Up"), Kind.NUMBER),
    Column("downstream", message("Down"), Kind.NUMBER),
    Column("strength", message("Strength"), Kind.INTEGER),
    Column("basis", message("Basis"), Kind.STATE),
    TAGGED,
    Column("refs", message("Paragraphs"), Kind.CODE),
    Column("served_by", message("Programmes"), Kind.CODE),
)
CONTESTED = Column("contested", message("Contested"))
OUTCOMES = (
    *_RANK,
    Column("id", message("Outcome"), Kind.CODE),
    Column("title", message("Title")),
    Column("drive", message("Drives"), Kind.NUMBER),
    Column("dependence", message("Depends"), Kind.NUMBER),
    Column("indirect_share", message("Indirect"), Kind.SHARE),
    Column("positive", message("Push"), Kind.NUMBER),
    Column("negative", message("Hold"), Kind.NUMBER),
    Column("not_separable", message("Not separable from"), Kind.CODE),
)
_SURE = (
    *_RANK,
    Column("top_share_error", message("± by chance"), Kind.SHARE),
    Column("top_places_share", message("Top five"), Kind.SHARE),
    Column("beats_next", message("Beats next"), Kind.SHARE),
    Column("rank_low_missing", message("5 %, some missing"), Kind.INTEGER),
    Column("rank_high_missing", message("95 %, some missing"), Kind.INTEGER),
    Column("without_reference.best", message("Best"), Kind.INTEGER),
    Column("without_reference.best_without", message("without paragraph"), Kind.CODE),
    Column("without_reference.worst", message("Worst"), Kind.INTEGER),
    Column("without_reference.worst_without", message("without paragraph"), Kind.CODE),
    Column("without_link.best", message("Best"), Kind.INTEGER),
    Column("without_link.best_without", message("without link"), Kind.CODE),
    Column("without_link.worst", message("Worst"), Kind.INTEGER),
    Column("without_link.worst_without", message("without link"), Kind.CODE),
)
SURE_LINKS = (*_ENDS[::2], *_SURE)
SURE_OUTCOMES = (OUTCOMES[4], *_SURE)
AGREEMENT = (
    Column("method", message("Method"), Kind.CODE),
    Column("tau", message("Agreement (tau)"), Kind.NUMBER),
)
TERMS = (
    *_ENDS[::2],
    Column("reference", message("Paragraph"), Kind.CODE),
    Column("place", message("Place"), Kind.CODE),
    Column("strength", message("Strength"), Kind.INTEGER),
    Column("relevance", message("Relevance"), Kind.NUMBER),
    Column("share", message("Part"), Kind.NUMBER),
    Column("weight", message("Weight"), Kind.NUMBER),
    Column("counts", message("Counts")),
    Column("basis", message("Basis"), Kind.STATE),
    Column("confidence", message("Sure"), Kind.SHARE),
    Column("says", message("What it says")),
)
STEPS = (
    Column("name", message("Figure"), Kind.CODE),
    Column("says", message("What it is")),
    Column("formula", message("Formula"), Kind.CODE),
    Column("value", message("Comes to"), Kind.NUMBER),
)
SHARES = (
    Column("outcome", message("Outcome"), Kind.CODE),
    Column("side", message("Side")),
    Column("neighbour", message("Neighbour"), Kind.CODE),
    Column("weight", message("Weight"), Kind.NUMBER),
    Column("reach", message("Its reach"), Kind.NUMBER),
    Column("adds", message_in("tables", "Adds"), Kind.NUMBER),
)
RIVALS = (
    *_ENDS[::2],
    Column("rank", message("Rank"), Kind.INTEGER),
    Column("expected", message("Expected loss"), Kind.NUMBER),
    Column("loss", message("Loss"), Kind.NUMBER),
    Column("win", message("Ranks below in"), Kind.SHARE),
    Column("win_error", message("± by chance"), Kind.SHARE),
)
WAYS = (
    Column("outcomes", message_in("tables", "Way"), Kind.CODE),
    Column("influence", message("Influence"), Kind.NUMBER),
)
WHY_APART = message(
    "the ranking counts what is unsure in part and an open direction two thirds each way; "
    "a draw leaves out what is unsure and decides what is open"
)
"""How the ranking and the draws can differ."""
DIRECTIONS: Mapping[Direction, Message] = {
    "directed": message("to"),
    "mutual": message("both"),
    "unstated": message("open"),
}
SIGNS: Mapping[Direction, str] = {"directed": "→", "mutual": "↔", "unstated": "–"}

Show = Callable[[Cell], Cell]


_BRIEF = {
    "links": ("rank", "source", "target", "direction", "top_share"),
    "outcomes": ("rank", "id", "title", "drive", "top_share"),
}
"""Columns of the first screen."""


def table(
    name: str,
    title: Text,
    columns: tuple[Column, ...],
    records: Iterable[object],
    notes: tuple[Text, ...] = (),
    **shown: Show,
) -> Sheet:
    """Records as a table: the name of a column is the path to its field; `shown` says how to write some."""

    def cell(record: object, column: Column) -> Cell:
        value: object = record
        for step in column.name.split("."):
            value = getattr(value, step, None)
        found: Cell = value  # type: ignore[assignment]  # the fields of an answer are cells
        return shown[column.name](found) if column.name in shown else found

    rows = tuple(tuple(cell(record, column) for column in columns) for record in records)
    return Sheet(name, title, columns, rows, notes, brief=_BRIEF.get(name, ()))
