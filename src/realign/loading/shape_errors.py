"""A text, a list or a mapping where something else belongs, in plain words and at its place."""

import re
from typing import Any

from realign.documents import misreading
from realign.findings import Finding, Fix
from realign.loading.fields import (
    declared,
    expected,
    lists_ids,
    takes,
)
from realign.loading.record_faults import Fault, field_name
from realign.loading.record_subject import Subject, short
from realign.loading.rules import (
    NO_LIST,
    WRONG_SHAPE,
    WRONG_TYPE,
)
from realign.text import Text, message

_DIVIDERS = re.compile("[,;，、；]")
_WORDS = re.compile(r"\s*[,;，、；&+和与及]\s*|\s+(?:and|or|et|ou)\s+|\s+")
_CODE = re.compile(r"[A-Za-z]{0,4}\d[\w.]*", re.ASCII)
"""What can only be one code of several, and no part of a longer name."""


def mismatch(fault: Fault, subject: Subject) -> Finding:
    """A text, a list or a mapping where something else belongs."""
    kind = declared(subject.type, *fault.path)
    if not fault.path:
        return _no_record(fault, subject)
    field = message("{field} of {name}", field=field_name(fault.path), name=subject.name)
    value = fault.value
    if isinstance(value, str) and takes(kind, tuple) and not takes(kind, str):
        return _no_list(fault, subject, kind)
    says = message(
        "{field} must be {expected}; here it is {what}",
        field=field,
        expected=expected(kind),
        what=_what(value),
    )
    hint = misreading(value) if isinstance(value, str) else _colon_hint(value, kind)
    advice = message("put {expected} in its place", expected=expected(kind))
    return subject.finding(WRONG_TYPE, fault.path, says, hint or advice)


def _no_record(fault: Fault, subject: Subject) -> Finding:
    """An entry of a kind that has no fields."""
    says = message(
        "entry {number} of {kind} is {what} and no record with fields",
        number=subject.number,
        kind=subject.kind,
        what=_what(fault.value),
    )
    hint = misreading(fault.value) if isinstance(fault.value, str) else ""
    if isinstance(fault.value, list):
        hint = message("write a record on one line in braces: {{id: …, title: …}}")
    return subject.finding(
        WRONG_SHAPE, (), says, hint or message("write its fields after the dash, such as id: …")
    )


def _no_list(fault: Fault, subject: Subject, kind: Any) -> Finding:
    """One value where a list belongs."""
    table = subject.document.table
    node = table.find(subject.node, *fault.path)
    source = table.source(node)
    says = message(
        "{field} of {name} must be a list; here it is {what}",
        field=field_name(fault.path),
        name=subject.name,
        what=_what(fault.value),
    )
    hint = misreading(fault.value)
    if hint or "\n" in source or source[:1] in "|>":
        return subject.finding(NO_LIST, fault.path, says, hint or message("begin each entry with a dash"))
    several = _several(fault.value) if lists_ids(kind) else []
    many = len(several) > 1 or bool(several and source.startswith("("))
    quoted = ", ".join(f'"{one}"' for one in several)
    listed = f"[{quoted}]" if many else f"[{source}]"
    codes = all(_CODE.fullmatch(part) for part in several)
    safe = codes if many else (source[0] in "\"'" or not set(source) & set("[]{},#"))
    fix = Fix(table.place(node), listed, message("write {listed}", listed=short(listed))) if safe else None
    return subject.finding(NO_LIST, fault.path, says, message("write {listed}", listed=short(listed)), fix)


def _several(text: str) -> list[str]:
    """The ids of `1.1, 1.2`; also of `1.1 and 1.2` or `(1.1)`, where every part can only be a code."""
    codes = [part.strip("\"'") for part in _WORDS.split(text.strip("() "))]
    if all(_CODE.fullmatch(code) for code in codes):
        return codes
    return [part.strip() for part in _DIVIDERS.split(text)]


def _colon_hint(value: Any, kind: Any) -> Text:
    """A mapping of one field is mostly a text with a colon in it."""
    if isinstance(value, dict) and len(value) == 1 and takes(kind, str):
        key, content = next(iter(value.items()))
        if isinstance(content, str):
            return message(
                'a colon and a space make a field; put the text into quotes: "{part}"',
                part=short(f"{key}: {content}"),
            )
    return ""


def _what(value: Any) -> Text:
    """What stands there."""
    if isinstance(value, str):
        return message("the text '{value}'", value=short(value))
    return message("a mapping") if isinstance(value, dict) else message("a list")
