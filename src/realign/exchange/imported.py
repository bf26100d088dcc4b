"""What came of an import: records by kind, what was left out and why, and everything that is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from realign.checks.names import several, singular
from realign.findings import Counts, Finding, Rule, Severity, ordered
from realign.models.change.record_changes import FieldChange
from realign.sheets import Column, Kind, Sheet
from realign.text import Message, Text, fill, first_few, join, message, message_in
from realign.views.changed_fields import changed_fields


@dataclass(frozen=True, slots=True)
class SkippedPart:
    """A part of the file that became no record."""

    what: Text
    """Its name: a sheet, or a sheet and a row."""
    why: Text


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet that became records."""

    sheet: str
    kind: str
    records: int
    first_row: int
    last_row: int


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome of an import; the plan is written only where the file itself has no error."""

    read: Mapping[str, int]
    """Kind -> how many records were read."""
    sheets_read: tuple[SheetRead, ...]
    """Where they come from, for a workbook."""
    left_out: tuple[SkippedPart, ...]
    findings: tuple[Finding, ...]
    """About the file, and about the plan that was made of it."""
    counts: Counts
    changes: tuple[FieldChange, ...]
    """Fields of the plan that the file has otherwise."""
    passed: bool
    """False if something is an error, in the file or in the plan."""
    rules: tuple[Rule, ...] = ()
    """The manual of the codes that were found."""

    def sheets(self) -> Iterator[Sheet]:
        """What was read, what was left out, what is wrong; that first where something is an error."""
        if self.counts.error:
            yield self._wrong()
        columns = (
            Column("kind", message("Kind"), Kind.CODE),
            Column("records", message_in("imported", "Records"), Kind.INTEGER),
        )
        yield Sheet("read", message("What was read"), columns, tuple(self.read.items()))
        why = (
            Column("what", message("What"), Kind.CODE),
            Column("why", message("Why")),
        )
        rows = tuple((part.what, part.why) for part in self.left_out)
        yield Sheet("left_out", message("What was left out"), why, rows)
        yield changed_fields(self.changes)
        if not self.counts.error:
            yield self._wrong()

    def _wrong(self) -> Sheet:
        """The findings, errors first."""
        wrong = (
            Column("place", message("Place"), Kind.CODE),
            Column("code", message("Code"), Kind.CODE),
            Column("severity", message("Severity"), Kind.CODE),
            Column("message", message("What is wrong")),
            Column("hint", message("What to do")),
        )
        told = tuple(
            (f"{finding.place}", finding.code, finding.severity.value, finding.message, finding.hint)
            for finding in sorted(self.findings, key=lambda one: [*Severity].index(one.severity))
        )
        return Sheet("findings", message("Findings"), wrong, told)

    def summary(self) -> Iterator[Message]:
        """The same in a few lines."""
        if self.sheets_read:
            parts = [
                fill(
                    message("{records} {kind} (sheet {sheet}, {rows})"),
                    records=sheet.records,
                    kind=several(sheet.kind) if sheet.records != 1 else singular(sheet.kind),
                    sheet=sheet.sheet.strip(),
                    rows=span(sheet.first_row, sheet.last_row),
                )
                for sheet in self.sheets_read
            ]
        else:
            counted = message("{records} {kind}")
            parts = [
                fill(counted, records=number, kind=several(kind) if number != 1 else singular(kind))
                for kind, number in self.read.items()
            ]
        if parts:
            yield fill(message("read: {parts}"), parts=join(parts))
        else:
            yield message("nothing was written")
        if self.left_out:
            every = [fill(message("{what} ({why})"), what=part.what, why=part.why) for part in self.left_out]
            some = first_few(every, 10, message_in("imported", "{more} more"))
            yield fill(message("left out: {parts}"), parts=join(some))


def span(first: int, last: int) -> Message:
    """Rows as a sentence names them."""
    one, several = (
        message("row {first}"),
        message("rows {first} to {last}"),
    )
    return fill(one if first == last else several, first=first, last=last)


def imported(
    sheets: Iterable[SheetRead],
    left_out: Iterable[SkippedPart],
    findings: Iterable[Finding],
    read: Mapping[str, int] | None = None,
    rules: Iterable[Rule] = (),
    changes: Iterable[FieldChange] = (),
) -> Imported:
    """Put the outcome together; without `read` the records of the sheets are counted.

    `rules` is the manual of all codes; the outcome keeps the part that is needed.
    """
    every, found = tuple(sheets), ordered(findings)
    counted = dict(read or {})
    for sheet in every:
        counted[sheet.kind] = counted.get(sheet.kind, 0) + sheet.records
    passed = bool(counted) and not any(finding.severity is Severity.ERROR for finding in found)
    codes = {finding.code for finding in found}
    needed = tuple(rule for rule in rules if rule.code in codes)
    return Imported(counted, every, tuple(left_out), found, Counts.of(found), tuple(changes), passed, needed)
