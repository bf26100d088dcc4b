"""Large networks with few links: matrix times vector, and linear systems, along the links."""

from dataclasses import dataclass

import numpy as np

from realign.models.influence.total_influence import Array, Indexes, norm_of

FEW = 200
"""Up to so many outcomes full matrices are quicker."""
THIN = 8
"""Where at least one of so many pairs is linked they are, too."""
STEPS = 300
"""So many steps at most; a system that needs more is solved as a full matrix."""
COLUMNS = 64
"""So many columns are worked on at once, which fits near the processor."""
ENOUGH = 1e-15
"""What is followed until a step adds no more than this, measured by the largest."""


@dataclass(frozen=True, slots=True)
class Sparse:
    """The entries of a square matrix (n, n) that are not 0."""

    size: int
    row: Indexes
    """Rising."""
    column: Indexes
    weight: Array

    @classmethod
    def of(cls, matrix: Array) -> "Sparse | None":
        """Pick the entries of `matrix`; `None` where a full matrix is quicker."""
        if matrix.ndim != 2 or len(matrix) <= FEW or np.count_nonzero(matrix) * THIN > matrix.size:
            return None
        row, column = np.nonzero(matrix)
        return cls(len(matrix), row, column, matrix[row, column])

    def times(self, other: Array) -> Array:
        """The matrix times a vector (n,), or a matrix (n, k)."""
        if other.ndim == 1:
            added = np.bincount(self.row, self.weight * other[self.column], self.size)
            return np.asarray(added, dtype=np.float64)
        found = np.zeros((self.size, other.shape[1]))
        if not len(self.row):
            return found
        begin = np.flatnonzero(np.diff(self.row, prepend=-1))
        for left in range(0, other.shape[1], COLUMNS):
            some = slice(left, left + COLUMNS)
            terms = self.weight[:, None] * other[self.column, some]
            found[self.row[begin], some] = np.add.reduceat(terms, begin, axis=0)
        return found


def product(matrix: Array, sparse: Sparse | None, other: Array) -> Array:
    """`matrix` times a vector or a matrix, along its entries where these are known."""
    return np.asarray(matrix @ other if sparse is None else sparse.times(other), dtype=np.float64)


def solve(matrix: Array, delta: float, start: Array) -> Array:
    """Solve y = start + delta X y; `matrix` is X, (..., n, n).

    Large systems with few entries are followed step by step, where that is known to come close: the steps
    shrink by delta times the largest row sum, or all entries are 0 or more, so that what a step adds
    bounds what all later ones add. Raises `LinAlgError` where there is no solution.
    """
    sparse = Sparse.of(matrix)
    if sparse is not None and ((matrix >= 0).all() or delta * norm_of(np.abs(matrix)) < 1):
        here = added = start
        for _ in range(STEPS):
            added = delta * sparse.times(added)
            here = here + added
            if np.abs(added).max(initial=0.0) <= ENOUGH * np.abs(here).max(initial=0.0):
                return here
    return np.asarray(np.linalg.solve(np.eye(matrix.shape[-1]) - delta * matrix, start), dtype=np.float64)
