"""Annotations, SARIF and JUnit name files from the root of the repository, wherever the call is made."""

import json
import os
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from realign.cli._addresses import Addresses
from started import started

BROKEN = "plan: {id: p, title: P}\noutcomes:\n  - {id: '1.1', title: A, domian: x}\n"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A workspace that holds a repository with a plan in `planning/data`."""
    data = tmp_path / "repo" / "planning" / "data"
    data.mkdir(parents=True)
    (data / "plan.yaml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "repo" / ".git").mkdir()
    (tmp_path / "repo" / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    return tmp_path


def validate(format: str, folder: Path, plan: str, **environ: str) -> str:  # noqa: A002
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("GITHUB_")}
    done = started("validate", "--plan", plan, "--format", format, cwd=folder, env=inherited | environ)
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.mark.slow
def test_from_a_subfolder_every_format_names_the_same_file(work: Path) -> None:
    folder, root = work / "repo" / "planning", work / "repo"
    assert "::error file=planning/data/plan.yaml," in validate("github", folder, "data")
    run = json.loads(validate("sarif", folder, "data"))["runs"][0]
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "planning/data/plan.yaml", "uriBaseId": "%SRCROOT%"}
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == root.resolve().as_uri() + "/"
    case = ET.fromstring(validate("junit", folder, "data"))[0][0]  # noqa: S314 - our own output
    assert case.get("file") == "planning/data/plan.yaml"


def test_the_workspace_of_the_build_server_comes_first(work: Path) -> None:
    text = validate("github", work / "repo" / "planning", "data", GITHUB_WORKSPACE=str(work))
    assert "file=repo/planning/data/plan.yaml," in text


@pytest.mark.parametrize("workspace", ["", "nowhere", "/nowhere", "\n"])
def test_a_workspace_that_does_not_hold_the_plan_is_passed_over(
    work: Path, workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(work / "repo" / "planning")
    found = Addresses.of(["data/plan.yaml"], {"GITHUB_WORKSPACE": workspace})
    assert found.names == {"data/plan.yaml": "planning/data/plan.yaml"}


def test_from_elsewhere_the_repository_of_the_plan_is_found(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(work)
    path = str(work / "repo" / "planning" / "data" / "plan.yaml")
    assert Addresses.of([path], {}).names == {path: "planning/data/plan.yaml"}
    assert Addresses.of([path], {}).root == (work / "repo").resolve()


def test_a_worktree_has_a_file_in_place_of_the_folder(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(work / "repo" / ".git")
    (work / "repo" / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    monkeypatch.chdir(work / "repo" / "planning")
    assert Addresses.of(["../planning/data/plan.yaml"], {}).names == {
        "../planning/data/plan.yaml": "planning/data/plan.yaml"
    }


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_linked_folder_counts_where_it_is(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work / "way").symlink_to(work / "repo" / "planning")
    monkeypatch.chdir(work)
    assert Addresses.of(["way/data/plan.yaml"], {}).names == {"way/data/plan.yaml": "planning/data/plan.yaml"}


def test_files_outside_keep_their_whole_path(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(work / "repo")
    (work / "other.yaml").write_text("x", encoding="utf-8")
    found = Addresses.of(["planning/data/plan.yaml", "../other.yaml"], {})
    assert found.names["../other.yaml"] == (work / "other.yaml").resolve().as_posix()


def test_without_a_repository_files_are_named_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    assert Addresses.of(["data/plan.yaml"], {}).names == {"data/plan.yaml": "data/plan.yaml"}
    assert Addresses.of([], {}).root == tmp_path.resolve()
