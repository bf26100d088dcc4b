"""What a code means: a list of all codes, or one code with its examples."""

from collections.abc import Iterator

from realign.findings import Severity
from realign.questions.explain import Manual, Word
from realign.sheets import Column, Kind, Sheet
from realign.text import Text, Typed, fill, join, message, say
from realign.views.terms import SEVERITIES

_LIST = (
    Column("code", message("Code"), Kind.CODE),
    Column("severity", message("Severity"), Kind.STATE),
    Column("summary", message("What is wrong")),
)


def sheets(answer: Manual) -> Iterator[Sheet]:
    """A list of all codes, or everything about one."""
    if answer.words:
        for number, word in enumerate(answer.words):
            yield _word(word, f"_{number + 1}" if number else "")
        return
    if len(answer.rules) != 1:
        rows = tuple((rule.code, SEVERITIES[rule.severity], rule.summary) for rule in answer.rules)
        notes = (
            Typed(message("realign explain CODE says more")),
            Typed(message("realign explain WORD does the same for the words of a table")),
        )
        yield Sheet("codes", message("What can be wrong"), _LIST, rows, notes)
        return
    rule = answer.rules[0]
    says = [rule.summary, rule.remedy]
    if rule.severity is Severity.WARNING:
        says.append(message("It is listed as a note where a record of `discrepancies` acknowledges it."))
    title = fill(message("{code} {severity}"), code=rule.code, severity=SEVERITIES[rule.severity])
    yield Sheet("code", title, (), (), tuple(says))
    if rule.broken:
        yield _example("broken", message("Broken"), rule.broken)
    if rule.mended:
        yield _example("mended", message("Mended"), rule.mended)


def _word(word: Word, suffix: str) -> Sheet:
    """What a word means, and which words the same entry explains."""
    others = {say(name, "en"): name for name in word.names[1:] if "…" not in say(name, "en")}
    also = (message("Also said by the same entry: {names}", names=join(others.values())),) if others else ()
    return Sheet(f"word{suffix}", word.names[0], (), (), (word.says, *also))


def _example(name: str, title: Text, example: str) -> Sheet:
    """The lines of an example, one below the other."""
    return Sheet(name, title, (), (), tuple(example.splitlines()), verbatim=True)
