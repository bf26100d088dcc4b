"""What a table names stands in the JSON of the same answer; every answer, on two plans."""

import re
from pathlib import Path
from typing import Any

import pytest

import realign
from loops import sampled
from realign.loading import shipped
from realign.render import json as as_json
from realign.sheets import Kind, Part, RenderOptions, Sheet
from realign.text import say
from realign.views import sheets

TOWN = Path(__file__).parents[1] / "plans" / "town"
QUESTIONS: dict[str, Any] = {
    "links": lambda plan: realign.links(plan, plan.lenses[0].id, draws=100),
    "gaps": lambda plan: realign.gaps(plan, [0, 1_000_000]),
    "focus": lambda plan: realign.focus(plan, 0, plan.lenses[0].id, draws=100),
    "flagships": lambda plan: realign.flagships(plan, draws=100),
    "actions": lambda plan: realign.actions(plan, draws=100),
    "indicators": lambda plan: realign.indicators(plan, draws=100),
    "annotations": realign.annotations,
    "trace": realign.trace,
    "review": realign.review,
}
CODE = re.compile(r"[A-Z]+-?\d[\w.-]*|\d+\.\d+(?!\d| ?%)")
"""An id such as `A-15a` or `D3-2`, or an outcome such as `2.3`."""


def codes_of(sheet: Part) -> list[str]:
    """The ids in those columns of a table that hold codes."""
    if not isinstance(sheet, Sheet):
        return []
    coded = [place for place, column in enumerate(sheet.columns) if column.kind is Kind.CODE]
    cells: list[Any] = [row[place] for row in sheet.rows for place in coded]
    every = [one for cell in cells for one in (cell if isinstance(cell, tuple) else (cell,))]
    return [code for one in every if one is not None for code in CODE.findall(say(one, "en"))]


@pytest.mark.parametrize("home", sampled([TOWN, shipped()], 2), ids=["town", "shipped"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_code_of_a_table_stands_in_the_json(name: str, home: Path) -> None:
    answer = QUESTIONS[name](realign.load(home))
    told = as_json.render(answer, RenderOptions())
    missing = [code for sheet in sheets(answer) for code in codes_of(sheet) if code not in told]
    assert not missing
    assert name == "review" or any(codes_of(sheet) for sheet in sheets(answer))
