from checks.sketch import found, told

SOURCES = """
plan: {id: p, title: t, refs: [MAIN 1]}
sources:
  - {id: WEB, title: w}
  - {id: MAIN, title: m, paragraphs: ["1", "7", "7(a)", "7(b)", "9", "10"], uncoded: {"9": signature}}
"""


def test_outcomes_without_a_link_are_shown_only_where_there_are_links() -> None:
    rows = "outcomes: [{id: '1', title: a}, {id: '2', title: b}, {id: '3', title: c}, {id: '4', title: d}]"
    assert told(rows) == []
    two = found(rows + "\nlinks: [{id: L, from: ['1'], to: ['3'], strength: 1, basis: analyst}]", "RA601")
    assert [one.place.path for one in two] == ["outcomes/2", "outcomes/4"]
    assert str(two[0].hint).endswith("; the same holds for 4")


def test_a_paragraph_counts_as_cited_where_one_of_its_items_is() -> None:
    (one,) = found(SOURCES + "outcomes: [{id: '1', title: a, refs: [MAIN 7(a)]}]", "RA605")
    assert str(one.message) == "2 paragraphs are neither cited nor set aside: 7(b), 10"
    assert one.refs == ("MAIN 7(b)", "MAIN 10")


def test_the_main_source_is_the_one_that_the_plan_cites() -> None:
    rows = "flagships: [{id: F1, kind: flagship, title: a, refs: [WEB]}, {id: F2, kind: global, title: b, refs: [MAIN 10, WEB]}]"
    assert told(SOURCES + rows, "RA602") == [("RA602", "flagships/F1")]
    assert told(SOURCES.replace("refs: [MAIN 1]", "refs: []") + rows, "RA602") == []


def test_what_is_set_aside_must_not_be_cited() -> None:
    (one,) = found(SOURCES + "outcomes: [{id: '1', title: a, refs: [MAIN 9]}]", "RA607")
    assert str(one.message) == "paragraph 9 is set aside as uncoded, but outcomes/1 cites it"
