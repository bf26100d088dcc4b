"""What a table plans in; how that changed, and what is misprinted there, as clauses out."""

import re
from collections.abc import Iterator, Mapping

from realign.plan import Deliverable, Discrepancy, Group, Plan
from realign.text import Message, Text, fill, message

_COLUMN = re.compile(r"(planned.*)_(\d{4})")


def change_of_plan(one: Deliverable, group: Group | None) -> Message | None:
    """How many are planned now, were at first and for the year before; nothing where that is all the same."""
    quantity, first = one.quantity or {}, one.first_planned or {}
    column = next((key for key in first if key in quantity), None) or _latest(quantity)
    if column is None:
        return None
    parts = _COLUMN.fullmatch(column)
    before = quantity.get(f"{parts[1]}_{int(parts[2]) - 1:04}") if parts else None
    if column not in first and before in {None, quantity[column]}:
        return None
    template = message("{unit}{now} planned for {year}{first}{before}")
    if parts is None:
        template = message("{unit}{now} planned now{first}")
    at_first = message(", {count} at first")
    year_before = message(", {count} for {year}")
    return fill(
        template,
        unit=fill(message("{unit}: "), unit=group.unit) if group and group.unit else "",
        now=quantity[column],
        year=parts[2] if parts else "",
        first=fill(at_first, count=first[column]) if column in first else "",
        before=""
        if before is None or parts is None
        else fill(year_before, count=before, year=f"{int(parts[2]) - 1}"),
    )


def _latest(quantity: Mapping[str, int]) -> str | None:
    """The column of the last year that something is planned for."""
    years = [(found[2], key) for key in quantity if (found := _COLUMN.fullmatch(key))]
    return max(years)[1] if years else None


class Misprints:
    """What is known to be misprinted in the tables of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._of: dict[str, list[Discrepancy]] = {}
        for one in plan.discrepancies:
            for record in one.records:
                self._of.setdefault(record, []).append(one)

    def table(self, group: Group) -> Iterator[Text]:
        """What is misprinted in a table, in the words of the plan."""
        return (one.says for one in self._of.get(f"groups/{group.id}", ()))

    def row(self, one: Deliverable, group: Group | None) -> Iterator[Text]:
        """The same for a row whose own first figure is in the subtotal that is misprinted."""
        columns = {f"stated.{column}" for column in one.first_planned or ()}
        for found in self._of.get(f"groups/{group.id}", ()) if group and columns else ():
            if columns & set(found.fields):
                template = message("the subtotal of its table is off: {says}")
                yield fill(template, says=found.says)
