"""What every link of a sparse plan carries in every draw, followed along its ways without full matrices."""

from dataclasses import dataclass

import numpy as np

from realign.models.influence.bond_ways import BondWays
from realign.models.influence.case import Case
from realign.models.influence.groups import GroupLosses
from realign.models.influence.sampling import (
    Draws,
    Unrecorded,
    norms,
)
from realign.models.influence.sparse_walks import Detours, link_numbers
from realign.models.influence.total_influence import (
    Array,
    Mask,
    lose,
)


def put_last(some: Array, absent: Mask, loss: Array) -> None:
    """Let links that are not there compete with none."""
    some[absent] = -2 * (float(np.abs(loss).max(initial=0.0)) or 1.0)


@dataclass(frozen=True, slots=True)
class Reached:
    """What is found by going along the links, in every draw."""

    weights: Array
    """X of each ordered pair, (e, d)."""
    unknown: Detours | None
    """The same of links that nobody recorded."""
    up: Array
    """Upstream reach u of each outcome, (n, d)."""
    down: Array
    """Downstream reach w, (n, d)."""

    def at(self, some: slice) -> "Reached":
        """The same in some of the draws, without what nobody recorded."""
        return Reached(self.weights[:, some], None, self.up[:, some], self.down[:, some])


def reach_of(case: Case, drawn: Draws, deltas: Array, extra: Unrecorded | None) -> Reached:
    """Go along the links."""
    evidence = case.evidence
    norm = norms(evidence, drawn.free, extra)
    weights = drawn.net / norm
    weigh = case.method.weigh(case.destinations)
    unknown = extra.net.times(1 / norm) if extra else None
    down = evidence.leaving.spread(weights, weigh, deltas, unknown)
    up = evidence.reaching.spread(weights, np.ones_like(weigh), deltas, unknown.turned if unknown else None)
    return Reached(weights, unknown, up, down)


def follow(
    case: Case, deltas: Array, extra: Unrecorded | None, reached: Reached
) -> tuple[Array, Array, float]:
    """Drive (d, n) and loss (d, m) in every draw, along the links; and a bound on the ways back."""
    weights, unknown, up, down = reached.weights, reached.unknown, reached.up, reached.down
    weigh = case.method.weigh(case.destinations)
    back = case.returns.values(weights * deltas)
    error = _cut_off(case, weights, up, deltas, unknown)
    loss = _losses(case, weights, up, down, back, deltas)
    if extra and unknown:
        loss = np.concatenate([loss, _losses_unrecorded(extra, unknown, up, down, deltas)])
    return ((down - weigh[:, None]) / deltas).T, loss.T, error


def groups_along(case: Case, deltas: Array, reached: Reached, bonds: BondWays | None) -> GroupLosses:
    """The losses of groups in every draw; of hubs with the ways back to an outcome over two links alone."""
    evidence, weights = case.evidence, reached.weights
    keys = evidence.source * evidence.outcomes + evidence.target
    back = link_numbers(keys, evidence.target * evidence.outcomes + evidence.source)
    there_and_back = np.where((back >= 0)[:, None], weights * weights[back], 0.0)
    around = 1 + deltas**2 * evidence.leaving.sums(there_and_back)
    weigh = case.method.weigh(case.destinations)[:, None]
    hubs = (reached.up * reached.down / around - weigh) / deltas
    total = ((reached.down - weigh) / deltas).sum(axis=0)
    if not bonds:
        return GroupLosses(total, hubs.T, np.zeros((len(deltas), 0)))
    lost = bonds.losses(weights, evidence.leaving.sums(weights), reached.up, reached.down, deltas)
    return GroupLosses(total, hubs.T, lost.T)


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
    put_last(loss, ~unrecorded.there, loss)
    return loss
