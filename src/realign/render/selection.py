"""From an answer to the parts of it that this page shows."""

from dataclasses import replace

from realign.findings import CallError
from realign.sheets import Answer, Column, Curve, Heat, Kind, Part, RenderOptions, Sheet
from realign.text import SEMICOLON, Typed, join, message, say
from realign.views import sheets

LINES = 34
"""Lines of a first screen, which leave one of 35 for the prompt."""
HELP = "help"
"""Asks for the names of the tables where none is called that."""
NONE = message("none")
"""What stands under a table without rows."""
MORE = "more"
"""The name of the part that says what to type for the rest."""


def chosen(report: Answer, page: RenderOptions) -> list[Part]:
    """What of an answer this page shows; see `chosen_of`."""
    return chosen_of(list(sheets(report)), page)


def chosen_of(parts: list[Part], page: RenderOptions) -> list[Part]:
    """All parts, without the details unless they are asked for; or the one that is named.

    What is left out is named below. Raises `CallError` for a name that the answer has not.
    """
    if page.sheet is not None:
        return _in_currency([_said(named(parts, page.sheet))], page)
    held = [(part.name, part.title) for part in parts if isinstance(part, Sheet | Heat) and part.detail]
    if page.details:
        return _in_currency([_said(part) for part in parts], page)
    names = {name for name, _ in held}
    shown = _in_currency([_said(part) for part in parts if part.name not in names], page)
    if not held:
        return shown
    more = Typed(
        message("more with --details: {names}", names=", ".join(name for name, _ in held)),
        join(dict.fromkeys(title for _, title in held), SEMICOLON),
    )
    return [*shown, Sheet(MORE, Typed("", message("Left out here")), (), (), (more,))]


def _said(part: Part) -> Part:
    """Without what this format does not say; a table without rows or notes says so, not a title alone."""
    if any(isinstance(note, Typed) and not note.say("en") for note in part.notes):
        part = replace(part, notes=tuple(note for note in part.notes if say(note, "en")))
    if isinstance(part, Sheet) and part.title and part.columns and not part.rows and not part.notes:
        return replace(part, notes=(NONE,))
    return part


def _in_currency(parts: list[Part], page: RenderOptions) -> list[Part]:
    """Say once, below the first part that holds money, what amounts are in and what was done to them."""
    place = next((number for number, part in enumerate(parts) if _holds_money(part)), None)
    unit = message("amounts in {currency}", currency=page.currency)
    notes = (*([unit] if page.currency else []), *page.money)
    if place is None or not notes:
        return parts
    first = parts[place]
    return [*parts[:place], replace(first, notes=(*notes, *first.notes)), *parts[place + 1 :]]


def _holds_money(part: Part) -> bool:
    """Whether a column with cells in it, or an axis, is money."""
    match part:
        case Sheet():
            columns = part.columns if part.rows else ()
        case Curve():
            columns = (part.x, part.y)
        case _:
            columns = ()
    return any(column.kind is Kind.MONEY for column in columns)


def _listed(parts: list[Part]) -> Sheet:
    """The tables of the answer by name."""
    columns = (Column("sheet", message("Table"), Kind.CODE), Column("title", message("Title")))
    rows = tuple((part.name, part.title) for part in parts)
    return Sheet(
        HELP,
        Typed(message("Tables of this answer, by --sheet NAME"), message("Tables of this answer")),
        columns,
        rows,
    )


def named(parts: list[Part], name: str | None) -> Part:
    """The part of that name, or the first; raises `CallError` that lists them."""
    for part in parts:
        if name is None or part.name == name:
            return part
    if name == HELP:
        return _listed(parts)
    known = join(part.name for part in parts)
    raise CallError(
        message("this answer has no table '{name}'", name=name or ""), message("it has: {known}", known=known)
    )
