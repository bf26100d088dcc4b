"""What is lost without all links between two domains of a large network, along the links alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realign.models.influence.sparse_walks import Fan
from realign.models.influence.total_influence import Array, Indexes

STEPS = 3
"""So many links are followed inside a domain; what comes back over more is less than rounding shows."""


@dataclass(frozen=True)
class Entries:
    """Ordered pairs, and the rows at both ends of each; an ordered pair may be there for several bonds."""

    pair: Indexes
    near: Indexes
    far: Indexes
    fan: Fan
    """By the row at the near end."""

    @classmethod
    def of(cls, pair: Indexes, near: Indexes, far: Indexes, rows: int) -> "Entries":
        """Arrange them."""
        return cls(pair, near, far, Fan.of(near, far, rows))


@dataclass(frozen=True)
class BondWays:
    """A row for each bond and each outcome of its two domains, and the links between these rows."""

    outcome: Indexes
    """The outcome of each row, (r,)."""
    bond: Indexes
    """The bond of each row."""
    across: Entries
    """The links of the bonds themselves."""
    within: Entries
    """The links inside either domain."""
    outside: Array
    """How many outcomes lie outside each bond, (b, 1)."""
    rows_of: Fan
    """The rows by their bond."""
    across_of: Fan
    """The entries of `across` by their bond."""

    @property
    def entries(self) -> int:
        """How many products of weights one network takes, about."""
        return len(self.outcome) + 3 * len(self.across.pair) + STEPS * len(self.within.pair)

    @classmethod
    def of(
        cls, source: Indexes, target: Indexes, outcomes: int, members: Sequence[Indexes]
    ) -> "BondWays | None":
        """Lay out the bonds of the domains with these members, over ordered pairs from source to target."""
        many = len(members)
        if many < 2:
            return None
        domain, place = np.full(outcomes, -1), np.zeros(outcomes, dtype=np.intp)
        for at, some in enumerate(members):
            domain[some], place[some] = at, np.arange(len(some))
        one, other = np.triu_indices(many, 1)
        number = np.zeros((many, many), dtype=np.intp)
        number[one, other] = number[other, one] = np.arange(len(one))
        sizes = np.array([len(some) for some in members])
        start = np.concatenate([[0], np.cumsum(sizes[one] + sizes[other])])

        def row(bond: Indexes, outcome: Indexes) -> Indexes:
            second = domain[outcome] != one[bond]
            return np.asarray(start[bond] + sizes[one[bond]] * second + place[outcome], dtype=np.intp)

        from_, to = domain[source], domain[target]
        across = np.flatnonzero((from_ != to) & (from_ >= 0) & (to >= 0))
        bond = number[from_[across], to[across]]
        inside = np.repeat(np.flatnonzero((from_ == to) & (from_ >= 0)), many - 1)
        beside = np.tile(np.arange(many - 1), len(inside) // (many - 1))
        held = number[from_[inside], beside + (beside >= from_[inside])]
        rows = int(start[-1])
        ends = zip(one.tolist(), other.tolist(), strict=True)
        outcome = np.concatenate([members[at] for pair in ends for at in pair])
        of_row = np.repeat(np.arange(len(one)), sizes[one] + sizes[other])
        return cls(
            outcome,
            of_row,
            Entries.of(across, row(bond, source[across]), row(bond, target[across]), rows),
            Entries.of(inside, row(held, source[inside]), row(held, target[inside]), rows),
            (outcomes - sizes[one] - sizes[other])[:, None].astype(np.float64),
            Fan.of(of_row, of_row, len(one)),
            Fan.of(bond, bond, len(one)),
        )

    def losses(self, weights: Array, leaving: Array, up: Array, down: Array, deltas: Array) -> Array:
        """What is lost without each bond, (b, d); `leaving` is the sum of the weights out of each outcome.

        Without its links E downstream reach is less by c, which solves c = delta E w + delta (X - E) c, and
        u' E (w - c) is lost: delta times that is the sum of c. Inside the two domains c is followed; what
        of the sum lies outside comes back from there as if it were spread evenly.
        """
        across, within = self.across, self.within
        carried = weights[across.pair]
        begun = across.fan.sums(carried * down[self.outcome[across.far]]) * deltas
        inner, less = weights[within.pair] * deltas, begun
        for _ in range(STEPS):
            less = begun + within.fan.sums(inner * less[within.far])
        pushed = carried * up[self.outcome[across.near]]
        reached = down[self.outcome[across.far]]
        lost = self.across_of.sums(pushed * (reached - less[across.far]))
        spread = (deltas * lost - self.rows_of.sums(less)) / np.maximum(self.outside, 1)
        out = deltas * leaving[self.outcome] - within.fan.sums(inner) - deltas * across.fan.sums(carried)
        less += out * np.where(self.outside > 0, spread, 0.0)[self.bond]
        return self.across_of.sums(pushed * (reached - less[across.far]))
