"""A line on the screen while one waits; nothing on a pipe, and nothing is left of it afterwards."""

import threading
from collections.abc import Mapping
from typing import IO

PATIENCE = 1.0
"""Seconds before anything is said."""


class Progress:
    """Says on a terminal what takes long; whoever prints something else calls `done` first."""

    def __init__(self) -> None:
        """Say nothing yet."""
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._stream: IO[str] | None = None
        self._text = ""
        self._shown = 0
        """Characters that stand on the screen."""

    def begin(self, stream: IO[str] | None, environ: Mapping[str, str]) -> None:
        """Speak up when a second is over, if anyone can see it."""
        self.done()
        if stream is not None and stream.isatty() and environ.get("TERM") != "dumb":
            self._stream = stream
            self._timer = threading.Timer(PATIENCE, self._show)
            self._timer.daemon = True
            self._timer.start()

    def says(self, text: str) -> None:
        """What is being done now."""
        self._text = text
        if self._shown:
            self._show()

    def done(self) -> None:
        """Leave the screen as it was."""
        if self._timer:
            self._timer.cancel()
        with self._lock:
            self._wipe()
            self._stream = None

    def _show(self) -> None:
        """Write what is being done over what was."""
        with self._lock:
            if self._stream:
                self._wipe()
                line = "".join(one if " " <= one <= "~" else "?" for one in f"{self._text} ...")[:72]
                self._stream.write(line)
                self._stream.flush()
                self._shown = len(line)

    def _wipe(self) -> None:
        """Write blanks over what is there."""
        if self._stream and self._shown:
            self._stream.write(f"\r{' ' * self._shown}\r")
            self._stream.flush()
        self._shown = 0


PROGRESS = Progress()
"""The only one: a screen has one last line."""
