"""An answer as an Excel workbook: first what it says, then a tab for each part; text stays text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from realign import __version__
from realign.render.as_table import as_sheet
from realign.render.selection import chosen
from realign.render.workbook_tab import ILLEGAL, STYLES, Leaf, Tab
from realign.sheets import Answer, Bars, Column, Curve, Heat, Kind, Part, RenderOptions, Sheet
from realign.text import Text, message, say
from realign.views.terms import ended

_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
TAB = 31
"""Characters that the name of a tab can have; a longer title gives way to the name of its table."""
SHOWS = 90
"""Characters across of what a tab shows."""


def render(report: Answer, page: RenderOptions) -> bytes:
    """Write every part as a tab, after a tab of contents; the same answer gives the same bytes."""
    return write_workbook(chosen(report, page), page, contents=True)


def write_workbook(parts: Iterable[Part], page: RenderOptions, *, contents: bool = False) -> bytes:
    """Write `parts` as an `.xlsx` file, after a tab that lists them if `contents` is asked for.

    Codes are text, numbers are numbers, nothing is ever a formula. The same parts give
    the same bytes: the file holds no time and no author. Raises `CallError` for a table that is too large.
    """
    leaves = list(_leaves(parts))
    first = say(message("Contents"), page.language)
    titles = [_title(leaf.part, page) for leaf in leaves]
    names = list(_names([*([first] if contents else []), *titles]))
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _EPOCH})
        styles = {name: book.add_format(how) for name, how in STYLES.items()}
        if contents:
            _list_tabs(book.add_worksheet(names[0]), leaves, names[1:], styles, page)
            names = names[1:]
        for leaf, name in zip(leaves, names, strict=True):
            Tab(book.add_worksheet(name), styles, page).fill(leaf, name, book)
        if not names and not contents:
            book.add_worksheet("-")
    return stream.getvalue()


def _leaves(parts: Iterable[Part]) -> Iterator[Leaf]:
    """The parts that get a tab: a sheet that only opens a chapter gets none, unless it comes first."""
    chapter: Text = ""
    for number, part in enumerate(parts):
        if isinstance(part, Sheet) and part.chapter:
            chapter = part.title
            if number and not part.rows:
                continue
        match part:
            case Sheet():
                yield Leaf(part, part.columns, tuple(part.rows), chapter)
            case Heat():
                corner = Column("from", message("from \\ to"), Kind.CODE)
                columns = (corner, *(Column(code, code, Kind.NUMBER) for code in part.columns))
                rows = tuple((code, *values) for code, values in zip(part.rows, part.values, strict=True))
                yield Leaf(part, columns, rows, chapter)
            case Bars():
                told = as_sheet(part)
                yield Leaf(part, told.columns, tuple(told.rows), chapter)
            case Curve():
                yield Leaf(part, (part.x, part.y), part.points, chapter)


def _title(part: Part, page: RenderOptions) -> str:
    """The title of a part; where a tab has no room for it, its name, or in another language its beginning."""
    title = say(part.title, page.language)
    if 0 < len(title) <= TAB:
        return title
    if title and page.language != "en":
        start = title[: TAB - 1]
        blank = start.rfind(" ")
        return ended(start[:blank] if blank > TAB // 2 else start)
    return " ".join(dict.fromkeys(re.split("[-.]", part.name))).capitalize()


def _names(titles: Iterable[str]) -> Iterator[str]:
    """Names of tabs as Excel takes them: at most 31 characters, some of them not, none twice."""
    seen = {"history"}
    for title in titles:
        base = _tab(title)
        name, number = base, 2
        while name.casefold() in seen:
            name = f"{base[: 28 - len(str(number))].strip()} ({number})"
            number += 1
        seen.add(name.casefold())
        yield name


def _tab(title: str) -> str:
    """The part of a title that a tab can show."""
    return _NO_NAME.sub(" ", ILLEGAL.sub("", title)).strip(" '")[:TAB].strip(" '") or "Sheet"


def _list_tabs(
    sheet: Any, leaves: Sequence[Leaf], names: Sequence[str], styles: Mapping[str, Any], page: RenderOptions
) -> None:
    """What the answer says; what the tabs show, each with a way to it; what the figures come from."""
    tab = Tab(sheet, styles, page)
    wide = (TAB, SHOWS, 10)
    for at, characters in enumerate(wide):
        sheet.set_column(at, at, characters)
    at = 0
    for at, (text, style) in enumerate(_opening(leaves), 1):
        tab.across(at - 1, text, style, wide)
    at += 1 if at else 0
    heads = (message("Tab"), message("What it shows"), message("Rows"))
    looks = ("heading", "heading", "number heading")
    tab.row(at, [(say(head, page.language), look) for head, look in zip(heads, looks, strict=True)])
    at, chapter = at + 1, ""
    for leaf, name in zip(leaves, names, strict=True):
        opened = say(leaf.chapter, page.language)
        if opened != chapter:
            tab.row(at, [(opened, "chapter")])
            at, chapter = at + 1, opened
        target = name.replace("'", "''")
        sheet.write_url(at, 0, f"internal:'{target}'!A1", styles["link"], name)
        shows = say(leaf.part.title, page.language) or next(iter(leaf.part.notes), None)
        tab.row(at, [(None, "text"), (shows, "text"), (len(leaf.rows), "integer")], wide)
        at += 1
    sources = [f"{file}  SHA-256 {digest}" for file, digest in page.inputs.items()]
    said: list[Text] = [
        f"realign {__version__}",
        *([message("From these files:")] if sources else []),
        *sources,
    ]
    for number, note in enumerate(said, at + 1):
        tab.across(number, note, "note", wide)
    tab.set_for_print(say(leaves[0].part.title, page.language) if leaves else "")


def _opening(leaves: Sequence[Leaf]) -> Iterator[tuple[Text, str]]:
    """The answer in words: the title of its first part, and what is noted below it."""
    for leaf in leaves[:1]:
        yield leaf.part.title, "headline"
        for note in leaf.part.notes:
            yield note, "said"
