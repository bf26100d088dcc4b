"""Every question in both languages: the layout of its tables is golden, no figure is.

`tests/layouts` holds one file for each question and language, told from `tests/plans/town` with every
figure turned into a 9 (`masks.py`). UPDATE_DOCS=1 writes them anew; read the diff before you commit it.
"""

import difflib
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loops import sampled
from masks import Masked, hidden
from realign import loading
from realign.cli import COMMANDS, app
from realign.loading import Loaded
from realign.loading.fields import fields_of, kinds
from realign.plan import KINDS
from realign.render import Format
from realign.sheets import Answer, RenderOptions

PLANS = Path(__file__).parents[1] / "plans"
LAYOUTS = Path(__file__).parents[1] / "layouts"
UPDATE = bool(os.environ.get("UPDATE_DOCS"))

MIXED = ("divisible.yaml",)
COSTED = ("uncosted.yaml", "ranges.yaml")
UNCOSTED = ("costed.yaml", "divisible.yaml", "ranges.yaml")


@dataclass(frozen=True)
class Case:
    """A question to the town, and the files of its plan that are left out."""

    call: tuple[str, ...]
    without: tuple[str, ...] = MIXED
    width: int = 160
    """Columns of the terminal."""
    plan: str = "town"
    """The plan; every question calls it the town."""


FAST = ("--draws", "20")
HEAT = ("--lens", "heat")
CASES: dict[str, Case] = {
    "links": Case(("links", *HEAT, "--details", *FAST)),
    "links-compare": Case(("links", "--compare", *FAST)),
    "links-narrow": Case(("links", *HEAT, "--top", "2", *FAST), width=60),
    "why": Case(("why", "1.1", "2.1", *HEAT, *FAST)),
    "why-apart": Case(("why", "1.1", "2.2", *HEAT, *FAST)),
    "why-link-link": Case(("why", "1.1-1.2", "1.2-2.1", *HEAT, *FAST)),
    "gaps": Case(("gaps", "--unearmarked", "actual:2022")),
    "gaps-several": Case(("gaps", "--unearmarked", "0; 500 000; 2m", *HEAT, "--by", "outcome")),
    "gaps-costed": Case(("gaps", "--unearmarked", "390 000", "--by", "heading", "--earmarks"), COSTED),
    "gaps-costed-several": Case(("gaps", "-u", "0; 390 000", "--rule", "priority"), COSTED),
    "gaps-uncosted": Case(("gaps", "--unearmarked", "0; 500 000; 2m"), UNCOSTED),
    "focus": Case(("focus", *HEAT, "--unearmarked", "500 000", "--details", *FAST)),
    "focus-costed": Case(("focus", "--unearmarked", "390 000", "--details", *FAST), COSTED),
    "flagships": Case(("flagships", *HEAT, *FAST)),
    "actions": Case(("actions", *HEAT, *FAST)),
    "indicators": Case(("indicators", *HEAT, *FAST)),
    "annotations": Case(("annotations",)),
    "trace": Case(("trace",)),
    "trace-paragraph": Case(("trace", "4")),
    "find": Case(("find", "homes")),
    "show": Case(("show", "1.2")),
    "show-paragraph": Case(("show", "4")),
    "diff": Case(("diff", "before", "town", "--unearmarked", "500 000")),
    "review": Case(("review",)),
    "judges": Case(("judges", *HEAT, *FAST), plan="judged"),
    "validate": Case(("validate",)),
    "report": Case(("report", *HEAT, "-u", "500 000", "--sheet", "summary", *FAST)),
    "explain": Case(("explain", "RA401")),
}
TOLD = [pytest.param(name, language, id=f"{name}.{language}") for name in CASES for language in ("en", "zh")]
Writer = Callable[[Answer, RenderOptions], str | bytes]
Told = Callable[[str, Format, str], tuple[str, str]]


def without_figures(write: Writer, width: int) -> Writer:
    """The writer of a format, on a screen of this width, with every figure taken out of what it is given."""
    return lambda report, page: write(Masked(report), replace(page, width=width))


READ: dict[tuple[Path, tuple[str, ...]], Loaded] = {}
"""The plans by folder and the files that are left out: each is read once for all questions."""
load = loading.load


def read(folder: Path, without: tuple[str, ...]) -> Loaded:
    """The plan in a folder of the town; it is read once for all questions about the same files of it."""
    if (folder, without) not in READ:
        READ[folder, without] = load(folder)
    return READ[folder, without]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """What the answer to a question looks like in a format and a language, and the notes on stderr."""
    writers = {form: form.writer for form in Format}
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("REALIGN_PLAN", "town")
    monkeypatch.chdir(tmp_path)

    def tell(name: str, form: Format, language: str) -> tuple[str, str]:
        case = CASES[name]
        if not Path("town").exists():
            shutil.copytree(PLANS / case.plan, "town", ignore=shutil.ignore_patterns(*case.without))
            if name == "diff":
                earlier(shutil.copytree("town", "before"))
        monkeypatch.setattr(loading, "load", lambda folder: read(folder, (*case.without, case.plan)))
        writer = property(lambda chosen: without_figures(writers[chosen], case.width))
        monkeypatch.setattr(Format, "writer", writer)
        done = CliRunner().invoke(app, [*case.call, "--wide", "--lang", language, "--format", form])
        assert done.exit_code == 0, done.output
        return done.stdout, hidden(done.stderr)

    return tell


def earlier(folder: str) -> None:
    """The plan as it was before: one link and one piece of work less, other figures."""
    for name, old, new in (
        ("evidence.yaml", "strength: 3", "strength: 2"),
        ("evidence.yaml", "  - {id: L4", "  # {id: L4"),
        ("funds.yaml", "amount: 150 000", "amount: 160 000"),
        ("costed.yaml", "  - {id: A3", "  # {id: A3"),
    ):
        file = Path(folder) / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


def layout(name: str, language: str, told: Told) -> str:
    """The tables of an answer, and the notes on stderr."""
    call = " ".join(f"'{word}'" if " " in word else word for word in CASES[name].call)
    text, notes = told(name, Format.TABLE, language)
    return f"$ realign {call} --lang {language}\n\n{text}" + (
        f"---- on stderr ----\n{notes}" if notes else ""
    )


def difference(golden: str, now: str) -> str:
    """The lines that differ, marked; empty where none does."""
    old, new = golden.splitlines(), now.splitlines()
    return "\n".join(difflib.unified_diff(old, new, "as it was", "as it is now", lineterm="", n=1))


@pytest.mark.parametrize(("name", "language"), TOLD)
def test_every_answer_keeps_its_layout(name: str, language: str, told: Told) -> None:
    file = LAYOUTS / f"{name}.{language}.txt"
    now = layout(name, language, told)
    if UPDATE:
        file.write_text(now, encoding="utf-8")
    golden = file.read_text(encoding="utf-8") if file.exists() else ""
    changed = difference(golden, now)
    assert not changed, f"{file.name} differs; UPDATE_DOCS=1 writes it anew:\n{changed}"


CODES = """
    AC EUR ID II PLAN NOTE LEDGER BANK RA annex yaml town before heat recovery base core grant gift
    realign links why review top assume none enough accept csv summary
    amount cost funds required scale strength value
    direct upstream downstream feedback loss expected sei dematel katz micmac pwp delta tau Jaccard
"""
"""What stays as it is in every language: ids, calls, fields, names of methods and figures."""
NO_WORDING = "Cleaner air"
"""The one title without Chinese."""
FIELDS = sorted({field for record in kinds().values() for field in fields_of(record)})
"""What files call the fields of records; a card names them so in every language."""


@pytest.mark.parametrize(
    "name", sampled([name for name in CASES if name not in {"validate", "explain", "annotations", "find"}], 3)
)
def test_chinese_answers_are_chinese(name: str, told: Told) -> None:
    """Not so findings, and what shows words of the plan in the language in which they stand."""
    (table, notes), (marked, _) = (told(name, form, "zh") for form in (Format.CSV, Format.MARKDOWN))
    text = table.split("\n", 1)[1] + notes + marked.replace("\\_", "_")
    text = text.replace(NO_WORDING, "")
    text = re.sub(r"--sheet .*|--details .*|'zh'|\b(?:true|false)\b", "", text)
    text = re.sub(rf"\b[a-z_]+\.[\w.]+|\b[a-z]+(?:_[a-z]+)+\b|\b(?:plan|{'|'.join(KINDS)})/", "", text)
    if name.startswith("show"):
        text = re.sub(rf"\b(?:decisions|{'|'.join(FIELDS)})\b", "", text)
    english = set(re.findall(r"(?<![A-Za-z_])[A-Za-z]{2,}(?![A-Za-z_])", text))
    assert english <= set(CODES.split())


@pytest.mark.parametrize("name", [name for name in CASES if name != "annotations"])
def test_english_answers_are_english(name: str) -> None:
    text = (LAYOUTS / f"{name}.en.txt").read_text(encoding="utf-8")
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", text)


@pytest.mark.parametrize("name", sampled(CASES, 4))
def test_no_layout_vouches_for_a_figure(name: str, told: Told) -> None:
    """Headings are let through: the amounts and codes in them are those of the question."""
    lines = told(name, Format.MARKDOWN, "en")[0].splitlines()
    words = [line for line, below in zip(lines, [*lines[1:], ""], strict=True) if "| --- |" not in below]
    words = [line for line in words if not line.endswith("--details shows all")]
    assert len(words) > 3
    assert [line for line in words if re.search("[0-8]", line.replace("0.99", "9"))] == []
    assert sum(char.isalpha() for char in "".join(words)) > 40


def test_every_layout_belongs_to_a_question() -> None:
    known = {f"{one.id}.txt" for one in TOLD}
    assert {file.name for file in LAYOUTS.iterdir()} == known


def test_every_question_has_a_layout() -> None:
    writing_files = {"init", "import", "export", "schema"}
    assert set(COMMANDS) - writing_files == {case.call[0] for case in CASES.values()}


def test_a_changed_heading_is_shown_line_by_line() -> None:
    golden = (LAYOUTS / "review.en.txt").read_text(encoding="utf-8")
    changed = difference(golden, golden.replace("Links to read again", "Links to read"))
    assert "\n-Links to read again: " in changed
    assert "\n+Links to read: " in changed
    assert len(changed.splitlines()) < 20
    assert difference(golden, golden) == ""
    assert difference("", golden) != ""
