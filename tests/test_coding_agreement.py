"""The agreement figures that docs/coding.md quotes are those of the raw codings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from loops import nonempty

DOCS = Path(__file__).parents[1] / "docs"
DATA = Path(__file__).parents[1] / "data"
LENSES = ("vulnerability", "resilience", "recovery")
FUNDS = ("unearmarked", "regular", "soft", "hard")
NAMES = {"strength": "strength", "direction": "direction", "direction and its ends": "way", "basis": "basis"}
EXAMPLE_PAIR = ("7(b)", "1.2", "1.3")  # both examples stood in the coding brief, with their answers
EXAMPLE_ACTIVITY = "A-15a"
FIRST, SECOND, THIRD = ("1", "2"), ("3", "4"), ("5", "6")
"""The codings of the three rounds."""
OF_LATER_ROUNDS = {
    "effect": "effect",
    "may": "may",
    "now": "now",
    "basis of the effect": "basis",
    "who may pay, basis": "funds_basis",
}
OF_ACTIVITIES = {
    FIRST: {"effect": "effect", "basis of the effect": "basis"},
    SECOND: OF_LATER_ROUNDS,
    THIRD: OF_LATER_ROUNDS,
}
HEADINGS = {
    FIRST: ("Agreement on pairs", "Agreement on values", "Settlements"),
    SECOND: ("Second round: pairs", "Second round: values", "Second round: settlements"),
    THIRD: ("Third round: pairs", "Third round: values", "Third round: settlements"),
}
ROUNDS = pytest.mark.parametrize("coders", [FIRST, SECOND, THIRD])
CALLED = {"T-3-note": "D3-2", "P-8": "AC-8", "P-15.7": "AC-15.7"} | {f"T-{n}": f"D{n}" for n in range(1, 12)}
"""What the plan calls the items that the third round names after their paragraph."""

Coders = tuple[str, str]
Pair = tuple[str, str, str]
"""Paragraph, then two outcomes in the order of their codes."""
Record = Mapping[str, Any]


def records(coder: str, kind: str) -> list[Record]:
    found: list[Record] = yaml.safe_load(
        (DOCS / "coding" / f"coder-{coder}" / f"{kind}.yaml").read_text(encoding="utf-8")
    )[kind]
    return found


def pairs(links: Iterable[Record]) -> dict[Pair, Record]:
    """Every pair of outcomes with the paragraph that ties it; of two records the stronger one counts."""
    found: dict[Pair, Record] = {}
    for link in links:
        paragraph = link["refs"][0].removeprefix("HSP/EB.2021/19 ")
        for one, other in product(link["from"], link["to"]):
            pair = (paragraph, min(one, other), max(one, other))
            way = link["direction"] if link["direction"] != "directed" else f"{one} to {other}"
            if (
                one != other
                and pair != EXAMPLE_PAIR
                and link["strength"] > found.get(pair, {"strength": 0})["strength"]
            ):
                found[pair] = {**link, "way": way}
    return found


def jaccard(one: Iterable[object], other: Iterable[object]) -> float:
    return len(set(one) & set(other)) / len(set(one) | set(other))


def agreement(one: Sequence[object], other: Sequence[object]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def kappa(one: Sequence[object], other: Sequence[object]) -> float | None:
    """Cohen's kappa, unweighted; None where both coders use one and the same category throughout."""
    seen = agreement(one, other)
    chance = sum((one.count(c) / len(one)) * (other.count(c) / len(other)) for c in set(one) | set(other))
    return None if chance == 1 else (seen - chance) / (1 - chance)


def units_of(coders: Coders) -> tuple[list[dict[str, Record]], list[str]]:
    """The activities of both coders by id, and the ids that are compared: in the first round one was an example."""
    acts = [{one["id"]: one for one in records(coder, "activities")} for coder in coders]
    assert acts[0].keys() == acts[1].keys()
    return acts, sorted(acts[0].keys() - ({EXAMPLE_ACTIVITY} if coders == FIRST else set()))


def figures(coders: Coders) -> dict[str, tuple[int, float, float | None]]:
    """Name of the figure -> how many were compared, share that agrees, kappa."""
    coded = [pairs(records(coder, "links")) for coder in coders]
    shared = sorted(coded[0].keys() & coded[1].keys())
    acts, units = units_of(coders)
    columns: dict[str, list[list[object]]] = {
        name: [[one[pair][field] for pair in shared] for one in coded] for name, field in NAMES.items()
    }
    for lens in LENSES:
        columns[f"lens {lens}"] = [[lens in one[pair]["lenses"] for pair in shared] for one in coded]
    for name, field in OF_ACTIVITIES[coders].items():
        columns[name] = [[one[unit][field] for unit in units] for one in acts]
    for fund in FUNDS:
        columns[f"fund {fund}"] = [[fund in one[unit]["funds"] for unit in units] for one in acts]
    return {
        name: (len(one), agreement(one, other), kappa(one, other)) for name, (one, other) in columns.items()
    }


def section(heading: str) -> str:
    text = (DOCS / "coding.md").read_text(encoding="utf-8")
    return text.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the first table under a heading of docs/coding.md, by their first cell."""
    text = (DOCS / "coding.md").read_text(encoding="utf-8").partition(f"## {heading}\n")[2]
    rows = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert rows, f"no table under {heading}"
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[0].splitlines()[2:]]
    return {first.strip("`"): rest for first, *rest in cells}


@ROUNDS
def test_quoted_agreement_of_values_is_recomputed(coders: Coders) -> None:
    quoted = table(HEADINGS[coders][1])
    recomputed = {
        name: [str(n), f"{share:.3f}", "no variation" if kappa is None else f"{kappa:.3f}"]
        for name, (n, share, kappa) in figures(coders).items()
    }
    assert quoted == recomputed


@ROUNDS
def test_quoted_agreement_on_pairs_is_recomputed(coders: Coders) -> None:
    first, second = (pairs(records(coder, "links")) for coder in coders)
    recomputed = {
        paragraph: [
            str(len(one)),
            str(len(other)),
            str(len(one & other)),
            f"{jaccard(one, other):.3f}",
        ]
        for paragraph in sorted({pair[0] for pair in (*first, *second)})
        for one, other in [
            tuple({pair for pair in found if pair[0] == paragraph} for found in (first, second))
        ]
    }
    recomputed["all"] = [
        str(len(first)),
        str(len(second)),
        str(len(set(first) & set(second))),
        f"{jaccard(first, second):.3f}",
    ]
    assert table(HEADINGS[coders][0]) == recomputed


def test_kappa_of_a_table_worked_by_hand() -> None:
    # By hand: they agree on 35 of 50; by chance .5 * .6 + .5 * .4 = .5; (.7 - .5) / (1 - .5) = .4.
    one = [True] * 25 + [False] * 25
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(one, other) == pytest.approx(0.4)


@ROUNDS
def test_every_disagreement_stands_in_the_table_of_settlements(coders: Coders) -> None:
    settled = section(HEADINGS[coders][2])
    first, second = (pairs(records(coder, "links")) for coder in coders)
    for pair in nonempty(sorted(set(first) | set(second))):
        fields = ("strength", "way", "basis", "lenses")
        if pair not in first or pair not in second or any(first[pair][f] != second[pair][f] for f in fields):
            assert f"| {pair[0]} |" in settled, pair
    acts, _ = units_of(coders)
    for name in nonempty(acts[0]):
        values = OF_ACTIVITIES[coders].values()
        differs = [f for f in values if acts[0][name][f] != acts[1][name][f]]
        if differs or set(acts[0][name]["funds"]) != set(acts[1][name]["funds"]):
            assert f"| {name} |" in settled, name


def planned(kind: str) -> list[Record]:
    found: list[Record] = yaml.safe_load((DATA / f"{kind}.yaml").read_text(encoding="utf-8"))[kind]
    return found


def in_the_plan(record: Record) -> dict[str, object]:
    """A record of the plan in the words of a coder."""
    now = record.get("now", {})
    return {
        "effect": record.get("effect", "none"),
        "may": now.get("may", False),
        "now": "now" in record,
        "basis": record.get("basis"),
        "funds_basis": record.get("funds_basis"),
    }


def compared(name: str, effect: str) -> list[str]:
    """What the plan holds of an item: of a row of a table the money alone, of work without an effect no time."""
    if name.startswith("P-"):
        return []
    if name.startswith("T-") or effect == "none":
        return ["funds_basis"]
    return [*OF_LATER_ROUNDS.values()]


@pytest.mark.slow
def test_where_both_blind_coders_differ_from_the_plan_the_page_tells_what_was_done() -> None:
    told = section("Third round: where both differ from the plan")
    plan = {one["id"]: one for kind in ("activities", "deliverables", "actions") for one in planned(kind)}
    acts, names = units_of(THIRD)
    differing = set()
    for name in nonempty(names):
        one, other = (coded[name] for coded in acts)
        ours = plan[CALLED.get(name, name)]
        values = in_the_plan(ours)
        agreed = [field for field in compared(name, one["effect"]) if one[field] == other[field]]
        same_funds = {*one["funds"]} == {*other["funds"]}
        if any(one[f] != values[f] for f in agreed) or (same_funds and {*one["funds"]} != {*ours["funds"]}):
            differing.add(name)
    assert set(re.findall(r"^\| ([APT]-\S+) \|", told, re.MULTILINE)) == differing
    first, second = (pairs(records(coder, "links")) for coder in THIRD)
    ours_by_pair = pairs(planned("links"))
    read = {pair[0] for pair in (*first, *second)}
    for pair in nonempty(sorted({*first, *second, *(one for one in ours_by_pair if one[0] in read)})):
        found = [pair in coded for coded in (first, second, ours_by_pair)]
        agreed = [f for f in ("strength", "way", "basis", "lenses") if all(found)]
        agreed = [f for f in agreed if first[pair][f] == second[pair][f]]
        apart = any(
            {*first[pair][f]} != {*ours_by_pair[pair][f]}
            if f == "lenses"
            else first[pair][f] != ours_by_pair[pair][f]
            for f in agreed
        )
        if apart or (found[0] == found[1] != found[2]):
            assert f"| {pair[0]} |" in told, pair
