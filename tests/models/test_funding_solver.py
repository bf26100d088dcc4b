"""One place chooses the algorithm: all that apply agree with trying everything; those that do not say why."""

from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loops import sampled, tries
from pots import NESTED, OVERLAPPING, best_choices, plan_of, problems, work
from realign.findings import CallError
from realign.models.funding.cuts import Fences
from realign.models.funding.divisible import serve
from realign.models.funding.enumeration import every_choice
from realign.models.funding.flow import fits
from realign.models.funding.problem import Item, Problem, Scale
from realign.models.funding.requires import closed, closed_part, dependents, families, prerequisites
from realign.models.funding.solver import (
    ALGORITHMS,
    FOR_A_CURVE,
    FOR_A_DRAW,
    FOR_A_PROOF,
    Algorithm,
    best_uses,
    candidates,
    misfit,
    solve,
)
from realign.questions.gaps import gaps

MODEST = settings(max_examples=tries(60), deadline=None)
ONE_FUND: Final = (("a",), ("b",), ("U",))


def forward(problem: Problem) -> Problem:
    """The same without circles: work requires only what stands before it."""
    items = tuple(
        Item(
            item.cost,
            item.value,
            item.funds,
            item.tier,
            item.divisible,
            tuple(other for other in item.requires if other < place),
        )
        for place, item in enumerate(problem.items)
    )
    return Problem(items, problem.amounts, problem.free)


@MODEST
@given(
    st.one_of(
        problems(NESTED, tiers=2, requires=True),
        problems(OVERLAPPING, tiers=2, requires=True),
        problems(ONE_FUND, tiers=2),
    ),
    st.integers(0, 14),
)
def test_all_algorithms_that_apply_agree(problem: Problem, unearmarked: int) -> None:
    problem = forward(problem)
    weight, choices = best_choices(problem, unearmarked)
    names = [name for name in ALGORITHMS if misfit(problem, name) is None]
    assert {"enumeration", "milp", "core"} <= set(names)
    for name in names:
        solution = solve(problem, [unearmarked], name)
        (choice,) = solution.choices
        assert choice.algorithm == name
        assert choice.weight <= weight <= choice.bound, name
        assert fits(problem, unearmarked, choice.covered)
        assert solution.frontier.at(unearmarked).weight == choice.weight
        if name in {"enumeration", "milp", "nested"}:
            assert choice.weight == choice.bound, name
            paid_for = {place for place in choice.covered if problem.items[place].value}
            assert any(paid_for <= best for best in choices)
    for ladder in (FOR_A_CURVE, FOR_A_DRAW, FOR_A_PROOF):
        (best,) = best_uses(problem, [unearmarked], ladder)
        assert best.weight == best.bound == weight


@MODEST
@given(problems(OVERLAPPING, tiers=2, divisible=True), st.integers(0, 14))
def test_the_greedy_and_the_solver_agree_on_work_in_parts(problem: Problem, unearmarked: int) -> None:
    """Rounded down where parts are paid, so that a point of value may lie between the two."""
    names = [name for name in ALGORITHMS if misfit(problem, name) is None]
    assert [name for name in names if name != "knapsack"] == ["divisible", "milp"]
    greedy, solver = (solve(problem, [unearmarked], name).choices[0] for name in ("divisible", "milp"))
    scale = Scale.of(problem.items)
    first = scale.factors[0] if scale.factors else 1
    assert greedy.weight == scale.measure(problem.items, serve(problem, unearmarked).parts)
    assert abs(greedy.weight // first - solver.weight // first) <= 1


def many_claims(count: int) -> Problem:
    """Work with as many overlapping claims as that: too many sets of funds for a list of them all."""
    drawn = Random(count)  # noqa: S311 - a problem, not a secret
    pots = [f"p{n}" for n in range(9)]
    items = tuple(
        Item(drawn.randrange(1, 9), drawn.randrange(1, 9), tuple(sorted(drawn.sample([*pots, "U"], 3))))
        for _ in range(count)
    )
    return Problem(items, {pot: drawn.randrange(6) for pot in pots}, "U")


def test_every_choice_can_be_tried_where_the_sets_of_funds_are_too_many_to_list() -> None:
    problem = many_claims(9)
    assert not Fences(problem).complete
    assert "enumeration" not in candidates(problem, FOR_A_CURVE)
    curve = every_choice(problem, Fences(problem))
    for unearmarked in range(0, 20, 4):
        assert curve.at(unearmarked).weight == best_choices(problem, unearmarked)[0]


@pytest.mark.parametrize(
    ("items", "name", "why"),
    sampled(
        [
            ([work("a", 5, 1, divisible=True), work("b", 5, 1)], "divisible", "only whole"),
            ([work("a", 5, 1, divisible=True), work("b", 5, 1)], "nested", "in part"),
            ([work("a", 5, 1, divisible=True), work("b", 5, 1)], "core", "in part"),
            ([work("a", 5, 1, funds=["U", "S"]), work("b", 5, 1)], "knapsack", "several funds"),
            ([work(f"w{n}", 5, 1) for n in range(19)], "enumeration", "at most 18"),
            (
                [
                    work(f"w{n}", 5, 1, funds=pair)
                    for n, pair in enumerate((["S", "H"], ["U", "S"], ["U", "H"]))
                ],
                "nested",
                "overlap",
            ),
        ],
        2,
    ),
)
def test_an_algorithm_that_does_not_apply_says_why(
    items: list[dict[str, object]], name: Algorithm, why: str
) -> None:
    funds: list[dict[str, object]] = [
        {"id": "U", "kind": "unearmarked"},
        {"id": "S", "kind": "soft", "amount": 4},
        {"id": "H", "kind": "hard", "amount": 3},
    ]
    with pytest.raises(CallError, match=why) as caught:
        gaps(plan_of(items, funds), [6], solver=name)
    assert caught.value.hint
    assert "milp" in caught.value.hint
    assert gaps(plan_of(items, funds), [6], solver="milp").levels[0].algorithm == "milp"


def test_every_level_says_how_its_work_was_chosen() -> None:
    plan = plan_of([work("a", 6, 5), work("b", 5, 3), work("c", 4, 3)])
    assert {level.algorithm for level in gaps(plan, [0, 9]).levels} == {"nested"}
    assert {level.algorithm for level in gaps(plan, [0, 9], rule="priority").levels} == {"priority"}
    forced = {name: gaps(plan, [9], solver=name).levels[0] for name in ALGORITHMS if name != "divisible"}
    assert {name: level.algorithm for name, level in forced.items()} == {name: name for name in forced}
    assert {(level.value, level.covered) for level in forced.values()} == {(6, ("b", "c"))}
    uncosted = plan_of([work("a"), work("b")])
    assert gaps(uncosted, [9]).levels[0].algorithm is None
    with pytest.raises(CallError, match="no cost is known"):
        gaps(uncosted, [9], solver="milp")
    ranged = plan_of([work("a", {"low": 2, "high": 5}, 5), work("b", 3, 3)])
    assert gaps(ranged, [6], solver="enumeration").levels[0].algorithm == "enumeration"


@MODEST
@given(st.lists(st.sets(st.integers(0, 6), max_size=3), min_size=7, max_size=7), st.sets(st.integers(0, 6)))
def test_closures_follow_from_their_definitions(graph: list[set[int]], places: set[int]) -> None:
    requires = [tuple(sorted(needed - {place})) for place, needed in enumerate(graph)]
    reach = {place: {place} for place in range(7)}
    for _ in range(7):
        reach = {place: found.union(*(requires[other] for other in found)) for place, found in reach.items()}
    assert dependents(requires, places) == {place for place in range(7) if reach[place] & places}
    assert closed_part(requires, places) == {place for place in places if reach[place] <= places}
    assert closed(requires, closed_part(requires, places))
    for place in range(7):
        assert set(prerequisites(requires, place)) == reach[place]
        assert prerequisites(requires, place)[-1] == place
    grouped = families(requires, range(7))
    together = {frozenset(group) for group in grouped}
    for place in range(7):
        for other in requires[place]:
            assert any({place, other} <= group for group in together)
    assert sum(map(len, grouped)) == len(set().union(*together))
