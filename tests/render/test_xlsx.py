"""An answer becomes a workbook in which codes are text, numbers are numbers, and nothing is a formula."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from realign.findings import CallError
from realign.render import Format, workbook_tab
from realign.render.workbook_tab import LONGEST
from realign.render.xlsx import write_workbook
from realign.sheets import Answer, Cell, Column, Curve, Faultless, Heat, Kind, Part, RenderOptions, Sheet
from realign.text import Wordings

COLUMNS = (
    Column("code", Wordings(en="Code", zh="编号"), Kind.CODE),
    Column("title", "Title"),
    Column("money", "Money", Kind.MONEY),
    Column("score", "Score", Kind.NUMBER),
    Column("share", "Share", Kind.SHARE),
)


def sheet(*rows: tuple[Cell, ...], title: str = "Links") -> Sheet:
    return Sheet("links", title, COLUMNS, rows, ("a note",))


@dataclass(frozen=True)
class Said(Faultless):
    """An answer that brings its parts."""

    parts: tuple[Part, ...]

    def sheets(self) -> tuple[Part, ...]:
        return self.parts


def opened(raw: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(raw))


def cells(part: Part | list[Part], page: RenderOptions | None = None) -> dict[str, Any]:
    """Name of a cell -> what stands in it; of the first sheet."""
    raw = write_workbook(part if isinstance(part, list) else [part], page or RenderOptions())
    rows = opened(raw).worksheets[0].iter_rows()
    return {cell.coordinate: cell for row in rows for cell in row if cell.value is not None}


def test_text_stays_text_and_numbers_are_stored_with_all_digits_that_excel_keeps() -> None:
    found = cells(sheet(("1.10", "NO", 12_000_000, 1 / 3, 0.05)))
    assert [(found[name].data_type, found[name].value) for name in ("A2", "B2", "C2", "E2")] == [
        ("s", "1.10"),
        ("s", "NO"),
        ("n", 12_000_000),
        ("n", 0.05),
    ]
    assert found["D2"].value == pytest.approx(1 / 3, rel=1e-15)
    formats = [found[name].number_format for name in ("A2", "C2", "D2", "E2")]
    assert formats == ["@", "#,##0", "0.000", "0%"]


def test_a_whole_number_that_excel_would_round_is_written_as_text() -> None:
    digits = 1_234_567_890_123_456_789
    found = cells(sheet(("1", "x", digits, None, None), ("2", "y", 12 * 10**17, None, None)))
    assert (found["C2"].data_type, found["C2"].value) == ("s", str(digits))
    assert (found["C3"].data_type, found["C3"].value) == ("n", 12 * 10**17)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "'x"])
def test_what_looks_like_a_formula_is_marked_as_text(text: str) -> None:
    found = cells(sheet((text, text, None, None, None)))
    for name in ("A2", "B2"):
        assert (found[name].data_type, found[name].value) == ("s", text)
        assert found[name].quotePrefix


def test_no_sheet_ever_holds_a_formula_or_an_address() -> None:
    hostile = ("=1", "http://evil.example/x", 3, 4.0, 0.5)
    raw = Format.XLSX.writer(Said((sheet(hostile, title="=2"),)), RenderOptions())
    assert isinstance(raw, bytes)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        names = archive.namelist()
        assert b"<f>" not in b"".join(archive.read(name) for name in names)
        assert not [name for name in names if "externalLink" in name]
        for name in names:
            assert b'TargetMode="External"' not in archive.read(name)


def test_unknown_is_blank_and_never_0() -> None:
    found = cells(sheet(("1", ("x", "y"), None, float("nan"), float("inf"))))
    assert {"C2", "D2", "E2"}.isdisjoint(found)
    assert found["B2"].value == "x; y"


def test_hostile_text_is_written_as_xml_can_hold_it() -> None:
    found = cells(
        sheet(
            ("<&>\"'", "a\x07b\ud800c\n住房🌱", None, None, None), ("_x0041_", "y" * 40_000, None, None, None)
        )
    )
    assert found["A2"].value == "<&>\"'"
    assert found["B2"].value == "abc\n住房🌱"
    assert found["A3"].value == "_x0041_"
    assert len(found["B3"].value) == LONGEST


def test_headings_come_in_the_language_and_name_the_currency() -> None:
    found = cells(sheet(), RenderOptions(language="zh", currency="USD"))
    assert found["A1"].value == "编号"
    assert found["C1"].value == "Money (USD)"


def test_title_and_notes_stand_below_so_that_the_header_can_be_filtered() -> None:
    found = cells(sheet(("1", "x", 1, 1, 1)))
    assert found["A4"].value == "Links"
    assert found["A5"].value == "a note"


def test_tabs_have_names_that_excel_takes() -> None:
    titles = ["a/b:c*[d]?", "x" * 40, "X" * 40, "", "History", "'q'", "x" * 30 + "'"]
    names = opened(write_workbook([sheet(title=title) for title in titles], RenderOptions())).sheetnames
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert "history" not in {name.casefold() for name in names}


def test_a_title_that_is_too_long_gives_way_to_the_name_of_its_table() -> None:
    part = Sheet("flagships.flagships-2020", "x" * 32, COLUMNS, ())
    assert opened(write_workbook([part], RenderOptions())).sheetnames == ["Flagships 2020"]


def test_pictures_are_told_in_numbers_and_a_curve_is_drawn() -> None:
    heat = Heat("heat", "Matrix", ("1.1", "1.2"), ("1.1", "1.2"), ((None, 1.5), (-2.0, None)))
    found = cells(heat)
    assert {name: cell.value for name, cell in found.items()} == {
        "A1": "from \\ to",
        "B1": "1.1",
        "C1": "1.2",
        "A2": "1.1",
        "C2": 1.5,
        "A3": "1.2",
        "B3": -2,
    }
    curve = Curve(
        "curve", "Curve", Column("x", "X", Kind.MONEY), Column("y", "Y", Kind.INTEGER), ((0, 1), (5, 2))
    )
    book = opened(write_workbook([curve], RenderOptions()))
    assert [[cell.value for cell in row] for row in book.active["A2:B3"]] == [[0, 1], [5, 2]]
    (chart,) = book.active._charts
    assert "Curve" in chart.series[0].yVal.numRef.f


def test_headings_stay_in_view_and_can_be_filtered() -> None:
    tab = opened(write_workbook([sheet(("1", "x", 1, 1.0, 1.0))], RenderOptions())).active
    assert (tab.freeze_panes, tab.auto_filter.ref) == ("A2", "A1:E2")


def test_the_contents_lead_to_every_tab_and_name_the_files_that_were_read() -> None:
    opening = Sheet("gaps", "On money", (), (), chapter=True)
    parts = (sheet(title="First"), opening, sheet(("1", "x", 1, 1.0, 1.0), title="It's"))
    raw = Format.XLSX.writer(Said(parts), RenderOptions(inputs={"plan.yaml": "abc"}))
    assert isinstance(raw, bytes)
    book = opened(raw)
    assert book.sheetnames == ["Contents", "First", "It's"]
    rows = [row for row in book["Contents"].iter_rows(values_only=True) if any(row)]
    assert [row[0] for row in rows[:2]] == ["First", "a note"]  # the answer comes first
    assert rows[2:6] == [
        ("Tab", "What it shows", "Rows"),
        ("First", "First", 0),
        ("On money", None, None),
        ("It's", "It's", 1),
    ]
    assert rows[-1][0] == "plan.yaml  SHA-256 abc"
    links = [row[0].hyperlink.location for row in book["Contents"].iter_rows() if row[0].hyperlink]
    assert links == ["'First'!A1", "'It''s'!A1"]


def test_the_same_answer_gives_the_same_bytes() -> None:
    said: Answer = Said((sheet(("1", "x", 1, 1.0, 1.0)),))
    assert Format.XLSX.writer(said, RenderOptions()) == Format.XLSX.writer(said, RenderOptions())


def test_a_report_without_parts_is_still_a_workbook() -> None:
    assert cells([]) == {}


def test_a_table_that_excel_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_tab, "ROWS", 5)
    with pytest.raises(CallError, match="the table 'links' is too large for Excel: 2 rows"):
        write_workbook([sheet(("1", "x", 1, 1.0, 1.0), ("2", "x", 1, 1.0, 1.0))], RenderOptions())


def test_a_curve_is_drawn_as_steps_through_its_own_points() -> None:
    curve = Curve(
        "curve",
        "Curve",
        Column("x", "X", Kind.MONEY),
        Column("y", "Y", Kind.INTEGER),
        ((0, 1), (5, 2), (9, 4)),
    )
    tab = opened(write_workbook([curve], RenderOptions())).active
    (chart,) = tab._charts
    first, last = chart.series[0].xVal.numRef.f.rpartition("!")[2].replace("$", "").split(":")
    drawn = [row[0].value for row in tab[first:last]]
    values = chart.series[0].yVal.numRef.f.rpartition("!")[2].replace("$", "").split(":")
    heights = [row[0].value for row in tab[values[0] : values[1]]]
    assert list(zip(drawn, heights, strict=True)) == [(0, 1), (5, 1), (5, 2), (9, 2), (9, 4)]


def test_bars_are_drawn_with_the_range_that_each_may_reach() -> None:
    columns = (
        Column("name", "Name"),
        *(Column(name, name, Kind.SHARE) for name in ("share", "low", "high")),
    )
    rows = (("a", 0.5, 0.25, 1.0), ("b", 0.25, 0.0, 0.75))
    part = Sheet("s", "S", columns, rows, bars=("name", "share"), ends=("low", "high"))
    tab = opened(write_workbook([part], RenderOptions())).active
    (chart,) = tab._charts
    bars = chart.series[0].errBars

    def range_of(source: Any) -> list[float]:
        first, last = source.numRef.f.rpartition("!")[2].replace("$", "").split(":")
        return [row[0].value for row in tab[first:last]]

    assert range_of(bars.plus) == [0.5, 0.5]
    assert range_of(bars.minus) == [0.25, 0.25]


def test_a_tab_is_printed_on_one_page_across_with_its_title_and_its_head_on_each() -> None:
    tab = opened(write_workbook([sheet(("1", "x", 1, 1.0, 1.0), title="A & B")], RenderOptions())).active
    assert (tab.page_setup.orientation, tab.page_setup.fitToHeight) == ("landscape", 0)
    assert tab.print_title_rows == "$1:$1"
    assert tab.oddHeader.left.text == "A && B"


def test_rows_are_as_high_as_their_texts() -> None:
    tab = opened(
        write_workbook([sheet(("1", "word " * 100, 1, 1.0, 1.0), ("2", "x", 1, 1.0, 1.0))], RenderOptions())
    )
    heights = tab.active.row_dimensions
    assert heights[2].height >= 8 * 15
    assert heights[3].height is None
