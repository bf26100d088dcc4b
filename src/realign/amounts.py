"""Text → an exact amount and its currency: as people of any country write it, or a reason."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from realign.currencies import DOUBTFUL, THREE_DECIMALS, currencies, is_code, scale
from realign.not_amounts import no_amount, short, why_not
from realign.numerals import chinese_as_digits, readings, write_money
from realign.text import Text, message, say

LIMIT = 10**15
"""No public budget is larger; what is, is a slip of the pen."""
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff"))
_SIGNS = str.maketrans({**dict.fromkeys("’‘ʼ′`´٬", "'"), "٫": ",", "،": ",", "−": "-", "–": "-"})
_AMOUNT = re.compile(
    r"(?P<before>[^0-9]*?)(?P<number>[0-9](?:[0-9 '_.,]*[0-9])?)"
    r"(?:[eE]\+?(?P<power>[0-9]{1,3})(?![0-9]))?(?P<after>[^0-9]*)"
)
_NO_CENTS = re.compile(r"(?<=[0-9])(?:[/:][-=]|([.,])(?:-{1,2}|—|=))(?=$|\s|\))")
"""`1 200.-`, `1.200,--`, `1,200/-`, `12 000:-`: no cents."""
_PART = re.compile(r"([0-9](?:[0-9.,']*[0-9])?)([^0-9]*)")
"""A number and what follows it, in an amount of several units."""
_MOST_PARTS = 4
LONGEST = 1000
"""Characters of an amount, or of its unit; what is longer is none."""
_WORD = 3
"""Letters of a unit that is a word."""
_OF = re.compile(r"^(?:d'|(?:de|di|of)\s+)")


class MoneyError(ValueError):
    """What was written cannot be read as an amount of money; says why, and how to write it."""

    def __init__(self, says: Text) -> None:
        """Keep the reason in every language; as an exception it speaks English."""
        super().__init__(say(says, "en"))
        self.says = says


class DoubtfulError(MoneyError):
    """It can be read in more than one way, or in one that is mostly a slip."""

    def __init__(self, says: Text, figures: tuple[Fraction, ...]) -> None:
        """Keep what it may mean."""
        super().__init__(says)
        self.figures = figures


@dataclass(frozen=True, slots=True)
class Written:
    """An amount as it stands there: exact, and in which currency."""

    figure: Fraction
    codes: tuple[str, ...] = ()
    """ISO 4217 codes that its word or sign may stand for, the likeliest first; none where it has none."""


def read_written(text: str, currency: str = "") -> Written:
    """Read an amount exactly, with its currency.

    Takes `12e6`, `12_000_000`, `12 000 000` (any kind of space), `12,000,000`, `1,20,00,000`, `1'200.50`,
    `1.200.000,00`, `12m`, `US$ 12 million`, `12 k€`, `(1 200)`, digits and units of many scripts.
    `currency` helps where nothing else tells thousands from decimals. Raises `MoneyError`.
    """
    if len(text) > LONGEST:
        if text.isdecimal():
            raise beyond(text)
        raise MoneyError(message("'{shown}' is too long for an amount", shown=short(text)))
    plain = _plain(text)
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        if (added := _added_up(text, plain, currency)) is not None:
            return added
        raise MoneyError(why_not(text, plain))
    before, after, negative = _signed(found["before"], found["after"])
    pair = _worded(before, after)
    if pair is None:
        raise MoneyError(why_not(text, plain))
    unit, codes = pair
    factor = _factor(text, unit)
    if found["power"]:
        if unit or not re.fullmatch(r"[0-9]+(\.[0-9]+)?|[0-9]{1,3}([ _][0-9]{3})+", found["number"]):
            raise MoneyError(why_not(text, plain))
        if int(found["power"]) > 18:
            raise beyond(text)
        digits = re.sub("[ _]", "", found["number"])
        return Written(_sign(Fraction(digits) * 10 ** int(found["power"]), negative), codes)
    return Written(_sign(_figure(text, found["number"], factor, codes, currency), negative), codes)


def _added_up(text: str, plain: str, currency: str) -> Written | None:
    """An amount in several units, the largest first: `1 crore 20 lakh`, and so in Chinese.

    Letters are no such units: `1m 200k` may as well be two amounts.
    """
    before, *rest = re.split(r"(?=[0-9])", plain, maxsplit=1)
    numbers, words = _divided_up("".join(rest))
    if not 2 <= len(numbers) <= _MOST_PARTS:
        return None
    before, last, negative = _signed(before, words[-1])
    pair = _worded(before, last)
    factors = _factors(words[:-1], pair[0]) if pair else []
    if pair is None or not _descend(factors, numbers, words[-2]):
        return None
    try:
        figures = [
            _figure(text, number, factor, pair[1], currency)
            for number, factor in zip(numbers, factors, strict=True)
        ]
    except DoubtfulError:
        return None
    fits = all(later < factor for later, factor in zip(figures[1:], factors, strict=False))
    return Written(_sign(sum(figures, Fraction()), negative), pair[1]) if fits else None


def _divided_up(rest: str) -> tuple[list[str], list[str]]:
    """The numbers in a text that begins with one, later ones without commas; and what follows each."""
    parts = _PART.findall(rest)
    numbers = [number.replace(",", "") if at else number for at, (number, _) in enumerate(parts)]
    return numbers, [after for _, after in parts]


def _factors(words: list[str], last: str) -> list[int]:
    """What each unit multiplies by; nothing where one is no word, or the last is no unit."""
    units = [word.strip().removesuffix("and").strip() for word in words]
    if any(unit.isascii() and len(unit) < _WORD for unit in units):
        return []
    found = [scale(unit) or 0 for unit in units] + [scale(last) or 0 if last else 1]
    return found if all(found) else []


def _descend(factors: list[int], numbers: list[str], last: str) -> bool:
    """Whether each unit is smaller than the one before; a last number without one has all its digits.

    Behind a unit of ten thousand 2000 leaves nothing open; 2 mostly means 2000, and is asked about.
    """
    if not factors or any(later >= earlier for earlier, later in pairwise(factors)):
        return False
    if not all(number.isdecimal() for number in numbers[1:-1]):
        return False
    digits = numbers[-1]
    return factors[-1] > 1 or (not last.isascii() and digits.isdecimal() and 10 ** len(digits) == factors[-2])


def _figure(text: str, number: str, factor: int, codes: tuple[str, ...], currency: str) -> Fraction:
    """The one figure that is meant; raises `MoneyError` where there are none or two."""
    fine = factor > 1 or bool(THREE_DECIMALS.intersection(codes or (currency,)))
    found = readings(number, three_decimals=fine)
    shown = short(text)
    if not found:
        raise (beyond(text) if len(number) > 40 else MoneyError(no_amount(text)))
    if len(found) > 1:
        figures = tuple(figure * factor for figure in found)
        ways = [_exactly(figure) for figure in figures]
        says = message(
            "'{shown}' can be read as {one} or as {other}; write {one} or {other}",
            shown=shown,
            one=ways[0],
            other=ways[1],
        )
        raise DoubtfulError(says, figures)
    priced = codes and re.fullmatch("[0-9]{1,3},[0-9]{2}", number)  # 5,00 €
    if factor == 1 and re.fullmatch("[0-9]{1,3},[0-9]+", number) and not (priced or parts_thousands(number)):
        says = message(
            "'{shown}' has a comma where decimals begin; write a point, and the unit: 12.5m", shown=shown
        )
        raise DoubtfulError(says, found)
    return found[0] * factor


def parts_thousands(number: str) -> bool:
    """Whether commas part thousands: `12,000`."""
    return re.fullmatch("[1-9][0-9]{0,2}(,[0-9]{3})+", number) is not None


def _plain(text: str) -> str:
    """The same with ASCII digits and plain signs; raises `MoneyError` for digits that are no digits."""
    if any(unicodedata.category(one) == "No" for one in text):
        raise MoneyError(
            message(
                "'{shown}' is not an amount of money: write fractions and raised figures as digits",
                shown=short(text),
            )
        )
    normal = unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_SIGNS)
    digits = "".join(f"{unicodedata.decimal(one)}" if one.isdecimal() else one for one in normal)
    digits = chinese_as_digits(digits)
    return _NO_CENTS.sub(lambda found: f"{found[1]}00" if found[1] else "", " ".join(digits.split()))


def _signed(before: str, after: str) -> tuple[str, str, bool]:
    """What stands before and behind without the sign, and whether it is negative: `-5`, `5-`, `(5)`."""
    before, after = before.strip(), after.strip()
    if "(" in before and after.endswith(")"):
        return before.replace("(", "", 1).strip(), after[:-1].strip(), True
    if after.endswith("-") and "-" not in before:
        return before, after[:-1].strip(), True
    for sign in "-+":
        if before.startswith(sign):
            return before[1:].strip(), after, sign == "-"
        if before.endswith(sign):
            return before[:-1].strip(), after, sign == "-"
    return before, after, False


def _worded(before: str, after: str) -> tuple[str, tuple[str, ...]] | None:
    """The unit, and the currencies that the words around the number may mean; None if one means nothing."""
    unit, mark = unit_and_mark(after[:-1] if after.endswith(".") and not currencies(after) else after)
    marks = [_mark(words) for words in (before, mark) if words]
    codes = tuple(code for code in marks[0] if code in marks[-1]) if marks else ()
    return None if marks and not codes else (unit, codes)


def _mark(words: str) -> tuple[str, ...]:
    """The currencies that all of the words can mean: `USD $`, `RMB ¥`, `yuanRMB`."""
    if found := currencies(words):
        return found
    if words[-1:] in ("$", "₵"):
        return currencies(words.replace(" ", ""))
    cuts = [words.find(" ")] if " " in words else range(1, len(words))
    for cut in cuts:
        behind = currencies(words[cut:].strip())
        if both := tuple(code for code in currencies(words[:cut]) if code in behind):
            return both
    return ()


def unit_and_mark(after: str) -> tuple[str, str]:
    """A unit and the word or sign of a currency: `k€`, `Mio. EUR`, `USDm`, `€ m`, `millions d'euros`."""
    if not after or len(after) > LONGEST or _is_unit(after):
        return (after, "") if len(after) <= LONGEST else ("", after)
    if _mark(after):
        return "", after
    for length in range(1, len(after)):
        unit, mark = after[:length].strip(), _OF.sub("", after[length:].strip())
        if _is_unit(unit) and _mark(mark):
            return unit, mark
    if " " in after:
        mark, _, unit = after.rpartition(" ")
    else:
        cut = 3 if is_code(after[:3]) else 1
        mark, unit = after[:cut], after[cut:]
    return (unit, mark.strip()) if _is_unit(unit) else ("", after)


def _is_unit(word: str) -> bool:
    return scale(word) is not None or word.casefold().rstrip(".") in DOUBTFUL


def _factor(text: str, unit: str) -> int:
    """What the unit multiplies by; raises `MoneyError` where it means two things."""
    if not unit:
        return 1
    found = scale(unit)
    if found is None:
        figures = DOUBTFUL[unit.casefold().rstrip(".")]
        low, high = map(write_money, figures)
        says = message(
            "'{shown}': {unit} may mean {low} or {high}; write k, m or bn",
            shown=short(text),
            unit=unit,
            low=low,
            high=high,
        )
        raise DoubtfulError(says, tuple(map(Fraction, figures)))
    return found


def _sign(figure: Fraction, negative: bool) -> Fraction:
    return -figure if negative else figure


def beyond(text: str) -> MoneyError:
    """Say that it is too much."""
    return MoneyError(
        message(
            "'{shown}' is beyond any budget; the most is {limit}", shown=short(text), limit=write_money(LIMIT)
        )
    )


def _exactly(figure: Fraction) -> str:
    """A figure with a decimal point, as far as it has decimals."""
    whole, rest = divmod(figure, 1)
    decimals = f"{float(rest):.6f}"[1:].rstrip("0").rstrip(".")
    return f"{write_money(int(whole))}{decimals}"
