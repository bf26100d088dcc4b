"""Words and signs that people score with, and the numbers that they stand for."""

import re
from collections.abc import Iterable
from math import isfinite

from realign.exchange.names import folded
from realign.exchange.vocabulary import SCORES
from realign.findings import CallError
from realign.text import message

_SIGNS = str.maketrans("−–—﹣－＋﹢", "-----++")
_SIGNED = re.compile(r"\++|-+")


def signs(text: str) -> float | None:
    """What `++` or `--` stands for: as many steps as there are signs; `None` for anything else."""
    written = text.translate(_SIGNS)
    return float(len(written) if written[0] == "+" else -len(written)) if _SIGNED.fullmatch(written) else None


def recognise(cells: Iterable[str]) -> dict[str, float]:
    """Word as it stands in the file -> its number, where all of them belong to one usual scale; else empty.

    Cells that are numbers or blank are left out before. A single minus is a sign only beside others.
    """
    words = set(cells)
    if not words:
        return {}
    if any("+" in word.translate(_SIGNS) for word in words) and all(
        signs(word) is not None for word in words
    ):
        return {word: found for word in words if (found := signs(word)) is not None}
    folds = {word: folded(word) for word in words}
    for level in SCORES:
        if all(fold in level for fold in folds.values()):
            return {word: float(level[fold]) for word, fold in folds.items()}
    return {}


def read_words(given: Iterable[str]) -> dict[str, float]:
    """The words of `--words weak=1,strong=3`, folded; raises `CallError` for what is none."""
    found: dict[str, float] = {}
    for one in given:
        for pair in re.split(r"[,;，；]", one):
            word, sign, number = pair.rpartition("=")
            try:
                found[folded(word)] = float(number)
            except ValueError:
                sign = ""
            if sign and not isfinite(found[folded(word)]):
                sign = ""
            if not sign or not word.strip():
                raise CallError(
                    message("--words {pair} is not WORD=NUMBER", pair=pair.strip()),
                    message("for example --words weak=1,strong=3"),
                )
    return found
