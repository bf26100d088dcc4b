"""Whatever a file named as a workbook holds, it is read or refused in plain words, soon, and in little memory."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from loops import nonempty
from realign.exchange import apart
from realign.exchange.records import WorkbookReading, workbook_plan
from realign.exchange.table import TableError
from realign.exchange.workbook import read_workbook
from started import started
from workbooks import (
    OLD,
    as_ods,
    by_hand,
    by_openpyxl,
    damaged,
    ods_row,
    packed,
    samples,
    saved,
    text_row,
    unpacked,
)

resource = pytest.importorskip("resource", reason="this system does not say how much memory was taken")
MEBIBYTES = 1024
SHEET = "xl/worksheets/sheet1.xml"


def refusal(raw: bytes) -> tuple[str, str]:
    """Why a file is refused, and the next step."""
    with pytest.raises(TableError) as caught:
        read_workbook(raw, "p.xlsx")
    assert caught.value.finding.code == "RA821"
    return str(caught.value.finding.message), str(caught.value.finding.hint)


def test_a_sound_workbook_of_each_make_is_read() -> None:
    readings = [workbook_plan(raw, "p.xlsx") for raw in samples()]
    assert len(readings) == 4
    assert all(reading.files and "Land" in reading.files["outcomes.yaml"] for reading in readings)


def judge(number: int) -> None:
    """Read so many damaged workbooks."""
    seen = 0
    for what, raw in nonempty(damaged(number)):
        reading: WorkbookReading = workbook_plan(raw, "p.xlsx")
        assert bool(reading.files) != any(one.severity == "error" for one in reading.findings), what
        seen += 1
    assert seen == number
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        assert resource.getrusage(who).ru_maxrss >> 10 < MEBIBYTES


def test_twenty_damaged_workbooks_are_read_or_refused() -> None:
    judge(20)


@pytest.mark.slow
def test_five_hundred_damaged_workbooks_are_read_or_refused() -> None:
    judge(500)


def test_a_damaged_workbook_ends_the_command_with_exit_1_and_no_traceback(tmp_path: Path) -> None:
    # this reference makes calamine ask for 125 GB, which ends its process
    raw = by_hand(text_row(1, "id", "title") + text_row(2, "1.1", "Land"))
    far = packed({**unpacked(raw), SHEET: unpacked(raw)[SHEET].replace(b'r="B2"', b'r="XFD2"')})
    cut = OLD[:3000]
    for number, content in enumerate((far, cut)):
        file = tmp_path / f"{number}.xlsx"
        file.write_bytes(content)
        done = started("import", "workbook", file, "--to", tmp_path / "p")
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr + done.stdout
        assert "panicked" not in done.stderr + done.stdout


def encrypted() -> bytes:
    """The beginning of a workbook with a password."""
    return OLD[:512] + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "the file is empty"),
        (encrypted(), "the workbook is protected by a password"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": b"<manifest:encryption-data/>", "content.xml": b"\xff"}), "the workbook is protected by a password"),
        (b"id,title\n1.1,Land\n", "this is a text file (CSV or the like), not a workbook"),
        ("编号;标题\n".encode("utf-16"), "this is a text file (CSV or the like), not a workbook"),
        (b"<html><table><tr><td>id</td></tr></table></html>", "this is a web page (HTML) that is named as a workbook"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "this is an XML spreadsheet of 2003, not a workbook that is read"),
        (b"%PDF-1.7", "this is a PDF file, not a workbook"),
        (packed({"xl/workbook.bin": b""}), "this is a binary workbook (.xlsb), not a workbook that is read"),
        (packed({"Index/Document.iwa": b""}), "this is a file of Apple Numbers, Pages or Keynote, not a workbook that is read"),
        (packed({"word/document.xml": b""}), "this is a Word document, not a workbook that is read"),
        (packed({"a.txt": b""}), "this is an archive (.zip) that holds no workbook"),
        (bytes(range(256)), "this is not a workbook"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_called_by_its_name(raw: bytes, says: str) -> None:
    assert refusal(raw)[0] == says


def test_what_is_far_away_is_refused_with_its_place() -> None:
    says, hint = refusal(by_hand(text_row(1, "id") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    assert "row 1048576 or column 16384, far from all else" in says
    assert hint.startswith("delete")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (text_row(2, "a") + text_row(2, "b"), "two rows of the number 2"),
        (text_row(3, "a") + text_row(2, "b"), "rows in disorder"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "two cells of the name A1"),
        ('<row r="1"><c r="A2"><v>1</v></c></row>', "two cells of the name A2, or cells in disorder"),
    ],
)
def test_rows_and_cells_of_one_number_are_said_and_not_lost(rows: str, says: str) -> None:
    assert says in refusal(by_hand(rows))[0]


@pytest.mark.slow
def test_one_part_listed_as_many_sheets_is_refused_at_once() -> None:
    parts = unpacked(by_hand(text_row(1, "id")))
    for number, says in ((2, "the list of sheets is damaged"), (200_000, "lists 200000 sheets")):
        tabs = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(number))
        book = parts["xl/workbook.xml"].decode().split("<sheets>")[0] + f"<sheets>{tabs}</sheets></workbook>"
        assert says in refusal(packed({**parts, "xl/workbook.xml": book.encode()}))[0]


@pytest.mark.slow
def test_one_text_in_very_many_cells_is_refused() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Outcomes")
    text = "x" * 32_000
    for _ in range(3_000):
        sheet.append([text])
    assert refusal(saved(book))[0].endswith(f"at most {apart.TEXT >> 20} million are read")


def test_repeated_cells_of_an_ods_file_are_counted_before_they_are_read() -> None:
    cell = (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="1000"><text:p>a</text:p>'
    )
    row = f'<table:table-row table:number-rows-repeated="100000">{cell}</table:table-cell></table:table-row>'
    assert "more than" in refusal(as_ods(row))[0]
    tail = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    book = read_workbook(as_ods(ods_row("id", "title") + ods_row("1.1", "Land") + tail), "p.ods")
    assert dict(book.grids[0].rows) == {1: ["id", "title"], 2: ["1.1", "Land"]}


@pytest.mark.slow
def test_a_merge_of_everything_again_and_again_is_refused() -> None:
    rows = "".join(text_row(number, "a") for number in range(1, 3_000))
    merges = '<mergeCell ref="A1:B1048576"/>' * 3_000
    assert "merged cells" in refusal(by_hand(rows, after=f"<mergeCells>{merges}</mergeCells>"))[0]


def test_a_number_format_of_brackets_costs_nothing() -> None:
    styles = f'<numFmts><numFmt numFmtId="164" formatCode="{"[" * 300_000}"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>'
    rows = (
        text_row(1, "id", "title")
        + '<row r="2"><c r="A2" s="1"><v>7</v></c><c r="B2" t="str"><v>Land</v></c></row>'
    )
    assert workbook_plan(by_hand(rows, styles=styles), "p.xlsx").files


@pytest.mark.slow
def test_a_million_cells_are_read_in_300_mebibytes() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Outcomes")
    for number in range(100_000):
        sheet.append([f"text {number}", *range(9)])
    raw = saved(book)
    code = (
        "import re, resource, sys; from realign.exchange.workbook import read_workbook; "
        "book = read_workbook(sys.stdin.buffer.read(), 'p.xlsx'); "
        "own = int(re.search('VmHWM: *([0-9]+)', open('/proc/self/status').read().replace(chr(9), ''))[1]); "
        "print(len(book.grids[0].rows), own >> 10, resource.getrusage(-1).ru_maxrss >> 10)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=raw, capture_output=True, check=True)
    rows, own, others = map(int, done.stdout.split())
    assert rows == 100_000
    assert max(own, others) < 300


@pytest.mark.slow
def test_more_cells_than_the_limit_are_refused_politely() -> None:
    rows = "<row><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>" * 400_001
    says, hint = refusal(by_hand(rows))
    assert says == "the workbook has more than 1200000 cells"
    assert hint == "divide it"


def test_blanks_of_an_ods_file_are_counted_before_they_are_made() -> None:
    many = '<text:s text:c="1000"/>' * 70_000  # 70 million blanks in one cell
    cell = f'<table:table-cell office:value-type="string"><text:p>{many}</text:p></table:table-cell>'
    assert "too much text" in refusal(as_ods(f"<table:table-row>{cell}</table:table-row>"))[0]


def test_columns_that_are_hidden_again_and_again_are_each_named_once() -> None:
    columns = '<col min="2" max="16384" hidden="1"/><col min="9" max="3" hidden="1"/>' * 3
    raw = by_hand(columns + text_row(1, "id", "title") + text_row(2, "1.1", "Land"))
    told = [str(one.message) for one in workbook_plan(raw, "p.xlsx").findings]
    assert [one for one in told if "hidden columns are read" in one] == [
        "Outcomes!A1: hidden columns are read, too (1: B)"
    ]


def test_openpyxl_reads_what_the_tests_write() -> None:
    book = openpyxl.load_workbook(BytesIO(by_openpyxl(Outcomes=[("id",), ("1.1",)])))
    assert [cell.value for cell in book["Outcomes"]["A"]] == ["id", "1.1"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "rows",
    [
        lambda: "<a>" * 7_000_000,
        lambda: "<row><c><f>" * 1_100_000,
        lambda: '<row r="1">' + "<c><v>" * 20_000,
        lambda: '<row r="1"><c><f/></c>' + "<c><f/></c>" * 20_000,
        lambda: "".join(f'<row r="{row}"><c r="A{row}"><f/></c></row>' for row in range(1, 400_001)),
        lambda: '<col min="1" max="16384" hidden="1"/>' * 100_000,
        lambda: "<row>" + '<c t="e"><v>x</v></c>' * 20_000,
    ],
    ids=[
        "depth",
        "formulas inside each other",
        "cells inside each other",
        "one row",
        "formulas",
        "columns",
        "errors",
    ],
)
def test_tags_without_end_take_no_memory(rows: Callable[[], str]) -> None:
    raw = by_hand(rows())
    code = (
        "import resource, sys; from realign.exchange.records import workbook_plan; "
        "assert not workbook_plan(sys.stdin.buffer.read(), 'p.xlsx').files; "
        "print(*(resource.getrusage(who).ru_maxrss >> 10 for who in (0, -1)))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=raw, capture_output=True, check=True)
    own, others = map(float, done.stdout.split())
    assert max(own, others) < MEBIBYTES
