"""Finds the git repository that holds a plan and reads its names of commits; runs nothing."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from realign.files import printable, read_regular
from realign.findings import CallError
from realign.text import message

MOST_OF_FILE = 64 << 20
"""Of a file of the repository that is no object: its list of refs, its configuration."""
_MOST_CONFIG = 1 << 20
"""Characters of a configuration."""
_OBJECT = r"[0-9a-f]{40}(?:[0-9a-f]{24})?"
_NO_NAME = re.compile(rb"[\x00-\x20\x7f~^:?*\[\\]|\.\.|//|/\.|@\{|/\Z|\.\Z|\.lock(?:/|\Z)")
_LOOSE = re.compile(rf"({_OBJECT})\s*|ref:\s*(\S+)\s*")
_PACKED = re.compile(rf"({_OBJECT}) (\S+)")
_SPECIAL = ("ORIG_HEAD", "FETCH_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD")
_FOLDERS = re.compile(r"[0-9a-f]{2}|pack|info")
_HINT = message("name two folders instead")


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository; its configuration is never obeyed."""

    root: Path
    """The folder in which `.git` stands."""
    git: Path
    """Where HEAD is kept."""
    common: Path
    """Where objects and refs are kept; another folder than `git` in an additional working tree."""

    def text(self, name: str) -> str:
        """A file that all working trees share, such as `config` or `shallow`; empty if there is none."""
        return _text(self.common / name)

    @property
    def head(self) -> str:
        """What HEAD says: the name of a branch or the number of a commit."""
        return _text(self.git / "HEAD").strip()

    def refs(self) -> dict[str, str]:
        """The full name of every branch, tag and special head -> the number of its object."""
        if (self.common / "reftable").is_dir():
            return {}
        packed = (_PACKED.fullmatch(line) for line in self.text("packed-refs").split("\n"))
        said = {found[2]: found[1] for found in packed if found}
        for home in dict.fromkeys((self.common, self.git)):
            said |= {f"refs/{name}": _text(path) for name, path in files(home / "refs")}
        for name in (*_SPECIAL, "HEAD"):
            said[name] = re.split(r"[\t\n]", _text(self.git / name), maxsplit=1)[0]
        resolved = {name: _resolved(said, name) for name in said}
        return {name: number for name, number in resolved.items() if number and _named(name)}

    def objects(self) -> Path:
        """The folder of the objects; raises `CallError` where it leads outside the repository."""
        objects = self.common / "objects"
        if objects.is_symlink() or not objects.is_dir():
            raise CallError(
                message("{objects} is no folder, so no revision can be read", objects=f"{objects}"), _HINT
            )
        if _text(objects / "info" / "alternates").strip():
            raise CallError(
                message(
                    "this repository borrows its objects from another one (objects/info/alternates), and "
                    "nothing outside it is read"
                ),
                message("copy them with `git repack -a -d` and delete that file, or name two folders"),
            )
        for entry in listed(objects):
            if _FOLDERS.fullmatch(entry.name):
                _ordinary(entry)
        return objects


def repository_root(path: Path) -> Path | None:
    """The folder at or above the absolute `path` in which `.git` stands; `None` outside any repository.

    Neither runs git nor believes what the repository says of itself.
    """
    return next((folder for folder in (path, *path.parents) if _marked(folder / ".git")), None)


def find_repository(folder: Path) -> Repository | None:
    """The repository that holds `folder`; `None` if there is none.

    A bare repository is none: a stranger could commit one as ordinary files. A `.git` that leads to
    another folder is followed only if that folder points back here, as those of additional working trees
    and submodules do; else `CallError`.
    """
    root = repository_root(folder.resolve())
    if root is None:
        return None
    mark = root / ".git"
    shown = printable(str(mark))[:200]
    git = _led(mark)
    if not git.is_dir():
        git = _led(root / _text(git).partition("gitdir:")[2].strip())
    common = git
    if shared := _text(git / "commondir").strip():
        common = _led(git / shared)
        if git.parent != common / "worktrees":
            raise CallError(message("{shown} leads to objects of another repository", shown=shown), _HINT)
    if git != mark and not _points_back(git, root):
        raise CallError(
            message(
                "{shown} leads to {git}, which does not point back here",
                shown=shown,
                git=printable(str(git))[:200],
            ),
            message("`git worktree repair` mends a working tree that was moved; or name two folders"),
        )
    if not os.path.isfile(git / "HEAD"):  # noqa: PTH113 - Path.is_file raises where it may not look
        raise CallError(message("{shown} leads to no repository", shown=shown), _HINT)
    return Repository(root, git, common)


def _marked(mark: Path) -> bool:
    """Whether `.git` is a repository or a file that leads to one."""
    head = os.path.isfile(mark / "HEAD")  # noqa: PTH113 - Path.is_file raises where it may not look
    return head or _text(mark).startswith("gitdir:")


def _points_back(git: Path, root: Path) -> bool:
    """Whether a folder of git says that its working tree is `root`."""
    if told := _text(git / "gitdir").strip():
        return _led(git / told) == root / ".git"
    worktree = setting(_text(git / "config"), "worktree")
    return bool(worktree) and _led(git / worktree) == root


def setting(config: str, name: str) -> str:
    """The last value that a configuration of git has under a name, whatever its section; empty if none.

    No regular expression: a stranger's file would make it take hours.
    """
    pairs = (line.partition("=") for line in config[:_MOST_CONFIG].split("\n"))
    values = [value.strip().strip('"') for key, _, value in pairs if key.strip().lower() == name]
    return values[-1] if values else ""


def _led(path: Path) -> Path:
    """Where a path leads that a repository names; raises `CallError` where it is none."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        raise CallError(
            message("{path} is no name of a file", path=printable(str(path))[:200]), _HINT
        ) from None


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every ordinary file below a folder, with its path from there; links are not followed."""
    waiting = [("", folder)]
    while waiting:
        above, place = waiting.pop()
        for entry in listed(place):
            name = f"{above}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{name}/", place / entry.name))
            elif entry.is_file(follow_symlinks=False):
                yield name, place / entry.name


def _resolved(said: Mapping[str, str], name: str) -> str:
    """The object that a ref names, perhaps by way of others; empty if it names none."""
    for _ in range(5):
        found = _LOOSE.fullmatch(said.get(name, ""))
        if found is None:
            return ""
        if found[1]:
            return found[1]
        name = found[2]
    return ""


def _named(name: str) -> bool:
    """Whether git would take this for the name of a ref."""
    return _NO_NAME.search(os.fsencode(name)) is None


def listed(folder: "Path | os.DirEntry[str]") -> "list[os.DirEntry[str]]":
    """What a folder holds; nothing if it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _ordinary(folder: "os.DirEntry[str]") -> None:
    """Raise `CallError` where git would open anything but an ordinary file: a pipe would hold it for ever."""
    if not folder.is_dir(follow_symlinks=False):
        raise CallError(
            message("{path} is no folder, so no revision can be read", path=printable(folder.path)), _HINT
        )
    for entry in listed(folder):
        if not entry.is_file(follow_symlinks=False) and not entry.is_dir(follow_symlinks=False):
            raise CallError(
                message("{path} is no ordinary file, so no revision can be read", path=printable(entry.path)),
                _HINT,
            )


def _text(path: Path) -> str:
    """The text of an ordinary file of moderate size; empty if it is none."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        return os.fsdecode(read_regular(path, MOST_OF_FILE) or b"")
    except (OSError, ValueError):
        return ""
