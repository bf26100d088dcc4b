"""What an .xlsx file says of its cells beyond their values: formulas, errors, formats, hidden rows."""

from array import array
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.parsers import expat

from realign.exchange.cell_values import fault, refused
from realign.exchange.container import Package, RefusedError, damaged
from realign.exchange.styles import struck_texts, styles
from realign.render.cells import cell_name
from realign.text import message

CELLS = 1_200_000
"""Cells of all sheets that are read, in which something stands."""
COLUMNS = 16_384
"""Of any sheet."""
AREA = 6_000_000
"""Cells of the smallest rectangle around what stands in a sheet."""
OTHERS = 6_000_000
"""Tags of a sheet that are neither cells nor values, such as those of rich text."""
SHEETS = 1_000
"""Tabs of a workbook."""
_DIGITS = "0123456789"
_SHEETS = frozenset(("worksheet", "chartsheet", "dialogsheet", "macrosheet"))
_CHECK = message("open the workbook in Excel or LibreOffice, check the sheet, and save it")
STRUCK = 1_000
"""Struck-out cells that are remembered of a sheet."""
Spot = tuple[int, int]
"""Row and column, both from 1."""


@dataclass
class Marks:
    """What is known of the cells of a sheet beside their values."""

    uncalculated: set[Spot] = field(default_factory=set)
    """Formulas whose value the file does not hold."""
    errors: dict[Spot, str] = field(default_factory=dict)
    """Formulas that failed -> `#DIV/0!`."""
    formats: dict[tuple[int, str], "array[int]"] = field(default_factory=dict)
    """Column and number format that says something -> the rows that have it."""
    shown: dict[Spot, str] = field(default_factory=dict)
    """Numbers that are shown with zeros before them -> as shown; where the file says so cell by cell."""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(COLUMNS + 1))
    """Of each column by its number, whether it is hidden."""
    struck: dict[Spot, None] = field(default_factory=dict)
    """Cells whose style strikes them out, in order."""
    torn: dict[Spot, None] = field(default_factory=dict)
    """Cells of whose text a part is struck out."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Ranges of merged cells: top, left, bottom, right."""
    texts: dict[Spot, str] = field(default_factory=dict)
    """Texts of which calamine loses a part, whole."""
    covered: list[tuple[Spot, str]] = field(default_factory=list)
    """Cells under a merged one, and what stands in them that nobody sees."""
    cells: int = 0
    """In which something stands."""
    last_text: tuple[int, str] = (-1, "")
    """The highest number of a shared text, and the cell that names it."""
    exact: bool = True
    """False for an old .xls, of which only the values are known: there an error is a text such as `#N/A`."""
    plain: bool = False
    """Whether the file is text, which has no formats to lose."""


@dataclass
class Tabs:
    """What the parts say of the workbook as a whole."""

    parts: list[str] = field(default_factory=list)
    """The part that holds each sheet, in the order of the tabs."""
    asks: bool = False
    """Whether every formula is to be calculated when the file is opened."""
    formats: list[str] = field(default_factory=list)
    """The number format of each style; empty where it says nothing beyond the value."""
    struck: frozenset[int] = frozenset()
    """Styles that strike out what stands in the cell."""
    struck_texts: frozenset[int] = frozenset()
    """Shared texts of which a part is struck out."""


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27; 0 for what is no column."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - ord("A") + 1
    return number if number <= COLUMNS else 0


def tabs(package: Package) -> Tabs:
    """Read the list of sheets, where they are, and the number formats."""
    found = Tabs()
    keys: list[str] = []
    targets: dict[str, str] = {}
    twice: list[str] = []

    def book(tag: str, told: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "sheet":
                keys.append(next((value for name, value in told.items() if name.endswith(":id")), ""))
            case "calcPr":
                found.asks = told.get("fullCalcOnLoad") in ("1", "true")

    def relations(tag: str, told: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            target, key = told.get("Target", ""), told.get("Id", "")
            twice.extend([key] * (key in targets))
            targets[key] = target[1:] if target.startswith("/") else normpath(join("xl", target))

    package.feed("xl/workbook.xml", book)
    if package.holds("xl/_rels/workbook.xml.rels"):
        package.feed("xl/_rels/workbook.xml.rels", relations)
    found.parts = [targets.get(key, "") for key in keys]
    if len(keys) > SHEETS:
        raise RefusedError(
            message(
                "the workbook lists {count} sheets; at most {sheets} are read", count=len(keys), sheets=SHEETS
            )
        )
    if len(set(found.parts)) < len(found.parts) or twice:
        raise damaged(message("the list of sheets"))
    if package.holds("xl/styles.xml"):
        found.formats, found.struck = styles(package)
    found.struck_texts = struck_texts(package)
    return found


class _Scan:
    """Goes through the XML of a sheet, cell by cell."""

    def __init__(self, name: str, book: Tabs) -> None:
        """Begin above the first row of the sheet `name`."""
        self.marks = Marks()
        self._name, self._book = name, book
        self._row, self._row_text, self._column = 0, "", 0
        self._others = 0
        self._told: dict[str, str] = {}
        self._pieces: list[str] = []
        self._begins = 0
        self._value, self._values = "", 0
        self._formula = False
        self._box = [1 << 30, 0, 1 << 30, 0]
        self._columns: dict[str, int] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CommentHandler = self.parser.ProcessingInstructionHandler = self._between
        self.parser.StartCdataSectionHandler = self._between

    def _start(self, tag: str, told: dict[str, str]) -> None:
        """A tag opens; the commonest first."""
        if tag == "c":
            self._cell(told)
            return
        if tag in ("v", "is"):
            self._filled()
            if tag == "v":
                self._pieces.clear()
                self.parser.CharacterDataHandler = self._piece
            return
        self._others += 1
        if self._others > OTHERS:
            raise RefusedError(
                message(
                    "the sheet {name} has more than {others} tags beside its cells",
                    name=self._name,
                    others=OTHERS,
                ),
                message("divide it"),
            )
        if tag == "f":
            self._formula = True
        elif tag == "row":
            self._next(told)
        elif tag == "col":
            if told.get("hidden") in ("1", "true"):
                first, last = max(int(told.get("min", "0")), 1), min(int(told.get("max", "0")), COLUMNS)
                self.marks.hidden_columns[first : last + 1] = b"\1" * (last + 1 - first)
        elif tag == "strike":
            self._strike(self.marks.torn)
        elif ":" in tag:
            self._start(tag.rpartition(":")[2], told)
        elif self._others == 1 and tag not in _SHEETS:
            raise damaged(message("the sheet {name}", name=self._name))

    def _next(self, told: dict[str, str]) -> None:
        """A row begins; it must come after the one before."""
        before = self._row
        self._row_text = told.get("r") or str(before + 1)
        self._row = int(self._row_text)
        if not before < self._row <= 1_048_576:
            says = message(
                "the sheet {name} has two rows of the number {row}, or rows in disorder",
                name=self._name,
                row=self._row,
            )
            raise RefusedError(says, _CHECK)
        self._column = 0
        if told.get("hidden") in ("1", "true"):
            self.marks.hidden_rows.append(self._row)

    def _cell(self, told: dict[str, str]) -> None:
        """A cell begins; it must come after the one before."""
        self._told, self._value, self._values = told, "", 0
        name, before = told.get("r"), self._column
        if name is None:
            self._column += 1
            if self._column > COLUMNS:
                raise RefusedError(
                    message(
                        "the sheet {name} has a row of more than {columns} cells",
                        name=self._name,
                        columns=COLUMNS,
                    )
                )
        else:
            letters = name.rstrip(_DIGITS)
            column = self._columns.get(letters) or column_number(letters)
            self._columns[letters] = column
            if column <= before or name[len(letters) :] != self._row_text:
                says = message(
                    "the sheet {name} has two cells of the name {cell}, or cells in disorder",
                    name=self._name,
                    cell=name,
                )
                raise RefusedError(says, _CHECK)
            self._column = column

    def _filled(self) -> None:
        """Something stands in the cell."""
        self._values += 1
        if self._values > 1:
            raise refused(self._here, message("it holds two values"))
        self._count()
        style = self._told.get("s")
        if style is not None and style != "0":
            self._styled(int(style))

    @property
    def _here(self) -> str:
        """The cell as people call it."""
        return f"{self._name}!{cell_name(self._row, self._column - 1)}"

    def _count(self) -> None:
        """One more cell in which something stands, or the formula of one."""
        row, column, box = self._row, self._column, self._box
        self.marks.cells += 1
        if self.marks.cells > CELLS:
            raise RefusedError(
                message("the workbook has more than {cells} cells", cells=CELLS), message("divide it")
            )
        if column < box[0] or column > box[1] or row < box[2] or row > box[3]:
            self._box = [min(box[0], column), max(box[1], column), min(box[2], row), max(box[3], row)]

    def _styled(self, style: int) -> None:
        """Note what is struck out, and a number whose format shows more than the value."""
        if style in self._book.struck:
            self._strike(self.marks.struck)
        code = self._book.formats[style] if 0 <= style < len(self._book.formats) else ""
        if code and self._told.get("t", "n") == "n":
            self.marks.formats.setdefault((self._column, code), array("l")).append(self._row)

    def _strike(self, cells: dict[Spot, None]) -> None:
        """What stands in the cell, or a part of it, is struck out."""
        if len(cells) < STRUCK:
            cells[self._row, self._column] = None

    def _between(self, *_told: str) -> None:
        """A value is interrupted by what calamine takes for its end."""
        if self.parser.CharacterDataHandler is not None:
            raise refused(self._here, message("its value is written in pieces"))

    def _end(self, tag: str) -> None:
        """A tag closes; the commonest first."""
        if tag == "v":
            self.parser.CharacterDataHandler = None
            self._judge()
        elif tag == "c":
            if self._formula or self._told.get("t") == "e":
                self._calculated()
        elif ":" in tag:
            self._end(tag.rpartition(":")[2])

    def _piece(self, text: str) -> None:
        """A piece of a value; where the first one begins in the part."""
        if not self._pieces:
            self._begins = self.parser.CurrentByteIndex
        self._pieces.append(text)

    def _judge(self) -> None:
        """Look at the value of a cell: calamine takes one that it cannot read for another, or for nothing."""
        kind, pieces = self._told.get("t", "n"), self._pieces
        text = self._value = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if wrong := fault(kind, text):
            raise refused(self._here, wrong)
        written = self.parser.CurrentByteIndex - self._begins
        if kind != "str" and text and (len(pieces) > 1 or written != len(text)):  # `&#49;` is nothing to it
            raise refused(self._here, message("its value is written in pieces"))
        if kind == "s" and text and int(text) in self._book.struck_texts:
            self._strike(self.marks.torn)
        if kind == "s" and text and int(text) > self.marks.last_text[0]:
            self.marks.last_text = int(text), self._here

    def _calculated(self) -> None:
        """A cell with a formula closes."""
        spot, value, kind = (self._row, self._column), self._value.strip(), self._told.get("t", "n")
        if kind == "e":
            self.marks.errors[spot] = value or "error"
        elif (not value and (not self._values or kind != "str")) or (value == "0" and self._book.asks):
            self.marks.uncalculated.add(spot)
            self._count()
        self._formula = False

    def done(self) -> Marks:
        """What was found; raises `RefusedError` if it is more than is read."""
        left, right, top, bottom = self._box
        if self.marks.cells and (right - left + 1) * (bottom - top + 1) > AREA:
            says = message(
                "{name}: something stands in row {bottom} or column {right}, far from all else",
                name=self._name,
                bottom=bottom,
                right=right,
            )
            raise RefusedError(says, message("delete what is not needed there, and save the workbook"))
        return self.marks


def sheet_marks(package: Package, part: str, name: str, book: Tabs) -> Marks:
    """Go through the sheet `name`; raises `RefusedError` if it is damaged or too large."""
    if not package.holds(part):
        raise damaged(message("the list of sheets"))
    scan = _Scan(name, book)
    package.parse(part, scan.parser)
    return scan.done()
