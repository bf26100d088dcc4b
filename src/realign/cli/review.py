"""Which links were judged on other words than the outcomes have now?"""

from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._notes import wrote
from realign.cli._shell import Shell
from realign.text import message


@command
def review(
    shell: Shell,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Links, by their ids.")] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Store that these links hold for the present wording.")
    ] = False,
) -> None:
    """Which links were judged on other words than the outcomes have now? --accept confirms them."""
    from realign.files import rewrite
    from realign.findings import CallError
    from realign.questions import review as question

    if accept and not ids:
        raise CallError(
            message("--accept needs the ids of the links"),
            message("realign review lists those to read again"),
        )
    plan, loaded = shell.sound()
    if accept and ids:
        mended = question.accept(plan, loaded.sources, ids)
        rewrite({file.source: file.raw for file in mended})
        for file in mended:
            shell.note(wrote(file.path))
        plan, loaded = shell.sound()
    shell.show(question.review(plan, ids or ()), loaded)
