"""What does this change of the data do to ranks and money?"""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._options import amounts
from realign.cli._shell import Shell, Unsound, command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from realign.loading import Loaded
    from realign.loading.revisions import State
    from realign.models.change.amounts import Asked
    from realign.models.change.record_changes import Side
    from realign.models.funding.results import Level
    from realign.plan import Plan
_DRAWS = 500
"""Random networks behind the likely range of a rank: enough to see how wide it is."""


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
        typer.Option(
            "--unearmarked",
            "-u",
            metavar="X[,Y…]",
            help="Money to compare at; actual:2021: what came in by each state's own data. "
            "Default: 0, what is required, what came in last.",
        ),
    ] = None,
    fail_on_change: Annotated[
        bool, typer.Option("--fail-on-change", help="Exit with 1 if ranks or money change.")
    ] = False,
    at_least: Annotated[
        float,
        typer.Option(
            metavar="N",
            min=0.5,
            help="Ranks that move by fewer places do not count as a change. The answer says whether moves "
            "lead out of the likely range of a rank.",
        ),
    ] = 1,
) -> None:
    """What does this change of the data do to ranks and money? For folders and git revisions."""
    from realign.loading import find_plan
    from realign.loading.revisions import states
    from realign.questions import compare as question

    with states(old, new, find_plan(shell.plan, os.environ)[0]) as (first, second):
        (before, _), (after, loaded) = _side(shell, first), _side(shell, second)
    money = _asked(before, after, unearmarked) if unearmarked else None
    answer = question.diff(
        before, after, _rank, _tell, money, spread=_spread, fail_on_change=fail_on_change, at_least=at_least
    )
    shell.show(answer, loaded)


def _asked(old: "Side", new: "Side", texts: list[str]) -> "list[Asked]":
    """The amounts that were asked for; what came in in a year is read from each state's own data."""
    from realign.findings import CallError
    from realign.models.change.amounts import Asked, received_in
    from realign.questions.gaps import Received

    def read(side: "Side") -> "list[int | Received]":
        try:
            return amounts(side.plan, texts)
        except CallError as error:
            if error.message.startswith("--"):
                raise  # what was written is at fault, not what a state says
            raise CallError(f"{side.name}: {error.message}", error.hint) from error

    return [
        Asked(int(was), int(now), received_in(now.year) if isinstance(now, Received) else None)
        for was, now in zip(read(old), read(new), strict=True)
    ]


def _side(shell: Shell, state: "State") -> "tuple[Side, Loaded]":
    """Load one state of the plan."""
    from realign.models.change.record_changes import Side

    try:
        plan, loaded = shell.sound(state.load)
    except Unsound as unsound:
        raise Unsound(unsound.validation, state.name) from None
    return Side(state.name, plan, loaded.locate), loaded


def _rank(plan: "Plan", lens: str | None) -> dict[tuple[str, ...], float | None]:
    """The ranks of all links and outcomes."""
    from realign.questions.links import links

    answer = links(plan, lens, draws=0)
    ranks: dict[tuple[str, ...], float | None] = {(one.id,): one.rank for one in answer.outcomes}
    return ranks | {(one.source, one.target): one.rank for one in answer.links}


def _spread(plan: "Plan", lens: str | None) -> "dict[tuple[str, ...], tuple[float, float]]":
    """Between which ranks each link and outcome is likely to stand."""
    from realign.questions.links import links

    answer = links(plan, lens, draws=_DRAWS)
    ends: dict[tuple[str, ...], tuple[float | None, float | None]] = {
        (one.id,): (one.rank_low, one.rank_high) for one in answer.outcomes
    }
    ends |= {(one.source, one.target): (one.rank_low, one.rank_high) for one in answer.links}
    return {thing: (low, high) for thing, (low, high) in ends.items() if low is not None and high is not None}


def _tell(plan: "Plan", amounts: "Sequence[int]") -> "dict[int, Level]":
    """What each amount covers."""
    from realign.questions.gaps import gaps

    if not plan.fundables:
        return {}
    return {level.unearmarked: level for level in gaps(plan, list(amounts)).levels}
