"""How long and how large: `realign validate` beside plain PyYAML and other programs, and how it grows.

    python benchmarks/loading.py [--full] [--repeat N]

Every way runs in a process of its own. The ways take turns, and a ratio is the median over the rounds.
Counted are the seconds of the processor, user and system, and the largest memory. Trust the ratios, not the
seconds. check-jsonschema and yamale take part where they are installed, with schemas that allow everything;
they get no more than 10,000 deliverables, and plain PyYAML gets no million.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

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
QUIET = "import gc, sys; gc.disable(); raw = open(sys.argv[1], 'rb').read()\n"
VALIDATE, PLAIN = "realign validate", "yaml.CSafeLoader, collector off"
CODE = {
    "bare events of libyaml": f"{QUIET}import yaml; get = yaml.CSafeLoader(raw).get_event\nwhile get(): pass",
    PLAIN: f"{QUIET}import yaml; yaml.load(raw, yaml.CSafeLoader)",
    "realign.documents.read": f"{QUIET}from realign.documents import read; assert read(raw, 'x').data",
    "realign.loading.load": "import sys, pathlib; from realign.loading import load\n"
    "assert load(pathlib.Path(sys.argv[1])).plan",
}
CHECK_JSONSCHEMA, YAMALE = "check-jsonschema", "yamale"
KINDS = ("plan", "domains", "outcomes", "funds", "groups", "deliverables")
SHIPPED = Path(__file__).resolve().parents[1] / "data"
MOST_FOR_PEERS, MOST_FOR_PLAIN = 10_000, 100_000
AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ROW = "{:>12}  {:<32} {:>8} {:>6} {:>7} {:>6} {:>8}"

Run = tuple[float, float]
"""Seconds of the processor and MiB."""
Rounds = dict[str, list[Run]]
"""Way -> what it took in each round."""


def write_plan(file: Path, size: int) -> None:
    """Write a plan with `size` deliverables of about 167 bytes each."""
    with file.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for number in range(size):
            cost, tier, outcome = number * 7919 % 100_000 * 10, number % 3 + 1, number % 4 + 1
            out.write(RECORD.format(number=number, cost=cost, tier=tier, outcome=outcome))


def measure(command: Sequence[str]) -> Run:
    """What a command takes; it must succeed."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=AS_INSTALLED)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"exit {child.returncode} of {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))


def take_turns(ways: Mapping[str, Sequence[str]], repeat: int) -> Rounds:
    """Run every way in each round."""
    rounds = [{way: measure(command) for way, command in ways.items()} for _ in range(repeat)]
    return {way: [one[way] for one in rounds] for way in ways}


def ratio(rounds: Rounds, way: str, other: str, part: int = 0) -> float:
    """How much of what `other` took `way` took, time or (`part` 1) memory."""
    return median(mine[part] / its[part] for mine, its in zip(rounds[way], rounds[other], strict=True))


def realign(*arguments: str) -> list[str]:
    """A command of realign, run by this Python."""
    return [sys.executable, "-m", "realign", *arguments]


def peers(folder: Path, files: Iterable[Path]) -> dict[str, list[str]]:
    """The commands of other programs that are installed: each reads the files and allows everything."""
    (folder / "all.json").write_text('{"type": "object"}', encoding="utf-8")
    (folder / "all.txt").write_text("".join(f"{kind}: any()\n" for kind in KINDS), encoding="utf-8")
    names = list(map(str, files))
    commands = {
        CHECK_JSONSCHEMA: ["--schemafile", str(folder / "all.json"), *names],
        YAMALE: ["--schema", str(folder / "all.txt"), *names],
    }
    found = {name: shutil.which(name) for name in commands}
    return {name: [path, *commands[name]] for name, path in found.items() if path}


def ways_to_read(folder: Path, size: int) -> dict[str, list[str]]:
    """The ways that take part with a plan of this size."""
    file = folder / f"{size}.yaml"
    write_plan(file, size)
    code = {way: [sys.executable, "-c", code, str(file)] for way, code in CODE.items()}
    if size > MOST_FOR_PLAIN:
        del code[PLAIN]
    others = peers(folder, [file]) if size <= MOST_FOR_PEERS else {}
    return {**code, VALIDATE: realign("validate", "-q", "--format", "concise", "--plan", str(file)), **others}


def show(size: int, rounds: Rounds) -> None:
    """Print what was measured with a plan of one size."""
    base = PLAIN if PLAIN in rounds else VALIDATE
    for way, runs in rounds.items():
        seconds, memory = (median(one[part] for one in runs) for part in (0, 1))
        numbers = (seconds, ratio(rounds, way, base), memory, ratio(rounds, way, base, 1))
        shown = (f"{number:.{digits}f}" for number, digits in zip(numbers, (3, 2, 0, 2), strict=True))
        print(ROW.format(f"{size:,}", way, *shown, f"{seconds / size * 1e6:.1f}"))


def verdict(says: str, found: float, most: float) -> None:
    """Print one of the ratios that are asked for."""
    print(f"{says:<78} {found:5.2f}, at most {most:.2f}{'' if found <= most else '  MISSED'}")


def judge(results: Mapping[int, Rounds], shipped: Rounds) -> None:
    """Print the ratios that are asked for."""
    for size, rounds in results.items():
        if size == MOST_FOR_PLAIN:
            verdict(f"validate / {PLAIN}, {size:,}: time", ratio(rounds, VALIDATE, PLAIN), 0.5)
            verdict(f"validate / {PLAIN}, {size:,}: memory", ratio(rounds, VALIDATE, PLAIN, 1), 1 / 3)
        for peer, most in ((CHECK_JSONSCHEMA, 0.08), (YAMALE, 0.25)):
            if size == MOST_FOR_PEERS and peer in rounds:
                verdict(f"validate / {peer}, {size:,}: time", ratio(rounds, VALIDATE, peer), most)
    if CHECK_JSONSCHEMA in shipped:
        verdict(
            "validate / check-jsonschema, shipped plan: time",
            ratio(shipped, VALIDATE, CHECK_JSONSCHEMA),
            0.45,
        )
    print(f"validate / python -c pass, shipped plan: {ratio(shipped, VALIDATE, 'base'):.1f}")
    verdict("realign --help / python -c pass: time", ratio(shipped, "help", "base"), 6.5)
    spent = {size: median(seconds for seconds, _ in rounds[VALIDATE]) for size, rounds in results.items()}
    each = [(spent[two] - spent[one]) / (two - one) * 1e6 for one, two in pairwise(sorted(spent))]
    for (one, two), cost in zip(pairwise(sorted(spent)), each, strict=True):
        print(f"each deliverable from {one:,} to {two:,}: {cost:.1f} us")
    if len(each) > 1:
        verdict("the last of these / the first: linear growth", each[-1] / each[0], 1.25)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--full", action="store_true", help="a million deliverables, too: some minutes, 2 GiB"
    )
    parser.add_argument("--sizes", type=int, nargs="*", help="other numbers of deliverables")
    parser.add_argument("--repeat", type=int, default=3, help="rounds (default 3)")
    options = parser.parse_args()
    sizes = options.sizes or [1_000, 10_000, 100_000, *([1_000_000] if options.full else [])]
    measure(realign("validate", "-q", "--plan", str(SHIPPED)))  # leaves the bytecode of an installed program
    print(ROW.format("deliverables", "way", "cpu s", "ratio", "MiB", "ratio", "us each"))
    results: dict[int, Rounds] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            results[size] = take_turns(ways_to_read(folder, size), options.repeat)
            show(size, results[size])
            (folder / f"{size}.yaml").unlink()
        others = peers(folder, sorted(SHIPPED.glob("*.yaml")))
        shipped = take_turns(
            {
                "base": [sys.executable, "-c", "pass"],
                "help": realign("--help"),
                VALIDATE: realign("validate", "-q", "--plan", str(SHIPPED)),
                **{name: way for name, way in others.items() if name == CHECK_JSONSCHEMA},
            },
            5 * options.repeat,
        )
    judge(results, shipped)


if __name__ == "__main__":
    main()
