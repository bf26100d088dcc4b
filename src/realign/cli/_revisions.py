"""From a folder or a git revision to a folder that can be loaded."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from realign.findings import CallError, Locate, Place

_ENDINGS = (".yaml", ".yml")
_INHERITED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What a git hook sets: it would send us to another repository than that of the plan."""


@dataclass(frozen=True, slots=True)
class State:
    """A plan as it is or was."""

    name: str
    """What the user calls it."""
    folder: Path
    """Where it can be loaded from."""
    prefix: str | None = None
    """How its files are shown: `main:data/`; none: as they are."""

    def shown(self, locate: Locate) -> Locate:
        """The same places, with the paths that the user knows."""
        if self.prefix is None:
            return locate

        def at(kind: str, record: str, *path: str | int) -> Place:
            place = locate(kind, record, *path)
            return replace(place, path=f"{self.prefix}{Path(place.path).name}")

        return at


@contextmanager
def states(old: str, new: str | None, plan: Path) -> Iterator[tuple[State, State]]:
    """The two states that are meant; what came out of git is deleted afterwards.

    `old` and `new` are folders or revisions of the repository that holds `plan`; `old` may be a range
    `A..B`, or `A...B` from where the two parted; without `new` it is the plan as it is now.
    """
    if new is None and not Path(old).exists() and ".." in old:
        first, dots, last = old.partition("..." if "..." in old else "..")
        old, new = first or "HEAD", last or "HEAD"
        if dots == "...":
            old = _git(plan, "merge-base", _revision(plan, old), _revision(plan, new)).decode().strip()
    with ExitStack() as stack:
        before = stack.enter_context(_state(old, plan))
        after = State(str(plan), plan) if new is None else stack.enter_context(_state(new, plan))
        yield before, after


@contextmanager
def _state(wanted: str, plan: Path) -> Iterator[State]:
    """A folder as it is, or the plan at a revision, in a folder of its own."""
    if Path(wanted).exists():
        yield State(wanted, Path(wanted))
        return
    revision = _revision(plan, wanted)
    home = plan if plan.is_dir() else plan.parent
    prefix = _git(plan, "rev-parse", "--show-prefix").decode().strip()
    files = _files(plan, wanted, f"{revision}:{prefix}")
    with tempfile.TemporaryDirectory(prefix="realign-") as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        short = wanted if len(wanted) < 40 else wanted[:12]
        yield State(short, folder if plan == home else folder / plan.name, f"{short}:{prefix}")


def _revision(plan: Path, wanted: str) -> str:
    """The commit that a revision names."""
    _git(plan, "rev-parse", "--show-toplevel", wanted=wanted)
    try:
        said = _git(plan, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{wanted}^{{commit}}")
    except CallError:
        hint = "there is no folder of that name either; git log --oneline lists revisions"
        raise CallError(f"git knows no revision '{wanted}'", hint) from None
    return said.decode().strip()


def _files(plan: Path, wanted: str, tree: str) -> dict[str, bytes]:
    """The YAML files in one folder of a revision; links and folders inside it are passed over."""
    try:
        listed = _git(plan, "ls-tree", "-z", "--full-tree", tree)
    except CallError:
        raise CallError(f"at '{wanted}' there is no folder {tree.partition(':')[2]}") from None
    blobs: dict[str, str] = {}
    for entry in listed.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        about, name = entry.split("\t", 1)
        mode, _, blob = about.split(" ")
        wanted_file = plan.is_dir() or name == plan.name
        if mode.startswith("100") and Path(name).suffix.lower() in _ENDINGS and wanted_file:
            blobs[name] = blob
    if not blobs:
        raise CallError(f"at '{wanted}' there is no plan in {tree.partition(':')[2] or 'this folder'}")
    output = _git(plan, "cat-file", "--batch", said="\n".join(blobs.values()).encode() + b"\n")
    contents: dict[str, bytes] = {}
    for name in blobs:
        head, _, output = output.partition(b"\n")
        size = int(head.split(b" ")[2])
        contents[name], output = output[:size], output[size + 1 :]
    return contents


def _git(plan: Path, *words: str, said: bytes = b"", wanted: str = "") -> bytes:
    """What git answers; it is called without a shell, in the folder of the plan."""
    home = plan if plan.is_dir() else plan.parent
    environ = {name: value for name, value in os.environ.items() if name not in _INHERITED}
    try:
        done = subprocess.run(  # noqa: S603 - no shell; revisions are resolved behind --end-of-options
            ["git", "-C", str(home), *words],  # noqa: S607 - the user's own git
            input=said,
            capture_output=True,
            env=environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
            check=False,
            timeout=120,
        )
    except FileNotFoundError:
        raise CallError("git is not installed here", "name two folders instead") from None
    except subprocess.TimeoutExpired:
        raise CallError("git does not answer", "name two folders instead") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        lead = f"'{wanted}' is no folder, and " if wanted else ""
        reason = told[0].removeprefix("fatal: ") if told else f"git {words[0]} failed"
        raise CallError(f"{lead}git says: {reason}", "name a folder, or a revision of the plan's repository")
    return done.stdout
