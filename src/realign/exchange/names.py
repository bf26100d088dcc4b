"""Names of the rows and columns of a foreign table: alike, usable, shown."""

import unicodedata
from collections.abc import Mapping

LONGEST = 190
"""Characters; the id of a record may have 200, and `row NAME` is one."""
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories of characters that cannot be seen."""
_JOINERS = "\u200c\u200d"
"""Marks that scripts and emoji need inside a word."""
_SUMS = frozenset(("sum", "total", "as", "ps", "activesum", "passivesum", "合计", "总计"))


def plain(name: str) -> str:
    """A name as it is compared: the same letters, however they are composed."""
    return unicodedata.normalize("NFC", name)


def shown(text: str) -> str:
    """A text from the file, in quotes, cut and without characters that cannot be seen."""
    seen = "".join(letter if letter.isprintable() else "�" for letter in text)
    return f"“{seen[:40]}…”" if len(seen) > 40 else f"“{seen}”"


def unusable(name: str) -> str:
    """Why a name cannot be an id; empty if it can."""
    if len(name) > LONGEST:
        return f"the name has {len(name)} characters; at most {LONGEST}"
    hidden = (letter for letter in name if letter not in _JOINERS and unicodedata.category(letter) in _HIDDEN)
    bad = next(hidden, "")
    if bad and bad in "\r\n":
        return f"the name {shown(name)} runs over a line break; write it on one line"
    return f"the name {shown(name)} holds a character that cannot be seen (U+{ord(bad):04X})" if bad else ""


def folded(name: str) -> str:
    """A name without blanks, in small letters."""
    return "".join(name.split()).casefold()


def alike(name: str, others: Mapping[str, str]) -> str:
    """A hint at a name that differs only in case or blanks, or at a sum that is no name; else empty.

    `others` are the names that there are, by what they are when `folded`.
    """
    found = others.get(folded(name))
    if found:
        return f"{shown(found)} differs only in capitals or blanks"
    return "leave sums out of the matrix" if folded(name) in _SUMS else ""
