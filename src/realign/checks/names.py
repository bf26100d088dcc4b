"""From a name that leads nowhere to the words that help: what it may have meant, what there is."""

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from realign.words import Words, say

_SINGULAR = {"activities": "activity", "discrepancies": "discrepancy", "lenses": "lens"}
_MANY = 2_000
"""Beyond this many names the search for the nearest one costs more than it helps."""


def called(kind: str, record: str) -> str:
    """How a sentence speaks of a record: `link L-7b-1`."""
    return "the plan" if kind == "plan" else f"{singular(kind)} {record}"


def singular(kind: str) -> str:
    """One of a kind: `links` -> `link`."""
    return _SINGULAR.get(kind, kind.removesuffix("s"))


def wording(title: str | Mapping[str, str]) -> str:
    """A title as our messages quote it: in English, else in the first language there is."""
    return say(title if isinstance(title, str) else Words(title), "en")


def nearest(name: str, known: Collection[str]) -> str | None:
    """The name that was probably meant; never a guess between codes: F6 is not F5, 5.1 is not 4.1."""
    if len(known) > _MANY:
        return None
    lowered = {one.casefold(): one for one in sorted(known, reverse=True)}
    digits = re.findall(r"\d+", name)
    for near in get_close_matches(name.casefold(), lowered, n=3, cutoff=0.7):
        if re.findall(r"\d+", lowered[near]) == digits:
            return lowered[near]
    return None


def listing(names: Iterable[str], most: int = 12) -> str:
    """Names in a row, with the number of those that are left out."""
    every = list(names)
    rest = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + rest


def choices(kind: str, names: Iterable[str]) -> str:
    """What there is to choose from: `the lenses are recovery, resilience`, or `the only lens is recovery`."""
    every = list(names)
    many = "pieces of work" if kind == "fundables" else kind
    one = "piece of work" if kind == "fundables" else singular(kind)
    return f"the only {one} is {every[0]}" if len(every) == 1 else f"the {many} are {listing(every)}"


def siblings(code: str, known: Collection[str]) -> list[str]:
    """The codes that share everything but their last number with `code`: 3.9 -> 3.1, 3.2, 3.3."""
    stem = re.match(r"(.*?)\d+\W*$|(.*)", code, re.DOTALL)
    start = (stem[1] if stem else "") or ""
    return [one for one in known if start and re.fullmatch(re.escape(start) + r"\d+\W*", one)]
