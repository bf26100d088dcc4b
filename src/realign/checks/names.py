"""From a name that leads nowhere to the words that help: what it may have meant, what there is."""

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from heapq import nlargest

from realign.words import Words, say

_SINGULAR = {"activities": "activity", "discrepancies": "discrepancy", "lenses": "lens"}
MANY = 2_000
"""Beyond this many names the search for the nearest one costs more than it helps."""
_LONG = 60
"""Nor is a longer name one that somebody mistyped."""
_GUESSES = 100
"""Names of one check for which a near one is sought; where more are wrong, a file is missing."""
_CLOSEST = 5
"""Names that are compared letter by letter, after a look at which letters they have."""
_NUMBER = re.compile(r"\d+")


def called(kind: str, record: str) -> str:
    """How a sentence speaks of a record: `link L-7b-1`."""
    return "the plan" if kind == "plan" else f"{singular(kind)} {record}"


def singular(kind: str) -> str:
    """One of a kind: `links` -> `link`."""
    return _SINGULAR.get(kind, kind.removesuffix("s"))


def wording(title: str | Mapping[str, str]) -> str:
    """A title as our messages quote it: in English, else in the first language there is."""
    return say(title if isinstance(title, str) else Words(title), "en")


class Guesses:
    """Which of the names that there are is meant by one that is not there."""

    def __init__(self, known: Collection[str], alike: float = 0.7) -> None:
        """Get ready to look among `known` for names that are `alike`, where 1 is the same."""
        self._known, self._alike = known, alike
        self._made: dict[str, str | None] = {}

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names that are looked at, by their small letters."""
        few = sorted(self._known, reverse=True) if len(self._known) <= MANY else ()
        return {one.casefold(): one for one in few if len(one) <= _LONG}

    def nearest(self, name: str) -> str | None:
        """The name that was probably meant; never a guess between codes: F6 is not F5, 5.1 is not 4.1."""
        if name not in self._made:
            tired = len(self._made) >= _GUESSES or len(name) > _LONG
            self._made[name] = None if tired else self._search(name)
        return self._made[name]

    def _search(self, name: str) -> str | None:
        """Look at all names for the closest few, then closely at those."""
        digits, matcher = _digits(name), SequenceMatcher(None, "", name.casefold())
        found: list[tuple[float, str]] = []
        for near, one in self._names.items():
            matcher.set_seq1(near)
            if matcher.real_quick_ratio() >= self._alike and _digits(one) == digits:
                found.append((matcher.quick_ratio(), near))
        closest = [near for _, near in nlargest(_CLOSEST, found)]
        for near in get_close_matches(name.casefold(), closest, n=1, cutoff=self._alike):
            return self._names[near]
        return None


def _digits(name: str) -> list[str]:
    """The numbers in a name."""
    return _NUMBER.findall(name)


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
    end = re.compile(r"\d+\W*")
    return [one for one in known if start and one.startswith(start) and end.fullmatch(one, len(start))]
