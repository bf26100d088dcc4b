"""Write records of texts as the files of a plan, numbers and truth values as the schema has them."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from realign.exchange.nouns import fields_of, is_number, named_fields, record_of, ways
from realign.exchange.writing import Data, Numeral, write_kinds
from realign.plan import KINDS
from realign.plan.validators import names_of

_FILES = {"plan": "outcomes", "domains": "outcomes", "groups": "deliverables"}
"""Kinds that share the file of another one."""
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_TRUTH = {
    **dict.fromkeys(("true", "yes", "y", "on", "t", "1", "1.0"), "true"),
    **dict.fromkeys(("false", "no", "n", "off", "f", "0", "0.0"), "false"),
}

Record = dict[str, Any]


def plan_files(
    kinds: Mapping[str, list[Record]], name: str, taken: Collection[str] | None = None
) -> dict[str, str]:
    """The records as the files of a plan; `name` is the file that they come from.

    Beside the files that are `taken`, each kind gets one of its own.
    """
    held: dict[str, dict[str, Any]] = {}
    for kind in ("plan", *KINDS):
        if kind in kinds:
            records = [written(record, kind) for record in kinds[kind]]
            data = records[0] if kind == "plan" else records
            file = _FILES.get(kind, kind) if taken is None else _free(kind, taken)
            held.setdefault(file, {})[kind] = data
    return {f"{file}.yaml": write_kinds(data, f"From {name}.") for file, data in held.items()}


def _free(kind: str, taken: Collection[str]) -> str:
    """A name for a file that is not taken yet."""
    names = (kind, *(f"{kind}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if f"{name}.yaml" not in taken)


def written(record: Record, kind: str) -> dict[str, Data]:
    """A record with its values as the fields of its kind are declared; one of the user's own stays text."""
    return _written(record, fields_of(kind))


def _written(record: Record, fields: Mapping[str, Any]) -> dict[str, Data]:
    """A record with its values as their fields are declared."""
    return {name: _typed(value, fields[name]) if name in fields else value for name, value in record.items()}


def _typed(value: Any, declared: Any) -> Data:
    """A value as its declared type is written in YAML."""
    if isinstance(value, dict):
        return {key: _typed(inner, _inside(declared, key)) for key, inner in value.items()}
    if isinstance(value, list):
        inner = record_of(declared)
        fields = named_fields(inner) if inner else {}
        return [_written(one, fields) if isinstance(one, dict) else one for one in value]
    text = str(value)
    if bool in ways(declared):
        return Numeral(_TRUTH[text.casefold()]) if text.casefold() in _TRUTH else text
    if is_number(declared) and _NUMBER.fullmatch(text):
        return Numeral(f"{Decimal(text):f}")
    return text


def _inside(declared: Any, key: str) -> Any:
    """What stands behind a key of a field."""
    for way in ways(declared):
        args = get_args(way)
        if len(args) == 2 and args[1] is not Ellipsis and isinstance(way, type(dict[str, str])):
            return args[1]
        if hasattr(way, "__dataclass_fields__"):
            hints = get_type_hints(way)
            return next((hints[name] for name, called in names_of(way).items() if called == key), str)
    return str
