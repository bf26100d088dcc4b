"""The empty workbook: what its drop-downs offer is what the plan takes, and filled in it comes back whole."""

from functools import partial
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from loops import nonempty, sampled
from realign.exchange.blank_workbook import OFFERED, blank_workbook
from realign.exchange.nouns import fields_of
from realign.exchange.schema import schema
from realign.loading import load
from started import started

FILLED: dict[str, list[dict[str, object]]] = {
    "Plan": [{"id": "p", "title": "Plan", "currency": "USD", "scale": 3}],
    "Domains": [{"id": "1", "title": "Homes"}],
    "Outcomes": [{"id": "1.1", "title": "Land", "domain": "1"}, {"id": "1.10", "title": "Rent", "domain": "1"}],
    "Lenses": [{"id": "heat", "title": "Heat", "default_relevance": 0.5, "basis": "analyst"}],
    "Links": [{"id": "L1", "from": "1.1", "to": "1.10", "strength": 2, "basis": "analyst", "direction": "mutual"}],
    "Funds": [{"id": "core", "kind": "unearmarked", "title": "Core"}, {"id": "h", "kind": "hard", "title": "H", "amount": "1.2m"}],
    "Deliverables": [{"id": "D1", "title": "Survey", "cost": "12 000", "funds": "core; h", "outcomes": "1.1;1.10", "divisible": "yes"}],
    "Activities": [{"id": "A1", "title": "Meet", "effect": "delayed", "cost": 5, "funds": "core"}],
    "Indicators": [{"id": "I1", "title": "Homes", "outcomes": "1.1", "baseline": 3, "target": 9, "basis": "analyst"}],
}  # fmt: skip


def opened(language: str = "en") -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(blank_workbook(language)))


def offered(book: openpyxl.Workbook, sheet: str, field: str) -> DataValidation:
    heads = {cell.value: cell.column_letter for cell in book[sheet][1]}
    wanted = f"{heads[field]}2:{heads[field]}1001"
    (rule,) = [one for one in book[sheet].data_validations.dataValidation if str(one.sqref) == wanted]
    return rule


@pytest.mark.slow
def test_every_choice_of_the_schema_is_a_drop_down() -> None:
    book, found = opened(), 0
    for kind in nonempty(OFFERED):
        definitions = schema(kind)
        named = definitions.get("items", definitions)["$ref"].rpartition("/")[2]
        for field, told in nonempty(definitions["$defs"][named]["properties"].items()):
            words = told.get("enum")
            if words:
                rule = offered(book, kind.capitalize(), field)
                assert rule.formula1 == '"' + ",".join(words) + '"'
                found += 1
    assert found >= 9


def test_ids_are_offered_from_the_sheet_that_has_them_and_several_may_be_written() -> None:
    book = opened()
    for field, sheet in nonempty(
        [("funds", "Funds"), ("outcomes", "Outcomes"), ("requires", "Deliverables")]
    ):
        rule = offered(book, "Deliverables", field)
        assert rule.formula1 == f"{sheet}!$A$2:$A$1001"
        assert not rule.showErrorMessage


@pytest.mark.parametrize("language", sampled(["en", "zh", "fr"], 3))
def test_a_sheet_explains_every_field_in_the_language_of_the_call(language: str) -> None:
    rows = [*opened(language)["Fields"].iter_rows(min_row=6, values_only=True)]
    told = {(row[0], row[1]): row[2] for row in rows}
    for kind in nonempty(OFFERED):
        assert {field for sheet, field in told if sheet == kind.capitalize()} == {*fields_of(kind)}
    assert all(told.values())
    wanted = {
        "en": "The money that may pay for it",
        "zh": "可支付它的资金",
        "fr": "Les ressources qui peuvent le financer",
    }
    assert told["Deliverables", "funds"] == wanted[language]
    assert blank_workbook(language) == blank_workbook(language)


@pytest.mark.subprocess
@pytest.mark.parametrize("language", sampled(["en", "zh"], 2))
def test_filled_in_it_becomes_a_plan_that_validates(tmp_path: Path, language: str) -> None:
    call = partial(started, cwd=tmp_path)

    done = call("import", "workbook", "--template", "plan.xlsx", "--lang", language)
    assert done.returncode == 0, done.stderr
    assert call("import", "plan.xlsx", "--to", "p").returncode == 1
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    for name, records in nonempty(FILLED.items()):
        heads = {cell.value: cell.column for cell in book[name][1]}
        for row, record in enumerate(records, 2):
            for field, value in record.items():
                book[name].cell(row, heads[field]).value = value
    book.save(tmp_path / "plan.xlsx")
    done = call("import", "plan.xlsx", "--to", "p")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "RA822" not in done.stdout
    assert call("validate", "--plan", "p").returncode == 0
    plan = load(tmp_path / "p").plan
    assert plan is not None
    assert [one.id for one in plan.outcomes] == ["1.1", "1.10"]
    assert [one.amount for one in plan.funds] == [None, 1_200_000]
    (work,) = plan.deliverables
    assert (work.cost, work.funds, work.outcomes, work.divisible) == (
        12000,
        ("core", "h"),
        ("1.1", "1.10"),
        True,
    )


@pytest.mark.subprocess
def test_a_template_is_a_workbook(tmp_path: Path) -> None:
    for words in nonempty((["--template", "plan.csv"], [])):
        done = started("import", "workbook", *words, cwd=tmp_path)
        assert done.returncode == 2
        assert ".xlsx" in done.stderr
    assert not [*tmp_path.iterdir()]
