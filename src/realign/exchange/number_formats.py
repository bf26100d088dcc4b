"""Number formats of a sheet: what they show beyond the number, such as zeros or a currency."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<mark>[^\[\]-]*)(?:-[^\[\]]*)?\]|\[[^\[\]]*\]|[_*].'
    r"|(?P<digits>[0#?.,]+)"
    r"|(?P<rest>.)",
    re.DOTALL,
)
_SECTIONS = 4
"""For amounts above nothing, below it, of nothing, and for text."""
_SCALED = re.compile(r"[0#?](,+)(?=\.|$)")


@dataclass(frozen=True, slots=True)
class NumberShape:
    """How a number format shows a number."""

    scale: int
    """What the number is divided by before it is shown."""
    words: str
    """What stands beside it."""
    percent: bool


def shapes(code: str) -> Iterator[NumberShape]:
    """How each section of a number format shows a number; none for those of days and times."""
    for section in islice(_sections(code), _SECTIONS):
        digits, words, percent = "", "", False
        for found in _PIECE.finditer(section):
            digits += found["digits"] or ""
            words += found["quoted"] or found["escaped"] or found["mark"] or ""
            rest = found["rest"] or ""
            percent = percent or rest == "%"
            if rest in "dDmMyYhHsS" and rest:
                return
            words += rest if rest not in "%-+()/eE" or rest == " " else ""
        commas = _SCALED.search(digits)
        if digits:
            yield NumberShape(1000 ** len(commas[1]) if commas else 1, " ".join(words.split()), percent)


def _sections(code: str) -> Iterator[str]:
    """The parts of a number format between semicolons that stand in no quotation."""
    begin, quotes = 0, code.count('"')
    for found in re.finditer('[";]', code):
        if found[0] == '"':
            quotes -= 1
        elif quotes % 2 == 0:
            yield code[begin : found.start()]
            begin = found.end()
    yield code[begin:]


def shows(code: str) -> bool:
    """Whether a number format shows zeros that the number lacks, words, a currency, or another figure."""
    return bool(template(code)) or any(
        shape.scale > 1 or shape.percent or shape.words for shape in shapes(code)
    )


def template(code: str) -> list[str]:
    """A format such as `"D-"000` or `0.00`, as literal texts and zeros; empty if it is of another kind."""
    parts: list[str] = []
    at = 0
    while at < len(code):
        sign = code[at]
        if sign == '"':
            end = code.find('"', at + 1)
            if end < 0:
                return []
            parts.append(code[at + 1 : end])
            at = end
        elif sign == "\\":
            parts.append(code[at + 1 : at + 2])
            at += 1
        elif sign == "0" or sign in "-/ .":
            parts.append(sign)
        elif sign == ";":
            break
        else:
            return []
        at += 1
    return parts if "0" in parts and parts != ["0"] else []


def written(value: float, parts: list[str]) -> str:
    """A number as its format shows it: 7 by `"D-"000` is `D-007`, 1.1 by `0.00` is `1.10`."""
    zeros = parts.count("0")
    decimals = parts[parts.index(".") :].count("0") if "." in parts else 0
    digits = f"{value:.{decimals}f}".replace(".", "").zfill(zeros)
    over = len(digits) - zeros
    shown, taken = [], 0
    for part in parts:
        if part != "0":
            shown.append(part)
            continue
        step = 1 if taken else 1 + over
        shown.append(digits[taken : taken + step])
        taken += step
    return "".join(shown)
