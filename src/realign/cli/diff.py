"""What does this change of the data do to ranks and money?"""

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._options import amounts
from realign.cli._shell import Shell, command

if TYPE_CHECKING:
    from realign.analysis.change.records import Side
    from realign.analysis.funding.answer import Level
    from realign.cli._revisions import State
    from realign.loading import Loaded
    from realign.plan import Plan


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(diff)


@command
def diff(
    shell: Shell,
    old: Annotated[str, typer.Argument(help="A folder, a git revision, or a range such as main..HEAD.")],
    new: Annotated[str | None, typer.Argument(help="The same; default: the plan as it is now.")] = None,
    unearmarked: Annotated[
        list[str] | None,
        typer.Option("--unearmarked", "-u", metavar="X[,Y…]", help="Money to compare at; default: none."),
    ] = None,
    fail_on_change: Annotated[
        bool, typer.Option("--fail-on-change", help="Exit with 1 if ranks or money change.")
    ] = False,
    at_least: Annotated[
        float, typer.Option(metavar="N", min=0.5, help="Ranks that move by less do not count as a change.")
    ] = 1,
) -> None:
    """What does this change of the data do to ranks and money? For folders and git revisions."""
    from realign.analysis import diff as question
    from realign.cli._revisions import states
    from realign.loading import find_plan

    with states(old, new, find_plan(shell.plan, os.environ)[0]) as (first, second):
        (before, _), (after, loaded) = _side(shell, first), _side(shell, second)
    money = [int(one) for one in amounts(after.plan, unearmarked or ["0"])]
    answer = question.diff(
        before, after, _rank, _tell, money, fail_on_change=fail_on_change, at_least=at_least
    )
    shell.show(answer, loaded)


def _side(shell: Shell, state: "State") -> "tuple[Side, Loaded]":
    """Load one state of the plan."""
    from realign.analysis.change.records import Side

    plan, loaded = replace(shell, plan=str(state.folder)).sound()
    return Side(state.name, plan, state.shown(loaded.locate)), loaded


def _rank(plan: "Plan", lens: str | None) -> dict[tuple[str, ...], float | None]:
    """The ranks of all links and outcomes."""
    from realign.analysis.links import links

    answer = links(plan, lens, draws=0)
    ranks: dict[tuple[str, ...], float | None] = {(one.id,): one.rank for one in answer.outcomes}
    return ranks | {(one.source, one.target): one.rank for one in answer.links}


def _tell(plan: "Plan", amount: int) -> "Level | None":
    """What an amount covers."""
    from realign.analysis.gaps import gaps

    return gaps(plan, [amount]).levels[0] if plan.fundables else None
