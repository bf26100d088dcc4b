"""What a code means: a list of all codes, or one code with its examples."""

from collections.abc import Iterator

from realign.questions.explain import Manual
from realign.sheets import Column, Kind, Sheet
from realign.text import Text, fill, message
from realign.views.terms import SEVERITIES

_LIST = (
    Column("code", message("Code"), Kind.CODE),
    Column("severity", message("Severity"), Kind.STATE),
    Column("summary", message("What is wrong")),
)


def sheets(answer: Manual) -> Iterator[Sheet]:
    """A list of all codes, or everything about one."""
    if len(answer.rules) != 1:
        rows = tuple((rule.code, SEVERITIES[rule.severity], rule.summary) for rule in answer.rules)
        notes = (message("realign explain CODE says more"),)
        yield Sheet("codes", message("What can be wrong"), _LIST, rows, notes)
        return
    rule = answer.rules[0]
    says = (rule.summary, rule.remedy)
    title = fill(message("{code} {severity}"), code=rule.code, severity=SEVERITIES[rule.severity])
    yield Sheet("code", title, (), (), says)
    if rule.broken:
        yield _example("broken", message("Broken"), rule.broken)
    if rule.mended:
        yield _example("mended", message("Mended"), rule.mended)


def _example(name: str, title: Text, example: str) -> Sheet:
    """The lines of an example, one below the other."""
    return Sheet(name, title, (), (), tuple(example.splitlines()), verbatim=True)
