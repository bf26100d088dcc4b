"""What does this change of the data do to ranks and money?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from realign.findings import CallError
from realign.models.change.amounts import Asked, received_in, usual
from realign.models.change.money_changes import Costs, ItemMove, MoneyMove, Teller, compared, is_money
from realign.models.change.rank_changes import Move, Ranker, Spread, Through, moved, ranks_may_move
from realign.models.change.record_changes import FieldChange, Side, changes
from realign.models.change.stale_judgements import Doubt, doubts
from realign.models.funding.amounts import Amounts, read_amounts
from realign.models.funding.results import Level, Received
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import read_method
from realign.models.influence.ranking import RankEstimate, study
from realign.models.influence.results import rank_links, rank_outcomes
from realign.plan import Plan
from realign.questions._asking import question
from realign.questions._studies import studied
from realign.questions.gaps import gaps
from realign.sheets import Exportable
from realign.text import message

_DRAWS = 500
"""Random networks behind the likely range of a rank: enough to see how wide it is."""


@dataclass(frozen=True, slots=True)
class First:
    """The link or outcome that ranks first through a lens, or those that share that place."""

    lens: str | None
    what: Literal["link", "outcome"]
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference(Exportable):
    """What changed, and what that does."""

    old: str
    new: str
    first: tuple[First, ...]
    """Lens by lens, links before outcomes."""
    moves: tuple[Move, ...]
    """Ranks that are others than before, and those of changed links that are not."""
    unranked: tuple[str, ...]
    """Lenses through which nothing was ranked, as the plan is too large."""
    money: tuple[MoneyMove, ...]
    items: tuple[ItemMove, ...]
    old_costs: Costs
    new_costs: Costs
    review: tuple[Doubt, ...]
    """Links that were judged on other words than their outcomes have now."""
    changes: tuple[FieldChange, ...]
    at_least: float
    """From how many places on a move counts for `--fail-on-change`."""
    passed: bool

    @property
    def findings(self) -> tuple[()]:
        """Nothing."""
        return ()

    def by_lens(self) -> Iterator[Through]:
        """What moves through each lens."""
        for links, outcomes in zip(self.first[::2], self.first[1::2], strict=True):
            moves = tuple(move for move in self.moves if move.lens == links.lens)
            yield Through(links.lens, links.old, links.new, outcomes.old, outcomes.new, moves)


@question
def compare(
    old: Plan,
    new: Plan,
    unearmarked: Amounts | None = None,
    *,
    fail_on_change: bool = False,
    at_least: float = 1,
    names: tuple[str, str] = ("old", "new"),
) -> Difference:
    """Tell what the change from one state of a plan to another does to ranks and money.

    `unearmarked`: the amounts to compare at, what came in in a year by each state's own data; without
    them nothing, what is required, and what came in last. With `fail_on_change` the answer does not pass
    if a rank moves by `at_least` places or the money changes. `names`: what the two states are called.
    Raises `CallError` for an amount that cannot be understood.
    """
    before = Side(names[0], old, old.origin.locate)
    after = Side(names[1], new, new.origin.locate)
    asked = None if unearmarked is None else _asked(before, after, unearmarked)
    return diff(
        before,
        after,
        _Ranks(),
        _level_at,
        asked,
        spread=_spread,
        fail_on_change=fail_on_change,
        at_least=at_least,
    )


def diff(
    old: Side,
    new: Side,
    rank: Ranker,
    tell: Teller,
    amounts: Sequence[Asked] | None = None,
    *,
    spread: Spread | None = None,
    fail_on_change: bool = False,
    at_least: float = 1,
) -> Difference:
    """Compare two states of a plan by what they lead to.

    `rank` and `tell` answer for a plan, `spread` says where its ranks are likely to be; `amounts` are
    unearmarked money, without them those that `usual` gives. With `fail_on_change` the answer does not pass
    if a rank moves by `at_least` places, something gains or loses a rank, a figure of the money
    changes, or work fares otherwise; nor where ranks may move through a lens that was left out.
    Raises `CallError` where `at_least` is no number above 0.
    """
    if not at_least > 0:
        raise CallError(
            message("ranks move by a number of places, not by {at_least}", at_least=at_least),
            message("write it like 1 or 2.5"),
        )
    found = tuple(changes(old, new))
    lenses, unranked = moved(old, new, rank, found, spread)
    moves = tuple(move for one in lenses for move in one.moves)
    asked = usual(old.plan, new.plan) if amounts is None else amounts
    money, items = compared(old, new, tell, asked, found)
    costs = Costs.of(old.plan), Costs.of(new.plan)
    review = tuple(doubts(old, new))
    heavy = (bool(unranked) and ranks_may_move(found)) or any(_heavy(move, at_least) for move in moves)
    paid = bool(items) or any(one.differs for one in money) or any(map(is_money, found))
    return Difference(
        old=old.name,
        new=new.name,
        first=_firsts(lenses),
        moves=moves,
        unranked=unranked,
        money=money,
        items=items,
        old_costs=costs[0],
        new_costs=costs[1],
        review=review,
        changes=found,
        at_least=at_least,
        passed=not (fail_on_change and (heavy or paid)),
    )


def _heavy(move: Move, at_least: float) -> bool:
    """Whether a rank came, went or moved by so many places."""
    return move.old != move.new if move.steps is None else abs(move.steps) >= at_least


def _firsts(lenses: Sequence[Through]) -> tuple[First, ...]:
    """What ranks first through each lens, links before outcomes."""
    pairs = [
        (
            First(one.lens, "link", one.old_first, one.new_first),
            First(one.lens, "outcome", one.old_top, one.new_top),
        )
        for one in lenses
    ]
    return tuple(first for pair in pairs for first in pair)


def _asked(old: Side, new: Side, unearmarked: Amounts) -> list[Asked]:
    """The amounts that were asked for, as each state reads them."""
    return [
        Asked(int(was), int(now), received_in(now.year) if isinstance(now, Received) else None)
        for was, now in zip(
            read_amounts(old.plan, unearmarked, old.name),
            read_amounts(new.plan, unearmarked, new.name),
            strict=True,
        )
    ]


@dataclass
class _Ranks:
    """Ranks all links and outcomes of plans; what two plans say alike is ranked once."""

    known: list[tuple[LinkGraph, dict[tuple[str, ...], float | None]]] = field(default_factory=list)

    def __call__(self, plan: Plan, lens: str | None) -> Mapping[tuple[str, ...], float | None]:
        """The ranks of all links and outcomes of `plan` through `lens`."""
        graph = LinkGraph.of(plan, lens)
        for other, ranks in self.known:
            if other == graph:
                return ranks
        found = study(graph, read_method("influence"), draws=0)
        outcomes = sorted(zip(found.outcomes, graph.outcomes, strict=True), key=lambda one: one[0].rank or 0)
        links = sorted(zip(found.links, graph.ties, strict=True), key=lambda one: one[0].rank or 0)
        ranks = {(code,): one.rank for one, code in outcomes}
        ranks |= {(tie.source, tie.target): one.rank for one, tie in links}
        self.known.append((graph, ranks))
        return ranks


def _spread(plan: Plan, lens: str | None) -> dict[tuple[str, ...], tuple[float, float]]:
    """Between which ranks each link and outcome is likely to stand."""
    found = studied(plan, lens, draws=_DRAWS, brief=True)
    ends: dict[tuple[str, ...], RankEstimate] = {
        (outcome.id,): outcome for outcome in rank_outcomes(plan, found)
    }
    ends |= {(link.source, link.target): link for link in rank_links(plan, found)}
    return {
        thing: (estimate.rank_low, estimate.rank_high)
        for thing, estimate in ends.items()
        if estimate.rank_low is not None and estimate.rank_high is not None
    }


def _level_at(plan: Plan, amounts: Sequence[int]) -> dict[int, Level]:
    """What each amount covers."""
    return {level.unearmarked: level for level in gaps(plan, amounts).levels} if plan.fundables else {}
