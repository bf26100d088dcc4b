"""A report becomes a Word document: headings by level, tables that hold every text unchanged."""

import time
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from realign.findings import CallError
from realign.render.docx import write_document
from realign.sheets import Cell, Column, Curve, Heat, Kind, Part, RenderOptions, Sheet
from realign.text import Wordings

NASTY = "=cmd|'/C calc'!A0 [/x] [resilience] :warning: 增加 \"x\" <b>&amp;"
COLUMNS = (
    Column("title", Wordings(en="Title", zh="标题")),
    Column("money", Wordings(en="Money", zh="金额"), Kind.MONEY),
    Column("share", "Share", Kind.SHARE),
)


def sheet(*rows: tuple[Cell, ...], chapter: bool = False) -> Sheet:
    return Sheet("s", Wordings(en="All of it", zh="全部"), COLUMNS, rows, ("a note",), chapter=chapter)


def reread(*parts: Part, language: str = "en") -> docx.document.Document:
    return docx.Document(BytesIO(write_document(parts, RenderOptions(language=language))))


def test_every_text_and_figure_is_in_its_cell() -> None:
    table = reread(sheet((NASTY, 12_000_000, 0.25), ("b", None, None))).tables[0]
    texts = [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in table.rows]
    assert texts == [["Title", "Money", "Share"], [NASTY, "12 000 000", "25 %"], ["b", "–", "–"]]


def test_figures_stand_at_the_right_and_the_heading_is_repeated() -> None:
    table = reread(sheet(("a", 5, 0.5))).tables[0]
    sides = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert sides == [None, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.RIGHT]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml


def test_chapters_are_headings_above_the_others_in_the_language_asked_for() -> None:
    paper = reread(sheet(chapter=True), sheet(), language="zh")
    named = [(one.text, one.style.name) for one in paper.paragraphs if one.style]
    assert [one for one in named if one[0] == "全部"] == [("全部", "Heading 1"), ("全部", "Heading 2")]


def test_a_table_fits_the_page_however_long_its_texts_are() -> None:
    paper = reread(sheet(("x" * 5_000, 1, 0.1), ("y z " * 500, 2, 0.2)))
    section = paper.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    twip = 635  # the file rounds lengths to a twentieth of a point
    assert sum(column.width or 0 for column in paper.tables[0].columns) <= room + 4 * twip
    assert min(column.width or 0 for column in paper.tables[0].columns) > 0


def test_pictures_are_told_in_numbers() -> None:
    heat = Heat("h", "Heat", ("a", "b"), ("a", "b"), ((None, 1.0), (-2.0, None)))
    curve = Curve("c", "Curve", COLUMNS[1], COLUMNS[2], ((0, 0.5),))
    tables = reread(heat, curve).tables
    assert [cell.text for cell in tables[0].rows[2].cells] == ["b", "-2.000", "–"]
    assert [cell.text for cell in tables[1].rows[1].cells] == ["0", "50\xa0%"]


def test_no_character_of_a_plan_can_break_the_file() -> None:
    bad = "a\x00b\x1b[31m\ufffe\uffff\ud800c\u2028d"
    assert "a" in reread(sheet((bad, 1, 0.0))).tables[0].rows[1].cells[0].text


def test_the_same_parts_give_the_same_bytes_and_no_author() -> None:
    parts = [sheet(("a", 1, 0.5), chapter=True)]
    assert write_document(parts, RenderOptions()) == write_document(parts, RenderOptions())
    about = reread(*parts).core_properties
    assert (about.author, about.comments, about.last_modified_by) == ("", "", "")


@pytest.mark.parametrize("year", [1970, 1979, 2108])
def test_a_clock_that_no_archive_can_hold_is_said(monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((year, 1, 1, 0, 0, 0, 0, 1, 0)))
    with pytest.raises(CallError, match="clock") as caught:
        reread(sheet())
    assert str(year) in caught.value.hint
