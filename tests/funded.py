"""A money answer as `gaps` hands it over, by the rules of a plan without costs, written by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from realign.models.funding.results import Received
from realign.plan import Now, Plan
from realign.plan.record import Title


@dataclass(frozen=True)
class FundedItem:
    kind: str
    id: str
    state: str = "covered"
    exposure: str = "exposed"
    chance: float | None = None
    paid: int | None = None
    title: Title = "Work"
    paid_by: Mapping[str, int | None] = field(default_factory=dict)
    same_as: str | None = None
    now: Now | None = None
    vouched_by: str | None = None


@dataclass(frozen=True)
class Level:
    unearmarked: int
    required: int | None
    items: Sequence[FundedItem]
    source: Received | None = None


def costless(plan: Plan, unearmarked: int, required: int = 12_000_000, covers: Sequence[str] = ()) -> Level:
    """From the required amount on `covers` is covered; exposed work is uncovered at nothing; else it is open."""
    kinds = {one.id: one.kind for one in plan.funds}
    items = []
    for kind, records in (("deliverables", plan.deliverables), ("activities", plan.activities)):
        for one in records:
            paying = {kinds[fund] for fund in one.funds}
            exposure = (
                "safe" if "regular" in paying else "conditional" if paying - {"unearmarked"} else "exposed"
            )
            state, chance = "open", None
            vouched = unearmarked >= required and one.id in covers
            if exposure == "safe" or vouched:
                state = "covered"
            elif exposure == "exposed" and not unearmarked:
                state = "uncovered"
            elif "unearmarked" in paying and unearmarked < required:
                chance = unearmarked / required
            by = "source" if vouched else None
            items.append(FundedItem(kind, one.id, state, exposure, chance, title=one.title, vouched_by=by))
    return Level(unearmarked, required, items)
