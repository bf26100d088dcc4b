"""Which indicators show the effect of this lens?"""

import typer

from realign.cli._command import command
from realign.cli._options import Draws, LensName, Top
from realign.cli._shell import Shell


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(indicators)


@command
def indicators(shell: Shell, lens: LensName = None, top: Top = 10, draws: Draws = 2000) -> None:
    """Which indicators show the effect of this lens, and which outcome has none?"""
    from realign.questions.indicators import indicators as ask

    plan, loaded = shell.sound()
    shell.show(ask(plan, lens, top=top, draws=draws), loaded)
