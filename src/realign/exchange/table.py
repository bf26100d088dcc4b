"""Reads a CSV file as rows of cells, each with its name in a spreadsheet and its place."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from realign.exchange.rules import EMPTY, NOT_TEXT, TOO_LARGE, UNCLEAR_COLUMNS, slip
from realign.findings import Finding, Place, Position
from realign.render.cells import cell_name
from realign.text import listed, message

LIMIT = 32 * 2**20
"""Bytes; a matrix of 1,000 x 1,000 scores has about 3 MiB."""
CELLS = 1_200_000
"""Cells, blank ones included; such a matrix has a million."""
DIVIDERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_BREAK = r"\r\n|\n|\r"
_CELL = {
    sign: re.compile(
        rf'[ ]*"(?P<quoted>(?:[^"]|"")*+)"[ ]*(?P<end>{sign}|{_BREAK}|\Z)'
        rf"|(?P<plain>[^{sign}\r\n]*+)(?P<stop>{sign}|{_BREAK}|\Z)"
    )
    for sign in DIVIDERS
}
_BLANKS = re.compile(
    rf'[ ]*+(?:"(?P<quoted>(?:[^"]|"")*+)"[ ]*(?P<end>[ ](?=[^ \r\n])|{_BREAK}|\Z)'
    rf"|(?P<plain>[^ \r\n]*+)[ ]*(?P<stop>[ ](?=[^ \r\n])|{_BREAK}|\Z))"
)
"""Cells divided by one blank or several, as R and MATLAB write matrices."""
_SCORE = re.compile(r"[+-]?[0-9.]+|NA|NaN|nan")
_DECLARED = re.compile(rf"sep=(?P<sign>[,;\t])(?:{_BREAK})", re.IGNORECASE)


class TableError(Exception):
    """The file is no table; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding."""
        super().__init__(finding.message)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells without the blanks around them, and where it starts in the text."""

    number: int
    """As a spreadsheet counts, from 1."""
    start: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells)


@dataclass(frozen=True)
class Table:
    """A table of texts that knows where each cell stands in the file."""

    path: str
    text: str
    divider: str
    rows: tuple[Row, ...]

    @cached_property
    def _last(self) -> dict[int, list[tuple[int, int]]]:
        """Where the row begins that was asked for last -> where its cells begin and end."""
        return {}

    def _spans(self, start: int) -> list[tuple[int, int]]:
        """Where the cells of the row that starts there begin and end."""
        if start not in self._last:
            self._last.clear()
            self._last[start] = [
                (found.start(), found.start("end" if found["end"] is not None else "stop"))
                for found in _cells(self.text, start, self.divider)
            ]
        return self._last[start]

    @cached_property
    def _lines(self) -> list[int]:
        """Offsets at which lines start."""
        return [0, *(found.end() for found in re.finditer(_BREAK, self.text))]

    def position(self, offset: int) -> Position:
        """Line and column of a character of the text."""
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1] + 1)

    def called(self, row: Row, column: int) -> str:
        """What a spreadsheet calls the cell."""
        return cell_name(row.number, column)

    def place(self, row: Row, column: int) -> Place:
        """Where the cell stands in the file; behind the last cell of the row if there is none."""
        spans = self._spans(row.start) or [(row.start, row.start)]
        start, end = spans[column] if column < len(spans) else (spans[-1][1], spans[-1][1])
        return Place(self.path, self.position(start), self.position(end))


def read_table(raw: bytes, path: str) -> Table:
    """Read the bytes of a CSV file; raises `TableError` if they are no table.

    Takes UTF-8, with or without a byte order mark, and UTF-16 with one; commas, semicolons or
    tabs; any kind of line end; quoted cells, also with line breaks inside.
    """
    text = _decode(raw, path)
    if not text.strip(" \t\r\n,;"):
        raise TableError(slip(EMPTY, Place(path), message("the file is empty")))
    declared = _DECLARED.match(text)
    start = declared.end() if declared else 0
    signs = declared["sign"] if declared else _divider(text, path)
    rows = _rows(text, start, signs, path, 2 if declared else 1)
    if all(row.blank for row in rows):
        raise TableError(slip(EMPTY, Place(path), message("the file is empty")))
    return Table(path, text, signs, rows)


def _decode(raw: bytes, path: str) -> str:
    """Make text of bytes."""
    whole = Place(path)
    if len(raw) > LIMIT:
        raise TableError(
            slip(
                TOO_LARGE,
                whole,
                message(
                    "the file has {size:.0f} MiB; at most {most} are read",
                    size=len(raw) / 2**20,
                    most=LIMIT // 2**20,
                ),
            )
        )
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(encoding, errors="replace").removeprefix("\ufeff")
        spot = Table(path, before, ",", ()).position(len(before))
        place = Place(path, spot, Position(spot.line, spot.column + 1))
        raise TableError(
            slip(NOT_TEXT, place, message("the file is not in UTF-8"), message("save it as CSV UTF-8"))
        ) from error
    if "\0" in text:
        raise TableError(slip(NOT_TEXT, whole, message("this is not a text file")))
    return text


def _cells(text: str, start: int, divider: str) -> Iterator[re.Match[str]]:
    """Go through the cells of the row that starts at `start`."""
    pattern = _BLANKS if divider == " " else _CELL[divider]
    while found := pattern.match(text, start):
        yield found
        if (found["end"] or found["stop"]) != divider:
            return
        start = found.end()


def _rows(text: str, start: int, divider: str, path: str, number: int) -> tuple[Row, ...]:
    """Cut the text into rows; a quote that is not closed makes the rest of the file unreadable."""
    rows: list[Row] = []
    left = CELLS
    while start < len(text):
        cells: list[str] = []
        end = start
        for found in _cells(text, start, divider):
            left -= 1
            if not left:
                says = message("the file has more than {cells} cells", cells=CELLS)
                raise TableError(slip(TOO_LARGE, Place(path), says, message("delete the blank ones")))
            plain, end = found["plain"], found.end()
            if plain is not None and plain.lstrip(" ").startswith('"'):
                at = Table(path, text, divider, ()).position(found.start())
                raise TableError(
                    slip(
                        UNCLEAR_COLUMNS,
                        Place(path, at, at),
                        message(
                            "a quote is opened in {cell} and not closed at its end",
                            cell=cell_name(number, len(cells)),
                        ),
                        message('write a quote inside a quoted cell twice: "the ""new"" town"'),
                    )
                )
            cells.append((found["quoted"].replace('""', '"') if plain is None else plain).strip())
        rows.append(Row(number, start, tuple(cells)))
        start, number = end, number + 1
    return tuple(rows)


def _divider(text: str, path: str) -> str:
    """Find out what divides the columns: the one sign by which every row is as long as the header."""
    header = re.sub(r'"(?:[^"]|"")*+"', "", text.lstrip("\r\n"))
    first, *rest = re.split(_BREAK, header)
    title = first and not any(sign in first for sign in DIVIDERS)
    header = (
        next((line for line in rest if any(sign in line for sign in DIVIDERS)), first) if title else first
    )
    seen = [sign for sign in DIVIDERS if sign in header]
    if len(seen) == 1:
        return seen[0]
    even = [sign for sign in seen if _even(text, sign, path)]
    if len(even) == 1:
        return even[0]
    if not seen and _blanks_divide(text, path):
        return " "
    if not seen:
        says = message("the header has only one column: no comma, semicolon or tab divides it")
    else:
        names = listed(DIVIDERS[sign] for sign in even or seen)
        says = message("the header has {names}; either could divide the columns", names=names)
    hint = message("put names that hold such a sign into double quotes, or write sep=; above the header")
    raise TableError(slip(UNCLEAR_COLUMNS, Place(path), says, hint))


def _blanks_divide(text: str, path: str) -> bool:
    """Whether blanks divide the columns: rows of scores, as long as one another but for the header."""
    rows = [row for row in _rows(text, 0, " ", path, 1) if not row.blank]
    if len(rows) < 2:
        return False
    lengths = {len(row.cells) for row in rows[1:]}
    scores = all(_SCORE.fullmatch(cell) for row in rows[1:] for cell in row.cells[1:])
    fits = len(rows[0].cells) in {*lengths, *(length - 1 for length in lengths)}
    return len(lengths) == 1 and min(lengths) > 1 and scores and fits


def _even(text: str, divider: str, path: str) -> bool:
    """Whether all rows have the same number of cells, if `divider` divides them."""
    try:
        rows = [row for row in _rows(text, 0, divider, path, 1) if not row.blank]
    except TableError as error:
        if error.finding.code == TOO_LARGE.code:
            raise
        return False
    return len({len(row.cells) for row in rows}) == 1 and len(rows) > 1
