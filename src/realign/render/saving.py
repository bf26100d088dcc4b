"""Turns an answer into a mapping, a data frame or a file."""

from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from realign.files import write_file
from realign.findings import CallError
from realign.plan import Plan
from realign.render import ENDINGS, FINDINGS_ONLY, Format
from realign.render.cells import plain
from realign.render.csv import tables
from realign.render.json import fields_of
from realign.render.selection import named
from realign.sheets import PAGE_WIDTH, Answer, Cell, Column, Kind, RenderOptions, Sheet
from realign.text import join, message, say
from realign.views import sheets
from realign.views.conversions import on_money
from realign.vocabulary import speaking


def as_mapping(answer: Answer, language: str) -> dict[str, object]:
    """The answer as `--format json` gives it."""
    with _in_words_of(answer):
        return fields_of(answer, language)


def as_frame(answer: Answer, name: str | None, language: str) -> Any:
    """One table of the answer as a pandas data frame; codes stay text, what is unknown stays missing."""
    try:
        import pandas as pd
    except ModuleNotFoundError:
        raise CallError(
            message("a data frame is made by pandas, which is not installed"), "pip install pandas"
        ) from None
    with _in_words_of(answer):
        return _frame(pd, answer, name, language)


def _frame(pd: Any, answer: Answer, name: str | None, language: str) -> Any:
    """The same, with pandas at hand."""
    part = named(tables(sheets(answer)), name)
    if not isinstance(part, Sheet):
        raise CallError(
            message("'{name}' is a picture and no table", name=part.name), message("name a table")
        )
    frame = {
        column.name: pd.Series(
            [_value(row[at], language) for row in part.rows],
            dtype=_type_of(column, [row[at] for row in part.rows]),
        )
        for at, column in enumerate(part.columns)
    }
    return pd.DataFrame(frame)


def save(
    answer: Answer,
    plan: Plan | None,
    path: str | Path,
    *,
    language: str,
    sheet: str | None,
    details: bool,
    force: bool,
) -> Path:
    """Write the answer to a file, in the format that its ending names; raises `CallError` for another."""
    file = Path(path)
    chosen = ENDINGS.get(file.suffix.lower())
    if chosen is None:
        raise CallError(
            message("no answer is written as {suffix}", suffix=file.suffix)
            if file.suffix
            else message("no answer is written to a file without an ending"),
            message("end the name with {endings}", endings=join(ENDINGS)),
        )
    brief = chosen is Format.TABLE and not (sheet or details)
    page = RenderOptions(
        language=language, sheet=sheet, details=details, brief=brief, width=PAGE_WIDTH if brief else None
    )
    if plan:
        page = replace(
            page,
            currency=plan.about.currency,
            money=tuple(on_money(plan.about, plan.origin.money)) if plan.origin.money else (),
            inputs=plan.origin.inputs,
            lines=plan.origin.texts if chosen in FINDINGS_ONLY else {},
        )
    with _in_words_of(answer):
        written = chosen.writer(answer, page)
    raw = written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")
    write_file(file, raw, force=force)
    return file


def _in_words_of(answer: Answer) -> AbstractContextManager[None]:
    """Say meanwhile what the answer's plan calls its kinds."""
    plan: Plan | None = getattr(answer, "_plan", None)
    return speaking(plan.about.vocabulary() if plan else None)


def _value(cell: Cell, language: str) -> object:
    """The cell as a value of a data frame: a number, or text."""
    match cell:
        case None | bool() | int() | float():
            return cell
        case tuple():
            return ", ".join(plain(say(part, language)) for part in cell)
        case _:
            return plain(say(cell, language))


def _type_of(column: Column, cells: list[Cell]) -> str:
    """The type of a column: numbers that may be missing, else whatever it holds."""
    known = [cell for cell in cells if cell is not None]
    if not known or not all(isinstance(cell, int | float) for cell in known):
        return "object"
    if any(isinstance(cell, bool) for cell in known):
        return "boolean"
    whole = column.kind in {Kind.INTEGER, Kind.MONEY} and all(isinstance(cell, int) for cell in known)
    return "Int64" if whole else "Float64"
