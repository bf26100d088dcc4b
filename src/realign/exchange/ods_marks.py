"""What an .ods file says of its cells beyond their values: formulas, errors, zeros, hidden rows."""

import re
from array import array
from collections.abc import Iterator
from itertools import product
from xml.parsers import expat

from realign.exchange.cell_values import form_seen, ods_fault, refused
from realign.exchange.container import Package, RefusedError, damaged
from realign.exchange.marks import AREA, CELLS, COLUMNS, OTHERS, SHEETS, STRUCK, Marks, Spot
from realign.render.cells import cell_name
from realign.text import message

TEXT = 64 << 20
"""Characters of all cells, each as often as it is repeated."""
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
_TOO_MUCH = message("the workbook has more than {cells} cells, or too much text in them", cells=CELLS)
_BESIDE = ("office:annotation", "text:ruby-text", "text:note", "draw:", "table:")
"""Tags within a cell whose text is none of the cell: remarks, readings aloud, pictures."""
_NUMBERS = frozenset(("float", "currency", "percentage"))
_MARKS = re.compile("[€$£¥₹]")
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
"""Tags for signs that calamine leaves out, so that two words become one."""


class _OdsScan:
    """Goes through the XML of all sheets."""

    def __init__(self) -> None:
        """Begin above the first sheet."""
        self.sheets: list[Marks] = []
        self._names: list[str] = []
        self._row, self._rows, self._column, self._columns, self._first = 0, 1, 0, 1, 1
        self._told: dict[str, str] | None = None
        self._text: list[str] = []
        self._paragraphs = self._beside = 0
        self._loses = self._torn = False
        self._style, self._struck = "", set[str]()
        self._cells = self._length = self._tags = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartCdataSectionHandler = self._cdata

    def _start(self, tag: str, told: dict[str, str]) -> None:
        """A tag opens."""
        self._tags += 1
        if self._tags > OTHERS or len(self.sheets) > SHEETS:
            raise RefusedError(
                message("the workbook has too many sheets, cells or tags"), message("divide it")
            )
        if self._told is not None:
            self._inside(tag, told)
            return
        match tag:
            case "style:style":
                self._style = told.get("style:name", "")
            case "style:text-properties":
                if told.get("style:text-line-through-style", "none") != "none":
                    self._struck.add(self._style)
            case "table:table":
                self.sheets.append(Marks())
                self._names.append(told.get("table:name", ""))
                self._row, self._rows, self._first = 0, 1, 1
            case "table:table-column":
                times = _times(told, "table:number-columns-repeated")
                if told.get("table:visibility") in ("collapse", "filter"):
                    last = min(self._first + times, COLUMNS + 1)
                    self.sheets[-1].hidden_columns[self._first : last] = b"\1" * max(last - self._first, 0)
                self._first += times
            case "table:table-row":
                self._row += self._rows
                self._rows = _times(told, "table:number-rows-repeated")
                self._column, self._columns = 0, 1
                if told.get("table:visibility") in ("collapse", "filter"):
                    self.sheets[-1].hidden_rows.append(self._row)
            case _ if tag in _CELLS:
                self._column += self._columns
                self._columns = _times(told, "table:number-columns-repeated")
                self._told, self._paragraphs, self._loses, self._torn = told, 0, False, False
                self._text.clear()

    def _inside(self, tag: str, told: dict[str, str]) -> None:
        """A tag opens within a cell."""
        if tag == "table:table":
            raise damaged(message("the list of sheets"))
        if self._beside or tag.startswith(_BESIDE):
            self._loses = self._loses or not tag.startswith("office:")
            self._beside += 1
            self.parser.CharacterDataHandler = None
        elif tag in ("text:p", "text:h"):
            self._text += ["\n"] * (self._paragraphs > 0)
            self._paragraphs += 1
            self.parser.CharacterDataHandler = self._text.append
        elif tag == "text:s":
            blanks = min(_times(told, "text:c"), 1_000)
            self._length += blanks
            if self._length > TEXT:
                raise RefusedError(_TOO_MUCH)
            self._text.append(" " * blanks)
        elif tag in _SIGNS:
            self._text.append(_SIGNS[tag])
            self._loses = True
        elif told.get("text:style-name") in self._struck:
            self._torn = True

    def _cdata(self) -> None:
        """A text is written so that calamine leaves it out."""
        self._loses = True

    def _end(self, tag: str) -> None:
        """A tag closes; a cell is known when its text is."""
        if self._beside:
            self._beside -= 1
            if not self._beside and self._paragraphs:
                self.parser.CharacterDataHandler = self._text.append
        elif tag in ("text:p", "text:h"):
            self.parser.CharacterDataHandler = None
        elif tag in _CELLS and self._told is not None:
            told, self._told = self._told, None
            self._closed(told, "".join(self._text).strip())

    def _closed(self, told: dict[str, str], text: str) -> None:
        """Note what a cell says beyond its value."""
        marks, kind = self.sheets[-1], told.get("office:value-type", "")
        if not (kind or text or "table:formula" in told or "office:value" in told):
            return
        times = self._rows * self._columns
        self._cells += times
        self._length += times * len(text)
        if max(self._row, self._column) > AREA or self._cells > CELLS or self._length > TEXT:
            raise RefusedError(_TOO_MUCH)
        marks.cells += times
        cells = marks.torn if self._torn else marks.struck
        if (self._torn or told.get("table:style-name") in self._struck) and len(cells) < STRUCK:
            cells[self._row, self._column] = None
        self._judged(kind, told, text)
        down = int(told.get("table:number-rows-spanned", "1"))
        across = int(told.get("table:number-columns-spanned", "1"))
        if down > 1 or across > 1:
            marks.merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))

    def _judged(self, kind: str, told: dict[str, str], text: str) -> None:
        """Note an error, a formula without a result, or what a sound cell shows; refuse a damaged one."""
        marks, formula = self.sheets[-1], "table:formula" in told
        failed = told.get("calcext:value-type") == "error"
        if failed or (formula and kind == "string" and text[:1] == "#"):
            marks.errors.update(dict.fromkeys(self._spots(), text or "error"))
        elif formula and not kind:
            marks.uncalculated.update(self._spots())
        elif wrong := ods_fault(kind, told, text):
            raise refused(f"{self._names[-1]}!{cell_name(self._row, self._column - 1)}", wrong)
        else:
            self._noted(kind, told, text)

    def _noted(self, kind: str, told: dict[str, str], text: str) -> None:
        """Note what a sound cell shows that calamine does not tell."""
        marks = self.sheets[-1]
        if kind == "float" and text.isdecimal() and text[:1] == "0" and len(text) > 1:
            marks.shown.update(dict.fromkeys(self._spots(), text))
        elif kind in _NUMBERS and (code := _form(told, text)):
            for row, column in self._spots():
                marks.formats.setdefault((column, code), array("l")).append(row)
        elif kind in ("", "string", "void") and text and (self._loses or kind != "string"):
            marks.texts.update(dict.fromkeys(self._spots(), text))

    def _spots(self) -> Iterator[Spot]:
        """The cell, as often as it is repeated."""
        rows = range(self._row, self._row + self._rows)
        return product(rows, range(self._column, self._column + self._columns))


def _form(told: dict[str, str], text: str) -> str:
    """The number format of a number, as an .xlsx file has it, as far as it shows more than the number."""
    currency = told.get("office:currency", "")
    form = form_seen(float(told.get("office:value", "0")), text)
    return f"[${currency[:3].upper()}]{_MARKS.sub('', form) or '0'}" if currency.isalpha() else form


def _times(told: dict[str, str], name: str) -> int:
    """How often something is repeated."""
    times = int(told.get(name, "1"))
    if times < 1:
        raise damaged(message("the content of the workbook"))
    return times


def ods_marks(package: Package) -> list[Marks]:
    """Go through the sheets in the order of the tabs; raises `RefusedError` if they cannot be trusted."""
    scan = _OdsScan()
    package.parse("content.xml", scan.parser)
    return scan.sheets
