"""How wide the columns of a printed table are."""

from collections.abc import Sequence

from realign.render.cells import is_number, plain, shown, width
from realign.render.folding import GLUED
from realign.sheets import RenderOptions, Sheet
from realign.text import Text, say

_PADDING, _CHARACTER, _BOLD = 4.8, 1.7, 1.95
"""Millimetres beside the text of a cell, of a character, and of a bold one."""
_WORD, _LONG = 16, 280
"""A word, or a text, of more characters than these gets no more room."""
_HEAD_LINES = 2
"""A heading may take so many lines."""
_GLUE = "\N{NO-BREAK SPACE}"


def printed(text: Text, page: RenderOptions) -> str:
    """A text of a paper: no line ends inside an amount."""
    return GLUED.sub(_GLUE, plain(say(text, page.language)).replace("….", "…"))


def grid_of(sheet: Sheet, page: RenderOptions) -> list[list[str]]:
    """The heads and cells of a table as people read them; no line may break a figure."""
    return [
        [printed(column.title, page) for column in sheet.columns],
        *(
            [
                shown(cell, column, page).replace(" ", _GLUE)
                if is_number(column)
                else printed(shown(cell, column, page), page)
                for cell, column in zip(row, sheet.columns, strict=True)
            ]
            for row in sheet.rows
        ),
    ]


def widths(grid: Sequence[Sequence[str]], across: float) -> list[float]:
    """Millimetres of each column of `grid`, heads included, in a table `across` wide.

    Room for its longest word first; what is left goes by the length of the texts.
    """
    needs, wants = _needs(grid), []
    for head, *below in zip(*grid, strict=True):
        longest = max(width(head) // _HEAD_LINES, *map(width, below))
        wants.append(_PADDING + _CHARACTER * min(longest, _LONG))
    spare = max(across - sum(needs), 0.0)
    more = [max(want - need, 0.0) for want, need in zip(wants, needs, strict=True)]
    wide = [need + spare * extra / (sum(more) or 1) for need, extra in zip(needs, more, strict=True)]
    return [one * min(1.0, across / sum(wide)) for one in wide]


def crowding(grid: Sequence[Sequence[str]], across: float) -> float:
    """How much smaller the letters must be, 1 for not at all, so that no word of the table is broken."""
    return min(1.0, across / sum(_needs(grid)))


def _needs(grid: Sequence[Sequence[str]]) -> list[float]:
    """Millimetres for the longest word of each column; headings are bold."""
    return [
        _PADDING + max(_BOLD * min(_longest([head]), _WORD), _CHARACTER * min(_longest(below), _WORD))
        for head, *below in zip(*grid, strict=True)
    ]


def _longest(texts: Sequence[str]) -> int:
    return max((width(word) for text in texts for word in text.split(" ")), default=0)
