"""Do the intervals hold what they promise? Links are hidden from published matrices, and ranks compared.

    python benchmarks/calibration.py [TRIALS]

A published matrix counts as the truth. In every trial a share of its links is hidden at random, the rest
is ranked as if it were all there is, and we count how often the true rank, that in the full network, lies
in the 90 % interval. Outcomes have one true rank. A link has two: that among the links which are recorded,
which the first interval promises, and that among all links, the hidden ones too, which only the wider
interval can promise, as it alone is told the share. In a further run the links that are left are misjudged
as well: each score is a step higher or lower with a fifth of probability each.

All links are stated, so the first interval comes from the doubt about existence (.9), strength and delta.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import copysign
from pathlib import Path
from tempfile import TemporaryDirectory

from realign.analysis.network.assessment import assess
from realign.analysis.network.draws import DOUBT
from realign.analysis.network.influence import Array
from realign.analysis.network.methods import read_method
from realign.analysis.network.ranks import mid_ranks
from realign.analysis.network.robustness import Ranking
from realign.analysis.network.simulation import simulate
from realign.exchange.folder import write_folder
from realign.exchange.matrix import matrix_plan, read_matrix
from realign.graph import LinkGraph
from realign.loading import load

import numpy as np  # isort: skip - `realign` sets the number of threads before numpy starts

HOME = Path(__file__).parents[1] / "tests" / "published"
DRAWS = 500
"""Enough for the ends of a 90 % interval."""


RUNS = ((0.1, 0.0), (0.2, 0.0), (0.3, 0.0), (0.2, DOUBT.slip))
"""The share that is hidden, and the probability that what is left is misjudged upwards, or downwards."""


@dataclass
class Count:
    """How many true ranks were looked at, and how many lay in the interval."""

    ranks: int = 0
    held: int = 0

    def add(self, true: Array, low: Array, high: Array) -> None:
        """Compare the true ranks of one trial with the intervals."""
        self.ranks += len(true)
        self.held += int(((low <= true) & (true <= high)).sum())

    def __str__(self) -> str:
        """Write the coverage."""
        return f"{100 * self.held / self.ranks:.0f} %"


@dataclass
class Coverage:
    """What is counted over all trials of a run."""

    outcomes: Count = field(default_factory=Count)
    outcomes_wider: Count = field(default_factory=Count)
    recorded: Count = field(default_factory=Count)
    """The first interval of links, against their ranks among the recorded ones."""
    recorded_wider: Count = field(default_factory=Count)
    all_links: Count = field(default_factory=Count)
    """The first interval of links, against their ranks among all: it does not promise these."""
    all_links_wider: Count = field(default_factory=Count)

    def __str__(self) -> str:
        """Write all coverages, that of the first interval and of the wider one."""
        return (
            f"outcomes {self.outcomes} / {self.outcomes_wider}; links among the recorded {self.recorded} / "
            f"{self.recorded_wider}; links among all {self.all_links} / {self.all_links_wider}"
        )


def graph_of(name: str) -> LinkGraph:
    """A published matrix, brought in as users bring theirs."""
    reading = read_matrix((HOME / f"{name}.csv").read_bytes(), f"{name}.csv")
    assert reading.matrix is not None
    with TemporaryDirectory() as home:
        write_folder(Path(home), matrix_plan(reading.matrix, f"{name}.csv"))
        plan = load(Path(home)).plan
    assert plan is not None
    return LinkGraph.of(plan)


def recorded_again(full: LinkGraph, share: float, slip: float, trial: int) -> LinkGraph:
    """What somebody writes down who misses a share of the links and misjudges others."""
    luck = np.random.default_rng(trial)
    kept = luck.random(len(full.statements)) >= share
    fate = luck.random(len(full.statements))
    step = min(1.0, full.scale / 3)
    moves = step * ((fate > 1 - slip).astype(float) - (fate < slip))
    statements = [
        replace(one, strength=copysign(min(max(abs(one.strength) + move, 0.0), full.scale), one.strength))
        for one, keep, move in zip(full.statements, kept, moves, strict=True)
        if keep
    ]
    return replace(full, statements=tuple(one for one in statements if one.strength))


def calibrate(name: str, share: float, slip: float, trials: int) -> Coverage:
    """Hide and misjudge links again and again."""
    full, method = graph_of(name), read_method("influence")
    truth, coverage = assess(full, method), Coverage()
    places = {(tie.source, tie.target): at for at, tie in enumerate(truth.graph.ties)}
    for trial in range(trials):
        seen = recorded_again(full, share, slip, trial)
        case = assess(seen, method).case
        first = simulate(case, DOUBT, DRAWS, trial)
        wider = simulate(case, DOUBT, DRAWS, trial, share)
        at = [places[tie.source, tie.target] for tie in seen.ties]
        count(coverage.outcomes, coverage.outcomes_wider, truth.outcome_ranks, first.outcomes, wider.outcomes)
        for counts, true in (
            ((coverage.recorded, coverage.recorded_wider), mid_ranks(truth.loss[at])),
            ((coverage.all_links, coverage.all_links_wider), [truth.link_ranks[one] for one in at]),
        ):
            count(*counts, true, first.links, wider.links)
    return coverage


def count(narrow: Count, wide: Count, true: Sequence[float], first: Ranking, wider: Ranking) -> None:
    """Count one trial; the wider interval is never narrower than the first."""
    low, high, _ = first.interval()
    wide_low, wide_high, _ = wider.interval()
    ranks = np.array(true)
    narrow.add(ranks, low, high)
    wide.add(ranks, np.minimum(low, wide_low), np.maximum(high, wide_high))


def main(trials: int) -> None:
    """Print the coverage of both intervals."""
    print(f"{trials} trials each; coverage of the first 90 % interval / of the wider one")
    for name in ("weitz-2018-sweden", "celikbilek-2020-hospital"):
        for share, slip in RUNS:
            misjudged = f", {100 * 2 * slip:.0f} % misjudged" if slip else ""
            print(f"{name}, {100 * share:.0f} % hidden{misjudged}: {calibrate(name, share, slip, trials)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
