"""Bytes → text: encodings, and the characters that look like something else or like nothing."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from realign.documents.limits import MOST_COUNTED, MOST_SAID, and_more, grouped
from realign.documents.lines import Lines
from realign.documents.rules import BREAK, CONTROL, ENCODING
from realign.findings import Finding, Fix
from realign.text import Text, message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16, so it is asked for first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
)
_BREAK = "\x85\u2028\u2029"
_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SUSPECT = re.compile(f"[\t{_BREAK}{_SPACE}{_CONTROL}]")
UNSEEN = re.compile(f"[{_CONTROL}]")
"""Characters that a reader cannot see and that no text of a plan needs."""
_INDENT = re.compile(f"(?:(?<=[\r\n])|\\A) *(?P<odd>[\t{_SPACE}][ \t{_SPACE}]*)(?=[^\\s#])")
_PLAIN_BYTES = bytes({*range(0x20, 0x7F), 0x0A, 0x0D})
_FOREIGN = re.compile(b"[\x80-\xff]+")
_OLDER = (
    ("cp1251", "an older Cyrillic encoding (Windows-1251)", re.compile("[а-яё]"), 0.6),
    ("shift_jis", "Shift-JIS", re.compile("[\u3040-\u30fe]"), 0.1),
    ("gb18030", "GBK", re.compile("[\u4e00-\u9fff]"), 0.5),
)
"""Encodings, how people call them, letters of a text in them, and the share of these at least."""
_NO_TEXT = (
    (b"PK\x03\x04", message("a workbook, a document or another packed file")),
    (b"\xd0\xcf\x11\xe0", message("a workbook or a document of an older Office")),
    (b"%PDF-", message("a PDF")),
)
"""How files begin that are often renamed, and what they are."""
_AS_SPACE = {ord(one): " " for one in f"\t{_BREAK}"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, what of it goes to the YAML parser, and what is wrong with its characters."""

    lines: Lines
    yaml: str | bytes | None
    """As long as the text, so that offsets agree; `None` if the bytes are no text."""
    findings: tuple[Finding, ...] = ()
    indents: tuple[tuple[int, int], ...] = ()
    """Stretches at the beginning of a line that look like indentation and are none."""


def byte_order_mark(raw: bytes) -> tuple[bytes, str]:
    """The mark that a file begins with, if any, and the encoding that follows from it."""
    return next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", "utf-8"))


def decode(raw: bytes, path: str) -> Decoded:
    """Read `raw` as UTF-8, or as UTF-16 or UTF-32 if it begins with their mark."""
    what = next((what for begin, what in _NO_TEXT if raw.startswith(begin)), None)
    if what:
        return _renamed(path, what)
    mark, name = byte_order_mark(raw)
    if not mark and (wide := _wide(raw)):
        return _unmarked(Lines(path, raw.decode(wide, "replace")))
    try:
        text = raw[len(mark) :].decode(name) if mark else raw.decode()
    except UnicodeDecodeError as error:
        return _undecodable(raw[len(mark) :], path, name, error.start)
    lines = Lines(path, text)
    if text.isascii() and not raw.translate(None, _PLAIN_BYTES):
        return Decoded(lines, text if mark else raw)
    if not _SUSPECT.search(text):
        return Decoded(lines, text if mark else raw)
    unseen = Detected.of(UNSEEN.finditer(text))
    if unseen.more >= MOST_COUNTED:
        return _no_text(lines, unseen)
    indents = tuple(one.span("odd") for one in islice(_INDENT.finditer(text), MOST_COUNTED))
    findings = (*_controls(lines, unseen), *_breaks(lines))
    return Decoded(lines, _readable(text), findings, indents)


def _readable(text: str) -> str:
    """The text as the parser gets it: character by character as long, and without surprises.

    The C parser and the Python one treat tabs and Unicode's line ends differently from each
    other and from editors; as spaces they mean the same to all.
    """
    return UNSEEN.sub("\ufffd", text.translate(_AS_SPACE))


def _undecodable(raw: bytes, path: str, encoding: str, offset: int) -> Decoded:
    """Say where the bytes stop to be text, and guess what wrote them."""
    lines = Lines(path, raw.decode(encoding, "replace"))
    start = len(raw[:offset].decode(encoding, "replace"))
    guess = _guess(raw) if encoding == "utf-8" else ""
    hint = message("{guess}save it as UTF-8: in most editors 'Save as', then the encoding UTF-8", guess=guess)
    says = message(
        "the file is not {what} text",
        what=encoding[:-3].upper() if encoding[-2:] in ("le", "be") else "UTF-8",
    )
    place = lines.place(start, start + 1)
    found = ENCODING.finding(place, message("{message}: from here on it cannot be read", message=says), hint)
    return Decoded(lines, None, (found,))


def _wide(raw: bytes) -> str:
    """The encoding of two bytes a character that the beginning of a file has, if it has one."""
    some = raw[:4]
    if len(some) < 4 or some.count(0) != 2:
        return ""
    return "utf-16-le" if some[1] == some[3] == 0 else "utf-16-be" if some[0] == some[2] == 0 else ""


def _renamed(path: str, what: Text) -> Decoded:
    """A file of another program that only has the name of a plan."""
    lines = Lines(path, "")
    says = message("the file is {what}, and no text", what=what)
    hint = message(
        "move it out of the plan and give it its own ending again, such as .xlsx; "
        "`realign import FILE --to DIR` reads workbooks"
    )
    return Decoded(lines, None, (ENCODING.finding(lines.place(0), says, hint),))


def _unmarked(lines: Lines) -> Decoded:
    """UTF-16 that does not say so."""
    says = message("the file is UTF-16 without the mark that says so")
    return Decoded(lines, None, (ENCODING.finding(lines.place(0, 1), says, message("save it as UTF-8")),))


def _guess(raw: bytes) -> Text:
    """What an older editor may have written, where that can be told."""
    some = raw[:20_000]
    runs = _FOREIGN.findall(some)
    if runs and 2 * sum(len(run) == 1 for run in runs) > len(runs):
        return message("it looks like an older Western encoding (Windows-1252 or Latin-1); ")
    for encoding, called, letters, share in _OLDER:
        text = some.decode(encoding, "replace")
        foreign = sum(letter > "\x7f" for letter in text)
        if len(letters.findall(text)) > share * foreign:
            return message("it looks like {called}; ", called=called)
    return message("what encoding it has cannot be told; ")


def _no_text(lines: Lines, unseen: "Detected") -> Decoded:
    """A picture, a program: so many characters that cannot be seen that nobody would delete them."""
    place = lines.place(unseen.first[0], unseen.first[0] + 1)
    many = grouped(MOST_COUNTED)
    says = message(
        "the file holds more than {many} characters that cannot be seen, so it is no text", many=many
    )
    found = ENCODING.finding(place, says, message("look whether this is the file that you mean"))
    return Decoded(lines, None, (found,))


def _controls(lines: Lines, unseen: "Detected") -> Iterator[Finding]:
    """Characters that cannot be seen."""
    for offset, more in unseen:
        place, what = lines.place(offset, offset + 1), name(lines.text[offset])
        hint = message("delete it; it often comes with text that was pasted")
        turning = lines.text[offset] in "\u202d\u202e"  # what is seen is not what stands there
        fix = None if turning else Fix(place, "", message("delete {what}", what=what))
        yield CONTROL.finding(
            place, message("an invisible character, {what}{more}", what=what, more=more), hint, fix=fix
        )


def _breaks(lines: Lines) -> Iterator[Finding]:
    """Line ends that only Unicode knows: editors show one line where some programs see two."""
    for offset, more in Detected.of(re.finditer(f"[{_BREAK}]", lines.text)):
        place, what = lines.place(offset, offset + 1), name(lines.text[offset])
        says = message("an invisible line end, {what}, is read as a space{more}", what=what, more=more)
        fix = Fix(place, " ", message("write a space instead"))
        yield BREAK.finding(place, says, message("write a space, or begin a new line"), fix=fix)


@dataclass(frozen=True, slots=True)
class Detected:
    """Where something was found for the first times, and how often more."""

    first: tuple[int, ...]
    more: int

    @classmethod
    def of(cls, found: Iterable[re.Match[str]], group: str | int = 0) -> "Detected":
        """Take the first `MOST_SAID`, count `MOST_COUNTED` more, and leave the rest alone."""
        every = iter(found)
        first = tuple(one.start(group) for one in islice(every, MOST_SAID))
        return cls(first, sum(1 for _ in islice(every, MOST_COUNTED)))

    def __iter__(self) -> Iterator[tuple[int, Text]]:
        """Each offset with what is to be said of those that are not listed: nothing, but for the last."""
        for offset in self.first[:-1]:
            yield offset, ""
        for offset in self.first[-1:]:
            yield offset, and_more(self.more)


def name(character: str) -> str:
    """`U+202E RIGHT-TO-LEFT OVERRIDE`; control characters have no name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"
