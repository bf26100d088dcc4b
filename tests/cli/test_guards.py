"""The checks that we set up look at the plan that is there, at every commit."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from realign.exchange.scaffold import scaffold

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MATRIX = ",housing,transport\nhousing,,2\ntransport,3,\n"


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    inherited = {
        name: text for name, text in os.environ.items() if name not in {"REALIGN_PLAN", "GITHUB_WORKSPACE"}
    }
    return subprocess.run(
        [sys.executable, "-m", "realign", *words],
        cwd=cwd,
        env=inherited,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def checked(folder: Path) -> set[str]:
    """The places that the checks of a folder look at."""
    texts = [
        (folder / name).read_text(encoding="utf-8")
        for name in (".pre-commit-config.yaml", ".github/workflows/plan.yml")
    ]
    places = {place for text in texts for place in re.findall(r"realign validate --plan (\S+)", text)}
    assert len(places) == 1
    return places


@pytest.fixture
def matrix(tmp_path: Path) -> Path:
    (tmp_path / "m.csv").write_text(MATRIX, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("template", ["blank", "city"])
@pytest.mark.parametrize("to", ["p", "p/data"])
def test_an_import_after_init_is_what_the_checks_look_at(matrix: Path, template: str, to: str) -> None:
    assert run("init", "p", "--template", template, cwd=matrix).returncode == 0
    done = run("import", "matrix", "m.csv", "--to", to, cwd=matrix)
    assert done.returncode == 0, done.stderr
    (place,) = checked(matrix / "p")
    told = run("validate", "--plan", place, "--strict", cwd=matrix / "p")
    assert told.returncode == 0, told.stdout
    exported = run("links", "--plan", place, "--draws", "0", "--sheet", "links", cwd=matrix / "p").stdout
    assert "housing" in exported
    assert "1.1" not in exported
    assert run("links", "--draws", "0", "--sheet", "links", cwd=matrix / "p").stdout == exported


def test_an_import_over_changed_examples_asks_first(matrix: Path) -> None:
    run("init", "p", cwd=matrix)
    file = matrix / "p" / "data" / "outcomes.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("First outcome", "Land"), encoding="utf-8")
    done = run("import", "matrix", "m.csv", "--to", "p", cwd=matrix)
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert "Land" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("to", "place"), [("p", "."), ("p/data", "data")])
def test_init_after_an_import_sets_up_checks_for_it(matrix: Path, to: str, place: str) -> None:
    assert run("import", "matrix", "m.csv", "--to", to, cwd=matrix).returncode == 0
    before = {path: path.read_bytes() for path in (matrix / to).glob("[a-z]*.yaml")}
    done = run("init", "p", cwd=matrix)
    assert done.returncode == 0
    assert "stays as it is" in done.stderr
    assert checked(matrix / "p") == {place}
    assert {path: path.read_bytes() for path in (matrix / to).glob("[a-z]*.yaml")} == before
    assert "housing" in run("links", "--plan", place, "--draws", "0", cwd=matrix / "p").stdout


def test_init_inside_a_repository_says_where_the_checks_work(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").touch()
    assert "root of the repository" in run("init", "p", cwd=tmp_path).stderr
    assert "root of the repository" not in run("init", ".", cwd=tmp_path).stderr


def test_both_hooks_run_when_files_are_only_deleted() -> None:
    (shipped,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (local,) = yaml.safe_load(scaffold()[".pre-commit-config.yaml"])["repos"]
    for hook in (shipped, *local["hooks"]):
        assert hook["always_run"] is True
        assert hook["pass_filenames"] is False
        assert "--plan" in " ".join([hook["entry"], *hook.get("args", [])])


@pytest.mark.parametrize("gone", ["outcomes.yaml", "plan.yaml", "sub/links.yaml"])
def test_a_commit_that_only_deletes_a_file_is_refused(tmp_path: Path, gone: str) -> None:
    """The shipped hook as git runs it: entry and arguments as they stand, and no name of a file."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (tmp_path / "data" / "sub").mkdir(parents=True)
    for name, text in {
        "plan.yaml": "plan: {id: p, title: P}\n",
        "outcomes.yaml": 'outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Rent}]\n',
        "sub/links.yaml": 'links: [{id: L, from: ["1.1"], to: ["1.2"], strength: 1, basis: analyst}]\n',
        "sub/deliverables.yaml": "deliverables: [{id: D, title: Shade, requires: []}]\n",
    }.items():
        (tmp_path / "data" / name).write_text(text, encoding="utf-8")

    def git(*words: str) -> subprocess.CompletedProcess[str]:
        who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
        return subprocess.run(
            ["git", *who, *words],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    git("init", "-q")
    git("add", ".")
    assert git("commit", "-qm", "one").returncode == 0
    command = " ".join([hook["entry"], *hook["args"]]).replace("realign", f"'{sys.executable}' -m realign", 1)
    script = tmp_path / ".git" / "hooks" / "pre-commit"
    script.parent.mkdir(exist_ok=True)
    script.write_text(f"#!/bin/sh\nexec {command}\n", encoding="utf-8")
    script.chmod(0o755)
    git("rm", "-q", f"data/{gone}")
    done = git("commit", "-qm", "two")
    says = {"plan.yaml": "RA002", "outcomes.yaml": "RA101"}.get(gone, "")
    assert (done.returncode != 0) is bool(says), done.stderr
    assert says in done.stdout + done.stderr


def test_no_guard_imports_from_the_folder_that_it_checks() -> None:
    """`python -m` looks there first: a pip.py of a stranger would be run."""
    texts = [(ROOT / "action.yml").read_text(encoding="utf-8"), *scaffold().values()]
    calls = [call for text in texts for call in re.findall(r"python3? .*-m \S+", text)]
    assert calls
    assert all(re.match(r"python3? -P -m", call) for call in calls)
