"""A logical framework: impact, outcomes, outputs, and indicators with baseline, milestones and target."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from realign.exchange.filling import split
from realign.exchange.foreign import PlanReading, Reader, plan_id
from realign.exchange.headings import Headings
from realign.exchange.logframe_heads import (
    achieved,
    header_rows,
    level_in,
    level_named,
    role_of,
    unnamed,
    with_years,
    years_below,
)
from realign.exchange.logframe_values import figure, year_in
from realign.exchange.names import sums_name
from realign.exchange.rules import WRONG_VALUE, slip
from realign.exchange.sheet_layout import say_layout
from realign.exchange.table import TableError
from realign.exchange.tally import Tally
from realign.exchange.typed import Record
from realign.exchange.vocabulary import LOGFRAME_LEVELS
from realign.exchange.workbook import Grid, read_workbook
from realign.findings import Place, Position, Severity
from realign.render.cells import cell_name
from realign.text import message

_ASIDE = re.compile(
    r"primary theme|.*weighting.*|impact weighting.*|inputs?\b.*|risk rating.*", re.IGNORECASE
)
"""Labels in the column of results that name no result; what stands below them is left out."""
_FIGURES = ("baseline", "milestone", "target", "actual")


def read_logframe(raw: bytes, path: str) -> PlanReading:
    """Make a plan of the logframes in a workbook: a table with a column of levels, or a block for each level.

    An impact becomes a domain, an outcome an outcome, an output a deliverable that serves the outcome above;
    indicators keep baseline, milestones, target, actual, unit and source. Columns of other names are kept as
    `x-…`. A figure that is a word is kept as `x-…`, too, and said.
    """
    try:
        grids = read_workbook(raw, path).grids
    except TableError as error:
        return PlanReading({}, (error.finding,))
    stem = PurePath(path).stem
    reader = Reader(path)
    reader.kinds["plan"] = [{"id": plan_id(stem), "title": stem or "Plan"}]
    frame = _Frame(reader)
    for grid in grids:
        rows = header_rows(grid)
        if rows:
            frame.read(grid, rows)
        elif grid.rows:
            reader.leave_out(grid.name, message("it has no row of headings with an indicator"))
    frame.close()
    return reader.result(
        message("the logframe is empty: no result and no indicator stands below its headings")
    )


@dataclass
class _FrameColumns:
    """What each column of a block holds."""

    roles: dict[int, str]
    headings: dict[int, str]

    def of(self, role: str) -> list[int]:
        return [column for column, one in self.roles.items() if one == role]

    def text(self, role: str, texts: Mapping[int, str], at: int = 0) -> str:
        """What a row says in the column of a role, the first or a later one; empty where there is none."""
        return "".join(texts[column] for column in self.of(role)[at : at + 1])


@dataclass
class _Frame:
    """Reads the sheets of a logframe from the top down; what stands below a result belongs to it."""

    reader: Reader
    level: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    last: Record | None = None
    code: str = ""
    """The code that the row gives its result; empty where the sheet has none."""
    basis: str = ""
    also: list[str] = field(default_factory=list)
    """Other outcomes that the result of the row serves."""

    def read(self, grid: Grid, headers: list[int]) -> None:
        """One sheet, block by block."""
        for row in list(grid.rows):
            if row < headers[0] and not self._heads(grid, row):
                text = next((grid.text(row, column) for column in grid.columns if grid.text(row, column)), "")
                self.reader.leave_out(
                    message("{sheet}, row {row}: {text}", sheet=grid.name, row=row, text=text),
                    message("above the headings"),
                )
        tally = Tally(grid, self.reader.path)
        say_layout(grid, "", Headings((), headers[0], headers[0]), tally)
        self.reader.findings += tally.findings()
        ends = [*headers[1:], max(grid.rows) + 1]
        for first, end in zip(headers, ends, strict=True):
            years = years_below(grid, first)
            below = [row for row in grid.rows if first + bool(years) < row < end]
            columns = self._columns(grid, first, years, below)
            for row in below:
                self._row(grid, row, columns)

    def _heads(self, grid: Grid, row: int) -> bool:
        """Whether a row holds nothing but a result: "Objective 2: Better homes"."""
        said = {grid.text(row, column) for column in grid.columns} - {""}
        text = said.pop() if len(said) == 1 else ""
        level, code, title = level_in(text)
        if not (level and title and (code or ":" in text)):
            return False
        self._enter(level, title)
        return True

    def close(self) -> None:
        """A plan needs a domain for its outcomes, and an outcome for its outputs."""
        named = any("domain" in one for one in self.reader.kinds.get("outcomes", ()))
        if named and not self.reader.kinds.get("domains"):
            self.reader.add("domains", {"id": "1", "title": "Results"})

    def _columns(self, grid: Grid, row: int, years: Mapping[int, str], below: Sequence[int]) -> _FrameColumns:
        """The roles of the columns in a row of headings, and the level that its first cell names."""
        headings = {column: " ".join(grid.text(row, column).split()) for column in grid.columns}
        headings = with_years(headings, years)
        roles = {column: role_of(text) for column, text in headings.items()}
        for column in [column for column, text in headings.items() if not text]:
            roles[column] = unnamed([grid.text(one, column) for one in below])
        first = min(headings)
        level, _, title = level_in(headings[first])
        own = {column: one for column, text in headings.items() if (one := level_named(text))}
        if len(set(own.values())) > 1:  # a column for each level
            level, roles = "", {**roles, **own}
        if level and roles[first] in ("", "result"):
            roles[first] = "result"
            self._enter(level, title)
        elif not roles[first] and headings[first] and self.level:
            roles[first] = "aside"
        found = _FrameColumns(roles, headings)
        beside = found.of("indicator")[1:] + (found.of("result")[1:] if found.of("level") else [])
        roles.update(dict.fromkeys(beside, ""))  # a second such column describes the first
        return found

    def _enter(self, level: str, title: str) -> None:
        """A new result begins; what is below it is forgotten."""
        self.level, self.last = level, None
        levels = list(LOGFRAME_LEVELS)
        for below in levels[levels.index(level) :]:
            self.titles.pop(below, None)
            self.ids.pop(below, None)
        if title:
            self._name(title)

    def _name(self, title: str) -> None:
        """Make a record of the result that stands at the level."""
        if self.titles.get(self.level) == title:
            return
        self.titles[self.level] = title
        kinds = self.reader.kinds
        if self.level == "impact":
            self.ids["impact"] = self.code or f"{len(kinds.get('domains', ())) + 1}"
            self.reader.add("domains", {"id": self.ids["impact"], "title": title})
        elif self.level == "outcome":
            domain = self.ids.get("impact") or ("" if self.code else "1")
            number = sum(one.get("domain") == domain for one in kinds.get("outcomes", ())) + 1
            self.ids["outcome"] = self.code or f"{domain}.{number}"
            self.reader.add("outcomes", {"id": self.ids["outcome"], "domain": domain, "title": title})
        elif self.level == "output":
            above = self.ids.get("outcome")
            number = (
                sum(
                    one.get("outcomes") == ([above] if above else None)
                    for one in kinds.get("deliverables", ())
                )
                + 1
            )
            name = self.code or "O" + ".".join(filter(None, (above, f"{number}")))
            self.ids["output"] = name
            record = {"id": name, "title": title, "outcomes": [*filter(None, (above, *self.also))]}
            self.reader.add("deliverables", {**record, "basis": self.basis or "stated"})

    def _row(self, grid: Grid, row: int, columns: _FrameColumns) -> None:
        """A row: a result, an indicator, or the source of the indicator above it."""
        texts = {column: " ".join(grid.text(row, column).split()) for column in grid.columns}
        self.code = columns.text("result_code", texts)
        self.basis = columns.text("result_basis", texts)
        self.also = split(columns.text("also", texts))
        if self._heads(grid, row):
            return
        self._result(grid, row, texts, columns)
        indicator = "".join(texts[column] for column in columns.of("indicator")[:1])
        figures = [column for column in columns.roles if columns.roles[column] in _FIGURES]
        if figures and texts[figures[0]].casefold().rstrip(": ") in ("source", "sources"):
            source = " ".join(texts[column] for column in figures[1:] if texts[column])
            if self.last is not None and source:
                self.last["verification"] = source
            return
        if self.last is not None and achieved(columns.text("stage", texts)):
            self._achieved(grid, row, columns, texts, self.last)
        elif indicator:
            self._indicator(grid, row, columns, texts, indicator)
        else:
            self._alone(grid, row, columns, texts)

    def _alone(self, grid: Grid, row: int, columns: _FrameColumns, texts: Mapping[int, str]) -> None:
        """Say what stands in a row without an indicator, beside its result or alone."""
        roles = {*_FIGURES, "", "assumptions", "verification", "unit", "owner"}
        for column, role in columns.roles.items():
            if texts[column] and role in roles and column not in columns.of("aside"):
                what = message("{sheet}, row {row}: {text}", sheet=grid.name, row=row, text=texts[column])
                self.reader.leave_out(what, message("no indicator stands in its row"))

    def _achieved(
        self, grid: Grid, row: int, columns: _FrameColumns, texts: Mapping[int, str], record: Record
    ) -> None:
        """A row of what was achieved, for the indicator above; without a year it is kept as words."""
        for column, role in columns.roles.items():
            heading = columns.headings[column]
            if role in _FIGURES and texts[column] and year_in(heading):
                self._figure(grid, row, column, "actual", heading, record)
            elif role in _FIGURES and texts[column]:
                record[f"x-actual-{plan_id(heading)}"] = texts[column]

    def _result(self, grid: Grid, row: int, texts: Mapping[int, str], columns: _FrameColumns) -> None:
        """The result that a row names, in its columns of levels and results."""
        self._in_columns(grid, row, texts, columns)
        label = next(filter(None, map(texts.__getitem__, columns.of("level"))), "")
        results = [texts[column] for column in columns.of("result") if texts[column]]
        if label:
            level, _, title = level_in(label)
            name = title or "".join(results[:1])
            other = self.code and self.code != self.ids.get(level)
            if level and (other or level != self.level or name not in ("", self.titles.get(level))):
                self._enter(level, name)
            elif not level:
                self.reader.leave_out(
                    message("{sheet}, row {row}: {text}", sheet=grid.name, row=row, text=label),
                    message("it is no impact, outcome or output; its indicators count to the result above"),
                )
            return
        for first in results[:1]:
            level, _, title = level_in(first)
            if level:
                self._enter(level, title or "".join(results[1:2]))
            elif _ASIDE.fullmatch(first):
                columns.roles.update(dict.fromkeys(columns.of("result"), "aside"))
            elif self.level:
                self._name(first)

    def _in_columns(self, grid: Grid, row: int, texts: Mapping[int, str], columns: _FrameColumns) -> None:
        """The results of a row where each level has a column of its own."""
        for level in LOGFRAME_LEVELS:
            name = columns.text(level, texts)
            said, _, title = level_in(name)
            name = title if said == level and title else name
            if sums_name(name):
                self.reader.leave_out(
                    message("{sheet}, row {row}: {text}", sheet=grid.name, row=row, text=name),
                    message("a total"),
                )
            elif name and name != self.titles.get(level):
                self._enter(level, name)

    def _indicator(
        self, grid: Grid, row: int, columns: _FrameColumns, texts: Mapping[int, str], title: str
    ) -> None:
        """An indicator with its figures; of what is no figure the words are kept."""
        outcome = self.ids.get("outcome") if self.level != "impact" else None
        number = len(self.reader.kinds.get("indicators", ())) + 1
        record: Record = {
            "id": columns.text("indicator_code", texts) or f"I{number}",
            "title": title,
            "outcomes": [*filter(None, (outcome, *split(columns.text("also", texts, at=1))))],
            "basis": columns.text("indicator_basis", texts) or "stated",
        }
        if self.level != "outcome" and self.level:
            record["x-level"] = self.ids.get(self.level) or self.level
        for column, role in columns.roles.items():
            if not texts[column]:
                continue
            heading = columns.headings[column]
            if role in _FIGURES:
                self._figure(grid, row, column, role, heading, record)
            elif role in ("verification", "unit", "owner"):
                given = record.get(role, "")
                record[role] = "; ".join(dict.fromkeys(filter(None, (given, texts[column]))))
            elif role in ("", "assumptions") and heading:
                record[f"x-{plan_id(heading)}"] = texts[column]
        self.reader.add("indicators", record)
        self.last = self.reader.kinds["indicators"][-1]

    def _figure(self, grid: Grid, row: int, column: int, role: str, heading: str, record: Record) -> None:
        """A figure with its year, or its words where it is none."""
        found, text = figure(grid, row, column), grid.text(row, column)
        year = (found.year if found else "") or year_in(heading)
        name = {"milestone": "milestones"}.get(role, role)
        if found is None or (role == "milestone" and not year):
            record[f"x-{plan_id(heading)}"] = text
            if found is None:
                place = Place(f"{self.reader.path}!{grid.name}", Position(row, column))
                says = message(
                    "{cell}: “{text}” is no figure for {heading}; it is kept as words",
                    cell=cell_name(row, column - 1),
                    text=text,
                    heading=heading,
                )
                finding = slip(WRONG_VALUE, place, says)
                self.reader.findings.append(
                    type(finding)(finding.code, Severity.NOTE, finding.message, place)
                )
            return
        if found.unit:
            record.setdefault("unit", found.unit)
        held = record.get(name)
        if year:
            record[name] = {**(held if isinstance(held, dict) else {}), year: found.number}
        elif held is None:
            record[name] = found.number


def is_logframe(grids: Iterator[Grid] | tuple[Grid, ...]) -> bool:
    """Whether a sheet has the headings of a logframe."""
    return any(header_rows(grid) for grid in grids)
