"""A file's text, and where in it a character stands as an editor counts: lines, columns, code points."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import overload

from realign.findings import Place, Position

_LINE_END = re.compile(r"\r\n|\r|\n")
"""What editors take for the end of a line; U+2028, U+0085 and the form feed are none."""
_NEW_LINE = re.compile(r"\n")
"""A single sign is searched for three times as fast."""


class Lines(Sequence[str]):
    """The lines of a text without their ends; cut out when they are asked for, never all at once."""

    def __init__(self, path: str, text: str) -> None:
        """Wrap `text` of the file `path`, the mark of byte order taken off."""
        self.path = path
        self.text = text
        self._last = (-1, "")  # of many findings in one very long line it is cut out once

    @cached_property
    def _starts(self) -> "array[int]":
        """The offset at which each line begins."""
        ends = (_LINE_END if "\r" in self.text else _NEW_LINE).finditer(self.text)
        return array("I", chain((0,), map(re.Match.end, ends)))

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        wanted = range(len(self))[number]
        if wanted == self._last[0]:
            return self._last[1]
        end = self._starts[wanted + 1] if wanted + 1 < len(self) else len(self.text)
        self._last = (wanted, self.text[self._starts[wanted] : end].rstrip("\r\n"))
        return self._last[1]

    def begin(self, number: int) -> int:
        """The offset at which the line begins; lines count from 1."""
        return self._starts[number - 1]

    def position(self, offset: int) -> Position:
        """The line and column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def place(self, start: int, end: int | None = None) -> Place:
        """The stretch from `start` to before `end`; without `end` the spot."""
        end = start if end is None else end
        return Place(self.path, self.position(start), self.position(end))
