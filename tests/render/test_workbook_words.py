"""A workbook in another language has no English tab, its numbers do not touch the text beside them."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from loops import nonempty
from realign.loading import load
from realign.questions.gaps import gaps
from realign.render import Format
from realign.sheets import RenderOptions
from realign.views import sheets

CITY = Path(__file__).parents[2] / "src" / "realign" / "exchange" / "templates" / "city" / "data"


@pytest.mark.parametrize("language", ["zh", "fr"])
def test_no_tab_is_called_by_the_name_of_a_table(language: str) -> None:
    plan = load(CITY).plan
    assert plan
    answer = gaps(plan, "0; 300000", "climate")
    content = Format.XLSX.writer(answer, RenderOptions(language=language))
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(BytesIO(content))
    english = {part.name.split("-")[0].casefold() for part in sheets(answer)}
    for tab in nonempty(book.sheetnames):
        assert tab.casefold() not in english
        assert len(tab) <= 31
    levels = book.worksheets[1]
    heads = [cell.alignment.horizontal for cell in levels[1]]
    cells = [
        (cell.alignment.horizontal, cell.alignment.indent)
        for cell in levels[2]
        if isinstance(cell.value, str)
    ]
    assert heads[0] == "right", "over an amount"
    assert {*cells} == {("left", 1)}
