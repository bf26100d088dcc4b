"""One kind of records in a CSV file: a row of headings, a row for each record."""

from collections.abc import Mapping

from realign.exchange.marks import Marks
from realign.exchange.records import WorkbookReading, grids_plan
from realign.exchange.rules import NOTHING_READ, slip
from realign.exchange.sheet_names import kind_of
from realign.exchange.table import TableError, read_table
from realign.exchange.workbook import Grid, Value, Workbook
from realign.findings import CallError, Finding, Place
from realign.plan import KINDS, Plan
from realign.suggest import near
from realign.text import join, message


def csv_plan(
    raw: bytes,
    path: str,
    kind: str,
    renamed: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    currency: str = "",
) -> WorkbookReading:
    """Read records of `kind` from a CSV file, as from a sheet of that name.

    Raises `CallError` for a kind that there is not.
    """
    name = kind_of(kind)
    if not name:
        close = near(kind, KINDS)
        guess = message("did you mean {name}? ", name=close) if close else ""
        raise CallError(
            message("there is no kind of records called {kind}", kind=kind),
            message("{guess}the kinds are {known}", guess=guess, known=join(KINDS)),
        )
    try:
        table = read_table(raw, path)
    except TableError as error:
        return WorkbookReading(None, (error.finding,))
    rows: dict[int, list[Value]] = {row.number: [*row.cells] for row in table.rows if not row.blank}
    book = Workbook((name,), (Grid(name, False, rows, Marks(exact=False, plain=True)),))

    def nothing() -> Finding:
        return slip(
            NOTHING_READ, Place(path), message("nothing was read: below the headings stands no record")
        )

    return grids_plan(book, path, nothing, renamed, plan, currency=currency)


def kind_of_columns(header: list[str]) -> str:
    """The kind whose fields a row of headings names best; empty where two fit as well."""
    from realign.exchange.nouns import fields_of

    names = {name.strip().partition(".")[0].casefold() for name in header}
    fits = {kind: len(names & set(fields_of(kind))) for kind in KINDS}
    best = max(fits.values())
    found = [kind for kind, count in fits.items() if count == best]
    return found[0] if len(found) == 1 and best > 1 else ""
