"""An answer as lines: colours, texts folded at the width of the page, cards where columns have no room."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from realign.render.as_table import as_sheet
from realign.render.cells import is_number, plain, shown, width
from realign.render.folding import fold, longest
from realign.render.plot import plotted
from realign.sheets import PAGE_WIDTH, Cell, Column, Curve, Heat, Kind, Part, RenderOptions, Sheet
from realign.text import COLON, Wordings, in_digits, say

_RED, _YELLOW, _CYAN, _GREEN = "31", "33", "36", "32"
_BOLD, _DIM = "1", "2"
_STATES = {
    "error": f"{_BOLD};{_RED}",
    "uncovered": _RED,
    "exposed": _RED,
    "stopped": _RED,
    "warning": _YELLOW,
    "open": _YELLOW,
    "conditional": _YELLOW,
    "note": _CYAN,
    "covered": _GREEN,
    "safe": _GREEN,
}
_WARM = ("", "30;43", "1;30;43", "30;41", "1;30;41")
_COLD = ("", "30;46", "1;30;46", "30;44", "1;30;44")
"""From pale to strong; the second for numbers below 0."""
_GAP = "  "
_NARROWEST = 20
"""Columns below which no text is folded."""
_NARROWEST_CODE = 12
_LONGEST_WORD = 28
"""What is longer than that may be divided: addresses, above all."""
_INDENT = "  "
_ROOM = 20_000_000
"""Blanks that one column may take in all; cells that are too long for that stand out of line."""


def on_screen(parts: Iterable[Part], page: RenderOptions) -> str:
    """Write the parts one under the other."""
    return "".join(f"{line.rstrip()}\n" for line in screen_lines(parts, page))


def screen_lines(parts: Iterable[Part], page: RenderOptions) -> Iterator[str]:
    """The lines of the parts, an empty one between them."""
    for number, part in enumerate(parts):
        if number:
            yield ""
        yield from _part(part, page)


def _part(part: Part, page: RenderOptions) -> Iterator[str]:
    """A part with its title above and its notes below it."""
    if title := plain(say(part.title, page.language)):
        yield from (_painted(line, _BOLD, page) for line in fold(title, page.width))
    if isinstance(part, Curve) and page.width:
        yield from plotted(part, page).splitlines()
    elif isinstance(part, Heat) and page.colour:
        yield from _heat(part, page)
    else:
        sheet = part if isinstance(part, Sheet) else as_sheet(part)
        if sheet.rows:
            grid = _SideBySide.of(sheet, page)
            yield from grid.lines(page) if grid else _cards(sheet, page)
    verbatim = isinstance(part, Sheet) and part.verbatim
    for note in part.notes:
        text = plain(say(note, page.language))
        yield from [f"    {text}"] if verbatim else fold(text, page.width)


def fits(sheet: Sheet, page: RenderOptions) -> bool:
    """Whether every column keeps a readable width."""
    return page.width is None or _SideBySide.of(sheet, page) is not None


@dataclass(frozen=True, slots=True)
class _SideBySide:
    """A table as texts, and the width of each column."""

    sheet: Sheet
    places: Sequence[int]
    """Numbers of the columns that stand side by side; the others stand under their row."""
    heads: Sequence[str]
    cells: Sequence[Sequence[str]]
    """Column by column."""
    widths: Sequence[int]
    whole: bool
    """Whether nothing has to be folded."""

    @classmethod
    def of(cls, sheet: Sheet, page: RenderOptions) -> "_SideBySide | None":
        """Measure a table; None where its columns do not stand side by side on this page."""
        places = [place for place, column in enumerate(sheet.columns) if column.name not in sheet.under]
        columns = [sheet.columns[place] for place in places]
        heads = [plain(say(column.title, page.language)) for column in columns]
        cells = [
            [shown(row[place], column, page) for row in sheet.rows]
            for place, column in zip(places, columns, strict=True)
        ]
        natural = [max(map(width, (head, *column))) for head, column in zip(heads, cells, strict=True)]
        room = None if page.width is None else page.width - len(_GAP) * (len(places) - 1)
        if room is None or sum(natural) <= room:
            most = max(60, _ROOM // max(1, len(sheet.rows)))
            return cls(sheet, places, heads, cells, [min(one, most) for one in natural], whole=True)
        least = [_least(*measured) for measured in zip(columns, heads, cells, natural, strict=True)]
        if sum(least) > room:
            return None
        return cls(sheet, places, heads, cells, _shared_out(least, natural, room), whole=False)

    def lines(self, page: RenderOptions) -> Iterator[str]:
        """The headings and the rows, one under the other."""
        right = [is_number(self.sheet.columns[place]) for place in self.places]
        yield from self._row(self.heads, right, [_DIM] * len(self.places), page)
        under = [place for place, column in enumerate(self.sheet.columns) if column.name in self.sheet.under]
        for number, row in enumerate(self.sheet.rows):
            styles = [_style(row[place], self.sheet.columns[place]) for place in self.places]
            yield from self._row([column[number] for column in self.cells], right, styles, page)
            for place in under:
                if row[place] not in (None, "", ()):
                    text = shown(row[place], self.sheet.columns[place], page)
                    if len(under) > 1:
                        head = say(self.sheet.columns[place].title, page.language)
                        text = f"{plain(head)}{say(COLON, page.language)}{text}"
                    yield from (_INDENT + line for line in fold(text, _less(page.width or PAGE_WIDTH)))

    def _row(
        self, texts: Sequence[str], right: Sequence[bool], styles: Sequence[str], page: RenderOptions
    ) -> Iterator[str]:
        """One row, in as many lines as its longest cell takes."""
        if self.whole:
            folded = [[text] for text in texts]
        else:
            folded = [fold(text, room) for text, room in zip(texts, self.widths, strict=True)]
        for line in zip_longest(*folded, fillvalue=""):
            pieces = []
            for text, room, is_right, style in zip(line, self.widths, right, styles, strict=True):
                blanks = " " * (room - width(text))
                painted = _painted(text, style, page)
                pieces.append(blanks + painted if is_right else painted + blanks)
            yield _GAP.join(pieces)


def _least(column: Column, head: str, cells: Sequence[str], natural: int) -> int:
    """The least width at which a column can be read: numbers whole, codes and words undivided."""
    if is_number(column):
        return max([longest(head), *map(width, cells)])
    words = min(_LONGEST_WORD, max(map(longest, (head, *cells))))
    return max(words, min(natural, _NARROWEST_CODE if column.kind is Kind.CODE else _NARROWEST))


def _shared_out(least: Sequence[int], natural: Sequence[int], room: int) -> list[int]:
    """What is left of the room, in equal shares to the columns that want more."""
    found = list(least)
    left = room - sum(found)
    while left > 0:
        wanting = [place for place, want in enumerate(natural) if found[place] < want]
        if not wanting:
            break
        share = max(1, left // len(wanting))
        for place in wanting:
            more = min(share, natural[place] - found[place], left)
            found[place] += more
            left -= more
    return found


def _less(room: int | None) -> int | None:
    """The width without the indentation."""
    return None if room is None else max(1, room - len(_INDENT))


def _cards(sheet: Sheet, page: RenderOptions) -> Iterator[str]:
    """For a narrow page: every row as a few lines of heading and value, all but the first indented."""
    gap = " · " if page.unicode else " | "
    colon = say(COLON, page.language)
    for number, row in enumerate(sheet.rows):
        if number:
            yield ""
        lines: list[str] = []
        for cell, column in zip(row, sheet.columns, strict=True):
            if cell in ("", ()):
                continue
            pair = plain(say(column.title, page.language)) + colon + shown(cell, column, page)
            joined = lines[-1] + gap + pair if lines else pair
            if lines and width(joined) <= (_less(page.width) or 0):
                lines[-1] = joined
            else:
                lines.append(pair)
        for after, text in enumerate(lines):
            for place, line in enumerate(fold(text, _less(page.width))):
                yield line if not after and not place else _INDENT + line


def _heat(heat: Heat, page: RenderOptions) -> Iterator[str]:
    """A matrix with the strength of each cell as its background."""
    most = max((abs(value) for row in heat.values for value in row if value), default=1.0)
    names = [plain(name) for name in heat.rows]
    first = max(map(width, names), default=0)
    heads = [plain(name) for name in heat.columns]
    texts = [
        ["" if value is None else in_digits(value, ".2f").say(page.language) for value in row]
        for row in heat.values
    ]
    rooms = [max(map(width, column)) for column in zip(heads, *texts, strict=True)]
    yield " ".join([" " * first, *(head.rjust(room) for head, room in zip(heads, rooms, strict=True))])
    for name, row, written in zip(names, heat.values, texts, strict=True):
        cells = [
            " " * (room - len(text)) + _painted(text, _warm(value, most), page)
            for value, text, room in zip(row, written, rooms, strict=True)
        ]
        yield " ".join([name + " " * (first - width(name)), *cells])


def _warm(value: float | None, most: float) -> str:
    """The colours for a number: the stronger, the larger it is."""
    if value is None:
        return ""
    return (_COLD if value < 0 else _WARM)[round(4 * abs(value) / most)]


def _painted(text: str, style: str, page: RenderOptions) -> str:
    """The text in a style, where the page has colours."""
    return f"\x1b[{style}m{text}\x1b[0m" if page.colour and style and text else text


def _style(cell: Cell, column: Column) -> str:
    """The colour of a state, the same in every language."""
    if column.kind is not Kind.STATE or not isinstance(cell, str | Wordings):
        return ""
    return _STATES.get(say(cell, "en"), "")
