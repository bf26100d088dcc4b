"""An empty sheet for one judge: a matrix with drop-downs, room for reasons, and how to fill it in."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from realign.plan import Outcome, Plan
from realign.text import Text, message, say

_EPOCH = datetime(2021, 1, 1, tzinfo=UTC)
"""The same plan gives the same bytes."""
STEPS = 20
"""A scale of at most so many steps is offered as a list; else any number inside it."""
_FIRST = 2
"""Rows of headings, and columns of names."""


def scoring_workbook(plan: Plan, language: str = "en") -> bytes:
    """The workbook: `Scores` and `Reasons`, each a matrix of the outcomes, and `Read me`."""
    import xlsxwriter

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": _EPOCH})
        styles = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1}),
            "tall": book.add_format({"rotation": 60, "border": 1, "text_wrap": False}),
            "same": book.add_format({"bg_color": "#BBBBBB", "align": "center"}),
            "open": book.add_format({"align": "center", "border": 4, "locked": False}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        outcomes = plan.outcomes
        scores = _frame(book.add_worksheet("Scores"), outcomes, styles, language)
        last = _FIRST + len(outcomes) - 1
        scores.data_validation(_FIRST, _FIRST, last, last, _allowed(plan, language))
        reasons = _frame(book.add_worksheet("Reasons"), outcomes, styles, language)
        reasons.set_column(_FIRST, last, 24)
        page = book.add_worksheet("Read me")
        page.set_column(0, 0, 100, styles["text"])
        for row, text in enumerate(_instructions(plan)):
            page.write_string(row, 0, say(text, language))
    return stream.getvalue()


def _frame(sheet: Any, outcomes: Sequence[Outcome], styles: dict[str, Any], language: str) -> Any:
    """The names of a matrix: codes and titles above and at the left, crosses on the diagonal."""
    sheet.freeze_panes(_FIRST, _FIRST)
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 44)
    sheet.set_column(_FIRST, _FIRST + len(outcomes) - 1, 7)
    sheet.set_row(1, 120)
    for at, one in enumerate(outcomes):
        title = say(one.title, language)
        sheet.write_string(0, _FIRST + at, one.id, styles["head"])
        sheet.write_string(1, _FIRST + at, title, styles["tall"])
        sheet.write_string(_FIRST + at, 0, one.id, styles["head"])
        sheet.write_string(_FIRST + at, 1, title, styles["head"])
        for other in range(len(outcomes)):
            same = at == other
            write = sheet.write_string if same else sheet.write_blank
            write(_FIRST + at, _FIRST + other, "x" if same else None, styles["same" if same else "open"])
    return sheet


def _steps(plan: Plan) -> list[str]:
    """The scores that a judge may give, strongest push first; empty where any number may be given."""
    scale = plan.about.scale
    if scale != int(scale) or scale > STEPS / 2:
        return []
    return [str(step) for step in range(int(scale), -int(scale) - 1, -1)]


def _allowed(plan: Plan, language: str) -> dict[str, Any]:
    """What a cell takes."""
    scale, steps = plan.about.scale, _steps(plan)
    told = {
        "error_title": say(message("No score of this scale"), language)[:32],
        "error_message": say(
            message("a score goes from {low:g} to {high:g}", low=-scale, high=scale), language
        ),
    }
    if steps:
        return {"validate": "list", "source": steps, **told}
    return {"validate": "decimal", "criteria": "between", "minimum": -scale, "maximum": scale, **told}


def _instructions(plan: Plan) -> Iterator[Text]:
    """How the sheet is filled in, in sentences."""
    yield plan.about.title
    yield message(
        "How much does the row help or hinder the column? One score in each cell of the sheet Scores."
    )
    scale = plan.about.scale
    rubric = plan.about.rubric or {}
    for step in _steps(plan):
        meaning = rubric.get(step)
        if meaning:
            yield message("{step}: {meaning}", step=step, meaning=meaning)
    if not rubric:
        yield message(
            "From {high:g} (the row cannot do without the column, nor the column without the row) to {low:g} "
            "(the row makes the column impossible).",
            high=scale,
            low=-scale,
        )
    yield message(
        "0: you see no influence. Leave a cell blank where you cannot judge, and write at least one 0."
    )
    yield message("Judge only the direct influence of the row on the column, not what goes by way of others.")
    yield message("The sheet Reasons has the same cells: say there why, where others may see it otherwise.")
    yield message("Score alone. Save the file under a short name without your own, such as g1.xlsx.")
