"""What can be wrong with a plan."""

from collections.abc import Iterator

from realign.checks import (
    circles,
    citations,
    coverage,
    evidence,
    funding,
    judgements,
    links,
    references,
    reservations,
    sources,
    structure,
    text,
    totals,
    units,
    work,
)
from realign.checks.acknowledged import UNCHECKED, UNMATCHED, acknowledge
from realign.checks.check import Check, checks_of
from realign.checks.consequences import without_consequences
from realign.findings import Finding, Locate, Rule, ordered
from realign.plan import Plan

FAMILIES = (
    references,
    citations,
    circles,
    sources,
    structure,
    links,
    judgements,
    evidence,
    totals,
    funding,
    work,
    reservations,
    units,
    coverage,
    text,
)
"""The families of checks, in the order of their codes."""

CHECKS: tuple[Check, ...] = tuple(one for family in FAMILIES for one in checks_of(family))
"""Every check, in the order of the codes."""

MANUAL: tuple[Rule, ...] = (*(one.rule for one in CHECKS), UNMATCHED, UNCHECKED)
"""The manual of every code that may come from here."""


def run(plan: Plan, locate: Locate) -> tuple[Finding, ...]:
    """Find everything that is wrong with `plan`; slips that it acknowledges come as notes."""

    def every() -> Iterator[Finding]:
        for one in CHECKS:
            yield from one.run(plan, locate)

    return ordered(acknowledge(plan, without_consequences(every()), locate))
