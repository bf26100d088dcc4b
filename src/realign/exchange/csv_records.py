"""One kind of records in a CSV file: a row of headings, a row for each record."""

from collections.abc import Iterator, Mapping

from realign.exchange.marks import Marks
from realign.exchange.records import WorkbookReading, grids_plan
from realign.exchange.rules import NOTHING_READ, RAGGED, slip
from realign.exchange.sheet_names import kind_of
from realign.exchange.table import Table, TableError, read_table
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
    if wide := next(_beyond(table, name, renamed or {}), None):
        return WorkbookReading(None, (wide,))
    rows: dict[int, list[Value]] = {row.number: [*row.cells] for row in table.rows if not row.blank}
    book = Workbook((name,), (Grid(name, False, rows, Marks(exact=False, plain=True)),))

    def nothing() -> Finding:
        return slip(
            NOTHING_READ, Place(path), message("nothing was read: below the headings stands no record")
        )

    return grids_plan(book, path, nothing, renamed, plan, currency=currency)


def _beyond(table: Table, kind: str, renamed: Mapping[str, str]) -> Iterator[Finding]:
    """Rows with more cells than the headings: a text or an amount holds the divider and no quotes."""
    from realign.exchange.nouns import fields_of

    known = {*fields_of(kind), *(name.casefold() for name in renamed)}
    first = (row for row in table.rows if known & {cell.strip().casefold() for cell in row.cells})
    header = next(first, None)
    for row in table.rows if header else ():
        cells = [at for at, cell in enumerate(row.cells) if cell.strip()]
        if header and row.number > header.number and cells and cells[-1] >= len(header.cells):
            says = message(
                "row {row} has {count} cells, the header {width}",
                row=row.number,
                count=cells[-1] + 1,
                width=len(header.cells),
            )
            hint = message('put what holds the divider into double quotes: "1,200"')
            yield slip(RAGGED, table.place(row, len(header.cells)), says, hint)


def kind_of_columns(header: list[str]) -> str:
    """The kind whose fields a row of headings names best; empty where two fit as well."""
    from realign.exchange.nouns import fields_of

    names = {name.strip().partition(".")[0].casefold() for name in header}
    fits = {kind: len(names & set(fields_of(kind))) for kind in KINDS}
    best = max(fits.values())
    found = [kind for kind, count in fits.items() if count == best]
    return found[0] if len(found) == 1 and best > 1 else ""
