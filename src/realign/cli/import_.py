"""Bring what you have: a matrix, a workbook, a logframe, a framework, a budget becomes a plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from realign.cli._importing import (
    Currency,
    DryRun,
    To,
    keep,
    leave_out,
    show_files,
    tell,
    there,
    wanted,
    with_plan,
)
from realign.cli._notes import next_step
from realign.cli._shell import Shell, command
from realign.text import message

if TYPE_CHECKING:
    from realign.exchange.matrix import MatrixReading

_Renamed = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="HEADING=FIELD", help="What a column is that bears a heading of its own."),
]
_File = Annotated[Path, typer.Argument(metavar="FILE")]


class _ByContent(TyperGroup):
    """The kinds of files; `realign import FILE` without a kind looks at the content."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names, or the one that recognises the file."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            args = ["file", *args]
        return super().resolve_command(ctx, args)


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.callback(cls=_ByContent, help=__doc__, no_args_is_help=True)(lambda: None)
    for each in (matrix, links, workbook, logframe, uninfo, fts, pabulib, iati, csv):
        app.command()(each)
    app.command(hidden=True)(file)


@command
def file(
    shell: Shell, file: _File, to: To = None, dry_run: DryRun = False, currency: Currency = None
) -> None:
    """Make a plan of whatever the file is, by its content; the other commands name its kind."""
    from realign.exchange.foreign import PlanReading, RefusedFileError
    from realign.exchange.matrix import read_matrices
    from realign.exchange.recognise import recognised
    from realign.files import shown

    raw = shell.read(file)
    try:
        kind = recognised(raw, shown(file))
    except RefusedFileError as error:
        keep(shell, file, to, PlanReading({}, (error.finding,)), dry_run=dry_run)
        return
    shell.note(message("read as: {kind} (realign import {kind})", kind=kind))
    if kind == "matrix":
        _write_matrix(shell, read_matrices([(raw, shown(file))]), shown(file), to, dry_run=dry_run)
    elif kind in ("workbook", "csv"):
        _records(shell, file, to, None, dry_run=dry_run)
    else:
        _read_as(shell, kind, file, to, dry_run=dry_run, currency=currency)


def _read_as(
    shell: Shell, kind: str, file: Path, to: Path | None, *, dry_run: bool, currency: str | None
) -> None:
    """Read a file as one kind."""
    from realign.exchange import edges
    from realign.exchange import fts as flows
    from realign.exchange import iati as activities
    from realign.exchange import logframe as frames
    from realign.exchange import pabulib as budgets
    from realign.exchange import uninfo as frameworks
    from realign.files import shown

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
            reading = edges.read_links(raw, path)
        case "logframe":
            reading = frames.read_logframe(raw, path)
        case other:
            raise AssertionError(other)
    keep(shell, file, to, reading, dry_run=dry_run)


@command
def logframe(shell: Shell, file: _File, to: To = None, dry_run: DryRun = False) -> None:
    """Make a plan of a logical framework: impact, outcomes, outputs, indicators with their figures."""
    _read_as(shell, "logframe", file, to, dry_run=dry_run, currency=None)


@command
def uninfo(
    shell: Shell, file: _File, to: To = None, dry_run: DryRun = False, currency: Currency = None
) -> None:
    """Make a plan of a UN cooperation framework: outputs with required and available money (JSON)."""
    _read_as(shell, "uninfo", file, to, dry_run=dry_run, currency=currency)


@command
def fts(shell: Shell, file: _File, to: To = None, dry_run: DryRun = False) -> None:
    """Make a plan of humanitarian requirements and funding by cluster, or of single flows (CSV)."""
    _read_as(shell, "fts", file, to, dry_run=dry_run, currency=None)


@command
def pabulib(
    shell: Shell, file: _File, to: To = None, dry_run: DryRun = False, currency: Currency = None
) -> None:
    """Make a plan of a participatory budget: projects with votes, and one purse (.pb)."""
    _read_as(shell, "pabulib", file, to, dry_run=dry_run, currency=currency)


@command
def iati(
    shell: Shell, file: _File, to: To = None, dry_run: DryRun = False, currency: Currency = None
) -> None:
    """Make a plan of IATI activities: budgets, money that came, results (XML)."""
    _read_as(shell, "iati", file, to, dry_run=dry_run, currency=currency)


@command
def csv(
    shell: Shell,
    file: _File,
    kind: Annotated[str, typer.Option(metavar="KIND", help="What each row is, such as deliverables.")] = "",
    to: To = None,
    dry_run: DryRun = False,
    renamed: _Renamed = None,
) -> None:
    """Make a plan of a CSV file with one kind of records, or add them to a plan."""
    _records(shell, file, to, renamed, dry_run=dry_run, kind=kind)


@command
def matrix(
    shell: Shell,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="CSV or workbooks, one for each judge; a row influences a column; -: stdin."
        ),
    ],
    to: To = None,
    scale: Annotated[
        float | None,
        typer.Option(metavar="N", help="The strongest score there may be; default: that of the files."),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Names of the rows, one a line: a name, or a code and a title."),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Option(metavar="WORD=N", help="What a word stands for: weak=1,strong=3."),
    ] = None,
    judge: Annotated[
        str | None,
        typer.Option(metavar="IDS", help="Ids of several judges: g1,g2,…; 'file': the names of the files."),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Make a plan of cross-impact matrices: header row of targets, first column sources."""
    from realign.exchange.judge_scores import read_names
    from realign.exchange.matrix import judge_ids, read_matrices
    from realign.exchange.words import read_words
    from realign.files import shown

    given = [(shell.read(file), shown(file)) for file in files]
    reading = read_matrices(
        given,
        scale,
        words=read_words(words or []),
        names=read_names(shell.read(names), shown(names)) if names else (),
        judges=judge_ids(judge, [path for _, path in given]),
    )
    _write_matrix(shell, reading, given[0][1], to, dry_run=dry_run)


def _write_matrix(
    shell: Shell, reading: "MatrixReading", path: str, to: Path | None, *, dry_run: bool
) -> None:
    """Write the plan of a matrix, and say what was read."""
    from realign.exchange.folder import write_folder
    from realign.exchange.imported import SkippedPart
    from realign.exchange.matrix_plan import matrix_plan, plan_counts, renamed_names
    from realign.exchange.scaffold import destination

    if reading.matrix is None:
        tell(shell, None, reading.findings)
        return
    if dry_run:
        show_files(shell, matrix_plan(reading.matrix, path))
        return
    home, written, free = destination(wanted(to), matrix_plan(reading.matrix, path))
    leave_out(shell, write_folder(home, written, force=shell.force or free, alone=True))
    for one, place in reading.matrix.judges:
        shell.note(message("judge {judge}: {place}", judge=one, place=place))
    shell.note(next_step(f"realign validate --plan {home}", f"realign links --plan {home}"))
    for says in renamed_names(reading.matrix):
        shell.note(says)
    parts = [
        SkippedPart(one.place.path, one.message) for one in reading.findings if "left out" in str(one.message)
    ]
    tell(shell, home, reading.findings, left_out=tuple(parts), read=plan_counts(reading.matrix))


@command
def links(
    shell: Shell,
    file: _File,
    to: To = None,
    scale: Annotated[
        float | None,
        typer.Option(metavar="N", help="The strongest score there may be; default: that of the file."),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Make a plan of a list of links: CSV or workbook with from and to, a map of Kumu, GraphML."""
    from realign.exchange.edges import read_links
    from realign.files import shown

    keep(shell, file, to, read_links(shell.read(file), shown(file), scale), dry_run=dry_run)


@command
def workbook(
    shell: Shell,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=".xlsx, .ods or .xls; one sheet for each kind of records.")
    ],
    to: To = None,
    renamed: _Renamed = None,
    dry_run: DryRun = False,
) -> None:
    """Make a plan of a workbook: one sheet for each kind, a header row of field names."""
    _records(shell, file, to, renamed, dry_run=dry_run)


def _records(
    shell: Shell, file: Path, to: Path | None, renamed: list[str] | None, *, dry_run: bool, kind: str = ""
) -> None:
    """Read records from a workbook, or those of one `kind` from a CSV file."""
    from realign.exchange.csv_records import csv_plan
    from realign.exchange.foreign import PlanReading
    from realign.exchange.records import workbook_plan
    from realign.exchange.sheet_names import kind_of
    from realign.exchange.sheet_table import is_workbook
    from realign.files import shown

    raw, path, pairs = shell.read(file), shown(file), _pairs(renamed or [])
    plan = there(to)[1] if to else None
    if is_workbook(raw) or not (kind or path.endswith(".csv")):
        reading = workbook_plan(raw, path, pairs, plan)
    else:
        reading = csv_plan(raw, path, kind or kind_of(file.stem) or _kind(raw, path), pairs, plan)
    kinds = reading.kinds if reading.files else {}
    found = PlanReading(with_plan(kinds, path), reading.findings, reading.left_out)
    keep(shell, file, to, found, dry_run=dry_run, sheets=reading.read if kinds else ())


def _kind(raw: bytes, path: str) -> str:
    """The kind of records of a CSV file, by its headings; raises `CallError` where they fit several."""
    from realign.exchange.csv_records import kind_of_columns
    from realign.exchange.table import TableError, read_table
    from realign.findings import CallError

    try:
        header = next((row.cells for row in read_table(raw, path).rows if not row.blank), ())
    except TableError:
        return "outcomes"  # whose reader says what is wrong with the file
    kind = kind_of_columns([*header])
    if not kind:
        raise CallError(
            message("the headings of {path} do not say what each row is", path=path),
            message("add --kind, such as --kind deliverables"),
        )
    return kind


def _pairs(renamed: list[str]) -> dict[str, str]:
    """Heading -> field, as `--map` says; raises `CallError` where it says neither."""
    from realign.findings import CallError

    pairs = [pair.partition("=") for pair in renamed]
    for heading, sign, field in pairs:
        if not (heading.strip() and sign and field.strip()):
            raise CallError(
                message(
                    "--map {heading}{sign}{field} is not HEADING=FIELD",
                    heading=heading,
                    sign=sign,
                    field=field,
                ),
                message('for example --map "Name=title"'),
            )
    return {heading.strip(): field.strip() for heading, _, field in pairs}
