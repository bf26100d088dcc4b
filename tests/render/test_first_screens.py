"""The first screen of every answer: one screen, of whole words, in every language, width and plan."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from asked import answers
from loops import nonempty
from realign.cli import app
from realign.findings import CallError
from realign.loading import load, shipped
from realign.questions.actions import actions
from realign.questions.flagships import flagships
from realign.questions.links import links
from realign.render import table
from realign.render.brief import COLUMNS, ROWS
from realign.render.cells import width
from realign.render.screen import screen_lines
from realign.render.selection import LINES, chosen
from realign.sheets import PAGE_WIDTH, Answer, Column, Kind, RenderOptions, Sheet
from realign.text import Language

pytestmark = pytest.mark.slow  # each test starts a program or many

ROOT = Path(__file__).parents[2]
CITY = ROOT / "src" / "realign" / "exchange" / "templates" / "city" / "data"
MATRIX = ROOT / "tests" / "published" / "weitz-2018-sweden.csv"
WIDTHS = (80, 100, 160)
WORD = re.compile(r"[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ_/().'’+-]*")


@pytest.fixture(scope="module", params=["shipped", "city", "imported"])
def every(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """The answers about a plan, those that it has records for."""
    folder = {"shipped": shipped(), "city": CITY}.get(request.param)
    if folder is None:
        folder = tmp_path_factory.mktemp("imported") / "plan"
        done = CliRunner().invoke(app, ["import", "matrix", str(MATRIX), "--to", str(folder)])
        assert done.exit_code == 0, done.output
    plan = load(folder).plan
    assert plan
    found = []
    for ask in answers(plan):
        try:
            found.append(ask())
        except CallError:  # the plan has no such records
            continue
    return found


def pages() -> Iterator[RenderOptions]:
    for language in Language:
        for columns in WIDTHS:
            yield RenderOptions(language=language.value, width=columns, brief=True, currency="USD")


@pytest.mark.parametrize("page", list(pages()), ids=lambda page: f"{page.language}-{page.width}")
def test_every_answer_is_one_screen_of_whole_words(every: list[Answer], page: RenderOptions) -> None:
    for answer in nonempty(every):
        text = table.render(answer, page)
        lines = text.splitlines()
        assert 2 <= len(lines) <= LINES, type(answer)
        assert max(map(width, lines)) <= (page.width or 0)
        whole = "\n".join(screen_lines(chosen(answer, whole_page(page)), whole_page(page)))
        unfolded = table.render(answer, replace(page, width=10**6))
        known = (
            set(WORD.findall(whole)) | set(WORD.findall(unfolded)) | set(WORD.findall(" ".join(lines[-4:])))
        )
        broken = {word for line in lines for word in WORD.findall(line)} - known
        paths = [word for word in known if "/" in word]
        assert {word for word in broken if not any(word in path for path in paths)} == set(), type(answer)


def whole_page(page: RenderOptions) -> RenderOptions:
    """The same page without an end at the right."""
    return RenderOptions(language=page.language, currency=page.currency, details=True)


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_text_is_folded_into_a_column_of_less_than_20(columns: int) -> None:
    rows = tuple(
        (f"A-{number}", "some words of a text " * 4, "other words " * 9, number) for number in range(3)
    )
    kinds = (Kind.CODE, Kind.TEXT, Kind.TEXT, Kind.INTEGER)
    sheet = Sheet("s", "", tuple(Column(f"c{at}", f"head{at}", kind) for at, kind in enumerate(kinds)), rows)
    lines = list(screen_lines([sheet], RenderOptions(width=columns)))
    starts = [lines[0].index(f"head{at}") for at in range(1, 3)] + [lines[0].index("head3") - 1]
    assert all(after - before - 2 >= 20 for before, after in itertools.pairwise(starts))


def test_a_screen_has_a_dozen_rows_of_five_columns_and_says_what_is_left_out() -> None:
    columns = tuple(Column(f"c{at}", f"head{at}", Kind.INTEGER) for at in range(9))
    rows = tuple(tuple(number * 10 + at for at in range(9)) for number in range(40))
    text = table.render(One(Sheet("s", "Title", columns, rows)), RenderOptions(width=100, brief=True))
    lines = text.splitlines()
    assert lines[1].split() == [f"head{at}" for at in range(COLUMNS)]
    assert len(lines) == 2 + ROWS + 2
    assert f"{ROWS} of 40 rows" in lines[-1]
    assert "--wide" in lines[-1]


def test_what_is_the_same_in_every_row_is_said_in_a_sentence() -> None:
    columns = tuple(Column(name, name.upper()) for name in ("id", "same", "empty", "own"))
    rows = tuple((f"r{number}", "alike", None, f"o{number}") for number in range(4))
    text = table.render(One(Sheet("s", "", columns, rows)), RenderOptions(width=100, brief=True))
    assert "the same in every row: alike (SAME)" in text
    assert "nothing in any row: EMPTY" in text
    assert text.splitlines()[0].split() == ["ID", "OWN"]


def test_long_texts_stand_under_their_row_and_the_rows_that_tell_most_come_first() -> None:
    columns = (Column("id", "ID", Kind.CODE), Column("why", "WHY"))
    rows = tuple((f"r{number}", f"because of {number} " * 9) for number in range(30))
    sheet = Sheet("s", "", columns, rows, under=("why",), order=(29, *range(29)))
    lines = table.render(One(sheet), RenderOptions(width=60, brief=True)).splitlines()
    assert lines[:2] == ["ID", "r29"]
    assert lines[2].startswith("  because of 29 ")
    assert len(lines) <= LINES


def test_several_texts_under_a_row_name_their_columns_and_are_folded_in_a_pipe_too() -> None:
    columns = (Column("id", "ID", Kind.CODE), Column("why", "WHY"), Column("how", "HOW"))
    rows = (("r1", "because of it " * 20, "by hand"),)
    sheet = Sheet("s", "", columns, rows, under=("why", "how"))
    lines = table.render(One(sheet), RenderOptions(width=None)).splitlines()
    assert lines[:2] == ["ID", "r1"]
    assert lines[2].startswith("  WHY: because of it ")
    assert lines[-1] == "  HOW: by hand"
    assert max(map(len, lines)) <= PAGE_WIDTH


@pytest.mark.parametrize("folder", [shipped(), CITY], ids=["shipped", "city"])
def test_what_is_our_judgement_is_said_once_on_a_first_screen(folder: Path) -> None:
    plan = load(folder).plan
    assert plan
    asked: list[Answer] = [flagships(plan, draws=20), links(plan, draws=20), actions(plan, draws=20)]
    for answer in nonempty(asked):
        text = " ".join(table.render(answer, RenderOptions(width=100, brief=True)).split())
        assert text.count("are our judgement") == 1


class One:
    """An answer of one table."""

    passed = True
    findings = ()

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def sheets(self) -> tuple[Sheet, ...]:
        return (self.sheet,)
