"""An answer as one HTML page that runs nothing and loads nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from realign.questions.report import Paper
from realign.questions.what_if import WhatIf
from realign.render.as_table import as_sheet
from realign.render.cells import is_number, plain, shown
from realign.render.charts import drawn
from realign.render.logs import in_markup
from realign.render.page import page_of
from realign.render.selection import chosen
from realign.sheets import Answer, Cell, Column, Part, RenderOptions, Sheet
from realign.text import Text, say

_TEMPLATE = "tables.html.jinja"


@dataclass(frozen=True, slots=True)
class _Section:
    """A part as the template writes it; all of it is text, but for the picture."""

    name: str
    title: str
    heading: str
    picture: Markup | None
    heads: Sequence[tuple[str, bool]]
    """Of each column the heading, and whether it holds numbers."""
    rows: Sequence[Sequence[tuple[str, bool]]]
    notes: Sequence[str]
    tag: str


def render(report: Answer, page: RenderOptions) -> str:
    """Write every sheet as a table with its notes; pictures drawn, and as numbers. A report is a page."""
    what_if = report if isinstance(report, WhatIf) else None
    answer = what_if.answer if what_if else report
    plan = getattr(answer, "_plan", None)
    if isinstance(answer, Paper) and plan is not None and page.sheet is None:
        return page_of(answer, plan, page, what_if)
    parts = chosen(report, page)
    sections = [_section(part, page) for part in parts]
    text = _template().render(
        language=page.language,
        title=sections[0].title if sections else "realign",
        opening=sections[:1],
        chapters=list(_chapters(parts[1:], page)),
        rest=sections[1:],
    )
    return in_markup(text)


@cache
def _template() -> Template:
    """The page, which writes all that it is given as text unless it is marked as markup."""
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return found.get_template(_TEMPLATE)


def _chapters(parts: Sequence[Part], page: RenderOptions) -> Iterator[tuple[str, str]]:
    """Where each chapter begins; nothing for an answer without chapters."""
    for part in parts:
        if isinstance(part, Sheet) and part.chapter:
            yield part.name, _said(part.title, page)


def _section(part: Part, page: RenderOptions) -> _Section:
    """What the template needs of a part."""
    sheet = part if isinstance(part, Sheet) else as_sheet(part)
    right = [is_number(column) for column in sheet.columns]
    notes = [_said(note, page) for note in sheet.notes]
    if sheet.verbatim:
        notes = ["\n".join(notes)]
    return _Section(
        name=sheet.name,
        title=_said(sheet.title, page),
        heading="h1" if sheet.chapter else "h2",
        picture=None if isinstance(part, Sheet) else Markup(drawn(part, page)),  # noqa: S704 - escaped there
        heads=[
            (_said(column.title, page), number) for column, number in zip(sheet.columns, right, strict=True)
        ],
        rows=[_cells(row, sheet.columns, right, page) for row in sheet.rows],
        notes=notes,
        tag="pre" if sheet.verbatim else "p",
    )


def _cells(
    row: Sequence[Cell], columns: Sequence[Column], right: Sequence[bool], page: RenderOptions
) -> list[tuple[str, bool]]:
    """The cells of a row, and which of them hold numbers."""
    cells = zip(row, columns, right, strict=True)
    return [(shown(cell, column, page), number) for cell, column, number in cells]


def _said(text: Text, page: RenderOptions) -> str:
    """A text of the plan or of ours on one line."""
    return plain(say(text, page.language))
