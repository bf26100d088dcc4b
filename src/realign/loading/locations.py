"""From a record of the plan and a field in it to a line and column of a file."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from realign.documents import Document
from realign.findings import Key, Place
from realign.loading.fields import alias, kinds
from realign.plan import About


@dataclass(frozen=True, slots=True)
class KindInFile:
    """The part of a kind that stands in one file."""

    document: Document
    node: int
    """The list in the document's table."""
    count: int
    """How many records it has."""


class Places:
    """Tells where in the files a value of the plan stands; see `findings.Locate`.

    Nothing is looked up before it is asked for: a sound plan pays nothing.
    """

    def __init__(
        self,
        folder: Place,
        about: tuple[Document, int] | None,
        pieces: Mapping[str, Sequence[KindInFile]],
        names: Mapping[str, Sequence[str | None]],
    ) -> None:
        """Take where the kinds stand, and the ids of their records in the same order."""
        self._folder = folder
        self._about = about
        self._pieces = pieces
        self._names = names
        self._numbers: dict[str, dict[str | None, int]] = {}
        self._nodes: dict[int, array[int]] = {}

    def __call__(self, kind: str, record: str, *path: str | int) -> Place:
        """The place of `path` in the record; else of the longest part of it that the files have."""
        record_type = kinds().get(kind, About)
        path = tuple(_as_written(record_type, step) for step in path)
        if kind == "plan":
            return self._folder if self._about is None else self.inside(*self._about, *path)
        number = self._number(kind, record)
        if number is not None:
            return self.inside(*self.record(kind, number), *path)
        pieces = self._pieces.get(kind)
        return pieces[0].document.table.place(pieces[0].node) if pieces else self._folder

    def _number(self, kind: str, record: str) -> int | None:
        """Which of the records of a kind has this id; the first one, if several do."""
        if kind not in self._numbers:
            names = self._names.get(kind, ())
            self._numbers[kind] = {name: number for number, name in reversed(list(enumerate(names)))}
        return self._numbers[kind].get(record)

    def record(self, kind: str, number: int) -> tuple[Document, int]:
        """The document and the node of a record, by its number among all of its kind."""
        for piece in self._pieces[kind]:
            if number < piece.count:
                return piece.document, self._nodes_of(piece)[number]
            number -= piece.count
        raise IndexError(number)

    def _nodes_of(self, piece: KindInFile) -> "array[int]":
        """The nodes of all records of a piece."""
        key = id(piece)
        if key not in self._nodes:
            self._nodes[key] = array("I", piece.document.table.children(piece.node))
        return self._nodes[key]

    def inside(self, document: Document, node: int, *path: str | int) -> Place:
        """The place of `path` below a node; for the whole of a record that of its id."""
        table = document.table
        found = table.find(node, *path)
        if found == node:
            step = table.step(node, "id")
            found = step[1] if step else node
        return table.place(found)


def _as_written(record: type[Any], step: str | int) -> str | int:
    """A step of a path by the name that files use: `from` for `from_`."""
    return step if isinstance(step, int | Key) else alias(record, step)
