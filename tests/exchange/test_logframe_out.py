"""A logical framework goes out and comes back as the same records; figures filled in there reach the plan."""

import random
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loops import nonempty, sampled
from realign.exchange.logframe import read_logframe
from realign.exchange.logframe_out import logframe
from realign.exchange.typed import plan_files
from realign.loading import load
from realign.plan import Plan
from realign.plan.data import as_data
from realign.render.xlsx import write_workbook
from realign.sheets import RenderOptions
from started import started

KINDS = ("domains", "outcomes", "deliverables", "indicators")


def made(folder: Path, kinds: dict[str, list[dict[str, Any]]]) -> Plan:
    folder.mkdir()
    for name, text in plan_files({"plan": [{"id": "p", "title": "P"}], **kinds}, "x").items():
        (folder / name).write_text(text, encoding="utf-8")
    plan = load(folder).plan
    assert plan is not None, load(folder).findings
    return plan


def drawn(luck: random.Random) -> dict[str, list[dict[str, Any]]]:
    """A plan of random size, each outcome in a domain, each output and indicator below an outcome."""
    domains = [{"id": f"{n}", "title": f"Impact {n} of all"} for n in range(1, luck.randint(2, 4))]
    outcomes = [
        {
            "id": f"{one['id']}.{n}",
            "domain": one["id"],
            "title": luck.choice(["Homes", "Land", "住房"]) + f" {n}",
        }
        for one in domains
        for n in range(1, luck.randint(2, 4))
    ]
    codes = [one["id"] for one in outcomes]

    def some() -> list[str]:
        return luck.sample(codes, luck.randint(1, min(3, len(codes))))

    def years() -> Any:
        return luck.choice([f"{luck.randint(0, 99)}", {"2020": "1.5", "2024": f"{luck.randint(0, 9)}"}])

    work = [
        {
            "id": f"D{n}",
            "title": "Same title",
            "outcomes": some(),
            "basis": luck.choice(["stated", "analyst"]),
        }
        for n in range(luck.randint(1, 5))
    ]
    indicators = [
        {
            "id": f"X{n}",
            "title": f"Indicator {n}",
            "outcomes": some(),
            "basis": "implied",
            "baseline": years(),
            "target": years(),
            **({"milestones": {"2022": "7"}, "unit": "homes"} if luck.random() < 0.5 else {"owner": "City"}),
        }
        for n in range(luck.randint(0, 5))
    ]
    return {"domains": domains, "outcomes": outcomes, "deliverables": work, "indicators": indicators}


@pytest.mark.parametrize("seed", sampled(range(12), 4))
def test_a_plan_comes_back_from_its_logframe(tmp_path: Path, seed: int) -> None:
    plan = made(tmp_path / "p", drawn(random.Random(seed)))  # noqa: S311 - no secret
    out = logframe(plan)
    assert not out.left_out
    raw = write_workbook((out.sheet,), RenderOptions())
    reading = read_logframe(raw, "logframe.xlsx")
    assert not [one for one in reading.findings if one.severity.value == "error"], reading.findings
    back = made(tmp_path / "q", {kind: reading.kinds[kind] for kind in KINDS if kind in reading.kinds})
    for kind in nonempty(KINDS):
        there, here = ({one.id: as_data(one) for one in getattr(each, kind)} for each in (plan, back))
        assert here == there


@pytest.mark.slow
@pytest.mark.subprocess
def test_figures_that_are_filled_in_come_back_into_the_plan(tmp_path: Path) -> None:
    call = partial(started, cwd=tmp_path)

    made(tmp_path / "p", drawn(random.Random(3)))  # noqa: S311 - no secret
    before = {path: path.read_bytes() for path in (tmp_path / "p").iterdir()}
    assert call("export", "--plan", "p", "--to", "logframe.xlsx").returncode == 0
    same = call("import", "logframe.xlsx", "--to", "p")
    assert same.returncode == 0, same.stdout + same.stderr
    assert "nothing was written" in same.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "p").iterdir()} == before
    book = openpyxl.load_workbook(BytesIO((tmp_path / "logframe.xlsx").read_bytes()))
    sheet = book["Logframe"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in range(len(rows)) if "Indicator code" in rows[row])
    at = next(row for row in range(head + 1, len(rows)) if rows[row][rows[head].index("Indicator code")])
    code = rows[at][rows[head].index("Indicator code")]
    sheet.cell(head + 1, sheet.max_column + 1).value = "Actual 2026"
    sheet.cell(at + 1, sheet.max_column).value = 42
    book.save(tmp_path / "logframe.xlsx")
    done = call("import", "logframe.xlsx", "--to", "p", "--update")
    assert done.returncode == 0, done.stdout + done.stderr
    plan = load(tmp_path / "p").plan
    assert plan is not None
    assert {one.id: one.actual for one in plan.indicators}[code] == {2026: 42}


def test_what_has_no_outcome_is_named(tmp_path: Path) -> None:
    kinds = {
        "outcomes": [{"id": "1", "title": "Homes"}],
        "deliverables": [{"id": "D1", "title": "Loose"}],
        "indicators": [{"id": "I1", "title": "Loose", "basis": "stated"}],
    }
    assert logframe(made(tmp_path / "p", kinds)).left_out == ("D1", "I1")
