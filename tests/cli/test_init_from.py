"""A plan of one's own from the files that one has: sound, checked by CI, in one step."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from loops import nonempty
from realign.loading import load
from started import started
from workbooks import by_openpyxl

MATRIX = ",homes,parks\nhomes,,2\nparks,1,\n"
WORK: list[list[object]] = [
    ["id", "title", "cost", "outcomes"],
    ["D1", "Repair", 100, "homes"],
    ["D2", "Trees", 50, "parks"],
]
TITLES = [["id", "title"], ["homes", "Good homes"], ["parks", "Green parks"]]


def init(folder: Path, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    return started("init", *words, cwd=folder)


def files(tmp_path: Path) -> Path:
    (tmp_path / "m.csv").write_text(MATRIX, encoding="utf-8")
    (tmp_path / "plan.xlsx").write_bytes(by_openpyxl(Outcomes=TITLES, Deliverables=WORK))
    return tmp_path


@pytest.mark.slow
@pytest.mark.subprocess
def test_several_files_make_one_plan_and_what_the_later_says_otherwise_counts_and_is_said(
    tmp_path: Path,
) -> None:
    done = init(files(tmp_path), "town", "--from", "m.csv", "plan.xlsx")
    assert done.returncode == 0, done.stdout + done.stderr
    plan = load(tmp_path / "town" / "data").plan
    assert plan is not None
    assert [str(one.title) for one in plan.outcomes] == ["Good homes", "Green parks"]
    assert [len(plan.links), [one.cost for one in plan.deliverables]] == [2, [100, 50]]
    said = " ".join((done.stdout + done.stderr).split())
    assert "homes of outcomes is changed: title homes → Good homes" in said
    assert "read: 4 outcomes, 1 source, 2 links, 2 deliverables" in said or "2 deliverables" in said
    assert "next: cd town && realign validate · realign links" in said
    for path in nonempty((tmp_path / "town" / "data").iterdir()):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../schema/")


@pytest.mark.slow
@pytest.mark.subprocess
def test_the_checks_that_are_written_check_what_was_imported(tmp_path: Path) -> None:
    assert init(files(tmp_path), "town", "--from", "plan.xlsx").returncode == 0
    town = tmp_path / "town"
    steps = yaml.safe_load((town / ".github/workflows/plan.yml").read_text("utf-8"))["jobs"]["validate"][
        "steps"
    ]
    (hook,) = yaml.safe_load((town / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    for call in nonempty([steps[-1]["run"], hook["entry"]]):
        words = [sys.executable, "-m", *call.split()]
        assert subprocess.run(words, cwd=town, check=False, capture_output=True).returncode == 0
    (town / "data" / "deliverables.yaml").write_text("deliverables: [{id: D1}]\n", encoding="utf-8")
    words = [sys.executable, "-m", *steps[-1]["run"].split()]
    assert subprocess.run(words, cwd=town, check=False, capture_output=True).returncode == 1
    assert "~$*" in (town / ".gitignore").read_text("utf-8")


@pytest.mark.subprocess
@pytest.mark.parametrize("second", ["outcomes.csv", "odd.json"])
def test_a_file_that_gives_nothing_leaves_nothing(tmp_path: Path, second: str) -> None:
    files(tmp_path)
    (tmp_path / "outcomes.csv").write_text("id,title\n", encoding="utf-8")
    (tmp_path / "odd.json").write_text("{}", encoding="utf-8")
    done = init(tmp_path, "town", "--from", "m.csv", "--from", second)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "error" in done.stdout
    assert not (tmp_path / "town").exists()


@pytest.mark.subprocess
def test_a_plan_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    files(tmp_path)
    assert init(tmp_path, "town").returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "town").rglob("*") if path.is_file()}
    done = init(tmp_path, "town", "--from", "m.csv")
    assert done.returncode == 2
    assert "realign import FILE --to town adds to it" in done.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "town").rglob("*") if path.is_file()} == before
    assert init(tmp_path, "a", "b").returncode == 2
