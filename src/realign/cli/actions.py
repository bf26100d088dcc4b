"""Which actions serve which priority link, and which link has nothing?"""

from typing import Annotated

import typer

from realign.cli._options import Draws, LensName, Top
from realign.cli._shell import Shell, command


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(actions)


@command
def actions(
    shell: Shell,
    lens: LensName = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="K",
            help="evidence, norm, integrated, partnership, capacity, outreach or advocacy; default: all.",
        ),
    ] = None,
    top: Top = 10,
    draws: Draws = 2000,
) -> None:
    """Which norms, programmes, partnerships, capacities serve which priority link, and which has none?"""
    from realign.questions import actions as question
    from realign.questions.links import links

    plan, loaded = shell.sound()
    ranked = links(plan, lens, draws=draws).links
    shell.show(question.actions(plan, lens, ranked, kind=question.kind_of(kind), top=top), loaded)
