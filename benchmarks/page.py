"""How much the page costs beside the two commands whose figures it shows.

    python benchmarks/page.py

All run in processes of their own, in turn, on the shipped plan; the median ratio of processor time counts.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TIMES = 5
MOST = 2.0
"""What the page may cost beside `links` and `gaps` together."""
MONEY = ("-u", "actual:2021,12e6")


def seconds(*words: str) -> float:
    """Processor time of a command and its children."""
    before = os.times()
    call = [
        sys.executable,
        "-m",
        "realign",
        *words,
        "--plan",
        str(ROOT / "data"),
        "--lens",
        "resilience",
        "-q",
    ]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Print the ratio and the size."""
    with tempfile.TemporaryDirectory() as home:
        ratios = []
        for number in range(TIMES):
            file = Path(home) / f"{number}.html"
            page = seconds("report", *MONEY, "--output", str(file))
            ratios.append(page / (seconds("links") + seconds("gaps", *MONEY)))
        size = file.stat().st_size / 1024
    ratio = statistics.median(ratios)
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"page / (links + gaps): {ratio:.2f} (wanted: at most {MOST}; {spread}); {size:.0f} KB")


if __name__ == "__main__":
    main()
