"""Says which work states no tier where other work does, since the default is the highest."""

from collections.abc import Iterator, Mapping, Sequence

from realign.findings import Finding
from realign.loading.locations import Places
from realign.loading.rules import UNSTATED_TIER
from realign.plan import Fundable, Plan
from realign.plan.lookup import work_by_kind
from realign.text import fill, message, plural


def unstated_tiers(
    plan: Plan, tierless: Mapping[str, Sequence[Fundable]], places: Places
) -> Iterator[Finding]:
    """One note on all work without a tier, at the first of it; none where no tier is above 1.

    `tierless` holds, by kind, the work whose file states no tier.
    """
    if all(one.tier == 1 for _, one in work_by_kind(plan) if not one.same_as):
        return
    silent = [
        (kind, one)
        for kind in ("deliverables", "activities")
        for one in tierless.get(kind, ())
        if not one.same_as
    ]
    if not silent:
        return
    kind, first = silent[0]
    says = plural(
        "{id} states no tier, so it comes first, with tier 1",
        "{count} pieces of work, such as {id}, state no tier, so they come first, with tier 1",
        len(silent),
    )
    hint = message("write `tier: 1` if that is meant, or a larger number, which comes later")
    yield UNSTATED_TIER.finding(
        places(kind, first.id), fill(says, id=first.id), hint, record=f"{kind}/{first.id}", field="tier"
    )
