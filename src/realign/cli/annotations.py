"""What changes in the work programme, paragraph by paragraph?"""

from enum import StrEnum
from typing import Annotated

import typer

from realign.cli._command import command
from realign.cli._shell import Shell


class Annex(StrEnum):
    """The annexes."""

    I = "I"  # noqa: E741 - that is its number
    II = "II"


@command
def annotations(
    shell: Shell,
    annex: Annotated[
        Annex | None, typer.Option(case_sensitive=False, help="One annex only; default: both.")
    ] = None,
) -> None:
    """What changes in the work programme, paragraph by paragraph?"""
    from realign.questions import annotations as question

    plan, loaded = shell.sound()
    shell.show(question.annotations(plan, annex.value if annex else None), loaded)
