"""Reads commits, folders and files of a git repository into memory, without its configuration.

git is run in a repository of our own: empty but for copies of the names (refs) and a line that says how
objects are numbered; only the objects are the stranger's. No setting, hook, filter, include, replacement
or remote of theirs exists for it. Nothing is fetched, and nothing is written but that repository, which is
deleted again.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from realign.files import printable
from realign.findings import CallError
from realign.loading.folder import MOST_BYTES
from realign.loading.repository import Repository

_PATIENCE = 60
"""Seconds for one answer of git."""
_MOST_TREE = 16 << 20
"""Bytes of the list of a folder: about 300,000 files."""
_PORTION = 32 << 20
"""Bytes that are asked for at once."""
_TOGETHER = 1000
"""Objects that are asked for at once."""
_CONFIG = """[core]
\trepositoryformatversion = 1
\tbare = true
\tcommitGraph = false
\tmultiPackIndex = false
[protocol]
\tallow = never
[extensions]
\tobjectFormat = {format}
"""
_UPSTREAM = r"^(branch\..*\.(remote|merge)|remote\..*\.fetch)$"


class GitMissingError(CallError):
    """git is not installed."""


@dataclass(frozen=True, slots=True)
class Entry:
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
    """The objects of a repository; use it in a `with`."""

    def __init__(self, repository: Repository) -> None:
        """Find git and prepare the repository of our own; raises `CallError` without git."""
        self._program = _program()
        self._repository = repository
        self._folder = tempfile.TemporaryDirectory(prefix="realign-")
        self._home = Path(self._folder.name)
        self._logs = False
        self.shallow = False
        self._settings: dict[str, str] = {}
        try:
            self._borrowed = repository.objects()
            self.refs = repository.refs()
            self._prepare()
        except BaseException:
            self._folder.cleanup()
            raise

    def __enter__(self) -> Self:
        """Nothing more to prepare."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Delete the repository of our own."""
        self._folder.cleanup()

    def commit(self, wanted: str) -> str | None:
        """The number of the commit that a revision names; `None` if git knows none."""
        if "@{" in wanted:
            self._remember()
        asked = wanted if wanted.startswith(":/") else f"{wanted}^{{commit}}"
        try:
            said = self._git("cat-file", "--batch-check", said=os.fsencode(asked) + b"\n")
        except CallError:
            return None  # a revision at which git gives up, such as one that asks for an upstream
        found = re.fullmatch(rb"([0-9a-f]+) commit \d+\n", said)
        return found[1].decode() if found else None

    def common_ancestor(self, first: str, second: str) -> str | None:
        """The commit where two commits parted; `None` if they have none in common."""
        said = self._git("merge-base", first, second, fine=(0, 1)).decode().split()
        return said[0] if said else None

    def tree(self, number: str) -> tuple[Entry, ...]:
        """What a folder holds, given its number or that of a commit."""
        called = f"the list of files of {number[:12]}"
        (raw,) = self.contents({called: f"{number}^{{tree}}"}, "tree", _MOST_TREE)
        entries: list[Entry] = []
        width = len(number) // 2
        while raw:
            head, _, rest = raw.partition(b"\0")
            mode, _, name = head.partition(b" ")
            if not name or len(rest) < width:
                raise CallError(f"{called} is damaged", _DAMAGED)
            entries.append(Entry(name, mode, rest[:width].hex()))
            raw = rest[width:]
        return tuple(entries)

    def sizes(self, wanted: Mapping[str, str], kind: str) -> list[int]:
        """Bytes of each object; raises `CallError` where one is missing or is of another kind.

        `wanted` maps what people call each object to its number.
        """
        asked = _asked(wanted.values())
        said = self._git("cat-file", "--batch-check", said=asked).splitlines()
        sizes: list[int] = []
        for name, line in zip(wanted, said, strict=True):
            words = line.decode("utf-8", "replace").split(" ")
            if words[-1] == "missing":
                cut = ", which is a shallow clone" if self.shallow else ""
                raise CallError(f"{name} is not in this repository{cut}", _MISSING)
            if words[1] != kind or not words[-1].isdecimal():
                raise CallError(f"{name} is no {kind} in this repository", _DAMAGED)
            sizes.append(int(words[-1]))
        return sizes

    def contents(self, wanted: Mapping[str, str], kind: str, most: int) -> Iterator[bytes]:
        """The bytes of each object, in order; raises `CallError` where one has more than `most`."""
        sizes = self.sizes(wanted, kind)
        for name, size in zip(wanted, sizes, strict=True):
            if size > most:
                raise CallError(f"{name} is larger than {most >> 20} MiB")
        numbers = list(wanted.values())
        for portion in _portions(sizes):
            output = memoryview(self._git("cat-file", "--batch", said=_asked(numbers[portion])))
            at = 0
            for size in sizes[portion]:
                at += bytes(output[at : at + 200]).index(b"\n") + 1
                yield bytes(output[at : at + size])
                at += size + 1

    def _prepare(self) -> None:
        """Write the repository of our own."""
        config = self._repository.text("config")
        new = re.search(r"^\s*objectformat\s*=\s*\"?sha256", config, re.MULTILINE | re.IGNORECASE)
        for name in ("objects", "refs"):
            (self._home / name).mkdir()
        (self._home / "config").write_text(_CONFIG.format(format="sha256" if new else "sha1"))
        head = self._repository.head
        if not re.fullmatch(r"ref: refs/[^\s\\]+|[0-9a-f]{40,64}", head):
            head = "ref: refs/heads/none"
        _write(self._home / "HEAD", [head])
        _write(
            self._home / "packed-refs",
            [f"{number} {name}" for name, number in self.refs.items() if "/" in name],
        )
        for name, number in self.refs.items():
            if "/" not in name and name != "HEAD":
                _write(self._home / name, [number])
        cut = re.findall(r"^[0-9a-f]{40,64}$", self._repository.text("shallow"), re.MULTILINE)
        self.shallow = bool(cut)
        if cut:
            _write(self._home / "shallow", cut)

    def _remember(self) -> None:
        """Copy what `@{1}`, `@{yesterday}` and `@{upstream}` ask for."""
        if self._logs:
            return
        self._logs = True
        for home in dict.fromkeys((self._repository.common, self._repository.git)):
            _copy(home / "logs", self._home / "logs")
        _write(self._home / "theirs", [self._repository.text("config")])
        words = (
            "config",
            "--file",
            str(self._home / "theirs"),
            "--no-includes",
            "-z",
            "--get-regexp",
            _UPSTREAM,
        )
        try:
            told = os.fsdecode(self._git(*words, fine=(0, 1))).split("\0")[:-1]
        except CallError:
            return  # a damaged configuration has no upstream
        for number, setting in enumerate(told):
            key, _, value = setting.partition("\n")
            self._settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        self._settings["GIT_CONFIG_COUNT"] = str(len(told))

    def _git(self, *words: str, said: bytes = b"", fine: Sequence[int] = (0,)) -> bytes:
        """What git answers; it is called without a shell, without anything inherited but the way to it."""
        try:
            done = subprocess.run(  # noqa: S603 - no shell; what a user wrote is never an option
                [self._program, "--no-replace-objects", *words],
                input=said,
                capture_output=True,
                cwd=self._home,
                env=_environment(self._home, self._borrowed) | self._settings,
                check=False,
                timeout=_PATIENCE,
            )
        except subprocess.TimeoutExpired:
            raise CallError(
                f"git gives no answer within {_PATIENCE} seconds", "name two folders instead"
            ) from None
        except OSError as error:
            raise CallError(f"git cannot be run: {error.strerror}", "name two folders instead") from None
        if done.returncode not in fine:
            told = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
            reason = told[-1].removeprefix("fatal: ") if told else f"git {words[0]} failed"
            raise CallError(f"git says: {printable(reason)[:300]}", _DAMAGED)
        return done.stdout


_DAMAGED = "the repository is damaged (`git fsck` tells more); fetch it anew, or name two folders"
_MISSING = "fetch it first (`git fetch --unshallow`, `git fetch --refetch`; `fetch-depth: 0` in a workflow)"


def _program() -> str:
    """The path of git; never one in the folder where we are, which a stranger may have filled."""
    places = [place for place in os.environ.get("PATH", "").split(os.pathsep) if Path(place).is_absolute()]
    found = shutil.which("git", path=os.pathsep.join(places)) if places else None
    if found is None or not Path(found).is_absolute():
        raise GitMissingError(
            "git is not installed here, so no revision can be read", "name two folders instead"
        )
    return found


def _environment(home: Path, objects: Path) -> dict[str, str]:
    """All that git is told by its surroundings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return kept | {
        "LC_ALL": "C",
        "HOME": str(home),
        "GIT_DIR": str(home),
        "GIT_OBJECT_DIRECTORY": str(objects),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOC_LIMIT": str(MOST_BYTES + (64 << 20)),
    }


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


def _asked(numbers: Iterable[str]) -> bytes:
    """What git reads: a number in each line."""
    return "".join(f"{number}\n" for number in numbers).encode()


def _write(path: Path, lines: Sequence[str]) -> None:
    """Write a file of our own repository."""
    path.write_bytes(os.fsencode("".join(f"{line}\n" for line in lines)))


def _copy(folder: Path, target: Path) -> None:
    """Copy the ordinary files of a folder; links are not followed."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    target.mkdir(exist_ok=True)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            _copy(folder / entry.name, target / entry.name)
        elif entry.is_file(follow_symlinks=False):
            shutil.copyfile(entry.path, target / entry.name, follow_symlinks=False)
