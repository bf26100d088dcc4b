"""Turns what is decided about each piece of work into items in the plan's names."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from realign.models.funding.case import CostedItem, FundingCase, natural
from realign.models.funding.results import FundedItem
from realign.models.funding.solver import Solution
from realign.models.funding.verdict import Verdict
from realign.plan import Deliverable, Effect, Fundable, Now


def in_table_order(case: FundingCase) -> list[int]:
    """Positions in the order of the tables: deliverables, then activities, by id."""
    return sorted(
        range(len(case.works)),
        key=lambda place: (case.works[place].kind == "activities", natural(case.works[place].record.id)),
    )


@dataclass
class ItemBuilder:
    """Builds the items of a funding case."""

    case: FundingCase
    solution: Solution | None
    promised: frozenset[int]
    """Positions that the required amount provides for."""
    shown: list[int]
    """Positions in the order of the tables."""

    @cached_property
    def order(self) -> list[int]:
        """What comes when, where `at` has gathered the work that is counted and then its other records."""
        works = [self.case.works[place] for place in self.shown]
        names = [(work.kind, work.name) for work in works]
        names += [(twin.kind, twin.name) for work in works for twin in work.twins]
        keys = [(kind == "activities", natural(name)) for kind, name in names]
        return sorted(range(len(names)), key=keys.__getitem__)

    def at(self, verdict: Verdict) -> tuple[FundedItem, ...]:
        """Every record at one amount; one that stands for the same work as another takes its figures."""
        counted = [self.item(place, verdict) for place in self.shown]
        twins = [
            replace(
                item,
                id=twin.name,
                kind=twin.kind,
                title=twin.record.title,
                funds_basis=twin.record.funds_basis,
                now=_of_twin(item.now, twin.record),
                effect=_effect(twin.record),
                says=twin.record.says,
                note=twin.record.note,
                same_as=item.id,
                heading=_of_activity(twin.record, "heading"),
                resolution=_of_activity(twin.record, "resolution"),
                refs=twin.record.refs,
            )
            for place, item in zip(self.shown, counted, strict=True)
            for twin in self.case.works[place].twins
        ]
        every = [*counted, *twins]
        return tuple(every[number] for number in self.order)

    def item(self, place: int, verdict: Verdict) -> FundedItem:
        """One piece of work at one amount."""
        work, pays = self.case.works[place], verdict.pays.get(place, {})
        paid = sum(part or 0 for part in pays.values()) if work.costed and self.solution else None
        some, every = self.thresholds(place)
        by_source: Literal["source", "assumption"] = "source" if place in self.case.named else "assumption"
        return FundedItem(
            id=work.name,
            kind=work.kind,
            title=work.record.title,
            state=verdict.states[place],
            exposure=work.exposure,
            paid_by=pays,
            covered_from=some,
            always_covered_from=every,
            break_even=verdict.break_even.get(place),
            chance=verdict.chance.get(place),
            core=verdict.core.get(place),
            cost=_cost(work),
            value=work.value,
            tier=work.record.tier,
            paid=paid,
            units=_units(work, paid),
            funds=work.funds,
            funds_basis=work.record.funds_basis,
            vouched_by=by_source if place in verdict.vouched else None,
            now=self.case.heard(place, verdict.unearmarked),
            effect=_effect(work.record),
            says=work.record.says,
            note=work.record.note,
            same_as=None,
            heading=_of_activity(work.record, "heading"),
            resolution=_of_activity(work.record, "resolution"),
            refs=work.record.refs,
        )

    def thresholds(self, place: int) -> tuple[int | None, int | None]:
        """From which amount the item is in some, and in every, best use; without costs: surely covered."""
        if place in self.case.set_aside:
            return 0, 0
        if self.case.exact and self.solution:
            return self.solution.frontier.some.get(place), self.solution.frontier.every.get(place)
        return None, self.case.required if self.case.uncosted and place in self.promised else None


def _of_twin(now: Now | None, record: Fundable) -> Now | None:
    """What is said of the same work under another name is not said of this record in as many words."""
    return now if now is None or record.now == now else replace(now, basis="implied")


def _cost(work: CostedItem) -> int | dict[str, int] | None:
    if work.costed:
        return work.low
    return None if work.high is None else {"low": work.low, "high": work.high}


def _of_activity(record: Fundable, field: Literal["heading", "resolution"]) -> str | None:
    """The heading or resolution of an activity; deliverables have none."""
    return None if isinstance(record, Deliverable) else getattr(record, field)


def _effect(record: Fundable) -> Effect | None:
    """What happens to an activity without the money; of deliverables nobody says it."""
    return None if isinstance(record, Deliverable) else record.effect


def _units(work: CostedItem, paid: int | None) -> int | None:
    """Whole units that are paid for, of the quantity planned for the last year."""
    record = work.record
    if not (record.divisible and isinstance(record, Deliverable) and record.quantity and paid is not None):
        return None
    planned = [column for column in record.quantity if "plan" in column] or list(record.quantity)
    last = max(planned, key=lambda column: (re.findall(r"\d+", column), column))
    return record.quantity[last] * paid // work.low if work.low else record.quantity[last]
