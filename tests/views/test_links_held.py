"""What holds of the plan as it was coded first (commit 07aae90), told as a board reads it."""

from functools import cache
from pathlib import Path

import pytest

from loops import sampled
from realign.loading import load
from realign.questions.links import Links, links
from realign.sheets import Sheet
from realign.text import say
from realign.views import sheets

FIRST = Path(__file__).parents[1] / "plans" / "first_coding"
LENSES = ("resilience", "recovery", "vulnerability")


@cache
def answer(lens: str) -> Links:
    plan = load(FIRST).plan
    assert plan is not None
    return links(plan, lens)


def sheet(lens: str, name: str) -> Sheet:
    (found,) = (one for one in sheets(answer(lens)) if isinstance(one, Sheet) and one.name == name)
    return found


def headline(lens: str) -> str:
    return say(sheet(lens, "groups").title, "en")


@pytest.mark.slow
def test_through_recovery_the_links_at_one_outcome_hold_whatever_is_true() -> None:
    hub = next(group for group in answer("recovery").groups if group.kind == "hub")
    assert hub.id == "2.2"
    assert hub.share == pytest.approx(0.60, abs=0.01)
    assert hub.first > 0.98
    assert headline("recovery").startswith("What holds: the links at 2.2 carry 60 % of all influence")


def test_through_resilience_no_link_leads_and_a_bond_does() -> None:
    assert not any(link.class_ == "core" for link in answer("resilience").links)
    bond = next(group for group in answer("resilience").groups if group.kind == "bond")
    assert bond.id == "1-3"
    assert bond.share == pytest.approx(0.40, abs=0.01)
    assert (bond.share_low, bond.share_high) == pytest.approx((0.29, 0.51), abs=0.02)
    assert bond.first > 0.98
    assert headline("resilience").startswith(
        "No link leads; the links between domains 1 and 3 carry 40 % of all influence"
    )


@pytest.mark.slow
@pytest.mark.parametrize("lens", LENSES)
def test_one_sentence_is_to_be_settled_first_through_every_lens(lens: str) -> None:
    first = answer(lens).settle[0]
    assert (first.kind, first.id) == ("paragraph", "HSP/EB.2021/19 9(e)(i)")
    assert 0.4 < first.share < 0.7
    assert sheet(lens, "settle").rows[0][0] == "HSP/EB.2021/19 9(e)(i)"


@pytest.mark.parametrize("lens", sampled(LENSES, 3))
def test_the_order_is_groups_choice_settle_trade_offs_and_no_ranking(lens: str) -> None:
    shown = [one.name for one in sheets(answer(lens)) if isinstance(one, Sheet) and not one.detail]
    assert shown[:3] == ["groups", "choice", "settle"]
    assert "links" not in shown


def test_who_asks_what_to_build_sees_that_first() -> None:
    plan = load(FIRST).plan
    assert plan is not None
    first, *others = sheets(links(plan, draws=60, purpose="build"))
    assert first.name == "links"  # for formats that hold one table; people see it with --details
    assert isinstance(first, Sheet)
    assert first.detail
    assert [part.name for part in others][:2] == ["build", "groups"]
    best = max(links(plan, draws=60, purpose="build").build, key=lambda one: one.gain)
    told = str(next(part for part in others if part.name == "build").title)
    assert told == f"One more step of strength would bring most from {best.source} to {best.target}"
