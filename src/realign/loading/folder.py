"""Which folder holds the plan, and which of its files are read."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from realign.findings import CallError, Finding, Place
from realign.loading.manual import NO_FILE, TOO_LARGE, UNREADABLE

MOST_BYTES = 256 << 20
"""Of one file; a million deliverables take about 170 MiB."""
_ENDINGS = (".yaml", ".yml")
_PLAN = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n])[\"']?plan[\"']?[ \t]*:")


def find_plan(given: str | None, environ: Mapping[str, str]) -> tuple[Path, str]:
    """Pick the folder of the plan, and the note that tells people which; empty where they said so.

    The first of: `given`, the variable REALIGN_PLAN, `.` or `./data` if a file there has a
    field `plan`, the plan shipped with realign. Raises `CallError` if there is none.
    """
    if given:
        return _existing(Path(given)), ""
    if named := environ.get("REALIGN_PLAN"):
        return _existing(Path(named)), f"using the plan in {named} (REALIGN_PLAN)"
    for folder in (Path(), Path("data")):
        if _holds_plan(folder):
            return folder, f"using the plan in {folder}"
    return shipped(), "there is no plan in this folder: using the one that is shipped with realign"


def shipped() -> Path:
    """The folder of the shipped plan: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "data", package.parents[1] / "data"):
        if _holds_plan(folder):
            return folder
    raise CallError("realign was installed without its plan", "name the folder of a plan with --plan DIR")


def _existing(path: Path) -> Path:
    """`path`, if it can be read at all; a folder, or a file of YAML."""
    hint = "name the folder that holds the plan's YAML files, or one such file"
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            with os.scandir(path):
                return path
    except FileNotFoundError:
        raise CallError(f"{shown(path)} does not exist", hint) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no name of a file"
        raise CallError(f"{shown(path)} cannot be read: {reason}", hint) from None
    if path.suffix.lower() not in _ENDINGS:
        raise CallError(f"{shown(path)} is neither a folder nor a file of YAML", hint)
    return path


def _holds_plan(folder: Path) -> bool:
    """Whether a file in `folder` has a field `plan`; what cannot be read counts as no."""
    try:
        return any(_PLAN.search(_regular(path) or b"") for path in plan_files(folder))
    except OSError:
        return False


def plan_files(folder: Path) -> tuple[Path, ...]:
    """The files of the plan in `folder`, sorted by name; `folder` may be the only file itself."""
    if not folder.is_dir():
        return (folder,)
    with os.scandir(folder) as entries:
        names = [
            one.name
            for one in entries
            if not one.name.startswith(".") and Path(one.name).suffix.lower() in _ENDINGS
        ]
    return tuple(folder / name for name in sorted(names))


def contents(path: Path) -> bytes | Finding:
    """The bytes of a file, or what forbids to read it."""
    place = Place(shown(path))
    try:
        raw = _regular(path)
    except OSError as error:
        if isinstance(error, PermissionError):
            hint = "ask its owner, or change its rights"
            return UNREADABLE.finding(place, f"the file may not be read: {error.strerror}", hint)
        return NO_FILE.finding(place, f"this is no file: {error.strerror}", "mend the link, or delete it")
    if raw is None:
        return NO_FILE.finding(
            place, "this is a folder, a pipe or a device and no file", "rename or delete it"
        )
    if len(raw) > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES >> 20} MiB"
        return TOO_LARGE.finding(place, message, "divide it, if it is a part of the plan")
    return raw


def _regular(path: Path) -> bytes | None:
    """The bytes of an ordinary file, at most one more than allowed; `None` if it is something else."""
    if not stat.S_ISREG(path.stat().st_mode):
        return None
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def shown(path: Path) -> str:
    """The path as people read it: relative to where they are if that is shorter, nothing unprintable."""
    given = str(path)
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):  # another drive, or no working directory any more
        relative = given
    shorter = relative if len(relative) < len(given) else given
    return "".join(_printable(shorter)).replace(os.sep, "/")


def _printable(text: str) -> Iterator[str]:
    """Replace what a terminal or a file of JSON could not bear."""
    for one in text:
        yield one if one.isprintable() else "\ufffd"
