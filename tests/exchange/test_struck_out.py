"""What people struck out or hid is told when it is read, and a text of which a part is struck out is asked about."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from loops import sampled
from realign.exchange.matrix import read_matrix
from realign.exchange.records import workbook_plan
from workbooks import as_ods, by_hand, by_openpyxl, by_xlsxwriter, ods_row, packed, saved, text_row, unpacked

ROWS = [("id", "title", "cost"), ("D1", "Shade", 100), ("D2", "Trees", 200)]
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
LINE = '<style:text-properties style:text-line-through-style="{line}"/></style:style>'


def told(raw: bytes, word: str = "struck") -> list[str]:
    return [str(one.message) for one in workbook_plan(raw, "p.xlsx").findings if word in str(one.message)]


def struck(cell: str, *, sheet: str = "Deliverables", strike: bool = True) -> bytes:
    book = openpyxl.load_workbook(BytesIO(by_openpyxl(**{sheet: ROWS})))
    for (one,) in book[sheet][f"{cell}:{cell}"]:
        one.font = Font(strike=strike, bold=True)
    return saved(book)


@pytest.mark.parametrize("cell", ["A3", "B2", "C3"])
def test_a_cell_that_is_struck_out_is_said(cell: str) -> None:
    assert told(struck(cell)) == [f"Deliverables!A1: what is struck out is read, too (1: {cell})"]


def test_a_cell_that_is_only_bold_is_not() -> None:
    assert not told(struck("B2", strike=False))
    assert not told(by_openpyxl(Deliverables=ROWS))


@pytest.mark.parametrize("value", sampled(["1", "true", None, "0", "false"], 3))
def test_what_a_style_says_of_striking_out_counts_and_other_fonts_do_not(value: str | None) -> None:
    said = "" if value is None else f' val="{value}"'
    fonts = f"<fonts><font><b/></font><font><strike{said}/></font></fonts><dxfs/>"
    xfs = '<cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>'
    row = '<row r="2"><c r="A2" s="1" t="inlineStr"><is><t>1.1</t></is></c><c r="B2" t="inlineStr"><is><t>Land</t></is></c></row>'
    found = told(by_hand(text_row(1, "id", "title") + row, styles=fonts + xfs))
    assert len(found) == (value not in ("0", "false"))


@pytest.mark.parametrize("where", ["title", "cost"])
def test_a_text_of_which_a_part_is_struck_out_is_an_error_at_its_cell(where: str) -> None:
    book = openpyxl.load_workbook(BytesIO(by_openpyxl(Deliverables=ROWS)))
    cell = "B3" if where == "title" else "C3"
    book["Deliverables"][cell] = CellRichText(TextBlock(InlineFont(strike=True), "100 "), "200")
    reading = workbook_plan(saved(book), "p.xlsx")
    assert reading.files is None
    assert told(saved(book)) == [f"Deliverables!{cell}: a part of what stands here is struck out"]


def test_a_shared_text_of_which_a_part_is_struck_out_is_an_error_too() -> None:
    """Excel and XlsxWriter keep texts in a part of their own; openpyxl writes them into the cell."""
    parts = unpacked(by_xlsxwriter(Deliverables=ROWS))
    texts = parts["xl/sharedStrings.xml"]
    run = b"<si><r><rPr><strike/></rPr><t>Old </t></r><r><t>Trees</t></r></si>"
    assert texts.count(b"<si><t>Trees</t></si>") == 1
    parts["xl/sharedStrings.xml"] = texts.replace(b"<si><t>Trees</t></si>", run)
    assert told(packed(parts)) == ["Deliverables!B3: a part of what stands here is struck out"]
    parts["xl/sharedStrings.xml"] = texts.replace(
        b"<si><t>Trees</t></si>", run.replace(b"<strike/>", b'<strike val="0"/>')
    )
    assert not told(packed(parts))


@pytest.mark.parametrize("line", ["solid", "none"])
@pytest.mark.parametrize("part", [False, True])
def test_an_ods_file_tells_the_same(line: str, part: bool) -> None:
    cell = '<table:table-cell table:style-name="S" office:value-type="string"><text:p>1.1</text:p></table:table-cell>'
    if part:
        cell = '<table:table-cell office:value-type="string"><text:p><text:span text:style-name="S">1.</text:span>1.1</text:p></table:table-cell>'
    row = ods_row("", "Land").replace(
        ods_row("")[len("<table:table-row>") : -len("</table:table-row>")], cell, 1
    )
    raw = unpacked(as_ods(ods_row("id", "title") + row))
    style = f'<style:style xmlns:style="{STYLE}" style:name="S" style:family="table-cell">{LINE.format(line=line)}'
    raw["content.xml"] = raw["content.xml"].replace(b"<office:body>", style.encode() + b"<office:body>")
    said = told(packed(raw))
    where = "A2: a part of what stands here" if part else "A1: what is struck out is read, too (1: A2)"
    assert [one.partition("!")[2][: len(where)] for one in said] == ([where] if line == "solid" else [])


def test_hidden_columns_of_an_ods_file_are_said() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    raw = as_ods(columns + ods_row("id", "title", "x-note") + ods_row("1.1", "Land", "old"))
    assert told(raw, "hidden") == ["Outcomes!A1: hidden columns are read, too (2: B, C)"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("strike", "what is struck out is read, too (1: C2)"),
        ("row", "hidden rows are read, too (1: 3)"),
        ("column", "hidden columns are read, too (1: C)"),
    ],
)
def test_a_matrix_says_it_too(change: str, says: str) -> None:
    book = openpyxl.load_workbook(
        BytesIO(by_openpyxl(Sheet1=[("", "a", "b"), ("a", None, 2), ("b", 1, None)]))
    )
    sheet = book["Sheet1"]
    match change:
        case "strike":
            sheet["C2"].font = Font(strike=True)
        case "row":
            sheet.row_dimensions[3].hidden = True
        case _:
            sheet.column_dimensions["C"].hidden = True
    reading = read_matrix(saved(book), "m.xlsx")
    assert says in [str(one.message) for one in reading.findings]
    assert reading.matrix is not None


def test_a_score_of_which_a_part_is_struck_out_is_asked_about() -> None:
    book = openpyxl.load_workbook(
        BytesIO(by_openpyxl(Sheet1=[("", "a", "b"), ("a", None, 2), ("b", 1, None)]))
    )
    book["Sheet1"]["C2"] = CellRichText(TextBlock(InlineFont(strike=True), "1"), "2")
    reading = read_matrix(saved(book), "m.xlsx")
    assert [str(one.message) for one in reading.findings] == ["C2: a part of what stands here is struck out"]
