"""How does this link come by its score?"""

from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._command import command
from realign.cli._completion import outcomes
from realign.cli._in_place import sound
from realign.cli._options import Delta, Draws, LensName, Matrix, Missing, Seed
from realign.cli._shell import Shell
from realign.text import message

if TYPE_CHECKING:
    from realign.plan import Plan


@command
def why(
    shell: Shell,
    a: Annotated[
        str,
        typer.Argument(metavar="A", help="An outcome, or a link such as 1.2-4.3.", autocompletion=outcomes),
    ],
    b: Annotated[
        str | None,
        typer.Argument(metavar="B", help="The other outcome, or another link.", autocompletion=outcomes),
    ] = None,
    lens: LensName = None,
    draws: Draws = 2000,
    seed: Seed = 2021,
    missing: Missing = None,
    delta: Delta = 0.5,
    matrix: Matrix = None,
) -> None:
    """How does the link A B come by its score? Each term, with its paragraph and its file:line."""
    from realign.questions import why as question

    plan, loaded = sound(shell, matrix)
    one, other = (a, b) if b else _ends(plan, a)
    answer = question.why(
        plan,
        one,
        other,
        lens,
        draws=draws,
        seed=seed,
        missing=missing,
        delta=delta,
    )
    shell.show(answer, loaded)


def _ends(plan: "Plan", word: str) -> tuple[str, str]:
    """The two outcomes of a link that is one word; raises `CallError` for what is none."""
    from realign.cli._wrong_call import quoted
    from realign.findings import CallError
    from realign.plan.lookup import read_link

    if ends := read_link(plan, word):
        return ends
    codes = [outcome.id for outcome in plan.outcomes]
    rest = [code for code in codes if code != word]
    known = any(record.id == word for _, record in plan.records())
    call = (
        f"why {word} {rest[0]}" if word in codes and rest else f"{'show' if known else 'find'} {quoted(word)}"
    )
    raise CallError(
        message("{command} needs {needed}", command="why", needed=message("the two outcomes of a link")),
        message("type: {call}", call=f"realign {call}"),
    )
