"""The board's paper as it is opened: PDF by a reader of PDF, Word by python-docx, both by people's eyes before."""

import re
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from realign import loading
from realign.findings import CallError
from realign.plan import Plan
from realign.questions.briefing import briefing
from realign.render import Format, pdf
from realign.render.docx import write_document
from realign.render.upright import stands_upright
from realign.sheets import Bars, Column, Part, RenderOptions, Sheet
from realign.views import sheets

ROOT = Path(__file__).parents[2]
HOSTILE = '</script> #import "x" $x$ *b* <!-- ]]> =cmd|\u202e \x07 \\u{41} @a <b>'


@pytest.fixture(scope="module")
def shipped() -> Plan:
    plan = loading.load(ROOT / "data").plan
    assert plan is not None
    return plan


def plain_text(document: bytes) -> str:
    """The texts of a PDF as its characters map back to Unicode, for all that is not drawn as outlines."""
    return " ".join(
        zlib.decompressobj().decompress(found).decode("latin-1", "replace")
        for found in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL)
        if found[:1] == b"x"
    )


def small(title: str = "A title") -> list[Part]:
    columns = (Column("what", "What"), Column("id", "Id"))
    return [
        Sheet("s", title, columns, ((title, "1"), ("b", "2")), (title,), chapter=True),
        Bars("b", "Bars", ("x", title), ("Covered", "Open"), ((1, 2), (0, 3))),
    ]


def test_a_pdf_claims_the_standard_has_a_language_a_title_and_tags() -> None:
    made = pdf.write_paper(small(), RenderOptions(language="fr"), upright=True)
    assert made.startswith(b"%PDF-")
    every = made.decode("latin-1") + plain_text(made)
    assert re.search(r"pdfuaid:part", every)
    assert re.search(r"/Lang\s*\(fr", every)
    assert "/StructTreeRoot" in every
    assert "/MarkInfo" in every


def test_the_same_answer_gives_the_same_bytes() -> None:
    page = RenderOptions()
    assert pdf.write_paper(small(), page) == pdf.write_paper(small(), page)
    assert write_document(small(), page) == write_document(small(), page)


def test_a_hostile_title_stays_text() -> None:
    page = RenderOptions()
    assert pdf.write_paper(small(HOSTILE), page).startswith(b"%PDF-")
    paper = Document(BytesIO(write_document(small(HOSTILE), page)))
    shown = [paragraph.text for paragraph in paper.paragraphs]
    assert any("#import" in text and "</script>" in text for text in shown)


def test_a_picture_stands_in_word_with_its_words(shipped: Plan) -> None:
    page = RenderOptions(currency="USD")
    answer = briefing(shipped, "resilience", "0; 12e6", draws=40)
    paper = Document(BytesIO(write_document([*sheets(answer)], page, upright=stands_upright(answer))))
    (shape,) = paper.inline_shapes
    words = shape._inline.docPr.get("descr")
    assert words is not None
    assert "USD 12 000 000: Covered 14, Open 28, Uncovered 0" in words
    section = paper.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width < section.page_height


def test_the_house_template_gives_styles_and_page(tmp_path: Path) -> None:
    house = Document()
    house.add_paragraph("Old text of the template")
    house.styles["Heading 1"].font.name = "House Sans"
    house.sections[0].header.paragraphs[0].text = "Ministry of Works"
    file = tmp_path / "house.docx"
    house.save(str(file))
    page = RenderOptions(template=file.read_bytes())
    paper = Document(BytesIO(write_document(small(), page)))
    assert paper.sections[0].header.paragraphs[0].text == "Ministry of Works"
    assert paper.sections[0].page_width == house.sections[0].page_width
    assert paper.paragraphs[0].style is not None
    assert (paper.paragraphs[0].text, paper.paragraphs[0].style.name) == ("A title", "Heading 1")
    assert paper.paragraphs[0].style.font.name == "House Sans"
    assert "Old text" not in "".join(one.text for one in paper.paragraphs)


def test_word_says_title_and_language_and_its_chapters_lead_to_their_headings() -> None:
    parts = [
        Sheet(name, title, (), (), ("x",), chapter=True) for name, title in (("a", "Plan"), ("b", "Money"))
    ]
    for language, region in (("en", "en-GB"), ("fr", "fr-FR"), ("zh", "zh-CN")):
        paper = Document(BytesIO(write_document(parts, RenderOptions(language=language))))
        assert (paper.core_properties.title, paper.core_properties.language) == ("Plan", language)
        assert region in {said.get(qn("w:val")) for said in paper.styles.element.iter(qn("w:lang"))}
    body = paper.element.body
    (way,) = body.iter(qn("w:hyperlink"))
    marks = {mark.get(qn("w:name")): mark.getparent() for mark in body.iter(qn("w:bookmarkStart"))}
    for part in (way, marks[way.get(qn("w:anchor"))]):
        assert [text.text for text in part.iter(qn("w:t"))] == ["Money"]


def test_a_word_that_is_longer_than_its_line_is_divided_and_its_letters_stay() -> None:
    word = "W" * 2000
    assert len(pdf._divisible(word)) > 2100
    assert pdf._divisible(word).replace("\u200b", "") == word
    assert pdf._divisible("a short word") == "a short word"
    assert pdf._divisible("住房" * 40) == "住房" * 40, "Chinese ends its lines anywhere"


def test_a_template_without_our_styles_still_serves(tmp_path: Path) -> None:
    house = Document()
    for style in [
        one for one in house.styles if one.name in ("Light Grid Accent 1", "Heading 2", "List Bullet")
    ]:
        style.element.getparent().remove(style.element)
    file = tmp_path / "bare.docx"
    house.save(str(file))
    paper = Document(BytesIO(write_document(small(), RenderOptions(template=file.read_bytes()))))
    assert len(paper.tables) == 1


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04broken"])
def test_a_template_that_is_none_is_refused(content: bytes) -> None:
    page = RenderOptions(template=content or b" ")
    with pytest.raises(CallError, match="no Word document"):
        write_document(small(), page)


def test_chinese_needs_a_font_or_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typst.Fonts", type("NoFonts", (), {"families": lambda _: ["Arial"]}))
    with pytest.raises(CallError, match="no font"):
        pdf.write_paper(small("住房"), RenderOptions(language="zh"))


def test_a_pdf_is_a_format_of_every_answer(shipped: Plan, tmp_path: Path) -> None:
    assert Format.PDF.endings == (".pdf",)
    answer = briefing(shipped, None, "0; 12e6", draws=40)
    saved = answer.save(tmp_path / "brief.pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", saved.read_bytes())) == 2
