"""Take it elsewhere: a workbook, or a graph for another program."""

from pathlib import Path
from typing import Annotated

import typer

from realign.cli._notes import wrote
from realign.cli._options import LensName
from realign.cli._shell import Shell, command


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(export)


@command
def export(
    shell: Shell,
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            metavar="FILE",
            help="Ends with .xlsx, .graphml, .gexf, .csv, .dot, .gv, .mmd or kumu.json.",
        ),
    ],
    lens: LensName = None,
) -> None:
    """Take the plan and its links elsewhere: Excel, Gephi, Graphviz, Mermaid, Kumu."""
    from realign.exchange.graphs import write_graph
    from realign.exchange.tabulation import plan_sheets
    from realign.files import write_file
    from realign.questions.links import links
    from realign.render.xlsx import write_workbook
    from realign.sheets import RenderOptions

    plan, _ = shell.sound()
    answer = links(plan, lens)
    language = shell.lang.value
    from realign.views import sheets

    if to.suffix.lower() == ".xlsx":
        page = RenderOptions(language=language, currency=plan.about.currency)
        content: str | bytes = write_workbook((*plan_sheets(plan), *sheets(answer)), page)
    else:
        content = write_graph(answer, to.name, language)
    write_file(to, content, force=shell.force)
    shell.note(wrote(to))
