"""Ranks outcomes and links by a method, and gathers all that tells how sure each rank is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from realign.findings import CallError
from realign.models.influence.graph import LinkGraph
from realign.models.influence.groups import Bonds
from realign.models.influence.leave_one_out import Omissions, RankRange, Swings, leave_out
from realign.models.influence.methods import Method, NoAnswerError
from realign.models.influence.monte_carlo import Simulation, affordable, simulate
from realign.models.influence.rank_intervals import Ranking, not_separable, share_error
from realign.models.influence.ranks import tidy
from realign.models.influence.sampling import DOUBT, SEED, Uncertainty
from realign.models.influence.scores import Assessment, assess

DRAWS = 2_000
"""How many networks are drawn unless the user says otherwise."""
MISSING = 0.2
"""The share of all links that is taken to be unrecorded unless the user knows better."""
FEW = 500
"""In large plans so many draws do for the wider interval."""


@dataclass(frozen=True, kw_only=True)
class RankEstimate:
    """A rank, and how sure it is; `None` is "not known"."""

    rank: float | None = None
    """1 is first; ties share the middle of their ranks; `None`: the method has no answer."""
    rank_low: float | None = None
    rank_high: float | None = None
    """The rank among what is recorded lies between the two in nine draws of ten."""
    present: float | None = None
    """The share of the draws in which it is there at all."""
    rank_low_present: float | None = None
    rank_high_present: float | None = None
    """In those draws the rank lies between the two in nine of ten."""
    rank_low_missing: float | None = None
    rank_high_missing: float | None = None
    """The same among all links, if a share of them is not recorded: wider."""
    rank_error: float | None = None
    """One standard error of the ends of the interval, by the number of draws, in ranks."""
    top_share: float | None = None
    """Probability of the first rank; ties share it."""
    top_share_error: float | None = None
    """One standard error of that, by the number of draws."""
    top_places_share: float | None = None
    """Probability of a rank among the first five."""
    beats_next: float | None = None
    """Probability of a better rank than the next in the list; a tie counts half."""
    without_reference: RankRange | None = None
    """The best and the worst rank when one paragraph is left out."""
    without_link: RankRange | None = None
    """The same for one link; the place that it leaves in the ranking stays empty."""

    @property
    def outside(self) -> bool:
        """Whether the rank itself lies outside the interval: the draws see more, or less, of the link."""
        if self.rank is None or self.rank_low is None or self.rank_high is None:
            return False
        return not self.rank_low <= self.rank <= self.rank_high


@dataclass(frozen=True)
class Study:
    """What one method makes of a plan, and how sure that is; links as in `graph.ties`."""

    graph: LinkGraph
    method: Method
    assessment: Assessment | None
    """`None`: the method has no answer."""
    simulation: Simulation | None
    """`None`: nothing was drawn."""
    links: tuple[RankEstimate, ...]
    outcomes: tuple[RankEstimate, ...]
    together: Mapping[int, tuple[int, ...]]
    """For each outcome those from which it cannot be told apart."""

    @property
    def draws(self) -> int:
        """How many networks were drawn and have an answer."""
        return self.simulation.links.draws if self.simulation else 0


def study(
    graph: LinkGraph,
    method: Method,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    missing: float = MISSING,
    doubt: Uncertainty = DOUBT,
    brief: bool = False,
    begun: Study | None = None,
) -> Study:
    """Rank the links and outcomes of `graph`, draw, leave out; `draws` of 0 only ranks.

    A `brief` study only ranks and draws: neither are links added that may be missing, nor is
    anything left out. A whole study goes on from a brief one that was `begun` with the same numbers.
    Raises `CallError` for a number that makes no sense.
    """
    _refuse_senseless(draws, seed, missing)
    try:
        assessment = assess(graph, method, doubted=doubt.existence)
    except NoAnswerError:
        nothing = (RankEstimate(),)
        return Study(graph, method, None, None, nothing * len(graph.ties), nothing * len(graph.outcomes), {})
    link_ranks, outcome_ranks = assessment.link_ranks, assessment.outcome_ranks
    case = assessment.case if draws else None
    if case is None or not affordable(case, draws, widened=missing > 0):
        bare = [tuple(RankEstimate(rank=rank) for rank in ranks) for ranks in (link_ranks, outcome_ranks)]
        return Study(graph, method, assessment, None, bare[0], bare[1], {})
    drawn = (begun and begun.simulation) or simulate(case, doubt, draws, seed, bonds=Bonds.of(graph.domains))
    wider = (
        simulate(case, doubt, min(draws, FEW) if case.sparse else draws, seed, missing)
        if missing and not brief
        else None
    )
    without = Omissions(((), ()), ((), ())) if brief else leave_out(assessment)
    return Study(
        graph,
        method,
        assessment,
        drawn,
        _standings(link_ranks, drawn.links, wider.links if wider else None, without.links),
        _standings(outcome_ranks, drawn.outcomes, wider.outcomes if wider else None, without.outcomes),
        not_separable(drawn.outcomes, order_of(outcome_ranks)),
    )


def _refuse_senseless(draws: int, seed: int, missing: float) -> None:
    """Raise `CallError` for a number that makes no sense."""
    if draws < 0 or seed < 0:
        raise CallError("draws and seed are 0 or more", "--draws 0 ranks without intervals")
    if not 0 <= missing < 1:
        raise CallError(
            "missing is {missing:g}; it is a share of all links: 0 or more, below 1",
            "for example 0.3",
            missing=missing,
        )


def order_of(ranks: Sequence[float]) -> list[int]:
    """What to list in which order: by rank, ties in the order they came."""
    return sorted(range(len(ranks)), key=lambda at: ranks[at])


def _standings(
    ranks: Sequence[float], drawn: Ranking, wider: Ranking | None, swings: tuple[Swings, Swings]
) -> tuple[RankEstimate, ...]:
    """Put together what is known of each rank."""
    if not drawn.draws:
        return tuple(RankEstimate(rank=rank) for rank in ranks)
    columns = (*drawn.interval(), drawn.first / drawn.draws, drawn.top / drawn.draws)
    low, high, error, top, places = (column.tolist() for column in columns)
    present = drawn.there.mean(axis=1).tolist()
    low_present, high_present = (one.tolist() for one in drawn.interval_if_there())
    wide_low, wide_high = (one.tolist() for one in (wider or drawn).interval()[:2])
    order = order_of(ranks)
    beats = {one: drawn.win(one, other) for one, other in pairwise(order)}
    by_reference, by_link = (given or (None,) * len(ranks) for given in swings)
    return tuple(
        RankEstimate(
            rank=rank,
            rank_low=tidy(low[at]),
            rank_high=tidy(high[at]),
            present=present[at],
            rank_low_present=tidy(low_present[at]) if present[at] else None,
            rank_high_present=tidy(high_present[at]) if present[at] else None,
            rank_low_missing=tidy(min(low[at], wide_low[at])) if wider else None,
            rank_high_missing=tidy(max(high[at], wide_high[at])) if wider else None,
            rank_error=error[at],
            top_share=top[at],
            top_share_error=share_error(top[at], drawn.draws),
            top_places_share=places[at],
            beats_next=beats.get(at),
            without_reference=by_reference[at],
            without_link=by_link[at],
        )
        for at, rank in enumerate(ranks)
    )
