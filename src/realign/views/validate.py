"""What is wrong with a plan: one table of all findings, and what was read."""

from collections.abc import Iterator

from realign.questions.validate import Validation
from realign.sheets import Column, Kind, Sheet
from realign.text import Message, fill, message, plural
from realign.views.terms import SEVERITIES

_COLUMNS = (
    Column("place", message("Place"), Kind.CODE),
    Column("code", message("Code"), Kind.CODE),
    Column("severity", message("Severity"), Kind.STATE),
    Column("message", message("What is wrong")),
    Column("hint", message("What to do")),
)
_BRIEF = ("code", "place", "message")
MOST_NAMED = 8
"""Files that were not read and are named on the screen; JSON names all."""


def sheets(answer: Validation) -> Iterator[Sheet]:
    """One table of all findings, with their number below."""
    rows = tuple(
        (f"{finding.place}", finding.code, SEVERITIES[finding.severity], finding.message, finding.hint)
        for finding in answer.findings
    )
    yield Sheet("findings", message("Findings"), _COLUMNS, rows, tuple(_notes(answer)), brief=_BRIEF)


def _notes(answer: Validation) -> Iterator[Message]:
    """How many findings there are, how many are silenced, and what was read."""
    yield message(
        "{errors} errors, {warnings} warnings, {notes} notes",
        errors=answer.counts.error,
        warnings=answer.counts.warning,
        notes=answer.counts.note,
    )
    if answer.silenced:
        yield message("{count} more are silenced by comments in the plan", count=answer.silenced)
    yield from looked_at(answer)


def looked_at(answer: Validation) -> Iterator[Message]:
    """How many files and records were read, and what was left out."""
    if not answer.files:
        return
    files = plural("1 file", "{count} files", len(answer.files))
    kinds = ", ".join(f"{kind} {number}" for kind, number in answer.read.items())
    yield fill(message("read: {files}; {kinds}"), files=files, kinds=kinds or message("no records"))
    if answer.left_out:
        some = [f"{part.what} ({part.why})" for part in answer.left_out[:MOST_NAMED]]
        rest = len(answer.left_out) - len(some)
        more = message(" and {rest} more", rest=rest) if rest else ""
        yield fill(message("not read: {some}{more}"), some=", ".join(some), more=more)
