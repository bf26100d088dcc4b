"""From what is declared for the fields of a record to the checks that pydantic-core runs."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic_core import SchemaValidator

Schema = dict[str, Any]
"""What pydantic-core is told about a value."""

_SIMPLE = {str: "str", int: "int", float: "float", bool: "bool"}


class FieldMark:
    """Something that is said about a field beside its type, inside `Annotated`."""

    def over(self, schema: Schema) -> Schema:
        """What pydantic-core is told about the value, this mark included."""
        return schema

    def __get_pydantic_core_schema__(self, kind: Any, handler: Callable[[Any], Any]) -> Any:
        """Let pydantic, which we ask for the JSON Schema alone, understand the mark, too."""
        return self.over(handler(kind))


class Limits(FieldMark):
    """Bounds of a value by the names of pydantic-core: `ge`, `le`, `min_length`, `pattern` and so on."""

    def __init__(self, **given: float | str | bool) -> None:
        """Keep them."""
        self.given = given

    def over(self, schema: Schema) -> Schema:
        """The bounds added."""
        return {**schema, **self.given}


class Called(FieldMark):
    """The name that files use for a field where it is no name for Python: `from` for `from_`."""

    def __init__(self, name: str) -> None:
        """Keep it."""
        self.name = name


class Before(FieldMark):
    """A function that turns what stands in the file into what is then checked."""

    def __init__(self, read: Callable[[object, Any], object], form: str) -> None:
        """Keep it; it raises `ValueError` for what cannot be read. `form` goes into the JSON Schema.

        Its second argument is pydantic-core's, whose `context` is what the caller of the check hands over.
        """
        self.read, self.form = read, form

    def over(self, schema: Schema) -> Schema:
        """The value goes through the function first."""
        function = {"type": "with-info", "function": self.read}
        return {"type": "function-before", "function": function, "schema": schema}

    def __get_pydantic_json_schema__(self, schema: Any, handler: Callable[[Any], Any]) -> Any:
        """Let the JSON Schema tell such values from others."""
        return {**handler(schema), "format": self.form}


class After(FieldMark):
    """A function that turns what has been checked into what is kept."""

    def __init__(self, make: Callable[[Any], object]) -> None:
        """Keep it."""
        self.make = make

    def over(self, schema: Schema) -> Schema:
        """The value goes through the function last."""
        return {"type": "function-after", "function": _plain(self.make), "schema": schema}


def _plain(function: Callable[[Any], object]) -> Schema:
    """A function that takes the value alone."""
    return {"type": "no-info", "function": function}


@cache
def names_of(record: Any) -> Mapping[str, str]:
    """The fields of a record and the names that files use for them."""
    hints = hints_of(record)
    return {
        one.name: next(
            (mark.name for mark in get_args(hints[one.name]) if isinstance(mark, Called)), one.name
        )
        for one in fields(record)
    }


@cache
def hints_of(record: Any) -> Mapping[str, Any]:
    """The fields of a record and what is declared for them."""
    return get_type_hints(record, include_extras=True)


def is_needed(field: "Field[Any]") -> bool:
    """Whether a record cannot do without the field."""
    return field.default is MISSING


@cache
def checker(record: Any) -> SchemaValidator:
    """What turns a list of plain data into a tuple of such records, or raises `ValidationError`."""
    schema: Any = _schema(tuple[record, ...])
    return SchemaValidator(schema)


def _schema(kind: Any) -> Schema:
    """What pydantic-core is told about a value that is declared as `kind`."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        schema = _schema(arguments[0])
        for mark in arguments[1:]:
            schema = mark.over(schema)
        return schema
    if origin in (Union, UnionType):
        some = [_schema(one) for one in arguments if one is not NoneType]
        either = some[0] if len(some) == 1 else {"type": "union", "choices": some}
        return {"type": "nullable", "schema": either} if NoneType in arguments else either
    if origin is Literal:
        return {"type": "literal", "expected": list(arguments)}
    if origin is tuple:
        return {"type": "tuple", "items_schema": [_schema(arguments[0])], "variadic_item_index": 0}
    if origin is dict:
        keys, values = map(_schema, arguments)
        return {"type": "dict", "keys_schema": keys, "values_schema": values}
    return {"type": _SIMPLE[kind]} if kind in _SIMPLE else _record(kind)


@cache
def _record(record: Any) -> Schema:
    """What pydantic-core is told about a record."""
    hints, names = hints_of(record), names_of(record)
    parts = []
    for one in fields(record):
        schema = _schema(hints[one.name])
        if not is_needed(one):
            schema = {"type": "default", "schema": schema, "default": one.default}
        parts.append(
            {
                "type": "dataclass-field",
                "name": one.name,
                "validation_alias": names[one.name],
                "schema": schema,
            }
        )
    return {
        "type": "dataclass",
        "cls": record,
        "config": {"extra_fields_behavior": "forbid"},
        "fields": list(names),
        "slots": True,
        "schema": {"type": "dataclass-args", "dataclass_name": record.__name__, "fields": parts},
    }
