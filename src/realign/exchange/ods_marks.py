"""What an .ods file says of its cells beyond their values: formulas, errors, zeros, hidden rows."""

from xml.parsers import expat

from realign.exchange.container import Package, RefusedError
from realign.exchange.marks import AREA, CELLS, OTHERS, SHEETS, Marks

TEXT = 64 << 20
"""Characters of all cells, each as often as it is repeated."""


class _OdsScan:
    """Goes through the XML of all sheets."""

    def __init__(self) -> None:
        """Begin above the first sheet."""
        self.sheets: list[Marks] = []
        self._row, self._rows, self._column, self._columns = 0, 1, 0, 1
        self._told: dict[str, str] = {}
        self._text: list[str] = []
        self._cells = self._length = self._tags = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, tag: str, told: dict[str, str]) -> None:
        """A tag opens."""
        self._tags += 1
        if self._tags > OTHERS or len(self.sheets) > SHEETS:
            raise RefusedError("the workbook has too many sheets, cells or tags", "divide it")
        match tag:
            case "table:table":
                self.sheets.append(Marks())
                self._row, self._rows = 0, 1
            case "table:table-row":
                self._row += self._rows
                self._rows = int(told.get("table:number-rows-repeated", "1"))
                self._column, self._columns = 0, 1
                if told.get("table:visibility") in ("collapse", "filter"):
                    self.sheets[-1].hidden_rows.append(self._row)
            case "table:table-cell" | "table:covered-table-cell":
                self._column += self._columns
                self._columns = int(told.get("table:number-columns-repeated", "1"))
                self._told, self._text = told, []
                self.parser.CharacterDataHandler = self._text.append

    def _end(self, tag: str) -> None:
        """A tag closes; a cell is known when its text is."""
        if tag not in ("table:table-cell", "table:covered-table-cell"):
            return
        self.parser.CharacterDataHandler = None
        told, marks = self._told, self.sheets[-1]
        text = "".join(self._text).strip()
        kind = told.get("office:value-type", "")
        if not (kind or text or "table:formula" in told):
            return
        times = self._rows * self._columns
        self._cells += times
        self._length += times * len(text)
        if max(self._row, self._column) > AREA or self._cells > CELLS or self._length > TEXT:
            raise RefusedError(f"the workbook has more than {CELLS} cells, or too much text in them")
        marks.cells += times
        self._mark(marks, kind, text)
        down = int(told.get("table:number-rows-spanned", "1"))
        across = int(told.get("table:number-columns-spanned", "1"))
        if down > 1 or across > 1:
            marks.merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))

    def _mark(self, marks: Marks, kind: str, text: str) -> None:
        """Note what a cell holds beyond its value: an error, a formula without a result, zeros in front."""
        told, spot = self._told, (self._row, self._column)
        formula = "table:formula" in told
        if told.get("calcext:value-type") == "error" or (formula and kind == "string" and text[:1] == "#"):
            marks.errors[spot] = text or "error"
        elif formula and not kind:
            marks.uncalculated.add(spot)
        elif kind == "float" and text.isdecimal() and text[:1] == "0" and len(text) > 1:
            for row in range(self._row, self._row + self._rows):
                marks.shown[row, self._column] = text


def ods_marks(package: Package) -> list[Marks]:
    """Go through the sheets in the order of the tabs; raises `RefusedError` if they cannot be trusted."""
    scan = _OdsScan()
    package.parse("content.xml", scan.parser)
    return scan.sheets
