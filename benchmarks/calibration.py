"""Do the intervals hold what they promise? Links are hidden from published matrices, and ranks compared.

    python benchmarks/calibration.py [TRIALS]

A published matrix counts as the truth. In every trial a share of its links is hidden at random, the rest
is ranked as if it were all there is, and we count how often the true rank, that of the full matrix, lies
in the 90 % interval: in the first one, which knows nothing of missing links, and in the wider one, which
is told the share. The true rank of a link is that among all links, the hidden ones too. All links are
stated, so that the first interval comes from the doubt about existence (.9), strength and delta alone.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from realign.analysis.network.assessment import Assessment, assess
from realign.analysis.network.draws import DOUBT
from realign.analysis.network.methods import read_method
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
SHARES = (0.1, 0.2, 0.3)


@dataclass
class Count:
    """How many ranks were looked at, and how many lay in either interval."""

    ranks: int = 0
    first: int = 0
    wider: int = 0

    def add(self, true: list[float], first: Ranking, wider: Ranking) -> None:
        """Compare true ranks with the intervals of one trial; the wider one is never narrower."""
        low, high, _ = first.interval()
        wide_low, wide_high, _ = wider.interval()
        ranks = np.array(true)
        self.ranks += len(ranks)
        self.first += int(((low <= ranks) & (ranks <= high)).sum())
        self.wider += int(
            ((np.minimum(low, wide_low) <= ranks) & (ranks <= np.maximum(high, wide_high))).sum()
        )

    def __str__(self) -> str:
        """Write both coverages."""
        return f"first {100 * self.first / self.ranks:.0f} %, wider {100 * self.wider / self.ranks:.0f} %"


def graph_of(name: str) -> LinkGraph:
    """A published matrix, brought in as users bring theirs."""
    reading = read_matrix((HOME / f"{name}.csv").read_bytes(), f"{name}.csv")
    assert reading.matrix is not None
    with TemporaryDirectory() as home:
        write_folder(Path(home), matrix_plan(reading.matrix, f"{name}.csv"))
        plan = load(Path(home)).plan
    assert plan is not None
    return LinkGraph.of(plan)


def true_link_ranks(truth: Assessment, seen: LinkGraph) -> list[float]:
    """The ranks that the links of `seen` have among all."""
    ranks = {
        (tie.source, tie.target): rank for tie, rank in zip(truth.graph.ties, truth.link_ranks, strict=True)
    }
    return [ranks[tie.source, tie.target] for tie in seen.ties]


def calibrate(name: str, share: float, trials: int) -> tuple[Count, Count]:
    """Hide `share` of the links again and again; outcomes, links."""
    full, method = graph_of(name), read_method("influence")
    truth = assess(full, method)
    outcomes, links = Count(), Count()
    for trial in range(trials):
        kept = np.random.default_rng(trial).random(len(full.statements)) >= share
        seen = replace(
            full, statements=tuple(one for one, keep in zip(full.statements, kept, strict=True) if keep)
        )
        case = assess(seen, method).case
        first = simulate(case, DOUBT, DRAWS, trial)
        wider = simulate(case, DOUBT, DRAWS, trial, share)
        outcomes.add(list(truth.outcome_ranks), first.outcomes, wider.outcomes)
        links.add(true_link_ranks(truth, seen), first.links, wider.links)
    return outcomes, links


def main(trials: int) -> None:
    """Print the coverage of both intervals."""
    for name in ("weitz-2018-sweden", "celikbilek-2020-hospital"):
        for share in SHARES:
            outcomes, links = calibrate(name, share, trials)
            print(f"{name}, {100 * share:.0f} % hidden, {trials} trials: outcomes {outcomes}; links {links}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
