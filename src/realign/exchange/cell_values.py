"""What a cell of a workbook may hold, by its type; what no program writes is refused and not guessed."""

import re
import unicodedata
from math import isfinite

from realign.exchange.container import RefusedError
from realign.exchange.names import shown
from realign.numerals import readings
from realign.text import Message, Text, message

ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
"""What a formula that failed holds in an .xlsx file."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DAY = re.compile(r"-?[0-9]{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:T[0-9:.]+Z?)?")
_TIME = re.compile(r"-?P[0-9DHMSTY.]+")
_RUN = re.compile(r"[0-9](?:[0-9.,' ]*[0-9])?")
_INDEX = 9
"""Digits of the number of a shared text."""
_SAVE = message("open the workbook in Excel or LibreOffice, check the cell, and save it")


def refused(cell: str, says: Message) -> RefusedError:
    """That a cell such as `Outcomes!C7` is damaged."""
    return RefusedError(message("{cell} is damaged: {says}", cell=cell, says=says), _SAVE)


def fault(kind: str, text: str) -> Message | None:
    """What is wrong with the value `text` of a cell of an .xlsx file whose type is `kind`."""
    if kind in ("n", "b", "e", "inlineStr") and not text:
        return None
    match kind:
        case "s":
            if text.isascii() and text.isdecimal() and len(text) <= _INDEX:
                return None
            return message(
                "the number of its text is {text}; such numbers are 0, 1, 2 and so on", text=shown(text)
            )
        case "n":
            return None if number(text) is not None else message("{text} is no number", text=shown(text))
        case "b":
            truth = text in ("0", "1", "true", "false")
            return None if truth else message("{text} is neither true nor false", text=shown(text))
        case "e":
            if text in ERRORS:
                return None
            return message("its formula failed with {text}; mend or delete it", text=shown(text))
        case "str" | "d":
            return None
        case "inlineStr":
            return message("it is marked as a text of its own, but holds the value {text}", text=shown(text))
    return message("it is of the type {kind}, which no program writes", kind=shown(kind))


def ods_fault(kind: str, told: dict[str, str], text: str) -> Message | None:
    """What is wrong with a cell of an .ods file that holds no formula error; `text` is what it shows."""
    match kind:
        case "float" | "currency" | "percentage":
            value = told.get("office:value", "")
            figure = number(value)
            if figure is None:
                return message("it is marked as a number, but holds {value}", value=_seen(value))
            if contradicts(figure, text):
                return message("it holds the number {value}, but shows {text}", value=value, text=_seen(text))
        case "boolean":
            value = told.get("office:boolean-value", "")
            if value not in ("true", "false"):
                return message("{text} is neither true nor false", text=_seen(value))
        case "date" | "time":
            value = told.get(f"office:{kind}-value", "")
            if not (_DAY if kind == "date" else _TIME).fullmatch(value):
                return message("it is marked as a day or a time, but holds {value}", value=_seen(value))
        case "string":
            value = told.get("office:string-value", text)
            if value.split() != text.split() and "".join(value.split()) != "".join(text.split()):
                return message(
                    "it holds the text {value}, but shows {text}", value=_seen(value), text=_seen(text)
                )
        case "" | "void":
            if "office:value" in told:
                return message("it holds a value of no type")
        case _:
            return message("it is of the type {kind}, which no program writes", kind=shown(kind))
    return None


def number(text: str) -> float | None:
    """The number that a program wrote; None for what is none, or not finite."""
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if isfinite(value) else None


def _seen(text: str) -> Text:
    """A text as it is shown; in words if it is empty."""
    return shown(text) if text else message("nothing")


def contradicts(value: float, seen: str) -> bool:
    """Whether a text that shows one plain number cannot show `value`, however rounded or scaled.

    False where it shows words, fractions, dates or nothing, of which only the format could tell.
    """
    run, rest = _number_in(seen)
    if not run or any(sign.isalpha() or sign in "/:" for sign in rest):
        return False
    parts = (1, 100) if "%" in rest else (1,)
    figures = readings(run, three_decimals=True)
    return bool(figures) and not any(_fits(value * part, run, power) for part in parts for power in range(4))


def form_seen(value: float, seen: str) -> str:
    """A number format as in an .xlsx file that shows `value` as it is `seen`: in thousands, with words."""
    run, rest = _number_in(seen)
    words = " ".join("".join(sign for sign in rest if sign not in '-+()"−').split())
    if not run or any(sign in "/:" for sign in words):
        return ""
    if "%" in words:
        return "0%"
    power = next((power for power in range(4) if _fits(value, run, power)), 0)
    return f'0{"," * power}"{words}"' if power or words else ""


def _number_in(seen: str) -> tuple[str, str]:
    """The one number that a text shows, and all else; no number where there are several."""
    plain = unicodedata.normalize("NFKC", seen).replace("’", "'")
    found = _RUN.findall(plain)
    return (found[0], _RUN.sub("", plain)) if len(found) == 1 else ("", plain)


def _fits(value: float, run: str, power: int) -> bool:
    """Whether a number divided by thousands, rounded, is written as `run`."""
    last = len(re.split(r"[^0-9]", run)[-1])
    return any(
        abs(abs(value) / 1000**power - float(figure))
        <= (0.5 if figure.denominator == 1 else 0.5 * 10.0**-last) * (1 + 1e-9)
        for figure in readings(run, three_decimals=True)
    )
