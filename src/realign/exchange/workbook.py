"""Read the sheets of a workbook (.xlsx, .xls, .ods) by calamine, behind guards of our own."""

import contextlib
import marshal
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import IO, TypeAlias

from realign.exchange import apart
from realign.exchange.cell_values import refused
from realign.exchange.container import Package, RefusedError, damaged, recognise
from realign.exchange.marks import CELLS, SHEETS, Marks, Tabs, sheet_marks, tabs
from realign.exchange.number_formats import template, written
from realign.exchange.ods_marks import ods_marks
from realign.exchange.rules import NOT_WORKBOOK, slip
from realign.exchange.styles import shared_texts
from realign.exchange.table import TableError
from realign.findings import Place
from realign.render.cells import cell_name
from realign.text import message

_PATIENCE = 60
"""Seconds by the clock, where the system cannot limit those of the processor."""
Value: TypeAlias = str | float | bool | tuple[str]
"""What calamine gives: text, a number, true or false, a day as a tuple of its text."""


class What(StrEnum):
    """What stands in a cell."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DAY = "day"
    FAILED = "failed"
    """A formula that ended in an error."""
    UNCALCULATED = "uncalculated"
    """A formula whose value the file does not hold."""


@dataclass(frozen=True, slots=True)
class Content:
    """A cell in which something stands."""

    text: str
    what: What = What.TEXT
    shown: str = ""
    """A number as people see it, where its format adds zeros or words: `007`, `1.10`."""
    form: str = ""
    """The number format of a number, where it shows more than the number, or another one."""


@dataclass(frozen=True)
class Grid:
    """A sheet; rows and columns are counted from 1."""

    name: str
    hidden: bool
    rows: Mapping[int, list[Value]]
    """Row -> its values from column A on; rows in which nothing stands are left out."""
    marks: Marks

    def cell(self, row: int, column: int) -> str:
        """How people call a cell: `Outcomes!C7`."""
        return f"{self.name}!{cell_name(row, column - 1)}"

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns in which something stands."""
        width = max(map(len, self.rows.values()), default=0)
        return tuple(
            column
            for column in range(1, width + 1)
            if any(column <= len(row) and row[column - 1] != "" for row in self.rows.values())
        )

    @cached_property
    def _formats(self) -> dict[int, list[tuple[str, frozenset[int]]]]:
        """Column -> the number formats in it that say something, and the rows that have them."""
        found: dict[int, list[tuple[str, frozenset[int]]]] = {}
        for (column, code), rows in self.marks.formats.items():
            found.setdefault(column, []).append((code, frozenset(rows)))
        return found

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, as text; empty where nothing does."""
        content = self.content(row, column)
        return content.text if content else ""

    def content(self, row: int, column: int) -> Content | None:
        """What stands in a cell."""
        values = self.rows.get(row, ())
        value = values[column - 1] if column <= len(values) else ""
        if type(value) is str and value and not self._special:
            text = value.strip()
            return Content(text) if text else None
        if (row, column) in self.marks.errors:
            return Content(self.marks.errors[row, column], What.FAILED)
        if (row, column) in self.marks.uncalculated:
            return Content("", What.UNCALCULATED)
        match value:
            case "":
                return None
            case bool():
                return Content("true" if value else "false", What.TRUTH)
            case tuple():
                return Content(value[0], What.DAY)
            case str():
                text = value.strip()
                failed = text.startswith("#") and text in _ERRORS and not self.marks.exact
                return Content(text, What.FAILED if failed else What.TEXT) if text else None
        return self._number(float(value), row, column)

    @cached_property
    def _special(self) -> bool:
        """Whether a cell with text in it may be something else."""
        return bool(self.marks.errors or self.marks.uncalculated or not self.marks.exact)

    def _number(self, value: float, row: int, column: int) -> Content:
        """A number, with what its format shows beside it."""
        text = str(int(value)) if value.is_integer() else repr(value)
        shown, form = self.marks.shown.get((row, column), ""), ""
        for code, rows in self._formats.get(column, ()):
            if row in rows:
                parts = template(code)
                shown = written(value, parts) if parts and value >= 0 else ""
                form = code
        return Content(text, What.NUMBER, shown if shown != text else "", form)


_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"))


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook."""

    names: tuple[str, ...]
    """Of all sheets, in the order of the tabs."""
    grids: tuple[Grid, ...]
    """Those that were wanted."""


def read_workbook(raw: bytes, path: str, wanted: Callable[[str], bool] = lambda _name: True) -> Workbook:
    """Read those sheets of a workbook whose names are `wanted`.

    Formulas give what they last came to, days become 2021-11-15, merged cells hold their value in each
    of their rows. Raises `TableError` for what is no workbook, is damaged, or is larger than what is read.
    """
    try:
        return _read(raw, wanted)
    except RefusedError as refused:
        raise TableError(slip(NOT_WORKBOOK, Place(path), refused.says, refused.hint)) from refused


def _read(raw: bytes, wanted: Callable[[str], bool]) -> Workbook:
    """Look at the parts, let calamine read the cells, put both together."""
    kind, package = recognise(raw)
    book = tabs(package) if package and kind == "xlsx" else None
    content = ods_marks(package) if package and kind == "ods" else []
    with _calamine(raw) as reader:
        sheets: list[tuple[str, bool]] | None = marshal.load(reader.stdout)  # noqa: S302 - our own process
        if sheets is None:
            raise RefusedError(
                message("the workbook is protected by a password"), message("save it without one")
            )
        names = tuple(name for name, _ in sheets)
        if len(sheets) > SHEETS or len(sheets) != _listed(package, book, content, len(sheets)):
            raise damaged(message("the list of sheets"))
        numbers = [number for number, name in enumerate(names) if wanted(name)]
        reader.ask(numbers)  # it reads while we look at the parts
        marks = [_marks(package, book, content, number, names[number]) for number in numbers]
        if sum(mark.cells for mark in marks) > CELLS:
            raise RefusedError(
                message("the workbook has more than {cells} cells", cells=CELLS), message("divide it")
            )
        with _texts_missed(package, marks):
            grids = tuple(
                Grid(*sheets[number], _rows(reader.stdout, mark), mark)
                for number, mark in zip(numbers, marks, strict=True)
            )
    return Workbook(names, grids)


def _listed(package: Package | None, book: Tabs | None, content: list[Marks], read: int) -> int:
    """How many sheets the parts of a file list; as many as were `read` where there are no parts."""
    if book:
        return len(book.parts)
    return len(content) if package else read


def _marks(package: Package | None, book: Tabs | None, content: list[Marks], number: int, name: str) -> Marks:
    """What the parts of a file say of one of its sheets; `content` holds all those of an .ods file."""
    if package and book:
        return sheet_marks(package, book.parts[number], name, book)
    return content[number] if package else Marks(exact=False)


@contextlib.contextmanager
def _texts_missed(package: Package | None, marks: list[Marks]) -> Iterator[None]:
    """Where the other process ends early: name the cell whose text the file does not hold."""
    try:
        yield
    except EOFError as error:
        number, cell = max((mark.last_text for mark in marks), default=(-1, ""))
        if package and cell and number >= shared_texts(package):
            says = message("the file holds no text of the number {number}", number=number)
            raise refused(cell, says) from error
        raise


class _WorkbookReader:
    """The other process."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        """Keep its ends."""
        if process.stdin is None or process.stdout is None:
            raise TypeError("the other process is reached by pipes")
        self._stdin, self.stdout = process.stdin, process.stdout

    def give(self, raw: bytes) -> None:
        """Hand the file over."""
        self._stdin.write(b"%d\n" % len(raw))
        self._stdin.write(raw)
        self._stdin.flush()

    def ask(self, numbers: list[int]) -> None:
        """Say which sheets are wanted."""
        self._stdin.write((" ".join(map(str, numbers)) + "\n").encode())
        self._stdin.flush()


@contextlib.contextmanager
def _calamine(raw: bytes) -> Iterator[_WorkbookReader]:
    """Start the other process and give it the file; whatever ends it early is a fault of the file."""
    found = find_spec("python_calamine")
    if found is None or not found.origin:
        raise RefusedError(
            message("workbooks are read by python-calamine, which is not installed"), message("install it")
        )
    call = [sys.executable, "-I", apart.__file__, str(Path(found.origin).parents[1])]
    with subprocess.Popen(  # noqa: S603 - our own file
        call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        timer = Timer(_PATIENCE, process.kill)
        timer.start()
        try:
            reader = _WorkbookReader(process)
            reader.give(raw)
            yield reader
        except (EOFError, ValueError, TypeError, OSError) as error:
            says = message("the workbook is damaged, or holds more text than is read")
            hint = message("open it in Excel or LibreOffice, delete what is not needed, and save it as .xlsx")
            raise RefusedError(says, hint) from error
        finally:
            timer.cancel()
            process.kill()
            with contextlib.suppress(OSError):
                if process.stdin:
                    process.stdin.close()


def _rows(stream: IO[bytes], marks: Marks) -> dict[int, list[Value]]:
    """The rows of a sheet as the other process writes them, with room for what only the parts know."""
    ranges: list[tuple[int, int, int, int]] = marshal.load(stream)  # noqa: S302
    marks.merged = marks.merged or ranges
    rows: dict[int, list[Value]] = {}
    while (batch := marshal.load(stream)) is not None:  # noqa: S302
        if isinstance(batch, int):
            says = message(
                "a sheet holds {count} million characters; at most {most} million are read",
                count=batch >> 20,
                most=apart.TEXT >> 20,
            )
            raise RefusedError(says, message("shorten what is too long"))
        rows.update(batch)
    for row, column in (*marks.uncalculated, *marks.errors):
        _put(rows, row, column, "?")
    for (row, column), text in marks.texts.items():
        _put(rows, row, column, "?")
        rows[row][column - 1] = text
    if marks.uncalculated or marks.errors or marks.texts:
        rows = dict(sorted(rows.items()))
    _fill_down(rows, marks)
    return rows


def _put(rows: dict[int, list[Value]], row: int, column: int, value: Value) -> None:
    """Write a value where nothing stands."""
    values = rows.setdefault(row, [])
    values.extend([""] * (column - len(values)))
    values[column - 1] = values[column - 1] or value


def _fill_down(rows: dict[int, list[Value]], marks: Marks) -> None:
    """Let a merged cell count for each of its rows in which something stands; note what it covers."""
    numbers, left = list(rows), CELLS
    for top, column, bottom, right in marks.merged:
        first = rows.get(top, ())
        value = first[column - 1] if column <= len(first) else ""
        inside = numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]
        for row in (top, *inside):
            values = rows.get(row, [])[column - 1 : right]
            left -= len(values) + 1
            marks.covered += [
                ((row, at), str(other[0] if isinstance(other, tuple) else other))
                for at, other in enumerate(values, column)
                if other not in ("", value)
            ]
        if left < 0:
            raise RefusedError(
                message("the merged cells of a sheet cover one another again and again"),
                message("unmerge them"),
            )
        for row in inside if value != "" else ():
            _put(rows, row, column, value)
            if (top, column) in marks.uncalculated:
                marks.uncalculated.add((row, column))
