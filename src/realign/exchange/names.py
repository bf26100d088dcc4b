"""Names of the rows and columns of a foreign table: alike, usable, shown."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from itertools import islice

from realign.exchange.vocabulary import TOTALS
from realign.text import Joined, Message, Text, join, message

LONGEST = 190
"""Characters; the id of a record may have 200, and `row NAME` is one."""
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories of characters that cannot be seen."""
_JOINERS = "\u200c\u200d"
"""Marks that scripts and emoji need inside a word."""


_CODED = re.compile(
    r"(?P<code>[A-Za-z]{0,4}[0-9]+(?:[.-][0-9A-Za-z]+)*)(?:(?:[.:)]|\s*[–-])?\s+(?P<title>.+)|[.:)]?)"
)
"""A code, perhaps with a title behind it."""


def plain(name: str) -> str:
    """A name as it is compared: the same letters, however they are composed."""
    return unicodedata.normalize("NFC", name)


def shown(text: str) -> Message:
    """A text from the file, in quotes, cut and without characters that cannot be seen."""
    seen = "".join(letter if letter.isprintable() else "�" for letter in text)
    return message("“{text}”", text=f"{seen[:40]}…" if len(seen) > 40 else seen)


def first_of(names: Collection[str], most: int = 8) -> Joined:
    """The first of several texts from the file, and a sign where there are more."""
    more = ("…",) if len(names) > most else ()
    return join((*(shown(name) for name in islice(names, most)), *more))


def did_you_mean(name: str, meant: str) -> Message:
    """The question whether something else is meant by a name."""
    return message("{name}: did you mean {meant}?", name=shown(name), meant=meant)


def unusable(name: str, longest: int | None = LONGEST) -> Text:
    """Why a name cannot be an id, or a title where it may have any length; empty if it can."""
    if longest is not None and len(name) > longest:
        return message("the name has {count} characters; at most {most}", count=len(name), most=longest)
    hidden = (letter for letter in name if letter not in _JOINERS and unicodedata.category(letter) in _HIDDEN)
    bad = next(hidden, "")
    if bad and bad in "\r\n":
        return message("the name {name} runs over a line break; write it on one line", name=shown(name))
    return (
        message(
            "the name {name} holds a character that cannot be seen (U+{code:04X})",
            name=shown(name),
            code=ord(bad),
        )
        if bad
        else ""
    )


def code_and_title(name: str) -> tuple[str, str]:
    """The code that a name begins with, and the rest of it: `1.2 Land rights`; the code is empty for none."""
    found = _CODED.fullmatch(name.strip())
    return (found["code"], found["title"] or "") if found else ("", "")


def folded(name: str) -> str:
    """A name without blanks, in small letters."""
    return "".join(name.split()).casefold()


def sums_name(name: str) -> bool:
    """Whether a name says that its row or column holds sums."""
    return folded(name.strip(" :：.")).replace("_", "").replace("-", "") in TOTALS


def alike(name: str, others: Mapping[str, str]) -> Text:
    """A hint at a name that differs only in case or blanks, or at a sum that is no name; else empty.

    `others` are the names that there are, by what they are when `folded`.
    """
    found = others.get(folded(name))
    if found:
        return message("{found} differs only in capitals or blanks", found=shown(found))
    return message("leave sums out of the matrix") if folded(name) in TOTALS else ""
