"""A table taken as names and scores, with everything that is wrong with them."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from realign.exchange import rules as slips
from realign.exchange.names import alike, folded, plain, shown, unusable
from realign.exchange.rules import slip
from realign.exchange.score_cells import NOTHING, NUMBER, REASON, Entry, Filled, numeral
from realign.exchange.table import Row, Table, TableError
from realign.exchange.words import recognise
from realign.findings import Finding, Place, Related, Rule
from realign.text import Text, fill, message

MOST_NAMES = 1_000
_UNNAMED = (
    message("{cell} is blank: this row has no name"),
    message("{cell} is blank: this column has no name"),
)
"""Of a row, of a column; so are those below."""
_SECOND = (
    message("{cell}: a second row is called {name}"),
    message("{cell}: a second column is called {name}"),
)
_ALONE = (
    message("{cell}: there is a row {name}, but no column of that name"),
    message("{cell}: there is a column {name}, but no row of that name"),
)
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A header of targets, a first column of sources, and scores; not yet known to be right."""

    table: Table
    header: Row
    body: tuple[Row, ...]
    width: int
    """Columns up to the last name of the header, the first column included."""
    words: Mapping[str, float]
    """Words that stand for scores."""
    rectangular: bool = False
    """Whether rows and columns are different things."""

    @classmethod
    def of(cls, table: Table, words: Mapping[str, float], *, rectangular: bool = False) -> "ScoreSheet":
        """Leave out rows in which nothing stands; raises `TableError` if no matrix can be there."""
        header, *body = (row for row in table.rows if not row.blank)
        width = max((number for number, cell in enumerate(header.cells, 1) if cell), default=0)
        if not body or width < 2:
            spot = table.place(header, 0).start
            what = (
                message("there is only one column")
                if body
                else message("there is a header, but no row below it")
            )
            hint = message("each name needs a row and a column")
            raise TableError(slip(slips.EMPTY, Place(table.path, spot, spot), what, hint))
        if max(len(body), width - 1) > MOST_NAMES:
            says = message(
                "the file has {rows} rows and {columns} columns; at most {most} are read",
                rows=len(body),
                columns=width - 1,
                most=MOST_NAMES,
            )
            raise TableError(slip(slips.TOO_LARGE, Place(table.path), says))
        if header.cells[0] == body[0].cells[0] and all(len(row.cells) == width + 1 for row in body):
            says = message("the header has one cell less than the rows below it")
            hint = message("put a cell above the names of the rows; it may be blank")
            raise TableError(slip(slips.RAGGED, table.place(header, 0), says, hint))
        sheet = cls(table, header, tuple(body), width, words, rectangular)
        return sheet if words else replace(sheet, words=recognise(sheet.unnumbered()))

    def unnumbered(self) -> Iterator[str]:
        """What stands in the cells that hold no number, without reasons and without a blank diagonal."""
        same = self.same_diagonal(comma=False)
        for cell in self.filled():
            found = REASON.fullmatch(cell.text)
            score = found["score"] if found else cell.text
            diagonal = cell.row.cells[0] == self.header.cells[cell.column]
            if numeral(score) is None and not (diagonal and (cell.nothing or cell.text == same)):
                yield score

    @property
    def sources(self) -> tuple[str, ...]:
        """Names in the first column."""
        return tuple(row.cells[0] for row in self.body)

    @property
    def targets(self) -> tuple[str, ...]:
        """Names in the header."""
        return self.header.cells[1 : self.width]

    def wrong_names(self) -> Iterator[Finding]:
        """What is wrong with the names: missing, repeated, unusable, or not the same both ways."""
        across = [(name, self.header, column) for column, name in enumerate(self.targets, 1)]
        down = [(row.cells[0], row, 0) for row in self.body]
        told = [
            *self._wrong(across, True, frozenset(map(plain, self.sources))),
            *self._wrong(down, False, frozenset(map(plain, self.targets))),
        ]
        apart = abs(len(self.body) - (self.width - 1))
        explained = sum(one.code == slips.NOT_SQUARE.code for one in told) == apart
        if apart and not explained and not self.rectangular:
            says = message(
                "the matrix is not square: {rows} rows and {columns} columns",
                rows=len(self.body),
                columns=self.width - 1,
            )
            yield slip(slips.NOT_SQUARE, self.table.place(self.header, 0), says)
        yield from told

    def _wrong(
        self, named: list[tuple[str, Row, int]], across: bool, others: frozenset[str]
    ) -> Iterator[Finding]:
        """What is wrong with the names of one side, given those of the other."""
        seen: dict[str, tuple[Row, int]] = {}
        near = {folded(one): one for one in sorted(others, reverse=True) if one}
        own = {plain(name) for name, _, _ in named}
        for name, row, column in named:
            place, cell = self.table.place(row, column), self.table.called(row, column)
            first, at = seen.setdefault(plain(name), (row, column))
            if not name:
                yield slip(slips.NAME_REPEATED, place, fill(_UNNAMED[across], cell=cell))
            elif (first, at) != (row, column):
                related = Related(
                    self.table.place(first, at),
                    message("the first, in {cell_name}", cell_name=self.table.called(first, at)),
                )
                says = fill(_SECOND[across], cell=cell, name=shown(name))
                yield slip(slips.NAME_REPEATED, place, says, related=(related,))
            elif not across and near.get(folded(name), plain(name)) not in own:
                continue  # the column of the like name is told
            elif plain(name) not in others and not self.rectangular:
                says = fill(_ALONE[across], cell=cell, name=shown(name))
                yield slip(slips.NOT_SQUARE, place, says, alike(name, near))
            if reason := unusable(name, None):
                yield slip(slips.NAME_UNUSABLE, place, message("{cell}: {reason}", cell=cell, reason=reason))

    def wrong_rows(self) -> Iterator[Finding]:
        """Rows that are shorter than the header, or hold something beyond it."""
        for row in self.body:
            has = len(row.cells)
            beyond = next((at for at, cell in enumerate(row.cells) if cell and at >= self.width), None)
            if beyond is not None:
                says = message(
                    "{cell} stands in a column that the header does not name",
                    cell=self.table.called(row, beyond),
                )
                yield slip(slips.RAGGED, self.table.place(row, beyond), says)
            elif has < self.width:
                says = message(
                    "row {row} has {count} cells, the header {width}",
                    row=row.number,
                    count=has,
                    width=self.width,
                )
                hint = message("keep the dividers of blank cells")
                yield slip(slips.RAGGED, self.table.place(row, has - 1), says, hint)

    def filled(self) -> Iterator[Filled]:
        """Every cell inside the matrix that is not blank."""
        for row in self.body:
            for column, cell in enumerate(row.cells[1 : self.width], 1):
                if cell:
                    yield Filled(cell, row, column, self.table.called(row, column), self.words)

    def decimal_comma(self) -> tuple[bool, tuple[Finding, ...]]:
        """Whether decimals begin with a comma, and what makes that unclear."""
        if self.table.divider == ",":
            return False, ()
        numbers = [cell for cell in self.filled() if cell.numeric]
        commas = [cell for cell in numbers if "," in cell.written]
        points = [cell for cell in numbers if "." in cell.written]
        if not commas:
            return False, ()
        comma = commas[0]
        place = self.table.place(comma.row, comma.column)
        if points:
            point = points[0]
            says = message(
                "{point} has a decimal point, {comma} a decimal comma; one file, one way",
                point=point.name,
                comma=comma.name,
            )
            at = self.table.place(point.row, point.column)
            related = (Related(place, message("the comma")),)
            return True, (slip(slips.UNCLEAR_DECIMALS, at, says, related=related),)
        if all(_THOUSANDS.fullmatch(cell.written) for cell in commas):
            whole, _, part = comma.written.partition(",")
            says = message(
                "{cell} can be read as {whole}.{part} or as {whole}{part}",
                cell=comma.name,
                whole=whole,
                part=part,
            )
            return True, (slip(slips.UNCLEAR_DECIMALS, place, says),)
        return True, ()

    def scores(self, comma: bool, scale: float) -> Iterator[Entry | Finding]:
        """Every score, 0 too, and every cell that holds none but should."""
        spelt = {plain(name): name for name in self.sources}
        targets = ["", *(spelt.get(plain(name), name) for name in self.targets)]
        same = self.same_diagonal(comma)
        for cell in self.filled():
            source, target = cell.row.cells[0], targets[cell.column]
            written = cell.written
            value = _value(written, comma=comma)
            if source == target and source and not self.rectangular:
                if value != 0 and not cell.nothing and same is None:
                    says = message(
                        "{cell}: {source} influences itself ({text})",
                        cell=cell.name,
                        source=shown(source),
                        text=shown(cell.text),
                    )
                    yield self._at(cell, slips.DIAGONAL, says, message("leave it blank, or write 0"))
            elif value is None:
                says = message("{cell}: {text} is not a number", cell=cell.name, text=shown(cell.text))
                yield self._at(cell, slips.NOT_A_NUMBER, says, _instead(cell))
            elif abs(value) > scale:
                says = message(
                    "{cell}: {written} is beyond the scale of {scale:g}",
                    cell=cell.name,
                    written=written,
                    scale=scale,
                )
                yield self._at(cell, slips.BEYOND_SCALE, says)
            else:
                yield Entry(source, target, written.replace(",", "."), cell.name, cell.says)

    def same_diagonal(self, comma: bool) -> str | None:
        """What stands in every cell of the diagonal, if it is one and the same; else nothing."""
        found: list[str] = []
        targets = ["", *map(plain, self.targets)]
        for row in self.body:
            name = plain(row.cells[0])
            at = targets.index(name) if name in targets else 0
            text = row.cells[at] if 0 < at < len(row.cells) else ""
            cell = Filled(text, row, at, "", self.words)
            if not text or cell.nothing or _value(cell.written, comma=comma) == 0:
                return None
            found.append(text)
        return found[0] if len(found) > 1 and len(set(found)) == 1 else None

    def _at(self, cell: Filled, rule: Rule, says: Text, hint: Text = "") -> Finding:
        return slip(rule, self.table.place(cell.row, cell.column), says, hint)


def _value(written: str, *, comma: bool) -> float | None:
    """The number; none where there is none, it is not finite, or too small to be told from 0."""
    if not NUMBER.fullmatch(written) or ("," in written and not comma):
        return None
    value = float(written.replace(",", "."))
    vanished = value == 0 and re.search("[1-9]", re.split("[eE]", written)[0])
    return None if vanished or not math.isfinite(value) else value


def _instead(cell: Filled) -> Text:
    """What to write instead of what is not a number."""
    if cell.text in NOTHING:
        return message("leave the cell blank for no influence")
    if cell.nothing:
        return message("leave the cell blank where nobody said, or write 0 for no influence")
    if _THOUSANDS.fullmatch(cell.written):
        whole, _, part = cell.written.partition(",")
        return message(
            "write {whole}{part}, or {whole}.{part} if the comma begins decimals", whole=whole, part=part
        )
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", cell.written):
        return message("write {listed}", listed=cell.written.replace(",", "."))
    if re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?\s*%", cell.written):
        return message("write all scores without the sign %: {number}", number=cell.written.rstrip("% "))
    if cell.text.isalpha() or cell.text.strip("+-−") == "":
        return message("if it stands for a score, add --words {text}=NUMBER", text=cell.text)
    return ""
