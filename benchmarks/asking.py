"""How long `realign find` and `realign show` take beside `realign validate`, on small and large plans.

    python benchmarks/asking.py [--size N] [--repeat N]

The commands take turns, each in a process of its own; a ratio is the median over the rounds, of the seconds
of the processor. Trust the ratios, not the seconds.
"""

import argparse
import tempfile
from pathlib import Path

from loading import SHIPPED, VALIDATE, ratio, realign, take_turns, verdict, write_plan

ON_SHIPPED, ON_LARGE = 1.2, 1.5
"""The most that an answer may take, as a multiple of `realign validate`."""


def asked(folder: Path, word: str, id_: str, repeat: int) -> dict[str, float]:
    """How many times as long as `realign validate` each command takes."""
    ways = {
        VALIDATE: realign("validate", "--plan", str(folder), "--format", "json"),
        "find": realign("find", word, "--plan", str(folder)),
        "show": realign("show", id_, "--plan", str(folder)),
    }
    rounds = take_turns(ways, repeat)
    return {name: ratio(rounds, name, VALIDATE) for name in ways if name != VALIDATE}


def main() -> None:
    """Ask both plans and say whether the answers are quick enough."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=100_000, help="deliverables of the large plan")
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_plan(Path(folder) / "plan.yaml", given.size)
        for name, plan, word, id_, most in (
            ("shipped", SHIPPED, "gender", "D3", ON_SHIPPED),
            (f"{given.size:,}", Path(folder), "programme", "D0000007", ON_LARGE),
        ):
            for command, found in asked(plan, word, id_, given.repeat).items():
                verdict(f"{command}, {name}", found, most)


if __name__ == "__main__":
    main()
