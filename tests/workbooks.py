"""Workbooks as programs write them, whole and damaged."""

import random
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OLD = (Path(__file__).parent / "exchange" / "old.xls").read_bytes()
"""A workbook of Excel 97: Outcomes with 1.1 Land and 1.2 Rent, Funds with one fund of 12 000."""

Rows = Sequence[Sequence[Any]]


def by_openpyxl(**sheets: Rows) -> bytes:
    """A workbook as openpyxl and pandas write it: name of a sheet -> rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet: Worksheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Any) -> bytes:
    """The bytes of a workbook of openpyxl."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_xlsxwriter(**sheets: Rows) -> bytes:
    """A workbook as XlsxWriter writes it: shared strings, formulas with the value 0."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return stream.getvalue()


def by_hand(rows: str, *, after: str = "", name: str = "Outcomes", styles: str = "") -> bytes:
    """A workbook of one sheet whose rows are given as XML."""
    body = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": body,
    }
    return packed({part: text.encode() for part, text in parts.items()})


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def text_row(number: int, *texts: str) -> str:
    """A row of texts, each in its cell, as Google writes it."""
    cells = "".join(
        f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


def as_ods(body: str, name: str = "Outcomes") -> bytes:
    """A workbook as LibreOffice writes it, of one table whose rows are given as XML."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} {calc}><office:body>'
        f'<office:spreadsheet><table:table table:name="{name}">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def ods_row(*texts: str) -> str:
    """A row of texts of an .ods table."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row>{cells}</table:table-row>"


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip archive of parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return stream.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    """The parts of a zip archive."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def samples() -> list[bytes]:
    """One sound workbook of each make."""
    outcomes = [("id", "title"), ("1.1", "Land"), ("1.2", "Rent"), ("1.3", "Repair")]
    funds = [("id", "kind", "title", "amount"), ("free", "unearmarked", "Free money", 12_000)]
    book = openpyxl.load_workbook(BytesIO(by_openpyxl(Outcomes=outcomes, Funds=funds, Notes=[("x",)])))
    book["Outcomes"].merge_cells("B3:B4")
    book["Outcomes"]["D1"] = "x-day"
    book["Outcomes"]["D2"] = date(2025, 1, 2)
    book["Funds"]["D2"].number_format = "#,##0"
    ods = as_ods("".join(ods_row(*row) for row in outcomes))
    return [saved(book), by_xlsxwriter(Outcomes=outcomes, Funds=funds), ods, OLD]


def damaged(number: int) -> Iterator[tuple[str, bytes]]:
    """So many damaged workbooks, always the same: what was done to each, and its bytes."""
    whole = samples()
    for seed in range(number):
        chance = random.Random(seed)  # noqa: S311 - no secret
        raw = whole[seed % len(whole)]
        ways = [_flipped, _cut]
        if raw[:2] == b"PK":
            ways += [_parts_changed, _marked_up, _marked_up, _headers_changed]
        way = chance.choice(ways)
        yield f"{seed} {way.__name__}", way(raw, chance)


def _flipped(raw: bytes, chance: random.Random) -> bytes:
    """A few bytes changed."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(raw: bytes, chance: random.Random) -> bytes:
    """The end is missing, or a piece in the middle."""
    start = chance.randrange(len(raw))
    return raw[:start] + (raw[start + chance.randint(1, 400) :] if chance.random() < 0.5 else b"")


def _parts_changed(raw: bytes, chance: random.Random) -> bytes:
    """A part missing, emptied, doubled, or in the place of another."""
    parts = unpacked(raw)
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    match chance.randrange(4):
        case 0:
            del parts[name]
        case 1:
            parts[name] = b""
        case 2:
            parts[name] = parts[other]
        case 3:
            parts[name.upper()] = parts[other]
    return packed(parts)


_NONSENSE = (
    b"ZZZZ1", b"XFD1048576", b"A0", b"A99999999999", b"-1", b"99999999999999999999", b"1e308", b"nan", b"",
    b"&x;", b"<c>", b"</row>", b"<!-- ", b"]]>", b"\0", b"\xff", b"<row r='1'>", b"1048577", b't="s"',
)  # fmt: skip


def _marked_up(raw: bytes, chance: random.Random) -> bytes:
    """The XML of a part changed: numbers and names replaced by nonsense, bytes changed, a piece repeated."""
    parts = unpacked(raw)
    name = chance.choice(
        [name for name in parts if "sheet" in name or "content" in name or chance.random() < 0.3]
        or list(parts)
    )
    text = parts[name]
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        length = chance.choice([0, 1, 2, 5, 30])
        text = text[:at] + chance.choice(_NONSENSE) + text[at + length :]
        quote = text.find(b'"', chance.randrange(len(text) + 1))
        if quote >= 0 and chance.random() < 0.7:
            end = text.find(b'"', quote + 1)
            text = text[: quote + 1] + chance.choice(_NONSENSE) + text[end:]
    parts[name] = text
    return packed(parts)


def _headers_changed(raw: bytes, chance: random.Random) -> bytes:
    """Sizes, names, methods and checksums in the list of parts changed."""
    changed = bytearray(raw)
    at = raw.find(b"PK\x01\x02")
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(at, len(changed))] = chance.choice((0, 1, 255, chance.randrange(256)))
    return bytes(changed)
