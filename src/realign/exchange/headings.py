"""Which row of a sheet holds the headings, and which field each column is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from realign.checks.names import singular
from realign.exchange import rules as slips
from realign.exchange.heading_units import MONEY, holds_money, rate_of, unit_of
from realign.exchange.logframe_heads import header_rows
from realign.exchange.names import did_you_mean, first_of, shown
from realign.exchange.nouns import class_of, fields_of
from realign.exchange.tally import Tally
from realign.exchange.vocabulary import HEADINGS
from realign.exchange.workbook import Grid
from realign.loading.fields import needed_by
from realign.plan import KINDS
from realign.render.cells import cell_name
from realign.suggest import near
from realign.text import SEMICOLON, Text, join, message, plural

SEARCHED = 20
"""Rows among which the headings are sought."""
_ASKED = 12
"""Headings of a sheet for which a hint says what to add."""
_NO_WORD = re.compile(r"[^\w]+")
_LOGFRAME = frozenset(("baseline", "target", "milestone", "assumptions", "means of verification"))
_FIELD_OF = [(word, field) for field, words in HEADINGS.items() for word in words.split()]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column holds."""

    column: int
    field: str
    key: str = ""
    """The key inside the field, such as a year or a language."""
    unit: str = ""
    """The unit of the amounts below, where the heading says one: `thousand USD`."""

    @property
    def money(self) -> bool:
        """Whether amounts of money stand below."""
        return holds_money(self.field, self.key)


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a sheet."""

    columns: tuple[Heading, ...]
    row: int
    """Where they are named; 0 if nothing stands in the sheet."""
    last: int
    """The last row of headings; the records begin below."""

    def column(self, field: str) -> int:
        """The first column of a field; 0 if there is none."""
        return next((heading.column for heading in self.columns if heading.field == field), 0)


def headings(grid: Grid, kind: str, tally: Tally, renamed: Mapping[str, str]) -> Headings:
    """Find the headings of a sheet of `kind`; `renamed` are headings of the user's own -> the field meant."""
    fields = fields_of(kind)
    rows = list(grid.rows)[:SEARCHED]
    if not rows:
        return Headings((), 0, 0)
    names = {row: {column: _heading(grid, row, column) for column in grid.columns} for row in rows}
    known = {row: sum(bool(_field(name, fields, renamed)) for name in names[row].values()) for row in rows}
    likely = {row: len(_meanings([*filter(None, names[row].values())], kind, set())) for row in rows}
    row = max(rows, key=lambda number: (2 * known[number] + likely[number], -number))
    if known[row] < 1 and likely[row] <= 1:
        row = rows[0]
    if row != rows[0]:
        above = next(text for text in names[rows[0]].values() if text)
        says = message(
            "the headings are in row {row}; what stands above is left out, such as {above}",
            row=row,
            above=shown(above),
        )
        tally.say(slips.AS_READ, row, 1, says)
    below = _second(grid, row, names[row])
    if below:
        example = _first(grid, row, below)
        says = message(
            "the headings go on in row {row}: a part of a merged heading is read as “heading.{example}”",
            row=below,
            example=example,
        )
        tally.say(slips.AS_READ, below, 1, says)
    sheet = "" if grid.marks.plain else grid.name
    full = dict(_named(grid, row, below))
    return Headings(tuple(_columns(full, row, kind, tally, renamed, sheet)), row, below or row)


def _named(grid: Grid, row: int, below: int) -> Iterator[tuple[int, str]]:
    """Each column with its heading; those that have neither a heading nor anything below are none."""
    for column in grid.columns:
        name = _whole(grid, row, below, column)
        if name or any(number > (below or row) and grid.text(number, column) for number in grid.rows):
            yield column, name


def looks_like(grid: Grid) -> Text:
    """What a sheet of another name seems to hold, by its headings; empty if nobody can tell."""
    frames = header_rows(grid)
    for row in list(grid.rows)[:SEARCHED]:
        names = [name for column in grid.columns if (name := grid.text(row, column))]
        below = [grid.text(number, 1) for number in list(grid.rows) if number > row]
        if len(names) > 1 and names[-len(below) :] == below:
            return message("a matrix: realign import matrix")
        if row in frames or len(_LOGFRAME & {name.casefold().rstrip(" 0123456789") for name in names}) > 1:
            return message("a logframe: realign import logframe")
        best = fitting_kind(names)
        if best:
            return message("{best} (its columns: {names})", best=best, names=join(names[:6]))
    return ""


def _heading(grid: Grid, row: int, column: int) -> str:
    """A heading on one line, without what cannot be seen and the star of what is needed."""
    seen = "".join(sign for sign in grid.text(row, column) if sign.isprintable() or sign.isspace())
    return " ".join(seen.split()).strip("*: ")


def likely_kind(grid: Grid) -> str:
    """The kind of records that a sheet of another name seems to hold, by its headings; empty for none."""
    rows = list(grid.rows)[:SEARCHED]
    found = (
        fitting_kind([name for column in grid.columns if (name := grid.text(row, column))]) for row in rows
    )
    return next(filter(None, found), "")


def fitting_kind(names: list[str]) -> str:
    """The kind whose fields a row of headings names, or means, best; empty for none."""
    fits = {}
    for kind in KINDS:
        fields = fields_of(kind)
        found = {_field(name, fields, {}) or _meant(name, fields, set()) for name in names} - {""}
        own = any(name.strip().casefold() == f"{singular(kind)}" for name in names)
        fits[kind] = len(found) + 2 * own if kind != "links" or {"from", "to"} <= found else 0
    best = max(fits, key=lambda kind: fits[kind])
    return best if fits[best] >= max(2, len(names) // 2) else ""


def _field(name: str, fields: Mapping[str, object], renamed: Mapping[str, str]) -> str:
    """The field that a heading names; empty if it names none."""
    name = renamed.get(name.casefold(), name)
    field = name.partition(".")[0].strip().casefold().replace(" ", "_")
    if field in fields or name.casefold().startswith("x-"):
        return field
    bare = _bare(name).casefold()
    return bare if bare != field and bare in MONEY and bare in fields and unit_of(name) else ""


def _bare(name: str) -> str:
    """A heading without what stands in brackets at its end."""
    return re.sub(r"[(（\[][^()（）\[\]]*[)）\]]\s*$", "", name).strip()


def _second(grid: Grid, row: int, names: Mapping[int, str]) -> int:
    """The row below, if it only divides headings that are merged across columns; else 0."""
    wide = {
        column
        for top, left, bottom, right in grid.marks.merged
        if top == bottom == row and right > left and names.get(left)
        for column in range(left, min(right, left + 1_000) + 1)
    }
    texts = {column: _heading(grid, row + 1, column) for column in grid.columns}
    alone = {column for column, text in texts.items() if text and text != names.get(column)}
    return row + 1 if alone and alone <= wide else 0


def _first(grid: Grid, row: int, below: int) -> str:
    """An example of what stands in the second row of headings."""
    return next(
        text
        for column in grid.columns
        if (text := grid.text(below, column)) and text != grid.text(row, column)
    )


def _whole(grid: Grid, row: int, below: int, column: int) -> str:
    """The heading of a column, over both rows."""
    top = _heading(grid, row, column)
    if not below:
        return top
    for above, left, bottom, right in grid.marks.merged:
        if above == bottom == row and left <= column <= right:
            top = _heading(grid, row, left)
    part = _heading(grid, below, column)
    return f"{top}.{part}" if part and part != top else top


def _columns(
    names: Mapping[int, str], row: int, kind: str, tally: Tally, renamed: Mapping[str, str], sheet: str
) -> Iterator[Heading]:
    """What each column holds; what has no meaning is said once for the sheet."""
    fields = fields_of(kind)
    seen: dict[tuple[str, str], int] = {}
    unknown: dict[int, str] = {}
    for column, heading in names.items():
        name = _renamed(heading, renamed)
        field = _field(name, fields, {})
        if not field:
            unknown[column] = heading
            continue
        own = field not in fields
        key = "" if own or "." not in _bare(name) else name.partition(".")[2].strip()
        same = (field, key.casefold())
        if same in seen:
            says = message(
                "a second column is called {heading}; the first is {cell}",
                heading=shown(heading),
                cell=cell_name(row, seen[same] - 1),
            )
            tally.say(slips.UNKNOWN_COLUMN, row, column, says, message("rename one of the two, or delete it"))
            continue
        seen[same] = column
        unit = rate_of(heading) or unit_of(heading) if holds_money(field, key) else ""
        yield Heading(column, name if own else field, key, unit)
    blank = [column for column, name in unknown.items() if not name]
    named = {column: name for column, name in unknown.items() if name}
    if blank:
        columns = join(cell_name(row, column - 1).rstrip("0123456789") for column in blank[:5])
        what = plural(
            "column {columns} has no heading",
            "columns {columns} have no heading",
            len(blank),
            columns=columns,
        )
        tally.say(
            slips.UNKNOWN_COLUMN, row, blank[0], what, message("the fields are {fields}", fields=join(fields))
        )
    if named:
        _unknown(named, row, kind, tally, {field for field, _ in seen}, sheet)


def _renamed(heading: str, renamed: Mapping[str, str]) -> str:
    """What the user calls a heading, or its first part where it goes on in a second row."""
    first, point, rest = heading.partition(".")
    whole = renamed.get(heading.casefold())
    return whole or f"{renamed.get(first.strip().casefold(), first)}{point}{rest}"


def _unknown(
    named: Mapping[int, str], row: int, kind: str, tally: Tally, taken: set[str], sheet: str
) -> None:
    """Say once which headings name no field, and what they may mean."""
    fields = fields_of(kind)
    every = list(named.values())
    meant = _meanings(every, kind, taken)
    says = plural(
        "{what} is no field of {kind}",
        "{what} are no fields of {kind}",
        len(every),
        what=first_of(every),
        kind=kind,
    )
    hint: Text
    if meant:
        pairs = join((did_you_mean(name, field) for name, field in list(meant.items())[:8]), SEMICOLON)
        scope = f"{sheet}!" if sheet else ""
        own = {name: f"x-{re.sub(_NO_WORD, '-', name.casefold()).strip('-')}" for name in every}
        every_map = list({**meant, **{name: own[name] for name in every if name not in meant}}.items())
        asked = " ".join(f'--map "{scope}{name}={field}"' for name, field in every_map[:_ASKED])
        also = message("rename the columns, or add {asked}", asked=asked)
        hint = join((pairs, also), SEMICOLON)
    else:
        hint = message("the fields are {fields}; a column of your own begins with x-", fields=join(fields))
    there = {*taken, *meant.values()}
    titled = {"title"} if "id" in there else set()  # a sheet without titles has its ids as titles
    needed = needed_by(class_of(kind)) - there - titled
    if needed:
        lacking = join(field for field in fields if field in needed)
        hint = join((hint, message("each of {kind} needs {lacking}", kind=kind, lacking=lacking)), SEMICOLON)
    tally.say(slips.UNKNOWN_COLUMN, row, min(named), says, hint)


def _meanings(names: Sequence[str], kind: str, taken: set[str]) -> dict[str, str]:
    """Heading -> the field that it probably means, each field once and none of those that are taken."""
    fields = fields_of(kind)
    meant: dict[str, str] = {}
    for name in names:
        own = name.strip().casefold() == f"{singular(kind)}" and "title" in fields
        bare = re.sub(rf"^{singular(kind)}[\s_]+", "", name.strip(), flags=re.IGNORECASE)
        field = _meant(bare, fields, {*taken, *meant.values()}) or ("title" if own else "")
        if field:
            meant[name] = field
    return meant


def _meant(name: str, fields: Mapping[str, object], taken: set[str]) -> str:
    """The field that a heading probably means, among those that no column has yet."""
    folded = _bare(name).casefold().replace(" ", "_")
    free = [field for field in fields if field not in taken]
    for word, field in _FIELD_OF:
        if folded == word and field in free:
            return field
    return near(folded, free) or ""
