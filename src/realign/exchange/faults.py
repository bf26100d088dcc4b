"""Why a value does not fit its field, in plain words."""

from collections.abc import Mapping
from typing import Any

from realign.exchange.names import shown


def reason(field: str, error: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    """Why a value does not fit, in plain words."""
    value = record.get(field)
    text = (
        "; ".join(map(str, value.values() if isinstance(value, dict) else value))
        if isinstance(value, dict | list)
        else str(value)
    )
    context = error.get("ctx", {})
    match error["type"]:
        case "literal_error":
            return f"{shown(text)} is no {field}; it is one of {context['expected'].replace(chr(39), '')}"
        case "value_error":
            return str(context["error"])
        case "float_parsing" | "finite_number" | "float_type":
            return f"{shown(text)} is not a number"
        case "int_parsing" | "int_from_float" | "int_type":
            return f"{shown(text)} is not a whole number"
        case "bool_parsing":
            return f"{shown(text)} is neither true nor false"
        case "greater_than_equal" | "less_than_equal" | "greater_than":
            bounds = {"ge": "at least", "le": "at most", "gt": "more than"}
            limits = [f"{word} {context[key]:g}" for key, word in bounds.items() if key in context]
            return f"{shown(text)} does not fit {field}, which is {' and '.join(limits)}"
        case "string_pattern_mismatch":
            return f"{shown(text)} does not look like a {field}"
        case "string_too_long" | "too_long":
            return f"{shown(text)} is longer than {context['max_length']}; shorten it"
        case "string_too_short" | "too_short":
            return f"{field} is empty; fill the cell, or delete the column"
        case "dict_type" | "dataclass_type" | "mapping_type":
            return f"{field} has several parts; give each a column of its own, such as {field}.NAME"
    return f"{shown(text)} does not fit {field}; correct the cell, or leave it blank"
