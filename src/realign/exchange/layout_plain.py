"""Matrices without names, with names on one side, or of two kinds of things."""

from collections.abc import Sequence

from realign.exchange.layout import LABELS, SEARCHED, Finder, number_in, scored
from realign.exchange.names import folded, plain, sums_name
from realign.text import message


def find_bare(find: Finder) -> bool:
    """Matrices of scores alone: as many rows as columns, no names, one or several of the same size."""
    chunks = list(find.chunks())
    widths = [None if _is_title(find, begin, end) else _width(find, begin, end) for begin, end in chunks]
    sizes = {width for width in widths if width is not None}
    if len(sizes) != 1 or 0 in sizes:
        return False
    (size,) = sizes
    label, names = "", [str(number + 1) for number in range(size)]
    for (begin, end), width in zip(chunks, widths, strict=True):
        if width is None:
            label = find.cell(begin, find.filled(begin)[0])
            continue
        find.add(names, range(begin, end), names, range(size), label=label, named=False)
        label = ""
    says = message("there are no names: rows and columns are called 1 to {size}", size=size)
    find.say(chunks[0][0], 0, says, message("--names FILE names them"))
    return True


def _is_title(find: Finder, begin: int, end: int) -> bool:
    """Whether a stretch of rows is one text."""
    filled = find.filled(begin)
    return end - begin == 1 and len(filled) == 1 and not scored(find, begin, filled[0])


def _width(find: Finder, begin: int, end: int) -> int:
    """The size of the square of scores that a stretch of rows is; 0 if it is none."""
    width = max(len(find.rows[at].cells) for at in range(begin, end))
    rows = range(begin, end)
    while width > end - begin and not any(find.cell(at, width - 1) for at in rows):
        width -= 1
    cells = (find.cell(at, column) for at in rows for column in range(width))
    if width != end - begin or width < 2 or not all(map(find.scoreish, cells)):
        return 0
    return 0 if number_in(find.cell(begin, 0)) is None and _mirrored(find, begin, width) else width


def _mirrored(find: Finder, begin: int, width: int) -> bool:
    """Whether the first row and the first column hold the same numbers: names, no scores."""
    across = [find.cell(begin, column) for column in range(1, width)]
    down = [find.cell(begin + row, 0) for row in range(1, width)]
    return sorted(across) == sorted(down) and (find.cell(begin, 0) != "" or any(across))


def find_without_corner(find: Finder) -> bool:
    """A header that is one cell shorter than the rows, or names on one side only."""
    head = _names_above(find)
    size = len(head)
    if size < 2:
        return False
    body = list(range(1, size + 1))
    wide = max(max(len(find.rows[at].cells), max(find.filled(at), default=0) + 1) for at in body)
    names = [find.cell(at, 0) for at in body]
    if {*map(plain, names)} == {*map(plain, head)} and wide == size + 1:
        columns = list(range(1, size + 1))
        find.add(head, body, names, columns, header_at=0, header_columns=range(size), names_column=0)
        says = message("the header has no cell above the names of the rows; it is read as if it had one")
        find.say(0, 0, says)
        return True
    cells = (find.cell(at, column) for at in body for column in range(size))
    if wide <= size and all(map(find.scoreish, cells)) and not all(map(find.scoreish, head)):
        find.add(head, body, head, range(size), header_at=0)
        find.say(0, 0, message("the rows have no names; they are read in the order of the columns"))
        return True
    return False


def _names_above(find: Finder) -> list[str]:
    """The names in the first row, if they stand there from the first column on, one for each row below."""
    head = [cell for cell in find.rows[0].cells if cell] if find.rows else []
    fits = len(find.rows) == len(head) + 1 and find.filled(0) == list(range(len(head)))
    return head if fits and len({*map(plain, head)}) == len(head) else []


def find_rectangular(find: Finder) -> bool:
    """A header of one kind of things, rows of another; perhaps the same again below, for other judges."""
    at = next((row for row in range(min(SEARCHED, len(find.rows) - 1)) if len(find.filled(row)) > 1), -1)
    if at < 0:
        return False
    parts = _repeated(find, at)
    body = [row for _, rows, _ in parts for row in rows]
    begin = next((column for column in range(LABELS) if _columns_of_scores(find, at, column, body)), -1)
    columns = [column for column in find.filled(at) if column >= begin]
    heads = [find.cell(at, column) for column in columns]
    if begin < 1 or not all(_two_kinds(heads, _names(find, rows)) for _, rows, _ in parts):
        return False
    find.leave_out(range(at), message("above the matrix"))
    says = message(
        "rows and columns are different things: the rows are read as programmes, the columns as outcomes"
    )
    find.say(at, 0, says)
    for part in parts:
        _add_part(find, part, columns, titled=begin > 1)
    return True


def _add_part(
    find: Finder, part: tuple[int, list[int], str], columns: Sequence[int], *, titled: bool
) -> None:
    """Add the block of one header, and say which columns and rows of it hold sums."""
    head, rows, label = part
    sums = [column for column in columns if sums_name(find.cell(head, column))]
    kept = [column for column in columns if column not in sums]
    body = [row for row in rows if not sums_name(find.cell(row, 0))]
    find.add(
        [find.cell(head, column) for column in kept],
        body,
        _names(find, rows),
        kept,
        header_at=head,
        names_column=0,
        label=label,
        titles={find.cell(row, 0): find.cell(row, 1) for row in body} if titled else {},
        rectangular=True,
    )
    _leave_out_sums(find, head, sums, [row for row in rows if row not in body])


def _repeated(find: Finder, at: int) -> list[tuple[int, list[int], str]]:
    """Each row that is the header or the same again: its number, the rows below it, the text above it."""
    heads = [row for row in range(at, len(find.rows)) if find.rows[row].cells == find.rows[at].cells]
    parts: list[tuple[int, list[int], str]] = []
    label = ""
    for head, end in zip(heads, [*heads[1:], len(find.rows)], strict=True):
        last = end if end == len(find.rows) or not _is_title(find, end - 1, end) else end - 1
        parts.append((head, [*range(head + 1, last)], label))
        label = find.cell(last, find.filled(last)[0]) if last < end else ""
    return parts


def _names(find: Finder, rows: Sequence[int]) -> list[str]:
    """The names of rows, without those of sums."""
    return [name for row in rows if not sums_name(name := find.cell(row, 0))]


def _leave_out_sums(find: Finder, head: int, columns: Sequence[int], rows: Sequence[int]) -> None:
    """Say which columns and rows hold sums."""
    for column in columns:
        text = find.cell(head, column)
        find.say(head, column, message("the column “{text}” is left out: it holds the sums", text=text))
    find.leave_out(rows, message("sums"))


def _two_kinds(heads: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the names of the columns are others than those of the rows, and each stands there once."""
    across, down = {*map(folded, heads)}, {*map(folded, names)}
    alone = len(across) == len(heads) > 1 and len(down) == len(names)
    return alone and "" not in down and not across & down


def _columns_of_scores(find: Finder, head: int, begin: int, body: Sequence[int]) -> bool:
    """Whether every cell of the rows below a header is a score from the column `begin` on, and some are."""
    columns = [column for column in find.filled(head) if column >= begin]
    width = max((len(find.rows[at].cells) for at in body), default=0)
    if any(find.cell(at, column) for at in body for column in range(begin, width) if column not in columns):
        return False
    cells = [find.cell(at, column) for at in body for column in columns]
    return (
        any(cells)
        and all(map(find.scoreish, cells))
        and not any(scored(find, at, column) for at in body for column in range(begin))
    )
