"""Which links between outcomes matter most through a lens, and how sure is each rank?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from realign.findings import Finding
from realign.models.clock import limited
from realign.models.influence.agreement import Agreement, agree, agree_on_links, fellow_methods
from realign.models.influence.certainty import NotWorkedOut, certainty_of
from realign.models.influence.choice import CHOSEN, LinkChoice
from realign.models.influence.gains import Gain, best_to_build
from realign.models.influence.groups import LinkGroup
from realign.models.influence.judgement import Judged, judged
from realign.models.influence.matrices import OutcomeMatrix, influence_of, wins_of
from realign.models.influence.methods import Method, read_method
from realign.models.influence.rank_intervals import groups
from realign.models.influence.ranking import DRAWS, MISSING
from realign.models.influence.refusal import NO_ANSWER
from realign.models.influence.results import RankedLink, RankedOutcome, rank_links, rank_outcomes
from realign.models.influence.sampling import DOUBT, SEED, Uncertainty
from realign.models.influence.scores import assess
from realign.models.influence.settle import Settling
from realign.models.influence.total_influence import DELTA
from realign.models.influence.tradeoffs import PushAndHold, TradeOff, pushes_and_holds, tradeoffs_of
from realign.plan import Plan
from realign.plan.record import Title
from realign.questions._asking import question
from realign.questions._studies import studied
from realign.sheets import Exportable
from realign.text import message


@dataclass(frozen=True, slots=True)
class LinkTotals:
    """How many there are in all, whatever is shown."""

    links: int
    outcomes: int


@dataclass(frozen=True, kw_only=True)
class Links(Exportable):
    """The links of a plan through one lens or none, in order of priority."""

    lens: str | None
    method: str
    delta: float | None
    """How much of an influence is passed on at every further step; `None`: the method knows none."""
    links: tuple[RankedLink, ...]
    outcomes: tuple[RankedOutcome, ...]
    groups: tuple[LinkGroup, ...]
    """What all links at one outcome, or between two domains, carry together."""
    domains: Mapping[str, Title]
    """The title of each domain."""
    choice: LinkChoice | None
    """The few links to choose, and what they are guaranteed to carry; `None`: nothing was drawn."""
    settle: tuple[Settling, ...]
    """What to settle first."""
    tradeoffs: tuple[TradeOff, ...]
    """Links that hold something back."""
    push_and_hold: tuple[PushAndHold, ...]
    """Outcomes that push much and hold much."""
    build: tuple[Gain, ...]
    """Where one more step of strength would bring most."""
    left_out: NotWorkedOut
    """What was not worked out, as the plan is too large."""
    agreement: Mapping[str, float | None]
    """Kendall's tau-b of each method to the headline, on the drives of the outcomes."""
    agreement_links: Mapping[str, float | None]
    """The same on what is lost without each link."""
    agreement_details: Agreement
    """What the other methods do to the leading outcomes."""
    inseparable: tuple[tuple[str, ...], ...]
    """Outcomes in stretches of the ranking within which no two can be told apart."""
    influence: OutcomeMatrix | None
    """All influence of each outcome on each, over all ways: row influences column. Of the first
    outcomes by rank where there are many; `None`: the method has no answer."""
    wins: OutcomeMatrix | None
    """Probability that the row ranks above the column, ties counted half; the same outcomes."""
    draws: int
    """Networks drawn and answered."""
    draws_asked: int
    """Networks that were to be drawn."""
    seed: int
    missing: float
    """The share of all links that the wider interval takes to be unrecorded."""
    purpose: Literal["keep", "build"]
    """Whether the user looks for what to keep, or for what to build."""
    ranking: bool
    """Whether the user asked for the ranking by position."""
    by: Literal["link", "outcome"]
    counts: LinkTotals
    inputs: Mapping[str, str]
    """Files of the plan and their SHA-256."""
    judged: Judged
    """What of all this is our judgement."""
    cut_short_after: float | None = None
    """The limit of time, in seconds, that cut the work short, so that another run may answer otherwise."""
    problems: tuple[Finding, ...] = field(default=(), repr=False)

    @property
    def passed(self) -> bool:
        """Whether the method has an answer."""
        return not self.problems

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Why it has none."""
        return self.problems


@question
def links(
    plan: Plan,
    lens: str | None = None,
    method: str = "influence",
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    delta: float = DELTA,
    top: int | None = None,
    choose: int = CHOSEN,
    purpose: Literal["keep", "build"] = "keep",
    ranking: bool = False,
    by: Literal["link", "outcome"] = "link",
    missing: float | None = None,
    doubt: Uncertainty = DOUBT,
    time_limit: float | None = None,
) -> Links:
    """Rank the links and outcomes of `plan`; raises `CallError` for an unknown lens or method.

    `top` keeps the first so many links, or outcomes if it goes `by` them; `draws` of 0 leaves the
    ranks without intervals. `choose` links are chosen. `time_limit`: no more is drawn than, as it seems, ends
    within so many seconds, but at least a hundred networks.
    """
    with limited(time_limit) as limit:
        found = studied(plan, lens, method, draws=draws, seed=seed, delta=delta, missing=missing, doubt=doubt)
    graph, chosen = found.graph, found.method
    headline = found.assessment
    if headline is None or not chosen.headline:
        headline = assess(graph, read_method("influence", delta))
    fellows = fellow_methods(chosen, delta)
    agreement, details = agree(headline, fellows)
    held = certainty_of(found, choose, doubt, seed)
    ranked_links = rank_links(plan, found, held)
    ranked_outcomes = rank_outcomes(plan, found)
    return Links(
        lens=graph.lens.id if graph.lens else None,
        method=chosen.name,
        delta=chosen.delta,
        links=ranked_links[: top if by == "link" else None],
        outcomes=ranked_outcomes[: top if by == "outcome" else None],
        groups=held.groups,
        domains={domain.id: domain.title for domain in plan.domains},
        choice=held.choice,
        settle=held.settle,
        tradeoffs=tradeoffs_of(ranked_links),
        push_and_hold=pushes_and_holds(ranked_outcomes),
        build=best_to_build(found.assessment) if found.assessment else (),
        left_out=held.left_out,
        purpose=purpose,
        ranking=ranking,
        agreement=agreement,
        agreement_links=agree_on_links(headline, fellows),
        agreement_details=details,
        inseparable=_inseparable(ranked_outcomes),
        influence=influence_of(found.assessment) if found.assessment else None,
        wins=wins_of(found) if found.assessment and found.draws else None,
        draws=found.draws,
        draws_asked=draws,
        seed=seed,
        missing=MISSING if missing is None else missing,
        by=by,
        counts=LinkTotals(len(ranked_links), len(ranked_outcomes)),
        inputs=plan.origin.inputs,
        judged=judged([graph.lens] if graph.lens else []),
        cut_short_after=limit.cut_short_after,
        problems=() if found.assessment else (_problem(chosen, plan),),
    )


def _inseparable(outcomes: Sequence[RankedOutcome]) -> tuple[tuple[str, ...], ...]:
    """The stretches of the ranking in which no two outcomes can be told apart."""
    return groups([one.id for one in outcomes], {one.id: one.not_separable for one in outcomes})


def _problem(method: Method, plan: Plan) -> Finding:
    """Say that the method has no answer."""
    return NO_ANSWER.finding(
        plan.origin.locate("plan", ""),
        message(
            "{name} has no answer for these links: influence is passed on without end and never fades",
            name=method.name,
        ),
        message("use the headline method (leave out --method), where it fades by delta at every step"),
    )
