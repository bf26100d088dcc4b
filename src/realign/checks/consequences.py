"""Records that nobody names, because a name that leads nowhere was meant for them."""

from collections.abc import Iterable

from realign.findings import Finding

_IDLE = {
    "RA601": ("RA101", "links/"),
    "RA204": ("RA102", "outcomes/"),
    "RA604": ("RA103", "links/"),
    "RA506": ("RA104", ""),
}
"""Code of a record that nobody names → code of a name that leads nowhere, and whose names count."""


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """Leave out the idle records that misspelt names explain: at most one for each such name."""
    every = list(findings)
    left_out = {idle for idle, (code, whose) in _IDLE.items() if _explained(every, idle, code, whose)}
    return [one for one in every if one.code not in left_out]


def _explained(findings: Iterable[Finding], idle: str, code: str, whose: str) -> bool:
    """Whether there are as many names that lead nowhere as records that nobody names."""
    lost = sum(one.code == code and one.record.startswith(whose) for one in findings)
    return 0 < sum(one.code == idle for one in findings) <= lost
