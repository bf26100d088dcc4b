"""What of a sheet is read otherwise than it looks: merged, hidden and covered cells, lost formats."""

from collections.abc import Iterator

from realign.exchange import rules as slips
from realign.exchange.headings import Headings
from realign.exchange.marks import Marks
from realign.exchange.names import shown
from realign.exchange.tally import Tally
from realign.exchange.workbook import Grid
from realign.render.cells import cell_name
from realign.text import Message, join, message

TORN = message("a part of what stands here is struck out")
KEEP = message("keep in the cell what is meant, and delete the rest")


def say_layout(grid: Grid, kind: str, found: Headings, tally: Tally) -> None:
    """Say what of the sheet is read otherwise than it looks."""
    marks, first = grid.marks, found.row or 1
    filled = [
        f"{cell_name(top, left - 1)}:{cell_name(bottom, right - 1)}"
        for top, left, bottom, right in sorted(marks.merged)
        if bottom > top and bottom > found.last and top > found.row
    ]
    for says in _told(message("merged cells count for each of their rows"), filled):
        tally.say(slips.AS_READ, first, 1, says)
    _say_lost(grid, tally)
    for says in unseen(grid):
        tally.say(slips.AS_READ, first, 1, says)
    _say_formats(marks, first, tally)
    if grid.hidden and grid.rows:
        tally.say(slips.AS_READ, first, 1, message("the sheet is hidden; it is read"))
    if kind == "links" and found.columns and not found.column("direction"):
        says = message(
            "no column says the direction of the links: each is read as directed, `from` helps `to`"
        )
        hint = message("a column direction may say directed, mutual or unstated")
        tally.say(slips.AS_READ, first, found.column("from") or 1, says, hint)


def _say_lost(grid: Grid, tally: Tally) -> None:
    """Say which cells hold what cannot be meant as it stands."""
    for (row, column), text in grid.marks.covered:
        says = message("{text} stands under a merged cell, where nobody sees it", text=shown(text))
        hint = message("unmerge the cells, and keep in each what it is to say")
        tally.say(slips.WRONG_VALUE, row, column, says, hint)
    for row, column in grid.marks.torn:
        if row in grid.rows:
            tally.say(slips.WRONG_VALUE, row, column, TORN, KEEP)


def _say_formats(marks: Marks, row: int, tally: Tally) -> None:
    """Say that the file does not tell how its values are shown."""
    if not marks.exact and not marks.plain:
        says = message(
            "of an old .xls file only the values are known: no zeros, currency or per cent that a format "
            "shows, and not what is hidden or struck out"
        )
        tally.say(slips.AS_READ, row, 1, says, message("save it as .xlsx, and import that, to be sure"))


def unseen(grid: Grid) -> Iterator[Message]:
    """What is read of a sheet though people do not see it, or see it struck out."""
    marks = grid.marks
    yield from _told(
        message("hidden rows are read, too"), [str(row) for row in marks.hidden_rows if row in grid.rows]
    )
    columns = sorted(filter(marks.hidden_columns.__getitem__, grid.columns))
    yield from _told(message("hidden columns are read, too"), [cell_name(1, n - 1)[:-1] for n in columns])
    struck = [cell_name(row, column - 1) for row, column in marks.struck if row in grid.rows]
    yield from _told(message("what is struck out is read, too"), struck)


def _told(says: Message, names: list[str]) -> Iterator[Message]:
    """Say something of parts of the sheet, the first five by name, if there are any."""
    if names:
        more = ("…",) if len(names) > 5 else ()
        yield message("{says} ({count}: {some})", says=says, count=len(names), some=join((*names[:5], *more)))
