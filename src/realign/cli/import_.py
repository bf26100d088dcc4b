"""Bring what you have: a cross-impact matrix becomes a plan."""

from pathlib import Path
from typing import Annotated

import typer

from realign.cli._shell import Exit, Shell, command
from realign.render import Format


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.callback(help=__doc__, no_args_is_help=True)(lambda: None)
    app.command()(matrix)


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

    reading = read_matrix(shell.read(file), str(file), scale)
    if reading.matrix is None:
        shell.show(validate(reading.findings), default=Format.FULL)
    else:
        write_folder(to, matrix_plan(reading.matrix, str(file)), force=shell.force, alone=True)
        entries = len(reading.matrix.entries)
        typer.echo(f"{to}: a plan of {len(reading.matrix.names)} outcomes and {entries} links")
        shell.note(f"next: realign validate --plan {to} · realign links --plan {to}")
        raise typer.Exit(Exit.FINE)
