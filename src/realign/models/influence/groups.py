"""What all links at one outcome, or between two domains, carry together, whatever is true."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

import numpy as np

from realign.models.influence.bond_ways import BondWays
from realign.models.influence.rank_intervals import HIGH, LOW
from realign.models.influence.total_influence import Array, Indexes, resolvent

NEAR = 1e-9
"""Shares this close are the same."""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links that are taken out together, and the part of all influence that goes with them."""

    kind: Literal["hub", "bond"]
    """All links at an outcome, or all links between two domains."""
    id: str
    """The outcome, or the two domains: `1-3`."""
    share: float
    """The part of all influence that is lost without them, on average over the draws."""
    share_low: float
    share_high: float
    """In nine draws of ten it lies between the two."""
    first: float
    """The share of the draws in which no other group of its kind carries more; ties share it."""


@dataclass(frozen=True)
class Bonds:
    """Which outcomes belong to which two domains."""

    names: tuple[str, ...]
    sides: tuple[tuple[Indexes, Indexes], ...]
    members: tuple[Indexes, ...] = ()
    """The outcomes of each domain."""
    ways: BondWays | None = None
    """In large networks: along which links they are taken out."""

    @property
    def steps(self) -> int:
        """How many steps of arithmetic it takes to take each of them out of one network, about."""
        return sum((len(one) + len(other)) ** 3 for one, other in self.sides)

    @classmethod
    def of(cls, domains: Sequence[str | None]) -> "Bonds":
        """Pair the domains of the outcomes, given in the order of these."""
        known = list(dict.fromkeys(one for one in domains if one is not None))
        members = {one: np.array([at for at, other in enumerate(domains) if other == one]) for one in known}
        pairs = list(combinations(known, 2))
        return cls(
            tuple(f"{one}-{other}" for one, other in pairs),
            tuple((members[one], members[other]) for one, other in pairs),
            tuple(members.values()),
        )

    def along(self, source: Indexes, target: Indexes, outcomes: int) -> "Bonds":
        """The same, with the ways over the ordered pairs from `source` to `target`."""
        return replace(self, ways=BondWays.of(source, target, outcomes, self.members))


@dataclass(frozen=True)
class GroupLosses:
    """What is lost without each group in some draws."""

    total: Array
    """All influence, (d,)."""
    hubs: Array
    """(d, n)"""
    bonds: Array
    """(d, bonds)"""

    @classmethod
    def joined(cls, parts: Sequence["GroupLosses"]) -> "GroupLosses":
        """All draws of several blocks."""
        return cls(
            np.concatenate([part.total for part in parts]),
            np.concatenate([part.hubs for part in parts]),
            np.concatenate([part.bonds for part in parts]),
        )


def group_losses(
    matrix: Array, deltas: Array, destinations: Array, bonds: Bonds, reach: Array | None = None
) -> GroupLosses:
    """Take out every group by itself, in closed form; `matrix` is X of some draws, (d, n, n), `reach` R.

    Without its links an outcome k reaches itself alone: (u_k w_k / R_kk - b_k) / delta is lost.
    Without the links E among the outcomes S of two domains u_S' E (I + delta R_SS E)^-1 w_S is.
    """
    reach = resolvent(matrix, deltas) if reach is None else reach
    up, down = reach.sum(axis=-2), reach @ destinations
    total = (matrix @ down[..., None])[..., 0].sum(axis=-1)
    around = np.diagonal(reach, axis1=-2, axis2=-1)
    hubs = (up * down / around - destinations) / deltas[:, None]
    lost = np.zeros((len(matrix), len(bonds.sides)))
    for at, (one, other) in enumerate(bonds.sides):
        members = np.concatenate([one, other])
        within = np.ix_(np.arange(len(matrix)), members, members)
        between = matrix[within]
        between[:, : len(one), : len(one)] = 0
        between[:, len(one) :, len(one) :] = 0
        system = np.eye(len(members)) + deltas[:, None, None] * (reach[within] @ between)
        carried = np.linalg.solve(system, down[:, members, None])
        lost[:, at] = (up[:, None, members] @ between @ carried)[:, 0, 0]
    return GroupLosses(total, hubs, lost)


def groups_of(losses: GroupLosses, outcomes: Sequence[str], bonds: Bonds) -> tuple[LinkGroup, ...]:
    """What each group carries: hubs first, those that carry most before the others."""
    told = losses.total > NEAR  # where push and hold cancel out, there is nothing to have a share of
    if not told.any():
        return ()
    total = losses.total[told, None]
    hubs = _ranked("hub", outcomes, losses.hubs[told] / total)
    return (*hubs, *_ranked("bond", bonds.names, losses.bonds[told] / total))


def _ranked(kind: Literal["hub", "bond"], names: Sequence[str], shares: Array) -> list[LinkGroup]:
    if not names:
        return []
    best = shares >= shares.max(axis=1, keepdims=True) - NEAR
    first = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
    low, high = np.quantile(shares, [LOW, HIGH], axis=0, method="inverted_cdf")
    columns = (shares.mean(axis=0), low, high, first)
    found = [
        LinkGroup(kind, name, *(float(column[at]) + 0.0 for column in columns))
        for at, name in enumerate(names)
        if np.abs(shares[:, at]).max() > NEAR
    ]
    return sorted(found, key=lambda group: -group.share)
