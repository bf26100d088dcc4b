"""On any console: French needs no more than ASCII, both streams speak its encoding, what it lacks is said."""

import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from loops import nonempty, sampled
from realign import text
from realign.cli._plainer import PLAINER

TOWN = Path(__file__).parents[1] / "plans" / "town"
FRENCH = Path(text.__file__).parent / "locale" / "fr" / "LC_MESSAGES" / "realign.po"
CHINESE = dict.fromkeys(map(ord, "土地"))
"""An example in a French sentence."""
CONSOLES = ["gbk", "cp1252", "latin-1", "cp437", "cp850", "shift_jis", "ascii"]
CALLS = {
    "an answer": ("gaps", "-u", "200k"),
    "findings": ("validate",),
    "a ranking": ("links", "--draws", "10"),
    "a document": ("explain", "RA101"),
    "a wrong call": ("gaps", "-u", "1.234"),
    "a wrong lens": ("links", "--lens", "none"),
}


@pytest.mark.parametrize("encoding", sampled(CONSOLES, 4))
def test_every_french_sentence_is_shown_without_codes(encoding: str) -> None:
    for entry in nonempty(polib.pofile(str(FRENCH))):
        for sentence in (entry.msgstr, *entry.msgstr_plural.values()):
            shown = sentence.translate(CHINESE).encode(encoding, PLAINER).decode(encoding)
            assert "\\x" not in shown
            assert "\\u" not in shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("« Été » – l’œuvre…", '" Ete " - l\'oeuvre...'),
        ("1\u202f200 → 5\u00a0% ≥ 4 × ½", "1 200 -> 5 % >= 4 x 1/2"),
        ("\u4f4f A", "\\u4f4f A"),
        ("\U0001f600", "\\U0001f600"),
        ("\x00é", "\x00e"),
    ],
)
def test_a_sign_has_a_likeness_or_a_code(written: str, shown: str) -> None:
    assert written.encode("ascii", PLAINER).decode("ascii") == shown


def call(*words: str, lang: str, **environ: str) -> "subprocess.CompletedProcess[bytes]":
    """Ask about the town, on a console."""
    line = [sys.executable, "-m", "realign", words[0], "--plan", str(TOWN), *words[1:], "--lang", lang]
    if words[0] == "explain":
        line = [sys.executable, "-m", "realign", *words, "--lang", lang]
    return subprocess.run(line, capture_output=True, check=False, env={**os.environ, **environ})


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
@pytest.mark.parametrize("words", CALLS.values(), ids=CALLS)
def test_both_streams_are_in_the_encoding_of_the_console(words: tuple[str, ...], encoding: str) -> None:
    for lang in ("en", "fr", "zh"):
        done = call(*words, lang=lang, PYTHONIOENCODING=encoding)
        told, notes = done.stdout.decode(encoding), done.stderr.decode(encoding)
        assert done.returncode in (0, 1, 2)
        assert "Traceback" not in notes
        if lang != "zh":
            assert "\\x" not in told + notes
            assert "\\u" not in told + notes
        assert ("this console" in notes) == ("\\u" in told)


@pytest.mark.slow
@pytest.mark.parametrize(
    "environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"COLUMNS": "40"}, {"COLUMNS": "200"}]
)
def test_off_a_terminal_its_variables_change_nothing(environ: dict[str, str]) -> None:
    for words in nonempty(CALLS.values()):
        usual, other = call(*words, lang="fr"), call(*words, lang="fr", **environ)
        assert (usual.stdout, usual.returncode) == (other.stdout, other.returncode)
