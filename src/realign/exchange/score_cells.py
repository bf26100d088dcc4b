"""What stands in a cell of a matrix: a score, a word for one, a reason, or nothing."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from realign.exchange.names import folded
from realign.exchange.table import Row
from realign.exchange.words import recognise

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?")
NOTHING = frozenset(("", "-", "–", "—", "−", "x", "X", "×", "\\", "/"))
"""What people write on a diagonal that is not to be filled in."""
_SIGNS = str.maketrans("−–＋－．，", "--+-.,")
_ZERO = frozenset(("±0", "±", "+/-0", "+/-", "+-0"))
"""How people write a zero beside signed scores."""
_MISSING = frozenset((".", "na", "n/a", "nan", "none", "null", "#n/a"))
"""What programs write on a diagonal that is not filled in."""
REASON = re.compile(r"(?P<score>[^\s(（\[]+)\s*[(（\[](?P<says>.+)[)）\]]", re.DOTALL)
"""A score and, in brackets, why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One score: how much `source` influences `target`."""

    source: str
    target: str
    written: str
    """The number as it stands in the file, with a point before the decimals."""
    cell: str
    """Where it stands, as a spreadsheet names it."""
    says: str = ""
    """Why, where the cell says so."""

    @property
    def value(self) -> float:
        """The number."""
        return float(self.written)


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell inside the matrix that is not blank."""

    text: str
    row: Row
    column: int
    name: str
    """What a spreadsheet calls it."""
    words: Mapping[str, float]
    """Words that stand for scores, as they are written or folded."""

    @property
    def _parts(self) -> tuple[str, str]:
        """The score and the reason."""
        found = REASON.fullmatch(self.text)
        if found and (numeral(found["score"]) is not None or _word(found["score"], self.words) is not None):
            return found["score"], found["says"].strip()
        return self.text, ""

    @property
    def says(self) -> str:
        """The reason that stands in brackets behind the score."""
        return self._parts[1]

    @property
    def written(self) -> str:
        """The number as a machine writes it: ASCII digits and signs."""
        text = self._parts[0]
        word = _word(text, self.words)
        if word is not None:
            return f"{word:g}"
        return _ascii(text)

    @property
    def numeric(self) -> bool:
        """Whether it is a number, decimals after a point or a comma."""
        return NUMBER.fullmatch(self.written) is not None

    @property
    def nothing(self) -> bool:
        """Whether people or programs write it where nothing is to be filled in."""
        return self.text in NOTHING or self.text.casefold() in _MISSING


def _ascii(text: str) -> str:
    """A number as a machine writes it."""
    if text in _ZERO:
        return "0"
    return text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_SIGNS)).strip()


def numeral(text: str) -> str | None:
    """The number that a text is, as a machine writes it."""
    written = _ascii(text)
    return written if NUMBER.fullmatch(written) else None


def _word(text: str, words: Mapping[str, float]) -> float | None:
    """The number that a word stands for."""
    found = words.get(text)
    return words.get(folded(text)) if found is None else found


def may_be_score(words: Mapping[str, float]) -> Callable[[str], bool]:
    """Tell whether a cell may be a score, or stand for none; without `words` any usual word may."""

    def tell(text: str) -> bool:
        if text in NOTHING or text.casefold() in _MISSING or numeral(text) is not None:
            return True
        found = REASON.fullmatch(text)
        score = found["score"] if found else text
        known = _word(score, words) is not None if words else bool(recognise([score]))
        return known or (found is not None and numeral(score) is not None)

    return tell
