"""The focused work programme: what is kept, adjusted, reduced, deferred, and why?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from realign.findings import Locate
from realign.models.clock import limited
from realign.models.funding.amounts import Amounts, read_amounts, usual_amounts
from realign.models.funding.results import Received
from realign.models.influence.judgement import Judged, judged_through
from realign.models.influence.ranking import DRAWS
from realign.models.influence.tradeoffs import NOTHING, Opposition, PushAndHold, TradeOff
from realign.models.programme.action_coverage import kinds
from realign.models.programme.decision_table import Focus
from realign.models.programme.decisions import Decided, decide_about
from realign.models.programme.funding_status import FundingLevel
from realign.models.programme.priority_links import TOP, Belonging, PrioritisedLink, carried, name, priority
from realign.models.programme.programme_summary import ProgrammeSummary
from realign.models.programme.work_items import work_items
from realign.plan import Plan
from realign.plan.lookup import lens_id
from realign.plan.names import PlanNames
from realign.plan.record import Title
from realign.questions._asking import question
from realign.questions._studies import opposition, ranked_links
from realign.questions.gaps import gaps
from realign.sheets import Faultless


@dataclass(frozen=True, slots=True)
class PriorityLink:
    """A priority link with the names of its ends, which the reasons call by their codes."""

    link: str
    ends: tuple[str, str]
    source: Title
    target: Title
    rank: float | None
    rank_low: float | None
    rank_high: float | None
    class_: Belonging | None
    """How surely it is a priority link; `None` where nothing was drawn."""
    among_first: float | None
    """The share of the draws in which it is among the first."""
    tagged: bool | None
    """Whether any statement speaks of the lens; if not, the lens's default relevance alone counts."""
    normless: bool
    """Whether no norm names both ends."""
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """How many pieces would be decided which way with another amount, and which ones otherwise."""

    unearmarked: int
    received: Received | None
    counts: dict[str, int]
    """Decision -> how many pieces."""
    otherwise: dict[str, str]
    """Id of a piece that is decided otherwise than with the amount of the programme -> its decision there."""


@dataclass(frozen=True, slots=True)
class Programme(Faultless):
    """The focused work programme at one amount of unearmarked money."""

    lens: str | None
    unearmarked: int
    received: Received | None
    """Where the amount comes from, if it is what came in in a year."""
    required: int | None
    currency: str
    top: int
    programme: tuple[Decided, ...]
    counts: dict[str, int]
    """Decision -> how many pieces."""
    uncosted: int
    """How many pieces of work have no cost in the plan."""
    links: tuple[PriorityLink, ...]
    """The priority links."""
    tradeoffs: tuple[TradeOff, ...]
    """Links that hold something back: they are never priority links."""
    push_and_hold: tuple[PushAndHold, ...]
    """Outcomes that push much and hold much."""
    summary: ProgrammeSummary
    """What holds for many pieces at once."""
    sourced: bool
    """Whether the plan has sources that decide anything."""
    main_source: str
    """The source whose paragraphs are named by their numbers alone; empty without any."""
    sources: tuple[str, ...]
    names: PlanNames
    judged: Judged
    """What of all this is our judgement."""
    beside: tuple[Beside, ...] = ()
    """The other amounts that were asked about."""
    cut_short_after: float | None = None
    """The limit of time, in seconds, that cut the work short, so that another run may answer otherwise."""


@question
def focus(
    plan: Plan,
    unearmarked: Amounts | None = None,
    lens: str | None = None,
    *,
    top: int = TOP,
    draws: int = DRAWS,
    time_limit: float | None = None,
) -> Programme:
    """Decide about every piece of work and every programme of the plan at one amount of unearmarked money.

    Of several amounts the programme is that of the first, and the others are counted beside it; without any
    it is what came in last, beside what is required and nothing. The `top` links to choose through
    `lens` are the priority links. `time_limit`: after so many seconds nothing more is searched for.
    Raises `CallError` for an amount or a lens that cannot be understood, and where there is no work.
    """
    asked = _usual(plan) if unearmarked is None else read_amounts(plan, unearmarked)
    with limited(time_limit) as limit:
        first, *others = gaps(plan, asked, lens).levels
        links = ranked_links(plan, lens, draws=draws, choose=top)
        opposed = opposition(plan, lens, draws=draws)

    def at(level: FundingLevel) -> Programme:
        return decide(plan, lens, links, level, plan.origin.locate, top=top, opposed=opposed)

    programme = at(first)
    others_beside = tuple(_beside(programme, at(level)) for level in others)
    return replace(programme, beside=others_beside, cut_short_after=limit.cut_short_after)


def _usual(plan: Plan) -> tuple[int | Received, ...]:
    """What came in last, else what is required, before the other usual amounts."""
    return tuple(
        sorted(usual_amounts(plan), key=lambda amount: (not isinstance(amount, Received), -int(amount)))
    )


def _beside(programme: Programme, other: Programme) -> Beside:
    """What is otherwise with another amount."""
    decided = {item.id: item.decision for item in programme.programme}
    otherwise = {item.id: item.decision for item in other.programme if item.decision != decided[item.id]}
    return Beside(other.unearmarked, other.received, other.counts, dict(otherwise))


def decide(
    plan: Plan,
    lens: str | None,
    links: Sequence[PrioritisedLink],
    money: FundingLevel,
    locate: Locate,
    *,
    top: int = TOP,
    opposed: Opposition = NOTHING,
) -> Programme:
    """Decide about every deliverable, activity, table, strategy and programme of the plan.

    `links` as ranked through `lens`; `money` at the amount that is asked about. The decisions
    follow the table in `realign.models.programme.decision_table`, without any cost that is not in the plan.
    """
    lens = lens_id(plan, lens)
    first = priority(links, top)
    decided = decide_about(plan, first, tuple(work_items(plan, money)), locate)
    return Programme(
        lens=lens,
        unearmarked=money.unearmarked,
        received=money.source,
        required=money.required,
        currency=plan.about.currency,
        top=top,
        programme=decided,
        counts={decision: sum(item.decision == decision for item in decided) for decision in get_args(Focus)},
        uncosted=sum(work.cost is None for work in plan.fundables),
        links=_priority_links(plan, first),
        tradeoffs=opposed.tradeoffs,
        push_and_hold=opposed.push_and_hold,
        summary=ProgrammeSummary.of(plan, decided),
        sourced=bool(plan.sources),
        main_source=plan.main_source,
        sources=tuple(source.id for source in plan.sources),
        names=PlanNames.of(plan),
        judged=judged_through(plan, lens),
    )


def _priority_links(plan: Plan, first: Sequence[PrioritisedLink]) -> tuple[PriorityLink, ...]:
    """The priority links with the names of their ends."""
    titles = {outcome.id: outcome.title for outcome in plan.outcomes}
    norms = [action.outcomes for action in plan.actions if "norm" in kinds(action)]
    return tuple(
        PriorityLink(
            link=name(link),
            ends=(link.source, link.target),
            source=titles.get(link.source, link.source),
            target=titles.get(link.target, link.target),
            rank=link.rank,
            rank_low=link.rank_low,
            rank_high=link.rank_high,
            class_=link.class_,
            among_first=link.among_first,
            tagged=link.tagged,
            normless=not any(carried([link], outcomes) for outcomes in norms),
            refs=link.refs,
        )
        for link in first
    )
