"""Everything, as one document for those who decide."""

from typing import Annotated

import typer

from realign.cli._options import Draws, LensName, Top
from realign.cli._shell import Shell, command
from realign.render import Format


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(report)


@command
def report(
    shell: Shell,
    lens: LensName = None,
    unearmarked: Annotated[
        list[str] | None,
        typer.Option(
            "--unearmarked",
            "-u",
            metavar="X[,Y…]",
            help="Amounts of unearmarked money to report on; else none.",
        ),
    ] = None,
    top: Top = 10,
    draws: Draws = 2000,
) -> None:
    """Everything, as one document: FILE of --output ends with .html, .md, .docx, .xlsx or .json."""
    from realign.questions.report import report as ask

    plan, loaded = shell.sound()
    paper = ask(plan, lens, unearmarked, top=top, draws=draws, matrix=shell.details)
    shell.show(paper, loaded, default=Format.MARKDOWN)
