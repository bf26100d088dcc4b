"""What does a code mean, why does it matter, and how does the plan look broken and mended?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from realign.analysis.wording import SEVERITIES
from realign.findings import CallError, Finding, Rule
from realign.sheets import Column, Kind, Sheet
from realign.words import Text, fill, words

_LIST = (
    Column("code", words(en="Code", zh="代码"), Kind.CODE),
    Column("severity", words(en="Severity", zh="程度"), Kind.STATE),
    Column("summary", words(en="What is wrong", zh="问题")),
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
            notes = (words(en="realign explain CODE says more", zh="realign explain 代码 可查看详情"),)
            yield Sheet("codes", words(en="What can be wrong", zh="可能的问题"), _LIST, rows, notes)
            return
        rule = self.rules[0]
        says = (rule.summary, *_paragraphs(rule.remedy))
        title = fill(
            words(en="{code} {severity}", zh="{code} {severity}"),
            code=rule.code,
            severity=SEVERITIES[rule.severity],
        )
        yield Sheet("code", title, (), (), says)
        if rule.broken:
            yield _example("broken", words(en="Broken", zh="有误"), rule.broken)
        if rule.mended:
            yield _example("mended", words(en="Mended", zh="改正"), rule.mended)


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
