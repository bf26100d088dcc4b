"""What readers of other formats share: text, JSON and XML behind guards, and the reading they give."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any, ParamSpec
from xml.etree import ElementTree as ET
from xml.parsers import expat

from realign.documents.decoding import UNSEEN
from realign.exchange.foreign_rules import NOT_THIS_KIND
from realign.exchange.imported import SkippedPart
from realign.exchange.rules import NOTHING_READ, WRONG_VALUE, at_most, slip
from realign.exchange.typed import Record
from realign.findings import Finding, Place, Position, Severity
from realign.text import Text, and_more, message

P = ParamSpec("P")
DEPTH = 60
"""Levels of elements or lists inside each other; real files have about ten."""
DIGITS = 30
"""Digits of a number before its point, or behind it: written out, a larger one would fill the memory."""
NAMED = 12
"""Parts of a file without a field that are named."""
LANGUAGES = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class RefusedFileError(Exception):
    """The file is not what the reader takes; carries the finding that says why."""

    def __init__(self, path: str, says: Text, hint: Text = "", position: Position | None = None) -> None:
        """Make the finding."""
        super().__init__(f"{says}")
        place = Place(path, position) if position else Place(path)
        self.finding = slip(NOT_THIS_KIND, place, says, hint)


@dataclass(frozen=True, slots=True)
class PlanReading:
    """The records that a file gave, or everything that is wrong with it."""

    kinds: Mapping[str, list[Record]]
    """Kind -> its records, as YAML would hold them; with `plan`. Empty where the file gave none."""
    findings: tuple[Finding, ...] = ()
    left_out: tuple[SkippedPart, ...] = ()
    tells: tuple[Text, ...] = ()
    """How the file was understood, in sentences."""


@dataclass
class Reader:
    """Gathers records while a file is read."""

    path: str
    kinds: dict[str, list[Record]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    left_out: list[SkippedPart] = field(default_factory=list)
    tells: list[Text] = field(default_factory=list)
    _kept: dict[tuple[str, str], Record] = field(default_factory=dict)

    def add(self, kind: str, record: Mapping[str, Any]) -> Record:
        """Keep a record without its empty fields, and give it; of one id the first alone is kept and given.

        Another one is left out, and that is said.
        """
        made = {name: _seen(value) for name, value in record.items() if value not in (None, "", [], {})}
        name = (kind, str(made.get("id", "")))
        if name in self._kept:
            self.leave_out(name[1], message("a second record has this id"))
            return self._kept[name]
        self._kept[name] = made
        self.kinds.setdefault(kind, []).append(made)
        return made

    def leave_out(self, what: Text, why: Text) -> None:
        """Note a part of the file that becomes no record."""
        self.left_out.append(SkippedPart(what, why))

    def must_fit(self, line: int, cells: Sequence[str], heads: Sequence[str]) -> None:
        """Say that a row has more cells than there are headings."""
        if any(cell.strip() for cell in cells[len(heads) :]):
            says = message(
                "the row has {count} cells, the headings {wanted}", count=len(cells), wanted=len(heads)
            )
            hint = message("put what holds the sign between the columns into double quotes")
            self.findings.append(slip(WRONG_VALUE, Place(self.path, Position(line, 1)), says, hint))

    def pass_over(self, names: Iterable[str]) -> None:
        """Say once which columns, elements or attributes of the file no record has a field for."""
        every = [*dict.fromkeys(name for name in names if name)]
        if not every:
            return
        self.leave_out(and_more(every, NAMED), message("no record has a field for that"))

    def result(self, looks_like: Text = "") -> PlanReading:
        """What was read; an error where that is nothing but the plan itself."""
        if not any(self.kinds.get(kind) for kind in self.kinds if kind != "plan"):
            says = message("nothing was read: {why}", why=looks_like or message("the file holds no record"))
            self.findings.append(slip(NOTHING_READ, Place(self.path), says))
        failed = any(one.severity is Severity.ERROR for one in self.findings)
        return PlanReading(
            {} if failed else self.kinds, at_most(self.findings), tuple(self.left_out), tuple(self.tells)
        )


def guarded(read: Callable[P, PlanReading]) -> Callable[P, PlanReading]:
    """Let a reader that raises `RefusedFileError` give what is wrong as its finding."""

    @wraps(read)
    def reading(*given: P.args, **named: P.kwargs) -> PlanReading:
        try:
            return read(*given, **named)
        except RefusedFileError as error:
            return PlanReading({}, (error.finding,))

    return reading


def text_of(raw: bytes, path: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark; raises `RefusedFileError` for any other."""
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RefusedFileError(
            path,
            message("line {line} is not text in UTF-8", line=line),
            message("save the file as UTF-8"),
        ) from error


def json_of(raw: bytes, path: str) -> Any:
    """The data of a JSON file; numbers stay the texts that they are, so that no digit is lost."""
    text = text_of(raw, path)
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError as error:
        raise RefusedFileError(path, message("the JSON is nested too deeply to be read")) from error
    except json.JSONDecodeError as error:
        raise RefusedFileError(
            path,
            message("this is not whole JSON: {why}", why=error.msg),
            message("export the file again; the end may be missing"),
            Position(error.lineno, error.colno),
        ) from error


def xml_of(raw: bytes, path: str) -> ET.Element:
    """The root of an XML file; document types and entities are refused before they are read."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise RefusedFileError(path, message("the XML is nested too deeply to be read"))
        builder.start(_local(name), {_local(key): value for key, value in given.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(name))

    def doctype(*_given: object) -> None:
        raise RefusedFileError(
            path,
            message("the XML declares a document type, which is not read"),
            message("delete the line that begins with <!DOCTYPE"),
        )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise RefusedFileError(
            path,
            message("this is not whole XML: {why}", why=expat.ErrorString(error.code)),
            message("export the file again; the end may be missing"),
            Position(error.lineno, error.offset + 1),
        ) from error
    except (ValueError, LookupError) as error:
        raise RefusedFileError(path, message("the XML is in an encoding that is not read")) from error
    return builder.close()


def _local(name: str) -> str:
    """The name of an element or attribute without its namespace; `xml:lang` stays `lang`."""
    return name.rpartition("}")[2].rpartition(":")[2]


def named(wordings: Iterable[tuple[str, str]]) -> str | dict[str, str] | None:
    """One title, or one for each language: (language, wording) pairs, of a language the first."""
    found: dict[str, str] = {}
    for language, wording in wordings:
        text = words(wording)
        if text:
            found.setdefault(language if LANGUAGES.fullmatch(language) else "en", text)
    return next(iter(found.values())) if len(found) == 1 else found or None


def plan_id(name: str) -> str:
    """An id for a plan of that name."""
    return re.sub(r"[^\w.-]+", "-", name.strip()).strip("-").lower() or "plan"


def words(given: object) -> str:
    """A text as one line, without characters that no plan may hold; empty for what is no text."""
    return " ".join(UNSEEN.sub("", given).split()) if isinstance(given, str) else ""


def _seen(value: Any) -> Any:
    """What a field is to hold without characters that no plan may hold, wherever a reader found it."""
    if isinstance(value, str):
        return value if value.isprintable() else UNSEEN.sub("", value)
    if isinstance(value, list):
        return [_seen(one) for one in value]
    return {key: _seen(one) for key, one in value.items()} if isinstance(value, dict) else value


def figure_of(given: object) -> Decimal | None:
    """A number as it is written; None for what is none, or longer than any figure of a plan."""
    try:
        number = Decimal(str(given).strip())
    except InvalidOperation:
        return None
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):  # infinite, or no number
        return None
    return number if exponent >= -DIGITS and len(digits) + exponent <= DIGITS else None
