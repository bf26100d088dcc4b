"""Comments that concern us: those that silence findings, and those that cut off a text."""

import re
from collections.abc import Iterator

from realign.documents.limits import MOST_SILENCED, MOST_TOLD, grouped, no_more
from realign.documents.lines import Lines
from realign.documents.positions import PositionTable
from realign.documents.quotation import in_quotes, short, shown
from realign.documents.value_rules import COMMENT, HASH
from realign.findings import Finding, Place, Position, Suppression
from realign.text import message

_SILENCE = re.compile(
    r"#[ \t]*realign:[ \t]*ignore\b[ \t]*(?P<codes>(?:RA\d{3}[ \t,;]*)*)(?P<reason>[^\r\n]*)", re.IGNORECASE
)
_CODE = re.compile(r"RA\d{3}", re.IGNORECASE)
_BECAUSE = re.compile(r"^(?:because|since|as|因为|因)?[\s:：,—–-]*", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[^\s:,\[{-])[ \t]+(?P<sign>#)(?=[^\s#!])(?P<rest>[^\r\n]*)")


def suppressions(table: PositionTable) -> Iterator[Suppression | Finding]:
    """The comments that silence findings; a finding where one names no code."""
    lines = table.lines
    if "#" not in lines.text or "realign:" not in lines.text.lower():
        return
    number, after = 0, 0
    for found in _SILENCE.finditer(lines.text):
        if table.inside_scalar(found.start()):
            continue
        place = lines.place(*found.span())
        number += 1
        if number > MOST_SILENCED:
            says = message(
                "only the first {grouped} comments of a file silence findings", grouped=grouped(MOST_SILENCED)
            )
            yield COMMENT.finding(place, says, message("mend what is found, or divide the file"))
            return
        codes = tuple(dict.fromkeys(one[0].upper() for one in _CODE.finditer(found["codes"])))
        if not codes:
            hint = message("write the code, and why: # realign: ignore RA601 because …")
            yield COMMENT.finding(place, message("the comment does not say which code to ignore"), hint)
            continue
        begin = lines.begin(place.start.line)
        if not lines.text[begin : found.start()].strip():
            line = place.start.line
            after = after if line < after else _next_line(lines, line)  # of a block it is looked for once
            place = Place(place.path, Position(after), Position(after))
        yield Suppression(place, codes, _BECAUSE.sub("", found["reason"]).strip())


def _next_line(lines: Lines, number: int) -> int:
    """The first line after a comment that is not a comment itself."""
    number += 1
    while number <= len(lines) and lines[number - 1].lstrip().startswith("#"):
        number += 1
    return number


def cut_off(table: PositionTable) -> Iterator[Finding]:
    """Texts without quotes that end where a # begins a comment, though it looks like a part of them."""
    text = table.lines.text
    if "#" not in text or (" #" not in text and "\t#" not in text):  # one sign is found ten times sooner
        return
    told = 0
    for found, node in table.touching(_GLUED.finditer(text)):
        start, end = table.span(node)
        if end != found.start() or text[start] in "'\"|>":
            continue
        place = table.lines.place(found.start("sign"), found.end())
        told += 1
        if told > MOST_TOLD:
            yield no_more(HASH, place)
            return
        whole = text[start : found.end()].rstrip()
        quoted = in_quotes(whole)
        hint = message(
            "put the text into quotes if it goes on{quoted}; write '# ' before a comment",
            quoted=shown(quoted),
        )
        says = message("'{text}' is cut off by a # that begins a comment", text=short(text[start:end]))
        yield HASH.finding(place, says, hint)
