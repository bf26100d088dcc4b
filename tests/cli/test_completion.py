"""What the shell completes when the tab key is pressed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from loops import nonempty, sampled
from realign import __version__
from realign.cli import COMMANDS, app
from realign.cli._help import root_help, wrapped
from started import started

PLAN = """
plan: {id: p, title: A plan}
outcomes:
  - {id: "1.1", title: Homes}
  - {id: "1.2", title: Streets}
lenses:
  - {id: recovery, title: Recovery}
  - {id: resilience, title: Resilience}
  - {id: $(touch gone), title: Mischief}
  - {id: "*", title: Mischief}
flagships:
  - {id: F1, kind: flagship, title: Streets}
links:
  - {id: L1, from: ["1.1"], to: ["9.9"], strength: 2, basis: analyst}
"""


def completed(words: str, folder: Path, shell: str = "bash") -> list[str]:
    environ = {name: text for name, text in os.environ.items() if name != "REALIGN_PLAN"}
    environ |= {
        "_REALIGN_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    done = started(cwd=folder, env=environ)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "expected"),
    sampled(
        [
            ("realign links --lens ", ["recovery", "resilience"]),
            ("realign gaps -u 1m --lens res", ["resilience"]),
            ("realign why ", ["1.1", "1.2"]),
            ("realign why 1.1 1.2", ["1.2"]),
            ("realign why 1.1-", ["1.1-1.1", "1.1-1.2"]),
            ("realign trace F", ["F1"]),
            ("realign explain RA40", ["RA401", "RA402", "RA403", "RA404", "RA405"]),
        ],
        3,
    ),
)
def test_names_of_an_unsound_plan_are_known_and_dangerous_ones_left_out(
    folder: Path, words: str, expected: list[str]
) -> None:
    assert completed(words, folder) == expected


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_ids_come_with_their_titles_of_which_a_shell_can_run_nothing(folder: Path, shell: str) -> None:
    mischief = "'Homes `touch gone` $(x) ; #'"
    (folder / "plan.yaml").write_text(PLAN.replace("title: Homes", f"title: {mischief}"), encoding="utf-8")
    offered = " ".join(completed("realign show 1.", folder, shell))
    assert "Homes touch gone (x)" in offered
    assert "Streets" in offered
    assert not set("`$;#") & set(offered.replace("_arguments", ""))


def test_the_plan_that_is_named_is_the_one_that_is_read(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert "resilience" in completed(f"realign links --plan {folder} --lens ", elsewhere)


@pytest.mark.slow
@pytest.mark.parametrize("content", ["", "- : [", "\x00", "lenses: 3", "lenses: [3, {id: [x]}, null]"])
def test_what_cannot_be_read_is_silent(tmp_path: Path, content: str) -> None:
    (tmp_path / "plan.yaml").write_text(content, encoding="utf-8")
    assert completed(f"realign links --plan {tmp_path} --lens ", tmp_path) == []
    assert completed("realign links --plan nowhere --lens ", tmp_path) == []


def test_a_large_plan_keeps_nobody_waiting(folder: Path) -> None:
    (folder / "more.yaml").write_text("# more\n" * 400_000, encoding="utf-8")
    assert completed("realign links --lens ", folder) == []


AT_ONCE = """
import sys
sys.argv = ["realign", *sys.argv[1:]]
from realign.cli import main
main()
heavy = {"typer", "click", "typing", "dataclasses", "realign.text", "realign.cli._app"} & set(sys.modules)
assert not heavy, heavy
"""


def at_once(*words: str, **environ: str) -> str:
    call = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {sys.path!r}\n{AT_ONCE}", *words]
    done = subprocess.run(
        call, env={**os.environ, **environ}, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.subprocess
def test_what_is_asked_about_the_command_line_itself_is_told_before_anything_is_imported() -> None:
    assert at_once("--version") == f"realign {__version__}\n"
    assert at_once("-h") == at_once("--help")
    completing = {"_REALIGN_COMPLETE": "complete_bash", "COMP_WORDS": "realign in", "COMP_CWORD": "1"}
    assert at_once(**completing).split() == [name for name in COMMANDS if name.startswith("in")]


@pytest.mark.parametrize("columns", [20, 50, 60, 79, 80, 100, 101, 300])
def test_the_help_fits_the_terminal_and_leaves_nothing_out(columns: int) -> None:
    lines = root_help(COMMANDS.items(), columns).splitlines()
    assert max(map(len, lines)) <= max(50, min(98, columns - 2))
    told = " ".join(" ".join(lines).split())
    for name, meaning in nonempty(COMMANDS.items()):
        assert f" {name} {meaning}" in told
    for option in nonempty(get_command(app).params):
        assert all(word in told for word in option.opts)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("one", 2, ["one"]),
        ("a longer one", 4, ["a", "longer", "one"]),
        ("", 5, [""]),
    ],
)
def test_words_stay_whole(text: str, width: int, expected: list[str]) -> None:
    assert wrapped(text, width) == expected


@pytest.mark.subprocess
def test_the_short_way_completes_as_the_long_way_does(tmp_path: Path) -> None:
    for begun in ("", "in", "gaps", "x"):
        assert completed(f"realign {begun}", tmp_path) == [
            name for name in COMMANDS if name.startswith(begun)
        ]
