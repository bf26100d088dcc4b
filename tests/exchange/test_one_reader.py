"""An amount is read the same wherever it is written: in a call, in YAML, in a workbook, in a CSV file."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from loops import sampled
from realign.exchange.csv_records import csv_plan
from realign.exchange.records import WorkbookReading, workbook_plan
from realign.findings import CallError
from realign.loading import load
from realign.loading.what_if import what_if
from realign.models.funding.amounts import read_amounts
from realign.money import MoneyError
from realign.plan import Plan
from workbooks import by_openpyxl

ABOUT = '{id: p, title: P, currency: EUR, rates: {USD: {rate: "0.5", date: "2025-01-01", source: Bank}}}'
PLAN = (
    "plan: %s\nfunds: [{id: free, kind: unearmarked, title: F}]\n"
    "deliverables: [{id: D1, title: A, cost: %s, funds: [free]}]\n"
)


def plan(tmp_path: Path, cost: str) -> Plan | None:
    """The plan of one piece of work with its cost."""
    (tmp_path / "plan.yaml").write_text(PLAN % (ABOUT, cost), encoding="utf-8")
    return load(tmp_path / "plan.yaml").plan


def cost_of(found: Plan | None) -> int | None:
    """What the work of a plan costs."""
    cost = found.deliverables[0].cost if found else None
    return cost if isinstance(cost, int) else None


def in_yaml(text: str, tmp_path: Path) -> int | None:
    """Between quotes, as text."""
    return cost_of(plan(tmp_path, json.dumps(text, ensure_ascii=False)))


def in_a_call(text: str, tmp_path: Path) -> int | None:
    """Behind `--unearmarked`."""
    known = plan(tmp_path, "1")
    assert known
    try:
        (amount,) = read_amounts(known, text)
    except (CallError, MoneyError, ValueError):
        return None
    return amount if isinstance(amount, int) else None


def supposed(text: str, tmp_path: Path) -> int | None:
    """Behind `--set`."""
    known = plan(tmp_path, "1")
    assert known
    try:
        return cost_of(what_if(known, [], [f"D1.cost={text}"]))
    except CallError:
        return None


def imported(reading: WorkbookReading, tmp_path: Path) -> int | None:
    """What the plan costs that an import wrote; none where it wrote nothing."""
    if not reading.files:
        return None
    folder = tmp_path / "imported"
    folder.mkdir(exist_ok=True)
    for name, text in reading.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "about.yaml").write_text(PLAN.partition("\nd")[0] % ABOUT, encoding="utf-8")
    (folder / "outcomes.yaml").unlink()
    return cost_of(load(folder).plan)


def in_a_workbook(text: str, tmp_path: Path) -> int | None:
    """As a text in a cell."""
    rows = [("id", "title", "cost"), ("D1", "A", f"{text}")]
    known = plan(tmp_path, "1")
    return imported(workbook_plan(by_openpyxl(Deliverables=rows), "p.xlsx", plan=known), tmp_path)


def in_a_csv_file(text: str, tmp_path: Path) -> int | None:
    """In a table of texts."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([("id", "title", "cost"), ("D1", "A", text)])
    known = plan(tmp_path, "1")
    return imported(csv_plan(stream.getvalue().encode(), "p.csv", "deliverables", plan=known), tmp_path)


DOORS = [in_yaml, in_a_call, supposed, in_a_workbook, in_a_csv_file]
READ = {
    "五百万欧元": 5_000_000,
    "5e6": 5_000_000,
    "1.5bn": 1_500_000_000,
    "€ 1 200 000,–": 1_200_000,
    "12 lakh": 1_200_000,
    "２５００": 2_500,
    "١٢٣٤٥٦": 123_456,
    "1’200’000": 1_200_000,
    "1\u202f200\u00a0000": 1_200_000,
    "1.234.567": 1_234_567,
    "1,234": 1_234,
    "US$2.4 million": 1_200_000,
    "010": 10,
}
REFUSED = [
    "1m 200k",
    "1万2",
    "½ million",
    "1.234",
    "-",
    "n/a",
    "tbc",
    "1-2m",
    "ca. 5m",
    "5m-ish",
    "(500)",
    "£5",
]
IN_A_CALL_TWO = ["2,5 Mio", "1,5 M€", "0,5m"]
"""A call may name several amounts, so that a comma is asked about there."""


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("text", sampled(READ, 3))
def test_what_is_read_is_read_the_same(
    door: Callable[[str, Path], int | None], text: str, tmp_path: Path
) -> None:
    assert door(text, tmp_path) == READ[text]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("text", sampled(REFUSED, 3))
def test_what_is_refused_is_refused_everywhere(
    door: Callable[[str, Path], int | None], text: str, tmp_path: Path
) -> None:
    assert door(text, tmp_path) is None


@pytest.mark.parametrize("text", IN_A_CALL_TWO)
def test_a_decimal_comma_is_read_where_one_amount_stands_and_asked_about_in_a_call(
    text: str, tmp_path: Path
) -> None:
    figures = {door(text, tmp_path) for door in DOORS if door is not in_a_call}
    assert len(figures) == 1
    assert None not in figures
    assert in_a_call(text, tmp_path) is None
