"""What came of an import: records by kind, what was left out and why, and everything that is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from realign.checks.names import singular
from realign.findings import Counts, Finding, Rule, Severity, ordered
from realign.sheets import Column, Kind, Sheet
from realign.words import Text, Words, fill, join, words


@dataclass(frozen=True, slots=True)
class LeftOut:
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
    left_out: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]
    """About the file, and about the plan that was made of it."""
    counts: Counts
    passed: bool
    """False if something is an error, in the file or in the plan."""
    rules: tuple[Rule, ...] = ()
    """The manual of the codes that were found."""

    def sheets(self) -> Iterator[Sheet]:
        """What was read, what was left out, what is wrong."""
        columns = (
            Column("kind", words(en="Kind", zh="类别"), Kind.CODE),
            Column("records", words(en="Records", zh="记录数"), Kind.INTEGER),
        )
        yield Sheet("read", words(en="What was read", zh="已读取"), columns, tuple(self.read.items()))
        why = (
            Column("what", words(en="What", zh="内容"), Kind.CODE),
            Column("why", words(en="Why", zh="原因")),
        )
        rows = tuple((part.what, part.why) for part in self.left_out)
        yield Sheet("left_out", words(en="What was left out", zh="未读取"), why, rows)
        wrong = (
            Column("place", words(en="Place", zh="位置"), Kind.CODE),
            Column("code", words(en="Code", zh="代码"), Kind.CODE),
            Column("severity", words(en="Severity", zh="程度"), Kind.CODE),
            Column("message", words(en="What is wrong", zh="问题")),
            Column("hint", words(en="What to do", zh="建议")),
        )
        told = tuple(
            (f"{finding.place}", finding.code, finding.severity.value, finding.message, finding.hint)
            for finding in self.findings
        )
        yield Sheet("findings", words(en="Findings", zh="检查结果"), wrong, told)

    def summary(self) -> Iterator[Words]:
        """The same in a few lines."""
        if self.sheets_read:
            parts = [
                fill(
                    words(
                        en="{records} {kind} (sheet {sheet}, {rows})",
                        zh="{kind} {records}条（工作表{sheet}，{rows}）",
                    ),
                    records=sheet.records,
                    kind=sheet.kind if sheet.records != 1 else singular(sheet.kind),
                    sheet=sheet.sheet.strip(),
                    rows=span(sheet.first_row, sheet.last_row),
                )
                for sheet in self.sheets_read
            ]
        else:
            counted = words(en="{records} {kind}", zh="{kind} {records}条")
            parts = [
                fill(counted, records=number, kind=kind if number != 1 else singular(kind))
                for kind, number in self.read.items()
            ]
        if parts:
            yield fill(words(en="read: {parts}", zh="已读取：{parts}"), parts=join(parts, en=", ", zh="、"))
        else:
            yield words(en="nothing was written", zh="什么也没有写入")
        if self.left_out:
            some = [
                fill(words(en="{what} ({why})", zh="{what}（{why}）"), what=part.what, why=part.why)
                for part in self.left_out[:10]
            ]
            more = len(self.left_out) - len(some)
            if more:
                some.append(fill(words(en="{more} more", zh="另有{more}处"), more=more))
            yield fill(
                words(en="left out: {parts}", zh="未读取：{parts}"), parts=join(some, en=", ", zh="、")
            )


def span(first: int, last: int) -> Words:
    """Rows as a sentence names them."""
    one, several = (
        words(en="row {first}", zh="第{first}行"),
        words(en="rows {first} to {last}", zh="第{first}至{last}行"),
    )
    return fill(one if first == last else several, first=first, last=last)


def imported(
    sheets: Iterable[SheetRead],
    left_out: Iterable[LeftOut],
    findings: Iterable[Finding],
    read: Mapping[str, int] | None = None,
    rules: Iterable[Rule] = (),
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
    return Imported(counted, every, tuple(left_out), found, Counts.of(found), passed, needed)
