"""Do the printed figures add up?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from realign.checks.check import Complaint, Where, check
from realign.checks.names import listing, nearest, wording
from realign.findings import Key, Severity
from realign.plan import Deliverable, Group, Plan

_SHOWN = 8
"""More rows than this are not spelt out in a sum."""

Rows = Sequence[Deliverable]


@check("RA401", Severity.WARNING)
def wrong_subtotal(plan: Plan) -> Iterator[Complaint]:
    """A printed subtotal is not the sum of its rows.

    A reader who adds up gets another figure, and one of the two is wrong. Where the slip is ours,
    correct it; where the source prints it so, keep the figures and add a record to
    `discrepancies`. A row that another one already counts (`within`) is left out of the sum if
    that makes every column of the table right.

    Broken:
        groups: [{id: G1, title: Meetings, stated: {planned_2022: 17}}]
        deliverables:
          - {id: D1, title: Board, group: G1, quantity: {planned_2022: 8}}
          - {id: D2, title: Committees, group: G1, quantity: {planned_2022: 5}}

    Mended:
        groups: [{id: G1, title: Meetings, stated: {planned_2022: 13}}]
        deliverables:
          - {id: D1, title: Board, group: G1, quantity: {planned_2022: 8}}
          - {id: D2, title: Committees, group: G1, quantity: {planned_2022: 5}}
    """
    for group, rows in _tables(plan):
        wrong = _wrong_columns(group, rows)
        outside = [row for row in rows if not row.within] if wrong else rows
        if len(outside) < len(rows) and not _wrong_columns(group, outside):
            continue
        for column, (due, total) in wrong.items():
            yield Complaint(
                "groups",
                group.id,
                ("stated", column),
                f"{column}: '{wording(group.title)}' states {due}, but {_arithmetic(rows, column, total)}",
                _reading(group, column, due, rows),
                group.refs,
                related=tuple(_lines_of(rows, column)),
            )


@check("RA402", Severity.NOTE)
def lonely_subtotal(plan: Plan) -> Iterator[Complaint]:
    """A group states subtotals, but the plan has none of its rows.

    Nothing can be added up. Add the deliverables; or, if the source does not print them, write
    `listed: false`.

    Broken:
        groups: [{id: G1, title: Meetings, stated: {planned_2022: 17}}]

    Mended:
        groups: [{id: G1, title: Meetings, stated: {planned_2022: 17}, listed: false}]
    """
    stating = [one for one in plan.groups if one.stated and one.listed]
    named = {one.group for one in plan.deliverables} if stating else set()
    for group in stating:
        if group.id not in named:
            says = f"'{wording(group.title)}' states subtotals, but no deliverable belongs to it"
            yield Complaint("groups", group.id, ("stated",), says, "add its rows, or write `listed: false`")


@check("RA403", Severity.WARNING)
def stray_column(plan: Plan) -> Iterator[Complaint]:
    """A deliverable has a figure in a column for which its group states no subtotal.

    The figure is in no sum. Often the name of the column is misspelt: use the names that the group uses.

    Broken:
        groups: [{id: G1, title: Meetings, stated: {planned_2022: 8}}]
        deliverables: [{id: D1, title: Board, group: G1, quantity: {planned_2022: 8, planed_2021: 4}}]

    Mended:
        groups: [{id: G1, title: Meetings, stated: {planned_2022: 8, planned_2021: 4}}]
        deliverables: [{id: D1, title: Board, group: G1, quantity: {planned_2022: 8, planned_2021: 4}}]
    """
    stated = {one.id: one.stated for one in plan.groups if one.stated}

    @cache
    def meant(column: str, group: str) -> str | None:
        return nearest(column, stated[group] or ())

    for row in plan.deliverables if stated else ():
        columns = stated.get(row.group or "")
        for column, number in (row.quantity or {}).items() if columns else ():
            if number and columns is not None and column not in columns:
                near = meant(column, row.group or "")
                yield Complaint(
                    "deliverables",
                    row.id,
                    ("quantity", Key(column)),
                    f"{column}: the group of deliverable {row.id} states no subtotal for this column",
                    f"did you mean '{near}'?" if near else f"the group has {listing(columns)}",
                    replacement=None if near in (row.quantity or ()) else near,
                )


@check("RA404", Severity.WARNING)
def larger_part(plan: Plan) -> Iterator[Complaint]:
    """A deliverable is larger than the one that is said to count it already.

    A part cannot exceed its whole. Correct one of the figures, or `within`.

    Broken:
        deliverables:
          - {id: D1, title: Flagship reports, quantity: {planned_2022: 1}}
          - {id: D2, title: World report, within: D1, quantity: {planned_2022: 2}}

    Mended:
        deliverables:
          - {id: D1, title: Flagship reports, quantity: {planned_2022: 2}}
          - {id: D2, title: World report, within: D1, quantity: {planned_2022: 2}}
    """
    wholes = {row.within for row in plan.deliverables if row.within}
    if not wholes:
        return
    quantities = {row.id: row.quantity or {} for row in plan.deliverables if row.id in wholes}
    for row in plan.deliverables:
        if row.within is None or not row.quantity or row.within not in quantities:
            continue
        whole = quantities[row.within]
        for column, number in row.quantity.items():
            if number > whole.get(column, 0):
                yield Complaint(
                    "deliverables",
                    row.id,
                    ("quantity", column),
                    f"{column}: {row.id} has {number}, but {row.within}, which already counts it, "
                    f"has {whole.get(column, 0)}",
                    "correct one of the figures, or `within`",
                    row.refs,
                    related=(
                        (("deliverables", row.within, ("quantity", column)), f"the whole, {row.within}"),
                    ),
                )


@check("RA405", Severity.WARNING)
def negative_quantity(plan: Plan) -> Iterator[Complaint]:
    """A number of deliverables, or a subtotal of them, is below zero.

    Nothing can be delivered a negative number of times. Correct the figure; leave out what is not known.

    Broken:
        deliverables: [{id: D1, title: Board, quantity: {planned_2022: -8}}]

    Mended:
        deliverables: [{id: D1, title: Board, quantity: {planned_2022: 8}}]
    """
    for group in plan.groups:
        yield from _negative("groups", group.id, "stated", group.stated)
    for row in plan.deliverables:
        if row.quantity and min(row.quantity.values()) < 0:
            yield from _negative("deliverables", row.id, "quantity", row.quantity)
        if row.first_planned:
            yield from _negative("deliverables", row.id, "first_planned", row.first_planned)


def _negative(kind: str, record: str, field: str, figures: Mapping[str, int] | None) -> Iterator[Complaint]:
    """Complain of the figures below zero."""
    for column, number in (figures or {}).items():
        if number < 0:
            says = f"{column}: {number} is less than nothing"
            yield Complaint(kind, record, (field, column), says, "leave out what is not known")


def _tables(plan: Plan) -> Iterator[tuple[Group, Rows]]:
    """The groups that state subtotals and have rows, with their rows."""
    rows: dict[str, list[Deliverable]] = defaultdict(list)
    stated = {one.id for one in plan.groups if one.stated and one.listed}
    for one in plan.deliverables if stated else ():
        if one.group in stated:
            rows[one.group].append(one)
    for group in plan.groups:
        if group.id in rows:
            yield group, rows[group.id]


def _wrong_columns(group: Group, rows: Rows) -> dict[str, tuple[int, int]]:
    """Column -> stated and summed, where they differ."""
    quantities = [row.quantity for row in rows if row.quantity]
    sums = {column: sum(each.get(column, 0) for each in quantities) for column in group.stated or ()}
    return {
        column: (due, sums[column]) for column, due in (group.stated or {}).items() if due != sums[column]
    }


def _arithmetic(rows: Rows, column: str, total: int) -> str:
    """What the rows add up to, written out where it is short enough to be read."""
    numbers = [row.quantity[column] for row in rows if row.quantity and column in row.quantity]
    if not numbers:
        return "none of its rows has a figure there"
    shown = f" ({' + '.join(map(str, numbers))} = {total})" if 1 < len(numbers) <= _SHOWN else ""
    return f"its rows add up to {total}{shown}"


def _reading(group: Group, column: str, due: int, rows: Rows) -> str:
    """What would explain the stated figure, if anything that the plan knows does."""
    changed = [row for row in rows if row.first_planned and column in row.first_planned]
    first = sum((row.first_planned or {}).get(column, (row.quantity or {}).get(column, 0)) for row in rows)
    if changed and first == due:
        was = " and ".join(
            f"{row.id} had {(row.first_planned or {})[column]} before it was changed to "
            f"{(row.quantity or {}).get(column, 0)}"
            for row in changed
        )
        return f"{was}: with that the sum is {due}, so the subtotal was probably not updated"
    inside = [row for row in rows if row.within]
    outside = [row for row in rows if not row.within]
    rest = _wrong_columns(group, outside)
    if inside and column not in rest:
        parts = " and ".join(f"{row.id} as part of {row.within}" for row in inside)
        but = "; but then " + " and ".join(f"{other} gives {n[1]}, not {n[0]}" for other, n in rest.items())
        return f"counting {parts} gives {due}, as stated{but if rest else ''}"
    return "correct the figure, or acknowledge the slip under `discrepancies` if it is printed so"


def _lines_of(rows: Rows, column: str) -> Iterator[tuple[Where, str]]:
    """Where the summed figures stand."""
    filled = [row for row in rows if row.quantity and row.quantity.get(column)]
    for row in filled[:_SHOWN]:
        says = f"{(row.quantity or {})[column]}: {wording(row.title)}"
        yield ("deliverables", row.id, ("quantity", column)), says
