"""Every paragraph and every link left out by itself: which ranks depend on it?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from realign.models.influence.graph import CombinedLink, LinkGraph, Weight
from realign.models.influence.low_rank_update import Rows, change_rows
from realign.models.influence.methods import Unit, spectral_radius, unit_of
from realign.models.influence.monte_carlo import adds_up, block_size, judge
from realign.models.influence.ranks import TIE, doubled_ranks, tidy
from realign.models.influence.scores import Assessment
from realign.models.influence.statements import Pair, Statement
from realign.models.influence.total_influence import Array, Indexes, Mask, norm_of
from realign.plan import code_order

STATEMENTS = 2 * 10**6
"""Statements looked at again, paragraph by paragraph, at most."""
MOST = 2 * 10**10
"""So many steps of arithmetic at most, a second or two: larger plans are not gone through one by one."""
CELLS = 2 * 10**7
"""So many ranks at most: every link, and every outcome, in every scenario."""
ROWS = 8
"""Up to so many rows of the matrix may change for the closed form to be worth it."""
CHUNK = 128
"""So many rows are changed at once."""


@dataclass(frozen=True, slots=True)
class RankRange:
    """The best and the worst rank when one thing is left out, and what that thing is."""

    best: float
    best_without: str | None
    """`None` where nothing makes the rank better."""
    worst: float
    worst_without: str | None


Swings = tuple[RankRange, ...]


@dataclass(frozen=True, slots=True)
class Omissions:
    """How far one paragraph, and how far one link, can move a rank; empty where that was not gone through."""

    links: tuple[Swings, Swings] = ((), ())
    """By paragraph, by link."""
    outcomes: tuple[Swings, Swings] = ((), ())


@dataclass(frozen=True, slots=True)
class _Scenario:
    """A plan without something: the pairs whose weight changes."""

    name: str
    free: dict[Pair, float]
    """New absolute weights without the lens."""
    seen: dict[Pair, Weight]
    """New weights through the lens."""
    gone: frozenset[int]
    """The links that are not there any more."""
    sure: dict[int, float] = field(default_factory=dict)
    """How sure other links are then, where that changes."""

    @property
    def rows(self) -> int:
        """How many outcomes the pairs begin at."""
        return len({source for source, _ in self.seen})


def leave_out(assessment: Assessment) -> Omissions:
    """Leave out each paragraph, then each link, as if the plan did not have it.

    The place that a link leaves stays empty: only a change of the order moves a rank.
    """
    links: list[Swings] = []
    outcomes: list[Swings] = []
    for leaving in (_without_references, _without_links):
        scenarios = list(leaving(assessment.graph))
        if not scenarios or not assessment.graph.ties or _too_much(assessment, scenarios):
            links.append(())
            outcomes.append(())
            continue
        link_ranks, outcome_ranks = _ranks(assessment, scenarios)
        names = [scenario.name for scenario in scenarios]
        links.append(_swings(assessment.link_ranks, link_ranks, names))
        outcomes.append(_swings(assessment.outcome_ranks, outcome_ranks, names))
    return Omissions((links[0], links[1]), (outcomes[0], outcomes[1]))


def _too_much(assessment: Assessment, scenarios: Sequence[_Scenario]) -> bool:
    """Whether to go through all of `scenarios` would take too long, or too much memory."""
    size, links = len(assessment.graph.outcomes), len(assessment.graph.ties)
    if len(scenarios) * max(links, size) > CELLS:
        return True
    quick = len(_quick(assessment, scenarios))
    terms = assessment.method.terms(assessment.matrix)
    each = size**3 * max(terms, 25 if assessment.method.unit is Unit.RADIUS else 1) + links * terms**2
    steps = (len(scenarios) - quick) * each + quick * 50 * (size + links)
    return steps > MOST


def _without_references(graph: LinkGraph) -> Iterator[_Scenario]:
    """One scenario for each paragraph."""
    by_pair: dict[Pair, list[Statement]] = defaultdict(list)
    cited: dict[str, set[Pair]] = defaultdict(set)
    for one in graph.statements:
        for pair in one.pairs:
            by_pair[pair].append(one)
            cited[one.reference].add(pair)
    if sum(len(by_pair[pair]) for pairs in cited.values() for pair in pairs) > STATEMENTS:
        return
    resting: dict[str, set[int]] = defaultdict(set)
    surer: dict[str, dict[int, float]] = defaultdict(dict)
    for at, tie in enumerate(graph.ties):
        if len(tie.refs) == 1:
            resting[tie.refs[0]].add(at)
            continue
        for reference in tie.refs:
            rest = tuple(one for one in tie.statements if one.reference != reference)
            surer[reference][at] = replace(tie, statements=rest).confidence
    for reference in sorted(cited, key=code_order):
        left = {
            pair: [one for one in by_pair[pair] if one.reference != reference] for pair in cited[reference]
        }
        yield _Scenario(
            name=reference,
            free={pair: graph.weight(said, lens_free=True).size for pair, said in left.items()},
            seen={pair: graph.weight(said) for pair, said in left.items()},
            gone=frozenset(resting[reference]),
            sure=surer[reference],
        )


def _without_links(graph: LinkGraph) -> Iterator[_Scenario]:
    """One scenario for each link, both directions where they are one link."""
    for at, tie in enumerate(graph.ties):
        pairs = ((tie.source, tie.target), (tie.target, tie.source))[: 1 + tie.whole]
        seen = dict.fromkeys(pairs, Weight())
        yield _Scenario(_name(tie), dict.fromkeys(pairs, 0.0), seen, frozenset({at}))


def _name(tie: CombinedLink) -> str:
    return f"{tie.source}-{tie.target}"


def _ranks(assessment: Assessment, scenarios: Sequence[_Scenario]) -> tuple[Array, Array]:
    """The rank of every link (s, m) and every outcome (s, n) in every scenario."""
    loss = np.tile(assessment.loss, (len(scenarios), 1))
    drive = np.tile(assessment.totals.drive, (len(scenarios), 1))
    quick = _quick(assessment, scenarios)
    step = CHUNK // max((scenarios[at].rows for at in quick), default=1)
    for start in range(0, len(quick), step):
        some = quick[start : start + step]
        drive[some], loss[some] = _by_rows(assessment, [scenarios[at] for at in some])
    slow = np.setdiff1d(np.arange(len(scenarios)), quick)
    size = block_size(assessment.case)
    for start in range(0, len(slow), size):
        some = slow[start : start + size]
        answered, new_drive, new_loss = _from_scratch(assessment, [scenarios[at] for at in some])
        drive[some[answered]], loss[some[answered]] = new_drive, new_loss
    drive_ranks = doubled_ranks(drive, least=float(np.abs(assessment.totals.drive).max(initial=0))) / 2
    return _kept_places(assessment, loss, scenarios), drive_ranks


def _kept_places(assessment: Assessment, loss: Array, scenarios: Sequence[_Scenario]) -> Array:
    """Ranks of the links that are left, as if those that are gone still held their places."""
    least = float(np.abs(assessment.expected).max(initial=0))
    own = doubled_ranks(assessment.expected)
    gone = np.zeros(loss.shape, dtype=np.bool_)
    sure = np.tile(assessment.sure, (len(scenarios), 1))
    for at, scenario in enumerate(scenarios):
        gone[at, list(scenario.gone)] = True
        if assessment.doubted:
            sure[at, list(scenario.sure)] = list(scenario.sure.values())
    expected = np.multiply(loss, sure, out=sure)
    expected[gone] = -4 * (max(float(np.abs(expected).max(initial=0)), least) or 1.0)
    new = doubled_ranks(expected, least=least)
    for at, scenario in enumerate(scenarios):
        for one in scenario.gone:  # two places for each that was ranked above, one for each tie
            new[at] += own > own[one]
            new[at] += own >= own[one]
    kept = new / 2
    kept[gone] = np.nan
    return kept


def _quick(assessment: Assessment, scenarios: Sequence[_Scenario]) -> Indexes:
    """The scenarios for which the closed form does: few rows change, and s stays as it is."""
    if assessment.method.delta is None or assessment.method.unit is not Unit.NORM:
        return np.array([], dtype=np.intp)
    same = np.abs(_norms(assessment, scenarios) / assessment.weights.norm - 1) < TIE
    few = np.array([scenario.rows <= ROWS for scenario in scenarios], dtype=np.bool_)
    return np.flatnonzero(same & few)


def _by_rows(assessment: Assessment, scenarios: Sequence[_Scenario]) -> tuple[Array, Array]:
    """Drives and losses of scenarios that change a few rows and leave the norm as it is."""
    at = {code: number for number, code in enumerate(assessment.graph.outcomes)}
    matrix, method = assessment.matrix, assessment.method
    changes = [
        [
            (at[source], at[target], weight.net / assessment.weights.norm - matrix[at[source], at[target]])
            for (source, target), weight in scenario.seen.items()
        ]
        for scenario in scenarios
    ]
    rows = Rows.of(changes, len(matrix))
    return change_rows(
        rows, matrix, assessment.reach, assessment.ends, assessment.destinations, method.delta or 0.0
    )


def _norms(assessment: Assessment, scenarios: Sequence[_Scenario]) -> Array:
    """The largest row or column sum without the lens in every scenario, (s,)."""
    at = {code: number for number, code in enumerate(assessment.graph.outcomes)}
    free = assessment.weights.free
    rows, columns = (np.tile(free.sum(axis=axis), (len(scenarios), 1)) for axis in (1, 0))
    for number, scenario in enumerate(scenarios):
        for (source, target), size in scenario.free.items():
            less = free[at[source], at[target]] - size
            rows[number, at[source]] -= less
            columns[number, at[target]] -= less
    norm = np.maximum(rows.max(axis=1), columns.max(axis=1))
    return np.asarray(np.where(norm > TIE * assessment.weights.norm, norm, 1.0), dtype=np.float64)


def _from_scratch(assessment: Assessment, scenarios: Sequence[_Scenario]) -> tuple[Mask, Array, Array]:
    """Drives and losses of scenarios that change more than one link or the norm."""
    at = {code: number for number, code in enumerate(assessment.graph.outcomes)}
    weights, method = assessment.weights, assessment.method
    net = np.tile(weights.net, (len(scenarios), 1, 1))
    size = np.tile(weights.size, (len(scenarios), 1, 1)) if method.unit is Unit.RADIUS else net
    for number, scenario in enumerate(scenarios):
        for (source, target), weight in scenario.seen.items():
            net[number, at[source], at[target]] = weight.net
            if method.unit is Unit.RADIUS:
                size[number, at[source], at[target]] = weight.size
    match method.unit:
        case Unit.NORM:
            unit = _norms(assessment, scenarios)
        case Unit.RADIUS:
            unit = np.array([spectral_radius(one) or norm_of(one) for one in size])
        case _:
            unit = np.full(len(scenarios), unit_of(method, weights))
    matrix = net / unit[:, None, None]
    answered = adds_up(matrix) if method.delta == 1 else np.ones(len(scenarios), dtype=np.bool_)
    deltas = np.full(int(answered.sum()), method.delta or 0.0)
    drive, loss = judge(assessment.case, matrix[answered], deltas)
    return answered, drive, loss * method.factor


def _swings(own: Sequence[float], ranks: Array, names: Sequence[str]) -> tuple[RankRange, ...]:
    """The best and the worst rank of each thing over all scenarios (s, things); `nan`: not there."""
    swings = []
    for rank, column in zip(own, ranks.T, strict=True):
        there = np.where(np.isnan(column), rank, column)
        best, worst = int(there.argmin()), int(there.argmax())
        swings.append(
            RankRange(
                tidy(min(there[best], rank)),
                names[best] if there[best] < rank else None,
                tidy(max(there[worst], rank)),
                names[worst] if there[worst] > rank else None,
            )
        )
    return tuple(swings)
