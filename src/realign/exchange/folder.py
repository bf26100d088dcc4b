"""A plan that is written into a folder, and never over one that is there without being told to."""

from collections.abc import Mapping, Sequence
from glob import escape
from pathlib import Path

from realign.files import FileSource, read_regular, shown, write_files
from realign.findings import CallError
from realign.loading import load
from realign.loading.ignoring import IGNORE, MOST_CHARACTERS
from realign.text import and_more, message

_ENDINGS = (".yaml", ".yml")


def write_folder(
    folder: Path,
    files: Mapping[str, str],
    *,
    force: bool = False,
    alone: bool = False,
    over: Mapping[FileSource, bytes] | None = None,
) -> tuple[str, ...]:
    """Write `files` (relative path -> text) into `folder`, which is made if it is missing; all or none.

    Other files in `folder` stay as they are. With `alone` the files are a whole plan: those of another
    plan that stay are left out from now on, by `.realignignore`; returns their paths in `folder`. What is
    `over` takes the place of what was read of a file, in the same step.
    Raises `CallError` if a file is there already, or with `alone` any YAML file, unless `force`; and if
    the disk does not let us write.
    """
    if folder.exists() and not folder.is_dir():
        raise CallError(
            message("{folder} is a file, not a folder", folder=shown(folder)),
            message("name a folder that does not exist yet"),
        )
    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    if not force:
        _refuse_taken(folder, files, there, alone=alone)
    for name in there:
        if name not in files and name.casefold() in files:
            raise CallError(
                message(
                    "{folder} holds {name}, which differs from {casefold} only in capitals",
                    folder=shown(folder),
                    name=name,
                    casefold=name.casefold(),
                ),
                message("rename or delete it: on other systems the two are one file"),
            )
    raw = {name: text.encode() for name, text in files.items()}
    others: tuple[str, ...] = ()
    if alone and force and there:
        others = tuple(name for name in load(folder).inputs if name not in files)
        raw |= _ignoring(folder, files, others)
    write_files(folder, raw, force=force, over=over)
    return others


def _ignoring(folder: Path, files: Mapping[str, str], others: Sequence[str]) -> dict[str, bytes]:
    """`.realignignore` where it has to change: it names the files of the other plan, none of the new one."""
    path = folder / IGNORE
    old = (
        (read_regular(path, MOST_CHARACTERS) or b"").decode("utf-8", "surrogateescape")
        if path.is_file()
        else ""
    )
    if len(old) > MOST_CHARACTERS:
        raise CallError(
            message(
                "{file} is larger than {most_bytes} MiB", file=shown(path), most_bytes=MOST_CHARACTERS >> 20
            ),
            message("leave out what is not needed"),
        )
    ours = {*files, *map(escape, files)}
    kept = [line for line in old.splitlines() if line.strip().lstrip("/") not in ours]
    lines = [*kept, *(f"/{escape(name)}" for name in others)]
    return (
        {IGNORE: "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")}
        if lines != old.splitlines()
        else {}
    )


def _refuse_taken(folder: Path, files: Mapping[str, str], there: list[str], *, alone: bool) -> None:
    """Refuse a folder that already holds one of the files or, with `alone`, any YAML file."""
    taken = [name for name in sorted(files) if (folder / name).exists()]
    if alone and not taken:
        taken = [name for name in there if Path(name).suffix.lower() in _ENDINGS]
    if taken:
        raise CallError(
            message(
                "{folder} already holds {taken}; nothing was written",
                folder=shown(folder),
                taken=and_more(taken, 3),
            ),
            message("name another folder, or say --force to write over these files"),
        )
