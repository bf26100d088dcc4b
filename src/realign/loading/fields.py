"""What the nouns of a plan expect of their fields, in plain words and by the names that files use."""

import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from realign.plan import KINDS, About, Plan
from realign.plan.docs import docs_in
from realign.plan.record import MONEY, Id, Ids, Ref, Title
from realign.plan.validators import hints_of, is_needed, names_of
from realign.text import Message, Text, join, message, message_in

_SIMPLE = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
_LISTED = ((Ref, '["HSP/EB.2021/19 7(b)"]'), (Title, "[Nairobi, {en: …, zh: …}]"))
_TITLE = message("a text, or a mapping of languages such as {{en: …, zh: …}}")


@cache
def kinds() -> dict[str, Any]:
    """The kinds of records by the names of their keys."""
    hints = get_type_hints(Plan)
    return {kind: get_args(hints[kind])[0] for kind in KINDS}


@cache
def code_fields() -> frozenset[str]:
    """The fields that hold ids or references, by the names that files use."""
    return frozenset(
        name
        for record in kinds().values()
        for name, kind in fields_of(record).items()
        if any(part in (Id, Ref) for part in _parts(kind))
    )


@cache
def fields_of(record: Any) -> dict[str, Any]:
    """The fields of a record by the names that files use, each with what is declared for it."""
    hints = hints_of(record)
    return {called: hints[name] for name, called in names_of(record).items()}


@cache
def docs_of(record: Any) -> dict[str, str]:
    """What is said about each field, by the names that files use."""
    docs = docs_in(sys.modules[record.__module__])[record.__name__]
    return {called: docs.get(name, "") for name, called in names_of(record).items()}


def doc_in_words(record: Any, name: str) -> Text:
    """What is said about a field, as a part of a sentence; empty where nothing is."""
    doc = " ".join(docs_of(record).get(name, "").split())
    first = doc[:1] if doc[1:2].isupper() else doc[:1].lower()
    text = f"{first}{doc[1:].rstrip('.')}".replace("{", "{{").replace("}", "}}")
    return Message(text) if text else ""


def field_docs() -> Iterator[Text]:
    """What is said about every field of a plan: a finding about the field quotes it."""
    for name in sorted({record.__module__ for record in (*kinds().values(), About)}):
        module = sys.modules[name]
        for record in (getattr(module, one) for one in docs_in(module)):
            yield from filter(None, (doc_in_words(record, field) for field in names_of(record)))


@cache
def needed_by(record: Any) -> frozenset[str]:
    """The fields that a record cannot do without, by the names that files use."""
    return frozenset(alias(record, one.name) for one in fields(record) if is_needed(one))


def alias(record: Any, name: str) -> str:
    """The name that files use for a field: `from` for `from_`."""
    return names_of(record).get(name, name)


def declared(kind: Any, *path: str | int) -> Any:
    """What is declared for the value at `path` inside something of type `kind`; `Any` if nothing is."""
    for step in path:
        found = (_inside(option, step) for option in _options(kind))
        kind = next((one for one in found if one is not None), Any)
    return kind


def _inside(kind: Any, step: str | int) -> Any:
    """What is declared one step inwards, or `None`."""
    bare = _bare(kind)
    if is_dataclass(bare) and isinstance(bare, type):
        return fields_of(bare).get(str(step))
    arguments = get_args(bare)
    if get_origin(bare) is tuple and isinstance(step, int):
        return arguments[0]
    if get_origin(bare) is dict and isinstance(step, str):
        return arguments[1]
    return None


def record_at(kind: Any, *path: str | int) -> Any:
    """The record that is declared at `path`, if there is one."""
    options = (_bare(one) for one in _options(declared(kind, *path)))
    return next((one for one in options if isinstance(one, type) and is_dataclass(one)), None)


def takes(kind: Any, shape: type[Any]) -> bool:
    """Whether a value declared as `kind` may be a `tuple`, `dict` or `str`."""
    return any(shape in (_bare(one), get_origin(_bare(one))) for one in _options(kind))


def lists_ids(kind: Any) -> bool:
    """Whether a list of ids may stand there; no id of a plan holds a comma."""
    return any(_bare(one) == Ids for one in _options(kind))


def expected(kind: Any) -> Text:
    """What may stand there: `a list such as [1.1, 1.2], or a mapping such as {name: value}`."""
    options = [one for one in _options(kind) if one is not NoneType]
    titles = [one for one in options if one in get_args(Title)]
    rest = [one for one in options if one not in titles]
    words: list[Text] = [_TITLE] if len(titles) > 1 else [_expected(one) for one in titles]
    words += [_expected(one) for one in rest]
    return join(words, message_in("alternatives", ", or ")) if words else message("something else")


def _expected(kind: Any) -> Text:
    """What one alternative may be."""
    if kind in MONEY:
        return message("an amount of money such as 12m or 12 000 000")
    bare = _bare(kind)
    origin, arguments = get_origin(bare), get_args(bare)
    if origin is Literal:
        return message("one of {words}", words=join(map(str, arguments)))
    if origin is tuple:
        for item, example in _LISTED:
            if item == arguments[0]:
                return message("a list such as {example}", example=example)
        return message("a list such as {example}", example="[1.1, 1.2]")
    if origin is dict:
        number = _bare(arguments[1]) in (int, float)
        return message("a mapping such as {example}", example="{name: 1}" if number else "{name: value}")
    if isinstance(bare, type) and is_dataclass(bare):
        return message("a mapping with the fields {fields}", fields=join(fields_of(bare)))
    return _SIMPLE.get(bare, message("something else"))


def _options(kind: Any) -> tuple[Any, ...]:
    """The alternatives of a declaration, `Annotated` left on each."""
    bare = kind
    while get_origin(bare) is Annotated and get_origin(get_args(bare)[0]) in (Union, UnionType, Annotated):
        bare = get_args(bare)[0]
    return get_args(bare) if get_origin(bare) in (Union, UnionType) else (kind,)


def _bare(kind: Any) -> Any:
    """A declaration without its annotations."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _parts(kind: Any) -> Iterator[Any]:
    """A declaration and everything that it is made of."""
    yield kind
    for part in get_args(kind):
        if get_origin(kind) is not Literal:
            yield from _parts(part)
