"""Standard output holds the answer alone, whichever method finds it and whatever the solver prints."""

import csv
import io
import json
import os
import random
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

FUNDS = """
  - {id: open, kind: unearmarked, title: Open money}
  - {id: a, kind: soft, title: Fund a, amount: 400000}
  - {id: b, kind: soft, title: Fund b, amount: 300000}
  - {id: c, kind: hard, title: Fund c, amount: 500000}
"""
NESTED = [["a", "open"], ["open"], ["a"]]
OVERLAPPING = [["a", "b", "open"], ["b", "c"], ["a", "c", "open"], ["open"]]
PLANS: dict[str, tuple[int, list[list[str]], str]] = {
    "nested": (12, NESTED, ""),
    "nested-requires": (40, NESTED, "requires"),
    "every-choice": (9, OVERLAPPING, ""),
    "solver": (30, OVERLAPPING, ""),
    "solver-requires": (30, OVERLAPPING, "requires"),
    "shadow-prices": (130, OVERLAPPING, ""),
    "divisible": (20, OVERLAPPING, "divisible"),
    "some-divisible": (20, OVERLAPPING, "some"),
    "ranges": (8, NESTED, "ranges"),
    "ranges-overlapping": (24, OVERLAPPING, "ranges"),
    "no-costs": (10, OVERLAPPING, "none"),
}
"""Name -> pieces of work, the funds that may pay for them, and what is special: each its own method."""
COMMANDS = {
    "validate": [],
    "links": ["--lens", "heat", "--draws", "50"],
    "why": ["1.1", "1.2", "--lens", "heat", "--draws", "50"],
    "gaps": ["--unearmarked", "0,300000"],
    "focus": ["--unearmarked", "300000", "--lens", "heat", "--draws", "50"],
    "flagships": ["--lens", "heat", "--draws", "50"],
    "actions": ["--lens", "heat", "--draws", "50"],
    "indicators": ["--lens", "heat", "--draws", "50"],
    "annotations": [],
    "trace": [],
    "find": ["the"],
    "show": ["1.1"],
    "review": [],
    "report": ["--unearmarked", "300000", "--lens", "heat", "--draws", "50"],
    "explain": ["RA401"],
}


def _write(folder: Path, count: int, claims: list[list[str]], special: str) -> Path:
    drawn = random.Random(count)  # noqa: S311 - a plan, not a secret
    lines = [
        "plan: {id: p, title: Plan, currency: EUR}",
        "lenses: [{id: heat, title: Heat}]",
        "outcomes: [{id: '1.1', title: Streets}, {id: '1.2', title: Homes}]",
        "links: [{id: L1, from: ['1.1'], to: ['1.2'], direction: directed, strength: 2, basis: analyst}]",
        f"funds:{FUNDS}",
        "deliverables:",
    ]
    for number in range(count):
        low = drawn.randrange(40, 400) * 1000
        cost = {"none": "", "ranges": f"cost: {{low: {low}, high: {2 * low}}}, "}.get(
            special, f"cost: {low}, "
        )
        more = ""
        if special == "requires" and number % 3:
            more = f", requires: [D{number - 1}]"
        elif special == "divisible" or (special == "some" and number % 2):
            more = ", divisible: true"
        paying = ", ".join(drawn.choice(claims))
        lines.append(
            f"  - {{id: D{number}, title: Work {number}, {cost}value: {drawn.randrange(1, 99)}, "
            f"funds: [{paying}], outcomes: ['1.1']{more}}}"
        )
    folder.mkdir()
    (folder / "plan.yaml").write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    room = tmp_path_factory.mktemp("plans")
    return {name: _write(room / name, *given) for name, given in PLANS.items()}


def _ask(*words: str, code: tuple[int, ...] = (0,)) -> str:
    """What a command writes to standard output, as another program reads it."""
    done = subprocess.run([sys.executable, "-m", "realign", *words], capture_output=True, check=False)
    assert done.returncode in code, done.stderr.decode()
    assert b"HiGHS" not in done.stderr
    return done.stdout.decode()


def _rows(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1


def _starts(beginning: str) -> Callable[[str], None]:
    def check(text: str) -> None:
        assert text.startswith(beginning)

    return check


READERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "csv": _rows,
    "markdown": _starts("## "),
    "html": _starts("<!doctype html>"),
    "sarif": json.loads,
    "junit": ET.fromstring,
}


@pytest.mark.parametrize("name", PLANS)
def test_the_answer_alone_by_every_method(name: str, plans: dict[str, Path]) -> None:
    answer = json.loads(_ask("gaps", "--plan", str(plans[name]), "-u", "0,300000,2e6", "--format", "json"))
    assert [level["unearmarked"] for level in answer["levels"]] == [0, 300_000, 2_000_000]


@pytest.mark.parametrize("form", READERS)
def test_the_answer_alone_in_every_format(form: str, plans: dict[str, Path]) -> None:
    call = ["gaps", "--plan", str(plans["solver"]), "-u", "300000", "--format", form]
    READERS[form](_ask(*call, *(["--sheet", "items"] if form == "csv" else [])))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_answer_alone_of_every_command(command: str, plans: dict[str, Path]) -> None:
    where = [] if command == "explain" else ["--plan", str(plans["solver"])]
    assert json.loads(_ask(command, *COMMANDS[command], *where, "--format", "json", code=(0, 1)))


def test_the_difference_alone(plans: dict[str, Path]) -> None:
    call = ["diff", str(plans["solver"]), str(plans["solver-requires"]), "-u", "300000"]
    assert json.loads(_ask(*call, "--format", "json", code=(0, 1)))


@pytest.mark.skipif(sys.platform == "win32", reason="the shell closes descriptors in the POSIX way")
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_file_is_written_whole_where_stdout_is_closed(
    closed: str, plans: dict[str, Path], tmp_path: Path
) -> None:
    target = tmp_path / "answer.json"
    line = (
        f'"{sys.executable}" -m realign gaps --plan "{plans["solver"]}" -u 3e5 --output "{target}" {closed}'
    )
    assert subprocess.run(["sh", "-c", line], check=False).returncode == 0
    assert json.loads(target.read_text())["levels"]


PRINTS = """
import os, sys
from threading import Thread
from realign.models.funding.native_output import away_from_stdout
import ctypes
c = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
def noisy():
    for turn in range(200):
        with away_from_stdout:
            c.puts(b"noise in the buffer of C")
            with away_from_stdout:
                os.write(1, b"noise\\n")
os.write(1, b"[")
threads = [Thread(target=noisy) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
os.write(1, b"]")
try:
    with away_from_stdout:
        os.write(1, b"noise\\n")
        raise ValueError
except ValueError:
    print("{}", flush=True)
"""


def test_what_is_printed_below_python_goes_to_standard_error() -> None:
    """Buffered by C or not, in threads, nested, and where the work fails: nothing of it is in the answer."""
    done = subprocess.run([sys.executable, "-c", PRINTS], capture_output=True, check=True, text=True)
    assert done.stdout == "[]{}\n"
    assert done.stderr.count("noise") == 4 * 200 * 2 + 1


def test_a_closed_descriptor_is_closed_again() -> None:
    script = (
        "import os\n"
        "from realign.models.funding.native_output import away_from_stdout\n"
        "os.close(1); os.close(2)\n"
        "with away_from_stdout:\n    os.write(1, b'noise')\n"
        "try:\n    os.fstat(1)\nexcept OSError:\n    os.write(0, b'closed')\n"
    )
    reading, writing = os.pipe()
    try:
        subprocess.run([sys.executable, "-c", script], stdin=writing, check=True)
        assert os.read(reading, 100) == b"closed"
    finally:
        os.close(reading)
        os.close(writing)
