"""Signs that look right to people and mean nothing to YAML: `id：1`, `title:Land`, `-1.1`, `• id: 1`."""

import re
from collections.abc import Iterator
from itertools import chain

from realign.documents.limits import in_lines
from realign.documents.quotation import short
from realign.documents.rules import SYNTAX
from realign.documents.syntax_context import Scene
from realign.documents.value_rules import SPACE, WIDE
from realign.findings import Finding, Fix
from realign.text import Text, message

_WIDE_COLON = re.compile(r"\s*(?:- +)*[^\s:：'\"\[{#]+(?P<sign>：)")
_GLUED_COLON = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s:/].*)")
_GLUED_DASH = re.compile(r"\s*(?:- +)*-(?P<value>[^\s-].*)")
_BULLET = re.compile(r"\s*(?P<sign>[\u2010-\u2015\u2212•·▪◦●*]|\d{1,3}[.)])[ \t\u00a0]+(?P<value>\S.*)")
"""What word processors write for the dash of a list, numbers included."""
_ENTRY = re.compile(r"[\w-]+:(?:\s|$)|[\"'{]")
_LAST_COMMA = re.compile(r",\s*(?:\s#.*)?")
_NO_COLON = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*(?:=\s*|$|\s)(?P<value>.*)")
_ROUND = re.compile(r"\s*(?:- +)*(?P<sign>\()\s*[\w-]+:\s.*\)\s*")
_SLASHES = re.compile(r"\s*(?P<sign>//+|<!--+)")


def misreading(text: str) -> Text:
    """Why a text may stand where fields or a list belong: the hint, or nothing."""
    if found := _WIDE_COLON.match(text):
        end = found.start("sign")
        key, value = short(text[:end].strip()), short(text[end + 1 :].strip(), 200)
        return message("a Chinese colon ： is no colon to YAML; write {key}: {value}", key=key, value=value)
    if found := _GLUED_COLON.fullmatch(text):
        return message(
            "a space is missing after the colon; write {key}: {value}",
            key=short(found["key"]),
            value=short(found["value"], 200),
        )
    if found := _GLUED_DASH.fullmatch(text):
        return message("a space is missing after the dash; write - {value}", value=short(found["value"], 200))
    if found := _BULLET.fullmatch(text):
        return message(
            "{sign} is no dash to YAML; begin each entry with - and a space, on a line of its own",
            sign=found["sign"],
        )
    return ""


def false_dash(scene: Scene) -> Finding | None:
    """A list whose dash is a longer one, or a bullet."""
    for number in (scene.number, scene.meant()):
        found = _BULLET.fullmatch(scene.lines[number - 1]) if number else None
        if found and _ENTRY.match(found["value"]):
            return _no_dash(scene, number, found)
    return None


def _no_dash(scene: Scene, number: int, first: "re.Match[str]") -> Finding:
    """The finding about a sign for a dash, and about all others of the same list."""
    begin, text = scene.lines.begin(number), scene.lines.text
    spots = [
        (begin + first.start("sign"), begin + first.end("sign")),
        *_others(scene, number, first.start("sign")),
    ]
    places = [scene.lines.place(*spot) for spot in spots]
    begins, ends = zip(*spots, strict=True)
    between = (text[end:after] for end, after in zip(ends, (*begins[1:], ends[-1]), strict=True))
    dashes = ("-".ljust(end - start) for start, end in spots)  # as wide, so that the fields below fit
    says = message("{sign} begins no entry of a list; YAML needs the plain sign -", sign=first["sign"])
    if len(places) > 1:
        told = in_lines(places[1:])
        says = message("{message} (and {more} more: {lines})", message=says, more=len(places) - 1, lines=told)
    whole = scene.lines.place(spots[0][0], spots[-1][1])
    mended = "".join(chain.from_iterable(zip(dashes, between, strict=True)))
    fix = Fix(whole, mended, message("write a plain dash"))
    return WIDE.finding(places[0], says, message("write '- '"), fix=fix)


def _others(scene: Scene, number: int, column: int) -> Iterator[tuple[int, int]]:
    """The signs of the other entries of the list that begin in that column with no plain dash."""
    for below in range(number + 1, len(scene.lines) + 1):
        line = scene.lines[below - 1]
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent < column:
            return
        found = _BULLET.fullmatch(line) if indent == column else None
        if found and _ENTRY.match(found["value"]):
            begin = scene.lines.begin(below)
            yield begin + found.start("sign"), begin + found.end("sign")


def second_field(scene: Scene) -> Finding:
    """A field behind a value in quotes: the line may have begun as an entry that is none to YAML."""
    slip = false_dash(scene) or earlier_line(scene)
    if slip:
        return slip
    if found := _ROUND.fullmatch(scene.line):
        place = scene.stretch(scene.number, *found.span("sign"))
        says = message("a record on one line stands in braces, not in round brackets")
        return SYNTAX.finding(place, says, message("write {{id: …, title: …}}"))
    says = message("a second field stands on the line of the first")
    hint = message("begin it on a line of its own, in the column of the first")
    return SYNTAX.finding(scene.spot(), says, hint)


def last_comma(scene: Scene) -> Finding | None:
    """A comma at the end of a line, as JSON and other languages have it."""
    block = "block mapping" in scene.trouble.context or "block collection" in scene.trouble.context
    if not block or not _LAST_COMMA.fullmatch(scene.line[scene.column :]):
        return None
    place = scene.spot()
    fix = Fix(place, "", message("delete the comma"))
    return SYNTAX.finding(
        place, message("a comma stands at the end of the line"), message("delete the comma"), fix=fix
    )


def earlier_line(scene: Scene) -> Finding | None:
    """The line before lacks a colon that YAML would know; the fault only shows up here."""
    for number in (scene.number, scene.meant()):
        line = scene.lines[number - 1] if number else ""
        wide, glued, slashes = _WIDE_COLON.match(line), _GLUED_COLON.fullmatch(line), _SLASHES.match(line)
        if slashes:
            place = scene.stretch(number, *slashes.span("sign"))
            fix = Fix(place, "#", message("write # instead"))
            says = message("a comment begins with #, not with {sign}", sign=slashes["sign"])
            return SYNTAX.finding(place, says, message("write '# '"), fix=fix)
        if wide:
            place = scene.stretch(number, *wide.span("sign"))
            fix = Fix(place, ": ", message("write a plain colon and a space"))
            return WIDE.finding(
                place,
                message("a Chinese colon ： stands where YAML needs a plain one"),
                message("write ': '"),
                fix=fix,
            )
        if glued:
            return _glued_colon(scene, number, glued)
        dash = _GLUED_DASH.fullmatch(line)
        if dash:
            place = scene.stretch(number, dash.start("value") - 1, dash.start("value"))
            return SPACE.finding(place, message("a space is missing after the dash"), message("write '- '"))
    return None


def _glued_colon(scene: Scene, number: int, glued: "re.Match[str]") -> Finding:
    """The finding about `title:Land`."""
    place = scene.stretch(number, glued.start("value") - 1, glued.start("value"))
    fix = Fix(place, ": ", message("write a space after the colon"))
    key = short(glued["key"])
    hint = message("write {key}: {glued}", key=key, glued=short(glued["value"], 200))
    return SPACE.finding(place, message("a space is missing after '{key}:'", key=key), hint, fix=fix)


def unfinished_field(scene: Scene, number: int) -> Finding | None:
    """`outcomes` alone on the line above, in the column of this one: it lacks its colon."""
    line = scene.lines[number - 1]
    column = len(line) - len(line.lstrip(" -"))
    here = len(scene.line) - len(scene.line.lstrip())
    return no_colon(scene, scene.lines.begin(number) + column) if column == here else None


def no_colon(scene: Scene, begin: int) -> Finding:
    """The line that begins there is no field, and no entry of a list."""
    line = scene.lines.position(begin).line
    end = scene.lines.begin(line) + len(scene.lines[line - 1].rstrip())
    place = scene.lines.place(begin, max(begin, end))
    says = message("this line is neither `name: value` nor an entry of a list")
    return SYNTAX.finding(place, says, _no_colon_hint(scene.lines.text[begin : max(begin, end)]))


def _no_colon_hint(written: str) -> Text:
    """What to write instead of `title Land`; the line may also go on with the text above it."""
    found = _NO_COLON.fullmatch(written)
    if not found:
        return message("write the name of the field, a colon and a space before it, or indent it further")
    field = f"{short(found['key'])}: {short(found['value'], 200)}".rstrip()
    return message(
        "write {field} if {key} is the name of a field; indent the line further if it goes on with the text "
        "above it",
        field=field,
        key=short(found["key"]),
    )
