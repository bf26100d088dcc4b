"""Do the printed figures add up?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice

from realign.checks.check import Advice, Complaint, Where, check
from realign.checks.names import listing, wording
from realign.findings import Key, Severity
from realign.plan import Deliverable, Group, Plan
from realign.suggest import Suggestions
from realign.text import Text, fill, first_few, join, message, message_in

_SHOWN = 8
"""More rows than this are not spelt out in a sum."""

Rows = Sequence[Deliverable]
Wrong = dict[str, tuple[int, int]]
"""Column -> stated and summed, where they differ."""


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
        plainly = _wrong_columns(group, outside) if len(outside) < len(rows) else wrong
        if not plainly:
            continue
        table = _PrintedTable.of(rows, wrong, plainly)
        for column, (due, total) in wrong.items():
            yield Complaint(
                "groups",
                group.id,
                ("stated", column),
                message(
                    "{column}: '{title}' states {due}, but {arithmetic}",
                    column=column,
                    title=wording(group.title),
                    due=due,
                    arithmetic=table.arithmetic(column, total),
                ),
                refs=group.refs,
                advice=partial(table.reading, column, due, total),
                related=tuple(table.lines(column)),
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
            says = message(
                "'{title}' states subtotals, but no deliverable belongs to it", title=wording(group.title)
            )
            yield Complaint(
                "groups", group.id, ("stated",), says, message("add its rows, or write `listed: false`")
            )


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
    def names(group: str) -> Suggestions:
        return Suggestions(stated[group] or ())

    def advice(row: Deliverable, column: str) -> Advice:
        group = row.group or ""
        near, certain = names(group).near(column), names(group).certain(column)
        if near:
            hint = message("did you mean '{near}'?", near=near)
            return hint, None if near in (row.quantity or ()) else certain
        return message("the group has {names}", names=listing(stated[group] or ())), None

    for row, column in _beside(plan, stated) if stated else ():
        says = message(
            "{column}: the group of deliverable {id} states no subtotal for this column",
            column=column,
            id=row.id,
        )
        path = ("quantity", Key(column))
        yield Complaint("deliverables", row.id, path, says, advice=partial(advice, row, column))


def _beside(plan: Plan, stated: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[Deliverable, str]]:
    """Rows and columns with a figure that is in no subtotal, though their group has subtotals."""
    for row in plan.deliverables:
        columns = stated.get(row.group or "")
        if columns:
            yield from ((row, name) for name, n in (row.quantity or {}).items() if n and name not in columns)


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
                    message(
                        "{column}: {id} has {number}, but {within}, which already counts it, has {get}",
                        column=column,
                        id=row.id,
                        number=number,
                        within=row.within,
                        get=whole.get(column, 0),
                    ),
                    message("correct one of the figures, or `within`"),
                    row.refs,
                    related=(
                        (
                            ("deliverables", row.within, ("quantity", column)),
                            message("the whole, {within}", within=row.within),
                        ),
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
            says = message("{column}: {number} is less than nothing", column=column, number=number)
            yield Complaint(kind, record, (field, column), says, message("leave out what is not known"))


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


def _wrong_columns(group: Group, rows: Rows) -> Wrong:
    """The columns of a group whose stated figure is not what the rows add up to."""
    stated = group.stated or {}
    sums = dict.fromkeys(stated, 0)
    for row in rows:
        for column, number in (row.quantity or {}).items():
            if column in sums:
                sums[column] += number
    return {column: (due, sums[column]) for column, due in stated.items() if due != sums[column]}


@dataclass(frozen=True, slots=True)
class _PrintedTable:
    """The rows of a group, found by their columns: there may be as many of these as of those."""

    filled: Mapping[str, Rows]
    """Column -> the rows that have a figure there."""
    changed: Mapping[str, Rows]
    """Column -> the rows whose figure was first planned otherwise."""
    inside: Rows
    """The rows that others count already."""
    rest: Wrong
    """The columns that are wrong where those are left out."""

    @classmethod
    def of(cls, rows: Rows, wrong: Wrong, rest: Wrong) -> "_PrintedTable":
        """Look through the rows for the columns that are wrong."""
        filled: dict[str, list[Deliverable]] = {column: [] for column in wrong}
        changed: dict[str, list[Deliverable]] = {column: [] for column in wrong}
        for row in rows:
            for column in (row.quantity or {}).keys() & wrong.keys():
                filled[column].append(row)
            for column in (row.first_planned or {}).keys() & wrong.keys():
                changed[column].append(row)
        return cls(filled, changed, [row for row in rows if row.within], rest)

    def arithmetic(self, column: str, total: int) -> Text:
        """What the rows add up to, written out where it is short enough to be read."""
        numbers = [_figure(row, column) for row in self.filled[column]]
        if not numbers:
            return message("none of its rows has a figure there")
        shown = f" ({' + '.join(map(str, numbers))} = {total})" if 1 < len(numbers) <= _SHOWN else ""
        return message("its rows add up to {total}{sum}", total=total, sum=shown)

    def reading(self, column: str, due: int, total: int) -> Advice:
        """What would explain the stated figure, if anything that the plan knows does."""
        changed = {row.id: (row.first_planned or {})[column] for row in self.changed[column]}
        now = {row.id: _figure(row, column) for row in self.changed[column]}
        if changed and total + sum(changed.values()) - sum(now.values()) == due:
            was = _and(
                message("{id} had {first} before it was changed to {now}", id=row, first=first, now=now[row])
                for row, first in changed.items()
            )
            template = message("{was}: with that the sum is {due}, so the subtotal was probably not updated")
            return fill(template, was=was, due=due), None
        if self.inside and column not in self.rest:
            parts = _and(
                message("{id} as part of {whole}", id=row.id, whole=row.within or "") for row in self.inside
            )
            others = _and(
                message("{column} gives {sum}, not {stated}", column=other, sum=sums, stated=states)
                for other, (states, sums) in self.rest.items()
            )
            but = message("; but then {others}", others=others) if self.rest else ""
            template = message("counting {parts} gives {due}, as stated{but}")
            return fill(template, parts=parts, due=due, but=but), None
        return message(
            "correct the figure, or acknowledge the slip under `discrepancies` if it is printed so"
        ), None

    def lines(self, column: str) -> Iterator[tuple[Where, Text]]:
        """Where the summed figures stand."""
        figures = ((row, _figure(row, column)) for row in self.filled[column])
        for row, number in islice((one for one in figures if one[1]), _SHOWN):
            yield (
                ("deliverables", row.id, ("quantity", column)),
                message("{number}: {title}", number=number, title=wording(row.title)),
            )


def _figure(row: Deliverable, column: str) -> int:
    """What a row has in a column; nothing is 0."""
    return (row.quantity or {}).get(column, 0)


def _and(parts: Iterable[Text]) -> Text:
    """Parts of a sentence in a row; of many the first few."""
    return join(first_few(list(parts), _SHOWN), message_in("clauses", " and "))
