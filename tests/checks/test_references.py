import pytest

from checks.sketch import found, told
from realign.checks.names import listing, siblings
from realign.suggest import Suggestions
from realign.text import say

OUTCOMES = """
domains: [{id: "3", title: Climate}, {id: "4", title: Crisis}]
outcomes:
  - {id: "3.1", domain: "3", title: Air}
  - {id: "3.2", domain: "3", title: Water}
  - {id: "4.1", domain: "4", title: Peace}
"""


def test_a_wrong_code_is_never_guessed_but_its_siblings_are_listed() -> None:
    (one,) = found(
        OUTCOMES + "links: [{id: L, from: ['3.9'], to: ['4.1'], strength: 1, basis: analyst}]", "RA101"
    )
    assert str(one.message) == "link L names outcome 3.9, which the plan does not have"
    assert str(one.hint).startswith("domain 3 has 3.1, 3.2;")
    assert one.fix is None
    assert one.place.path == "links/L.from.0"


def test_a_code_of_an_unknown_domain_lists_all_outcomes() -> None:
    (one,) = found(OUTCOMES + "actions: [{id: A, kind: norm, title: t, outcomes: ['7.1']}]", "RA101")
    assert "3.1, 3.2, 4.1" in str(one.hint)


def test_every_field_that_names_an_outcome_is_looked_at() -> None:
    text = (
        OUTCOMES
        + """
lenses: [{id: l, title: l, outcomes: {"9.1": 1}}]
links: [{id: L, from: ["9.2"], to: ["9.3"], strength: 1, basis: analyst, called: {"9.4": x}, judged_on: {"9.5": y}}]
flagships: [{id: F, kind: global, title: f, outcomes: ["9.6"]}]
indicators: [{id: I, title: i, outcomes: ["9.7"]}]
annotations: [{id: N, annex: I, paragraph: "1", change: keep, title: n, outcomes: ["9.8"]}]
deliverables: [{id: D, title: d, outcomes: ["3.1", "9.9"]}]
activities: [{id: A, title: a, outcomes: ["9.0"]}]
"""
    )
    assert sorted(place for _, place in told(text, "RA101")) == [
        "activities/A.outcomes.0",
        "annotations/N.outcomes.0",
        "deliverables/D.outcomes.1",
        "flagships/F.outcomes.0",
        "indicators/I.outcomes.0",
        "lenses/l.outcomes.<9.1>",
        "links/L.called.<9.4>",
        "links/L.from.0",
        "links/L.judged_on.<9.5>",
        "links/L.to.0",
    ]


def test_a_misspelt_lens_is_recognised_and_can_be_mended() -> None:
    text = (
        OUTCOMES
        + "lenses: [{id: recovery, title: R}]\nactions: [{id: A, kind: norm, title: t, lenses: [Recovry]}]"
    )
    (one,) = found(text, "RA103")
    assert str(one.hint) == "did you mean 'recovery'?"
    assert one.fix
    assert one.fix.replacement == "recovery"


def test_a_kind_that_is_not_there_at_all_is_said() -> None:
    (one,) = found("actions: [{id: A, kind: norm, title: t, partners: [UNEP]}]", "RA106")
    assert str(one.hint) == "the plan has no partners yet; add them under `partners:`"


def test_what_is_required_may_be_a_deliverable_or_an_activity() -> None:
    text = "deliverables: [{id: D, title: d, requires: [A]}]\nactivities: [{id: A, title: a, requires: [D2]}]"
    assert told(text, "RA110") == [("RA110", "activities/A.requires.0")]


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("resilence", ["recovery", "resilience"], "resilience"),
        ("Resilience", ["resilience"], "resilience"),
        ("F6", ["F1", "F5"], None),  # a number is never guessed
        ("f1", ["F1"], "F1"),
        ("T15.1-meting", ["T15.1-meetings", "T15.3-meetings"], "T15.1-meetings"),
        ("xyz", ["resilience"], None),
        ("x", [], None),
    ],
)
def test_the_nearest_name(name: str, known: list[str], meant: str | None) -> None:
    assert Suggestions(known).near(name) == meant


def test_the_search_for_a_near_name_is_given_up_among_very_many() -> None:
    assert Suggestions([f"d{number}" for number in range(5000)]).near("d1x") is None


def test_a_hundred_names_are_looked_for_and_then_no_more() -> None:
    names = Suggestions(["recovery"])
    assert [names.near(f"recover{chr(number)}") for number in range(200, 310)].count("recovery") == 100
    assert names.near("recovery" * 10) is None


def test_siblings_share_everything_but_the_last_number() -> None:
    known = ["3.1", "3.10", "13.1", "4.1", "3"]
    assert siblings("3.9", known) == ["3.1", "3.10"]
    assert siblings("no number", known) == []


def test_listing_says_how_many_are_left_out() -> None:
    assert say(listing("abcd", most=2), "en") == "a, b and 2 more"
