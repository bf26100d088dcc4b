"""An amount that was converted is shown with what stands in the file."""

from fractions import Fraction
from pathlib import Path

import pytest

from loops import nonempty
from realign.loading import load
from realign.plan import Plan
from realign.questions._conversions import conversions
from realign.questions.gaps import gaps
from realign.questions.show import show
from realign.views import sheets

PLAN = """\
plan:
  {id: p, title: P, currency: USD, rates: {NOK: {rate: "0.1", date: 2024-01-02, source: Bank}, EUR: {rate: "1.08"}}}
outcomes: [{id: a, title: A}]
funds:
  - {id: free, kind: unearmarked, title: Free, required: {amount: "NOK 5 300 000"}, received: {"2023": "€ 1 000", "2024": 500}}
deliverables:
  - {id: D1, title: One, outcomes: [a], cost: NOK 200 000, funds: [free]}
  - {id: D2, title: Two, outcomes: [a], cost: {low: "1000 NOK", high: 2000}, funds: [free]}
  - {id: D3, title: Three, outcomes: [a], cost: US$ 7, funds: [free]}
  - {id: D4, title: Four, outcomes: [a], cost: "0.5m kr", funds: [free]}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A plan in dollars with amounts in crowns and euros."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    made = load(tmp_path).plan
    assert made is not None
    return made


def test_every_amount_in_another_currency_is_told_with_its_rate(plan: Plan) -> None:
    found = list(nonempty(conversions(plan, {"funds", "deliverables"})))
    assert {(one.id, one.field, one.written, one.rate) for one in found} == {
        ("free", "required.amount", "NOK 5 300 000", "0.1"),
        ("free", "received.2023", "€ 1 000", "1.08"),
        ("D1", "cost", "NOK 200 000", "0.1"),
        ("D2", "cost.low", "1000 NOK", "0.1"),
        ("D4", "cost", "0.5m kr", "0.1"),
    }
    figures = {
        "NOK 5 300 000": 5300000,
        "€ 1 000": 1000,
        "NOK 200 000": 200000,
        "1000 NOK": 1000,
        "0.5m kr": 500000,
    }
    for one in nonempty(found):
        assert one.amount == figures[one.written] * Fraction(one.rate)


def test_show_says_what_stands_in_the_file(plan: Plan) -> None:
    (card,) = show(plan, "D1").cards
    (cost,) = [value for value in card.values if value.field == "cost"]
    assert cost.converted
    assert cost.converted.written == "NOK 200 000"
    (table,) = [part for part in sheets(show(plan, "D1")) if part.name == "card"]
    assert ("cost", "20 000 (written NOK 200 000, at 0.1)") in [
        (field, f"{cell}") for _, cell, field in getattr(table, "rows", ())
    ]


def test_gaps_holds_them_in_its_details(plan: Plan) -> None:
    answer = gaps(plan, "0")
    assert len(answer.conversions) == 5
    assert "conversions" in [part.name for part in sheets(answer)]


def test_a_plan_of_one_currency_tells_none(tmp_path: Path) -> None:
    text = PLAN.replace("NOK ", "").replace(" NOK", "").replace("€ ", "").replace(" kr", "")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    made = load(tmp_path).plan
    assert made is not None
    assert not list(conversions(made, {"funds", "deliverables"}))
    assert not gaps(made, "0").conversions
