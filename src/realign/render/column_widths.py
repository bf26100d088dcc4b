"""How wide the columns of a printed table are."""

from collections.abc import Sequence

from realign.render.cells import width

_PADDING, _CHARACTER = 4.5, 1.9
"""Millimetres beside the text of a cell, and of a character."""
_WORD, _LONG = 16, 160
"""A word, or a text, of more characters than these gets no more room."""


def widths(grid: Sequence[Sequence[str]], across: float) -> list[float]:
    """Millimetres of each column of `grid`, heads included, in a table `across` wide.

    Room for its longest word first; what is left goes by the length of the texts.
    """
    needs, wants = [], []
    for texts in zip(*grid, strict=True):
        word = max(width(word) for text in texts for word in text.split(" "))
        needs.append(_PADDING + _CHARACTER * min(word, _WORD))
        wants.append(_PADDING + _CHARACTER * min(max(map(width, texts)), _LONG))
    spare = max(across - sum(needs), 0.0)
    more = [want - need for want, need in zip(wants, needs, strict=True)]
    wide = [need + spare * extra / (sum(more) or 1) for need, extra in zip(needs, more, strict=True)]
    return [one * min(1.0, across / sum(wide)) for one in wide]
