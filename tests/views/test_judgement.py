"""What of a ranking is our judgement is said under every table that rests on it, and links without a tag are marked."""

import pytest

from linked import link, plan_of
from realign.loading import load, shipped
from realign.plan import Plan
from realign.questions.focus import focus
from realign.questions.lens_comparison import compare_lenses
from realign.questions.links import links
from realign.questions.report import Chapter, Paper
from realign.sheets import Sheet
from realign.text import say
from realign.views import sheets
from realign.views.naming import JUDGEMENTS

OURS = "strength, lens and rank are our judgement"


def plan(basis: str = "analyst") -> Plan:
    return plan_of(
        [
            link("L1", "a", "b", 3, lenses=["x"]),
            link("L2", "a", "c", 2, lenses=["y"]),
            link("L3", "a", "c", 1, lenses=["x"]),
            link("L4", "b", "c", 1, lenses={"y": 0.5}),
        ],
        lenses=[{"id": "x", "basis": basis}, {"id": "y"}],
    )


def test_a_link_is_tagged_if_any_statement_speaks_of_the_lens() -> None:
    def tagged(lens: str | None) -> dict[str, bool | None]:
        return {f"{one.source}-{one.target}": one.tagged for one in links(plan(), lens, draws=0).links}

    assert tagged("x") == {"a-b": True, "a-c": True, "b-c": False}
    assert tagged("y") == {"a-b": False, "a-c": True, "b-c": True}
    assert tagged(None) == {"a-b": None, "a-c": None, "b-c": None}


def test_rows_without_a_tag_are_marked_in_the_table() -> None:
    sheet = next(part for part in sheets(links(plan(), "x", draws=0)) if part.name == "links")
    assert isinstance(sheet, Sheet)
    place = [column.name for column in sheet.columns].index("tagged")
    found = {(row[4], row[6]): say(row[place], "en") for row in sheet.rows}  # type: ignore[arg-type]
    assert found == {("a", "b"): "yes", ("a", "c"): "yes", ("b", "c"): "no"}
    assert any("(1 of 3)" in say(note, "en") for note in sheet.notes)
    free = next(part for part in sheets(links(plan(), None, draws=0)) if part.name == "links")
    assert isinstance(free, Sheet)
    assert "tagged" not in [column.name for column in free.columns]


@pytest.mark.parametrize(
    ("lens", "basis", "said"),
    [
        ("x", "analyst", OURS),
        ("x", "stated", "strength and rank are our judgement"),
        (None, "analyst", "strength and rank are our judgement"),
    ],
)
def test_every_table_with_a_rank_says_what_is_ours(lens: str | None, basis: str, said: str) -> None:
    answer = links(plan(basis), lens, draws=20)
    parts = [part for part in sheets(answer) if isinstance(part, Sheet)]
    ranked = [part for part in parts if "rank" in [column.name for column in part.columns]]
    assert {part.name for part in ranked} >= {"links", "outcomes", "links_certainty", "outcomes_certainty"}
    assert all(say(part.notes[-1], "en") == said for part in ranked)
    assert say(JUDGEMENTS[answer.judged], "en") == said


def test_the_lenses_side_by_side_say_so_too() -> None:
    parts = [part for part in sheets(compare_lenses(plan(), draws=0)) if isinstance(part, Sheet)]
    assert len(parts) == 2
    assert all(say(part.notes[-1], "en") == OURS for part in parts)


def test_a_report_says_so_under_every_table_that_rests_on_ranks_and_in_its_summary() -> None:
    shipped_plan = load(shipped()).plan
    assert shipped_plan
    programmes = [focus(shipped_plan, amount, "resilience", draws=0) for amount in (0, 12_000_000)]
    ranking = links(shipped_plan, "resilience", draws=0)
    chapters = (
        Chapter("links", ranking),
        *(Chapter(f"focus-{programme.unearmarked}", programme) for programme in programmes),
    )
    paper = Paper(shipped_plan.about.title, None, None, None, chapters)
    saying = {
        part.name
        for part in sheets(paper)
        if OURS in {say(note, "en").rstrip(".").lower() for note in part.notes}
    }
    assert saying >= {
        "summary", "decisions", "links.links", "links.outcomes", "links.agreement", "links.matrix",
        "focus-0.programme", "focus-0.links", "focus-0.differences", "focus-0.voices", "focus-0.facts",
    }  # fmt: skip
    assert "focus-0.counts" not in saying
