"""Matrices from the literature, brought in as users bring them, give the totals that were published.

Sources and what each figure is: tests/published/README.md.
"""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from loops import sampled
from realign.exchange.folder import write_folder
from realign.exchange.matrix import read_matrix
from realign.exchange.matrix_plan import matrix_plan
from realign.loading import load
from realign.plan import Plan
from realign.questions.links import Links, links

HOME = Path(__file__).parents[1] / "published"


def plan_of(text: str) -> Plan:
    """The plan that `import matrix` makes of a file, loaded from disk."""
    reading = read_matrix(text.encode(), "matrix.csv")
    assert reading.matrix is not None, reading.findings
    with TemporaryDirectory() as folder:
        write_folder(Path(folder), matrix_plan(reading.matrix, "matrix.csv"))
        loaded = load(Path(folder))
    assert loaded.plan is not None, loaded.findings
    return loaded.plan


def answer(name: str, method: str) -> Links:
    return links(plan_of((HOME / f"{name}.csv").read_text("utf-8")), method=method, draws=0)


def drives(found: Links) -> dict[str, float | None]:
    return {one.id: one.drive for one in found.outcomes}


def dependences(found: Links) -> dict[str, float | None]:
    return {one.id: one.dependence for one in found.outcomes}


def published(name: str, column: str) -> dict[str, float]:
    with (HOME / f"{name}.totals.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    at = rows[0].index(column)
    return {row[0]: float(row[at]) for row in rows[1:]}


def share(figures: dict[str, float | None]) -> dict[str, float]:
    known = {code: figure for code, figure in figures.items() if figure is not None}
    return {code: figure / sum(known.values()) for code, figure in known.items()}


# Weitz et al. 2018: 34 targets, signs, totals up to 51 first order and 567 with half the second order


@pytest.mark.parametrize(("method", "column"), sampled([("direct", "direct"), ("sei", "total")], 2))
def test_sei_sweden_2018_totals(method: str, column: str) -> None:
    found = drives(answer("weitz-2018-sweden", method))
    assert found == pytest.approx(published("weitz-2018-sweden", column), abs=1e-6)


def test_sei_sweden_2018_second_order_and_sides() -> None:
    direct, total = answer("weitz-2018-sweden", "direct"), answer("weitz-2018-sweden", "sei")
    half = {code: (figure or 0) - (drives(direct)[code] or 0) for code, figure in drives(total).items()}
    assert half == pytest.approx(published("weitz-2018-sweden", "half_second_order"), abs=1e-6)
    positive = {one.id: one.positive for one in direct.outcomes}
    negative = {one.id: -(one.negative or 0) for one in direct.outcomes}
    assert positive == pytest.approx(published("weitz-2018-sweden", "positive"), abs=1e-6)
    assert negative == pytest.approx(published("weitz-2018-sweden", "negative"), abs=1e-6)


def test_sei_sweden_2018_first_seven() -> None:
    first = [one.id for one in answer("weitz-2018-sweden", "sei").outcomes[:7]]
    assert first == ["16.6", "12.1", "8.4", "12.5", "9.5", "4.4", "5.5"]


# Çelikbilek and Özdemir 2020, two DEMATEL cases


@pytest.mark.parametrize(
    ("name", "tolerance"),
    [
        ("celikbilek-2020-medical-device", 5e-5),  # the source rounds the normalised matrix
        ("celikbilek-2020-hospital", 1e-6),
    ],
)
def test_dematel_totals_given_and_received(name: str, tolerance: float) -> None:
    found = answer(name, "dematel")
    assert drives(found) == pytest.approx(published(name, "given"), abs=tolerance)
    assert dependences(found) == pytest.approx(published(name, "received"), abs=tolerance)


def test_dematel_medical_device_threshold() -> None:
    found = answer("celikbilek-2020-medical-device", "dematel")
    mean = sum(one.drive or 0 for one in found.outcomes) / 25
    assert mean == pytest.approx(0.3259608, abs=5e-6)


# MICMAC with K = 4


def test_micmac_shares_of_influence_and_dependence() -> None:
    found = answer("diaz-2013-micmac", "micmac:4")
    assert share(drives(found)) == pytest.approx(published("diaz-2013-micmac", "influence"), abs=1e-12)
    assert share(dependences(found)) == pytest.approx(published("diaz-2013-micmac", "dependence"), abs=1e-12)


# closed forms: matrices whose answer is known on paper (fixtures of spectralDEMATEL, P. Delias 2026, MIT)

CYCLE = ",a,b,c\na,,2,\nb,,,3\nc,4,,\n"
UNIFORM = ",a,b,c\na,,1,1\nb,1,,1\nc,1,1,\n"
DEFECTIVE = ",a,b,c\na,,1,\nb,,,1\nc,2,3,\n"
PAIR = ",a,b\na,,2\nb,1,\n"


def test_cycle_by_hand() -> None:
    # s = 4, X = .5, .75, 1 around; a walk is back after three steps with weight .375
    found = links(plan_of(CYCLE), method="dematel", draws=0)
    once = 1 / (1 - 0.375)
    assert drives(found) == pytest.approx(
        {
            "a": (0.5 + 0.375 + 0.375) * once,
            "b": (0.75 + 0.75 + 0.375) * once,
            "c": (1 + 0.5 + 0.375) * once,
        },
        abs=1e-12,
    )


def test_two_by_two_by_hand() -> None:
    # X = (0 1; .5 0), (I - X)^-1 = (2 2; 1 2), T = (1 2; 1 1)
    found = links(plan_of(PAIR), method="dematel", draws=0)
    assert drives(found) == pytest.approx({"a": 3, "b": 2}, abs=1e-12)
    assert dependences(found) == pytest.approx({"a": 2, "b": 3}, abs=1e-12)


def test_defective_matrix_by_hand() -> None:
    # s = 5; d = (I - X)^-1 1 - 1 solves a = .2 (1 + b), b = .2 (1 + c), c = .4 (1 + a) + .6 (1 + b)
    found = links(plan_of(DEFECTIVE), method="dematel", draws=0)
    given = {code: figure or 0 for code, figure in drives(found).items()}
    assert given["a"] == pytest.approx(0.2 * (1 + given["b"]), abs=1e-12)
    assert given["b"] == pytest.approx(0.2 * (1 + given["c"]), abs=1e-12)
    assert given["c"] == pytest.approx(0.4 * (1 + given["a"]) + 0.6 * (1 + given["b"]), abs=1e-12)


def test_a_uniform_matrix_ties_and_has_no_dematel_answer() -> None:
    plan = plan_of(UNIFORM)
    headline = links(plan, draws=0)
    assert drives(headline) == pytest.approx(dict.fromkeys("abc", 2.0), abs=1e-12)
    assert [one.rank for one in headline.outcomes] == [2, 2, 2]
    dematel = links(plan, method="dematel", draws=0)
    assert not dematel.passed
    assert dematel.findings


def test_mongolia_has_the_published_totals() -> None:
    found = answer("sei-mongolia", "direct")
    assert drives(found) == pytest.approx(published("sei-mongolia", "direct"))


def test_multiplying_a_published_matrix_changes_no_share() -> None:
    text = (HOME / "celikbilek-2020-hospital.csv").read_text("utf-8")
    tenfold = "\n".join(
        ",".join(cell if "K" in cell or cell == "criterion" else f"{int(cell)}0" for cell in line.split(","))
        for line in text.split()
    )
    for method in ("influence", "dematel", "katz"):
        once, again = (
            links(plan_of(text), method=method, draws=0),
            links(plan_of(tenfold), method=method, draws=0),
        )
        assert drives(again) == pytest.approx(drives(once), abs=1e-9)
