"""Indicators by the rank of their outcomes; an outcome without one is a row."""

from checks.sketch import sketch
from ranked import CombinedLink, Goal
from realign.questions.indicators import choose as indicators
from realign.text import SPOKEN, say
from realign.views.indicators import sheets

PLAN = """
outcomes: [{id: "1.1", title: A}, {id: "1.2", title: B}, {id: "1.3", title: C}, {id: "1.4", title: D}]
lenses: [{id: heat, title: Heat}, {id: flood, title: Flood}]
indicators:
  - {id: I1, title: Shade, outcomes: ["1.1", "1.3"], lenses: [heat], standin: true}
  - {id: I2, title: Drains, outcomes: ["1.2"], lenses: [flood]}
  - {id: I3, title: Trees, outcomes: ["1.2"], lenses: [heat]}
"""
RANKS = [Goal("1.1", 3), Goal("1.2", 1, 1, 2), Goal("1.3", 2), Goal("1.4", 4)]


def test_ordered_by_the_best_rank_of_the_outcomes_they_measure() -> None:
    found = indicators(sketch(PLAN), "heat", RANKS)
    assert [one.id for one in found.outcomes] == ["1.2", "1.3", "1.1", "1.4"]
    assert [one.id for one in found.indicators] == ["I3", "I1"]
    assert found.standins == 1


def test_an_outcome_without_an_indicator_is_a_row_that_says_so() -> None:
    found = indicators(sketch(PLAN), "flood", RANKS)
    assert found.missing == ("1.3", "1.1", "1.4")
    sheet = next(iter(sheets(found)))
    says = {
        row[0]: say(str(row[6]) if not isinstance(row[6], SPOKEN) else row[6], "en") for row in sheet.rows
    }
    assert len(sheet.rows) == 4
    assert says["1.4"] == "nothing in the data measures this outcome"
    assert says["1.1"] == "measured by I1, tagged with other lenses only"


def test_an_outcome_is_told_with_its_priority_links_and_their_class() -> None:
    ranks = [Goal("1.2", 1), Goal("1.1", 2), Goal("1.4", 3), Goal("1.3", 4, alone=True)]
    first = [
        CombinedLink("1.2", "1.1", 2, class_="core", mean_loss=3.0, in_choice=True),
        CombinedLink("1.2", "1.4", 1, class_="likely", mean_loss=4.0, in_choice=True),
        CombinedLink("1.1", "1.4", 3, class_="out", mean_loss=1.0),
    ]
    found = indicators(sketch(PLAN), "heat", ranks, first)
    assert {one.id: one.links for one in found.outcomes} == {
        "1.2": ("1.2–1.4", "1.2–1.1"),
        "1.1": ("1.2–1.1",),
        "1.4": ("1.2–1.4",),
        "1.3": (),
    }
    sheet = next(iter(sheets(found)))
    told = {row[0]: say(row[1], "en") for row in sheet.rows if isinstance(row[1], SPOKEN)}
    assert told == {"1.2": "likely", "1.1": "core", "1.4": "likely", "1.3": "no link"}


def test_a_stand_in_is_labelled_in_the_row_and_below_the_table() -> None:
    sheet = next(iter(sheets(indicators(sketch(PLAN), "heat", RANKS))))
    status = {(row[0], row[3]): row[4] for row in sheet.rows}
    labelled = status["1.1", "I1"]
    assert isinstance(labelled, SPOKEN)
    assert say(labelled, "en") == "STAND-IN"
    assert any("STAND-INS among the 2 indicators: 1." in say(note, "en") for note in sheet.notes)


def test_without_a_lens_all_indicators_count() -> None:
    assert len(indicators(sketch(PLAN), None, RANKS).indicators) == 3
