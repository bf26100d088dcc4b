"""The tables of a paper: empty columns are named and left out, long texts stand below their row, all fits."""

from hypothesis import given
from hypothesis import strategies as st

from loops import nonempty
from realign.render.column_widths import widths
from realign.render.paper_table import on_paper, without_empty
from realign.sheets import Column, Kind, RenderOptions, Sheet
from realign.text import say

PAGE = RenderOptions(currency="EUR")
LONG = "a reason that goes on and on " * 8


def test_a_column_that_holds_nothing_is_named_and_left_out() -> None:
    columns = (Column("a", "Work"), Column("b", "Chance", Kind.SHARE), Column("c", "Cost", Kind.MONEY))
    sheet = Sheet("s", "T", columns, (("x", None, 5), ("y", None, 6), ("z", None, None)), ("as it was",))
    told = without_empty(sheet)
    assert [column.name for column in told.columns] == ["a", "c"]
    assert told.rows == (("x", 5), ("y", 6), ("z", None))
    assert [say(note, "en") for note in told.notes] == ["nothing in any row: Chance", "as it was"]
    few = Sheet("s", "T", columns, (("x", None, 5),))
    assert without_empty(few) is few, "a row or two say it themselves"


def test_no_amount_is_divided_and_long_texts_stand_below() -> None:
    columns = (
        Column("id", "Id", Kind.CODE),
        Column("cost", "With 2 556 107", Kind.MONEY),
        Column("reason", "Reason"),
        Column("now", "Now"),
    )
    rows = (("A1", 1_000_000, LONG, "USD 2 000 000 is there"), ("A2", None, None, "–"))
    told = on_paper(Sheet("s", "T", columns, rows, under=("reason",)), PAGE, 170)
    assert list(told.grid[0]) == ["Id", "With 2\u00a0556\u00a0107", "Now"]
    assert list(told.grid[1]) == ["A1", "1\u00a0000\u00a0000", "USD\u00a02\u00a0000\u00a0000 is there"]
    assert list(told.below) == [f"Reason: {LONG}", ""]
    assert list(told.right) == [False, True, False]
    assert abs(sum(told.wide) - 170) < 1e-6, "what stands below has the whole table"


def test_the_longest_texts_of_a_crowded_table_stand_below_and_nothing_is_lost() -> None:
    columns = (
        Column("id", "Id", Kind.CODE),
        Column("refs", "Paragraphs"),
        *(Column(f"s{at}", f"State {at}", Kind.STATE) for at in range(9)),
    )
    rows = tuple((f"A{at}", f"{LONG}{at}", *["covered"] * 9) for at in range(5))
    told = on_paper(Sheet("s", "T", columns, rows), PAGE, 170)
    assert "Paragraphs" not in told.grid[0]
    assert [below.removeprefix("Paragraphs: ") for below in told.below] == [row[1] for row in rows]
    assert len(told.grid[0]) == len(told.wide) == 10


@given(
    st.integers(1, 7).flatmap(
        lambda columns: st.lists(
            st.lists(st.text("ab é住", max_size=90), min_size=columns, max_size=columns),
            min_size=1,
            max_size=6,
        )
    ),
    st.floats(60, 300),
)
def test_a_table_is_never_wider_than_the_paper(grid: list[list[str]], across: float) -> None:
    wide = widths(grid, across)
    assert sum(wide) <= across + 1e-6
    for one in nonempty(wide):
        assert one > 0
