"""Findings for people: each with the line at fault, a caret under it, and the next step."""

import re
from collections.abc import Iterator
from functools import lru_cache

from realign.findings import Counts, Finding, Place, Severity
from realign.questions.validate import Validation
from realign.render import table
from realign.render.cells import plain, width
from realign.render.folding import folded
from realign.render.selection import LINES
from realign.sheets import Answer, RenderOptions
from realign.text import CLAUSE, COLON, Text, join, message, plural, say
from realign.views.causes import FindingGroup, causes, elsewhere
from realign.views.terms import SEVERITIES
from realign.views.validate import looked_at

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_LABELS = {severity: message("{severity}:", severity=SEVERITIES[severity]) for severity in Severity}
_HINT, _SEE, _FIX = message("hint:"), message("see:"), message("fix:")
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
_UNDER = 4
"""Columns by which the further lines of a text are moved in."""
_SPACE = 160
"""Columns of a source line that are shown where the terminal does not say how wide it is."""


def render(report: Answer, page: RenderOptions) -> str:
    """Write each cause once, or with the details each finding; and how many there are.

    A table where a screen is too small.
    """
    found = tuple(map(FindingGroup, report.findings)) if page.details else causes(report.findings)
    blocks = ["\n".join(_cause(one, page)) for one in found]
    text = "\n\n".join([*blocks, _verdict(report, len(found), page)]) + "\n"
    if page.brief and text.count("\n") > LINES:
        return table.render(report, page)
    return text


def headline(finding: Finding, page: RenderOptions) -> str:
    """Write `path:line:column: CODE severity: message` on one line."""
    where = f"{spot(finding.place)}:"
    severity = paint(say(_LABELS[finding.severity], page.language), _COLOURS[finding.severity], page)
    return f"{paint(where, '1', page)} {finding.code} {severity} {plain(say(finding.message, page.language))}"


def _headline(finding: Finding, page: RenderOptions) -> Iterator[str]:
    """The headline, on a terminal folded at its width."""
    line = headline(finding, page)
    text = plain(say(finding.message, page.language))
    if page.width is None or not text:
        yield line
        return
    yield from _folded(line[: len(line) - len(text)], text, page.width)


def _folded(head: str, text: str, room: int) -> Iterator[str]:
    """A text behind its head, and below it what has no room."""
    first, *rest = folded(text, room - width(_ESCAPE.sub("", head)), room - _UNDER)
    yield (head + first).rstrip()
    yield from (" " * _UNDER + more for more in rest)


def spot(place: Place) -> str:
    """Write `path:line:column`."""
    return f"{plain(place.path)}:{place.start.line}:{place.start.column}"


def paint(text: str, code: str, page: RenderOptions) -> str:
    """Colour `text` where the page has colours."""
    return f"\x1b[{code}m{text}\x1b[0m" if page.colour and text else text


def _cause(cause: FindingGroup, page: RenderOptions) -> Iterator[str]:
    """The lines of a finding, and where else the same is wrong."""
    yield from _finding(cause.finding, page)
    if cause.others:
        more = message("and {count} more: {places}", count=len(cause.others), places=elsewhere(cause))
        yield from _line("", more, page)


def _finding(finding: Finding, page: RenderOptions) -> Iterator[str]:
    """The lines of one finding."""
    yield from _headline(finding, page)
    yield from _excerpt(finding.place, _COLOURS[finding.severity], page)
    if finding.hint:
        yield from _line(_HINT, finding.hint, page)
    for one in finding.related:
        yield from _line(_SEE, join((spot(one.place), one.message), COLON), page)
    if finding.fix:
        yield from _line(_FIX, message("--fix would {says}", says=finding.fix.says), page)


def _line(label: Text, text: Text, page: RenderOptions) -> Iterator[str]:
    """A line under a finding, on a terminal folded at its width."""
    name, whole = say(label, page.language), plain(say(text, page.language))
    head = f"  {paint(name, '1', page)} " if name else "  "
    if page.width is None:
        yield head + whole
        return
    yield from _folded(head, whole, page.width)


def _excerpt(place: Place, colour: str, page: RenderOptions) -> Iterator[str]:
    """The line at fault, and a caret under the part that is meant."""
    lines = page.lines.get(place.path, ())
    number = place.start.line
    line = _bare(lines[number - 1]) if 1 <= number <= len(lines) else ""
    if not line:
        return
    first = min(place.start.column - 1, len(line))
    last = place.end.column - 1 if place.end.line == number else len(line.rstrip())
    last = max(first + 1, min(last, len(line)))
    begin, finish = _window(line, first, (page.width or _SPACE) - len(str(number)) - 5)
    dots = "…" if page.unicode else "..."
    before = (dots if begin else "") + _each(line[begin:first])
    marked = _each(line[first : min(last, finish)])
    after = _each(line[last:finish]) + (dots if finish < len(line) else "")
    gutter = " " * len(str(number))
    caret = " " * width(before) + paint("^" * max(1, width(marked)), colour, page)
    yield f"  {number} | {before}{marked}{after}"
    yield f"  {gutter} | {caret}"


def _each(text: str) -> str:
    """The text with each sign made harmless on its own: a tab keeps its place."""
    return text if text.isprintable() else "".join(map(plain, text))


@lru_cache(maxsize=1)
def _bare(line: str) -> str:
    """A line without its end; nothing if it is blank. Many findings may stand in one very long line."""
    return line.rstrip("\r\n") if line.strip() else ""


def _window(line: str, first: int, space: int) -> tuple[int, int]:
    """The part of a long line to show, so that what is meant lies inside."""
    space = max(20, space)
    if width(line[: space + 1]) <= space and len(line) <= space:
        return 0, len(line)
    near = first < 2 * space and width(line[:first]) < space * 2 // 3
    begin = 0 if near else max(0, first - space // 4)
    some = line[begin : begin + space - 2]
    if some.isascii() and some.isprintable():
        finish = begin + len(some)
    else:
        finish = begin + _fitting(line[begin : begin + 4 * space], space - 2)
    return begin, max(finish, min(len(line), first + 1))


def _fitting(text: str, space: int) -> int:
    """How many characters of `text` fill `space` columns."""
    used = 0
    for number, one in enumerate(text):
        if used >= space:
            return number
        used += width(plain(one))
    return len(text)


def _verdict(report: Answer, found: int, page: RenderOptions) -> str:
    """How many findings and causes there are, how many of them `--fix` mends, and what was read."""
    read = looked_at(report) if isinstance(report, Validation) else ()
    said = [_tally(report.findings, found, page), *(plain(say(one, page.language)) for one in read)]
    if page.width is not None and report.findings:
        said = [line for text in said for line in folded(text, page.width, page.width)]
    return "\n".join(said)


def _tally(findings: tuple[Finding, ...], found: int, page: RenderOptions) -> str:
    if not findings:
        return paint(say(message("Nothing found."), page.language), "1;32", page)
    fixes = sum(1 for one in findings if one.fix)
    said = tally(findings)
    if found < len(findings):
        of = plural("{count} cause", "{count} causes", found)
        said = message("{tally}; {causes}, --details shows each place", tally=said, causes=of)
    if fixes:
        said = message("{tally}; --fix mends {fixes}, --fix --diff shows how", tally=said, fixes=fixes)
    return say(said, page.language)


def tally(findings: tuple[Finding, ...]) -> Text:
    """How many findings there are: `1 error, 2 warnings, 0 notes`."""
    counts = Counts.of(findings)
    return join(
        (
            plural("{count} error", "{count} errors", counts.error),
            plural("{count} warning", "{count} warnings", counts.warning),
            plural("{count} note", "{count} notes", counts.note),
        ),
        CLAUSE,
    )
