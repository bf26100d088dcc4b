"""Which links between outcomes matter most through this lens, and how sure is each rank?"""

from enum import StrEnum
from typing import Annotated

import typer

from realign.cli._options import Delta, Draws, LensName, Method, Missing, Seed
from realign.cli._shell import Shell, command


class By(StrEnum):
    """What the answer begins with."""

    LINK = "link"
    OUTCOME = "outcome"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(links)


@command
def links(
    shell: Shell,
    lens: LensName = None,
    method: Method = "influence",
    top: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only the first N.")] = None,
    by: Annotated[By, typer.Option(help="Links first, or outcomes first.")] = By.LINK,
    draws: Draws = 2000,
    seed: Seed = 2021,
    missing: Missing = None,
    delta: Delta = 0.5,
    matrix: Annotated[
        bool, typer.Option("--matrix", help="Show who influences whom as a matrix, too.")
    ] = False,
    compare: Annotated[bool, typer.Option("--compare", help="All lenses side by side.")] = False,
) -> None:
    """Which links between outcomes matter most through this lens, and how sure is each rank?"""
    from realign.questions import lens_comparison as lenses
    from realign.questions import links as question

    plan, loaded = shell.sound()
    if compare:
        compared = lenses.compare_lenses(plan, top=top, draws=draws, seed=seed, delta=delta, missing=missing)
        shell.show(compared, loaded)
    answer = question.links(
        plan,
        lens,
        method,
        draws=draws,
        seed=seed,
        delta=delta,
        top=top,
        by=by.value,
        matrix=matrix,
        missing=missing,
    )
    shell.show(answer, loaded)
