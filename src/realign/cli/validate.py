"""Is the plan sound?"""

from typing import TYPE_CHECKING, Annotated

import typer

from realign.cli._command import command
from realign.cli._notes import NOTHING_TO_FIX, fixed, not_fixed
from realign.cli._shell import Shell
from realign.render import Format

if TYPE_CHECKING:
    from realign.loading import Loaded
    from realign.questions.validate import Validation


@command
def validate(
    shell: Shell,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail, too.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write the fixes that are certain into the files.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")
    ] = False,
) -> None:
    """Is the plan sound? Every slip, with its file, line and column."""
    loaded, validation = shell.validated(strict=strict)
    if (fix or diff) and _mend(shell, loaded, validation, write=fix and not diff):
        loaded, validation = shell.validated(strict=strict)
    if not diff:
        shell.show(validation.listed(), loaded, default=Format.FULL)


def _mend(shell: Shell, loaded: "Loaded", validation: "Validation", *, write: bool) -> bool:
    """Write the fixes that are certain, or show what they would change; is there something new to read?"""
    from realign.files import ChangedError, rewrite
    from realign.fixing import mend
    from realign.render.cells import plain

    try:
        mended = mend(validation.findings, loaded.sources)
        if write:
            rewrite({file.source: file.raw for file in mended})
    except ChangedError as changed:
        shell.note(not_fixed(changed.file))
        return True
    for file in mended:
        if write:
            shell.note(fixed(file.path, file.applied, file.left))
        else:
            shell.write("".join(f"{plain(line)}\n" for line in file.diff()))
    if not mended:
        shell.note(NOTHING_TO_FIX)
    return write and bool(mended)
