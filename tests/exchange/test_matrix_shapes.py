"""Matrices in the shapes that people have: all arrive whole, their totals are numpy's; judges give medians."""

import csv
import io
import random
import statistics
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
import yaml

from loops import nonempty, sampled
from matrices import NAMES, TITLES, Array, book, cells, lines, named, numbers, read, scores, text, whole
from realign.exchange.matrix import MatrixReading, read_matrices, read_matrix
from realign.exchange.matrix_plan import matrix_plan
from realign.exchange.name_list import MOST, read_names
from realign.findings import CallError, Severity
from realign.loading import load
from workbooks import by_openpyxl


def with_sums(matrix: Array) -> list[list[str]]:
    rows = named(matrix)
    rows[0].append("Total")
    for row, one in zip(rows[1:], matrix, strict=True):
        row.append(text(one.sum()))
    return [*rows, ["Sum", *map(text, matrix.sum(axis=0)), text(matrix.sum())]]


WORDS = {0: "N", 1: "L", 2: "M", 3: "H", 4: "VH"}
SIGNS = {-2: "--", -1: "-", 0: "0", 1: "+", 2: "++"}
CHINESE = {0: "无", 1: "弱", 2: "中", 3: "强"}


def worded(matrix: Array, words: Mapping[int, str]) -> list[list[str]]:
    rows = named(matrix)
    for i, row in enumerate(rows[1:]):
        row[1:] = ["" if i == j else words[int(matrix[i, j])] for j in range(len(matrix))]
    return rows


def two_headers(matrix: Array) -> list[list[str]]:
    head, *rows = named(matrix)
    longer = [[row[0], title, *row[1:]] for row, title in zip(rows, TITLES, strict=True)]
    return [["code", "name", *head[1:]], ["", "", *TITLES], *longer]


SIGNED, PLAIN, SMALL = scores(1), scores(2, 0, 4), scores(3, -2, 2)
FOUR, THREE = scores(4, 0, 4), scores(5, 0, 3)
LONG = [f"{title}, as the assembly of the city has asked for it" for title in TITLES]
BARE = [str(number) for number in range(1, 6)]
SHAPES: dict[str, tuple[Callable[[], bytes], Array, list[str]]] = {
    "plain": (lambda: lines(named(SIGNED)), SIGNED, NAMES),
    "semicolons": (lambda: lines(named(SIGNED), ";"), SIGNED, NAMES),
    "tabs": (lambda: lines(named(SIGNED), "\t"), SIGNED, NAMES),
    "utf-16": (lambda: lines(named(SIGNED), "\t").decode().encode("utf-16"), SIGNED, NAMES),
    "decimal commas": (lambda: lines(named(SIGNED / 2), ";").replace(b".5", b",5"), SIGNED / 2, NAMES),
    "no names": (lambda: lines(cells(SIGNED, "0"), ";"), SIGNED, BARE),
    "no names, blanks": (lambda: lines(cells(PLAIN, "0"), " "), PLAIN, BARE),
    "no names, several blanks": (lambda: lines(cells(PLAIN, "0"), "   "), PLAIN, BARE),
    "no corner": (lambda: lines([NAMES, *named(SIGNED)[1:]]), SIGNED, NAMES),
    "names above only": (lambda: lines([TITLES, *cells(PLAIN, "0")]), PLAIN, TITLES),
    "NA": (lambda: lines(named(SIGNED, diagonal="NA", corner="Target")), SIGNED, NAMES),
    "nan": (lambda: lines(named(SIGNED, diagonal="nan")), SIGNED, NAMES),
    "ones": (lambda: lines(named(SIGNED, diagonal="1")), SIGNED, NAMES),
    "crosses": (lambda: lines(named(SIGNED, diagonal="x")), SIGNED, NAMES),
    "code and name": (lambda: lines(two_headers(SIGNED)), SIGNED, NAMES),
    "title and legend": (
        lambda: lines([["Cross-impact matrix", "", ""], [], *named(SIGNED), [], ["Legend: 3 strong", ""]]),
        SIGNED,
        NAMES,
    ),
    "sums": (lambda: lines(with_sums(SIGNED)), SIGNED, NAMES),
    "words": (lambda: lines(worded(FOUR, WORDS)), FOUR, NAMES),
    "signs": (lambda: lines(worded(SMALL, SIGNS)), SMALL, NAMES),
    "Chinese words": (lambda: lines(worded(THREE, CHINESE)), THREE, NAMES),
    "long names": (lambda: lines(named(SIGNED, LONG), ";"), SIGNED, LONG),
    "line breaks": (
        lambda: lines(named(SIGNED, [name.replace(" ", "\n", 1) for name in TITLES])),
        SIGNED,
        TITLES,
    ),
    "xlsx": (lambda: book({"Sheet1": numbers(named(SIGNED))}), SIGNED, NAMES),
    "xlsx with a title": (lambda: book({"M": [["Scores"], [], *numbers(named(SIGNED))]}), SIGNED, NAMES),
    "xlsx with sums": (lambda: book({"M": numbers(with_sums(SIGNED))}), SIGNED, NAMES),
    "xlsx without corner": (lambda: book({"M": [NAMES, *numbers(named(SIGNED))[1:]]}), SIGNED, NAMES),
    "xlsx behind a cover": (
        lambda: book({"About": [["Scores of the workshop"]], "M": numbers(named(SIGNED))}),
        SIGNED,
        NAMES,
    ),
}


@pytest.mark.parametrize("shape", sampled(SHAPES, 3))
def test_a_matrix_arrives_whole(shape: str) -> None:
    make, matrix, names = SHAPES[shape]
    found = whole(read(make()), names)
    assert (found == matrix).all()
    assert found.sum() == matrix.sum()
    assert (found.sum(axis=0) == matrix.sum(axis=0)).all()
    assert (found.sum(axis=1) == matrix.sum(axis=1)).all()


@pytest.mark.parametrize("shape", sampled(SHAPES, 4))
def test_what_is_read_is_a_sound_plan(shape: str, tmp_path: Path) -> None:
    make, matrix, names = SHAPES[shape]
    reading = read(make())
    assert reading.matrix is not None
    for name, written in matrix_plan(reading.matrix, "m.csv").items():
        (tmp_path / name).write_text(written, encoding="utf-8")
    plan = load(tmp_path).plan
    assert plan is not None
    assert sum(one.strength or 0 for one in plan.links) == pytest.approx(matrix.sum())
    assert max(len(one.id) for one in plan.outcomes) <= 24
    assert len(plan.outcomes) == len(names)


@pytest.mark.parametrize(
    "shape", ["ones", "sums", "title and legend", "no names", "words", "xlsx behind a cover"]
)
def test_what_is_read_otherwise_than_it_looks_is_said(shape: str) -> None:
    said = [str(one.message) for one in read(SHAPES[shape][0]()).findings]
    wanted = {
        "ones": ["the diagonal is left out"],
        "sums": ["row 7 is left out: it holds the sums", "column G is left out: it holds the sums"],
        "title and legend": ["row 1 is left out (above", "row 10 is left out (below"],
        "no names": ["there are no names"],
        "words": ["words are read as scores: N = 0, L = 1, M = 2, H = 3, VH = 4"],
        "xlsx behind a cover": ["the sheet About is left out"],
    }[shape]
    for begin in nonempty(wanted):
        assert any(one.startswith(begin) for one in said), said


def test_a_sum_that_is_none_is_said() -> None:
    rows = with_sums(SIGNED)
    rows[2][-1] = "99"
    (said,) = [str(one.message) for one in read(lines(rows)).findings if "sums, but" in str(one.message)]
    assert said == "column G is left out as sums, but G3 (99) is not the sum of its scores"


def test_names_come_from_a_file_of_names() -> None:
    found = read(lines(cells(SIGNED, "0")), names=[*zip(NAMES, TITLES, strict=True)])
    assert (whole(found, NAMES) == SIGNED).all()
    assert found.matrix is not None
    assert found.matrix.titles == dict(zip(NAMES, TITLES, strict=True))


def test_words_of_ones_own() -> None:
    words = {0: "never", 1: "at times", 2: "often", 3: "always"}
    raw = lines(worded(THREE, words))
    wrong = read(raw)
    assert wrong.matrix is None
    assert sum(one.severity is Severity.ERROR for one in wrong.findings) == len(
        {words[int(value)] for value in THREE[~np.eye(5, dtype=bool)]}
    )
    given = {"never": 0.0, "attimes": 1.0, "often": 2.0, "always": 3.0}
    assert (whole(read(raw, words=given), NAMES) == THREE).all()


def test_reasons_in_brackets_and_in_a_second_sheet_are_kept() -> None:
    rows = [["", "a", "b"], ["a", "", "2 (rents follow)"], ["b", "-1（水患）", ""]]
    found = read(lines(rows)).matrix
    assert found is not None
    assert [(one.written, one.says) for one in found.entries] == [("2", "rents follow"), ("-1", "水患")]
    why = [["", "a", "b"], ["a", "", "rents follow"], ["b", "", ""]]
    found = read(book({"Scores": [["", "a", "b"], ["a", "", 2], ["b", 1, ""]], "Reasons": why})).matrix
    assert found is not None
    assert [(one.value, one.says) for one in found.entries] == [(2, "rents follow"), (1, "")]


def judged(reading: MatrixReading) -> dict[tuple[str, str], list[float]]:
    assert reading.matrix is not None, [str(one.message) for one in reading.findings]
    return {
        (one.source, one.target): [entry.value if entry else 0.0 for _, entry in one.said]
        for one in reading.matrix.judged
    }


PANEL = [scores(seed, -1, 3) for seed in (11, 12, 13, 14)]
SEVERAL: dict[str, Callable[[], list[bytes]]] = {
    "a file each": lambda: [lines(named(one)) for one in PANEL],
    "files of all kinds": lambda: [
        lines(named(PANEL[0]), ";"),
        book({"M": numbers(named(PANEL[1]))}),
        lines(with_sums(PANEL[2])),
        lines([NAMES, *named(PANEL[3])[1:]]),
    ],
    "stacked": lambda: [lines([row for one in PANEL for row in ([], *named(one))])],
    "stacked with titles": lambda: [
        lines([row for at, one in enumerate(PANEL) for row in ([f"Expert {at}"], *named(one), [])])
    ],
    "a sheet each": lambda: [book({f"Expert {at}": numbers(named(one)) for at, one in enumerate(PANEL)})],
    "in another order": lambda: [
        lines(named(PANEL[0])),
        *(lines(mixed(one, seed)) for seed, one in enumerate(PANEL[1:])),
    ],
}


def mixed(matrix: Array, seed: int) -> list[list[str]]:
    """The same matrix, its rows and columns in another order."""
    order = random.Random(seed).sample(range(5), 5)  # noqa: S311 - no secret
    return named(matrix[np.ix_(order, order)], [NAMES[at] for at in order])


@pytest.mark.parametrize("form", SEVERAL)
def test_several_judges_give_medians(form: str, tmp_path: Path) -> None:
    reading = read_matrices([(raw, f"{at}.csv") for at, raw in enumerate(SEVERAL[form]())])
    found = judged(reading)
    for i, source in enumerate(nonempty(NAMES)):
        for j, target in enumerate(nonempty(NAMES)):
            if i != j:
                assert found[source, target] == [one[i, j] for one in PANEL]
    assert reading.matrix is not None
    for name, written in matrix_plan(reading.matrix, "m.csv").items():
        (tmp_path / name).write_text(written, encoding="utf-8")
    plan = load(tmp_path).plan
    assert plan is not None
    assert [one.id for one in plan.judges] == ["g1", "g2", "g3", "g4"]
    for link in nonempty(plan.links):
        for target in nonempty(link.to):
            given = [one[NAMES.index(link.from_[0]), NAMES.index(target)] for one in PANEL]
            low, high = statistics.median_low(given), statistics.median_high(given)
            assert link.score({}) == (0 if low == -high else min(low, high, key=abs))


def test_bare_matrices_below_one_another_are_several_judges() -> None:
    rows = [row for one in PANEL for row in (*cells(one, "0"), [])]
    found = judged(read(lines(rows, ";")))
    assert found["1", "2"] == [one[0, 1] for one in PANEL]
    assert len(found) == 20


def test_judges_of_other_names_are_told_so() -> None:
    other = named(PANEL[1], ["1.1", "1.2", "1.10", "2.1", "3.9"])
    reading = read_matrices([(lines(named(PANEL[0])), "a.csv"), (lines(other), "b.csv")])
    assert reading.matrix is None
    (error,) = [one for one in reading.findings if one.severity is Severity.ERROR]
    assert str(error.message) == "the names are not those of a.csv: it lacks “2.2”; it alone has “3.9”"


def test_blank_cells_of_several_judges() -> None:
    zero, none = ",a,b\na,,0\nb,,\n", ",a,b\na,,2\nb,,\n"
    found = read_matrices([(zero.encode(), "z.csv"), (none.encode(), "n.csv")])
    assert judged(found) == {("a", "b"): [0, 2]}
    said = {str(one.message) for one in found.findings}
    assert "1 blank cell is read as not scored, as other cells hold a 0" in said
    assert "1 blank cell is read as no influence, as no cell holds a 0" in said


def test_a_rectangular_matrix_is_programmes_and_what_they_serve(tmp_path: Path) -> None:
    rows = [["", "SDG1", "SDG2", "SDG3"], ["Cash transfers", "3", "2", "0"], ["School meals", "1", "-1", ""]]
    for raw in (lines(rows), book({"M": numbers(rows)})):
        reading = read(raw)
        assert reading.matrix is not None
        assert any("rows and columns are different things" in str(one.message) for one in reading.findings)
        files = matrix_plan(reading.matrix, "m.csv")
        told = yaml.safe_load(files["flagships.yaml"])["flagships"]
        assert [(one["title"], one["outcomes"]) for one in told] == [
            ("Cash transfers", ["SDG1", "SDG2"]),
            ("School meals", ["SDG1"]),
        ]
        assert [one["x-scores"] for one in told] == [{"SDG1": 3, "SDG2": 2}, {"SDG1": 1, "SDG2": -1}]
    for name, written in files.items():
        (tmp_path / name).write_text(written, encoding="utf-8")
    assert load(tmp_path).plan is not None


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b'{"elements": [{"label": "a"}], "connections": []}', "this is a map of Kumu (JSON), not a matrix"),
        (b"<?xml version='1.0'?><iati-activities/>", "this is IATI (XML), not a matrix"),
        (b"<?xml version='1.0'?>\n<graphml/>", "this is a graph (GraphML), not a matrix"),
        (b"META\nkey;value\nbudget;1\n", "this is a participatory budget (Pabulib), not a matrix"),
        (b"%PDF-1.7", "this is a PDF file, not a matrix"),
        (
            b"From,To,Strength\na,b,2\nb,a,1\n",
            "this is a list of links, not a matrix: it has a column for each end",
        ),
        (b",a,b\na,,\nb,,\n", "the matrix holds no score"),
    ],
)
def test_what_is_no_matrix_is_called_by_its_name(raw: bytes, says: str) -> None:
    reading = read(raw)
    assert reading.matrix is None
    assert [str(one.message) for one in reading.findings] == [says]


@pytest.mark.parametrize("kind", ["csv", "semicolons", "xlsx", "tabs"])
@pytest.mark.parametrize("headed", [True, False])
def test_names_come_from_text_csv_and_workbooks_with_or_without_headings(kind: str, headed: bool) -> None:
    rows = [["Code", "Title"]] * headed + [["A", "Alpha, the first"], ["B", "Beta"]]
    if kind == "xlsx":
        raw = by_openpyxl(Names=rows)
    else:
        sign = {"csv": ",", "semicolons": ";", "tabs": "\t"}[kind]
        stream = io.StringIO()
        csv.writer(stream, delimiter=sign).writerows(rows)
        raw = stream.getvalue().encode()
    assert read_names(raw, "names") == (("A", "Alpha, the first"), ("B", "Beta"))


def test_a_file_of_more_names_than_are_read_is_refused() -> None:
    names = [f"n{number}" for number in range(MOST + 1)]
    assert len(read_names("\n".join(names[:-1]).encode(), "n.txt")) == MOST
    with pytest.raises(CallError, match=f"has {MOST + 1} rows and 2 columns; at most {MOST} are read"):
        read_names("\n".join(names).encode(), "n.txt")


def test_names_without_titles_and_names_that_are_twice() -> None:
    assert read_names(b"North bank\nSouth bank\n", "n.txt") == (("North bank", ""), ("South bank", ""))
    for raw in nonempty((b"", b"A;x\nA;y\n")):
        with pytest.raises(CallError):
            read_names(raw, "n.txt")


@pytest.mark.parametrize(
    ("corner", "turned"), [("to \\ from", True), ("Impact of column on row", True), ("from / to", False)]
)
def test_a_corner_that_says_the_other_direction_is_said(corner: str, turned: bool) -> None:
    text = f"{corner},A,B,C\nA,0,3,2\nB,1,0,0\nC,2,1,0\n"
    said = [str(one.message) for one in read_matrix(text.encode(), "m.csv").findings]
    assert any("turn the matrix round" in one for one in said) == turned
