"""The ten questions of a delegate, typed as the README and the manual say."""

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
ROW = re.compile(r"^\| (Wh[^|]+|How[^|]+)\?? \| (`realign[^|]+) \|", re.MULTILINE)
SAYS = {
    "come first through each lens": "First: no lens",
    "5 million buy": "At 5 000 000, of",
    "gender equality": "resolution 1/4: Achieving gender equality",
    "resolutions are hit": "By resolution",
    "pays the World Cities": "(unearmarked), Soft-earmarked contributions (soft), Hard-earmarked contributions (hard)",
    "7(c) were wrong": "the changed link 1.1–3.2",
    "fewer meetings": "15.20 proposes to reduce what needs unearmarked money",
    "does nobody serve": "No flagship works on",
    "2.3 treated": "no statement ties it to another outcome",
    "12 million come from": "HSP/EB.2021/19 15",
}


def asked(page: Path) -> dict[str, list[str]]:
    """Question -> the commands that a page says to type."""
    text = page.read_text(encoding="utf-8")
    return {found[1].strip(): re.findall(r"`(realign [^`]+)`", found[2]) for found in ROW.finditer(text)}


def printed(command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "realign", *shlex.split(command)[1:]],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_manual_answers_ten_questions_in_two_commands_each_as_the_readme_does() -> None:
    manual, readme = asked(ROOT / "docs" / "screens.md"), asked(ROOT / "README.md")
    assert len(manual) == len(SAYS) == 10
    assert {question: readme[question] for question in manual} == manual
    assert all(len(commands) <= 2 for commands in manual.values())


@pytest.mark.parametrize("part", SAYS)
def test_a_delegate_finds_the_answer_within_forty_lines(part: str) -> None:
    ((_, commands),) = [pair for pair in asked(ROOT / "docs" / "screens.md").items() if part in pair[0]]
    answers = [printed(command) for command in commands]
    assert all(len(answer.splitlines()) <= 40 for answer in answers)
    assert max(width(line) for answer in answers for line in answer.splitlines()) <= 100
    assert SAYS[part] in " ".join(" ".join(answers).split())


def test_what_if_tells_in_ten_lines_what_moves() -> None:
    answer = printed('realign links --lens resilience --without "HSP/EB.2021/19 7(c)"')
    assert len(answer.partition("\n\n")[0].splitlines()) <= 10


def test_every_other_question_of_the_readme_is_answered_as_typed() -> None:
    known = asked(ROOT / "docs" / "screens.md")
    others = {
        question: calls for question, calls in asked(ROOT / "README.md").items() if question not in known
    }
    for call in nonempty(one for calls in others.values() for one in calls if "--output" not in one):
        assert printed(call).strip()
    (call,) = others["What do the earmarks cost?"]
    assert "What the earmarks cost: freeing “Health, education, protection, food”" in printed(call)
