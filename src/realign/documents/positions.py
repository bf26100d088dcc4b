"""The side table: where each key and each value of a document stands, and how to get there."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum

from realign.documents.lines import Lines
from realign.findings import Key, Place

_BLANK = " \t\r\n"


class Mark(IntEnum):
    """What begins or ends at a node."""

    SCALAR = 0
    MAPPING = 1
    SEQUENCE = 2
    END = 3
    ALIAS = 4
    FRAME = 5
    """The beginning or end of the file or the document."""


class PositionTable:
    """Nodes in the order of the file, packed: nine bytes each.

    A node is a number. Keys and values are nodes; so is the end of each list or mapping.
    `starts` and `ends` are offsets into the text, except that `ends` of a list or
    mapping is the number of the node at which it ends.
    """

    __slots__ = ("ends", "lines", "marks", "open", "starts")

    def __init__(self, lines: Lines) -> None:
        """Begin an empty table of the file with these lines."""
        self.lines = lines
        self.marks = bytearray()
        self.starts = array("I")
        self.ends = array("I")
        self.open: tuple[int, ...] = ()
        """Lists and mappings, from the outermost, that were not closed when the parser gave up."""

    @property
    def root(self) -> int | None:
        """The node of the whole content; none in an empty file."""
        return next((node for node, mark in enumerate(self.marks[:3]) if mark != Mark.FRAME), None)

    def after(self, node: int) -> int:
        """The node that follows `node` and all that is in it."""
        return (self.ends[node] if self.is_collection(node) else node) + 1

    def is_collection(self, node: int) -> bool:
        """Whether the node is a list or a mapping."""
        return self.marks[node] in (Mark.MAPPING, Mark.SEQUENCE)

    def children(self, node: int) -> Iterator[int]:
        """The nodes directly inside; in a mapping keys and values take turns."""
        if not self.is_collection(node):
            return
        child, end = node + 1, self.ends[node]
        while child < end and self.marks[child] != Mark.END:
            yield child
            child = self.after(child)

    def pairs(self, node: int) -> Iterator[tuple[int, int]]:
        """The key and the value of each field of a mapping."""
        if self.marks[node] == Mark.MAPPING:
            inside = self.children(node)
            yield from zip(inside, inside, strict=False)

    def step(self, node: int, name: str | int) -> tuple[int, int] | None:
        """The key and the value found by going one step inwards; an entry of a list is its own key."""
        if isinstance(name, int) and self.marks[node] == Mark.SEQUENCE:
            found = next((child for number, child in enumerate(self.children(node)) if number == name), None)
            return None if found is None else (found, found)
        word = str(name)  # a year is a number to the plan and a key to the file
        return next(((key, value) for key, value in self.pairs(node) if self.word(key) == word), None)

    def find(self, node: int, *path: str | int) -> int:
        """Walk from `node` along `path` as far as the file goes; a last `Key` means the key itself."""
        for name in path:
            found = self.step(node, name)
            if found is None:
                break
            node = found[0] if isinstance(name, Key) else found[1]
        return node

    def source(self, node: int) -> str:
        """The characters that write the node."""
        start, end = self.span(node)
        return self.lines.text[start:end]

    def word(self, node: int) -> str:
        """The text of a key; an escape in double quotes is left as it is written."""
        text = self.source(node) if not self.is_collection(node) else ""
        if text[:1] == "'":
            return text[1:-1].replace("''", "'")
        return text[1:-1] if text[:1] == '"' else text

    def span(self, node: int) -> tuple[int, int]:
        """The offsets at which the node begins and ends, blank space after it left out."""
        start, last = self.starts[node], node
        if node in self.open:
            return start, min(start + 1, len(self.lines.text))
        if self.is_collection(node):
            last = self.ends[node]
            while last > node and self.marks[last] == Mark.END and self.starts[last] == self.ends[last]:
                last -= 1  # the end of a block has no sign of its own
        end, text = self.ends[last], self.lines.text
        while end > start and text[end - 1] in _BLANK:
            end -= 1
        while start == end > 0 and text[end - 1] in _BLANK:  # nothing: it stands behind its key
            start = end = end - 1
        return start, end

    def place(self, node: int) -> Place:
        """Where the node stands in the file."""
        return self.lines.place(*self.span(node))

    def scalar_at(self, offset: int) -> int | None:
        """The last scalar that begins at or before `offset`."""
        node = bisect_right(self.starts, offset) - 1
        while node >= 0 and self.marks[node] != Mark.SCALAR:
            node -= 1
        return node if node >= 0 else None

    def inside_scalar(self, offset: int) -> bool:
        """Whether the character at `offset` belongs to a scalar."""
        node = self.scalar_at(offset)
        return node is not None and offset < self.span(node)[1]

    def touching(self, found: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], int]]:
        """Each of what was `found`, in order, that begins in or right behind a scalar, and the scalar.

        What stands far from all of them is passed over quickly: a file may be one long comment.
        """
        quiet = 0
        for one in found:
            offset = one.start()
            if offset < quiet:
                continue
            node = self.scalar_at(offset)
            if node is not None and offset <= self.ends[node]:
                yield one, node
            else:
                after = bisect_right(self.starts, offset)
                quiet = self.starts[after] if after < len(self.starts) else len(self.lines.text)
