"""An answer for a person at a terminal; on a pipe the same without frames, colours or folds."""

from collections.abc import Iterable, Iterator
from itertools import chain

from realign.render.as_table import as_sheet
from realign.render.cells import is_number, plain, shown, width
from realign.render.selection import chosen
from realign.sheets import Answer, Part, RenderOptions, Sheet
from realign.text import say

_ROOM = 20_000_000
"""Blanks that one column may take in all; cells that are too long for that stand out of line."""
_GAP = "  "


def render(report: Answer, page: RenderOptions) -> str:
    """Write every sheet of `report`, one under the other."""
    if page.brief and page.width is not None:
        from realign.render.brief import first_screen

        return first_screen(report, page)
    parts = chosen(report, page)
    if page.width is not None or page.colour:
        from realign.render.screen import on_screen  # takes longer to load than most answers to find

        return on_screen(parts, page)
    lines = chain.from_iterable(
        chain([""] if number else [], _part(part, page)) for number, part in enumerate(parts)
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _part(part: Part, page: RenderOptions) -> Iterator[str]:
    """A sheet with its title above and its notes below; pictures as numbers."""
    sheet = part if isinstance(part, Sheet) else as_sheet(part)
    if title := plain(say(part.title, page.language)):
        yield title
    yield from _grid(sheet, page)
    margin = "    " if sheet.verbatim else ""
    for note in part.notes:
        yield margin + plain(say(note, page.language))


def _grid(sheet: Sheet, page: RenderOptions) -> Iterator[str]:
    """The headings and the rows, each column as wide as its longest cell."""
    if not sheet.rows:
        return
    columns = []
    for number, column in enumerate(sheet.columns):
        cells = (shown(row[number], column, page) for row in sheet.rows)
        heading = plain(say(column.title, page.language))
        columns.append(_aligned([heading, *cells], right=is_number(column)))
    for line in zip(*columns, strict=True):
        yield _GAP.join(line)


def _aligned(cells: list[str], *, right: bool) -> Iterable[str]:
    """The cells filled up with blanks to the same width."""
    widths = list(map(width, cells))
    most = min(max(widths), max(60, _ROOM // len(cells)))
    for cell, wide in zip(cells, widths, strict=True):
        blanks = " " * (most - wide)
        yield blanks + cell if right else cell + blanks
