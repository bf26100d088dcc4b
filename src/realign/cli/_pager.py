"""Long answers on a terminal go through the pager of the user, as git's do."""

import contextlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping

_NONE = frozenset({"", "cat"})
"""What PAGER holds where no pager is wanted."""


def pager(environ: Mapping[str, str]) -> list[str]:
    """The command that PAGER names, else `less` where there is one; empty without any."""
    named = environ.get("PAGER")
    if named is None:
        less = None if os.name == "nt" else shutil.which("less")  # Windows would look into this folder first
        return [less] if less else []
    try:
        words = shlex.split(named)
    except ValueError:  # an open quote
        return []
    return [] if not words or words[0] in _NONE else words


def paged(content: bytes, environ: Mapping[str, str]) -> bool:
    """Show `content` in the pager and wait until the reader leaves it; False where there is none."""
    command = pager(environ)
    if not command or environ.get("TERM", "dumb") == "dumb":
        return False
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own command
            command, stdin=subprocess.PIPE, env={"LESS": "FRX", **environ}
        )
    except OSError:
        return False
    with contextlib.suppress(OSError):  # the reader has seen enough
        process.communicate(content)
    while process.poll() is None:
        with contextlib.suppress(KeyboardInterrupt):  # it is the pager's to answer
            process.wait()
    return True
