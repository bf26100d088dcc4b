"""The first screen of an answer: what matters of its first tables, and what to type for the rest."""

from collections.abc import Sequence
from dataclasses import replace

from realign.render.screen import fits, on_screen
from realign.render.selection import LINES, MORE, chosen
from realign.sheets import Answer, Part, RenderOptions, Sheet
from realign.text import Text, fill, message
from realign.views import sheets

ROWS = 12
"""Rows of its tables together."""
COLUMNS = 5
"""Columns of each of its tables."""
_NOTES = 3
"""Notes below the first table."""
_FEWEST = 4
"""Rows for which a further table is begun."""
_MOST_NAMES = 12
"""Other tables that are named; `--sheet help` lists all."""


def first_screen(report: Answer, page: RenderOptions) -> str:
    """The answer where it fits one screen, or opens chapters; else its first tables in brief."""
    whole = chosen(report, page)
    first = whole[0] if whole else None
    if not isinstance(first, Sheet) or first.chapter or _is_short(whole, page):
        return on_screen(whole, page)
    every = [part for part in sheets(report) if part.name != first.name]
    return on_screen(_brief(chosen(report, replace(page, width=None)), every, page), page)


def _brief(parts: Sequence[Part], others: Sequence[Part], page: RenderOptions) -> list[Part]:
    """The first of the parts, as many as there is room for, and the line that says what to type for more."""
    screen: list[Part] = []
    rows = ROWS
    for part in parts:
        if not isinstance(part, Sheet) or part.name == MORE or (screen and rows < _FEWEST):
            break
        found = _fitting(
            screen, _narrow(part, rows, page), _more([*screen, replace(part, rows=())], parts, others), page
        )
        if found is None:
            break
        screen.append(found)
        if len(found.rows) < len(part.rows):
            break
        rows -= len(found.rows)
    return [*screen, _more(screen, parts, others)]


def _is_short(parts: Sequence[Part], page: RenderOptions) -> bool:
    """Whether all of it fits the screen; what cannot is not laid out for that."""
    least = sum(len(part.rows) if isinstance(part, Sheet) else 1 for part in parts)
    return least <= LINES and _lines(parts, page) <= LINES


def _fitting(screen: list[Part], sheet: Sheet, more: Sheet, page: RenderOptions) -> Sheet | None:
    """The table with the notes and rows that there is room for; none where a further one has too little."""
    fewest = min(_FEWEST, len(sheet.rows))
    most = len(sheet.notes) if not sheet.rows else 0 if screen else min(_NOTES, len(sheet.notes))
    for notes in range(most, -1, -1):
        for count in range(len(sheet.rows), max(fewest, 1) - 1, -1) if sheet.rows else (0,):
            found = replace(sheet, rows=sheet.rows[:count], notes=sheet.notes[:notes])
            if _lines([*screen, found, more], page) <= LINES:
                return found
    return None if screen else replace(sheet, rows=sheet.rows[:1], notes=())


def _narrow(sheet: Sheet, rows: int, page: RenderOptions) -> Sheet:
    """The first rows, and as many of the columns that the view names as stand side by side."""
    names = sheet.brief or tuple(column.name for column in sheet.columns)
    known = [column.name for column in sheet.columns]
    places = [known.index(name) for name in names if name in known][:COLUMNS]
    while True:
        columns = tuple(sheet.columns[place] for place in places)
        cells = tuple(tuple(row[place] for place in places) for row in sheet.rows[:rows])
        found = replace(sheet, columns=columns, rows=cells)
        if len(places) < 2 or fits(found, page):
            return found
        places.pop()


def _lines(parts: Sequence[Part], page: RenderOptions) -> int:
    """Lines that the parts take on this page."""
    return on_screen(parts, replace(page, colour=False)).count("\n")


def _more(screen: Sequence[Part], parts: Sequence[Part], others: Sequence[Part]) -> Sheet:
    """How many rows of the last table are shown, and what to type for the rest."""
    shown, whole = screen[-1], parts[len(screen) - 1]
    how = message("--wide shows every column, --details every table")
    notes: list[Text] = [how]
    if isinstance(shown, Sheet) and isinstance(whole, Sheet) and len(shown.rows) < len(whole.rows):
        counted = message("{shown} of {total} rows", shown=len(shown.rows), total=len(whole.rows))
        notes = [message("{counted}: {how}", counted=counted, how=how)]
    if others:
        some = ", ".join(part.name for part in others[:_MOST_NAMES])
        rest = (
            message(" and {rest} more", rest=len(others) - _MOST_NAMES) if len(others) > _MOST_NAMES else ""
        )
        notes.append(fill(message("other tables, by --sheet NAME: {some}{more}"), some=some, more=rest))
    return Sheet(MORE, "", (), (), tuple(notes))
