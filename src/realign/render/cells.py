"""From a cell to the words that stand for it; what plan text may not do to a reader's screen."""

import re
import unicodedata

from realign.money import write_money
from realign.sheets import Cell, Column, Kind, RenderOptions
from realign.text import COMMA, in_digits, message, say

_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LINE_ENDS = r"\r\n\u2028\u2029\x85\t"
_BREAKS = re.compile(rf"(?<!\s)[^\S{_LINE_ENDS}]*+[{_LINE_ENDS}]\s*+")
"""Blanks among which a line ends; looked for only where blanks begin: a text may hold a million of them."""
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Characters that XML forbids, that break lines, or that turn the writing round."""
_YES, _NO = message("yes"), message("no")


def plain(text: str) -> str:
    """One line of text that cannot move the cursor, turn the writing round or open a link."""
    if text.isprintable():  # nearly every text
        return text
    return _UNSAFE.sub(lambda bad: f"\\u{ord(bad[0]):04x}", _BREAKS.sub(" ", text))


def visible(text: str) -> str:
    """The text on one line without characters that cannot be seen, for files of other programs."""
    return _UNSEEN.sub("", " ".join(text.splitlines()) if "\n" in text or "\r" in text else text)


def width(text: str) -> int:
    """How many columns `text` takes on a terminal; Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def shown(cell: Cell, column: Column, page: RenderOptions) -> str:
    """The cell as people read it, on one line; what is unknown, and a list of nothing, is a dash."""
    match cell:
        case None | ():
            return "–" if page.unicode else "-"
        case bool():
            return say(_YES if cell else _NO, page.language)
        case tuple():
            return say(COMMA, page.language).join(plain(say(one, page.language)) for one in cell)
        case int() | float():
            return _number(cell, column.kind, page.language)
        case _:
            return plain(say(cell, page.language))


def _number(value: float, kind: Kind, language: str) -> str:
    """Write a number with the digits that its kind deserves, and the decimal sign of the language."""
    if kind is Kind.MONEY:
        return write_money(int(value))
    if kind is Kind.SHARE:
        return f"{100 * value:.0f} %"
    if kind is Kind.NUMBER:
        return in_digits(value, ".3f").say(language)
    return in_digits(value, ".12g").say(language)


def is_number(column: Column) -> bool:
    """Whether the column lines up at the right."""
    return column.kind in {Kind.INTEGER, Kind.NUMBER, Kind.SHARE, Kind.MONEY}


def cell_name(row: int, column: int) -> str:
    """The name of a cell in a spreadsheet: row 7 (from 1), column 2 (from 0) is `C7`."""
    letters = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"
