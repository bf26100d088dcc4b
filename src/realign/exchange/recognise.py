"""What kind of file somebody brings, by its content and not by its name."""

from typing import Literal

from realign.exchange.edges import has_ends
from realign.exchange.foreign import RefusedFileError, json_of, text_of, xml_of
from realign.exchange.fts import looks_like_fts
from realign.exchange.headings import fitting_kind, likely_kind, looks_like
from realign.exchange.iati import looks_like_iati
from realign.exchange.kumu import looks_like_kumu
from realign.exchange.logframe import is_logframe
from realign.exchange.pabulib import looks_like_pabulib
from realign.exchange.sheet_names import kind_of
from realign.exchange.sheet_table import is_workbook
from realign.exchange.table import TableError, read_table
from realign.exchange.uninfo import looks_like_uninfo
from realign.exchange.workbook import Grid, read_workbook
from realign.text import message

FileKind = Literal["workbook", "logframe", "matrix", "links", "uninfo", "fts", "pabulib", "iati", "csv"]
"""The kinds that `realign import FILE` tells apart; each is a command of its own, too."""
_LOOKED_AT = 50
"""Lines of a CSV file that tell its kind."""


def recognised(raw: bytes, path: str) -> FileKind:
    """The kind of a file; raises `RefusedFileError` for one that is none, with what it looks like."""
    if is_workbook(raw):
        return _of_workbook(raw, path)
    text = text_of(raw, path)
    start = text.lstrip()[:1]
    if start in ("{", "["):
        data = json_of(raw, path)
        if looks_like_uninfo(data):
            return "uninfo"
        if looks_like_kumu(data):
            return "links"
        raise _unknown(path, message("this is JSON, but no cooperation framework of UN INFO"))
    if start == "<":
        root = xml_of(raw, path)
        if looks_like_iati(root):
            return "iati"
        if root.tag == "graphml":
            return "links"
        raise _unknown(path, message("this is XML with the root <{tag}>, which is not read", tag=root.tag))
    if looks_like_pabulib(text):
        return "pabulib"
    return _of_table(raw, path)


def _of_workbook(raw: bytes, path: str) -> FileKind:
    """A workbook of kinds of records, a logframe, or a matrix."""
    try:
        book = read_workbook(raw, path)
    except TableError:
        return "workbook"  # which says what is wrong with it
    if any(kind_of(name) for name in book.names):
        named = [grid for grid in book.grids if kind_of(grid.name)]
        only_indicators = all(kind_of(grid.name) == "indicators" for grid in named)
        return "logframe" if only_indicators and is_logframe(tuple(named)) else "workbook"
    if is_logframe(book.grids):
        return "logframe"
    if any(map(_lists_links, book.grids)):
        return "links"
    matrices = [grid for grid in book.grids if "matrix" in str(looks_like(grid))]
    others = any(likely_kind(grid) for grid in book.grids if grid not in matrices)
    return "matrix" if matrices and not others else "workbook"


def _lists_links(grid: Grid) -> bool:
    """Whether a sheet has columns for both ends of links."""
    heads = (grid.text(row, column) for row in list(grid.rows)[:1] for column in grid.columns)
    return has_ends([*heads])


def _of_table(raw: bytes, path: str) -> FileKind:
    """A CSV file: requirements and flows, one kind of records, or a matrix; titles may stand above it."""
    try:
        rows = [row.cells for row in read_table(raw, path).rows if not row.blank][:_LOOKED_AT]
    except TableError:
        return "matrix"  # which says what is wrong with it
    header = next((cells for cells in rows if sum(map(bool, cells)) > 1), rows[0])
    names = {name.strip().casefold() for name in header}
    if looks_like_fts(header):
        return "fts"
    if has_ends(header):
        return "links"
    first = {cells[0].strip().casefold() for cells in rows if cells is not header}
    records = {"title", "id"} <= names or (fitting_kind([*filter(None, header)]) and len(first & names) < 2)
    return "csv" if records else "matrix"


def _unknown(path: str, says: object) -> RefusedFileError:
    """A file of no kind that is read."""
    hint = message("`realign import --help` lists what is read; for a plan in JSON, rename it to .yaml")
    return RefusedFileError(path, f"{says}", hint)
