"""A report in, the bytes of an Excel workbook out: one sheet for each part, text that stays text."""

import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from realign.render.cells import cell_name
from realign.sheets import Cell, Column, Curve, Heat, Kind, Part, RenderOptions, Sheet
from realign.text import message, say

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would take for the number of a character."""
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
TAB = 31
"""Characters that the name of a sheet can have; a longer title gives way to the name of its table."""
LONGEST = 32_767
"""Characters that a cell can hold."""

TEXT, HEADING, NOTE, CODE, PREFIXED, INTEGER, NUMBER, SHARE = range(8)
"""The styles, in the order of `_STYLES`."""
_OF_KIND = {
    Kind.CODE: CODE,
    Kind.INTEGER: INTEGER,
    Kind.MONEY: INTEGER,
    Kind.NUMBER: NUMBER,
    Kind.SHARE: SHARE,
}
_STYLES = (
    _HEAD
    + f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.000"/></numFmts>'
    '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><i/><sz val="11"/><color rgb="FF595959"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF5"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="8"><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf fontId="2" applyFont="1"/>'
    '<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="49" quotePrefix="1" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="3" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="9" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)

Row: TypeAlias = Sequence[tuple[Cell, int]]
"""Cells, each with its style."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """What one sheet of the workbook holds."""

    name: str
    rows: tuple[Row, ...]
    """Header and body."""
    notes: tuple[Row, ...]
    heat: bool = False


def write_workbook(parts: Iterable[Part], page: RenderOptions) -> bytes:
    """Write `parts` as an `.xlsx` file.

    Codes are text, numbers are stored in full, nothing is ever a formula. The same parts give
    the same bytes: the file holds no time and no author.
    """
    kept = (part for number, part in enumerate(parts) if number == 0 or not _opens(part))
    leaves = [_leaf(part, page) for part in kept] or [_Leaf("-", (), ())]
    names = list(_names(leaf.name for leaf in leaves))
    files = {
        "[Content_Types].xml": _content_types(len(leaves)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(leaves) + 1)),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES,
    }
    for number, leaf in enumerate(leaves, 1):
        files[f"xl/worksheets/sheet{number}.xml"] = _worksheet(leaf, page)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return stream.getvalue()


def _leaf(part: Part, page: RenderOptions) -> _Leaf:
    """Lay a part out as a sheet: header first, so that it can be filtered; title and notes below."""
    match part:
        case Sheet():
            rows = [_header(part.columns, page), *(_body(row, part.columns) for row in part.rows)]
        case Heat():
            corner = Column("from", message("from \\ to"), Kind.CODE)
            columns = (corner, *(Column(code, code, Kind.NUMBER) for code in part.columns))
            body = [(code, *values) for code, values in zip(part.rows, part.values, strict=True)]
            rows = [_header(columns, page), *(_body(row, columns) for row in body)]
        case Curve():
            rows = [
                _header((part.x, part.y), page),
                *(_body(point, (part.x, part.y)) for point in part.points),
            ]
    title = say(part.title, page.language)
    told = title == _tab(title) and not part.notes  # the tab says it
    notes = tuple(((note, NOTE),) for note in (part.title, *part.notes) if not told)
    name = title if 0 < len(title) <= TAB else part.name
    return _Leaf(name, tuple(rows), notes, heat=isinstance(part, Heat))


def _opens(part: Part) -> bool:
    """Whether it only opens a chapter: a workbook has tabs for that."""
    return isinstance(part, Sheet) and part.chapter and not part.rows


def _header(columns: Sequence[Column], page: RenderOptions) -> Row:
    """The row of headings."""
    unit = f" ({page.currency})" if page.currency else ""
    return [
        (say(one.title, page.language) + (unit if one.kind is Kind.MONEY else ""), HEADING) for one in columns
    ]


def _body(row: Sequence[Cell], columns: Sequence[Column]) -> Row:
    """A row of cells in the styles of their columns."""
    return [(cell, _OF_KIND.get(column.kind, TEXT)) for cell, column in zip(row, columns, strict=True)]


def _names(titles: Iterable[str]) -> Iterator[str]:
    """Names of sheets as Excel takes them: at most 31 characters, some of them not, none twice."""
    seen = {"history"}
    for title in titles:
        base = _tab(title)
        name, number = base, 2
        while name.casefold() in seen:
            name = f"{base[: 28 - len(str(number))].strip()} ({number})"
            number += 1
        seen.add(name.casefold())
        yield name


def _tab(title: str) -> str:
    """The part of a title that a tab can show."""
    return _NO_NAME.sub(" ", _ILLEGAL.sub("", title)).strip(" '")[:TAB].strip() or "Sheet"


def _worksheet(leaf: _Leaf, page: RenderOptions) -> str:
    """One sheet: the header stays in view, columns are as wide as what they hold, up to a point."""
    across = len(leaf.rows[0]) if leaf.rows else 0
    last = cell_name(max(len(leaf.rows), 1), max(across - 1, 0))
    lines = [_HEAD, f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">']
    if leaf.rows:
        lines.append('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    lines.append("</sheetView></sheetViews>")
    if across:
        columns = (_column(number, leaf.rows, page) for number in range(across))
        lines.append(f"<cols>{''.join(columns)}</cols>")
    lines.append("<sheetData>")
    lines += (_row(number, row, page) for number, row in enumerate(leaf.rows, 1))
    lines += (_row(number, row, page) for number, row in enumerate(leaf.notes, len(leaf.rows) + 2))
    lines.append("</sheetData>")
    if leaf.rows and not leaf.heat:
        lines.append(f'<autoFilter ref="A1:{last}"/>')
    if leaf.heat and across > 1 and len(leaf.rows) > 1:
        lines.append(
            f'<conditionalFormatting sqref="B2:{last}"><cfRule type="colorScale" priority="1"><colorScale>'
            '<cfvo type="min"/><cfvo type="num" val="0"/><cfvo type="max"/>'
            '<color rgb="FFE08A6D"/><color rgb="FFFFFFFF"/><color rgb="FF6BA292"/>'
            "</colorScale></cfRule></conditionalFormatting>"
        )
    return "".join([*lines, "</worksheet>"])


def _column(number: int, rows: Sequence[Row], page: RenderOptions) -> str:
    """How wide a column is."""
    longest = max((len(_text(row[number][0], page)) for row in rows), default=8)
    width = min(max(longest + 2, 8), 60)
    return f'<col min="{number + 1}" max="{number + 1}" width="{width}" customWidth="1"/>'


def _row(number: int, row: Row, page: RenderOptions) -> str:
    """One row; what is unknown stays blank."""
    cells = (
        _cell(cell_name(number, column), cell, style, page)
        for column, (cell, style) in enumerate(row)
        if cell is not None
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(name: str, cell: Cell, style: int, page: RenderOptions) -> str:
    """One cell: a number where it is one and its column holds numbers, else text."""
    if isinstance(cell, bool):
        return f'<c r="{name}" s="{style}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | float) and style not in (CODE, HEADING):
        return f'<c r="{name}" s="{style}"><v>{cell!r}</v></c>' if math.isfinite(cell) else ""
    text = _text(cell, page)
    if style in (TEXT, CODE) and text[:1] in ("=", "+", "-", "@", "'"):
        style = PREFIXED
    safe = escape(_ESCAPED.sub("_x005F_", _ILLEGAL.sub("", text))[:LONGEST])
    return f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'


def _text(cell: Cell, page: RenderOptions) -> str:
    """What a cell says."""
    match cell:
        case None:
            return ""
        case tuple():
            return "; ".join(say(one, page.language) for one in cell)
        case bool() | int() | float():
            return f"{cell:.6g}"
        case _:
            return say(cell, page.language)


def _content_types(sheets: int) -> str:
    """What kind of file each part of the package is."""
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{parts}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    """Which parts belong to a part."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    """The list of sheets."""
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
