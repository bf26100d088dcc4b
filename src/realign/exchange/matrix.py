"""A cross-impact matrix in, the records of a plan out: row influences column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from realign.exchange import rules as slips
from realign.exchange.scores import Entry, ScoreSheet
from realign.exchange.sheet_table import is_workbook, read_sheet
from realign.exchange.table import Table, TableError, read_table
from realign.exchange.writing import Data, Numeral, write_kinds
from realign.findings import CallError, Finding, Place
from realign.plan.evidence import MOST_STATEMENTS
from realign.plan.structure import LARGEST_SCALE
from realign.text import LANGUAGES, Message, Wordings, message

MOST_WRONG = 10_000
"""Cells that are found wrong; then the file is no matrix, and the rest of it is not looked at."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A cross-impact matrix without its zeros, in the order of the file's rows."""

    names: tuple[str, ...]
    entries: tuple[Entry, ...]
    scale: str
    """The strongest score there may be, either way, as written."""


@dataclass(frozen=True, slots=True)
class MatrixReading:
    """What a file gave: the matrix, or everything that is wrong with it."""

    matrix: Matrix | None
    findings: tuple[Finding, ...] = ()


def read_matrix(raw: bytes, path: str, scale: float | None = None) -> MatrixReading:
    """Read a matrix from a CSV file or a workbook: targets in the header, sources in the first column.

    `path` is how findings call the file. `scale` is the strongest score allowed, either way;
    without it the strongest score of the file. Raises `CallError` for a scale that is none.
    """
    if scale is not None and not 0 < scale <= LARGEST_SCALE:
        must = message(
            "it must be a number above 0 and not above {largest_scale:.0f}", largest_scale=LARGEST_SCALE
        )
        raise CallError(
            message("the scale is {scale:g}; {must}", scale=scale, must=must),
            message("for example --scale 4"),
        )
    said: tuple[Finding, ...] = ()
    try:
        table: Table
        if is_workbook(raw):
            table, said = read_sheet(raw, path)
        else:
            table = read_table(raw, path)
        sheet = ScoreSheet.of(table)
    except TableError as error:
        return MatrixReading(None, (error.finding,))
    comma, unclear = sheet.decimal_comma()
    entries: list[Entry] = []
    wrong: list[Finding] = []
    for one in sheet.scores(comma, scale or LARGEST_SCALE):
        if isinstance(one, Entry):
            entries.append(one)
        else:
            wrong.append(one)
        if len(wrong) > MOST_WRONG:
            break
    if len(entries) > MOST_STATEMENTS:
        says = message(
            "the file has {count} scores; a plan holds {most} at most",
            count=len(entries),
            most=MOST_STATEMENTS,
        )
        wrong.append(
            slips.slip(slips.TOO_LARGE, Place(path), says, message("divide it, or leave out the weakest"))
        )
    findings = (*sheet.wrong_names(), *sheet.wrong_rows(), *unclear, *wrong)
    if findings:
        return MatrixReading(None, slips.at_most((*said, *findings)))
    strongest = max(entries, key=lambda entry: abs(entry.value), default=None)
    limit = f"{scale:.12g}" if scale is not None else strongest.written.lstrip("+-") if strongest else "1"
    return MatrixReading(Matrix(sheet.sources, tuple(entries), limit), said)


def matrix_plan(matrix: Matrix, path: str) -> dict[str, str]:
    """The plan that a matrix is: name of a file -> its text.

    The names of the matrix are the ids of the outcomes, the scores are the strengths of
    directed links as they were written, and every link cites its row of the file.
    """
    name = PurePath(path).name
    source = re.sub(r"[^\w.-]+", "-", PurePath(path).stem).strip("-.") or "matrix"
    title = _in_every_language(message("Cross-impact matrix {name}", name=name))
    about: dict[str, Data] = {"id": source, "title": title, "scale": Numeral(matrix.scale)}
    outcomes: list[Mapping[str, Data]] = [{"id": one, "title": one} for one in matrix.names]
    return {
        "outcomes.yaml": write_kinds(
            {"plan": about, "outcomes": outcomes}, f"From {name}: a row influences a column."
        ),
        "sources.yaml": write_kinds(
            {"sources": [_source(matrix, source, name)]}, "The file that the links come from."
        ),
        "links.yaml": write_kinds(
            {"links": [_link(entry, source) for entry in matrix.entries]},
            "One link for each score that is not 0; its id names the cell.",
        ),
    }


def _in_every_language(text: Message) -> Wordings:
    """A sentence of ours as a title that a plan gives."""
    return Wordings({language: text.say(language) for language in LANGUAGES})


def _source(matrix: Matrix, source: str, name: str) -> Mapping[str, Data]:
    """The file as a source: a row is a paragraph of it."""
    filled = {entry.source for entry in matrix.entries}
    nothing = _in_every_language(message("no influence in this row"))
    empty = {f"row {one}": nothing for one in matrix.names if one not in filled}
    record: dict[str, Data] = {"id": source, "title": name}
    record["paragraphs"] = [f"row {one}" for one in matrix.names]
    return record | ({"uncoded": empty} if empty else {})


def _link(entry: Entry, source: str) -> Mapping[str, Data]:
    """A score as a link: the matrix states strength and direction."""
    return {
        "id": f"L-{entry.cell}",
        "from": [entry.source],
        "to": [entry.target],
        "direction": "directed",
        "strength": Numeral(entry.written),
        "basis": "stated",
        "refs": [f"{source} row {entry.source}"],
    }
