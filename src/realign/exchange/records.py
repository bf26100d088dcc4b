"""A planner's workbook in, the files of a plan out: a sheet for each kind, a row for each record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePath
from typing import Any

from pydantic_core import ValidationError

from realign.exchange import slips
from realign.exchange.names import shown
from realign.exchange.nouns import (
    class_of,
    fields_of,
    is_code,
    is_list,
    is_number,
    is_worded,
    lists_wordings,
    named_fields,
    record_of,
)
from realign.exchange.slips import slip
from realign.exchange.table import TableError
from realign.exchange.workbook import Content, Grid, read_workbook
from realign.exchange.writing import Data, Numeral, write_kinds
from realign.findings import Finding, Place, Position, Rule, Severity
from realign.money import MoneyReader, certain
from realign.plan import KINDS, About
from realign.plan.declared import checker

_FILES = {"plan": "outcomes", "domains": "outcomes", "groups": "deliverables"}
"""Kinds that share the file of another one."""
_LANGUAGE = re.compile(r"(?P<key>.+)\.(?P<language>[a-z]{2})")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """What a workbook gave: the files of a plan, or everything that is wrong with it."""

    files: dict[str, str] | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a column holds."""

    column: int
    field: str
    key: str = ""
    """The key inside the field, such as a year or a language."""


def workbook_plan(raw: bytes, path: str) -> WorkbookReading:
    """Read a plan from an `.xlsx` file: sheets bear the names of kinds, their first rows those of fields.

    Several ids in a cell are divided by semicolons; `title.zh`, `received.2021` hold one
    language, one year. Findings name the cell, `Outcomes!C7`; their path is `FILE!Outcomes`, rows
    are its lines.
    """
    try:
        grids = read_workbook(raw, path)
    except TableError as error:
        return WorkbookReading(None, (error.finding,))
    kinds: dict[str, list[Record]] = {}
    findings: list[Finding] = []
    money = MoneyReader()
    for grid in sorted(grids, key=lambda grid: _kind(grid) != "plan"):  # the plan's currency is needed first
        kind = _kind(grid)
        if kind in ("plan", *KINDS):
            reader = _Reader(grid, kind, path, money)
            kinds.setdefault(kind, []).extend(reader.records())
            findings += reader.findings
            money = reader.money
        elif grid.rows:
            findings.append(_unknown_sheet(grid.name, path))
    if not kinds and not findings:
        findings.append(slip(slips.EMPTY, Place(path), "no sheet holds anything"))
    if not kinds or any(one.severity is Severity.ERROR for one in findings):
        return WorkbookReading(None, slips.at_most(findings))
    kinds = {kind: records for kind, records in kinds.items() if records}
    stem = PurePath(path).stem
    kinds.setdefault("plan", [{"id": re.sub(r"[^\w.-]+", "-", stem) or "plan", "title": stem or "Plan"}])
    return WorkbookReading(_files(kinds, PurePath(path).name), slips.at_most(findings))


def _kind(grid: Grid) -> str:
    """The kind that a sheet is named after."""
    return grid.name.strip().casefold()


class _Reader:
    """Reads one sheet and gathers what is wrong with it."""

    def __init__(self, grid: Grid, kind: str, path: str, money: MoneyReader) -> None:
        """Take the sheet as records of `kind`; `money` reads its amounts."""
        self.money = money
        self.grid, self.kind, self.path = grid, kind, path
        self.fields = fields_of(kind)
        self.findings: list[Finding] = []
        self._ids: dict[str, int] = {}

    def records(self) -> Iterator[Record]:
        """The records, in the order of the rows, as YAML would hold them."""
        headings = list(self._headings())
        for number, row in self.grid.rows.items():
            if number > 1 and headings:
                record: Record = {}
                for heading in headings:
                    if heading.column in row:
                        self._put(record, heading, number, row[heading.column])
                self._check(record, headings, number)
                yield record

    def _say(self, rule: Rule, row: int, column: int, message: str, hint: str = "") -> None:
        """Note what is wrong with a cell."""
        place = Place(f"{self.path}!{self.grid.name}", Position(row, column), Position(row, column + 1))
        self.findings.append(slip(rule, place, f"{self.grid.cell(row, column)}: {message}", hint))

    def _headings(self) -> Iterator[_Heading]:
        """What the columns hold, by the first row."""
        first = self.grid.rows.get(1, {})
        seen: set[str] = set()
        for column in self.grid.columns:
            name = first[column].text if column in first else ""
            field, _, key = name.partition(".")
            field = field.strip().casefold().replace(" ", "_")
            if name in seen:
                self._say(slips.UNKNOWN_COLUMN, 1, column, f"a second column is called {shown(name)}")
            elif field in self.fields:
                seen.add(name)
                yield _Heading(column, field, key.strip())
            elif name.casefold().startswith("x-"):
                yield _Heading(column, name)
            else:
                near = get_close_matches(field, self.fields, n=1)
                hint = f"did you mean {near[0]}?" if near else f"the fields are {', '.join(self.fields)}"
                what = f"{shown(name)} is no field of {self.kind}" if name else "this column has no heading"
                self._say(slips.UNKNOWN_COLUMN, 1, column, what, hint)

    def _put(self, record: Record, heading: _Heading, row: int, cell: Content) -> None:
        """Write what a cell holds into the record."""
        field, key = heading.field, heading.key
        if cell.error:
            self._say(slips.WRONG_VALUE, row, heading.column, f"the formula failed ({cell.text})")
            return
        declared = self.fields.get(field)
        if cell.number and declared is not None and is_code(declared) and "." in cell.text:
            hint = "format the column as Text and type the code again"
            self._say(
                slips.NUMBER_AS_CODE, row, heading.column, f"the code {cell.text} is kept as a number", hint
            )
        exact = cell.number and declared is not None and is_number(declared)
        _fill(record, self.fields, field, key, certain(cell.text) if exact else cell.text)

    def _check(self, record: Record, headings: Sequence[_Heading], row: int) -> None:
        """Note what the record lacks, what it has twice, and what its fields cannot take."""
        columns = {heading.field: heading.column for heading in reversed(headings)}
        first = self._ids.setdefault(str(record.get("id", "")), row)
        if first != row and record.get("id"):
            message = f"the id {shown(record['id'])} stands already in row {first}"
            self._say(slips.REPEATED_ID, row, columns["id"], message)
        elif self.kind == "plan" and len(self._ids) > 1:
            self._say(
                slips.WRONG_VALUE, row, columns.get("id", 1), "a workbook holds one plan; this is a second"
            )
        own = {field: value for field, value in record.items() if not field.startswith("x-")}
        try:
            (made,) = checker(class_of(self.kind)).validate_python([own], context=self.money)
            if isinstance(made, About):
                self.money = made.reader()
        except ValidationError as error:
            said = set()
            for one in error.errors(include_url=False):
                path = one["loc"][1:]
                field = str(path[0]) if path else ""
                if field in said:
                    continue
                said.add(field)
                if one["type"] == "missing" and len(path) == 1:
                    message = f"row {row} has no {field}"
                    self._say(slips.MISSING_VALUE, row, columns.get(field, columns.get("id", 1)), message)
                else:
                    self._say(slips.WRONG_VALUE, row, columns.get(field, 1), _reason(field, one, record))


def _fill(held: Record, fields: Mapping[str, Any], field: str, key: str, text: str) -> None:
    """Write the text of a cell into a record, or into a record inside it: `now.says.en` into `now`."""
    declared = fields.get(field)
    inner = record_of(declared)
    if inner is not None and key:
        name, _, rest = key.partition(".")
        old = held.get(field, {})
        held[field] = old if isinstance(old, dict) else {"en": old}
        _fill(held[field], named_fields(inner), name, rest, text)
    elif declared is not None and is_list(declared) and (not key or lists_wordings(declared)):
        parts = [part for part in map(str.strip, re.split(r"[;\n]", text)) if part]
        held[field] = _joined(held.get(field), parts, key)
    elif not key:
        old = held.get(field)
        held[field] = {"en": text, **old} if isinstance(old, dict) else text
    else:
        _wording(held, declared, field, key, text)


def _joined(old: Any, parts: Sequence[str], language: str) -> Any:
    """A list that grows by its wordings in another language, each at its place; ids keep what they have."""
    if not language:
        return {"en": parts, **old} if isinstance(old, dict) else list(parts)
    before = old if isinstance(old, list) else []
    rows: list[Any] = [*before, *({} for _ in parts[len(before) :])]
    for number, part in enumerate(parts):
        one = rows[number]
        rows[number] = {**(one if isinstance(one, dict) else {"en": one}), language: part}
    return rows


def _wording(held: Record, declared: Any, field: str, key: str, text: str) -> None:
    """Write a text under its key: a year, a language, or a key and a language."""
    old = held.get(field)
    inside = old if isinstance(old, dict) else {"en": old} if old else {}
    worded = _LANGUAGE.fullmatch(key) if declared is not None and is_worded(declared) else None
    if worded and not isinstance(inside.get(worded["key"]), str):
        inside.setdefault(worded["key"], {})[worded["language"]] = text
    else:
        inside[key] = text
    held[field] = inside


def _reason(field: str, error: Mapping[str, Any], record: Record) -> str:
    """Why a value does not fit, in plain words."""
    value = record.get(field)
    text = (
        "; ".join(map(str, value.values() if isinstance(value, dict) else value))
        if isinstance(value, dict | list)
        else str(value)
    )
    context = error.get("ctx", {})
    match error["type"]:
        case "literal_error":
            return f"{shown(text)} is no {field}; it is one of {context['expected'].replace(chr(39), '')}"
        case "value_error":
            return str(context["error"])
        case "float_parsing" | "finite_number" | "float_type":
            return f"{shown(text)} is not a number"
        case "int_parsing" | "int_from_float" | "int_type":
            return f"{shown(text)} is not a whole number"
        case "bool_parsing":
            return f"{shown(text)} is neither true nor false"
        case "greater_than_equal" | "less_than_equal" | "greater_than":
            bounds = {"ge": "at least", "le": "at most", "gt": "more than"}
            limits = [f"{word} {context[key]:g}" for key, word in bounds.items() if key in context]
            return f"{shown(text)} does not fit {field}, which is {' and '.join(limits)}"
        case "string_pattern_mismatch":
            return f"{shown(text)} does not look like a {field}"
    return f"{shown(text)} does not fit {field}"


def _files(kinds: Mapping[str, list[Record]], name: str) -> dict[str, str]:
    """The records as the files of a plan."""
    held: dict[str, dict[str, Any]] = {}
    for kind in ("plan", *KINDS):
        if kind in kinds:
            fields = fields_of(kind)
            records = [_written(record, fields) for record in kinds[kind]]
            data = records[0] if kind == "plan" else records
            held.setdefault(_FILES.get(kind, kind), {})[kind] = data
    return {f"{file}.yaml": write_kinds(data, f"From {name}.") for file, data in held.items()}


def _written(record: Record, fields: Mapping[str, Any]) -> dict[str, Data]:
    """A record with bare numbers where its fields are numbers."""
    made: dict[str, Data] = {}
    for name, value in record.items():
        numeric = name in fields and is_number(fields[name])
        made[name] = _bare(value) if numeric else value
    return made


def _bare(value: Any) -> Data:
    """Numbers bare, also inside a mapping."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items()}
    if isinstance(value, list):
        return value
    return Numeral(value) if _NUMBER.fullmatch(value) or value in ("true", "false") else str(value)


def _unknown_sheet(name: str, path: str) -> Finding:
    """A sheet that belongs to no kind."""
    near = get_close_matches(name.casefold(), ("plan", *KINDS), n=1)
    hint = f"did you mean {near[0]}?" if near else f"the kinds are plan, {', '.join(KINDS)}"
    return slip(slips.UNKNOWN_SHEET, Place(path), f"the sheet {shown(name)} is left out", hint)
