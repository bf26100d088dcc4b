"""The page of ten minutes, run command by command, and what it says of the answers."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loops import nonempty
from realign.face import load

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
CALLS = re.findall(r"^\$ (.*)$", PAGE, flags=re.MULTILINE)
REFUSED = ("realign import work-plan.xlsx --dry-run", "--kind deliverables --to . --dry-run")
"""What the page says does not pass: it shows what is to be said, or what would change."""


def run(call: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One line of the page; what git needs to know of the author is in the environment."""
    environ = {name: text for name, text in os.environ.items() if name != "REALIGN_PLAN"}
    people = {
        f"GIT_{who}_{what}": "ana@city.example"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    words = shlex.split(call)
    if words[0] == "printf":
        text, _, target = call.removeprefix("printf ").rpartition(" > ")
        raw = shlex.split(text)[0].replace("\\n", "\n")
        (folder / target).write_text(raw, encoding="utf-8")
        return subprocess.CompletedProcess(words, 0, "", "")
    if words[0] == "realign":
        words = [sys.executable, "-m", *words]
    return subprocess.run(
        words, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environ | people
    )


@pytest.mark.subprocess
@pytest.mark.slow
def test_the_page_leads_from_the_files_to_the_brief(tmp_path: Path) -> None:
    for file in nonempty((ROOT / "examples" / "tutorial").iterdir()):
        shutil.copy(file, tmp_path)
    folder, said = tmp_path, {}
    for call in nonempty(CALLS):
        if call.startswith("cd "):
            folder = folder / call.removeprefix("cd ")
            continue
        done = run(call, folder)
        said[call] = " ".join((done.stdout + done.stderr).split())
        assert done.returncode == int(any(part in call for part in REFUSED)), (
            f"{call}\n{done.stdout}{done.stderr}"
        )
    first, made = (next(text for call, text in said.items() if call.startswith(start)) for start in (
        "realign import work-plan.xlsx", "realign init"))  # fmt: skip
    assert '“Work 2026” looks like deliverables: add --map "Work 2026=deliverables"' in first
    assert "read: 7 deliverables, 5 outcomes, 4 funds" in made
    assert "the row is a total of the rows above and is left out" in made
    assert "a remark: “Notes: budgets are estimates of November" in made
    plan = load(tmp_path / "riverside")
    assert {one.id: one.cost for one in plan.deliverables} == {
        "H1": 1_200_000, "H2": 180_000, "H3": 90_000, "S1": 450_000, "S2": 300_000, "W1": 2_100_000, "W2": 60_000,
    }  # fmt: skip
    assert {one.id: one.funds for one in plan.deliverables}["S1"] == ("Core", "Norway", "EU")
    assert [one.id for one in plan.judges] == ["ana", "ben", "chi"]
    assert {one.id: str(one.title) for one in plan.outcomes}["H"] == "Sound homes"
    changed = next(text for call, text in said.items() if call.startswith("realign diff"))
    assert "W1" in changed
    assert "cost 2 400 000 → 2 100 000" in changed
    earmarks = next(text for call, text in said.items() if call.endswith("--earmarks"))
    assert "At 1 000 000, of 7 items 5 are covered" in earmarks
    assert "180 000 more covers W1" in earmarks
    assert "1 500 000 6 1" in earmarks
    assert "H–R -1 -2 to 1" in said["realign judges"]
    for name in nonempty(("brief.docx", "plan.html")):
        assert (tmp_path / name).stat().st_size > 5_000
    log = subprocess.run(
        ["git", "log", "--format=%s"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert log.stdout.splitlines() == re.findall(r'commit .*-m "(.*)"', PAGE)[::-1]


def test_every_call_of_the_page_is_found() -> None:
    assert len(CALLS) == 22
    assert all(shlex.split(call)[0] in ("realign", "git", "cd", "printf") for call in nonempty(CALLS))
