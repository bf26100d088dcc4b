"""Where an answer goes: what a terminal or a pipe can show."""

import io
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from realign.cli._plainer import PLAINER
from realign.text import message


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the place that an answer is written to can show."""

    stream: IO[str]
    width: int
    """Columns; 100 off a terminal."""
    height: int
    """Lines; 0 where nobody says."""
    terminal: bool
    colour: bool
    unicode: bool
    encoding: str

    @classmethod
    def of(cls, stream: IO[str], colour: str, environ: Mapping[str, str], *, to_file: bool) -> "Terminal":
        """Look at the stream and at NO_COLOR, FORCE_COLOR, TERM, and on a terminal at COLUMNS and LINES."""
        import shutil

        from realign.sheets import PAGE_WIDTH

        is_terminal = stream.isatty() and not to_file
        size = shutil.get_terminal_size((PAGE_WIDTH, 0))
        width = size.columns if is_terminal else PAGE_WIDTH
        height = size.lines if is_terminal else 0
        if to_file:
            return cls(stream, width, height, terminal=False, colour=False, unicode=True, encoding="utf-8")
        wanted = is_terminal and environ.get("TERM") != "dumb"
        if environ.get("FORCE_COLOR") not in {None, "", "0"}:
            wanted = True
        if environ.get("NO_COLOR"):
            wanted = False
        encoding = getattr(stream, "encoding", None) or "ascii"
        return cls(
            stream,
            width,
            height,
            terminal=is_terminal,
            colour={"always": True, "never": False}.get(colour, wanted),
            unicode=_carries(encoding, "–█│└─●"),
            encoding=encoding,
        )

    def _say_lacking(self, text: str) -> None:
        """Say in English, which any place can show, that codes stand for some characters of a text."""
        if text.encode(self.encoding, PLAINER).count(b"\\u") > text.count("\\u"):
            from realign.cli import _notes
            from realign.cli._ending import tell

            tell(f"{_notes.NOTE}{_notes.lacking(self.encoding)}\n")

    def write(self, content: str | bytes, *, pager: bool = False) -> None:
        """Write all of it: bytes as they are, of a text what the encoding lacks in plainer signs.

        `pager`: what is longer than the terminal goes through the pager of the user.
        """
        self.stream.flush()
        if pager and self.terminal and isinstance(content, str) and 0 < self.height <= content.count("\n"):
            from realign.cli._pager import paged

            if paged(content.encode(self.encoding, PLAINER), os.environ):
                return
        target: Any = getattr(self.stream, "buffer", None)
        if target is None:
            self.stream.write(content if isinstance(content, str) else content.decode(errors="replace"))
        else:
            raw = content.encode(self.encoding, PLAINER) if isinstance(content, str) else content
            target.write(raw)
        (target or self.stream).flush()
        if isinstance(content, str):
            self._say_lacking(content)


class _Closed(io.TextIOBase):
    """Stands for a stdout that the caller has closed."""

    def write(self, text: str, /) -> int:  # noqa: ARG002 - the signature of a stream
        """Say that there is no such place."""
        from realign.findings import CallError

        raise CallError(
            message("there is nowhere to write to: stdout is closed"), message("name a file with --output")
        )


def secure_streams() -> None:
    """Make the three standard streams safe to use, whatever the caller has done to them.

    A number of a closed stream is taken, so that no file is opened under it and written to by mistake;
    a character that the console lacks becomes a plainer one, or an escape, and no error.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    if sys.stdout is None:
        sys.stdout = _Closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=PLAINER)


def _carries(encoding: str, text: str) -> bool:
    """Whether `encoding` has all characters of `text`."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
