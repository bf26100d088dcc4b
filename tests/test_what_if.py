"""A supposed change of a plan equals the same change made in its files."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checks.sketch import sketch
from loops import nonempty, sampled
from realign.checks import run
from realign.cli import app
from realign.findings import CallError, Severity
from realign.loading import load, shipped
from realign.loading.what_if import what_if
from realign.plan import Plan

TOWN = Path(__file__).parent / "plans" / "town"
PLAN = """
sources: [{id: S, title: The source}]
outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Homes}]
funds: [{id: core, kind: unearmarked, title: Free, required: {amount: 5m, covers: [A1, A2], refs: ["S 3"]}, refs: ["S 1"]}]
links:
  - {id: L1, from: ["1.1"], to: ["1.2"], strength: 1, basis: analyst, refs: ["S 2(a)"]}
  - {id: L2, from: ["1.1"], to: ["1.2"], strength: 1, basis: analyst, refs: ["S 2(a)", "S 4"], via: ["S 2(b)"]}
activities:
  - {id: A1, title: Roads, cost: 1m, requires: [A2], now: {state: limited, year: 2021, refs: ["S 2"]}, refs: ["S 1"]}
  - {id: A2, title: Homes, cost: 2m, outcomes: ["1.1"], refs: ["S 2"]}
"""


def read(folder: Path) -> Plan:
    plan = load(folder).plan
    assert plan
    return plan


def test_a_record_goes_with_its_name_in_others() -> None:
    plan = what_if(sketch(PLAN), ["A2"])
    assert [work.id for work in plan.activities] == ["A1"]
    assert plan.activities[0].requires == ()
    assert plan.funds[0].covers == ("A1",)
    assert what_if(sketch(PLAN), ["outcomes/1.2"]).links == (), "a link without an end is none"


def test_a_paragraph_goes_with_what_rests_on_it_alone() -> None:
    plan = what_if(sketch(PLAN), ["S 2"])
    assert [link.id for link in plan.links] == ["L2"]
    assert (plan.links[0].refs, plan.links[0].via) == (("S 4",), ())
    assert [(work.id, work.now) for work in plan.activities] == [("A1", None)]
    assert what_if(sketch(PLAN), ["3"]).funds[0].required is None


def test_a_value_is_read_as_in_a_file() -> None:
    plan = sketch(PLAN)
    for written, kind, expected in (
        ("A1.cost=1.2m", "activities", 1_200_000),
        ("activities/A1.cost={low: 1m, high: 3m}", "activities", None),
        ("L1.strength=-2", "links", -2),
    ):
        record = getattr(what_if(plan, values=[written]), kind)[0]
        value = record.strength if kind == "links" else record.cost
        assert value == expected or (expected is None and (value.low, value.high) == (10**6, 3 * 10**6))
    assert what_if(plan, values=["core.required.amount=9m"]).funds[0].needed == 9_000_000
    assert what_if(plan, values=["A1.cost="]).activities[0].cost is None
    assert what_if(plan) == plan


@pytest.mark.parametrize(
    ("without", "values", "says"),
    sampled(
        [
            (["A9"], [], "no record or paragraph 'A9'"),
            ([" "], [], "no record or paragraph ''"),
            ([], ["A1.cost"], "has no value"),
            ([], ["A9.cost=1m"], "no record 'A9'"),
            ([], ["A1.price=1m"], "no field price"),
            ([], ["A1.id=A7"], "no field id"),
            ([], ["A1.cost=plenty"], "not an amount of money"),
            ([], ["A1.tier=0"], "it must be at least 1"),
            ([], ["A1.title=[a, {"], "cannot be read"),
        ],
        3,
    ),
)
def test_what_cannot_be_supposed_is_a_wrong_call(without: list[str], values: list[str], says: str) -> None:
    with pytest.raises(CallError, match=re.escape(says)):
        what_if(sketch(PLAN), without, values)


def test_it_equals_the_same_change_in_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    shutil.copytree(TOWN, folder)
    file = folder / "evidence.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"  - \{id: L1,.*\n", "", text), encoding="utf-8")
    assert what_if(read(TOWN), ["L1"]) == read(folder)
    file.write_text(text, encoding="utf-8")
    costs = folder / "costed.yaml"
    costs.write_text(
        costs.read_text(encoding="utf-8").replace("cost: 250 000", "cost: 1.5m"), encoding="utf-8"
    )
    assert what_if(read(TOWN), values=["A2.cost=1.5m"]) == read(folder)


@pytest.mark.slow
@pytest.mark.parametrize("folder", [TOWN, shipped()], ids=["town", "shipped"])
def test_without_any_record_the_plan_names_nothing_that_is_gone(folder: Path) -> None:
    plan = read(folder)
    names = [f"{kind}/{record.id}" for kind, record in plan.records() if kind != "sources"]
    assert len(names) > 20
    for name in nonempty(names[:: max(1, len(names) // 40)]):
        changed = what_if(plan, [name])
        assert name not in {f"{kind}/{record.id}" for kind, record in changed.records()}
        wrong = [one for one in run(changed, changed.origin.locate) if one.severity is Severity.ERROR]
        assert not [one for one in wrong if one.code.startswith("RA10")], name


@pytest.mark.slow
def test_the_answer_says_what_moves_and_nothing_is_written() -> None:
    before = {file.name: file.read_bytes() for file in TOWN.iterdir()}

    def ask(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, [*words, "--plan", str(TOWN), "-q"])
        assert done.exit_code == code, done.output
        return done.stdout

    plain = json.loads(ask("links", "--draws", "20", "--format", "json"))
    supposed = json.loads(ask("links", "--draws", "20", "--format", "json", "--without", "L1"))
    assert set(supposed) == {*plain, "what_if"}
    assert supposed["links"] != plain["links"]
    assert [(change["id"], change["sort"]) for change in supposed["what_if"]["changes"]] == [
        ("L1", "removed")
    ]
    told = ask("gaps", "-u", "500 000", "--set", "A2.cost=2m")
    assert told.startswith("What if: --set A2.cost=2m\n1 record differs: A2 in ")
    assert {file.name: file.read_bytes() for file in TOWN.iterdir()} == before
    for command in (["validate", "--fix"], ["review", "L1", "--accept"]):
        done = CliRunner().invoke(app, [*command, "--plan", str(TOWN), "--without", "L1"])
        assert done.exit_code == 2
        assert "takes no --set and no --without" in done.stderr
    assert {file.name: file.read_bytes() for file in TOWN.iterdir()} == before
