"""Exit codes and streams, as a script meets them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loops import nonempty
from realign.cli import COMMANDS
from realign.cli._ending import Exit, guarded
from started import started

SOUND = """
plan: {id: p, title: A plan}
outcomes:
  - {id: "1.1", title: Homes}
  - {id: "1.2", title: Streets}
links:
  - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}
"""
BROKEN = SOUND.replace('to: ["1.2"]', 'to: ["9.9"]')


def run(*words: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    inherited = {
        name: text
        for name, text in os.environ.items()
        if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "REALIGN_PLAN", "PYTHONIOENCODING"}
    }
    return started(*words, cwd=cwd, env=inherited | environ, errors="surrogateescape")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(SOUND, encoding="utf-8")
    return tmp_path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def test_a_sound_plan_is_fine(sound: Path) -> None:
    done = run("validate", cwd=sound)
    assert done.returncode == 0
    assert "plan.yaml" in done.stderr or "plan in ." in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "notes"),
    [
        (["review"], "note: using the plan in .\n"),
        (["review", "--lang", "zh"], "提示：使用.中的计划\n"),
        (["review", "--lang", "zh", "--output", "x.md"], "提示：使用.中的计划\n提示：已写入x.md\n"),
        (["review", "-q"], ""),
        (["review", "--plan", "."], ""),
        (
            ["indicators", "--draws", "0", "--plan", ".", "--lang", "zh"],
            "提示：1处文字没有中文措辞，以其他语言显示\n",
        ),
    ],
)
def test_notes_speak_the_language_of_the_answer(sound: Path, words: list[str], notes: str) -> None:
    (sound / "plan.yaml").write_text(SOUND.replace("title: Homes", "title: {en: Homes}"), encoding="utf-8")
    assert run(*words, cwd=sound, PYTHONIOENCODING="utf-8").stderr == notes


@pytest.mark.slow
def test_without_a_plan_the_shipped_one_is_used_and_named(tmp_path: Path) -> None:
    english, chinese = (
        run("trace", "7(b)", "--lang", language, cwd=tmp_path, PYTHONIOENCODING="utf-8").stderr
        for language in ("en", "zh")
    )
    assert english == "note: there is no plan in this folder: using the one that is shipped with realign\n"
    assert chinese == "提示：此文件夹中没有计划：使用随 realign 提供的计划\n"


def test_an_unsound_plan_is_1_and_says_where(broken: Path) -> None:
    done = run("validate", "--format", "concise", cwd=broken)
    assert done.returncode == 1
    assert done.stdout.startswith("plan.yaml:7:34: RA101 error: ")


@pytest.mark.slow
@pytest.mark.parametrize("command", [["links"], ["why", "1.1", "1.2"], ["validate"]])
def test_json_parses_also_when_the_plan_is_broken(broken: Path, command: list[str]) -> None:
    done = run(*command, "--format", "json", cwd=broken)
    assert done.returncode == 1
    assert json.loads(done.stdout)["counts"]["error"] == 1


def test_people_get_the_errors_of_the_plan_on_stderr(broken: Path) -> None:
    done = run("links", cwd=broken)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "9.9" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["links", "--format", "nonsense"],
        ["validate", "--plan", "nowhere"],
        ["links", "--lens", "resilience"],
        ["gaps", "--unearmarked", "12.000"],
    ],
)
def test_a_wrong_call_is_2_with_nothing_on_stdout(sound: Path, words: list[str]) -> None:
    done = run(*words, cwd=sound)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_help_of_every_command(tmp_path: Path) -> None:
    listed = run("--help", cwd=tmp_path)
    for name in nonempty(COMMANDS):
        assert f"  {name} " in listed.stdout
        assert run(name, "--help", cwd=tmp_path).returncode == 0


@pytest.mark.slow
def test_colour_only_where_it_is_wanted(sound: Path) -> None:
    assert "\x1b[" not in run("links", cwd=sound).stdout
    assert "\x1b[" in run("links", cwd=sound, FORCE_COLOR="1").stdout
    assert "\x1b[" in run("links", "--color", "always", cwd=sound).stdout
    assert "\x1b[" not in run("links", cwd=sound, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[" not in run("links", "--color", "never", cwd=sound, FORCE_COLOR="1").stdout


def test_a_narrow_screen_setting_does_not_cut_a_pipe(sound: Path) -> None:
    assert run("links", cwd=sound, COLUMNS="40").stdout == run("links", cwd=sound).stdout


@pytest.mark.slow
def test_an_ascii_screen_gets_ascii(sound: Path) -> None:
    done = run("links", cwd=sound, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0
    assert done.stdout.isascii()


def test_a_closed_pipe_is_quiet(sound: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m realign links --format json | head -c 1"],
        cwd=sound,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "{"
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


@pytest.mark.slow
def test_output_is_written_once_and_not_over_another_file(sound: Path) -> None:
    assert run("links", "--output", "out.json", cwd=sound).returncode == 0
    assert json.loads((sound / "out.json").read_text(encoding="utf-8"))["lens"] is None
    again = run("links", "--output", "out.json", cwd=sound)
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert run("links", "--output", "out.json", "--force", cwd=sound).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_said_and_leaves_nothing(sound: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m realign links > /dev/full"],
        cwd=sound,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "space" in done.stderr


def test_a_folder_that_does_not_exist_cannot_be_written_to(sound: Path) -> None:
    done = run("links", "--output", "no/where.json", cwd=sound)
    assert done.returncode == 2
    assert "no/where.json" in done.stderr
    assert list(sound.iterdir()) == [sound / "plan.yaml"]


@pytest.mark.slow
def test_the_same_bytes_whatever_the_hash_seed(sound: Path) -> None:
    outputs = {run("links", "--format", "json", cwd=sound, PYTHONHASHSEED=seed).stdout for seed in "012"}
    assert len(outputs) == 1


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="streams are closed by a POSIX shell")
@pytest.mark.parametrize(
    ("streams", "code"),
    [("", 0), ("2>&-", 0), ("<&-", 0), (">&-", 2), (">&- 2>&-", 2), ("<&- >&- 2>&-", 2)],
)
def test_a_closed_stream_is_no_bug(sound: Path, streams: str, code: int) -> None:
    line = f'"$0" -m realign links --draws 10 --plan . {streams}'
    done = subprocess.run(["sh", "-c", line, sys.executable], cwd=sound, check=False, capture_output=True)
    assert done.returncode == code


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_notes_that_cannot_be_written_leave_the_exit_code_alone(sound: Path) -> None:
    for words, code in ((["--plan", "nowhere"], 2), (["--draws", "10"], 0)):
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            done = subprocess.run(
                [sys.executable, "-m", "realign", "links", *words],
                cwd=sound,
                stderr=full,
                stdout=subprocess.DEVNULL,
                check=False,
            )
        assert done.returncode == code


@pytest.mark.parametrize("name", ["nowhere/summary.md", "a-folder"])
def test_a_summary_that_cannot_be_written_is_only_a_note(sound: Path, name: str) -> None:
    (sound / "a-folder").mkdir()
    done = run("validate", "--format", "github", cwd=sound, GITHUB_STEP_SUMMARY=name)
    assert (done.returncode, bool(done.stdout)) == (0, True)
    assert "note: GITHUB_STEP_SUMMARY" in done.stderr


def test_amounts_that_could_be_one_or_several_are_a_wrong_call(sound: Path) -> None:
    for amount in ("0,50,1000", "actual:" + "9" * 5000):
        assert run("gaps", "--unearmarked", amount, cwd=sound).returncode == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_matrix_whose_name_is_not_utf_8_is_imported(tmp_path: Path) -> None:
    name = os.fsdecode(b"m\xff.csv")
    (tmp_path / name).write_text("x,a,b\na,0,1\nb,1,0\n", encoding="utf-8")
    assert run("import", "matrix", name, "--to", "made", cwd=tmp_path).returncode == 0


def test_an_ending_that_no_format_has_is_refused_unless_the_format_is_said(sound: Path) -> None:
    asked = ("links", "--draws", "0", "--output", "links.odt")
    refused = run(*asked, cwd=sound)
    assert refused.returncode == 2
    assert "no answer is written as .odt" in refused.stderr
    assert ".html" in refused.stderr
    assert not (sound / "links.odt").exists()
    assert run(*asked, "--format", "json", cwd=sound).returncode == 0
    assert (sound / "links.odt").read_text(encoding="utf-8").startswith("{")


def test_a_plan_that_is_too_large_for_the_machine_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        raise MemoryError

    assert guarded(work) == Exit.USAGE
    assert capsys.readouterr().err == "realign: this is more than the memory of this machine holds\n"
