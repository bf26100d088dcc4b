"""A check is a code, a sentence, a remedy and a small function that complains."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import ModuleType

from realign.findings import Finding, Fix, Locate, Related, Rule, Severity
from realign.plan import Plan
from realign.text import Text, message

Path = tuple[str | int, ...]
"""Where in a record: field, then key or index; a last step of type `Key` means the key itself."""
Advice = tuple[Text, str | None]
"""What to do, and what to write there instead where that is certain."""
Where = tuple[str, str, Path]
"""Kind, id of the record, path inside it."""

MOST = 1_000
"""Complaints of one check that are told one by one."""

_PLAIN = r"[A-Za-z\u4e00-\u9fff][\w/.()\u4e00-\u9fff-]*(?: [\w/.()\u4e00-\u9fff-]+)*"
"""Not compiled before it is needed: that takes longer than most checks."""
_NOT_TEXT = {"y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf"}


@dataclass(frozen=True, slots=True)
class Complaint:
    """Whom it concerns, where in it, and what is wrong; the file and line are found later."""

    kind: str
    """Key of the plan such as `links`; `plan` for what the plan says of itself."""
    record: str
    """Id of the record."""
    path: Path
    """Where in the record: field, then key or index."""
    message: Text
    hint: Text = ""
    """What to do; see also `advice`."""
    refs: tuple[str, ...] = ()
    """Paragraphs concerned, so that a discrepancy can acknowledge it."""
    replacement: str | None = None
    """What to write there instead, where that is certain enough for `--fix`."""
    advice: Callable[[], "Advice"] | None = None
    """Hint and replacement where they take time, such as a search for near names: asked for when told."""
    related: tuple[tuple[Where, Text], ...] = ()
    """Other places, and what is there."""

    def finding(self, code: str, severity: Severity, locate: Locate) -> Finding:
        """Put file and line to the complaint."""
        place = locate(self.kind, self.record, *self.path)
        hint, replacement = self.advice() if self.advice else (self.hint, self.replacement)
        fix = None
        if replacement is not None:
            fix = Fix(place, as_yaml(replacement), message("write {replacement}", replacement=replacement))
        return Finding(
            code=code,
            severity=severity,
            message=self.message,
            place=place,
            hint=hint,
            related=tuple(
                Related(locate(kind, record, *path), says) for (kind, record, path), says in self.related
            ),
            fix=fix,
            refs=self.refs,
            record=f"{self.kind}/{self.record}",
            field=".".join(map(str, self.path)),
        )


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong with a plan."""

    rule: Rule
    """Its code, and what the manual says about it."""
    complaints: Callable[[Plan], Iterable[Complaint]]

    def run(self, plan: Plan, locate: Locate) -> Iterator[Finding]:
        """Find what is wrong with `plan`; `locate` knows the files.

        The first thousand complaints are told one by one; how many more there are is said once.
        """
        complaints = iter(self.complaints(plan))
        for complaint in islice(complaints, MOST):
            yield complaint.finding(self.rule.code, self.rule.severity, locate)
        more = sum(1 for _ in complaints)
        if more:
            says = message(
                "{more} more of {code} are not listed: {summary}",
                more=more,
                code=self.rule.code,
                summary=self.rule.summary,
            )
            yield self.rule.finding(
                locate("plan", plan.about.id), says, message("mend some of those listed first")
            )


def check(
    code: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Plan], Iterable[Complaint]]], Check]:
    """Make a check of a function; its docstring is the manual: see `Rule.of`."""
    if not re.fullmatch(r"RA\d{3}", code):
        raise ValueError(f"{code} is not RA and three digits")

    def decorate(function: Callable[[Plan], Iterable[Complaint]]) -> Check:
        return Check(Rule.of(code, severity, _manual(function)), function)

    return decorate


def _manual(function: Callable[[Plan], Iterable[Complaint]]) -> str:
    """The docstring of a check; from its source where Python runs with -OO, which drops docstrings."""
    if function.__doc__:
        return function.__doc__
    import ast
    import inspect
    import textwrap

    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    return ast.get_docstring(definition, clean=False) or "" if isinstance(definition, ast.FunctionDef) else ""


def checks_of(family: ModuleType) -> tuple[Check, ...]:
    """The checks that a module defines, by code."""
    found = (thing for thing in vars(family).values() if isinstance(thing, Check))
    return tuple(sorted(found, key=lambda one: one.rule.code))


def as_yaml(text: str) -> str:
    """Write `text` so that YAML reads it as that text: bare where it is safe, else in double quotes."""
    if re.fullmatch(_PLAIN, text) and text.lower() not in _NOT_TEXT:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
