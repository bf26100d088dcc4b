"""Files are written all or not at all, and never over what is there."""

import errno
import os
from pathlib import Path

import pytest

from realign.exchange.folder import write_folder
from realign.findings import CallError
from realign.loading import load
from started import started

FILES = {"a.yaml": "a: 1\n", "deep/er/b.yaml": "b: 住\n"}


def tree(folder: Path) -> dict[str, str]:
    return {
        str(one.relative_to(folder)): one.read_text("utf-8") for one in folder.rglob("*") if one.is_file()
    }


def full_disk_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    left = iter(range(writes))

    def fsync(_number: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    write_folder(tmp_path / "x" / "y", FILES)
    assert tree(tmp_path) == {f"x/y/{name}": text for name, text in FILES.items()}


def test_an_existing_folder_keeps_its_other_files(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write_folder(tmp_path, FILES)
    assert tree(tmp_path) == {"notes.txt": "mine", **FILES}


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("mine")
    with pytest.raises(CallError, match=r"already holds a\.yaml"):
        write_folder(tmp_path, FILES)
    assert tree(tmp_path) == {"a.yaml": "mine"}
    write_folder(tmp_path, FILES, force=True)
    assert tree(tmp_path) == FILES


def test_two_plans_are_not_mixed_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "lenses.yaml").write_text("lenses: []")
    with pytest.raises(CallError, match=r"lenses\.yaml"):
        write_folder(tmp_path, FILES, alone=True)
    write_folder(tmp_path, FILES)


@pytest.mark.parametrize("writes", [0, 1])
@pytest.mark.parametrize("folder", ["new/er", "."])
def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int, folder: str
) -> None:
    (tmp_path / "a.yaml").write_text("mine")
    full_disk_after(monkeypatch, writes)
    with pytest.raises(CallError, match="No space left"):
        write_folder(tmp_path / folder, FILES, force=True)
    assert tree(tmp_path) == {"a.yaml": "mine"}
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_a_move_that_fails_is_undone(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("mine")
    (tmp_path / "deep").write_text("a file where a folder is wanted")
    with pytest.raises(CallError):
        write_folder(tmp_path, FILES, force=True)
    assert tree(tmp_path) == {"a.yaml": "mine", "deep": "a file where a folder is wanted"}


def test_a_file_in_the_place_of_the_folder_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(CallError, match="not a folder"):
        write_folder(tmp_path / "x", FILES)
    with pytest.raises(CallError):
        write_folder(tmp_path / "x" / "y", FILES)


OLD = {
    "plan.yaml": "plan: {id: old, title: Old}\n",
    "outcomes.yaml": "outcomes: [{id: a, title: A}]\n",
    "more/funds.yaml": "funds: [{id: f, title: F, kind: unearmarked, amount: 1}]\n",
}
NEW = {"plan.yaml": "plan: {id: new, title: New}\n", "outcomes.yaml": "outcomes: [{id: b, title: B}]\n"}


def test_of_a_larger_plan_that_is_written_over_nothing_stays_in_the_new_one(tmp_path: Path) -> None:
    write_folder(tmp_path, OLD)
    (tmp_path / "notes.txt").write_text("mine")
    assert write_folder(tmp_path, NEW, force=True, alone=True) == ("more/funds.yaml",)
    loaded = load(tmp_path)
    assert set(loaded.inputs) == set(NEW)
    assert loaded.plan is not None
    assert not loaded.plan.funds
    assert (tmp_path / "more" / "funds.yaml").read_text() == OLD["more/funds.yaml"], "nothing is deleted"
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert [part.what for part in loaded.left_out] == ["more/funds.yaml"]


def test_what_was_left_out_is_read_again_when_it_is_written_again(tmp_path: Path) -> None:
    write_folder(tmp_path, OLD)
    (tmp_path / ".realignignore").write_text("# ours\nold/\n")
    write_folder(tmp_path, NEW, force=True, alone=True)
    assert (tmp_path / ".realignignore").read_text() == "# ours\nold/\n/more/funds.yaml\n"
    assert write_folder(tmp_path, OLD, force=True, alone=True) == ()
    assert set(load(tmp_path).inputs) == set(OLD)
    assert (tmp_path / ".realignignore").read_text() == "# ours\nold/\n"


def test_a_plan_of_the_same_files_needs_no_list_of_what_is_left_out(tmp_path: Path) -> None:
    write_folder(tmp_path, NEW)
    assert write_folder(tmp_path, NEW, force=True, alone=True) == ()
    assert not (tmp_path / ".realignignore").exists()


def test_a_broken_plan_is_left_out_as_well(tmp_path: Path) -> None:
    write_folder(tmp_path, {**OLD, "links [1].yaml": "links: [{id: ]\n"})
    assert set(write_folder(tmp_path, NEW, force=True, alone=True)) == {"links [1].yaml", "more/funds.yaml"}
    assert set(load(tmp_path).inputs) == set(NEW)


def test_the_command_says_what_it_leaves_out(tmp_path: Path) -> None:
    write_folder(tmp_path / "p", OLD)
    (tmp_path / "m.csv").write_text(",a,b\na,,2\nb,1,\n")
    done = started("import", "matrix", "m.csv", "--to", "p", "--force", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "left out from now on, by .realignignore: plan.yaml, more/funds.yaml" in done.stderr
