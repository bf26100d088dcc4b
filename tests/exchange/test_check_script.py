"""The script for who trusts nobody: it agrees with every answer, and not with one that was changed."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from loops import nonempty, sampled
from realign import loading
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
    assert told.count("no choice is better") + told.count("none is better") == 3
    assert "everything is covered" in told


def changed(text: str, pattern: str, new: str) -> str:
    found, count = re.subn(pattern, new, text, count=1)
    assert count == 1, pattern
    return found


@pytest.mark.slow
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


def many(seed: int, pieces: int, divisible: bool, requires: bool) -> str:
    """Work of random cost and value on four pots that overlap; some of it in parts, some with conditions."""
    luck = random.Random(seed)  # noqa: S311 - no secret
    lines = ["plan: {id: p, title: P, currency: USD}", 'outcomes: [{id: "1.1", title: A}]', "funds:"]
    lines.append("  - {id: open, kind: unearmarked, title: Open}")
    lines += [f"  - {{id: {one}, kind: soft, title: T, amount: {luck.randint(200, 900)}}}" for one in "abc"]
    lines.append("deliverables:")
    for number in range(pieces):
        funds = ", ".join(luck.sample(["open", "a", "b", "c"], luck.randint(1, 2)))
        more = ", divisible: true" if divisible and luck.random() < 0.4 else ""
        if requires and number and luck.random() < 0.3:
            more += f", requires: [D{luck.randint(0, number - 1)}]"
        cost, value = luck.randint(50, 400), luck.randint(1, 6)
        lines.append(f"  - {{id: D{number}, title: T, cost: {cost}, value: {value}, funds: [{funds}]{more}}}")
    return "\n".join(lines)


@pytest.mark.subprocess
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("divisible", "requires"), [(False, False), (True, False), (False, True), (True, True)]
)
def test_that_no_choice_is_better_is_proved_for_more_work_parts_and_conditions(
    seed: int, divisible: bool, requires: bool, tmp_path: Path
) -> None:
    (tmp_path / "plan.yaml").write_text(
        many(seed, (8, 16, 24)[seed % 3], divisible, requires), encoding="utf-8"
    )
    plan = load(tmp_path)
    text = written(plan, None, "0; 300")
    code, told = run(text, tmp_path)
    assert code == 0, told
    begin, end = text.index("r'''") + 4, text.index("''')")
    data = json.loads(text[begin:end])
    for level in nonempty(data["money"]["levels"]):
        level["certified"] = True
    held = json.loads(json.dumps(data))
    for level in nonempty(data["money"]["levels"]):
        needed = {name for item in level["items"] for name in item["requires"]}
        covered = [item for item in level["items"] if item["state"] == "covered" and item["id"] not in needed]
        worse = max(covered, key=lambda item: item["value"])
        level["covered"].remove(worse["id"])
        for fund, amount in worse["paid_by"].items():
            level["spent"][fund] -= amount
        worse |= {"state": "uncovered", "paid": 0, "paid_by": {}}
    assert data != held
    code, told = run(text[:begin] + json.dumps(data) + text[end:], tmp_path)
    assert code == 1
    assert told.count("a choice that is worth more can be paid") == 2


@pytest.mark.subprocess
def test_a_condition_that_is_not_met_is_found(tmp_path: Path) -> None:
    text = written_many(tmp_path, FUNDED.replace("id: D1, title: One", "id: D1, title: One, requires: [D2]"))
    begin, end = text.index("r'''") + 4, text.index("''')")
    data = json.loads(text[begin:end])
    (item,) = [one for one in data["money"]["levels"][0]["items"] if one["state"] == "covered"][:1]
    item["requires"] = [
        one["id"] for one in data["money"]["levels"][0]["items"] if one["state"] != "covered"
    ][:1]
    code, told = run(text[:begin] + json.dumps(data) + text[end:], tmp_path)
    assert code == 1
    assert "is covered, but not what it requires" in told


def written_many(folder: Path, plan: str) -> str:
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    return written(load(folder), None, "100")


@pytest.mark.subprocess
@pytest.mark.parametrize(
    "name",
    sampled(
        [
            "x''')\nimport os; os.mkdir('owned')\nr'''",
            "'''",
            "a\\",
            "x\u2028y'",
            "</script>",
            "'''+str(__import__('os').mkdir('owned'))+r'''",
        ],
        3,
    ),
)
def test_a_hostile_name_stays_data(name: str, tmp_path: Path) -> None:
    written_name = json.dumps(name)
    hostile = FUNDED.replace("id: D1", f"id: {written_name}").replace("title: One", f"title: {written_name}")
    hostile = hostile.replace("id: L1", f"id: {written_name}")
    (tmp_path / "plan.yaml").write_text(hostile, encoding="utf-8")
    plan = loading.load(tmp_path).plan
    assert plan is not None
    text = written(plan, None, "350")
    code, told = run(text, tmp_path)
    assert code == 0, told
    assert "every figure holds" in told
    assert not (tmp_path / "owned").exists()
    assert not Path("owned").exists()
