"""An answer as a Word document: headings, paragraphs and tables that can be edited on."""

import time
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table

from realign.findings import CallError
from realign.render.as_table import as_sheet
from realign.render.cells import plain
from realign.render.charts import drawn, says_all, told
from realign.render.column_widths import crowding
from realign.render.house_style import opened
from realign.render.paper_table import on_paper, printed, without_empty
from realign.render.raster import png
from realign.render.selection import chosen
from realign.render.upright import stands_upright
from realign.sheets import Answer, Part, RenderOptions, Sheet
from realign.text import message, say

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_SMALL, _SMALLEST = 8, 6
"""Points of the letters in a table, and of one with many columns."""
_BODY, _APART, _ABOVE, _AFTER, _TIGHT = Pt(9.5), Pt(3), Pt(9), Pt(3), Pt(1)
_INDENT = Mm(4)
_LINE, _IN_TABLE = Pt(12), 1.2
"""Between lines of an upright paper; in its tables so many times the size of the letters."""
_CHAPTER = "chapter"
"""How the names of chapters begin that are led to."""
_FONT, _EAST_ASIAN = "Arial", "Microsoft YaHei"
_REGIONS = {"en": "en-GB", "fr": "fr-FR", "zh": "zh-CN"}
"""What Word calls the languages."""
_PICTURE = 200
"""Millimetres of a picture, at most; a page lying down has room for its heading, too."""
_UPRIGHT, _MARGIN, _WIDE, _HIGH = 18, 20, 297, 210
"""A4 lying down, in millimetres, and the margins of both."""


def render(report: Answer, page: RenderOptions) -> bytes:
    """Write every part under its heading; the same answer gives the same bytes."""
    return write_document(chosen(report, page), page, upright=stands_upright(report))


def write_document(parts: Iterable[Part], page: RenderOptions, *, upright: bool = False) -> bytes:
    """Write `parts` as a `.docx` file, A4 `upright` or lying down, or on the page of the house's template.

    Pictures stand above their numbers where they can be drawn (extra `pdf`). The same parts give the same
    bytes: the file holds no time and no author. Raises `CallError` for a template that is no Word document.
    """
    if not 1980 <= time.localtime().tm_year <= 2107:  # what the archive that a document is can hold
        raise CallError(
            message("the clock of this machine is wrong, so no Word document can be written"),
            message("set it; it says {year}", year=time.localtime().tm_year),
        )
    paper = Document() if page.template is None else opened(page.template)
    if page.template is None:
        _lay_out(paper, upright=upright)
    every = list(parts)
    _say_what_it_is(paper, every, page.language)
    across = _across(paper)
    for number, part in enumerate(every):
        sheet = part if isinstance(part, Sheet) else as_sheet(part)
        _head(paper, sheet, page, number)
        picture = b"" if isinstance(part, Sheet) else png(drawn(part, page))
        if picture and not isinstance(part, Sheet):
            _show(paper, picture, told(part, page), across)
            sheet = replace(sheet, rows=()) if says_all(part) else sheet
        _add(paper, without_empty(sheet), page, across, whole=upright)
        if number == 0 and sheet.chapter and not upright:
            _list_chapters(paper, every, page)
    stream = BytesIO()
    paper.save(stream)
    return _timeless(stream)


def _lay_out(paper: Paper, *, upright: bool) -> None:
    """A4, lying down where tables are wide."""
    section = paper.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    high, wide = (_WIDE, _HIGH) if upright else (_HIGH, _WIDE)
    section.page_width, section.page_height = Mm(wide), Mm(high)
    margin = Mm(_UPRIGHT if upright else _MARGIN)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    for name in ("Normal", "Heading 1", "Heading 2"):
        _set_font(paper.styles[name])
    if upright:
        normal, heading = paper.styles["Normal"], paper.styles["Heading 2"]
        normal.font.size, normal.paragraph_format.space_after = _BODY, _APART
        normal.paragraph_format.line_spacing = _LINE  # else Chinese letters set lines further apart
        heading.font.size, heading.paragraph_format.space_before = Pt(12), _ABOVE
        heading.paragraph_format.space_after = _AFTER
        paper.styles["Heading 1"].paragraph_format.space_before = Pt(0)
        for level in (1, 2):
            paper.styles[f"Heading {level}"].paragraph_format.line_spacing = 1.0
    _number_pages(section)


def _set_font(style: Any) -> None:
    """A font that is as wide on every machine, and one for Chinese beside it."""
    style.font.name = _FONT
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), _FONT)
    fonts.set(qn("w:eastAsia"), _EAST_ASIAN)


def _say_what_it_is(paper: Paper, parts: Iterable[Part], language: str) -> None:
    """Title and language, which a screen reader says first; no author and no date."""
    about = paper.core_properties
    titles = (plain(say(part.title, language)) for part in parts)
    about.title, about.language = next(filter(None, titles), "realign")[:255], language
    about.author = about.comments = ""
    about.created = about.modified = _EPOCH.replace(tzinfo=None)
    for said in paper.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), _REGIONS[language])
        said.set(qn("w:eastAsia"), _REGIONS["zh"])


def _across(paper: Paper) -> float:
    """Millimetres between the margins."""
    section = paper.sections[-1]
    sides = (section.page_width, section.left_margin, section.right_margin)
    wide, left, right = (side.mm if side is not None else 0.0 for side in sides)
    return wide - left - right if wide > left + right else float(_WIDE - 2 * _MARGIN)


def _list_chapters(paper: Paper, parts: Sequence[Part], page: RenderOptions) -> None:
    """What comes after the opening, a line each that leads to it."""
    for number, part in enumerate(parts):
        if number and isinstance(part, Sheet) and part.chapter:
            paragraph = paper.add_paragraph(style=_style(paper, "List Bullet"))
            way = OxmlElement("w:hyperlink")
            way.set(qn("w:anchor"), f"{_CHAPTER}{number}")
            way.append(paragraph.add_run(plain(say(part.title, page.language)))._r)  # noqa: SLF001
            paragraph._p.append(way)  # noqa: SLF001 - no other way


def _mark(paragraph: Any, number: int) -> None:
    """Let a heading be led to by its number."""
    for kind in ("Start", "End"):
        mark = OxmlElement(f"w:bookmark{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "Start":
            mark.set(qn("w:name"), f"{_CHAPTER}{number}")
        paragraph._p.append(mark)  # noqa: SLF001 - no other way


def _style(paper: Paper, *names: str) -> str | None:
    """The first of these styles that the document has; else its usual one."""
    there = {style.name for style in paper.styles}
    return next((name for name in names if name in there), None)


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


def _head(paper: Paper, sheet: Sheet, page: RenderOptions, number: int) -> None:
    """A heading, if the part has a title; that of a chapter is led to by its number."""
    if sheet.title:
        level = 1 if sheet.chapter else 2
        style = _style(paper, f"Heading {level}", f"heading {level}")
        heading = paper.add_paragraph(printed(sheet.title, page), style=style)
        if sheet.chapter:
            _mark(heading, number)


def _add(paper: Paper, sheet: Sheet, page: RenderOptions, across: float, *, whole: bool) -> None:
    """A table, `whole` on one page, and its notes."""
    if sheet.rows:
        _add_table(paper, sheet, page, across, whole=whole)
    for number, note in enumerate(sheet.notes):
        paragraph = paper.add_paragraph(printed(note, page))
        if sheet.rows and not number:
            paragraph.paragraph_format.space_before = _APART


def _show(paper: Paper, picture: bytes, says: str, across: float) -> None:
    """A picture across the page, with its words for those who cannot see it."""
    paper.add_picture(BytesIO(picture), width=Mm(min(across, _PICTURE)))
    paper.paragraphs[-1].paragraph_format.line_spacing = 1.0
    paper.inline_shapes[-1]._inline.docPr.set("descr", says)  # noqa: SLF001 - no other way


def _add_table(paper: Paper, sheet: Sheet, page: RenderOptions, across: float, *, whole: bool) -> None:
    """A table whose first row is repeated on every page; long texts stand below their row."""
    told = on_paper(sheet, page, across)
    table = paper.add_table(rows=len(told.grid) + sum(map(bool, told.below)), cols=len(told.right))
    style = _style(paper, "Light Grid Accent 1", "Table Grid", "Grid Table 1 Light")
    if page.template and style:
        table.style = style
    size = Pt(max(_SMALL * crowding(told.grid, across), _SMALLEST))
    table.autofit = False
    for column, room in zip(table.columns, told.wide, strict=True):
        column.width = Mm(room)
    rows = iter(table.rows)
    for number, (texts, below) in enumerate(zip(told.grid, ["", *told.below], strict=True)):
        last = number == len(sheet.rows)
        for text, cell, is_right, room in zip(texts, next(rows).cells, told.right, told.wide, strict=True):
            cell.width = Mm(room)
            paragraph = _write(cell, text, size, tight=whole, kept=bool(below) or (whole and not last))
            if is_right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if below:
            row = next(rows)
            first, *others = row._tr.tc_lst  # noqa: SLF001 - merging cell by cell takes long
            first.grid_span = len(told.right)
            for cell in others:
                row._tr.remove(cell)  # noqa: SLF001
            _without_line_above(first)
            paragraph = _write(row.cells[0], below, size, tight=whole, kept=whole and not last)
            paragraph.paragraph_format.left_indent = _INDENT
    if not page.template:
        _rule(table)
    _repeat_heading(table)


def _write(cell: Any, text: str, size: Pt, *, tight: bool, kept: bool) -> Any:
    """The paragraph of a cell, `kept` on the page of the next one."""
    paragraph = cell.paragraphs[0]
    paragraph.add_run(text).font.size = size
    paragraph.paragraph_format.space_after = _TIGHT
    if tight:
        paragraph.paragraph_format.line_spacing = Pt(_IN_TABLE * size.pt)
    if kept:
        paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _without_line_above(cell: Any) -> None:
    """Let what stands below a row look like a part of it."""
    borders = OxmlElement("w:tcBorders")
    top = OxmlElement("w:top")
    top.set(qn("w:val"), "nil")
    borders.append(top)
    cell.get_or_add_tcPr().append(borders)


def _rule(table: Table) -> None:
    """Our own looks: a tinted head, a fine line below each row, no row on two pages."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "B8C4CF")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - no other way
    for cell in table.rows[0].cells:
        tint = OxmlElement("w:shd")
        tint.set(qn("w:val"), "clear")
        tint.set(qn("w:fill"), "E7EEF5")
        cell._tc.get_or_add_tcPr().append(tint)  # noqa: SLF001 - no other way
        for run in cell.paragraphs[0].runs:
            run.bold = True
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no other way


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
