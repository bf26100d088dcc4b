import pytest

from checks.sketch import found, told
from realign.findings import Severity

SLIP = """
groups: [{id: G, title: t, stated: {p: 3, q: 1}, refs: [P 1]}, {id: H, title: u, stated: {p: 9}, refs: [P 2]}]
deliverables: [{id: D, title: d, group: G, quantity: {p: 4, q: 2}}, {id: E, title: e, group: H, quantity: {p: 8}}]
"""


def acknowledged(conditions: str) -> dict[str, str]:
    text = SLIP + f"discrepancies: [{{id: X, says: s, reading: It is so., {conditions}}}]"
    return {one.place.path: one.severity.value for one in found(text) if one.code in {"RA401", "RA901"}}


@pytest.mark.parametrize(
    ("conditions", "notes"),
    [
        ("ref: [P 1]", {"groups/G.stated.p", "groups/G.stated.q"}),
        ("ref: [P 1, P 2]", {"groups/G.stated.p", "groups/G.stated.q", "groups/H.stated.p"}),
        ("ref: [P 1], fields: [stated.q]", {"groups/G.stated.q"}),
        ("ref: [P 9], records: [groups/H]", {"groups/H.stated.p"}),
        ("ref: [P 2], code: RA401", {"groups/H.stated.p"}),
    ],
)
def test_a_discrepancy_turns_exactly_the_warnings_that_it_names_into_notes(
    conditions: str, notes: set[str]
) -> None:
    places = {"groups/G.stated.p", "groups/G.stated.q", "groups/H.stated.p"}
    assert acknowledged(conditions) == {place: "note" if place in notes else "warning" for place in places}


@pytest.mark.parametrize(
    ("conditions", "place"),
    [
        ("ref: [P 3]", "discrepancies/X.id"),
        ("ref: [P 1], code: RA402", "discrepancies/X.id"),
        ("ref: [P 1], fields: [stated.z]", "discrepancies/X.id"),
        ("ref: [P 1], records: [groups/G, groups/Z]", "discrepancies/X.records.1"),
    ],
)
def test_what_acknowledges_nothing_is_itself_a_warning(conditions: str, place: str) -> None:
    assert acknowledged(conditions)[place] == "warning"


def test_the_note_says_who_acknowledges_it_and_how_it_is_read() -> None:
    one = found(
        SLIP + "discrepancies: [{id: X, says: s, reading: {en: We take 4., zh: 取4}, ref: [P 1]}]", "RA401"
    )[0]
    assert one.severity is Severity.NOTE
    assert str(one.hint) == "acknowledged by X: We take 4."


def test_an_error_cannot_be_acknowledged() -> None:
    text = "links: [{id: L, from: ['1'], to: ['2'], strength: 9, basis: analyst, refs: [P 1]}]\noutcomes: [{id: '1', title: a}, {id: '2', title: b}]\ndiscrepancies: [{id: X, says: s, reading: r, ref: [P 1]}]"
    assert ("RA303", "links/L.strength") in told(text)
    assert ("RA901", "discrepancies/X.id") in told(text)
    assert found(text, "RA303")[0].severity is Severity.ERROR
