"""Where a path leads, how it is shown, and how a file is read without waiting."""

import hashlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

from realign.findings import CallError
from realign.text import Text, message

_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""A pipe or a terminal that took the place of a file must not keep us waiting."""


class ChangedError(CallError):
    """A file that is to be replaced is not what was read."""

    def __init__(self, path: Path) -> None:
        """Say which."""
        self.file = shown(path)
        super().__init__(
            message("{file} has changed since it was read", file=self.file),
            message("run the same command again"),
        )


class FileSource(NamedTuple):
    """A file that was read, and how to know it again."""

    path: Path
    """Where it really is: no link and no `..` in it."""
    home: Path
    """The folder of the plan, likewise."""
    digest: str
    """SHA-256 of the bytes that were read."""

    @classmethod
    def of(cls, path: Path, home: Path, raw: bytes) -> "FileSource":
        """Remember the file `path` of the plan in `home`, of which `raw` was read."""
        return cls(Path(os.path.realpath(path)), Path(os.path.realpath(home)), digest(raw))

    def again(self) -> bytes:
        """The same bytes; raises `ChangedError` if the file is not what was read any more, or `OSError`."""
        raw = None if self.path.is_symlink() else read_regular(self.path)
        if raw is None or digest(raw) != self.digest:
            raise ChangedError(self.path)
        return raw


def outside(path: Path) -> Path | None:
    """Where `path` really is, if its name is below the working folder and a link leads out of it."""
    try:
        here = os.path.realpath(Path.cwd())
        real = os.path.realpath(path)
    except (OSError, ValueError):  # there is no working folder any more, or this is no name of a file
        return None
    named = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow the link
    return Path(real) if below(named, here) and not below(real, here) else None


def must_be_inside(path: Path, what: Text) -> None:
    """Raise `CallError` if the name `path` is below the working folder and a link leads out of it."""
    if real := outside(path):
        raise CallError(
            message("{path} is behind a link that leads out of this folder", path=shown(path)),
            message("name {what} itself: {real}", what=what, real=shown(real)),
        )


def below(path: str | Path, folder: str | Path) -> bool:
    """Whether the absolute `path` is `folder` or in it, by their names."""
    inner, outer = os.path.normcase(path), os.path.normcase(folder)
    return inner == outer or inner.startswith(outer.rstrip(os.sep) + os.sep)


def shown(path: Path) -> str:
    """The path as people read it: relative to where they are if that is shorter, nothing unprintable.

    Two names of one folder are never shown alike.
    """
    given = str(path)
    try:
        relative = os.path.relpath(_settled(path))
    except (OSError, ValueError):  # another drive, or no working directory any more
        relative = given
    shorter = relative if len(relative) < len(given) else given
    return printable(shorter.replace(os.sep, "/"))


def printable(text: str) -> str:
    """The text with an escape for what a terminal or a file of JSON could not bear."""
    return "".join(map(_printable, text))


def _settled(path: Path) -> Path:
    """The same path where `..` may follow a link: it leads from where the link leads."""
    parts = path.parts
    ups = [place for place in range(1, len(parts)) if parts[place] == ".." != parts[place - 1]]
    if not ups:
        return path
    end = ups[-1] + 1
    return Path(os.path.realpath(Path(*parts[:end])), *parts[end:])


def _printable(character: str) -> str:
    """An escape for what a terminal or a file of JSON could not bear."""
    if character == "\\":
        return "\\\\"
    return character if character.isprintable() else ascii(character)[1:-1]


def read_regular(path: Path, most: int | None = None, *, follow: bool = True) -> bytes | None:
    """Read an ordinary file, at most `most` bytes and one more; `None` if it is something else.

    Never waits: a pipe or a device is not opened. Without `follow` a link is no file, even where it takes
    the place of one in this moment. Raises `OSError`.
    """
    if not stat.S_ISREG(path.stat(follow_symlinks=follow).st_mode):
        return None
    with open(path, "rb", opener=_without_waiting if follow else _itself) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read() if most is None else file.read(most + 1)


def _without_waiting(path: str, flags: int) -> int:
    """Open a file, but never wait for it."""
    return os.open(path, flags | _NO_WAIT)


def _itself(path: str, flags: int) -> int:
    """The same, and never what a link leads to."""
    return os.open(path, flags | _NO_WAIT | getattr(os, "O_NOFOLLOW", 0))


def digest(raw: bytes) -> str:
    """What tells these bytes from others: their SHA-256."""
    return hashlib.sha256(raw).hexdigest()
