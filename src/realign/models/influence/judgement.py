"""What of an answer about links is nobody's statement but the analyst's judgement."""

from collections.abc import Iterable
from typing import Literal

from realign.plan import Lens, Plan

Judged = tuple[Literal["strength", "lens", "rank"], ...]


def judged(lenses: Iterable[Lens]) -> Judged:
    """Strength and rank always; the lens, too, where its weights are the analyst's."""
    if any(lens.basis == "analyst" for lens in lenses):
        return ("strength", "lens", "rank")
    return ("strength", "rank")


def judged_through(plan: Plan, lens: str | None) -> Judged:
    """The same for an answer through one lens or none."""
    return judged(one for one in plan.lenses if one.id == lens)
