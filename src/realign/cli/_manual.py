"""The manual of every code: of plans and of files that are imported."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from realign.findings import Rule


def manual() -> tuple["Rule", ...]:
    """The manual of every code."""
    from realign.exchange import rules as imports
    from realign.questions._manual import manual as of_a_plan

    return (*of_a_plan(), *imports.MANUAL)
