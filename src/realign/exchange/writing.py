"""Writes records as YAML that a person can read and that reads back as it was."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

WIDTH = 130
"""A record that fits stands on one line."""
_PLAIN = re.compile(r"[^\W\d_][\w.()/-]*(?: [\w.()/-]+)*")
_EXPONENT = re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]{1,3}")
"""`2e0` is a number to YAML 1.2 and text to YAML 1.1."""
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"))
"""What YAML readers take for something else than text."""


class Numeral(str):
    """A number exactly as it is to be written."""

    __slots__ = ()


Data = str | Sequence["Data"] | Mapping[str, "Data"]


def write_kinds(
    kinds: Mapping[str, Mapping[str, Data] | Sequence[Mapping[str, Data]]], said: str = ""
) -> str:
    """Write what a file of a plan holds: kind -> its records, or what `plan` says of itself.

    `said` becomes a comment at the top. The same data gives the same text.
    """
    blocks = [f"# {' '.join(said.split())}\n"] if said else []
    for kind, held in kinds.items():
        if isinstance(held, Mapping):
            lines = [f"  {line}" for line in _fields(held)]
            blocks.append(f"{kind}:\n" + "\n".join(lines) + "\n")
        elif held:
            blocks.append(f"{kind}:\n" + _records(held))
        else:
            blocks.append(f"{kind}: []\n")
    return "\n".join(blocks)


@lru_cache(maxsize=4096, typed=True)
def write_scalar(text: str) -> str:
    """Write a text so that every YAML reader takes it for this very text; a `Numeral` stays bare."""
    if isinstance(text, Numeral):
        return _EXPONENT.sub(lambda number: f"{Decimal(number[0]):f}", text)
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and text.isprintable():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in quoted)


def _escaped(letter: str) -> str:
    """A character that cannot be seen, or that is a line end to some, by its number."""
    number = ord(letter)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def write_value(value: Data) -> str:
    """Write a value on one line."""
    if isinstance(value, str):
        return write_scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{write_scalar(key)}: {write_value(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(write_value, value)) + "]"


def _records(records: Sequence[Mapping[str, Data]]) -> str:
    """Write records: each on one line if all of them fit, else each field on its own."""
    lines = [f"  - {write_value(record)}" for record in records]
    if all(len(line) <= WIDTH for line in lines):
        return "\n".join(lines) + "\n"
    texts = []
    for record in records:
        first, *rest = _fields(record)
        texts.append("\n".join([f"  - {first}", *(f"    {line}" for line in rest)]))
    return "\n".join(texts) + "\n"


def _fields(record: Mapping[str, Data]) -> list[str]:
    """Write the fields of a record, one below the other; what is too long is broken up."""
    lines = []
    for key, value in record.items():
        line = f"{write_scalar(key)}: {write_value(value)}"
        if isinstance(value, str) or not value or len(line) <= WIDTH - 4:
            lines.append(line)
        elif isinstance(value, Mapping):
            lines += [f"{write_scalar(key)}:", *(f"  {inner}" for inner in _fields(value))]
        else:
            lines += [f"{write_scalar(key)}:", *(f"  - {write_value(one)}" for one in value)]
    return lines
