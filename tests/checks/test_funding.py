from checks.sketch import found, told

FUNDS = """
funds:
  - {id: core, kind: unearmarked, title: Core}
  - {id: soft, kind: soft, title: Soft, amount: 100}
  - {id: hard, kind: hard, title: Hard, amount: 50}
"""


def test_a_plan_that_names_no_funds_for_anything_is_left_in_peace() -> None:
    assert told(FUNDS + "activities: [{id: A, title: a}]", "RA501", "RA506") == []
    assert told("activities: [{id: A, title: a}]") == []


def test_the_funds_of_an_item_are_added_up_once_each() -> None:
    rows = """
activities:
  - {id: A, title: a, cost: 151, funds: [soft, hard, soft]}
  - {id: B, title: b, cost: 150, funds: [soft, hard]}
  - {id: C, title: c, cost: 999, funds: [soft, core]}
  - {id: D, title: d, cost: {low: 140, high: 160}, funds: [soft, hard]}
  - {id: E, title: e, cost: 999, funds: [soft], divisible: true}
"""
    (one,) = found(FUNDS + rows, "RA503")
    assert one.place.path == "activities/A.cost"
    assert "costs 151, but the funds that may pay for it hold 150" in str(one.message)


def test_mixed_costs_are_noted_once_and_uncosted_plans_not_at_all() -> None:
    text = "activities: [{id: A, title: a, cost: 1}, {id: B, title: b}, {id: C, title: c}]"
    (one,) = found(text, "RA505")
    assert str(one.message) == "2 of 3 pieces of work have no cost: B, C"
    assert told(text.replace(", cost: 1", ""), "RA505") == []


def test_only_funds_that_costed_work_draws_on_need_an_amount() -> None:
    text = """
funds: [{id: a, kind: soft, title: a}, {id: b, kind: hard, title: b}, {id: c, kind: unearmarked, title: c}]
activities: [{id: A, title: x, cost: 1, funds: [a, c]}, {id: B, title: y, funds: [b]}]
"""
    assert told(text, "RA507") == [("RA507", "funds/a")]
