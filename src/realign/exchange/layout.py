"""Where in a table the matrices stand: names, titles, sums, remarks, one block for each judge."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from realign.exchange.rules import AS_READ, slip
from realign.exchange.table import Row, Table
from realign.findings import Finding, Place, Position
from realign.render.cells import cell_name
from realign.text import Text, message

SEARCHED = 30
"""Rows above a matrix among which its header is sought."""
LABELS = 4
"""Columns among which the names of the rows are sought."""
NOWHERE = -1

Scoreish = Callable[[str], bool]
"""Whether a cell may be a score, or the blank of one."""


@dataclass(frozen=True)
class Block(Table):
    """A matrix inside a table, laid out as a header of targets, a first column of sources, and scores."""

    whole: Table = field(default_factory=lambda: Table("", "", "", ()))
    columns: tuple[int, ...] = ()
    """The column of the table that each column of the block is; -1: none."""
    header_columns: tuple[int, ...] = ()
    """The same for the header."""
    label: str = ""
    """What stands above it, such as the name of a judge."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Name -> the long text that stands beside it."""
    rectangular: bool = False
    """Whether rows and columns are different things."""
    named: bool = True
    """Whether the names stand in the file."""

    def place(self, row: Row, column: int) -> Place:
        """Where the cell stands in the file."""
        return self.whole.place(row, max(self._at(row, column), 0))

    def position(self, offset: int) -> Position:
        """Line and column of a character of the text."""
        return self.whole.position(offset)

    def called(self, row: Row, column: int) -> str:
        """What a spreadsheet calls the cell."""
        return cell_name(row.number, max(self._at(row, column), 0))

    def _at(self, row: Row, column: int) -> int:
        columns = self.header_columns if row is self.rows[0] else self.columns
        return columns[column] if column < len(columns) else columns[-1] + column - len(columns) + 1


@dataclass
class TableLayout:
    """The matrices of a table, and what is said of it."""

    blocks: list[Block] = field(default_factory=list)
    said: list[Finding] = field(default_factory=list)
    recognised: bool = True
    """Whether it looks like a matrix at all; if not, the one block is the whole table."""


class Finder:
    """Looks for the matrices of a table."""

    def __init__(self, table: Table, rows: Sequence[Row], scoreish: Scoreish) -> None:
        """Get ready."""
        self.table, self.rows, self.scoreish = table, rows, scoreish
        self.layout = TableLayout()

    def cell(self, at: int, column: int) -> str:
        """What stands in a cell; blank beyond the end of a row."""
        cells = self.rows[at].cells
        return cells[column] if column < len(cells) else ""

    def filled(self, at: int) -> list[int]:
        """The columns of a row in which something stands."""
        return [column for column, cell in enumerate(self.rows[at].cells) if cell]

    def say(self, at: int, column: int, says: Text, hint: Text = "") -> None:
        """Note how something is read."""
        place = self.table.place(self.rows[at], column)
        self.layout.said.append(slip(AS_READ, place, says, hint))

    def chunks(self) -> Iterator[tuple[int, int]]:
        """Stretches of rows without a blank row inside: the first, and the one behind the last."""
        begin = 0
        for at in range(1, len(self.rows) + 1):
            if at == len(self.rows) or self.rows[at].number > self.rows[at - 1].number + 1:
                yield begin, at
                begin = at

    def add(
        self,
        header: Sequence[str],
        body: Sequence[int],
        names: Sequence[str],
        columns: Sequence[int],
        *,
        header_at: int = NOWHERE,
        header_columns: Sequence[int] = (),
        names_column: int = NOWHERE,
        label: str = "",
        titles: Mapping[str, str] | None = None,
        rectangular: bool = False,
        named: bool = True,
    ) -> None:
        """Add a block: names of the columns and of the rows, which rows and columns of the table they are."""
        top = self.rows[header_at if header_at >= 0 else body[0]]
        rows = [Row(top.number, top.start, ("", *header))]
        for at, name in zip(body, names, strict=True):
            row = self.rows[at]
            cells = (row.cells[column] for column in columns if column < len(row.cells))
            rows.append(Row(row.number, row.start, (name, *cells)))
        self.layout.blocks.append(
            Block(
                self.table.path,
                self.table.text,
                self.table.divider,
                tuple(rows),
                self.table,
                (names_column, *columns),
                (names_column, *(header_columns or columns)),
                label,
                titles or {},
                rectangular,
                named,
            )
        )

    def leave_out(self, rows: Sequence[int], why: Text) -> None:
        """Say that rows are no part of a matrix."""
        for at in rows:
            filled = self.filled(at)
            text = self.cell(at, filled[0])
            says = message(
                "row {row} is left out ({why}): “{text}”", row=self.rows[at].number, why=why, text=text[:60]
            )
            self.say(at, filled[0], says)


def scored(find: Finder, at: int, column: int) -> bool:
    """Whether a score stands in a cell."""
    text = find.cell(at, column)
    return bool(text) and find.scoreish(text)


def number_in(text: str) -> float | None:
    """The number in a cell, a comma or a point before its decimals."""
    try:
        return float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
