"""Words and signs that people score with, and the numbers that they stand for."""

import re
from collections.abc import Iterable, Mapping

from realign.exchange.names import folded
from realign.findings import CallError
from realign.text import message

_LEVELS: tuple[Mapping[str, float], ...] = (
    {"n": 0, "no": 0, "vl": 1, "l": 2, "h": 3, "vh": 4},
    {"n": 0, "no": 0, "l": 1, "m": 2, "h": 3, "vh": 4},
    {"n": 0, "no": 0, "vl": 1, "l": 2, "m": 3, "h": 4, "vh": 5},
    {"none": 0, "nothing": 0, "weak": 1, "low": 1, "moderate": 2, "medium": 2, "strong": 3, "high": 3},
    {"none": 0, "verylow": 1, "low": 2, "medium": 3, "high": 4, "veryhigh": 5},
    {"none": 0, "weak": 1, "medium": 2, "moderate": 2, "strong": 3, "verystrong": 4},
    {"无": 0, "弱": 1, "中": 2, "强": 3},
    {"无": 0, "弱": 1, "中": 2, "强": 3, "很强": 4, "极强": 4},
    {"无": 0, "低": 1, "中": 2, "高": 3},
    {"aucun": 0, "nul": 0, "nulle": 0, "faible": 1, "moyen": 2, "moyenne": 2, "fort": 3, "forte": 3},
    {"nulo": 0, "ninguno": 0, "débil": 1, "bajo": 1, "medio": 2, "media": 2, "fuerte": 3, "alto": 3},
    {
        "indivisible": 3, "reinforcing": 2, "enabling": 1, "consistent": 0,
        "constraining": -1, "counteracting": -2, "cancelling": -3,
    },
    {"不可分割": 3, "加强": 2, "促进": 1, "一致": 0, "制约": -1, "抵消": -2, "取消": -3},
)  # fmt: skip
"""The usual scales; the first one that holds every word of a file is taken."""
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
    for level in _LEVELS:
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
            if not sign or not word.strip():
                raise CallError(
                    message("--words {pair} is not WORD=NUMBER", pair=pair.strip()),
                    message("for example --words weak=1,strong=3"),
                )
    return found
