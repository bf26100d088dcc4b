"""An empty workbook to fill in: a sheet for each kind of records, drop-downs, an explanation of fields."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from realign.exchange.heading_units import holds_money
from realign.exchange.nouns import class_of, fields_of, is_list, named_fields, record_of, ways
from realign.exchange.sheet_names import EXPLAINED
from realign.loading.fields import doc_in_words, needed_by
from realign.plan.uses import USES
from realign.text import Capitalised, Text, join, message, say

OFFERED = (
    "plan",
    "domains",
    "outcomes",
    "lenses",
    "links",
    "funds",
    "deliverables",
    "activities",
    "indicators",
)
"""Kinds of records that have a sheet."""
_EPOCH = datetime(2021, 1, 1, tzinfo=UTC)
"""The same bytes every time."""
_ROWS = 1000
"""Rows with drop-downs."""
_LONGEST = 250
"""Characters of what Excel shows beside a cell."""


def blank_workbook(language: str = "en") -> bytes:
    """The workbook; names of sheets and fields are those that the import knows, all else is in `language`."""
    import xlsxwriter

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _EPOCH})
        styles = {
            "head": book.add_format({"bold": True, "bg_color": "#DDDDDD", "border": 1}),
            "needed": book.add_format({"bold": True, "bg_color": "#FFE699", "border": 1}),
            "code": book.add_format({"num_format": "@"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for kind in OFFERED:
            _sheet(book.add_worksheet(kind.capitalize()), kind, styles, language)
        _explain(book.add_worksheet(EXPLAINED), styles, language)
    return stream.getvalue()


def _sheet(sheet: Any, kind: str, styles: Mapping[str, Any], language: str) -> None:
    """One kind: a heading for each field that one cell can hold, and what its cells take."""
    sheet.freeze_panes(1, 1)
    needed = needed_by(class_of(kind))
    columns = [(field, declared) for field, declared in fields_of(kind).items() if _fits_a_cell(declared)]
    for at, (field, declared) in enumerate(columns):
        sheet.write_string(0, at, field, styles["needed" if field in needed else "head"])
        text = _is_text(declared)
        sheet.set_column(
            at, at, 30 if field in ("title", "says", "note") else 14, styles["code"] if text else None
        )
        says = say(Capitalised(doc_in_words(class_of(kind), field)), language)
        told = f"{says}. {say(Capitalised(_takes(kind, field, declared)), language)}."
        sheet.data_validation(1, at, _ROWS, at, _choice(kind, field, declared, told))


def _choice(kind: str, field: str, declared: Any, told: str) -> dict[str, Any]:
    """What a cell offers: the words of a choice, yes and no, ids of another sheet; and what it says."""
    shown = {"input_title": field[:32], "input_message": told[:_LONGEST], "ignore_blank": True}
    words = _words(declared)
    if words and not is_list(declared):
        return {"validate": "list", "source": words, **shown}
    if words:
        return {"validate": "list", "source": words, "show_error": False, **shown}
    other = _named(kind, field)
    if other:
        # several ids in a cell are no entry of the list, and yet right
        source = f"={other.capitalize()}!$A$2:$A${_ROWS + 1}"
        return {"validate": "list", "source": source, "show_error": False, **shown}
    return {"validate": "any", **shown}


def _words(declared: Any) -> list[str]:
    """The words that a field takes; empty where any text does."""
    if bool in ways(declared):
        return ["yes", "no"]
    parts = (part for way in ways(declared) for part in ways(way))
    return next((list(get_args(part)) for part in parts if get_origin(part) is Literal), [])


def _named(kind: str, field: str) -> str:
    """The kind that has a sheet and whose ids a field names; empty where it names none."""
    for other, users in USES.items():
        if field in (name.rstrip("_") for name in users.get(kind, ())):
            found = "deliverables" if other == "fundables" else other
            return found if found in OFFERED else ""
    return ""


def _fits_a_cell(declared: Any) -> bool:
    """Whether one cell can hold the field; others have a column for each year, language or part."""
    alone = [way for way in _options(declared) if get_origin(way) is not dict and record_of(way) is None]
    return bool(alone) and not (is_list(declared) and record_of(declared))


def _options(declared: Any) -> list[Any]:
    """The alternatives of a field, but for none."""
    options = get_args(declared) if get_origin(declared) in (Union, UnionType) else (declared,)
    return [way for way in options if way is not NoneType]


def _is_text(declared: Any) -> bool:
    """Whether a spreadsheet must keep what is typed as it is: `1.10` is a code."""
    return str in ways(declared) or is_list(declared)


def _takes(kind: str, field: str, declared: Any) -> Text:
    """How a value is written in a workbook."""
    words, inner = _words(declared), record_of(declared)
    if words:
        return message("one of {words}", words=join(words))
    if inner:
        return _takes_parts(field, declared, named_fields(inner))
    if other := _named(kind, field):
        sheet = other.capitalize()
        if is_list(declared):
            return message("ids of the sheet {sheet}, divided by semicolons", sheet=sheet)
        return message("an id of the sheet {sheet}", sheet=sheet)
    if is_list(declared):
        return message("several are divided by semicolons")
    if holds_money(field, "") and not _keys(declared):
        return message("an amount of money such as 12m or 12 000 000")
    return _takes_plain(field, declared)


def _takes_parts(field: str, declared: Any, parts: Mapping[str, Any]) -> Text:
    """How a record inside a record is written: a column for each of its fields."""
    columns = join(f"{field}.{'NAME.' if is_list(declared) else ''}{name}" for name in parts)
    if _fits_a_cell(declared):
        return message("one value, or a column for each part: {parts}", parts=columns)
    return message("a column for each part: {parts}", parts=columns)


def _takes_plain(field: str, declared: Any) -> Text:
    """How a text, a number, or one for each language, year or name is written."""
    keys = _keys(declared)
    if int in keys and _fits_a_cell(declared):
        return message("a number, or a column for each year: {example}", example=f"{field}.2025")
    if int in keys:
        return message("a column for each year: {example}", example=f"{field}.2025")
    if keys and _fits_a_cell(declared):
        return message("a text; other languages in columns of their own: {example}", example=f"{field}.fr")
    if keys:
        return message("a column for each name: {example}", example=f"{field}.NAME")
    return message("a number") if {int, float} & {*ways(declared)} else message("a text")


def _keys(declared: Any) -> set[Any]:
    """What stands before the values of a field that has several: years, or texts."""
    return {get_args(way)[0] for way in ways(declared) if get_origin(way) is dict}


def _explain(sheet: Any, styles: Mapping[str, Any], language: str) -> None:
    """Every field of every sheet: what it is, how it is written, whether it is needed."""
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 3, 60, styles["wrap"])
    sheet.set_column(4, 4, 10)
    lines: tuple[Text, ...] = (
        message("One row is one record. Fill in the sheets that you need and leave the others empty."),
        message("Columns may be left out, moved or added; a column of your own begins with x-."),
        message("Then: realign init DIR --from this file; or realign import this file --to DIR."),
    )
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, say(line, language))
    heads = (
        message("Sheet"),
        message("Field"),
        message("What it is"),
        message("How it is written"),
        message("Needed"),
    )
    first = len(lines) + 1
    for at, head in enumerate(heads):
        sheet.write_string(first, at, say(head, language), styles["head"])
    row = first
    for kind in OFFERED:
        needed = needed_by(class_of(kind))
        for field, declared in fields_of(kind).items():
            row += 1
            doc = say(Capitalised(doc_in_words(class_of(kind), field)), language)
            cells = (kind.capitalize(), field, doc, say(_takes(kind, field, declared), language))
            for at, text in enumerate(cells):
                sheet.write_string(row, at, text)
            if field in needed:
                sheet.write_string(row, len(cells), say(message("yes"), language))
    sheet.autofilter(first, 0, row, len(heads) - 1)
