"""A change of several files that is decided but not complete: this run or the next completes or undoes it."""

import contextlib
import json
import os
import re
import secrets
import shutil
import time
from pathlib import Path

from realign.files.paths import below, read_regular, shown
from realign.findings import CallError
from realign.text import message

PENDING = ".realign-pending"
"""The folder, inside the one that is written, that holds a change which is decided but not yet complete."""
_STAGE = re.compile(r"\.realign-[0-9a-f]{8}")
"""A folder that holds a change which is not decided, or is complete."""
LIST = "files.json"
_LONGEST = 16 << 20
_FRESH = 600.0
"""Seconds; where a folder cannot be locked, what is younger may belong to a run that is alive."""


def stage_in(home: Path) -> Path:
    """A name that no other run has."""
    return home / f".realign-{secrets.token_hex(4)}"


def forward(home: Path, pending: Path) -> None:
    """Move every file of a change that is still in `pending` to its place."""
    places = _listed(pending)["files"]
    for number, name in enumerate(places):
        new, target = pending / str(number), home / name
        if is_there(new):
            target.parent.mkdir(parents=True, exist_ok=True)
            new.replace(target)
    for folder in {(home / name).parent for name in places}:
        sync(folder)


def back(home: Path, pending: Path, stage: Path) -> None:
    """Undo what `forward` did; at every moment `forward` could still complete the change instead."""
    listed = _listed(pending)
    for number, name in enumerate(listed["files"]):
        new, old, target = pending / str(number), pending / f"{number}.old", home / name
        if not is_there(new):
            target.replace(new)
        if is_there(old) and not is_there(target):
            old.replace(target)
    for name in reversed(listed["made"]):
        with contextlib.suppress(OSError):
            (home / name).rmdir()
    pending.rename(stage)


def _listed(pending: Path) -> dict[str, list[str]]:
    """What a change is about; raises `CallError` unless it was begun here and stays in its folder.

    A repository may hold a folder of that name, too: nothing is ever moved at its word.
    """
    home = pending.parent
    try:
        listed = json.loads(read_regular(pending / LIST, _LONGEST) or b"")
        inside = all(_moves_inside(home, name) for name in (*listed["files"], *listed["made"]))
        about = pending.lstat()
        ours = not hasattr(os, "geteuid") or about.st_uid == os.geteuid()
        if ours and listed["folder"] == about.st_ino and inside:
            return {"files": listed["files"], "made": listed["made"]}
    except (ValueError, LookupError, TypeError, RecursionError, FileNotFoundError, NotADirectoryError):
        pass
    raise CallError(
        message(
            "{pending} is a change of files that was interrupted, and not one of yours on this disk",
            pending=shown(pending),
        ),
        message("look whether the files beside it are whole, then delete it"),
    )


def _moves_inside(home: Path, name: str) -> bool:
    """Whether a file of that name would be in `home`, behind no link, and nothing that git runs."""
    hidden = ".git" in map(str.lower, Path(name).parts)
    return not hidden and below(os.path.realpath((home / name).parent), home)


def complete(home: Path, *, alone: bool) -> None:
    """Complete the change that an earlier run left half done, and delete what such runs left behind."""
    for name in left_in(home):
        left = home / name
        if not alone and time.time() - left.lstat().st_mtime < _FRESH:
            if name == PENDING:
                raise CallError(
                    message("another program is writing into {home}", home=shown(home)),
                    message("wait until it is done"),
                )
            continue
        if name == PENDING:
            forward(home, left)
            left = left.rename(stage_in(home))
        remove(left)


def left_in(home: Path) -> list[str]:
    """The names of what runs that died may have left in a folder."""
    try:
        names = os.listdir(home)  # noqa: PTH208 - there may be many, and the names are enough
    except PermissionError:  # it may be written all the same
        return []
    return [name for name in names if name == PENDING or _STAGE.fullmatch(name)]


def is_there(path: Path) -> bool:
    """Whether there is anything of that name; raises `OSError` where nobody can tell."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def sync(folder: Path) -> None:
    """Have the names in a folder on the disk; a system that cannot has them there soon."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(stage: Path) -> None:
    """Delete a folder that nobody needs any more; where that fails, the next run does it."""
    with contextlib.suppress(OSError):
        shutil.rmtree(stage)
