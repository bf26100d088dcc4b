"""How fast the funding curve and the best use of one amount are found, against the bare solver.

    python benchmarks/gaps.py [--quick]

Trust the ratios, not the seconds. The bare solver gets the same choice as one integer programme, with a
column for each item and for each pot that a claim may draw on, and its own settings (it stops at a
proven distance of 1e-4); no curve, no certificate, no names. `--quick` leaves out 10,000 items.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from realign.models.funding.core_problem import best_of_many
from realign.models.funding.divisible import serve
from realign.models.funding.flow import payments
from realign.models.funding.nested import nest, whole_curve
from realign.models.funding.problem import Item, Problem
from realign.models.funding.solver import solve

SHARE = 0.5
"""Of what everything costs, that much money there is."""


@dataclass(frozen=True)
class Case:
    """A problem and the unearmarked money that is asked about."""

    problem: Problem
    unearmarked: int


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of several runs."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return min(spans)


def nested(items: int, pots: int) -> Case:
    """City districts: each project may be paid by its district, then by the city; some only by the city."""
    chance = random.Random(items)  # noqa: S311 - the same pool every time
    rows = []
    for _ in range(items):
        home = f"d{chance.randrange(pots)}" if pots and chance.random() < 0.7 else None
        claim = (home, "city") if home else ("city",)
        rows.append(Item(int(10 ** chance.uniform(3.3, 5.7)), chance.randint(30, 3000), claim))
    cost = sum(item.cost for item in rows)
    amounts = {f"d{n}": int(cost * SHARE / (2 * max(1, pots))) for n in range(pots)}
    return Case(Problem(ranked(rows), amounts, "city"), int(cost * SHARE / 2))


def overlapping(items: int, pots: int, kind: str = "random") -> Case:
    """Each item may be paid by one to four pots of any kind; `kind` says how its value hangs on its cost."""
    chance = random.Random(items + pots)  # noqa: S311 - the same pool every time
    names = [f"f{n:02d}" for n in range(pots)]
    rows = []
    for _ in range(items):
        cost = chance.randint(1_000, 1_000_000)
        value = {
            "random": chance.randint(1, 1000),
            "alike": cost // 1000 + chance.randint(0, 100),
            "one": 1,
        }[kind]
        rows.append(Item(cost, value, tuple(sorted(chance.sample(names, chance.randint(1, 4))))))
    cost = sum(item.cost for item in rows)
    holds = {name: int(cost * SHARE / pots * chance.uniform(0.3, 1.7)) for name in names}
    free = names[0]
    return Case(Problem(ranked(rows), {n: a for n, a in holds.items() if n != free}, free), holds[free])


def ranked(items: Sequence[Item]) -> tuple[Item, ...]:
    """In order of priority, as the books put them."""
    return tuple(sorted(items, key=lambda item: (-item.value, item.cost)))


BARE = """
import sys, time, pickle, highspy
columns, rows = pickle.load(sys.stdin.buffer)
model = highspy.HighsLp()
model.num_col_, model.num_row_ = len(columns), len(rows)
model.col_cost_ = [-worth for worth, _ in columns]
model.col_lower_, model.col_upper_ = [0.0] * len(columns), [1.0 if worth else 1e30 for worth, _ in columns]
model.row_lower_, model.row_upper_ = [-1e30] * len(rows), [high for _, high in rows]
model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
starts, index, value = [0], [], []
for terms, _ in rows:
    index += [column for column, _ in terms]
    value += [factor for _, factor in terms]
    starts.append(len(index))
model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, index, value
kinds = highspy.HighsVarType
model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for _, whole in columns]
solver = highspy.Highs()
solver.setOptionValue("output_flag", False)
solver.setOptionValue("time_limit", 120.0)
solver.passModel(model)
start = time.perf_counter()
solver.run()
span = time.perf_counter() - start
info = solver.getInfo()
print(span, round(-info.objective_function_value), info.mip_gap)
"""


def bare_solver(case: Case) -> tuple[float, int, float]:
    """Seconds, value and distance of the solver alone, in a process of its own."""
    import pickle

    problem = case.problem
    pots = problem.pots(case.unearmarked)
    claims = sorted({item.funds for item in problem.items})
    row = {name: n for n, name in enumerate([*pots, *claims])}
    terms: list[list[tuple[int, float]]] = [[] for _ in row]
    columns: list[tuple[float, bool]] = []
    for item in problem.items:
        terms[row[item.funds]].append((len(columns), float(item.cost)))
        columns.append((float(item.value), True))
    for claim in claims:
        for pot in claim:
            terms[row[claim]].append((len(columns), -1.0))
            terms[row[pot]].append((len(columns), 1.0))
            columns.append((0.0, False))
    highs = [float(amount) for amount in pots.values()] + [0.0] * len(claims)
    data = pickle.dumps((columns, list(zip(terms, highs, strict=True))))
    done = subprocess.run([sys.executable, "-c", BARE], input=data, capture_output=True, check=True)
    span, value, gap = done.stdout.splitlines()[-1].split()  # the solver may say its name first
    return float(span), int(value), float(gap)


def whole_curves() -> None:
    """Nested earmarks: every breakpoint of the curve."""
    print("nested earmarks, the whole curve (integer Pareto programme)")
    for items, pots in ((8, 2), (33, 0), (56, 0), (56, 7), (60, 7), (100, 7), (300, 7)):
        problem = nested(items, pots).problem
        arranged = nest(problem)
        assert arranged is not None
        span = best(partial(whole_curve, problem, arranged))
        found = len(whole_curve(problem, arranged).points)
        print(f"  {items:5} items, {pots} pots within one: {span:7.4f} s, {found:6} breakpoints")


def against_the_solver(sizes: Sequence[int]) -> None:
    """Overlapping earmarks: one amount, with certificate and proven distance."""
    print("overlapping earmarks, all or nothing, one amount, certificate included")
    for items in sizes:
        for kind in ("random", "alike", "one"):
            case = overlapping(items, 50, kind)
            start = time.perf_counter()
            found = best_of_many(case.problem, case.unearmarked)
            paid = payments(case.problem, case.unearmarked, found.parts)
            ours = time.perf_counter() - start
            assert paid is not None
            bare, value, gap = bare_solver(case)
            proof = "certified" if found.weight == found.bound else f"bounded by {found.bound - found.weight}"
            print(
                f"  {items:5} items, 50 pots, {kind:6}: {ours:7.3f} s, value {found.weight} ({proof}); "
                f"bare solver {bare:7.3f} s, value {value} (distance {gap:.1e}): ratio {ours / bare:.3f}"
            )


def in_parts(sizes: Sequence[int]) -> None:
    """Divisible work."""
    print("overlapping earmarks, divisible work")
    for items in sizes:
        case = overlapping(items, 50)
        whole = replace(
            case.problem, items=tuple(replace(item, divisible=True) for item in case.problem.items)
        )
        span = best(partial(serve, whole, case.unearmarked))
        print(f"  {items:6} items, 50 pots: {span:.4f} s")


def whole_command() -> None:
    """56 projects in 7 districts: `realign gaps` against `realign validate`, `--earmarks` against `gaps`."""
    case = nested(56, 7)
    with tempfile.TemporaryDirectory() as folder:
        lines = ["plan: {id: pool, title: Pool}", "funds:", "  - {id: city, kind: unearmarked, title: City}"]
        lines += [
            f"  - {{id: {pot}, kind: soft, title: {pot}, amount: {amount}}}"
            for pot, amount in case.problem.amounts.items()
        ]
        lines.append("activities:")
        lines += [
            f"  - {{id: p{n}, title: Project {n}, cost: {item.cost}, value: {item.value}, "
            f"funds: [{', '.join(item.funds)}]}}"
            for n, item in enumerate(case.problem.items)
        ]
        Path(folder, "plan.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")

        def run(*words: str) -> Callable[[], object]:
            call = [sys.executable, "-m", "realign", *words, "--plan", folder]
            return lambda: subprocess.run(call, capture_output=True, check=True)

        check = best(run("validate"), 5)
        words = ("gaps", "--unearmarked", str(case.unearmarked), "--format", "json")
        ask = best(run(*words), 5)
        price = best(run(*words, "--earmarks"), 5)
    print(f"56 projects, 7 districts: {ask:.3f} s, validate {check:.3f} s: ratio {ask / check:.2f}")
    print(f"the price of the 7 earmarks with it: {price:.3f} s, {price / ask:.2f} x gaps (at most 8)")


def whole_answers(sizes: Sequence[int]) -> None:
    """How the cost of everything, steps of the curve included, grows."""
    print("everything that one amount asks for, earmarks overlapping (10 pots) and nested (7 districts)")
    for items in sizes:
        for name, case in (("overlapping", overlapping(items, 10)), ("nested", nested(items, 7))):
            span = best(partial(solve, case.problem, [case.unearmarked]), 1)
            print(f"  {items:5} items, {name:11}: {span:7.3f} s")


if __name__ == "__main__":
    sizes = (100, 300, 1_000, 3_000) if "--quick" in sys.argv else (100, 300, 1_000, 3_000, 10_000)
    whole_curves()
    whole_command()
    in_parts((*sizes, 100_000))
    whole_answers(sizes)
    against_the_solver(sizes)
