"""What programmes carry, could take up, leave aside, and share."""

import random
from itertools import combinations
from typing import get_args

import pytest

from checks.sketch import sketch
from linked import link, plan_of
from loops import nonempty
from ranked import ties
from realign.loading import load, shipped
from realign.models.programme.uptake import Near
from realign.questions.flagships import carry as flagships
from realign.questions.links import links
from realign.sheets import Sheet
from realign.text import SPOKEN, say
from realign.views.flagships import sheets
from spoken import sentences

PLAN = """
outcomes:
  - {id: "1.1", title: A}
  - {id: "1.2", title: B, themes: {shade: {en: shady streets, zh: 树荫}}}
  - {id: "1.3", title: C}
  - {id: "1.4", title: D}
flagships:
  - {id: F1, kind: flagship, title: One, outcomes: ["1.1", "1.3"], funds: [soft]}
  - {id: F2, kind: flagship, title: Two, drives: [F1]}
  - {id: F3, kind: flagship, title: Nothing}
  - {id: G1, kind: global, title: Global, outcomes: ["1.3", "1.4"], says: {en: It plants trees for Shady Streets., zh: 种树}}
"""
LINKS = ties("1.1-1.3", "1.2-1.3", "1.1-1.2", "1.3-1.4")


def test_a_programme_carries_a_link_when_it_works_on_both_ends() -> None:
    found = flagships(sketch(PLAN), None, LINKS, top=3)
    carries = {one.id: (one.carries, one.also_carries) for one in found.flagships}
    assert carries["F1"] == (("1.1–1.3",), 0)
    assert carries["G1"] == ((), 1), "1.3-1.4 is beyond the first three"
    assert found.uncarried == ("1.2–1.3", "1.1–1.2")


def test_what_it_could_take_up_next_and_why() -> None:
    found = flagships(sketch(PLAN), None, LINKS, top=3)
    reasons = {
        (one.programme, one.source, one.target): say(reason, "en")
        for one, reason in zip(found.next, sentences(found, "next.reason"), strict=True)
    }
    assert reasons["F1", "1.2", "1.3"] == "works on 1.3, lacks 1.2"
    assert reasons["F2", "1.1", "1.3"] == "drives F1, which works on 1.1 and 1.3"
    assert reasons["G1", "1.1", "1.2"] == "its description speaks of shady streets (1.2)"
    assert reasons["G1", "1.2", "1.3"] == (
        "works on 1.3, lacks 1.2; its description speaks of shady streets (1.2)"
    )
    assert not any(programme == "F3" for programme, *_ in reasons)
    assert ("F1", "1.1", "1.3") not in reasons, "it carries that one already"


def test_who_is_nearest_to_a_link() -> None:
    plan = sketch(PLAN + '  - {id: F4, kind: flagship, title: Green, outcomes: ["1.2"], drives: [F1]}')
    found = flagships(plan, None, LINKS, top=3)
    near: dict[tuple[str, str], dict[str, tuple[str, int]]] = {
        (one.source, one.target): {} for one in found.next
    }
    for one in found.next:
        near[one.source, one.target][one.programme] = (one.near, one.place)
    assert near == {
        ("1.1", "1.3"): {"F2": ("driven", 2), "G1": ("one end", 1), "F4": ("driven", 2)},
        ("1.2", "1.3"): {
            "F1": ("one end", 3),
            "F2": ("driven", 4),
            "G1": ("both ends", 1),
            "F4": ("both ends", 1),
        },
        ("1.1", "1.2"): {
            "F1": ("one end", 2),
            "F2": ("driven", 4),
            "G1": ("theme", 3),
            "F4": ("both ends", 1),
        },
    }
    sheet = {part.name: part for part in sheets(found)}["nearest"]
    assert isinstance(sheet, Sheet)
    assert [(row[0], row[2], row[4]) for row in sheet.rows] == [
        ("1.1–1.3", ("G1",), ("F2", "F4")),
        ("1.2–1.3", ("G1", "F4"), ("F1", "F2")),
        ("1.1–1.2", ("F4",), ("F1", "G1", "F2")),
    ]


def test_in_the_shipped_plan_three_programmes_are_equally_near_to_1_1_and_2_2() -> None:
    plan = load(shipped()).plan
    assert plan
    found = flagships(plan, "resilience", links(plan, "resilience", draws=0).links)
    places = {one.programme: one.place for one in found.next if (one.source, one.target) == ("1.1", "2.2")}
    assert places == {"F1": 1, "F3": 1, "GPSP": 1, "F5": 4}


def test_a_programme_with_nothing_to_take_up_is_a_row_that_says_so() -> None:
    sheet = {part.name: part for part in sheets(flagships(sketch(PLAN), None, LINKS))}["next"]
    row = next(row for row in sheet.rows if row[0] == "F3")
    assert isinstance(row[4], SPOKEN)
    assert say(row[4], "en") == "nothing in the sources points to a link"


def test_where_there_are_no_ties_there_is_no_basis_of_them() -> None:
    sheet = next(sheets(flagships(sketch(PLAN), None, LINKS)))
    place = [column.name for column in sheet.columns].index("basis")
    assert {row[0]: row[place] and say(row[place], "zh") for row in sheet.rows} == {  # type: ignore[arg-type]  # a cell that is text here
        "F1": "明示",
        "F2": None,
        "F3": None,
        "G1": "明示",
    }


def test_outcomes_that_no_flagship_works_on() -> None:
    found = flagships(sketch(PLAN), None, LINKS)
    assert {one.id: (one.programmes, one.links) for one in found.unserved} == {
        "1.2": ((), 2),
        "1.4": (("G1",), 1),
    }


def test_overlap_is_shared_over_all() -> None:
    found = flagships(sketch(PLAN), None, LINKS)
    assert [(one.one, one.other, one.shared) for one in found.overlaps] == [("F1", "G1", ("1.3",))]
    assert found.overlaps[0].jaccard == pytest.approx(1 / 3)


def test_in_the_shipped_plan_four_outcomes_stand_alone() -> None:
    plan = load(shipped()).plan
    assert plan
    found = flagships(plan, "resilience", links(plan, "resilience", draws=0).links)
    alone = [one.id for one in found.unserved if not one.links and not one.programmes]
    assert alone == ["2.1", "2.3", "4.1", "4.2"]
    assert {one.id for one in found.flagships} == {"F1", "F2", "F3", "F4", "F5", "GPSP", "SCP"}
    overlap = next(one for one in found.overlaps if (one.one, one.other) == ("F1", "F3"))
    assert overlap.shared == ("2.2", "3.2")
    assert overlap.jaccard == pytest.approx(2 / 6)


def test_of_very_many_overlaps_some_are_listed_and_all_are_counted() -> None:
    sets: tuple[list[str], ...] = (["1.1"], ["1.1", "1.2"], ["1.2"], [])
    flagships_of_all_sorts = [
        {"id": f"F{n}", "kind": "flagship", "title": "t", "outcomes": sets[n % 4]} for n in range(100)
    ]
    plan = plan_of([], "1.1 1.2", flagships=flagships_of_all_sorts)
    found = flagships(plan, None, ())
    by_hand = sum(
        bool(set(one.outcomes) & set(other.outcomes)) for one, other in combinations(plan.flagships, 2)
    )
    assert found.overlapping == by_hand > len(found.overlaps) == 1_000
    notes = [note for sheet in sheets(found) if sheet.name == "overlaps" for note in sheet.notes]
    assert [say(note, "en") for note in notes] == [f"the first 1000 of {by_hand} are listed"]


def test_what_is_looked_up_is_what_a_walk_through_everything_finds() -> None:
    rng = random.Random(3)  # noqa: S311 - for a test
    codes = [f"1.{number}" for number in range(12)]
    programmes = [
        {
            "id": f"F{n}",
            "kind": rng.choice(["flagship", "global"]),
            "title": "t",
            "outcomes": rng.sample(codes, rng.randrange(4)),
            "drives": [f"F{other}" for other in rng.sample(range(30), 2)],
        }
        for n in range(30)
    ]
    said = [link(f"L{n}", source, target) for n in range(20) for source, target in [rng.sample(codes, 2)]]
    plan = plan_of(said, " ".join(codes), flagships=programmes)
    ranked = links(plan, draws=0).links
    found = flagships(plan, None, ranked, top=3)
    for one, by in nonempty(zip(plan.flagships, found.flagships, strict=True)):
        held = [each for each in ranked if {each.source, each.target} <= set(one.outcomes)]
        assert len(by.carries) + by.also_carries == len(held)
        assert by.driven_by == tuple(each.id for each in plan.flagships if one.id in each.drives)
    for lonely in nonempty(found.unserved):
        assert lonely.programmes == tuple(one.id for one in plan.flagships if lonely.id in one.outcomes)
        assert lonely.links == sum(lonely.id in (each.source, each.target) for each in ranked)
    pairs = [
        (one.id, other.id)
        for one, other in combinations(plan.flagships, 2)
        if set(one.outcomes) & set(other.outcomes)
    ]
    assert [(one.one, one.other) for one in found.overlaps] == pairs
    assert found.overlapping == len(pairs)
    for each in nonempty(found.next):
        rivals = [one for one in found.next if (one.source, one.target) == (each.source, each.target)]
        order = get_args(Near).index
        assert each.place == 1 + sum(order(one.near) < order(each.near) for one in rivals)


def test_three_thousand_programmes_on_one_outcome_are_told_apart() -> None:
    programmes = [
        {"id": f"F{n}", "kind": "flagship", "title": "t", "outcomes": ["1.1"], "drives": [f"F{n // 2}"]}
        for n in range(3_000)
    ]
    plan = plan_of([link("L", "1.1", "1.2")], "1.1 1.2", flagships=programmes)
    ranked = links(plan, draws=0).links
    found = flagships(plan, None, ranked)
    assert len(list(sheets(found))) == 5
