"""A plan that uses folders is the same plan on the disk and at a revision."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from loops import sampled
from realign.loading import Loaded, load
from realign.loading.revisions import states
from realign.questions.validate import examine
from started import started

pytestmark = pytest.mark.subprocess
if shutil.which("git") is None:
    pytest.skip("git is not installed", allow_module_level=True)

ABOUT = "plan: {id: p, title: P}\n"
SPREAD = {
    "plan.yaml": ABOUT,
    "outcomes/a.yaml": "outcomes: [{id: a, title: A}, {id: b, title: B}]\n",
    "links/far/a.yml": "links: [{id: L, from: [a], to: [b], strength: 2, basis: analyst}]\n",
}
LAYOUTS = {
    "folders": SPREAD,
    "ignored": {
        **SPREAD,
        ".realignignore": "old/\n*.draft.yaml\n!keep.draft.yaml\n/links/**/b.yaml\n",
        "old/a.yaml": "outcomes: [{id: a, title: Once}]\n",
        "deep/old/a.yaml": "outcomes: [{id: a, title: Once}]\n",
        "outcomes/b.draft.yaml": "outcomes: [{id: a, title: Once}]\n",
        "outcomes/keep.draft.yaml": "outcomes: [{id: c, title: C}]\n",
        "links/far/b.yaml": "links: [{id: L, from: [b], to: [a], strength: 1, basis: analyst}]\n",
    },
    "patterns in a folder count for nothing": {
        **SPREAD,
        "outcomes/.realignignore": "*\n",
        "outcomes/c.yaml": "outcomes: [{id: c, title: C}]\n",
    },
    "another plan inside": {
        **SPREAD,
        "town/plan.yaml": ABOUT,
        "town/x/a.yaml": "outcomes: [{id: a, title: T}]\n",
    },
    "no records": {**SPREAD, "deploy/compose.yaml": "services: {web: {image: x}}\n"},
    "hidden": {
        **SPREAD,
        ".old/a.yaml": "outcomes: [{id: a, title: H}]\n",
        "outcomes/.a.yaml": "outcomes: []\n",
    },
    "modules": {
        **SPREAD,
        "node_modules/a.yaml": "outcomes: [{id: a, title: M}]\n",
        "env/pyvenv.cfg": "home = /usr\n",
        "env/lib/a.yaml": "outcomes: [{id: a, title: M}]\n",
    },
    "many levels": {**SPREAD, f"{'x/' * 12}a.yaml": "outcomes: [{id: d, title: D}]\n"},
    "names of other scripts": {**SPREAD, "成果/城市 1.yaml": "outcomes: [{id: c, title: 城市}]\n"},
    "beside": {**SPREAD, "budget.csv": "a,b\n", "plan.yaml.bak": ABOUT},
}


def git(folder: Path, *words: str) -> None:
    """Let git do something in a folder, without anybody's settings."""
    me = ("-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "commit.gpgsign=false")
    clean = {name: text for name, text in os.environ.items() if not name.startswith("GIT")}
    environ = {**clean, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *me, *words], cwd=folder, check=True, capture_output=True, env=environ)


def put(folder: Path, files: Mapping[str, str]) -> None:
    """Write files, and nothing else, into the folder `data`, and commit."""
    shutil.rmtree(folder / "data", ignore_errors=True)
    for name, text in files.items():
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(folder, "add", "-A", "-f", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", "a state")


def at(folder: Path, old: str, new: str | None = None) -> tuple[Loaded, Loaded]:
    """Two states of the plan."""
    with states(old, new, folder / "data") as (first, last):
        return first.load(), last.load()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty repository."""
    git(tmp_path, "init", "-q", "-b", "main", ".")
    return tmp_path


@pytest.mark.parametrize("layout", sampled(LAYOUTS, 3))
def test_a_revision_holds_the_files_that_the_folder_holds(repository: Path, layout: str) -> None:
    put(repository, LAYOUTS[layout])
    disk = load(repository / "data")
    revision, now = at(repository, "HEAD")
    assert revision.inputs == disk.inputs == now.inputs
    assert revision.plan is not None
    assert [one.code for one in revision.findings] == [one.code for one in disk.findings]


def test_two_revisions_are_read_each_with_its_own_patterns(repository: Path) -> None:
    put(repository, {**LAYOUTS["ignored"], ".realignignore": "old/\ndeep/\n*.draft.yaml\n/links/**/b.yaml\n"})
    put(repository, LAYOUTS["ignored"])
    before, after = at(repository, "HEAD~1", "HEAD")
    assert set(after.inputs) - set(before.inputs) == {"outcomes/keep.draft.yaml"}
    assert set(before.inputs) < set(after.inputs)


def test_a_folder_that_is_renamed_changes_no_record(repository: Path) -> None:
    put(repository, SPREAD)
    renamed = {
        name.replace("outcomes/", "goals/").replace("links/", "ties/"): text for name, text in SPREAD.items()
    }
    put(repository, renamed)
    before, after = at(repository, "HEAD~1", "HEAD")
    assert set(before.inputs) == set(SPREAD)
    assert set(after.inputs) == set(renamed)
    assert before.plan == after.plan


def test_a_folder_that_becomes_a_file_is_no_loss_of_the_rest(repository: Path) -> None:
    put(repository, SPREAD)
    put(repository, {"plan.yaml": ABOUT, "outcomes.yaml": SPREAD["outcomes/a.yaml"]})
    before, after = at(repository, "HEAD~1", "HEAD")
    assert before.plan is not None
    assert after.plan is not None
    assert [len(state.plan.links) for state in (before, after) if state.plan] == [1, 0]


def test_a_finding_in_a_folder_of_a_revision_names_both(repository: Path) -> None:
    put(repository, {**SPREAD, "links/far/a.yml": SPREAD["links/far/a.yml"].replace("[a]", "[z]")})
    put(repository, SPREAD)
    (before, _) = at(repository, "HEAD~1", "HEAD")
    (error,) = [one for one in examine(before.plan, before.origin).findings if one.severity == "error"]
    assert error.place.path == "HEAD~1:data/links/far/a.yml"


def test_the_command_compares_two_revisions_with_folders(repository: Path) -> None:
    put(repository, SPREAD)
    put(
        repository,
        {**SPREAD, "links/far/a.yml": SPREAD["links/far/a.yml"].replace("strength: 2", "strength: 1")},
    )
    done = started("diff", "HEAD~1", "HEAD", "--plan", "data", cwd=repository)
    assert done.returncode == 0, done.stderr
    assert "L" in done.stdout
