"""Which files below a plan's folder are files of the plan, and why the others are left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from realign.findings import Finding
from realign.loading.ignoring import IGNORE, Patterns
from realign.plan import KINDS
from realign.text import Text, message

NAMED = message("{ignore} names it", ignore=IGNORE)
_NAMES = "|".join(("plan", *KINDS)).encode()
_KIND = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n])[\"']?(?:" + _NAMES + rb")[\"']?[ \t]*:")
_PLAN = re.compile(rb"(?:\A(?:\xef\xbb\xbf)?|[\r\n])[\"']?plan[\"']?[ \t]*:")
_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins; such a file is not looked into here."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or a folder that is not read."""

    what: str
    """Its path inside the plan's folder."""
    why: Text


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of YAML: its path inside the plan's folder, and its bytes or what forbids to read it."""

    path: str
    content: bytes | Finding

    @property
    def folder(self) -> str:
        """The folder inside the plan's folder; empty for the plan's folder itself."""
        return self.path.rpartition("/")[0]

    def has(self, pattern: "re.Pattern[bytes]") -> bool:
        """Whether the file begins a line with such a field, as far as that can be told."""
        return isinstance(self.content, bytes) and pattern.search(self.content) is not None


def chosen(candidates: Iterable[FoundFile], patterns: Patterns) -> Iterator[FoundFile | LeftOut]:
    """Part the files of the plan from those that are not.

    Every file of the plan's folder itself is one of the plan. One in a folder inside it is, too, unless that
    folder holds a plan of its own, or the file no kind of records, or `patterns` name it.
    """
    wanted: list[FoundFile] = []
    for candidate in candidates:
        if patterns.name(candidate.path):
            yield LeftOut(candidate.path, NAMED)
        else:
            wanted.append(candidate)
    others = _other_plans(wanted)
    for candidate in wanted:
        other = next((folder for folder in others if f"{candidate.path}".startswith(f"{folder}/")), None)
        if other is not None:
            yield LeftOut(candidate.path, message("{other} holds a plan of its own", other=other))
        elif candidate.folder and isinstance(candidate.content, bytes) and not _may_belong(candidate):
            yield LeftOut(candidate.path, message("it holds no kind of records"))
        else:
            yield candidate


def _other_plans(candidates: list[FoundFile]) -> list[str]:
    """The folders inside the plan's that say themselves which plan they are, where the plan's own does."""
    saying = [candidate.folder for candidate in candidates if candidate.has(_PLAN)]
    return sorted({folder for folder in saying if folder}) if "" in saying else []


def _may_belong(candidate: FoundFile) -> bool:
    """Whether a file holds a kind of records, or cannot be looked into."""
    content = candidate.content
    return candidate.has(_KIND) or (isinstance(content, bytes) and content.startswith(_MARKS))
