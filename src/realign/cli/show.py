"""All about one record, paragraph or amount."""

from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._completion import records
from realign.cli._shell import Shell


@command
def show(
    shell: Shell,
    id_: Annotated[
        list[str],
        typer.Argument(
            metavar="ID",
            help="The id of a record, a paragraph such as '9(e)(i)', or an amount such as 12e6.",
            autocompletion=records,
        ),
    ],
) -> None:
    """All about one record, paragraph or amount: its fields, what it rests on, what uses it."""
    from realign.questions import show as question

    plan, loaded = shell.sound()
    shell.show(question.show(plan, " ".join(id_)), loaded)
