"""What the fields of a kind of records can hold, as far as a table needs to know."""

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from realign.plan import Plan


def class_of(kind: str) -> Any:
    """The record that a kind is made of."""
    fields: Mapping[str, FieldInfo] = Plan.__pydantic_fields__  # type: ignore[attr-defined]  # pydantic sets it
    if kind == "plan":
        return fields["about"].annotation
    return get_args(fields[kind].annotation)[0]


@cache
def fields_of(kind: str) -> dict[str, FieldInfo]:
    """The fields of a kind by the names that YAML has for them."""
    return {info.alias or name: info for name, info in class_of(kind).__pydantic_fields__.items()}


@cache
def adapter_of(kind: str) -> TypeAdapter[Any]:
    """What turns data into a record of a kind."""
    return TypeAdapter(class_of(kind))


def is_list(info: FieldInfo) -> bool:
    """Whether a field holds several values."""
    return any(get_origin(way) is tuple for way in _ways(info))


def is_worded(info: FieldInfo) -> bool:
    """Whether every key of a field has a wording of its own, perhaps in several languages."""
    return any(get_origin(way) is dict and _mentions(get_args(way)[1], dict) for way in _ways(info))


def is_number(info: FieldInfo) -> bool:
    """Whether a field holds numbers and nothing else."""
    return not _mentions(info.annotation, str)


def is_code(info: FieldInfo) -> bool:
    """Whether a field holds text or codes, which a workbook must not keep as numbers."""
    return _mentions(info.annotation, str) and not _mentions(info.annotation, dict)


def _ways(info: FieldInfo) -> tuple[Any, ...]:
    """The alternatives that a field has."""
    return (info.annotation, *get_args(info.annotation))


def _mentions(annotation: Any, wanted: type) -> bool:
    """Whether a type is found anywhere in an annotation; the words of a choice count as text."""
    if annotation is wanted or get_origin(annotation) is wanted or isinstance(annotation, wanted):
        return True
    return any(_mentions(one, wanted) for one in get_args(annotation))
