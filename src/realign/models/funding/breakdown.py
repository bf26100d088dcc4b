"""Adds up items by heading, resolution, outcome or lens, and what came in by year."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Literal

from realign.models.funding.case import FundingCase, natural
from realign.models.funding.results import FundedItem, GroupTotals, Level, Year, happening
from realign.plan import Deliverable, Fundable, Plan
from realign.plan.record import Title

Grouping = Literal["heading", "resolution", "outcome", "lens"]


def shares(plan: Plan, case: FundingCase, levels: tuple[Level, ...], by: Grouping) -> tuple[GroupTotals, ...]:
    """What each amount covers of each group; an item of several groups counts in each."""
    names = _Members(plan, by)
    titles = _titles(plan, by)
    groups: dict[str | None, list[str]] = {}
    for work in case.works:
        records = (work.record, *(twin.record for twin in work.twins))
        found = list(dict.fromkeys(name for record in records for name in names(record)))
        for name in found:
            groups.setdefault(name, []).append(work.name)
        if not found:
            groups.setdefault(None, []).append(work.name)
    ranked = sorted((group for group in groups if group is not None), key=natural)
    ordered: list[str | None] = [*ranked]
    if None in groups:
        ordered.append(None)
    told = []
    for level in levels:
        items = {item.id: item for item in level.items}
        for group in ordered:
            title = None if group is None else titles.get(group, group)
            told.append(_share(level.unearmarked, group, title, [items[name] for name in groups[group]]))
    return tuple(told)


def _share(unearmarked: int, group: str | None, title: Title | None, items: list[FundedItem]) -> GroupTotals:
    states = [item.state for item in items]
    costs = [item.cost for item in items if isinstance(item.cost, int)]
    return GroupTotals(
        unearmarked=unearmarked,
        group=group,
        title=title,
        items=len(items),
        covered=states.count("covered"),
        open=states.count("open"),
        uncovered=states.count("uncovered"),
        exposed=sum(item.exposure == "exposed" for item in items),
        value=sum(item.value for item in items),
        covered_value=sum(item.value for item in items if item.state == "covered"),
        cost=sum(costs) if len(costs) == len(items) else None,
        now=happening(items),
    )


class _Members:
    """Which groups a record belongs to."""

    def __init__(self, plan: Plan, by: Grouping) -> None:
        self.by = by
        self.through: dict[str, set[str]] = {}
        for link in plan.links:
            lenses = [lens for lens in link.lenses if not isinstance(link.lenses, dict) or link.lenses[lens]]
            for outcome in (*link.from_, *link.to):
                self.through.setdefault(outcome, set()).update(lenses)

    def __call__(self, record: Fundable) -> list[str]:
        if self.by == "outcome":
            return sorted(set(record.outcomes), key=natural)
        if self.by == "lens":
            lenses = {lens for outcome in record.outcomes for lens in self.through.get(outcome, ())}
            return sorted(lenses)
        if isinstance(record, Deliverable):
            return [record.group] if self.by == "heading" and record.group else []
        found = record.heading if self.by == "heading" else record.resolution
        return [found] if found else []


def _titles(plan: Plan, by: Grouping) -> dict[str, Title]:
    """Names of the groups, where the plan has records for them."""
    kinds: Mapping[Grouping, Iterable[tuple[str, Title]]] = {
        "heading": chain(
            ((group.id, group.title) for group in plan.groups), (plan.about.headings or {}).items()
        ),
        "resolution": ((resolution.id, resolution.title) for resolution in plan.resolutions),
        "outcome": ((outcome.id, outcome.title) for outcome in plan.outcomes),
        "lens": ((lens.id, lens.title) for lens in plan.lenses),
    }
    return dict(kinds[by])


def history(case: FundingCase) -> tuple[Year, ...]:
    """What came into the unearmarked fund year by year, beside what is required."""
    if case.free is None:
        return ()
    fund, required = case.funds[case.free], case.required
    return tuple(
        Year(
            year=year,
            received=amount,
            required=required,
            share=amount / required if required else None,
            shortfall=None if required is None else max(0, required - amount),
        )
        for year, amount in sorted((fund.received or {}).items())
    )
