"""From an answer to its layout: every figure becomes a 9, everything else stays."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from realign.findings import Finding
from realign.sheets import Answer, Bars, Cell, Column, Curve, Heat, Kind, Part, Sheet
from realign.text import LANGUAGES, Text, Wordings
from realign.views import sheets

T = TypeVar("T")

_FIGURE = re.compile(
    r"(?<![0-9a-f])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{8}(?![0-9a-f])"  # a fingerprint
    r"|(?:(?<![\w)])[-−+])?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"  # 12 000 000
    r"|(?:(?<![\w)])[-−+])?\d+(?:[.,]\d+)*(?:e[-+]?\d+)?",  # 3, -0.25, 1.10, 1e-05
    re.ASCII,
)
_AGAIN = re.compile(r"([\w.()/–-]*9[\w.()/–-]*)(?:(?:, |; |、)\1(?![\w.()/–-]))+")
_NUMBERS: Mapping[Kind, int | float] = {
    Kind.INTEGER: 9,
    Kind.NUMBER: 9.999,
    Kind.SHARE: 0.99,
    Kind.MONEY: 9_999_999,
}
"""Numbers of one width, so that a column is as wide as its heading or its kind, whatever was computed."""


def hidden(text: str) -> str:
    """A text without its figures; how long a list of codes is counts as one, too."""
    return _AGAIN.sub(r"\1 …", _FIGURE.sub("9", text))


@dataclass(frozen=True)
class Masked:
    """A report whose tables and pictures have no figures left."""

    report: Answer

    @property
    def passed(self) -> bool:
        return self.report.passed

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.report.findings

    def sheets(self) -> Iterator[Part]:
        yield from (masked(part) for part in sheets(self.report))


def masked(part: Part) -> Part:
    """A table or picture without figures; rows that then look alike are one row. Headings stay as they are."""
    title, notes = _words(part.title), _once(map(_words, part.notes))
    match part:
        case Sheet():
            cells = (
                tuple(_cell(cell, column) for cell, column in zip(row, part.columns, strict=True))
                for row in part.rows
            )
            return replace(part, title=title, rows=_once(cells), notes=notes)
        case Heat():
            values = tuple(tuple(None if one is None else 9.999 for one in row) for row in part.values)
            names = tuple(map(hidden, part.rows))
            return replace(part, title=title, rows=names, values=values, notes=notes)
        case Bars():
            return replace(part, title=title, values=tuple(tuple(9 for _ in row) for row in part.values))
        case Curve():
            points = ((9, 9), (9_999_999, 9))[: len(part.points)]
            marks = (9_999_999,) if part.marks else ()
            return replace(part, title=title, points=points, marks=marks, notes=notes)


def _once(every: Iterable[T]) -> tuple[T, ...]:
    """Each once: how many there are is a figure, too."""
    return tuple({repr(one): one for one in every}.values())


def _words(text: Text) -> Text:
    if isinstance(text, str):
        return hidden(text)
    languages = tuple(text) if isinstance(text, Wordings) else LANGUAGES
    return Wordings({language: hidden(text.say(language)) for language in languages})


def _cell(cell: Cell, column: Column) -> Cell:
    match cell:
        case None | bool():
            return cell
        case int() | float():
            return _NUMBERS.get(column.kind, 9)
        case tuple():
            return _once(map(_words, cell))
        case _:
            return _words(cell)
