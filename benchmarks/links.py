"""How fast links are ranked: draws against a bare solver, whole commands against `realign validate`.

    python benchmarks/links.py

Trust the ratios, not the seconds. The large plan has the size of the 169 targets of the Sustainable
Development Goals with 1,700 links; the bare solver gets the same systems, one right-hand side each, and
nothing else: no drawing, no losses, no ranks. It runs in a process of its own, with one thread and with
all of them, and the faster one counts.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from realign.exchange.folder import write_folder
from realign.exchange.matrix import read_matrix
from realign.exchange.matrix_plan import matrix_plan
from realign.loading import load
from realign.models.influence.case import Case
from realign.models.influence.followed_losses import follow, reach_of
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import read_method
from realign.models.influence.monte_carlo import judge, simulate
from realign.models.influence.ranking import study
from realign.models.influence.ranks import doubled_ranks
from realign.models.influence.sampling import DOUBT, draw, norms
from realign.models.influence.scores import assess
from realign.models.influence.sparse_walks import Fan
from realign.plan import Plan
from realign.questions.links import links

import numpy as np  # isort: skip - `realign` sets the number of threads before numpy starts

ROOT = Path(__file__).parents[1]


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of several runs."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return min(spans)


def read_plan(folder: Path) -> Plan:
    """The plan in a folder, which is known to be sound."""
    plan = load(folder).plan
    assert plan is not None
    return plan


def case_of(plan: Plan, lens: str | None = None) -> Case:
    """What is drawn from."""
    return assess(LinkGraph.of(plan, lens), read_method("influence")).case


def write_matrix(outcomes: int, wanted: int, folder: Path) -> None:
    """A plan of a random cross-impact matrix, brought in as users bring theirs."""
    rng = np.random.default_rng(1)
    names = [f"T{number + 1}" for number in range(outcomes)]
    cells = [["" for _ in names] for _ in names]
    for i, j in rng.permutation(np.argwhere(~np.eye(outcomes, dtype=bool)))[:wanted]:
        cells[i][j] = str(rng.integers(1, 4))
    rows = [["target", *names], *([name, *row] for name, row in zip(names, cells, strict=True))]
    reading = read_matrix("\n".join(map(",".join, rows)).encode(), "matrix.csv", 3)
    assert reading.matrix is not None
    write_folder(folder, matrix_plan(reading.matrix, "matrix.csv"))


def bare_solver(case: Case, draws: int, size: int = 250) -> float:
    """Seconds that numpy.linalg.solve takes for as many drawn systems; making them is not counted."""
    evidence, spent = case.evidence, 0.0
    deltas = np.random.default_rng(1).uniform(0.2, 0.9, size)
    ones = np.ones((size, evidence.outcomes, 1))
    for block in range(draws // size):
        drawn = draw(evidence, DOUBT, 1, block, size)
        stack = np.tile(np.eye(evidence.outcomes), (size, 1, 1))
        stack[:, evidence.source, evidence.target] -= (drawn.net / norms(evidence, drawn.free) * deltas).T
        start = time.perf_counter()
        np.linalg.solve(stack, ones)
        spent += time.perf_counter() - start
    return spent


def bare_process(folder: Path, draws: int) -> float:
    """The same in a process of its own."""
    spent = []
    for threads in {1, os.cpu_count() or 1}:
        ran = subprocess.run(
            [sys.executable, __file__, "--bare", str(folder), str(draws)],
            env={**os.environ, "OPENBLAS_NUM_THREADS": str(threads)},
            check=True,
            capture_output=True,
            text=True,
        )
        spent.append(float(ran.stdout))
    return min(spent)


def command(*words: str, times: int = 7) -> float:
    """Seconds of a whole command, start-up and all."""
    call = [sys.executable, "-m", "realign", *words, "--format", "json"]
    return best(lambda: subprocess.run(call, cwd=ROOT, check=True, capture_output=True), times)


def small() -> None:
    """The shipped plan: 12 outcomes, 2,000 draws."""
    case = case_of(read_plan(ROOT / "data"), "resilience")
    print(
        f"12 outcomes, 2,000 draws with all ranks: {best(lambda: simulate(case, DOUBT, 2_000, 1), 7):.3f} s"
    )
    asked, checked = command("links", "--lens", "resilience"), command("validate")
    print(f"realign links --lens resilience: {asked:.2f} s, {asked / checked:.2f} x realign validate")


def large(draws: int = 10_000) -> None:
    """169 outcomes, 1,700 links."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "plan"
        write_matrix(169, 1_700, folder)
        plan = read_plan(folder)
        case = case_of(plan)
        bare = bare_process(folder, draws)
        print(f"169 outcomes, 1,700 links, {draws:,} draws: bare solve {bare:.2f} s")
        drawn = best(lambda: simulate(case, DOUBT, draws, 1))
        print(f"  the draws with the ranks of all links and outcomes: {drawn:.2f} s, {drawn / bare:.2f} x")
        whole = best(lambda: links(plan, draws=draws))
        print(
            f"  the answer with both intervals, each thing left out once: {whole:.2f} s, {whole / bare:.2f} x"
        )
        asked = command("links", "--plan", str(folder), "--draws", str(draws), times=3)
        print(f"  the command with start-up, reading, checks and JSON: {asked:.2f} s, {asked / bare:.2f} x")
        accuracy(case)


def sorted_in(plan: Plan, domains: int = 17) -> Plan:
    """The same plan with its outcomes in domains, as many as there are goals."""
    outcomes = (replace(one, domain=str(at % domains)) for at, one in enumerate(plan.outcomes))
    return Plan.of(plan.about, outcomes=tuple(outcomes), links=plan.links)


def what_holds() -> None:
    """What the groups, the choice and what to settle cost beside the draws, in seconds of the processors."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "plan"
        write_matrix(169, 1_700, folder)
        drawn, whole = [], []
        for _ in range(5):
            plan = sorted_in(read_plan(folder))  # a plan that nothing has been asked of
            drawn.append(worked(partial(study, LinkGraph.of(plan), read_method("influence"))))
            whole.append(worked(partial(links, plan)))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        print(
            f"169 outcomes, 1,700 links, 2,000 draws: ranks and draws {min(drawn):.2f} s, "
            f"the answer with all that holds {min(whole):.2f} s, {min(whole) / min(drawn):.2f} x; "
            f"at most {most:.0f} MB"
        )


def worked(work: Callable[[], object]) -> float:
    """Seconds that the processors work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def accuracy(case: Case, draws: int = 60) -> None:
    """What it costs to follow the links instead of inverting matrices."""
    evidence, deltas = case.evidence, np.linspace(0.2, 0.9, draws)
    drawn = draw(evidence, DOUBT, 1, 0, draws)
    matrix = np.zeros((draws, evidence.outcomes, evidence.outcomes))
    matrix[:, evidence.source, evidence.target] = (drawn.net / norms(evidence, drawn.free)).T
    _, exact = judge(case, matrix, deltas)
    _, loss, error = follow(case, deltas, None, reach_of(case, drawn, deltas, None))
    off = np.abs(loss - exact).max() / exact.max()
    ranks = [doubled_ranks(one, 1e-8) / 2 for one in (loss, exact)]
    moved = np.abs(ranks[0] - ranks[1])
    print(
        f"  ways back of three links and more add at most {error:.3f} to an entry of R; "
        f"in {draws} draws a loss"
    )
    print(
        f"  is off by {off:.5f} of the largest at most, "
        f"{(moved > 0).mean():.4f} of the ranks by up to {moved.max():g}"
    )


def huge() -> None:
    """5,000 outcomes: one ranking along the links."""
    rng = np.random.default_rng(1)
    source, target = rng.integers(0, 5_000, (2, 50_000))
    weights = rng.random((50_000, 1))
    weights /= max(np.bincount(ends, weights[:, 0]).max() for ends in (source, target))
    fan = Fan.of(source, target, 5_000)
    spent = best(lambda: fan.spread(weights, np.ones(5_000), np.array([0.5])))
    print(f"5,000 outcomes, 50,000 links, one total-influence vector: {spent:.3f} s")


if __name__ == "__main__":
    if "--what-holds" in sys.argv:
        what_holds()
    elif "--bare" in sys.argv:
        bare_case = case_of(read_plan(Path(sys.argv[2])))
        print(min(bare_solver(bare_case, int(sys.argv[3])) for _ in range(2)))
    else:
        subprocess.run(
            [sys.executable, __file__, "--what-holds"],
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # as the command has it
            check=True,
        )
        small()
        large()
        huge()
