"""How time and memory of every command grow with the plan, from 100 to 20,000 records.

    python benchmarks/scale.py                  # every command, up to 20,000 records
    python benchmarks/scale.py gaps --most 3000 # those whose name begins so, up to 3,000

For each command, kind of plan and size: seconds of processor time, peak memory, and the exponent since the
size before: 1 is linear, 2 quadratic. A run that takes more processor time than `--seconds` is ended and
the last of its kind.
"""

import argparse
import math
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

SIZES = (100, 300, 1000, 3000, 10_000, 20_000)
POTS = 3


def _header(outcomes: int, lenses: int = 2, paragraphs: int = 200) -> Iterator[str]:
    """The plan, its source, lenses and outcomes."""
    yield "plan: {id: large, title: A large plan}"
    numbers = ", ".join(f'"{number}"' for number in range(1, paragraphs + 1))
    yield f"sources: [{{id: S, title: Source, paragraphs: [{numbers}]}}]"
    yield f"lenses: [{', '.join(f'{{id: lens{one}, title: Lens {one}}}' for one in range(lenses))}]"
    yield "outcomes:"
    yield from (f"  - {{id: o{one}, title: Outcome number {one}}}" for one in range(outcomes))


def _funds(pots: int, drawn: random.Random) -> Iterator[str]:
    """One unearmarked fund and `pots` - 1 others."""
    yield "funds:"
    yield "  - {id: free, kind: unearmarked, title: Free money}"
    for number in range(1, pots):
        kind, amount = drawn.choice(["soft", "hard"]), drawn.randrange(10**5, 10**7)
        yield f"  - {{id: f{number}, kind: {kind}, title: Fund {number}, amount: {amount}}}"


def _work(
    count: int, drawn: random.Random, *, pots: int, overlap: bool, ranges: bool, chain: int
) -> Iterator[str]:
    """Work of costs between 1,000 and 100,000; `chain`: so many pieces in a row require each other."""
    names = ["free", *(f"f{number}" for number in range(1, pots))]
    yield "deliverables:"
    for number in range(count):
        low = drawn.randrange(1000, 100_000)
        cost = f"{{low: {low}, high: {50 * low}}}" if ranges else str(low)
        paying = drawn.sample(names, drawn.choice([1, 2, 3])) if overlap else [drawn.choice(names)]
        needs = f", requires: [D{number - 1}]" if chain and number % chain else ""
        yield (
            f"  - {{id: D{number}, title: Work {number}, cost: {cost}, value: {drawn.randrange(1, 100)}, "
            f"funds: [{', '.join(paying)}], outcomes: [o{drawn.randrange(20)}]{needs}, "
            f'refs: ["S {number % 200 + 1}"]}}'
        )


def items(
    count: int, *, pots: int = POTS, overlap: bool = False, ranges: bool = False, chain: int = 0
) -> Iterator[str]:
    """A plan of `count` pieces of work."""
    drawn = random.Random(count)  # noqa: S311
    yield from _header(20)
    yield from _funds(pots, drawn)
    yield from _work(count, drawn, pots=pots, overlap=overlap, ranges=ranges, chain=chain)
    yield from _links(60, 20, drawn)


def _links(count: int, outcomes: int, drawn: random.Random) -> Iterator[str]:
    yield "links:"
    for number in range(count):
        source, target = drawn.sample(range(outcomes), 2)
        yield (
            f"  - {{id: L{number}, from: [o{source}], to: [o{target}], "
            f"direction: {drawn.choice(['directed', 'mutual'])}, "
            f"strength: {drawn.randrange(1, 4)}, lenses: [lens{number % 2}], basis: stated, "
            f'refs: ["S {number % 200 + 1}"]}}'
        )


def network(count: int) -> Iterator[str]:
    """A plan of `count` links between a fifth as many outcomes, with programmes, actions and indicators."""
    drawn = random.Random(count)  # noqa: S311
    outcomes = min(max(5, count // 5), 3_000)  # links are ranked among so many at most
    yield from _header(outcomes)
    yield from _links(count, outcomes, drawn)
    for kind, more in (
        ("flagships", "kind: flagship, "),
        ("actions", "kind: capacity, "),
        ("indicators", ""),
    ):
        yield f"{kind}:"
        for number in range(10 if kind == "flagships" else outcomes):
            chosen = ", ".join(f"o{one}" for one in drawn.sample(range(outcomes), 3))
            yield (
                f"  - {{id: {kind[0]}{number}, title: Number {number}, {more}outcomes: [{chosen}], "
                "lenses: [lens0]}"
            )


def judged(count: int) -> Iterator[str]:
    """A plan of `count` links between a fifth as many outcomes, each scored by five judges of two groups."""
    drawn = random.Random(count)  # noqa: S311
    outcomes = min(max(5, count // 5), 3_000)
    yield from _header(outcomes)
    yield "judges:"
    yield from (f"  - {{id: g{one}, group: {'AB'[one % 2]}}}" for one in range(5))
    yield "links:"
    for number in range(count):
        source, target = drawn.sample(range(outcomes), 2)
        said = ", ".join(f"{{by: g{one}, strength: {drawn.randrange(-1, 4)}}}" for one in range(5))
        yield (
            f"  - {{id: L{number}, from: [o{source}], to: [o{target}], direction: directed, "
            f"lenses: [lens{number % 2}], basis: analyst, judgements: [{said}], "
            f'refs: ["S {number % 200 + 1}"]}}'
        )


def slips(count: int) -> Iterator[str]:
    """A plan in which a field of every piece of work is misspelt, which `validate --fix` mends."""
    for line in items(count):
        yield line.replace("title:", "tilte:") if line.startswith("  - {id: D") else line


def matrix(count: int) -> Iterator[str]:
    """A cross-impact matrix of so many cells that are not empty."""
    drawn, outcomes = random.Random(count), max(5, round(count**0.5))  # noqa: S311
    yield ",".join(["outcome", *(f"o{one}" for one in range(outcomes))])
    for one in range(outcomes):
        yield ",".join(
            [f"o{one}", *("" if one == other else str(drawn.randrange(1, 4)) for other in range(outcomes))]
        )


def indicators(count: int) -> Iterator[str]:
    """A plan of `count` indicators of twenty outcomes."""
    drawn = random.Random(count)  # noqa: S311
    yield from _header(20)
    yield from _links(60, 20, drawn)
    yield "indicators:"
    for number in range(count):
        yield (
            f"  - {{id: I{number}, title: Indicator {number}, outcomes: [o{drawn.randrange(20)}], "
            f"lenses: [lens{number % 2}]}}"
        )


def overlapping(count: int) -> Iterator[str]:
    """Work that any of twenty overlapping pots may pay for."""
    return items(count, pots=20, overlap=True)


def crowded(count: int) -> Iterator[str]:
    """The same with two hundred pots."""
    return items(count, pots=200, overlap=True)


def ranges(count: int) -> Iterator[str]:
    """Work whose costs are ranges, on three plain pots."""
    return items(count, ranges=True)


def overlapping_ranges(count: int) -> Iterator[str]:
    """Work whose costs are ranges, on twenty overlapping pots."""
    return items(count, pots=20, overlap=True, ranges=True)


def chain(count: int) -> Iterator[str]:
    """One chain of work that requires the piece before."""
    return items(count, chain=count)


def chains(count: int) -> Iterator[str]:
    """Chains of ten on twenty overlapping pots."""
    return items(count, pots=20, overlap=True, chain=10)


MONEY = ("-u", "0,1e6,1e7")
LENS = ("--lens", "lens0")
CASES: tuple[tuple[str, Callable[[int], Iterator[str]], tuple[str, ...]], ...] = (
    ("validate", items, ()),
    ("gaps", items, MONEY),
    ("gaps", overlapping, MONEY),
    ("gaps", crowded, MONEY),
    ("gaps", ranges, MONEY),
    ("gaps", overlapping_ranges, MONEY),
    ("gaps", chain, MONEY),
    ("gaps", chains, MONEY),
    ("focus", items, ("-u", "1e6", *LENS)),
    ("trace", items, ()),
    ("diff", items, ()),
    ("annotations", items, ()),
    ("report", items, ("-u", "1e6")),
    ("export", items, ()),
    ("export", network, ()),
    ("import", items, ()),
    ("import", matrix, ()),
    ("fix", slips, ()),
    ("find", items, ("number", "15")),
    ("show", items, ("D7",)),
    ("explain", items, ("RA401",)),
    ("schema", items, ()),
    ("init", items, ()),
    ("indicators", indicators, LENS),
    ("links", network, LENS),
    ("why", network, LENS),
    ("judges", judged, LENS),
    ("diff", network, ()),
    ("flagships", network, LENS),
    ("actions", network, LENS),
    ("review", network, ()),
    ("report", network, ()),
)
"""Command, kind of plan, what else is typed."""


def call(command: str, more: Sequence[str], plan: Path) -> list[str]:
    """What is typed, as a list."""
    words = [sys.executable, "-m", "realign", command]
    match command:
        case "fix":
            return [*words[:-1], "validate", "--plan", str(plan), "--fix"]
        case "import" if (book := plan / "plan.xlsx").exists():
            return [*words, "workbook", str(book), "--to", str(plan / "new")]
        case "import":
            return [*words, "matrix", str(plan / "matrix.csv"), "--to", str(plan / "new")]
        case "find" | "show":
            return [*words, *more, "--plan", str(plan), "--format", "json"]
        case "explain" | "schema":  # whatever the plan
            return [*words, *more]
        case "init":
            return [*words, str(plan / "new")]
        case "diff":
            return [*words, str(plan), str(plan), *more, "--format", "json"]
        case "export":
            return [*words, "--plan", str(plan), "--to", str(plan / "out.graphml"), *more]
        case "why":
            pair = next(line for line in (plan / "plan.yaml").read_text().splitlines() if "from: [" in line)
            ends = [pair.partition(f"{key}: [")[2].partition("]")[0] for key in ("from", "to")]
            return [*words, *ends, "--plan", str(plan), *more, "--format", "json"]
        case "report":
            return [*words, "--plan", str(plan), *more, "--format", "html"]
    return [*words, "--plan", str(plan), *more, "--format", "json"]


def prepared(
    command: str, plan_of: Callable[[int], Iterator[str]], size: int, room: Path, seconds: float
) -> bool:
    """Write what the command reads."""
    name = "matrix.csv" if plan_of is matrix else "plan.yaml"
    (room / name).write_text("\n".join(plan_of(size)) + "\n")
    if command != "import" or plan_of is matrix:
        return True
    words = [sys.executable, "-m", "realign", "export", "--plan", str(room), "--to", str(room / "plan.xlsx")]
    return measured(words, seconds) is not None


def measured(words: Sequence[str], seconds: float) -> tuple[float, float, int] | None:
    """Processor seconds, peak MiB, and exit code; None where it took more than so many `seconds` of these."""
    script = (
        "import resource, subprocess, sys\n"
        "limit = int(float(sys.argv[1])) + 1\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))\n"
        "none = subprocess.DEVNULL\n"
        "code = subprocess.run(sys.argv[2:], stdout=none, stderr=none).returncode\n"
        "assert code >= 0\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(seconds), *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return None
    used, peak, code = done.stdout.split()
    return float(used), float(peak), int(code)


def main() -> None:
    """Print one line for each command, kind of plan and size."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("command", nargs="?", default="", help="only commands whose name begins so")
    asked.add_argument("--most", type=int, default=SIZES[-1], help="the largest number of records")
    asked.add_argument("--seconds", type=float, default=60.0, help="a run that takes longer is ended")
    given = asked.parse_args()
    start = measured([sys.executable, "-c", "pass"], given.seconds)
    print(f"processor time of whole commands; python -c pass takes {start[0] if start else 0:.3f} s")
    print(f"{'command':12}{'plan':19}{'records':>9}{'seconds':>10}{'MiB':>8}{'exponent':>10}  exit")
    for command, plan_of, more in CASES:
        before: tuple[int, float] | None = None
        for size in SIZES if command.startswith(given.command) else ():
            if size > given.most:
                break
            with tempfile.TemporaryDirectory() as room:
                made = prepared(command, plan_of, size, Path(room), given.seconds)
                found = measured(call(command, more, Path(room)), given.seconds) if made else None
            if found is None:
                print(
                    f"{command:12}{plan_of.__name__:19}{size:9,}  longer than {given.seconds:g} s", flush=True
                )
                break
            seconds, peak, code = found
            grown = math.log(seconds / before[1]) / math.log(size / before[0]) if before else math.nan
            shown = f"{grown:10.2f}" if before else f"{'–':>10}"
            name = f"{command:12}{plan_of.__name__:19}{size:9,}"
            print(f"{name}{seconds:10.2f}{peak:8.0f}{shown}  {code}", flush=True)
            before = size, seconds


if __name__ == "__main__":
    main()
