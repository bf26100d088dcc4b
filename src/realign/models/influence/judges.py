"""How far those who scored links agree: Krippendorff's alpha, link by link, and without each judge."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np

from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import read_method
from realign.models.influence.ranks import tau_b
from realign.models.influence.scores import assess
from realign.models.influence.statements import Pair
from realign.plan import Judge, Link, Plan, code_order

FIRST = 10
"""Of so many first links it is said how far a judge moves them."""
MOVES = 3
"""So many of them at most."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A link that judges scored: a record, and two of its outcomes."""

    link: Link
    source: str
    target: str
    scores: Mapping[str, float]
    """Judge -> strength."""


@dataclass(frozen=True, slots=True)
class RankMove:
    """A link that ranks otherwise without a judge."""

    link: str
    rank: float | None
    """`None`: it is no link."""
    rank_without: float | None


def scored_links(plan: Plan) -> tuple[Scored, ...]:
    """Every pair of outcomes that judges scored, in the order of the plan."""
    return tuple(
        Scored(link, source, target, {said.by: said.strength for said in link.judgements})
        for link in plan.links
        if link.judgements
        for source, target in product(link.from_, link.to)
        if source != target
    )


class OrdinalScale:
    """How far apart two scores are, by how often the scores between them are given.

    Krippendorff, K. (2011): Computing Krippendorff's alpha-reliability. The squared difference of two
    scores is the number of scores from the one to the other, either end counted half, squared.
    """

    def __init__(self, units: Iterable[Collection[float]]) -> None:
        """Count the scores of the units; only those of units with two scores or more."""
        counts = Counter(score for unit in units if len(unit) > 1 for score in unit)
        self._scores = sorted(counts)
        self._below = dict(zip(self._scores, _below([counts[one] for one in self._scores]), strict=True))
        self.total = sum(counts.values())
        self.expected = self._expected(counts)
        """The mean squared difference of any two scores."""

    def squared(self, one: float, other: float) -> float:
        """The squared difference of two scores."""
        return (self._below[one] - self._below[other]) ** 2

    def _expected(self, counts: Mapping[float, int]) -> float:
        pairs = combinations(self._scores, 2)
        apart = sum(2 * counts[one] * counts[other] * self.squared(one, other) for one, other in pairs)
        return apart / (self.total * (self.total - 1)) if self.total > 1 else 0.0

    def agreement(self, unit: Collection[float]) -> float | None:
        """1 where all give the same score, 0 where they differ as any two scores do; `None`: unknown.

        The mean over all units, each counted by its scores, is alpha.
        """
        if len(unit) < 2 or not self.expected:
            return None
        counts = Counter(unit)
        apart = sum(
            2 * counts[one] * counts[other] * self.squared(one, other)
            for one, other in combinations(sorted(counts), 2)
        )
        return 1 - apart / (len(unit) * (len(unit) - 1)) / self.expected


def _below(counts: Sequence[int]) -> Iterator[float]:
    """How many scores are lower than each, those that equal it counted half."""
    before = 0
    for count in counts:
        yield before + count / 2
        before += count


def alpha(units: Sequence[Collection[float]]) -> float | None:
    """Krippendorff's alpha for ordered scores; each unit holds the scores of its judges.

    `None` where no unit has two scores, or all scores are the same, so that nothing could differ.
    """
    scale = OrdinalScale(units)
    told = [(len(unit), scale.agreement(unit)) for unit in units]
    known = [(many, agreed) for many, agreed in told if agreed is not None]
    return sum(many * agreed for many, agreed in known) / scale.total if known else None


def judges_of(plan: Plan) -> tuple[Judge, ...]:
    """Those who scored, as the plan lists them or as the links name them, in the order of their ids."""
    listed = {one.id: one for one in plan.judges}
    named = {said.by for link in plan.links for said in link.judgements}
    return tuple(listed.get(one) or Judge(id=one) for one in sorted(named, key=code_order))


def without(plan: Plan, judge: str) -> Plan:
    """The plan with the scores of a judge set aside."""
    known = {one.id: one for one in plan.judges}
    aside = replace(known.get(judge) or Judge(id=judge), weight=0)
    kinds = {kind: records for kind in ("outcomes", "lenses", "links") if (records := getattr(plan, kind))}
    others = tuple(one for one in plan.judges if one.id != judge)
    return Plan.of(plan.about, **kinds, judges=(*others, aside))


def ranks_of(plan: Plan, lens: str | None) -> tuple[Mapping[Pair, float], Mapping[Pair, float]]:
    """The rank of every link through a lens, by its two ends, and what is lost without it; nothing drawn."""
    found = assess(LinkGraph.of(plan, lens), read_method("influence"))
    ends = [(tie.source, tie.target) for tie in found.graph.ties]
    return dict(zip(ends, found.link_ranks, strict=True)), dict(zip(ends, found.loss.tolist(), strict=True))


def moved(
    before: tuple[Mapping[Pair, float], Mapping[Pair, float]],
    after: tuple[Mapping[Pair, float], Mapping[Pair, float]],
) -> tuple[float | None, tuple[RankMove, ...]]:
    """Kendall's tau-b of two rankings, and the first links that move most; a lost link ranks last."""
    every = sorted({*before[0], *after[0]}, key=lambda pair: tuple(map(code_order, pair)))
    losses = [np.array([told[1].get(pair, 0.0) for pair in every]) for told in (before, after)]
    last = len(every) + 1
    far = {pair: abs(before[0].get(pair, last) - after[0].get(pair, last)) for pair in every}
    first = [pair for pair in every if min(told[0].get(pair, last) for told in (before, after)) <= FIRST]
    most = sorted((pair for pair in first if far[pair] >= 1), key=lambda pair: -far[pair])[:MOVES]
    moves = (RankMove("-".join(pair), before[0].get(pair), after[0].get(pair)) for pair in most)
    return tau_b(*losses), tuple(moves)
