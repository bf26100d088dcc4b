"""Take it elsewhere: a workbook, or a graph for another program."""

from pathlib import Path
from typing import Annotated

import typer

from realign.cli._notes import wrote
from realign.cli._options import LensName
from realign.cli._shell import Shell, command
from realign.render import Format


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
    from realign.files import write_file
    from realign.questions.links import links

    is_workbook = to.suffix.lower() == ".xlsx"
    if is_workbook:
        _ = Format.XLSX.writer  # what is not installed is said before any work
    plan, loaded = shell.sound()
    answer = links(plan, lens)
    language = shell.lang.value
    if is_workbook:
        from dataclasses import replace

        from realign.exchange.tabulation import plan_sheets
        from realign.plan import KINDS
        from realign.render.xlsx import write_workbook
        from realign.sheets import RenderOptions
        from realign.views import sheets

        page = RenderOptions(language=language, currency=plan.about.currency, inputs=loaded.inputs)
        # no table of the answer may be taken for records when the workbook is imported again
        told = (
            replace(part, name=f"ranked {part.name}") if part.name in KINDS else part
            for part in sheets(answer)
        )
        parts = (*plan_sheets(plan), *told)
        content: str | bytes = write_workbook(parts, page, contents=True)
    else:
        content = write_graph(answer, to.name, language)
    write_file(to, content, force=shell.force)
    shell.note(wrote(to))
