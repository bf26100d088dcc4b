"""Names that fit into a picture, in any language: on one line or on two."""

import unicodedata

from realign.text import LANGUAGES, Text, Wordings, say
from realign.views.terms import ended

EMPTY = "\N{WORD JOINER}"
"""Stands unseen in a line that a language does not need, so that the page finds the line again."""
_LATIN, _EAST_ASIAN = 0.55, 1.0
"""How wide a letter is, as a part of its height."""


def wide(text: str) -> float:
    """How wide a text is, as a multiple of the height of its letters."""
    if text.isascii():
        return _LATIN * len(text)
    return sum(_EAST_ASIAN if unicodedata.east_asian_width(char) in "WF" else _LATIN for char in text)


def widest(text: Text) -> float:
    """How wide it is in the language in which it is widest."""
    return max(wide(say(text, language)) for language in LANGUAGES)


def on_lines(text: Text, room: float, lines: int) -> tuple[Text, ...]:
    """The text on so many lines, each at most so wide, in every language; “…” ends what does not fit."""
    every = {language: _broken(say(text, language), room, lines) for language in LANGUAGES}
    if len(set(every.values())) == 1:
        return every["en"]
    return tuple(
        Wordings({language: broken[number] or EMPTY for language, broken in every.items()})
        for number in range(lines)
    )


def _broken(text: str, room: float, lines: int) -> tuple[str, ...]:
    found = []
    for number in range(lines):
        line = _first(text, room)
        text = text[len(line) :].strip()
        if text and number == lines - 1:
            line = ended(line if wide(line) + 1 <= room else _first(f"{line} ", room - 1))
        found.append(line.strip())
    return tuple(found)


def _first(text: str, room: float) -> str:
    """As much of the beginning as fits, whole words if there are any."""
    if wide(text) <= room:
        return text
    most = next(at for at in range(len(text), 0, -1) if at == 1 or wide(text[:at]) <= room)
    blank = text.rfind(" ", 0, most + 1)
    return text[:blank] if blank > most // 2 else text[:most]
