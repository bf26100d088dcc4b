"""Which folder holds the plan, and which of its files are read."""

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from realign.files import below, must_be_inside, read_regular, shown
from realign.findings import CallError, Finding, Place
from realign.loading.manual import NO_FILE, TOO_LARGE, UNREADABLE

MOST_BYTES = 256 << 20
"""Of one file; a million deliverables take about 170 MiB."""
ENDINGS = (".yaml", ".yml")
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
        if holds_plan(folder):
            return _existing(folder), f"using the plan in {folder}"
    return shipped(), "there is no plan in this folder: using the one that is shipped with realign"


def shipped() -> Path:
    """The folder of the shipped plan: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "data", package.parents[1] / "data"):
        if holds_plan(folder):
            return folder
    raise CallError("realign was installed without its plan", "name the folder of a plan with --plan DIR")


def _existing(path: Path) -> Path:
    """`path`, if it can be read at all; a folder, or a file of YAML."""
    hint = "name the folder that holds the plan's YAML files, or one such file"
    must_be_inside(path, "the plan's folder")
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
    if path.suffix.lower() not in ENDINGS:
        raise CallError(f"{shown(path)} is neither a folder nor a file of YAML", hint)
    return path


def holds_plan(folder: Path) -> bool:
    """Whether a file in `folder` has a field `plan`; what cannot be read counts as no."""
    try:
        return any(_PLAN.search(_peeked(path, folder)) for path in plan_files(folder))
    except OSError:
        return False


def _peeked(path: Path, folder: Path) -> bytes:
    """The bytes of a file of the plan; none if it is no such file."""
    raw = contents(path, folder)
    return b"" if isinstance(raw, Finding) else raw


def plan_files(folder: Path) -> tuple[Path, ...]:
    """The files of the plan in `folder`, sorted by name; `folder` may be the only file itself."""
    if not folder.is_dir():
        return (folder,)
    with os.scandir(folder) as entries:
        names = [
            one.name
            for one in entries
            if not one.name.startswith(".") and Path(one.name).suffix.lower() in ENDINGS
        ]
    return tuple(folder / name for name in sorted(names))


def contents(path: Path, folder: Path) -> bytes | Finding:
    """The bytes of a file of the plan in `folder`, or what forbids to read it.

    A link is read only where it leads to a file that could be one of the plan: it ends in .yaml or .yml,
    is in `folder`, and neither it nor a folder on the way is hidden. So no plan shows what is not its own.
    """
    place = Place(shown(path))
    try:
        if path.is_symlink() and not _own(path, folder):
            message = "this is a link to something that is no file of the plan, so it is not read"
            return NO_FILE.finding(place, message, "put the file itself here, or delete the link")
        raw = read_regular(path, MOST_BYTES)
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


def _own(link: Path, folder: Path) -> bool:
    """Whether a link leads to what could be a file of the plan in `folder`, or is the plan."""
    home = Path(os.path.realpath(folder if folder != link else folder.parent))
    target = Path(os.path.realpath(link))
    if not below(target, home):
        return False
    parts = target.relative_to(home).parts
    return target.suffix.lower() in ENDINGS and not any(part.startswith(".") for part in parts)
