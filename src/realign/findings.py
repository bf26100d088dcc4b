"""How we say what is wrong: a code, a place, a sentence and a next step."""

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from realign.text import Message, Text, say


class Severity(StrEnum):
    """How bad a finding is; an `error` stops the analysis, a `note` stops nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A spot in a text file: line and column, both counted from 1; columns are code points."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a file, `end` exclusive; without `start` the file as a whole."""

    path: str
    start: Position = Position()
    end: Position = Position()

    def __str__(self) -> str:
        """Write `path:line`, the form that editors and reviewers can click."""
        return f"{self.path}:{self.start.line}"


@dataclass(frozen=True, slots=True)
class Fix:
    """Replace what stands at `place` by `replacement`; `says` tells the user what that does."""

    place: Place
    replacement: str
    says: Text


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, and what is there."""

    place: Place
    message: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the plan, where it is, and what to do about it."""

    code: str
    """Stable code, `RA` and three digits; never used again for something else."""
    severity: Severity
    message: Text
    """One sentence, plain words, without the place."""
    place: Place
    hint: Text = ""
    """The next step for the author; empty where the message says it all."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    refs: tuple[str, ...] = ()
    """Paragraphs of the sources that the finding is about."""
    record: str = ""
    """`kind/id` of the record that the finding is about, where there is one."""
    field: str = ""
    """Dotted path inside that record, where there is one."""

    @property
    def order(self) -> tuple[str, Position, str]:
        """The key by which findings are sorted first: path, line, column, code."""
        return (self.place.path, self.place.start, self.code)

    @property
    def sentence(self) -> str:
        """The message in English, by which findings of one place and code are sorted."""
        return say(self.message, "en")


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by path, line, column, code, message; the same finding said twice is kept once."""
    by_place = sorted(dict.fromkeys(findings), key=attrgetter("order"))
    return tuple(
        finding
        for _, group in groupby(by_place, attrgetter("order"))
        for finding in sorted(group, key=attrgetter("sentence"))
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """The manual of a code: what it means, why it matters, a broken and a mended example."""

    code: str
    severity: Severity
    summary: Text
    """What is wrong, in one sentence."""
    remedy: Text
    """Why it matters and what to do."""
    broken: str = ""
    """A small plan that has this fault."""
    mended: str = ""
    """The same plan without it."""

    @classmethod
    def of(cls, code: str, severity: Severity, manual: str) -> "Rule":
        """Read a manual: a sentence, a blank line, the remedy; then `Broken:` and `Mended:`, indented.

        Sentence and remedy become messages: each has its entry in the catalogues.
        """
        first, _, rest = manual.partition("\n")
        most, _, mended = f"{first}\n{textwrap.dedent(rest)}".partition("\n\nMended:\n")
        text, _, broken = most.partition("\n\nBroken:\n")
        summary, _, remedy = text.partition("\n\n")
        if not remedy:
            raise ValueError(f"{code} needs a sentence and a remedy in its manual")
        tidy = (textwrap.dedent(one).strip("\n") for one in (broken, mended))
        return cls(code, severity, _as_it_stands(summary), _as_it_stands(remedy), *tidy)

    def finding(
        self,
        place: Place,
        message: Text,
        hint: Text = "",
        *,
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
        record: str = "",
        field: str = "",
    ) -> Finding:
        """Say that it is wrong at `place`."""
        return Finding(
            self.code, self.severity, message, place, hint, related, fix, record=record, field=field
        )


def _as_it_stands(text: str) -> Message:
    """A text of a manual as a message without gaps: its lines are one, its braces are braces."""
    return Message(" ".join(text.split()).replace("{", "{{").replace("}", "}}"))


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment in the plan that silences codes: `# realign: ignore RA204 because …`."""

    place: Place
    """The line that is meant: that of the comment, or the next one where the comment stands alone."""
    codes: tuple[str, ...]
    reason: str = ""


class Key(str):
    """A step of a path that means the key itself and not the value behind it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are of each severity."""

    error: int = 0
    warning: int = 0
    note: int = 0

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Counts":
        """Count `findings` by severity."""
        totals = dict.fromkeys(Severity, 0)
        for finding in findings:
            totals[finding.severity] += 1
        return cls(**{severity.value: number for severity, number in totals.items()})


class CallError(Exception):
    """The call is wrong, not the plan: an unknown lens, an amount that cannot be read.

    The shell prints it to stderr and exits with 2. A model, which knows no texts, gives templates and what
    goes into their gaps: `CallError("delta is {delta:g}", delta=2)`.
    """

    says: Text
    """What is wrong."""
    advice: Text
    """The next step; empty where there is none."""

    def __init__(self, message: Text, hint: Text = "", **arguments: Text | float) -> None:
        """Say what is wrong with the call, and the next step."""
        self.says = _filled(message, arguments)
        self.advice = _filled(hint, arguments)
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return say(self.says, "en")

    @property
    def hint(self) -> str:
        """The next step, in English."""
        return say(self.advice, "en")


def _filled(text: Text, arguments: Mapping[str, Text | float]) -> Text:
    """A template of a model with what goes into its gaps; without arguments single braces are no gaps."""
    gaps = isinstance(text, str) and "{" in text.replace("{{", "")
    plain = not isinstance(text, str) or not text or (gaps and not arguments)
    return text if plain else Message(str(text), arguments)


class Locate(Protocol):
    """Tells where in the files a value of the plan stands."""

    def __call__(self, kind: str, record: str, *path: str | int) -> Place:
        """The place of `path` inside the record `record` of `kind`.

        `kind` is a key of the plan such as `links`, or `plan` for what the plan says of
        itself (`record` is ignored then). Falls back to the longest part of `path` that
        the file has: the record itself, the file, the folder. A last step of type `Key`
        asks for the place of the key itself.
        """
