"""A record of a plan as data: mappings, lists, texts and numbers, as a file holds them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from realign.plan.validators import names_of
from realign.text import Wordings


def as_data(record: Any) -> dict[str, Any]:
    """The fields of a record that hold something, by the names that files use."""
    kind: Any = type(record)
    called = names_of(kind)
    values = {called[field.name]: getattr(record, field.name) for field in fields(record)}
    return {name: _plain(value) for name, value in values.items() if value is not None and value != ()}


def _plain(value: Any) -> Any:
    """Records and lists inside a record as mappings and lists; all else as it is."""
    if isinstance(value, Wordings):
        return dict(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return as_data(value) if is_dataclass(value) else value
