"""What it would be worth to know how one statement stands, before the links are chosen."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from realign.models.influence.case import Case
from realign.models.influence.choice import LinkChoice
from realign.models.influence.graph import LinkGraph
from realign.models.influence.monte_carlo import Worlds, block_size, deltas_of
from realign.models.influence.panels import SampledWay
from realign.models.influence.sampling import Uncertainty, fates
from realign.models.influence.statements import Statement
from realign.models.influence.total_influence import Array, Indexes

Part = Literal["existence", "direction", "strength", "relevance"]
"""What may be settled of a statement."""
PARTS: tuple[Part, ...] = ("direction", "existence", "strength", "relevance")
LEVELS, STEPS = 3, 8
"""A relevance is known as low, middle or high, delta as one of so many stretches of its range."""
TAKEN_APART, FEWER_APART = 8, 3
"""Of so many records and paragraphs of most worth each part is looked at by itself."""
COLUMNS, CANDIDATES, FEWER = 200, 80, 24
"""In large plans only links that are ever among the first are chosen from, and only so many records and
paragraphs looked at: those with most at stake, half of them records."""
DENSE = 20
"""At least so many draws for each figure that is fitted; else effects are taken to add up."""
RARE = 0.01
"""In large plans links among the first in fewer draws are left out of the choice."""


Kind = Literal["record", "paragraph", "component"]
_Named = tuple[Literal["record", "paragraph"], str, Indexes]
"""What is looked at: a record or a paragraph, its name, its rows of the frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """A statement, a paragraph or one kind of doubt, and what it is worth to settle it.

    The expected value of partial perfect information (Strong and Oakley 2013): how much more the
    links chosen would carry, on average, if one knew how this stands before choosing.
    """

    kind: Kind
    id: str
    """Of the record or paragraph; of a component its name: a `Part`, or `delta`."""
    worth: float
    """In the unit of loss."""
    worth_error: float
    """One standard error, by the number of draws."""
    share: float
    """The part of what could be gained by knowing everything."""
    direction: float | None = None
    existence: float | None = None
    strength: float | None = None
    relevance: float | None = None
    """The worth of each part by itself, for those that are worth most."""


@dataclass(frozen=True)
class _Known:
    """What was drawn of some rows of the frame, (r, d) each."""

    rows: Indexes
    """Which, rising, (r,)."""
    there: npt.NDArray[np.bool_]
    way: npt.NDArray[np.int8]
    slip: npt.NDArray[np.int8]
    level: npt.NDArray[np.int8]
    """How relevant what is not tagged is, in `LEVELS`; 0 for what is tagged."""

    @classmethod
    def of(cls, case: Case, doubt: Uncertainty, seed: int, worlds: Worlds, rows: Indexes) -> "_Known":
        """Draw again what was drawn, which is quicker than to keep it."""
        evidence, size, draws = case.evidence, block_size(case), len(worlds.answered)
        there = np.ones((len(rows), draws), dtype=np.bool_)
        way, slip, level = np.zeros((3, len(rows), draws), dtype=np.int8)
        unit, truth = evidence.unit[rows], evidence.truth[rows]
        voted, place = _voted(case, rows)
        for start in range(0, draws, size):
            some = slice(start, min(start + size, draws))
            fate = fates(evidence, doubt, seed, start // size, some.stop - start)
            if fate.there is not None:
                there[:, some] = fate.there[unit] < evidence.sure[rows, None].astype(np.float32)
            if fate.way is not None:
                always = (evidence.way[rows] == SampledWay.ALWAYS)[:, None]
                way[:, some] = np.where(always, np.int8(0), fate.way[truth])
            if fate.slip is not None:
                slip[:, some] = fate.slip[truth]
            if fate.relevance is not None:
                drawn = (fate.relevance[truth] * LEVELS).astype(np.int8)
                level[:, some] = np.where(evidence.open_relevance[rows, None], drawn, 0)
            if fate.judge is not None and evidence.votes:
                sizes, ways = (one[voted] for one in evidence.votes.drawn(fate.judge))
                way[place, some], there[place, some] = ways, sizes > 0
                slip[place, some] = np.sign(sizes - evidence.size[rows[place], None])
        some_draws = slice(None) if worlds.answered.all() else worlds.answered
        return cls(rows, there[:, some_draws], way[:, some_draws], slip[:, some_draws], level[:, some_draws])

    def features(self, case: Case, rows: Indexes, parts: Sequence[Part], most: int) -> Array:
        """How the statements of `rows` stand in every draw, as columns of a regression, (d, p)."""
        states = [self._state(at, parts) for at in _by_truth(case, rows)]
        columns = [np.ones(self.there.shape[1])]
        wide = [state == one for state in states for one in np.unique(state)[1:]]
        if (
            len(wide) > most
        ):  # too many combinations: the parts add up, and what has an order is a straight line
            wide = [one for at in _by_truth(case, rows) for part in parts for one in self._lines(at, part)]
        return np.column_stack([*columns, *wide[: 2 * most]]).astype(np.float64)

    def _lines(self, rows: Indexes, part: Part) -> Iterator[npt.NDArray[np.generic]]:
        """How one part of what is said of a link stands, as columns of a regression."""
        state = self._state(rows, (part,))
        found = np.unique(state)
        if part == "direction":
            yield from (state == one for one in found[1:])
        elif len(found) > 1:
            yield state

    def _state(self, rows: Indexes, parts: Sequence[Part]) -> npt.NDArray[np.int64]:
        """A number for each way in which what is said of one link can stand."""
        rows = np.searchsorted(self.rows, rows)
        there = np.logical_or.reduce(self.there[rows], axis=0)
        state = np.zeros(self.there.shape[1], dtype=np.int64)
        if "direction" in parts:
            state = state * 3 + self.way[rows].max(axis=0)
        if "strength" in parts:
            state = state * 3 + self.slip[rows[0]] + 1
        if "relevance" in parts:
            state = state * LEVELS + self.level[rows].max(axis=0)
        if "existence" in parts:  # what is not there has no direction and no strength
            state = np.where(there, state + 1, 0)
        return state


def _voted(case: Case, rows: Indexes) -> tuple[Indexes, Indexes]:
    """Which rows of the votes are among `rows`, and where there."""
    if not case.evidence.votes:
        return np.array([], dtype=np.intp), np.array([], dtype=np.intp)
    voted = np.flatnonzero(np.isin(case.evidence.votes.rows, rows))
    return voted, np.searchsorted(rows, case.evidence.votes.rows[voted])


def _by_truth(case: Case, rows: Indexes) -> Iterator[Indexes]:
    for truth in np.unique(case.evidence.truth[rows]):
        yield rows[case.evidence.truth[rows] == truth]


@dataclass(frozen=True)
class _Chooser:
    """Chooses on one half of the draws and judges on the other."""

    loss: Array
    """(d, m)"""
    k: int

    @cached_property
    def before(self) -> tuple[Array, Array]:
        """What the choice carries in every draw of one half if nothing is known but the other half."""
        found = []
        for half in (0, 1):
            best = self._best(self.loss[half::2].mean(axis=0)[None])[0]
            found.append(self.loss[1 - half :: 2][:, best].sum(axis=1))
        return found[0], found[1]

    def worth(self, features: Array) -> tuple[float, float]:
        """How much more the choice carries if the features are known, and one standard error."""
        gained = np.zeros(len(self.loss))
        group, distinct = _alike(features)
        for half in (0, 1):
            seen, judged = group[half::2], group[1 - half :: 2]
            counts = np.bincount(seen, minlength=len(distinct)).astype(np.float64)
            gram = (distinct.T * counts) @ distinct + 1e-6 * np.eye(features.shape[1])
            sums = _sums(self.loss[half::2], seen, counts)
            chosen = self._best(distinct @ np.linalg.solve(gram, distinct.T @ sums))
            after = np.take_along_axis(self.loss[1 - half :: 2], chosen[judged], axis=1).sum(axis=1)
            gained[1 - half :: 2] = after - self.before[half]
        return max(float(gained.mean()), 0.0), float(gained.std() / max(len(gained), 1) ** 0.5)

    def _best(self, expected: Array) -> Indexes:
        """The links of highest expected loss, in each row."""
        return np.argsort(-expected.round(12), axis=1, kind="stable")[:, : self.k]


def _alike(features: Array) -> tuple[Indexes, Array]:
    """The draws with the same features: the group of each draw, (d,), and the features of each, (g, p).

    Many draws share their features, and what is fitted for one of them is fitted for all.
    """
    mixed = features @ np.random.default_rng(0).random(features.shape[1])
    _, first, group = np.unique(mixed, return_index=True, return_inverse=True)
    if len(first) > len(features) / 2 or not (features[first][group] == features).all():
        return np.arange(len(features)), features
    return group, features[first]


def _sums(loss: Array, group: Indexes, counts: Array) -> Array:
    """The losses added up over the draws of each group, (g, m)."""
    found = np.zeros((len(counts), loss.shape[1]))
    there = np.flatnonzero(counts)
    starts = np.cumsum(counts[there]) - counts[there]
    found[there] = np.add.reduceat(loss[np.argsort(group, kind="stable")], starts.astype(np.intp), axis=0)
    return found


def settle_first(
    graph: LinkGraph,
    case: Case,
    doubt: Uncertainty,
    seed: int,
    worlds: Worlds,
    choice: LinkChoice,
    often: Array,
) -> tuple[tuple[Settling, ...], bool]:
    """What to settle first, most worth before the rest; and whether all was looked at."""
    if choice.to_know <= 0 or len(worlds.loss) < 2 * DENSE:
        return (), True
    loss = _ever_first(worlds.loss, often, choice.k)
    whole = loss is worlds.loss
    chooser = _Chooser(loss.astype(np.float64), min(choice.k, loss.shape[1]))
    most = len(loss) // 2 // DENSE
    kinds: dict[Literal["record", "paragraph"], Mapping[str, Indexes]] = {
        "record": _rows_by(graph, case, lambda one: one.record),
        "paragraph": _rows_by(graph, case, lambda one: one.reference),
    }
    wanted = [(kind, name, rows) for kind, named in kinds.items() for name, rows in named.items()]
    candidates = CANDIDATES if whole else FEWER
    if len(wanted) > candidates:
        whole, wanted = False, _foremost(wanted, case, _at_stake(case, worlds.loss, often), candidates)
    known = _Known.of(case, doubt, seed, worlds, _rows_of(wanted, case))

    def valued(kind: Kind, name: str, features: Array) -> Settling:
        worth, error = chooser.worth(features)
        share = min(worth / choice.to_know, 1.0)
        return Settling(kind=kind, id=name, worth=worth, worth_error=error, share=share)

    def settling(kind: Kind, name: str, rows: Indexes, parts: Sequence[Part]) -> Settling:
        return valued(kind, name, known.features(case, rows, parts, most))

    found = [(settling(kind, name, rows, PARTS), rows) for kind, name, rows in wanted]
    found.sort(key=lambda one: -one[0].worth)
    told = [one for one, _ in found]
    for at, (one, rows) in enumerate(found[: TAKEN_APART if loss is worlds.loss else FEWER_APART]):
        worths: dict[str, Any] = {part: settling(one.kind, one.id, rows, (part,)).worth for part in PARTS}
        told[at] = replace(one, **worths)
    if len(case.evidence.unit) <= COLUMNS:
        told += [settling("component", part, known.rows, (part,)) for part in PARTS]
    told.append(valued("component", "delta", _stretches(case, doubt, seed, worlds)))
    return tuple(sorted(told, key=lambda one: -one.worth)), whole


def _rows_of(wanted: Sequence[_Named], case: Case) -> Indexes:
    """The rows that are looked at: all of a small plan, where each kind of doubt is, too."""
    if len(case.evidence.unit) <= COLUMNS:
        return np.arange(len(case.evidence.unit))
    return np.unique(np.concatenate([rows for _, _, rows in wanted]))


def _ever_first(loss: npt.NDArray[np.float32], often: Array, k: int) -> npt.NDArray[np.float32]:
    """In large plans the losses of the links that are ever among the first; else all of them."""
    if loss.shape[1] <= COLUMNS:
        return loss
    order = np.argsort(-often, kind="stable")[:COLUMNS]
    kept = np.sort(order[often[order] >= RARE])
    return loss[:, kept if len(kept) >= k else order]


def _stretches(case: Case, doubt: Uncertainty, seed: int, worlds: Worlds) -> Array:
    """In which stretch of its range delta lies in every draw, as columns of a regression, (d, p)."""
    deltas = deltas_of(case.method, doubt, len(worlds.answered), seed)[worlds.answered]
    if np.ptp(deltas) == 0:
        return np.ones((len(deltas), 1))
    place = ((deltas - deltas.min()) / np.ptp(deltas) * STEPS).astype(np.intp).clip(max=STEPS - 1)
    return np.asarray(np.eye(STEPS)[place], dtype=np.float64)


def _at_stake(case: Case, loss: npt.NDArray[np.float32], often: Array) -> Array:
    """How much the loss of the link of each pair varies, if it is ever among the first, (pairs,)."""
    there, back = case.edges
    spread = np.zeros(len(often))
    some = np.flatnonzero(often >= RARE)
    spread[some] = loss[:, some].std(axis=0, dtype=np.float64)
    stake = np.zeros(len(case.evidence.source))
    np.maximum.at(stake, there, spread)
    both = (back >= 0) & case.ends.whole
    np.maximum.at(stake, back[both], spread[both])
    return stake


def _foremost(wanted: Sequence[_Named], case: Case, at_stake: Array, most: int) -> list[_Named]:
    """The records and paragraphs with most at stake, as many of the one as of the other where there are."""
    pair = case.evidence.pair
    ordered = sorted(wanted, key=lambda one: -float(at_stake[np.unique(pair[one[2]])].sum()))
    seen: Counter[str] = Counter()
    placed: list[tuple[int, _Named]] = []
    for one in ordered:
        placed.append((seen[one[0]], one))
        seen[one[0]] += 1
    return [one for _, one in sorted(placed, key=lambda one: one[0])][:most]


def _rows_by(graph: LinkGraph, case: Case, name: Callable[[Statement], str]) -> Mapping[str, Indexes]:
    """The rows of the frame by what their statements are called."""
    found: dict[str, list[int]] = {}
    for at, number in enumerate(case.evidence.statement.tolist()):
        found.setdefault(name(graph.statements[number]), []).append(at)
    return {key: np.array(rows, dtype=np.intp) for key, rows in sorted(found.items())}
