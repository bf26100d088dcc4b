"""A check is a code, a sentence, a remedy and a small function that complains."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType

from realign.findings import Finding, Fix, Locate, Related, Severity
from realign.plan import Plan

Where = tuple[str, str, tuple[str | int, ...]]
"""Kind, id of the record, path inside it."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Whom it concerns, where in it, and what is wrong; the file and line are found later."""

    kind: str
    """Key of the plan such as `links`; `plan` for what the plan says of itself."""
    record: str
    """Id of the record."""
    path: tuple[str | int, ...]
    """Where in the record: field, then key or index."""
    message: str
    hint: str = ""
    refs: tuple[str, ...] = ()
    """Paragraphs concerned, so that a discrepancy can acknowledge it."""
    replacement: str | None = None
    """What to write there instead, where that is certain enough for `--fix`."""
    related: tuple[tuple[Where, str], ...] = ()
    """Other places, and what is there."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong with a plan."""

    code: str
    severity: Severity
    summary: str
    """What is wrong, in one sentence."""
    remedy: str
    """Why it matters and what to do; may hold a broken and a mended example."""
    complaints: Callable[[Plan], Iterable[Complaint]]

    def run(self, plan: Plan, locate: Locate) -> Iterator[Finding]:
        """Find what is wrong with `plan`; `locate` knows the files."""
        for complaint in self.complaints(plan):
            place = locate(complaint.kind, complaint.record, *complaint.path)
            yield Finding(
                code=self.code,
                severity=self.severity,
                message=complaint.message,
                place=place,
                hint=complaint.hint,
                related=tuple(
                    Related(locate(kind, record, *path), says)
                    for (kind, record, path), says in complaint.related
                ),
                fix=None
                if complaint.replacement is None
                else Fix(place, complaint.replacement, f"write {complaint.replacement}"),
                refs=complaint.refs,
                record=f"{complaint.kind}/{complaint.record}",
                field=".".join(map(str, complaint.path)),
            )


def check(
    code: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Plan], Iterable[Complaint]]], Check]:
    """Make a check of a function; its docstring is the manual: a sentence, then the remedy."""
    if not re.fullmatch(r"RA\d{3}", code):
        raise ValueError(f"{code} is not RA and three digits")

    def decorate(function: Callable[[Plan], Iterable[Complaint]]) -> Check:
        summary, _, remedy = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
        if not remedy:
            raise ValueError(f"{code} needs a sentence and a remedy in its docstring")
        return Check(code, severity, summary.replace("\n", " "), remedy.strip(), function)

    return decorate


def checks_of(family: ModuleType) -> tuple[Check, ...]:
    """The checks that a module defines, by code."""
    found = (thing for thing in vars(family).values() if isinstance(thing, Check))
    return tuple(sorted(found, key=lambda one: one.code))
