"""A sheet of a workbook as a table of texts, such as a matrix is read from."""

from dataclasses import dataclass

from realign.exchange.names import shown
from realign.exchange.number_formats import shapes
from realign.exchange.rules import AS_READ, EMPTY, NOT_CALCULATED, WRONG_VALUE, slip
from realign.exchange.sheet_layout import KEEP, TORN, unseen
from realign.exchange.table import Row, Table, TableError
from realign.exchange.workbook import Grid, What, read_workbook
from realign.findings import Finding, Place, Position
from realign.render.cells import cell_name
from realign.text import join, message, plural

_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class SheetTable(Table):
    """A table whose places are the cells of a sheet: the row is the line, the column the column."""

    def position(self, offset: int) -> Position:
        """Where a row begins; `offset` is its number."""
        return Position(max(offset, 1), 1)

    def place(self, row: Row, column: int) -> Place:
        """The cell."""
        return Place(self.path, Position(row.number, column + 1), Position(row.number, column + 2))


def is_workbook(raw: bytes) -> bool:
    """Whether the bytes are those of a workbook, whatever the file is called."""
    return raw.startswith(_MAGIC)


def read_sheets(raw: bytes, path: str) -> tuple[list[SheetTable], list[Finding]]:
    """The sheets in which something stands, and what is said of them; raises `TableError` for none.

    A sheet that is hidden is read only where no other holds anything.
    """
    book = read_workbook(raw, path)
    filled = [grid for grid in book.grids if grid.rows]
    if not filled:
        raise TableError(slip(EMPTY, Place(path), message("the workbook is empty")))
    seen = [grid for grid in filled if not grid.hidden] or filled[:1]
    said: list[Finding] = []
    hidden = [grid.name for grid in filled if grid not in seen]
    if hidden:
        says = plural(
            "{sheets} is left out: hidden",
            "{sheets} are left out: hidden",
            len(hidden),
            sheets=join(hidden[:8]),
        )
        said.append(slip(AS_READ, Place(path), says))
    said += (slip(AS_READ, Place(f"{path}!{grid.name}"), says) for grid in seen for says in unseen(grid))
    said += [finding for grid in seen if (finding := _other_figures(grid, path))]
    return [_table(grid, path) for grid in seen], said


def _other_figures(grid: Grid, path: str) -> Finding | None:
    """That number formats show other figures than the cells hold, with the first such cell."""
    spots = [
        (rows[0], column)
        for (column, code), rows in grid.marks.formats.items()
        if rows and any(shape.percent or shape.scale > 1 for shape in shapes(code))
    ]
    if not spots:
        return None
    (row, column) = min(spots)
    says = message(
        "number formats show other figures than the cells hold, as in {cell}; {text} is read there",
        cell=cell_name(row, column - 1),
        text=grid.text(row, column),
    )
    return slip(AS_READ, Place(f"{path}!{grid.name}", Position(row, column)), says)


def _table(grid: Grid, path: str) -> SheetTable:
    """A sheet as a table."""
    here = Place(f"{path}!{grid.name}")
    if grid.marks.uncalculated:
        row, column = min(grid.marks.uncalculated)
        says = plural(
            "{cell}: a formula that was never calculated",
            "{cell}: a formula that was never calculated ({count} cells)",
            len(grid.marks.uncalculated),
            cell=cell_name(row, column - 1),
        )
        hint = message("open the file in Excel or LibreOffice, let it calculate, and save it")
        raise TableError(slip(NOT_CALCULATED, here, says, hint))
    if grid.marks.covered:
        (row, column), text = grid.marks.covered[0]
        what = f"{cell_name(row, column - 1)}: {shown(text)}"
        says = plural(
            "{what} stands under a merged cell, where nobody sees it",
            "{what} stands under a merged cell, where nobody sees it ({count} cells)",
            len(grid.marks.covered),
            what=what,
        )
        hint = message("unmerge the cells, and keep in each what it is to say")
        raise TableError(slip(WRONG_VALUE, here, says, hint))
    if torn := next(iter(grid.marks.torn), None):
        row, column = torn
        told = message("{cell}: {says}", cell=cell_name(row, column - 1), says=TORN)
        raise TableError(slip(WRONG_VALUE, here, told, KEEP))
    width = max(grid.columns)
    rows = [
        Row(number, number, tuple(_text(grid, number, column) for column in range(1, width + 1)))
        for number in grid.rows
    ]
    return SheetTable(here.path, "", "", tuple(rows))


def _text(grid: Grid, row: int, column: int) -> str:
    """What stands in a cell; a name that is a number as it is shown."""
    content = grid.content(row, column)
    if content is None:
        return ""
    name = column == 1 or row == next(iter(grid.rows))
    return content.shown or content.text if content.what is What.NUMBER and name else content.text
