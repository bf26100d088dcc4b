"""Which actions serve a link, through this lens or others, and where there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from realign.models.programme.priority_links import PrioritisedLink
from realign.plan import Action, ActionKind

State = Literal["tied", "half", "other lens", "hole"]
"""`tied`: an action names both ends; `half`: actions name one end only; `other lens`: only actions that are
tagged with other lenses name an end; `hole`: none at all does."""

LINKED: tuple[ActionKind, ...] = ("norm", "integrated", "partnership", "capacity")
"""Kinds that every priority link should have; the others serve the plan as a whole."""
PLAN_WIDE: tuple[ActionKind, ...] = ("evidence", "outreach", "advocacy")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An action that is tagged with other lenses only."""

    id: str
    names: tuple[str, ...]
    """The ends of the link that it names."""
    lenses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One kind of action for one link."""

    kind: ActionKind
    state: State
    actions: tuple[str, ...]
    """Those that name both ends, or else those that name one."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """Those that name an end, too, and are tagged with other lenses only."""


def kinds(action: Action) -> tuple[ActionKind, ...]:
    """Everything that an action is by the words of its source."""
    return (action.kind, *action.also)


def coverage(
    link: PrioritisedLink, kind: ActionKind, serving: Sequence[Action], others: Sequence[Action]
) -> CoverageCell:
    """What of one kind serves one link, and what does so through other lenses."""
    pair = (link.source, link.target)
    naming = [
        action for action in serving if kind in kinds(action) and not set(pair).isdisjoint(action.outcomes)
    ]
    both = tuple(action.id for action in naming if set(pair) <= set(action.outcomes))
    elsewhere = tuple(
        Elsewhere(action.id, tuple(code for code in pair if code in action.outcomes), action.lenses)
        for action in others
        if kind in kinds(action) and not set(pair).isdisjoint(action.outcomes)
    )
    if both:
        return CoverageCell(kind, "tied", both, elsewhere)
    state: State = "half" if naming else "other lens" if elsewhere else "hole"
    return CoverageCell(kind, state, tuple(action.id for action in naming), elsewhere)
