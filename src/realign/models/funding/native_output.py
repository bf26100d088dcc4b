"""Keeps what a native library prints away from standard output, which is for the answer alone."""

import contextlib
import os
import sys
import threading
from types import TracebackType
from typing import Final

STDOUT: Final = 1
STDERR: Final = 2


class _AwayFromStdout:
    """Leads file descriptor 1 to standard error for a while, or nowhere where that is closed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._kept: int | None = None
        """A second name of what descriptor 1 was; None where it was closed."""

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                _flush()
                self._kept = _copy(STDOUT)
                _point_at_stderr()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside:
                return
            _flush()
            if self._kept is None:
                os.close(STDOUT)
            else:
                os.dup2(self._kept, STDOUT)
                os.close(self._kept)


away_from_stdout: Final = _AwayFromStdout()
"""`with away_from_stdout:` around calls into a library that may print.

A library written in C prints to the descriptor and does not know `sys.stdout`. The blocks nest and
may run in several threads: the last one to end puts the descriptor back as it was, open or closed.
"""


def _copy(descriptor: int) -> int | None:
    try:
        return os.dup(descriptor)
    except OSError:
        return None


def _point_at_stderr() -> None:
    try:
        os.dup2(STDERR, STDOUT)
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if nowhere != STDOUT:
            os.dup2(nowhere, STDOUT)
            os.close(nowhere)


def _flush() -> None:
    """Write out what C still holds in its own buffer, so that it goes where it was printed."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
        library.fflush(None)
