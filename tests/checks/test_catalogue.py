"""The catalogue of messages: every broken plan beside what we say about it.

A folder of `tests/plans/broken` is named CODE-slug and holds YAML and `expected.txt`, the findings in
format `full`. `REALIGN_UPDATE=1 pytest tests/checks/test_catalogue.py` writes the texts anew; read
the diff before you commit it.
"""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from loops import sampled
from realign import checks, loading
from realign.documents import reader as events
from realign.documents.parser import PythonParser
from realign.files import rewrite
from realign.findings import Rule, Severity
from realign.fixing import mend
from realign.loading import Loaded
from realign.questions import validate as validation
from realign.questions.validate import Reading, Validation, validate
from realign.render import FINDINGS_ONLY, Format
from realign.sheets import RenderOptions

PLANS = Path(__file__).parents[1] / "plans"
BROKEN = sorted(path for path in (PLANS / "broken").iterdir() if path.is_dir())
SOUND = sorted(path for path in (PLANS / "sound").iterdir() if path.is_dir())
RULES: tuple[Rule, ...] = (*loading.MANUAL, *checks.MANUAL, *validation.MANUAL)
NO_FILE_CAN_SHOW = {
    "RA004": "tests/test_loading.py",
    "RA005": "tests/test_loading.py",
    "RA019": "tests/test_documents.py",
}
"""Codes about things that a folder under version control cannot hold -> where they are tested."""


def judged(folder: Path) -> tuple[Loaded, Validation]:
    loaded = loading.load(folder)
    found = loaded.findings
    if loaded.plan is not None:
        found = (*found, *checks.run(loaded.plan, loaded.locate))
    read = Reading.of(loaded.plan, (), ())
    place = loaded.locate("plan", "")
    return loaded, validate(found, suppressions=loaded.suppressions, rules=RULES, read=read, place=place)


def told(loaded: Loaded, answer: Validation) -> str:
    """Everything that is said about a folder, as seen from inside it."""
    lines = {one.place.path: loaded.lines(one.place.path) for one in answer.findings}
    return Format.FULL.render(answer, RenderOptions(lines=lines, details=True))


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both YAML parsers, whichever this machine would take."""
    if request.param == "C":
        monkeypatch.setattr(events, "Parser", pytest.importorskip("yaml").CSafeLoader)
    else:
        monkeypatch.setattr(events, "Parser", PythonParser)
    return str(request.param)


@pytest.mark.parametrize("parser", sampled(["C", "Python"], 2), indirect=True)
@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_a_broken_plan_is_told_what_is_wrong_and_where(
    folder: Path, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    loaded, answer = judged(Path())
    text, expected = told(loaded, answer), folder / "expected.txt"
    if os.environ.get("REALIGN_UPDATE") and parser == "C":
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
    assert folder.name[:5] in {one.code for one in answer.findings}
    for one in answer.findings:
        lines = loaded.lines(one.place.path)
        start, end = one.place.start, one.place.end
        assert (start.line, start.column) >= (1, 1)
        assert (end.line, end.column) >= (start.line, start.column)
        if lines:
            assert end.line <= len(lines)
            assert start.column <= len(lines[start.line - 1]) + 1
            assert end.column <= len(lines[end.line - 1]) + 1


@pytest.mark.parametrize("folder", sampled(BROKEN, 6), ids=lambda folder: folder.name)
def test_every_format_can_carry_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    answer = judged(Path())[1]
    for each in (*FINDINGS_ONLY, Format.TABLE, Format.CSV, Format.MARKDOWN, Format.HTML):
        assert "\x1b" not in each.render(answer, RenderOptions()), each
    assert json.loads(Format.JSON.render(answer, RenderOptions()))["passed"] is answer.passed
    assert json.loads(Format.SARIF.render(answer, RenderOptions()))["version"] == "2.1.0"


def test_every_code_has_a_broken_plan() -> None:
    shown = {folder.name[:5] for folder in BROKEN}
    codes = {rule.code for rule in RULES}
    assert codes - shown - NO_FILE_CAN_SHOW.keys() == set()
    assert shown <= codes
    assert not shown & NO_FILE_CAN_SHOW.keys()


def test_the_names_of_the_folders_are_code_and_slug() -> None:
    assert [folder.name for folder in BROKEN if not re.fullmatch(r"RA\d{3}-[a-z0-9-]+", folder.name)] == []
    assert len(BROKEN) >= 120


@pytest.mark.parametrize("folder", sampled(BROKEN, 4), ids=lambda folder: folder.name)
def test_what_can_be_fixed_is_gone_after_fixing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(folder, tmp_path / "plan")
    monkeypatch.chdir(copy)
    loaded, judgement = judged(Path())
    before = judgement.findings
    fixable = {(one.code, one.message) for one in before if one.fix}
    found = before
    for _ in range(5):
        mended = mend(found, loaded.sources)
        rewrite({one.source: one.raw for one in mended})
        assert [one.source for one in mended if not comments(one.before) <= comments(one.after)] == []
        loaded, judgement = judged(Path())
        found = judgement.findings
        if not any(one.fix for one in found):
            break
    assert not fixable & {(one.code, one.message) for one in found}
    if fixable:
        errors = [sum(one.severity is Severity.ERROR for one in each) for each in (before, found)]
        assert errors[1] <= errors[0] or "RA0" in str(fixable)  # what hid others may now show them


def comments(text: str) -> set[str]:
    return {line[line.index(" # ") :] for line in text.splitlines() if " # " in line}


@pytest.mark.parametrize("folder", SOUND, ids=lambda folder: folder.name)
def test_a_sound_plan_has_nothing_worse_than_notes(folder: Path, parser: str) -> None:
    loaded, answer = judged(folder)
    assert parser
    assert loaded.plan is not None
    assert [one for one in answer.findings if one.severity is not Severity.NOTE] == []


TOO_LONG = {"RA313"}
"""A broken plan of theirs fills pages: the manual hints at it, `plans/broken` holds it."""


@pytest.mark.parametrize(
    "rule", sampled([rule for rule in RULES if rule.broken], 2), ids=lambda rule: rule.code
)
def test_the_examples_of_the_manual_show_what_they_say(rule: Rule, tmp_path: Path) -> None:
    for name, example in (("broken", rule.broken), ("mended", rule.mended)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "example.yaml").write_text(f"{example}\n", encoding="utf-8")
        if rule.code != "RA002" and not re.search(r"^plan:", example, re.MULTILINE):
            (folder / "plan.yaml").write_text("plan: {id: example, title: An example}\n", encoding="utf-8")
        codes = {one.code for one in judged(folder)[1].findings}
        shows = name == "broken" and rule.code not in TOO_LONG
        assert (rule.code in codes) is shows, (name, codes)
