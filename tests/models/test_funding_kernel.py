"""The arithmetic behind `gaps` against trying everything, against networkx and against linear programming."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import comb
from random import Random

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loops import sampled, tries
from pots import NESTED, OVERLAPPING, best_choices, problems
from realign.models.funding import core_problem, knapsack, nested
from realign.models.funding import enumeration as few
from realign.models.funding import milp as overlapping
from realign.models.funding import milp_curve as steps
from realign.models.funding.curve import Frontier
from realign.models.funding.cuts import Fences, broken_fence, need
from realign.models.funding.divisible import by_worth, divisible_curve, serve
from realign.models.funding.flow import FlowNetwork, fits, payments
from realign.models.funding.highs import Constraint, maximise
from realign.models.funding.milp import best_use
from realign.models.funding.priority_rule import in_order
from realign.models.funding.problem import Item, Problem, Scale
from realign.models.funding.rounding import rounded
from realign.models.funding.solver import full_need, solve
from realign.models.funding.structural import EXACT_UP_TO, tails

MODEST = settings(max_examples=tries(40), deadline=None)
FEWER = settings(max_examples=tries(12), deadline=None)
AMOUNTS = range(40)


def maximum_flow(problem: Problem, unearmarked: int, parts: dict[int, int]) -> int:
    """The oracle: networkx on the whole bipartite graph, item by item."""
    graph = nx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for pot, amount in problem.pots(unearmarked).items():
        graph.add_edge("source", f"pot {pot}", capacity=amount)
    for place, cost in parts.items():
        graph.add_edge(place, "sink", capacity=cost)
        for pot in problem.items[place].funds:
            graph.add_edge(f"pot {pot}", place)
    return int(nx.maximum_flow_value(graph, "source", "sink"))


def tells_the_truth(problem: Problem, curve: Frontier) -> None:
    """Every amount has the value, and every item the thresholds, that trying everything finds."""
    some: dict[int, int] = {}
    every: dict[int, int] = {}
    breaks: list[tuple[int, int]] = []
    for unearmarked in AMOUNTS:
        weight, choices = best_choices(problem, unearmarked)
        assert curve.at(unearmarked).weight == weight
        assert curve.at(unearmarked).covered in choices
        if not breaks or weight > breaks[-1][1]:
            breaks.append((unearmarked, weight))
        for place in frozenset().union(*choices):
            some.setdefault(place, unearmarked)
        for place in frozenset.intersection(*choices):
            every.setdefault(place, unearmarked)
    assert [(point.unearmarked, point.weight) for point in curve.points] == breaks
    assert curve.some == some
    assert curve.every == every


@MODEST
@given(problems(NESTED, tiers=2, requires=True))
def test_the_nested_programme_equals_trying_everything(problem: Problem) -> None:
    arranged = nested.nest(problem)
    assert arranged is not None
    tells_the_truth(problem, nested.whole_curve(problem, arranged))


@MODEST
@given(problems(OVERLAPPING, tiers=2, requires=True))
def test_the_table_of_all_choices_equals_trying_everything(problem: Problem) -> None:
    fences = Fences(problem)
    assert fences.complete
    tells_the_truth(problem, few.every_choice(problem, fences))


@FEWER
@given(problems(OVERLAPPING, most=5, tiers=2, requires=True))
def test_the_solver_s_curve_equals_trying_everything(problem: Problem) -> None:
    ends = [overlapping.best_use(problem, amount) for amount in (0, 40)]
    tells_the_truth(problem, steps.stepwise(problem, ends[:1], ends))


def test_with_many_items_the_solver_finds_the_next_three_breakpoints_and_no_fourth() -> None:
    items = tuple(Item(7 + number, 100 - number, ("a", "U")[number % 2 :]) for number in range(steps.FEW + 1))
    problem = Problem(items, {"a": 30}, "U")
    arranged = nested.nest(problem)
    assert arranged is not None
    whole = nested.whole_curve(problem, arranged)
    asked = 20
    ends = [overlapping.best_use(problem, amount) for amount in (0, problem.cost(range(len(items))))]
    curve = steps.stepwise(problem, [overlapping.best_use(problem, asked)], ends)
    at = whole.index(asked)
    expected = [whole.points[0], *whole.points[at : at + 4], whole.points[-1]]
    found = [(point.unearmarked, point.weight) for point in curve.points]
    assert found == [(point.unearmarked, point.weight) for point in expected]
    assert (curve.complete, curve.near) == (False, True)


@MODEST
@given(problems(OVERLAPPING, requires=True, tiers=3), st.integers(0, 12))
def test_the_solver_is_exact_and_payable(problem: Problem, unearmarked: int) -> None:
    best = overlapping.best_use(problem, unearmarked)
    assert best.weight == best.bound == best_choices(problem, unearmarked)[0]
    assert payments(problem, unearmarked, best.parts) is not None


@FEWER
@given(st.data(), st.integers(0, 20))
def test_among_many_pots_the_solver_is_told_who_pays_whom(data: st.DataObject, unearmarked: int) -> None:
    pots = [f"p{n}" for n in range(9)]
    claims = data.draw(
        st.lists(st.sets(st.sampled_from([*pots, "U"]), min_size=2, max_size=4), min_size=9, max_size=9)
    )
    numbers = st.integers(0, 9)
    items = tuple(Item(data.draw(numbers), data.draw(numbers), tuple(sorted(claim))) for claim in claims)
    problem = Problem(items, {pot: data.draw(st.integers(0, 6)) for pot in pots}, "U")
    weight = best_choices(problem, unearmarked)[0]
    for best in (overlapping.best_use(problem, unearmarked), core_problem.best_of_many(problem, unearmarked)):
        assert best.weight <= weight <= best.bound
        assert fits(problem, unearmarked, best.parts)
    assert overlapping.best_use(problem, unearmarked).bound == weight


@MODEST
@given(problems(OVERLAPPING, most=8, tiers=2), st.integers(0, 12))
def test_prices_never_promise_too_little(problem: Problem, unearmarked: int) -> None:
    best = core_problem.best_of_many(problem, unearmarked)
    weight = best_choices(problem, unearmarked)[0]
    assert best.weight <= weight <= best.bound
    assert fits(problem, unearmarked, best.parts)


@settings(max_examples=tries(60), deadline=None)
@given(problems(OVERLAPPING, most=9, tiers=2, requires=True), st.integers(0, 12))
def test_prices_and_a_core_are_exact_where_work_requires_other_work(
    problem: Problem, unearmarked: int
) -> None:
    needs = nx.DiGraph()
    needs.add_edges_from(
        (place, other) for place, item in enumerate(problem.items) for other in item.requires
    )
    assume(nx.is_directed_acyclic_graph(needs))  # a plan whose work requires itself is not sound
    best = core_problem.best_of_many(problem, unearmarked)
    assert best.weight == best.bound == best_choices(problem, unearmarked)[0]
    assert fits(problem, unearmarked, best.parts)
    assert all(set(problem.items[place].requires) <= set(best.parts) for place in best.parts)


@settings(max_examples=tries(300), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=10),
    st.integers(0, 40),
)
def test_one_pot_is_as_good_as_every_choice(rows: list[tuple[int, int]], money: int) -> None:
    weights, costs = [weight for weight, _ in rows], [cost for _, cost in rows]
    chosen, bound = knapsack.best_in_pot(weights, costs, money)
    choices = [
        choice
        for size in range(len(rows) + 1)
        for choice in combinations(range(len(rows)), size)
        if sum(costs[place] for place in choice) <= money
    ]
    most = max(sum(weights[place] for place in choice) for choice in choices)
    assert sum(costs[place] for place in chosen) <= money
    assert sum(weights[place] for place in chosen) == bound == most


def test_a_search_that_grows_too_long_ends_with_its_bound() -> None:
    """Values that are the costs and a little more: all work is equally good value for money."""
    drawn = Random(4)  # noqa: S311 - a plan, not a secret
    costs = [drawn.randrange(10**6, 10**7) for _ in range(60)]
    values = [cost + 10**5 for cost in costs]
    money = sum(costs) // 3
    chosen, bound = knapsack.best_in_pot(values, costs, money, limit=2000)
    reached = sum(values[place] for place in chosen)
    assert sum(costs[place] for place in chosen) <= money
    assert 0 < bound - reached <= max(values)
    better, least = knapsack.best_in_pot(values, costs, money, limit=200_000)
    assert reached <= sum(values[place] for place in better) <= least <= bound


@MODEST
@given(problems((("a",), ("b",), ("U",)), most=9, tiers=3), st.integers(0, 15))
def test_plain_pots_are_as_good_as_every_choice(problem: Problem, unearmarked: int) -> None:
    (best,) = knapsack.best_by_pot(problem, [unearmarked])
    assert best.weight == best.bound == best_choices(problem, unearmarked)[0]
    assert fits(problem, unearmarked, best.parts)


def forest_problem(count: int, seed: int, pots: int = 3) -> Problem:
    """Trees of work, each piece in the pot or two that the draw gives it."""
    drawn = Random(seed)  # noqa: S311 - a plan, not a secret
    names = [f"p{number}" for number in range(pots)]
    items = tuple(
        Item(
            drawn.randrange(1, 60),
            drawn.randrange(0, 30),
            tuple(sorted(drawn.sample(names, drawn.randrange(1, 3)))),
            requires=(drawn.randrange(place),) if place and drawn.random() < 0.7 else (),
        )
        for place in range(count)
    )
    return Problem(items, {name: drawn.randrange(40, 40 + 8 * count) for name in names[1:]}, names[0])


@pytest.mark.parametrize("seed", range(12))
def test_forests_are_as_good_as_every_choice(seed: int) -> None:
    problem = forest_problem(13, seed)
    best = core_problem.best_of_many(problem, 120)
    assert best.weight == best.bound == best_choices(problem, 120)[0]


@pytest.mark.parametrize("seed", sampled(range(6), 3))
def test_large_forests_are_as_good_as_an_independent_model_says(seed: int) -> None:
    """The whole question in one piece, who pays whom included, to the solver without any of our rows."""
    problem = forest_problem(150, seed, pots=6)
    best = core_problem.best_of_many(problem, 900)
    most = spelt_out(problem, 900)
    assert best.weight <= most <= best.bound
    assert best.bound - best.weight <= 0.005 * most


def spelt_out(problem: Problem, unearmarked: int) -> int:
    """What the best choice is worth, by one model with a column for each item and pot."""
    count, column = len(problem.items), len(problem.items)
    drawn: dict[str, dict[int, float]] = {pot: {} for pot in problem.pots(0)}
    rows = []
    for place, item in enumerate(problem.items):
        due = {place: float(item.cost)}
        for pot in item.funds:
            due[column], drawn[pot][column] = -1.0, 1.0
            column += 1
        rows.append(Constraint(due, high=0.0))
        rows += [Constraint({place: 1.0, other: -1.0}, high=0.0) for other in item.requires]
    rows += [Constraint(drawn[pot], high=float(amount)) for pot, amount in problem.pots(unearmarked).items()]
    found = maximise(
        [float(item.value) for item in problem.items] + [0.0] * (column - count),
        [1.0] * count + [float("inf")] * (column - count),
        [True] * count + [False] * (column - count),
        rows,
    )
    assert found is not None
    assert found.proved
    return round(found.bound)


def test_a_chain_of_any_length_is_a_tree() -> None:
    """What is paid for is the longest beginning of the chain that its pots bear; no solver is asked."""
    count = 5000
    items = tuple(
        Item(
            10 + place % 7,
            1 + place % 5,
            (("a", "b", "U")[place % 3],),
            requires=(place - 1,) if place else (),
        )
        for place in range(count)
    )
    problem = Problem(items, {"a": 6000, "b": 5000}, "U")
    best = core_problem.best_of_many(problem, 4000)
    longest = next(end for end in range(count) if not fits(problem, 4000, range(end + 1)))
    assert sorted(best.parts) == list(range(longest))
    assert best.weight == best.bound == sum(item.value for item in items[:longest])
    assert in_order(problem, 4000) == frozenset(range(longest))


@pytest.mark.parametrize("chain", [("a", "b", "U"), ("b", "a", "U")])
def test_a_pot_within_a_pot_is_nested_in_either_order_of_names(chain: tuple[str, ...]) -> None:
    items = tuple(
        Item(cost, value, chain[start:]) for cost, value, start in ((3, 5, 0), (4, 6, 1), (2, 1, 2))
    )
    problem = Problem(items, {"a": 2, "b": 3}, "U")
    arranged = nested.nest(problem)
    assert arranged is not None
    assert arranged.around == {chain[0]: chain[1], chain[1]: "U"}
    tells_the_truth(problem, nested.whole_curve(problem, arranged))


def test_crossing_claims_are_not_nested() -> None:
    items = tuple(Item(1, 1, claim) for claim in (("a", "b"), ("b", "c"), ("a", "c")))
    assert nested.nest(Problem(items, {"a": 1, "b": 1, "c": 1}, None)) is None


def test_a_curve_of_too_many_choices_goes_to_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    items = tuple(Item(2**place, 2**place, ("U",)) for place in range(18))
    monkeypatch.setattr(nested, "LIMIT", 100)
    solution = solve(Problem(items, {}, "U"), [1000])
    assert solution.choices[0].weight == solution.choices[0].bound == 1000
    assert not solution.frontier.complete


@MODEST
@given(problems(OVERLAPPING, most=8), st.integers(0, 12), st.data())
def test_the_ledger_equals_networkx(problem: Problem, unearmarked: int, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(range(len(problem.items)))))
    parts = {place: problem.items[place].cost for place in sorted(chosen)}
    flow = maximum_flow(problem, unearmarked, parts)
    ledger = FlowNetwork(problem.pots(unearmarked))
    paid = sum(ledger.pay(problem.items[place].funds, cost) for place, cost in parts.items())
    assert paid == flow
    assert fits(problem, unearmarked, chosen) == (flow == sum(parts.values()))
    fence = broken_fence(problem, unearmarked, parts)
    if fence is None:
        assert flow == sum(parts.values())
    else:
        asked = sum(cost for place, cost in parts.items() if fence.issuperset(problem.items[place].funds))
        assert asked > sum(amount for pot, amount in problem.pots(unearmarked).items() if pot in fence)


@MODEST
@given(problems(OVERLAPPING, most=8), st.integers(0, 12))
def test_no_money_is_made_or_lost_and_the_most_restricted_pays_first(
    problem: Problem, unearmarked: int
) -> None:
    parts = {place: problem.items[place].cost for place in sorted(in_order(problem, unearmarked))}
    paid = payments(problem, unearmarked, parts)
    assert paid is not None
    used = dict.fromkeys(problem.pots(unearmarked), 0)
    for place, shares in paid.items():
        assert sum(shares.values()) == parts[place]
        assert set(shares) <= set(problem.items[place].funds)
        for pot, part in shares.items():
            used[pot] += part
    pots = problem.pots(unearmarked)
    assert all(used[pot] <= amount for pot, amount in pots.items())
    whole = sum(parts.values())
    for number in range(1, len(pots) + 1):  # the first so many pots pay as much as they possibly can
        first = dict(list(pots.items())[:number])
        alone = Problem(problem.items, {**dict.fromkeys(pots, 0), **first}, None)
        assert sum(used[pot] for pot in first) == maximum_flow(alone, 0, parts)
    assert whole == sum(used.values())


@MODEST
@given(problems(OVERLAPPING, most=8))
def test_need_is_the_least_money_that_pays(problem: Problem) -> None:
    parts = {place: item.cost for place, item in enumerate(problem.items)}
    least = need(problem, parts)
    payable = [amount for amount in range(60) if maximum_flow(problem, amount, parts) == sum(parts.values())]
    assert least == (payable[0] if payable else None)
    if payable:
        assert least == sum(parts.values()) - maximum_flow(problem, 0, parts) == full_need(problem, parts)


def best_in_parts(problem: Problem, unearmarked: int) -> float:
    """The oracle: the linear programme with one column for each item and pot."""
    columns = [(place, pot) for place, item in enumerate(problem.items) for pot in item.funds]
    rows = [
        Constraint({n: 1.0 for n, (_, pot) in enumerate(columns) if pot == one}, high=amount)
        for one, amount in problem.pots(unearmarked).items()
    ]
    rows += [
        Constraint({n: 1.0 for n, (one, _) in enumerate(columns) if one == place}, high=item.cost)
        for place, item in enumerate(problem.items)
    ]
    worth = [problem.items[place].value / max(1, problem.items[place].cost) for place, _ in columns]
    found = maximise(worth, [100.0] * len(columns), [False] * len(columns), rows)
    assert found is not None
    free = sum(item.value for item in problem.items if not item.cost)
    return found.bound + free


@MODEST
@given(problems(OVERLAPPING, divisible=True), st.integers(0, 12))
def test_serving_parts_equals_the_linear_programme(problem: Problem, unearmarked: int) -> None:
    parts = serve(problem, unearmarked).parts
    value = sum(
        Fraction(item.value * parts[place], item.cost) if item.cost else Fraction(item.value)
        for place, item in enumerate(problem.items)
        if place in parts
    )
    assert float(value) == pytest.approx(best_in_parts(problem, unearmarked), abs=1e-6)
    assert payments(problem, unearmarked, parts) is not None
    assert Scale.of(problem.items).measure(problem.items, parts) == int(value)


@MODEST
@given(problems(OVERLAPPING, divisible=True, tiers=2))
def test_breakpoints_of_parts_are_where_a_job_becomes_whole(problem: Problem) -> None:
    curve = divisible_curve(problem, [0], 400)
    served = {amount: serve(problem, amount).parts for amount in AMOUNTS}
    scale = Scale.of(problem.items)
    for point in curve.points:
        parts = served[point.unearmarked]
        whole = {place for place, paid in parts.items() if paid == problem.items[place].cost}
        assert point.covered == whole
        assert point.weight == scale.measure(problem.items, parts)
    for place, item in enumerate(problem.items):
        canonical = [amount for amount in AMOUNTS if served[amount].get(place) == item.cost]
        if canonical:
            assert curve.some[place] <= canonical[0]
        if place in curve.every:
            assert curve.every[place] >= curve.some[place]
            assert served[curve.every[place]].get(place) == item.cost


@MODEST
@given(problems((("a", "U"), ("b", "U"), ("U",)), divisible=True), st.integers(0, 12))
def test_a_job_s_thresholds_in_parts(problem: Problem, unearmarked: int) -> None:
    curve = divisible_curve(problem, [0], 400)
    scale = Scale.of(problem.items)
    top = max(scale.weigh(item) for item in problem.items) + 1
    for place, item in enumerate(problem.items):
        if not item.cost or not item.value:
            continue
        # served first, or last, among its equals it changes the value of nothing
        for first in (True, False):
            order = sorted(
                range(len(problem.items)),
                key=lambda one: (
                    -Fraction(problem.items[one].value, problem.items[one].cost)
                    if problem.items[one].cost
                    else -top,
                    (one != place) if first else (one == place),
                ),
            )
            whole = serve(problem, unearmarked, order).parts.get(place) == item.cost
            start = (curve.some if first else curve.every).get(place)
            assert whole == (start is not None and unearmarked >= start)


def best_of_whole_and_parts(problem: Problem, unearmarked: int) -> tuple[Fraction, ...]:
    """The oracle: try every choice of whole items, serve the parts from what they leave."""
    items, best = problem.items, tuple[Fraction, ...]()
    whole = [place for place, item in enumerate(items) if not item.divisible]
    for size in range(len(whole) + 1):
        for chosen in combinations(whole, size):
            if fits(problem, unearmarked, chosen):
                ledger = FlowNetwork(problem.pots(unearmarked))
                parts = {place: ledger.pay(items[place].funds, items[place].cost) for place in chosen}
                for place in by_worth(problem):
                    if items[place].divisible:
                        parts[place] = ledger.pay(items[place].funds, items[place].cost)
                best = max(best, exact_value(problem, parts))
    return best


def exact_value(problem: Problem, parts: Mapping[int, int]) -> tuple[Fraction, ...]:
    """Tier by tier, fractions included."""
    totals = dict.fromkeys(sorted({item.tier for item in problem.items}), Fraction(0))
    for place, paid in parts.items():
        item = problem.items[place]
        totals[item.tier] += Fraction(item.value * paid, item.cost) if item.cost else item.value
    return tuple(totals.values())


@MODEST
@given(problems(OVERLAPPING, tiers=2), st.integers(0, 12), st.data())
def test_whole_jobs_and_parts_together_are_exact(
    problem: Problem, unearmarked: int, data: st.DataObject
) -> None:
    kinds = data.draw(st.lists(st.booleans(), min_size=len(problem.items), max_size=len(problem.items)))
    items = tuple(replace(item, divisible=kind) for item, kind in zip(problem.items, kinds, strict=True))
    mixed = replace(problem, items=items)
    choice = solve(mixed, [unearmarked]).choices[0]
    assert exact_value(mixed, choice.parts) == best_of_whole_and_parts(mixed, unearmarked)
    assert choice.weight == choice.bound


@MODEST
@given(problems(OVERLAPPING, tiers=2), st.integers(0, 12), st.data())
def test_rounding_can_be_paid_and_its_bound_is_one(
    problem: Problem, unearmarked: int, data: st.DataObject
) -> None:
    kinds = data.draw(st.lists(st.booleans(), min_size=len(problem.items), max_size=len(problem.items)))
    items = tuple(replace(item, divisible=kind) for item, kind in zip(problem.items, kinds, strict=True))
    mixed = replace(problem, items=items)
    parts, bound = rounded(mixed, unearmarked)
    assert payments(mixed, unearmarked, parts) is not None
    assert all(items[place].divisible or paid == items[place].cost for place, paid in parts.items())
    exact, factors = best_of_whole_and_parts(mixed, unearmarked), Scale.of(items).factors
    assert exact_value(mixed, parts) <= exact
    assert bound >= sum(int(value) * factor for value, factor in zip(exact, factors, strict=True))
    assert bound >= Scale.of(items).measure(items, parts)


@MODEST
@given(problems(OVERLAPPING, requires=True, tiers=2), st.integers(0, 12))
def test_rounding_takes_nothing_without_what_it_requires(problem: Problem, unearmarked: int) -> None:
    parts, bound = rounded(problem, unearmarked)
    assert all(set(problem.items[place].requires) <= parts.keys() for place in parts)
    best, _ = best_choices(problem, unearmarked)
    assert Scale.of(problem.items).measure(problem.items, parts) <= best <= bound


def test_much_whole_and_divisible_work_is_near_the_best_by_the_solver(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = Random(7)  # noqa: S311
    items = tuple(
        Item(chance.randrange(1, 500), chance.randrange(1, 50), pots, divisible=number % 2 == 0)
        for number in range(150)
        for pots in [chance.choice(OVERLAPPING)]
    )
    problem = Problem(items, {"a": 4000, "b": 3000, "c": 2000}, "U")
    exact = best_use(problem, 2500)
    monkeypatch.setattr(overlapping, "LARGE", 100)
    monkeypatch.setattr(overlapping, "HUGE", 100)
    near = best_use(problem, 2500)
    assert near.weight <= exact.weight <= exact.bound
    assert exact.weight <= near.bound <= 1.01 * near.weight
    monkeypatch.setattr(overlapping, "HUGE", 1000)
    asked = best_use(problem, 2500)
    assert near.weight <= asked.weight <= exact.weight <= asked.bound <= near.bound


@given(st.integers(1, 9), st.integers(0, 12))
def test_the_chance_is_the_binomial_tail_of_the_formula(count: int, twelfths: int) -> None:
    share = Fraction(twelfths, 12)
    for k, chance in enumerate(tails(count, share), start=1):
        if k < count:
            terms = (comb(count - 1, j) * share**j * (1 - share) ** (count - 1 - j) for j in range(k, count))
            assert chance == pytest.approx(float(sum(terms)), abs=1e-12)
        else:
            assert chance == (1.0 if share >= 1 else 0.0)


def test_the_chance_of_one_item_and_of_two_by_hand() -> None:
    assert tails(1, Fraction(99, 100)) == [0.0]
    assert tails(2, Fraction(1, 4)) == [0.25, 0.0]
    assert tails(3, Fraction(1, 2)) == [0.75, 0.25, 0.0]
    assert tails(3, Fraction(5, 4)) == [1.0, 1.0, 1.0]


def test_the_chance_of_many_items_agrees_with_the_exact_sum() -> None:
    share = Fraction(2, 9)
    exact, rough = tails(EXACT_UP_TO, share), tails(EXACT_UP_TO + 1, share)
    assert rough[0] == pytest.approx(1 - float((1 - share) ** EXACT_UP_TO))
    assert max(abs(one - other) for one, other in zip(exact, rough, strict=False)) < 0.05


def test_tiers_fold_into_one_number_and_back() -> None:
    items = [Item(1, 3, ("U",), 1), Item(1, 5, ("U",), 3), Item(1, 7, ("U",), 3)]
    scale = Scale.of(items)
    assert scale.read(sum(scale.weigh(item) for item in items)) == (3, 0, 12)
    assert scale.weigh(items[0]) > scale.weigh(items[1]) + scale.weigh(items[2])
    assert Scale.of([]).read(0) == 0


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    items = tuple(Item(7 * n + 3, n, ("a", "U") if n % 2 else ("a", "b")) for n in range(20))
    assert overlapping.best_use(Problem(items, {"a": 300, "b": 100}, "U"), 50).weight > 0
    assert capfd.readouterr() == ("", "")


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    ask = "import sys, realign.questions.gaps; print({'numpy', 'highspy', 'networkx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "set()"
