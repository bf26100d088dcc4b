"""A method on many networks that may be the true one: how every link and outcome ranks in each."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from os import cpu_count

import numpy as np
import numpy.typing as npt

from realign.models.influence.groups import Bonds, GroupLosses, group_losses
from realign.models.influence.methods import NEVER, Method, Unit, losses_of, spectral_radius, totals_of
from realign.models.influence.rank_intervals import Ranking
from realign.models.influence.ranks import doubled_ranks
from realign.models.influence.sampling import (
    Draws,
    Purpose,
    Uncertainty,
    Unrecorded,
    draw,
    draw_unrecorded,
    norms,
    stream,
)
from realign.models.influence.sampling_frame import SamplingFrame
from realign.models.influence.sparse_walks import Detours, Returns, link_numbers
from realign.models.influence.total_influence import (
    Array,
    Ends,
    Indexes,
    Mask,
    knock_out,
    lose,
    norm_of,
    resolvent,
)

TIE = 1e-8
"""Scores in a draw that are this close, measured by the largest, are the same."""
FEWEST, MOST = 100, 10**8
"""At least so many draws, and so many steps of arithmetic, where each draw takes long."""
FOLLOWED = 2 * 10**7
"""In large plans so many statements are followed at most, over all draws: about ten seconds."""
FULL = 10**11
"""So many steps with full matrices at most, over all draws; where `FEWEST` draws take more, none are made."""
KEPT = 2 * 10**7
"""So many losses are kept at most: of every link in every draw, 80 MB."""
SOLVED, RAREST = 4 * 10**8, 20
"""In large plans groups are taken out in as many draws as take so many steps, if that is 1 in 20 or more."""
PAIRED = 30
"""In large plans links between two domains are taken out together for so many pairs of domains at most."""
SMALL = 64
"""Up to so many outcomes a network is worked on as a full matrix."""


@dataclass(frozen=True)
class Case:
    """What is drawn and how it is judged."""

    evidence: SamplingFrame
    ends: Ends
    destinations: Array
    method: Method

    @cached_property
    def terms(self) -> int:
        """How many lengths of walks the method adds up; 0 if there is no end."""
        evidence = self.evidence
        size = np.zeros((evidence.outcomes, evidence.outcomes))
        np.maximum.at(size, (evidence.source[evidence.pair], evidence.target[evidence.pair]), evidence.size)
        return self.method.terms(size / evidence.scale)

    @property
    def sparse(self) -> bool:
        """Whether to go along the links instead of through full matrices."""
        return self.evidence.outcomes > SMALL and self.method.headline

    @cached_property
    def edges(self) -> tuple[Indexes, Indexes]:
        """The ordered pair of every link there and back, (m,) each; -1 where nothing is said."""
        evidence, ends = self.evidence, self.ends
        keys = evidence.source * evidence.outcomes + evidence.target
        ways = ((ends.source, ends.target), (ends.target, ends.source))
        there, back = (link_numbers(keys, begin * evidence.outcomes + end) for begin, end in ways)
        return there, back

    @cached_property
    def widened(self) -> "Case":
        """The same with a link over any ordered pair of which nothing is said."""
        empty = self.evidence.empty
        ends = Ends(
            np.concatenate([self.ends.source, empty.source]),
            np.concatenate([self.ends.target, empty.target]),
            np.concatenate([self.ends.whole, np.arange(len(empty.source)) < empty.both]),
        )
        return replace(self, ends=ends)

    @cached_property
    def returns(self) -> Returns:
        """The ways back from target to source, and for links in both directions all four."""
        i, j, both = self.ends.source, self.ends.target, self.ends.whole
        begin = np.concatenate([j, i[both], i[both], j[both]])
        end = np.concatenate([i, j[both], i[both], j[both]])
        return Returns.of(self.evidence.source, self.evidence.target, begin, end, self.evidence.outcomes)


@dataclass(frozen=True, slots=True)
class Simulation:
    """The rank of every link and of every outcome in every draw."""

    links: Ranking
    outcomes: Ranking
    error: float = 0.0
    """Bound on the error of the ways back, where they are not followed to the end."""
    worlds: "Worlds | None" = None
    """The losses behind the ranks, if they were asked for and are not too many."""


@dataclass(frozen=True)
class Worlds:
    """What every link, and every group of links, carries in the draws that have an answer."""

    loss: npt.NDArray[np.float32]
    """(d, m)"""
    groups: GroupLosses | None
    """Of some draws in large plans; `None`: the plan is too large, or the method has no such losses."""
    answered: Mask
    """Which of all draws have an answer."""

    @classmethod
    def joined(cls, parts: Sequence["Worlds"]) -> "Worlds":
        """All draws of several blocks."""
        groups = [part.groups for part in parts if part.groups is not None]
        return cls(
            np.concatenate([part.loss for part in parts]),
            GroupLosses.joined(groups) if groups else None,
            np.concatenate([part.answered for part in parts]),
        )


Block = tuple[Ranking, Ranking, float, Worlds | None]


def simulate(
    case: Case,
    doubt: Uncertainty,
    draws: int,
    seed: int,
    missing: float = 0.0,
    threads: int | None = None,
    bonds: Bonds | None = None,
) -> Simulation:
    """Draw `draws` networks and rank; draws in which the method has no answer are left out.

    With `missing`, links that nobody recorded appear at random, so that they make up that share
    of all links on average, and take part in the ranking; the recorded ones are drawn as without.
    With `bonds` the losses are kept, and those of groups worked out, as far as `KEPT` and `SOLVED` go.
    """
    draws = affordable(case, draws, widened=missing > 0)
    deltas = deltas_of(case.method, doubt, draws, seed)
    size = block_size(case)
    starts = range(0, draws, size)
    kept = bonds if draws * len(case.ends.source) <= KEPT else None

    def work(start: int) -> Block:
        return _block(case, doubt, seed, start // size, deltas[start : start + size], missing, kept)

    workers = min(threads or cpu_count() or 1, len(starts))
    if workers > 1 and draws * len(case.evidence.source) > 10**5:
        _ = case.sparse and (case.returns, case.edges)  # found once, not once in each thread
        with ThreadPoolExecutor(workers) as pool:
            blocks = list(pool.map(work, starts))
    else:
        blocks = list(map(work, starts))
    links, outcomes, errors, worlds = zip(*blocks, strict=True)
    told = [one for one in worlds if one is not None]
    together = Worlds.joined(told) if told else None
    return Simulation(Ranking.joined(links), Ranking.joined(outcomes), max(errors), together)


def block_size(case: Case) -> int:
    """How many draws are worked on at once: as many as fit near the processor."""
    evidence = case.evidence
    if case.sparse:
        return int(np.clip(2**18 // len(evidence.unit), 16, 256)) if len(evidence.unit) else 256
    cells = evidence.outcomes**2 + (8 + case.terms) * len(case.ends.source) + len(evidence.unit)
    return int(np.clip(2**20 // max(cells, 1), 1 if case.terms else 16, 1024))


def affordable(case: Case, asked: int, *, widened: bool = False) -> int:
    """As many draws as do not take minutes, always the same for the same plan; 0: not even a few.

    A method of many terms follows each of them for every link, and all but the headline method work on
    full matrices.
    """
    if case.sparse:
        return min(asked, max(FEWEST, FOLLOWED // max(len(case.evidence.unit), 1)))
    draws = min(asked, FULL // (4 * max(case.evidence.outcomes, 1) ** 3 * max(case.terms, 1)))
    if draws < FEWEST < asked:
        return 0
    seen = case.widened if widened else case
    each = case.terms**2 * max(len(seen.ends.source), 1) * (4 if seen.ends.whole.any() else 1)
    return draws if not each else min(draws, max(FEWEST, MOST // each))


def deltas_of(method: Method, doubt: Uncertainty, draws: int, seed: int) -> Array:
    """One delta for each draw, sorted: nothing else depends on it, and like ones take equally long."""
    if method.delta is None or method.delta == 1 or doubt.delta is None:
        return np.full(draws, method.delta or 0.0)
    low, high = doubt.delta
    return np.sort(low + (high - low) * stream(seed, Purpose.DELTA, 0).random(draws))


def _block(
    case: Case,
    doubt: Uncertainty,
    seed: int,
    block: int,
    deltas: Array,
    missing: float,
    bonds: Bonds | None,
) -> Block:
    """One block of draws."""
    drawn = draw(case.evidence, doubt, seed, block, len(deltas))
    luck = stream(seed, Purpose.UNRECORDED, block)
    extra = draw_unrecorded(case.evidence, doubt, missing, len(deltas), luck) if missing else None
    there = _present(case, drawn)
    if case.sparse:
        drive, loss, error = follow(case, drawn, deltas, extra)
        answered = np.ones(len(deltas), dtype=np.bool_)
    else:
        answered, drive, loss = _through_matrices(case, drawn, deltas, extra)
        there, error = there[:, answered], 0.0
    links = doubled_ranks(loss, TIE)[:, : len(case.ends.source)]
    worlds = None
    if bonds is not None:
        worlds = Worlds(loss.astype(np.float32), _groups(case, drawn, deltas, bonds), answered)
    return Ranking.of(links, there), Ranking.of(doubled_ranks(drive, TIE)), error, worlds


def _groups(case: Case, drawn: Draws, deltas: Array, bonds: Bonds) -> GroupLosses | None:
    """The losses of groups in as many draws of a block as are affordable, evenly spread."""
    if not case.method.headline or not len(case.ends.source):
        return None
    steps = max(case.evidence.outcomes, 1) ** 3 * 2
    every = max(1, -(-steps * 2_000 // SOLVED)) if case.sparse else 1
    if every > len(deltas) or every > RAREST:
        return None
    if case.sparse and len(bonds.names) > PAIRED:
        bonds = Bonds((), ())
    some = slice(None, None, every)
    few = Draws(drawn.free[:, some], drawn.size[:, some], drawn.net[:, some])
    weigh = case.method.weigh(case.destinations)
    return group_losses(matrices_of(case, few, None), deltas[some], weigh, bonds)


def _present(case: Case, drawn: Draws) -> Mask:
    """Whether each link is there in each draw, in one direction at least, (m, d)."""
    there, back = case.edges
    found = (drawn.size[there] > 0) & (there >= 0)[:, None]
    return found | (drawn.size[back] > 0) & ((back >= 0) & case.ends.whole)[:, None]


def _through_matrices(
    case: Case, drawn: Draws, deltas: Array, extra: Unrecorded | None
) -> tuple[Mask, Array, Array]:
    """Which draws have an answer, and drive (d, n) and loss (d, m) in those.

    Links that nobody recorded follow the others.
    """
    matrix = matrices_of(case, drawn, extra)
    answered = adds_up(matrix) if case.method.delta == 1 else np.ones(len(matrix), dtype=np.bool_)
    if extra is None:
        return answered, *judge(case, matrix[answered], deltas[answered])
    count, places = len(case.ends.source), len(case.evidence.empty.source)
    there, whole = np.zeros((2, len(matrix), places), dtype=np.bool_)
    link, column = np.nonzero(extra.there)
    there[column, extra.place[link, column]] = True
    whole[column, extra.place[link, column]] = extra.whole[link, column]
    recorded = np.broadcast_to(case.ends.whole, (len(matrix), count))
    ends = replace(case.widened.ends, whole=np.concatenate([recorded, whole], axis=1)[answered])
    drive, loss = judge(replace(case.widened, ends=ends), matrix[answered], deltas[answered])
    _put_last(loss[:, count:], ~there[answered], loss)
    return answered, drive, loss


def _put_last(some: Array, absent: Mask, loss: Array) -> None:
    """Let links that are not there compete with none."""
    some[absent] = -2 * (float(np.abs(loss).max(initial=0.0)) or 1.0)


def judge(case: Case, matrix: Array, deltas: Array) -> tuple[Array, Array]:
    """Drive of every outcome and loss of every link, for a stack of matrices."""
    if case.method.delta is None:
        drive = totals_of(case.method, matrix, case.destinations).drive
        return drive, losses_of(case.method, matrix, case.ends, case.destinations)
    weigh = case.method.weigh(case.destinations)
    reach = resolvent(matrix, deltas)
    loss = knock_out(matrix, reach, case.ends, weigh, deltas).loss
    return (matrix @ (reach @ weigh)[..., None])[..., 0], loss


def follow(case: Case, drawn: Draws, deltas: Array, extra: Unrecorded | None) -> tuple[Array, Array, float]:
    """Drive (d, n) and loss (d, m) in every draw, along the links; and a bound on the ways back."""
    evidence = case.evidence
    norm = norms(evidence, drawn.free, extra)
    weights = drawn.net / norm
    weigh = case.method.weigh(case.destinations)
    unknown = extra.net.times(1 / norm) if extra else None
    down = evidence.leaving.spread(weights, weigh, deltas, unknown)
    up = evidence.reaching.spread(weights, np.ones_like(weigh), deltas, unknown.turned if unknown else None)
    back = case.returns.values(weights * deltas)
    error = _cut_off(case, weights, up, deltas, unknown)
    loss = _losses(case, weights, up, down, back, deltas)
    if extra and unknown:
        loss = np.concatenate([loss, _losses_unrecorded(extra, unknown, up, down, deltas)])
    return ((down - weigh[:, None]) / deltas).T, loss.T, error


def _cut_off(case: Case, weights: Array, up: Array, deltas: Array, unknown: Detours | None) -> float:
    """How much the ways that `Returns` does not follow can add to an entry of R, at most.

    An entry of |X|^k is at most the largest weight times the sum of a column of |X|^(k-1), and
    u sums those columns up; with signs the columns are bounded by 1.
    """
    largest = np.abs(weights).max(axis=0, initial=0.0)
    if unknown:
        largest = np.maximum(largest, np.abs(unknown.weight).max(axis=0, initial=0.0))
    if (weights < 0).any() or (unknown and (unknown.weight < 0).any()):
        longer = deltas if unknown else deltas**2
        rest = longer / (1 - deltas)
    else:
        direct = 0.0 if unknown else deltas * case.evidence.reaching.sums(weights)
        rest = (up - 1 - direct).max(axis=0)
    return float((deltas * largest * rest).max(initial=0.0))


def _losses(case: Case, weights: Array, up: Array, down: Array, ways: Array, deltas: Array) -> Array:
    """The loss of every link in every draw, (m, d)."""
    (i, j, both), (there, back) = (case.ends.source, case.ends.target, case.ends.whole), case.edges
    count, pairs = len(i), np.flatnonzero(both)
    x, r_ji = weights[there], ways[:count]
    loss = x * up[i]
    loss *= down[j]
    r_ji_x = r_ji * x
    r_ji_x *= deltas
    r_ji_x += 1
    loss /= r_ji_x
    if len(pairs):
        weight_back = np.where(back[pairs] >= 0, 1.0, 0.0)[:, None] * weights[back[pairs]]
        sides = (up[i[pairs]], up[j[pairs]], down[i[pairs]], down[j[pairs]])
        r_ij, r_ii, r_jj = np.split(ways[count:], 3)
        around = (r_ij, r_ji[pairs], r_ii, r_jj)
        loss[pairs] = lose(x[pairs], weight_back, sides, around, deltas)[0]
    return loss


def _losses_unrecorded(
    unrecorded: Unrecorded, unknown: Detours, up: Array, down: Array, deltas: Array
) -> Array:
    """The loss of every link that nobody recorded, (l, d), without the ways back over other links."""
    count = len(unknown.near) // 2
    i, j = unknown.near[:count], unknown.far[:count]
    there, back = unknown.weight[:count], unknown.weight[count:]
    up_i, up_j, down_i, down_j = (np.take_along_axis(one, at, axis=0) for one in (up, down) for at in (i, j))
    alone = (np.zeros(1), np.zeros(1), np.ones(1), np.ones(1))
    loss, _, _ = lose(there, back, (up_i, up_j, down_i, down_j), alone, deltas)
    _put_last(loss, ~unrecorded.there, loss)
    return loss


def matrices_of(case: Case, drawn: Draws, extra: Unrecorded | None) -> Array:
    """The drawn networks as matrices (draws, n, n) in the unit of the method."""
    evidence = case.evidence
    net = _full(evidence, drawn.net, extra.net if extra else None)
    match case.method.unit:
        case Unit.RAW:
            return net * evidence.scale
        case Unit.SCALE:
            return net
        case Unit.NORM:
            norm = norms(evidence, drawn.free, extra)
        case Unit.RADIUS:
            size = _full(evidence, drawn.size, extra.size if extra else None)
            norm = np.array([spectral_radius(one) or norm_of(one) for one in size])
    return np.asarray(net / norm[:, None, None], dtype=np.float64)


def _full(evidence: SamplingFrame, weights: Array, extra: Detours | None) -> Array:
    """Weights of ordered pairs (e, d), and of links that nobody recorded, as matrices (d, n, n)."""
    count = weights.shape[1]
    full = np.zeros((count, evidence.outcomes, evidence.outcomes))
    full[:, evidence.source, evidence.target] = weights.T
    if extra:
        np.add.at(full, (np.arange(count), extra.near, extra.far), extra.weight)
    return full


def adds_up(matrix: Array) -> Mask:
    """In which of the matrices endless walks have a finite sum."""
    power = np.abs(matrix)
    for _ in range(4):
        power = power @ power
    doubtful = power.sum(axis=-1).max(axis=-1, initial=0) > 1 - 1e-9
    return np.array(
        [not hard or spectral_radius(one) < 1 - NEVER for one, hard in zip(matrix, doubtful, strict=True)],
        dtype=np.bool_,
    )
