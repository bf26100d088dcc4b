"""An answer as CSV: one sheet of it, numbers in full, text that no spreadsheet runs."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from realign.render.as_table import as_sheet
from realign.render.cells import plain
from realign.render.selection import named
from realign.sheets import Answer, Cell, Column, Part, RenderOptions, Sheet
from realign.text import say
from realign.views import sheets

_FORMULA = re.compile(r"(^|;)([=+\-@＝＋－＠])")
"""How a formula begins, full-width signs too: Excel in Chinese and Japanese takes them for the others."""


def render(report: Answer, page: RenderOptions) -> str:
    """Write the sheet named `page.sheet`, or the first one, with machine names as headings."""
    parts = list(sheets(report))
    sheet = _told(parts) if page.sheet is None else named(parts, page.sheet)
    sheet = sheet if isinstance(sheet, Sheet) else as_sheet(sheet)
    return written(sheet if sheet.columns else _sentences([sheet]), page.language)


def written(sheet: Sheet, language: str) -> str:
    """Write one table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_safe(plain(column.name)) for column in sheet.columns)
    writer.writerows([_cell(cell, language) for cell in row] for row in sheet.rows)
    return text.getvalue()


def tables(parts: Iterable[Part]) -> list[Part]:
    """The parts with columns, of which a CSV file can hold one; those that sum up others last."""
    found = [part for part in parts if not isinstance(part, Sheet) or part.columns]
    return sorted(found, key=lambda part: isinstance(part, Sheet) and part.lead)


def _told(parts: Sequence[Part]) -> Part:
    """The first table; where there is none, all that is said as a table of sentences."""
    return next(iter(tables(parts)), None) or _sentences(part for part in parts if isinstance(part, Sheet))


def _sentences(sheets: Iterable[Sheet]) -> Sheet:
    """One row for each sentence, with the name of its sheet."""
    columns = (Column("sheet", ""), Column("says", ""))
    rows = tuple((sheet.name, note) for sheet in sheets for note in sheet.notes)
    return Sheet("says", "", columns, rows)


def _cell(cell: Cell, language: str) -> str | int | float:
    """Numbers as they are; text with what a spreadsheet would run made harmless."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case int() | float():
            return cell
        case tuple():
            text = "; ".join(say(one, language) for one in cell)
        case _:
            text = say(cell, language)
    return _safe(plain(text))


def _safe(text: str) -> str:
    """An apostrophe before what a spreadsheet would run, also where semicolons divide its columns."""
    return _FORMULA.sub(r"\1'\2", text)
