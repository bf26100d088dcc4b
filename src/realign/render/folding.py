"""Lines of a given width: words, ids, dates and amounts stay whole, in every language."""

import re
from collections.abc import Iterator

from realign.render.cells import width

_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
"""Characters of writings without blanks between words: a line may end behind each of them."""
_CLOSING = "，。、；：？！）》〉」』】〕”’…—～·％%,.;:!?)\\]»"
"""No line begins with one of these."""
_OPENING = "（《〈「『【〔“‘(\\[«"
"""No line ends with one of these."""
_JOINS = re.compile(
    rf"(?<![{_OPENING}])(?:(?<=[{_WIDE}])(?!\d)|(?<!\d)(?=[{_WIDE}])|(?<=[，。、；：？！）])(?=\d)|(?=第))"
    rf"(?![{_CLOSING}])"
)
"""Where a line may end without a blank. A figure stays with the character beside it."""
GLUED = re.compile(
    r"(?<=\d) (?=\d{3}(?!\d)|%)|(?<=\b[A-Z]{3}) (?=\d)| (?=[:;!?»%](?:\s|$))|(?<=«) |(?<=^–) ", re.ASCII
)
"""Blanks inside an amount, and those that French puts before a sign: no line ends there."""
_GLUE = "\ue000"
_KEPT = "\ue001"
"""A blank that the text itself holds together."""
_JOINTS = re.compile(r"(?<=[/,;&?=-])(?=[^/\s])")
"""Where an address, or another word that is longer than its line, may be divided."""


def fold(text: str, room: int | None) -> list[str]:
    """The text in lines of at most `room` columns; one line without a bound, and at least one in all."""
    if room is None or width(text) <= room:
        return [text]
    return folded(text, room, room)


def folded(text: str, first: int, rest: int) -> list[str]:
    """The lines of a text, of which the first has room for `first` columns and the others for `rest`.

    The first line is empty where it has less room than the others and not even one word fits.
    """
    lines: list[str] = []
    line, used, room = "", 0, first
    for blank, piece in _divided(text, rest):
        size, gap = width(piece), len(blank) if line else 0
        if used + gap + size > room and (line or (not lines and first < rest)):
            lines.append(line)
            line, used, gap, room = "", 0, 0, rest
        line += blank[:gap] + piece
        used += gap + size
    return [one.replace(_GLUE, " ").replace(_KEPT, "\u00a0") for one in (*lines, line)]


def longest(text: str) -> int:
    """Columns of the longest piece of a text that may not be divided."""
    return max((width(piece) for _, piece in _pieces(text)), default=0)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What stays in one line, each with the blank before it."""
    for number, word in enumerate(GLUED.sub(_GLUE, text.replace("\u00a0", _KEPT)).split()):
        if word.isascii():
            yield " " if number else "", word
            continue
        for place, piece in enumerate(part for part in _JOINS.split(word) if part):
            yield " " if number and not place else "", piece


def _divided(text: str, room: int) -> Iterator[tuple[str, str]]:
    """The same, those that are longer than a line divided, at a joint where they have one."""
    for blank, piece in _pieces(text):
        if width(piece) <= room:
            yield blank, piece
            continue
        parts = [piece[:0]]
        for part in _JOINTS.split(piece):
            if width(parts[-1] + part) <= room:
                parts[-1] += part
            else:
                parts += _chopped(part, room)
        for number, part in enumerate(part for part in parts if part):
            yield ("" if number else blank), part


def _chopped(part: str, room: int) -> list[str]:
    """A part without joints, in pieces that fit."""
    found = [""]
    for char in part:
        if found[-1] and width(found[-1] + char) > room:
            found.append("")
        found[-1] += char
    return found
