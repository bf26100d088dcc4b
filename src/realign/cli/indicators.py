"""Which indicators show the effect of this lens?"""

from realign.cli._command import command
from realign.cli._options import Draws, LensName, Top
from realign.cli._shell import Shell


@command
def indicators(shell: Shell, lens: LensName = None, top: Top = 10, draws: Draws = 2000) -> None:
    """Which indicators show the effect of this lens, and which outcome has none?"""
    from realign.questions.indicators import indicators as ask

    plan, loaded = shell.sound()
    shell.show(ask(plan, lens, top=top, draws=draws), loaded)
