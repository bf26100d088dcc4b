"""The files of a plan as a revision holds them: their bytes, or what forbids to read them."""

import os
import re
from collections.abc import Iterator

from realign.files import printable
from realign.findings import CallError, Finding, Place
from realign.loading.folder import MOST_BYTES
from realign.loading.objects import Objects, TreeEntry
from realign.loading.rules import NO_FILE, TOO_LARGE
from realign.text import Text, message

MOST_TOGETHER = 2 * MOST_BYTES
"""Bytes of all files of a revision."""


ODD_NAME = re.compile(r"[/\\\x00-\x1f]")
"""No file on a disk of every system can have these in its name."""


def files_of(
    objects: Objects, entries: tuple[tuple[str, TreeEntry], ...], where: str
) -> Iterator[tuple[str, bytes | Finding]]:
    """Each file's path with its bytes, or with what forbids to read it."""
    files: dict[str, str] = {}
    for name, entry in entries:
        path = f"{where}{printable(name)}"
        said = _refusal(entry, os.fsdecode(entry.name), path in files)
        if said:
            yield (
                path,
                NO_FILE.finding(
                    Place(path),
                    message("at this revision this is {said}", said=said),
                    message("put a file in its place"),
                ),
            )
        else:
            files[path] = entry.number
    paths = list(files)
    named: dict[Text, str] = dict(files.items())
    sizes = objects.sizes(named, "blob")
    if sum(size for size in sizes if size <= MOST_BYTES) > MOST_TOGETHER:
        raise CallError(
            message(
                "the files of {where} have more than {most_together} MiB together",
                where=where,
                most_together=MOST_TOGETHER >> 20,
            )
        )
    for path, size in zip(paths, sizes, strict=True):
        if size > MOST_BYTES:
            del files[path], named[path]
            says = message("the file is larger than {most_bytes} MiB", most_bytes=MOST_BYTES >> 20)
            yield (
                path,
                TOO_LARGE.finding(Place(path), says, message("divide it, if it is a part of the plan")),
            )
    yield from zip(files, objects.contents(named, "blob", MOST_BYTES), strict=True)


def _refusal(entry: TreeEntry, name: str, twice: bool) -> Text:
    """What an entry is that is no file of a plan; empty if it is one."""
    if entry.kind != "file":
        return message("a {kind}, which is not followed", kind=entry.kind)
    if twice:
        return message("the second file of this name")
    return message("a name that no file in a folder can have") if ODD_NAME.search(name) else ""
