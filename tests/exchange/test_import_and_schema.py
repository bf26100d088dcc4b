"""What an import writes, our own schema accepts: editor and tool agree."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import editors
from loops import sampled
from realign.exchange.matrix import read_matrix
from realign.exchange.matrix_plan import matrix_plan
from realign.exchange.records import workbook_plan
from realign.exchange.tabulation import plan_sheets
from realign.loading import load
from realign.render.xlsx import write_workbook
from realign.sheets import RenderOptions

ROOT = Path(__file__).parents[2]
PLANS = [
    ROOT / "data",
    ROOT / "src/realign/exchange/templates/city/data",
    *sorted((ROOT / "tests/plans/sound").iterdir()),
]


def complaints(files: Mapping[str, str]) -> list[str]:
    assert files
    return [f"{name}: {said}" for name, text in files.items() for said in editors.complaints(text)]


def workbook(**sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_an_exported_plan_that_is_imported_again_fits(folder: Path) -> None:
    plan = load(folder).plan
    assert plan is not None
    reading = workbook_plan(write_workbook(plan_sheets(plan), RenderOptions()), "p.xlsx")
    assert reading.files, reading.findings
    assert complaints(reading.files) == []


@pytest.mark.parametrize(
    ("truth", "weight"),
    sampled(
        [
            (True, 1),
            ("true", 0.5),
            ("TRUE", "0.5"),
            ("yes", "1"),
            ("Yes", 1.0),
            (1, 0),
            ("1", "0"),
            (False, "1.0"),
            ("no", 1),
            (0, ".5"),
        ],
        3,
    ),
)
def test_numbers_and_truth_values_are_written_as_what_they_are(truth: object, weight: object) -> None:
    raw = workbook(
        Plan=[["id", "title", "scale"], ["p", "P", "3"]],
        Outcomes=[["id", "title"], ["A", "a"], ["B", 1999]],
        Lenses=[["id", "title", "outcomes.A"], ["heat", "Heat", weight]],
        Links=[["id", "from", "to", "strength", "basis", "lenses.heat"], ["L1", "A", "B", "2", "analyst", weight]],
        Funds=[["id", "kind", "title", "received.2021", "amount"], ["free", "unearmarked", "x", "1000", ""], ["f", "soft", "y", None, 5000.0]],
        Deliverables=[
            ["id", "title", "cost.low", "cost.high", "funds", "divisible", "quantity.planned_2026", "value"],
            ["D1", "d", 100, "200", "free", truth, "4", "3"],
        ],
    )  # fmt: skip
    reading = workbook_plan(raw, "p.xlsx")
    assert reading.files, reading.findings
    assert complaints(reading.files) == []


@pytest.mark.parametrize(
    "text",
    [
        ",a,b\na,,2\nb,-1.5,\n",
        ";1.10;2\n1.10;;1,5\n2;+3;\n",
        ",yes,null\nyes,,1\nnull,2e0,\n",
        ",1,2\n1,,.5\n2,1,\n",
    ],
)
def test_a_matrix_that_is_imported_fits(text: str) -> None:
    matrix = read_matrix(text.encode(), "m.csv", None).matrix
    if matrix is not None:
        assert complaints(matrix_plan(matrix, "m.csv")) == []
