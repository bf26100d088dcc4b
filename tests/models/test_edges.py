"""Bounds of the two kernels, each just reached and just missed, by hand."""

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from pots import plan_of, work
from realign.findings import CallError
from realign.models.funding.nested import TooManyChoices, closed_sets, nest, whole_curve
from realign.models.funding.priority_rule import in_order
from realign.models.funding.problem import Item, Problem
from realign.models.influence.graph import LinkGraph
from realign.models.influence.ranks import mid_ranks, tau_b
from realign.models.influence.total_influence import MOST_OUTCOMES, weights_of
from realign.questions.gaps import gaps


@pytest.mark.parametrize(("cost", "covered"), [(9, {1}), (10, {1}), (11, set())])
def test_after_dearer_work_fell_short_what_is_left_pays_exactly(cost: int, covered: set[int]) -> None:
    problem = Problem((Item(20, 2, ("U",)), Item(cost, 1, ("U",))), {}, "U")
    assert in_order(problem, 10) == covered


@pytest.mark.parametrize(("cost", "covered"), [(9, {0, 2}), (10, {0, 2}), (11, {0})])
def test_what_several_pots_still_hold_pays_exactly(cost: int, covered: set[int]) -> None:
    claim = ("a", "U")
    problem = Problem((Item(5, 3, claim), Item(20, 2, claim), Item(cost, 1, claim)), {"a": 8}, "U")
    assert in_order(problem, 7) == covered


def test_what_dear_work_requires_is_tried_by_itself_all_the_same() -> None:
    dear = Item(20, 3, ("U",), requires=(1, 2))
    problem = Problem((dear, Item(3, 2, ("U",)), Item(4, 1, ("U",), requires=(1,))), {}, "U")
    assert in_order(problem, 10) == {1, 2}
    assert in_order(problem, 30) == {0, 1, 2}


def test_what_dear_work_requires_first_is_tried_by_itself_with_what_it_requires() -> None:
    # 20 + 3 + 4 + 1 is too much for 10; then 3 + 1 fits, and 4 beside it: 8 of 10
    dear = Item(20, 4, ("U",), requires=(1, 2))
    first, second = Item(3, 3, ("U",), requires=(3,)), Item(4, 2, ("U",))
    problem = Problem((dear, first, second, Item(1, 1, ("U",))), {}, "U")
    assert in_order(problem, 10) == {1, 2, 3}
    assert in_order(problem, 28) == {0, 1, 2, 3}


def test_of_two_requirements_the_one_that_cannot_be_paid_does_not_hold_back_the_other() -> None:
    # 20 needs 3 (which needs 1) and 50; of 10 nothing is left for 50, but 3 + 1 fits
    dear = Item(20, 4, ("U",), requires=(1, 2))
    first, second = Item(3, 3, ("U",), requires=(3,)), Item(50, 2, ("U",))
    problem = Problem((dear, first, second, Item(1, 1, ("U",))), {}, "U")
    assert in_order(problem, 10) == {1, 3}
    assert in_order(problem, 74) == {0, 1, 2, 3}


@pytest.mark.parametrize("largest", [1.0, 1e6, 1e-6])
def test_scores_tie_up_to_a_millionth_of_a_millionth_of_the_largest(largest: float) -> None:
    def ranks(apart: float) -> tuple[float, ...]:
        return mid_ranks(np.array([1.0, 0.5, 0.5 + apart]) * largest)

    assert ranks(0.9e-12) == (1, 2.5, 2.5)
    assert ranks(1.1e-12) == (1, 3, 2)
    assert ranks(0.0) == (1, 2.5, 2.5)


def test_the_next_three_steps_are_shown_and_no_fourth() -> None:
    plan = plan_of([work(f"A{number}", 10 * number, 100 - number) for number in range(1, 6)])
    (level,) = gaps(plan, [0]).levels
    assert [(step.unearmarked, step.more, step.adds) for step in level.ladder] == [
        (10, 10, ("A1",)),
        (30, 30, ("A1", "A2")),
        (60, 60, ("A1", "A2", "A3")),
    ]
    (level,) = gaps(plan, [60]).levels
    assert [step.more for step in level.ladder] == [40, 90]


def test_tau_b_by_hand() -> None:
    # Kendall (1945) with ties: 4 pairs agree, none disagrees, one list has one tie, the other none
    assert tau_b(np.array([1.0, 2, 3]), np.array([1.0, 2, 3])) == 1
    assert tau_b(np.array([1.0, 2, 3]), np.array([3.0, 2, 1])) == -1
    assert tau_b(np.array([1.0, 1, 2]), np.array([1.0, 2, 3])) == pytest.approx(2 / (2 * 3) ** 0.5)
    assert tau_b(np.array([1.0, 1]), np.array([1.0, 2])) is None


def test_among_more_than_three_thousand_outcomes_nothing_is_ranked() -> None:
    with pytest.raises(CallError, match="3001 outcomes; links are ranked among 3000 at most"):
        weights_of(cast("LinkGraph", SimpleNamespace(outcomes=range(MOST_OUTCOMES + 1))))


def chains(*lengths: int) -> Problem:
    """Items of two pots in turn; each requires the one before it in its chain."""
    items: list[Item] = []
    for length in lengths:
        for number in range(length):
            items.append(
                Item(1, 1, ("a" if number % 2 else "U",), requires=(len(items) - 1,) if number else ())
            )
    return Problem(tuple(items), {"a": 100}, "U")


def test_of_work_that_requires_each_other_twelve_pieces_are_decided_in_every_way() -> None:
    assert len(closed_sets(chains(12), range(12))) == 13  # none, the first, the first two …
    with pytest.raises(TooManyChoices):
        closed_sets(chains(13), range(13))


def test_up_to_sixty_four_ways_are_tried_one_by_one() -> None:
    def most(problem: Problem) -> float:
        arranged = nest(problem)
        assert arranged is not None
        return whole_curve(problem, arranged).points[-1].unearmarked

    assert most(chains(3, 3, 3)) == 6  # 4 · 4 · 4 ways; of each chain two pieces are paid by U
    with pytest.raises(TooManyChoices):
        most(chains(4, 12))  # 5 · 13 ways
