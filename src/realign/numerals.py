"""The figures that a row of digits may mean, with the separators of any country; Chinese numerals."""

import re
from collections.abc import Iterator
from fractions import Fraction

_SEPARATOR = re.compile(r"[^0-9]")
_MOST_DIGITS = 60
_CHINESE = {
    "〇零": "零", "一壹": "1", "二贰貳两兩": "2", "三叁參": "3", "四肆": "4", "五伍": "5", "六陆陸": "6",
    "七柒": "7", "八捌": "8", "九玖": "9", "十拾": "十", "百佰": "百", "千仟": "千", "万萬": "万",
    "亿億": "亿",
}  # fmt: skip
_PLAIN = str.maketrans({sign: plain for signs, plain in _CHINESE.items() for sign in signs})
_RUN = re.compile(f"[{''.join(_CHINESE)}]+")
_BELOW_MYRIAD = re.compile("(?:([1-9])千)?(?:零?([1-9])百)?(?:零?([1-9])十)?(零?)([1-9]?)")
_EXACTLY = re.compile(r"(?<=[元圆圓])[整正]$")
"""What ends an amount on a cheque."""
_MYRIADS = {"亿": 10**8, "万": 10**4}


def readings(written: str, *, three_decimals: bool = False) -> tuple[Fraction, ...]:
    """Every figure that `written` may mean, the likeliest first; none if it is no number.

    `written` holds ASCII digits with blanks, `'`, `_`, `,` or `.` between them. A comma before three digits
    at the end parts thousands, unless there may be `three_decimals`: then both are told.
    """
    if len(written) > _MOST_DIGITS:
        return ()
    groups, signs = _SEPARATOR.split(written), _SEPARATOR.findall(written)
    found: dict[Fraction, bool] = {}
    for figure, plain in _each(groups, "".join(signs), three_decimals=three_decimals):
        found[figure] = found.get(figure, False) or plain
    return tuple(found) if any(found.values()) else ()


def _each(groups: list[str], signs: str, *, three_decimals: bool) -> Iterator[tuple[Fraction, bool]]:
    """Each figure, and whether people write it so at all: some ways only make another one doubtful."""
    whole = "".join(groups)
    if not signs or _grouped(groups, signs):
        yield Fraction(int(whole)), not signs or _alike(signs)
    if not signs or signs[-1] not in ",." or signs[-1] in signs[:-1]:
        return
    if signs[:-1] and not _grouped(groups[:-1], signs[:-1]):
        return
    if signs == "," and _thousands(groups) and not three_decimals:
        return
    decimals = Fraction(int(whole), 10 ** len(groups[-1]))
    yield decimals, not signs[:-1] or _alike(signs[:-1])


def _grouped(groups: list[str], signs: str) -> bool:
    """Whether the separators part thousands, or hundreds of thousands as in India, or myriads as in China."""
    if _thousands(groups):
        return True
    if set(signs) != {","} or len(groups) < 3 or groups[0].startswith("0"):
        return False
    lengths = [len(group) for group in groups]
    indian = lengths[0] <= 2 and set(lengths[1:-1]) == {2} and lengths[-1] == 3
    return indian or (lengths[0] <= 4 and set(lengths[1:]) == {4})


def _thousands(groups: list[str]) -> bool:
    """Whether every group but the first has three digits, and the first one to three that begin with no 0."""
    first, *rest = groups
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest)


def _alike(signs: str) -> bool:
    """Whether one sign parts all groups; in Mexico an apostrophe parts the millions."""
    return len(set(signs)) == 1 or (signs[0] == "'" and "'" not in signs[1:] and len(set(signs[1:])) == 1)


def chinese_as_digits(text: str) -> str:
    """The same text, with every whole number in Chinese numerals as digits: `五百万元` is `5000000元`.

    What stands beside a digit stays, as in `5百万`, and so does what is short for something else: `二万五`.
    The sign that ends an amount on a cheque is left out: `五百元整`.
    """
    text = _EXACTLY.sub("", text)
    if not _RUN.search(text):
        return text

    def digits(found: re.Match[str]) -> str:
        beside = text[: found.start()].rstrip()[-1:] + text[found.end() :].lstrip()[:1]
        value = None if any(map(str.isdecimal, beside)) else _chinese(found[0].translate(_PLAIN))
        return found[0] if value is None else str(value)

    return _RUN.sub(digits, text)


def _chinese(numeral: str) -> int | None:
    """The value of a numeral that is written out in full, from 1 on; None for any other."""
    for sign, size in _MYRIADS.items():
        before, found, after = numeral.rpartition(sign)
        if found:
            high, low = _chinese(before), _chinese(after.removeprefix("零")) if after else 0
            if high is None or low is None or low >= size or len(after) == 1:
                return None  # 二万五 is mostly 25 000
            return high * size + low
    return _below_myriad(f"1{numeral}" if numeral.startswith("十") else numeral)


def _below_myriad(numeral: str) -> int | None:
    """The same for less than 10 000."""
    parts = _BELOW_MYRIAD.fullmatch(numeral)
    if not numeral or parts is None:
        return None
    thousands, hundreds, tens, gap, ones = parts.groups()
    if bool(gap) != bool(ones and not tens and (hundreds or thousands)):
        return None  # 三百五 is mostly 350
    return int("".join(part or "0" for part in (thousands, hundreds, tens, ones)))


def write_money(amount: int) -> str:
    """Write an amount so that `MoneyReader` reads the same: `2 556 107`."""
    return f"{amount:,}".replace(",", " ")
