"""The value of a cell written into its record: a field, a year or a language of it, a record inside it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from realign.exchange.nouns import is_list, is_worded, keys_lists, lists_wordings, named_fields, record_of

_LISTS = re.compile(r"[;；\n]")
_LANGUAGE = re.compile(r"(?P<key>.+)\.(?P<language>[a-z]{2})")


def split(text: str) -> list[str]:
    """The values that stand in one cell, divided by semicolons or line breaks."""
    return [part for part in map(str.strip, _LISTS.split(text)) if part]


def put(held: dict[str, Any], fields: Mapping[str, Any], field: str, key: str, value: Any) -> None:
    """Write what a cell says, a text or several, into a record, or into a record inside it: `now.says.en`."""
    declared = fields.get(field)
    inner = record_of(declared)
    if inner is not None and key and is_list(declared):
        _listed(held.setdefault(field, []), inner, key, value)
    elif inner is not None and key:
        name, _, rest = key.partition(".")
        old = held.get(field, {})
        held[field] = old if isinstance(old, dict) else {"en": old}
        put(held[field], named_fields(inner), name, rest, value)
    elif declared is not None and is_list(declared) and (not key or lists_wordings(declared)):
        parts = split(value) if isinstance(value, str) else value
        held[field] = _joined(held.get(field), parts, key)
    else:
        _put_plain(held, declared, field, key, value)


def _put_plain(held: dict[str, Any], declared: Any, field: str, key: str, value: Any) -> None:
    """Write a value that is no list and no record: alone, or under its key."""
    old = held.get(field)
    if not key:
        held[field] = {"en": value, **old} if isinstance(old, dict) else value
    elif keys_lists(declared):
        parts = split(value) if isinstance(value, str) else value
        held[field] = {**(old if isinstance(old, dict) else {}), key: parts}
    elif isinstance(value, list):
        held[field] = [*dict.fromkeys([*(old or ()), *value])]
    else:
        _wording(held, declared, field, key, value)


def _listed(records: list[dict[str, Any]], inner: Any, key: str, value: Any) -> None:
    """Write into the record of a list whose first field is the beginning of a key.

    `g1.strength` is a field of that record; `g1` alone its second field.
    """
    fields = named_fields(inner)
    first, second, *_ = fields
    at = max(key.rfind(f".{name}") for name in fields)
    name, key = (key[:at], key[at + 1 :]) if at > 0 else (key, second)
    record = next((one for one in records if one[first] == name), None)
    if record is None:
        record = {first: name}
        records.append(record)
    field, _, rest = key.partition(".")
    put(record, fields, field, rest, value)


def _joined(old: Any, parts: Sequence[str], language: str) -> Any:
    """A list that grows by its wordings in another language, each at its place; ids keep what they have."""
    if not language:
        return {"en": parts, **old} if isinstance(old, dict) else list(parts)
    before = old if isinstance(old, list) else []
    rows: list[Any] = [*before, *({} for _ in parts[len(before) :])]
    for number, part in enumerate(parts):
        one = rows[number]
        rows[number] = {**(one if isinstance(one, dict) else {"en": one}), language: part}
    return rows


def _wording(held: dict[str, Any], declared: Any, field: str, key: str, text: str) -> None:
    """Write a text under its key: a year, a language, or a key and a language."""
    old = held.get(field)
    inside = old if isinstance(old, dict) else {"en": old} if old else {}
    worded = _LANGUAGE.fullmatch(key) if declared is not None and is_worded(declared) else None
    if worded and not isinstance(inside.get(worded["key"]), str):
        inside.setdefault(worded["key"], {})[worded["language"]] = text
    else:
        inside[key] = text
    held[field] = inside
