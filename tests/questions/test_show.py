"""The card of a record, a paragraph, an amount: nothing that the plan says of it is left out."""

import pytest

from checks.sketch import sketch
from loops import nonempty
from realign.findings import CallError
from realign.loading import load, shipped
from realign.plan.delivery import Requirement
from realign.plan.fields import leaves
from realign.questions.show import Card, show
from realign.text import say
from realign.views.show import sheets

PLAN = """
sources: [{id: S, title: The source, url: "https://example.org", paragraphs: ["7(b)", "7(b)(i)", "9"], uncoded: {"9": {en: Thanks}}}]
outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Homes}, {id: "1.3", title: Parks}]
links:
  - {id: L1, from: ["1.1"], to: ["1.2"], direction: directed, strength: 1, basis: analyst, refs: ["S 7(b)"]}
  - {id: L2, from: ["1.2"], to: ["1.1"], direction: directed, strength: -3, basis: analyst, refs: ["S 7(b)(i)"]}
deliverables: [{id: D1, title: Report, decision: reduce, outcomes: ["1.1"], quantity: {planned: 3}, cost: 1m, says: Why it is cut}]
activities: [{id: A1, title: Training, requires: [D1], outcomes: ["1.1"], cost: 1m, effect: delayed}]
annotations: [{id: N1, annex: II, paragraph: "1", change: adjust, title: More homes, outcomes: ["1.2"], refs: ["S 7(b)"]}]
"""


def card(asked: str) -> Card:
    (found,) = show(sketch(PLAN), asked).cards
    return found


@pytest.mark.parametrize("asked", ["D1", "d1", "deliverables/D1", " D1 "])
def test_a_record_by_its_id(asked: str) -> None:
    found = card(asked)
    assert (found.kind, found.id) == ("deliverables", "D1")
    values = {value.field: value.value for value in found.values}
    assert values["quantity.planned"] == 3
    assert values["cost"] == 1_000_000
    assert values["says"] == "Why it is cut"
    assert [(use.kind, use.id, use.field) for use in found.used_by] == [("activities", "A1", "requires")]
    assert [(decided.record, decided.decision) for decided in found.decisions] == [("D1", "reduce")]


def test_an_outcome_shows_the_statements_that_tie_it_strongest_first() -> None:
    links = [(link.record, link.other, link.direction, link.strength) for link in card("1.1").links]
    assert links == [("L2", "1.2", "in", -3), ("L1", "1.2", "out", 1)]
    assert {(use.kind, use.id) for use in card("1.1").used_by} == {
        ("links", "L1"),
        ("links", "L2"),
        ("deliverables", "D1"),
        ("activities", "A1"),
    }
    assert [decided.decision for decided in card("1.2").decisions] == ["adjust"]
    note = next(sheets(show(sketch(PLAN), "1.3"))).notes[0]
    assert say(note, "en") == "no statement ties it to another outcome"


def test_a_paragraph_is_no_item_of_itself() -> None:
    assert {use.id for use in card("7(b)").used_by} == {"L1", "N1"}
    assert {use.id for use in card("7b").used_by} == {"L1", "N1"}
    assert {use.id for use in card("7(b)(i)").used_by} == {"L2"}
    assert card("7(b)").rests_on[0].url == "https://example.org"
    assert [(value.field, value.value) for value in card("9").values] == [("uncoded", {"en": "Thanks"})]


def test_an_amount_shows_every_field_that_holds_it() -> None:
    assert {(use.id, use.field) for use in card("1 000 000").used_by} == {("D1", "cost"), ("A1", "cost")}


def test_two_outcomes_show_every_statement_that_ties_them_in_its_own_words() -> None:
    found = card("1.1-1.2")
    plan = sketch(PLAN)
    ends = [({*link.from_}, {*link.to}, link) for link in plan.links]
    tied = [
        link
        for start, end, link in ends
        if ("1.1" in start and "1.2" in end) or ("1.2" in start and "1.1" in end)
    ]
    assert found.kind == "pair"
    assert (
        {use.id for use in found.used_by}
        == {link.id for link in tied}
        == {at.record for at in found.links}
        != set()
    )
    assert {value.field: value.value for value in found.values} == {
        link.id: link.says for link in tied if link.says
    }
    assert {rest.ref for rest in found.rests_on} == {ref for link in tied for ref in link.refs}
    assert card("1.2 → 1.1").id == "1.2-1.1"


def test_an_amount_tells_what_is_said_and_cited_beside_it() -> None:
    plan = load(shipped()).plan
    assert plan
    (found,) = show(plan, "12 million").cards
    fund = next(one for one in plan.funds if one.needed == 12_000_000)
    assert isinstance(fund.required, Requirement)
    assert {rest.ref for rest in found.rests_on} == set(fund.required.refs)
    assert f"{fund.id}.required.says" in {value.field for value in found.values}


def test_what_the_plan_does_not_have_is_a_wrong_call() -> None:
    for asked in ("2.9", "5m", "nothing", "", " "):
        with pytest.raises(CallError, match="no record, paragraph or amount"):
            show(sketch(PLAN), asked)


def test_every_field_of_every_record_can_be_read() -> None:
    plan = load(shipped()).plan
    assert plan
    records = list(plan.records())
    assert len(records) > 200
    for kind, record in nonempty(records[::7]):
        (found,) = (each for each in show(plan, f"{kind}/{record.id}").cards)
        shown = {value.field.partition(".")[0] for value in found.values}
        wanted = {path[0] for path, value in leaves(record) if value != ()}
        assert wanted - shown <= {"id", "title", "refs", "ref", "via", "judged_on"}, (kind, record.id)
        assert found.line > 0
