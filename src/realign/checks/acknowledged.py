"""From warnings about slips that we know of to notes: what `discrepancies` acknowledge."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from realign.checks.check import Complaint
from realign.checks.names import wording
from realign.findings import Finding, Locate, Rule, Severity
from realign.plan import Discrepancy, Plan

UNMATCHED = Rule.of(
    "RA801",
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
    """Turn each warning that a discrepancy names into a note; warn of discrepancies that name none."""
    unused = {one.id: one for one in plan.discrepancies}
    for finding in findings:
        known = _of(plan, finding) if finding.severity is Severity.WARNING else None
        if known is None:
            yield finding
            continue
        for one in known:
            unused.pop(one.id, None)
        yield _note(finding, known)
    for one in unused.values():
        yield _unmatched(one).finding(UNMATCHED.code, UNMATCHED.severity, locate)


def _of(plan: Plan, finding: Finding) -> list[Discrepancy] | None:
    """The discrepancies that name `finding`."""
    return [one for one in plan.discrepancies if _names(one, finding)] or None


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


def _unmatched(one: Discrepancy) -> Complaint:
    """Say that a discrepancy acknowledges nothing."""
    code = f"{one.code} " if one.code else ""
    about = ", ".join(one.records or one.refs)
    return Complaint(
        "discrepancies",
        one.id,
        ("id",),
        f"discrepancy {one.id} acknowledges nothing: no warning {code}is about {about}",
        "drop it if the slip is mended, else correct what it names",
        one.refs,
    )
