"""What must hold of money whatever the plan: more never hurts, nothing is made or lost, names and order do not matter."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loops import nonempty, sampled, tries
from pots import NESTED, OVERLAPPING, best_choices, plan_of, problems, work
from realign.models.funding import robust_states as rivals
from realign.models.funding import uncertainty as robust
from realign.models.funding.divisible import by_worth
from realign.models.funding.flow import FlowNetwork
from realign.models.funding.milp import best_use
from realign.models.funding.priority_rule import in_order
from realign.models.funding.problem import Item, Problem, Scale
from realign.models.funding.solver import FOR_A_DRAW, Rung, Solution, solve
from realign.plan import Plan
from realign.questions.gaps import gaps

MODEST = settings(max_examples=tries(40), deadline=None)
MANY = settings(max_examples=tries(400), deadline=None)
FEWER = settings(max_examples=tries(15), deadline=None)
ALL = (*NESTED, *OVERLAPPING)
PLENTY = 100


def worth(problem: Problem, unearmarked: int) -> int:
    return solve(problem, [unearmarked]).choices[0].weight


def with_funds(problem: Problem, amounts: Mapping[str, int]) -> Problem:
    return replace(problem, amounts=amounts)


@MODEST
@given(problems(ALL, tiers=2, requires=True), st.integers(0, 12))
def test_the_optimum_is_never_below_the_order_of_priority(problem: Problem, unearmarked: int) -> None:
    scale = Scale.of(problem.items)
    ordered = sum(scale.weigh(problem.items[place]) for place in in_order(problem, unearmarked))
    assert ordered <= worth(problem, unearmarked)


def can_all_be_paid(problem: Problem, unearmarked: int, chosen: frozenset[int]) -> bool:
    """By the theorem of supply and demand: whatever pots one looks at, who may draw on them alone fits into them."""
    pots, items = problem.pots(unearmarked), [problem.items[place] for place in chosen]
    some = (set(names) for size in range(len(pots) + 1) for names in combinations(pots, size))
    return all(
        sum(item.cost for item in items if within.issuperset(item.funds)) <= sum(pots[pot] for pot in within)
        for within in some
    ) and all(item.funds for item in items)


@MANY
@given(problems(ALL, tiers=2, requires=True), st.integers(0, 12), st.randoms(use_true_random=False))
def test_the_order_of_priority_takes_each_item_that_still_fits(
    problem: Problem, unearmarked: int, random: Random
) -> None:
    """Worked out by the rule's own words, with every set of pots looked at."""

    def with_all_it_requires(place: int) -> frozenset[int]:
        found, waiting = {place}, [place]  # work may require each other
        while waiting:
            more = set(problem.items[waiting.pop()].requires) - found
            found |= more
            waiting += more
        return frozenset(found)

    def by_hand(chosen: frozenset[int], order: list[int]) -> frozenset[int]:
        for place in order:
            more = chosen | with_all_it_requires(place)
            chosen = more if can_all_be_paid(problem, unearmarked, more) else chosen
        return chosen

    places = list(range(len(problem.items)))
    assert in_order(problem, unearmarked) == by_hand(frozenset(), places)
    random.shuffle(places)
    alone = [place for place in places if not problem.items[place].requires]
    first = (
        frozenset(alone[:1]) if can_all_be_paid(problem, unearmarked, frozenset(alone[:1])) else frozenset()
    )
    assert in_order(problem, unearmarked, first, places) == by_hand(first, places)


@MODEST
@given(problems(ALL), st.integers(0, 12), st.sampled_from(["a", "b", "c", "U"]), st.integers(1, 5))
def test_the_optimum_never_falls_as_a_fund_grows(
    problem: Problem, unearmarked: int, pot: str, more: int
) -> None:
    before = worth(problem, unearmarked)
    if pot == "U":
        assert worth(problem, unearmarked + more) >= before
    else:
        richer = with_funds(problem, {**problem.amounts, pot: problem.amounts[pot] + more})
        assert worth(richer, unearmarked) >= before


@MODEST
@given(problems(ALL, tiers=2))
def test_nothing_and_the_full_need_are_the_ends_of_the_curve(problem: Problem) -> None:
    solution = solve(problem, [0, PLENTY])
    points = solution.frontier.points
    assert points[0].unearmarked == 0
    assert points[0].weight == solution.choices[0].weight
    assert points[-1].weight == solution.choices[1].weight == worth(problem, solution.full_need)
    assert points[-1].unearmarked <= solution.full_need
    assert worth(problem, solution.full_need + 7) == points[-1].weight


@MODEST
@given(problems(ALL), st.integers(0, 12), st.data())
def test_splitting_a_fund_changes_nothing(problem: Problem, unearmarked: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, problem.amounts["a"]))
    amounts = {"a1": part, "a2": problem.amounts["a"] - part}
    amounts |= {pot: amount for pot, amount in problem.amounts.items() if pot != "a"}
    items = tuple(
        replace(
            item, funds=tuple(two for pot in item.funds for two in (("a1", "a2") if pot == "a" else (pot,)))
        )
        for item in problem.items
    )
    assert worth(Problem(items, amounts, "U"), unearmarked) == worth(problem, unearmarked)


@MODEST
@given(problems(ALL, tiers=2), st.integers(2, 10**9))
def test_scaling_all_money_scales_the_curve(problem: Problem, factor: int) -> None:
    scaled = Problem(
        tuple(replace(item, cost=item.cost * factor) for item in problem.items),
        {pot: amount * factor for pot, amount in problem.amounts.items()},
        "U",
    )
    before, after = solve(problem, [3]), solve(scaled, [3 * factor])
    assert [point.unearmarked * factor for point in before.frontier.points] == [
        point.unearmarked for point in after.frontier.points
    ]
    assert [point.covered for point in before.frontier.points] == [
        point.covered for point in after.frontier.points
    ]
    assert before.choices[0].covered == after.choices[0].covered


@MODEST
@given(problems(ALL), st.integers(0, 12), st.data())
def test_more_eligibility_never_hurts(problem: Problem, unearmarked: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(problem.items) - 1))
    pot = data.draw(st.sampled_from(["a", "b", "c", "U"]))
    items = list(problem.items)
    if pot not in items[place].funds:
        items[place] = replace(items[place], funds=(*items[place].funds, pot))
    assert worth(replace(problem, items=tuple(items)), unearmarked) >= worth(problem, unearmarked)


@MODEST
@given(problems(ALL, tiers=3), st.integers(0, 12))
def test_the_first_tier_gets_what_it_would_get_alone(problem: Problem, unearmarked: int) -> None:
    first = min(item.tier for item in problem.items)
    alone = tuple(item if item.tier == first else replace(item, funds=()) for item in problem.items)
    together = solve(problem, [unearmarked]).choices[0].covered
    value = sum(problem.items[place].value for place in together if problem.items[place].tier == first)
    choices = solve(replace(problem, items=alone), [unearmarked]).choices[0].covered
    assert value == sum(alone[place].value for place in choices if alone[place].tier == first)


@FEWER
@given(problems(NESTED, tiers=2))
def test_the_curve_equals_the_solver_at_every_breakpoint_and_just_below(problem: Problem) -> None:
    points = solve(problem, []).frontier.points
    for before, point in zip((None, *points), points, strict=False):
        assert best_use(problem, point.unearmarked).weight == point.weight
        if before:
            assert best_use(problem, point.unearmarked - 1).weight == before.weight


@MODEST
@given(problems(ALL, most=5, requires=True), st.integers(0, 12))
def test_what_is_covered_is_paid_to_the_last_unit_and_what_is_not_has_no_way(
    problem: Problem, unearmarked: int
) -> None:
    solution: Solution = solve(problem, [unearmarked])
    choice, pots = solution.choices[0], problem.pots(unearmarked)
    for place in choice.covered:
        assert sum(choice.pays[place].values()) == problem.items[place].cost
        assert all(other in choice.covered for other in problem.items[place].requires)
    spent = {pot: sum(shares.get(pot, 0) for shares in choice.pays.values()) for pot in pots}
    assert all(spent[pot] <= amount for pot, amount in pots.items())
    assert all(spent[pot] == pots[pot] for pot in choice.exhausted)
    assert choice.weight == choice.bound == best_choices(problem, unearmarked)[0]


COSTS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9), st.integers(0, 6)), min_size=1, max_size=6)


@MODEST
@given(COSTS, st.permutations(range(6)), st.integers(0, 30))
def test_the_order_of_records_changes_nothing(
    rows: list[tuple[int, int, int]], order: list[int], unearmarked: int
) -> None:
    items = [work(f"w{n}", cost, value) for n, (cost, value, _) in enumerate(rows)]
    turned = [items[n] for n in order if n < len(items)]
    one, other = gaps(plan_of(items), [unearmarked]), gaps(plan_of(turned), [unearmarked])
    assert one == other


@MODEST
@given(COSTS, st.integers(0, 30))
def test_a_range_that_shrinks_to_a_point_is_a_point(
    rows: list[tuple[int, int, int]], unearmarked: int
) -> None:
    points = [work(f"w{n}", cost, value) for n, (cost, value, _) in enumerate(rows)]
    ranges = [work(f"w{n}", {"low": cost, "high": cost}, value) for n, (cost, value, _) in enumerate(rows)]
    assert gaps(plan_of(points), [unearmarked]) == gaps(plan_of(ranges), [unearmarked])


@FEWER
@given(COSTS, st.integers(0, 30), st.data())
def test_sure_and_lost_hold_for_costs_drawn_from_the_ranges(
    rows: list[tuple[int, int, int]], unearmarked: int, data: st.DataObject
) -> None:
    ranges = [
        work(f"w{n}", {"low": cost, "high": cost + spread}, value)
        for n, (cost, value, spread) in enumerate(rows)
    ]
    level = gaps(plan_of(ranges), [unearmarked]).levels[0]
    assert set(level.covered) | set(level.open) | set(level.uncovered) == {f"w{n}" for n in range(len(rows))}
    dearest = sum(cost + spread for n, (cost, _, spread) in enumerate(rows) if f"w{n}" in level.covered)
    assert dearest <= unearmarked
    drawn = [
        work(f"w{n}", data.draw(st.integers(cost, cost + spread)), value)
        for n, (cost, value, spread) in enumerate(rows)
    ]
    exact = gaps(plan_of(drawn), [unearmarked]).levels[0]
    assert isinstance(level.value, int)
    assert isinstance(level.gap, int)
    assert isinstance(exact.value, int)
    assert level.value <= exact.value <= level.value + level.gap


def test_the_best_use_of_one_world_between_the_ends_leaves_it_open() -> None:
    # at costs 9, 6, 12, 7, 11 only i0 + i1 + i3 + i4 = 33 is worth 19
    rows = [(9, 14, 2), (6, 10, 6), (11, 12, 6), (2, 7, 6), (11, 16, 5)]
    plan = plan_of(
        [work(f"i{n}", {"low": low, "high": high}, value) for n, (low, high, value) in enumerate(rows)]
    )
    assert "i2" in gaps(plan, [33]).levels[0].open


RANGES = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 2), st.integers(0, 4), st.integers(1, 2), st.booleans()),
    min_size=1,
    max_size=4,
).filter(lambda rows: any(spread for _, spread, *_ in rows))
"""Low cost, spread, value, tier, and whether soft money may pay, too; some cost is uncertain."""


@FEWER
@given(RANGES, st.integers(0, 14), st.integers(0, 5))
def test_covered_and_uncovered_hold_in_every_world(
    rows: list[tuple[int, int, int, int, bool]], unearmarked: int, soft: int
) -> None:
    funds: list[dict[str, object]] = [
        {"id": "U", "kind": "unearmarked"},
        {"id": "S", "kind": "soft", "amount": soft},
    ]
    activities = [
        work(
            f"w{n}",
            {"low": low, "high": low + spread},
            value,
            tier=tier,
            funds=["U", "S"] if both else ["U"],
        )
        for n, (low, spread, value, tier, both) in enumerate(rows)
    ]
    level = gaps(plan_of(activities, funds), [unearmarked]).levels[0]
    for costs in product(*(range(low, low + spread + 1) for low, spread, *_ in rows)):
        items = tuple(
            Item(cost, value, ("S", "U") if both else ("U",), tier)
            for cost, (_, _, value, tier, both) in zip(costs, rows, strict=True)
        )
        _, best = best_choices(Problem(items, {"S": soft}, "U"), unearmarked)
        surely = {f"w{n}" for n, row in enumerate(rows) if row[2]}
        assert all({f"w{n}" for n in one} >= surely.intersection(level.covered) for one in best)
        assert not any({f"w{n}" for n in one if rows[n][2]}.intersection(level.uncovered) for one in best)


PURSES = (("U",), ("S", "U"), ("R",), ("R", "U"))
MIXED = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.sampled_from([0, 0, 1, 2]),
        st.integers(1, 4),
        st.integers(1, 2),
        st.sampled_from(PURSES),
        st.booleans(),
    ),
    min_size=2,
    max_size=4,
).filter(lambda rows: any(row[1] and "R" not in row[4] for row in rows) and any(row[5] for row in rows))
"""Low cost, spread, value, tier, who may pay, whether parts will do; some cost is uncertain, some work divisible."""


@pytest.mark.slow
@settings(max_examples=tries(30), deadline=None)
@given(MIXED, st.integers(0, 14), st.integers(0, 6), st.integers(0, 8))
def test_covered_and_uncovered_hold_in_every_world_of_whole_and_divisible_work(
    rows: list[tuple[int, int, int, int, tuple[str, ...], bool]], unearmarked: int, soft: int, regular: int
) -> None:
    funds: list[dict[str, object]] = [
        {"id": "U", "kind": "unearmarked"},
        {"id": "S", "kind": "soft", "amount": soft},
        {"id": "R", "kind": "regular", "amount": regular},
    ]
    activities = [
        work(f"w{n}", {"low": low, "high": low + spread}, value, tier=tier, funds=list(pots), divisible=parts)
        for n, (low, spread, value, tier, pots, parts) in enumerate(rows)
    ]
    states = {item.id: item.state for item in gaps(plan_of(activities, funds), [unearmarked]).levels[0].items}
    for costs in product(*(range(low, low + spread + 1) for low, spread, *_ in rows)):
        items = tuple(
            Item(cost, value, pots, tier, parts)
            for cost, (_, _, value, tier, pots, parts) in zip(costs, rows, strict=True)
        )
        problem = Problem(items, {"S": soft, "R": regular}, "U")
        for place, item in enumerate(items):
            full = reached_with(problem, unearmarked, place, item.cost)
            less = max(
                reached_with(problem, unearmarked, place, paid)
                for paid in (range(item.cost) if item.divisible and item.cost else [None])
            )
            match states[f"w{place}"]:
                case "covered":
                    assert full > less
                case "uncovered":
                    assert full < less


def reached_with(problem: Problem, unearmarked: int, place: int, paid: int | None) -> tuple[Fraction, ...]:
    """The best that can be had if just `paid` goes to the item at `place`; none: it is left out."""
    items, best = problem.items, tuple[Fraction, ...]()
    whole = [other for other, item in enumerate(items) if not item.divisible and other != place]
    for chosen in chain.from_iterable(combinations(whole, size) for size in range(len(whole) + 1)):
        ledger = FlowNetwork(problem.pots(unearmarked))
        bills = {other: items[other].cost for other in chosen} | ({} if paid is None else {place: paid})
        if any(ledger.pay(items[other].funds, due) < due for other, due in bills.items()):
            continue
        for other in by_worth(problem):
            if items[other].divisible and other != place:
                bills[other] = ledger.pay(items[other].funds, items[other].cost)
        best = max(best, in_tiers(problem, bills))
    return best


def in_tiers(problem: Problem, parts: Mapping[int, int]) -> tuple[Fraction, ...]:
    """What `parts` are worth, tier by tier, fractions included."""
    totals = dict.fromkeys(sorted({item.tier for item in problem.items}), Fraction(0))
    for place, paid in parts.items():
        item = problem.items[place]
        totals[item.tier] += Fraction(item.value * paid, item.cost) if item.cost else item.value
    return tuple(totals.values())


@FEWER
@given(
    st.lists(
        st.tuples(st.sampled_from(PURSES), st.integers(1, 3), st.none() | st.integers(0, 9)),
        min_size=2,
        max_size=7,
    ),
    st.integers(0, 40),
    st.integers(0, 9),
)
def test_known_costs_take_nothing_from_what_the_source_vouches_for(
    rows: list[tuple[tuple[str, ...], int, int | None]], unearmarked: int, more: int
) -> None:
    required = sum(cost or 0 for _, _, cost in rows) + more
    funds: list[dict[str, object]] = [
        {
            "id": "U",
            "kind": "unearmarked",
            "required": {"amount": required, "covers": [f"w{n}" for n in range(len(rows))]},
        },
        {"id": "S", "kind": "soft"},
        {"id": "R", "kind": "soft"},
    ]

    def plan(*, known: bool) -> Plan:
        items = [
            work(f"w{n}", cost if known else None, value, funds=list(pots))
            for n, (pots, value, cost) in enumerate(rows)
        ]
        return plan_of(items, funds)

    before, after = (gaps(plan(known=known), [unearmarked, required]).levels for known in (False, True))
    assert set(after[-1].covered) == set(before[-1].covered) == {f"w{n}" for n in range(len(rows))}
    assert set(after[0].covered) >= set(before[0].covered)


@pytest.mark.parametrize("by_prices_alone", [False, True])
@pytest.mark.parametrize("seed", sampled(range(25), 5))
def test_what_is_proved_of_many_items_holds_in_every_world(
    seed: int, by_prices_alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ways that are taken with hundreds of activities, on few: every cost in every range is tried."""
    rungs = (Rung("knapsack"), Rung("milp"))
    monkeypatch.setattr(robust, "FOR_A_DRAW", replace(FOR_A_DRAW, rungs=rungs))
    monkeypatch.setattr(rivals, "WHOLE", 0)
    if by_prices_alone:
        monkeypatch.setattr(rivals, "IN_PARTS", 0)
    drawn = Random(seed)  # noqa: S311 - a plan, not a secret
    rows = [(drawn.randrange(1, 9), drawn.randrange(0, 3), drawn.randrange(1, 30)) for _ in range(6)]
    rows[0] = (rows[0][0], 1, rows[0][2])
    pots = [("U", "S", "H")[drawn.randrange(3)] for _ in rows]
    funds: list[dict[str, object]] = [
        {"id": "U", "kind": "unearmarked"},
        {"id": "S", "kind": "soft", "amount": 9},
        {"id": "H", "kind": "hard", "amount": 6},
    ]
    activities = [
        work(f"w{n}", {"low": low, "high": low + spread}, value, funds=[pots[n]])
        for n, (low, spread, value) in enumerate(rows)
    ]
    level = gaps(plan_of(activities, funds), [11]).levels[0]
    assert level.covered or level.uncovered or level.open
    for costs in nonempty(product(*(range(low, low + spread + 1) for low, spread, _ in rows))):
        items = tuple(Item(cost, rows[n][2], (pots[n],)) for n, cost in enumerate(costs))
        _, best = best_choices(Problem(items, {"S": 9, "H": 6}, "U"), 11)
        assert all({f"w{n}" for n in choice} >= set(level.covered) for choice in best)
        assert all({f"w{n}" for n in choice}.isdisjoint(level.uncovered) for choice in best)
