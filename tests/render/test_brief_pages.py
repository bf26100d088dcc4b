"""The brief is two pages of A4 in PDF and in Word, whatever the plan, the lens and the language; no table is cut."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from loops import nonempty
from printed import pages
from realign.loading import load
from realign.plan import Plan
from realign.questions.briefing import Briefing, briefing
from realign.sheets import Sheet
from realign.text import LANGUAGES, say
from realign.views import sheets
from realign.views.briefing_cuts import MOST
from realign.views.briefing_settle import QUOTED

ROOT = Path(__file__).parents[2]
PLANS = {
    "shipped": ("0; 2556107; 12e6", ROOT / "data"),
    "city": ("0; 300000", ROOT / "src" / "realign" / "exchange" / "templates" / "city" / "data"),
    "ranges": ("0; 600000", ROOT / "tests" / "plans" / "town"),
}
WORDY = "of a title that goes on about what is to be done, by whom and until when, with all who have a say"


def large(folder: Path, cost: str) -> Path:
    """A plan with five lenses, 25 outcomes and 120 pieces of work, all with long titles."""
    codes = [f"{domain}.{number}" for domain in range(1, 6) for number in range(1, 6)]
    lines = [
        f"plan: {{id: p, title: 'Plan {WORDY}', organisation: 'Body {WORDY}', currency: EUR}}",
        "sources: [{id: S, title: S, paragraphs: ['1', '2', '3']}]",
        "domains:",
        *(f"  - {{id: '{number}', title: 'Domain {number} {WORDY}'}}" for number in range(1, 6)),
        "lenses:",
        *(f"  - {{id: l{number}, title: 'Lens {number} {WORDY}'}}" for number in range(5)),
        "outcomes:",
        *(f"  - {{id: '{code}', domain: '{code[0]}', title: 'Outcome {code} {WORDY}'}}" for code in codes),
        "links:",
        *(
            f"  - {{id: L{at}, from: ['{codes[at % 25]}'], to: ['{codes[(at * 7 + 3) % 25]}'], direction: directed,"
            f" strength: {1 + at % 3}, lenses: [l{at % 5}], basis: implied, says: 'Statement {at} {WORDY}',"
            f" refs: [S {1 + at % 3}]}}"
            for at in range(60)
            if at % 25 != (at * 7 + 3) % 25
        ),
        "funds: [{id: free, kind: unearmarked, title: Free, required: 90000000}]",
        "activities:",
        *(
            f"  - {{id: A{at}, title: 'Work {at} {WORDY}', {cost} funds: [free], effect: delayed,"
            f" outcomes: ['{codes[at % 25]}']}}"
            for at in range(120)
        ),
    ]
    folder.mkdir()
    (folder / "plan.yaml").write_text("\n".join(lines), encoding="utf-8")
    return folder


def read(folder: Path) -> Plan:
    plan = load(folder).plan
    assert plan
    return plan


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Briefing]:
    """Each plan through each of its lenses and through all; and two that are as large as can be."""
    home = tmp_path_factory.mktemp("plans")
    made = {}
    for name, (amounts, folder) in PLANS.items():
        copy = home / name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("divisible.yaml"))
        plan = read(copy)
        for lens in (None, *(one.id for one in plan.lenses)):
            made[f"{name}-{lens}"] = briefing(plan, lens, amounts, draws=40)
    for name, cost in (("costed", "cost: 300000,"), ("uncosted", "")):
        made[name] = briefing(read(large(home / name, cost)), None, "0; 1m; 5m; 20m", draws=20)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_has_two_pages_in_pdf(briefs: dict[str, Briefing], language: str, tmp_path: Path) -> None:
    for name, answer in nonempty(briefs.items()):
        file = answer.save(tmp_path / f"{name}.pdf", language=language)
        assert len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) == 2, name


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_has_two_pages_in_word(briefs: dict[str, Briefing], language: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here to open Word documents with")
    files = [answer.save(tmp_path / f"{name}.docx", language=language) for name, answer in briefs.items()]
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    call = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(call, check=True, capture_output=True, timeout=500)
    for file in nonempty(files):
        found = pages(file.with_suffix(".pdf"))
        assert len(found) == 2, file.name


def test_what_is_not_quoted_or_listed_is_counted(tmp_path: Path) -> None:
    answer = briefing(read(PLANS["city"][1]), None, "0", draws=400)
    five = ("One pays two.", "Two needs three", "Three holds back four.", "Four feeds five", "Five")
    told = {
        part.name: part for part in sheets(replace(answer, statements=dict.fromkeys(answer.statements, five)))
    }
    settle = told["settle"]
    assert isinstance(settle, Sheet)
    assert QUOTED == 3
    quoted = "One pays two. Two needs three. Three holds back four. 2 more statements of this paragraph are in the report."
    assert [say(row[1], "en") for row in settle.rows] == [quoted] * len(answer.lenses)  # type: ignore[arg-type]
    work = briefing(read(large(tmp_path / "plan", "cost: 300000,")), None, "0", draws=20)
    (cut,) = [part for part in sheets(work) if isinstance(part, Sheet) and part.name == "put_off"]
    titles = [say(row[1], "en") for row in cut.rows]  # type: ignore[arg-type]
    rest = [int(title.split()[0]) for title in titles if "more, which are in the report" in title]
    assert len(titles) - len(rest) <= MOST
    assert len(titles) - len(rest) + sum(rest) == 120
