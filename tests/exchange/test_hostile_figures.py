"""Numbers and texts that were made to harm, in files of other programs: said or left out, never written out."""

import json

import pytest

from loops import nonempty
from realign.exchange.foreign import figure_of, words
from realign.exchange.fts import read_fts
from realign.exchange.iati import read_iati
from realign.exchange.pabulib import read_pabulib
from realign.exchange.uninfo import read_uninfo

HUGE = ["1e999999999", "-1e999999999", "0e999999999", "1e-999999999", "9" * 5000, "NaN", "Infinity", "1e", ""]


@pytest.mark.parametrize("text", HUGE)
def test_what_no_plan_can_hold_is_no_figure(text: str) -> None:
    assert figure_of(text) is None


@pytest.mark.parametrize("text", ["0", "12", "-3.5", "1e6", "8390408.02", " 7 "])
def test_a_figure_is_read_as_it_is_written(text: str) -> None:
    assert figure_of(text) == figure_of(f"{figure_of(text):f}")


def test_a_text_loses_what_no_plan_may_hold() -> None:
    assert words("a\x1b[31m\x00b\u202ec\ud800d\n e") == "a[31mbcd e"


@pytest.mark.parametrize("amount", HUGE[:-1])
def test_a_framework_with_such_an_amount_has_no_cost_and_says_why(amount: str) -> None:
    output = {"name": "Output 1.1: Work\x1b", "required": amount, "available": 5}
    outcome = {"name": "Outcome 1: Good", "children": [output]}
    priority = {"name": "Priority 1: All", "required": 1, "available": 1, "children": [outcome]}
    plan = {"name": "Framework", "framework": [priority]}
    found = read_uninfo(json.dumps(plan).encode(), "x.json")
    told = [f"{one.what} {one.why}" for one in found.left_out]
    for work in nonempty(found.kinds["deliverables"]):
        assert "cost" not in work
        assert "\x1b" not in str(work)
    assert any("is no amount of money" in one for one in nonempty(told))


def test_an_activity_with_such_an_amount_or_goal_is_read_without_it() -> None:
    goal = "9" * 5000
    text = (
        '<iati-activities><iati-activity default-currency="USD"><iati-identifier>A</iati-identifier>'
        "<title><narrative>T</narrative></title>"
        f'<tag vocabulary="2" code="{goal}"/><tag vocabulary="2" code="07"/>'
        '<budget status="2"><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/>'
        "<value>1e999999999</value></budget></iati-activity></iati-activities>"
    )
    found = read_iati(text.encode(), "x.xml")
    assert "999999" not in json.dumps(found.kinds)
    assert '"7"' in json.dumps(found.kinds) or "SDG" in json.dumps(found.kinds)


def test_a_budget_with_an_endless_field_is_a_finding() -> None:
    text = "META\nkey;value\nbudget;5\nPROJECTS\nproject_id;cost\n1;" + "7" * 200_000 + "\n"
    found = read_pabulib(text.encode(), "x.pb")
    assert any("no whole CSV" in f"{one.message}" for one in nonempty(found.findings))


def test_a_flow_of_such_an_amount_is_a_finding() -> None:
    text = "countryCode,requirements,funding,cluster\nAFG,1e999999999,5,Food\n"
    found = read_fts(text.encode(), "x.csv")
    assert found.findings
