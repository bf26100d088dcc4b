"""Which indicators show the effect of this lens, and which outcome has none?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from realign.models.influence.judgement import Judged, judged_through
from realign.models.influence.ranking import DRAWS
from realign.models.programme.priority_links import PrioritisedOutcome, place
from realign.models.programme.progress import IndicatorProgress, progress
from realign.plan import Basis, Indicator, Plan
from realign.plan.lookup import lens_id
from realign.plan.names import PlanNames
from realign.plan.record import Title
from realign.questions._asking import question
from realign.questions._studies import ranked_outcomes
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
def indicators(plan: Plan, lens: str | None = None, *, draws: int = DRAWS) -> Indicators:
    """Choose the indicators that show the effect of `lens`, or all of them, by the rank of their outcomes.

    Raises `CallError` for a lens that the plan does not have.
    """
    return choose(plan, lens, ranked_outcomes(plan, lens, draws=draws))


def choose(plan: Plan, lens: str | None, ranked: Sequence[PrioritisedOutcome]) -> Indicators:
    """Choose the indicators that show the effect of `lens` (all of them without a lens).

    `ranked` are the outcomes with their rank through the lens. Paragraph 9(c): first those that
    show what the lenses bring about.
    """
    lens = lens_id(plan, lens)
    chosen = [one for one in plan.indicators if lens is None or lens in one.lenses]
    titles = {one.id: one.title for one in plan.outcomes}
    ranks = {one.id: place(one) for one in ranked}
    serving: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    kept = {id(indicator) for indicator in chosen}
    for indicator in plan.indicators:
        found = serving if id(indicator) in kept else others
        for outcome in dict.fromkeys(indicator.outcomes):
            found.setdefault(outcome, []).append(indicator.id)
    measured = tuple(
        Measured(
            one.id,
            titles[one.id],
            one.rank,
            one.rank_low,
            one.rank_high,
            one.alone,
            tuple(serving.get(one.id, ())),
            tuple(others.get(one.id, ())),
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
