"""No cell of a damaged workbook is read as another cell, as another number, or as nothing, without a word."""

import pytest

from loops import sampled
from realign.exchange.cell_values import contradicts
from realign.exchange.matrix import read_matrix
from realign.exchange.records import workbook_plan
from realign.exchange.table import TableError
from realign.exchange.workbook import read_workbook
from workbooks import MAIN, OFFICE, OLD, as_ods, by_hand, ods_row, packed, text_row, unpacked

RELATIONS = "xl/_rels/workbook.xml.rels"


def cell(attributes: str, inside: str) -> bytes:
    """A workbook of one cell, and two texts that its cells share."""
    parts = unpacked(by_hand(f'<row r="1"><c r="A1" {attributes}>{inside}</c></row>'))
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{MAIN}"><si><t>Land</t></si><si><t>Rent</t></si></sst>'.encode()
    )
    shared = f'<Relationship Id="rId9" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", shared.encode() + b"</Relationships>")
    return packed(parts)


def ods_cell(attributes: str, inside: str) -> bytes:
    """An .ods workbook of one cell."""
    return as_ods(
        f"<table:table-row><table:table-cell {attributes}>{inside}</table:table-cell></table:table-row>"
    )


def read(raw: bytes) -> str:
    """What stands in the first cell, or why the file is refused."""
    try:
        (grid,) = read_workbook(raw, "p.xlsx").grids
    except TableError as error:
        return str(error.finding.message) if error.finding.hint else "no next step"
    return grid.text(1, 1)


@pytest.mark.parametrize(
    "index",
    sampled(["-1", "x", "1.0", "1.5", " 1", "1e0", "+1", "9" * 20, "１", "0x1", "NaN", "1,0", "٠", ""], 4),
)
def test_a_number_of_a_text_that_is_no_such_number_is_refused_with_its_cell(index: str) -> None:
    assert read(cell('t="s"', f"<v>{index}</v>")).startswith("Outcomes!A1 is damaged: the number of its text")


@pytest.mark.parametrize("index", ["2", "7", "999999999"])
def test_a_text_that_the_file_lacks_is_refused_with_its_cell(index: str) -> None:
    says = f"Outcomes!A1 is damaged: the file holds no text of the number {index}"
    assert read(cell('t="s"', f"<v>{index}</v>")) == says


@pytest.mark.parametrize(
    ("attributes", "inside", "says"),
    sampled(
        [
            ('t="s"', "<v>1</v>", "Rent"),
            ('t="s"', "<v>01</v>", "Rent"),
            ('t="s"', "", ""),
            ('t="b"', "<v>true</v>", "true"),
            ('t="str"', "<v>-1</v>", "-1"),
            ('t="d"', "<v>2021-01-02</v>", "2021-01-02"),
            ('t="str"', "<v>&#49;</v>", "1"),
            ('t="str"', "<v>中&#49;</v>", "中1"),
            ('t="s"', '<v xml:space="preserve">1</v>', "Rent"),
            ("", "<v>1E3</v>", "1000"),
            ("", "<v>.5</v>", "0.5"),
            ("", "<v/>", ""),
        ],
        4,
    ),
)
def test_what_programs_write_is_read(attributes: str, inside: str, says: str) -> None:
    assert read(cell(attributes, inside)) == says


@pytest.mark.parametrize(
    ("attributes", "inside"),
    sampled(
        [
            *[('t="b"', f"<v>{value}</v>") for value in ("2", "-1", "yes", "TRUE ", "1.0")],
            *[
                ("", f"<v>{value}</v>")
                for value in ("NaN", "inf", "1e400", "1,5", " 12", "0x10", "1_000", "١٢", "-")
            ],
            *[('t="e"', f"<v>{value}</v>") for value in ("#SPILL!", "#WAT", "0")],
            *[('t="inlineStr"', f"<v>{value}</v>") for value in ("1", "Land")],
            *[(f't="{kind}"', "<v>1</v>") for kind in ("", "z", "S", "string", "shared")],
            ('t="s"', "<v>1</v><v>0</v>"),
            ('t="s"', "<v>1</v><is><t>Repair</t></is>"),
            ('t="inlineStr"', "<is><t>Land</t></is><is><t>Rent</t></is>"),
            ("", "<v>1<!-- a remark -->2</v>"),
            ("", "<v>1&#50;</v>"),
            *[(f't="{kind}"', f"<v>&#{number};</v>") for kind in "snb" for number in ("49", "x31", "048")],
            ('t="s"', '<v xml:space="preserve">&#49;</v>'),
            ('t="d"', "<v>&#50;021-01-02</v>"),
            ('t="s"', "<v><![CDATA[1]]></v>"),
            ('t="str"', "<v>La<![CDATA[nd]]></v>"),
        ],
        6,
    ),
)
def test_what_no_program_writes_is_refused_with_its_cell(attributes: str, inside: str) -> None:
    assert read(cell(attributes, inside)).startswith("Outcomes!A1 is damaged: ")


def test_the_cell_that_is_named_is_the_one_that_is_damaged() -> None:
    rows = text_row(1, "id", "title") + '<row r="7"><c r="AB7" t="s"><v>-1</v></c></row>'
    assert read(by_hand(rows)).startswith("Outcomes!AB7 is damaged")


def test_a_value_that_is_cut_where_the_file_is_read_in_pieces_is_whole() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}.25</v></c></row>' for n in range(1, 20_001))
    (grid,) = read_workbook(by_hand(rows), "p.xlsx").grids
    assert all(grid.text(n, 1) == f"{n}.25" for n in range(1, 20_001))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('Id="rId1"', 'Id="rId7"'),
        ("worksheets/sheet1.xml", "worksheets/other.xml"),
        ("worksheets/sheet1.xml", "styles.xml"),
        (
            "</Relationships>",
            '<Relationship Id="rId1" Type="x/worksheet" Target="styles.xml"/></Relationships>',
        ),
    ],
)
def test_a_list_of_sheets_that_leads_astray_is_refused(before: str, after: str) -> None:
    parts = unpacked(by_hand(text_row(1, "id", "title")))
    parts[RELATIONS] = parts[RELATIONS].decode().replace(before, after).encode()
    assert "damaged" in read(packed(parts))


FLOAT, TEXT = 'office:value-type="float"', 'office:value-type="string"'


@pytest.mark.parametrize(
    ("attributes", "inside", "says"),
    sampled([
        (TEXT, "<text:p>La<text:line-break/>nd</text:p>", "La\nnd"),
        (TEXT, "<text:p>1.1<text:tab/>1.2</text:p>", "1.1\t1.2"),
        (TEXT, "<text:p>La<text:s/>nd</text:p>", "La nd"),
        (TEXT, "<text:p>La</text:p><text:p>nd</text:p>", "La\nnd"),
        (TEXT, "<office:annotation><text:p>remark</text:p></office:annotation><text:p>Land</text:p>", "Land"),
        (TEXT, "<text:p>東<text:ruby><text:ruby-base>京</text:ruby-base><text:ruby-text>きょう</text:ruby-text></text:ruby></text:p>", "東京"),
        (TEXT, "<text:p>La<![CDATA[nd]]></text:p>", "Land"),
        ("", "<text:p>of no type</text:p>", "of no type"),
        (f'{TEXT} office:string-value="La nd"', "<text:p>La</text:p><text:p>nd</text:p>", "La nd"),
        (f'{FLOAT} office:value="1234.5"', "<text:p>1.235</text:p>", "1234.5"),
        (f'{FLOAT} office:value="12"', "<text:p>12 persons</text:p>", "12"),
    ], 3),
)  # fmt: skip
def test_an_ods_cell_is_read_as_it_is_seen(attributes: str, inside: str, says: str) -> None:
    assert read(ods_cell(attributes, inside)) == says


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        (FLOAT, "<text:p>12</text:p>"),
        *[(f'{FLOAT} office:value="{value}"', "<text:p>12</text:p>") for value in ("", "abc", "NaN", "1e400", "1200")],
        ('office:value="12"', "<text:p>12</text:p>"),
        ('office:value-type="number" office:value="12"', "<text:p>12</text:p>"),
        ('office:value-type="boolean"', "<text:p>TRUE</text:p>"),
        ('office:value-type="boolean" office:boolean-value="yes"', "<text:p>TRUE</text:p>"),
        ('office:value-type="date"', "<text:p>2021</text:p>"),
        ('office:value-type="date" office:date-value="2021-13-02"', "<text:p>2021</text:p>"),
        ('office:value-type="time" office:time-value="1:00"', "<text:p>1:00</text:p>"),
        (f'{TEXT} office:string-value=""', "<text:p>Land</text:p>"),
        (f'{TEXT} office:string-value="Rent"', "<text:p>Land</text:p>"),
    ],
)  # fmt: skip
def test_an_ods_cell_that_contradicts_itself_is_refused(attributes: str, inside: str) -> None:
    assert read(ods_cell(attributes, inside)).startswith("Outcomes!A1 is damaged: ")


@pytest.mark.parametrize("times", ["0", "-1", "x", "1.5", ""])
@pytest.mark.parametrize("what", ["cell", "row"])
def test_repeated_counts_that_are_none_are_refused(what: str, times: str) -> None:
    name = "columns" if what == "cell" else "rows"
    row = ods_row("Land").replace(
        f"<table:table-{what}", f'<table:table-{what} table:number-{name}-repeated="{times}"'
    )
    assert "damaged" in read(as_ods(row + ods_row("Rent")))


def test_what_is_repeated_counts_each_time() -> None:
    failed = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" '
        'table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<text:p>#N/A</text:p></table:table-cell></table:table-row>"
    )
    (grid,) = read_workbook(as_ods(ods_row("a", "b") + failed), "p.ods").grids
    contents = [grid.content(row, column) for row in (2, 3) for column in (1, 2)]
    assert [one.what.value for one in contents if one] == ["failed"] * 4


def test_a_table_within_a_cell_is_refused() -> None:
    inner = f'<table:table table:name="In">{ods_row("x")}</table:table>'
    assert "damaged" in read(ods_cell("", inner))


def test_the_currency_of_an_ods_cell_counts() -> None:
    money = (
        '<table:table-cell office:value-type="currency" office:currency="EUR" office:value="1200">'
        "<text:p>1.200 €</text:p></table:table-cell>"
    )
    row = ods_row("free", "unearmarked", "Free").replace("</table:table-row>", f"{money}</table:table-row>")
    raw = as_ods(ods_row("id", "kind", "title", "amount") + row, "Funds")
    (error,) = [one for one in workbook_plan(raw, "p.ods").findings if one.severity == "error"]
    assert "EUR" in str(error.message)


def under_a_merge(own: str) -> list[bytes]:
    """Workbooks in which `own` stands in the cell that B2 covers."""
    rows = [("id", "title"), ("1.1", "Land"), ("1.2", own)]
    sheet = "".join(text_row(number, *row) for number, row in enumerate(rows, 1))
    merged = by_hand(sheet, after='<mergeCells><mergeCell ref="B2:B3"/></mergeCells>')
    head, first, second = (ods_row(*row) for row in rows)
    at = first.rindex("<table:table-cell")
    first = f'{first[:at]}<table:table-cell table:number-rows-spanned="2"{first[at + 17 :]}'
    at = second.rindex("<table:table-cell")
    second = f"{second[:at]}<table:covered-table-cell{second[at + 17 :]}".replace(
        "</table:table-cell></table:table-row>", "</table:covered-table-cell></table:table-row>"
    )
    return [merged, as_ods(head + first + second)]


@pytest.mark.parametrize("make", [0, 1], ids=["xlsx", "ods"])
def test_what_a_merged_cell_covers_is_said_at_its_cell(make: int) -> None:
    reading = workbook_plan(under_a_merge("Old")[make], "p")
    (error,) = [one for one in reading.findings if one.severity == "error"]
    assert str(error.message) == "Outcomes!B3: “Old” stands under a merged cell, where nobody sees it"
    assert error.hint
    assert reading.files is None


@pytest.mark.parametrize("make", [0, 1], ids=["xlsx", "ods"])
def test_what_a_merged_cell_covers_is_no_harm_if_it_is_the_same(make: int) -> None:
    files = workbook_plan(under_a_merge("Land")[make], "p").files
    assert files is not None
    assert files["outcomes.yaml"].count("Land") == 2


def test_a_score_under_a_merged_cell_is_said_in_a_matrix_too() -> None:
    sheet = text_row(1, "", "a", "b") + text_row(2, "a", "", "2") + text_row(3, "b", "1", "")
    raw = by_hand(sheet, after='<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="A3:B3"/></mergeCells>')
    reading = read_matrix(raw, "m.xlsx")
    assert any("“1” stands under a merged cell" in str(one.message) for one in reading.findings)


def test_an_old_workbook_says_what_cannot_be_known_of_it() -> None:
    says = [str(one.message) for one in workbook_plan(OLD, "p.xls").findings]
    assert any("only the values are known" in one for one in says)


@pytest.mark.parametrize(
    ("value", "seen"),
    [(12.0, "1,200"), (1200.0, "12"), (2.0, "1"), (0.5, "5 %"), (-3.0, "4"), (1.25, "1.35")],
)
def test_a_number_that_shows_another_contradicts_itself(value: float, seen: str) -> None:
    assert contradicts(value, seen)


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (1200.0, "1,200"), (1200.0, "1.200,00 €"), (1200.0, "1 200"), (1234567.0, "1.2"), (1200.4, "1,200"),
        (0.5, "50%"), (50.0, "50%"), (-3.0, "(3)"), (0.0, "-"), (44000.0, "18/06/2020"), (7.0, "007"),
        (1.5, "1 1/2"), (12.0, "12 persons"), (1234.0, "1.23E+3"), (0.125, "0.13"), (1e6, "1’000’000.00"),
    ],
)  # fmt: skip
def test_a_number_that_is_shown_by_a_format_does_not(value: float, seen: str) -> None:
    assert not contradicts(value, seen)
