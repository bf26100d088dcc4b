"""Take it elsewhere: a workbook, a sheet for a judge, a graph, a script that checks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._command import command
from realign.cli._notes import wrote
from realign.cli._options import LensName
from realign.cli._shell import Shell
from realign.render import Format
from realign.text import join, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from realign.plan import Plan


@command
def export(
    shell: Shell,
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            metavar="FILE",
            help="Ends with .xlsx, .graphml, .gexf, .csv, .dot, .gv, .mmd, kumu.json, scoring.xlsx, "
            "logframe.xlsx, check.py",
        ),
    ],
    lens: LensName = None,
    unearmarked: Annotated[
        list[str] | None,
        typer.Option("--unearmarked", "-u", metavar="X", help="For check.py: amounts to check."),
    ] = None,
) -> None:
    """Take the plan and its links elsewhere: Excel, Gephi, Graphviz, Mermaid, Kumu, a script that checks."""
    from realign.exchange.graphs import write_graph
    from realign.files import write_file
    from realign.findings import CallError
    from realign.questions.links import links

    name = to.name.lower()
    if unearmarked and name != "check.py":
        raise CallError(
            message("--unearmarked is for check.py; {name} holds no payments", name=to.name),
            message("leave it out, or add --to check.py"),
        )
    if name.endswith(".xlsx"):
        _ = Format.XLSX.writer  # what is not installed is said before any work
    plan, loaded = shell.sound()
    language = shell.lang.value
    content: str | bytes
    if name.endswith("scoring.xlsx"):
        from realign.exchange.scoring import scoring_workbook

        content = scoring_workbook(plan, language)
    elif name.endswith("logframe.xlsx"):
        content = _logframe(shell, plan, language)
    elif name == "check.py":
        content = _check_file(plan, lens, unearmarked)
    elif name.endswith(".xlsx"):
        content = _workbook(plan, lens, language, loaded.inputs)
    else:
        content = write_graph(links(plan, lens), to.name, language)
    write_file(to, content, force=shell.force)
    shell.note(wrote(to))


def _logframe(shell: Shell, plan: "Plan", language: str) -> bytes:
    """The plan as a logical framework; says what has no place in one."""
    from realign.exchange.logframe_out import logframe
    from realign.render.xlsx import write_workbook
    from realign.sheets import RenderOptions

    made = logframe(plan, language)
    if made.left_out:
        shell.note(message("without an outcome, and so left out: {ids}", ids=join(made.left_out)))
    return write_workbook((made.sheet,), RenderOptions(language=language, currency=plan.about.currency))


def _check_file(plan: "Plan", lens: str | None, unearmarked: list[str] | None) -> str:
    """The script that recomputes the ranking, and checks payments where the plan has funds."""
    from realign.exchange.checking import check_file
    from realign.questions.gaps import gaps
    from realign.questions.links import links

    required = any(fund.required for fund in plan.funds)
    amounts = "; ".join(unearmarked or ["required" if required else "0"])
    funding = gaps(plan, amounts) if plan.funds and plan.fundables else None
    return check_file(plan, links(plan, lens, draws=0), funding)


def _workbook(plan: "Plan", lens: str | None, language: str, inputs: "Mapping[str, str]") -> bytes:
    """The plan as sheets that come back, and the ranking beside them."""
    from dataclasses import replace

    from realign.exchange.tabulation import plan_sheets
    from realign.plan import KINDS
    from realign.questions.links import links
    from realign.render.xlsx import write_workbook
    from realign.sheets import RenderOptions
    from realign.views import sheets

    page = RenderOptions(language=language, currency=plan.about.currency, inputs=inputs)
    # no table of the answer may be taken for records when the workbook is imported again
    told = (
        replace(part, name=f"ranked {part.name}") if part.name in KINDS else part
        for part in sheets(links(plan, lens))
    )
    return write_workbook((*plan_sheets(plan), *told), page, contents=True)
