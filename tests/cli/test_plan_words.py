"""A plan that names its kinds is answered in its words: every command, every language, every format."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asked import answers
from loops import nonempty, sampled
from realign.findings import CallError
from realign.loading import load
from realign.plan import Plan
from realign.questions.briefing import briefing
from realign.questions.find import Found
from realign.questions.flagships import flagships
from realign.questions.gaps import gaps
from realign.questions.report import report
from realign.questions.show import Cards
from realign.questions.validate import Validation
from started import started

ROOT = Path(__file__).parents[2]
CITY = ROOT / "src" / "realign" / "exchange" / "templates" / "city" / "data"
WORDS = """
  words:
    domain: {en: Goal, fr: but, zh: 目标}
    outcome: {en: {one: Pillar of work, many: Pillars of work}, fr: la composante, zh: 组成}
    lens: {en: View, fr: regard, zh: 角度}
    flagship: {en: Initiative, fr: une initiative, zh: 倡议}
    deliverable: {en: Output, fr: extrant, zh: 产品}
    activity: {one: Chore, many: Chores}
    indicator: {en: Yardstick, fr: la mesure, zh: 尺度}
    resolution: {en: Act, fr: acte, zh: 法令}
    partner: {en: Ally, fr: allié, zh: 盟友}
"""
OURS = {
    "en": r"\b(?:domains?|outcomes?|lens(?:es)?|flagships?|programmes?|deliverables?|activit(?:y|ies)|indicators?"
    r"|resolutions?|partners?)\b",
    "fr": r"\b(?:domaines?|résultats?|angles?|programmes?|produits?|activités?|indicateurs?|résolutions?"
    r"|partenaires?)\b",
    "zh": "领域|成果|旗舰|全球方案|视角|活动|指标|决议|伙伴(?!关系)",
}
TYPED = re.compile(
    r"(?:work|integrated) programmes?|programme piece by piece|\w+/\S+|\w+\.yaml|`[^`]*`|--\w+(?: \w+)?|realign \w+"
    r"|programmes? intégrés?|programme de travail|programme élément|produit des trois facteurs|^flagships$"
    r"|\b(?:structure|outcomes)\.[\w.]+",
    re.IGNORECASE,
)
"""What people type, and work programmes, which are no records."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("city") / "data"
    shutil.copytree(CITY, made)
    file = made / "outcomes.yaml"
    text = file.read_text(encoding="utf-8").replace("One outcome is", "One is")
    file.write_text(text.replace("\n  scale: 3\n", f"\n  scale: 3{WORDS}", 1), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def plan(folder: Path) -> Plan:
    found = load(folder).plan
    assert found
    return found


def left(text: str, language: str) -> list[str]:
    """Lines that still hold a word of ours."""
    answer = text.partition("--wide")[0]  # then come the names of tables
    lines = (TYPED.sub("", line) for line in answer.splitlines())
    return [line for line in lines if re.search(OURS[language], line, re.IGNORECASE)]


def typed(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return started(*arguments, "--plan", folder, cwd=folder)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_no_answer_says_our_word_for_a_kind(plan: Plan, language: str, tmp_path: Path) -> None:
    every: list[Callable[[], Any]] = [
        *answers(plan),
        lambda: briefing(plan, draws=40),
        lambda: report(plan, "climate", draws=40),
    ]
    written = 0
    for ask in nonempty(every):
        try:
            answer = ask()
        except CallError:
            continue
        if isinstance(answer, Validation):  # made before there is a plan; the command is tested below
            continue
        keys = isinstance(answer, Found | Cards)  # whose long tables name fields as files do
        for ending in nonempty(("txt",) if keys else ("md", "txt")):
            file = answer.save(tmp_path / f"{written}.{ending}", language=language, details=ending == "md")
            assert left(file.read_text(encoding="utf-8"), language) == [], (type(answer), ending)
        written += 1
    assert written > 15


def test_the_keys_of_json_stay_and_its_sentences_speak_as_the_plan_does(plan: Plan) -> None:
    assert gaps(plan).to_dict("en")["schema"] == "realign/gaps/1"
    data = flagships(plan, None, draws=40).to_dict("en")
    assert "flagships" in data
    said = [value for name, value in data.items() if isinstance(value, str) and name != "schema"]
    assert "2 of 3 initiatives" in data["headline"]
    assert left("\n".join(said), "en") == []


@pytest.mark.parametrize(
    ("call", "says"),
    sampled(
        [
            (("validate",), "goals 3, pillars of work 9, views 3"),
            (("why", "9.9", "1.1"), "there is no pillar of work '9.9'"),
            (("links", "--lens", "nowhere"), "the plan has no view 'nowhere'"),
            (("explain", "pillars of work"), "A result that the plan wants."),
            (("show", "1.1"), "pillar of work 1.1:"),
            (("flagships", "--lang", "fr"), "initiatives sur 3 portent"),
            (("show", "1.1", "--lang", "zh"), "组成1.1"),
        ],
        4,
    ),
    ids=lambda one: "_".join(one) if isinstance(one, tuple) else "",
)
@pytest.mark.subprocess
def test_the_commands_say_it(folder: Path, call: tuple[str, ...], says: str) -> None:
    done = typed(folder, *call)
    assert says in " ".join((done.stdout + done.stderr).split())


@pytest.mark.slow
@pytest.mark.subprocess
def test_the_page_and_the_workbook_say_it(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert typed(folder, "report", "--draws", "40", "--output", str(page)).returncode == 0
    text = page.read_text(encoding="utf-8")
    body = re.sub(r"<[^>]*>", " ", text[text.index("<body") : text.index("<script")])
    assert "Pillar of work" in body
    assert left(body, "en") == []
    book = tmp_path / "book.xlsx"
    assert typed(folder, "flagships", "--draws", "40", "--output", str(book)).returncode == 0
    from python_calamine import CalamineWorkbook

    cells = [
        str(cell)
        for name in nonempty(CalamineWorkbook.from_path(book).sheet_names)
        for row in CalamineWorkbook.from_path(book).get_sheet_by_name(name).to_python()
        for cell in row
    ]
    assert "Initiative" in cells
    assert left("\n".join(cells), "en") == []
