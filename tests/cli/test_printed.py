"""Documents as their readers get them: nothing in them is talk for a terminal, in any language, format or plan."""

import re
import shutil
from itertools import product
from pathlib import Path

import pytest

from asked import answers
from loops import nonempty
from printed import texts
from realign.findings import CallError
from realign.loading import load
from realign.render import Format
from realign.sheets import RenderOptions
from realign.text import LANGUAGES
from started import started

ROOT = Path(__file__).parents[2]
OPTION = re.compile(r"(?<![\w-])--[a-z]|\brealign (?!\d)[a-z]+\b")
"""An option, or a command."""
PLANS = {
    "shipped": ("0,2556107,12e6", ROOT / "data"),
    "city": ("0,300000", ROOT / "src" / "realign" / "exchange" / "templates" / "city" / "data"),
    "ranges": ("0,600000", ROOT / "tests" / "plans" / "town"),
}
DOCUMENTS = ("docx", "md", "html", "xlsx", "pdf")


@pytest.fixture(scope="module", params=PLANS)
def plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Amounts to ask about, and the folder of a plan."""
    amounts, folder = PLANS[request.param]
    copy = tmp_path_factory.mktemp(request.param) / "data"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("divisible.yaml"))
    return amounts, copy


def to_type(file: Path) -> list[str]:
    return [text for text in nonempty(texts(file)) if OPTION.search(text)]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("more", [[], ["--details"], ["--brief"]], ids=["report", "details", "brief"])
def test_no_document_of_the_report_speaks_of_what_to_type(
    plan: tuple[str, Path], language: str, more: list[str], tmp_path: Path
) -> None:
    amounts, folder = plan
    for ending in DOCUMENTS:
        file = tmp_path / f"paper.{ending}"
        done = started(
            *("report", "-u", amounts, "--draws", "40", "--lang", language, *more),
            "--output",
            file,
            env={"REALIGN_PLAN": str(folder)},
        )
        assert done.returncode == 0, done.stderr
        assert not to_type(file), ending


@pytest.mark.slow
def test_no_workbook_of_any_answer_speaks_of_what_to_type(plan: tuple[str, Path], tmp_path: Path) -> None:
    found = load(plan[1]).plan
    assert found
    written = 0
    for ask in nonempty(answers(found)):
        try:
            answer = ask()
        except CallError:  # the plan has no records for it
            continue
        for language, details in nonempty(product(LANGUAGES, (False, True))):
            file = tmp_path / f"{written}.xlsx"
            page = RenderOptions(language=language, details=details)
            content = Format.XLSX.writer(answer, page)
            assert isinstance(content, bytes)
            file.write_bytes(content)
            assert not to_type(file), (answer, language)
            written += 1
    assert written > 60


def test_a_word_paper_and_a_workbook_of_a_programme_speak_of_nothing_to_type(tmp_path: Path) -> None:
    """The same on one plan and one question, for who changes a sentence."""
    folder = tmp_path / "data"
    shutil.copytree(PLANS["city"][1], folder)
    for ending, language in (("docx", "en"), ("xlsx", "fr"), ("md", "zh")):
        file = tmp_path / f"focus.{ending}"
        call = ("focus", "-u", "0", "--draws", "20", "--lang", language, "--output", file, "--plan", folder)
        assert started(*call).returncode == 0
        assert not to_type(file)
