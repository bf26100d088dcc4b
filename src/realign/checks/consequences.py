"""What only follows from another slip, such as a fund that nobody names because its name was misspelt."""

from collections.abc import Collection, Iterable

from realign.findings import Finding

_BROUGHT_BY = {
    "RA601": (("RA101", "links/"), ("RA301", "links/")),
    "RA204": (("RA102", "outcomes/"),),
    "RA604": (("RA103", "links/"),),
    "RA506": (("RA104", ""),),
    "RA503": (("RA124", ""),),
}
"""Code of what only follows → codes of the slips that bring it, and of which records."""


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """Leave out what other slips explain: at most one for each of them."""
    every = list(findings)
    left_out = {code for code, slips in _BROUGHT_BY.items() if _explained(every, code, slips)}
    return [one for one in every if one.code not in left_out]


def _explained(findings: Collection[Finding], code: str, slips: Iterable[tuple[str, str]]) -> bool:
    """Whether there are as many such slips as findings of that code."""
    known = tuple(slips)
    count = sum(
        any(one.code == slip and one.record.startswith(whose) for slip, whose in known) for one in findings
    )
    return 0 < sum(one.code == code for one in findings) <= count
