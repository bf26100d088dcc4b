"""Whatever surrounds a call: variables, folders, pipes, closed streams, consoles; never an internal error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loops import nonempty

REALIGN = str(Path(sys.executable).with_name("realign"))
SOUND = """
plan: {id: p, title: 计划 – A plan}
outcomes:
  - {id: "1.1", title: 住房 – Homes}
  - {id: "1.2", title: Streets}
links:
  - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}
"""
BROKEN = SOUND.replace('to: ["1.2"]', 'to: ["9.9"]')
CLEARED = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "REALIGN_PLAN", "PYTHONIOENCODING", "PYTHONUTF8"}
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")]


def run(words: list[str], folder: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    inherited = {name: text for name, text in os.environ.items() if name not in CLEARED}
    done = subprocess.run(
        words, cwd=folder, env=inherited | environ, capture_output=True, check=False, timeout=120
    )
    assert b"an internal error" not in done.stderr, done.stderr
    assert b"Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(SOUND, encoding="utf-8")
    return tmp_path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(BROKEN, encoding="utf-8")
    return tmp_path


# --- Python and its variables ---


@pytest.mark.parametrize("words", [["validate", "--format", "sarif"], ["explain", "RA101"]])
def test_the_manual_is_there_where_python_drops_docstrings(broken: Path, words: list[str]) -> None:
    usual, optimised = (run([REALIGN, *words], broken, PYTHONOPTIMIZE=level) for level in ("", "2"))
    assert usual.stdout
    assert optimised.stdout == usual.stdout
    assert optimised.returncode == usual.returncode


def test_help_says_what_a_command_is_for_where_python_drops_docstrings(tmp_path: Path) -> None:
    assert b"Which links" in run([REALIGN, "links", "--help"], tmp_path, PYTHONOPTIMIZE="2").stdout


def test_modules_of_the_folder_are_not_imported(sound: Path) -> None:
    for name in ("typer", "yaml", "networkx", "rich", "numpy", "highspy", "click"):
        (sound / f"{name}.py").write_text("raise SystemExit('owned')", encoding="utf-8")
    for call in ([REALIGN], [sys.executable, "-m", "realign"]):
        done = run([*call, "links", "--draws", "10", "--plan", "."], sound)
        assert (done.returncode, done.stderr) == (0, b"")
    (sound / "realign.py").write_text("raise SystemExit('owned')", encoding="utf-8")
    for call in ([REALIGN], [sys.executable, "-P", "-m", "realign"]):
        assert run([*call, "--version"], sound).returncode == 0


# --- completion ---


@pytest.mark.parametrize(
    "environ",
    [
        {"_REALIGN_COMPLETE": "x"},
        {"_REALIGN_COMPLETE": "complete_bash"},
        {"_REALIGN_COMPLETE": "complete_nonsense"},
        {"_REALIGN_COMPLETE": "_"},
        {"_REALIGN_COMPLETE": "complete_bash", "COMP_WORDS": "realign 'x", "COMP_CWORD": "one"},
    ],
)
def test_malformed_completion_is_a_wrong_call(sound: Path, environ: dict[str, str]) -> None:
    done = run([REALIGN, "validate"], sound, **environ)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"unset _REALIGN_COMPLETE" in done.stderr


# --- pipes and streams ---


def test_a_reader_that_has_seen_enough_is_no_error(sound: Path) -> None:
    calls = ["--help", "links --help", "--version", "schema", "explain", "links --format json", "links"]
    for call in nonempty(calls):
        line = f'"$0" {call} | true; exit "${{PIPESTATUS[0]}}"'
        done = run(["bash", "-c", line, REALIGN], sound)
        assert (done.returncode, b"rror" in done.stderr) == (0, False), (call, done.stderr)


def test_a_closed_pipe_does_not_hide_the_verdict(broken: Path) -> None:
    for format in ("full", "github", "json"):  # noqa: A001 - as the option is called
        line = f'"$0" validate --format {format} | true; exit "${{PIPESTATUS[0]}}"'
        assert run(["bash", "-c", line, REALIGN], broken).returncode == 1


@pytest.mark.parametrize(
    ("call", "code"), [("nonsense", 2), ("links --plan nowhere", 2), ("links --nonsense", 2)]
)
def test_errors_that_nobody_reads_keep_the_exit_code(sound: Path, call: str, code: int) -> None:
    line = f'"$0" {call} 2>&1 >/dev/null | true; exit "${{PIPESTATUS[0]}}"'
    assert run(["bash", "-c", line, REALIGN], sound).returncode == code


@pytest.mark.parametrize("call", ["--help", "--version", "schema", "links", "validate --format json"])
def test_a_closed_stdout_is_said(sound: Path, call: str) -> None:
    done = run(["sh", "-c", f'"$0" {call} >&-', REALIGN], sound)
    assert done.returncode == 2
    assert b"stdout is closed" in done.stderr


def test_with_every_stream_closed_a_file_holds_the_answer_and_nothing_else(sound: Path) -> None:
    line = '"$0" links --draws 10 --output out.json <&- >&- 2>&-'
    assert run(["sh", "-c", line, REALIGN], sound).returncode == 0
    assert json.loads((sound / "out.json").read_text(encoding="utf-8"))["links"]


# --- long calls ---


@pytest.mark.parametrize("words", [["trace", "7(b" * 33_000], ["x" * 100_000], ["gaps", "-u", "1," * 50_000]])
def test_a_word_of_a_hundred_thousand_characters_is_refused(sound: Path, words: list[str]) -> None:
    done = run([REALIGN, *words], sound)
    assert done.returncode == 2
    assert b"at most 10000 are read" in done.stderr


def test_a_message_quotes_a_long_word_in_part(sound: Path) -> None:
    done = run([REALIGN, "trace", "7(b" * 3_000], sound)
    assert done.returncode == 2
    assert len(done.stderr) < 3_000


def test_a_name_with_a_line_end_is_told_on_one_line(sound: Path) -> None:
    done = run([REALIGN, "validate", "--plan", "a\n::error::owned\x1b[2J"], sound)
    assert done.returncode == 2
    assert not any(line.startswith(b"::") for line in done.stderr.splitlines())
    assert b"\x1b" not in done.stderr


# --- consoles ---


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_machines_get_utf_8_on_every_console(sound: Path, encoding: str) -> None:
    for words in (["links", "--draws", "0", "--format", "html", "--lang", "zh"], ["schema", "outcomes"]):
        usual, other = (run([REALIGN, *words], sound, PYTHONIOENCODING=name) for name in ("utf-8", encoding))
        assert usual.stdout.decode("utf-8")
        assert other.stdout == usual.stdout


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_people_get_what_their_console_can_show(sound: Path, encoding: str) -> None:
    for words in (["--help"], ["links", "--draws", "0", "--lang", "zh"], ["validate", "--lang", "zh"]):
        done = run([REALIGN, *words], sound, PYTHONIOENCODING=encoding)
        assert done.returncode == 0
        assert done.stdout.decode("utf-8" if encoding == "ascii" and "--help" in words else encoding)


@pytest.mark.parametrize(
    "environ",
    [
        {"COLUMNS": "0", "LINES": "0", "TERM": ""},
        {"COLUMNS": "many", "LINES": "-1", "TERM": "nonsense", "LANG": "nowhere", "LC_ALL": "nowhere"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"FORCE_COLOR": "1", "UNICODE_VERSION": "x", "TERMINAL_WIDTH": "x", "JUPYTER_COLUMNS": "x"},
        {"HOME": "", "PATH": "", "TMPDIR": "/nowhere"},
        {"HOME": "/proc/nowhere", "XDG_CONFIG_HOME": "\n", "TZ": ":"},
    ],
)
def test_odd_variables_change_nothing(sound: Path, environ: dict[str, str]) -> None:
    assert run([REALIGN, "links", "--draws", "10"], sound, **environ).returncode == 0
    assert run([REALIGN, "--help"], sound, **environ).returncode == 0


@pytest.mark.parametrize(
    "environ",
    [
        {"COLUMNS": "0"},
        {"COLUMNS": "-5", "LINES": "-5"},
        {"COLUMNS": "1"},
        {"COLUMNS": "²", "LINES": "²"},
        {"COLUMNS": "9" * 5000, "LINES": "9" * 5000},
        {"TERM": "dumb"},
        {"PYTHONIOENCODING": "gbk"},
    ],
)
def test_odd_variables_on_a_terminal(sound: Path, environ: dict[str, str]) -> None:
    import pty

    def call() -> None:
        os.chdir(sound)
        words = [REALIGN, "links", "--draws", "10"]
        os.execve(REALIGN, words, {"PATH": os.environ["PATH"], **environ})  # noqa: S606 - in place of the child

    child, terminal = pty.fork()
    if child == 0:
        call()
    shown = b""
    while True:
        try:
            shown += os.read(terminal, 65536)
        except OSError:
            break
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0, shown
    assert b"L" in shown


def test_a_user_without_a_home_is_told_so(sound: Path) -> None:
    script = (
        "import os, pathlib, sys\n"
        "def home(): raise RuntimeError('Could not determine home directory.')\n"
        "pathlib.Path.home = home\n"
        "os.environ['_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION'] = '1'\n"  # else which shell called us counts
        "sys.argv = ['realign', '--install-completion', 'bash']\n"
        "from realign.cli import main\nmain()\n"
    )
    done = run([sys.executable, "-c", script], sound)
    assert done.returncode == 2
    assert b"set HOME" in done.stderr


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    line = 'rmdir ../gone; "$0" links --draws 0; "$0" validate --plan . '
    done = run(["sh", "-c", line, REALIGN], tmp_path / "gone")
    assert done.returncode == 2
    assert b"is gone" in done.stderr


# --- interrupted, or without memory ---

INTERRUPTING = """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            raise {error}
sys.meta_path.insert(0, Finder())
sys.argv = ["realign", "links", "--draws", "5"]
from realign.cli import main
main()
"""


STOPPED, FULL, LACKING = "KeyboardInterrupt", "MemoryError", "ImportError('cannot allocate')"


@pytest.mark.parametrize(
    ("name", "error", "code", "says"),
    [
        *((name, STOPPED, 130, b"") for name in ("typer", "realign.cli._app", "pydantic_core", "numpy")),
        *((name, FULL, 2, b"more than the memory of this") for name in ("typer", "pydantic_core", "numpy")),
        *((name, LACKING, 2, b"a library of Python cannot be loaded") for name in ("pydantic_core", "numpy")),
    ],
)
def test_whatever_keeps_a_library_from_being_read(
    sound: Path, name: str, error: str, code: int, says: bytes
) -> None:
    done = run([sys.executable, "-c", INTERRUPTING.format(name=name, error=error)], sound)
    assert (done.returncode, done.stdout) == (code, b"")
    assert says in done.stderr


def test_no_memory_to_say_that_there_is_none(sound: Path) -> None:
    script = INTERRUPTING.format(name="numpy", error="MemoryError").replace(
        "main()\n",
        "import realign.cli._ending as e\ne._tell_line = lambda *_: (_ for _ in ()).throw(MemoryError)\nmain()\n",
    )
    done = run([sys.executable, "-c", script], sound)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"more than the memory" in done.stderr


# --- closed streams, and folders that are gone or change ---


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("import matrix - --to new <&-", b"empty"),
        ("links --draws 5 --format docx >&-", b"stdout is closed"),
        ("links --draws 5 --format xlsx >&-", b"stdout is closed"),
    ],
)
def test_a_closed_stream_of_bytes_is_said(sound: Path, line: str, says: bytes) -> None:
    done = run(["sh", "-c", f'"$0" {line}', REALIGN], sound)
    assert done.returncode in {1, 2}
    assert says in done.stderr + done.stdout
    assert not (sound / "new").exists()


@pytest.mark.parametrize("ending", ["pdf", "png", "docx"])
def test_pictures_and_papers_need_no_working_folder(sound: Path, ending: str) -> None:
    (sound / "gone").mkdir()
    words = f"links --draws 5 --plan {sound} --output {sound}/out.{ending}"
    done = run(["sh", "-c", f'rmdir ../gone; exec "$0" {words}', REALIGN], sound / "gone")
    assert done.returncode == 0, done.stderr
    assert (sound / f"out.{ending}").stat().st_size > 1000
