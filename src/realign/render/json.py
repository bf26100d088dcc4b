"""An answer as JSON: exactly its fields, in their order, one record to a line."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from realign.findings import Place
from realign.questions.what_if import WhatIf
from realign.render.logs import in_json
from realign.sheets import Answer, Later, RenderOptions, Sheet
from realign.text import SPOKEN, Capitalised, Joined, Message, Sentence, Typed, Wordings
from realign.views import sheets, wording

PARTS = "_message"
"""Ends the name of the field that holds what the sentence beside it is made of: `hint_message`."""
HEADLINE = "headline"
"""The field that holds the sentence that answers in words."""
VERSION = 1
"""Counts up when a field of an answer is renamed, dropped or means something else."""


def render(report: Answer, page: RenderOptions) -> str:
    """Write the fields of `report`, and the sentences of its view, as one JSON object."""
    data = fields_of(report, page.language)
    write = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    last = next(reversed(data))
    lines = (  # joined once, and each value let go when it is written: an answer may be large
        in_json(f"  {write(name)}: {_laid_out(data.pop(name), write)}{',' * (name != last)}\n")
        for name in list(data)
    )
    return "".join(("{\n", *lines, "}\n"))


def fields_of(report: Answer, language: str) -> dict[str, object]:
    """The answer as mappings, lists, numbers and texts in `language`."""
    if isinstance(report, WhatIf):
        return {**fields_of(report.answer, language), "what_if": fields_of(report.what_if, language)}
    data = _record(report, language)
    head = {"schema": data.pop("schema", schema_id(type(report)))}
    return {**head, **_headline(report, language), **data}


def _headline(report: Answer, language: str) -> dict[str, object]:
    """The sentence that answers, above the first table that people see, and what it is made of."""
    first = next((part for part in sheets(report) if not (isinstance(part, Sheet) and part.detail)), None)
    said: dict[str, Any] = {}
    _say(said, HEADLINE, first.title if first else "", language)
    return said


def schema_id(kind: type) -> str:
    """The name and version of an answer's form: `realign/links/1`."""
    return f"realign/{kind.__module__.rpartition('.')[2].replace('_', '-')}/{VERSION}"


def _laid_out(value: object, write: Callable[[object], str]) -> str:
    """A list of records with one to a line: people can read and compare it, and it is written fast."""
    if not (isinstance(value, list) and value and isinstance(value[0], dict | list)):
        return write(value)
    return "[\n" + ",\n".join(f"    {write(one)}" for one in value) + "\n  ]"


_AS_IT_IS = frozenset({type(None), bool, int, str})
"""Kinds of values that stand for themselves: most of them, so they are told apart first."""
_WORDLESS = _AS_IT_IS | {float}
"""Kinds of values that are made of nothing else."""


def _say(data: dict[str, Any], name: str, said: object, language: str) -> None:
    """Put sentences beside the figures: `notes`, or `steps.says` for each record of `steps`.

    Of a path such as `levels.source.sure` records that are null are passed over.
    """
    texts: Any = _plain(said, language)
    made_of: Any = _made_of(said)
    *path, field = name.split(".")
    if not path:
        data[field] = texts
        _put_parts(data, field, made_of)
        return
    records = [data]
    for key in path:
        inner = [record[key] for record in records]
        records = [record for one in inner for record in (one if isinstance(one, list) else [one]) if record]
    for record, text, parts in zip(records, texts, made_of or [None] * len(records), strict=True):
        record[field] = text
        _put_parts(record, field, parts)


def _put_parts(record: dict[str, Any], field: str, parts: object) -> None:
    """Put what a sentence is made of beside it, where it is made of anything."""
    if parts is not None:
        record[f"{field}{PARTS}"] = parts


def _made_of(value: object) -> object:
    """Template and arguments of a sentence of ours, of several, or of a record of them; else `None`."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return None
    match value:
        case Wordings():
            return None
        case _ if isinstance(value, SPOKEN):
            return _parts(value)
        case tuple() | list():
            if _WORDLESS.issuperset(map(type, value)):
                return None
            parts = [_made_of(one) for one in value]
            return parts if any(one is not None for one in parts) else None
        case Mapping():
            named = {str(key): _made_of(one) for key, one in value.items()}
            return named if any(one is not None for one in named.values()) else None
    return None


def _parts(text: object) -> object:
    """A text as a program reads it: what it is made of, the same in every language."""
    match text:
        case Message():
            own: dict[str, object] = {"template": text.template}
            own |= {"several": text.several} if text.several else {}
            own |= {"context": text.context} if text.context else {}
            return own | {"arguments": {name: _parts(one) for name, one in text.arguments.items()}}
        case Joined():
            return {"joined": [_parts(one) for one in text.parts], "separator": _parts(text.separator)}
        case Sentence():
            return {"sentences": [_parts(one) for one in text.clauses]}
        case Capitalised():
            return {"capitalised": _parts(text.text)}
        case Typed():
            return _parts(text.typed)
        case float():
            return text if math.isfinite(text) else None
    return text


def _plain(value: object, language: str) -> object:
    """Turn records into objects, wordings into text, and what JSON cannot say into null."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is tuple or kind is list:  # the kinds that are most frequent, without asking for all others first
        several: Any = value
        if _AS_IT_IS.issuperset(map(type, several)):
            return list(several)
        return [one if type(one) in _AS_IT_IS else _plain(one, language) for one in several]
    if kind is dict:
        named: Any = value
        return {str(key): _plain(one, language) for key, one in named.items()}
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case _ if isinstance(value, SPOKEN):
            return value.say(language)
        case Mapping():
            return {str(key): _plain(one, language) for key, one in value.items()}
        case tuple() | list() | Later():
            return [one if type(one) in _AS_IT_IS else _plain(one, language) for one in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _record(value, language)
        case _:
            raise TypeError(f"{type(value).__name__} has no place in an answer")


@cache
def _shape(kind: Any) -> tuple[tuple[tuple[str, str], ...], bool]:
    """The fields of a kind of record, with their names in JSON, and whether it is an answer."""
    names = tuple((field.name, field.name.removesuffix("_")) for field in fields(kind))
    return names, hasattr(kind, "passed") and hasattr(kind, "findings")


def _record(value: Any, language: str) -> dict[str, object]:
    """The fields of a record; a place in a file is written as keys of the record that holds it."""
    kind: Any = type(value)
    names, answers = _shape(kind)
    data: dict[str, object] = {"schema": schema_id(kind)} if answers else {}
    for name, shown in names:
        held = getattr(value, name)
        if type(held) in _AS_IT_IS:
            data[shown] = held
        elif type(held) is float:
            data[name] = held if math.isfinite(held) else None
        elif isinstance(held, Place):
            start, end = held.start, held.end
            data |= {"path": held.path, "line": start.line, "column": start.column}
            data |= {"end_line": end.line, "end_column": end.column}
        else:
            data[name] = _plain(held, language)
            _put_parts(data, name, _made_of(held) if not isinstance(held, Mapping) else None)
    if answers:
        for name, said in wording(value).items():
            _say(data, name, said, language)
    return data
