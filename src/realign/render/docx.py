"""An answer as a Word document: headings, paragraphs and tables that can be edited on."""

import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table

from realign.render.as_table import as_sheet
from realign.render.cells import is_number, plain, shown, width
from realign.render.selection import chosen
from realign.sheets import Answer, Cell, Column, Part, RenderOptions, Sheet
from realign.text import say

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_SMALL = Pt(8)
_GLUE = "\N{NO-BREAK SPACE}"
_MARGIN, _WIDE, _HIGH = 20, 297, 210
"""A4 lying down, in millimetres."""
_ACROSS = _WIDE - 2 * _MARGIN
_PADDING, _CHARACTER = 4.5, 1.9
"""Millimetres beside the text of a cell, and of a character."""
_WORD, _LONG = 16, 160
"""A word, or a text, of more characters than these gets no more room."""


def render(report: Answer, page: RenderOptions) -> bytes:
    """Write every part under its heading; the same answer gives the same bytes."""
    return write_document(chosen(report, page), page)


def write_document(parts: Iterable[Part], page: RenderOptions) -> bytes:
    """Write `parts` as a `.docx` file, A4 lying down; pictures are told in numbers.

    The same parts give the same bytes: the file holds no time and no author.
    """
    paper = Document()
    _lay_out(paper)
    sheets = [part if isinstance(part, Sheet) else as_sheet(part) for part in parts]
    for number, sheet in enumerate(sheets):
        _add(paper, sheet, page)
        if number == 0 and sheet.chapter:
            _list_chapters(paper, sheets[1:], page)
    stream = BytesIO()
    paper.save(stream)
    return _timeless(stream)


def _lay_out(paper: Paper) -> None:
    """A4 lying down, since tables are wide; no author and no date."""
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_WIDE), Mm(_HIGH)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    _number_pages(section)
    about = paper.core_properties
    about.author = about.comments = ""
    about.created = about.modified = _EPOCH.replace(tzinfo=None)


def _list_chapters(paper: Paper, sheets: Iterable[Sheet], page: RenderOptions) -> None:
    """What comes after the opening, a line each."""
    for sheet in sheets:
        if sheet.chapter:
            paper.add_paragraph(plain(say(sheet.title, page.language)), style="List Bullet")


def _number_pages(section: Section) -> None:
    """The number of the page at the foot of each."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        paragraph.add_run()._r.append(element)  # noqa: SLF001 - no other way


def _add(paper: Paper, sheet: Sheet, page: RenderOptions) -> None:
    """A heading, a table and its notes."""
    if sheet.title:
        paper.add_heading(plain(say(sheet.title, page.language)), 1 if sheet.chapter else 2)
    if sheet.rows:
        _add_table(paper, sheet, page)
    for note in sheet.notes:
        paper.add_paragraph(plain(say(note, page.language)))


def _add_table(paper: Paper, sheet: Sheet, page: RenderOptions) -> None:
    """A table whose first row is repeated on every page."""
    table = paper.add_table(rows=1 + len(sheet.rows), cols=len(sheet.columns), style="Light Grid Accent 1")
    grid = [[plain(say(column.title, page.language)) for column in sheet.columns]]
    grid += [
        [_unbroken(cell, column, page) for cell, column in zip(row, sheet.columns, strict=True)]
        for row in sheet.rows
    ]
    table.autofit = False
    right, wide = [is_number(column) for column in sheet.columns], _widths(grid)
    for column, room in zip(table.columns, wide, strict=True):
        column.width = Mm(room)
    for texts, row in zip(grid, table.rows, strict=True):
        for text, cell, is_right, room in zip(texts, row.cells, right, wide, strict=True):
            cell.width = Mm(room)
            paragraph = cell.paragraphs[0]
            paragraph.add_run(text).font.size = _SMALL
            if is_right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _repeat_heading(table)


def _unbroken(cell: Cell, column: Column, page: RenderOptions) -> str:
    """The cell as people read it; no line may break a figure."""
    text = shown(cell, column, page)
    return text.replace(" ", _GLUE) if is_number(column) else text


def _widths(grid: list[list[str]]) -> list[float]:
    """How wide each column is, in millimetres: room for its longest word, and what is left by length."""
    needs, wants = [], []
    for texts in zip(*grid, strict=True):
        word = max(width(word) for text in texts for word in text.split(" "))
        needs.append(_PADDING + _CHARACTER * min(word, _WORD))
        wants.append(_PADDING + _CHARACTER * min(max(map(width, texts)), _LONG))
    spare = max(_ACROSS - sum(needs), 0.0)
    more = [want - need for want, need in zip(wants, needs, strict=True)]
    wide = [need + spare * extra / (sum(more) or 1) for need, extra in zip(needs, more, strict=True)]
    return [one * min(1.0, _ACROSS / sum(wide)) for one in wide]


def _repeat_heading(table: Table) -> None:
    """Let the first row stand on top of every page that the table reaches."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no other way


def _timeless(stream: BytesIO) -> bytes:
    """The same archive with every entry at the first day that a zip file knows."""
    packed = BytesIO()
    with zipfile.ZipFile(stream) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, given.read(name))
    return packed.getvalue()
