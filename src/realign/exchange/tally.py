"""One finding for one cause: what is wrong with many cells of a column is said once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from realign.exchange.workbook import Grid
from realign.findings import Finding, Place, Position, Rule, Severity
from realign.render.cells import cell_name

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
        message: str,
        hint: str = "",
        severity: Severity | None = None,
    ) -> None:
        """Note what is wrong with a cell; the same of another cell of its column is counted."""
        place = Place(f"{self._path}!{self._grid.name}", Position(row, column), Position(row, column + 1))
        key = (rule.code, column, _PARTICULAR.sub("…", message))
        finding = Finding(rule.code, severity or rule.severity, message, place, hint)
        cells = self._causes.setdefault(key, _Cause(finding)).cells
        cells.append(cell_name(row, column - 1))
        self.full = self.full or (finding.severity is Severity.ERROR and len(cells) >= MOST)

    def findings(self) -> Iterator[Finding]:
        """Each cause once."""
        for cause in self._causes.values():
            finding, cells = cause.finding, cause.cells
            message = f"{self._grid.name}!{cells[0]}: {finding.message}"
            if len(cells) > 1:
                more = ", …" if len(cells) > NAMED else ""
                message += f" ({len(cells)} cells: {', '.join(cells[:NAMED])}{more})"
            if len(cells) >= MOST and finding.severity is Severity.ERROR:
                message += "; the rest of the sheet is not looked at"
            yield replace(finding, message=message)
