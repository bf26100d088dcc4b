"""A plan that lacks links, money or other records: an answer says so in a sentence, and what to add."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loops import nonempty, sampled
from realign.cli import app
from realign.loading import load

FRAMEWORK = Path(__file__).parents[2] / "examples" / "country-framework" / "framework.yaml"
BARE = "plan: {id: p, title: P}\noutcomes: [{id: a, title: Land}, {id: b, title: Homes}]\n"
LINKED = f"{BARE}links: [{{id: L, from: [a], to: [b], direction: directed, strength: 1, basis: analyst}}]\n"
WORK = f"{BARE}deliverables: [{{id: D, title: Park}}]\n"
PLANS = {"bare": BARE, "linked": LINKED, "work": WORK}
LACKS = {
    "links": ("links", "bare"),
    "links --by outcome": ("links", "bare"),
    "actions": ("actions", "linked"),
    "flagships": ("flagships", "linked"),
    "indicators": ("indicators", "linked"),
    "annotations": ("annotations", "linked"),
    "trace": ("sources", "bare"),
    "review": ("links", "bare"),
}
"""What is asked -> the kind that the plan lacks, and the plan."""
WRONG = {
    "links --compare": "linked",
    "links --lens heat": "linked",
    "gaps": "linked",
    "focus": "linked",
    "gaps --earmarks": "work",
    "judges": "linked",
    "why a a": "linked",
    "gaps -u required": "work",
}
"""What cannot be asked of such a plan."""


def answer(call: str, plan: Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [*call.split(), "--plan", str(plan), "-q", "--no-pager"])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def plans(tmp_path: Path) -> dict[str, Path]:
    for name, text in PLANS.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return {name: tmp_path / f"{name}.yaml" for name in PLANS}


@pytest.mark.parametrize("call", sampled(LACKS, 3))
def test_an_empty_answer_says_what_the_plan_lacks_and_what_to_add(call: str, plans: dict[str, Path]) -> None:
    kind, plan = LACKS[call]
    code, screen, _ = answer(call, plans[plan])
    said = " ".join(screen.split())
    assert code == 0
    assert f"list them under `{kind}:`" in said
    assert "none" not in screen.splitlines()
    schema = CliRunner().invoke(app, ["schema", kind])
    assert schema.exit_code == 0


@pytest.mark.parametrize("call", WRONG)
def test_what_cannot_be_asked_is_a_wrong_call_with_a_next_step(call: str, plans: dict[str, Path]) -> None:
    code, screen, told = answer(call, plans[WRONG[call]])
    assert (code, screen) == (2, "")
    says, advice = told.splitlines()
    assert says.startswith("realign: ")
    assert advice.strip()


@pytest.mark.parametrize(
    "call", sampled([*LACKS, "gaps", "focus", "find water", "show 1.1", "validate", "report"], 3)
)
def test_no_table_of_a_country_framework_is_empty_without_a_word(call: str) -> None:
    code, screen, told = answer(call, FRAMEWORK)
    assert code in (0, 1), told
    lines = screen.splitlines()
    assert lines
    assert "none" not in lines[1:], screen
    for heading in nonempty([*lines, "end"]):
        assert not re.fullmatch(r"(?:nothing is said of any link|–( +–)*)", heading.strip())


def test_tables_that_hold_nothing_are_named_in_one_sentence(plans: dict[str, Path]) -> None:
    assert load(plans["linked"]).plan
    _, screen, _ = answer("flagships", plans["linked"])
    (line,) = (line for line in screen.splitlines() if line.startswith("nothing in: "))
    assert "Programmes" in " ".join(screen.partition(line)[2].split()) or "Programmes" in line
    _, wide, _ = answer("flagships --wide", plans["linked"])
    assert "none" in wide.splitlines()
