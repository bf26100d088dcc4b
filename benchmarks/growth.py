"""How time grows with plans and files that are odd, hostile or large: twice the size, about twice the time.

    python benchmarks/growth.py [--repeat N] [WORD]

Every call runs in a process of its own and reads an empty file, one of the size and one of twice the size.
Counted are the seconds of the processor beyond those with the empty one, and shown is the ratio of the two:
2 is in proportion, 4 a square. Only cases with WORD in their name take part.
"""

import argparse
import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from loading import AS_INSTALLED, realign

MOST = 2.8
"""A ratio that a busy machine may give; a square gives 4."""
ABOUT = 'plan: {id: growth, title: A plan}\noutcomes: [{id: "1.1", title: A}, {id: "1.2", title: B}]\n'


def rows(kind: str, row: str) -> Callable[[int], str]:
    """A plan with n records of one kind; `{n}` in the row is the number, `{half}` half of it."""
    return lambda size: (
        f"{ABOUT}{kind}:\n" + "".join(f"  - {{{row.format(n=n, half=n // 2)}}}\n" for n in range(size))
    )


def paragraphs(size: int) -> str:
    """A source with many paragraphs, of which one is coded."""
    listed = ", ".join(f'"{n}", "{n}(a)"' for n in range(size))
    return f"{ABOUT}sources: [{{id: S, title: s, paragraphs: [{listed}]}}]\n"


def square(score: str) -> Callable[[int], str]:
    """A matrix of n cells."""

    def written(size: int) -> str:
        names = [f"n{number}" for number in range(int(size**0.5))]
        line = ",".join([score] * len(names))
        return "\n".join([",".join(["", *names]), *(f"{name},{line}" for name in names)])

    return written


@dataclass(frozen=True)
class Case:
    """What is called, the size of its file, and the text of a size."""

    words: str
    size: int
    text: Callable[[int], str]


VALIDATE = "validate --format concise --plan {file}"
CASES = {
    "tabs": Case(VALIDATE, 400_000, lambda n: "\t" * n + "a: 1"),
    "brackets": Case(VALIDATE, 400_000, lambda n: "[" * n),
    "empty lines in a block": Case(VALIDATE, 200_000, lambda n: "a: |\n" + " \n" * n),
    "empty lines in quotes": Case(VALIDATE, 200_000, lambda n: "a: '" + "\n" * n),
    "a long key": Case(VALIDATE, 1_000_000, lambda n: "x" * n + ": 1\n"),
    "comments in a line": Case(VALIDATE, 200_000, lambda n: "a: " + " #" * n),
    "anchors": Case(VALIDATE, 50_000, lambda n: "&a " * n),
    "documents": Case(VALIDATE, 50_000, lambda n: "a: 1\n---\n" * n),
    "one key again and again": Case(VALIDATE, 20_000, lambda n: "a: {" + ", ".join(["b: 1"] * n) + "}\n"),
    "blanks in a line": Case(VALIDATE, 500_000, lambda n: "a: b: c" + " " * n + "x: y\n"),
    "silencing": Case(VALIDATE, 20_000, lambda n: "# realign: ignore RA601 because\n" * n),
    "empty lines before a fault": Case(VALIDATE, 500_000, lambda n: "\n" * n + "%"),
    "unknown funds": Case(VALIDATE, 4_000, rows("activities", "id: A{n}, title: t{n}, funds: [fund {n}]")),
    "a chain of requirements": Case(
        VALIDATE, 4_000, rows("activities", "id: A{n}, title: t, requires: [A0, A{half}]")
    ),
    "outcomes that no link touches": Case(VALIDATE, 8_000, rows("domains", 'id: "{n}", title: t{n}')),
    "findings in full": Case(
        "validate --format full --plan {file}", 3_000, rows("funds", "id: F{n}, title: [x], kind: odd")
    ),
    "a trace of paragraphs": Case("trace --plan {file}", 10_000, paragraphs),
    "programmes on one outcome": Case(
        "flagships --plan {file}",
        3_000,
        rows("flagships", 'id: F{n}, kind: flagship, title: t, outcomes: ["1.1"], drives: [F{half}]'),
    ),
    "a matrix of wrong scores": Case("import matrix {file} --to {folder}/new", 90_000, square("much")),
    "a matrix of columns": Case(
        "import matrix {file} --to {folder}/new", 500_000, lambda n: ",a,b\na,,1\n" + "," * n
    ),
}


def seconds(case: Case, size: int, folder: Path) -> float:
    """Of the processor, for one call."""
    file = folder / ("file.csv" if "matrix" in case.words else "file.yaml")
    file.write_text(case.text(size), encoding="utf-8")
    words = (word.format(file=file, folder=folder) for word in case.words.split())
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(realign(*words), stdout=quiet, stderr=quiet, env=AS_INSTALLED)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in {0, 1, 2}:
        raise SystemExit(f"exit {child.returncode} of {case.words}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("word", nargs="?", default="", help="only cases with this word")
    parser.add_argument("--repeat", type=int, default=3, help="rounds (default 3)")
    options = parser.parse_args()
    print(f"{'case':<32} {'size':>9} {'cpu s':>7} {'twice':>7} {'ratio':>6}")
    for name, case in CASES.items():
        if options.word in name:
            with tempfile.TemporaryDirectory() as folder:
                sizes = (0, case.size, 2 * case.size)
                runs = [[seconds(case, size, Path(folder)) for size in sizes] for _ in range(options.repeat)]
            base, single, double = (median(column) for column in zip(*runs, strict=True))
            one, two = single - base, double - base
            ratio = two / one if one > 0 else 0
            missed = "  MISSED" if ratio > MOST and two > 0.1 else ""
            print(f"{name:<32} {case.size:>9,} {one:>7.2f} {two:>7.2f} {ratio:>6.1f}{missed}")


if __name__ == "__main__":
    main()
