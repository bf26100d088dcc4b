"""What an earmark costs, by a second method: some of the fund's money is handed over, all splits are tried."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loops import tries
from pots import NESTED, OVERLAPPING, best_choices, plan_of, problems, work
from realign.findings import CallError
from realign.models.funding.earmarks import freed
from realign.models.funding.problem import Problem
from realign.models.funding.solver import FOR_A_CURVE, best_uses
from realign.plan import Plan
from realign.questions.gaps import gaps
from realign.text import say
from realign.views import sheets

FEWER = settings(max_examples=tries(40), deadline=None)


def best(problem: Problem, unearmarked: int) -> int:
    (found,) = best_uses(problem, [unearmarked], FOR_A_CURVE)
    assert found.weight == found.bound
    return found.weight


def by_splits(problem: Problem, funds: tuple[str, ...], unearmarked: int) -> int:
    """The most that is reached when each of `funds` hands some of its money over to the free one."""
    reached = []
    for kept in product(*(range(problem.amounts[fund] + 1) for fund in funds)):
        amounts = {**problem.amounts, **dict(zip(funds, kept, strict=True))}
        given_over = sum(problem.amounts[fund] for fund in funds) - sum(kept)
        split = replace(problem, amounts=amounts)
        reached.append(best_choices(split, unearmarked + given_over)[0])
    return max(reached)


@FEWER
@given(
    st.one_of(problems(NESTED, most=4, tiers=2), problems(OVERLAPPING, most=4, tiers=2)), st.integers(0, 9)
)
def test_a_freed_fund_is_worth_what_the_best_split_of_its_money_is(
    problem: Problem, unearmarked: int
) -> None:
    now = best(problem, unearmarked)
    for fund in ("a", "b", "c"):
        then = best(freed(problem, [fund]), unearmarked)
        assert then == by_splits(problem, (fund,), unearmarked)
        assert now <= then <= best(problem, unearmarked + problem.amounts[fund])
        assert then <= best(freed(problem, ["a", "b", "c"]), unearmarked)


@FEWER
@given(problems(OVERLAPPING, most=3), st.integers(0, 6))
def test_two_freed_funds_are_worth_what_the_best_split_of_both_is(problem: Problem, unearmarked: int) -> None:
    assert best(freed(problem, ["a", "b"]), unearmarked) == by_splits(problem, ("a", "b"), unearmarked)


FUNDS: list[dict[str, object]] = [
    {"id": "U", "kind": "unearmarked"},
    {"id": "S", "kind": "soft", "amount": 10},
    {"id": "H", "kind": "hard", "amount": 4},
]


def test_the_price_of_each_earmark_by_hand() -> None:
    """10 soft for a theme of 3: its 7 spare would pay `norm` (7); 4 hard with nothing to pay would not."""
    plan = plan_of([work("theme", 3, 2, funds=["S"]), work("norm", 7, 5), work("dear", 11, 9)], FUNDS)
    level = gaps(plan, [0], earmarks=True).levels[0]
    assert level.value == 2
    assert level.earmarks is not None
    prices = {price.fund: price for price in level.earmarks}
    soft, hard = prices["S"], prices["H"]
    assert (soft.amount, soft.value, soft.value_free, soft.gain, soft.gain_of_more) == (10, 2, 7, 5, 5)
    assert soft.covered_free == ("norm", "theme")
    assert (hard.value_free, hard.gain, hard.gain_of_more, hard.covered_free) == (2, 0, 0, ("theme",))
    assert soft.certified
    assert level.all_free is not None  # 14 for everything: theme and dear (11 of 9) come to 14
    assert (level.all_free.value, level.all_free.gain, level.all_free.covered) == (11, 9, ("dear", "theme"))
    assert gaps(plan, [0]).levels[0].earmarks is None
    forced = gaps(plan, [0], earmarks=True, solver="milp").levels[0]
    assert (forced.earmarks, forced.all_free) == (level.earmarks, level.all_free)


def told(plan: Plan, amount: int = 0) -> str:
    """The first line of the table of earmarks."""
    (title,) = [part.title for part in sheets(gaps(plan, [amount], earmarks=True)) if part.name == "earmarks"]
    return say(title, "en")


def test_the_dearest_earmark_is_told_in_a_sentence() -> None:
    theme, norm, dear = work("theme", 3, 2, funds=["S"]), work("norm", 7, 5), work("dear", 10, 9)
    assert told(plan_of([theme, norm], FUNDS)).endswith("would cover 2 pieces of work instead of 1 at 0")
    assert told(plan_of([theme, dear], FUNDS)).endswith("would gain most at 0")  # dear for theme: still one
    assert told(plan_of([theme], FUNDS)).endswith("would gain nothing at 0")
    tiers = plan_of([theme, work("late", 7, 5, tier=2)], FUNDS)
    assert told(tiers).endswith("would cover 2 pieces of work instead of 1 at 0")


def test_without_every_cost_no_earmark_has_a_price() -> None:
    with pytest.raises(CallError, match="every cost and amount"):
        gaps(plan_of([work("a"), work("b", 3)], FUNDS), [3], earmarks=True)
