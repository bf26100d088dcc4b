"""One thing that pydantic has against a value, at its place in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from realign.findings import Key
from realign.loading.record_subject import Path, short
from realign.text import Text, message

_MISMATCHES = frozenset(
    {"string_type", "dict_type", "tuple_type", "int_type", "float_type", "bool_type", "dataclass_type"}
)


UNEXPECTED = "unexpected_keyword_argument"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that pydantic has against a value."""

    path: Path
    """Where, in the words of the file: without the names of alternatives."""
    type: str
    value: Any
    context: Mapping[str, Any]

    @property
    def is_mismatch(self) -> bool:
        """Whether it has the wrong shape, so that another alternative may have gone further."""
        return self.type in _MISMATCHES


def fault_of(error: Mapping[str, Any], data: Any) -> Fault:
    """Find the path in the data: pydantic mixes the names of alternatives into it."""
    path: list[str | int] = []
    steps = list(error["loc"])
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if (isinstance(data, dict) and step in data) or (isinstance(data, list) and step in range(len(data))):
            path.append(step)
            data = data[step]
        elif last and step == "[key]":
            path[-1] = Key(path[-1])
            if data is None:
                return Fault(tuple(path), error["type"], None, {})
        elif last and error["type"] in {"missing", UNEXPECTED}:
            path.append(step)
    return Fault(tuple(path), error["type"], error["input"], error.get("ctx") or {})


def field_name(path: Path) -> Text:
    """`'outcomes'`, `entry 2 of 'outcomes'`, `'title.en'`."""
    if path and isinstance(path[-1], int):
        return message("entry {path} of {field}", path=path[-1] + 1, field=field_name(path[:-1]))
    return message("'{map}'", map=short(".".join(map(str, path))))
