"""Which folder holds the plan, and which of its files are read."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from realign.files import below, must_be_inside, read_regular, shown, system_reason
from realign.findings import CallError, Finding, Place
from realign.loading.rules import NO_FILE, TOO_LARGE, UNREADABLE
from realign.loading.selection import LeftOut
from realign.text import Text, message

MOST_BYTES = 256 << 20
"""Of one file; a million deliverables take about 170 MiB."""
ENDINGS = (".yaml", ".yml")
MOST_FILES = 10_000
"""Of YAML in the folders inside a plan's."""
MOST_LEVELS = 20
_OTHERS: dict[str, Text] = {
    ending: why
    for endings, why in (
        (".xlsx .xlsm .xlsb .xls .ods .numbers", message("a workbook")),
        (".csv .tsv", message("a table")),
        (".json .toml .xml", message("data in another form")),
        (".docx .doc .odt .pdf", message("a document")),
    )
    for ending in endings.split()
}
"""Endings of files in which people keep parts of a plan, and what they are."""
_PLAN = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n])[\"']?plan[\"']?[ \t]*:")


def find_plan(given: str | None, environ: Mapping[str, str]) -> tuple[Path, Text]:
    """Pick the folder of the plan, and the note that tells people which; empty where they said so.

    The first of: `given`, the variable REALIGN_PLAN, `.` or `./data` if a file there has a
    field `plan`, the plan shipped with realign. Raises `CallError` if there is none.
    """
    if given:
        return _existing(Path(given)), ""
    if named := environ.get("REALIGN_PLAN"):
        return _existing(Path(named)), message(
            "using the plan in {named} (REALIGN_PLAN)", named=shown(Path(named))
        )
    for folder in (Path(), Path("data")):
        if holds_plan(folder):
            return _existing(folder), message("using the plan in {named}", named=shown(folder))
    return shipped(), message("there is no plan in this folder: using the one that is shipped with realign")


def shipped() -> Path:
    """The folder of the shipped plan: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "data", package.parents[1] / "data"):
        if holds_plan(folder):
            return folder
    raise CallError(
        message("realign was installed without its plan"),
        message("name the folder of a plan with --plan DIR"),
    )


def _existing(path: Path) -> Path:
    """`path`, if it can be read at all; a folder, or a file of YAML."""
    hint = message("name the folder that holds the plan's YAML files, or one such file")
    if path.suffix.lower() == ".json":
        hint = message("a plan in JSON is read when its name ends in .yaml; other files: realign import")
    must_be_inside(path, message("the plan's folder"))
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            with os.scandir(path):
                return path
    except FileNotFoundError:
        raise CallError(message("{path} does not exist", path=shown(path)), hint) from None
    except (OSError, ValueError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else message("it is no name of a file")
        raise CallError(
            message("{path} cannot be read: {reason}", path=shown(path), reason=reason), hint
        ) from None
    if path.suffix.lower() not in ENDINGS:
        raise CallError(message("{path} is neither a folder nor a file of YAML", path=shown(path)), hint)
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
    """The files of YAML in `folder` itself, sorted by name; `folder` may be the only file."""
    if not folder.is_dir():
        return (folder,)
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if _is_yaml(entry.name)]
    return tuple(folder / name for name in sorted(names))


def inner_files(folder: Path) -> Iterator[Path | LeftOut]:
    """The files of YAML in the folders inside `folder`, and what there is that is not looked into.

    That is folders of programs, and files that may hold parts of a plan but are none of YAML.
    """
    told = 0
    for home, names, files in os.walk(folder if folder.is_dir() else ""):
        inside = Path(home).relative_to(folder)
        names.sort()
        for name in [*names]:
            path = folder / inside / name
            why = _foreign(path)
            if name.startswith(".") or why:
                names.remove(name)
            if why and not name.startswith("."):
                yield LeftOut((inside / name).as_posix(), why)
        for name in sorted(files):
            if not _is_yaml(name):
                if why := _unread(name):
                    yield LeftOut((inside / name).as_posix(), why)
            elif inside.parts:
                told += 1
                yield folder / inside / name
        if told > MOST_FILES or len(inside.parts) > MOST_LEVELS:
            says = message(
                "more than {files} files or {levels} levels of folders", files=MOST_FILES, levels=MOST_LEVELS
            )
            yield LeftOut(inside.as_posix(), says)
            return


def _is_yaml(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in ENDINGS


def _unread(name: str) -> Text:
    """What a file is that may hold a part of a plan, but is not read; empty for all others."""
    ending = Path(name).suffix.lower()
    if ending in _OTHERS:
        return _OTHERS[ending]
    if ".yaml" not in name.lower() and ".yml" not in name.lower():
        return ""
    hidden = name.startswith(".") and ending in ENDINGS
    return (
        message("its name begins with a point")
        if hidden
        else message("a copy or a draft: it does not end in .yaml")
    )


def _foreign(folder: Path) -> Text:
    """Why a folder inside a plan's is not looked into; empty if it is."""
    if folder.is_symlink():
        return message("it is a link")
    tools = folder.name == "node_modules" or (folder / "pyvenv.cfg").exists()
    return message("it holds the modules of a program") if tools else ""


def contents(path: Path, folder: Path) -> bytes | Finding:
    """The bytes of a file of the plan in `folder`, or what forbids to read it.

    A link is read only where it leads to a file that could be one of the plan: it ends in .yaml or .yml,
    is in `folder`, and neither it nor a folder on the way is hidden. So no plan shows what is not its own.
    """
    place = Place(shown(path))
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        if target is not path and not _own(path, target, folder):
            says = message("this is a link to something that is no file of the plan, so it is not read")
            return NO_FILE.finding(place, says, message("put the file itself here, or delete the link"))
        raw = read_regular(target, MOST_BYTES, follow=False)
    except OSError as error:
        if isinstance(error, PermissionError):
            hint = message("ask its owner, or change its rights")
            return UNREADABLE.finding(
                place, message("the file may not be read: {strerror}", strerror=system_reason(error)), hint
            )
        return NO_FILE.finding(
            place,
            message("this is no file: {strerror}", strerror=system_reason(error)),
            message("mend the link, or delete it"),
        )
    if raw is None:
        return NO_FILE.finding(
            place, message("this is a folder, a pipe or a device and no file"), message("rename or delete it")
        )
    if len(raw) > MOST_BYTES:
        says = message("the file is larger than {most_bytes} MiB", most_bytes=MOST_BYTES >> 20)
        return TOO_LARGE.finding(place, says, message("divide it, if it is a part of the plan"))
    return raw


def _own(link: Path, target: Path, folder: Path) -> bool:
    """Whether a link leads to a `target` that could be a file of the plan in `folder`, or is the plan."""
    home = Path(os.path.realpath(folder if folder != link else folder.parent))
    if not below(target, home):
        return False
    parts = target.relative_to(home).parts
    return target.suffix.lower() in ENDINGS and not any(part.startswith(".") for part in parts)
