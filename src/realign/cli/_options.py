"""Options that several commands have."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from realign.plan import Plan

Lens = Annotated[
    str | None,
    typer.Option(
        "--lens", "-l", metavar="LENS", help="Look through this lens; without it, at all links alike."
    ),
]


def lens_id(plan: "Plan", wanted: str | None) -> str | None:
    """The lens that the user means, whatever its case; raises `CallError` that lists the lenses."""
    from difflib import get_close_matches

    from realign.findings import CallError

    if wanted is None:
        return None
    known = {lens.id.casefold(): lens.id for lens in plan.lenses}
    if wanted.casefold() in known:
        return known[wanted.casefold()]
    if not known:
        raise CallError(f"the plan has no lens '{wanted}'", "it has no lenses at all; leave --lens out")
    close = get_close_matches(wanted.casefold(), known, n=1)
    guess = f"did you mean {known[close[0]]}? " if close else ""
    raise CallError(f"the plan has no lens '{wanted}'", f"{guess}It has: {', '.join(known.values())}")
