"""Headings of a logframe: what a column holds, also where they stand in two rows or there is none."""

import re
from collections.abc import Iterable, Mapping, Sequence

from realign.exchange.vocabulary import LOGFRAME_COLUMNS, LOGFRAME_LEVELS
from realign.exchange.workbook import Grid

_ROLE = {role: re.compile(text, re.IGNORECASE) for role, text in LOGFRAME_COLUMNS.items()}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_STAGES = frozenset(("planned", "achieved", "prévu", "réalisé", "atteint", "previsto", "logrado"))
_ACHIEVED = frozenset(("achieved", "actual", "réalisé", "atteint", "logrado"))

_LEVEL = {
    level: re.compile(
        rf"(?:{words})(?:s|\(s\))?\s*(?P<code>[0-9]+(?:\.[0-9]+)*)?\s*[:.\-–—]?\s*(?P<title>.*)",
        re.IGNORECASE | re.DOTALL,
    )
    for level, words in LOGFRAME_LEVELS.items()
}


def is_year(text: str) -> bool:
    """Whether a text is a year and nothing else."""
    return bool(_YEAR.fullmatch(text.strip()))


def years_below(grid: Grid, row: int) -> dict[int, str]:
    """Column -> the year below its heading, where the next row divides headings by years; else nothing."""
    below = {column: text for column in grid.columns if (text := grid.text(row + 1, column))}
    new = {column: text for column, text in below.items() if text != grid.text(row, column)}
    return new if len(new) > 1 and all(map(is_year, new.values())) else {}


def with_years(headings: Mapping[int, str], years: Mapping[int, str]) -> dict[int, str]:
    """The headings with the years below them; a heading goes on to the right over columns that have none."""
    found, above = {}, ""
    for column, heading in headings.items():
        above = heading or (above if column in years else "")
        found[column] = f"{above} {years[column]}".strip() if column in years else heading
    return found


def role_of(heading: str) -> str:
    """What a column of a logframe holds; empty for anything else."""
    text = " ".join(heading.split()).rstrip(" :*")
    if not text.casefold().startswith("milestone"):
        text = re.sub(r"\s+[0-9]{1,2}(\.[0-9]{1,2})*$", "", text)
    if is_year(text):
        return "milestone"
    return next((role for role, pattern in _ROLE.items() if pattern.fullmatch(text)), "")


def header_rows(grid: Grid) -> list[int]:
    """Rows that name the columns of a logframe."""
    found: list[int] = []
    for row in grid.rows:
        if row - 1 in found and years_below(grid, row - 1):
            continue
        roles = {role_of(grid.text(row, column)) for column in grid.columns} - {""}
        if (
            "indicator" in roles
            and len(roles & {"baseline", "milestone", "target", "actual", "verification", "level"}) >= 1
        ):
            found.append(row)
    return found


def level_named(text: str) -> str:
    """The level that a text names with nothing beside it; empty for none."""
    pairs = LOGFRAME_LEVELS.items()
    return next((level for level, words in pairs if re.fullmatch(rf"(?i:{words})(s|\(s\)?)?", text)), "")


def is_stage(texts: Iterable[str]) -> bool:
    """Whether a column says what of its rows was planned and what achieved."""
    said = {text.strip(" :").casefold() for text in texts if text}
    return bool(said & _STAGES)


def achieved(text: str) -> bool:
    """Whether a row says what was achieved."""
    return text.strip(" :").casefold() in _ACHIEVED


def level_in(text: str) -> tuple[str, str, str]:
    """Level, code and title that a text names: "Outcome 1: Better homes"; empty for none."""
    for level, pattern in _LEVEL.items():
        found = pattern.fullmatch(text.strip())
        rest = found["title"].strip() if found else ""
        if found and not re.fullmatch(r"(weighting|indicators?)\b.*", rest, re.IGNORECASE):
            title = rest.strip("()（） ")
            return level, found["code"] or "", "" if level_named(title) else title
    return "", "", ""


def unnamed(texts: Sequence[str]) -> str:
    """What a column without a heading holds, by the texts in it: levels, or what was planned and achieved."""
    if is_stage(texts):
        return "stage"
    said = [text for text in texts if text]
    return "level" if said and all(level_in(text)[0] for text in said) else ""
