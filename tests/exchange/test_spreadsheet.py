"""A report becomes a workbook in which codes are text, numbers are numbers, and nothing is a formula."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from realign.render.xlsx import LONGEST, write_workbook
from realign.sheets import Cell, Column, Curve, Heat, Kind, Part, RenderOptions, Sheet
from realign.text import Wordings

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COLUMNS = (
    Column("code", Wordings(en="Code", zh="编号"), Kind.CODE),
    Column("title", "Title"),
    Column("money", "Money", Kind.MONEY),
    Column("score", "Score", Kind.NUMBER),
    Column("share", "Share", Kind.SHARE),
)


def sheet(*rows: tuple[Cell, ...], title: str = "Links") -> Sheet:
    return Sheet("links", title, COLUMNS, rows, ("a note",))


def cells(part: Part | list[Part], page: RenderOptions | None = None) -> dict[str, tuple[str, str, str]]:
    """Name of a cell -> type, style, what stands in it; of the first sheet."""
    raw = write_workbook(part if isinstance(part, list) else [part], page or RenderOptions())
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        root = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    return {
        cell.get("r", ""): (cell.get("t", "n"), cell.get("s", "0"), "".join(cell.itertext()))
        for cell in root.iter(f"{SPACE}c")
    }


def test_text_stays_text_and_numbers_are_stored_in_full() -> None:
    found = cells(sheet(("1.10", "NO", 12_000_000, 1 / 3, 0.05)))
    assert found["A2"] == ("inlineStr", "3", "1.10")
    assert found["B2"][::2] == ("inlineStr", "NO")
    assert found["C2"] == ("n", "5", "12000000")
    assert found["D2"] == ("n", "6", repr(1 / 3))
    assert found["E2"] == ("n", "7", "0.05")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "'x"])
def test_what_looks_like_a_formula_is_marked_as_text(text: str) -> None:
    found = cells(sheet((text, text, None, None, None)))
    assert found["A2"] == found["B2"] == ("inlineStr", "4", text)


def test_no_sheet_ever_holds_a_formula() -> None:
    raw = write_workbook([sheet(("=1", "=2", 3, 4.0, 0.5))], RenderOptions())
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist())


def test_unknown_is_blank_and_never_0() -> None:
    found = cells(sheet(("1", ("x", "y"), None, float("nan"), float("inf"))))
    assert "C2" not in found
    assert "D2" not in found
    assert "E2" not in found
    assert found["B2"][2] == "x; y"


def test_hostile_text_is_written_as_xml_can_hold_it() -> None:
    found = cells(
        sheet(
            ("<&>\"'", "a\x07b\ud800c\n住房🌱", None, None, None), ("_x0041_", "y" * 40_000, None, None, None)
        )
    )
    assert found["A2"][2] == "<&>\"'"
    assert found["B2"][2] == "abc\n住房🌱"
    assert found["A3"][2] == "_x005F_x0041_"
    assert len(found["B3"][2]) == LONGEST


def test_headings_come_in_the_language_and_name_the_currency() -> None:
    found = cells(sheet(), RenderOptions(language="zh", currency="USD"))
    assert found["A1"][2] == "编号"
    assert found["C1"][2] == "Money (USD)"


def test_title_and_notes_stand_below_so_that_the_header_can_be_filtered() -> None:
    found = cells(sheet(("1", "x", 1, 1, 1)))
    assert found["A4"][2] == "Links"
    assert found["A5"][2] == "a note"


def test_sheets_have_names_that_excel_takes() -> None:
    titles = ["a/b:c*[d]?", "x" * 40, "X" * 40, "", "History", "'q'"]
    raw = write_workbook([sheet(title=title) for title in titles], RenderOptions())
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        root = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
        assert len([name for name in archive.namelist() if "worksheets" in name]) == len(titles)
    names = [one.get("name", "") for one in root.iter(f"{SPACE}sheet")]
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert "history" not in {name.casefold() for name in names}


def test_pictures_are_told_in_numbers() -> None:
    heat = Heat("heat", "Matrix", ("1.1", "1.2"), ("1.1", "1.2"), ((None, 1.5), (-2.0, None)))
    found = cells(heat)
    assert (found["B1"][2], found["A3"], found["C2"][2], found["B3"][2]) == (
        "1.1",
        ("inlineStr", "3", "1.2"),
        "1.5",
        "-2.0",
    )
    assert "B2" not in found
    curve = Curve(
        "curve", "Curve", Column("x", "X", Kind.MONEY), Column("y", "Y", Kind.INTEGER), ((0, 1), (5, 2))
    )
    assert [cells(curve)[name][2] for name in ("A2", "B2", "A3", "B3")] == ["0", "1", "5", "2"]


def test_the_same_report_gives_the_same_bytes() -> None:
    part = sheet(("1", "x", 1, 1, 1))
    assert write_workbook([part], RenderOptions()) == write_workbook([part], RenderOptions())


def test_a_report_without_parts_is_still_a_workbook() -> None:
    assert cells([]) == {}
