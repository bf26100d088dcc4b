"""A report says in short what its chapters hold, and holds all of them whole."""

import csv
import io
import json
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from typer.testing import CliRunner

from loops import nonempty
from realign.cli import app
from realign.text import say
from realign.views.focus_words import FOCUS

TOWN = Path(__file__).parents[1] / "plans" / "town"


def run(*words: str, code: int = 0) -> str:
    few = () if words[0] == "gaps" else ("--draws", "30")
    done = CliRunner().invoke(app, [*words, "--plan", str(TOWN), *few, "-q"])
    assert done.exit_code == code, done.output
    return done.stdout


@cache
def answered(*words: str) -> dict[str, dict[str, Any]]:
    paper = json.loads(run("report", *words, "--format", "json"))
    return {one["name"]: one for one in paper["chapters"]}


def unheaded(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without its headline, which a chapter has among what it `says`."""
    return {name: value for name, value in answer.items() if not name.startswith("headline")}


@pytest.mark.parametrize(
    ("chapter", "call"),
    [
        ("links", ("links", "--lens", "heat")),
        ("flagships", ("flagships", "--lens", "heat")),
        ("actions", ("actions", "--lens", "heat")),
        ("indicators", ("indicators", "--lens", "heat")),
        ("lenses", ("links", "--compare")),
    ],
)
def test_a_chapter_is_the_whole_answer_of_its_command(chapter: str, call: tuple[str, ...]) -> None:
    alone = json.loads(run(*call, "--format", "json"))
    inside = answered("--lens", "heat")[chapter]["answer"]
    assert {**inside, "inputs": None} == {**unheaded(alone), "inputs": None}


@pytest.mark.slow
def test_each_amount_has_its_programme_and_the_summary_its_figures() -> None:
    chapters = answered("--lens", "heat", "-u", "0; 500 000")
    assert {"gaps", "focus-0", "focus-500000"} <= set(chapters)
    for amount in (0, 500_000):
        alone = json.loads(run("focus", "--lens", "heat", "-u", str(amount), "--format", "json"))
        assert chapters[f"focus-{amount}"]["answer"] == unheaded(alone)
        said = " ".join(map(str, chapters[f"focus-{amount}"]["says"]))
        for decision, count in nonempty(alone["counts"].items()):
            assert f"{count} " in said, decision
    levels = json.loads(run("gaps", "--lens", "heat", "-u", "0; 500 000", "--format", "json"))["levels"]
    for level, says in nonempty(zip(levels, chapters["gaps"]["says"], strict=True)):
        counts = [f"{len(level[state])}" for state in ("covered", "uncovered", "open")]
        assert re.findall(r": (\d+)[;.]", says) == counts


@pytest.mark.slow
def test_the_decisions_stand_side_by_side_those_that_hang_on_the_money_first() -> None:
    page = run("report", "--lens", "heat", "-u", "0; 500 000; 2m", "--sheet", "decisions", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(page)))
    programmes = [
        {
            one["id"]: say(FOCUS[one["decision"]], "en")
            for one in answered("--lens", "heat", "-u", "0; 500 000; 2m")[name]["answer"]["programme"]
        }
        for name in ("focus-0", "focus-500000", "focus-2000000")
    ]
    told = {row["id"]: [row["at_0"], row["at_500000"], row["at_2000000"]] for row in rows}
    assert told == {name: [each[name] for each in programmes] for name in programmes[0]}
    steady = [len(set(decisions)) == 1 for decisions in told.values()]
    assert steady == sorted(steady)
    assert any(steady)
    assert not all(steady)


def test_without_money_nothing_is_said_of_it() -> None:
    assert not {name for name in answered() if name.startswith(("gaps", "focus"))}


def test_the_summary_says_what_holds_and_names_the_choice() -> None:
    chapter = answered("--lens", "heat")["links"]
    choice = chapter["answer"]["choice"]
    assert chapter["says"][0].startswith(("What holds: ", "No link leads; ", "No link and no group"))
    assert ", ".join(one.replace("-", "–", 1) for one in choice["links"]) in chapter["says"][1]
    assert f"at least {min(100 * choice['worst_tenth'], 99):.0f} %" in chapter["says"][1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "language"), [("html", "en"), ("md", "zh"), ("docx", "en"), ("docx", "zh"), ("xlsx", "en")]
)
def test_every_ending_is_written_and_the_same_twice(tmp_path: Path, ending: str, language: str) -> None:
    files = [tmp_path / f"{name}.{ending}" for name in "ab"]
    for file in files:
        run("report", "--lens", "heat", "-u", "500 000", "--lang", language, "--output", str(file))
    assert files[0].read_bytes() == files[1].read_bytes()
    titles = {"en": "Which links between outcomes matter most?", "zh": "成果之间哪些联系最重要？"}
    if ending == "html":
        titles = {"en": "Links between outcomes"}
    match ending:
        case "docx":
            assert titles[language] in [one.text for one in docx.Document(str(files[0])).paragraphs]
        case "xlsx":
            with ZipFile(BytesIO(files[0].read_bytes())) as archive:
                assert len([name for name in archive.namelist() if "worksheets/sheet" in name]) > 8
        case _:
            assert titles[language] in files[0].read_text(encoding="utf-8")


@pytest.mark.slow
def test_html_is_a_page_with_every_section() -> None:
    page = run("report", "--lens", "heat", "-u", "500 000", "--format", "html")
    for section in ("glance", "links", "money", "programme", "holes", "rests"):
        assert f"<section id={section} " in page
    assert page.count("<h1>") == 1
    assert page.count("<svg ") >= 4


def test_one_table_of_a_report_is_a_table_in_html_too() -> None:
    page = run("report", "--lens", "heat", "--format", "html", "--sheet", "links.links")
    assert '<section id="links.links">' in page
    assert "<script" not in page


@pytest.mark.slow
def test_what_exists_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_text("mine", encoding="utf-8")
    run("report", "--output", str(file), code=2)
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_plan_of_outcomes_alone_has_a_report(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        'plan: {id: p, title: P}\noutcomes:\n  - {id: "1.1", title: A}\n', encoding="utf-8"
    )
    done = CliRunner().invoke(app, ["report", "--plan", str(tmp_path), "-q", "--format", "markdown"])
    assert done.exit_code == 0, done.output
    assert "# P" in done.stdout
