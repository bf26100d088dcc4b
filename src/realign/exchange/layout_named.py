"""Matrices whose rows and columns bear the same names, with titles, sums and remarks around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from realign.exchange.layout import LABELS, NOWHERE, Finder, number_in, scored
from realign.exchange.names import plain, sums_name
from realign.exchange.vocabulary import NOTE, TURNED_CORNER
from realign.render.cells import cell_name
from realign.text import Text, message

_LONG = 40
"""Letters of a text below a matrix from which it is taken for a remark."""


def find_named(find: Finder) -> bool:
    """Matrices whose header and one of whose first columns hold the same names."""
    at, title = 0, []
    while at < len(find.rows):
        matched = next(
            (one for column in range(LABELS) if (one := _match(find, at, column)) is not None), None
        )
        if matched is None:
            title.append(at)
            at += 1
            continue
        label = next((find.cell(row, column) for row in reversed(title) for column in find.filled(row)), "")
        matched.add(find, label)
        _leave_titles(find, title, first=len(find.layout.blocks) == 1)
        title = []
        at = matched.end
    if not find.layout.blocks or not _legend(find, title):
        return False
    find.leave_out(title, message("below the matrix"))
    return True


def _leave_titles(find: Finder, title: Sequence[int], *, first: bool) -> None:
    """Say what stands above a matrix."""
    find.leave_out(title, message("above the matrix") if first else message("between two matrices"))


def _legend(find: Finder, rows: Sequence[int]) -> bool:
    """Whether rows behind a matrix are remarks: behind a blank row, or a single text."""
    if not rows:
        return True
    gap = find.rows[rows[0]].number > find.rows[rows[0] - 1].number + 1
    if not gap and all(map(find.filled, rows)):
        return all(len(find.filled(at)) == 1 and _is_note(find.cell(at, find.filled(at)[0])) for at in rows)
    return gap and all(len(find.filled(at)) <= 2 or not _numbers(find, at) for at in rows)


def _is_note(text: str) -> bool:
    """Whether a text is a remark and no name, by its beginning or its length."""
    return NOTE.match(text) is not None or len(text) > _LONG


def _numbers(find: Finder, at: int) -> bool:
    """Whether a row holds scores."""
    return any(find.scoreish(find.cell(at, column)) for column in find.filled(at)[1:])


@dataclass
class _NamedMatrix:
    """A header and rows that bear the same names."""

    head: int
    column: int
    body: list[int]
    targets: list[tuple[int, str]]
    labels: list[int]
    """Columns with texts beside the names."""
    second: int
    """A second row of headings; -1 if there is none."""
    sum_rows: list[int]
    sum_columns: list[int]
    remarks: list[int]
    end: int

    def explains(self, find: Finder, others: Sequence[int], unnamed: Sequence[int]) -> bool:
        """Whether all columns that are no targets are labels, sums or remarks; sorts them into these."""
        first, last = self.targets[0][0], self.targets[-1][0]
        self.labels = [place for place in (*range(self.column), *others) if place < first]
        behind = [place for place in others if place > first]
        self.sum_columns = [
            *(place for place in behind if _is_sum_column(find, self.head, place, self.body, self.targets)),
            *(place for place in unnamed if _adds(find, place, self.body, self.targets)),
        ]
        scores = {place for row in self.body for place in find.filled(row) if scored(find, row, place)}
        self.remarks = [place for place in behind if place > last and place not in scores]
        strange = {*others, *unnamed} - {*self.labels, *self.sum_columns, *self.remarks}
        return not strange and not scores & {place for place in self.labels if place > self.column}

    def add(self, find: Finder, label: str) -> None:
        """Put the block into the layout, and say what is left out of it."""
        columns = [column for column, _ in self.targets]
        names = [find.cell(at, self.column) for at in self.body]
        titles = self._titles(find, names)
        corner = find.cell(self.head, self.column)
        if TURNED_CORNER.fullmatch(corner.casefold().strip()):
            says = message(
                "the corner says “{text}”, yet a row is read as what influences a column: turn the matrix "
                "round if it means the other way",
                text=corner[:60],
            )
            find.say(self.head, self.column, says)
        find.add(
            [name for _, name in self.targets],
            self.body,
            names,
            columns,
            header_at=self.head,
            names_column=self.column,
            label=label or corner,
            titles=titles,
        )
        self._sums(find, columns)
        for column in self.remarks:
            text = find.cell(self.head, column)[:60]
            says = message("the column “{text}” is left out: it holds remarks, no scores", text=text)
            find.say(self.head, column, says)

    def _titles(self, find: Finder, names: Sequence[str]) -> dict[str, str]:
        """Name -> the text beside it, or in the second row of headings."""
        found: dict[str, str] = {}
        for at, name in zip(self.body, names, strict=True):
            texts = [find.cell(at, column) for column in self.labels if find.cell(at, column)]
            if texts:
                found[name] = max(texts, key=len)
        if self.second >= 0:
            for column, name in self.targets:
                text = find.cell(self.second, column)
                if text:
                    found.setdefault(name, text)
        return found

    def _sums(self, find: Finder, columns: Sequence[int]) -> None:
        """Say of sums that they are left out, and where they are none."""
        for at in self.sum_rows:
            wrong = [
                column
                for column in columns
                if not _adds_up(find.cell(at, column), [find.cell(row, column) for row in self.body])
            ]
            spot = wrong[0] if wrong else self.column
            self._told(find, message("row {row}", row=find.rows[at].number), at, spot, wrong=bool(wrong))
        for column in self.sum_columns:
            wrong = [
                at
                for at in self.body
                if not _adds_up(find.cell(at, column), [find.cell(at, one) for one in columns])
            ]
            name = re.sub("[0-9]", "", cell_name(1, column))
            spot = wrong[0] if wrong else self.head
            self._told(find, message("column {name}", name=name), spot, column, wrong=bool(wrong))

    def _told(self, find: Finder, what: Text, at: int, column: int, *, wrong: bool) -> None:
        cell = cell_name(find.rows[at].number, column)
        if wrong:
            says = message(
                "{what} is left out as sums, but {cell} ({figure}) is not the sum of its scores",
                what=what,
                cell=cell,
                figure=find.cell(at, column),
            )
            find.say(at, column, says, message("correct the sum or the scores; only the scores are read"))
        else:
            find.say(at, column, message("{what} is left out: it holds the sums", what=what))


def _match(find: Finder, head: int, column: int) -> _NamedMatrix | None:
    """A matrix whose header is row `head` and whose rows are named in `column`; `None` if there is none."""
    texts = [(at, find.cell(head, at)) for at in find.filled(head) if at > column]
    if len(texts) < 2 or len({plain(name) for _, name in texts}) < len(texts):
        return None
    second = _second_header(find, head, column, [at for at, _ in texts])
    body, sum_rows, end = _rows_named(find, (second if second >= 0 else head) + 1, column, texts)
    seen = {plain(find.cell(at, column)) for at in body}
    targets = [(place, name) for place, name in texts if plain(name) in seen]
    if len(targets) < 2 or not _behind(find, head, end, column):
        return None
    others = [place for place, name in texts if plain(name) not in seen]
    unnamed = _unnamed(find, body, targets[-1][0] + 1, texts)
    made = _NamedMatrix(head, column, body, targets, [], second, sum_rows, [], [], end)
    return made if made.explains(find, others, unnamed) else None


def _rows_named(
    find: Finder, begin: int, column: int, texts: Sequence[tuple[int, str]]
) -> tuple[list[int], list[int], int]:
    """The rows from `begin` on that bear names of the header, rows of sums, and the row behind them."""
    named = {plain(name) for _, name in texts}
    body: list[int] = []
    sum_rows: list[int] = []
    seen: set[str] = set()
    for at in range(begin, len(find.rows)):
        name = plain(find.cell(at, column))
        if name in named and name not in seen and not sums_name(name):
            body.append(at)
            seen.add(name)
        elif len(seen) > 1 and _is_sum_row(find, at, column, body, texts):
            sum_rows.append(at)
        else:
            return body, sum_rows, at
    return body, sum_rows, len(find.rows)


def _behind(find: Finder, head: int, at: int, column: int) -> bool:
    """Whether what follows a block may do so: nothing, a blank row, another header, a title."""
    if at >= len(find.rows) or find.rows[at].number > find.rows[at - 1].number + 1:
        return True
    return (
        len(find.filled(at)) == 1 or find.rows[at].cells == find.rows[head].cells or not find.cell(at, column)
    )


def _second_header(find: Finder, head: int, column: int, targets: Sequence[int]) -> int:
    """The row below the header, if it holds texts for the same columns and no name; else -1."""
    at = head + 1
    if at >= len(find.rows) or find.cell(at, column):
        return NOWHERE
    texts = [find.cell(at, place) for place in targets if find.cell(at, place)]
    return at if len(texts) > 1 and not any(map(find.scoreish, texts)) else NOWHERE


def _unnamed(find: Finder, body: Sequence[int], begin: int, texts: Sequence[tuple[int, str]]) -> list[int]:
    """The columns behind the matrix in which something stands, but not in the header."""
    width = max((len(find.rows[at].cells) for at in body), default=0)
    named = {place for place, _ in texts}
    places = (place for place in range(begin, width) if place not in named)
    return [place for place in places if any(find.cell(at, place) for at in body)]


def _is_sum_row(
    find: Finder, at: int, column: int, body: Sequence[int], texts: Sequence[tuple[int, str]]
) -> bool:
    """Whether a row holds the sums of the rows above it: by its name, or else by its figures."""
    name = find.cell(at, column)
    if sums_name(name):
        return True
    places = [place for place, _ in texts if find.cell(at, place)]
    least = len(texts) // 2 if name else 1  # a name of its own needs more figures to be believed
    return len(places) >= least and all(
        _adds_up(find.cell(at, place), [find.cell(row, place) for row in body])
        for place in places
        if place in {one for one, _ in texts}
    )


def _is_sum_column(
    find: Finder, head: int, place: int, body: Sequence[int], targets: Sequence[tuple[int, str]]
) -> bool:
    """Whether a column holds the sums of the scores beside it."""
    return sums_name(find.cell(head, place)) or _adds(find, place, body, targets)


def _adds(find: Finder, place: int, body: Sequence[int], targets: Sequence[tuple[int, str]]) -> bool:
    """Whether a column holds the sum of its row in every row in which it holds anything."""
    return all(
        _adds_up(find.cell(at, place), [find.cell(at, one) for one, _ in targets])
        for at in body
        if find.cell(at, place)
    ) and any(find.cell(at, place) for at in body)


def _adds_up(total: str, parts: Sequence[str]) -> bool:
    """Whether a figure is the sum of others, or nothing is given; what is no number counts nothing."""
    if not total:
        return True
    found = number_in(total)
    numbers = [number for part in parts if (number := number_in(part)) is not None]
    return found is not None and (
        abs(found - sum(numbers)) < 5e-3 or abs(found - sum(map(abs, numbers))) < 5e-3
    )
