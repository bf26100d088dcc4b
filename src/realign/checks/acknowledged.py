"""From warnings about slips that we know of to notes: what `discrepancies` acknowledge."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from realign.checks.check import Complaint
from realign.checks.names import wording
from realign.findings import Finding, Locate, Rule, Severity
from realign.plan import Discrepancy, Plan

UNMATCHED = Rule.of(
    "RA901",
    Severity.WARNING,
    """A discrepancy acknowledges nothing: no warning is about what it names.

    The slip was mended, or the record names another code, record, field or paragraph than the warning does.
    Drop the record, or correct what it names. A discrepancy that names `records` matches warnings about
    them; without `records`, one of its paragraphs must be among those of the warning.

    Broken:
        discrepancies: [{id: X1, ref: [PLAN 3], code: RA401, says: It adds up to 13, reading: A slip}]

    Mended:
        discrepancies: []
    """,
)


def acknowledge(plan: Plan, findings: Iterable[Finding], locate: Locate) -> Iterator[Finding]:
    """Turn each warning that a discrepancy names into a note; warn of what discrepancies name in vain."""
    used: set[tuple[str, str]] = set()
    for finding in findings:
        warns = finding.severity is Severity.WARNING
        known = [one for one in plan.discrepancies if warns and _names(one, finding)]
        used.update((one.id, finding.record if one.records else "") for one in known)
        yield _note(finding, known) if known else finding
    for one in plan.discrepancies:
        for index, record in enumerate(one.records or ("",)):
            if (one.id, record) not in used:
                yield _unmatched(one, index).finding(UNMATCHED.code, UNMATCHED.severity, locate)


def _names(one: Discrepancy, finding: Finding) -> bool:
    """Whether every condition that the discrepancy gives holds for `finding`."""
    if one.code and one.code != finding.code:
        return False
    if one.fields and finding.field not in one.fields:
        return False
    if one.records:
        return finding.record in one.records
    return not set(one.refs).isdisjoint(finding.refs)


def _note(finding: Finding, known: list[Discrepancy]) -> Finding:
    """The finding as a note that says how the slip is read."""
    first = known[0]
    hint = f"acknowledged by {', '.join(one.id for one in known)}: {wording(first.reading)}"
    return replace(finding, severity=Severity.NOTE, hint=hint, fix=None)


def _unmatched(one: Discrepancy, index: int) -> Complaint:
    """Say that a discrepancy, or one of the records that it names, acknowledges nothing."""
    warning = f"no {one.code} warns" if one.code else "no warning is"
    return Complaint(
        "discrepancies",
        one.id,
        ("records", index) if one.records else ("id",),
        f"discrepancy {one.id} acknowledges nothing: {warning} about {(one.records or one.refs)[index]}",
        "drop it if the slip is mended, else correct what it names",
        one.refs,
    )
