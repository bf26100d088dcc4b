"""What is wrong with a plan: one table of all findings, and what was read."""

from collections.abc import Iterator, Sequence

from realign.checks.names import several
from realign.findings import Finding, Severity
from realign.questions.validate import Validation
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import CLAUSE, Message, Text, fill, join, message, plural
from realign.views import Wording
from realign.views.causes import FindingGroup, causes, elsewhere
from realign.views.terms import SEVERITIES

_COLUMNS = (
    Column("place", message("Place"), Kind.CODE),
    Column("code", message("Code"), Kind.CODE),
    Column("severity", message("Severity"), Kind.STATE),
    Column("message", message("What is wrong")),
    Column("hint", message("What to do")),
)
_BY_CAUSE = (
    Column("code", message("Code"), Kind.CODE),
    Column("severity", message("Severity"), Kind.STATE),
    Column("count", message("How often"), Kind.INTEGER),
    Column("place", message("Place"), Kind.CODE),
    Column("message", message("What is wrong")),
    Column("elsewhere", message("Also")),
    Column("hint", message("What to do")),
)
_BRIEF = ("code", "place", "message")
_BRIEF_BY_CAUSE = ("code", "count", "place", "message")
MOST_NAMED = 8
"""Files that were not read and are named on the screen; JSON names all."""


def sheets(answer: Validation) -> Iterator[Sheet]:
    """All findings, with their number below; where several have one cause, a table of causes, too."""
    rows = tuple(
        (f"{finding.place}", finding.code, SEVERITIES[finding.severity], finding.message, finding.hint)
        for finding in answer.findings
    )
    found, notes = causes(answer.findings), tuple(_notes(answer))
    many = len(found) < len(rows)
    order = _order(answer.findings)
    yield Sheet(
        "findings", _headline(answer), _COLUMNS, rows, () if many else notes, many, brief=_BRIEF, order=order
    )
    if many:
        told = tuple(map(_told, found))
        order = _order([cause.finding for cause in found])
        title = join((_headline(answer), message("by cause")), CLAUSE)
        yield Sheet("causes", title, _BY_CAUSE, told, notes, brief=_BRIEF_BY_CAUSE, order=order)


def _order(findings: Sequence[Finding]) -> tuple[int, ...]:
    """What a reader sees first: errors, then warnings, then notes, each in the order of the files."""
    return tuple(sorted(range(len(findings)), key=lambda at: [*Severity].index(findings[at].severity)))


def _told(cause: FindingGroup) -> tuple[Cell, ...]:
    """The row of a cause."""
    one = cause.finding
    severity = SEVERITIES[one.severity]
    return one.code, severity, cause.count, f"{one.place}", one.message, elsewhere(cause), one.hint


def wording(answer: Validation) -> Wording:
    """How many findings there are, as programs are told first."""
    return {"headline": _headline(answer)}


def _headline(answer: Validation) -> Message:
    """How many findings there are."""
    if not answer.findings:
        return message("Nothing found.")
    return message(
        "{errors} errors, {warnings} warnings, {notes} notes",
        errors=answer.counts.error,
        warnings=answer.counts.warning,
        notes=answer.counts.note,
    )


def _notes(answer: Validation) -> Iterator[Message]:
    """How many findings are silenced, and what was read."""
    if answer.silenced:
        yield message("{count} more are silenced by comments in the plan", count=answer.silenced)
    yield from looked_at(answer)


def looked_at(answer: Validation) -> Iterator[Message]:
    """How many files and records were read, and what was left out."""
    if not answer.files:
        return
    files = plural("1 file", "{count} files", len(answer.files))
    kinds = join(
        message("{kind} {number}", kind=several(kind), number=number) for kind, number in answer.read.items()
    )
    none = message("no plan until the errors are mended") if answer.counts.error else message("no records")
    yield fill(message("read: {files}; {kinds}"), files=files, kinds=kinds if answer.read else none)
    if answer.left_out:
        parts = answer.left_out[:MOST_NAMED]
        named: dict[Text, list[str]] = {}
        for part in parts:
            named.setdefault(part.why, []).append(part.what)
        some = join(message("{what} ({why})", what=join(what), why=why) for why, what in named.items())
        rest = len(answer.left_out) - len(parts)
        more = message(" and {rest} more", rest=rest) if rest else ""
        yield fill(message("left out: {some}{more}"), some=some, more=more)
