"""The focused work programme: keep, adjust, reduce, defer, each with its reason."""

from realign.cli._command import command
from realign.cli._options import Draws, LensName, TimeLimit, Top, Unearmarked
from realign.cli._shell import Shell


@command
def focus(
    shell: Shell,
    unearmarked: Unearmarked = None,
    lens: LensName = None,
    top: Top = 10,
    draws: Draws = 2000,
    time_limit: TimeLimit = None,
) -> None:
    """The focused work programme: what is kept, adjusted, reduced, deferred, each with its reason."""
    from realign.questions.focus import focus as ask

    plan, loaded = shell.sound()
    shell.show(ask(plan, unearmarked, lens, top=top, draws=draws, time_limit=time_limit), loaded)
