"""Which links between outcomes matter most through this lens, and how sure is each rank?"""

from enum import StrEnum
from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._in_place import sound
from realign.cli._options import Delta, Draws, LensName, Matrix, Method, Missing, Seed, TimeLimit
from realign.cli._shell import Shell


class LinksBy(StrEnum):
    """What the answer begins with."""

    LINK = "link"
    OUTCOME = "outcome"


class LinksPurpose(StrEnum):
    """What the links are chosen for."""

    KEEP = "keep"
    BUILD = "build"


@command
def links(
    shell: Shell,
    lens: LensName = None,
    *,
    method: Method = "influence",
    top: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only the first N.")] = None,
    choose: Annotated[
        int, typer.Option("--choose", metavar="K", min=1, help="How many links you would choose.")
    ] = 5,
    purpose: Annotated[
        LinksPurpose, typer.Option("--for", help="What to keep, or where one more step would bring most.")
    ] = LinksPurpose.KEEP,
    ranking: Annotated[
        bool, typer.Option("--ranking", help="Show the ranking by position, too, behind what holds.")
    ] = False,
    by: Annotated[LinksBy, typer.Option(help="Links first, or outcomes first.")] = LinksBy.LINK,
    draws: Draws = 2000,
    seed: Seed = 2021,
    missing: Missing = None,
    time_limit: TimeLimit = None,
    delta: Delta = 0.5,
    matrix: Matrix = None,
    compare: Annotated[bool, typer.Option("--compare", help="All lenses side by side.")] = False,
) -> None:
    """Which links between outcomes matter most through this lens, and how sure is each rank?"""
    from realign.questions import lens_comparison as lenses
    from realign.questions import links as question

    plan, loaded = sound(shell, matrix)
    if compare:
        compared = lenses.compare_lenses(
            plan, top=top, draws=draws, seed=seed, delta=delta, missing=missing, time_limit=time_limit
        )
        shell.show(compared, loaded)
    answer = question.links(
        plan,
        lens,
        method,
        draws=draws,
        seed=seed,
        delta=delta,
        top=top,
        choose=choose,
        purpose=purpose.value,
        ranking=ranking or top is not None,
        by=by.value,
        missing=missing,
        time_limit=time_limit,
    )
    shell.show(answer, loaded)
