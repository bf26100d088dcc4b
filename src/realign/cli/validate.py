"""Is the plan sound?"""

from typing import Annotated

import typer

from realign.cli._shell import Shell, command
from realign.render import Format


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(validate)


@command
def validate(
    shell: Shell,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail, too.")] = False,
) -> None:
    """Is the plan sound? Every slip, with its file, line and column."""
    loaded, validation = shell.validated(strict=strict)
    shell.show(validation, loaded, default=Format.FULL)
