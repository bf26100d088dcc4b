"""No amount of a workbook is off by a thousand: headings, number formats and lines above a table say units."""

from typing import Any

import openpyxl
import pytest

from loops import sampled
from realign.amounts import LONGEST
from realign.exchange.cell_values import number
from realign.exchange.heading_units import factor_of, unit_of
from realign.exchange.number_formats import shapes
from realign.exchange.records import WorkbookReading, workbook_plan
from realign.money import MoneyReader
from workbooks import as_ods, by_openpyxl, saved

HEAD = ("id", "title", "cost")


def said(reading: WorkbookReading) -> list[tuple[str, str]]:
    return [(one.code, str(one.message)) for one in reading.findings]


def amount(reading: WorkbookReading, currency: str = "USD") -> int:
    """What the first piece of work costs."""
    assert reading.files is not None, said(reading)
    return MoneyReader(currency).read(str(reading.kinds["deliverables"][0]["cost"]))


def formatted(
    value: float, form: str, heading: str = "cost", currency: str = "USD", above: str = ""
) -> bytes:
    """A workbook with one amount in a number format."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Deliverables"
    if above:
        sheet.append([above])
    sheet.append(["id", "title", heading])
    sheet.append(["D1", "Shade", value])
    sheet.cell(sheet.max_row, 3).number_format = form
    plan = book.create_sheet("Plan")
    plan.append(["id", "title", *(["currency"] if currency else [])])
    plan.append(["p", "P", *([currency] if currency else [])])
    return saved(book)


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        *[
            (text, 1_000)
            for text in (
                "Cost (USD '000)", "Cost (USD 000s)", "Cost ($000)", "cost USD'000", "Amount (USD) '000",
                "Budget £000", "cost (× 1 000)", "cost/1000", "cost (10^3 USD)", "Kosten in 1.000 €",
                "coût (en milliers)", "coût, en milliers de dollars", "Costo (miles de USD)", "Custo (em milhares)",
                "Kosten [Tsd. EUR]", "Стоимость, тыс. руб.", "Cost - USD thousands", "cost (USD, thousands)",
                "Budget in USD (thousands)", "cost_kusd", "金额（千元）", "cost\n(USD '000)", "Cost (000's USD)",
            )
        ],
        *[
            (text, 1_000_000)
            for text in (
                "Cost, USD million", "cost (millions, USD)", "Coût, en millions d'euros", "Cost (USDm)", "Cost $m",
                "Cost in millions of USD", "Стоимость (млн долл.)",
                "Cost (USD 1 000 000)", "Coût (en millions de FCFA)", "预算（百万元）",
            )
        ],
        *[(text, 10_000) for text in ("金额(万元)", "预算/万元", "预算 万元", "cost（单位：万元）")],
        ("Cost (Rs lakh)", 100_000),
        ("Cost (₹ crore)", 10_000_000),
        *[(text, 1) for text in ("cost", "Cost (USD)", "Budget total (EUR)", "Cost in words", "Cost of M&E")],
        *[(text, 1) for text in ("Cost (2025)", "cost (incl. VAT)", "cost (constant 2020 USD)")],
        *[(text, 0) for text in ("Cost (mil)", "Kosten (TEUR)", "Cost (thousand million)")],
    ],
)  # fmt: skip
def test_a_heading_says_what_its_amounts_are_multiplied_by(heading: str, factor: int) -> None:
    unit = unit_of(heading)
    assert (factor_of(unit) if unit else 1) == factor, unit


def test_amounts_below_a_heading_too_long_for_a_unit_are_refused() -> None:
    heading = f"Cost (USD thousand {'as agreed ' * LONGEST})"
    reading = workbook_plan(
        formatted(5300, "General", heading), "p.xlsx", renamed={heading.casefold(): "cost"}
    )
    assert unit_of(heading) == heading[:LONGEST]
    assert factor_of(unit_of(heading)) == 0
    assert any("is too long for an amount" in says for _, says in said(reading)), said(reading)


@pytest.mark.parametrize("where", [0, LONGEST])
def test_a_long_note_above_a_table_is_read_at_its_ends(where: int) -> None:
    note = "All that follows was agreed in June. " * 40
    assert len(note) > LONGEST
    assert factor_of(unit_of(f"{note[:where]}(in USD thousand) {note[where:]}", title=True)) == 1_000


@pytest.mark.parametrize("many", [1, 60_000])
def test_long_figures_and_number_formats_are_read_in_one_go(many: int) -> None:
    assert number(f"{'1' * many}x") is None
    assert number(f"0.{'0' * many}") == 0
    for sign in ("[", "[$", " ", '"', "0"):  # none of these says another figure
        assert [shape.scale for shape in shapes(sign * many)] == [1] * (sign == "0")
    assert sum(1 for _ in shapes("0;" * many)) == min(many, 4)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ('0"a;b";0" c"', ["a;b", "c"]),
        ('0 "k";-0 "k";"none"', ["k", "k"]),
        ("[$€-407] 0;[Red]0", ["€", ""]),
        ("[$USD] 0", ["USD"]),
        ("[$-409]0", [""]),
        ("0;0;0;0;0", ["", "", "", ""]),
    ],
)
def test_each_section_of_a_number_format_is_read_by_itself(form: str, words: list[str]) -> None:
    assert [shape.words for shape in shapes(form)] == words


@pytest.mark.parametrize(
    "form",
    sampled(
        [
            '#,##0"k"',
            '0.0"m"',
            '#,##0 "thousand"',
            '#,##0\\ "M€"',
            '#,##0 "万元"',
            '#,##0"000"',
            '0.0,"m"',
            '0"k";-0"k"',
        ],
        3,
    ),
)
def test_a_number_format_that_makes_another_amount_is_asked_about(form: str) -> None:
    (code, says), *rest = said(workbook_plan(formatted(5300, form), "p.xlsx"))
    assert (code, rest) == ("RA825", [])
    assert "C2: the cell holds “5300”, but its number format adds" in says


@pytest.mark.parametrize("form", ["0%", "0.00%"])
def test_a_share_is_no_amount(form: str) -> None:
    ((_, says),) = said(workbook_plan(formatted(0.05, form), "p.xlsx"))
    assert "per cent" in says


@pytest.mark.parametrize(
    ("form", "notes"), [("#,##0,", 1), ("0.00,,", 1), ('0.0,,"m"', 0), ('#,##0,"k";0', 0)]
)
def test_a_number_format_that_leaves_off_thousands_changes_nothing(form: str, notes: int) -> None:
    reading = workbook_plan(formatted(5_300_000, form), "p.xlsx")
    assert amount(reading) == 5_300_000
    assert [code for code, _ in said(reading)] == ["RA828"] * notes


def test_thousands_that_heading_and_format_both_say_are_counted_once() -> None:
    raw = formatted(5_300_000, "#,##0,", "Cost (USD '000)")
    assert amount(workbook_plan(raw, "p.xlsx", {"Cost (USD '000)": "cost"})) == 5_300_000
    raw = formatted(5_300, "#,##0", "Cost (USD '000)")
    assert amount(workbook_plan(raw, "p.xlsx", {"Cost (USD '000)": "cost"})) == 5_300_000
    raw = formatted(5_300_000, "#,##0,", "Cost (USD million)")
    assert "RA825" in dict(said(workbook_plan(raw, "p.xlsx", {"Cost (USD million)": "cost"})))


@pytest.mark.parametrize(
    ("form", "currency", "wrong"),
    sampled(
        [
            ('"CHF" #,##0', "USD", True),
            ('#,##0 "FCFA"', "USD", True),
            ("#,##0 [$kr-41D]", "USD", True),
            ('"$"#,##0.00', "EUR", True),
            ("[$R$-416] #,##0", "USD", True),
            ('"$"#,##0.00', "USD", False),
            ('"$"#,##0.00', "", False),
            ('#,##0 "FCFA"', "XOF", False),
            ('"ca. "#,##0', "USD", False),
        ],
        3,
    ),
)
def test_the_currency_of_a_number_format_is_that_of_the_plan_or_a_fault(
    form: str, currency: str, wrong: bool
) -> None:
    reading = workbook_plan(formatted(5300, form, currency=currency), "p.xlsx")
    assert [code for code, _ in said(reading)] == ["RA825"] * wrong
    assert wrong or amount(reading, currency) == 5300


@pytest.mark.parametrize(
    "above",
    sampled(
        [
            "All amounts in USD thousands",
            "(en milliers d'euros)",
            "USD 000",
            "单位：万元",
            "Budget 2025 (EUR)",
            "Figures in millions",
        ],
        3,
    ),
)
def test_a_unit_that_only_stands_above_the_table_is_asked_about(above: str) -> None:
    found = dict(said(workbook_plan(formatted(5300, "0", above=above), "p.xlsx")))
    assert "A1" in found["RA825"]
    assert "no heading of an amount says it" in found["RA825"]


@pytest.mark.parametrize(
    "above",
    sampled(
        [
            "Thousand Hills plan",
            "Table 1: Million trees",
            "Budget 2025 (USD)",
            "Plan for 5 million people",
            "MIT plan",
        ],
        3,
    ),
)
def test_a_title_above_the_table_that_is_no_unit_is_left_out(above: str) -> None:
    reading = workbook_plan(formatted(5300, "0", above=above), "p.xlsx")
    assert amount(reading) == 5300
    assert [code for code, _ in said(reading)] == ["RA828"]


@pytest.mark.parametrize(
    ("attributes", "seen", "code"),
    sampled(
        [
            ('office:value-type="float" office:value="5300"', "5300k", "RA825"),
            ('office:value-type="float" office:value="5300"', "CHF 5 300", "RA825"),
            ('office:value-type="percentage" office:value="0.05"', "5%", "RA825"),
            ('office:value-type="float" office:value="5300000"', "5,300", "RA828"),
            ('office:value-type="currency" office:currency="EUR" office:value="5300"', "5.300,00 €", "RA825"),
            ('office:value-type="float" office:value="5300"', "5 300", ""),
        ],
        3,
    ),
)
def test_an_ods_file_tells_the_same(attributes: str, seen: str, code: str) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def text(words: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'

    figure = f"<table:table-cell {attributes}><text:p>{seen}</text:p></table:table-cell>"
    body = row(*map(text, HEAD)) + row(text("D1"), text("Shade"), figure)
    reading = workbook_plan(as_ods(body, "Deliverables"), "p.ods")
    assert [one for one, _ in said(reading)] == [code] * bool(code)
    assert code == "RA825" or amount(reading) in (5300, 5_300_000)


def test_a_row_that_numbers_the_columns_is_no_record() -> None:
    rows = [HEAD, (1, 2, 3), ("D1", "Shade", 5)]
    reading = workbook_plan(by_openpyxl(Deliverables=rows), "p.xlsx")
    assert [one["id"] for one in reading.kinds["deliverables"]] == ["D1"]
    assert "numbers the columns" in said(reading)[0][1]
    assert (
        len(workbook_plan(by_openpyxl(Deliverables=[HEAD, (7, 2, 3)]), "p.xlsx").kinds["deliverables"]) == 1
    )


TOTALS = ["Total", "Grand total:", "Sub total", "Total général", "Summe", "Insgesamt", "Итого", "Totaal", "合 计", "总计", "Σ", "Total (USD)", "Total 2025", "TOTAL GENERAL", "Gesamtkosten"]  # fmt: skip


@pytest.mark.parametrize("word", sampled(TOTALS, 5))
@pytest.mark.parametrize("column", [0, 1])
def test_a_total_is_known_in_many_words(word: str, column: int) -> None:
    total = ["", "", 11]
    total[column] = word
    rows = [HEAD, ("D1", "a", 5), ("D2", "b", 6), total]
    reading = workbook_plan(by_openpyxl(Deliverables=rows), "p.xlsx")
    assert [one["id"] for one in reading.kinds["deliverables"]] == ["D1", "D2"]
    assert "total" in said(reading)[0][1]
    total[2] = 12
    wrong = workbook_plan(by_openpyxl(Deliverables=[*rows[:3], total]), "p.xlsx")
    assert "calls itself a total" in said(wrong)[0][1]


@pytest.mark.parametrize(
    "title", sampled(["Total", "Total quality management", "Sum of us", "Summer school"], 2)
)
def test_a_record_with_an_id_is_no_total(title: str) -> None:
    reading = workbook_plan(by_openpyxl(Deliverables=[HEAD, ("D1", "a", 5), ("D2", title, 5)]), "p.xlsx")
    assert len(reading.kinds["deliverables"]) == 2


@pytest.mark.parametrize(
    "head",
    [
        ("\ufeffid", "ti\u200btle", "cost*"),
        ("ID *", "Title:", "co\u00adst"),
        ("id\n", "title\u00a0", "cost "),
    ],
)
def test_headings_are_read_without_what_nobody_sees(head: tuple[str, ...]) -> None:
    assert amount(workbook_plan(by_openpyxl(Deliverables=[head, ("D1", "a", 5)]), "p.xlsx")) == 5


@pytest.mark.parametrize("heading", ["Cost (USD)", "cost (in US$)", "Cost [US dollars]"])
def test_below_a_currency_alone_an_amount_may_have_its_own_word_for_many(heading: str) -> None:
    rows: list[list[Any]] = [
        ["id", "title", heading],
        ["D1", "Wells", "1.2m"],
        ["D2", "Pipes", 300_000],
        ["D3", "Taps", "US$ 2 million"],
    ]
    reading = workbook_plan(by_openpyxl(Deliverables=rows), "b.xlsx", currency="USD")
    assert reading.files is not None, said(reading)
    costs = [MoneyReader("USD").read(str(one["cost"])) for one in reading.kinds["deliverables"]]
    assert costs == [1_200_000, 300_000, 2_000_000]


def test_an_amount_in_another_currency_than_its_heading_is_asked_about() -> None:
    rows: list[list[Any]] = [["id", "title", "Cost (USD)"], ["D1", "Wells", "5 EUR"]]
    reading = workbook_plan(by_openpyxl(Deliverables=rows), "b.xlsx", currency="USD")
    assert reading.files is None
    assert any("unit of its own" in text for _, text in said(reading))
