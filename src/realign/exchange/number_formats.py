"""Number formats of a sheet: what they show beyond the number, such as zeros or a currency."""

import re

_CURRENCY = re.compile(r"\[\$([A-Z]{3}|[^\]$A-Za-z\s-])[^\]]{0,20}\]|([€£¥₹])")


def shows(code: str) -> bool:
    """Whether a number format shows zeros that the number lacks, words, or a currency."""
    return bool(template(code) or currency(code))


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


def currency(code: str) -> str:
    """The currency that a number format shows, `€` or `CHF`; empty where it shows none, or a mere dollar."""
    found = _CURRENCY.search(code)
    return next(filter(None, found.groups()), "") if found else ""


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
