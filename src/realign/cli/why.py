"""How does this link come by its score?"""

from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._completion import outcomes
from realign.cli._in_place import sound
from realign.cli._options import Delta, Draws, LensName, Matrix, Missing, Seed
from realign.cli._shell import Shell


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(why)


@command
def why(
    shell: Shell,
    a: Annotated[
        str,
        typer.Argument(metavar="A", help="An outcome, or a link such as 1.2-4.3.", autocompletion=outcomes),
    ],
    b: Annotated[
        str,
        typer.Argument(metavar="B", help="The other outcome, or another link.", autocompletion=outcomes),
    ],
    lens: LensName = None,
    draws: Draws = 2000,
    seed: Seed = 2021,
    missing: Missing = None,
    delta: Delta = 0.5,
    matrix: Matrix = None,
) -> None:
    """How does the link A B come by its score? Each term, with its paragraph and its file:line."""
    from realign.questions import why as question

    plan, loaded = sound(shell, matrix)
    answer = question.why(
        plan,
        a,
        b,
        lens,
        draws=draws,
        seed=seed,
        missing=missing,
        delta=delta,
    )
    shell.show(answer, loaded)
