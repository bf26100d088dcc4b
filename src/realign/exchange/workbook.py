"""Bytes of an Excel workbook in, its sheets as cells of text out."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from realign.exchange.slips import NOT_WORKBOOK, slip
from realign.exchange.table import TableError, cell_name
from realign.findings import Place

LIMIT = 64 * 2**20
"""Bytes of any part of the workbook, unpacked."""
ALL = 4 * LIMIT
"""Bytes of all its parts that are read."""
TAGS = 7_000_000
"""Tags of a part: a cell takes four to six."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of Excel's own formats that show a day or a time."""


@dataclass(frozen=True, slots=True)
class Content:
    """A cell: its text, and whether Excel holds a number there."""

    text: str
    number: bool = False
    error: bool = False
    """Whether a formula in it has failed."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: row -> column -> cell, both counted from 1; blank cells are left out."""

    name: str
    rows: Mapping[int, Mapping[int, Content]]

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns in which something stands."""
        return tuple(sorted({column for row in self.rows.values() for column in row}))

    def cell(self, row: int, column: int) -> str:
        """How people call a cell: `Outcomes!C7`."""
        return f"{self.name}!{cell_name(row, column - 1)}"


def read_workbook(raw: bytes, path: str) -> tuple[Grid, ...]:
    """Read the sheets of an `.xlsx` file; raises `TableError` if it is none.

    Formulas give what they last came to; dates become 2021-11-15.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return tuple(_sheets(_Package(archive)))
    except _RefusedError as refused:
        raise TableError(slip(NOT_WORKBOOK, Place(path), str(refused))) from refused
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        ET.ParseError,
        LookupError,
        ValueError,
        OSError,
    ) as error:
        hint = "save it as .xlsx (Excel workbook)"
        raise TableError(slip(NOT_WORKBOOK, Place(path), "this is not an Excel workbook", hint)) from error
    except (NotImplementedError, RuntimeError) as error:
        message = "the workbook is locked by a password, or packed in a way that is not read"
        raise TableError(slip(NOT_WORKBOOK, Place(path), message)) from error


class _RefusedError(Exception):
    """The workbook is not read, for the reason given."""


class _Package:
    """The parts of a workbook, read with care."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Look at what there is before anything is unpacked."""
        self._archive = archive
        self._names = {info.filename: info.file_size for info in archive.infolist()}
        self._read = 0

    def part(self, name: str) -> ET.Element | None:
        """A part as XML, without its namespaces; none if there is none."""
        raw = self._unpacked(name)
        if raw is None:
            return None
        root = ET.fromstring(raw)  # noqa: S314 - entities are refused
        bare: dict[str, str] = {}
        for one in root.iter():
            tag = one.tag
            one.tag = bare.get(tag) or bare.setdefault(tag, tag.rpartition("}")[2])
        return root

    def _unpacked(self, name: str) -> bytes | None:
        """A part as it is written."""
        if name not in self._names:
            return None
        if self._names[name] > LIMIT:
            raise _RefusedError(f"{name} unpacks to more than {LIMIT >> 20} MiB")
        with self._archive.open(name) as stream:
            raw = stream.read(LIMIT + 1)
        self._read += len(raw)
        if len(raw) > LIMIT:
            raise _RefusedError(f"{name} unpacks to more than {LIMIT >> 20} MiB")
        if self._read > ALL:
            raise _RefusedError(f"its parts unpack to more than {ALL >> 20} MiB")
        if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or b"\0" in raw[:4]:
            raise _RefusedError(f"{name} declares entities, which no workbook needs, or is not UTF-8")
        if raw.count(b"<") > TAGS:
            raise _RefusedError(f"{name} holds more than a million cells")
        return raw

    def targets(self, folder: str, name: str) -> dict[str, str]:
        """Id -> name of the parts that belong to a part."""
        root = self.part(f"{folder}/_rels/{name}.rels")
        found = {}
        for one in root.iter("Relationship") if root is not None else ():
            target = one.get("Target", "")
            inside = target[1:] if target.startswith("/") else normpath(join(folder, target))
            found[one.get("Id", "")] = inside
        return found


def _sheets(package: _Package) -> Iterator[Grid]:
    """Go through the sheets in the order of the tabs."""
    book = package.part("xl/workbook.xml")
    if book is None:
        raise KeyError("xl/workbook.xml")
    targets = package.targets("xl", "workbook.xml")
    strings = [_words(one) for one in _children(package.part("xl/sharedStrings.xml"), "si")]
    days = _day_styles(package.part("xl/styles.xml"))
    first = 1904 if any(one.get("date1904") in ("1", "true") for one in book.iter("workbookPr")) else 1900
    for sheet in book.iter("sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        root = package.part(targets.get(key, ""))
        if root is not None:
            yield Grid(sheet.get("name", ""), _rows(root, strings, days, first))


def _children(root: ET.Element | None, tag: str) -> list[ET.Element]:
    return [] if root is None else [one for one in root if one.tag == tag]


def _rows(
    root: ET.Element, strings: list[str], days: frozenset[int], first: int
) -> dict[int, dict[int, Content]]:
    """The cells in which something stands, row by row."""
    rows: dict[int, dict[int, Content]] = {}
    at_row = 0
    for row in root.iter("row"):
        at_row, at_column = int(row.get("r") or at_row + 1), 0
        for cell in row:
            if cell.tag != "c":
                continue
            name = cell.get("r")
            found = _CELL.fullmatch(name) if name else None
            at_column = _number(found[1]) if found else at_column + 1
            content = _content(cell, strings, days, first)
            if content.text:
                rows.setdefault(at_row, {})[at_column] = content
    return dict(sorted(rows.items()))


def _content(cell: ET.Element, strings: list[str], days: frozenset[int], first: int) -> Content:
    """What stands in one cell."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return Content("".join(_words(one) for one in cell if one.tag == "is").strip())
    raw = next((one.text or "" for one in cell if one.tag == "v"), "")
    match kind:
        case "s":
            return Content(strings[int(raw)].strip() if raw else "")
        case "b":
            return Content("true" if raw == "1" else "false" if raw else "")
        case "e":
            return Content(raw, error=True)
        case "str" | "d":
            return Content(_unescaped(raw).strip())
    if not raw:
        return Content("")
    if int(cell.get("s", "0")) in days:
        return Content(_day(float(raw), first))
    value = float(raw)
    return Content(str(int(value)) if value.is_integer() else repr(value), number=True)


def _words(item: ET.Element) -> str:
    """The text of a string, without the readings that stand above Chinese or Japanese words."""
    parts = []
    for one in item:
        if one.tag == "t":
            parts.append(one.text or "")
        elif one.tag == "r":
            parts += [inner.text or "" for inner in one if inner.tag == "t"]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """Text in which Excel wrote some characters as their numbers."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _day_styles(styles: ET.Element | None) -> frozenset[int]:
    """The styles that show a number as a day."""
    if styles is None:
        return frozenset()
    own = {
        int(one.get("numFmtId", "0")): re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", one.get("formatCode", ""))
        for one in styles.iter("numFmt")
    }
    used = [
        int(one.get("numFmtId", "0")) for every in styles.iter("cellXfs") for one in _children(every, "xf")
    ]
    return frozenset(
        number
        for number, style in enumerate(used)
        if (style in own and re.search("[ymdhs]", own[style], re.IGNORECASE)) or style in _DATES - own.keys()
    )


def _day(serial: float, first: int) -> str:
    """The day that a serial number means; with the time where there is one."""
    start = datetime(1904, 1, 1) if first == 1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - days have no zone
    try:
        moment = start + timedelta(days=serial)
    except OverflowError:
        return repr(serial)
    return str(moment.date()) if serial == int(serial) else moment.isoformat(" ", "minutes")
