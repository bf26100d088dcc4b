"""Matrices are answered about where they lie, as if they had been imported first."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from loops import nonempty, sampled
from started import started

FIRST = ",a,b,c\na,,3,0\nb,-2,,1\nc,0,1,\n"
SECOND = ",a,b,c\na,,1,2\nb,-2,,0\nc,0,1,\n"

pytestmark = pytest.mark.subprocess


def run(folder: Path, *words: str, plan: str = "") -> tuple[int, str, str]:
    environ = {name: text for name, text in os.environ.items() if name != "REALIGN_PLAN"}
    environ |= {"REALIGN_PLAN": plan} if plan else {}
    done = started(*words, cwd=folder, env=environ)
    return done.returncode, done.stdout, " ".join(done.stderr.split())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name, text in (("g1.csv", FIRST), ("g2.csv", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("question", "files"),
    sampled(
        [
            (("links",), ["g1.csv"]),
            (("links",), ["g1.csv", "g2.csv"]),
            (("why", "a", "b"), ["g1.csv"]),
            (("judges",), ["g1.csv", "g2.csv"]),
        ],
        3,
    ),
)
def test_the_answer_is_that_of_the_imported_plan(
    home: Path, question: tuple[str, ...], files: list[str]
) -> None:
    read = [word for name in files for word in ("--matrix", name)]
    more = ("--draws", "60", "--format", "json", "-q")
    code, in_place, said = run(home, *question, *read, *more)
    assert (code, said) == (0, "")
    assert run(home, "import", "matrix", *files, "--to", "plan")[0] == 0
    imported = json.loads(run(home, *question, "--plan", "plan", *more)[1])
    found = json.loads(in_place)
    assert sorted(path.name for path in home.iterdir()) == ["g1.csv", "g2.csv", "plan"]
    for inputs in [found.pop("inputs", None)]:
        known = {name: hashlib.sha256((home / name).read_bytes()).hexdigest() for name in files}
        assert inputs in (None, known)
    imported.pop("inputs", None)
    assert _without_places(found) == _without_places(imported)


def _without_places(answer: object) -> object:
    """An answer without the places in files."""
    if isinstance(answer, dict):
        return {
            key: _without_places(value) for key, value in answer.items() if key not in {"place", "places"}
        }
    return [_without_places(one) for one in answer] if isinstance(answer, list) else answer


def test_what_if_and_the_place_work_there_too(home: Path) -> None:
    code, said, _ = run(home, "links", "--matrix", "g1.csv", "--without", "L-C2", "--draws", "20")
    assert code == 0
    assert "--without L-C2" in said
    code, said, _ = run(home, "why", "a", "b", "--matrix", "g1.csv", "--draws", "20")
    assert code == 0
    (line,) = [line for line in said.splitlines() if "g1 row a" in line and "a " in line[:4]]
    assert "g1.csv" in line
    assert "links.yaml" not in said


def test_how_cells_are_read_is_told(home: Path) -> None:
    (home / "w.csv").write_text(",a,b\na,1,high\nb,low,1\n", encoding="utf-8")
    code, _, said = run(home, "links", "--matrix", "w.csv", "--draws", "20")
    assert code == 0
    assert "w.csv: the diagonal is left out" in said
    assert "w.csv: words are read as scores" in said


@pytest.mark.parametrize(
    ("name", "text", "more", "code", "says"),
    sampled(
        [
            ("w.csv", ",a,b\na,,k\nb,1,\n", (), 1, "w.csv cannot be read as a matrix"),
            ("w.csv", "from,to,strength\na,b,1\n", (), 1, "this is a list of links"),
            ("w.csv", ",x,y\na,1,2\nb,0,1\n", (), 2, "w.csv has programmes in its rows"),
            ("w.csv", FIRST, ("--plan", "."), 2, "--matrix reads a file in place of a plan"),
            ("w.csv", FIRST, ("--matrix", "none.csv"), 2, "none.csv does not exist"),
            (
                "w.csv",
                FIRST,
                ("--output", "w.csv", "--format", "csv", "--force"),
                2,
                "w.csv is a file of the plan",
            ),
        ],
        3,
    ),
)
def test_what_is_no_matrix_is_said_and_nothing_answered(
    home: Path, name: str, text: str, more: tuple[str, ...], code: int, says: str
) -> None:
    (home / name).write_text(text, encoding="utf-8")
    found, answer, said = run(home, "links", "--matrix", name, "--draws", "20", *more)
    assert (found, answer) == (code, ""), said
    assert says in said
    assert (home / name).read_text(encoding="utf-8") == text


def test_a_plan_that_the_environment_names_does_not_matter(home: Path) -> None:
    for plan in nonempty(["", "nowhere"]):
        code, answer, _ = run(home, "links", "--matrix", "g1.csv", "--draws", "20", plan=plan)
        assert code == 0
        assert "g1 row a" in answer
