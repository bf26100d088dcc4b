from checks.sketch import found, told

MEETINGS = """
groups: [{id: G, title: Meetings, stated: {p20: 6, p22: 17}, refs: [P 1]}]
deliverables:
  - {id: D3, title: Board, group: G, quantity: {p20: 3, p22: 8}, first_planned: {p22: 12}}
  - {id: D4, title: Committee, group: G, quantity: {p20: 3, p22: 3}}
  - {id: D7, title: Assembly, group: G, quantity: {p22: 2}}
"""
PUBLICATIONS = """
groups: [{id: G, title: Publications, stated: {p20: 5, a20: 2, p21: 6, p22: 5}}]
deliverables:
  - {id: D8, title: Flagships, group: G, quantity: {p20: 4, a20: 1, p21: 5, p22: 2}}
  - {id: D9, title: Cities, group: G, quantity: {p20: 1, a20: 1, p21: 2, p22: 1}, within: D8}
  - {id: D10, title: Agenda, group: G, quantity: {p22: 1}}
  - {id: D11, title: Annual, group: G, quantity: {p20: 1, a20: 1, p21: 1, p22: 1}}
"""


def test_the_sum_is_written_out_and_the_footnote_explains_it() -> None:
    (one,) = found(MEETINGS, "RA401")
    assert str(one.message) == "p22: 'Meetings' states 17, but its rows add up to 13 (8 + 3 + 2 = 13)"
    assert str(one.hint) == (
        "D3 had 12 before it was changed to 8: with that the sum is 17, so the subtotal was probably not updated"
    )
    assert one.place.path == "groups/G.stated.p22"
    assert one.field == "stated.p22"
    assert one.refs == ("P 1",)
    assert [each.place.path for each in one.related] == [
        "deliverables/D3.quantity.p22",
        "deliverables/D4.quantity.p22",
        "deliverables/D7.quantity.p22",
    ]


def test_no_single_reading_fits_all_four_columns() -> None:
    wrong = found(PUBLICATIONS, "RA401")
    assert [(one.field, str(one.message).split("states ")[1].split(" (")[0]) for one in wrong] == [
        ("stated.a20", "2, but its rows add up to 3"),
        ("stated.p20", "5, but its rows add up to 6"),
        ("stated.p21", "6, but its rows add up to 8"),
    ]
    assert str(wrong[0].hint) == "counting D9 as part of D8 gives 2, as stated; but then p22 gives 4, not 5"


def test_a_row_within_another_is_no_fault_where_that_makes_every_column_right() -> None:
    assert told(PUBLICATIONS.replace("p22: 5}", "p22: 4}"), "RA401") == []
    assert len(told(PUBLICATIONS.replace("p22: 5}", "p22: 4}").replace(", within: D8", ""), "RA401")) == 4


def test_groups_that_are_not_listed_or_have_no_rows_are_not_added_up() -> None:
    assert told("groups: [{id: G, title: t, stated: {p: 3}, listed: false}]") == []
    assert told("groups: [{id: G, title: t, stated: {p: 3}}]") == [("RA402", "groups/G.stated")]


def test_a_misspelt_column_is_recognised_and_years_are_not_guessed() -> None:
    text = "groups: [{id: G, title: t, stated: {planned_2022: 3}}]\ndeliverables: [{id: D, title: d, group: G, quantity: {planned_2022: 3, %s: 4}}]"
    assert str(found(text % "planed_2022", "RA403")[0].hint) == "did you mean 'planned_2022'?"
    assert str(found(text % "planned_2021", "RA403")[0].hint) == "the group has planned_2022"


def test_a_part_may_be_as_large_as_its_whole_and_no_larger() -> None:
    text = "deliverables: [{id: A, title: a, quantity: {p: 2}}, {id: B, title: b, within: A, quantity: {p: 2, q: 1}}]"
    assert told(text, "RA404") == [("RA404", "deliverables/B.quantity.q")]
