"""How much the page costs beside the two commands whose figures it shows, and how large it is.

    python benchmarks/page.py          # the shipped plan and a large one
    python benchmarks/page.py shipped  # one of them

All run in processes of their own, in turn; the median ratio of processor time counts. The large plan has
500 pieces of work and 169 targets of 17 goals, with 1,700 links between them.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Case:
    """A plan, how it is asked about, and what its page may cost."""

    lens: str
    money: str
    times: int
    most: float
    """What the page may cost beside `links` and `gaps` together."""
    size: int
    """What it may weigh, in KB."""


CASES = {
    "shipped": Case("resilience", "actual:2021,12e6", 5, 2.0, 200),
    "large": Case("heat", "200 000", 3, 10.0, 1024),
}


def seconds(*words: str) -> float:
    """Processor time of a command and its children."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "realign", *words, "-q"], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def large() -> Iterator[str]:
    """500 pieces of work, 169 targets of 17 goals, 1,700 links."""
    drawn = random.Random(16)  # noqa: S311
    yield "plan: {id: large, title: A large plan, currency: USD}"
    yield "lenses: [{id: heat, title: Heat}, {id: water, title: Water}]"
    yield "domains:"
    yield from (f"  - {{id: g{goal}, title: Goal {goal}}}" for goal in range(17))
    yield "outcomes:"
    yield from (f"  - {{id: t{at}, domain: g{at % 17}, title: Target number {at}}}" for at in range(169))
    yield "funds: [{id: free, kind: unearmarked, title: Free money}]"
    yield "deliverables:"
    for at in range(500):
        cost, value = drawn.randrange(1000, 6000), drawn.randrange(1, 10)
        yield (
            f"  - {{id: D{at}, title: Piece of work {at}, cost: {cost}, value: {value}, "
            f"funds: [free], outcomes: [t{at % 169}]}}"
        )
    pairs = [(one, other) for one in range(169) for other in range(169) if one != other]
    yield "links:"
    for number, (one, other) in enumerate(drawn.sample(pairs, 1700)):
        yield (
            f"  - {{id: L{number}, from: [t{one}], to: [t{other}], direction: directed, "
            f"strength: {drawn.choice([-1, 1, 2, 3])}, lenses: [{drawn.choice(['heat', 'water'])}], "
            f"basis: stated}}"
        )


def measure(name: str, room: Path) -> bool:
    """Print the ratio and the size; whether both are within their bounds."""
    case, plan = CASES[name], ROOT / "data"
    if name == "large":
        plan = room / "plan"
        plan.mkdir()
        (plan / "plan.yaml").write_text("\n".join(large()) + "\n", encoding="utf-8")
    common = ("--plan", str(plan), "--lens", case.lens)
    money = ("-u", case.money)
    ratios = []
    for number in range(case.times):
        file = room / f"{name}-{number}.html"
        page = seconds("report", *common, *money, "--output", str(file))
        ratios.append(page / (seconds("links", *common) + seconds("gaps", *common, *money)))
    size = file.stat().st_size / 1024
    ratio = statistics.median(ratios)
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"{name}: page / (links + gaps): {ratio:.2f} (at most {case.most:g}; {spread})", end="; ")
    print(f"{size:.0f} KB (at most {case.size})")
    return ratio <= case.most and size <= case.size


def main() -> int:
    """Measure the plans that are named, or all."""
    with tempfile.TemporaryDirectory() as home:
        held = [measure(name, Path(home)) for name in sys.argv[1:] or CASES]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
