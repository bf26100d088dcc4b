"""The examples hold what their stories say, by another way than ours."""

from itertools import combinations
from math import ceil
from pathlib import Path
from typing import Any

import pytest
import yaml

from realign import loading
from realign.plan import Plan
from realign.questions.gaps import gaps

FRAMEWORK = Path(__file__).parents[1] / "examples" / "country-framework"


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FRAMEWORK / "framework.yaml").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = loading.load(FRAMEWORK).plan
    assert found is not None
    return found


def test_the_full_need_is_the_sum_of_the_shortfalls(raw: dict[str, Any], plan: Plan) -> None:
    held = {fund["id"]: fund.get("amount", 0) for fund in raw["funds"]}
    short = [max(0, ceil(one["cost"]) - held[one["funds"][0]]) for one in raw["deliverables"]]
    answer = gaps(plan, [0, sum(short)])
    assert (sum(short), answer.full_need) == (52_016_406, 52_016_406)
    assert [len(level.covered) for level in answer.levels] == [short.count(0), len(short)]
    assert {level.proof for level in answer.levels} == {"certified"}


def test_the_price_of_all_earmarks_is_what_trying_every_choice_gives(raw: dict[str, Any], plan: Plan) -> None:
    costs = [ceil(one["cost"]) for one in raw["deliverables"]]
    money = sum(fund.get("amount", 0) for fund in raw["funds"])
    most = max(
        size
        for size in range(len(costs) + 1)
        if any(sum(some) <= money for some in combinations(costs, size))
    )
    level = gaps(plan, [0], earmarks=True).levels[0]
    assert level.all_free is not None
    assert (level.value, level.all_free.value) == (3, most)


def test_the_sums_are_those_of_the_source(raw: dict[str, Any]) -> None:
    """Worked out by hand from the published file, cents cut."""
    assert int(sum(one["cost"] for one in raw["deliverables"])) == 258_695_277
    assert sum(fund.get("amount", 0) for fund in raw["funds"]) == 241_272_007
