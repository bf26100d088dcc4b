"""Bring what you have: a cross-impact matrix or a workbook becomes a plan."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._notes import files_made, next_step
from realign.cli._shell import Shell, command, manual
from realign.render import Format
from realign.text import message

if TYPE_CHECKING:
    from realign.exchange.imported import SheetRead, SkippedPart
    from realign.findings import Finding
    from realign.plan import Plan

_To = Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to make the plan in.")]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.callback(help=__doc__, no_args_is_help=True)(lambda: None)
    app.command()(matrix)
    app.command()(workbook)


@command
def matrix(
    shell: Shell,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV or a workbook; a row influences a column; blank is 0."),
    ],
    to: _To,
    scale: Annotated[
        float | None,
        typer.Option(metavar="N", help="The strongest score there may be; default: that of the file."),
    ] = None,
) -> None:
    """Make a plan of a cross-impact matrix: header row of targets, first column sources."""
    from realign.exchange.folder import write_folder
    from realign.exchange.matrix import matrix_plan, read_matrix
    from realign.exchange.scaffold import destination
    from realign.files import shown

    reading = read_matrix(shell.read(file), shown(file), scale)
    if reading.matrix is None:
        _tell(shell, None, reading.findings)
    else:
        home, files, free = destination(to, matrix_plan(reading.matrix, shown(file)))
        write_folder(home, files, force=shell.force or free, alone=True)
        counts = {"outcomes": len(reading.matrix.names), "links": len(reading.matrix.entries)}
        shell.note(next_step(f"realign validate --plan {home}", f"realign links --plan {home}"))
        _tell(shell, home, reading.findings, read=counts)


@command
def workbook(
    shell: Shell,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=".xlsx, .ods or .xls; one sheet for each kind of records.")
    ],
    to: _To,
    renamed: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADING=FIELD", help="What a column is that bears a heading of its own."
        ),
    ] = None,
) -> None:
    """Make a plan of a workbook: one sheet for each kind, a header row of field names."""
    from realign.exchange.folder import write_folder
    from realign.exchange.records import workbook_plan
    from realign.exchange.scaffold import destination
    from realign.exchange.typed import plan_files
    from realign.files import shown

    home, plan, taken = _there(to)
    reading = workbook_plan(shell.read(file), shown(file), _pairs(renamed or []), plan)
    made: Path | None = None
    if reading.files and plan and not any(getattr(plan, kind, True) for kind in reading.kinds):
        made, added = home, plan_files(reading.kinds, file.name, taken)
        write_folder(made, added)
        shell.note(files_made(made, len(added)))
    elif reading.files:
        made, files, free = destination(to, reading.files)
        write_folder(made, files, force=shell.force or free, alone=True)
        shell.note(files_made(made, len(reading.files)))
        shell.note(next_step(f"realign validate --plan {made}"))
    _tell(shell, made, reading.findings, sheets=reading.read, left_out=reading.left_out)


def _there(to: Path) -> tuple[Path, "Plan | None", frozenset[str]]:
    """The folder that an import goes to, the plan that is there, if any, and the names of its files."""
    from realign.exchange.scaffold import destination
    from realign.loading import load

    home, _, free = destination(to, {})
    if free or not home.is_dir():
        return home, None, frozenset()
    names = frozenset(path.name for path in home.iterdir())
    whole = any(name.endswith((".yaml", ".yml")) for name in names)
    return home, load(home).plan if whole else None, names


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


def _tell(
    shell: Shell,
    made: Path | None,
    findings: tuple["Finding", ...],
    *,
    sheets: tuple["SheetRead", ...] = (),
    left_out: tuple["SkippedPart", ...] = (),
    read: Mapping[str, int] | None = None,
) -> None:
    """Check the plan that was made, and show what was read, what was left out and what is wrong."""
    from realign.exchange.imported import imported
    from realign.loading import load

    loaded = None
    if made:
        loaded, validation = shell.validated(read=lambda: load(made))
        findings = (*findings, *validation.listed().findings)
    rules = manual() if shell.format in {Format.SARIF, Format.JSON} else ()
    report = imported(sheets if made else (), left_out, findings, read, rules)
    for line in report.summary():
        shell.note(line)
    shell.show(report, loaded, default=Format.FULL)
