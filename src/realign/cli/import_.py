"""Bring what you have: a cross-impact matrix or a workbook becomes a plan."""

from pathlib import Path
from typing import Annotated

import typer

from realign.cli._notes import files_made, next_step
from realign.cli._shell import Exit, Shell, command, manual
from realign.render import Format


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.callback(help=__doc__, no_args_is_help=True)(lambda: None)
    app.command()(matrix)
    app.command()(workbook)


@command
def matrix(
    shell: Shell,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="A row influences a column; blank is 0.")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to make the plan in.")],
    scale: Annotated[
        float | None,
        typer.Option(metavar="N", help="The strongest score there may be; default: that of the file."),
    ] = None,
) -> None:
    """Make a plan of a cross-impact matrix: header row of targets, first column sources."""
    from realign.analysis.validation import validate
    from realign.exchange.folder import write_folder
    from realign.exchange.matrix import matrix_plan, read_matrix
    from realign.exchange.scaffold import destination
    from realign.files import shown

    reading = read_matrix(shell.read(file), shown(file), scale)
    if reading.matrix is None:
        shell.show(validate(reading.findings, rules=manual()), default=Format.FULL)
    else:
        home, files, free = destination(to, matrix_plan(reading.matrix, shown(file)))
        write_folder(home, files, force=shell.force or free, alone=True)
        entries = len(reading.matrix.entries)
        outcomes = len(reading.matrix.names)
        sizes = [
            f"{count} {noun}{'s' * (count != 1)}"
            for count, noun in ((outcomes, "outcome"), (entries, "link"))
        ]
        typer.echo(f"{home}: a plan of {' and '.join(sizes)}")
        shell.note(next_step(f"realign validate --plan {home}", f"realign links --plan {home}"))
        raise typer.Exit(Exit.FINE)


@command
def workbook(
    shell: Shell,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="One sheet for each kind of records.")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to make the plan in.")],
) -> None:
    """Make a plan of a workbook: one sheet for each kind, a header row of field names."""
    from realign.analysis.validation import validate
    from realign.exchange.folder import write_folder
    from realign.exchange.records import workbook_plan
    from realign.exchange.scaffold import destination
    from realign.files import shown

    reading = workbook_plan(shell.read(file), shown(file))
    if reading.files:
        home, files, free = destination(to, reading.files)
        write_folder(home, files, force=shell.force or free, alone=True)
        shell.note(files_made(home, len(reading.files)))
        shell.note(next_step(f"realign validate --plan {home}"))
    shell.show(validate(reading.findings, rules=manual()), default=Format.FULL)
