"""Priority links against actions; what is missing is a row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.sketch import sketch
from loops import nonempty, tries
from ranked import CombinedLink, ties
from realign.findings import CallError
from realign.loading import load, shipped
from realign.models.programme.action_coverage import LINKED
from realign.questions.actions import Actions, MissingAction, kind_of
from realign.questions.actions import serve as actions
from realign.questions.links import links
from realign.text import say
from realign.views.actions import sheets
from spoken import sentences

PLAN = """
outcomes: [{id: "1.1", title: A}, {id: "1.2", title: B}, {id: "1.3", title: C}]
lenses: [{id: heat, title: Heat}, {id: flood, title: Flood}]
actions:
  - {id: N1, kind: norm, title: Guide, outcomes: ["1.1", "1.2"], lenses: [heat]}
  - {id: N2, kind: norm, title: Tool, outcomes: ["1.3"]}
  - {id: I1, kind: integrated, title: All, outcomes: ["1.1", "1.2", "1.3"]}
  - {id: C1, kind: capacity, title: Skills}
  - {id: E1, kind: evidence, title: Data}
"""
LINKS = ties("1.1-1.2", "1.2-1.3", "1.1-1.3")


def lacks(found: Actions) -> list[tuple[MissingAction, str]]:
    """The holes, each with what it says in English."""
    texts = sentences(found, "holes.missing")
    return [(hole, say(text, "en")) for hole, text in zip(found.holes, texts, strict=True)]


def test_a_norm_that_names_both_ends_serves_the_link_and_one_end_is_half() -> None:
    found = actions(sketch(PLAN), "heat", LINKS, kind="norm")
    cells = {(row.source, row.target): row.cells[0] for row in found.matrix}
    assert (cells["1.1", "1.2"].state, cells["1.1", "1.2"].actions) == ("tied", ("N1",))
    assert (cells["1.2", "1.3"].state, cells["1.2", "1.3"].actions) == ("half", ("N1", "N2"))


def test_an_action_of_another_lens_serves_nothing_here() -> None:
    found = actions(sketch(PLAN), "flood", LINKS, kind="norm")
    cells = [row.cells[0] for row in found.matrix]
    assert [one.state for one in cells] == ["other lens", "half", "half"]
    assert [one.id for one in found.actions] == ["N2"]
    assert cells[0].actions == ()
    assert [(one.id, one.names, one.lenses) for one in cells[0].elsewhere] == [
        ("N1", ("1.1", "1.2"), ("heat",))
    ]
    assert [one.names for one in cells[2].elsewhere] == [("1.1",)]


def test_what_another_lens_has_is_said_and_is_no_hole() -> None:
    found = actions(sketch(PLAN), "flood", LINKS, kind="norm")
    assert [(hole.state, said) for hole, said in lacks(found)] == [
        ("other lens", "none through this lens; N1 names 1.1 and 1.2, tagged heat"),
        (
            "half",
            (
                "normative gap: no norm names both ends through this lens; N2 names one of them; N1 names 1.2, "
                "tagged heat"
            ),
        ),
        (
            "half",
            (
                "normative gap: no norm names both ends through this lens; N2 names one of them; N1 names 1.1, "
                "tagged heat"
            ),
        ),
    ]
    matrix = next(sheets(found))
    assert say(matrix.rows[0][3], "en") == "other lens: N1"  # type: ignore[arg-type]  # a cell that is text here
    assert say(matrix.notes[0], "en") == (
        "norm: of 3 priority links, 0 with one that names both ends, 2 with one that names one end, 1 with one "
        "of another lens only, 0 with none."
    )
    free = actions(sketch(PLAN), None, LINKS)
    assert not any(one.state == "other lens" for one in free.holes), "without a lens nothing is another's"


def test_an_action_may_be_of_two_kinds() -> None:
    plan = sketch(PLAN.replace("kind: norm, title: Guide", "kind: norm, also: [capacity], title: Guide"))
    found = actions(plan, "heat", LINKS)
    cells = {one.kind: one for one in found.matrix[0].cells}
    assert cells["norm"].actions == cells["capacity"].actions == ("N1",)
    assert [one.id for one in actions(plan, "heat", LINKS, kind="capacity").actions] == ["N1", "C1"]


def test_what_serves_the_whole_plan_is_named_below_the_matrix() -> None:
    matrix = next(sheets(actions(sketch(PLAN), None, LINKS)))
    assert say(matrix.notes[-2], "en") == (
        "For the plan as a whole, tied to no outcome and so in no cell above: capacity-building C1."
    )


def test_a_kind_that_only_another_lens_has_is_named() -> None:
    plan = sketch(PLAN + "  - {id: O1, kind: outreach, title: Talk, lenses: [heat]}")
    wide = {
        hole.kind: (hole.state, said)
        for hole, said in lacks(actions(plan, "flood", LINKS))
        if hole.source is None
    }
    assert wide["outreach"] == ("other lens", "none through this lens; O1, tagged heat")
    assert wide["advocacy"][0] == "hole"


def test_each_hole_is_a_row_that_says_what_is_missing() -> None:
    found = actions(sketch(PLAN.replace('outcomes: ["1.1", "1.2"], lenses', "lenses")), "flood", LINKS)
    normative, said = next(
        (hole, said) for hole, said in lacks(found) if (hole.kind, hole.state) == ("norm", "hole")
    )
    assert said == "normative gap: no norm names 1.1 or 1.2"
    assert normative.refs == ("DOC 7",)
    half = next(said for hole, said in lacks(found) if (hole.kind, hole.state) == ("norm", "half"))
    assert half == "normative gap: no norm names both ends; N2 names one of them"
    assert sum(one.kind == "partnership" for one in found.holes) == 3
    assert not any(one.kind == "integrated" for one in found.holes)


def test_a_kind_that_serves_the_whole_plan_is_missing_as_a_whole() -> None:
    found = actions(sketch(PLAN), None, LINKS)
    assert [(one.kind, one.source) for one in found.holes if one.source is None] == [
        ("outreach", None),
        ("advocacy", None),
    ]


def test_what_the_whole_plan_lacks_is_not_said_of_a_lens_that_nobody_named() -> None:
    said = {
        lens: {said for hole, said in lacks(actions(sketch(PLAN), lens, LINKS)) if hole.source is None}
        for lens in (None, "heat")
    }
    assert said[None] == {
        f"gap: the plan has no action of the kind {kind}" for kind in ("outreach", "advocacy")
    }
    assert "gap: no action of the kind outreach serves the lens" in said["heat"]


def test_without_links_nothing_is_counted() -> None:
    matrix, holes, _ = sheets(actions(sketch(PLAN), None, []))
    (note,) = matrix.notes
    assert "list them under `links:`" in say(note, "en")
    assert [say(one, "en") for one in holes.notes] == ["The plan has no links."]


def test_the_counts_hold_for_one_link_as_for_many() -> None:
    matrix = next(sheets(actions(sketch(PLAN), None, LINKS[:1], kind="norm")))
    assert [say(one, "en") for one in matrix.notes[:-1]] == [
        "norm: of 1 priority links, 1 with one that names both ends, 0 with one that names one end, 0 with none."
    ]


def test_a_tie_at_the_cut_is_taken_in_whole() -> None:
    tied = [CombinedLink("1.1", "1.2", 1), CombinedLink("1.2", "1.3", 2.5), CombinedLink("1.1", "1.3", 2.5)]
    assert len(actions(sketch(PLAN), None, tied, top=2).matrix) == 3
    assert len(actions(sketch(PLAN), None, tied, top=1).matrix) == 1
    every = [CombinedLink("1.1", "1.2", 2), CombinedLink("1.2", "1.3", 2), CombinedLink("1.1", "1.3", 2)]
    assert len(actions(sketch(PLAN), None, every, top=1).matrix) == 3


@pytest.mark.slow
@settings(max_examples=tries(40))
@given(st.lists(st.sampled_from(["1.1", "1.2", "1.3"]), unique=True))
def test_every_link_and_kind_is_served_or_a_hole_never_both(outcomes: list[str]) -> None:
    codes = ", ".join(f'"{one}"' for one in outcomes)
    plan = sketch(f"""
outcomes: [{{id: "1.1", title: A}}, {{id: "1.2", title: B}}, {{id: "1.3", title: C}}]
actions: [{{id: X, kind: norm, title: Guide, outcomes: [{codes}]}}]
""")
    found = actions(plan, None, LINKS)
    squares = [(row.source, row.target, one.kind) for row in found.matrix for one in row.cells]
    assert len(squares) == len(LINKS) * len(LINKED)
    served = {
        (row.source, row.target, one.kind) for row in found.matrix for one in row.cells if one.state == "tied"
    }
    holes = {(one.source, one.target, one.kind) for one in found.holes if one.source}
    assert served | holes == set(squares)
    assert not served & holes
    assert {(link.source, link.target, "norm") for link in LINKS} - holes == {
        (link.source, link.target, "norm") for link in LINKS if {link.source, link.target} <= set(outcomes)
    }


def test_kinds_are_known_by_name_whatever_their_capitals() -> None:
    assert kind_of("Norm") == "norm"
    assert kind_of(None) is None
    with pytest.raises(CallError, match="no kind of action 'rule'"):
        kind_of("rule")


def test_no_gap_is_claimed_where_the_shipped_plan_has_an_action_of_another_lens() -> None:
    plan = load(shipped()).plan
    assert plan
    for lens in nonempty(plan.lenses):
        for row in nonempty(actions(plan, lens.id, links(plan, lens.id, draws=0).links).matrix):
            for cell in nonempty(row.cells):
                naming = [
                    one
                    for one in plan.actions
                    if cell.kind in {one.kind, *one.also} and {row.source, row.target} & set(one.outcomes)
                ]
                assert (cell.state == "hole") == (not naming), (lens.id, row.source, row.target, cell.kind)


def test_through_resilience_the_modules_on_health_are_found_under_other_lenses() -> None:
    plan = load(shipped()).plan
    assert plan
    found = actions(plan, "resilience", links(plan, "resilience", draws=0).links)
    missing = {(hole.source, hole.target, hole.kind): said for hole, said in lacks(found)}
    for kind in ("norm", "capacity"):
        assert missing["1.2", "1.3", kind] == (
            "none through this lens; AC-9d-3 names 1.3, tagged vulnerability and recovery"
        )
    assert missing["1.1", "2.2", "partnership"] == (
        "none through this lens; AC-9g-1 names 2.2, tagged recovery"
    )
    note = say(next(sheets(found)).notes[-2], "en")
    assert "capacity-building AC-8, AC-10a, AC-15.7" in note


def test_the_shipped_plan_has_holes_through_every_lens() -> None:
    plan = load(shipped()).plan
    assert plan
    for lens in nonempty(plan.lenses):
        found = actions(plan, lens.id, links(plan, lens.id, draws=0).links)
        assert any(one.kind == "norm" for one in found.holes), lens.id
        assert {one.id for one in found.actions if one.kind == "evidence"} == {
            "AC-2",
            "AC-6",
            "AC-9a",
            "AC-9b",
            "AC-9c",
            "AC-12",
        }
