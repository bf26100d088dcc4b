"""What does a code mean, why does it matter, and how does the plan look broken and mended?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from realign.findings import CallError, Finding, Rule
from realign.sheets import Column, Kind, Sheet
from realign.text import Text, fill, message
from realign.views.terms import SEVERITIES

_LIST = (
    Column("code", message("Code"), Kind.CODE),
    Column("severity", message("Severity"), Kind.STATE),
    Column("summary", message("What is wrong")),
)


@dataclass(frozen=True, slots=True)
class Manual:
    """The manual of one code, or of all."""

    rules: tuple[Rule, ...]
    passed: bool = True
    findings: tuple[Finding, ...] = field(default=())

    def sheets(self) -> Iterator[Sheet]:
        """A list of all codes, or everything about one."""
        if len(self.rules) != 1:
            rows = tuple((rule.code, SEVERITIES[rule.severity], rule.summary) for rule in self.rules)
            notes = (message("realign explain CODE says more"),)
            yield Sheet("codes", message("What can be wrong"), _LIST, rows, notes)
            return
        rule = self.rules[0]
        says = (rule.summary, *_paragraphs(rule.remedy))
        title = fill(
            message("{code} {severity}"),
            code=rule.code,
            severity=SEVERITIES[rule.severity],
        )
        yield Sheet("code", title, (), (), says)
        if rule.broken:
            yield _example("broken", message("Broken"), rule.broken)
        if rule.mended:
            yield _example("mended", message("Mended"), rule.mended)


def explain(rules: Iterable[Rule], code: str | None = None) -> Manual:
    """Look up `code` among `rules`, in capitals or not; all of them, in order, without a code.

    Raises `CallError` for a code that does not exist.
    """
    manual = {rule.code: rule for rule in sorted(rules, key=lambda rule: rule.code)}
    if code is None:
        return Manual(tuple(manual.values()))
    wanted = code.strip().upper()
    if wanted.isdigit():
        wanted = f"RA{wanted}"
    if wanted not in manual:
        family = [one for one in manual if one[:3] == wanted[:3]]
        hint = f"there is {', '.join(family)}" if family else "realign explain lists all codes"
        raise CallError(f"there is no code {code}", hint)
    return Manual((manual[wanted],))


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, each on one line."""
    return (" ".join(part.split()) for part in text.split("\n\n"))


def _example(name: str, title: Text, example: str) -> Sheet:
    """The lines of an example, one below the other."""
    return Sheet(name, title, (), (), tuple(example.splitlines()), verbatim=True)
