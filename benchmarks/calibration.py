"""Do the intervals hold what they promise? Links are hidden from published matrices, and ranks compared.

    python benchmarks/calibration.py [TRIALS]

A published matrix counts as the truth. In every trial a share of its links is hidden at random, the rest
is ranked as if it were all there is, and we count how often the true rank, that in the full network, lies
in the 90 % interval. Outcomes have one true rank. A link has two: that among the links which are recorded,
which the first interval promises, and that among all links, the hidden ones too, which only the wider
interval can promise, as it alone is told a share of missing links: the true one, or a wrong one. In one run
the links that are left are misjudged as well: each score is a step higher or lower with a fifth of
probability each. Beside the averages stand the coverage of the links that are truly among the first ten,
where intervals err most, and how wide the intervals are, in parts of all ranks.

All links are stated, so the first interval comes from the doubt about existence (.9), strength and delta.

Last, a room scores every pair of the matrix: each judge gives the published score, and in 40 % of the
pairs one step more or less. Printed are Kendall's tau between what is lost without each link in the
published network and in that of the medians, and how often the ranks of the links that are truly among the
first ten lie in their intervals.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import copysign
from pathlib import Path
from tempfile import TemporaryDirectory

from realign.exchange.folder import write_folder
from realign.exchange.matrix import Matrix, read_matrices, read_matrix
from realign.exchange.matrix_plan import matrix_plan
from realign.loading import load
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import read_method
from realign.models.influence.monte_carlo import simulate
from realign.models.influence.rank_intervals import Ranking
from realign.models.influence.ranks import mid_ranks, tau_b
from realign.models.influence.sampling import DOUBT
from realign.models.influence.scores import assess
from realign.models.influence.total_influence import Mask

import numpy as np  # isort: skip - `realign` sets the number of threads before numpy starts

HOME = Path(__file__).parents[1] / "tests" / "published"
DRAWS = 500
"""Enough for the ends of a 90 % interval."""


MATRICES = (
    ("weitz-2018-sweden", 0),
    ("weitz-2018-sweden", 2),
    ("sei-mongolia", 0),
    ("sei-mongolia", 2),
    ("xie-food-governance", 0),
    ("celikbilek-2020-hospital", 0),
)
"""A published matrix, and the least score that is taken: with 2 it is sparse."""
RUNS = (
    (0.1, 0.1, 0.0),
    (0.2, 0.2, 0.0),
    (0.3, 0.3, 0.0),
    (0.3, 0.2, 0.0),
    (0.4, 0.2, 0.0),
    (0.2, 0.2, DOUBT.slip),
)
"""The share that is hidden, the share that the wider interval is told, and the probability that what is left
is misjudged upwards, or downwards."""
ROOMS, OFF = (5, 10), 0.4
"""Judges in a room, and how often each is a step off."""
FIRST = 10
"""The true ranks that are counted apart."""


@dataclass
class Count:
    """How many true ranks were looked at, how many lay in either interval, and how wide these were."""

    ranks: int = 0
    held: int = 0
    held_wider: int = 0
    width: float = 0.0
    width_wider: float = 0.0

    def add(self, true: Sequence[float], first: Ranking, wider: Ranking, among: int, which: Mask) -> None:
        """Compare one trial, out of `among` ranks; the wider interval is never narrower than the first."""
        low, high, _ = first.interval()
        wide_low, wide_high, _ = wider.interval()
        wide_low, wide_high = np.minimum(low, wide_low), np.maximum(high, wide_high)
        ranks = np.array(true)
        self.ranks += int(which.sum())
        self.held += int(((low <= ranks) & (ranks <= high))[which].sum())
        self.held_wider += int(((wide_low <= ranks) & (ranks <= wide_high))[which].sum())
        self.width += float((high - low)[which].sum()) / max(among - 1, 1)
        self.width_wider += float((wide_high - wide_low)[which].sum()) / max(among - 1, 1)

    def __str__(self) -> str:
        """Write both coverages, and how wide the intervals are."""
        parts = (self.held, self.held_wider, self.width, self.width_wider)
        held, held_wider, width, width_wider = (100 * part / max(self.ranks, 1) for part in parts)
        return f"{held:.0f} / {held_wider:.0f} % (width {width:.0f} / {width_wider:.0f} %)"


@dataclass
class Coverage:
    """What is counted over all trials of a run: first interval / wider interval."""

    outcomes: Count = field(default_factory=Count)
    recorded: Count = field(default_factory=Count)
    """Links against their true ranks among the recorded ones."""
    leading: Count = field(default_factory=Count)
    """The same, only those that are truly among the first."""
    all_links: Count = field(default_factory=Count)
    """Links against their true ranks among all: the first interval does not promise these."""

    def __str__(self) -> str:
        """Write all of them."""
        return (
            f"outcomes {self.outcomes}; links among the recorded {self.recorded}, "
            f"the true first {FIRST} of them {self.leading}; links among all {self.all_links}"
        )


def graph_of(name: str, least: float = 0) -> LinkGraph:
    """A published matrix, brought in as users bring theirs, or only its scores of `least` and more."""
    reading = read_matrix((HOME / f"{name}.csv").read_bytes(), f"{name}.csv")
    full = _graph(reading.matrix)
    return replace(full, statements=tuple(one for one in full.statements if abs(one.strength) >= least))


def _graph(matrix: Matrix | None) -> LinkGraph:
    """The links of a matrix that was read."""
    assert matrix is not None
    with TemporaryDirectory() as home:
        write_folder(Path(home), matrix_plan(matrix, "matrix.csv"))
        plan = load(Path(home)).plan
    assert plan is not None
    return LinkGraph.of(plan)


def room_of(truth: LinkGraph, judges: int, trial: int) -> LinkGraph:
    """What judges say who are a step off now and then, also where there is no link."""
    luck, names, step = np.random.default_rng(trial), truth.outcomes, truth.scale / 3
    true = np.zeros((len(names), len(names)))
    for one in truth.statements:
        true[names.index(one.source), names.index(one.target)] = one.strength
    files = []
    for judge in range(judges):
        moved = luck.choice([-step, step], true.shape) * (luck.random(true.shape) < OFF)
        seen = np.clip(true + moved, -truth.scale, truth.scale)
        rows = [["", *names]]
        for at, (name, scores) in enumerate(zip(names, seen, strict=True)):
            rows.append(
                [name, *("" if at == other else f"{score:.9g}" for other, score in enumerate(scores))]
            )
        files.append(("\n".join(map(",".join, rows)).encode(), f"{judge}.csv"))
    return _graph(read_matrices(files, truth.scale).matrix)


def score_together(name: str, judges: int, trials: int, least: float = 0) -> tuple[float, float]:
    """Mean tau of the links of the medians to the true ones, and how many of the first ten are covered."""
    full, method = graph_of(name, least), read_method("influence")
    truth = assess(full, method, doubted=False)
    ends = [(tie.source, tie.target) for tie in truth.graph.ties]
    lost = dict(zip(ends, truth.loss.tolist(), strict=True))
    ranks = dict(zip(ends, truth.link_ranks, strict=True))
    taus, held = [], []
    for trial in range(trials):
        seen = assess(room_of(full, judges, trial), method, doubted=False)
        low, high, _ = simulate(seen.case, DOUBT, DRAWS, trial).links.interval()
        told = {(tie.source, tie.target): at for at, tie in enumerate(seen.graph.ties)}
        every = sorted({*lost, *told})
        tau = tau_b(
            np.array([lost.get(pair, 0.0) for pair in every]),
            np.array([seen.loss[told[pair]] if pair in told else 0.0 for pair in every]),
        )
        taus.append(tau or 0.0)
        for pair in sorted(ends, key=lambda pair: ranks[pair])[:FIRST]:
            at = told.get(pair)
            held.append(at is not None and low[at] <= ranks[pair] <= high[at])
    return float(np.mean(taus)), float(np.mean(held))


def recorded_again(full: LinkGraph, share: float, slip: float, trial: int) -> LinkGraph:
    """What somebody writes down who misses a share of the links and misjudges others."""
    luck = np.random.default_rng(trial)
    kept = luck.random(len(full.statements)) >= share
    fate = luck.random(len(full.statements))
    moves = full.scale / 3 * ((fate > 1 - slip).astype(float) - (fate < slip))
    statements = [
        replace(one, strength=copysign(min(max(abs(one.strength) + move, 0.0), full.scale), one.strength))
        for one, keep, move in zip(full.statements, kept, moves, strict=True)
        if keep
    ]
    return replace(full, statements=tuple(one for one in statements if one.strength))


def calibrate(name: str, share: float, told: float, slip: float, trials: int, least: float = 0) -> Coverage:
    """Hide and misjudge links again and again."""
    full, method = graph_of(name, least), read_method("influence")
    truth, coverage = assess(full, method), Coverage()
    places = {(tie.source, tie.target): at for at, tie in enumerate(truth.graph.ties)}
    for trial in range(trials):
        seen = recorded_again(full, share, slip, trial)
        case = assess(seen, method).case
        first = simulate(case, DOUBT, DRAWS, trial)
        wider = simulate(case, DOUBT, DRAWS, trial, told)
        at = [places[tie.source, tie.target] for tie in seen.ties]
        among_all = [truth.link_ranks[one] for one in at]
        among_recorded = mid_ranks(truth.loss[at])
        outcomes, links = first.outcomes, first.links
        every, all_outcomes = np.ones(len(at), dtype=np.bool_), np.ones(len(full.outcomes), dtype=np.bool_)
        leading = np.array(among_recorded) <= FIRST
        coverage.outcomes.add(truth.outcome_ranks, outcomes, wider.outcomes, len(full.outcomes), all_outcomes)
        coverage.recorded.add(among_recorded, links, wider.links, len(at), every)
        coverage.leading.add(among_recorded, links, wider.links, len(at), leading)
        coverage.all_links.add(among_all, links, wider.links, len(full.ties), every)
    return coverage


def main(trials: int) -> None:
    """Print the coverage of both intervals."""
    print(f"{trials} trials each; coverage of the first 90 % interval / of the wider one")
    for name, least in MATRICES:
        for share, told, slip in RUNS:
            misjudged = f", {100 * 2 * slip:.0f} % misjudged" if slip else ""
            strong = f", scores of {least:g} and more" if least else ""
            run = f"{name}{strong}, {100 * share:.0f} % hidden, {100 * told:.0f} % told{misjudged}"
            print(f"{run}: {calibrate(name, share, told, slip, trials, least)}", flush=True)
    few = max(trials // 5, 1)
    print(f"{few} rooms each; judges a step off in {100 * OFF:.0f} % of the pairs")
    for name, least in MATRICES:
        for judges in ROOMS:
            tau, held = score_together(name, judges, few, least)
            strong = f", scores of {least:g} and more" if least else ""
            covered = f"the true first {FIRST} covered in {100 * held:.0f} %"
            print(f"{name}{strong}, {judges} judges: tau of the links {tau:.2f}, {covered}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
