"""Which actions serve which priority link, and which link has nothing?"""

from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._options import Draws, LensName, Top
from realign.cli._shell import Shell


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
    from realign.questions.actions import actions as ask

    plan, loaded = shell.sound()
    shell.show(ask(plan, lens, kind=kind, top=top, draws=draws), loaded)
