from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from editors import complaints, validator
from loops import nonempty, sampled
from realign.exchange.schema import schema
from realign.findings import CallError
from realign.plan import KINDS

DATA = Path(__file__).parents[2] / "data"


def wrong(document: Any, kind: str | None = None) -> list[str]:
    return [error.json_path for error in validator(kind).iter_errors(document)]


@pytest.mark.parametrize("kind", sampled([None, "plan", *KINDS], 4))
def test_it_is_a_schema_and_complete_in_itself(kind: str | None) -> None:
    Draft202012Validator.check_schema(validator(kind).schema)
    assert not wrong({} if kind is None else [], kind) or kind == "plan"


@pytest.mark.parametrize("path", sampled(sorted(DATA.glob("*.yaml")), 4), ids=lambda path: path.name)
def test_the_shipped_plan_fits(path: Path) -> None:
    assert complaints(path.read_text(encoding="utf-8")) == []


def test_every_field_has_its_doc() -> None:
    for name, one in nonempty(schema()["$defs"].items()):
        for field, about in nonempty(one["properties"].items()):
            assert about.get("description"), f"{name}.{field}"


@pytest.mark.parametrize(
    ("document", "faults"),
    [
        ({"outcomes": [{"id": 1.1, "title": "Land", "x-mine": 3}], "x-note": "n"}, []),
        ({"outcomes": [{"id": "1.1", "title": {"en": "Land"}, "tilte": "x"}]}, ["$.outcomes[0]"]),
        ({"funds": [{"id": "a", "kind": "soft", "title": "t", "amount": "12 000 000"}]}, []),
        ({"funds": [{"id": "a", "kind": "soft", "title": "t", "amount": 12000000}]}, []),
        ({"funds": [{"id": "a", "kind": "soft", "title": "t", "amount": -1}]}, ["$.funds[0].amount"]),
        ({"funds": [{"id": "a", "kind": "Soft", "title": "t"}]}, ["$.funds[0].kind"]),
        (
            {"links": [{"id": "L", "from": [], "to": ["1"], "strength": 1, "basis": "stated"}]},
            ["$.links[0].from"],
        ),
        ({"links": {}}, ["$.links"]),
    ],
)
def test_it_takes_what_we_take_and_refuses_what_we_refuse(document: Any, faults: list[str]) -> None:
    assert wrong(document) == faults


def test_an_unknown_kind_lists_the_kinds() -> None:
    with pytest.raises(CallError) as caught:
        schema("outcome")
    assert "outcomes" in caught.value.hint


def test_no_field_may_be_null() -> None:
    assert '"null"' not in str(schema()).replace("'", '"')
