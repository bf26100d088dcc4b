"""The unit that a heading gives to the amounts below it: `Cost (USD thousand)`, `Budget in k€`."""

import re
import unicodedata
from itertools import permutations

from realign.amounts import MoneyError, read_written
from realign.currencies import DOUBTFUL

MONEY = frozenset({"cost", "amount", "required", "received"})
"""Fields that hold amounts of money."""
_UNIT = re.compile(r"\(([^()]*)\)\s*$|[,:]\s*([^,:]+)$|\bin\s+(.+)$")
_THOUSANDS = re.compile(r"['’]?000s?\b")
_SMALL = frozenset(("in", "of", "amounts", "all"))
_MOST_WORDS = 4


def unit_of(heading: str) -> str:
    """The unit behind a heading as an amount has it behind its number, `thousand USD`; empty for none."""
    found = _UNIT.search(unicodedata.normalize("NFKC", heading))
    if not found:
        return ""
    part = _THOUSANDS.sub(" thousand", next(filter(None, found.groups()), ""))
    words = [word for word in part.split() if word.casefold() not in _SMALL]
    if not words or len(words) > _MOST_WORDS or any(any(map(str.isdigit, word)) for word in words):
        return ""
    if any(word.casefold().rstrip(".") in DOUBTFUL for word in words):
        return " ".join(words)  # each amount below asks what it means
    for order in permutations(words):
        try:
            read_written(f"1 {' '.join(order)}")
        except MoneyError:
            continue
        return " ".join(order)
    return ""
