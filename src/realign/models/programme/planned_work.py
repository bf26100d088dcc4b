"""How what a table plans has changed, and what is misprinted there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from realign.plan import Deliverable, Discrepancy, Group, Plan
from realign.plan.record import Title

_COLUMN = re.compile(r"(planned.*)_(\d{4})")


@dataclass(frozen=True, slots=True)
class PlanChange:
    """How many are planned now, were at first, and for the year before."""

    unit: Title | None
    """What the table counts."""
    planned: int
    year: int | None
    """The year that they are planned for; None where the plan's column names none."""
    first: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Misprint:
    """What is known to be misprinted in a table."""

    says: Title
    subtotal: bool = False
    """Whether the subtotal of the table is off, which holds the figure of this row."""


def change_of_plan(deliverable: Deliverable, group: Group | None) -> PlanChange | None:
    """How many are planned now, were at first and for the year before; nothing where that is all the same."""
    quantity, first = deliverable.quantity or {}, deliverable.first_planned or {}
    column = next((key for key in first if key in quantity), None) or _latest(quantity)
    if column is None:
        return None
    parts = _COLUMN.fullmatch(column)
    before = quantity.get(f"{parts[1]}_{int(parts[2]) - 1:04}") if parts else None
    if column not in first and before in {None, quantity[column]}:
        return None
    return PlanChange(
        unit=group.unit if group and group.unit else None,
        planned=quantity[column],
        year=int(parts[2]) if parts else None,
        first=first.get(column),
        before=before,
    )


def first_planned(deliverable: Deliverable) -> int | None:
    """How many were planned at first, where a footnote says so."""
    return next(iter((deliverable.first_planned or {}).values()), None)


def _latest(quantity: Mapping[str, int]) -> str | None:
    """The column of the last year that something is planned for."""
    years = [(found[2], key) for key in quantity if (found := _COLUMN.fullmatch(key))]
    return max(years)[1] if years else None


class Misprints:
    """What is known to be misprinted in the tables of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._of: dict[str, list[Discrepancy]] = {}
        for discrepancy in plan.discrepancies:
            for record in discrepancy.records:
                self._of.setdefault(record, []).append(discrepancy)

    def table(self, group: Group) -> Iterator[Misprint]:
        """What is misprinted in a table."""
        return (Misprint(discrepancy.says) for discrepancy in self._of.get(f"groups/{group.id}", ()))

    def row(self, deliverable: Deliverable, group: Group | None) -> Iterator[Misprint]:
        """The same for a row whose own first figure is in the subtotal that is misprinted."""
        columns = {f"stated.{column}" for column in deliverable.first_planned or ()}
        for discrepancy in self._of.get(f"groups/{group.id}", ()) if group and columns else ():
            if columns & set(discrepancy.fields):
                yield Misprint(discrepancy.says, subtotal=True)
