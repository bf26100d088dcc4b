"""A lens, an outcome, the fund that takes an amount: found by one rule each."""

import pytest

from linked import plan_of
from realign.findings import CallError
from realign.plan import Plan
from realign.plan.lookup import find_lens, funds_by_year, lens_id, receiving_fund


def funded(*funds: dict[str, object]) -> Plan:
    return plan_of([], funds=[{"title": str(fund["id"]), **fund} for fund in funds])


def test_a_lens_whose_id_another_has_in_capitals_is_found_by_its_exact_id() -> None:
    plan = plan_of([], lenses=[{"id": "heat", "title": "Warmth"}, {"id": "HEAT", "title": "Hotter summers"}])
    assert find_lens(plan, "heat").id == "heat"
    assert find_lens(plan, "HEAT").id == "HEAT"
    assert find_lens(plan, "summers").id == "HEAT"
    with pytest.raises(CallError):
        find_lens(plan, "Heat")


def test_no_lens_is_no_lens() -> None:
    assert lens_id(plan_of([]), None) is None


@pytest.mark.parametrize(
    ("funds", "expected"),
    [
        ([], None),
        ([{"id": "a", "kind": "soft"}], None),
        ([{"id": "a", "kind": "unearmarked", "amount": 5}], "a"),
        ([{"id": "a", "kind": "unearmarked", "amount": 5}, {"id": "b", "kind": "unearmarked"}], "b"),
    ],
)
def test_the_fund_that_takes_an_amount(funds: list[dict[str, object]], expected: str | None) -> None:
    found = receiving_fund(funded(*funds))
    assert (found and found.id) == expected


@pytest.mark.parametrize("amounts", [({}, {}), ({"amount": 5}, {"amount": 6})])
def test_of_several_funds_that_could_take_an_amount_none_is_guessed(
    amounts: tuple[dict[str, object], dict[str, object]],
) -> None:
    plan = funded(
        *({"id": name, "kind": "unearmarked", **own} for name, own in zip("ab", amounts, strict=True))
    )
    with pytest.raises(CallError, match=r"2 unearmarked funds \(a, b\)"):
        receiving_fund(plan)


def test_what_came_in_in_a_year_is_said_by_the_first_unearmarked_fund_that_says_it() -> None:
    plan = funded(
        {"id": "s", "kind": "soft", "received": {2020: 1}},
        {"id": "a", "kind": "unearmarked", "received": {2021: 2}},
        {"id": "b", "kind": "unearmarked", "received": {2021: 3, 2022: 4}},
    )
    assert {year: fund.id for year, fund in funds_by_year(plan).items()} == {2021: "a", 2022: "b"}
