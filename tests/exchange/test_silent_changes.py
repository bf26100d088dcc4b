"""What a spreadsheet program changes without a word is read as it was meant, or said at its cell."""

import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from loops import sampled
from realign.exchange import tally
from realign.exchange.csv_records import csv_plan
from realign.exchange.matrix import read_matrix
from realign.exchange.money_formats import money_form
from realign.exchange.number_formats import template, written
from realign.exchange.recognise import recognised
from realign.exchange.records import WorkbookReading, workbook_plan
from realign.money import MoneyReader
from realign.text import say
from started import started
from workbooks import (
    as_ods,
    by_hand,
    by_openpyxl,
    by_xlsxwriter,
    ods_row,
    packed,
    saved,
    text_row,
    unpacked,
)

HEAD = ("id", "title")


def read(raw: bytes, **renamed: str) -> WorkbookReading:
    return workbook_plan(raw, "p.xlsx", renamed)


def said(reading: WorkbookReading) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.message)) for finding in reading.findings]


def outcomes(reading: WorkbookReading) -> str:
    assert reading.files is not None, said(reading)
    return reading.files["outcomes.yaml"]


def changed(rows: Any, change: Any, name: str = "Outcomes") -> bytes:
    """A workbook of one sheet that `change` has gone over."""
    book = openpyxl.load_workbook(BytesIO(by_openpyxl(**{name: rows})))
    change(book[name])
    return saved(book)


# formulas


@pytest.mark.parametrize("field", sampled(["cost", "title", "value", "outcomes", "x-note"], 3))
def test_a_formula_that_was_never_calculated_is_an_error_at_its_cell(field: str) -> None:
    rows: list[tuple[Any, ...]] = [("id", "title", field), ("D1", "Shade", "=1+1"), ("D2", "Parks", "=C2*2")]
    if field == "title":
        rows = [(*HEAD, "value"), ("D1", "=1+1", 1), ("D2", "=B2", 2)]
    column = "B" if field == "title" else "C"
    reading = read(by_openpyxl(Deliverables=rows))
    says = f"Deliverables!{column}2: a formula that was never calculated (2 cells: {column}2, {column}3)"
    assert said(reading) == [("RA829", says)]
    assert reading.files is None


def test_a_formula_for_which_the_writer_put_0_is_no_0() -> None:
    raw = by_xlsxwriter(Deliverables=[(*HEAD, "cost"), ("D1", "Shade", "=250*1000"), ("D2", "Trees", 0)])
    assert [code for code, _ in said(read(raw))] == ["RA829"]


def test_a_formula_with_its_value_is_read_even_if_that_is_0_or_no_text() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Outcomes")
        sheet.write_row(0, 0, (*HEAD, "x-a", "x-b"))
        sheet.write_row(1, 0, ("1.1", "Land"))
        sheet.write_formula(1, 2, "=2*3", None, 6)
    assert 'x-a: "6"' in outcomes(read(stream.getvalue()))
    row = '<row r="2"><c r="A2" t="str"><f>"1"</f><v>1</v></c><c r="B2" t="str"><f>A2</f><v>T</v></c><c r="C2" t="str"><f>""</f><v></v></c></row>'
    assert "title: T" in outcomes(read(by_hand(text_row(1, *HEAD, "x-c") + row)))


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!"])
def test_failed_formulas_are_said_once_for_a_column(error: str) -> None:
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>o{row}</t></is></c><c r="B{row}" t="e"><f>1/0</f><v>{error}</v></c></row>'
        for row in (2, 3, 4)
    )
    says = f"Outcomes!B2: the formula failed ({error}) (3 cells: B2, B3, B4)"
    assert said(read(by_hand(text_row(1, *HEAD) + cells))) == [("RA825", says)]


def test_an_ods_file_tells_of_formulas_and_errors_too() -> None:
    cell = '<table:table-cell table:formula="of:=1" {}><text:p>{}</text:p></table:table-cell>'
    for told, text, code in (("", "", "RA829"), ('office:value-type="string"', "#DIV/0!", "RA825")):
        row = ods_row("1.1").replace("</table:table-row>", cell.format(told, text) + "</table:table-row>")
        assert [found for found, _ in said(read(as_ods(ods_row(*HEAD) + row)))] == [code]


# codes


def test_a_code_that_became_a_date_is_an_error_at_its_cell() -> None:
    rows = [(*HEAD, "domain"), (date(2026, 1, 10), "Land", "1"), ("1.2", "Rent", date(2026, 2, 1))]
    reading = read(by_openpyxl(Outcomes=rows))
    assert said(reading) == [
        ("RA827", "Outcomes!A2: the code has become the date 2026-01-10"),
        ("RA827", "Outcomes!C3: the code has become the date 2026-02-01"),
    ]
    assert reading.files is None


@pytest.mark.parametrize(
    ("code", "severity"),
    [("02-Jan", "warning"), ("2-Jan", "warning"), ("2025-01-02", "warning"), ("1.23457E+17", "error")]
    + [(code, "") for code in ("1.2", "May", "2-J", "E+17", "2025", "A-01-02")],
)
def test_a_code_that_a_program_changed_before_it_wrote_csv_is_said(code: str, severity: str) -> None:
    raw = f"id,title\n{code},2 May\n".encode("utf-16")
    assert recognised(raw, "p.csv") == "csv"
    found = [one for one in csv_plan(raw, "p.csv", "outcomes").findings if one.code == "RA827"]
    assert [one.severity.value for one in found] == [severity] * bool(severity)


def test_a_title_that_became_a_date_is_said() -> None:
    reading = read(by_openpyxl(Outcomes=[HEAD, ("1.1", date(2025, 1, 1))]))
    assert said(reading) == [("RA827", "Outcomes!B2: a text has become the date 2025-01-01")]


def test_a_date_where_a_date_belongs_is_none() -> None:
    reading = read(by_openpyxl(Sources=[(*HEAD, "date"), ("S", "Report", date(2021, 11, 15))]))
    assert reading.files is not None
    assert not reading.findings
    assert 'date: "2021-11-15"' in reading.files["sources.yaml"]


@pytest.mark.parametrize(
    ("value", "form", "code"),
    sampled(
        [
            (7, "000", "007"),
            (7, '"D-"000', "D-007"),
            (1.1, "0.00", "1.10"),
            (12, "00.00", "12.00"),
            (1234567, "000-0000", "123-4567"),
            (12, "0", "12"),
        ],
        3,
    ),
)
def test_zeros_that_only_the_format_shows_are_read_as_shown(value: float, form: str, code: str) -> None:
    def change(sheet: Any) -> None:
        sheet["A2"].number_format = form

    reading = read(changed([HEAD, (value, "Land")], change))
    assert f'id: "{code}"' in outcomes(reading) or f"id: {code}" in outcomes(reading)
    assert [found for found, _ in said(reading)] == ([] if form == "0" else ["RA827"])


def test_an_ods_file_shows_its_zeros_too() -> None:
    cell = '<table:table-row><table:table-cell office:value-type="float" office:value="7"><text:p>007</text:p></table:table-cell>'
    row = f'{cell}<table:table-cell office:value-type="string"><text:p>Land</text:p></table:table-cell></table:table-row>'
    assert 'id: "007"' in outcomes(read(as_ods(ods_row(*HEAD) + row)))


def test_a_number_among_codes_with_zeros_may_have_lost_its_own() -> None:
    reading = read(by_openpyxl(Outcomes=[HEAD, ("007", "Land"), (8, "Rent"), ("010", "Fees")]))
    says = "Outcomes!A3: the code 8 is a number among codes that begin with 0; it may have lost its zeros"
    assert said(reading) == [("RA827", says)]


def test_a_long_number_has_lost_its_last_digits() -> None:
    reading = read(by_openpyxl(Outcomes=[HEAD, (123456789012345678, "Land"), ("1", "Rent")]))
    assert [code for code, _ in said(reading)] == ["RA827"]
    assert "more than 15 digits" in said(reading)[0][1]
    assert reading.files is None
    assert read(by_openpyxl(Outcomes=[HEAD, ("123456789012345678", "Land")])).files


def test_codes_kept_as_numbers_are_one_finding() -> None:
    reading = read(by_openpyxl(Outcomes=[HEAD, *((1 + number / 10, "Land") for number in range(1, 9))]))
    (finding,) = reading.findings
    assert str(finding.message).endswith("the code 1.1 is kept as a number (8 cells: A2, A3, A4, A5, A6, …)")


# layout


def test_merged_cells_count_for_each_row_and_that_is_said() -> None:
    rows = [
        ("domain", *HEAD),
        ("1", "1.1", "Land"),
        (None, "1.2", "Rent"),
        (None, "1.3", "Fees"),
        (None, "2.1", "Tax"),
    ]
    reading = read(changed(rows, lambda sheet: sheet.merge_cells("A2:A4")))
    assert outcomes(reading).count('domain: "1"') == 3
    assert said(reading) == [("RA828", "Outcomes!A1: merged cells count for each of their rows (1: A2:A4)")]


def test_a_merged_formula_without_a_value_is_said_for_each_row() -> None:
    rows = [("domain", *HEAD), ("=1", "1.1", "Land"), (None, "1.2", "Rent")]
    reading = read(changed(rows, lambda sheet: sheet.merge_cells("A2:A3")))
    assert ("RA829", "Outcomes!A2: a formula that was never calculated (2 cells: A2, A3)") in said(reading)


def test_merged_cells_of_an_ods_file_count_too() -> None:
    one = '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>1</text:p></table:table-cell>'
    first = ods_row("1.1", "Land").replace("<table:table-row>", f"<table:table-row>{one}")
    second = ods_row("1.2", "Rent").replace(
        "<table:table-row>", "<table:table-row><table:covered-table-cell/>"
    )
    reading = read(as_ods(ods_row("domain", *HEAD) + first + second))
    assert outcomes(reading).count('domain: "1"') == 2


def test_titles_above_the_headings_are_left_out_and_said() -> None:
    rows = [("Results framework 2024-2027",), ("of our city",), (), HEAD, ("1.1", "Land")]
    reading = read(by_openpyxl(Outcomes=rows))
    assert '{id: "1.1", title: Land}' in outcomes(reading)
    assert [code for code, _ in said(reading)] == ["RA828"]
    assert [say(part.what, "en") for part in reading.left_out] == ["Outcomes, rows 1 to 2"]


def test_headings_in_two_rows_are_read_together() -> None:
    rows = [
        ("id", "kind", "title", "received", None),
        (None, None, None, 2020, 2021),
        ("f", "soft", "Grant", 10, 20),
    ]
    reading = read(changed(rows, lambda sheet: sheet.merge_cells("D1:E1"), "Funds"))
    assert reading.files is not None, said(reading)
    assert "received: {" in reading.files["funds.yaml"]
    assert '"2021": 20' in reading.files["funds.yaml"]


def test_hidden_sheets_rows_and_columns_are_read_and_said() -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.parent.create_sheet("Notes")
        sheet.sheet_state = "hidden"

    reading = read(changed([HEAD, ("1.1", "Land"), ("1.2", "Rent")], change))
    assert "Rent" in outcomes(reading)
    assert [message for _, message in said(reading) if "hidden" in message] == [
        "Outcomes!A1: hidden columns are read, too (1: B)",
        "Outcomes!A1: hidden rows are read, too (1: 3)",
        "Outcomes!A1: the sheet is hidden; it is read",
    ]


@pytest.mark.parametrize(
    ("total", "verdict"),
    sampled(
        [
            (("Total", None, 30), "total"),
            ((None, "合计：", 30), "total"),
            ((None, None, 30), "total"),
            (("Total", None, "=SUM(C2:C3)"), "total"),
            (("Total", None, 31), "differs"),
            (("D3", "Total cost of ownership", 30), "record"),
            (("D3", "Total", 30), "record"),
        ],
        3,
    ),
)
def test_totals_are_left_out_where_they_equal_the_sums(total: tuple[Any, ...], verdict: str) -> None:
    reading = read(by_openpyxl(Deliverables=[(*HEAD, "cost"), ("D1", "a", 10), ("D2", "b", 20), total]))
    codes = [code for code, _ in said(reading)]
    assert codes == {"total": ["RA828"], "differs": ["RA825"], "record": []}[verdict]
    if verdict == "total":
        assert reading.files is not None
        assert reading.files["deliverables.yaml"].count("id:") == 2
        assert [say(part.what, "en") for part in reading.left_out] == ["Deliverables, row 4"]


def test_subtotals_are_left_out_and_the_grand_total_too() -> None:
    body = [("D1", "a", 10), ("D2", "b", 20), ("Subtotal", None, 30), ("D3", "c", 5), ("Subtotal", None, 5)]
    reading = read(by_openpyxl(Deliverables=[(*HEAD, "cost"), *body, ("Total", None, 35)]))
    assert reading.files is not None, said(reading)
    assert [sheet.records for sheet in reading.read] == [3]
    assert len(reading.left_out) == 3


# headings and names


@pytest.mark.parametrize(
    ("first", "second"),
    [("title", "title"), ("Title", "title"), ("title ", "TITLE"), ("title.zh", "Title.ZH")],
)
def test_two_columns_of_one_name_are_said(first: str, second: str) -> None:
    reading = read(by_openpyxl(Outcomes=[("id", first, second), ("1", "a", "b")]))
    assert "RA823" in [code for code, _ in said(reading)]
    assert reading.files is None


def test_wrong_headings_are_one_finding_with_what_they_may_mean() -> None:
    rows = [("No", "Deliverable", "Budget", "Who pays", "Colour"), ("D1", "Shade", 10, "free", "red")]
    reading = read(by_openpyxl(Deliverables=rows))
    (finding,) = reading.findings
    assert not reading.left_out, "rows below headings that nobody knows are not nothing"
    assert str(finding.message).startswith(
        "Deliverables!A1: “No”, “Deliverable”, “Budget”, “Who pays”, “Colour”"
    )
    for hint in ("“No”: did you mean id?", "“Budget”: did you mean cost?", "“Who pays”: did you mean funds?"):
        assert hint in str(finding.hint)
    reading = read(
        by_openpyxl(Deliverables=rows),
        No="id",
        deliverable="title",
        Budget="cost",
        Colour="x-colour",
        **{"Who pays": "funds"},
    )
    assert reading.files is not None, said(reading)
    assert "id: D1, title: Shade, cost: 10, funds: [free]" in reading.files["deliverables.yaml"]


@pytest.mark.parametrize(("given", "lacking"), [("low", "high"), ("high", "low")])
def test_a_range_of_which_one_end_has_a_column_says_which_is_missing(given: str, lacking: str) -> None:
    reading = read(by_openpyxl(Deliverables=[(*HEAD, f"cost.{given}"), ("D1", "a", 5)]))
    assert said(reading) == [
        ("RA825", f"Deliverables!C2: cost lacks a part; add a column cost.{lacking}, and fill it")
    ]


@pytest.mark.parametrize(
    ("text", "row", "count"),
    [
        ("id,title,cost\nD1,Shade,1,200\n", 2, 4),
        ("id,title,cost\nD1,Shade, trees,100\n", 2, 4),
        ("id,title,cost\nD1,Shade,100\nD2,“a, b”,100\n", 3, 4),
        ("id;title;cost\nD1;a;b;c;5\n", 2, 5),
        ("Work of 2026\n\nid,title,cost\nD1,Shade,1,200\n", 4, 4),
    ],
)
def test_a_row_of_a_csv_file_that_holds_its_divider_is_one_finding(text: str, row: int, count: int) -> None:
    reading = csv_plan(text.encode(), "d.csv", "deliverables", {}, None, "USD")
    assert reading.files is None
    (finding,) = reading.findings
    assert finding.place.start.line == row
    assert str(finding.message) == f"row {row} has {count} cells, the header 3"
    assert '"1,200"' in str(finding.hint)


@pytest.mark.parametrize(
    "text",
    [
        'id,title,cost\nD1,"Shade, trees","1,200"\n',
        "id,title,cost,\nD1,Shade,1200,\n",
        "id,title,cost\nD1,Shade,1200,,\n",
        "id,title,cost\nD1,Shade\n",
        "A title, with a comma, and another, too\nid,title,cost\nD1,Shade,1200\n",
    ],
)
def test_a_row_of_a_csv_file_that_holds_no_divider_too_many_is_read(text: str) -> None:
    reading = csv_plan(text.encode(), "d.csv", "deliverables", {}, None, "USD")
    assert reading.files is not None, said(reading)
    assert "D1" in reading.files["deliverables.yaml"]


@pytest.mark.parametrize("sign", sampled([",", "，", "/", "、", "&", "|", " , "], 3))
def test_ids_in_one_cell_are_divided_where_each_is_known(sign: str) -> None:
    links = [
        ("id", "from", "to", "strength", "basis", "direction"),
        ("L", f"1.1{sign}1.2", "1.3", 2, "analyst", "mutual"),
    ]
    titles = [HEAD, *((f"1.{number}", f"Title {number}") for number in (1, 2, 3))]
    reading = read(by_openpyxl(Outcomes=titles, Links=links))
    assert reading.files is not None
    assert 'from: ["1.1", "1.2"]' in reading.files["links.yaml"]
    assert [code for code, _ in said(reading)] == ["RA828"]


def test_a_list_with_an_id_that_is_not_there_is_said_at_its_cell() -> None:
    rows = [(*HEAD, "outcomes"), ("D", "a", "1.1, 1.9")]
    reading = read(by_openpyxl(Outcomes=[HEAD, ("1.1", "Land")], Deliverables=rows))
    assert said(reading) == [("RA825", "Deliverables!C2: “1.1, 1.9” is no id, though a part of it is")]


def test_a_comma_in_an_id_or_a_paragraph_divides_nothing() -> None:
    sheets: dict[str, Any] = {
        "Outcomes": [HEAD, ("Land, housing", "Land")],
        "Deliverables": [(*HEAD, "outcomes", "refs"), ("D", "a", "Land, housing", "PLAN 1, 2")],
    }
    reading = read(by_openpyxl(**sheets))
    assert reading.files is not None
    assert '["Land, housing"]' in reading.files["deliverables.yaml"]
    assert '["PLAN 1, 2"]' in reading.files["deliverables.yaml"]


def test_an_id_that_holds_a_semicolon_is_said() -> None:
    reading = read(by_openpyxl(Outcomes=[HEAD, ("a;b", "Land")]))
    assert said(reading) == [
        ("RA825", "Outcomes!A2: the id “a;b” holds a sign by which ids in a cell are divided")
    ]


@pytest.mark.parametrize(("name", "code"), [("Outcomes ", "RA826"), ("OUTCOMES 2", "RA822")])
def test_two_sheets_of_one_kind_are_both_read(name: str, code: str) -> None:
    reading = read(by_openpyxl(**{"Outcomes": [HEAD, ("1", "a")], name: [HEAD, ("1", "b")]}))
    assert [found for found, _ in said(reading)] == [code]


def test_two_plans_are_said() -> None:
    reading = read(by_openpyxl(**{"Plan": [HEAD, ("p", "P")], "plan ": [HEAD, ("q", "Q")]}))
    assert said(reading) == [("RA825", "plan !A2: a workbook holds one plan; this is a second")]


def test_links_without_a_direction_are_directed_and_the_import_says_so() -> None:
    head = ("id", "from", "to", "strength", "basis")
    sheets = {"Outcomes": [HEAD, ("a", "A"), ("b", "B")]}
    reading = read(by_openpyxl(**sheets, Links=[head, ("L", "a", "b", 2, "analyst")]))
    assert reading.files is not None
    assert "direction: directed" in reading.files["links.yaml"]
    assert [code for code, _ in said(reading)] == ["RA828"]
    reading = read(
        by_openpyxl(**sheets, Links=[(*head, "direction"), ("L", "a", "b", 2, "analyst", "mutual")])
    )
    assert reading.files is not None
    assert "direction: mutual" in reading.files["links.yaml"]
    assert not reading.findings


# money and numbers


@pytest.mark.parametrize("form", sampled(["#,##0 [$€-407]", "[$NOK] #,##0", "£#,##0", '"€"#,##0.00'], 2))
def test_a_currency_that_the_format_shows_counts(form: str) -> None:
    def change(sheet: Any) -> None:
        sheet["C2"].number_format = form
        plan = sheet.parent.create_sheet("Plan")
        plan.append(["id", "title", "currency"])
        plan.append(["p", "P", "USD"])

    reading = read(changed([(*HEAD, "cost"), ("D", "a", 1200)], change, "Deliverables"))
    assert [code for code, _ in said(reading)] == ["RA825"]
    assert "the plan counts in USD" in said(reading)[0][1]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("General", ""),
        ("0", ""),
        ("#,##0", ""),
        ("000", "007"),
        ("0.0", "7.0"),
        ('"x', ""),
        ("[" * 255, ""),
        ("d/m/y", ""),
    ],
)
def test_formats_are_understood_or_left_alone(form: str, shown: str) -> None:
    parts = template(form)
    assert (written(7, parts) if parts else "") == shown
    assert not money_form(form).mark


def test_numbers_and_truth_values_are_written_as_the_schema_has_them() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    import yaml

    from realign.exchange.schema import schema

    sheets: dict[str, Any] = {
        "Outcomes": [HEAD, ("a", "A"), ("b", "B")],
        "Lenses": [(*HEAD, "outcomes.a"), ("heat", "Heat", 0.5)],
        "Links": [
            ("id", "from", "to", "strength", "basis", "lenses.heat"),
            ("L", "a", "b", "007", "analyst", 1),
        ],
        "Deliverables": [
            (*HEAD, "cost.low", "cost.high", "divisible", "quantity.y2026"),
            ("D", "a", 1, 2, "yes", 1e-05 * 1e5),
            ("E", "b", 3, 4, 1, 4),
            ("F", "c", 5, 6, False, 4),
        ],
    }
    reading = read(by_openpyxl(**sheets))
    assert reading.files is not None, said(reading)
    whole = schema()
    for text in reading.files.values():
        jsonschema.validate(yaml.safe_load(text), whole)
    assert "divisible: true" in reading.files["deliverables.yaml"]
    assert "lenses: {heat: 1}" in reading.files["links.yaml"]


# matrices


def test_a_matrix_is_read_from_a_sheet() -> None:
    rows = [(None, "a", "b"), ("a", None, 2), ("b", -1.5, None)]
    reading = read_matrix(by_openpyxl(Scores=rows, Notes=[("x",)]), "m.xlsx")
    assert reading.matrix is not None
    assert [(one.source, one.target, one.value, one.cell) for one in reading.matrix.entries] == [
        ("a", "b", 2.0, "C2"),
        ("b", "a", -1.5, "B3"),
    ]
    assert [str(finding.message) for finding in reading.findings] == [
        "the sheet Notes is left out: it does not hold the same matrix"
    ]
    ods = as_ods(ods_row("", "a", "b") + ods_row("a", "", "2") + ods_row("b", "1", ""))
    assert read_matrix(ods, "m.ods").matrix is not None


def test_faults_of_a_matrix_in_a_sheet_are_named_by_their_cell() -> None:
    (finding,) = read_matrix(
        by_openpyxl(S=[(None, "a", "b"), ("a", 0, "often"), ("b", 2, 0)]),
        "m.xlsx",
    ).findings
    assert (finding.place.path, finding.place.start.line, finding.place.start.column) == ("m.xlsx!S", 2, 3)
    (finding,) = read_matrix(
        by_openpyxl(S=[(None, "a", "b"), ("a", 0, "=1+1"), ("b", 2, 0)]), "m.xlsx"
    ).findings
    assert (finding.code, str(finding.message)) == ("RA829", "C2: a formula that was never calculated")


def test_sheets_of_charts_and_sheets_that_are_very_hidden_are_no_harm() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_chartsheet("Funds")
        secret = book.add_worksheet("Outcomes")
        secret.very_hidden()
        secret.write_row(0, 0, HEAD)
        secret.write_row(1, 0, ("1.1", "Land"))
        book.add_worksheet("Notes").activate()
    reading = read(stream.getvalue())
    assert "Land" in outcomes(reading)
    assert [message for _, message in said(reading)] == [
        "the sheet “Notes” is left out",
        "Outcomes!A1: the sheet is hidden; it is read",
    ]
    assert [say(part.what, "en") for part in reading.left_out] == ["Notes", "Funds"]


# the command


def test_the_import_says_what_it_read_and_checks_the_plan(tmp_path: Path) -> None:
    file, home = tmp_path / "p.xlsx", tmp_path / "plan"
    sheets: dict[str, Any] = {
        "Outcomes": [HEAD, ("1.1", "Land"), ("1.2", "Rent")],
        "Deliverables": [(*HEAD, "cost", "outcomes"), ("D", "Maps", 5, "1.3"), ("Total", None, 5, None)],
        "Sheet3": [("x",)],
    }
    file.write_bytes(by_openpyxl(**sheets))
    done = started("import", "workbook", str(file), "--to", str(home), "--format", "json")
    answer = json.loads(done.stdout)
    assert answer["read"] == {"outcomes": 2, "deliverables": 1}
    assert [part["what"] for part in answer["left_out"]] == ["Sheet3", "Deliverables, row 3"]
    assert "RA101" in [finding["code"] for finding in answer["findings"]]  # as validate says of the plan
    assert answer["passed"] is False
    assert done.returncode == 1
    assert (
        "read: 2 outcomes (sheet Outcomes, rows 2 to 3), 1 deliverable (sheet Deliverables, row 2)"
        in done.stderr
    )


@pytest.mark.parametrize(
    "sheets",
    sampled([{"Sheet1": [("Output", "Activity"), ("a", "b")]}, {"Outcomes": [HEAD]}, {"Outcomes": []}], 3),
)
def test_nothing_read_is_exit_1(sheets: dict[str, Any], tmp_path: Path) -> None:
    file, home = tmp_path / "p.xlsx", tmp_path / "plan"
    file.write_bytes(by_openpyxl(**sheets))
    done = started("import", "workbook", str(file), "--to", str(home), "--format", "json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["read"], answer["passed"]) == (1, {}, False)
    assert [finding["code"] for finding in answer["findings"]] == ["RA830"]
    assert not home.exists()


@pytest.mark.parametrize(
    ("rows", "says"),
    sampled(
        [
            (
                [("From", "To", "Strength"), ("a", "b", 2)],
                "“S” looks like links (its columns: From, To, Strength)",
            ),
            (
                [("Title above",), (), ("Code", "Name", "Budget"), ("A", "b", 2)],
                "“S” looks like deliverables",
            ),
            ([(None, "a", "b"), ("a", 0, 1), ("b", 1, 0)], "“S” looks like a matrix: realign import matrix"),
            ([("Output", "Baseline", "Target 2027"), ("a", "b", "c")], "“S” looks like a logframe"),
            ([("Colour", "Size"), ("a", "b")], "rename the sheets by what they hold"),
        ],
        3,
    ),
)
def test_a_sheet_of_another_name_is_told_what_it_looks_like(rows: Any, says: str) -> None:
    (finding,) = read(by_openpyxl(S=rows)).findings
    assert finding.code == "RA830"
    assert str(finding.hint).startswith(says)


def test_a_sheet_full_of_one_fault_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "MOST", 10)
    reading = read(by_openpyxl(Outcomes=[HEAD, *(("1", "Land") for _ in range(40))]))
    (finding,) = reading.findings
    assert str(finding.message).endswith(
        "(10 cells: A3, A4, A5, A6, A7, …); the rest of the sheet is not looked at"
    )
    assert reading.files is None


def test_a_code_that_became_a_truth_value_is_said() -> None:
    reading = read(by_openpyxl(Outcomes=[HEAD, (True, "Land")]))
    assert said(reading) == [("RA827", "Outcomes!A2: the code has become the truth value true")]


def test_headings_with_a_prefix_and_days_since_1904_are_understood() -> None:
    parts = unpacked(by_hand(text_row(1, *HEAD) + text_row(2, "1.1", "Land")))
    sheet = parts["xl/worksheets/sheet1.xml"].decode().replace("<", "<x:").replace("<x:/", "</x:")
    sheet = sheet.replace("xmlns=", "xmlns:x=")
    assert "Land" in outcomes(read(packed({**parts, "xl/worksheets/sheet1.xml": sheet.encode()})))
    book = openpyxl.load_workbook(
        BytesIO(by_openpyxl(Sources=[(*HEAD, "date"), ("S", "Report", date(2021, 11, 15))]))
    )
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - days have no zone
    book["Sources"]["C2"] = date(2021, 11, 15)
    files = read(saved(book)).files
    assert files is not None
    assert 'date: "2021-11-15"' in files["sources.yaml"]


def test_headings_merged_over_two_rows_are_one() -> None:
    def change(sheet: Any) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
            sheet.merge_cells(cells)

    rows = [
        ("id", "kind", "title", "received", None),
        (None, None, None, 2020, 2021),
        ("f", "soft", "Grant", 10, 20),
    ]
    reading = read(changed(rows, change, "Funds"))
    assert reading.files is not None, said(reading)
    assert '"2020": 10' in reading.files["funds.yaml"]
    assert [sheet.records for sheet in reading.read] == [1]


def test_a_matrix_says_what_it_gave(tmp_path: Path) -> None:
    file = tmp_path / "m.xlsx"
    file.write_bytes(by_openpyxl(S=[(None, "a", "b"), ("a", None, 2), ("b", 1, None)]))
    done = started("import", "matrix", str(file), "--to", str(tmp_path / "plan"), "--format", "json")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["read"], answer["passed"]) == (0, {"outcomes": 2, "links": 2}, True)
    assert started("validate", "--plan", str(tmp_path / "plan")).returncode == 0


def test_a_second_import_adds_the_kinds_that_the_plan_lacks(tmp_path: Path) -> None:
    matrix, money, home = tmp_path / "m.csv", tmp_path / "money.xlsx", tmp_path / "plan"
    matrix.write_text(",a,b\na,,2\nb,1,\n")
    sheets: dict[str, Any] = {
        "Funds": [("id", "kind", "title"), ("free", "unearmarked", "Free")],
        "Deliverables": [(*HEAD, "cost", "funds", "outcomes"), ("D", "Maps", 5, "free", "a, b")],
    }
    money.write_bytes(by_openpyxl(**sheets))
    assert started("import", "matrix", str(matrix), "--to", str(home)).returncode == 0
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    done = started("import", "workbook", str(money), "--to", str(home))
    assert done.returncode == 0, done.stderr + done.stdout
    after = {path.name: path.read_bytes() for path in home.iterdir()}
    assert after.keys() - before.keys() == {"funds.yaml", "deliverables.yaml"}
    assert {name: after[name] for name in before} == before
    assert b"outcomes: [a, b]" in after["deliverables.yaml"]
    again = started("import", "workbook", str(money), "--to", str(home))
    assert again.returncode == 0
    assert "2 records are in the plan just so" in again.stderr
    assert {path.name: path.read_bytes() for path in home.iterdir()} == after


def test_what_is_added_is_counted_in_the_currency_of_the_plan(tmp_path: Path) -> None:
    home = tmp_path / "plan"
    home.mkdir()
    (home / "plan.yaml").write_text("plan: {id: p, title: P, currency: EUR}\n")
    for number, (cost, code) in enumerate((("€ 1 200", 0), ("NOK 1 200", 1))):
        file = tmp_path / f"{number}.xlsx"
        file.write_bytes(by_openpyxl(Deliverables=[(*HEAD, "cost"), ("D", "Maps", cost)]))
        done = started("import", "workbook", str(file), "--to", str(home), "--format", "json")
        assert done.returncode == code, done.stdout
        (home / "deliverables.yaml").unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("heading", "cell", "amount"),
    sampled(
        [
            ("Cost (USD thousand)", 1200, 1_200_000),
            ("Cost (in thousand USD)", 1200, 1_200_000),
            ("Cost, USD m", 1.25, 1_250_000),
            ("Cost in millions of USD", 2, 2_000_000),
            ("Cost (k USD)", "1 200", 1_200_000),
            ("Cost (US$'000)", 7, 7_000),
            ("Cost (USD)", 7, 7),
            ("预算（万美元）", 7, 70_000),
            ("Cost (planned)", 7, 7),
            ("cost_k", 7, 7_000),
            ("Budget-k", 7, 7_000),
            ("Cost m", 1.5, 1_500_000),
            ("Cost USDm", 1.5, 1_500_000),
            ("Budget KUSD", 7, 7_000),
            ("Budget in k$", 7, 7_000),
            ("Cost 000 USD", 7, 7_000),
            ("Costo miles de USD", 7, 7_000),
            ("Cost per outcome", 7, 7),
            ("Cost of TOR", 7, 7),
            ("Cost A", 7, 7),
            ("Montant TTC", 7, 7),
        ],
        4,
    ),
)
def test_the_unit_of_a_heading_that_is_mapped_counts(heading: str, cell: Any, amount: int) -> None:
    plan = [("id", "title", "currency"), ("p", "P", "USD")]
    rows = [("id", "title", "outcomes", heading), ("D1", "Work", "1.1", cell)]
    raw = by_openpyxl(Plan=plan, Outcomes=[("id", "title"), ("1.1", "Land")], Deliverables=rows)
    reading = read(raw, **{heading: "cost"})
    assert reading.files is not None
    about = MoneyReader("USD")
    assert about.read(str(reading.kinds["deliverables"][0]["cost"])) == amount


@pytest.mark.parametrize(
    ("heading", "says"),
    sampled(
        [
            ("Cost (per year)", "each of several"),
            ("Kosten p.a.", "each of several"),
            ("Cost / month", "each of several"),
            ("Unit cost", "each of several"),
            ("Coût unitaire", "each of several"),
            ("单价", "each of several"),
            ("Cost %", "a share"),
            ("Kosten TEUR", "T may mean"),
            ("TUSD", "T may mean"),
        ],
        3,
    ),
)
def test_a_heading_that_makes_its_amounts_no_whole_ones_is_asked_about(heading: str, says: str) -> None:
    """Also where the user maps it: the unit is said nowhere else."""
    reading = read(
        by_openpyxl(Deliverables=[(*HEAD, heading), ("D1", "a", 7), ("D2", "b", 8)]), **{heading: "cost"}
    )
    assert reading.files is None
    (finding,) = reading.findings
    assert finding.code == "RA825"
    assert says in str(finding.message)


@pytest.mark.parametrize(
    "heading", sampled(["Cost (EUR)", "Cost (k€)", "Cost, GBP m", "Cost (mil)", "预算（万欧元）"], 3)
)
def test_the_currency_of_a_heading_is_not_lost(heading: str) -> None:
    plan = [("id", "title", "currency"), ("p", "P", "USD")]
    rows = [("id", "title", "outcomes", heading), ("D1", "Work", "1.1", 7)]
    raw = by_openpyxl(Plan=plan, Outcomes=[("id", "title"), ("1.1", "Land")], Deliverables=rows)
    assert [code for code, _ in said(read(raw, **{heading: "cost"})) if code == "RA825"] == ["RA825"]


def test_an_amount_with_a_unit_of_its_own_below_a_heading_with_one_is_asked_about() -> None:
    rows = [("id", "title", "outcomes", "Cost (thousand)"), ("D1", "Work", "1.1", "7m")]
    raw = by_openpyxl(Outcomes=[("id", "title"), ("1.1", "Land")], Deliverables=rows)
    (says,) = [one for code, one in said(read(raw, **{"Cost (thousand)": "cost"})) if code == "RA825"]
    assert "a unit of its own" in says
