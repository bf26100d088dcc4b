"""What does a code or a word mean?"""

from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._completion import codes
from realign.cli._manual import manual
from realign.cli._shell import Shell


@command
def explain(
    shell: Shell,
    code: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE|WORD",
            help="A code such as RA401, or a word of a table such as exposed; without it all codes.",
            autocompletion=codes,
        ),
    ] = None,
) -> None:
    """What does a code or a word of a table mean? Of a code also why it matters and how it is mended."""
    from realign.findings import CallError
    from realign.questions import explain as question
    from realign.views.glossary import WORDS

    word = " ".join(code) if code else None
    try:
        answer = question.explain(manual(), word, WORDS)
    except CallError:  # it may be a word of the plan's own
        shell.speak_as_the_plan()
        answer = question.explain(manual(), word, WORDS)
    shell.show(answer)
