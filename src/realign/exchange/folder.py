"""Files written all or not at all, and never over what is there without being told to."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from realign.findings import CallError


def write_folder(folder: Path, files: Mapping[str, str], *, force: bool = False, alone: bool = False) -> None:
    """Write `files` (relative path -> text) into `folder`, which is made if it is missing.

    Everything is written to a temporary folder on the same disk first, then moved into place, so
    that a full disk leaves nothing behind; what was moved is moved back if a later move fails.
    Raises `CallError` if a file is there already, or with `alone` any YAML file, unless `force`;
    and if the disk does not let us write. Other files in `folder` stay as they are.
    """
    if folder.exists() and not folder.is_dir():
        raise CallError(f"{folder} is a file, not a folder", "name a folder that does not exist yet")
    taken = sorted(name for name in files if (folder / name).exists())
    if alone and not taken and folder.is_dir():
        taken = sorted(path.name for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
    if taken and not force:
        more = f" and {len(taken) - 3} more" if len(taken) > 3 else ""
        raise CallError(
            f"{folder} already holds {', '.join(taken[:3])}{more}; nothing was written",
            "name another folder, or say --force to write over these files",
        )
    try:
        _write(folder, files)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CallError(f"{folder} cannot be written: {reason}; nothing was changed") from error


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write on the same disk, then move: into `folder`, or as `folder` if it is not there yet."""
    made = [one for one in folder.parents if not one.exists()]
    home = folder if folder.exists() else folder.parent
    home.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".realign-", dir=home))
    try:
        new = stage / "new"
        for name, text in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
        if home == folder:
            _move_in(new, stage / "old", folder, files)
        else:
            new.rename(folder)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        for one in made:
            one.rmdir()
        raise
    shutil.rmtree(stage, ignore_errors=True)


def _move_in(new: Path, old: Path, folder: Path, files: Mapping[str, str]) -> None:
    """Move files from `new` into `folder`, keeping what they replace in `old` until all is done."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for name in files:
            target, kept = folder / name, old / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                target.replace(kept)
                done.append((target, kept))
            else:
                done.append((target, None))
            (new / name).replace(target)
    except BaseException:
        for target, before in reversed(done):
            if before is None:
                target.unlink(missing_ok=True)
            else:
                before.replace(target)
        raise
