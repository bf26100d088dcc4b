"""The marks that an unfinished merge leaves in a file."""

import re
from collections.abc import Iterator

from realign.documents.lines import Lines
from realign.documents.rules import CONFLICT
from realign.findings import Finding, Related
from realign.text import message

_BLOCK = re.compile(
    r"^<{7}(?: [^\r\n]*)?\r?$(?P<ours>.*?)^={7}\r?$(?P<theirs>.*?)^>{7}(?: [^\r\n]*)?\r?$",
    re.MULTILINE | re.DOTALL,
)
_MARK = re.compile(r"^(?:<{7}|>{7})(?: [^\r\n]*)?\r?$", re.MULTILINE)


def unfinished(lines: Lines) -> Iterator[Finding]:
    """One finding for all the places of a file where two versions stand below each other."""
    if "<<<<<<<" not in lines.text and ">>>>>>>" not in lines.text:
        return
    spans = [found.span() for found in _BLOCK.finditer(lines.text)]
    spans = spans or [found.span() for found in _MARK.finditer(lines.text)]
    if not spans:
        return
    places = [lines.place(start, end) for start, end in spans]
    first = places[0]
    here = message("lines {line} to {line2} hold both versions", line=first.start.line, line2=first.end.line)
    if first.start.line == first.end.line:
        here = message("line {line} is a mark of it", line=first.start.line)
    more = message(" (and {count} more places)", count=len(places) - 1) if len(places) > 1 else ""
    hint = message("keep one version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>")
    related = tuple(Related(place, message("here, too")) for place in places[1:20])
    yield CONFLICT.finding(
        first, message("a merge was not finished: {here}{more}", here=here, more=more), hint, related=related
    )
