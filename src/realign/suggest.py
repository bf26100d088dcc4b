"""Which of the names that there are is meant by one that is not there; no name where none comes near."""

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from heapq import nsmallest

MANY = 2_000
"""Beyond this many names the search for the nearest one costs more than it helps."""
_LONG = 60
"""Nor is a longer name one that somebody mistyped."""
_GUESSES = 100
"""Names for which a near one is sought; where more are wrong, a file is missing."""
_NUMBER = re.compile(r"\d+")
_GAPS = re.compile(r"[\W_]+")


class Suggestions:
    """The names that there are, asked many times."""

    def __init__(self, known: Iterable[str]) -> None:
        """Get ready to look among `known`."""
        self._known = tuple(dict.fromkeys(known))
        self._made: dict[str, str | None] = {}

    @cached_property
    def _folded(self) -> dict[str, str]:
        """The names that are looked at, by their small letters; of two that differ in capitals the first."""
        few = sorted(self._known, reverse=True) if len(self._known) <= MANY else ()
        return {name.casefold(): name for name in few if len(name) <= _LONG}

    def near(self, word: str) -> str | None:
        """The name that was probably meant; never a guess between codes: F6 is not F5, 5.1 is not 4.1."""
        if word not in self._made:
            tired = len(self._made) >= _GUESSES or len(word) > _LONG
            self._made[word] = None if tired else self._search(word.casefold())
        return self._made[word]

    def certain(self, word: str) -> str | None:
        """The same, where nothing else can be meant: capitals, hyphens, a plural, a letter lost."""
        near = self.near(word)
        folded = word.casefold()
        if near is None or not _same(folded, near.casefold()):
            return None
        others = (name for name in self._folded if self._folded[name] != near)
        return None if any(_comes_near(folded, name) for name in others) else near

    def _search(self, word: str) -> str | None:
        """The nearest name of those that come near, in order of the alphabet where several do."""
        close = [name for name in self._folded if _comes_near(word, name)]
        best = nsmallest(1, close, key=lambda name: (_distance(word, name), name))
        return self._folded[best[0]] if best else None


def near(word: str, known: Collection[str]) -> str | None:
    """The one of `known` that was probably meant by `word`."""
    return Suggestions(known).near(word)


def _comes_near(word: str, name: str) -> bool:
    """Whether one may be a slip for the other: a letter in four, an ending; no denial, no number."""
    shorter, longer = sorted((len(word), len(name)))
    if _NUMBER.findall(word) != _NUMBER.findall(name) or _opposite(word, name):
        return False
    if _bare(word) == _bare(name):
        return True
    begins = (name.startswith(word) or word.startswith(name)) and longer - shorter <= 3
    if shorter >= 4 and begins:
        return True
    most = min(3, longer // 4) if word[:1] == name[:1] else min(1, longer // 4)  # few slip at once
    return longer - shorter <= most and _distance(word, name) <= most


def _same(word: str, name: str) -> bool:
    """Whether they differ by a slip that makes no other word."""
    if _bare(word) == _bare(name):
        return True
    shorter, longer = sorted((word, name), key=len)
    if longer in (f"{shorter}s", f"{shorter}es"):
        return len(shorter) > 2
    spots = [place for place, (one, other) in enumerate(zip(shorter, longer, strict=False)) if one != other]
    if len(shorter) == len(longer) and len(spots) == 2 and spots[1] == spots[0] + 1:
        first, second = spots
        return len(word) >= 4 and shorter[first] == longer[second] and shorter[second] == longer[first]
    if len(longer) - len(shorter) != 1 or len(longer) < 6 or not spots:
        return False
    return spots[0] > 0 and longer[spots[0] + 1 :] == shorter[spots[0] :]


def _bare(name: str) -> str:
    """A name without what stands between its letters and numbers."""
    return _GAPS.sub("", name)


def _opposite(word: str, name: str) -> bool:
    """Whether one is the denial of the other: 'earmarked' is never taken for 'unearmarked'."""
    return any(name == f"{no}{word}" or word == f"{no}{name}" for no in ("un", "non", "in", "non-"))


def _distance(word: str, name: str) -> int:
    """How many letters have to be written, dropped, changed or put in order."""
    before: list[int] = []
    above = list(range(len(name) + 1))
    for row, letter in enumerate(word, 1):
        here = [row]
        for column, other in enumerate(name, 1):
            best = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == name[column - 2] and other == word[row - 2]:
                best = min(best, before[column - 2] + 1)
            here.append(best)
        before, above = above, here
    return above[-1]
