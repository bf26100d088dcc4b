"""One plan, whichever program wrote the workbook: with texts or formulas, merged cells, shared or inline strings."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
import xlsxwriter

from loops import sampled
from realign.exchange.records import workbook_plan
from workbooks import MAIN, OFFICE, PACKAGE, by_openpyxl, packed, saved

HERE = Path(__file__).parent
SHEETS: dict[str, list[list[Any]]] = {
    "Outcomes": [
        ["domain", "id", "title"],
        ["1", "1.1", "Land for homes"],
        ["1", "1.10", "Fair rents"],
        ["2", "2.1", "Streets"],
    ],
    "Deliverables": [
        ["id", "title", "cost", "funds", "outcomes"],
        ["D1", "Shade", 250000, "city", "1.1; 2.1"],
        ["D2", "Water", 125000, "city; union", "1.10"],
        ["D3", "Trees", 75000.5, "union", "2.1"],
    ],
    "Funds": [
        ["id", "title", "kind", "amount"],
        ["city", "City", "unearmarked", None],
        ["union", "Union", "soft", 90000],
    ],
    "Domains": [["id", "title"], ["1", "Housing"], ["2", "Roads"]],
}
FORMULAS = {"C2": "=250*1000", "C3": "=C2/2"}
"""Of the sheet Deliverables; what they come to stands in `SHEETS`."""


def merged_by_openpyxl() -> bytes:
    """The domain of two outcomes stands in one merged cell."""
    book = openpyxl.load_workbook(BytesIO(by_openpyxl(**SHEETS)))
    book["Outcomes"]["A3"] = None
    book["Outcomes"].merge_cells("A2:A3")
    return saved(book)


def calculated_by_xlsxwriter() -> bytes:
    """Costs are formulas with what they came to, the domain of two outcomes is merged."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == "Outcomes":
                sheet.merge_range("A2:A3", "1")
            if name == "Deliverables":
                for cell, formula in FORMULAS.items():
                    sheet.write_formula(cell, formula, None, rows[int(cell[1:]) - 1][2])
    return stream.getvalue()


def inline(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook as Google Sheets writes it: every text in its cell, no shared strings."""

    def cell(row: int, column: int, value: Any) -> str:
        name = f"{chr(65 + column)}{row}"
        if value is None:
            return f'<c r="{name}" s="0"/>'
        if isinstance(value, str):
            return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        return f'<c r="{name}"><v>{value}</v></c>'

    listed, links, parts = "", "", {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        body = "".join(
            f'<row r="{at}">{"".join(cell(at, column, value) for column, value in enumerate(row))}</row>'
            for at, row in enumerate(rows, 1)
        )
        listed += f'<sheet name="{name}" sheetId="{number}" state="visible" r:id="rId{number}"/>'
        links += f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
        )
    whole = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{whole}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }
    return packed({part: text.encode() for part, text in parts.items()})


WRITERS = {
    "merged cells": merged_by_openpyxl,
    "formulas and merged cells": calculated_by_xlsxwriter,
    "inline strings": lambda: inline(SHEETS),
    "LibreOffice, .xlsx": (HERE / "libreoffice.xlsx").read_bytes,
    "LibreOffice, .ods": (HERE / "libreoffice.ods").read_bytes,
}


@pytest.mark.parametrize("writer", sampled(WRITERS, 3))
def test_the_plan_is_the_same_whoever_wrote_the_workbook(writer: str) -> None:
    wanted = workbook_plan(by_openpyxl(**SHEETS), "plan.xlsx")
    assert wanted.files is not None
    assert 'id: "1.10"' in wanted.files["outcomes.yaml"]
    assert "cost: 75000.5" in wanted.files["deliverables.yaml"]
    found = workbook_plan(WRITERS[writer](), "plan.xlsx")
    assert found.files == wanted.files
    assert [(one.kind, one.records) for one in found.read] == [(one.kind, one.records) for one in wanted.read]
