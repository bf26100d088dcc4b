"""Real pools of projects: the published winners by priority, and the proven optimum.

Costs, votes and winners from Pabulib (pabulib.org), "a library of participatory budgeting data":
Czestochowa 2024 Mirow, Krakow 2019 Bienczyce, Warszawa 2017 Bemowo. The rule of the elections
was: in the order of votes, skip what does not fit. The optimum of each was proved by an
integer programme that is not ours.
"""

import random

import pytest

from loops import nonempty, sampled
from pots import plan_of, work
from realign.models.funding.milp import best_use
from realign.models.funding.problem import Item, Problem
from realign.models.funding.solver import solve
from realign.questions.gaps import gaps

MIROW = """795 117579 1547 *|687 140000 970 *|146 5000 360 *|717 7500 202 *|64 59400 188|676 110000 143|660 6000 136
435 13000 67|609 5000 64|183 18000 62|369 20700 40"""
BIENCZYCE = """3 250000 1571 *|4 250000 1538 *|2 130000 845 *|20 220000 824 *|11 180000 503|6 19000 455 *|17 4000 395 *
10 23000 94 *|14 28618 45"""
BEMOWO = """179 440182 1519 *|2356 20000 1382 *|2080 20800 1266 *|513 60000 1257 *|1655 195000 1250|1452 4000 1189 *
966 130217 1140 *|883 3450 1037 *|517 2502 1023 *|971 1150 1007 *|1426 37900 978 *|198 1950 973 *|197 5000 855
342 13016 825|1962 235157 821|1279 17500 813|2240 16000 811|2323 5750 796|1909 67000 643|2494 38724 638|344 57499 561
347 58000 545|764 548400 522|2064 36000 492|1255 10900 490|2322 19200 471|2062 19200 469|860 459535 457|1980 24000 440
1431 13000 386|2291 50840 363|2029 36000 325|682 33413 208"""
POOLS = [
    pytest.param(MIROW, 272579, 270079, 3079, 3079, id="Mirow"),
    pytest.param(BIENCZYCE, 904700, 896000, 5722, 5722, id="Bienczyce"),
    pytest.param(BEMOWO, 725000, 722151, 12771, 20812, id="Bemowo"),
]


def rows(pool: str) -> list[tuple[str, int, int, bool]]:
    found = []
    for line in pool.replace("\n", "|").split("|"):
        name, cost, votes, *won = line.split()
        found.append((name, int(cost), int(votes), bool(won)))
    return found


@pytest.mark.parametrize(("pool", "budget", "spent", "official", "optimum"), POOLS)
def test_the_optimum_and_the_official_winners(
    pool: str, budget: int, spent: int, official: int, optimum: int
) -> None:
    plan = plan_of([work(name, cost, votes) for name, cost, votes, _ in rows(pool)])
    best = gaps(plan, [budget]).levels[0]
    assert (best.value, best.proof, best.gap) == (optimum, "certified", 0)
    assert (best.in_order, best.lost_in_order) == (official, optimum - official)
    ordered = gaps(plan, [budget], rule="priority").levels[0]
    assert set(ordered.covered) == {name for name, _, _, won in rows(pool) if won}
    assert (ordered.value, ordered.spent) == (official, {"U": spent})
    assert ordered.optimum == optimum
    assert ordered.proof == ("certified" if official == optimum else "bounded")
    assert ordered.gap == optimum - official


def by_dynamic_programme(
    projects: list[tuple[str, int, int, bool]], budgets: list[int], unit: int
) -> list[int]:
    """The second method: the textbook table over money, in multiples of `unit`."""
    best = [0] * (max(budgets) // unit + 1)
    for _, cost, votes, _ in nonempty(projects):
        steps = -(-cost // unit)
        assert steps * unit == cost
        for money in range(len(best) - 1, steps - 1, -1):
            best[money] = max(best[money], best[money - steps] + votes)
    return [best[budget // unit] for budget in budgets]


def test_every_breakpoint_of_a_real_curve_against_the_textbook_table() -> None:
    projects = [(name, -(-cost // 1000) * 1000, votes, won) for name, cost, votes, won in rows(BIENCZYCE)]
    answer = gaps(plan_of([work(name, cost, votes) for name, cost, votes, _ in projects]), [0])
    amounts = [step.unearmarked for step in answer.curve]
    assert [step.value for step in answer.curve] == by_dynamic_programme(projects, amounts, 1000)
    below = [amount - 1000 for amount in amounts[1:]]
    assert [step.value for step in answer.curve[:-1]] == by_dynamic_programme(projects, below, 1000)
    assert answer.full_need == amounts[-1] == sum(cost for _, cost, _, _ in projects)
    assert answer.curve_complete


@pytest.mark.parametrize("seed", sampled(range(3), 3))
def test_district_pools_around_a_city_pool_equal_the_solver(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same pool every time
    items = []
    for _ in range(40):
        home = chance.choice([*(f"d{n}" for n in range(6)), ""])
        claim = (home, "city") if home else ("city",)
        items.append(Item(chance.randint(1_000, 900_000), chance.randint(5, 3_000), claim))
    problem = Problem(tuple(items), {f"d{n}": chance.randint(50_000, 900_000) for n in range(6)}, "city")
    amounts = [0, 123_456, 2_000_000]
    solution = solve(problem, amounts)
    for amount, choice in nonempty(zip(amounts, solution.choices, strict=True)):
        assert choice.weight == choice.bound == best_use(problem, amount).weight
    for point in nonempty(chance.sample(solution.frontier.points, 3)):
        assert best_use(problem, point.unearmarked).weight == point.weight
        assert point.unearmarked == 0 or best_use(problem, point.unearmarked - 1).weight < point.weight
