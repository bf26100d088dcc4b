"""Which records rest on which paragraph, and which paragraph is not coded?"""

from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._completion import records
from realign.cli._shell import Shell


@command
def trace(
    shell: Shell,
    paragraph: Annotated[
        list[str] | None,
        typer.Argument(
            help="A paragraph such as '7(b)', 'annex II 15.20', or the id of a record.",
            autocompletion=records,
        ),
    ] = None,
) -> None:
    """Which records rest on which paragraph, and which paragraph is not coded?"""
    from realign.questions import trace as question

    plan, loaded = shell.sound()
    shell.show(question.trace(plan, " ".join(paragraph) if paragraph else None), loaded)
