"""A word of the call that is empty, mostly a variable that is not set, is a wrong call: no gate passes for it."""

from pathlib import Path

import pytest

from started import started

pytestmark = pytest.mark.subprocess


@pytest.mark.parametrize(
    "words",
    [
        ("validate", "--plan", ""),
        ("validate", "--plan="),
        ("init", ""),
        ("show", " "),
        ("diff", "", "."),
    ],
)
def test_an_empty_word_is_a_wrong_call_and_writes_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    done = started(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert "a word of this call is empty" in done.stderr
    assert "is a variable not set?" in done.stderr
    assert not done.stdout
    assert not list(tmp_path.iterdir())
