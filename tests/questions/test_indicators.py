"""Indicators by the rank of their outcomes; an outcome without one is a row."""

from checks.sketch import sketch
from ranked import Goal
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


def test_the_rank_of_an_outcome_without_links_is_not_called_sure() -> None:
    ranks = [Goal("1.2", 1, 1, 1), Goal("1.1", 2, 1, 4), Goal("1.3", 3.5, 3.5, 3.5, alone=True)]
    sheet = next(iter(sheets(indicators(sketch(PLAN), "heat", ranks))))
    sure = {row[0]: say(row[2], "en") for row in sheet.rows if isinstance(row[2], SPOKEN)}
    assert sure == {"1.2": "sure", "1.1": "1 to 4", "1.3": "no link"}


def test_a_stand_in_is_labelled_in_the_row_and_below_the_table() -> None:
    sheet = next(iter(sheets(indicators(sketch(PLAN), "heat", RANKS))))
    status = {(row[0], row[3]): row[4] for row in sheet.rows}
    labelled = status["1.1", "I1"]
    assert isinstance(labelled, SPOKEN)
    assert say(labelled, "en") == "STAND-IN"
    assert any("STAND-INS among the 2 indicators: 1." in say(note, "en") for note in sheet.notes)


def test_without_a_lens_all_indicators_count() -> None:
    assert len(indicators(sketch(PLAN), None, RANKS).indicators) == 3
