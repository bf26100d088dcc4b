"""How wide the columns of a printed table are."""

from collections.abc import Sequence
from math import ceil

from realign.render.cells import width

_PADDING, _CHARACTER, _BOLD = 4.4, 1.55, 1.75
"""Millimetres beside the text of a cell, of a character, and of a bold one."""
_WORD, _LONG = 16, 280
"""A word, or a text, of more characters than these gets no more room."""
_ROWS, _STEP = 200, 2.0
"""At most so many rows of a table are looked at; a column gets so many millimetres more at a time."""


def widths(grid: Sequence[Sequence[str]], across: float) -> list[float]:
    """Millimetres of each column of `grid`, heads included, in a table at most `across` wide.

    Room for its longest word first; what is left goes, a little at a time, to the column that makes most rows
    as high as they are.
    """
    needs = _needs(grid)
    if not needs or sum(needs) >= across:
        return [need * across / sum(needs) for need in needs]
    sizes = _sizes(grid)
    wide, lines = needs, [_lines(column, need) for column, need in zip(sizes, needs, strict=True)]
    for _ in range(int((across - sum(needs)) / _STEP)):
        heights = list(map(max, zip(*lines, strict=True)))
        gains = [
            sum(high for own, high in zip(column, heights, strict=True) if own == high > 1)
            for column in lines
        ]
        most = max(range(len(gains)), key=gains.__getitem__)
        if not gains[most]:
            break
        wide[most] += _STEP
        lines[most] = _lines(sizes[most], wide[most])
    return wide


def height(grid: Sequence[Sequence[str]], wide: Sequence[float]) -> float:
    """Lines of a row in the mean, in columns that are so wide."""
    lines = [_lines(column, room) for column, room in zip(_sizes(grid), wide, strict=True)]
    heights: list[int] = list(map(max, zip(*lines, strict=True)))
    return sum(heights) / len(heights)


def _sizes(grid: Sequence[Sequence[str]]) -> list[list[int]]:
    """How long the texts of each column are, in some of the rows."""
    looked = [grid[0], *grid[1 :: max(1, len(grid) // _ROWS)]]
    return [[min(width(text), _LONG) for text in column] for column in zip(*looked, strict=True)]


def _lines(sizes: Sequence[int], room: float) -> list[int]:
    """Lines of the texts of a column that is so wide."""
    return [max(1, ceil(_CHARACTER * size / max(room - _PADDING, _CHARACTER))) for size in sizes]


def crowding(grid: Sequence[Sequence[str]], across: float) -> float:
    """How much smaller the letters must be, 1 for not at all, so that no word of the table is broken."""
    return min(1.0, across / (sum(_needs(grid)) or across))


def _needs(grid: Sequence[Sequence[str]]) -> list[float]:
    """Millimetres for the longest word of each column; headings are bold."""
    return [
        _PADDING + max(_BOLD * min(_longest([head]), _WORD), _CHARACTER * min(_longest(below), _WORD))
        for head, *below in zip(*grid, strict=True)
    ]


def _longest(texts: Sequence[str]) -> int:
    return max((width(word) for text in texts for word in text.split(" ")), default=0)
