"""What does each flagship carry, and which priority links should it take up?"""

from realign.cli._command import command
from realign.cli._options import Draws, LensName, Top
from realign.cli._shell import Shell


@command
def flagships(shell: Shell, lens: LensName = None, top: Top = 10, draws: Draws = 2000) -> None:
    """What does each flagship and global programme carry, and which priority links should it take up?"""
    from realign.questions.flagships import flagships as ask

    plan, loaded = shell.sound()
    shell.show(ask(plan, lens, top=top, draws=draws), loaded)
