"""The ten questions of a delegate, asked of the city and of a country framework as the manual says."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from loops import nonempty
from realign.render.cells import width

pytestmark = pytest.mark.slow  # each test starts a program or many

ROOT = Path(__file__).parents[2]
PLANS = {
    "city": ROOT / "src" / "realign" / "exchange" / "templates" / "city" / "data",
    "framework": ROOT / "examples" / "country-framework",
}
ROW = re.compile(r"^\| (W[^|]+|How[^|]+)\? \| (`realign[^|]+) \| (`realign[^|]+) \|$", re.MULTILINE)
SAYS = {
    "come first": ("First: no lens 2.2–2.3", "The plan has no links."),
    "a sum buy": ("8 are covered", "4 are covered"),
    "one theme": ("Nobody left behind", "output O1.1.5: Policies for gender equality"),
    "resolutions are hit": ("Realigning the strategy", "asked for by no resolution"),
    "pays one piece": ("may be paid from", "(for-1.1.3), Unearmarked money (unearmarked)"),
    "one statement were wrong": ("2.1–2.2 is gone", "O1.1.6 uncovered instead of covered"),
    "work cut": ("Shade trees at schools", "what there is does not suffice"),
    "does nobody serve": ("No flagship works on 1.1, 2.2, 2.3, 3.1", "no flagship and no global programme"),
    "one outcome treated": ("L-8 each helps the other 2.2", "no statement ties it to another outcome"),
    "a sum come from": ("not earmarked (free): received: 2025", "Gender equality (for-1.1.5): amount"),
}


def asked() -> dict[str, tuple[list[str], list[str]]]:
    """Question -> the commands for the city, and those for the framework."""
    text = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
    commands = re.compile(r"`(realign [^`]+)`")
    return {row[1]: (commands.findall(row[2]), commands.findall(row[3])) for row in ROW.finditer(text)}


def printed(command: str, plan: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "realign", *shlex.split(command)[1:], "--plan", str(plan)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_manual_asks_ten_questions_of_both() -> None:
    found = asked()
    assert len(found) == len(SAYS) == 10
    for part in nonempty(SAYS):
        assert sum(part in question for question in found) == 1


@pytest.mark.slow
@pytest.mark.subprocess
@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("part", SAYS)
def test_each_is_answered_by_two_commands_of_forty_lines(part: str, plan: str) -> None:
    ((_, both),) = [pair for pair in asked().items() if part in pair[0]]
    place = [*PLANS].index(plan)
    assert len(both[place]) <= 2
    answers = [printed(command, PLANS[plan]) for command in both[place]]
    for answer in nonempty(answers):
        lines = answer.splitlines()
        assert len(lines) <= 40
        assert max(map(width, lines)) <= 100
    assert SAYS[part][place] in " ".join(" ".join(answers).split())
