"""An answer as an Excel workbook: one tab for each part, text that stays text, and a tab of contents."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from realign import __version__
from realign.findings import CallError
from realign.render.as_table import as_sheet
from realign.render.cells import plain, width
from realign.render.selection import chosen
from realign.sheets import Answer, Bars, Cell, Column, Curve, Heat, Kind, Part, RenderOptions, Sheet
from realign.text import Text, message, say

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
TAB = 31
"""Characters that the name of a tab can have; a longer title gives way to the name of its table."""
LONGEST = 32_767
"""Characters that a cell can hold."""
ROWS, COLUMNS = 1_048_576, 16_384
"""What a tab can hold."""
DIGITS = 15
"""Excel keeps so many digits of a number; a longer whole number is written as text."""

_THOUSANDS, _PERCENT, _AS_TEXT = 3, 9, 49
"""Number formats that every program knows by their number."""
_TOP: dict[str, object] = {"valign": "top"}
_STYLES: dict[str, dict[str, object]] = {
    "text": _TOP | {"text_wrap": True},
    "heading": _TOP | {"text_wrap": True, "bold": True, "bg_color": "#E7EEF5"},
    "chapter": {"bold": True},
    "note": {"italic": True, "font_color": "#595959"},
    "link": {"font_color": "#1F5F8B", "underline": 1},
    "code": _TOP | {"num_format": _AS_TEXT},
    "prefixed": _TOP | {"num_format": _AS_TEXT, "quote_prefix": True, "text_wrap": True},
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


@dataclass(frozen=True, slots=True)
class _Leaf:
    """What one tab of the workbook holds, and the chapter that it stands in."""

    part: Part
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chapter: Text = ""


def render(report: Answer, page: RenderOptions) -> bytes:
    """Write every part as a tab, after a tab of contents; the same answer gives the same bytes."""
    return write_workbook(chosen(report, page), page, contents=True)


def write_workbook(parts: Iterable[Part], page: RenderOptions, *, contents: bool = False) -> bytes:
    """Write `parts` as an `.xlsx` file, after a tab that lists them if `contents` is asked for.

    Codes are text, numbers are numbers, nothing is ever a formula. The same parts give
    the same bytes: the file holds no time and no author. Raises `CallError` for a table that is too large.
    """
    leaves = list(_leaves(parts))
    first = say(message("Contents"), page.language)
    titles = [_title(leaf.part, page) for leaf in leaves]
    names = list(_names([*([first] if contents else []), *titles]))
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _EPOCH})
        styles = {name: book.add_format(how) for name, how in _STYLES.items()}
        if contents:
            _list_tabs(book.add_worksheet(names[0]), leaves, names[1:], styles, page)
            names = names[1:]
        for leaf, name in zip(leaves, names, strict=True):
            _Tab(book.add_worksheet(name), styles, page).fill(leaf, name, book)
        if not names and not contents:
            book.add_worksheet("-")
    return stream.getvalue()


def _leaves(parts: Iterable[Part]) -> Iterator[_Leaf]:
    """The parts that get a tab: a sheet that only opens a chapter gets none, unless it comes first."""
    chapter: Text = ""
    for number, part in enumerate(parts):
        if isinstance(part, Sheet) and part.chapter:
            chapter = part.title
            if number and not part.rows:
                continue
        match part:
            case Sheet():
                yield _Leaf(part, part.columns, part.rows, chapter)
            case Heat():
                corner = Column("from", message("from \\ to"), Kind.CODE)
                columns = (corner, *(Column(code, code, Kind.NUMBER) for code in part.columns))
                rows = tuple((code, *values) for code, values in zip(part.rows, part.values, strict=True))
                yield _Leaf(part, columns, rows, chapter)
            case Bars():
                told = as_sheet(part)
                yield _Leaf(part, told.columns, told.rows, chapter)
            case Curve():
                yield _Leaf(part, (part.x, part.y), part.points, chapter)


def _title(part: Part, page: RenderOptions) -> str:
    """The title of a part, or its name where a tab has no room for the title."""
    title = say(part.title, page.language)
    words = re.split("[-.]", part.name)
    return title if 0 < len(title) <= TAB else " ".join(dict.fromkeys(words)).capitalize()


def _names(titles: Iterable[str]) -> Iterator[str]:
    """Names of tabs as Excel takes them: at most 31 characters, some of them not, none twice."""
    seen = {"history"}
    for title in titles:
        base = _tab(title)
        name, number = base, 2
        while name.casefold() in seen:
            name = f"{base[: 28 - len(str(number))].strip()} ({number})"
            number += 1
        seen.add(name.casefold())
        yield name


def _tab(title: str) -> str:
    """The part of a title that a tab can show."""
    return _NO_NAME.sub(" ", _ILLEGAL.sub("", title)).strip(" '")[:TAB].strip(" '") or "Sheet"


def _list_tabs(
    sheet: Any, leaves: Sequence[_Leaf], names: Sequence[str], styles: Mapping[str, Any], page: RenderOptions
) -> None:
    """What the tabs show, each with a way to it; below, what the figures come from."""
    tab = _Tab(sheet, styles, page)
    heads = (message("Tab"), message("What it shows"), message("Rows"))
    tab.row(0, [(say(head, page.language), "heading") for head in heads])
    sheet.set_column(0, 0, TAB)
    sheet.set_column(1, 1, 90)
    sheet.freeze_panes(1, 0)
    at, chapter = 1, ""
    for leaf, name in zip(leaves, names, strict=True):
        opened = say(leaf.chapter, page.language)
        if opened != chapter:
            tab.row(at, [(opened, "chapter")])
            at, chapter = at + 1, opened
        target = name.replace("'", "''")
        sheet.write_url(at, 0, f"internal:'{target}'!A1", styles["link"], name)
        shows = say(leaf.part.title, page.language) or next(iter(leaf.part.notes), None)
        tab.row(at, [(None, "text"), (shows, "text"), (len(leaf.rows), "integer")])
        at += 1
    sources = [f"{file}  SHA-256 {digest}" for file, digest in page.inputs.items()]
    said: list[Text] = [
        f"realign {__version__}",
        *([message("From these files:")] if sources else []),
        *sources,
    ]
    for number, note in enumerate(said, at + 1):
        tab.row(number, [(note, "note")])


@dataclass(frozen=True, slots=True)
class _Tab:
    """One tab while it is written."""

    sheet: Any
    styles: Mapping[str, Any]
    page: RenderOptions

    def fill(self, leaf: _Leaf, name: str, book: Any) -> None:
        """Header first, so that it can be filtered; title and notes below; a curve is drawn beside."""
        across, down = len(leaf.columns), len(leaf.rows)
        if down + len(leaf.part.notes) + 3 > ROWS or across > COLUMNS:
            size = message("{down} rows, {across} columns", down=down, across=across)
            raise CallError(
                message("the table '{name}' is too large for Excel: {size}", name=leaf.part.name, size=size),
                message("write it as .csv"),
            )
        if across:
            self.row(0, [(self._heading(column), "heading") for column in leaf.columns])
        kinds = [_OF_KIND.get(column.kind, "text") for column in leaf.columns]
        for number, row in enumerate(leaf.rows, 1):
            self.row(number, zip(row, kinds, strict=True))
        for at, column in enumerate(leaf.columns):
            self.sheet.set_column(at, at, self._wide(column, [row[at] for row in leaf.rows]))
        title = say(leaf.part.title, self.page.language)
        told = title == name and not leaf.part.notes  # the tab says it
        for number, note in enumerate(() if told else (leaf.part.title, *leaf.part.notes), down + 2):
            self.row(number, [(note, "note")])
        if isinstance(leaf.part, Curve) and down:
            self._draw(leaf, name, book)
        if across:
            self._arrange(leaf, across - 1, down)

    def _arrange(self, leaf: _Leaf, last: int, down: int) -> None:
        """Hold the header in place; shade the numbers of a matrix, let all else be filtered."""
        self.sheet.freeze_panes(1, 0)
        if not isinstance(leaf.part, Heat):
            self.sheet.autofilter(0, 0, down, last)
        elif last and down:
            self.sheet.conditional_format(1, 1, down, last, _SHADES)

    def row(self, number: int, cells: Iterable[tuple[Cell, str]]) -> None:
        """One row; what is unknown stays blank."""
        for column, (cell, style) in enumerate(cells):
            if cell is not None:
                self._cell(number, column, cell, style)

    def _cell(self, row: int, column: int, cell: Cell, style: str) -> None:
        """One cell: a number where it is one and its column holds numbers, else text."""
        if isinstance(cell, bool):
            self.sheet.write_boolean(row, column, cell, self.styles[style])
            return
        if isinstance(cell, int | float) and style not in ("code", "heading"):
            if not math.isfinite(cell):
                return
            if isinstance(cell, float) or len(str(abs(cell)).rstrip("0")) <= DIGITS:
                self.sheet.write_number(row, column, cell, self.styles[style])
                return
        text = str(cell) if isinstance(cell, int) else self._text(cell)
        if style not in ("heading", "note") and text[:1] in ("=", "+", "-", "@", "'"):
            style = "prefixed"
        self.sheet.write_string(row, column, _ILLEGAL.sub("", text)[:LONGEST], self.styles[style])

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
        return min(max(longest + 2, width(self._heading(column)) + 4, 8), 60)

    def _draw(self, leaf: _Leaf, name: str, book: Any) -> None:
        """The curve as a chart, which shows the figures of this tab."""
        chart, last = book.add_chart({"type": "scatter", "subtype": "straight"}), len(leaf.rows)
        x, y = (plain(self._heading(column)) for column in leaf.columns)
        chart.add_series({"name": y, "categories": [name, 1, 0, last, 0], "values": [name, 1, 1, last, 1]})
        chart.set_x_axis({"name": x, "num_format": "#,##0"})
        chart.set_y_axis({"name": y})
        chart.set_legend({"none": True})
        self.sheet.insert_chart(1, len(leaf.columns) + 1, chart)


_SHADES = {
    "type": "3_color_scale",
    "mid_type": "num",
    "mid_value": 0,
    "min_color": "#E08A6D",
    "mid_color": "#FFFFFF",
    "max_color": "#6BA292",
}
"""Of a matrix: below nothing, nothing, above."""
