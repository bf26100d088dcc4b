"""Writes the JSON Schema of an answer from the fields of its dataclass."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from realign.findings import CallError, Place
from realign.plan.docs import docs_in
from realign.plan.names import PlanNames
from realign.render.json import HEADLINE, PARTS, schema_id
from realign.suggest import near
from realign.text import SPOKEN, join, message

ANSWERS = {
    "validate": "validate.Validation",
    "links": "links.Links",
    "lens-comparison": "lens_comparison.Lenses",
    "why": "why.Why",
    "link-comparison": "link_comparison.Comparison",
    "gaps": "gaps.Gaps",
    "focus": "focus.Programme",
    "flagships": "flagships.Flagships",
    "actions": "actions.Actions",
    "indicators": "indicators.Indicators",
    "annotations": "annotations.Annotations",
    "trace": "trace.Trace",
    "diff": "compare.Difference",
    "review": "review.Review",
    "judges": "judges.Judges",
    "briefing": "briefing.Briefing",
    "report": "report.Paper",
    "what-if": "what_if.WhatIf",
    "find": "find.Found",
    "show": "show.Cards",
    "explain": "explain.Manual",
}
"""Table of contents: answer -> its class; `links --compare` gives `lens-comparison`, `why` of two links
`link-comparison`."""
_Schema = dict[str, Any]
_SIMPLE: Mapping[Any, _Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": ["number", "null"]},  # what is no number is null
    NoneType: {"type": "null"},
    Any: {},
    object: {},
}
_SAID = {"ItemMove.causes": tuple[str, ...], "Move.causes": tuple[str, ...], "MoneyMove.label": str | None}
"""Fields that an answer holds as records and a view writes as sentences."""
_PARTS = "SentenceParts"
_ANY_PARTS: _Schema = {"$ref": f"#/$defs/{_PARTS}"}
_MADE_OF: _Schema = {
    "description": "What the sentence in the field of the same name is made of, equal in every language: "
    "a template in English with gaps in braces and what goes into them, texts joined by a separator, "
    "whole sentences, or a text with a capital; a plain text or number as it is, a title by language. "
    "Null where a list holds a text that is no sentence of ours.",
    "anyOf": [
        {"type": ["string", "number", "boolean", "null"]},
        {"type": "array", "items": _ANY_PARTS},
        {
            "type": "object",
            "required": ["template", "arguments"],
            "properties": {
                "template": {"type": "string"},
                "several": {"type": "string"},
                "context": {"type": "string"},
                "arguments": {"type": "object", "additionalProperties": _ANY_PARTS},
            },
            "additionalProperties": False,
        },
        {
            "type": "object",
            "required": ["joined", "separator"],
            "properties": {"joined": {"type": "array", "items": _ANY_PARTS}, "separator": _ANY_PARTS},
            "additionalProperties": False,
        },
        {
            "type": "object",
            "required": ["sentences"],
            "properties": {"sentences": {"type": "array", "items": _ANY_PARTS}},
            "additionalProperties": False,
        },
        {
            "type": "object",
            "required": ["capitalised"],
            "properties": {"capitalised": _ANY_PARTS},
            "additionalProperties": False,
        },
        {"type": "object", "additionalProperties": _ANY_PARTS},
    ],
}
_HEADLINE: Mapping[str, str] = {
    "type": "string",
    "description": "The sentence that answers in words, as people read it first.",
}
_PLACE: Mapping[str, _Schema] = {
    "path": {"type": "string"},
    **{key: {"type": "integer"} for key in ("line", "column", "end_line", "end_column")},
}
"""What a place in a file is written as, in the record that holds it."""


def answer_schema(name: str) -> _Schema:
    """The JSON Schema of the answer of that name; raises `CallError` that lists the names."""
    if name not in ANSWERS:
        guess = near(name, ANSWERS)
        hint = (
            message("did you mean {guess}?", guess=guess)
            if guess
            else message("answers are {answers}", answers=join(ANSWERS))
        )
        raise CallError(message("there is no answer '{name}'", name=name), hint)
    module, _, kind = ANSWERS[name].partition(".")
    answer: Any = getattr(import_module(f"realign.questions.{module}"), kind)
    defs: dict[str, _Schema] = {}
    record = _record(answer, defs)
    schema = {"const": schema_id(answer), "description": "The name of this form, and its version."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        **record,
        "properties": {"schema": schema, HEADLINE: dict(_HEADLINE), **record["properties"]},
        "required": ["schema", HEADLINE, *record["required"]],
        "$defs": dict(sorted({**defs, _PARTS: _MADE_OF}.items())),
    }


def _record(kind: Any, defs: dict[str, _Schema]) -> _Schema:
    """What a dataclass is written as; sentences of its view may stand beside its fields.

    Names are written as the view says them: id -> name.
    """
    hints, docs = get_type_hints(kind), _docs_of(kind)
    properties: dict[str, _Schema] = {}
    for field in fields(kind):
        if hints[field.name] is Place:
            properties |= _PLACE
        else:
            hint = _SAID.get(f"{kind.__name__}.{field.name}", hints[field.name])
            if kind is PlanNames and get_origin(hint) in {dict, Mapping}:
                hint = Mapping[str, str]
            shape = _shape(hint, defs)
            doc = docs.get(field.name)
            name = field.name.removesuffix("_")
            properties[name] = {**shape, "description": " ".join(doc.split())} if doc else shape
    beside = {f"{PARTS}$": {"$ref": f"#/$defs/{_PARTS}"}}
    found = {
        "type": "object",
        "properties": properties,
        "patternProperties": beside,
        "required": [*properties],
    }
    about = (kind.__doc__ or "").strip()
    return {"description": " ".join(about.split()), **found} if about else found


def _docs_of(kind: type) -> dict[str, str]:
    """What stands under each field, in the class or in those that it builds on."""
    docs: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if is_dataclass(base):
            docs |= docs_in(import_module(base.__module__)).get(base.__name__, {})
    return docs


def _shape(hint: Any, defs: dict[str, _Schema]) -> _Schema:
    """What a value of this type is written as."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    if hint in SPOKEN:
        return {"type": "string"}
    if origin is Literal:
        return {"enum": [*parts]}
    if origin in {Union, UnionType}:
        return _choice(parts, defs)
    if origin in {tuple, list, Sequence}:
        return _listing(parts, defs)
    if origin in {dict, Mapping}:
        return {"type": "object", "additionalProperties": _shape(parts[1], defs)}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    if is_dataclass(hint) and isinstance(hint, type):
        return _reference(hint, defs)
    return {"type": "object"}  # an answer inside an answer: its own `schema` says which


def _choice(parts: Sequence[Any], defs: dict[str, _Schema]) -> _Schema:
    """One of several types; a text that may be given in several languages is written in one."""
    shapes = [_shape(part, defs) for part in _as_written(parts)]
    if all(set(shape) == {"type"} for shape in shapes):
        types = [shape["type"] if isinstance(shape["type"], list) else [shape["type"]] for shape in shapes]
        names = list(dict.fromkeys(name for several in types for name in several))
        return {"type": names[0] if len(names) == 1 else names}
    return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}


def _as_written(parts: Sequence[Any]) -> Sequence[Any]:
    """The types without those of texts in several languages, which are written as one text."""
    silent = [part for part in parts if part not in SPOKEN]
    if str in parts:
        return [part for part in silent if get_origin(part) is not dict]
    return parts if len(silent) == len(parts) else [str, *silent]


def _listing(parts: Sequence[Any], defs: dict[str, _Schema]) -> _Schema:
    """A list: of one type, or of so many values."""
    if not parts:
        return {"type": "array", "maxItems": 0}
    if parts[-1] is Ellipsis or len(parts) == 1:
        return {"type": "array", "items": _shape(parts[0], defs)}
    return {"type": "array", "prefixItems": [_shape(part, defs) for part in parts]}


def _reference(kind: type, defs: dict[str, _Schema]) -> _Schema:
    """A record that is described once."""
    if kind.__name__ not in defs:
        defs[kind.__name__] = {}  # it may hold its own kind
        defs[kind.__name__] = _record(kind, defs)
    return {"$ref": f"#/$defs/{kind.__name__}"}
