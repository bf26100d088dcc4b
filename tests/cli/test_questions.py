"""The questions of the mission, asked as a planner asks them: each format, both languages, exit codes."""

import csv
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loops import sampled
from realign.cli import app
from realign.loading import shipped

FAST = ("--draws", "50")
QUESTIONS: dict[str, tuple[str, ...]] = {
    "trace": ("trace",),
    "annotations": ("annotations", "--annex", "II"),
    "indicators": ("indicators", "--lens", "recovery", *FAST),
    "actions": ("actions", "--lens", "resilience", *FAST),
    "flagships": ("flagships", "--lens", "resilience", *FAST),
    "focus": ("focus", "--lens", "resilience", "--unearmarked", "actual:2021", *FAST),
    "review": ("review", "L-7b-1"),
}


def ask(*words: str, code: int = 0) -> str:
    """What a command says on stdout."""
    done = CliRunner().invoke(app, [*words])
    assert done.exit_code == code, done.output
    return done.stdout


@pytest.fixture(autouse=True)
def _the_shipped_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REALIGN_PLAN", str(shipped()))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_in_each_format_and_both_languages(question: str, language: str) -> None:
    call = (*QUESTIONS[question], "--lang", language, "--format")
    answer = json.loads(ask(*call, "json"))
    assert answer
    table, markdown = ask(*call, "table"), ask(*call, "markdown")
    assert table.strip()
    assert markdown.startswith("## ")
    rows = list(csv.reader(io.StringIO(ask(*call, "csv"))))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in markdown.split("\n")[0])
    assert bool(chinese) == (language == "zh")


@pytest.mark.parametrize("question", [*QUESTIONS, "diff"])
def test_help_says_what_the_command_answers(question: str) -> None:
    assert "Usage: " in ask(question, "--help")


@pytest.mark.parametrize(
    ("wanted", "lens"),
    sampled(
        [
            ("Resilience", "resilience"),
            ("复原力", "resilience"),
            ("复苏", "recovery"),
            ("New vulnerabilities and risks", "vulnerability"),
            ("Climate", "resilience"),
        ],
        3,
    ),
)
def test_a_lens_is_known_by_its_id_and_by_words_of_its_title(wanted: str, lens: str) -> None:
    assert json.loads(ask("indicators", "--lens", wanted, *FAST, "--format", "json"))["lens"] == lens


@pytest.mark.parametrize("wanted", sampled(["vulnerab", "and", "x", "市"], 2))
def test_a_part_of_a_word_and_words_of_several_titles_name_no_lens(wanted: str) -> None:
    ask("indicators", "--lens", wanted, *FAST, code=2)


def test_trace_in_chinese() -> None:
    answer = json.loads(ask("trace", "第7(b)段", "--format", "json"))
    assert {"links/L-7b-1"} <= {f"{one['kind']}/{one['id']}" for one in answer["records"]}


def test_trace_of_one_paragraph() -> None:
    answer = json.loads(ask("trace", "7(b)", "--format", "json"))
    assert {"links/L-7b-1", "links/L-7b-2", "links/L-7b-3"} <= {
        f"{one['kind']}/{one['id']}" for one in answer["records"]
    }
    assert all(one["line"] > 1 for one in answer["records"])
    ask("trace", "99(z)", code=2)


@pytest.mark.slow
def test_focus_takes_one_amount_and_three_amounts_give_three_programmes() -> None:
    found = set()
    for amount in ("12e6", "2556107", "0"):
        answer = json.loads(ask("focus", "-l", "resilience", "-u", amount, "--format", "json", *FAST))
        found.add(tuple(one["decision"] for one in answer["programme"]))
        assert sum(answer["counts"].values()) == len(answer["programme"])
    assert len(found) == 3
    ask("focus", "-l", "resilience", "-u", "0,5m", *FAST, code=2)


@pytest.mark.parametrize("amount", sampled(["1,5m", "0,5 million", "2,5 million", "12,25m"], 2))
def test_a_decimal_comma_is_not_taken_for_two_amounts(amount: str) -> None:
    done = CliRunner().invoke(app, ["gaps", "-u", amount])
    assert done.exit_code == 2
    assert "can be read as" in done.stderr


@pytest.mark.slow
def test_actions_show_a_hole_and_refuse_an_unknown_kind() -> None:
    answer = json.loads(ask("actions", "-l", "Resilience", "--kind", "norm", "--format", "json", *FAST))
    assert any(one["kind"] == "norm" and one["state"] == "hole" for one in answer["holes"])
    ask("actions", "--kind", "rule", code=2)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The shipped plan in a repository of its own, committed once."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    shutil.copytree(shipped(), tmp_path / "work" / "data")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path / "work"


def git(folder: Path, *words: str) -> None:
    me = ["-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "commit.gpgsign=false"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *me, *words], cwd=folder, check=True, capture_output=True, env=environ)


def stronger(repository: Path) -> None:
    """Change one strength in one file."""
    file = repository / "data" / "links.yaml"
    text = file.read_text(encoding="utf-8")
    head, _, tail = text.partition("id: L-7a-1")
    file.write_text(f"{head}id: L-7a-1{tail.replace('strength: 2', 'strength: 3', 1)}", encoding="utf-8")


@pytest.mark.slow
def test_diff_of_revisions_names_file_line_and_ranks(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    monkeypatch.delenv("REALIGN_PLAN")
    stronger(repository)
    answer = json.loads(ask("diff", "main", "--format", "json"))
    assert [(one["record"], one["field"]) for one in named(answer["changes"])] == [
        ("links/L-7a-1", "strength")
    ]
    assert answer["changes"][0]["path"] == "data/links.yaml"
    moved = {one["id"] for one in answer["moves"] if one["what"] == "link"}
    assert moved & {"2.2–3.1", "2.2–3.2", "2.2–3.3"}
    assert all("data/links.yaml:" in cause for one in answer["moves"] for cause in one["causes"])
    ask("diff", "main", "--fail-on-change", code=1)
    ask("diff", "main", "--fail-on-change", "--at-least", "99", code=0)
    git(repository, "commit", "-q", "-am", "second")
    by_range = json.loads(ask("diff", "main~1..main", "--format", "json"))
    assert by_range["moves"][0]["id"] == answer["moves"][0]["id"]
    assert by_range["changes"][0]["path"] == "main:work/data/links.yaml"
    assert json.loads(ask("diff", "main", "--format", "json"))["moves"] == []
    assert "strength 2 → 3" in ask("diff", "main~1", "main", "--format", "markdown")


def named(changes: list[dict[str, str]]) -> list[dict[str, str]]:
    """The changes with `kind/id` as one name."""
    return [{**one, "record": f"{one['kind']}/{one['id']}"} for one in changes]


@pytest.mark.slow
def test_diff_of_folders(repository: Path, tmp_path: Path) -> None:
    shutil.copytree(repository / "data", tmp_path / "old")
    stronger(repository)
    answer = json.loads(ask("diff", str(tmp_path / "old"), str(repository / "data"), "--format", "json"))
    assert len(answer["changes"]) == 1


@pytest.mark.parametrize("wrong", sampled(["nowhere", "main~7", "--output=x", "main..nowhere"], 2))
def test_a_revision_that_git_does_not_know_is_a_wrong_call(
    repository: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.chdir(repository)
    monkeypatch.delenv("REALIGN_PLAN")
    ask("diff", "--", wrong, code=2)


def test_outside_a_repository_and_without_git_the_call_is_wrong(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = shutil.copytree(repository / "data", tmp_path.parent / f"{tmp_path.name}-bare")
    done = CliRunner().invoke(app, ["diff", "main", "--plan", str(bare)])
    assert done.exit_code == 2
    assert "the plan is in no git repository" in done.stderr
    monkeypatch.setenv("PATH", "")
    done = CliRunner().invoke(app, ["diff", "main", "--plan", str(repository / "data")])
    assert done.exit_code == 2
    assert "git is not installed" in done.stderr


def test_review_accepts_in_place(repository: Path) -> None:
    plan = str(repository / "data")
    file = repository / "data" / "links.yaml"
    before = file.read_text(encoding="utf-8")
    ask("review", "L-7a-1", "--accept", "--plan", plan)
    after = file.read_text(encoding="utf-8")
    assert len(after.splitlines()) - len(before.splitlines()) in {0, 1}
    assert (
        json.loads(ask("review", "L-7a-1", "--plan", plan, "--format", "json"))["links"][0]["state"]
        == "judged"
    )
    ask("review", "--accept", "--plan", plan, code=2)
    ask("review", "L-none", "--plan", plan, code=2)
