"""An answer as JSON: exactly its fields, in their order."""

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from realign.findings import Place
from realign.sheets import Page, Report
from realign.words import Words


def render(report: Report, page: Page) -> str:
    """Write the fields of `report` as one JSON object."""
    data = _plain(report, page.language)
    return json.dumps(data, ensure_ascii=not page.unicode, indent=2, allow_nan=False) + "\n"


def _plain(value: object, language: str) -> object:
    """Turn records into objects, wordings into text, and what JSON cannot say into null."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Words():
            return value.say(language)
        case Mapping():
            return {str(key): _plain(one, language) for key, one in value.items()}
        case tuple() | list():
            return [_plain(one, language) for one in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _record(value, language)
        case _:
            raise TypeError(f"{type(value).__name__} has no place in an answer")


def _record(value: Any, language: str) -> dict[str, object]:
    """The fields of a record; a place in a file is written as keys of the record that holds it."""
    data: dict[str, object] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, Place):
            start, end = held.start, held.end
            data |= {"path": held.path, "line": start.line, "column": start.column}
            data |= {"end_line": end.line, "end_column": end.column}
        else:
            data[field.name] = _plain(held, language)
    return data
