"""Runs git on the objects of a repository without its configuration.

git runs in a repository of our own: empty but for copies of the names (refs) and a line that says how objects
are numbered; only the objects are the stranger's. No setting, hook, filter, include, replacement or remote of
theirs exists for it. Nothing is fetched, and nothing is written but that repository, which is deleted again.
"""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from realign.files import printable, read_regular, system_reason
from realign.findings import CallError
from realign.loading.folder import MOST_BYTES
from realign.loading.repository import MOST_OF_FILE, Repository, files, setting
from realign.text import message

DAMAGED = message("the repository is damaged (`git fsck` tells more); fetch it anew, or name two folders")
"""What to do where an object is not as it should be."""
_PATIENCE = 120
"""Seconds for all answers of git together."""
_MOST_SETTINGS = 5000
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


class Git:
    """git, on the objects of one repository; use it in a `with`."""

    def __init__(self, repository: Repository) -> None:
        """Find git and prepare the repository of our own; raises `CallError` without git."""
        self._program = _program()
        self.repository = repository
        self._logs = False
        self._seconds = float(_PATIENCE)
        self.shallow = False
        self._settings: dict[str, str] = {}
        with _temporary():
            self._folder = tempfile.TemporaryDirectory(prefix="realign-")
        self._home = Path(self._folder.name)
        try:
            self._borrowed = repository.objects()
            self.refs = repository.refs()
            with _temporary():
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

    def remember(self) -> None:
        """Copy what `@{1}`, `@{yesterday}` and `@{upstream}` ask for."""
        if self._logs:
            return
        self._logs = True
        with _temporary():
            for home in dict.fromkeys((self.repository.common, self.repository.git)):
                for name, path in files(home / "logs"):
                    copy = self._home / "logs" / name
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    copy.write_bytes(read_regular(path, MOST_OF_FILE) or b"")
            _write(self._home / "theirs", [self.repository.text("config")])
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
            told = os.fsdecode(self.run(*words, fine=(0, 1))).split("\0")[:-1]
        except CallError:
            return  # a damaged configuration has no upstream
        for number, pair in enumerate(told[:_MOST_SETTINGS]):
            key, _, value = pair.partition("\n")
            self._settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        self._settings["GIT_CONFIG_COUNT"] = str(min(len(told), _MOST_SETTINGS))

    def _prepare(self) -> None:
        """Write the repository of our own."""
        new = setting(self.repository.text("config"), "objectformat").lower() == "sha256"
        for name in ("objects", "refs"):
            (self._home / name).mkdir()
        (self._home / "config").write_text(_CONFIG.format(format="sha256" if new else "sha1"))
        head = self.repository.head
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
        cut = re.findall(r"^[0-9a-f]{40,64}$", self.repository.text("shallow"), re.MULTILINE)
        self.shallow = bool(cut)
        if cut:
            _write(self._home / "shallow", cut)

    def run(self, *words: str, said: bytes = b"", fine: Sequence[int] = (0,)) -> bytes:
        """What git answers; it is called without a shell, without anything inherited but the way to it."""
        begun = time.monotonic()
        try:
            done = subprocess.run(  # noqa: S603 - no shell; what a user wrote is never an option
                [self._program, "--no-replace-objects", *words],
                input=said,
                capture_output=True,
                cwd=self._home,
                env=_environment(self._home, self._borrowed) | self._settings,
                check=False,
                timeout=max(self._seconds, 1),
            )
        except subprocess.TimeoutExpired:
            raise CallError(
                message("git gives no answer within {patience} seconds", patience=_PATIENCE),
                message("name two folders instead"),
            ) from None
        except OSError as error:
            raise CallError(
                message("git cannot be run: {strerror}", strerror=system_reason(error)),
                message("name two folders instead"),
            ) from None
        self._seconds -= time.monotonic() - begun
        if done.returncode not in fine:
            told = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
            reason = told[-1].removeprefix("fatal: ") if told else f"git {words[0]} failed"
            raise CallError(message("git says: {reason}", reason=printable(reason)[:300]), DAMAGED)
        return done.stdout


@contextlib.contextmanager
def _temporary() -> Iterator[None]:
    """Say what is missing where the repository of our own cannot be written."""
    try:
        yield
    except OSError as error:
        raise CallError(
            message(
                "git needs a folder for temporary files, and none can be written: {reason}",
                reason=system_reason(error),
            ),
            message("make room there, or name another folder with the variable TMPDIR"),
        ) from None


def _program() -> str:
    """The path of git; never one in the folder where we are, which a stranger may have filled."""
    found = shutil.which("git", path=_path())
    if found is None or not Path(found).is_absolute():
        raise GitMissingError(
            message("git is not installed here, so no revision can be read"),
            message("name two folders instead"),
        )
    return found


def _path() -> str:
    """The folders of programs that have a full name."""
    places = os.environ.get("PATH", "").split(os.pathsep)
    return os.pathsep.join(place for place in places if Path(place).is_absolute())


def _environment(home: Path, objects: Path) -> dict[str, str]:
    """All that git is told by its surroundings."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return kept | {
        "PATH": _path(),
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


def _write(path: Path, lines: Sequence[str]) -> None:
    """Write a file of our own repository."""
    path.write_bytes(os.fsencode("".join(f"{line}\n" for line in lines)))
