"""Everything, as one document for those who decide."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._options import Draws, LensName, Top, amounts
from realign.cli._shell import Shell, command
from realign.render import Format

if TYPE_CHECKING:
    from realign.loading import Loaded
    from realign.plan import Plan
    from realign.questions.report import Chapter
    from realign.questions.validate import Validation


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
    from realign.questions import report as question

    plan, loaded, validation = shell.examined()
    chapters = [
        *(_on_money(plan, loaded, lens, unearmarked, top, draws) if unearmarked else ()),
        *_on_links(shell, plan, lens, top, draws),
        *_on_sources(plan, validation),
    ]
    paper = question.report(plan, lens, chapters)
    shell.show(paper, loaded, default=Format.MARKDOWN)


def _on_links(shell: Shell, plan: "Plan", lens: str | None, top: int, draws: int) -> "Iterator[Chapter]":
    """What the links say: the ranking, the lenses, the programmes, the actions, the indicators."""
    from realign.questions import actions, flagships, indicators, links, report
    from realign.questions import lens_comparison as lenses

    ranked = links.links(plan, lens, draws=draws, matrix=shell.details)
    yield report.Chapter("links", ranked)
    if plan.flagships:
        yield report.Chapter("flagships", flagships.flagships(plan, lens, ranked.links, top=top))
    if plan.actions:
        yield report.Chapter("actions", actions.actions(plan, lens, ranked.links, top=top))
    if plan.indicators:
        yield report.Chapter("indicators", indicators.indicators(plan, lens, ranked.outcomes))
    if len(plan.lenses) > 1:
        yield report.Chapter("lenses", lenses.compare_lenses(plan, draws=draws))


def _on_money(
    plan: "Plan", loaded: "Loaded", lens: str | None, given: list[str], top: int, draws: int
) -> "Iterator[Chapter]":
    """What the amounts cover, and the programme at each of them."""
    from realign.questions import focus, gaps, links, report

    wanted = amounts(plan, given, loaded.money)
    answer = gaps.gaps(plan, wanted, lens)
    yield report.Chapter("gaps", answer)
    ranked = links.links(plan, lens, draws=draws).links
    for level in answer.levels:
        yield report.Chapter(
            f"focus-{level.unearmarked}", focus.focus(plan, lens, ranked, level, loaded.locate, top=top)
        )


def _on_sources(plan: "Plan", validation: "Validation") -> "Iterator[Chapter]":
    """What the annexes change, what everything rests on, and what the checks say."""
    from realign.questions import annotations, report, trace

    if plan.annotations:
        yield report.Chapter("annotations", annotations.annotations(plan))
    if plan.sources:
        yield report.Chapter("trace", trace.trace(plan))
    yield report.Chapter("findings", validation)
