"""A fund inside another one is counted once, by hand, by law and by handing out its money in every way."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from loops import tries
from pots import plan_of, work
from realign.plan import Plan
from realign.plan.lookup import funds_apart
from realign.questions.gaps import Gaps, gaps

FREE: dict[str, Any] = {"id": "U", "kind": "unearmarked"}


def nest(whole: int, part: int, **more: object) -> list[dict[str, Any]]:
    return [
        FREE,
        {"id": "climate", "kind": "hard", "amount": whole},
        {"id": "trees", "kind": "hard", "amount": part, "within": "climate", **more},
    ]


def covered(plan: Plan, amount: int = 0) -> tuple[object, tuple[str, ...]]:
    level = gaps(plan, [amount]).levels[0]
    return level.value, level.covered


def test_600_of_the_3000_are_not_3600() -> None:
    """What lists both may have all 3 000; the rest of the programme has 2 400 and no more."""
    both = [work("both", 3_000, 1, funds=["climate", "trees"])]
    assert covered(plan_of(both, nest(3_000, 600)))[1] == ("both",)
    assert covered(plan_of([work("both", 3_001, 1, funds=["climate", "trees"])], nest(3_000, 600)))[1] == ()
    assert covered(plan_of([work("rest", 2_401, 1, funds=["climate"])], nest(3_000, 600)))[1] == ()
    assert covered(plan_of([work("trees1", 601, 1, funds=["trees"])], nest(3_000, 600)))[1] == ()
    plan = plan_of(
        [work("rest", 2_400, 1, funds=["climate"]), work("trees1", 600, 1, funds=["trees"])], nest(3_000, 600)
    )
    assert covered(plan)[1] == ("rest", "trees1")
    held = {use.fund: (use.amount, use.within, use.left) for use in gaps(plan, [0]).funds}
    assert held == {"trees": (600, "climate", 0), "climate": (2_400, None, 0), "U": (0, None, 0)}


def test_a_part_of_a_part_is_counted_once() -> None:
    funds = [*nest(100, 40), {"id": "oaks", "kind": "hard", "amount": 15, "within": "trees"}]
    assert {fund.id: fund.amount for fund in funds_apart(plan_of([work("a")], funds))} == {
        "U": None,
        "climate": 60,
        "trees": 25,
        "oaks": 15,
    }


def test_a_fund_of_unknown_amount_stays_unknown() -> None:
    funds = [
        FREE,
        {"id": "climate", "kind": "hard"},
        {"id": "trees", "kind": "hard", "within": "climate", "amount": 5},
    ]
    assert {fund.id: fund.amount for fund in funds_apart(plan_of([work("a")], funds))}["climate"] is None
    hidden = nest(9, 5)
    del hidden[2]["amount"]
    assert {fund.id: fund.amount for fund in funds_apart(plan_of([work("a")], hidden))}["climate"] == 9


LISTS = (["climate"], ["trees"], ["climate", "trees"], ["U"], ["U", "climate"], ["U", "trees", "climate"])


@st.composite
def plans(draw: st.DrawFn) -> tuple[Plan, int]:
    whole = draw(st.integers(1, 8))
    part = draw(st.integers(0, whole))
    works = [
        work(
            f"w{place}",
            draw(st.integers(1, 5)),
            draw(st.integers(1, 9)),
            funds=draw(st.sampled_from(LISTS)),
        )
        for place in range(draw(st.integers(1, 4)))
    ]
    return plan_of(works, nest(whole, part)), draw(st.integers(0, 6))


def by_hand(plan: Plan, free: int) -> int:
    """The most value when every unit of every fund is handed out in every way."""
    amounts = {fund.id: fund.amount or 0 for fund in plan.funds} | {"U": free}
    best = 0
    for chosen in product((False, True), repeat=len(plan.activities)):
        works = [one for one, taken in zip(plan.activities, chosen, strict=True) if taken]
        if _payable([(int(str(one.cost)), one.funds) for one in works], amounts, amounts["trees"]):
            best = max(best, sum(one.value if isinstance(one.value, int) else 0 for one in works))
    return best


def _payable(works: list[tuple[int, tuple[str, ...]]], amounts: dict[str, int], kept: int) -> bool:
    """Whether each work can be paid one unit after the other; `kept` of the climate money is for trees alone."""
    if not works:
        return True
    (cost, funds), *others = works
    if cost == 0:
        return _payable(others, amounts, kept)
    left = [(cost - 1, funds), *others]
    return any(_payable(left, spent, still) for spent, still in _one_unit(funds, amounts, kept))


def _one_unit(
    funds: tuple[str, ...], amounts: dict[str, int], kept: int
) -> Iterator[tuple[dict[str, int], int]]:
    """A unit for trees comes out of the climate money, too; other climate work must leave what is kept."""
    for fund in funds:
        if fund == "trees" and amounts["trees"]:
            less = {"trees": amounts["trees"] - 1, "climate": amounts["climate"] - 1}
            yield {**amounts, **less}, kept - 1
        elif fund != "trees" and amounts[fund] > (kept if fund == "climate" else 0):
            yield {**amounts, fund: amounts[fund] - 1}, kept


@settings(max_examples=tries(60), deadline=None)
@given(plans())
def test_the_best_use_is_that_of_handing_out_every_unit(drawn: tuple[Plan, int]) -> None:
    plan, free = drawn
    level = gaps(plan, [free]).levels[0]
    assert level.proof == "certified"
    assert level.value == by_hand(plan, free)


@settings(max_examples=tries(40), deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 9)), min_size=1, max_size=5), st.integers(0, 10))
def test_a_reservation_that_all_work_may_use_changes_nothing(drawn: list[tuple[int, int]], part: int) -> None:
    def plan(funds: list[dict[str, Any]], names: list[str]) -> Plan:
        rows = [work(f"w{place}", cost, value, funds=names) for place, (cost, value) in enumerate(drawn)]
        return plan_of(rows, funds)

    plain = plan([FREE, {"id": "climate", "kind": "hard", "amount": 10}], ["U", "climate"])
    inner = plan(nest(10, part), ["U", "climate", "trees"])
    for amount in (0, 3, 10):
        assert covered(plain, amount) == covered(inner, amount)


def test_the_price_per_100_000_is_the_gain_over_what_the_fund_holds() -> None:
    funds = [FREE, {"id": "S", "kind": "soft", "amount": 250_000}]
    plan = plan_of([work("theme", 50_000, 2, funds=["S"]), work("norm", 200_000, 5)], funds)
    answer: Gaps = gaps(plan, [0], earmarks=True)
    (price,) = answer.levels[0].earmarks or ()
    assert (price.gain, price.gain_per_100_000) == (5, 2.0)  # 200 000 left over pay `norm`: 5 for 250 000
