"""One tab of a workbook: cells that keep what they are, columns and rows with room for what they hold."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from realign.findings import CallError
from realign.render.cells import is_number, width
from realign.render.workbook_charts import draw
from realign.sheets import Cell, Column, Heat, Kind, Part, RenderOptions
from realign.text import Text, message, say

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32_767
"""Characters that a cell can hold."""
ROWS, COLUMNS = 1_048_576, 16_384
"""What a tab can hold."""
DIGITS = 15
"""Excel keeps so many digits of a number; a longer whole number is written as text."""
WIDEST, NARROWEST = 60, 90
"""Characters of a column at most, and of what notes run across at least."""
_LETTER = 0.95
"""Width of a letter in the mean, where a digit is 1."""
LINE, HIGHEST = 15, 400
"""Points of a line, and of a row at most."""
A4 = 9

_THOUSANDS, _PERCENT, _AS_TEXT = 3, 9, 49
"""Number formats that every program knows by their number."""
_TOP: dict[str, object] = {"valign": "top"}
_LEFT: dict[str, object] = {"align": "left", "indent": 1}
"""Text stands apart from the figures before it."""
STYLES: dict[str, dict[str, object]] = {
    "text": _TOP | {"text_wrap": True, **_LEFT},
    "heading": _TOP | {"text_wrap": True, "bold": True, "bg_color": "#E7EEF5", **_LEFT},
    "number heading": _TOP | {"text_wrap": True, "bold": True, "bg_color": "#E7EEF5", "align": "right"},
    "headline": _TOP | {"text_wrap": True, "bold": True, "font_size": 14, "font_color": "#12324A"},
    "said": _TOP | {"text_wrap": True},
    "chapter": {"bold": True},
    "note": _TOP | {"text_wrap": True, "italic": True, "font_color": "#595959"},
    "link": _TOP | {**_LEFT, "font_color": "#1F5F8B", "underline": 1},
    "code": _TOP | {"num_format": _AS_TEXT, **_LEFT},
    "prefixed": _TOP | {"num_format": _AS_TEXT, "quote_prefix": True, "text_wrap": True, **_LEFT},
    "integer": _TOP | {"num_format": _THOUSANDS},
    "number": _TOP | {"num_format": "0.000"},
    "share": _TOP | {"num_format": _PERCENT},
}
_OF_KIND = {
    Kind.CODE: "code",
    Kind.INTEGER: "integer",
    Kind.MONEY: "integer",
    Kind.NUMBER: "number",
    Kind.SHARE: "share",
}
_HEADINGS = ("heading", "number heading")
_WRAPPED = frozenset({"text", "prefixed", *_HEADINGS})
"""Cells whose text goes on the next line."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one tab of the workbook holds, and the chapter that it stands in."""

    part: Part
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chapter: Text = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab while it is written."""

    sheet: Any
    styles: Mapping[str, Any]
    page: RenderOptions

    def fill(self, leaf: Leaf, name: str, book: Any) -> None:
        """Header first, so that it can be filtered; title and notes below; what is drawn, below or beside."""
        across, down = len(leaf.columns), len(leaf.rows)
        if down + len(leaf.part.notes) + 3 > ROWS or across > COLUMNS:
            size = message("{down} rows, {across} columns", down=down, across=across)
            raise CallError(
                message("the table '{name}' is too large for Excel: {size}", name=leaf.part.name, size=size),
                message("write it as .csv"),
            )
        wide = [self._wide(column, [row[at] for row in leaf.rows]) for at, column in enumerate(leaf.columns)]
        for at, characters in enumerate(wide):
            self.sheet.set_column(at, at, characters)
        if across:
            heads = [(self._heading(column), _HEADINGS[is_number(column)]) for column in leaf.columns]
            self.row(0, heads, wide)
        kinds = [_OF_KIND.get(column.kind, "text") for column in leaf.columns]
        for number, row in enumerate(leaf.rows, 1):
            self.row(number, list(zip(row, kinds, strict=True)), wide)
        title = say(leaf.part.title, self.page.language)
        told = title == name and not leaf.part.notes  # the tab says it
        at = down + 2
        for note in () if told else (leaf.part.title, *leaf.part.notes):
            self.across(at, note, "note", wide)
            at += 1
        draw(self.sheet, book, name, leaf.part, leaf.columns, leaf.rows, self._heading, at + 1)
        if across:
            self._arrange(leaf, across - 1, down)
        self.set_for_print(title or name)

    def set_for_print(self, title: str) -> None:
        """A4 lying down, one page across, its title and the number of the page on each."""
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_header("&L" + ILLEGAL.sub("", title)[:120].replace("&", "&&"))
        self.sheet.set_footer("&R&P / &N")

    def _arrange(self, leaf: Leaf, last: int, down: int) -> None:
        """Hold the header in place, in print too; shade the numbers of a matrix, let all else be filtered."""
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        if not isinstance(leaf.part, Heat):
            self.sheet.autofilter(0, 0, down, last)
        elif last and down:
            self.sheet.conditional_format(1, 1, down, last, _SHADES)

    def across(self, number: int, text: Text, style: str, wide: Sequence[int]) -> None:
        """A text in the first cell that runs on over the others, on as many lines as it needs."""
        widths = [*wide, *[8] * (NARROWEST // 8 + 1)]
        last = next(at for at in range(len(widths)) if sum(widths[: at + 1]) >= NARROWEST)
        room = sum(widths[: last + 1])
        said = self._text(text)
        if not said:
            return
        if last:
            self.sheet.merge_range(number, 0, number, last, "", self.styles[style])
        self._cell(number, 0, text, style)
        self._raise(number, [(said, room)], LINE * (1.4 if style == "headline" else 1))

    def _raise(self, number: int, cells: Iterable[tuple[str, int]], line: float = LINE) -> None:
        """Make a row as high as the text in it that needs most lines."""
        lines = max((lines_of(text, room) for text, room in cells), default=1)
        if lines > 1 or line > LINE:
            self.sheet.set_row(number, min(lines * line, HIGHEST))

    def row(self, number: int, cells: Sequence[tuple[Cell, str]], wide: Sequence[int] = ()) -> None:
        """One row; what is unknown stays blank. `wide`: of the columns, in which texts are wrapped."""
        for column, (cell, style) in enumerate(cells):
            if cell is not None:
                self._cell(number, column, cell, style)
        self._raise(
            number,
            [
                (self._text(cell), room)
                for (cell, style), room in zip(cells, wide, strict=False)
                if style in _WRAPPED
            ],
        )

    def _cell(self, row: int, column: int, cell: Cell, style: str) -> None:
        """One cell: a number where it is one and its column holds numbers, else text."""
        if isinstance(cell, bool):
            self.sheet.write_boolean(row, column, cell, self.styles[style])
            return
        if isinstance(cell, int | float) and style not in ("code", *_HEADINGS):
            if not math.isfinite(cell):
                return
            if isinstance(cell, float) or len(str(abs(cell)).rstrip("0")) <= DIGITS:
                self.sheet.write_number(row, column, cell, self.styles[style])
                return
        text = str(cell) if isinstance(cell, int) else self._text(cell)
        if style not in (*_HEADINGS, "note") and text[:1] in ("=", "+", "-", "@", "'"):
            style = "prefixed"
        self.sheet.write_string(row, column, ILLEGAL.sub("", text)[:LONGEST], self.styles[style])

    def _text(self, cell: Cell) -> str:
        """What a cell says."""
        match cell:
            case None:
                return ""
            case tuple():
                return "; ".join(say(text, self.page.language) for text in cell)
            case bool() | int() | float():
                return f"{cell:.6g}"
            case _:
                return say(cell, self.page.language)

    def _heading(self, column: Column) -> str:
        """The heading of a column, with the currency of money."""
        unit = f" ({self.page.currency})" if self.page.currency and column.kind is Kind.MONEY else ""
        return say(column.title, self.page.language) + unit

    def _wide(self, column: Column, cells: Iterable[Cell]) -> int:
        """As wide as what the column holds, up to a point."""
        longest = max((width(self._text(cell)) for cell in cells), default=8)
        return min(max(longest + 2, width(self._heading(column)) + 4, 8), WIDEST)


def lines_of(text: str, room: int) -> int:
    """Lines that a text takes in a cell that is so many characters wide."""
    return sum(max(1, math.ceil(_LETTER * width(line) / room)) for line in text.split("\n"))


_SHADES = {
    "type": "3_color_scale",
    "mid_type": "num",
    "mid_value": 0,
    "min_color": "#E08A6D",
    "mid_color": "#FFFFFF",
    "max_color": "#6BA292",
}
"""Of a matrix: below nothing, nothing, above."""
