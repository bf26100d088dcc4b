"""Which amounts are meant: none named, a range, what is required, what came in."""

from fractions import Fraction

import pytest

from pots import plan_of, work
from realign.findings import CallError
from realign.models.funding.amounts import MOST, read_amounts, usual_amounts
from realign.plan import Plan
from realign.questions.focus import focus
from realign.questions.gaps import gaps


def a_plan(**fund: object) -> Plan:
    return plan_of([work("only"), work("other")], [{"id": "U", "kind": "unearmarked", **fund}])


@pytest.mark.parametrize(
    ("fund", "amounts"),
    [
        ({}, [0]),
        ({"required": 90}, [0, 90]),
        ({"received": {2020: 5, 2022: 7}}, [0, 7]),
        ({"required": 6, "received": {2021: 50}}, [0, 6, 50]),
        ({"required": 60, "received": {2021: 50}}, [0, 50, 60]),
        ({"required": 60, "received": {2021: 60}}, [0, 60]),
        ({"required": 60, "received": {2021: 0}}, [0, 60]),
        ({"received": {2021: -4}}, [0]),
    ],
)
def test_no_amount_means_nothing_what_is_required_and_what_came_in_last(
    fund: dict[str, object], amounts: list[int]
) -> None:
    plan = a_plan(**fund)
    assert [int(one) for one in usual_amounts(plan)] == amounts
    assert [level.unearmarked for level in gaps(plan).levels] == amounts
    assert sorted({(board := focus(plan)).unearmarked, *(one.unearmarked for one in board.beside)}) == amounts


def test_the_programme_without_an_amount_is_that_of_what_came_in_last() -> None:
    plan = a_plan(required=60, received={2020: 1, 2021: 50})
    board = focus(plan)
    assert (board.unearmarked, board.received and board.received.year) == (50, 2021)
    assert focus(a_plan(required=60)).unearmarked == 60
    assert focus(a_plan()).unearmarked == 0


def test_of_several_amounts_the_programme_is_that_of_the_first_and_the_others_are_counted_beside_it() -> None:
    plan = a_plan(required={"amount": 60, "covers": ["only"]})
    board = focus(plan, "60; 0")
    alone = {amount: focus(plan, amount) for amount in (60, 0)}
    assert board.programme == alone[60].programme
    (other,) = board.beside
    assert (other.unearmarked, other.counts) == (0, alone[0].counts)
    there, here = ({item.id: item.decision for item in alone[amount].programme} for amount in (0, 60))
    assert (
        other.otherwise == {id_: decision for id_, decision in there.items() if here[id_] != decision} != {}
    )


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("0..20m:5m", [0, 5_000_000, 10_000_000, 15_000_000, 20_000_000]),
        ("1..10:4", [1, 5, 9]),
        ("7..7:1", [7]),
        ("0..1 000:500; 5", [0, 500, 1000, 5]),
        (" 10 .. 30 : 10 ", [10, 20, 30]),
    ],
)
def test_a_range_holds_its_ends_and_the_steps_between(text: str, amounts: list[int]) -> None:
    assert list(read_amounts(a_plan(), text)) == amounts


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("0..5m", "no range"),
        ("..5m:1m", "no range"),
        ("0..:1m", "no range"),
        ("5m..0:1m", "nowhere"),
        ("0..5m:0", "nowhere"),
        (f"0..{MOST}:1", f"at most {MOST}"),
        ("0..x:1", "not an amount"),
    ],
)
def test_a_range_that_is_none_is_refused_with_a_next_step(text: str, says: str) -> None:
    with pytest.raises(CallError, match=says) as caught:
        read_amounts(a_plan(), text)
    assert caught.value.hint or "write it like" in str(caught.value)


def test_as_many_as_can_be_answered_are() -> None:
    found = read_amounts(a_plan(), f"0..{MOST - 1}:1")
    assert len(found) == MOST
    assert sum(map(Fraction, map(int, found))) == MOST * (MOST - 1) // 2
