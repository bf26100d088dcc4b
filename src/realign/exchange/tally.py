"""One finding for one cause: what is wrong with many cells of a column is said once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from realign.exchange.workbook import Grid
from realign.findings import Finding, Place, Position, Rule, Severity
from realign.render.cells import cell_name
from realign.text import Text, join, message, say

MOST = 10_000
"""Cells of one fault; a sheet with more is probably not what was meant, and is not read to its end."""
NAMED = 5
"""Cells that a finding names."""
_PARTICULAR = re.compile(r"'[^']*'|“[^”]*”|[0-9][0-9., ]*")
"""What differs from cell to cell though the cause is one."""


@dataclass
class _Cause:
    """A finding, and every cell that has its fault."""

    finding: Finding
    cells: list[str] = field(default_factory=list)


class Tally:
    """Gathers what is said of the cells of a sheet."""

    def __init__(self, grid: Grid, path: str) -> None:
        """Begin with nothing."""
        self._grid, self._path = grid, path
        self._causes: dict[object, _Cause] = {}
        self.full = False
        """Whether one fault has been found so often that looking further helps nobody."""

    def say(
        self,
        rule: Rule,
        row: int,
        column: int,
        says: Text,
        hint: Text = "",
        severity: Severity | None = None,
    ) -> None:
        """Note what is wrong with a cell; the same of another cell of its column is counted."""
        place = Place(f"{self._path}!{self._grid.name}", Position(row, column), Position(row, column + 1))
        key = (rule.code, column, _PARTICULAR.sub("…", say(says, "en")))
        finding = Finding(rule.code, severity or rule.severity, says, place, hint)
        cells = self._causes.setdefault(key, _Cause(finding)).cells
        cells.append(cell_name(row, column - 1))
        self.full = self.full or (finding.severity is Severity.ERROR and len(cells) >= MOST)

    def findings(self) -> Iterator[Finding]:
        """Each cause once."""
        for cause in self._causes.values():
            finding, cells = cause.finding, cause.cells
            says = message("{cell}: {reason}", cell=f"{self._grid.name}!{cells[0]}", reason=finding.message)
            if len(cells) > 1:
                named = join((*cells[:NAMED], *(("…",) if len(cells) > NAMED else ())))
                says = message("{says} ({count} cells: {named})", says=says, count=len(cells), named=named)
            if len(cells) >= MOST and finding.severity is Severity.ERROR:
                says = message("{says}; the rest of the sheet is not looked at", says=says)
            yield replace(finding, message=says)
