"""Where in the plan does this stand?"""

from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._shell import Shell


@command
def find(
    shell: Shell,
    text: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT...", help="Words in any language, an id, a paragraph, an amount such as 12m."
        ),
    ],
) -> None:
    """Where in the plan does this stand? Ids, titles, themes, names, notes, paragraphs, amounts."""
    from realign.questions import find as question

    plan, loaded = shell.sound()
    shell.show(question.find(plan, " ".join(text)), loaded)
