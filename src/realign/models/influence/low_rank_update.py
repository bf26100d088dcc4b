"""A few rows of a network changed: its drives and losses again, in closed form, for many changes at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realign.models.influence.total_influence import Array, Ends, Indexes, lose


@dataclass(frozen=True, slots=True)
class Rows:
    """What is added to some rows of X in each of several scenarios."""

    at: Indexes
    """The rows, (s, k); a scenario that changes fewer adds nothing to the rest."""
    added: Array
    """(s, k, n)"""

    @classmethod
    def of(cls, changes: Sequence[Sequence[tuple[int, int, float]]], outcomes: int) -> "Rows":
        """Lay out changes of the weight from outcome to outcome, one list for each scenario."""
        rows = [sorted({source for source, _, _ in change}) for change in changes]
        most = max(map(len, rows), default=0)
        at = np.zeros((len(changes), most), dtype=np.intp)
        added = np.zeros((len(changes), most, outcomes))
        for number, (change, chosen) in enumerate(zip(changes, rows, strict=True)):
            at[number, : len(chosen)] = chosen
            for source, target, more in change:
                added[number, chosen.index(source), target] = more
        return cls(at, added)

    def weights(self, matrix: Array, source: Indexes, target: Indexes) -> Array:
        """The new weights from `source` to `target`, (m,) each: (s, m)."""
        there = np.broadcast_to(matrix[source, target], (len(self.at), len(source))).copy()
        for rows, added in zip(self.at.T, self.added.transpose(1, 0, 2), strict=True):
            scenario, link = np.nonzero(rows[:, None] == source)
            there[scenario, link] += added[scenario, target[link]]
        return there


def change_rows(
    rows: Rows, matrix: Array, reach: Array, ends: Ends, destinations: Array, delta: float
) -> tuple[Array, Array]:
    """Drive of every outcome (s, n) and loss of every link (s, m) after each change of X.

    `reach` is R = (I - delta X)^-1. With E the columns of the identity that belong to the changed
    rows and D what is added to them, R' = R + R E Q with Q = delta (I - delta D R E)^-1 D R
    (Woodbury, M. (1950): Inverting modified matrices).
    """
    moved = rows.added @ reach  # (s, k, n): D R
    core = np.eye(rows.at.shape[1]) - delta * np.take_along_axis(moved, rows.at[:, None, :], axis=2)
    pull = delta * np.linalg.solve(core, moved)  # Q
    before = reach[:, rows.at]  # (n, s, k): R E
    up, down = reach.sum(axis=0), reach @ destinations
    new_up = up + np.einsum("sk,skn->sn", up[rows.at], pull)
    new_down = down + np.einsum("nsk,sk->sn", before, pull @ destinations)

    def reached(begin: Indexes, end: Indexes) -> Array:
        more = np.einsum("msk,skm->sm", before[begin], pull[:, :, end])
        return np.asarray(reach[begin, end] + more, dtype=np.float64)

    i, j = ends.source, ends.target
    there = rows.weights(matrix, i, j)
    if ends.whole.any():
        back = rows.weights(matrix, j, i) * ends.whole
        around = (reached(i, j), reached(j, i), reached(i, i), reached(j, j))
    else:
        nothing = np.zeros(1)
        back, around = nothing, (nothing, reached(j, i), nothing, nothing)
    sides = (new_up[:, i], new_up[:, j], new_down[:, i], new_down[:, j])
    loss, _, _ = lose(there, back, sides, around, delta)
    return (new_down - destinations) / delta, loss
