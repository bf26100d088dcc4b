"""From the words of a user, folders or git revisions, to the states of the plan that they mean."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from realign.documents.limits import grouped
from realign.documents.quotation import short
from realign.files import printable
from realign.findings import CallError
from realign.loading import Loaded, find_plan, load, load_files
from realign.loading.folder import ENDINGS, MOST_LEVELS
from realign.loading.git import Git, GitMissingError
from realign.loading.ignoring import IGNORE
from realign.loading.objects import Objects, TreeEntry
from realign.loading.repository import find_repository, repository_root
from realign.loading.revision_files import ODD_NAME, files_of
from realign.text import Text, message

MOST_FILES = 100_000
"""Of a revision."""
MOST_FOLDERS = 10_000
"""Of a revision, counted wherever they are: one list may stand in any number of places."""
_RULES = ("{}", "refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}", "refs/remotes/{}/HEAD")
"""What git takes a short name for, first rule first."""


@dataclass(frozen=True, slots=True)
class State:
    """A plan as it is or was."""

    name: str
    """What the user calls it."""
    load: Callable[[], Loaded]
    """Reads it; only inside `states`."""


@contextmanager
def states(old: str, new: str | None, plan: Path) -> Iterator[tuple[State, State]]:
    """The two states that are meant.

    `old` and `new` are folders or revisions of the repository that holds `plan`; `old` may be a range
    `A..B`, or `A...B` from where the two parted; without `new` it is the plan as it is now. Nothing is
    checked out. Raises `CallError` for a word that means nothing, or two things.
    """
    with ExitStack() as stack:
        history = _History(plan, stack)
        yield _pair(history, old, new)


def _pair(history: "_History", old: str, new: str | None) -> tuple[State, State]:
    """Both states; `old` may be a range."""
    if new is not None:
        return history.state(old), history.state(new)
    ends = _ends(old)
    if ends is None:
        return history.state(old), _folder(history.plan, str(history.plan))
    if not os.path.lexists(old):
        return history.between(*ends)
    if history.exists():
        raise CallError(
            message("{old} is a folder here and could be a range", old=_quoted(old)), _either(old)
        )
    return _folder(Path(old), old), _folder(history.plan, str(history.plan))


def _ends(wanted: str) -> tuple[str, str, bool] | None:
    """The ends of a range, and whether it begins where they parted; `None` if it is no range."""
    found = None if _is_path(wanted) else re.fullmatch(r"(.*?)(\.\.\.?)(.*)", wanted, re.DOTALL)
    return (found[1], found[3] or "HEAD", found[2] == "...") if found else None


class _History:
    """The plan's repository, opened when it is first asked for."""

    def __init__(self, plan: Path, stack: ExitStack) -> None:
        """Take the plan as it is now, a folder or a file."""
        self.plan = plan
        self._home = (plan if plan.is_dir() else plan.parent).resolve()
        self._stack = stack
        self._opened: Objects | None = None

    def state(self, wanted: str) -> State:
        """The folder or the revision that a word names."""
        if not wanted.strip():
            raise CallError(
                message("a revision is empty"),
                message("name a folder or a revision; is a variable of the workflow unset?"),
            )
        if _is_path(wanted):
            return _folder(Path(wanted), wanted)
        if not os.path.lexists(wanted):
            return self._revision(wanted, self._commit(wanted))
        if self._knows(wanted):
            raise CallError(
                message("{wanted} is both a folder here and a revision", wanted=_quoted(wanted)),
                _either(wanted),
            )
        return _folder(Path(wanted), wanted)

    def between(self, first: str, last: str, parted: bool) -> tuple[State, State]:
        """The two ends of a range."""
        if not first.strip() or not last.strip():
            raise CallError(
                message("the range has no beginning"),
                message("write HEAD..other, or is a variable of the workflow unset?"),
            )
        old, new = self._commit(first), self._commit(last)
        if not parted:
            return self._revision(first, old), self._revision(last, new)
        objects = self._open(first)
        base = objects.common_ancestor(old, new)
        if base is None:
            raise CallError(
                message(
                    "{first} and {last} have no commit in common here",
                    first=_quoted(first),
                    last=_quoted(last),
                ),
                message(
                    "fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow"
                ),
            )
        return self._revision(base, base), self._revision(last, new)

    def exists(self) -> bool:
        """Whether the plan is in a repository."""
        return repository_root(self._home) is not None

    def _knows(self, wanted: str) -> bool:
        """Whether a word that names a folder could be a revision, too."""
        try:
            repository = find_repository(self._home)
            if repository is None:
                return False
            objects = self._open(wanted)
        except GitMissingError:
            return repository is not None and any(rule.format(wanted) in repository.refs() for rule in _RULES)
        except CallError as error:
            raise CallError(
                message(
                    "{wanted} is a folder here, and nobody can see whether it is a revision, too: {message}",
                    wanted=_quoted(wanted),
                    message=error.message,
                ),
                _either(wanted),
            ) from error
        return objects.commit(wanted) is not None

    def _commit(self, wanted: str) -> str:
        """The number of the commit that a revision names."""
        objects = self._open(wanted)
        if re.search(r"[\x00-\x1f\x7f]", wanted):
            raise CallError(
                message("git knows no revision {wanted}", wanted=_quoted(wanted)),
                message("a revision has no such characters"),
            )
        branch = re.split(r"[~^:]|@\{", wanted, maxsplit=1)[0]
        meant = [name for name in (rule.format(branch) for rule in _RULES) if name in objects.git.refs]
        known = bool(meant)
        if branch in meant:  # its whole name
            meant = []
        elif meant and objects.begun_by(branch):
            meant.append("a commit of that number")
        if len({objects.git.refs.get(name) for name in meant}) > 1:
            raise CallError(
                message(
                    "{branch} can mean {map}", branch=_quoted(branch), map=" and ".join(map(printable, meant))
                ),
                message("write the one that is meant"),
            )
        number = objects.commit(wanted)
        if number is None:
            raise CallError(
                message("git knows no revision {wanted}", wanted=_quoted(wanted)),
                self._advice(objects, known),
            )
        return number

    def _advice(self, objects: Objects, known: bool) -> Text:
        """What to do where a revision is not known, though perhaps the branch or tag that it begins with."""
        if not objects.git.refs:
            return message("the names of its branches cannot be read: write the number of the commit")
        if objects.git.shallow:
            return message(
                "this is a shallow clone: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow"
            )
        if known:
            return message(
                "it has no such commit here, or a damaged one: `git log` lists, `git fsck` checks them"
            )
        return message("there is no folder of that name either; git log --oneline lists revisions")

    def _open(self, wanted: str) -> Objects:
        """The repository; raises `CallError` if the plan is in none."""
        if self._opened is None:
            repository = find_repository(self._home)
            if repository is None:
                raise CallError(
                    message(
                        "{wanted} is no folder, and the plan is in no git repository", wanted=_quoted(wanted)
                    ),
                    message("name a folder, or a revision of the plan's repository"),
                )
            self._opened = Objects(self._stack.enter_context(Git(repository)))
        return self._opened

    def _revision(self, wanted: str, commit: str) -> State:
        """The plan at a commit."""
        objects = self._open(wanted)
        name = printable(wanted if len(wanted) < 40 else commit[:12])
        inside = self._home.relative_to(objects.git.repository.root).as_posix()
        shown = printable("" if inside == "." else f"{inside}/")
        found = tuple(self._entries(objects, commit, shown, name))
        where = f"{name}:{shown}"
        return State(name, lambda: load_files(where, files_of(objects, found, where)))

    def _entries(
        self, objects: Objects, commit: str, shown: str, name: str
    ) -> Iterator[tuple[str, TreeEntry]]:
        """The YAML files of the plan's folder at a commit with their paths inside it, sorted by them."""
        folder = commit
        entries = objects.tree(folder)
        for part in self._home.relative_to(objects.git.repository.root).parts:
            entry = next((entry for entry in entries if os.fsdecode(entry.name) == part), None)
            if entry is None or entry.kind != "folder":
                what = (
                    message("{part} is a {kind}", part=printable(part), kind=entry.kind)
                    if entry
                    else message("there is no folder {shown}", shown=shown)
                )
                raise CallError(
                    message("at '{name}' {what}", name=name, what=what),
                    message("name another revision, or another folder with --plan"),
                )
            folder = entry.number
            entries = objects.tree(folder)
        found = [
            (os.fsdecode(entry.name), entry) for entry in entries if self._wanted(os.fsdecode(entry.name))
        ]
        if self.plan.is_dir():
            for inner in self._inner(_Folders(objects, name), entries, "", MOST_LEVELS):
                found.append(inner)
                if len(found) > MOST_FILES:
                    break
        if not any(path != IGNORE for path, _ in found):
            raise CallError(
                message(
                    "at '{name}' there is no plan in {part}", name=name, part=shown or message("this folder")
                )
            )
        if len(found) > MOST_FILES:
            raise CallError(
                message(
                    "at '{name}' {part} holds more than {grouped} files of YAML",
                    name=name,
                    part=shown or message("this folder"),
                    grouped=grouped(MOST_FILES),
                )
            )
        yield from sorted(found, key=lambda pair: pair[0])

    def _inner(
        self, folders: "_Folders", entries: Iterable[TreeEntry], above: str, levels: int
    ) -> Iterator[tuple[str, TreeEntry]]:
        """The YAML files in the folders inside the plan's, with their paths."""
        for entry in entries:
            name = os.fsdecode(entry.name)
            if entry.kind != "folder" or name.startswith(".") or name == "node_modules" or not levels:
                continue
            inside = folders.open(entry.number)
            if any(file.name == b"pyvenv.cfg" for file in inside):
                continue
            for file in inside:
                called = os.fsdecode(file.name)
                if file.kind != "folder" and called != IGNORE and self._wanted(called):
                    yield f"{above}{name}/{called}", file
            yield from self._inner(folders, inside, f"{above}{name}/", levels - 1)

    def _wanted(self, name: str) -> bool:
        """Whether this is a file of the plan."""
        if not self.plan.is_dir():
            return name == self.plan.name
        if ODD_NAME.search(name):
            return name.lower().endswith(ENDINGS)
        return name == IGNORE or (not name.startswith(".") and name.lower().endswith(ENDINGS))


class _Folders:
    """The folders inside a plan's at a revision: the same one in a hundred places is still read once."""

    def __init__(self, objects: Objects, name: str) -> None:
        """Read by `objects`; `name` is the revision."""
        self._tree = cache(objects.tree)
        self._name, self._left = name, MOST_FOLDERS

    def open(self, number: str) -> tuple[TreeEntry, ...]:
        """What a folder holds; raises `CallError` where more are opened than any plan has."""
        self._left -= 1
        if self._left < 0:
            raise CallError(
                message(
                    "at '{name}' the plan holds more than {grouped} folders",
                    name=self._name,
                    grouped=grouped(MOST_FOLDERS),
                ),
                message("name another revision, or another folder with --plan"),
            )
        return self._tree(number)


def _folder(path: Path, name: str) -> State:
    """A folder or a file as it is."""
    return State(name, lambda: load(find_plan(str(path), {})[0]))


def _is_path(wanted: str) -> bool:
    """Whether a word can only be meant as a folder: `./main`, `main/`, `/plans/main`, `..`."""
    parts = re.split(r"[/\\]" if os.sep == "\\" else "/", wanted)
    return Path(wanted).is_absolute() or "." in parts or ".." in parts or (len(parts) > 1 and not parts[-1])


def _quoted(wanted: str) -> Text:
    """A word of the user as messages repeat it."""
    return message("'{wanted}'", wanted=short(wanted, 100))


def _either(wanted: str) -> Text:
    """How to say which is meant."""
    return message(
        "write ./{wanted} for the folder; for the revision refs/heads/NAME, or its number",
        wanted=short(wanted, 100),
    )
