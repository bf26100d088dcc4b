"""Figures as logframes have them: `40 %`, `12 (2019)`, `2019: 12`, `0.4` in a cell of per cents."""

import re
from dataclasses import dataclass

from realign.exchange.workbook import Grid, What

_YEAR = r"(?:19|20)[0-9]{2}"
_FIGURE = re.compile(
    rf"(?:(?P<before>{_YEAR})\s*[:=]\s*)?(?P<number>[+-]?[0-9][0-9 \u00a0\u202f]*(?:[.,][0-9]+)?)\s*"
    rf"(?P<unit>%|per ?cent|percent|pour ?cent)?\s*(?:\(\s*(?P<after>{_YEAR})\s*\))?"
)
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_TWO_WAYS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9])\D*")
"""A text that may be thousands, or a number with three digits behind its point."""
_ANY_YEAR = re.compile(rf"(?<![0-9]){_YEAR}(?![0-9])")


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A figure of a logframe."""

    number: str
    unit: str
    year: str


def figure(grid: Grid, row: int, column: int) -> WrittenFigure | None:
    """The figure in a cell; None where the cell holds words."""
    content = grid.content(row, column)
    if content is None:
        return None
    if content.what is What.NUMBER and _as_share(grid, row, column):
        return WrittenFigure(f"{round(float(content.text) * 100, 9):g}", "%", "")
    if content.what is not What.NUMBER and _TWO_WAYS.fullmatch(content.text.strip()):
        return None
    return read_figure(content.text)


def read_figure(text: str) -> WrittenFigure | None:
    """The figure that a text writes; None where it writes none, or could be read in two ways."""
    grouped = _THOUSANDS.fullmatch(text.strip())
    if grouped:
        plain = text.strip().replace(",", "")
        certain = text.count(",") > 1 or "." in text
        return WrittenFigure(plain, "", "") if certain else None
    found = _FIGURE.fullmatch(text.strip())
    if not found:
        return None
    number = re.sub(r"\s", "", found["number"]).replace(",", ".")
    return WrittenFigure(number, "%" if found["unit"] else "", found["before"] or found["after"] or "")


def year_in(heading: str) -> str:
    """The one year that a heading names; empty for none or several."""
    years = set(_ANY_YEAR.findall(heading))
    return years.pop() if len(years) == 1 else ""


def _as_share(grid: Grid, row: int, column: int) -> bool:
    """Whether a number is shown in per cent."""
    return any(
        place == column and "%" in code and row in rows for (place, code), rows in grid.marks.formats.items()
    )
