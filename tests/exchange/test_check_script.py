"""The script for who trusts nobody: it agrees with every answer, and not with one that was changed."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from loops import nonempty
from realign.exchange.checking import check_file
from realign.face import load
from realign.plan import Plan
from realign.questions.gaps import gaps
from realign.questions.links import links

ROOT = Path(__file__).parents[2]
PLANS = {"shipped": (ROOT / "data", "resilience"), "judged": (ROOT / "tests" / "plans" / "judged", "heat")}
FUNDED = """
plan: {id: p, title: P, currency: USD}
outcomes: [{id: "1.1", title: A}, {id: "1.2", title: B}]
links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, direction: mutual}]
funds:
  - {id: open, kind: unearmarked, title: Open}
  - {id: a, kind: soft, title: A, amount: 400}
  - {id: b, kind: hard, title: B, amount: 300}
deliverables:
  - {id: D1, title: One, cost: 500, value: 5, funds: [a, open]}
  - {id: D2, title: Two, cost: 300, value: 4, funds: [b, a]}
  - {id: D3, title: Three, cost: 250, value: 3, funds: [open]}
  - {id: D4, title: Four, cost: 200, value: 3, funds: [a, b, open], tier: 2}
"""


def run(text: str, folder: Path) -> tuple[int, str]:
    file = folder / "check.py"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(file)], capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def written(plan: Plan, lens: str | None, amounts: object) -> str:
    return check_file(plan, links(plan, lens, draws=0), gaps(plan, amounts) if amounts else None)  # type: ignore[arg-type]


@pytest.mark.subprocess
@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("through", [False, True])
def test_every_figure_of_a_ranking_holds(name: str, through: bool, tmp_path: Path) -> None:
    folder, lens = PLANS[name]
    plan = load(folder)
    code, told = run(
        written(plan, lens if through else None, "0; 12e6" if name == "shipped" else None), tmp_path
    )
    assert code == 0, told
    assert "every figure holds" in told
    assert f"{len(plan.outcomes)} outcomes" in told


@pytest.mark.subprocess
def test_every_payment_holds_and_no_choice_is_better(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(FUNDED, encoding="utf-8")
    code, told = run(written(load(tmp_path), None, "0; 100; 350; 2000"), tmp_path)
    assert code == 0, told
    assert told.count("every choice tried, none is better") == 3
    assert "everything is covered" in told


def changed(text: str, pattern: str, new: str) -> str:
    found, count = re.subn(pattern, new, text, count=1)
    assert count == 1, pattern
    return found


@pytest.mark.subprocess
def test_a_changed_figure_is_found(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(FUNDED, encoding="utf-8")
    text = written(load(tmp_path), None, "350")
    for pattern, new in nonempty(
        [
            (r'"loss": [0-9.e-]+', '"loss": 0.123'),
            (r'"rank": 1', '"rank": 2'),
            (r'"drive": \{\s*"1\.1": [0-9.e-]+', '"drive": {"1.1": 7'),
            (r'"a": 400,\s*"b"', '"a": 40, "b"'),
            (r'"paid": 500', '"paid": 499'),
            (r'"state": "uncovered"', '"state": "covered"'),
            (r'"funds": \[\s*"a",', '"funds": ["b",'),
        ]
    ):
        code, told = run(changed(text, pattern, new), tmp_path)
        assert code == 1, pattern
        assert "differ" in told


@pytest.mark.subprocess
def test_a_worse_choice_is_found(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(FUNDED, encoding="utf-8")
    text = written(load(tmp_path), None, "0")
    begin, end = text.index("r'''") + 4, text.index("''')")
    data = json.loads(text[begin:end])
    for item in data["money"]["levels"][0]["items"]:
        item |= {"state": "uncovered", "paid": 0, "paid_by": {}}
    data["money"]["levels"][0] |= {"covered": [], "spent": {}}
    code, told = run(text[:begin] + json.dumps(data) + text[end:], tmp_path)
    assert code == 1
    assert "not the best" in told
