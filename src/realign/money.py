"""Money in whole units of a currency: read as people write it, written back so that it reads the same."""

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise

LIMIT = 10**15
"""No public budget is larger; what is, is a slip of the pen."""

_UNITS = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "bn": 10**9,
    "billion": 10**9,
    "billions": 10**9,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
_CURRENCY = re.compile(r"^(?:US\$|[A-Z]{3}(?=[\s\d])|[$€£¥])\s*|\s*(?:[A-Z]{3}|美元|元|[$€£¥])$")
_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:[ ,_]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:e\+?(?P<power>\d{1,3}))?\s*(?P<unit>[a-z]*|[千万百亿]+)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\d{1,2}\D*|\d{1,3}\s*[a-zA-Z千百万亿]+")
"""What may stand behind a decimal comma: digits, perhaps a unit; no exponent."""
_THOUSANDS = re.compile(r"(?:\D*[1-9]\d{0,2}|000),\d{3}")
"""Two groups of digits that may belong to one amount."""
_EXAMPLES = "write it like 12000000, 12e6, 12m or 12 000 000"


class MoneyError(ValueError):
    """What was written cannot be read as an amount of money; says why, and how to write it."""


def read_money(text: str) -> int:
    """Read an amount in whole currency units.

    Takes `12e6`, `12_000_000`, `12 000 000` (any kind of space), `12,000,000`, `12m`,
    `US$ 12 million`, `1200万`. Raises `MoneyError` for what is no amount, what could be
    read in two ways (`12.000`), what is negative, not whole, or beyond any budget.
    """
    if text.isascii() and text.isdecimal() and len(text) <= 15:
        return int(text)  # nearly all amounts in files: a tenth of the time
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    shown = plain if len(plain) <= 40 else f"{plain[:40]}…"
    bare = _CURRENCY.sub("", _CURRENCY.sub("", plain, count=1), count=1).strip()
    if bare[:1] in "-−(" and bare:
        raise MoneyError(f"'{shown}' is negative; an amount of money is 0 or more")
    found = _NUMBER.fullmatch(bare)
    if not found or found["unit"].lower() not in _UNITS:
        if re.fullmatch(r"\d+,\d{1,2}", bare):
            raise MoneyError(
                f"'{shown}' has a comma where decimals begin; write a point, and the unit: 12.5m"
            )
        raise MoneyError(f"'{shown}' is not an amount of money; {_EXAMPLES}")
    number, unit = found["number"], found["unit"].lower()
    if re.fullmatch(r"\d{1,3}\.\d{3}", number) and not unit and not found["power"]:
        raise MoneyError(
            f"'{shown}' can be read as {number.replace('.', '')} or as {number.split('.')[0]}; "
            f"write {number.replace('.', '')} or {number.split('.')[0]}"
        )
    if len(number) > 40 or int(found["power"] or 0) > 18:
        raise MoneyError(f"'{shown}' is beyond any budget; the most is {write_money(LIMIT)}")
    amount = Decimal(re.sub("[ ,_]", "", number)) * _UNITS[unit] * 10 ** int(found["power"] or 0)
    if amount != int(amount):
        raise MoneyError(f"'{shown}' is not a whole amount; cents are not counted here")
    if amount > LIMIT:
        raise MoneyError(f"'{shown}' is beyond any budget; the most is {write_money(LIMIT)}")
    return int(amount)


def split_amounts(text: str) -> list[str]:
    """Split `0, 5m, 12e6` or `0;5m;12e6` into amounts; the commas of `12,000,000` divide nothing.

    Raises `MoneyError` where a comma could be either.
    """
    if ";" in text:
        return [one.strip() for one in text.split(";") if one.strip()]
    if re.search(r",\s", text):
        return [one.strip() for one in re.split(r",\s+", text) if one.strip()]
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 or re.fullmatch(r"\D*[1-9]\d{0,2}(,\d{3})+(\.\d+)?\D*", text):
        return [text]
    first, *rest = parts
    if len(rest) == 1 and re.fullmatch(r"\D*\d{1,3}", first) and _TAIL.fullmatch(rest[0]):
        raise MoneyError(
            f"'{text[:40]}' can be read as {first}.{rest[0]} or as {first} and {rest[0]}; "
            f"write {first}.{rest[0]}, or '{first}; {rest[0]}' for two amounts"
        )
    if any(_THOUSANDS.fullmatch(f"{one},{other}") for one, other in pairwise(parts)):
        raise MoneyError(
            f"'{text[:40]}' can be one amount or several; "
            "write several like 0; 5m; 12m, and thousands with blanks"
        )
    return [part for part in parts if part]


def write_money(amount: int) -> str:
    """Write an amount so that `read_money` reads the same: `2 556 107`."""
    return f"{amount:,}".replace(",", " ")
