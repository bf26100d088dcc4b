"""Texts that were made to harm, in lists of names, links, words and `--set`: refused, or read without the harm."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from loops import nonempty
from realign import load
from realign.cli import _ending
from realign.exchange.edges import read_links
from realign.exchange.foreign import PlanReading
from realign.exchange.matrix import read_matrices
from realign.exchange.name_list import read_names
from realign.exchange.recognise import recognised
from realign.exchange.typed import plan_files
from realign.exchange.words import read_words
from realign.findings import CallError
from realign.loading.what_if import what_if
from realign.text import say

HARM = "a\x1b]8;;http://x\x07b\u202ec\x00d\x9b"
HARMLESS = "a]8;;http://xbcd"


def validated(found: PlanReading, folder: Path) -> None:
    """What an import gives is a plan that `validate` accepts."""
    for name, text in nonempty(plan_files(found.kinds, "x").items()):
        (folder / name).write_text(text, encoding="utf-8")
    load(folder)


def test_titles_of_a_list_of_names_lose_what_no_plan_may_hold() -> None:
    assert read_names(f"r1\t{HARM}\nr2\tx\n".encode(), "n.txt") == (("r1", HARMLESS), ("r2", "x"))


@pytest.mark.parametrize("line", ["a" * 200_000, '"' + "a" * 200_000 + '"', 'a\t"' + "b" * 200_000 + '"'])
def test_a_name_without_end_is_a_wrong_call(line: str) -> None:
    with pytest.raises(CallError):
        read_names(f"{line}\nb\n".encode(), "n.txt")


@pytest.mark.parametrize("text", ["x" * 200_000 + ",b\na,1\n", 'a,b\n"' + ("x" * 90_000 + "\n") * 60])
def test_cells_without_end_are_recognised_as_nothing(text: str) -> None:
    assert recognised(text.encode(), "x.csv") == "matrix"


def test_links_between_names_that_command_a_terminal_are_a_sound_plan(tmp_path: Path) -> None:
    harm = HARM.replace("\x00", "")  # no table holds one
    found = read_links(f"from,to,strength,says\n{harm},e,1,{harm}\n".encode(), "x.csv")
    validated(found, tmp_path)
    assert any(HARMLESS in str(one) for one in nonempty(found.kinds["outcomes"]))


def test_a_graph_with_such_names_is_a_sound_plan(tmp_path: Path) -> None:
    nodes = '<node id="n&#x9b;1&#x202e;"/><node id="n2"/><edge source="n&#x9b;1&#x202e;" target="n2"/>'
    text = f'<graphml><graph edgedefault="directed">{nodes}</graph></graphml>'
    validated(read_links(text.encode(), "x.graphml"), tmp_path)


def test_a_graph_with_keys_of_no_type_warns_of_nothing(recwarn: pytest.WarningsRecorder) -> None:
    edge = '<edge source="a" target="b"><data key="k">x</data></edge>'
    graph = f'<graph edgedefault="directed"><node id="a"/><node id="b"/>{edge}</graph>'
    text = f'<graphml><key id="k" for="edge" attr.name="note"/>{graph}</graphml>'
    assert read_links(text.encode(), "x.graphml").kinds["links"]
    assert not recwarn.list


@pytest.mark.parametrize("strength", ["9" * 400, "-" + "9" * 5000])
def test_a_strength_of_hundreds_of_digits_is_left_out_and_said(strength: str) -> None:
    links = [{"from": "a", "to": "b", "strength": strength}, {"from": "b", "to": "a", "strength": "2"}]
    data = {"elements": [{"label": "a"}, {"label": "b"}], "connections": links}
    found = read_links(json.dumps(data).encode(), "x.json")
    assert [one["strength"] for one in nonempty(found.kinds["links"])] == ["2"]
    assert any("is no strength" in say(one.why, "en") for one in nonempty(found.left_out))


@pytest.mark.parametrize("number", ["inf", "-inf", "nan", "1e999"])
def test_a_word_stands_for_a_number_that_there_is(number: str) -> None:
    with pytest.raises(CallError):
        read_words([f"weak={number}"])


def test_the_id_of_a_judge_is_one_that_a_plan_may_hold() -> None:
    files = [(b"0,1\n2,0\n", "a.csv"), (b"0,1\n1,0\n", "b.csv")]
    with pytest.raises(CallError):
        read_matrices(files, judges=["g1\x1b[31m", "g2"])


@pytest.mark.parametrize(
    "value", ["*a", "&a x", "!!python/name:os.system x", "a\x1b[2J", "{{{{", "- ", "<<: x"]
)
def test_a_value_that_no_file_could_hold_is_no_value_of_what_if(value: str, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        "plan: {id: p, title: P}\ndeliverables:\n  - {id: D1, title: Work, cost: 5}\n", encoding="utf-8"
    )
    with pytest.raises(CallError):
        what_if(load(tmp_path), values=[f"D1.cost={value}"])


def test_nothing_that_is_told_commands_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    _ending.tell("note: a\x1b[2Jb\x9bc\u202ed\n  e\n")
    assert capsys.readouterr().err == "note: a\\u001b[2Jb\\u009bc\\u202ed\n  e\n"


def test_a_note_quotes_a_word_of_the_call_without_its_commands(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(",x,y\nx,,1\ny,1,\n", encoding="utf-8")
    words = ["import", "matrix", "a.csv", "b.csv", "--judge", "g\x1b[31m,h", "--to", "new"]
    done = subprocess.run(
        [sys.executable, "-m", "realign", *words], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr + done.stdout
