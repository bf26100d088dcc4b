"""What readers of a document would have to type is said to those alone who can type."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from loops import nonempty
from realign.cli import COMMANDS
from realign.render import DOCUMENTS, Format
from realign.render.selection import chosen_of
from realign.sheets import Faultless, Part, RenderOptions, Sheet
from realign.text import Joined, Sentence, Typed, join, message, messages, printing, say

VIEWS = Path(__file__).parents[2] / "src" / "realign" / "views"
TERMINAL = re.compile(rf"(?<![\w-])--[a-z]|\brealign (?:{'|'.join(COMMANDS)})\b")


class Answer(Faultless):
    """An answer of one table with a note for who can type, and a table that is shown to who asks for it."""

    def sheets(self) -> list[Part]:
        return [
            Sheet(
                "s", "A table", (), (), ("for all", Typed("type --this"), Typed("type --that", "read that"))
            ),
            Sheet("held", "The others", (), (), ("x",), detail=True),
        ]


def told(node: ast.AST, inside: bool = False) -> Iterator[tuple[str, bool]]:
    """The texts of a module without its docstrings, and whether each is for who can type."""
    inside = inside or (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Typed"
    )
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value, inside
        yield from told(child, inside)


def test_every_view_marks_what_is_to_be_typed() -> None:
    every = [
        (path.name, text, inside)
        for path in nonempty(sorted(VIEWS.rglob("*.py")))
        for text, inside in told(ast.parse(path.read_text(encoding="utf-8")))
        if TERMINAL.search(text)
    ]
    assert len(every) > 15, "there are such texts"
    assert not [(name, text) for name, text, inside in every if not inside]


def test_a_text_to_type_is_said_unless_it_is_printed() -> None:
    option = Typed(message("{tally}; {causes}, --details shows each place", tally="1", causes="2"))
    other = Typed("--wide", "all columns")
    assert say(other, "en") == "--wide"
    assert str(other) == "--wide"
    with printing():
        assert say(option, "fr") == ""
        assert say(other, "zh") == "all columns"
        assert Sentence(("it is so", option, other)).say("en") == "It is so. All columns."
        assert join(["a", other]).say("en") == "a, all columns"
    assert "--details" in say(option, "fr")
    assert [one.template for one in messages(Joined((option,), ""))] == [
        one.template for one in messages(option)
    ]


def test_documents_leave_out_what_is_to_be_typed_and_say_what_else_they_leave_out() -> None:
    parts = Answer().sheets()
    typed = chosen_of(parts, RenderOptions())
    assert [say(note, "en") for part in typed for note in part.notes] == [
        "for all",
        "type --this",
        "type --that",
        "more with --details: held",
    ]
    with printing():
        printed = chosen_of(parts, RenderOptions())
        assert [say(part.title, "en") for part in printed] == ["A table", "Left out here"]
        assert [say(note, "en") for part in printed for note in part.notes] == [
            "for all",
            "read that",
            "The others",
        ]


def test_every_format_that_is_passed_on_prints() -> None:
    assert {*DOCUMENTS} == {*Format} - {
        Format.TABLE,
        Format.JSON,
        Format.CSV,
        Format.FULL,
        Format.CONCISE,
        Format.GITHUB,
        Format.SARIF,
        Format.JUNIT,
    }
    text = Format.MARKDOWN.render(Answer(), RenderOptions())
    assert "read that" in text
    assert "\\-\\-" not in text
    assert "--" not in text
    assert "type --that" in Format.TABLE.render(Answer(), RenderOptions())
