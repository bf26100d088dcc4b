"""What an import says is said in every language: no sentence of ours is a plain string."""

import ast
from pathlib import Path

import pytest

from loops import nonempty
from realign import exchange
from realign.exchange.matrix import read_matrix
from realign.text import LANGUAGES, Message

SAYING = frozenset(("slip", "say", "_told"))
MATRICES = {
    "no names": "0,1\n2,0\n",
    "no corner": "a,b\na,0,1\nb,2,0\n",
    "rows without names": "a,b\n0,1\n2,0\n",
    "titles and sums": "Our matrix,,,\nx,a,b,Sum\na,0,1,1\nb,2,0,2\nSum,2,1,3\n\nbelow the line,,,\n",
    "a wrong sum": "x,a,b,Sum\na,0,1,7\nb,2,0,2\n",
    "two kinds": "x,a,b\np,0,1\nq,2,0\n",
    "a diagonal": "x,a,b\na,9,1\nb,2,9\n",
    "a list": "from,to,strength\na,b,1\n",
    "json": '{"elements": []}',
    "xml": "<a/>",
    "nothing": "x,a,b\na,,\nb,,\n",
}


@pytest.mark.parametrize("text", MATRICES.values(), ids=MATRICES)
def test_every_sentence_about_a_matrix_is_translated(text: str) -> None:
    found = read_matrix(text.encode(), "m.csv").findings
    for finding in nonempty(found):
        for says in (finding.message, *([finding.hint] if finding.hint else [])):
            assert isinstance(says, Message), says
            assert all(says.translated(language) for language in LANGUAGES), says


def test_no_import_says_a_plain_string() -> None:
    files = sorted(Path(*exchange.__path__).glob("*.py"))
    wrong = [
        f"{file.name}:{node.lineno}"
        for file in nonempty(files)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in SAYING
        and any(
            isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and " " in str(one.value))
            for one in node.args
        )
    ]
    assert not wrong
