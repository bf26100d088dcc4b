"""The marks that an unfinished merge leaves in a file."""

import re
from collections.abc import Iterator

from realign.documents.lines import Lines
from realign.documents.rules import CONFLICT
from realign.findings import Finding, Related

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
    here = f"lines {first.start.line} to {first.end.line} hold both versions"
    if first.start.line == first.end.line:
        here = f"line {first.start.line} is a mark of it"
    more = f" (and {len(places) - 1} more places)" if len(places) > 1 else ""
    hint = "keep one version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    related = tuple(Related(place, "here, too") for place in places[1:20])
    yield CONFLICT.finding(first, f"a merge was not finished: {here}{more}", hint, related=related)
