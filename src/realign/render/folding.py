"""Folding a text at the width of a terminal, without breaking a word."""

import re

from realign.render.cells import width

_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef"
_UNIT = re.compile(rf"[{_WIDE}][，。；：、）」”？！]*\s*|[^\s{_WIDE}]+\s*|\s+")
"""What stays together: a word with the blanks after it; a Chinese character with the signs after it."""


def folded(text: str, first: int, rest: int) -> list[str]:
    """The lines of a text, of which the first has room for `first` columns and the others for `rest`.

    The first line is empty where not even one word fits; a longer word than a line stands alone.
    """
    lines: list[str] = []
    line, used, room = "", 0, first
    for unit in _UNIT.findall(text):
        size = width(unit.rstrip())
        if used + size > room and (line or not lines):
            lines.append(line.rstrip())
            line, used, room = "", 0, rest
        line += unit
        used += width(unit)
    return [*lines, line.rstrip()]
