"""Writing that is whole or not at all, one file or several, whatever fails and whenever a run dies."""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from realign.files.lock import locked
from realign.files.paths import FileSource, below, must_be_inside, shown
from realign.files.pending import (
    LIST,
    PENDING,
    back,
    complete,
    forward,
    is_there,
    left_in,
    remove,
    stage_in,
    sync,
)
from realign.files.reasons import system_reason
from realign.findings import CallError
from realign.text import message


class _FileChange(NamedTuple):
    """A file to write."""

    target: Path
    """Where, without any link."""
    content: bytes
    over: FileSource | bool
    """What may be there now: nothing (`False`), anything (`True`), or what was read."""


@contextlib.contextmanager
def steady(folder: Path) -> Iterator[None]:
    """Keep other runs from writing into `folder` meanwhile, and first complete what one left half done.

    Where that is not possible, the folder is read as it is; `PENDING` in it says that it is not whole.
    """
    home = Path(os.path.realpath(folder))
    for place in (*home.parents, home):  # `init DIR` writes DIR, of which only DIR/data may be read
        with contextlib.suppress(OSError, CallError):
            if left_in(home) if place == home else is_there(place / PENDING):
                with locked(place) as alone:
                    complete(place, alone=alone)
    with locked(home, shared=True):
        yield


def write_file(path: Path, content: str | bytes, *, force: bool) -> None:
    """Write a file whole or not at all; one that exists is only replaced with `force`.

    Raises `CallError`, and then nothing is changed.
    """
    must_be_inside(path, message("the file"))
    with _told(path):
        if path.is_dir():
            raise CallError(message("{path} is a folder", path=shown(path)), message("name a file"))
        home = Path(os.path.realpath(path.parent))
        raw = content.encode() if isinstance(content, str) else content
        _write(home, [_FileChange(_target(home, path.name), raw, force)])


def rewrite(contents: Mapping[FileSource, bytes]) -> None:
    """Replace files of one plan, all or none; raises `ChangedError` if one is not what was read any more."""
    for home in {source.home for source in contents}:
        with _told(home):
            _write(home, [_FileChange(source.path, raw, source) for source, raw in contents.items()])


def write_files(
    folder: Path,
    contents: Mapping[str, bytes],
    *,
    force: bool,
    over: Mapping[FileSource, bytes] | None = None,
) -> None:
    """Write files into `folder`, which is made if it is missing, all or none.

    Args:
        folder: Its other files stay as they are.
        contents: Path inside `folder`, with `/` -> what to write.
        force: Whether files that exist may be replaced.
        over: Files of the folder that were read -> what takes the place of that.

    Raises `CallError`, and then nothing is changed.
    """
    must_be_inside(folder, message("the folder"))
    with _told(folder):
        home = Path(os.path.realpath(folder))
        if folder.is_symlink() and not below(home, os.path.realpath(folder.parent)):
            raise CallError(
                message("{folder} is a link that leads elsewhere", folder=shown(folder)),
                message("name the folder itself: {home}", home=shown(home)),
            )
        if not is_there(home):
            _write_new(home, contents)
        else:
            fresh = [_FileChange(_target(home, name), raw, force) for name, raw in contents.items()]
            _write(home, [*fresh, *(_FileChange(one.path, raw, one) for one, raw in (over or {}).items())])


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Make a `CallError` of what the system says."""
    try:
        yield
    except OSError as error:
        named = error.filename2 or error.filename
        aside = (
            not isinstance(named, str)
            or ".realign-" in named
            or Path(named).absolute() in path.absolute().parents
        )
        where = path if aside else Path(str(named))
        raise CallError(
            message("cannot write {where}: {part}", where=shown(where), part=system_reason(error)),
            message("nothing was changed"),
        ) from error


def _target(home: Path, name: str) -> Path:
    """The file that is meant by `name` in `home`: where a link leads, if that is in `home`, too."""
    path = home / name
    real = Path(os.path.realpath(path))
    if not below(real, home):
        raise CallError(
            message("{path} is behind a link that leads out of {home}", path=shown(path), home=shown(home)),
            message("put a file or folder in the place of the link, or name what it leads to"),
        )
    if is_there(real) and not real.is_file():
        raise CallError(
            message("{path} is no ordinary file", path=shown(path)),
            message("name a file that can be replaced"),
        )
    return real


def _write(home: Path, changes: Sequence[_FileChange]) -> None:
    """Write all of `changes` into the folder `home`, or none."""
    single = len(changes) == 1 and changes[0].target.parent.is_dir()
    with locked(home) as alone:
        with contextlib.suppress(*[CallError] * single):  # a change that is not ours is not in the way
            complete(home, alone=alone)
        _check(changes)
        with _stage(home) as stage:
            for number, change in enumerate(changes):
                _write_aside(stage / str(number), change)
            _check(changes)
            if single:
                _put(stage / "0", changes[0])
            else:
                _exchange(home, stage, [change.target for change in changes])


def _write_new(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make `folder` with its files; it and its missing parents appear at once."""
    missing = [folder, *folder.parents]
    top = next(number for number, path in enumerate(missing) if is_there(path))
    root, first = missing[top], missing[top - 1]
    with locked(root) as alone:
        complete(root, alone=alone)
        with _stage(root) as stage:
            for name, raw in contents.items():
                path = stage / folder.relative_to(root) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_aside(path, _FileChange(path, raw, over=False))
            (stage / first.name).rename(first)
            sync(root)


@contextlib.contextmanager
def _stage(home: Path) -> Iterator[Path]:
    """A folder to write aside in, on the same disk; it does not stay."""
    stage = stage_in(home)
    stage.mkdir(mode=0o700 if os.name == "posix" else 0o777)  # what Windows restricts, it keeps restricted
    try:
        yield stage
    finally:
        remove(stage)


def _check(changes: Sequence[_FileChange]) -> None:
    """Raise `CallError` or `OSError` where something is in the way of a change."""
    for target, _, over in changes:
        there = is_there(target)
        if there and over is False:
            raise CallError(
                message("{target} exists", target=shown(target)),
                message("add --force to replace it, or choose another name"),
            )
        if isinstance(over, FileSource):
            over.again()
        if there and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _write_aside(path: Path, change: _FileChange) -> None:
    """Write a new file, on the disk and not only in memory, with the owner and mode of what it replaces."""
    with path.open("xb") as file:
        file.write(change.content)
        file.flush()
        if is_there(change.target) and change.target != path:
            about = change.target.stat()
            with contextlib.suppress(OSError, AttributeError):  # only root may; Windows has none
                os.chown(path, -1, about.st_gid)
                os.chown(path, about.st_uid, -1)
            shutil.copystat(change.target, path)
            os.utime(path)
        os.fsync(file.fileno())


def _put(new: Path, change: _FileChange) -> None:
    """Move one file to its place; where nothing may be there, nothing is ever replaced."""
    if change.over:
        new.replace(change.target)
    else:
        try:
            os.link(new, change.target)
        except FileExistsError:
            _check([change])
            raise
        except OSError:  # a disk without hard links
            _check([change])
            new.rename(change.target)
    sync(change.target.parent)


def _exchange(home: Path, stage: Path, targets: Sequence[Path]) -> None:
    """Move several files to their places; the change is decided when `stage` gets the name `PENDING`.

    A failure is undone. Whoever dies in the middle leaves `PENDING`, and the next run completes the change.
    """
    for number, target in enumerate(targets):
        if is_there(target):
            try:
                os.link(target, stage / f"{number}.old")
            except OSError:
                shutil.copy2(target, stage / f"{number}.old")
    folders = {folder for target in targets for folder in target.parents if not is_there(folder)}
    listed = {
        "folder": stage.stat().st_ino,
        "files": [target.relative_to(home).as_posix() for target in targets],
        "made": [folder.relative_to(home).as_posix() for folder in sorted(folders)],
    }
    _write_aside(stage / LIST, _FileChange(stage / LIST, json.dumps(listed).encode(), over=False))
    sync(stage)
    pending = home / PENDING
    decided = False
    try:
        stage.rename(pending)
        decided = True
        sync(home)
        forward(home, pending)
        pending.rename(stage)
    except BaseException as error:
        if decided or is_there(pending):
            _undo(home, pending, stage, error)
        raise


def _undo(home: Path, pending: Path, stage: Path, cause: BaseException) -> None:
    """Undo a change that failed; raises `CallError` where that fails, too."""
    try:
        back(home, pending, stage)
    except OSError as error:
        raise CallError(
            message("cannot write {home}: {strerror}", home=shown(home), strerror=system_reason(error)),
            message(
                "the change is half done: the next run of realign with {home} completes it", home=shown(home)
            ),
        ) from cause
