"""Why a value does not fit its field, in plain words."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic_core import ErrorDetails, ValidationError

from realign.exchange.names import shown
from realign.money import MoneyError
from realign.text import Text, fill, listed, message

_BOUNDS = {
    "ge": message("at least {number:g}"),
    "le": message("at most {number:g}"),
    "gt": message("more than {number:g}"),
}


def parts_first(error: ValidationError) -> list[ErrorDetails]:
    """What is wrong with a record; that a part of a value is missing comes before what else it might be."""
    return sorted(
        error.errors(include_url=False), key=lambda one: one["type"] != "missing" or len(one["loc"]) < 3
    )


def reason(field: str, error: Mapping[str, Any], record: Mapping[str, Any]) -> Text:
    """Why a value does not fit, in plain words."""
    value = record.get(field)
    text = (
        "; ".join(map(str, value.values() if isinstance(value, dict) else value))
        if isinstance(value, dict | list)
        else str(value)
    )
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            part = f"{field}.{error['loc'][-1]}"
            return message("{field} lacks a part; add a column {part}, and fill it", field=field, part=part)
        case "literal_error":
            allowed = [word.strip("'") for word in re.split(", | or ", context["expected"])]
            return message(
                "{text} is no {field}; it is one of {allowed}",
                text=shown(text),
                field=field,
                allowed=listed(allowed, either=True),
            )
        case "value_error":
            error = context["error"]
            return error.says if isinstance(error, MoneyError) else str(error)
        case "float_parsing" | "finite_number" | "float_type":
            return message("{text} is not a number", text=shown(text))
        case "int_parsing" | "int_from_float" | "int_type":
            return message("{text} is not a whole number", text=shown(text))
        case "bool_parsing":
            return message("{text} is neither true nor false", text=shown(text))
        case "greater_than_equal" | "less_than_equal" | "greater_than":
            limits = [fill(words, number=context[key]) for key, words in _BOUNDS.items() if key in context]
            return message(
                "{text} does not fit {field}, which is {limits}",
                text=shown(text),
                field=field,
                limits=listed(limits),
            )
        case "string_pattern_mismatch":
            return message("{text} does not look like a {field}", text=shown(text), field=field)
        case "string_too_long" | "too_long":
            most = context["max_length"]
            return message("{text} is longer than {most}; shorten it", text=shown(text), most=most)
        case "string_too_short" | "too_short":
            return message("{field} is empty; fill the cell, or delete the column", field=field)
        case "dict_type" | "dataclass_type" | "mapping_type":
            return message(
                "{field} has several parts; give each a column of its own, such as {field}.NAME", field=field
            )
    return message(
        "{text} does not fit {field}; correct the cell, or leave it blank", text=shown(text), field=field
    )
