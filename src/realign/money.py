"""Amounts of money: read as people write them, in their currency; written back so that they read the same."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from math import ceil, floor

from realign.amounts import LIMIT, DoubtfulError, MoneyError, beyond, parts_thousands, read_written
from realign.not_amounts import short
from realign.numerals import write_money
from realign.text import Message, join, listed, message

__all__ = [
    "LIMIT",
    "MoneyError",
    "MoneyReader",
    "Rounding",
    "certain",
    "in_currency",
    "split_amounts",
    "write_money",
]

FINEST = 10**6
"""Parts of a unit that are told apart; what a computer adds behind them is noise: 0.30000000000000004."""
_MOST_RUNS = 8
"""Groups of digits between commas that may be one amount: six are beyond any budget."""


class Rounding(Enum):
    """Which way to a whole unit: what is needed is never counted too low, what is there never too high."""

    UP = "up"
    DOWN = "down"

    def whole(self, figure: Fraction) -> int:
        """The whole number beside `figure`, noise behind its sixth decimal left out."""
        figure = Fraction(round(figure * FINEST), FINEST)
        return ceil(figure) if self is Rounding.UP else floor(figure)


@dataclass(slots=True)
class MoneyReader:
    """Reads amounts into whole units of one currency, and remembers what it had to do to them."""

    currency: str | None = ""
    """ISO 4217 code of the plan's currency; empty where the plan names none, None if any will do."""
    rates: Mapping[str, Fraction] = field(default_factory=dict)
    """Code -> how many units of `currency` one of it is worth."""
    rounded: str = ""
    """An amount, as written, that was no whole number of units; the smallest in order of the alphabet."""
    converted: set[str] = field(default_factory=set)
    """The currencies whose rate was used."""

    def read(self, text: str, rounding: Rounding = Rounding.DOWN, *, negative: bool = False) -> int:
        """Read an amount in whole units of the plan's currency.

        Raises `MoneyError` for what is no amount, what could be read in two ways, what is beyond any
        budget, what is negative unless it may be, and what is in a currency without a rate.
        """
        if text.isascii() and text.isdecimal() and len(text) <= 15:
            return int(text)  # nearly all amounts in files: a tenth of the time
        written = read_written(text, self.currency or "")
        if written.figure < 0 and not negative:
            raise MoneyError(
                message("'{shown}' is negative; an amount of money is 0 or more", shown=short(text))
            )
        exact = written.figure * self._rate(text, written.codes)
        amount = rounding.whole(exact)
        if abs(amount) > LIMIT:
            raise beyond(text)
        if abs(exact - amount) * FINEST >= 1:
            shown = short(text)
            self.rounded = min(self.rounded or shown, shown)
        return amount

    def _rate(self, text: str, codes: tuple[str, ...]) -> Fraction:
        """What one unit of the currency that is written is worth in the plan's."""
        known = [code for code in codes if code == self.currency or code in self.rates]
        if not codes or self.currency is None or known == [self.currency]:
            return Fraction(1)
        if len(known) == 1 and self.currency:
            self.converted.add(known[0])
            return self.rates[known[0]]
        raise MoneyError(self._refusal(short(text), codes, known))

    def _refusal(self, shown: str, codes: tuple[str, ...], known: list[str]) -> Message:
        """Why an amount in this currency cannot be counted, and what to do."""
        code = codes[0]
        others = join((*codes[1:4], "…") if len(codes) > 4 else codes[1:])
        meant = message("{code}, or {others}", code=code, others=others) if codes[1:] else code
        if not self.currency:
            return message(
                "'{shown}' names a currency ({meant}), but the plan names none; add `currency: {code}` "
                "to `plan:` (or --currency {code} to an import) if all amounts are in it, or leave the word "
                "out",
                shown=shown,
                meant=meant,
                code=code,
            )
        if known:
            return message(
                "the sign of '{shown}' may mean {known} here; write the code",
                shown=shown,
                known=listed(known, either=True),
            )
        return message(
            "'{shown}' is in {meant}, but the plan counts in {currency}; write it in {currency}, or "
            "state the rate in `plan:` as rates: {{{code}: {{rate: …, date: …, source: …}}}}",
            shown=shown,
            meant=meant,
            currency=self.currency,
            code=code,
        )


def split_amounts(text: str) -> list[str]:
    """Split `0; 5m; 12e6` into amounts, and `0,5m,12e6` where no comma can belong to an amount.

    Raises `MoneyError` where a comma could be either.
    """
    if any(unicodedata.category(sign) == "No" for sign in text):
        return [text.strip()]  # ½m, which would become 1⁄2m
    plain = unicodedata.normalize("NFKC", text).replace("、", ";")
    if ";" in plain:
        return [part.strip() for part in plain.split(";") if part.strip()]
    spaced = [part.strip() for part in re.split(r",\s+", plain) if part.strip()]
    if len(spaced) > 1:
        if parts_thousands(",".join(spaced)):
            raise _doubtful(plain, spaced)
        return [amount for part in spaced for amount in split_amounts(part)]
    return _at_commas(plain)


def _at_commas(plain: str) -> list[str]:
    """The amounts that commas without a blank behind them divide."""
    parts = [part.strip() for part in plain.split(",")]
    if not parts[0] or len(parts) == 1 or _is_one(plain, parts):
        return [plain.strip()]
    runs = ((first, first + size) for first in range(len(parts)) for size in range(2, _MOST_RUNS + 1))
    if any(last <= len(parts) and _may_be_one(parts[first:last]) for first, last in runs):
        raise _doubtful(plain, parts)
    return [part for part in parts if part]


def _is_one(text: str, parts: list[str]) -> bool:
    """Whether the whole text is one amount, as it parts thousands or has a part such as `00` or `-`."""
    if not _may_be_one(parts):
        return False
    if any(re.match("0[0-9]|[-–—=]+[^0-9]*$", part) for part in parts[1:]):
        return True
    number = re.search(r"[0-9][0-9,]*(?=(\.[0-9]+)?[^0-9,.]*$)", text)
    return number is not None and parts_thousands(number[0])


def _may_be_one(parts: list[str]) -> bool:
    """Whether commas between the parts may belong to one amount of a unit or more."""
    joined = ",".join(parts)
    if re.search(r",[1-9][0-9]{3,}$", joined) and len(parts) == 2:
        return False  # more digits than cents have, and no unit: 140,1000
    if re.fullmatch(r"[1-9][0-9]{0,2},[0-9]+[eE]\+?[0-9]+", joined):
        return True  # nobody asks about so little: 1,5e6; but 0,5e6 begins with nothing at all
    try:
        figures: tuple[Fraction, ...] = (read_written(joined).figure,)
    except DoubtfulError as error:
        figures = error.figures
    except MoneyError:
        return False
    return any(abs(figure) >= 1 for figure in figures)


def _doubtful(text: str, parts: list[str]) -> MoneyError:
    """Ask which is meant: one amount or several."""
    shown = short(text)
    if len(parts) == 2:
        first, second = re.sub(r"(?<=[0-9])\.(?=[0-9])", " ", parts[0]), parts[1]
        return MoneyError(
            message(
                "'{shown}' can be read as {first}.{second} or as {first} and {second}; write "
                "{first}.{second}, or '{first}; {second}' for two amounts",
                shown=shown,
                first=first,
                second=second,
            )
        )
    return MoneyError(
        message(
            "'{shown}' can be one amount or several; write several like 0; 5m; 12m, and thousands with "
            "blanks",
            shown=shown,
        )
    )


def certain(number: str) -> str:
    """A number as a computer keeps it, so written that its point cannot part thousands: `12.5000`."""
    return f"{number}0" if re.fullmatch(r"-?[0-9]{1,3}\.[0-9]{3}", number) else number


def in_currency(currency: str, amount: int) -> str:
    """An amount with its currency, if it has one: `USD 2 556 107`."""
    return f"{currency} {write_money(amount)}".strip()
