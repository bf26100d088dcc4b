"""What does each flagship carry, and which priority links should it take up?"""

import typer

from realign.cli._options import Draws, LensName, Top
from realign.cli._shell import Shell, command


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(flagships)


@command
def flagships(shell: Shell, lens: LensName = None, top: Top = 10, draws: Draws = 2000) -> None:
    """What does each flagship and global programme carry, and which priority links should it take up?"""
    from realign.questions import flagships as question
    from realign.questions.links import links

    plan, loaded = shell.sound()
    ranked = links(plan, lens, draws=draws).links
    shell.show(question.flagships(plan, lens, ranked, top=top), loaded)
