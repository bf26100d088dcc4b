"""What it costs to begin: short commands beside an empty Python, others beside `validate` and other programs.

    python benchmarks/startup.py [--repeat N] [--only WORD] [--check-jsonschema PROGRAM]

Every command runs in a process of its own, in turn with what it is measured by. Counted are the seconds of
the processor, user and system; a figure is the median of the ratios of pairs. check-jsonschema takes part
where it is installed, with a schema that allows everything.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from loading import write_plan

PLAN = Path(__file__).resolve().parents[1] / "data"
MANY = 100_000
AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
COMPLETING = {"_REALIGN_COMPLETE": "complete_bash", "COMP_WORDS": "realign li", "COMP_CWORD": "1"}
LOAD = "import gc, sys, yaml; gc.disable(); yaml.load(open(sys.argv[1], 'rb').read(), yaml.CSafeLoader)"

Run = tuple[float, float]
"""Seconds of the processor and MiB."""
Way = Callable[[], Run]


def measure(command: Sequence[str], environ: Mapping[str, str] = {}) -> Run:
    """What a command takes."""
    surroundings = {**AS_INSTALLED, **environ}
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings, cwd=PLAN.parent
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def python(*words: str, environ: Mapping[str, str] = {}) -> Way:
    """Run Python with some words."""
    return lambda: measure([sys.executable, *words], environ)


def realign(*words: str, plan: Path = PLAN) -> Way:
    """Ask a question of a plan."""
    return python("-m", "realign", *words, "-q", "--plan", str(plan))


def ways(home: Path, peer: str | None) -> dict[str, tuple[Way, Way, int, float]]:
    """Figure -> the command, what it is measured by, seconds (0) or memory (1), and the most wanted."""
    base = python("-c", "pass")
    validate = realign("validate")
    links = realign("links", "--lens", "resilience")
    many = home / "many"
    many.mkdir()
    write_plan(many / "plan.yaml", MANY)
    bare, large = python("-c", LOAD, str(many / "plan.yaml")), realign("validate", plan=many)
    found: dict[str, tuple[Way, Way, int, float]] = {
        "--help / base": (python("-m", "realign", "--help"), base, 0, 6.0),
        "--version / base": (python("-m", "realign", "--version"), base, 0, 2.5),
        "completion / base": (python("-m", "realign", environ=COMPLETING), base, 0, 2.5),
        "links / validate": (links, validate, 0, 3.0),
        "gaps / validate": (realign("gaps", "-u", "0"), validate, 0, 1.3),
        "find / validate": (realign("find", "land"), validate, 0, 1.2),
        "show / validate": (realign("show", "1.1"), validate, 0, 1.2),
        "import networkx / validate": (python("-c", "import networkx"), validate, 0, 0.9),
        "100,000 deliverables / CSafeLoader, time": (large, bare, 0, 0.42),
        "100,000 deliverables / CSafeLoader, memory": (large, bare, 1, 0.19),
        "report / links, all lenses": (
            realign("report", "--lens", "resilience", "--force", "--output", str(home / "report.md")),
            realign("links", "--compare"),
            0,
            1.6,
        ),
    }
    if peer:
        schema = home / "schema.json"
        schema.write_text("{}", encoding="utf-8")
        trivial = [peer, "--schemafile", str(schema), *map(str, sorted(PLAN.glob("*.yaml")))]
        found["validate / check-jsonschema"] = (validate, lambda: measure(trivial), 0, 0.32)
    return found


def main() -> None:
    """Print every figure beside what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=7, help="pairs for each figure; default: %(default)s")
    parser.add_argument("--only", default="", help="only figures whose name holds this")
    parser.add_argument("--check-jsonschema", default=shutil.which("check-jsonschema"), metavar="PROGRAM")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        for name, (way, beside, what, most) in ways(Path(home), asked.check_jsonschema).items():
            if asked.only not in name:
                continue
            way()  # compiles what is not compiled yet
            pairs = [(way()[what], beside()[what]) for _ in range(asked.repeat)]
            ratios = [one / other for one, other in pairs]
            spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
            print(f"{name}: {median(ratios):.2f} (wanted: at most {most}; {spread})", flush=True)


if __name__ == "__main__":
    main()
