"""How much a whole report costs beside `links --compare`, which draws every lens once.

    python benchmarks/report.py

Both run in a process of their own, in turn, on the shipped plan; counted are the seconds of
the processor, and the median of the ratios of pairs counts.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TIMES = 5
MOST = 1.6
"""What a report may cost beside the ranking through all lenses."""


def seconds(*words: str) -> float:
    """How many seconds of the processor a command takes, user and system."""
    before = os.times()
    call = [sys.executable, "-m", "realign", *words, "--plan", str(ROOT / "data"), "-q"]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as home:
        ratios = []
        for number in range(TIMES):
            file = Path(home) / f"{number}.md"
            report = seconds("report", "--lens", "resilience", "--output", str(file))
            ratios.append(report / seconds("links", "--compare"))
    ratio = statistics.median(ratios)
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"report / links --compare: {ratio:.2f} (wanted: at most {MOST}; {spread})")


if __name__ == "__main__":
    main()
