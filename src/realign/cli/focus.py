"""The focused work programme: keep, adjust, reduce, defer, each with its reason."""

import typer

from realign.cli._options import Draws, LensName, OneAmount, Top, one_amount
from realign.cli._shell import Shell, command


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(focus)


@command
def focus(
    shell: Shell, unearmarked: OneAmount, lens: LensName = None, top: Top = 10, draws: Draws = 2000
) -> None:
    """The focused work programme: what is kept, adjusted, reduced, deferred, each with its reason."""
    from realign.questions import focus as question
    from realign.questions.gaps import gaps
    from realign.questions.links import links

    plan, loaded = shell.sound()
    ranked = links(plan, lens, draws=draws).links
    amount = one_amount(plan, unearmarked, loaded.money)
    money = gaps(plan, [amount], lens).levels[0]
    shell.show(question.focus(plan, lens, ranked, money, loaded.locate, top=top), loaded)
