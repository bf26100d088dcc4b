"""How far do those who scored agree, and what should they discuss first?"""

from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._in_place import sound
from realign.cli._options import Draws, LensName, Matrix, Seed
from realign.cli._shell import Shell


@command
def judges(
    shell: Shell,
    lens: LensName = None,
    choose: Annotated[
        int, typer.Option("--choose", metavar="K", min=1, help="How many links you would choose.")
    ] = 5,
    draws: Draws = 2000,
    seed: Seed = 2021,
    matrix: Matrix = None,
) -> None:
    """How far do those who scored agree, and what should they discuss first?"""
    from realign.questions.judges import judges as ask

    plan, loaded = sound(shell, matrix)
    shell.show(ask(plan, lens, choose=choose, draws=draws, seed=seed), loaded)
