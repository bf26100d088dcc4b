"""The page on workshops, run: an empty sheet, four judges, disagreement, a second round, an agreed ranking."""

import json
import os
import random
import re
import shlex
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from loops import nonempty
from realign.exchange.scoring import scoring_workbook
from realign.face import load

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "workshop.md").read_text(encoding="utf-8")
CALLS = re.findall(r"^\$ (realign .*)$", PAGE, flags=re.MULTILINE)
PLAN = """
plan: {id: city, title: {en: City plan, zh: 城市计划}, scale: 3, rubric: {"3": indivisible, "0": consistent}}
outcomes:
  - {id: "1.1", title: Repaired homes}
  - {id: "1.10", title: Fair rents}
  - {id: "2.1", title: Shaded streets}
  - {id: "2.2", title: Safe crossings}
"""
TRUTH = {
    ("1.1", "1.10"): 3, ("2.1", "1.1"): 2, ("2.1", "2.2"): 3, ("2.2", "1.10"): 1, ("1.10", "1.1"): -2, ("1.1", "2.1"): 0,
}  # fmt: skip


def run(call: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", *shlex.split(call)]
    environ = {name: text for name, text in os.environ.items() if name != "REALIGN_PLAN"}
    return subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environ)


def fill(empty: Path, filled: Path, luck: random.Random, slips: float) -> None:
    """Score as a judge who is a step off as often as `slips` says."""
    book = openpyxl.load_workbook(empty)
    scores, reasons = book["Scores"], book["Reasons"]
    codes = [scores.cell(1, column).value for column in range(3, 7)]
    for row, source in enumerate(nonempty(codes), 3):
        assert scores.cell(row, 1).value == source
        for column, target in enumerate(nonempty(codes), 3):
            if source == target:
                assert scores.cell(row, column).value == "x"
                continue
            off = luck.choice([-1, 1]) if luck.random() < slips else 0
            scores.cell(row, column).value = max(-3, min(3, TRUTH.get((source, target), 0) + off))
            if off:
                reasons.cell(row, column).value = f"{filled.stem} sees it otherwise"
    book.save(filled)


@pytest.mark.subprocess
@pytest.mark.slow
def test_the_loop_of_the_page_runs_from_an_empty_sheet_to_an_agreed_ranking(tmp_path: Path) -> None:
    luck = random.Random(5)  # noqa: S311 - no secret
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    assert len(CALLS) == 7
    for number, call in enumerate(CALLS):
        if call.startswith("realign import"):
            for name in ("g1", "g2", "g3", "g4"):
                fill(tmp_path / "scoring.xlsx", tmp_path / f"{name}.xlsx", luck, 0.0 if number > 2 else 0.8)
        done = run(call, tmp_path)
        assert done.returncode == 0, f"{call}\n{done.stdout}{done.stderr}"
    first, second = (
        json.loads(run(f"realign judges --plan {name} --format json -q", tmp_path).stdout)
        for name in ("scored", "agreed")
    )
    assert first["alpha"] < second["alpha"] == 1
    agreed = load(tmp_path / "agreed")
    assert [one.id for one in agreed.judges] == ["g1", "g2", "g3", "g4"]
    found = {(one.from_[0], other): one.score({}) for one in agreed.links for other in one.to}
    assert {pair: score for pair, score in found.items() if score} == {
        pair: score for pair, score in TRUTH.items() if score
    }
    reasons = {said.says for one in load(tmp_path / "scored").links for said in one.judgements if said.says}
    assert "g1 sees it otherwise" in reasons


def test_an_empty_sheet_offers_the_scale_and_is_the_same_every_time(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    plan = load(tmp_path)
    raw = scoring_workbook(plan)
    assert raw == scoring_workbook(plan)
    (tmp_path / "s.xlsx").write_bytes(raw)
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    assert book.sheetnames == ["Scores", "Reasons", "Read me"]
    (rule,) = book["Scores"].data_validations.dataValidation
    assert isinstance(rule, DataValidation)
    assert str(rule.sqref) == "C3:F6"
    assert rule.formula1 == '"3,2,1,0,-1,-2,-3"'
    said = [cell.value for (cell,) in book["Read me"].iter_rows()]
    assert "3: indivisible" in said
    for language, title in nonempty([("en", "City plan"), ("zh", "城市计划"), ("fr", "City plan")]):
        (tmp_path / "t.xlsx").write_bytes(scoring_workbook(plan, language))
        assert openpyxl.load_workbook(tmp_path / "t.xlsx")["Read me"]["A1"].value == title


@pytest.mark.subprocess
def test_a_sheet_in_which_nobody_scored_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "empty.xlsx").write_bytes(scoring_workbook(load(tmp_path)))
    done = run("realign import matrix empty.xlsx --to out", tmp_path)
    assert done.returncode == 1
    assert "the matrix holds no score" in done.stdout
    assert not (tmp_path / "out").exists()
