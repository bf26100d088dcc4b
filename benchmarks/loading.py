"""How long and how large: reading plans of growing size, beside plain PyYAML on the same file.

python benchmarks/loading.py [--full] [--repeat N]

Each way runs in a process of its own, the ways taking turns; printed are medians of the seconds of
the whole process and of its largest memory. Trust the ratios, not the seconds.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEAD = """\
plan: {id: bench, title: A plan to be measured}
domains: [{id: "1", title: Domain}]
outcomes:
  - {id: "1.1", title: First, domain: "1"}
  - {id: "1.2", title: Second, domain: "1"}
  - {id: "1.3", title: Third, domain: "1"}
  - {id: "1.4", title: Fourth, domain: "1"}
funds:
  - {id: free, kind: unearmarked, title: Free money, required: 1bn}
  - {id: theme, kind: soft, title: Money for a theme, amount: 1bn}
groups: [{id: meetings, title: Meetings}]
deliverables:
"""
RECORD = """\
  - id: D{number:07d}
    title: Deliverable number {number} of the programme
    group: meetings
    cost: {cost}
    tier: {tier}
    funds: [free, theme]
    outcomes: ["1.{outcome}"]
"""
QUIET = "import gc; gc.disable()\n"
RAW = "open({file!r}, 'rb').read()"
WAYS = {
    "bare events of libyaml": f"""{QUIET}
import yaml
get = yaml.CSafeLoader({RAW}).get_event
while get():
    pass
""",
    "yaml.CSafeLoader": f"""{QUIET}
import yaml
yaml.load({RAW}, yaml.CSafeLoader)
""",
    "realign.documents.read": f"""{QUIET}
from realign.documents import read
assert not read({RAW}, "file.yaml").findings
""",
    "realign.loading.load": """
from pathlib import Path
from realign.loading import load
assert load(Path({file!r})).plan
""",
    "realign validate": """
import sys
from realign.cli import main
sys.argv = ["realign", "validate", "-q", "--format", "concise", "--plan", {file!r}]
main()
""",
}
BASE = "yaml.CSafeLoader"
ROW = "{:>12}  {:<24} {:>8} {:>6} {:>7} {:>6} {:>8}"


def write_plan(file: Path, size: int) -> None:
    """Write a plan with `size` deliverables of about 167 bytes each."""
    with file.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for number in range(size):
            cost, tier, outcome = number * 7919 % 100_000 * 10, number % 3 + 1, number % 4 + 1
            out.write(RECORD.format(number=number, cost=cost, tier=tier, outcome=outcome))


def measure(code: str) -> tuple[float, float]:
    """Seconds and MiB of a Python process that runs `code`."""
    begin = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    spent = time.perf_counter() - begin
    if child.returncode:
        raise SystemExit(f"exit {child.returncode} of:\n{code}")
    return spent, usage.ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--full", action="store_true", help="up to 1 000 000 deliverables: some minutes, 10 GiB"
    )
    parser.add_argument("--sizes", type=int, nargs="*", help="other numbers of deliverables")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each way (default 3)")
    options = parser.parse_args()
    sizes = options.sizes or ([1_000, 10_000, 100_000, 1_000_000] if options.full else [1_000, 10_000])
    print(ROW.format("deliverables", "way", "seconds", "ratio", "MiB", "ratio", "us each"))
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = Path(folder) / f"{size}.yaml"
            write_plan(file, size)
            runs = [
                {way: measure(code.format(file=str(file))) for way, code in WAYS.items()}
                for _ in range(options.repeat)
            ]
            medians = {
                way: [statistics.median(run[way][part] for run in runs) for part in (0, 1)] for way in WAYS
            }
            for way, (seconds, memory) in medians.items():
                numbers = (seconds, seconds / medians[BASE][0], memory, memory / medians[BASE][1])
                shown = (f"{number:.{digits}f}" for number, digits in zip(numbers, (3, 2, 0, 2), strict=True))
                print(ROW.format(f"{size:,}", way, *shown, f"{seconds / size * 1e6:.1f}"))
            file.unlink()


if __name__ == "__main__":
    main()
