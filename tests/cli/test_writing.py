"""Exactly the file that was meant is read and written, whatever links, names and other runs do."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from loops import nonempty, tries

pytestmark = pytest.mark.slow

PLAN = "plan: {id: p, title: A plan}\n"
SLIP = "outcomes:\n  - {id: 1.10, title: Homes}\n"
MENDED = SLIP.replace("1.10", '"1.10"')
MATRIX = ",a,b\na,,3\nb,1,\n"
LEAKED = "token: hunter2\n"


def begun(*words: str, cwd: Path, **environ: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "realign", *words],
        cwd=cwd,
        env={**{name: text for name, text in os.environ.items() if name != "REALIGN_PLAN"}, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="surrogateescape",
    )


def run(*words: str, cwd: Path, **environ: str) -> tuple[int, str]:
    """The exit code, and all that was said."""
    process = begun(*words, cwd=cwd, **environ)
    told = process.communicate(timeout=120)
    return process.returncode, "".join(told)


def plan(folder: Path, outcomes: str = SLIP) -> Path:
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(PLAN)
    (folder / "outcomes.yaml").write_text(outcomes)
    return folder


def state(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything in a folder: kinds, contents, where links lead."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            yield str(path.relative_to(folder)), f"link to {path.readlink()}"
        else:
            yield str(path.relative_to(folder)), path.read_text() if path.is_file() else "folder"


def test_a_link_out_of_the_plan_shows_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(LEAKED)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "hosts.yml").write_text(LEAKED)
    here = plan(tmp_path / "work" / "data", MENDED)
    (here / "x.yaml").symlink_to("../../secret")
    (here / "environ.yaml").symlink_to("/proc/self/environ")
    (tmp_path / "work" / "home").symlink_to("../home")
    (tmp_path / "work" / "m.csv").symlink_to("../secret")
    work = tmp_path / "work"
    before = dict(state(tmp_path))
    calls = [
        ("validate", "--plan", "data"),
        ("validate", "--plan", "data", "--fix"),
        ("validate", "--plan", "data", "--format", "sarif"),
        ("validate", "--plan", "data/x.yaml"),
        ("validate", "--plan", "home"),
        ("validate", "--plan", "home/hosts.yml"),
        ("import", "matrix", "m.csv", "--to", "new"),
        ("diff", "home", "--plan", "data"),
    ]
    for call in nonempty(calls):
        code, said = run(*call, cwd=work, REALIGN_CANARY="hunter2")
        assert code in {1, 2}, (call, said)
        assert "hunter2" not in said, call
        assert "link" in said, call
    assert dict(state(tmp_path)) == before


def test_fixes_go_into_the_plan_that_was_read(tmp_path: Path) -> None:
    (tmp_path / "real" / "inner").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "link").symlink_to("../real/inner")
    read, neighbour = (
        plan(tmp_path / "real" / "plan"),
        plan(tmp_path / "other" / "plan", f"# not mine\n{SLIP}"),
    )
    before = dict(state(neighbour))
    for name in ("other/link/../plan", f"{tmp_path}/other/link/../plan"):
        (read / "outcomes.yaml").write_text(SLIP)
        code, said = run("validate", "--plan", name, "--fix", cwd=tmp_path)
        assert code == 0, said
        assert "real/plan/outcomes.yaml: 1 fix" in said
        assert (read / "outcomes.yaml").read_text() == MENDED
    assert dict(state(neighbour)) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no file has such a name here")
@pytest.mark.parametrize(
    "name",
    ["pl\nan", "pl\\nan", "pl\x1b[31man", os.fsdecode(b"pl\xffan") if sys.platform == "linux" else "plan "],
)
def test_fixes_go_into_the_plan_of_exactly_that_name(tmp_path: Path, name: str) -> None:
    read = plan(tmp_path / name)
    others = {plan(tmp_path / other) for other in {"pl\ufffdan", "plan", "pl\\udcffan", "pl\\nan"} - {name}}
    code, said = run("validate", "--plan", name, "--fix", cwd=tmp_path)
    assert code == 0, said
    assert (read / "outcomes.yaml").read_text() == MENDED
    assert {(other / "outcomes.yaml").read_text() for other in others} == {SLIP}


def test_a_link_inside_the_plan_stays_one(tmp_path: Path) -> None:
    here = plan(tmp_path / "data")
    (here / "outcomes.yaml").rename(here / "l.yaml")
    (here / "parts").mkdir()
    (here / "l.yaml").rename(here / "parts" / "l.yaml")
    (here / "outcomes.yaml").symlink_to("parts/l.yaml")
    (here / "parts" / "l.yaml").chmod(0o604)
    run("validate", "--fix", cwd=tmp_path)
    assert (here / "outcomes.yaml").is_symlink()
    assert (here / "parts" / "l.yaml").read_text() == MENDED
    assert (here / "parts" / "l.yaml").stat().st_mode & 0o777 == 0o604


@pytest.mark.parametrize("name", [".github", ".vscode", "schema", "data"])
def test_init_writes_nothing_through_a_link(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "proj").mkdir()
    (tmp_path / "proj" / name).symlink_to("../outside")
    before = dict(state(tmp_path))
    for words in (("init", "."), ("init", "../proj", "--force")):
        code, said = run(*words, cwd=tmp_path / "proj")
        assert (code, "leads out of" in said) == (2, True), said
        assert dict(state(tmp_path)) == before


def test_the_same_name_with_other_capitals_is_no_second_plan(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(MATRIX)
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "Outcomes.yaml").write_text("plan: {id: old, title: Old}\n")
    before = dict(state(tmp_path))
    for words in ((), ("--force",)):
        code, said = run("import", "matrix", "m.csv", "--to", "p", *words, cwd=tmp_path)
        assert code == 2, said
        assert "Outcomes.yaml" in said
    assert dict(state(tmp_path)) == before


def test_an_answer_never_replaces_what_it_comes_from(tmp_path: Path) -> None:
    here = plan(tmp_path / "data", MENDED)
    (tmp_path / "m.csv").write_text(MATRIX)
    (tmp_path / "alias").symlink_to("data")
    before = dict(state(tmp_path))
    for name in ("data/plan.yaml", "data/../data/outcomes.yaml", "alias/plan.yaml"):
        code, said = run("validate", "--format", "json", "--output", name, "--force", cwd=tmp_path)
        assert (code, "file of the plan" in said) == (2, True), said
    for name in ("m.csv", "m.csv/plan"):
        assert run("import", "matrix", "m.csv", "--to", name, "--force", cwd=tmp_path)[0] == 2
    assert dict(state(tmp_path)) == before
    assert here.is_dir()


def test_an_import_may_come_from_the_folder_that_it_writes(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "m.csv").write_text(MATRIX)
    code, said = run("import", "matrix", "p/m.csv", "--to", "p", cwd=tmp_path)
    assert code == 0, said
    assert (tmp_path / "p" / "m.csv").read_text() == MATRIX
    assert run("validate", "--plan", "p", cwd=tmp_path)[0] == 0


def test_three_fix_one_plan_at_once(tmp_path: Path) -> None:
    here = plan(tmp_path / "data")
    for _ in range(2):
        (here / "outcomes.yaml").write_text(SLIP)
        several = [begun("validate", "--fix", cwd=tmp_path) for _ in range(3)]
        told = [process.communicate(timeout=120) for process in several]
        assert [process.returncode for process in several] == [0, 0, 0], told
        assert (here / "outcomes.yaml").read_text() == MENDED
        assert sum("1 fix" in err for _, err in told) == 1
    assert sorted(path.name for path in here.iterdir()) == ["outcomes.yaml", "plan.yaml"]


def test_of_four_answers_into_one_new_file_one_is_written(tmp_path: Path) -> None:
    codes = ("RA001", "RA002", "RA003", "RA004")
    several = [begun("explain", code, "--output", "answer.md", cwd=tmp_path) for code in codes]
    told = [process.communicate(timeout=120) for process in several]
    assert sorted(process.returncode for process in several) == [0, 2, 2, 2], told
    written = [code for code, process in zip(codes, several, strict=True) if process.returncode == 0]
    assert [code for code in codes if code in (tmp_path / "answer.md").read_text()] == written


def test_into_a_full_place_nothing_is_written(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    plan(tmp_path / "data")
    (tmp_path / "answer.md").write_text("old")
    (tmp_path / "m.csv").write_text(MATRIX)
    before = dict(state(tmp_path))
    code = "import resource, sys, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)); runpy.run_module('realign', run_name='__main__')"
    for words in (
        ("validate", "--fix"),
        ("validate", "--output", "answer.md", "--force"),
        ("validate", "--output", "new.md"),
        ("init", "new"),
        ("import", "matrix", "m.csv", "--to", "data", "--force"),
    ):
        done = subprocess.run(
            [sys.executable, "-B", "-c", code, *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, "nothing was changed" in done.stderr) == (2, True), (words, done.stderr)
        assert dict(state(tmp_path)) == before


def rounds(calls: list[list[str]], files: dict[str, str]) -> list[dict[str, Any]]:
    """What becomes of a hundred rounds of calls that begin at once; by default, of a quarter of them."""
    words = [str(tries(100)), json.dumps(calls), json.dumps(files)]
    script = str(Path(__file__).parents[1] / "at_once.py")
    done = subprocess.run([sys.executable, script, *words], capture_output=True, check=True, timeout=1200)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == tries(100)
    for one in found:
        assert not any("Traceback" in said or "internal error" in said for said in one["said"]), one
        assert not any(".realign-" in name for name in one["files"]), one
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_three_fix_at_once_again_and_again() -> None:
    files = {"data/plan.yaml": PLAN, "data/outcomes.yaml": SLIP}
    for one in nonempty(rounds([["validate", "--fix"]] * 3, files)):
        assert one["codes"] == [0, 0, 0]
        assert one["files"]["data/outcomes.yaml"] == MENDED
        assert sum("1 fix" in said for said in one["said"]) == 1, one


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_three_answers_into_one_new_file_again_and_again() -> None:
    codes = ("RA001", "RA002", "RA003")
    calls = [["explain", code, "--output", "answer.md"] for code in codes]
    for one in nonempty(rounds(calls, {"a.txt": ""})):
        assert sorted(one["codes"]) == [0, 2, 2], one
        winner = codes[one["codes"].index(0)]
        assert [code for code in codes if f"{code}" in one["files"]["answer.md"]] == [winner]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_three_imports_into_one_plan_again_and_again() -> None:
    files = {"data/plan.yaml": PLAN, "data/outcomes.yaml": MENDED}
    files |= {f"{number}.csv": f"id,title\n1.10,Name {number}\n3.{number},New\n" for number in range(3)}
    words = ["--kind", "outcomes", "--to", "data", "--update"]
    calls = [["import", "csv", f"{number}.csv", *words] for number in range(3)]
    for one in nonempty(rounds(calls, files)):
        assert set(one["codes"]) <= {0, 2}, one
        assert 0 in one["codes"], one
        text = "".join(text for name, text in one["files"].items() if name.startswith("data/"))
        written = [number for number, code in enumerate(one["codes"]) if code == 0]
        assert [number for number in range(3) if f"3.{number}" in text] == written, one
        assert [number for number in written if f"Name {number}" in text], one
