"""Names for rows that have none: a text, a CSV file or a sheet with a code and a title in each row."""

import csv

from realign.exchange.foreign import words
from realign.exchange.names import unusable
from realign.exchange.sheet_table import is_workbook
from realign.exchange.table import TableError
from realign.exchange.vocabulary import HEADINGS
from realign.exchange.workbook import read_workbook
from realign.findings import CallError
from realign.text import message

_HEADS = frozenset(("id", "title", *HEADINGS["id"].split(), *HEADINGS["title"].split()))
"""What a row of headings above the names holds."""
MOST = 100_000
"""Lines of a file of names."""
Named = tuple[str, str]
"""A name and a title; the title may be empty."""


def read_names(raw: bytes, path: str) -> tuple[Named, ...]:
    """Names and titles for a matrix without names: a row each, a name or a code and a title.

    The file is text, CSV or a workbook, of which the first sheet counts; a row of headings is passed over.
    Raises `CallError` where there are none, or one cannot be an id.
    """
    rows = _of_sheet(raw, path) if is_workbook(raw) else _of_text(raw)
    found = [(name, words(title)) for name, title in rows if name]
    if len(found) > 1 and all(cell.casefold() in _HEADS for cell in found[0] if cell):
        found = found[1:]
    for name, _ in found:
        if why := unusable(name):
            raise CallError(message("{path}: {why}", path=path, why=why), message("shorten the name"))
    if not found or len({name for name, _ in found}) < len(found):
        raise CallError(
            message("{path} does not hold a name of its own for each row", path=path),
            message("write one name in each line, or a code and a title with a tab between them"),
        )
    return tuple(found)


def _of_sheet(raw: bytes, path: str) -> list[Named]:
    """The first two columns of the first sheet; raises `CallError` where it cannot be read."""
    try:
        grids = read_workbook(raw, path).grids
    except TableError as error:
        raise CallError(error.finding.message, error.finding.hint) from error
    return [(grid.text(row, 1).strip(), grid.text(row, 2)) for grid in grids[:1] for row in grid.rows]


def _of_text(raw: bytes) -> list[Named]:
    """The name before the first divider of each line, and what stands behind it."""
    rows: list[Named] = []
    lines = raw.decode("utf-8-sig", errors="replace").splitlines()
    if len(lines) > MOST:
        raise CallError(
            message(
                "the file has {rows} rows and {columns} columns; at most {most} are read",
                rows=len(lines),
                columns=2,
                most=MOST,
            ),
            message("divide it"),
        )
    for line in filter(None, map(str.strip, lines)):
        sign = next((sign for sign in ("\t", ";", ",") if sign in line), "\t")
        try:  # most lines have no quotes to look into
            name, *title = next(csv.reader([line], delimiter=sign)) if '"' in line else line.split(sign)
        except csv.Error as error:
            raise CallError(message("this is no whole CSV: {why}", why=f"{error}")) from error
        rows.append((name.strip(), sign.join(title)))
    return rows
