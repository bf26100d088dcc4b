from checks.sketch import found, told

PLAN = """
plan: {id: p, title: t, structure: {domains: 2, outcomes: 3}}
domains: [{id: "1", title: a, paragraphs: ["15.30", "15.53"]}, {id: "2", title: b, paragraphs: ["15.54", "15.76"]}]
"""


def test_a_lost_outcome_names_what_is_left() -> None:
    text = PLAN + 'outcomes: [{id: "1.1", domain: "1", title: x}, {id: "2.1", domain: "2", title: y}]'
    (one,) = found(text, "RA201", "RA202")
    assert str(one.message) == "the plan is to keep 3 outcomes, but has 2: 1.1, 2.1"
    assert one.place.path == "plan/p.structure.outcomes"


def test_paragraphs_are_compared_as_numbers() -> None:
    text = (
        PLAN
        + """
annotations:
  - {id: early, annex: I, paragraph: "15.4", filed_under: "1", change: keep, title: a}
  - {id: fits, annex: I, paragraph: "15.48", domain: "1", change: keep, title: b}
  - {id: stray, annex: I, paragraph: "15.100", domain: "2", change: keep, title: c}
  - {id: other, annex: I, paragraph: "15.55", domain: "2", filed_under: "1", change: keep, title: d}
  - {id: same, annex: I, paragraph: "15.55", domain: "2", filed_under: "2", change: keep, title: e}
"""
    )
    assert told(text, "RA206", "RA207") == [
        ("RA206", "annotations/early.filed_under"),
        ("RA206", "annotations/other.filed_under"),
        ("RA207", "annotations/stray.domain"),
    ]


def test_an_outcome_of_no_known_domain_is_complained_of_once() -> None:
    text = 'domains: [{id: "1", title: a}]\noutcomes: [{id: "1.1", domain: "1", title: x}, {id: "2.1", domain: "3", title: y}]'
    assert told(text) == [("RA102", "outcomes/2.1.domain")]
