"""A plan as the sheets of a workbook that can be read back: a sheet a kind, a row a record."""

from collections.abc import Sequence

from realign.exchange.nouns import class_of
from realign.plan import KINDS, Plan
from realign.plan.fields import leaves
from realign.plan.validators import names_of
from realign.sheets import Cell, Column, Kind, Sheet


def plan_sheets(plan: Plan) -> tuple[Sheet, ...]:
    """The plan as the sheets that `records.workbook_plan` reads: one for each kind that has records."""
    about = _sheet("plan", [plan.about])
    return about, *(_sheet(kind, getattr(plan, kind)) for kind in KINDS if getattr(plan, kind))


def _sheet(kind: str, records: Sequence[object]) -> Sheet:
    """A kind as a sheet: as many columns as its records have values."""
    called = {name.rstrip("_"): name_there for name, name_there in names_of(class_of(kind)).items()}
    order = {name: number for number, name in enumerate(called.values())}
    rows = [
        {".".join((called[path[0]], *path[1:])): value for path, value in leaves(record)}
        for record in records
    ]
    found = {name for row in rows for name in row}
    names = sorted(found, key=lambda name: (order[name.split(".")[0]], name))
    names = [name for name in names if any(row.get(name) not in (None, ()) for row in rows)]
    columns = tuple(Column(name, name, _kind_of([row.get(name) for row in rows])) for name in names)
    cells = tuple(tuple(_told(row.get(name)) for name in names) for row in rows)
    return Sheet(kind, kind.capitalize(), columns, cells)


def _kind_of(values: Sequence[object]) -> Kind:
    """Numbers as numbers, ids as codes, what is longer as text that may be folded."""
    known = [value for value in values if value is not None]
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return Kind.INTEGER if all(isinstance(value, int) for value in known) else Kind.TEXT
    return Kind.CODE if all(len(str(value)) < 40 for value in known) else Kind.TEXT


def _told(value: object) -> Cell:
    """A value as a cell that reads back."""
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, int | float | str) or value is None else str(value)
