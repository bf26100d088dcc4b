"""Workbooks with words of their own, in three languages: what is asked leads to a plan that validates."""

import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from loops import sampled
from realign.exchange.headings import likely_kind
from realign.exchange.recognise import recognised
from realign.exchange.records import WorkbookReading, workbook_plan
from realign.exchange.workbook import read_workbook
from realign.findings import Severity
from realign.loading import load
from realign.text import say
from workbooks import by_openpyxl

Sheet = Sequence[Sequence[Any]]


def ratings(codes: Sequence[str], judges: Sequence[str]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for at, judge in enumerate(judges):
        scores = [
            [code, *((at + i + j) % 4 if i != j else None for j in range(3))] for i, code in enumerate(codes)
        ]
        rows += [[judge], [None, *codes], *scores, []]
    return rows


BOOKS: dict[str, dict[str, Sheet]] = {
    "en": {
        "Work plan": [
            ["District of Oak Hill"],
            [],
            [
                "Programme",
                "Ref",
                "Activity",
                "Contributes to",
                "Est. cost",
                "Funding source",
                "Lead",
                "Comments",
            ],
            ["Homes", "A1", "Repair roofs", "O1", "1.2m", "City", "Housing", None],
            ["Homes", "A2", "Rent desk", "O2, O1", "150,000", "City / Union", "Housing", "two staff"],
            ["Streets", "B1", "Plant trees", "O3; O2", "300k", "Union", "Parks", None],
            [None, "Total", None, None, None, None, None, None],
            [],
            ["Costs are estimates of March."],
        ],
        "Donors": [
            ["Donor", "Amount (USD)", "Conditions"],
            ["City", "900,000", "hard"],
            ["Union", 400_000, "soft"],
        ],
        "Results": [
            ["Results we want"],
            ["Code", "Result", "Pillar"],
            ["O1", "Sound homes", "Homes"],
            ["O2", "Fair rents", "Homes"],
            ["O3", "Cool streets", "Streets"],
        ],
        "Ratings": ratings(["O1", "O2", "O3"], ["Ana", "Ben", "Chi"]),
    },
    "fr": {
        "Plan d'action": [
            ["Commune de Chêne"],
            [
                "Programme",
                "Réf.",
                "Activité",
                "Contribue à",
                "Coût estimé",
                "Source de financement",
                "Remarques",
            ],
            ["Logement", "A1", "Réparer les toits", "R1", "1,2 M€", "Budget", None],
            ["Logement", "A2", "Guichet des loyers", "R2, R1", "150 000 €", "Budget / Union", "deux agents"],
            ["Rues", "B1", "Planter des arbres", "R3 ; R2", "300 k€", "Union", None],
            [None, "Total", None, None, None, None, None],
            [],
            ["Coûts estimés en mars."],
        ],
        "Bailleurs": [
            ["Bailleur", "Montant (EUR)", "Conditions"],
            ["Budget", "900 000", "hard"],
            ["Union", "400 k", "soft"],
        ],
        "Résultats": [
            ["Résultats attendus"],
            ["Code", "Résultat", "Axe"],
            ["R1", "Logements sains", "Logement"],
            ["R2", "Loyers justes", "Logement"],
            ["R3", "Rues fraîches", "Rues"],
        ],
        "Notes": ratings(["R1", "R2", "R3"], ["Ana", "Ben", "Chi"]),
    },
    "zh": {
        "工作计划": [
            ["橡树区工作计划"],
            ["项目", "编号", "活动", "对应成果", "预计成本", "资金来源", "牵头单位", "备注"],
            ["住房", "A1", "修缮屋顶", "C1", "120万元", "市财政", "住房局", None],
            ["住房", "A2", "租赁窗口", "C2、C1", "15万", "市财政、欧盟", "住房局", "两名人员"],
            ["街道", "B1", "种植树木", "C3；C2", "30万元", "欧盟", "园林局", None],
            [None, "合计", None, None, None, None, None, None],
            [],
            ["成本为三月估算。"],
        ],
        "资金": [["资金名称", "金额（元）", "条件"], ["市财政", "90万", "hard"], ["欧盟", "40万", "soft"]],
        "成果": [
            ["预期成果"],
            ["编号", "成果", "领域"],
            ["C1", "安全住房", "住房"],
            ["C2", "合理租金", "住房"],
            ["C3", "清凉街道", "街道"],
        ],
        "评分": ratings(["C1", "C2", "C3"], ["甲", "乙", "丙"]),
    },
}


def call(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "realign", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


CURRENCY = {"en": "USD", "fr": "EUR", "zh": "CNY"}


def asked(reading: WorkbookReading) -> dict[str, str]:
    """What the hints say to add, as `--map` takes it."""
    hints = " ".join(say(one.hint, "en") for one in reading.findings)
    words = re.findall(r'--map ("[^"]*")', hints)
    return dict(shlex.split(word)[0].rpartition("=")[::2] for word in words)


@pytest.mark.parametrize("language", sampled(BOOKS, 3))
def test_hints_lead_from_nothing_to_a_plan_that_validates(language: str, tmp_path: Path) -> None:
    raw = by_openpyxl(**BOOKS[language])
    assert recognised(raw, "own.xlsx") == "workbook"
    first = workbook_plan(raw, "own.xlsx")
    assert first.files is None
    sheets = asked(first)
    assert sorted({*sheets.values()} - {"activities", "deliverables"}) == ["funds", "outcomes"]
    second = workbook_plan(raw, "own.xlsx", sheets, currency=CURRENCY[language])
    every = {**sheets, **asked(second)}
    file, plan = tmp_path / "own.xlsx", tmp_path / "plan"
    file.write_bytes(raw)
    maps = [word for heading, field in every.items() for word in ("--map", f"{heading}={field}")]
    done = call("import", file, *maps, "--currency", CURRENCY[language], "--to", plan)
    assert done.returncode == 0, done.stdout + done.stderr
    loaded = load(plan)
    assert loaded.plan is not None
    work = loaded.plan.deliverables or loaded.plan.activities
    assert [(one.id, one.cost) for one in work] == [("A1", 1_200_000), ("A2", 150_000), ("B1", 300_000)]
    assert [len(one.outcomes) for one in work] == [1, 2, 2]
    assert [len(one.funds) for one in work] == [1, 2, 1]
    assert [one.amount for one in loaded.plan.funds] == [900_000, 400_000]
    assert len(loaded.plan.domains) == 2
    assert {one.domain for one in loaded.plan.outcomes} == {one.id for one in loaded.plan.domains}


@pytest.mark.slow
@pytest.mark.parametrize("language", sampled(BOOKS, 3))
def test_the_ratings_of_the_same_workbook_are_read_by_themselves(language: str, tmp_path: Path) -> None:
    file = tmp_path / "own.xlsx"
    file.write_bytes(by_openpyxl(**BOOKS[language]))
    done = call("import", "matrix", file, "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("- {id: g") == 3


def test_the_ratings_are_pointed_to() -> None:
    raw = by_openpyxl(**BOOKS["en"])
    reading = workbook_plan(raw, "own.xlsx", {"Results": "outcomes"})
    hints = [say(one.hint, "en") for one in reading.findings]
    assert any("“Ratings” may be read by itself: realign import matrix own.xlsx" in one for one in hints)


def test_the_heading_row_is_found_though_no_heading_is_a_field() -> None:
    raw = by_openpyxl(**BOOKS["en"])
    grids = {grid.name: grid for grid in read_workbook(raw, "own.xlsx").grids}
    assert likely_kind(grids["Donors"]) == "funds"
    reading = workbook_plan(raw, "own.xlsx", {"Results": "outcomes", "Work plan": "activities"})
    rows = {
        one.place.path.rpartition("!")[2]: one.place.start.line
        for one in reading.findings
        if one.code == "RA823"
    }
    assert rows == {"Results": 2, "Work plan": 3}


def test_domains_are_made_of_names_and_not_of_codes() -> None:
    def made(*domains: str, listed: bool = False) -> list[str]:
        rows = [["id", "title", "domain"], *([f"1.{at}", f"T{at}", one] for at, one in enumerate(domains))]
        more = {"Domains": [["id", "title"], ["Parks", "Parks"]]} if listed else {}
        kinds = workbook_plan(by_openpyxl(Outcomes=rows, **more), "o.xlsx").kinds
        return [str(one["id"]) for one in kinds.get("domains", ())]

    assert made("Homes", "Streets", "Homes") == ["Homes", "Streets"]
    assert made("1", "2") == []
    assert made("Homes", "2") == []
    assert made("Homes", "Streets", listed=True) == ["Parks"]


@pytest.mark.slow
def test_errors_come_first_where_the_screen_is_too_small(tmp_path: Path) -> None:
    rows: Sheet = [
        ["id", "title", "cost", "funds"],
        *([f"A{at}", f"Work {at}", at, "tbd"] for at in range(1, 9)),
    ]
    noise: Sheet = [["id", "title", "domain"], *([f"1.{at}", f"Aim {at}", "Homes"] for at in range(1, 9))]
    file = tmp_path / "own.xlsx"
    file.write_bytes(by_openpyxl(Activities=rows, Outcomes=noise, Other=[["x"]], Rest=[["y"]]))
    done = call("import", file, "--to", tmp_path / "plan", "--format", "table")
    assert done.returncode == 1
    body = done.stdout.splitlines()
    assert body[0] == "Findings"
    assert f"{Severity.ERROR}" in body[2]
