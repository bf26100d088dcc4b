"""A funding problem in whole numbers: pieces of work, pots of money, and who may pay for what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

TierValue = int | tuple[int, ...]
"""What a choice is worth: one number, or one for each tier from tier 1 up."""

RESTRICTED = ("hard", "soft", "regular", "unearmarked")
"""Kinds of money, the most restricted first: the order in which they pay."""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of work that money may pay for."""

    cost: int
    """Whole currency units."""
    value: int
    """What it is worth beside others of its tier, 0 or more."""
    funds: tuple[str, ...]
    """The pots that may pay for it, the most restricted first."""
    tier: int = 1
    divisible: bool = False
    """Whether a part of it can be paid for."""
    requires: tuple[int, ...] = ()
    """Positions of the items without which it makes no sense."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Items in order of priority, pots of money, and the one pot whose amount is the question."""

    items: tuple[Item, ...]
    amounts: Mapping[str, int]
    """Pot -> what it holds, the most restricted first; without the free pot."""
    free: str | None = None
    """The pot of unearmarked money, whose amount varies; None where there is none."""

    def pots(self, unearmarked: int) -> dict[str, int]:
        """What each pot holds when the free one holds `unearmarked`; the free pot comes last."""
        return dict(self.amounts) if self.free is None else {**self.amounts, self.free: unearmarked}

    @property
    def requires(self) -> list[tuple[int, ...]]:
        """For each item the positions of those that it requires."""
        return [item.requires for item in self.items]

    def cost(self, chosen: Iterable[int]) -> int:
        """What the items at the positions `chosen` cost together."""
        return sum(self.items[position].cost for position in chosen)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values of several tiers as one number, so that no lower tier ever gives way to a higher one."""

    tiers: tuple[int, ...]
    factors: tuple[int, ...]
    """What one point of value in each tier weighs."""

    @classmethod
    def of(cls, items: Sequence[Item]) -> "Scale":
        """A point of a tier weighs more than everything in all later tiers together."""
        totals: dict[int, int] = {}
        for item in items:
            totals[item.tier] = totals.get(item.tier, 0) + item.value
        factors, factor = [], 1
        tiers = sorted(totals)
        for tier in reversed(tiers):
            factors.append(factor)
            factor *= totals[tier] + 1
        return cls(tuple(tiers), tuple(reversed(factors)))

    def weigh(self, item: Item) -> int:
        """The value of `item` as a part of the one number."""
        return item.value * self.factors[self.tiers.index(item.tier)]

    def read(self, weight: int) -> TierValue:
        """The values by tier that make up `weight`; one number where there is one tier."""
        parts = []
        for factor in self.factors:
            part, weight = divmod(weight, factor)
            parts.append(part)
        return _spread(self.tiers, parts)

    def by_tier(self, items: Sequence[Item], parts: Mapping[int, int]) -> dict[int, int]:
        """Tier -> value of what is paid; a part counts in proportion, each tier is rounded down.

        `parts` maps positions in `items` to what is paid for them.
        """
        whole = dict.fromkeys(self.tiers, 0)
        broken = dict.fromkeys(self.tiers, Fraction(0))
        for place, paid in parts.items():
            item = items[place]
            if paid == item.cost:
                whole[item.tier] += item.value
            else:
                broken[item.tier] += Fraction(item.value * paid, item.cost)
        return {tier: points + int(broken[tier]) for tier, points in whole.items()}

    def measure(self, items: Sequence[Item], parts: Mapping[int, int]) -> int:
        """The value of what is paid, tiers folded into one number."""
        points = self.by_tier(items, parts).values()
        return sum(point * factor for point, factor in zip(points, self.factors, strict=True))


def _spread(tiers: Sequence[int], parts: Sequence[int]) -> TierValue:
    """One number for a single tier; else a list from tier 1 up, with 0 for a tier that nobody is in."""
    if len(tiers) <= 1:
        return parts[0] if parts else 0
    by_tier = dict(zip(tiers, parts, strict=True))
    return tuple(by_tier.get(tier, 0) for tier in range(1, max(tiers) + 1))
