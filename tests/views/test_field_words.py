"""Every field that a plan may have is called by words in answers for people, in every language."""

from dataclasses import is_dataclass
from typing import Any, get_args

import pytest

from loops import nonempty
from realign.loading import load, shipped
from realign.loading.fields import fields_of, kinds
from realign.plan import About
from realign.questions.show import show
from realign.render import Format
from realign.sheets import RenderOptions
from realign.text import Language, say
from realign.views.field_words import CODES, FIELDS, code_in_words, in_words

PLAIN = {"words", "one", "many"}
"""Own words of a plan are shown by the keys that one types."""


def names(record: Any) -> set[str]:
    """The fields of a record, and those of the records inside it."""
    found: set[str] = set()
    for name, hint in fields_of(record).items():
        found.add(name)
        stack = [hint]
        while stack:
            part = stack.pop()
            if is_dataclass(part) and isinstance(part, type) and name not in PLAIN:
                found |= names(part)
            stack += get_args(part)
    return found


def test_no_field_of_any_kind_is_without_words() -> None:
    every = set().union(*(names(record) for record in (*kinds().values(), About)))
    assert len(every) > 90
    assert every - FIELDS.keys() == set()


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("says", "what it says"),
        ("says.zh", "what it says"),
        ("required.amount", "required: amount"),
        ("quantity.planned_2022", "how many: planned 2022"),
        ("received.2021", "received: 2021"),
        ("x-owner", "x-owner"),
    ],
)
def test_a_path_is_said_step_by_step(field: str, said: str) -> None:
    assert say(in_words(field), "en") == said


def test_codes_are_said_and_other_values_stay() -> None:
    assert say(code_in_words("basis", "stated"), "zh") == "明示"  # type: ignore[arg-type]
    assert code_in_words("unit", "stated") == "stated"
    assert code_in_words("strength", 2) == 2
    for codes in nonempty(CODES.values()):
        assert all(say(said, language) for said in codes.values() for language in Language)


def test_the_card_speaks_words_and_the_table_for_programs_keeps_the_keys() -> None:
    plan = load(shipped()).plan
    assert plan
    answer = show(plan, "D3")
    screen = Format.TABLE.render(answer, RenderOptions(width=100, brief=True))
    assert "funds_basis" not in screen
    assert "basis of the money" in screen
    head, *rows = Format.CSV.render(answer, RenderOptions()).splitlines()
    assert head.split(",") == ["said", "value", "field"]
    assert any(row.endswith(",funds_basis") for row in rows)
