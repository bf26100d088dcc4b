"""Progress on a terminal, and only there."""

import io
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from realign.cli import _progress
from realign.cli._progress import Progress


class Screen(io.StringIO):
    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def write(self, text: str, /) -> int:
        count = super().write(text)
        self.written.set()
        return count

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setattr(_progress, "PATIENCE", 0.01)
    return Screen()


def waited(screen: Screen) -> str:
    screen.written.wait(60)
    return screen.getvalue()


def test_a_line_comes_and_goes(screen: Screen) -> None:
    progress = Progress()
    progress.begin(screen, {})
    progress.says("reading \x1b[31m住房")
    assert waited(screen) == "reading ?[31m?? ..."
    progress.done()
    assert screen.getvalue().endswith(f"\r{' ' * 19}\r")
    said = screen.getvalue()
    progress.says("more")
    progress.done()
    assert screen.getvalue() == said


def test_a_new_stage_replaces_the_old_one(screen: Screen) -> None:
    progress = Progress()
    progress.begin(screen, {})
    progress.says("reading")
    assert waited(screen) == "reading ..."
    progress.says("checking")
    assert screen.getvalue() == f"reading ...\r{' ' * 11}\rchecking ..."
    progress.done()


def test_nothing_is_said_of_what_is_quick(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "PATIENCE", 60)
    progress = Progress()
    progress.begin(screen, {})
    progress.says("reading")
    progress.done()
    assert screen.getvalue() == ""


def test_nothing_is_said_on_a_pipe_or_a_simple_terminal(screen: Screen) -> None:
    progress = Progress()
    progress.begin(screen, {"TERM": "dumb"})
    pipe = io.StringIO()
    progress.begin(pipe, {})
    progress.says("reading")
    time.sleep(0.05)
    assert screen.getvalue() + pipe.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_a_slow_command_says_so_on_a_terminal_and_leaves_no_trace(tmp_path: Path) -> None:
    import pty

    (tmp_path / "plan.yaml").write_text("plan: {id: p, title: A plan}\n", encoding="utf-8")
    slow = (
        "import sys, time, realign.loading as l, realign.cli._progress as p; p.PATIENCE = 0.1; f = l.load\n"
        "l.load = lambda folder: (time.sleep(1), f(folder))[1]\n"
        "sys.argv = ['realign', 'validate', '--plan', 'plan.yaml']\n"
        "from realign.cli import main; main()"
    )
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", slow],
        cwd=tmp_path,
        env=os.environ | {"TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
        timeout=60,
    )
    os.close(theirs)
    said = os.read(ours, 10_000)
    os.close(ours)
    assert said.startswith(b"reading the plan ...\r")
    assert said.endswith(b"\r")
    assert b"reading" not in done.stdout
