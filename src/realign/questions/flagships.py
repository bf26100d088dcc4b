"""What does each flagship and global programme carry, and which priority links should it take up?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from realign.models.influence.judgement import Judged, judged_through
from realign.models.influence.ranking import DRAWS
from realign.models.influence.tradeoffs import NOTHING, Opposition, PushAndHold, TradeOff
from realign.models.programme.priority_links import TOP, PrioritisedLink, carried, name, priority
from realign.models.programme.uptake import Candidate, Neighbours, candidates, holders, meeting
from realign.plan import Basis, Flagship, Outcome, Plan
from realign.plan.lookup import lens_id
from realign.plan.names import PlanNames
from realign.plan.record import Title
from realign.questions._asking import question
from realign.questions._studies import opposition, ranked_links
from realign.sheets import Faultless

MOST = 1_000
"""So many overlaps are listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class FlagshipLinks:
    """A flagship or global programme and what it carries now."""

    id: str
    kind: Literal["flagship", "global"]
    title: Title
    outcomes: tuple[str, ...]
    lenses: tuple[str, ...]
    drives: tuple[str, ...]
    driven_by: tuple[str, ...]
    carries: tuple[str, ...]
    """Priority links of which it works on both ends."""
    also_carries: int
    """How many links beyond the priority ones it carries."""
    funds: tuple[str, ...]
    basis: Basis
    says: Title | None
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unserved:
    """An outcome that no flagship works on."""

    id: str
    title: Title
    programmes: tuple[str, ...]
    """Global programmes that do."""
    links: int
    """How many links touch it; 0: it stands quite alone."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two programmes that work on the same outcomes."""

    one: str
    other: str
    shared: tuple[str, ...]
    jaccard: float
    """Shared outcomes over all outcomes of the two, 0 to 1 (Jaccard 1901)."""


@dataclass(frozen=True, slots=True)
class Flagships(Faultless):
    """What the programmes carry, and what they could take up next."""

    lens: str | None
    top: int
    flagships: tuple[FlagshipLinks, ...]
    next: tuple[Candidate, ...]
    unserved: tuple[Unserved, ...]
    overlaps: tuple[Overlap, ...]
    """In the order of the plan, at most `MOST`."""
    overlapping: int
    """How many there are in all."""
    uncarried: tuple[str, ...]
    """Priority links that no programme carries."""
    tradeoffs: tuple[TradeOff, ...]
    """Links that hold something back: they are never priority links."""
    push_and_hold: tuple[PushAndHold, ...]
    """Outcomes that push much and hold much."""
    untagged: tuple[str, ...]
    """Priority links of which no statement speaks of the lens: its default relevance alone counts."""
    names: PlanNames
    judged: Judged
    """What of all this is our judgement."""


@question
def flagships(plan: Plan, lens: str | None = None, *, top: int = TOP, draws: int = DRAWS) -> Flagships:
    """Tell what each programme carries of the `top` links through `lens`, and which it could take up.

    Raises `CallError` for a lens that the plan does not have.
    """
    links = ranked_links(plan, lens, draws=draws, choose=top)
    return carry(plan, lens, links, top=top, opposed=opposition(plan, lens, draws=draws))


def carry(
    plan: Plan,
    lens: str | None,
    links: Sequence[PrioritisedLink],
    *,
    top: int = TOP,
    opposed: Opposition = NOTHING,
) -> Flagships:
    """Tell what each programme carries of the `top` links of the lens, and which it could take up.

    A programme carries a link if it works on both ends. It could take up a link if it works on
    one end, if its own description names the theme of one, or if a programme that it drives works on one.
    """
    lens = lens_id(plan, lens)
    first = priority(links, top)
    served = {
        code for programme in plan.flagships if programme.kind == "flagship" for code in programme.outcomes
    }
    neighbours = Neighbours.of(plan, links)
    return Flagships(
        names=PlanNames.of(plan),
        judged=judged_through(plan, lens),
        lens=lens,
        top=top,
        flagships=tuple(_links_of(programme, neighbours, first) for programme in plan.flagships),
        next=candidates(plan, first),
        unserved=tuple(
            _unserved(outcome, neighbours) for outcome in plan.outcomes if outcome.id not in served
        ),
        overlaps=tuple(islice(_overlaps(plan.flagships), MOST)),
        overlapping=_overlapping_pairs(plan.flagships),
        uncarried=tuple(name(link) for link in first if not holders(plan, link)),
        tradeoffs=opposed.tradeoffs,
        push_and_hold=opposed.push_and_hold,
        untagged=tuple(name(link) for link in first if link.tagged is False),
    )


def _links_of(programme: Flagship, neighbours: Neighbours, first: Sequence[PrioritisedLink]) -> FlagshipLinks:
    """What one programme carries."""
    carries = carried(first, programme.outcomes)
    return FlagshipLinks(
        id=programme.id,
        kind=programme.kind,
        title=programme.title,
        outcomes=programme.outcomes,
        lenses=programme.lenses,
        drives=programme.drives,
        driven_by=tuple(neighbours.drivers.get(programme.id, ())),
        carries=tuple(name(link) for link in carries),
        also_carries=neighbours.within(programme.outcomes) - len(carries),
        funds=programme.funds,
        basis=programme.basis,
        says=programme.says,
        refs=programme.refs,
    )


def _unserved(outcome: Outcome, neighbours: Neighbours) -> Unserved:
    """An outcome that no flagship works on, and what it has instead."""
    programmes = tuple(neighbours.workers.get(outcome.id, ()))
    return Unserved(
        outcome.id, outcome.title, programmes, sum(neighbours.linked.get(outcome.id, {}).values())
    )


def _overlaps(programmes: Sequence[Flagship]) -> Iterator[Overlap]:
    """Every two programmes that share an outcome."""
    held = [frozenset(programme.outcomes) for programme in programmes]
    for index, other in meeting(held):
        shared = tuple(code for code in programmes[index].outcomes if code in held[other])
        yield Overlap(
            programmes[index].id, programmes[other].id, shared, len(shared) / len(held[index] | held[other])
        )


def _overlapping_pairs(programmes: Sequence[Flagship]) -> int:
    """How many two programmes share an outcome; programmes on the same outcomes are counted together."""
    alike = Counter(frozenset(programme.outcomes) for programme in programmes if programme.outcomes)
    counts = list(alike.values())
    same = sum(count * (count - 1) // 2 for count in counts)
    return same + sum(counts[index] * counts[other] for index, other in meeting(list(alike)))
