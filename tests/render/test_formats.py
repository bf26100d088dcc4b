"""One nasty report through each format of answers."""

import csv
import io
import json
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loops import tries
from realign.findings import CallError, Finding
from realign.render import Format, table
from realign.render.cells import width
from realign.render.plot import plotted
from realign.render.screen import on_screen
from realign.render.selection import chosen
from realign.sheets import Cell, Column, Curve, Heat, Kind, Part, RenderOptions, Sheet, untranslated
from realign.text import Wordings
from realign.views import sheets

NASTY = "=cmd|'/C calc'!A0 [/x] [resilience] :warning: 增加 \"x\" <b>&amp;"
ESCAPES = "a\x1b[31mred\x1b]8;;http://x\x07 \u202eright\x00\nnext"
ANSWERS = (Format.TABLE, Format.JSON, Format.CSV, Format.MARKDOWN, Format.HTML)


@dataclass(frozen=True)
class Answer:
    title: str
    both: Wordings
    amount: int
    share: float
    unknown: float | None
    many: tuple[str, ...]

    passed = True
    findings: tuple[Finding, ...] = ()

    def sheets(self) -> tuple[Part, ...]:
        columns = (
            Column("title", Wordings(en="Title", zh="标题")),
            Column("amount", Wordings(en="Amount", zh="金额"), Kind.MONEY),
            Column("share", "Share", Kind.SHARE),
            Column("unknown", "Unknown", Kind.NUMBER),
            Column("many", "Many"),
            Column("both", "Both"),
        )
        row = (self.title, self.amount, self.share, self.unknown, self.many, self.both)
        return (
            Sheet("main", "Main [/]", columns, (row, (ESCAPES, -5, 0.0, -1.5, (), "plain")), ("note [/x]",)),
            Heat("heat", "Heat", ("a", "b"), ("a", "b"), ((None, 1.0), (-2.0, None))),
            Curve(
                "curve",
                "Curve",
                Column("x", "Money", Kind.MONEY),
                Column("y", "Value"),
                ((0, 1), (5, 2)),
                (3,),
            ),
        )


@dataclass(frozen=True)
class _Only:
    sheet: Sheet
    passed = True
    findings: tuple[Finding, ...] = ()

    def sheets(self) -> tuple[Part, ...]:
        return (self.sheet,)


ANSWER = Answer(NASTY, Wordings(en="English", zh="中文"), 2_556_107, 0.831, None, ("1.10", "2"))


_TEXTS = st.text(st.sampled_from("ab 1.中Ω=\t\n\x1b"), max_size=9)
_CELLS = st.none() | _TEXTS | st.integers(-5, 2_000_000) | st.lists(_TEXTS, max_size=2).map(tuple)
_ROWS = st.lists(st.tuples(_CELLS, _TEXTS, st.none() | st.integers(0, 9), _TEXTS), max_size=4).map(tuple)


@settings(max_examples=tries(60), deadline=None)
@given(rows=_ROWS, notes=st.lists(_TEXTS, max_size=2).map(tuple), title=st.sampled_from(["One", "标题 1"]))
def test_on_a_pipe_stands_what_an_endless_terminal_would_show(
    rows: tuple[tuple[Cell, ...], ...], notes: tuple[str, ...], title: str
) -> None:
    columns = (
        Column("a", "甲"),
        Column("b", "b", Kind.CODE),
        Column("c", "c", Kind.INTEGER),
        Column("d", "d"),
    )
    answer = _Only(Sheet("one", title, columns, rows, notes))
    page = RenderOptions()
    assert table.render(answer, page) == on_screen(chosen(answer, page), page)


def test_one_endless_cell_does_not_widen_all_the_others() -> None:
    rows = (("x" * 1_000_000, 1), *(("y", number) for number in range(3_000)))
    text = table.render(
        _Only(Sheet("one", "", (Column("a", "a"), Column("b", "b", Kind.INTEGER)), rows)), RenderOptions()
    )
    assert len(text) < 25_000_000
    assert "x" * 1_000_000 in text


@pytest.mark.parametrize("form", ANSWERS)
@pytest.mark.parametrize(
    "page",
    [RenderOptions(), RenderOptions(language="zh", width=40, colour=True), RenderOptions(unicode=False)],
)
def test_plan_text_never_becomes_a_terminal_code(form: Format, page: RenderOptions) -> None:
    text = form.render(ANSWER, page)
    assert "\x1b]8" not in text
    assert "\u202e" not in text
    assert "\x00" not in text
    assert page.colour or "\x1b" not in text


def test_table_on_a_pipe_shows_text_unchanged_and_uncut() -> None:
    text = Format.TABLE.render(ANSWER, RenderOptions())
    assert NASTY in text
    assert "Main [/]" in text
    assert "2 556 107" in text
    assert "83 %" in text


@pytest.mark.parametrize("columns", [20, 40, 80, 120])
def test_table_on_a_terminal_stays_in_its_width_and_loses_nothing(columns: int) -> None:
    text = Format.TABLE.render(ANSWER, RenderOptions(width=columns))
    assert "".join(NASTY.split()) in "".join(text.split()) or columns < 100
    assert all(sum(2 if char > "\u2e80" else 1 for char in line) <= columns for line in text.splitlines())


def test_a_narrow_terminal_gets_a_few_lines_for_each_row() -> None:
    columns = tuple(Column(name, name.upper()) for name in "abcdefghij")
    rows: tuple[tuple[Cell, ...], ...] = (
        ("first", *map(str, range(8)), "a long text " * 4),
        ("second", *map(str, range(8)), ()),
    )
    text = Format.TABLE.render(_Only(Sheet("main", "Main", columns, rows)), RenderOptions(width=30))
    assert text.splitlines()[:3] == ["Main", "A: first · B: 0 · C: 1", "  D: 2 · E: 3 · F: 4 · G: 5"]
    assert "J:" not in text.split("second")[1], "what is empty takes no room"
    assert len(text.splitlines()) < 15


@pytest.mark.parametrize(("language", "said"), [("en", "none"), ("zh", "无")])
@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN, Format.HTML])
def test_a_table_without_rows_says_so(form: Format, language: str, said: str) -> None:
    empty = _Only(Sheet("main", "Main", (Column("a", "A"),), ()))
    assert said in form.render(empty, RenderOptions(language=language))


@pytest.mark.parametrize("columns", [None, 120])
def test_columns_line_up_whatever_the_script(columns: int | None) -> None:
    heads = (("a", "成果名称"), ("b", "Sum"), ("c", "排名"), ("d", "Why"))
    kinds = (Kind.TEXT, Kind.MONEY, Kind.INTEGER, Kind.TEXT)
    sheet = Sheet(
        "main",
        "",
        tuple(Column(name, title, kind) for (name, title), kind in zip(heads, kinds, strict=True)),
        (
            ("土地 | 人人有其居", 4_100_000, 31, "没有"),
            ("Homes", 77, 5, "yes"),
            ("家", 62_000, 8_888, "依据annex"),
        ),
    )
    lines = Format.TABLE.render(_Only(sheet), RenderOptions(language="zh", width=columns)).splitlines()
    cells = (
        ("成果名称", "Sum", "排名", "Why"),
        ("土地 | 人人有其居", "4 100 000", "31", "没有"),
        ("Homes", "77", "5", "yes"),
        ("家", "62 000", "8888", "依据annex"),
    )
    assert len(lines) == len(cells)
    for place, right in enumerate((False, True, True, False)):
        edges = set()
        for line, row in zip(lines, cells, strict=True):
            before, found, _ = line.partition(row[place])
            edges.add(width(before + found if right else before))
        assert len(edges) == 1, lines


@pytest.mark.parametrize("columns", range(30, 60))
def test_no_fold_tears_an_amount_apart(columns: int) -> None:
    said = "Nothing suffers once EUR 12 000 000 comes, or 95 % of it，即所需USD 2 556 107到位时才足以覆盖各项工作。"
    sheet = Sheet("main", "", (Column("a", "A"), Column("b", "B")), (("x", said),), (said,))
    text = Format.TABLE.render(_Only(sheet), RenderOptions(width=columns))
    for whole in ("EUR 12 000 000", "95 %", "USD 2 556 107"):
        assert text.count(whole) == 2, text
    assert max(map(width, text.splitlines())) <= columns
    assert said in Format.TABLE.render(_Only(sheet), RenderOptions())


MONEY = Column("cost", "Cost", Kind.MONEY)


@dataclass(frozen=True)
class _Sheets:
    parts: tuple[Part, ...]
    passed = True
    findings: tuple[Finding, ...] = ()

    def sheets(self) -> tuple[Part, ...]:
        return self.parts


@pytest.mark.parametrize("form", [Format.TABLE, Format.MARKDOWN, Format.HTML])
def test_the_currency_is_said_once_where_money_is_first_seen(form: Format) -> None:
    columns = (Column("a", "A"), MONEY)
    answer = _Sheets(
        (
            Sheet("empty", "Empty", columns, ()),
            Sheet("plain", "Plain", columns[:1], (("x",),)),
            Sheet("first", "First", columns, (("y", 5),), ("a note",)),
            Sheet("second", "Second", columns, (("z", 7),)),
        )
    )
    text = form.render(answer, RenderOptions(currency="EUR"))
    assert text.count("amounts in EUR") == 1
    assert text.index("First") < text.index("amounts in EUR") < text.index("a note") < text.index("Second")
    assert "金额单位：EUR" in form.render(
        answer, RenderOptions(currency="EUR", language="zh", sheet="second")
    )
    assert "amounts in" not in form.render(answer, RenderOptions())
    assert "amounts in" not in form.render(answer, RenderOptions(currency="EUR", sheet="plain"))


def test_a_list_of_nothing_is_a_dash_like_what_is_unknown() -> None:
    answer = _Only(
        Sheet("main", "Main", (Column("a", "A"), Column("b", "B"), Column("c", "C")), (((), None, ""),))
    )
    assert "| – | – |  |" in Format.MARKDOWN.render(answer, RenderOptions())
    assert "| - | - |  |" in Format.MARKDOWN.render(answer, RenderOptions(unicode=False))
    assert Format.CSV.render(answer, RenderOptions()) == "a,b,c\n,,\n"


def test_csv_keeps_numbers_and_disarms_formulas() -> None:
    rows = list(csv.DictReader(io.StringIO(Format.CSV.render(ANSWER, RenderOptions()))))
    assert rows[0]["title"] == "'" + NASTY
    assert rows[0]["amount"] == "2556107"
    assert rows[1]["amount"] == "-5"
    assert rows[1]["unknown"] == "-1.5"
    assert rows[0]["unknown"] == ""
    assert rows[0]["many"] == "1.10; 2"


def test_csv_writes_the_sheet_that_is_asked_for() -> None:
    with pytest.raises(CallError, match="no table 'x'"):
        Format.CSV.render(ANSWER, RenderOptions(sheet="x"))


SAID = _Only(Sheet("why", "Why", (), (), ("because", "=1+1")))
EXAMPLE = _Only(Sheet("broken", "Broken", (), (), ("links:", "  - {says: 1 < 2 `x` ```}"), verbatim=True))


def test_csv_of_an_answer_without_a_table_holds_its_sentences() -> None:
    for page in (RenderOptions(), RenderOptions(sheet="why")):
        assert Format.CSV.render(SAID, page) == "sheet,says\nwhy,because\nwhy,'=1+1\n"


def test_an_example_keeps_its_blanks_and_its_signs() -> None:
    line = "  - {says: 1 < 2 `x` ```}"
    assert f"\n    links:\n    {line}\n" in Format.TABLE.render(EXAMPLE, RenderOptions())
    assert f"\n````\nlinks:\n{line}\n````\n" in Format.MARKDOWN.render(EXAMPLE, RenderOptions())
    assert f"<pre>links:\n{line.replace('<', '&lt;')}</pre>" in Format.HTML.render(EXAMPLE, RenderOptions())
    assert Format.CSV.render(EXAMPLE, RenderOptions()).splitlines()[2] == f"broken,{line}"


def test_json_is_the_fields_of_the_answer() -> None:
    data = json.loads(Format.JSON.render(ANSWER, RenderOptions(language="zh", unicode=False)))
    assert data["title"] == NASTY
    assert data["both"] == "中文"
    assert data["unknown"] is None
    assert data["amount"] == 2_556_107


def test_markdown_escapes_what_it_would_take_for_its_own() -> None:
    text = Format.MARKDOWN.render(ANSWER, RenderOptions())
    row = next(line for line in text.splitlines() if "calc" in line)
    assert row.count("|") - row.count("\\|") == 7
    assert "\\[/x\\]" in row
    assert "<b>" not in row.replace("\\<b\\>", "")


def test_html_escapes_everything() -> None:
    text = Format.HTML.render(ANSWER, RenderOptions())
    assert "<b>" not in text
    assert "&lt;b&gt;&amp;amp;" in text
    assert "Content-Security-Policy" in text


def test_a_curve_is_drawn_on_a_terminal_and_told_in_numbers_elsewhere() -> None:
    assert "█" in Format.TABLE.render(ANSWER, RenderOptions(width=80))
    assert "█" not in Format.TABLE.render(ANSWER, RenderOptions())
    assert "#" in Format.TABLE.render(ANSWER, RenderOptions(width=80, unicode=False))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_a_curve_is_drawn_within_the_terminal_one_label_for_each_step(columns: int, language: str) -> None:
    x = Column("x", Wordings(en="Unearmarked", zh="非专用资金"), Kind.MONEY)
    curve = Curve("c", "C", x, Column("y", "Value"), ((0, 2), (80_000, 3), (770_000, 9)), (420_000,))
    drawn = plotted(curve, RenderOptions(width=columns, language=language)).splitlines()
    assert max(map(width, drawn)) <= columns
    labels = [line.split("│")[0].strip() for line in drawn if "│" in line]
    assert labels == [str(label) for label in range(9, 0, -1)]
    assert ("非专用资金" if language == "zh" else "Unearmarked") in drawn[-1]


def test_missing_wordings_are_counted() -> None:
    assert untranslated(sheets(ANSWER), "zh") == 0
    assert untranslated(sheets(ANSWER), "fr") == 3
