"""From warnings about slips that we know of to notes: what `discrepancies` acknowledge."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from realign.checks.check import Complaint
from realign.checks.names import listing, wording
from realign.citations import refs_in_words
from realign.findings import Finding, Locate, Rule, Severity
from realign.plan import Discrepancy, Plan
from realign.text import message

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

UNCHECKED = Rule.of(
    "RA905",
    Severity.NOTE,
    """A slip in a source that only a reader can find.

    No check can: the discrepancy says `unchecked: true`, so that it is listed here and no warning has to
    match it. Nothing is to be done.

    Broken:
        discrepancies:
          - {id: X1, ref: [PLAN 3], says: A past meeting is announced, reading: A slip, unchecked: true}

    Mended:
        discrepancies: []
    """,
)


def acknowledge(plan: Plan, findings: Iterable[Finding], locate: Locate) -> Iterator[Finding]:
    """Turn each warning that a discrepancy names into a note; warn of what discrepancies name in vain."""
    used: set[tuple[str, str]] = set()
    naming = _Naming.of(plan.discrepancies)
    for finding in findings:
        known = naming.all(finding) if finding.severity is not Severity.ERROR else ()
        used.update((one.id, finding.record if one.records else "") for one in known)
        yield _note(finding, known) if known else finding
    for one in plan.discrepancies:
        if one.unchecked:
            yield _read(one).finding(UNCHECKED.code, UNCHECKED.severity, locate)
        for index, record in enumerate(() if one.unchecked else one.records or ("",)):
            if (one.id, record) not in used:
                yield _unmatched(one, index).finding(UNMATCHED.code, UNMATCHED.severity, locate)


@dataclass(frozen=True, slots=True)
class _Naming:
    """Which discrepancies name a record or a paragraph: there may be ten thousand of them."""

    records: Mapping[str, Sequence[tuple[int, Discrepancy]]]
    paragraphs: Mapping[str, Sequence[tuple[int, Discrepancy]]]

    @classmethod
    def of(cls, discrepancies: Iterable[Discrepancy]) -> "_Naming":
        """Sort them by what they name."""
        records: dict[str, list[tuple[int, Discrepancy]]] = defaultdict(list)
        paragraphs: dict[str, list[tuple[int, Discrepancy]]] = defaultdict(list)
        for number, one in enumerate(discrepancies):
            for name in dict.fromkeys(one.records or one.refs):
                (records if one.records else paragraphs)[name].append((number, one))
        return cls(records, paragraphs)

    def all(self, finding: Finding) -> list[Discrepancy]:
        """Those of which every condition holds for `finding`, in their order."""
        found = dict(self.records.get(finding.record, ()))
        for ref in finding.refs if self.paragraphs else ():
            found.update(self.paragraphs.get(ref, ()))
        return [one for _, one in sorted(found.items()) if _fits(one, finding)]


def _fits(one: Discrepancy, finding: Finding) -> bool:
    """Whether the code and the field that the discrepancy gives, if any, are those of `finding`.

    A note is acknowledged by its code or its record, not by a paragraph alone.
    What no check can find acknowledges none.
    """
    if one.unchecked:
        return False
    by_place = finding.severity is Severity.WARNING or bool(one.records)
    meant = one.code == finding.code or (not one.code and by_place)
    return meant and (not one.fields or finding.field in one.fields)


def _note(finding: Finding, known: list[Discrepancy]) -> Finding:
    """The finding as a note that says how the slip is read."""
    first = known[0]
    hint = message(
        "acknowledged by {names}: {title}",
        names=listing(one.id for one in known),
        title=wording(first.reading),
    )
    return replace(finding, severity=Severity.NOTE, hint=hint, fix=None)


def _read(one: Discrepancy) -> Complaint:
    """Say what a reader found."""
    says = message("{names}: {title}", names=listing(refs_in_words(one.refs)), title=wording(one.says))
    return Complaint("discrepancies", one.id, ("id",), says, wording(one.reading), one.refs)


def _unmatched(one: Discrepancy, index: int) -> Complaint:
    """Say that a discrepancy, or one of the records that it names, acknowledges nothing."""
    warning = message("no {code} warns", code=one.code) if one.code else message("no warning is")
    return Complaint(
        "discrepancies",
        one.id,
        ("records", index) if one.records else ("id",),
        message(
            "discrepancy {id} acknowledges nothing: {warning} about {part}",
            id=one.id,
            warning=warning,
            part=(one.records or one.refs)[index],
        ),
        message("drop it if the slip is mended, else correct what it names"),
        one.refs,
    )
