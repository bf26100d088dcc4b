"""Matrices with names, sums, notes and marks where few expect them: all arrive whole, totals are numpy's."""

import io
from collections.abc import Callable

import numpy as np
import openpyxl
import pytest

from loops import nonempty, sampled
from matrices import (
    NAMES,
    TITLES,
    Array,
    book,
    cells,
    lines,
    named,
    numbers,
    read,
    scores,
    text,
    whole,
)
from realign.text import say
from workbooks import saved

SIGNED, PLAIN = scores(21), scores(22, 0, 4)
Rows = list[list[str]]
Shape = tuple[Callable[[], bytes], Array, list[str]]


def summed(row: str, column: str) -> Rows:
    rows = named(SIGNED)
    rows[0].append(column)
    for at, one in enumerate(SIGNED, 1):
        rows[at].append(text(one.sum()))
    return [*rows, [row, *map(text, SIGNED.sum(axis=0)), text(SIGNED.sum())]]


def placed(rows: Rows, at: str) -> bytes:
    """A workbook with a title in C3 and the matrix from a cell on."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet["C3"] = "Cross impacts of the city"
    first = sheet[at]
    for down, row in enumerate(numbers(rows)):
        for right, value in enumerate(row):
            if value != "":
                sheet.cell(first.row + down, first.column + right, value)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def merged() -> bytes:
    """Headings of groups above the names, merged across their columns."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet["A1"], sheet["B2"], sheet["E2"] = "Scores of the outcomes", "Housing", "Streets"
    for area in ("A1:F1", "B2:D2", "E2:F2"):
        sheet.merge_cells(area)
    for down, row in enumerate(numbers(named(SIGNED)), 3):
        for right, value in enumerate(row, 1):
            sheet.cell(down, right, None if value == "" else value)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def signs() -> Rows:
    """Every score with its sign, zero too, and the minus of print."""
    rows = named(SIGNED)
    for i, row in enumerate(rows[1:]):
        for j, one in enumerate(SIGNED[i], 1):
            row[j] = "" if i + 1 == j else f"{one:+g}".replace("-", "−") if one else "±0"
    return rows


def beside(left: list[str], above: list[str]) -> Rows:
    """Other texts for the names at the left and above."""
    return [["", *above], *([name, *row] for name, row in zip(left, cells(SIGNED), strict=True))]


def half(upper: bool) -> Rows:
    rows = named(SIGNED)
    for i, row in enumerate(rows[1:]):
        row[1:] = ["" if (j < i) == upper else cell for j, cell in enumerate(row[1:])]
    return rows


def summing(row: str, column: str) -> Shape:
    return lambda: lines(summed(row, column)), SIGNED, NAMES


def marked(mark: str) -> Shape:
    return lambda: lines(named(SIGNED, diagonal=mark)), SIGNED, NAMES


SUMS = (
    ("Total", "Total"),
    ("Σ", "Σ"),
    ("合计", "合计"),
    ("Somme", "Somme"),
    ("Passive sum", "Active sum"),
    ("In-degree", "Out-degree"),
    ("Total dependence", "Total influence"),
    ("Totaux", "Total général"),
)
CODED = [f"{code} {title}" for code, title in zip(NAMES, TITLES, strict=True)]
BARE = [str(number) for number in range(1, 6)]
LISTED = [f"{number}. {title}" for number, title in zip(BARE, TITLES, strict=True)]
NOTE = [["Source: a workshop in May", "", "", "", "", ""]]
SHAPES: dict[str, Shape] = {
    **{f"sums called {row}, {column}": summing(row, column) for row, column in SUMS},
    **{f"{mark} on the diagonal": marked(mark) for mark in ("X", "■", "*", "//", "n/a", "9", "self")},
    "signs on every score": (lambda: lines(signs()), SIGNED, NAMES),
    "numbers as text": (lambda: book({"M": named(SIGNED)}), SIGNED, NAMES),
    "from C7 on": (lambda: placed(named(SIGNED), "C7"), SIGNED, NAMES),
    "merged groups above": (merged, SIGNED, NAMES),
    "notes right below": (lambda: lines([*named(SIGNED), *NOTE]), SIGNED, NAMES),
    "a blank column inside": (
        lambda: lines([[row[0], "", *row[1:]] for row in named(SIGNED)]),
        SIGNED,
        NAMES,
    ),
    "numbered rows": (
        lambda: lines(
            [["No.", *named(SIGNED)[0]], *([str(at), *row] for at, row in enumerate(named(SIGNED)[1:], 1))]
        ),
        SIGNED,
        NAMES,
    ),
    "titles left, codes above": (lambda: lines(beside(CODED, NAMES)), SIGNED, NAMES),
    "codes left, titles above": (lambda: lines(beside(NAMES, CODED)), SIGNED, NAMES),
    "a list left, numbers above": (lambda: lines(beside(LISTED, BARE)), SIGNED, BARE),
    "a list left, numbers above, xlsx": (lambda: placed(beside(LISTED, BARE), "B5"), SIGNED, BARE),
    "upper half": (lambda: lines(half(upper=True)), np.triu(SIGNED), NAMES),
    "lower half": (lambda: lines(half(upper=False)), np.tril(SIGNED), NAMES),
    "columns turned round": (lambda: lines([[row[0], *row[:0:-1]] for row in named(SIGNED)]), SIGNED, NAMES),
}


@pytest.mark.parametrize("shape", sampled(SHAPES, 3))
def test_a_matrix_of_an_odd_shape_arrives_whole(shape: str) -> None:
    make, matrix, names = SHAPES[shape]
    found = whole(read(make()), names)
    assert (found == matrix).all()
    assert (found.sum(axis=0) == matrix.sum(axis=0)).all()
    assert (found.sum(axis=1) == matrix.sum(axis=1)).all()


def said(shape: str) -> list[str]:
    return [say(one.message, "en") for one in read(SHAPES[shape][0]()).findings]


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [
        ("sums called In-degree, Out-degree", "row 7 is left out: it holds the sums"),
        ("■ on the diagonal", "the diagonal is left out: it holds “■” throughout"),
        ("notes right below", "row 7 is left out (below the matrix): “Source: a workshop in May”"),
        ("titles left, codes above", "names of rows and columns are the same by their codes"),
        ("upper half", "only the cells above the diagonal are filled in; each score counts one way alone"),
        ("lower half", "only the cells below the diagonal are filled in; each score counts one way alone"),
    ],
)
def test_what_is_done_with_an_odd_shape_is_said(shape: str, wanted: str) -> None:
    assert wanted in said(shape)


def test_titles_beside_codes_are_kept() -> None:
    for shape in nonempty(("titles left, codes above", "codes left, titles above")):
        matrix = read(SHAPES[shape][0]()).matrix
        assert matrix is not None
        assert matrix.titles == dict(zip(NAMES, TITLES, strict=True))


def test_codes_alike_with_other_titles_are_other_things() -> None:
    across = ["1. No poverty", "2. No hunger"]
    rows = [["", *across], ["1. Cash", "3", "1"], ["2. Meals", "0", "2"]]
    matrix = read(lines(rows)).matrix
    assert matrix is not None
    assert matrix.targets == tuple(across)


def test_a_row_that_only_looks_like_sums_or_a_note_is_an_error() -> None:
    more = named(SIGNED)
    for row in nonempty((["2.3", *map(text, SIGNED.sum(axis=0) + 1)], ["2.3", "", "", "", "", ""])):
        assert read(lines([*more, row])).matrix is None


def test_per_cents_are_asked_about() -> None:
    rows = [["", "a", "b"], ["a", "", "25%"], ["b", "100 %", ""]]
    reading = read(lines(rows))
    assert reading.matrix is None
    hints = [say(one.hint, "en") for one in reading.findings]
    assert "write all scores without the sign %: 25" in hints


def test_scores_shown_as_per_cents_are_read_as_they_are_stored_and_that_is_said() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for down, row in enumerate(numbers(named(PLAIN)), 1):
        for right, value in enumerate(row, 1):
            cell = sheet.cell(down, right, value / 4 if isinstance(value, float) else value or None)
            cell.number_format = "0%"
    reading = read(saved(made))
    assert (whole(reading, NAMES) == PLAIN / 4).all()
    assert [say(one.message, "en") for one in reading.findings] == [
        "number formats show other figures than the cells hold, as in C2; 1 is read there"
    ]
