"""An answer on a terminal: colours, texts folded at its width, a narrow one with cards for tables."""

import io
import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text as Styled

from realign.render.as_table import as_sheet
from realign.render.cells import is_number, plain, shown
from realign.render.plot import plotted
from realign.sheets import Cell, Column, Curve, Heat, Kind, Part, RenderOptions, Sheet
from realign.text import COLON, Wordings, say

_STATES = {
    "error": "bold red",
    "uncovered": "red",
    "exposed": "red",
    "stopped": "red",
    "warning": "yellow",
    "open": "yellow",
    "conditional": "yellow",
    "note": "cyan",
    "covered": "green",
    "safe": "green",
}
_NARROWEST = 6
"""A column that would be folded to less than this is not readable."""
_UNBOUNDED = 100_000
_INDENT = 2
_GLUE = "\ue000"
"""Stands for the blanks inside an amount while lines are folded: a private character, as wide as a blank."""
_GLUED = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|%)|(?<=\b[A-Z]{3}) (?=\d)", re.ASCII)


def on_screen(parts: Iterable[Part], page: RenderOptions) -> str:
    """Write the parts one under the other."""
    output = io.StringIO()
    console = Console(
        file=output,
        width=page.width or _UNBOUNDED,
        force_terminal=page.colour,
        color_system="standard" if page.colour else None,
        no_color=not page.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        safe_box=not page.unicode,
        _environ={},  # the page says all: rich would read numbers from COLUMNS and LINES that are none
    )
    for number, part in enumerate(parts):
        console.print(*([""] if number else []), _part(part, page), sep="\n", soft_wrap=page.width is None)
    text = output.getvalue().replace(_GLUE, " ")
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _part(part: Part, page: RenderOptions) -> RenderableType:
    """A sheet with its title above and its notes below, or a picture of it."""
    title = plain(say(part.title, page.language))
    lines: list[RenderableType] = [Styled(title, style="bold")] if title else []
    if isinstance(part, Curve) and page.width:
        lines.append(Styled(plotted(part, page)))
    elif isinstance(part, Heat) and page.colour:
        lines.append(_heat(part))
    else:
        sheet = part if isinstance(part, Sheet) else as_sheet(part)
        lines.extend(_grid(sheet, page) if fits(sheet, page) else _cards(sheet, page))
    margin = "    " if isinstance(part, Sheet) and part.verbatim else ""
    lines.extend(Styled(margin + _whole(plain(say(note, page.language)), page)) for note in part.notes)
    return Group(*lines)


def fits(sheet: Sheet, page: RenderOptions) -> bool:
    """Whether every column keeps a readable width."""
    if page.width is None:
        return True
    need = 0
    for number, column in enumerate(sheet.columns):
        cells = [shown(row[number], column, page) for row in sheet.rows]
        natural = max(map(cell_len, [say(column.title, page.language), *cells]), default=0)
        folded = natural if column.kind not in {Kind.TEXT, Kind.CODE} else min(natural, 2 * _NARROWEST)
        need += max(min(natural, _NARROWEST), folded) + 2
    return need <= page.width


def _grid(sheet: Sheet, page: RenderOptions) -> Iterator[RenderableType]:
    """The usual table; texts fold at the width of the terminal, nothing is cut."""
    if not sheet.rows:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in sheet.columns:
        table.add_column(
            Styled(plain(say(column.title, page.language))),
            justify="right" if is_number(column) else "left",
            overflow="fold",
            no_wrap=page.width is None or column.kind not in {Kind.TEXT, Kind.CODE},
        )
    for row in sheet.rows:
        table.add_row(*(_styled(cell, column, page) for cell, column in zip(row, sheet.columns, strict=True)))
    yield table


def _cards(sheet: Sheet, page: RenderOptions) -> Iterator[RenderableType]:
    """For a narrow terminal: every row as a few lines of heading and value, all but the first indented."""
    room = (page.width or _UNBOUNDED) - _INDENT
    gap = " · " if page.unicode else " | "
    colon = say(COLON, page.language)
    for number, row in enumerate(sheet.rows):
        if number:
            yield Styled("")
        lines: list[Styled] = []
        for place, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            if cell in ("", ()):
                continue
            value = _styled(cell, column, page)
            if not place:
                value.stylize("bold")
            pair = Styled.assemble((plain(say(column.title, page.language)) + colon, "dim"), value)
            if lines and lines[-1].cell_len + len(gap) + pair.cell_len <= room:
                lines[-1].append(gap, "dim").append_text(pair)
            else:
                lines.append(pair)
        for after, line in enumerate(lines):
            yield Padding(line, (0, 0, 0, _INDENT)) if after else line


def _styled(cell: Cell, column: Column, page: RenderOptions) -> Styled:
    """A cell as text that no markup can hide in."""
    text = _whole(shown(cell, column, page), page)
    return Styled(text, style=_style(cell, column))


def _whole(text: str, page: RenderOptions) -> str:
    """Text whose amounts no fold tears apart: `12 000 000`, `EUR 500`, `5 %`."""
    return text if page.width is None else _GLUED.sub(_GLUE, text)


def _heat(heat: Heat) -> Table:
    """A matrix with the strength of each cell as its background."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("")
    for name in heat.columns:
        table.add_column(Styled(plain(name)), justify="right", no_wrap=True)
    most = max((abs(value) for row in heat.values for value in row if value), default=1.0)
    for name, row in zip(heat.rows, heat.values, strict=True):
        table.add_row(Styled(plain(name)), *(_warm(value, most) for value in row))
    return table


def _warm(value: float | None, most: float) -> Styled:
    """A number on a background from pale to strong; negative ones in blue."""
    if value is None:
        return Styled("")
    level = round(4 * abs(value) / most)
    colours = (
        ("default", "cyan", "cyan", "blue", "blue")
        if value < 0
        else ("default", "yellow", "yellow", "red", "red")
    )
    style = Style(color="black" if level else None, bgcolor=colours[level], bold=level in (2, 4))
    return Styled(f"{value:.2f}", style=style)


def _style(cell: Cell, column: Column) -> str:
    """The colour of a state, the same in every language."""
    if column.kind is not Kind.STATE or not isinstance(cell, str | Wordings):
        return ""
    return _STATES.get(say(cell, "en"), "")
