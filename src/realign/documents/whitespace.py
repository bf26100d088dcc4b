"""Blanks that are no plain spaces: at the beginning of a line, and inside a text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from realign.documents.decoding import Detected, name
from realign.documents.limits import MOST_SAID, and_more
from realign.documents.lines import Lines
from realign.documents.positions import PositionTable
from realign.documents.rules import BREAK, INDENT
from realign.findings import Finding, Fix
from realign.text import Text, message

_TAB = re.compile(r"(?<=[^\s])[ \t]*(?P<tab>\t)")


def harmful(
    stretches: Iterable[tuple[int, int]], table: PositionTable, trouble: int | None
) -> list[tuple[int, int]]:
    """Which of the blanks at the beginning of a line stand where indentation belongs.

    Chinese paragraphs begin with wide spaces: inside quotes or a block of text they do no harm.
    `trouble` is where the parser gave up; what comes after its line has not been read.
    """
    lines = table.lines
    found = []
    for start, end in stretches:
        number = lines.position(start).line
        last = len(lines) if trouble is None else lines.position(trouble).line
        node = table.scalar_at(start)
        inside = node is not None and start < table.span(node)[1]
        written = lines.text[table.starts[node]] if node is not None and inside else ""
        at_fault = number == last and trouble is not None
        if at_fault or (number <= last and (not inside or written not in "'\"|>")):
            found.append((start, end))
    return found


def false_indents(stretches: Sequence[tuple[int, int]], lines: Lines) -> Iterator[Finding]:
    """Lines that are indented by something else than spaces."""
    for number, (start, end) in enumerate(stretches[:MOST_SAID], 1):
        more = len(stretches) - MOST_SAID if number == MOST_SAID else 0
        yield _false_indent(lines, start, end, and_more(more))


def spaced(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """The text with plain spaces there."""
    parts, done = [], 0
    for start, end in stretches:
        parts += [text[done:start], " " * (end - start)]
        done = end
    return "".join([*parts, text[done:]])


def _false_indent(lines: Lines, start: int, end: int, more: Text) -> Finding:
    """Say what stands at the beginning of a line where spaces belong."""
    text = lines.text[start:end]
    place = lines.place(start, end)
    if "\t" in text:
        hint = message("use spaces, two for each level; most editors can turn tabs into spaces")
        return INDENT.finding(
            place, message("a tab stands where only spaces may indent a line{more}", more=more), hint
        )
    odd = next(one for one in text if one != " ")
    says = message("the line is indented by {name}, which is no plain space{more}", name=name(odd), more=more)
    narrow = "\N{IDEOGRAPHIC SPACE}" not in text and "\N{EM SPACE}" not in text  # a wide one looks like two
    fix = Fix(place, " " * len(text), message("write plain spaces instead")) if narrow else None
    return INDENT.finding(place, says, message("write plain spaces instead"), fix=fix)


def pasted_tabs(table: PositionTable) -> Iterator[Finding]:
    """Tabs inside texts, as they come with a cell of a table."""
    if "\t" not in table.lines.text:
        return
    found = table.touching(_TAB.finditer(table.lines.text))
    inside = (one for one, node in found if one.end() <= table.span(node)[1])
    for offset, more in Detected.of(inside, "tab"):
        place = table.lines.place(offset, offset + 1)
        fix = Fix(place, " ", message("write a space instead"))
        yield BREAK.finding(
            place,
            message("a tab in a text is read as a space{more}", more=more),
            message("write a space"),
            fix=fix,
        )
