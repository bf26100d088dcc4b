"""What does this money leave uncovered, and what comes back with the next dollar?"""

from enum import StrEnum
from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._options import LensName, TimeLimit, Unearmarked
from realign.cli._shell import Shell


class GroupBy(StrEnum):
    """What to add up by."""

    HEADING = "heading"
    RESOLUTION = "resolution"
    OUTCOME = "outcome"
    LENS = "lens"


class SelectionRule(StrEnum):
    """How to choose what is paid for."""

    EXACT = "exact"
    PRIORITY = "priority"


class Solver(StrEnum):
    """How to find the best use."""

    DIVISIBLE = "divisible"
    NESTED = "nested"
    ENUMERATION = "enumeration"
    KNAPSACK = "knapsack"
    CORE = "core"
    MILP = "milp"


class Assume(StrEnum):
    """What to assume of costs that nobody has stated."""

    FLAT = "flat"
    ENOUGH = "enough"
    NONE = "none"


@command
def gaps(
    shell: Shell,
    unearmarked: Unearmarked = None,
    lens: LensName = None,
    by: Annotated[GroupBy | None, typer.Option(help="Add up by this.")] = None,
    rule: Annotated[
        SelectionRule, typer.Option(help="The best use, or strict order of priority.")
    ] = SelectionRule.EXACT,
    assume: Annotated[
        Assume,
        typer.Option(
            help="What no source says: flat, chances where costs are not stated; enough, these, and that "
            "what is required is enough for all that unearmarked money may pay for; none."
        ),
    ] = Assume.FLAT,
    solver: Annotated[
        Solver | None,
        typer.Option(
            help="Find the best use by this algorithm, to check the answer; default: the quickest exact one."
        ),
    ] = None,
    earmarks: Annotated[
        bool, typer.Option("--earmarks", help="Also tell what each fund could do if its money were free.")
    ] = False,
    fail_on_gap: Annotated[
        bool, typer.Option("--fail-on-gap", help="Exit with 1 if there is a gap.")
    ] = False,
    time_limit: TimeLimit = None,
) -> None:
    """What does this money leave uncovered, and what comes back with the next dollar?"""
    from realign.questions import gaps as question

    plan, loaded = shell.sound()
    answer = question.gaps(
        plan,
        unearmarked,
        lens,
        rule.value,
        assume.value,
        by.value if by else None,
        solver=solver.value if solver else None,
        earmarks=earmarks,
        fail_on_gap=fail_on_gap,
        time_limit=time_limit,
    )
    shell.show(answer, loaded)
