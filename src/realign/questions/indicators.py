"""Which indicators show the effect of this lens, and which outcome has none?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from realign.models.influence.judgement import Judged, judged_through
from realign.models.influence.ranking import DRAWS
from realign.models.programme.priority_links import (
    TOP,
    Belonging,
    PrioritisedLink,
    PrioritisedOutcome,
    ends,
    name,
    place,
    priority,
)
from realign.models.programme.progress import IndicatorProgress, progress
from realign.plan import Basis, Indicator, Plan
from realign.plan.lookup import lens_id
from realign.plan.names import PlanNames
from realign.plan.record import Title
from realign.questions._asking import question
from realign.questions._studies import ranked_links, ranked_outcomes
from realign.sheets import Faultless


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator that shows the effect of the lens."""

    id: str
    title: Title
    outcomes: tuple[str, ...]
    lenses: tuple[str, ...]
    unit: Title | None
    """What is counted."""
    progress: IndicatorProgress
    """Baseline, what is due, target, actual, and the way between them."""
    verification: Title | None
    """Where the figures come from."""
    owner: Title | None
    """Who collects them."""
    standin: bool
    """True: it stands in for an indicator of the plan's own framework that is not public."""
    basis: Basis
    says: Title | None
    """Why it shows the effect."""
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """An outcome, its rank through the lens, and what measures it."""

    id: str
    title: Title
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    links: tuple[str, ...]
    """Priority links at it, those that carry most first."""
    class_: Belonging | None
    """Of the first of these."""
    alone: bool
    """Whether no link touches it, so that its rank says nothing."""
    indicators: tuple[str, ...]
    """Those that show the effect of the lens."""
    other_indicators: tuple[str, ...]
    """Those that measure it, but are not tagged with the lens."""


@dataclass(frozen=True, slots=True)
class Indicators(Faultless):
    """The indicators to put first, by the rank of the outcomes that they measure."""

    lens: str | None
    outcomes: tuple[Measured, ...]
    """All outcomes by rank, also those without an indicator."""
    indicators: tuple[Shown, ...]
    """By the best rank of the outcomes they measure."""
    missing: tuple[str, ...]
    """Outcomes without an indicator for the lens."""
    measured: int
    """How many of the indicators have an actual figure."""
    standins: int
    """How many of the indicators are stand-ins."""
    names: PlanNames
    judged: Judged
    """What of all this is our judgement."""


@question
def indicators(plan: Plan, lens: str | None = None, *, top: int = TOP, draws: int = DRAWS) -> Indicators:
    """Choose the indicators that show the effect of `lens`, or all of them, by the rank of their outcomes.

    The `top` links to choose through `lens` are the priority links.
    Raises `CallError` for a lens that the plan does not have.
    """
    links = ranked_links(plan, lens, draws=draws, choose=top)
    return choose(plan, lens, ranked_outcomes(plan, lens, draws=draws), links, top=top)


def choose(
    plan: Plan,
    lens: str | None,
    ranked: Sequence[PrioritisedOutcome],
    links: Sequence[PrioritisedLink] = (),
    *,
    top: int = TOP,
) -> Indicators:
    """Choose the indicators that show the effect of `lens` (all of them without a lens).

    `ranked` are the outcomes with their rank through the lens, `links` its links. Paragraph 9(c): first
    those that show what the lenses bring about.
    """
    lens = lens_id(plan, lens)
    chosen = [one for one in plan.indicators if lens is None or lens in one.lenses]
    titles = {one.id: one.title for one in plan.outcomes}
    ranks = {one.id: place(one) for one in ranked}
    kept = {id(indicator) for indicator in chosen}
    serving = _by_outcome(chosen)
    others = _by_outcome([indicator for indicator in plan.indicators if id(indicator) not in kept])
    touching = _touching(priority(links, top))
    measured = tuple(
        Measured(
            one.id,
            titles[one.id],
            one.rank,
            one.rank_low,
            one.rank_high,
            tuple(map(name, touching[one.id])),
            next((link.class_ for link in touching[one.id]), None),
            one.alone,
            tuple(serving[one.id]),
            tuple(others[one.id]),
        )
        for one in sorted(ranked, key=place)
    )
    chosen.sort(key=lambda one: min((ranks.get(code, inf) for code in one.outcomes), default=inf))
    return Indicators(
        lens=lens,
        outcomes=measured,
        indicators=tuple(_shown(one) for one in chosen),
        missing=tuple(one.id for one in measured if not one.indicators),
        measured=sum(one.actual is not None for one in chosen),
        standins=sum(one.standin for one in chosen),
        names=PlanNames.of(plan),
        judged=judged_through(plan, lens),
    )


def _by_outcome(some: Iterable[Indicator]) -> Mapping[str, list[str]]:
    """Outcome -> the indicators that measure it."""
    found: dict[str, list[str]] = defaultdict(list)
    for indicator in some:
        for outcome in dict.fromkeys(indicator.outcomes):
            found[outcome].append(indicator.id)
    return found


def _touching(first: Iterable[PrioritisedLink]) -> Mapping[str, list[PrioritisedLink]]:
    """Outcome -> the priority links at it."""
    found: dict[str, list[PrioritisedLink]] = defaultdict(list)
    for link in first:
        for code in ends([link]):
            found[code].append(link)
    return found


def _shown(one: Indicator) -> Shown:
    """The part of an indicator that the answer keeps."""
    return Shown(
        one.id,
        one.title,
        one.outcomes,
        one.lenses,
        one.unit,
        progress(one),
        one.verification,
        one.owner,
        one.standin,
        one.basis,
        one.says,
        one.refs,
    )
