"""Which links and outcomes rise, and which fall, from lens to lens?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from realign.findings import CallError
from realign.models.clock import limited
from realign.models.influence.graph import LinkGraph
from realign.models.influence.judgement import Judged, judged
from realign.models.influence.ranking import DRAWS, RankEstimate, Study
from realign.models.influence.sampling import SEED
from realign.models.influence.total_influence import DELTA
from realign.plan import Plan
from realign.questions._asking import question
from realign.questions._studies import studied
from realign.sheets import Faultless
from realign.text import Wordings, message


@dataclass(frozen=True, slots=True)
class LensRank:
    """A rank through one lens and how sure it is; `None`: the lens shuts the link out."""

    rank: float | None
    rank_low: float | None
    rank_high: float | None
    rises: float | None
    """Ranks gained against the ranking without any lens; negative: it falls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """One link, or one outcome, through every lens."""

    id: str
    """The code of the outcome; the two codes of the link with a dash between them."""
    title: str | Wordings
    free: LensRank
    """Without any lens."""
    seen: Mapping[str, LensRank]
    """Through each lens."""


@dataclass(frozen=True, slots=True)
class LensMove:
    """A link that a lens moves."""

    id: str
    old: float
    """Its rank without a lens."""
    new: float


@dataclass(frozen=True, kw_only=True)
class Lenses(Faultless):
    """The lenses of a plan side by side."""

    lenses: tuple[str, ...]
    delta: float
    draws: int
    top: int | None
    """Only what is among the first so many through some lens; none: everything."""
    links: tuple[Across, ...]
    outcomes: tuple[Across, ...]
    moves: Mapping[str, tuple[LensMove, ...]]
    """Through each lens the links that rise or fall, most risen first."""
    names: Mapping[str, Wordings | str]
    """Lens -> its title."""
    judged: Judged
    """What of all this is our judgement."""
    cut_short_after: float | None = None
    """The limit of time, in seconds, that cut the work short, so that another run may answer otherwise."""
    inputs: Mapping[str, str] = field(default_factory=dict)


@question
def compare_lenses(
    plan: Plan,
    *,
    top: int | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    delta: float = DELTA,
    missing: float | None = None,
    time_limit: float | None = None,
) -> Lenses:
    """Rank every link and outcome through every lens; raises `CallError` for a plan without lenses.

    The same random numbers serve every lens, so that only the lens makes a difference. `time_limit`: no more
    is drawn than, as it seems, ends within so many seconds, but at least a hundred networks through each.
    """
    if not plan.lenses:
        raise CallError(message("the plan has no lenses to compare"), message("leave out --compare"))
    names = (None, *(lens.id for lens in plan.lenses))
    with limited(time_limit) as limit:
        studies = {
            name: studied(plan, name, draws=draws, seed=seed, delta=delta, missing=missing, brief=True)
            for name in names
        }
    links, outcomes = tuple(_links(studies)), tuple(_outcomes(plan, studies))
    lenses = tuple(name for name in studies if name is not None)
    return Lenses(
        lenses=lenses,
        delta=delta,
        draws=draws,
        top=top,
        links=_first(links, top),
        outcomes=_first(outcomes, top),
        moves={name: _moved(name, links) for name in lenses},
        names={lens.id: lens.title for lens in plan.lenses},
        judged=judged(plan.lenses),
        cut_short_after=limit.cut_short_after,
        inputs=plan.origin.inputs,
    )


def _first(every: Sequence[Across], top: int | None) -> tuple[Across, ...]:
    """Those that are among the first `top` through at least one lens; what ties with the last is taken in."""
    if top is None:
        return tuple(every)
    last: dict[str, float] = {}
    for lens in every[0].seen if every else ():
        ranks = sorted(rank for one in every if (rank := one.seen[lens].rank) is not None)
        last[lens] = ranks[min(top, len(ranks)) - 1] if ranks else 0
    return tuple(
        one
        for one in every
        if any((rank := one.seen[lens].rank) is not None and rank <= last[lens] for lens in last)
    )


def _links(studies: Mapping[str | None, Study]) -> Iterator[Across]:
    """Every link that counts without a lens, by its rank there."""
    free = studies[None]
    through = {lens: (one, _numbers(one.graph)) for lens, one in studies.items() if lens is not None}
    for at in sorted(range(len(free.links)), key=lambda at: free.links[at].rank or 0):
        tie = free.graph.ties[at]
        standings: dict[str, RankEstimate | None] = {}
        for lens, (one, numbers) in through.items():
            number = numbers.get((tie.source, tie.target), numbers.get((tie.target, tie.source)))
            standings[lens] = None if number is None else one.links[number]
        yield _across(f"{tie.source}–{tie.target}", "", free.links[at], standings)


def _numbers(graph: LinkGraph) -> dict[tuple[str, str], int]:
    """The number of each link by its ends."""
    return {(tie.source, tie.target): number for number, tie in enumerate(graph.ties)}


def _outcomes(plan: Plan, studies: Mapping[str | None, Study]) -> Iterator[Across]:
    """Every outcome, by its rank without a lens."""
    free, titles = studies[None], {one.id: one.title for one in plan.outcomes}
    for at in sorted(range(len(free.outcomes)), key=lambda at: free.outcomes[at].rank or 0):
        code = free.graph.outcomes[at]
        standings = {name: one.outcomes[at] for name, one in studies.items() if name is not None}
        yield _across(code, titles[code], free.outcomes[at], standings)


def _across(
    name: str, title: str | Wordings, free: RankEstimate, seen: Mapping[str, RankEstimate | None]
) -> Across:
    def place(standing: RankEstimate | None) -> LensRank:
        if standing is None or standing.rank is None or free.rank is None:
            return LensRank(None, None, None, None)
        return LensRank(standing.rank, standing.rank_low, standing.rank_high, free.rank - standing.rank)

    return Across(
        id=name, title=title, free=place(free), seen={lens: place(one) for lens, one in seen.items()}
    )


def _moved(lens: str, links: Sequence[Across]) -> tuple[LensMove, ...]:
    """The links that a lens moves, most risen first."""
    moves = [
        LensMove(link.id, link.free.rank, link.seen[lens].rank or 0)
        for link in links
        if link.free.rank is not None and link.seen[lens].rises
    ]
    return tuple(sorted(moves, key=lambda move: move.new - move.old))
