"""The tables and texts of a paper: empty columns are left out and named, no line ends in an amount."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from realign.render.cells import is_number, plain, shown
from realign.render.column_widths import height, widths
from realign.render.folding import GLUED
from realign.sheets import Cell, Column, Kind, RenderOptions, Sheet
from realign.text import COLON, SEMICOLON, Text, join, message, say

_GLUE = "\N{NO-BREAK SPACE}"
_FEW = 3
"""From so many rows a column that holds nothing is left out."""
_STAY, _FEWEST, _HIGH = 1, 4, 2.5
"""The first column stays, and so many in all; rows are not to be higher, in lines, in the mean."""


def printed(text: Text, page: RenderOptions) -> str:
    """A text of a paper: no line ends inside an amount."""
    return GLUED.sub(_GLUE, plain(say(text, page.language)).replace("….", "…"))


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table as texts."""

    grid: Sequence[Sequence[str]]
    """The heads, then the cells of each row."""
    right: Sequence[bool]
    """Which columns hold numbers."""
    below: Sequence[str]
    """The long texts of each row, which stand below it across the whole table; empty where it has none."""
    wide: Sequence[float]
    """Millimetres of each column."""


def on_paper(sheet: Sheet, page: RenderOptions, across: float) -> PaperTable:
    """The table as people read it; no line may break a figure.

    Long texts stand below their row: those that the view names, and of a crowded table the longest.
    """
    every = [[printed(column.title, page) for column in sheet.columns]]
    every += [
        [_printed_cell(cell, column, page) for cell, column in zip(row, sheet.columns, strict=True)]
        for row in sheet.rows
    ]
    beside, wide = _beside(sheet, every, across)
    under = [at for at in range(len(sheet.columns)) if at not in beside]
    if under:
        wide[wide.index(max(wide))] += max(across - sum(wide), 0.0)
    colon, between = say(COLON, page.language), say(SEMICOLON, page.language)
    return PaperTable(
        _only(every, beside),
        [is_number(sheet.columns[at]) for at in beside],
        [
            between.join(f"{every[0][at]}{colon}{texts[at]}" for at in under if row[at] not in (None, "", ()))
            for row, texts in zip(sheet.rows, every[1:], strict=True)
        ],
        wide,
    )


def _beside(sheet: Sheet, every: Sequence[Sequence[str]], across: float) -> tuple[list[int], list[float]]:
    """The columns that stand beside each other, and how wide each is."""
    beside = [at for at, column in enumerate(sheet.columns) if column.name not in sheet.under]
    movable = [at for at in beside[_STAY:] if sheet.columns[at].kind in (Kind.TEXT, Kind.CODE)]
    movable.sort(key=lambda at: sum(len(texts[at]) for texts in every[1:]))
    wide = widths(_only(every, beside), across)
    while movable and len(beside) > _FEWEST and height(_only(every, beside), wide) > _HIGH:
        beside.remove(movable.pop())
        wide = widths(_only(every, beside), across)
    return beside, wide


def _only(every: Sequence[Sequence[str]], columns: Sequence[int]) -> list[list[str]]:
    return [[texts[at] for at in columns] for texts in every]


def _printed_cell(cell: Cell, column: Column, page: RenderOptions) -> str:
    text = shown(cell, column, page)
    return text.replace(" ", _GLUE) if is_number(column) else printed(text, page)


def without_empty(sheet: Sheet) -> Sheet:
    """The table without columns that hold nothing in any row, which a note names instead."""
    held = [
        at
        for at in range(len(sheet.columns))
        if not at or any(row[at] not in (None, "", ()) for row in sheet.rows)
    ]
    if len(sheet.rows) < _FEW or len(held) == len(sheet.columns):
        return sheet
    empty = [column.title for at, column in enumerate(sheet.columns) if at not in held]
    return replace(
        sheet,
        columns=tuple(sheet.columns[at] for at in held),
        rows=tuple(tuple(row[at] for at in held) for row in sheet.rows),
        notes=(message("nothing in any row: {names}", names=join(empty)), *sheet.notes),
    )
