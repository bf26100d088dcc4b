"""An answer as CSV: one sheet of it, numbers in full, text that no spreadsheet runs."""

import csv
import io

from realign.render.cells import plain
from realign.render.parts import named
from realign.render.pictures import as_sheet
from realign.sheets import Cell, Page, Report, Sheet
from realign.words import say


def render(report: Report, page: Page) -> str:
    """Write the sheet named `page.sheet`, or the first one, with machine names as headings."""
    parts = [part for part in report.sheets() if page.sheet or not isinstance(part, Sheet) or part.columns]
    part = named(parts, page.sheet)
    sheet = part if isinstance(part, Sheet) else as_sheet(part)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in sheet.columns)
    writer.writerows([_cell(cell, page.language) for cell in row] for row in sheet.rows)
    return text.getvalue()


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
    text = plain(text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
