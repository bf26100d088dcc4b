"""Participatory budgets as Pabulib publishes them: projects with cost and votes, and one purse."""

import csv
from collections.abc import Iterable, Iterator, Mapping

from realign.amounts import MoneyError, read_written
from realign.exchange.foreign import PlanReading, Reader, RefusedFileError, guarded, plan_id, text_of, words
from realign.exchange.foreign_rules import OTHER_SUM
from realign.exchange.rules import WRONG_VALUE, slip
from realign.findings import Place, Position
from realign.text import message

_SECTIONS = ("META", "PROJECTS", "VOTES")
_READ = frozenset(("project_id", "cost", "votes", "score", "name", "category", "selected"))
_META = frozenset(
    ("key", "description", "unit", "budget", "currency", "language", "num_projects", "num_votes")
)
"""Columns of projects and keys of the head that are read."""
_LANGUAGES = {"polish": "pl", "english": "en", "french": "fr", "dutch": "nl", "spanish": "es", "german": "de"}


def looks_like_pabulib(text: str) -> bool:
    """Whether a text is such a file."""
    lines = [line.strip() for line in text.splitlines()]
    return lines[:1] == ["META"] and "PROJECTS" in lines


@guarded
def read_pabulib(raw: bytes, path: str, currency: str | None = None) -> PlanReading:
    """Make a plan of a `.pb` file: a project becomes a deliverable, its votes or its score the value.

    The purse is the unearmarked fund, with the budget as what is required. Ballots are counted and left out.
    """
    text = text_of(raw, path)
    if not looks_like_pabulib(text):
        raise RefusedFileError(
            path,
            message("this is no Pabulib file: it does not begin with META and has no part PROJECTS"),
            message("download it again, or name the kind of file that it is"),
        )
    parts = _parts(text, path)
    meta = {row[0].strip(): row[1].strip() for _, row in parts.get("META", ()) if len(row) > 1}
    reader = Reader(path)
    title = meta.get("description") or meta.get("unit") or "Participatory budget"
    about = {"id": plan_id(title), "title": title, "currency": currency or meta.get("currency")}
    reader.kinds["plan"] = [{key: value for key, value in about.items() if value}]
    unit = about["currency"] or ""
    budget = next((line for line, row in parts.get("META", ()) if "".join(row[:1]).strip() == "budget"), 1)
    required = _amount(reader, budget, meta.get("budget"), unit)
    reader.add("funds", {"id": "purse", "kind": "unearmarked", "title": "Budget", "required": required})
    names = _projects(reader, parts.get("PROJECTS", ()), meta, unit)
    reader.pass_over(name for name in names if name not in _READ)
    reader.pass_over(f"META {name}" for name in meta if name not in _META)
    votes = max(0, sum(any(row) for _, row in parts.get("VOTES", ())) - 1)
    if votes:
        counted = {"votes", "score"} & {*names}
        read = message("{count} ballots; the votes of each project are read", count=votes)
        none = message("{count} ballots; no project says how many votes it has", count=votes)
        reader.leave_out("VOTES", read if counted else none)
    reader.tells.append(message("a project is worth its votes, and the budget is one purse for all"))
    if not reader.kinds.get("deliverables"):
        reader.kinds.pop("funds")
    return reader.result(message("the part PROJECTS lists no project"))


def _projects(
    reader: Reader, lines: Iterable[tuple[int, list[str]]], meta: Mapping[str, str], unit: str
) -> list[str]:
    """Read the projects; gives the names of their columns."""
    header, *rows = [row for row in lines if any(row[1])] or [(0, [])]
    names = [name.strip() for name in header[1]]
    language = _LANGUAGES.get(meta.get("language", "").lower(), "")
    for line, row in rows:
        reader.must_fit(line, row, names)
        _project(reader, line, dict(zip(names, row, strict=False)), language, unit)
    stated = meta.get("num_projects", "")
    if stated.isdecimal() and int(stated) != len(rows):
        says = message(
            "num_projects is {stated}, but {count} projects are listed", stated=stated, count=len(rows)
        )
        reader.findings.append(slip(OTHER_SUM, Place(reader.path), says))
    return names


def _amount(reader: Reader, line: int, text: str | None, unit: str) -> str | None:
    """An amount of money as it is written; what can be read in two ways, or in none, is said at its line."""
    text = (text or "").strip()
    if not text:
        return None
    try:
        read_written(text, unit)
    except MoneyError as error:
        reader.findings.append(slip(WRONG_VALUE, Place(reader.path, Position(line, 1)), error.says))
        return None
    return text


def _project(reader: Reader, line: int, row: Mapping[str, str], language: str, unit: str) -> None:
    """A project; what lacks its id is said at its line."""
    name = words(row.get("project_id"))
    if not name:
        place = Place(reader.path, Position(line, 1))
        reader.findings.append(slip(WRONG_VALUE, place, message("the project has no project_id")))
        return
    title = words(row.get("name")) or f"Project {name}"
    value = row.get("votes") or row.get("score")
    record = {
        "id": name,
        "title": {language: title} if language else title,
        "cost": _amount(reader, line, row.get("cost"), unit),
        "value": value.strip() if value else None,
        "funds": ["purse"],
        "x-category": words(row.get("category")) or None,
        "x-selected": words(row.get("selected")) or None,
    }
    reader.add("deliverables", record)


def _parts(text: str, path: str) -> dict[str, list[tuple[int, list[str]]]]:
    """Section -> its rows with their lines; a quoted name may hold the divider."""
    parts: dict[str, list[tuple[int, list[str]]]] = {}
    section = ""
    for line, row in _rows(text, path):
        if len(row) == 1 and row[0].strip() in _SECTIONS:
            section = row[0].strip()
        elif section:
            parts.setdefault(section, []).append((line, row))
    return parts


def _rows(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """The rows and the lines that they end in."""
    reader = csv.reader(text.splitlines(), delimiter=";")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise RefusedFileError(path, message("this is no whole CSV: {why}", why=f"{error}")) from error
