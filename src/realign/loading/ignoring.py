"""The patterns of `.realignignore`, compared with paths in an amount of work that has a bound."""

import re
from collections.abc import Sequence
from fnmatch import translate
from functools import cache

IGNORE = ".realignignore"
"""A file in the plan's folder with patterns of what is left out, one a line, as in .gitignore."""
MOST_CHARACTERS = 1 << 20
"""Of such a file."""
MOST_PATTERNS = 1_000
"""With signs such as `*`; of names without any there may be as many as the file holds."""
MOST_COMPARED = 5_000_000
"""Names with such patterns, for all files together: some seconds."""
_LONGEST = 255
"""Characters between two slashes: no file has a longer name."""
_SIGNS = re.compile(r"[*?\[]")


class TooManyError(Exception):
    """The patterns ask for more work than is done."""


class Patterns:
    """The lines of a `.realignignore`; the last one that names a path, or a folder that it is in, counts."""

    def __init__(self, text: str) -> None:
        """Read the lines; raises `TooManyError`."""
        if len(text) > MOST_CHARACTERS:
            raise TooManyError
        self._exact: dict[str, int] = {}
        self._signed: list[tuple[int, str]] = []
        self._again: set[int] = set()
        """The numbers of the lines that take something in again."""
        self._left = MOST_COMPARED
        self._of_folder = cache(lambda path: self._last(path, folder=True))
        for number, line in enumerate(text.splitlines(), 1):
            pattern = line.strip()
            if not pattern or pattern.startswith("#"):
                continue
            if pattern.startswith("!"):
                self._again.add(number)
                pattern = pattern.lstrip("!")
            if _SIGNS.search(pattern):
                self._signed.append((number, pattern))
            else:
                start = "/" * ("/" in pattern.rstrip("/"))
                self._exact[f"{start}{pattern.strip('/')}{'/' * pattern.endswith('/')}"] = number
        if len(self._signed) > MOST_PATTERNS:
            raise TooManyError

    def name(self, path: str) -> bool:
        """Whether `path` is left out; raises `TooManyError`."""
        last = self._last(path, folder=False)
        return last > 0 and last not in self._again

    def _last(self, path: str, *, folder: bool) -> int:
        """The number of the last line that names a path or a folder that it is in; 0 for none."""
        above, _, name = path.rpartition("/")
        last = self._of_folder(above) if above else 0
        ends = ("", "/") if folder else ("",)
        exact = (self._exact.get(f"{one}{end}", 0) for one in (name, f"/{path}") for end in ends)
        last = max(last, *exact)
        parts = path.split("/")
        for number, pattern in reversed(self._signed):
            if number <= last:
                break
            if (folder or not pattern.endswith("/")) and self._names(parts, pattern):
                return number
        return last

    def _names(self, parts: Sequence[str], pattern: str) -> bool:
        """Whether a pattern names a path: all of it, or, where it holds no slash, its last part."""
        wanted = pattern.strip("/").split("/")
        if "/" not in pattern.rstrip("/"):
            return self._alike(parts[-1], wanted[0])
        return self._matches(parts, wanted)

    def _matches(self, parts: Sequence[str], wanted: Sequence[str]) -> bool:
        """Whether the parts of a path are what a pattern wants; `**` stands for any number of folders."""
        reached = {0}
        for step in wanted:
            if step == "**":
                reached = set(range(min(reached), len(parts) + 1))
                self._work(1)
            else:
                reached = {at + 1 for at in reached if at < len(parts) and self._alike(parts[at], step)}
            if not reached:
                return False
        return len(parts) in reached

    def _alike(self, name: str, pattern: str) -> bool:
        """Whether the name of a file or a folder is as a pattern without slashes wants it."""
        self._work(1)
        return _compiled(pattern).fullmatch(name) is not None

    def _work(self, steps: int) -> None:
        """Count what is done."""
        self._left -= steps
        if self._left < 0:
            raise TooManyError


@cache
def _compiled(pattern: str) -> "re.Pattern[str]":
    """The expression of a pattern without slashes; raises `TooManyError` for a long one."""
    if len(pattern) > _LONGEST:
        raise TooManyError
    return re.compile(translate(pattern), re.DOTALL)
