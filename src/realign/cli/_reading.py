"""A file of whatever kind → what it brings to a plan; nothing is written."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from realign.cli._shell import Shell
from realign.text import join, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from realign.exchange.foreign import PlanReading
    from realign.exchange.imported import SheetRead
    from realign.exchange.matrix import MatrixReading
    from realign.exchange.typed import Record
    from realign.plan import Plan


_THEN = {
    "uninfo": "gaps --earmarks",
    "fts": "gaps",
    "pabulib": "gaps",
    "iati": "gaps",
    "links": "links",
    "logframe": "indicators",
}
"""Kind of file -> what one asks of it first."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brings."""

    file: Path
    reading: "PlanReading"
    sheets: tuple["SheetRead", ...] = ()
    """Where the records come from, for sheets of records."""
    files: "Mapping[str, str] | None" = None
    """The files of a new plan, where they do not simply follow from the records."""
    read: "Mapping[str, int] | None" = None
    """Kind -> how many records there are, where the records are not simply counted."""
    then: str = ""
    """The command that answers what one asks of such a file."""


def read_any(
    shell: Shell,
    file: Path,
    currency: str | None = None,
    plan: "Plan | None" = None,
    renamed: "Mapping[str, str] | None" = None,
) -> Brought:
    """Read a file as what it is by its content.

    `plan` is one that is to have its records, too; `renamed`: headings and sheets -> fields and kinds.
    """
    from realign.exchange.foreign import PlanReading, RefusedFileError
    from realign.exchange.matrix import read_matrices
    from realign.exchange.recognise import recognised
    from realign.files import shown

    raw = shell.read(file)
    try:
        kind = recognised(raw, shown(file))
    except RefusedFileError as error:
        return Brought(file, PlanReading({}, (error.finding,)))
    shell.note(message("read as: {kind} (realign import {kind})", kind=kind))
    if kind == "matrix":
        scale = plan.about.scale if plan else None
        return from_matrix(file, read_matrices([(raw, shown(file))], scale), plan)
    if kind in ("workbook", "csv"):
        return read_records(shell, file, plan, renamed, currency=currency or "")
    return read_as(shell, kind, file, currency, plan)


def _must_be_code(currency: str | None) -> None:
    """Raise `CallError` for a currency that no plan can have: it takes codes alone."""
    from realign.currencies import currencies, is_code
    from realign.findings import CallError

    if currency and not is_code(currency):
        known = currencies(currency.strip())
        hint = (
            message("did you mean {names}?", names=join(known[:3]))
            if known
            else message("write the code of a currency, such as EUR")
        )
        raise CallError(message("--currency '{currency}' is no code of a currency", currency=currency), hint)


def read_as(
    shell: Shell, kind: str, file: Path, currency: str | None = None, plan: "Plan | None" = None
) -> Brought:
    """Read a file as one kind; `plan` is one that is to have its records, too."""
    from realign.exchange import edges
    from realign.exchange import fts as flows
    from realign.exchange import iati as activities
    from realign.exchange import logframe as frames
    from realign.exchange import pabulib as budgets
    from realign.exchange import uninfo as frameworks
    from realign.files import shown

    _must_be_code(currency)
    raw, path = shell.read(file), shown(file)
    match kind:
        case "uninfo":
            reading = frameworks.read_uninfo(raw, path, currency)
        case "fts":
            reading = flows.read_fts(raw, path)
        case "pabulib":
            reading = budgets.read_pabulib(raw, path, currency)
        case "iati":
            reading = activities.read_iati(raw, path, currency)
        case "links":
            reading = edges.read_links(raw, path, plan=plan)
        case "logframe":
            reading = frames.read_logframe(raw, path)
        case other:
            raise AssertionError(other)
    return Brought(file, reading, then=_THEN[kind])


def from_matrix(file: Path, reading: "MatrixReading", plan: "Plan | None" = None) -> Brought:
    """What a matrix brings, or those of several judges; `file` is the first.

    `plan` is one that is to have them: names are those of its outcomes.
    """
    from realign.exchange.foreign import PlanReading
    from realign.exchange.matrix_beside import left_out, matrix_beside
    from realign.exchange.matrix_plan import matrix_kinds, matrix_plan, plan_counts, renamed_names
    from realign.files import shown

    matrix = reading.matrix
    if matrix is None:
        return Brought(file, PlanReading({}, reading.findings))
    if plan is not None:
        return Brought(file, matrix_beside(plan, reading, shown(file)))
    tells = (
        *(message("judge {judge}: {place}", judge=one, place=place) for one, place in matrix.judges),
        *renamed_names(matrix),
    )
    kinds = matrix_kinds(matrix, shown(file))
    made = PlanReading(kinds, reading.findings, left_out(reading), tells)
    return Brought(
        file,
        made,
        files=matrix_plan(matrix, shown(file)),
        read=plan_counts(matrix),
        then="flagships" if matrix.targets else "links",
    )


def read_records(
    shell: Shell,
    file: Path,
    plan: "Plan | None" = None,
    renamed: "Mapping[str, str] | None" = None,
    kind: str = "",
    currency: str = "",
) -> Brought:
    """Read records from a workbook, or those of one `kind` from a CSV file."""
    from realign.exchange.csv_records import csv_plan
    from realign.exchange.foreign import PlanReading
    from realign.exchange.records import workbook_plan
    from realign.exchange.sheet_names import kind_of
    from realign.exchange.sheet_table import is_workbook
    from realign.files import shown

    _must_be_code(currency)
    raw, path = shell.read(file), shown(file)
    if is_workbook(raw) or not (kind or path.endswith(".csv")):
        reading = workbook_plan(raw, path, renamed, plan, currency)
    else:
        meant = kind or kind_of(file.stem) or _kind(raw, path)
        reading = csv_plan(raw, path, meant, dict(renamed or {}), plan, currency)
    kinds = reading.kinds if reading.files else {}
    found = PlanReading(_with_plan(kinds, path, currency), reading.findings, reading.left_out)
    return Brought(file, found, sheets=reading.read if kinds else ())


def _with_plan(kinds: "Mapping[str, list[Record]]", path: str, currency: str) -> "Mapping[str, list[Record]]":
    """The records of a file that does not say which plan they belong to, with a plan named after it."""
    from pathlib import PurePath

    from realign.exchange.foreign import plan_id

    stem = PurePath(path).stem
    money = {"currency": currency} if currency else {}
    return {"plan": [{"id": plan_id(stem), "title": stem or "Plan", **money}], **kinds} if kinds else kinds


def _kind(raw: bytes, path: str) -> str:
    """The kind of records of a CSV file, by its headings; raises `CallError` where they fit several."""
    from realign.exchange.csv_records import kind_of_columns
    from realign.exchange.headings import fitting_kind
    from realign.exchange.table import TableError, read_table
    from realign.findings import CallError

    try:
        rows = [row.cells for row in read_table(raw, path).rows if not row.blank]
    except TableError:
        return "outcomes"  # whose reader says what is wrong with the file
    heads = [[*cells] for cells in rows if sum(map(bool, cells)) > 1][:1]
    kind = "".join(map(kind_of_columns, heads))
    if not kind:
        close = "".join(map(fitting_kind, heads)) or "deliverables"
        raise CallError(
            message("the headings of {path} do not say what each row is", path=path),
            message(
                "name the file by what it holds, such as {kind}.csv, or say realign import csv {path} --kind "
                "{kind}",
                kind=close,
                path=path,
            ),
        )
    return kind
