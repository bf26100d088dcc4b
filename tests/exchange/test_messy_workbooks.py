"""Workbooks as people send them: sheets and headings of their own, crosses, remarks; read once it is said what is what."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loops import nonempty, sampled
from realign.exchange.records import WorkbookReading, workbook_plan
from realign.findings import Severity
from started import started
from workbooks import by_openpyxl, saved


def errors(reading: WorkbookReading) -> list[str]:
    return [f"{one.message}" for one in reading.findings if one.severity is Severity.ERROR]


def crossed(marks: list[list[Any]], head: str = "Who pays") -> bytes:
    """A table with a merged heading over two columns of marks."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Deliverables"
    sheet.append(["id", "title", head, None])
    sheet.append([None, None, "City", "Norway"])
    for number, row in enumerate(marks, 1):
        sheet.append([f"D{number}", "Work", *row])
    sheet.merge_cells("C1:D1")
    return saved(book)


@pytest.mark.parametrize("mark", sampled(["x", "X", "✓", "yes", "●", "oui", "是"], 3))
def test_a_cross_below_a_fund_means_that_it_may_pay(mark: str) -> None:
    rows: list[list[Any]] = [[mark, None], [None, mark], [mark, mark], [None, "-"]]
    reading = workbook_plan(crossed(rows), "w.xlsx", {"Who pays": "funds"})
    assert not errors(reading)
    found = [one.get("funds", []) for one in reading.kinds["deliverables"]]
    assert found == [["City"], ["Norway"], ["City", "Norway"], []]


def test_an_amount_below_a_fund_is_no_cross_and_is_asked_about() -> None:
    (wrong,) = errors(workbook_plan(crossed([[300_000, None]]), "w.xlsx", {"Who pays": "funds"}))
    assert "is no mark for City" in wrong


def test_a_sheet_of_any_name_is_what_the_user_says() -> None:
    raw = by_openpyxl(
        **{
            "Work 2026": [["id", "title", "Outcome"], ["D1", "Shade", "S"]],
            "Results": [["id", "Outcome"], ["S", "Cool streets"]],
        }
    )
    meant = {
        "Work 2026": "deliverables",
        "Results": "outcomes",
        "work 2026!Outcome": "outcomes",
        "Results!outcome": "title",
    }
    reading = workbook_plan(raw, "w.xlsx", meant)
    assert not errors(reading)
    assert reading.kinds["deliverables"] == [{"id": "D1", "title": "Shade", "outcomes": ["S"]}]
    assert reading.kinds["outcomes"] == [{"id": "S", "title": "Cool streets"}]
    assert not reading.left_out


def test_what_is_not_said_is_hinted_in_words_to_copy() -> None:
    raw = by_openpyxl(
        Outcomes=[["Code", "Outcome"], ["S", "Cool streets"]],
        Money=[["Fund", "Amount", "How free"], ["City", 5, "regular"]],
    )
    hints = " ".join(f"{one.hint}" for one in workbook_plan(raw, "w.xlsx").findings)
    for words in nonempty(('--map "Money=funds"', '--map "Outcomes!Code=id" --map "Outcomes!Outcome=title"')):
        assert words in hints


def test_a_workbook_without_a_known_sheet_is_hinted_at_in_words_to_copy() -> None:
    work: list[list[Any]] = [["Code", "Name", "Budget"], ["A", "b", 2]]
    matrix: list[list[Any]] = [["", "a", "b"], ["a", 0, 1], ["b", 1, 0]]
    raw = by_openpyxl(**{"Sheet 1": work, "M": matrix})
    (wrong,) = workbook_plan(raw, "w.xlsx").findings
    assert 'add --map "Sheet 1=deliverables", or rename the sheets' in f"{wrong.hint}"
    assert "“M” looks like a matrix: realign import matrix" in f"{wrong.hint}"
    assert '"M=' not in f"{wrong.hint}"


@pytest.mark.parametrize(
    ("tail", "records", "left"),
    sampled(
        [
            ([[], ["Notes: costs are estimates"], ["x = may pay"]], 2, 2),
            ([[], [None, "prices of 2026, without tax"]], 2, 1),
            ([["D3", "Trees", 5]], 3, 0),
            ([[], ["D3", "Trees", 5]], 3, 0),
            ([[], ["说明：费用均为十一月的估算数，不含税费及其他各项杂费支出"]], 2, 1),
        ],
        3,
    ),
)
def test_a_sentence_apart_from_the_table_is_a_remark(tail: list[list[Any]], records: int, left: int) -> None:
    rows: list[list[Any]] = [["id", "title", "cost"], ["D1", "Shade", 3], ["D2", "Ponds", 4], *tail]
    reading = workbook_plan(by_openpyxl(Deliverables=rows), "w.xlsx")
    assert not errors(reading)
    assert len(reading.kinds["deliverables"]) == records
    assert len(reading.left_out) == left


def test_an_id_alone_in_its_row_is_a_record_that_lacks_something() -> None:
    rows: list[list[Any]] = [["id", "title", "cost"], ["D1", "Shade", 3], [], ["D2", None, None]]
    assert errors(workbook_plan(by_openpyxl(Deliverables=rows), "w.xlsx"))


def test_ids_are_titles_where_there_are_none_and_that_is_said() -> None:
    reading = workbook_plan(by_openpyxl(Funds=[["id", "kind"], ["Norway", "soft"]]), "w.xlsx")
    assert not errors(reading)
    assert reading.kinds["funds"] == [{"id": "Norway", "kind": "soft", "title": "Norway"}]
    assert any("the ids are the titles, too" in f"{one.message}" for one in reading.findings)


def test_a_total_with_words_in_its_parts_is_a_total() -> None:
    rows: list[list[Any]] = [
        ["id", "title", "cost"],
        ["D1", "a", "1.2m"],
        ["D2", "b", "USD 300,000"],
        [None, "Total", "1.5m"],
    ]
    reading = workbook_plan(by_openpyxl(Deliverables=rows), "w.xlsx", currency="USD")
    assert not errors(reading)
    assert [one["id"] for one in reading.kinds["deliverables"]] == ["D1", "D2"]


def test_the_currency_that_is_given_is_that_of_the_amounts() -> None:
    rows: list[list[Any]] = [["id", "title", "cost"], ["D1", "a", "EUR 5"]]
    assert errors(workbook_plan(by_openpyxl(Deliverables=rows), "w.xlsx"))
    assert not errors(workbook_plan(by_openpyxl(Deliverables=rows), "w.xlsx", currency="EUR"))
    assert errors(workbook_plan(by_openpyxl(Deliverables=rows), "w.xlsx", currency="USD"))


@pytest.mark.parametrize(
    ("written", "hint"), [("usd", "USD"), ("euro", "EUR"), ("£", "GBP"), ("points", "the code of a currency")]
)
@pytest.mark.parametrize("kind", ["csv", ""])
def test_a_currency_that_no_plan_can_have_is_a_wrong_call(
    tmp_path: Path, written: str, hint: str, kind: str
) -> None:
    (tmp_path / "deliverables.csv").write_text("id,title,cost\nD1,Shade,100\n", encoding="utf-8")
    words = ["import", *filter(None, [kind]), "deliverables.csv", "--to", "p", "--currency", written]
    done = started(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert hint in done.stderr
    assert not (tmp_path / "p").exists()
