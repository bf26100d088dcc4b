"""Read a workbook with calamine in a process of its own, so that a damaged file can end only that process.

`workbook` runs this file as a script. It writes the list of sheets, is told which of them are wanted, and
writes those: all in Python's marshal form. It knows nothing of realign, so that it starts fast.
"""

import contextlib
import io
import marshal
import sys
from datetime import date, datetime
from typing import Any

MEMORY = 1 << 30
"""Bytes of address space; a workbook of a million cells takes a third of it."""
SECONDS = 20
"""Of the processor."""
TEXT = 64 << 20
"""Characters of the cells of a sheet; a text that many cells share counts in each of them."""
AT_ONCE = 1_000
"""Rows that are handed over together."""
_PLAIN = frozenset((str, float, bool, int))


def main(folder: str) -> None:
    """Serve one workbook.

    In: the size of the file on a line of its own, its bytes, then the numbers of the wanted sheets
    (from 0) on one line. Out: a list of (name, is it hidden), or `None` if a password keeps the file
    closed; then for each wanted sheet a list of merged ranges (top, left, bottom, right, from 1), lists of
    (row number from 1, values from column A on), and at its end `None`, or the number of characters that
    are too many.
    """
    _limit()
    sys.path.append(folder)
    import python_calamine

    come, out = sys.stdin.buffer, sys.stdout.buffer
    try:
        book = python_calamine.load_workbook(io.BytesIO(come.read(int(come.readline()))))
    except python_calamine.PasswordError:
        marshal.dump(None, out)
        return
    seen = python_calamine.SheetVisibleEnum.Visible
    marshal.dump([(sheet.name, sheet.visible != seen) for sheet in book.sheets_metadata], out)
    out.flush()
    for number in come.readline().split():
        sheet = book.get_sheet_by_index(int(number))
        ranges = sheet.merged_cell_ranges or []
        marshal.dump([(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in ranges], out)
        rows = sheet.to_python(skip_empty_area=False)
        length = sum(len(value) for row in rows for value in row if type(value) is str)
        if length > TEXT:
            marshal.dump(length, out)
            out.flush()
            return
        for start in range(0, len(rows), AT_ONCE):
            marshal.dump(_batch(rows[start : start + AT_ONCE], start + 1), out)
        marshal.dump(None, out)
        out.flush()


def _batch(rows: list[list[Any]], number: int) -> list[tuple[int, list[Any]]]:
    """Rows in which something stands, with their numbers."""
    found = []
    same: dict[Any, Any] = {}  # a text that comes often is handed over once
    for row in rows:
        if not _PLAIN.issuperset(map(type, row)):
            row[:] = [_told(value) for value in row]
        if any(value != "" for value in row):
            row[:] = [same.setdefault(value, value) if type(value) is str else value for value in row]
            found.append((number, row))
        number += 1
    return found


def _told(value: Any) -> Any:
    """A value as marshal takes it: a day or a time becomes a tuple of its text."""
    if isinstance(value, datetime):
        return (value.isoformat(" ", "minutes"),)
    if isinstance(value, date):
        return (value.isoformat(),)
    return value if type(value) in _PLAIN else (str(value),)


def _limit() -> None:
    """Take at most so much memory and time, where the system can see to that."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    main(sys.argv[1])
