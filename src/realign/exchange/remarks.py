"""Sentences below the records of a sheet, which are no records."""

from collections.abc import Collection, Mapping

from realign.exchange.workbook import Content

_SENTENCE = 24
"""A text of more characters, without a blank, is a sentence and no code; Chinese has no blanks."""
_STOPS = ("。", "！", "？")
_COLUMNS = 3
"""A table of fewer columns may have records of one cell."""


class Remarks:
    """Tells remarks from records, row by row."""

    def __init__(self, rows: Collection[int], columns: int) -> None:
        """Get ready: `rows` are those in which something stands, `columns` how many the table has."""
        self._rows, self._columns = rows, columns
        self._last = 0

    def text(self, row: int, cells: Mapping[int, Content], *, begun: bool) -> str:
        """The remark that a row is, alone in it and set apart by a blank row; empty for a record."""
        apart = row - 1 not in self._rows or row - 1 == self._last
        if not begun or len(cells) > 1 or self._columns < _COLUMNS or not apart:
            return ""
        text = next(iter(cells.values())).text.strip()
        if " " not in text and len(text) <= _SENTENCE and not text.endswith(_STOPS):
            return ""
        self._last = row
        return text
