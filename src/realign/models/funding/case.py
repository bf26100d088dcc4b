"""The plan's work and money side by side: who may pay for what, and what is not known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from realign.models.funding.problem import Item, Problem
from realign.models.funding.requires import connected, dependents
from realign.models.funding.structural import Exposure
from realign.plan import Fund, Fundable, Now


@dataclass(frozen=True, slots=True)
class Twin:
    """A record that stands for work which is counted under another one."""

    name: str
    kind: str
    record: Fundable


@dataclass(frozen=True, slots=True)
class CostedItem:
    """A deliverable or activity as the money sees it."""

    name: str
    kind: str
    record: Fundable
    value: int
    low: int
    """It costs at least this; 0 where nobody has said."""
    high: int | None
    """It costs at most this; None where nobody has said."""
    funds: tuple[str, ...]
    """The pots that may pay for it, the most restricted first."""
    exposure: Exposure
    requires: tuple[int, ...]
    twins: tuple[Twin, ...] = ()
    """Other records of the same work: money is counted here, once."""

    @property
    def now(self) -> Now | None:
        """What a source says happens at the time of its writing, in any record of the work."""
        said = (record.now for record in (self.record, *(twin.record for twin in self.twins)) if record.now)
        return next(said, None)

    @property
    def costed(self) -> bool:
        """Whether its cost is one known figure."""
        return self.low == self.high

    @property
    def told(self) -> bool:
        """Whether anything is known about its cost."""
        return self.high is not None


@dataclass(frozen=True, slots=True)
class ValueOrigins:
    """How many items have their value from where."""

    stated: int
    """The plan gives it."""
    through_lens: int
    """It is derived from the scores of the outcomes that the item serves."""
    counted_as_one: int
    """Neither; the item counts 1."""
    scored: bool
    """Whether there are scores of outcomes through a lens."""


@dataclass(frozen=True)
class FundingCase:
    """All work in order of priority, all money, and what is not known of either."""

    works: tuple[CostedItem, ...]
    funds: Mapping[str, Fund]
    """Pots by name, the most restricted first, the free one last."""
    free: str | None
    assured: frozenset[str]
    """Regular budgets that suffice for all that may draw on them, as far as anybody can show."""
    values: ValueOrigins
    named: frozenset[int] = frozenset()
    """Positions of the work that the sentence about the requirement names."""
    assumed: frozenset[int] = frozenset()
    """Positions of what else the requirement is assumed, by the caller, to be enough for."""

    @property
    def provided(self) -> frozenset[int]:
        """Positions that the required amount provides for, by the source or by the assumption."""
        return self.named | self.assumed

    def heard(self, position: int, amount: int) -> Now | None:
        """What a source says happens now to a piece of work, where it speaks of no more money than `amount`.

        That is at every amount up to what came in that year; where nobody has said what came in, at
        every amount short of what is required.
        """
        said = self.works[position].now
        if said is None:
            return None
        fund = None if self.free is None else self.funds[self.free]
        came = (fund.received or {}).get(said.year) if fund else None
        if came is not None:
            return said if amount <= came else None
        return said if self.required is None or amount < self.required else None

    @cached_property
    def set_aside(self) -> frozenset[int]:
        """Positions covered by an assured budget whatever their cost is, for some cost is unknown."""
        return frozenset(
            position
            for position, work in enumerate(self.works)
            if self.assured.intersection(work.funds) and not self._countable(work)
        )

    @cached_property
    def undecided(self) -> tuple[int, ...]:
        """Positions of the work that money decides about: payable, and not set aside."""
        return tuple(
            position
            for position, work in enumerate(self.works)
            if work.funds and position not in self.set_aside
        )

    @cached_property
    def vague(self) -> frozenset[str]:
        """Soft and hard pots of unknown amount that undecided work may draw on."""
        return frozenset(
            pot
            for position in self.undecided
            for pot in self.works[position].funds
            if pot != self.free and self.funds[pot].amount is None and pot not in self.assured
        )

    @cached_property
    def exact(self) -> bool:
        """Whether every cost and amount that matters is known."""
        return not self.vague and all(self.works[position].costed for position in self.undecided)

    @cached_property
    def uncosted(self) -> bool:
        """Whether nothing at all is known about the costs that matter."""
        return not any(self.works[position].told for position in self.undecided)

    @property
    def required(self) -> int | None:
        """What the source says the unearmarked fund needs."""
        return None if self.free is None else self.funds[self.free].needed

    def problem(self, costs: Mapping[int, int], vague: int = 0) -> Problem:
        """The problem in which each position in `costs` costs that much; all other work is left out.

        What requires other work, or is required, is paid for whole or not at all.

        Pots of unknown amount hold `vague`; budgets without a limit hold what everything costs.
        """
        unlimited = sum(costs.values())
        amounts = {}
        for name, fund in self.funds.items():
            if name != self.free:
                known = fund.amount if fund.amount is not None else vague
                amounts[name] = unlimited if fund.amount is None and name in self.assured else known
        hopeless = self._hopeless(costs)
        tied = connected([work.requires for work in self.works])
        items = tuple(
            Item(
                cost=costs.get(position, 0),
                value=work.value,
                tier=work.record.tier,
                funds=() if position in hopeless or position in self.set_aside else work.funds,
                divisible=work.record.divisible and position not in tied,
                requires=tuple(other for other in work.requires if other not in self.set_aside),
            )
            for position, work in enumerate(self.works)
        )
        return Problem(items, amounts, self.free)

    def _hopeless(self, costs: Mapping[int, int]) -> set[int]:
        """Positions that no money may pay for, and what requires them."""
        hopeless = {
            position
            for position, work in enumerate(self.works)
            if position not in self.set_aside and (position not in costs or not work.funds)
        }
        return dependents([work.requires for work in self.works], hopeless)

    def _countable(self, work: CostedItem) -> bool:
        """Whether the exact arithmetic can take `work` in: its cost and all its pots are known."""
        return work.costed and all(
            pot == self.free or pot in self.assured or self.funds[pot].amount is not None
            for pot in work.funds
        )


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts A-2 before A-10, and text as text."""
    return tuple(
        (0, int(part), part) if part.isdecimal() else (1, 0, part)
        for part in re.split(r"(\d+)", name)
        if part
    )
