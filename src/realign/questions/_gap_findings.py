"""Gaps as findings, each at the line of its record."""

from collections.abc import Sequence

from realign.findings import Finding, Locate, Rule, Severity, ordered
from realign.models.funding.case import FundingCase
from realign.models.funding.results import Level
from realign.money import write_money
from realign.text import join, message

GAP = Rule.of(
    "RA591",
    Severity.WARNING,
    """A piece of work is not covered by the unearmarked money that was asked about.

    No fault of the data: the money does not reach. `covered_from` says from which amount on the
    best use of the money covers it, `break_even` what it may cost at most. Where it depends
    on nothing but unearmarked money, naming another fund that may pay for it is a way out.
    """,
)
MANUAL = (GAP,)
"""The manual of the codes that come from here."""


def gap_findings(case: FundingCase, levels: Sequence[Level], locate: Locate) -> tuple[Finding, ...]:
    """One warning for each piece of work that some amount leaves uncovered, at its line."""
    short_at: dict[str, list[int]] = {}
    for level in levels:
        for name in level.uncovered:
            short_at.setdefault(name, []).append(level.unearmarked)
    found = []
    for work in case.works:
        short = short_at.get(work.name)
        if short:
            amounts = join(write_money(amount) for amount in short)
            hint = {
                "exposed": message("nothing but unearmarked money may pay for it"),
                "conditional": message("its own funds do not suffice"),
                "safe": message("its budget does not suffice"),
            }[work.exposure]
            found.append(
                Finding(
                    code=GAP.code,
                    severity=GAP.severity,
                    message=message(
                        "{work} is not covered at {amounts} of unearmarked money",
                        work=work.name,
                        amounts=amounts,
                    ),
                    place=locate(work.kind, work.record.id),
                    hint=hint if work.funds else message("no fund may pay for it: name its `funds`"),
                    refs=work.record.refs,
                    record=f"{work.kind}/{work.record.id}",
                )
            )
    return ordered(found)
