"""How a command ends: its exit code, and one line on stderr where something is wrong."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import typer

from realign.cli import _notes
from realign.cli._progress import PROGRESS
from realign.render import FINDINGS_ONLY, Format
from realign.render.logs import harmless
from realign.text import Language, Text, message, say

if TYPE_CHECKING:
    from realign.cli._shell import Shell
    from realign.findings import CallError
    from realign.questions.validate import Validation

MOST_CHARACTERS = 1_000
"""Of a sentence on stderr."""


class Exit(IntEnum):
    """What the shell that called us is told."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    BUG = 3
    INTERRUPTED = 130


class Unsound(Exception):  # noqa: N818 - it is no error of the program
    """The plan has errors, so there is nothing to analyse; carries the list of them."""

    def __init__(self, validation: "Validation", name: str = "", says: Text = "") -> None:
        """Keep what was found, and what the user calls the plan where several are read; or say it all."""
        super().__init__()
        self.validation = validation
        self.says = says or _notes.unsound(name, validation.counts.error)


def guarded(work: Callable[[], Any], shell: "Shell | None" = None) -> int:
    """Run `work`; whatever goes wrong becomes a clear line on stderr and an exit code."""
    try:
        try:
            with closed_pipe_ends_well():
                work()
        finally:
            PROGRESS.done()
    except typer.Exit as leaving:
        return leaving.exit_code
    except Unsound as unsound:
        return _tell_unsound(unsound, shell)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except OSError as error:
        _tell_line(shell, _system_error(error))
        return Exit.USAGE
    except MemoryError:
        _tell_line(shell, message("this is more than the memory of this machine holds"))
        return Exit.USAGE
    except Exception as error:  # noqa: BLE001 - the last line of defence
        return _tell(error, shell)
    return Exit.FINE


@contextlib.contextmanager
def closed_pipe_ends_well() -> Iterator[None]:
    """Go on where the reader of a pipe has seen enough; nothing more is written to it, not even at exit."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def utf8(text: str) -> bytes:
    """The text as it goes to files and to machines, whatever the console; half characters as escapes."""
    return text.encode("utf-8", "backslashreplace")


def _tell_unsound(unsound: Unsound, shell: "Shell | None") -> int:
    """Show the errors of the plan instead of an answer: machines get them on stdout, people on stderr."""
    if shell and shell.format in {Format.JSON, *FINDINGS_ONLY}:
        return guarded(lambda: shell.show(unsound.validation), shell)
    from realign.findings import Severity
    from realign.sheets import RenderOptions

    errors = tuple(one for one in unsound.validation.findings if one.severity is Severity.ERROR)
    page = RenderOptions(language=_language(shell))
    tell(Format.CONCISE.render(replace(unsound.validation, findings=errors), page))
    tell(f"realign: {say(unsound.says, page.language)}\n")
    return Exit.FINDINGS


def _tell(error: Exception, shell: "Shell | None") -> int:
    """Say what is wrong with the call, or own up to a bug in one line; the traceback comes with -v."""
    from realign.findings import CallError

    if isinstance(error, CallError):
        tell_wrong_call(error, _language(shell))
        return Exit.USAGE
    if shell and shell.verbose:
        import traceback

        traceback.print_exception(error)
    said = " ".join(str(error).split())[:200]
    if isinstance(error, ImportError) and not (error.name or "").startswith("realign"):
        _tell_line(
            shell, message("a library of Python cannot be loaded, or has no memory: {said}", said=said)
        )
        return Exit.USAGE
    name = type(error).__name__
    _tell_line(
        shell,
        message("an internal error: {name}: {said} (run again with -v and report it)", name=name, said=said),
    )
    return Exit.BUG


def tell_wrong_call(error: "CallError", language: str) -> None:
    """Say what is wrong with the call, and the next step."""
    hint = f"\n  {_one_line(say(error.advice, language))}" if error.advice else ""
    tell(f"realign: {_one_line(say(error.says, language))}{hint}\n")


def _system_error(error: OSError) -> "Text":
    """What the system refused, and about which file."""
    from realign.files import system_reason

    why = system_reason(error)
    if error.filename:
        return message("{reason} ({file})", reason=why, file=f"{error.filename}")
    if isinstance(error, FileNotFoundError):  # os.getcwd
        return message("{reason}: the folder in which this was called is gone", reason=why)
    return why


def _language(shell: "Shell | None") -> str:
    """The language of the call."""
    return (shell.lang if shell else Language.EN).value


def _tell_line(shell: "Shell | None", says: "Text") -> None:
    """One line on stderr, in the language of the call."""
    tell(f"realign: {say(says, _language(shell))}\n")


def _one_line(text: str) -> str:
    """What may hold words of the call or of a file, as one line that commands no terminal and no server."""
    from realign.render.cells import plain

    return plain(text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]} ...")


def tell(text: str) -> None:
    """Write lines that order no terminal about to stderr; where that is closed, the exit code has to do."""
    if not text.isprintable():
        from realign.render.cells import plain

        text = "\n".join(map(plain, text.split("\n")))
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(harmless(text))
            sys.stderr.flush()
