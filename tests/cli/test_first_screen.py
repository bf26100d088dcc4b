"""On a terminal the default answer of every command is one screen, whatever the language and the width."""

import json
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from realign.render.cells import width

pytestmark = pytest.mark.slow  # each test starts a program or many

fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data"
HEIGHT = 35
QUESTIONS = (
    "gaps",
    "focus --lens resilience",
    "report --lens resilience -u 12e6",
    "review",
    "explain",
    "explain exposed",
    "show 1.2-4.3",
    "show resilience",
    "show unearmarked",
    "show 2.2",
    "links --lens resilience",
    "links --compare",
    "gaps -u 12e6",
    "gaps -u 0,actual:2021,12e6",
    "focus --lens resilience -u actual:2021",
    "flagships --lens resilience",
    "actions --lens resilience",
    "indicators --lens resilience",
    "annotations",
    "trace",
    "why 1.2 1.3 --lens resilience",
    "validate",
    "show 2.3",
    "show 1/4",
    "find gender",
)


REMOVED = ("HSP/EB.2021/19 7(c)", "HSP/EB.2021/19 5(b)", "HSP/EB.2021/19 9(e)(i)")


def screen(call: str, columns: int, *more: str, pager: str = "cat") -> list[str]:
    """The lines that a terminal of so many columns shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, columns, 0, 0))
    environ = {
        name: text
        for name, text in os.environ.items()
        if name not in {"COLUMNS", "LINES", "FORCE_COLOR", "REALIGN_PLAN"}
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "realign", *call.split(), *more],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**environ, "TERM": "xterm", "NO_COLOR": "1", "PYTHONUTF8": "1", "PAGER": pager},
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # the terminal is closed
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    assert process.wait() in (0, 1)
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written.decode()).replace("\r", "")
    return text.splitlines()


def test_the_judges_fit_a_screen_too(tmp_path: Path) -> None:
    codes = [f"{domain}.{number}" for domain in range(1, 4) for number in range(1, 5)]
    said = [
        f"  - {{id: L{one}-{other}, from: ['{one}'], to: ['{other}'], basis: analyst, judgements: ["
        + ", ".join(
            f"{{by: judge-{at}, strength: {(at * at + len(one) + 3 * place) % 4}}}" for at in range(9)
        )
        + "]}"
        for place, (one, other) in enumerate(zip(codes, codes[1:] + codes[:1], strict=True))
    ]
    listed = ", ".join(f"{{id: '{code}', title: Outcome {code}}}" for code in codes)
    judges = ", ".join(f"{{id: judge-{at}, group: group-{at % 3}}}" for at in range(9))
    lines = ["plan: {id: p, title: P}", f"outcomes: [{listed}]", f"judges: [{judges}]", "links:", *said]
    (tmp_path / "plan.yaml").write_text("\n".join(lines), encoding="utf-8")
    for language in ("en", "zh", "fr"):
        shown = screen("judges", 100, "--plan", str(tmp_path), "--lang", language)
        assert 4 <= len(shown) <= HEIGHT
        assert max(map(width, shown)) <= 100


@pytest.mark.parametrize("call", QUESTIONS)
def test_an_answer_fits_a_terminal_of_100_columns(call: str) -> None:
    lines = screen(call, 100, "--plan", str(SHIPPED))
    assert 2 <= len(lines) <= HEIGHT
    assert max(map(width, lines)) <= 100


@pytest.mark.parametrize("language", ["en", "zh", "fr"])
@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("call", ["gaps -u 0,actual:2021,12e6", "trace", "validate"])
def test_it_fits_other_widths_and_languages(call: str, columns: int, language: str) -> None:
    lines = screen(call, columns, "--plan", str(SHIPPED), "--lang", language)
    assert 2 <= len(lines) <= HEIGHT
    assert max(map(width, lines)) <= columns


def test_wide_and_details_give_what_the_screen_leaves_out() -> None:
    brief, wide, every = (screen("trace", 160, *more) for more in ((), ("--wide",), ("--details",)))
    assert len(brief) <= HEIGHT < len(wide) <= len(every)
    assert "--wide" in "\n".join(brief)


def test_the_names_of_the_tables_can_be_asked_for() -> None:
    lines = screen("trace --sheet help", 100)
    assert [line.split()[0] for line in lines[2:] if not line.startswith(" ")] == [
        "paragraphs",
        "records",
        "figures",
        "discrepancies",
        "sources",
    ]


def faulty(folder: Path) -> Path:
    """A plan with 750 findings of five causes in a folder that holds more than a plan."""
    rows = (
        "outcomes: ['1.1']",
        "outcomes: ['1.1'], cost: {} tons",
        "outcomes: ['1.1'], cost: NOK {}00",
        "outcomes: ['1.1'], titel: x",
        "outcomes: '1.1, 1.2'",
        "outcomes: ['1.1'], now: perhaps",
    )
    lines = "".join(
        f"  - {{id: D{number}, title: Work {number}, {rows[number % 6].format(number)}}}\n"
        for number in range(900)
    )
    about = "plan: {id: p, title: P, currency: USD}\noutcomes:\n  - {id: '1.1', title: Land}\n"
    (folder / "plan.yaml").write_text(f"{about}deliverables:\n{lines}")
    for name in ("budget.xlsx", "notes.txt", "plan.yaml.bak", ".hidden.yaml", "links.csv"):
        (folder / name).write_text("x")
    return folder


@pytest.mark.parametrize("language", ["en", "zh", "fr"])
@pytest.mark.parametrize("columns", [80, 100])
def test_what_is_wrong_in_900_rows_fits_a_screen(tmp_path: Path, columns: int, language: str) -> None:
    lines = screen("validate", columns, "--plan", str(faulty(tmp_path)), "--lang", language)
    assert 2 <= len(lines) <= HEIGHT
    assert max(map(width, lines)) <= columns
    assert any("750" in line for line in lines)
    assert any("budget.xlsx" in line for line in lines)


def test_a_question_about_an_unsound_plan_tells_each_cause_once(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "realign", "links", "--plan", str(faulty(tmp_path))]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) <= 9
    call = [sys.executable, "-m", "realign", "validate", "--format", "concise", "--details", *call[-2:]]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)
    assert len(done.stdout.splitlines()) == 750


def piped(call: str, *more: str) -> list[str]:
    """The lines that a pipe gets."""
    done = subprocess.run(
        [sys.executable, "-m", "realign", *call.split(), *more],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        env={**os.environ, "COLUMNS": "40"},
    )
    assert done.returncode in (0, 1)
    return done.stdout.splitlines()


@pytest.mark.parametrize("call", ["gaps -u 12e6", "trace", "find gender"])
def test_a_pipe_gets_what_a_terminal_of_100_columns_shows(call: str, tmp_path: Path) -> None:
    shown = screen(call, 100, "--plan", str(SHIPPED))
    assert piped(call, "--plan", str(SHIPPED)) == shown
    file = tmp_path / "answer.txt"
    piped(call, "--plan", str(SHIPPED), "--output", str(file))
    assert file.read_text(encoding="utf-8").splitlines() == shown


def test_wide_loses_no_row_on_a_terminal_nor_in_a_pipe() -> None:
    answer = json.loads("\n".join(piped("trace", "--plan", str(SHIPPED), "--format", "json")))
    paragraphs = [one["paragraph"] for one in answer["paragraphs"]]
    assert len(paragraphs) > 100
    for lines in (screen("trace --wide", 200), piped("trace --wide")):
        text = "\n".join(lines)
        assert [one for one in paragraphs if one not in text] == []


def test_what_is_longer_than_the_terminal_goes_through_the_pager() -> None:
    number = "sed 's/^/| /'"
    assert all(line.startswith("| ") for line in screen("trace --wide", 100, pager=number))
    assert not any(line.startswith("| ") for line in screen("trace --wide --no-pager", 100, pager=number))
    assert not any(line.startswith("| ") for line in screen("trace", 100, pager=number))
    assert screen("trace --wide", 100, pager="no-such-pager") == screen("trace --wide", 100)
    assert screen("trace --wide", 100, pager="'") == screen("trace --wide", 100)


@pytest.mark.parametrize("removed", REMOVED)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_left_out_leaves_room_for_the_line_that_says_which_plan(removed: str, language: str) -> None:
    more = ("--without", removed, "--lang", language)
    assert len(screen("links --lens resilience", 100, *more)) < HEIGHT
