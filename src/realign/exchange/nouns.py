"""What the fields of a kind of records can hold, as far as a table needs to know."""

from dataclasses import is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from realign.plan import Plan
from realign.plan.validators import names_of


@cache
def class_of(kind: str) -> Any:
    """The record that a kind is made of."""
    hints = get_type_hints(Plan)
    return hints["about"] if kind == "plan" else get_args(hints[kind])[0]


@cache
def fields_of(kind: str) -> dict[str, Any]:
    """The fields of a kind by the names that YAML has for them, and the type that is declared for each."""
    return named_fields(class_of(kind))


@cache
def named_fields(record: Any) -> dict[str, Any]:
    """The fields of a record by the names that YAML has for them, and the type that is declared for each."""
    hints = get_type_hints(record)
    return {called: hints[name] for name, called in names_of(record).items()}


@cache
def record_of(declared: Any) -> Any:
    """The record that a field may hold, or `None`."""
    return next((way for way in ways(declared) if isinstance(way, type) and is_dataclass(way)), None)


@cache
def lists_wordings(declared: Any) -> bool:
    """Whether a field holds a list of wordings in several languages."""
    return any(get_origin(way) is tuple and _mentions(way, dict) for way in ways(declared))


@cache
def is_list(declared: Any) -> bool:
    """Whether a field holds several values."""
    return any(get_origin(way) is tuple for way in ways(declared))


@cache
def keys_lists(declared: Any) -> bool:
    """Whether every key of a field has a list of its own."""
    return any(get_origin(way) is dict and is_list(get_args(way)[1]) for way in ways(declared))


@cache
def keys_values(declared: Any) -> bool:
    """Whether a field may hold a value for each of several keys."""
    return any(get_origin(way) is dict for way in ways(declared))


@cache
def is_worded(declared: Any) -> bool:
    """Whether every key of a field has a wording of its own, perhaps in several languages."""
    return any(get_origin(way) is dict and _mentions(get_args(way)[1], dict) for way in ways(declared))


@cache
def is_number(declared: Any) -> bool:
    """Whether a field holds numbers and nothing else."""
    return not _mentions(declared, str)


@cache
def is_code(declared: Any) -> bool:
    """Whether a field holds text or codes, which a workbook must not keep as numbers."""
    return _mentions(declared, str) and not _mentions(declared, dict)


def names_records(field: str) -> bool:
    """Whether a field that is a list names other records, and not paragraphs or words."""
    return field not in {"refs", "ref", "via", "paragraphs", "fields", "also", "records"}


def ways(declared: Any) -> tuple[Any, ...]:
    """The alternatives that a field has."""
    return (declared, *get_args(declared))


def _mentions(annotation: Any, wanted: type) -> bool:
    """Whether a type is found anywhere in an annotation; the words of a choice count as text."""
    if annotation is wanted or get_origin(annotation) is wanted or isinstance(annotation, wanted):
        return True
    return any(_mentions(one, wanted) for one in get_args(annotation))
