"""Every answer calls the same links priority links: those of the choice; and says no rank of them."""

import csv
import json
from functools import cache
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from linked import link, plan_of
from loops import nonempty
from realign.questions.flagships import flagships
from realign.questions.links import links
from realign.sheets import Sheet
from realign.views import sheets
from started import started

SHIPPED = Path(__file__).parents[2] / "data"
LENSES = ("resilience", "recovery", "vulnerability")
pytestmark = pytest.mark.subprocess


@cache
def told(*words: str) -> str:
    done = started(*words, "--plan", SHIPPED, "--draws", "600")
    assert done.returncode == 0, done.stderr
    return done.stdout


def answer(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(*words, "--format", "json"))
    return found


def chosen(lens: str, k: int) -> list[str]:
    names: list[str] = answer("links", "--lens", lens, "--choose", str(k))["choice"]["links"]
    return names


def table(*words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(told(*words, "--format", "csv"))))


@pytest.mark.slow
@pytest.mark.parametrize("lens", LENSES)
def test_all_answers_have_the_same_priority_links(lens: str) -> None:
    ten = chosen(lens, 10)
    for small, large in nonempty(pairwise([chosen(lens, 3), chosen(lens, 5), ten])):
        assert large[: len(small)] == small
    focus = answer("focus", "--lens", lens, "-u", "12e6")
    assert [one["link"].replace("–", "-") for one in focus["links"]] == ten
    matrix = answer("actions", "--lens", lens)["matrix"]
    assert [f"{one['source']}-{one['target']}" for one in matrix] == ten
    carried = answer("flagships", "--lens", lens)
    named = {name for one in carried["flagships"] for name in one["carries"]} | {*carried["uncarried"]}
    assert {name.replace("–", "-") for name in named} == {*ten}
    touched = {name for one in answer("indicators", "--lens", lens)["outcomes"] for name in one["links"]}
    assert {name.replace("–", "-") for name in touched} == {*ten}
    three = answer("focus", "--lens", lens, "-u", "12e6", "--choose", "3")["links"]
    assert [one["link"].replace("–", "-") for one in three] == ten[:3]


@pytest.mark.slow
@pytest.mark.parametrize("lens", LENSES)
def test_no_table_of_priority_links_tells_a_rank(lens: str) -> None:
    asked = (
        (("focus", "--lens", lens, "-u", "12e6"), "links"),
        (("focus", "--lens", lens, "-u", "12e6"), "facts"),
        (("actions", "--lens", lens), "matrix"),
        (("actions", "--lens", lens), "holes"),
        (("flagships", "--lens", lens), "next"),
        (("flagships", "--lens", lens), "nearest"),
        (("indicators", "--lens", lens), "indicators"),
    )
    for words, sheet in nonempty(asked):
        rows = nonempty(table(*words, "--sheet", sheet))
        assert "class" in rows[0], sheet
        assert not {"rank", "certainty"} & rows[0].keys(), sheet
        assert {row["class"] for row in rows} <= {"core", "likely", "contested", "out", "no link", ""}
    assert "likely 1 to" not in told("focus", "--lens", lens, "-u", "12e6")


@pytest.mark.slow
@pytest.mark.parametrize("lens", LENSES)
def test_links_of_the_choice_that_no_statement_ties_to_the_lens_are_named(lens: str) -> None:
    answered = answer("links", "--lens", lens, "--choose", "10")
    untagged = [
        f"{one['source']}–{one['target']}"
        for one in answered["links"]
        if one["in_choice"] and one["tagged"] is False
    ]
    for words in (("links", "--lens", lens, "--choose", "10"), ("actions", "--lens", lens)):
        said = " ".join(told(*words, "--wide").split())
        assert ("only the default relevance" in said) == bool(untagged)
        named = said.partition("only the default relevance")[2]
        assert all(name in named for name in untagged)


def test_outcomes_that_push_and_hold_are_listed_beside_the_trade_offs() -> None:
    said = [
        link("L1", "a", "b", 3),
        link("L2", "a", "c", -2),
        link("L3", "b", "d", 2),
        link("L4", "c", "d", -1),
    ]
    plan = plan_of(said, flagships=[{"id": "F", "kind": "flagship", "title": "F", "outcomes": ["a"]}])
    both = links(plan, draws=100).push_and_hold
    assert [one.id for one in both] == ["a"]
    by_id = {one.id: one for one in links(plan, draws=0).outcomes}
    assert (both[0].positive, both[0].negative) == (by_id["a"].positive, by_id["a"].negative)
    for found in (links(plan, draws=100), flagships(plan, draws=100)):
        names = [one.name for one in sheets(found) if isinstance(one, Sheet)]
        assert names.index("push_and_hold") == names.index("tradeoffs") + 1
