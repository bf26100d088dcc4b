"""Which indicators show the effect of this lens?"""

import typer

from realign.cli._options import Draws, LensName
from realign.cli._shell import Shell, command


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(indicators)


@command
def indicators(shell: Shell, lens: LensName = None, draws: Draws = 2000) -> None:
    """Which indicators show the effect of this lens, and which outcome has none?"""
    from realign.questions import indicators as question
    from realign.questions.links import links

    plan, loaded = shell.sound()
    ranked = links(plan, lens, draws=draws).outcomes
    shell.show(question.indicators(plan, lens, ranked), loaded)
