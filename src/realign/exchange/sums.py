"""Rows of totals in a sheet of records: left out where they equal the sums above them."""

from collections.abc import Mapping

from realign.exchange.names import sums_name
from realign.exchange.vocabulary import TOTAL_ROW
from realign.exchange.workbook import Content, What
from realign.money import MoneyError, MoneyReader

_FEW = 5
"""Words of a text that calls its row a total: `Total of all deliverables (USD)`."""


def names_total(text: str) -> bool:
    """Whether a text says that its row is a total."""
    whole = TOTAL_ROW.fullmatch(text.strip(" :：.*").casefold())
    return sums_name(text) or (whole is not None and len(text.split()) <= _FEW)


class Sums:
    """The sums of the columns of a sheet, row by row."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._all: dict[int, float] = {}
        self._since: dict[int, float] = {}
        self._rows = 0

    def add(self, row: Mapping[int, Content]) -> None:
        """A record's row."""
        self._rows += 1
        for column, cell in row.items():
            number = _number(cell)
            if number is not None:
                self._all[column] = self._all.get(column, 0) + number
                self._since[column] = self._since.get(column, 0) + number

    def judge(self, row: Mapping[int, Content], id_column: int) -> str:
        """What a row is: a `record`, a `total`, or what calls itself a total and `differs` from the sums."""
        if not id_column or not self._rows or (id_column in row and not names_total(row[id_column].text)):
            return "record"
        labels = {column for column, cell in row.items() if names_total(cell.text)}
        figures = {column: cell for column, cell in row.items() if column not in labels}
        if not all(map(_is_figure, figures.values())) or not (labels or figures):
            return "record"
        fits = all(self._fits(column, cell) for column, cell in figures.items())
        if fits and (labels or self._rows > 1):
            self._since = {}
            return "total"
        return "differs" if labels else "record"

    def _fits(self, column: int, cell: Content) -> bool:
        """Whether a figure is the sum of its column, from the top or from the last total."""
        if cell.what is What.UNCALCULATED:
            return True
        number = _number(cell) or 0.0
        sums = (self._all.get(column, 0.0), self._since.get(column, 0.0))
        return any(abs(number - total) <= 0.5 + 1e-9 * abs(total) for total in sums)


def _is_figure(cell: Content) -> bool:
    """Whether a cell holds a number, or a formula that would give one."""
    return cell.what is What.UNCALCULATED or _number(cell) is not None


def _number(cell: Content) -> float | None:
    """The number in a cell, also one that is written as an amount; none if there is none."""
    if cell.what is What.NUMBER:
        return float(cell.text)
    if cell.what is What.TEXT and any(map(str.isdecimal, cell.text)):
        try:
            return float(MoneyReader(None).read(cell.text))
        except MoneyError:
            return None
    return None
