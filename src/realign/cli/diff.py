"""What does this change of the data do to ranks and money?"""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._command import command
from realign.cli._ending import Unsound
from realign.cli._shell import Shell

if TYPE_CHECKING:
    from realign.loading import Loaded
    from realign.loading.revisions import State
    from realign.plan import Plan


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
    from realign.questions.compare import compare

    with states(old, new, find_plan(shell.plan, os.environ)[0]) as (first, second):
        (before, _), (after, loaded) = _sound(shell, first), _sound(shell, second)
    answer = compare(
        before,
        after,
        unearmarked,
        fail_on_change=fail_on_change,
        at_least=at_least,
        names=(first.name, second.name),
    )
    shell.show(answer, loaded)


def _sound(shell: Shell, state: "State") -> "tuple[Plan, Loaded]":
    """Load one state of the plan."""
    try:
        return shell.sound(state.load)
    except Unsound as unsound:
        raise Unsound(unsound.validation, state.name) from None
