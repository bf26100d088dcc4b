from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic_core import ValidationError

from loops import sampled, tries
from realign.loading.fields import fields_of, kinds
from realign.plan import About, Link
from realign.plan.validators import checker, names_of

RECORDS = {"plan": About, **kinds()}
WORDS = st.sampled_from(
    ["", "1", "1.1", "0", "-3", "12m", "12.000", "5001", "1e9", "nan", "1e400", "yes", "stated", "soft", "en"]
) | st.text(max_size=3)
VALUES = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@cache
def pydantics(record: Any) -> TypeAdapter[Any]:
    """What pydantic itself makes of the declarations."""
    return TypeAdapter(tuple[record, ...])


def outcome(validator: Any, data: object) -> object:
    """The records, or what is wrong."""
    try:
        return validator.validate_python([data])
    except ValidationError as error:
        return [(one["type"], one["loc"], one["msg"]) for one in error.errors(include_url=False)]


@pytest.mark.parametrize("kind", sampled(RECORDS, 3))
@settings(max_examples=tries(25))
@given(data=st.data())
def test_a_record_is_checked_as_pydantic_would_check_it(kind: str, data: st.DataObject) -> None:
    record = RECORDS[kind]
    names = st.sampled_from([*fields_of(record), "from_", "x"])
    tree = data.draw(st.dictionaries(names, VALUES, max_size=8) | VALUES)
    if isinstance(tree, dict) and data.draw(st.booleans()):
        tree |= {"id": "X1", "title": {"zh": "题", "en": "Title"}}
    assert outcome(checker(record), tree) == outcome(pydantics(record), tree)


def test_files_use_the_names_that_python_cannot() -> None:
    assert names_of(Link)["from_"] == "from"
    assert "from" in fields_of(Link)
    assert "from_" not in fields_of(Link)
