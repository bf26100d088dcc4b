"""What holds for many pieces of work: which no link speaks for, which overlap, what a lens decides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from realign.models.programme.decision_table import BY_LINKS
from realign.models.programme.decisions import Decided
from realign.models.programme.work_items import Sort
from realign.plan import Plan

_UNPAID: tuple[Sort, ...] = ("table", "strategy")
"""Pieces that no money is ever named for."""


@dataclass(frozen=True, slots=True)
class SharedParagraph:
    """A deliverable and an activity that speak of one paragraph and are decided about differently."""

    deliverable: str
    activity: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class ProgrammeSummary:
    """What holds for many pieces of work at once."""

    untied: Mapping[Sort, int]
    """How many pieces of each kind nothing ties to an outcome; none where the plan has no links."""
    unpaid: tuple[Sort, ...]
    """The kinds for which no money is named as such; none where the plan has no funds."""
    shared: tuple[SharedParagraph, ...]
    through_lenses: bool
    """Whether the plan has lenses and links."""
    decided_by_links: tuple[str, ...]
    """Pieces about which the links decide, and so the lens."""
    valued_by_links: bool
    """Whether work without a value of its own is worth what its outcomes bring about."""

    @classmethod
    def of(cls, plan: Plan, decided: Sequence[Decided]) -> "ProgrammeSummary":
        """Look at the whole programme."""
        untied = [item for item in decided if not item.outcomes and not item.rows] if plan.links else []
        kinds = {item.kind for item in decided} if plan.funds else set()
        return cls(
            untied={
                kind: count for kind in get_args(Sort) if (count := sum(item.kind == kind for item in untied))
            },
            unpaid=tuple(kind for kind in _UNPAID if kind in kinds),
            shared=tuple(_shared(plan, decided)),
            through_lenses=bool(plan.lenses and plan.links),
            decided_by_links=tuple(item.id for item in decided if item.outcomes and item.row in BY_LINKS),
            valued_by_links=any(work.outcomes and work.value is None for work in plan.fundables),
        )


def _shared(plan: Plan, decided: Sequence[Decided]) -> Iterator[SharedParagraph]:
    """Deliverables and activities of one paragraph that are decided about differently, by other money."""
    own = {activity.refs[0]: activity.id for activity in plan.activities if activity.refs}
    found = {(item.kind, item.id): item for item in decided}
    for deliverable in plan.deliverables:
        for ref in deliverable.refs:
            if ref in own:
                here, there = found["deliverable", deliverable.id], found["activity", own[ref]]
                kinds = [item.funding.kinds for item in (here, there)]
                same = here.same_as == there.id or there.same_as == here.id
                if not same and here.decision != there.decision and kinds[0] != kinds[1] and all(kinds):
                    yield SharedParagraph(deliverable.id, own[ref], ref)
