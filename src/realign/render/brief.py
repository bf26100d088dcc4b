"""The first screen of an answer: what matters of its first tables, and what to type for the rest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from realign.render.cells import shown
from realign.render.screen import fits, on_screen, screen_lines
from realign.render.selection import LINES, MORE, NONE, chosen_of
from realign.sheets import Answer, Cell, Part, RenderOptions, Sheet
from realign.text import SEMICOLON, Text, join, message
from realign.views import sheets
from realign.views.naming import JUDGEMENTS

ROWS = 12
"""Rows of its tables together."""
COLUMNS = 5
"""Columns of each of its tables."""
_NOTES = 3
"""Notes below the first table."""
_FURTHER = 2
"""Notes below a further one, which make way for its rows."""
_FEWEST = 4
"""Rows for which a further table is begun."""
_ALIKE = 3
"""Rows from which a column that says the same in all of them becomes a sentence."""


def first_screen(report: Answer, page: RenderOptions) -> str:
    """The first tables of the answer in brief, and the line that says what to type for more."""
    made = list(sheets(report))
    told = list(_judged_once(part for part in chosen_of(made, page) if part.name != MORE))
    empty = [part for part in told[1:] if _is_empty(part) and part.notes in ((), (NONE,))]
    parts = [_without_none(part) for part in told if part not in empty]
    names = {part.name for part in empty}
    every = [part.name for part in made if part.name not in names]
    nothing = _nothing(empty)
    screen = _begun(parts, every, page, nothing)
    last = [one for one in (nothing, _more(screen, parts, every)) if one]
    return on_screen([*screen, *last], page)


def _without_none(part: Part) -> Part:
    """A table; where it has no rows, its title and notes say so."""
    if not isinstance(part, Sheet) or part.rows:
        return part
    return replace(part, columns=(), notes=tuple(note for note in part.notes if note != NONE))


def _is_empty(part: Part) -> bool:
    """Whether a table has no rows, or nothing in them but what they are called."""
    if not isinstance(part, Sheet) or not part.columns:
        return False
    return all(cell in (None, "", ()) for row in part.rows for cell in row[1:]) and (
        not part.rows or len(part.columns) > 1
    )


def _nothing(parts: Sequence[Part]) -> Sheet | None:
    """The tables that hold nothing, as one sentence."""
    if not parts:
        return None
    return Sheet(
        MORE,
        "",
        (),
        (),
        (message("nothing in: {names}", names=join((part.title for part in parts), SEMICOLON)),),
    )


def _judged_once(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts; that something is our judgement stands under the first table that rests on it."""
    said: set[Text] = set()
    for part in parts:
        yield replace(part, notes=tuple(note for note in part.notes if note not in said))
        said.update(note for note in part.notes if note in JUDGEMENTS.values())


def _begun(
    parts: Sequence[Part], every: Sequence[str], page: RenderOptions, nothing: Sheet | None
) -> list[Part]:
    """The first of the parts, as many as there is room for; behind a card only other cards."""
    screen: list[Part] = []
    rows = ROWS
    for part in parts:
        if screen and _is_card(screen[0]) and not _is_card(part):
            continue
        if screen and _waits(part, rows):
            break
        room = LINES if _is_card(part) else rows

        def end(found: Part, before: Sequence[Part] = tuple(screen)) -> list[Sheet]:
            """The last lines as they are at their longest, with none of the rows."""
            cut = replace(found, rows=()) if isinstance(found, Sheet) else found
            return [one for one in (nothing, _more([*before, cut], parts, every)) if one]

        found = _fitting(screen, part, room, end, page)
        if found is None:
            break
        screen.append(found)
        if _height(found) < _height(part):
            break
        rows -= _height(found)
    return screen


def _waits(part: Part, rows: int) -> bool:
    """Whether a further part opens a chapter, or has too few rows left to be begun."""
    if not isinstance(part, Sheet):
        return False
    return part.chapter or (not part.at_length and rows < min(_FEWEST, len(part.rows)))


def _height(part: Part) -> int:
    """Rows of a table; a picture takes all there are."""
    return len(part.rows) if isinstance(part, Sheet) else ROWS


def _is_card(part: Part) -> bool:
    """Whether it tells in brief all that follows it."""
    return isinstance(part, Sheet) and part.at_length


def _fitting(
    screen: Sequence[Part], part: Part, rows: int, end: Callable[[Part], list[Sheet]], page: RenderOptions
) -> Part | None:
    """A part with the notes and rows that there is room for; none where a further one has too little."""

    def fit(found: Part) -> bool:
        return _lines([*screen, found, *end(found)], page) <= LINES

    if not isinstance(part, Sheet):
        return part if fit(part) else None
    sheet = _narrow(part, rows, page)
    own = len(sheet.notes) - len(part.notes)
    most = (
        len(sheet.notes) if not sheet.rows else min(own + (_FURTHER if screen else _NOTES), len(sheet.notes))
    )
    fewest = max(1, min(_FEWEST, len(sheet.rows)))
    sizes = range(len(sheet.rows), fewest - 1, -1) if sheet.rows else range(1)
    tried = [(count, notes) for notes in range(most, min(own, most) - 1, -1) for count in sizes]
    for count, notes in sorted(tried, reverse=True) if screen else tried:
        found = replace(sheet, rows=sheet.rows[:count], notes=sheet.notes[:notes])
        if fit(found):
            return found
    return None if screen else replace(sheet, rows=sheet.rows[:1], notes=sheet.notes[:own])


def _narrow(sheet: Sheet, rows: int, page: RenderOptions) -> Sheet:
    """The first rows, and as many of the columns that the view names as stand side by side.

    A column that is empty, or the same in every row, is said in a sentence above the notes.
    """
    known = {column.name: place for place, column in enumerate(sheet.columns)}
    under = [known[name] for name in sheet.under if name in known]
    named = [known[name] for name in sheet.brief if name in known] or list(known.values())
    beside = [place for place in named if place not in under]
    same = [place for place in beside[1:] if _is_alike([row[place] for row in sheet.rows])]
    places = [place for place in beside if place not in same][:COLUMNS]
    told = tuple(_told(sheet, [place for place in beside[: COLUMNS + len(same)] if place in same], page))
    first = [sheet.rows[number] for number in sheet.order[:rows]] or sheet.rows[:rows]
    while True:
        found = _only(sheet, [*places, *under], first, (*told, *sheet.notes))
        if len(places) < 2 or fits(found, page):
            return found
        places.pop()


def _only(
    sheet: Sheet, places: Sequence[int], rows: Sequence[Sequence[Cell]], notes: tuple[Text, ...]
) -> Sheet:
    """The table with these columns and rows alone."""
    columns = tuple(sheet.columns[place] for place in places)
    cells = tuple(tuple(row[place] for place in places) for row in rows)
    return replace(sheet, columns=columns, rows=cells, notes=notes)


def _is_alike(cells: Sequence[Cell]) -> bool:
    """Whether a column tells no row from another."""
    if not cells:
        return False
    first = cells[0]
    few = len(cells) < _ALIKE and first not in (None, "", ())
    return not few and all(cell == first for cell in cells)


def _told(sheet: Sheet, places: Sequence[int], page: RenderOptions) -> Iterator[Text]:
    """What stands in every row of a column, or that nothing does."""
    empty = [sheet.columns[place].title for place in places if sheet.rows[0][place] in (None, "", ())]
    if empty:
        yield message("nothing in any row: {names}", names=join(empty))
    alike = [
        message(
            "{value} ({name})",
            value=shown(sheet.rows[0][place], sheet.columns[place], page),
            name=sheet.columns[place].title,
        )
        for place in places
        if sheet.rows[0][place] not in (None, "", ())
    ]
    if alike:
        yield message("the same in every row: {facts}", facts=join(alike))


def _lines(parts: Sequence[Part], page: RenderOptions) -> int:
    """Lines that the parts take on this page."""
    return sum(1 for _ in screen_lines(parts, replace(page, colour=False)))


def _more(screen: Sequence[Part], parts: Sequence[Part], every: Sequence[str]) -> Sheet | None:
    """How many rows of the last table are shown, and what to type for the rest; none where that is all."""
    known = {part.name: part for part in parts}
    pairs = [(one, known[one.name]) for one in screen]
    last, whole = pairs[-1]
    others = [name for name in every if name not in {part.name for part in screen}]
    cut = any(_is_cut(one, part) for one, part in pairs)
    notes: list[Text] = [*_judged(pairs)]
    if isinstance(last, Sheet) and isinstance(whole, Sheet) and len(last.rows) < len(whole.rows):
        notes.append(message("{shown} of {total} rows", shown=len(last.rows), total=len(whole.rows)))
    if cut or len(screen) < len(parts):
        notes.append(message("--wide shows every row, column and note"))
    if others:
        notes.append(message("--details every table; --sheet help names them"))
    if not notes:
        return None
    return Sheet(MORE, "", (), (), (join(notes, SEMICOLON),))


def _judged(pairs: Sequence[tuple[Part, Part]]) -> list[Text]:
    """What of the tables is our judgement, where the screen has no room for the notes that say it."""
    said = {note for shown_part, _ in pairs for note in shown_part.notes}
    own = [note for _, whole in pairs for note in whole.notes if note in JUDGEMENTS.values()]
    return [*dict.fromkeys(note for note in own if note not in said)]


def _is_cut(shown_part: Part, whole: Part) -> bool:
    """Whether something of a part is left out."""
    if not isinstance(shown_part, Sheet) or not isinstance(whole, Sheet):
        return False
    shorter = len(shown_part.rows) < len(whole.rows) or len(shown_part.columns) < len(whole.columns)
    return shorter or shown_part.notes[-1:] != whole.notes[-1:]
