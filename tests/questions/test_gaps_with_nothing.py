"""What an amount buys beyond no money at all: as asking about 0 tells, and by hand."""

from collections.abc import Callable
from typing import Literal

import pytest

from loops import nonempty, sampled
from pots import plan_of, work
from realign.loading import load, shipped
from realign.plan import Plan
from realign.questions.gaps import Gaps, gaps
from realign.sheets import Sheet
from realign.text import say
from realign.views import sheets

FREE: dict[str, object] = {"id": "U", "kind": "unearmarked", "required": {"amount": 100, "covers": ["only"]}}
REGULAR: dict[str, object] = {"id": "R", "kind": "regular", "amount": "13.8m"}


def costless() -> Plan:
    return plan_of([work("only"), work("other"), work("staff", funds=["R", "U"])], [FREE, REGULAR])


def costed() -> Plan:
    hard: dict[str, object] = {"id": "H", "kind": "hard", "amount": 60}
    works = [work("big", 100, 60), work("left", 60, 40, funds=["U", "H"]), work("right", 50, 35)]
    return plan_of(works, [{"id": "U", "kind": "unearmarked"}, hard])


def the_shipped() -> Plan:
    plan = load(shipped()).plan
    assert plan
    return plan


def told(answer: Gaps) -> str:
    """The notes under the first table."""
    first = next(iter(sheets(answer)))
    assert isinstance(first, Sheet)
    return " ".join(say(note, "en") for note in first.notes)


@pytest.mark.parametrize("made", [costless, costed, the_shipped])
def test_it_is_what_asking_about_nothing_tells(made: Callable[[], Plan]) -> None:
    plan = made()
    level = gaps(plan, [0]).levels[0]
    for amount in nonempty([1, 50, 99, 100, 150, 10**9]):
        found = gaps(plan, [amount]).with_nothing
        assert found
        assert (found.covered, found.open, found.uncovered) == (level.covered, level.open, level.uncovered)


def test_an_amount_that_buys_nothing_sure_says_so_and_what_it_opens() -> None:
    text = told(gaps(costless(), [5]))
    assert (
        "Covered with 0: 1 as well, so the 5 buys nothing more that is sure; uncovered with 0, open now: 2."
    ) in text


def test_what_an_amount_adds_is_named() -> None:
    assert "Covered with 0: 1; the 100 adds only; uncovered with 0, open now: 1." in told(
        gaps(costless(), [100])
    )
    assert "Covered with 0: 1; the 50 adds right." in told(gaps(costed(), [50]))


def test_of_many_only_the_first_are_named() -> None:
    plan = plan_of([work(f"A{number}", 1, 1) for number in range(1, 10)])
    assert "the 9 adds A1, A2, A3, A4, A5, A6 and 3 more." in told(gaps(plan, [9]))


def unsure() -> Plan:
    works = [
        work("big", {"low": 5, "high": 9}, 60),
        work("left", 60, 40, funds=["U", "H"]),
        work("paid", {"low": 1, "high": 3}, 5, funds=["H"]),
    ]
    return plan_of(works, [{"id": "U", "kind": "unearmarked"}, {"id": "H", "kind": "hard", "amount": 61}])


@pytest.mark.parametrize(
    ("made", "rule"), sampled([(unsure, "exact"), (costed, "priority"), (unsure, "priority")], 3)
)
def test_uncertain_costs_and_an_order_of_priority_are_asked_about_nothing_too(
    made: Callable[[], Plan], rule: Literal["exact", "priority"]
) -> None:
    plan = made()
    level = gaps(plan, [0], rule=rule).levels[0]
    for amount in nonempty([1, 8, 50, 100]):
        found = gaps(plan, [amount], rule=rule).with_nothing
        assert found
        assert (found.covered, found.open, found.uncovered) == (level.covered, level.open, level.uncovered)
        assert gaps(plan, [0, amount], rule=rule).with_nothing is None


def test_by_hand_what_61_of_hard_money_pays_without_any_other() -> None:
    found = gaps(unsure(), [50]).with_nothing
    assert found
    assert set(found.uncovered) >= {"big"}  # only unearmarked money may pay it
    assert not set(found.covered) & {"big"}
    by_priority = gaps(costed(), [50], rule="priority").with_nothing
    assert by_priority
    assert by_priority.covered == ("left",)  # 60 of hard money
    assert set(by_priority.uncovered) == {"big", "right"}


def test_a_time_limit_asks_nothing_more() -> None:
    assert gaps(unsure(), [50], time_limit=60).with_nothing is None


def test_nothing_is_said_where_nothing_is_asked_about() -> None:
    assert gaps(costed(), [0, 50]).with_nothing is None
    for amounts in nonempty([[0], [0, 50]]):
        assert "Covered with 0" not in told(gaps(costed(), amounts))


@pytest.mark.parametrize("amount", [50, 150, 250])
def test_covered_work_that_another_best_use_leaves_out_is_named(amount: int) -> None:
    # 50 pays `sure`; 150 pays it and one of the twins, which are worth the same; 250 pays all
    works = [work("sure", 50, 9), work("one", 100, 1), work("twin", 100, 1)]
    answer = gaps(plan_of(works, [{"id": "U", "kind": "unearmarked"}]), [amount])
    choice = set(answer.levels[0].covered) - {"sure"} if amount == 150 else set()
    sentences = [one for one in told(answer).split(". ") if "could give way to other work" in one]
    assert sentences == [
        f"At {amount} {name} could give way to other work worth as much: which of them is covered is a choice"
        for name in choice
    ]
