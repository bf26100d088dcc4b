"""Reads commits, folders and files of a git repository into memory, each held against its digest."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from realign.findings import CallError
from realign.loading.git import DAMAGED, Git
from realign.text import Text, message

_MISSING = message(
    "fetch it first (`git fetch --unshallow`, `git fetch --refetch`; `fetch-depth: 0` in a workflow)"
)
_MOST_TREE = 16 << 20
"""Bytes of the list of a folder: about 300,000 files."""
_PORTION = 32 << 20
"""Bytes that are asked for at once."""
_TOGETHER = 1000
"""Objects that are asked for at once."""


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A line in the list of a folder."""

    name: bytes
    mode: bytes
    number: str

    @property
    def kind(self) -> str:
        """`file`, `folder`, `symbolic link` or `submodule`."""
        if self.mode.startswith(b"100"):
            return "file"
        return {b"40000": "folder", b"120000": "symbolic link", b"160000": "submodule"}.get(
            self.mode, "thing of no known kind"
        )


class Objects:
    """The objects that git reads."""

    def __init__(self, git: Git) -> None:
        """Read by `git`."""
        self.git = git

    def commit(self, wanted: str) -> str | None:
        """The number of the commit that a revision names; `None` if git knows none."""
        if "@{" in wanted:
            self.git.remember()
        asked = wanted if wanted.startswith(":/") else f"{wanted}^{{commit}}"
        try:
            said = self.git.run("cat-file", "--batch-check", said=os.fsencode(asked) + b"\n")
        except CallError:
            return None  # a revision at which git gives up, such as one that asks for an upstream
        found = re.fullmatch(rb"([0-9a-f]+) commit \d+\n", said)
        return found[1].decode() if found else None

    def begun_by(self, word: str) -> bool:
        """Whether a word is the beginning of an object's number; git prefers a branch of that name."""
        number = re.fullmatch(r"(?:.*-g)?([0-9a-f]{4,39})", word, re.DOTALL)
        return number is not None and bool(self.git.run("rev-parse", f"--disambiguate={number[1]}"))

    def common_ancestor(self, first: str, second: str) -> str | None:
        """The commit where two commits parted; `None` if they have none in common."""
        said = self.git.run("merge-base", first, second, fine=(0, 1)).decode().split()
        return said[0] if said else None

    def tree(self, number: str) -> tuple[TreeEntry, ...]:
        """What a folder holds, given its number or that of a commit."""
        called = message("the list of files of {number}", number=number[:12])
        (raw,) = self.contents({called: f"{number}^{{tree}}"}, "tree", _MOST_TREE)
        entries: list[TreeEntry] = []
        at, width = 0, len(number) // 2
        while at < len(raw):
            end = raw.find(b"\0", at)
            mode, _, name = raw[at:end].partition(b" ")
            at = end + 1 + width
            if end < 0 or not name or at > len(raw):
                raise CallError(message("{called} is damaged", called=called), DAMAGED)
            entries.append(TreeEntry(name, mode, raw[end + 1 : at].hex()))
        return tuple(entries)

    def sizes(self, wanted: Mapping[Text, str], kind: str) -> list[int]:
        """Bytes of each object; raises `CallError` where one is missing or is of another kind.

        `wanted` maps what people call each object to its number.
        """
        asked = _asked(wanted.values())
        said = self.git.run("cat-file", "--batch-check", said=asked).splitlines()
        sizes: list[int] = []
        for name, line in zip(wanted, said, strict=True):
            words = line.decode("utf-8", "replace").split(" ")
            if words[-1] == "missing":
                cut = message(", which is a shallow clone") if self.git.shallow else ""
                raise CallError(
                    message("{name} is not in this repository{cut}", name=name, cut=cut), _MISSING
                )
            if words[1] != kind or not words[-1].isdecimal():
                raise CallError(
                    message("{name} is no {kind} in this repository", name=name, kind=kind), DAMAGED
                )
            sizes.append(int(words[-1]))
        return sizes

    def contents(self, wanted: Mapping[Text, str], kind: str, most: int) -> Iterator[bytes]:
        """The bytes of each object, in order; raises `CallError` where one has more than `most`."""
        sizes = self.sizes(wanted, kind)
        for name, size in zip(wanted, sizes, strict=True):
            if size > most:
                raise CallError(message("{name} is larger than {most} MiB", name=name, most=most >> 20))
        numbers = list(wanted.values())
        for portion in _portions(sizes):
            output = memoryview(self.git.run("cat-file", "--batch", said=_asked(numbers[portion])))
            at = 0
            for size in sizes[portion]:
                head, _, _ = bytes(output[at : at + 200]).partition(b"\n")
                at += len(head) + 1
                content = bytes(output[at : at + size])
                at += size + 1
                _must_be_whole(head.split(b" ")[0].decode(), kind, content)
                yield content


def _portions(sizes: Sequence[int]) -> Iterator[slice]:
    """Cut a list of objects into parts that fit the memory together."""
    start = total = 0
    for number, size in enumerate(sizes):
        if number > start and (total + size > _PORTION or number - start == _TOGETHER):
            yield slice(start, number)
            start, total = number, 0
        total += size
    if sizes:
        yield slice(start, len(sizes))


def _must_be_whole(number: str, kind: str, content: bytes) -> None:
    """Raise `CallError` unless the content has this number, which is its digest; git itself does not look."""
    digest = hashlib.sha1 if len(number) == 40 else hashlib.sha256
    if digest(f"{kind} {len(content)}\0".encode() + content, usedforsecurity=False).hexdigest() != number:
        raise CallError(
            message("the {kind} {number} of this repository is damaged", kind=kind, number=number[:12]),
            DAMAGED,
        )


def _asked(numbers: Iterable[str]) -> bytes:
    """What git reads: a number in each line."""
    return "".join(f"{number}\n" for number in numbers).encode()
