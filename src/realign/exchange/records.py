"""Makes a plan of a planner's workbook: a sheet for each kind, a row for each record."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from pydantic_core import ValidationError

from realign.exchange import rules as slips
from realign.exchange.faults import parts_first, reason
from realign.exchange.filling import put
from realign.exchange.headings import Headings, headings
from realign.exchange.imported import SheetRead, SkippedPart, span
from realign.exchange.names import shown
from realign.exchange.nouns import class_of, fields_of, is_code
from realign.exchange.remarks import Remarks
from realign.exchange.sheet_layout import say_layout
from realign.exchange.sheet_names import left_out_names, nothing_read, of_sheet, sheet_kind
from realign.exchange.sums import Sums
from realign.exchange.table import TableError
from realign.exchange.tally import Tally
from realign.exchange.typed import Record, plan_files
from realign.exchange.units_above import say_units_above
from realign.exchange.unlisted import add_domains
from realign.exchange.values import Cells
from realign.exchange.workbook import Content, Grid, Workbook, read_workbook
from realign.findings import Finding, Severity
from realign.money import MoneyReader
from realign.plan import KINDS, About, Plan
from realign.plan.data import as_data
from realign.plan.validators import checker
from realign.render.cells import cell_name
from realign.text import Message, fill, listed, message

_NO_RECORD = message("it holds no record")
_NO_KIND = message("no kind of records has this name")


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """What a workbook gave: the files of a plan, or everything that is wrong with it."""

    files: dict[str, str] | None
    findings: tuple[Finding, ...] = ()
    read: tuple[SheetRead, ...] = ()
    """The sheets that were read."""
    left_out: tuple[SkippedPart, ...] = ()
    kinds: Mapping[str, list[Record]] = field(default_factory=dict)
    """The records themselves; `plan` only where the workbook says which plan it is."""


def workbook_plan(
    raw: bytes,
    path: str,
    renamed: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    currency: str = "",
) -> WorkbookReading:
    """Read a plan from a workbook: sheets bear the names of kinds, a row of headings those of fields.

    Several ids in a cell are divided by semicolons; `title.zh`, `received.2021` hold one language, one
    year. `renamed` are headings of the user's own -> the field that is meant; `plan` is one that the
    records are to be added to: its ids are known, its currency counts. Findings name the cell,
    `Outcomes!C7`; their path is `FILE!Outcomes`, rows are its lines.
    """
    meant = {heading.casefold(): field for heading, field in (renamed or {}).items()}
    try:
        book = read_workbook(raw, path, lambda name: bool(sheet_kind(name, meant)))
    except TableError as error:
        return WorkbookReading(None, (error.finding,))
    return grids_plan(book, path, lambda: nothing_read(book.names, path, raw), renamed, plan, raw, currency)


def grids_plan(
    book: Workbook,
    path: str,
    nothing: Callable[[], Finding],
    renamed: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    raw: bytes = b"",
    currency: str = "",
) -> WorkbookReading:
    """Read a plan from sheets.

    `nothing` says why they hold no record, `raw` is the file for hints, `currency` that of amounts where the
    sheets say none.
    """
    meant = {heading.casefold(): field for heading, field in (renamed or {}).items()}
    readers = [_RecordReader(grid, path, meant) for grid in book.grids]
    kinds = _records_of(readers, plan, currency)
    findings = [*left_out_names(book.names, path, raw, meant), *add_domains(kinds, plan, path)]
    left_out = [SkippedPart(name, _NO_KIND) for name in book.names if not sheet_kind(name, meant)]
    for reader in sorted(readers, key=_plan_first):
        told = tuple(reader.tally.findings())
        findings += told
        left_out += (part for part in reader.left_out if part.why is not _NO_RECORD or not _errors(told))
    read = tuple(reader.read for reader in readers if reader.read.records)
    if not kinds and not _errors(findings):
        findings.append(nothing())
    if _errors(findings):
        return WorkbookReading(None, slips.at_most(findings), read, tuple(left_out))
    stem = PurePath(path).stem
    about = {"plan": [{"id": re.sub(r"[^\w.-]+", "-", stem) or "plan", "title": stem or "Plan"}]}
    files = plan_files({**about, **kinds}, PurePath(path).name)
    return WorkbookReading(files, slips.at_most(findings), read, tuple(left_out), kinds)


def _plan_first(reader: "_RecordReader") -> bool:
    """Order the sheets: that of the plan first, for the others need its currency."""
    return reader.kind != "plan"


def _errors(findings: Collection[Finding]) -> bool:
    """Whether a finding forbids the import."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _records_of(
    readers: "Sequence[_RecordReader]", plan: Plan | None, currency: str
) -> dict[str, list[Record]]:
    """The records of all sheets by their kind; kinds without one are left out."""
    known = {name for reader in readers for name in reader.ids()}
    if plan:
        known.update(record.id for kind in KINDS for record in getattr(plan, kind))
    ids: dict[tuple[str, str], str] = {}
    kinds: dict[str, list[Record]] = {}
    money = plan.about.reader() if plan else MoneyReader(currency)
    for reader in sorted(readers, key=_plan_first):
        reader.there = {one.id: one for one in getattr(plan, reader.kind, ())} if plan else {}
        kinds.setdefault(reader.kind, []).extend(reader.records(known, ids, money))
        money = reader.money
    return {kind: records for kind, records in kinds.items() if records}


class _RecordReader:
    """Reads one sheet and gathers what is wrong with it."""

    def __init__(self, grid: Grid, path: str, renamed: Mapping[str, str]) -> None:
        """Find the headings."""
        self.grid, self.kind = grid, sheet_kind(grid.name, renamed)
        renamed = of_sheet(grid.name, renamed)
        self.tally = Tally(grid, path)
        self.left_out: list[SkippedPart] = []
        self._fields = fields_of(self.kind)
        self._headings: Headings = headings(grid, self.kind, self.tally, renamed)
        self._rows: list[int] = []
        self._untitled = False
        self.there: Mapping[str, Any] = {}
        """Records of the plan that these are added to, by id: what a row does not say, they do."""
        self.money = MoneyReader()
        above = [row for row in grid.rows if row < self._headings.row]
        if above:
            self._leave_out(above[0], above[-1], message("above the headings"))

    def _leave_out(self, first: int, last: int, why: Message) -> None:
        """Note that rows are no records."""
        what = fill(message("{sheet}, {rows}"), sheet=self.grid.name, rows=span(first, last))
        self.left_out.append(SkippedPart(what, why))

    @property
    def read(self) -> SheetRead:
        """What was read."""
        first, last = (self._rows[0], self._rows[-1]) if self._rows else (0, 0)
        return SheetRead(self.grid.name, self.kind, len(self._rows), first, last)

    def ids(self) -> Iterator[str]:
        """The ids of the records."""
        column = self._headings.column("id")
        for row in self.grid.rows if column else ():
            if row > self._headings.last:
                content = self.grid.content(row, column)
                if content:
                    yield content.shown or content.text

    def records(
        self, known: Collection[str], ids: dict[tuple[str, str], str], money: MoneyReader
    ) -> list[Record]:
        """The records in the order of the rows, as YAML would hold them; `ids` are those read before."""
        self.money = money
        say_layout(self.grid, self.kind, self._headings, self.tally)
        say_units_above(self.grid, self._headings, self.tally, money)
        lacking = self._lacking()
        reader, sums = Cells(self.tally, known, self._with_zeros(), money.currency), Sums()
        records, remarks = [], Remarks(self.grid.rows, len(self._headings.columns))
        for row in self.grid.rows if self._headings.columns else ():
            cells = self._cells(row) if row > self._headings.last else {}
            if not cells:
                continue
            if self.tally.full:
                break
            if remark := remarks.text(row, cells, begun=bool(self._rows)):
                self._leave_out(row, row, message("a remark: {text}", text=shown(remark)))
                continue
            if self._is_total(row, cells, sums) or self._numbers_columns(row, cells):
                continue
            sums.add(cells)
            record, unread = self._record(row, cells, reader)
            if self._untitled and record.get("id") not in self.there:
                record.setdefault("title", record.get("id", ""))
            self._check(record, row, ids, unread | lacking)
            said = self._headings.column("direction") or record.get("id") in self.there
            if self.kind == "links" and not said:
                record.setdefault("direction", "directed")
            self._rows.append(row)
            records.append(record)
        if not self._rows:
            self.left_out.append(SkippedPart(self.grid.name, _NO_RECORD))
        return records

    def _is_total(self, row: int, cells: Mapping[int, Content], sums: Sums) -> bool:
        """Whether a row is a total or calls itself one; says so."""
        match sums.judge(cells, self._headings.column("id")):
            case "total":
                self._leave_out(row, row, message("the total of the rows above"))
                says = message("the row is a total of the rows above and is left out")
                self.tally.say(slips.AS_READ, row, min(cells), says)
            case "differs":
                says = message("the row calls itself a total, but does not equal the sum of the rows above")
                self.tally.say(
                    slips.WRONG_VALUE, row, min(cells), says, message("correct it, or delete the row")
                )
            case _:
                return False
        return True

    def _numbers_columns(self, row: int, cells: Mapping[int, Content]) -> bool:
        """Whether a row below the headings only counts the columns: 1, 2, 3; says so."""
        counts = [str(number) for number in range(1, len(cells) + 1)]
        if self._rows or len(cells) < 3 or [cell.text.strip("() ") for cell in cells.values()] != counts:
            return False
        self._leave_out(row, row, message("the numbers of the columns"))
        self.tally.say(slips.AS_READ, row, min(cells), message("the row numbers the columns and is left out"))
        return True

    def _record(self, row: int, cells: Mapping[int, Content], reader: Cells) -> tuple[Record, set[str]]:
        """The record of a row, and the fields whose cells could not be read."""
        record: Record = {}
        unread = set()
        for heading in self._headings.columns:
            cell = cells.get(heading.column)
            if cell is None:
                continue
            value = reader.value(heading, self._fields.get(heading.field), row, cell)
            if value is None:
                unread.add(heading.field)
            else:
                put(record, self._fields, heading.field, heading.key, value)
        return record, unread

    def _cells(self, row: int) -> dict[int, Content]:
        """The cells of a row in which something stands."""
        width = len(self.grid.rows[row])
        found = ((column, self.grid.content(row, column)) for column in self.grid.columns if column <= width)
        return {column: cell for column, cell in found if cell is not None}

    def _with_zeros(self) -> frozenset[int]:
        """Columns of codes among which some begin with 0."""
        return frozenset(
            heading.column
            for heading in self._headings.columns
            if (declared := self._fields.get(heading.field)) is not None and is_code(declared)
            if any(re.match(r"0\d", self.grid.text(row, heading.column)) for row in self.grid.rows)
        )

    def _lacking(self) -> frozenset[str]:
        """Fields that every record needs and no column has; said once for the sheet."""
        if not any(row > self._headings.last for row in self.grid.rows):
            return frozenset()
        try:
            checker(class_of(self.kind)).validate_python([{}])
        except ValidationError as error:
            told = error.errors(include_url=False)
            needed = [str(one["loc"][-1]) for one in told if one["type"] == "missing"]
            if self.there and self.there.keys() >= {*self.ids()} > set():
                needed = ["id"]  # of a record that is there, what the file does not say stays
            lacking = [field for field in needed if not self._headings.column(field)]
            unknown = any(one.code == slips.UNKNOWN_COLUMN.code for one in self.tally.findings())
            if "title" in lacking and self._headings.column("id") and not unknown:
                says = message("no column holds titles: the ids are the titles, too")
                self.tally.say(slips.AS_READ, self._headings.row, 1, says)
                lacking.remove("title")
                self._untitled = True
            if lacking and not unknown:
                says = message(
                    "no column is called {lacking}, which each of {kind} needs",
                    lacking=listed(lacking, either=True),
                    kind=self.kind,
                )
                self.tally.say(slips.MISSING_VALUE, self._headings.row, 1, says)
            return frozenset(lacking)
        return frozenset()

    def _check(
        self, record: Record, row: int, ids: dict[tuple[str, str], str], unread: Collection[str]
    ) -> None:
        """Note what the record lacks, what it has twice, and what its fields cannot take."""
        self._check_id(str(record.get("id", "")), row, ids)
        own = {field: value for field, value in record.items() if not field.startswith("x-")}
        known = self.there.get(str(record.get("id", "")))
        whole = {**as_data(known), **own} if known else own
        try:
            (made,) = checker(class_of(self.kind)).validate_python([whole], context=self.money)
            if isinstance(made, About):
                self.money = made.reader()
        except ValidationError as error:
            self._say_faults(error, record, row, set(unread))

    def _check_id(self, name: str, row: int, ids: dict[tuple[str, str], str]) -> None:
        """Note an id that stands twice or cannot be one."""
        column = self._headings.column
        here = f"{self.grid.name}!{cell_name(row, max(column('id') - 1, 0))}"
        first = ids.setdefault((self.kind, name), here)
        if first != here and name:
            hint = (
                message("a merged cell counts for each of its rows; unmerge it")
                if self.grid.marks.merged
                else ""
            )
            says = message(
                "the id {name} stands already in {cell}",
                name=shown(name),
                cell=first.removeprefix(f"{self.grid.name}!"),
            )
            self.tally.say(slips.REPEATED_ID, row, column("id"), says, hint)
        elif self.kind == "plan" and len([kind for kind, _ in ids if kind == "plan"]) > 1:
            says = message("a workbook holds one plan; this is a second")
            self.tally.say(slips.WRONG_VALUE, row, column("id") or 1, says)
        if re.search("[;；\n]", name):
            says = message("the id {name} holds a sign by which ids in a cell are divided", name=shown(name))
            self.tally.say(slips.WRONG_VALUE, row, column("id"), says, message("choose an id without it"))

    def _say_faults(self, error: ValidationError, record: Record, row: int, said: set[str]) -> None:
        """Say what is wrong with a record, once for each field that is not among those `said`."""
        column = self._headings.column
        for fault in parts_first(error):
            path = fault["loc"][1:]
            field = str(path[0]) if path else ""
            if field in said:
                continue
            said.add(field)
            at = column(field) or column("id") or 1
            if fault["type"] == "missing" and len(path) == 1:
                self.tally.say(
                    slips.MISSING_VALUE, row, at, message("row {row} has no {field}", row=row, field=field)
                )
            else:
                self.tally.say(slips.WRONG_VALUE, row, at, reason(field, fault, record))
