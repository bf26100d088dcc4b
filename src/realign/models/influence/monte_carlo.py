"""A method on many networks that may be the true one: how every link and outcome ranks in each."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from os import cpu_count

import numpy as np
import numpy.typing as npt

from realign.models.clock import clock
from realign.models.influence.case import Case
from realign.models.influence.followed_losses import Reached, follow, groups_along, put_last, reach_of
from realign.models.influence.groups import Bonds, GroupLosses, group_losses
from realign.models.influence.methods import NEVER, Method, Unit, losses_of, spectral_radius, totals_of
from realign.models.influence.rank_intervals import Growing, GrowingRanking, Ranking
from realign.models.influence.ranks import Doubled, doubled_ranks
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
from realign.models.influence.sparse_walks import Detours
from realign.models.influence.total_influence import (
    Array,
    Mask,
    knock_out,
    norm_of,
    resolvent,
)

TIE = 1e-8
"""Scores in a draw that are this close, measured by the largest, are the same."""
FEWEST, MOST = 100, 10**8
"""At least so many draws, and so many steps of arithmetic, where each draw takes long."""
FOLLOWED = 2 * 10**7
"""In large plans so many statements are followed at most, over all draws: about ten seconds."""
RANKS = 10**8
"""So many ranks are kept at most: of every link in every draw, some 300 MB."""
PROBED = 16
"""So many draws tell how long one takes, where there is a limit of time."""
FULL = 10**11
"""So many steps with full matrices at most, over all draws; where `FEWEST` draws take more, none are made."""
KEPT = 2 * 10**7
"""So many losses are kept at most: of every link in every draw, 80 MB."""
HELD = 31 << 20
"""Bytes of working memory that are not given back to the system between two blocks of draws."""
SOLVED, RAREST = 4 * 10**8, 20
"""In large plans groups are taken out in as many draws as take so many steps, if that is 1 in 20 or more;
in still larger ones along the links."""
ALONG = 10**7
"""So many products of weights at most for bonds along the links, in 1 draw of 20 or more; else hubs alone."""


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


Solved = tuple[Array, Array]
"""X and R of some draws, (d, n, n) each."""
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
    draws = _in_time(case, doubt, affordable(case, draws, widened=missing > 0), seed, missing)
    deltas = deltas_of(case.method, doubt, draws, seed)
    size = block_size(case)
    starts = range(0, draws, size)
    kept = bonds if draws * len(case.ends.source) <= KEPT else None
    if kept and case.sparse:
        kept = kept.along(case.evidence.source, case.evidence.target, case.evidence.outcomes)

    def work(start: int) -> Block:
        return _block(case, doubt, seed, start // size, deltas[start : start + size], missing, kept)

    _ = case.sparse or np.empty(HELD, dtype=np.uint8)  # let go: the allocator now keeps what is freed
    workers = min(threads or cpu_count() or 1, len(starts))
    if workers > 1 and draws * len(case.evidence.source) > 10**5:
        _ = case.sparse and (case.returns, case.edges)  # found once, not once in each thread
        with ThreadPoolExecutor(workers) as pool:
            return _joined(pool.map(work, starts), draws)
    return _joined(map(work, starts), draws)


def _joined(blocks: Iterable[Block], draws: int) -> Simulation:
    """All draws of several blocks, each let go when it is taken in."""
    links, outcomes, error = GrowingRanking(draws), GrowingRanking(draws), 0.0
    loss: Growing[np.float32] = Growing(draws, 0)
    answered: Growing[np.bool_] = Growing(draws, 0)
    groups: list[GroupLosses] = []
    kept = False
    for some_links, some_outcomes, some_error, worlds in blocks:
        links.add(some_links)
        outcomes.add(some_outcomes)
        error = max(error, some_error)
        if worlds is not None:
            kept = True
            loss.add(worlds.loss)
            answered.add(worlds.answered)
            groups += [worlds.groups] if worlds.groups is not None else []
    together = GroupLosses.joined(groups) if groups else None
    found = Worlds(loss.whole(), together, answered.whole()) if kept else None
    return Simulation(links.whole(), outcomes.whole(), error, found)


def _in_time(case: Case, doubt: Uncertainty, draws: int, seed: int, missing: float) -> int:
    """As many draws as end within the limit of time, if there is one, by what a few of them take.

    At least `FEWEST`. They are drawn anew, so that they differ from other draws in nothing but their number.
    """
    here = clock()
    if here.left is None or draws <= FEWEST:
        return draws
    few, before = min(draws, PROBED), here.left
    _block(case, doubt, seed, 0, deltas_of(case.method, doubt, few, seed), missing, None)
    each = (before - here.left) / few
    fitting = max(FEWEST, int(here.left / max(each, 1e-9))) if here.left else FEWEST
    here.struck = here.struck or fitting < draws
    return min(draws, fitting)


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
    asked = min(asked, max(FEWEST, RANKS // max(len(case.ends.source), case.evidence.outcomes, 1)))
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
    reached = reach_of(case, drawn, deltas, extra) if case.sparse else None
    solved = _solved(case, drawn, deltas) if bonds and not reached and _in_groups(case) else None
    if reached:
        drive, loss, error = follow(case, deltas, extra, reached)
        answered = np.ones(len(deltas), dtype=np.bool_)
    else:
        answered, drive, loss = _through_matrices(case, drawn, deltas, extra, solved)
        there, error = there[:, answered], 0.0
    links = doubled_ranks(loss, TIE)[:, : len(case.ends.source)]
    if extra is not None and len(extra.place):
        links = absent_last(links, there.T)
    worlds = None
    if bonds is not None:
        groups = _groups(case, drawn, deltas, bonds, reached, solved)
        worlds = Worlds(loss.astype(np.float32), groups, answered)
    return Ranking.of(links, there), Ranking.of(doubled_ranks(drive, TIE)), error, worlds


def _groups(
    case: Case, drawn: Draws, deltas: Array, bonds: Bonds, reached: Reached | None, solved: Solved | None
) -> GroupLosses | None:
    """The losses of groups in as many draws of a block as are affordable, evenly spread."""
    if not _in_groups(case):
        return None
    weigh = case.method.weigh(case.destinations)
    if solved:
        return group_losses(solved[0], deltas, weigh, bonds, solved[1])
    outcomes, rarest = max(case.evidence.outcomes, 1), min(RAREST, len(deltas))
    every = _every(2 * outcomes**3 + bonds.steps, SOLVED)
    if reached and every > rarest:
        every = _every(bonds.ways.entries, ALONG) if bonds.ways else 1
        if every > rarest:
            return groups_along(case, deltas, reached, None)
        some = slice(None, None, every)
        return groups_along(case, deltas[some], reached.at(some), bonds.ways)
    some = slice(None, None, every)
    few = Draws(drawn.free[:, some], drawn.size[:, some], drawn.net[:, some])
    return group_losses(matrices_of(case, few, None), deltas[some], weigh, bonds)


def _in_groups(case: Case) -> bool:
    """Whether there are losses of groups."""
    return case.method.headline and len(case.ends.source) > 0


def _solved(case: Case, drawn: Draws, deltas: Array) -> Solved:
    """The drawn networks as matrices, and R of each."""
    matrix = matrices_of(case, drawn, None)
    return matrix, resolvent(matrix, deltas)


def _every(steps: int, most: int) -> int:
    """Of how many draws one is affordable, if each takes so many steps."""
    return max(1, -(-steps * 2_000 // most))


def _present(case: Case, drawn: Draws) -> Mask:
    """Whether each link is there in each draw, in one direction at least, (m, d)."""
    there, back = case.edges
    found = (drawn.size[there] > 0) & (there >= 0)[:, None]
    return found | (drawn.size[back] > 0) & ((back >= 0) & case.ends.whole)[:, None]


def _through_matrices(
    case: Case, drawn: Draws, deltas: Array, extra: Unrecorded | None, solved: Solved | None
) -> tuple[Mask, Array, Array]:
    """Which draws have an answer, and drive (d, n) and loss (d, m) in those.

    Links that nobody recorded follow the others.
    """
    matrix, reach = solved or (matrices_of(case, drawn, extra), None)
    answered = adds_up(matrix) if case.method.delta == 1 else np.ones(len(matrix), dtype=np.bool_)
    if extra is None:
        known = None if reach is None else reach[answered]
        return answered, *judge(case, matrix[answered], deltas[answered], known)
    count, places = len(case.ends.source), case.evidence.empty.many
    there, whole = np.zeros((2, len(matrix), places), dtype=np.bool_)
    link, column = np.nonzero(extra.there)
    there[column, extra.place[link, column]] = True
    whole[column, extra.place[link, column]] = extra.whole[link, column]
    recorded = np.broadcast_to(case.ends.whole, (len(matrix), count))
    ends = replace(case.widened.ends, whole=np.concatenate([recorded, whole], axis=1)[answered])
    drive, loss = judge(replace(case.widened, ends=ends), matrix[answered], deltas[answered])
    put_last(loss[:, count:], ~there[answered], loss)
    return answered, drive, loss


def judge(case: Case, matrix: Array, deltas: Array, reach: Array | None = None) -> tuple[Array, Array]:
    """Drive of every outcome and loss of every link, for a stack of matrices; `reach` is R if known."""
    if case.method.delta is None:
        drive = totals_of(case.method, matrix, case.destinations).drive
        return drive, losses_of(case.method, matrix, case.ends, case.destinations)
    weigh = case.method.weigh(case.destinations)
    reach = resolvent(matrix, deltas) if reach is None else reach
    loss = knock_out(matrix, reach, case.ends, weigh, deltas).loss
    return (matrix @ (reach @ weigh)[..., None])[..., 0], loss


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


def absent_last(ranks: Doubled, there: Mask) -> Doubled:
    """Give links that are absent, (d, m), the last of the places that they share, not the middle."""
    absent = ~there
    return np.asarray(ranks + absent * (absent.sum(axis=1, keepdims=True) - 1), dtype=ranks.dtype)
