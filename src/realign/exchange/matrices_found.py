"""Find the matrices of a table, whatever stands around them."""

from realign.exchange.layout import Block, Finder, Scoreish, TableLayout
from realign.exchange.layout_coded import find_coded
from realign.exchange.layout_named import find_named
from realign.exchange.layout_plain import find_bare, find_rectangular, find_without_corner
from realign.exchange.table import Row, Table


def matrices_in(table: Table, scoreish: Scoreish) -> TableLayout:
    """Find the matrices of a table; one block that is the whole table where none is recognised."""
    rows = [
        Row(row.number, row.start, tuple(map(_one_line, row.cells))) for row in table.rows if not row.blank
    ]
    for find in (find_without_corner, find_bare, find_named, find_coded, find_rectangular):
        found = Finder(table, rows, scoreish)
        if find(found):
            return found.layout
    kept = tuple(row for row in table.rows if not row.blank)
    width = max((len(row.cells) for row in kept), default=1)
    columns = tuple(range(width))
    block = Block(table.path, table.text, table.divider, kept, table, columns, columns)
    return TableLayout([block], recognised=False)


def _one_line(cell: str) -> str:
    """A cell without the line breaks inside it."""
    return " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell
