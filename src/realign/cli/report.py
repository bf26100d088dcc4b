"""Everything, as one document for those who decide."""

from pathlib import Path
from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._options import Draws, LensName, TimeLimit, Top
from realign.cli._shell import Shell
from realign.render import Format


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
    time_limit: TimeLimit = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="Two pages for a board, through one lens or through each.")
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A Word document whose styles and page the .docx takes."),
    ] = None,
) -> None:
    """Everything, as one document: FILE of --output ends with .html, .md, .docx, .pdf, .xlsx or .json."""
    from realign.models.clock import limited
    from realign.questions.briefing import briefing
    from realign.questions.report import report as ask

    house_style = shell.read(template) if template else None
    plan, loaded = shell.sound()
    with limited(time_limit):  # the page works out more of the money while it is written
        if brief:
            pages = briefing(plan, lens, unearmarked, draws=draws)
            shell.show(pages, loaded, default=Format.MARKDOWN, template=house_style)
            return
        paper = ask(plan, lens, unearmarked, top=top, draws=draws)
        shell.show(paper, loaded, template=house_style)
