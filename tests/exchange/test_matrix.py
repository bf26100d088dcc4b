"""A cross-impact matrix becomes a plan, or every fault of it is named with its cell."""

import random
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from loops import tries
from realign.exchange import judge_scores
from realign.exchange.matrix import MatrixReading, read_matrix
from realign.exchange.matrix_plan import matrix_plan
from realign.exchange.rules import MANUAL
from realign.findings import CallError, Rule
from realign.render.cells import cell_name


def read(text: str, scale: float | None = None) -> MatrixReading:
    return read_matrix(text.encode(), "m.csv", scale)


def scores(reading: MatrixReading) -> dict[tuple[str, str], str]:
    assert reading.matrix is not None, [str(finding.message) for finding in reading.findings]
    return {(entry.source, entry.target): entry.written for entry in reading.matrix.entries}


def said(reading: MatrixReading) -> list[tuple[str, int, int, str]]:
    assert reading.matrix is None
    return [
        (one.code, one.place.start.line, one.place.start.column, str(one.message)) for one in reading.findings
    ]


def test_a_row_influences_a_column() -> None:
    reading = read("source\\target,a,b\na,,2\nb,-0.5,0\n")
    assert scores(reading) == {("a", "b"): "2", ("b", "a"): "-0.5"}
    assert reading.matrix is not None
    assert reading.matrix.scale == "2"


@pytest.mark.parametrize(
    "text",
    [
        ",a,b\na,,2\nb,-1,",
        "\ufeff,a,b\r\na,,2\r\nb,-1,\r\n",
        ",a,b\ra,,2\rb,-1,",
        ";a;b\na;;2\nb;-1;\n",
        "\ta\tb\na\t\t2\nb\t-1\t\n",
        "sep=;\n;a;b\na;;2\nb;-1;\n",
        '"","a","b"\n"a","0","2"\n"b","-1","x"\n',
        " , a , b ,,\n a , - , 2 ,,\n b , -1 , 0.0 ,,\n,,,,\n\n",
        "corner,b,a\na,2,\nb,,−1\n",
        ",a,b\na,,２\nb,－1,\n",
    ],
)
def test_what_people_save_reads_the_same(text: str) -> None:
    assert scores(read(text)) == {("a", "b"): "2", ("b", "a"): "-1"}


def test_excel_unicode_text_reads_the_same() -> None:
    reading = read_matrix("\ta\tb\r\na\t\t2\r\nb\t-1\t\r\n".encode("utf-16"), "m.txt")
    assert scores(reading) == {("a", "b"): "2", ("b", "a"): "-1"}


def test_decimals_may_begin_with_a_comma_where_semicolons_divide() -> None:
    assert scores(read(";a;b\na;;1,5\nb;-0,25;\n")) == {("a", "b"): "1.5", ("b", "a"): "-0.25"}


def test_a_name_with_the_other_divider_does_not_mislead() -> None:
    assert scores(read("x;land, housing;b\nland, housing;;1,5\nb;2;\n")) == {
        ("land, housing", "b"): "1.5",
        ("b", "land, housing"): "2",
    }


def test_numbers_stay_as_they_were_written() -> None:
    texts = ["1e-3", "2.50", ".5", "+1", "1.", "-1E2", "007"]
    names = [f"n{number}" for number in range(len(texts) + 1)]
    lines = ["," + ",".join(names)]
    lines += [f"{name}," + ",".join(["", *texts] if name == "n0" else [""] * 8) for name in names]
    assert list(scores(read("\n".join(lines))).values()) == texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("RA802", 1, 1, "the file is empty")]),
        ("\n\n,,\n", [("RA802", 1, 1, "the file is empty")]),
        (",a,b\n", [("RA802", 1, 1, "there is a header, but no row below it")]),
        (",a,b\na,1,2\nb,3,\n", [("RA811", 2, 3, "B2: “a” influences itself (“1”)")]),
        (",a,b\na,,two\nb,,\n", [("RA809", 2, 4, "C2: “two” is not a number")]),
        (",a,b\na,,-\nb,,\n", [("RA809", 2, 4, "C2: “-” is not a number")]),
        (",a,b\na,,nan\nb,inf,\n", [
            ("RA809", 2, 4, "C2: “nan” is not a number"),
            ("RA809", 3, 3, "B3: “inf” is not a number"),
        ]),
        (",a,b\na,,1e999\nb,1e-999,\n", [
            ("RA809", 2, 4, "C2: “1e999” is not a number"),
            ("RA809", 3, 3, "B3: “1e-999” is not a number"),
        ]),
        (',a,b\na,,"1,5"\nb,,\n', [("RA809", 2, 4, "C2: “1,5” is not a number")]),
        (",a,b\na,,1_0\nb,50%,\n", [
            ("RA809", 2, 4, "C2: “1_0” is not a number"),
            ("RA809", 3, 3, "B3: “50%” is not a number"),
        ]),
        (";a;b\na;;1,5\nb;2.5;\n", [
            ("RA810", 3, 3, "B3 has a decimal point, C2 a decimal comma; one file, one way")
        ]),
        (";a;b\na;;1,500\nb;2;\n", [("RA810", 2, 4, "C2 can be read as 1.500 or as 1500")]),
        (",a,b\na,,1\nb,1\n", [("RA806", 3, 3, "row 3 has 2 cells, the header 3")]),
        (",a,b\na,,1\nb,1,,7\n", [("RA806", 3, 6, "D3 stands in a column that the header does not name")]),
        (",a,\na,,1\n,1,\n", [
            ("RA805", 1, 1, "the matrix is not square: 2 rows and 1 columns"),
            ("RA806", 2, 4, "C2 stands in a column that the header does not name"),
            ("RA807", 3, 1, "A3 is blank: this row has no name"),
        ]),
        (",a,b,a\na,,1,\nb,1,,\na,,,\n", [
            ("RA807", 1, 6, "D1: a second column is called “a”"),
            ("RA807", 4, 1, "A4: a second row is called “a”"),
        ]),
        (",a,b\na,,1\nB,1,\n", [
            ("RA805", 1, 4, "C1: there is a column “b”, but no row of that name"),
        ]),
        (',a,"b\n', [("RA804", 1, 4, "a quote is opened in C1 and not closed at its end")]),
        (',"b\nc"\n"b\nc",\n', [
            ("RA808", 1, 2, "B1: the name “b�c” runs over a line break; write it on one line"),
            ("RA808", 3, 1, "A2: the name “b�c” runs over a line break; write it on one line"),
        ]),
        (",a\u202eb\na\u202eb,\n", [
            ("RA808", 1, 2, "B1: the name “a�b” holds a character that cannot be seen (U+202E)"),
            ("RA808", 2, 1, "A2: the name “a�b” holds a character that cannot be seen (U+202E)"),
        ]),
        ("one\ntwo\n", [
            ("RA804", 1, 1, "the header has only one column: no comma, semicolon or tab divides it")
        ]),
        (",a;b\na,1;2\nb,1;2\n", [("RA804", 1, 1, "the header has commas and semicolons; either could divide the columns")]),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_cell_and_place(text: str, expected: list[object]) -> None:
    assert said(read(text)) == expected


def test_all_faults_are_found_in_one_run() -> None:
    codes = [finding.code for finding in read(",a,b\na,7,two\nb,99,\nc,,\n", scale=4).findings]
    assert codes == ["RA811", "RA809", "RA812", "RA805"]  # that it is not square follows from the row c


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (",a,b\na,,2\nb,1,\nAverage,1.5,2\n", "A4: there is a row “Average”, but no column of that name"),
        (",a,b,Rank\na,,2,1\nb,1,,2\n", "D1: there is a column “Rank”, but no row of that name"),
        (",A,b\na,,2\nb,1,\n", "B1: there is a column “A”, but no row of that name"),
        (",a,b\na,,2\nB ,1,\n", "C1: there is a column “b”, but no row of that name"),
    ],
)
def test_one_name_that_is_not_on_both_sides_is_one_finding(text: str, says: str) -> None:
    (finding,) = read(text).findings
    assert str(finding.message) == says


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ((2, 1, 3, 30), True),
        ((2, 1, 3, 33), True),
        ((0.5, 1, 0.25, 9), True),
        ((-2, 1, 3, -30), True),
        ((2, 1, 3, 4), False),
        ((1, 1, 1, 3), False),
        ((2, 1, 30, 30), False),
        ((0, 0, 0, 30), False),
    ],
)
def test_one_score_far_above_all_others_is_pointed_out(scores: tuple[float, ...], said: bool) -> None:
    """It would make the scale, and every other link weak."""
    one, two, three, four = scores
    text = f",a,b,c\na,,{one},{two}\nb,{three},,0\nc,{four},0,\n"
    found = [str(finding.message) for finding in read(text).findings if "scale" in str(finding.message)]
    assert bool(found) is said, found
    assert not said or f"B4: {four}" in found[0]
    assert not read(text, scale=33).findings


def test_positions_count_from_the_line_in_the_file_cells_from_the_row() -> None:
    reading = read('"a\ncorner",a,b\n\na,,1\nb,oops,\n')
    assert said(reading) == [("RA809", 5, 3, "B4: “oops” is not a number")]


def test_a_score_beyond_the_scale_is_found_on_both_sides() -> None:
    reading = read(",a,b\na,,-4.5\nb,4,\n", scale=4)
    assert said(reading) == [("RA812", 2, 4, "C2: -4.5 is beyond the scale of 4")]


@pytest.mark.parametrize("scale", [0.0, -1.0, float("inf"), float("nan")])
def test_a_scale_that_is_none_is_a_wrong_call(scale: float) -> None:
    with pytest.raises(CallError):
        read(",a,b\na,,1\nb,1,\n", scale)


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        (",a,ü\na,,1\n".encode("latin-1"), "RA801", 1, 4),
        (",a,b\n经,,1\n".encode("gbk"), "RA801", 2, 1),
        (b"PK\x03\x04rest", "RA821", 1, 1),
        (b"\x00\x01\x02,\n", "RA801", 1, 1),
        (b"\xff\xfe", "RA802", 1, 1),
        (b"\xef\xbb\xbf", "RA802", 1, 1),
        pytest.param(b"a," * 2**24 + b"\n", "RA803", 1, 1, id="too large"),
        pytest.param(b",a\n" + b"a,\n" * 1100, "RA803", 1, 1, id="too many rows"),
    ],
)
def test_what_is_no_csv_file_is_a_finding(raw: bytes, code: str, line: int, column: int) -> None:
    (finding,) = read_matrix(raw, "m.csv").findings
    assert (finding.code, finding.place.start.line, finding.place.start.column) == (code, line, column)


@settings(max_examples=tries(60))
@given(st.binary(max_size=80) | st.text(',;\t\r\n"ab1.-x', max_size=60).map(str.encode))
def test_no_bytes_lead_to_a_traceback(raw: bytes) -> None:
    reading = read_matrix(raw, "m.csv")
    assert (reading.matrix is None) == bool(reading.findings)


def test_a_table_of_words_does_not_flood_the_reader() -> None:
    names = [f"n{number}" for number in range(40)]
    lines = [",".join(["", *names]), *(",".join([name, *["word"] * 40]) for name in names)]
    findings = read("\n".join(lines)).findings
    assert [str(one.message) for one in findings if one.code == "RA809"] == [
        "C2: “word” is not a number (1560 cells: C2, D2, E2, F2, G2, …)"
    ]


def test_cells_are_called_as_a_spreadsheet_calls_them() -> None:
    assert [cell_name(7, column) for column in (0, 2, 25, 26, 701, 702)] == [
        "A7", "C7", "Z7", "AA7", "ZZ7", "AAA7",
    ]  # fmt: skip


def test_every_rule_has_a_manual() -> None:
    assert len({rule.code for rule in MANUAL}) == len(MANUAL)
    for rule in MANUAL:
        assert str(rule.summary).endswith(".")
        assert len(str(rule.remedy)) > 40


@pytest.mark.parametrize("rule", [rule for rule in MANUAL if rule.broken], ids=lambda rule: rule.code)
def test_the_broken_example_has_the_fault_and_the_mended_one_has_none(rule: Rule) -> None:
    assert rule.code in {finding.code for finding in read(rule.broken).findings}
    assert read(rule.mended).matrix is not None


NASTY = ["NO", "1.10", "a: b", "=cmd|' /C calc'!A0", "🌱", "住房", "- x", "#1", "null", "12:30", 'say "hi"', "1e3", "~", "{a}", "[b]", "&c", "*d", "%e", "@f", "`g", "a #b", "a\\b", "yes", "010", "2020-01-01", "a, b", "'q'", "👩‍🔧", "?", "<<"]  # fmt: skip


def csv_of(names: list[str], cells: dict[tuple[str, str], str]) -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    lines = [",".join(["", *map(quoted, names)])]
    lines += [",".join([quoted(row), *(cells.get((row, column), "") for column in names)]) for row in names]
    return "\n".join(lines) + "\n"


def test_the_plan_holds_names_and_numbers_as_they_stand_in_the_file() -> None:
    cells = {(one, NASTY[-1 - at]): f"{at}.50" for at, one in enumerate(NASTY, 1) if at < 12}
    reading = read(csv_of(NASTY, cells))
    assert reading.matrix is not None
    files = matrix_plan(reading.matrix, "some folder/my matrix.csv")
    base = {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in files.items()}  # noqa: S506
    safe = {name: yaml.safe_load(text) for name, text in files.items()}
    assert [one["id"] for one in safe["outcomes.yaml"]["outcomes"]] == NASTY
    links = base["links.yaml"]["links"]
    assert {(one["from"][0], one["to"][0]): one["strength"] for one in links} == cells
    assert {tuple(one["refs"]) for one in links} == {(f"my-matrix row {name}",) for name, _ in cells}
    assert set(base["sources.yaml"]["sources"][0]["paragraphs"]) == {f"row {name}" for name in NASTY}


@settings(max_examples=tries(60))
@given(st.lists(st.text(min_size=1, max_size=12), min_size=2, max_size=5, unique=True))
def test_any_name_that_is_accepted_survives(names: list[str]) -> None:
    reading = read(csv_of(names, {(names[0], names[1]): "2"}))
    if reading.matrix is not None:
        files = matrix_plan(reading.matrix, "m.csv")
        read_back = yaml.safe_load(files["outcomes.yaml"])["outcomes"]
        # a last row and column without a name and without a score are what a spreadsheet leaves behind
        assert [one["id"] for one in read_back] == [
            " ".join(name.split()) if re.search("[\r\n]", name) else name.strip()
            for name in names
            if name.strip()
        ]


@pytest.mark.slow
def test_the_same_file_gives_the_same_bytes_and_a_large_one_is_quick() -> None:
    draw = random.Random(7)  # noqa: S311
    names = [f"{number // 10}.{number % 10}" for number in range(169)]
    cells = {(a, b): str(draw.randint(-3, 3)) for a in names for b in names if a != b}
    text = csv_of(names, cells)
    one, two = read(text), read(text)
    assert one.matrix is not None
    assert two.matrix is not None
    assert matrix_plan(one.matrix, "m.csv") == matrix_plan(two.matrix, "m.csv")
    assert len(scores(one)) == sum(score != "0" for score in cells.values())


def test_a_score_that_no_plan_could_hold_is_refused_here() -> None:
    ((code, line, column, message),) = said(read(",a,b\na,,2000000000\nb,1,\n"))
    assert (code, line, column) == ("RA812", 2, 4)
    assert message == "C2: 2000000000 is beyond the scale of 1e+09"
    assert scores(read(",a,b\na,,1000000000\nb,1,\n"))
    with pytest.raises(CallError):
        read(",a,b\na,,1\nb,1,\n", scale=2e9)


def square(count: int, score: str) -> str:
    names = [f"n{number}" for number in range(count)]
    return "\n".join(["," + ",".join(names), *(f"{name}," + ",".join([score] * count) for name in names)])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (square(300, "much"), "RA809", "C2: “much” is not a number"),
        (",a,b\na,,1\nb,1,\n" + "," * 2_000_000, "RA803", "the file has more than 1200000 cells"),
        (",a,b\na,,1\nb,1,\n" + "\n" * 2_000_000, "RA803", "the file has more than 1200000 cells"),
        ("," + ",".join(["N" * 180 + "x"] * 999) + "\nn,1", "RA807", "C1: a second column is called"),
    ],
    ids=["no scores", "columns", "rows", "names"],
)
def test_a_file_of_a_million_wrong_cells_is_told_so(text: str, code: str, message: str) -> None:
    found = [one for one in said(read(text)) if one[0] == code]
    assert found[0][3].startswith(message)
    assert len(found) <= 200


def test_a_thousand_names_are_read_and_not_one_more() -> None:
    for count, code in ((1_000, "RA806"), (1_001, "RA803")):
        names = [f"n{number}" for number in range(count)]
        rows = "\n".join(f"{name}," for name in names)
        assert code in {one[0] for one in said(read("," + ",".join(names) + "\n" + rows))}


def test_a_plan_does_not_hold_more_scores_than_can_be_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_scores, "MOST_STATEMENTS", 5)
    ((code, _, _, message),) = said(read(",a,b,c\na,,1,1\nb,1,,1\nc,1,1,\n"))
    assert (code, message) == ("RA803", "the file has 6 scores; a plan holds 5 at most")
