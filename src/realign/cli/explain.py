"""What does a code mean?"""

from typing import Annotated

import typer

from realign.cli._completion import codes
from realign.cli._shell import Shell, command, manual


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(explain)


@command
def explain(
    shell: Shell,
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="Such as RA401; without it all codes.", autocompletion=codes),
    ] = None,
) -> None:
    """What does a code mean, why does it matter, how is it mended?"""
    from realign.questions import explain as question

    shell.show(question.explain(manual(), code))
