"""What docs/coding.md says of other readings and other weights is worked out from the shipped plan."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from loops import nonempty
from realign.loading import load
from realign.plan import Lens, Link, Plan
from realign.questions.links import links

ROOT = Path(__file__).parents[1]
LENSES = ("vulnerability", "resilience", "recovery")
WHOLES = {"L-15.31-1", "L-15.32-3", "L-15.55-1", "L-15.56-1"}
"""The records that spread "the outcomes of subprogramme 3"."""


@cache
def shipped() -> Plan:
    plan = load(ROOT / "data").plan
    assert plan is not None
    return plan


@cache
def coding() -> str:
    return (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, without its head."""
    rows = re.search(r"(?:^\|.*\n)+", coding().partition(f"## {heading}\n")[2], re.MULTILINE)
    assert rows, heading
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[0].splitlines()[2:]]


def ranked(plan: Plan, lens: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset((one.source, one.target)) for one in links(plan, lens, draws=0).links)


def shared(plan: Plan) -> list[str]:
    """Of the first ten links of each lens, how many are among the first ten of the shipped plan."""
    return [str(len({*ranked(plan, lens)[:10]} & {*ranked(shipped(), lens)[:10]})) for lens in LENSES]


def spread(name: str, from_: Sequence[str], to: Sequence[str], lenses: Sequence[str]) -> Link:
    return Link(
        id=name,
        from_=tuple(from_),
        to=tuple(to),
        direction="directed",
        strength=2,
        lenses=tuple(lenses),
        basis="analyst",
        refs=(f"HSP/EB.2021/19 {name}",),
    )


def readings() -> Mapping[str, Plan]:
    plan = shipped()
    both = ("resilience", "recovery")
    third = ("3.1", "3.2", "3.3")
    first, second = ("1.1", "1.2", "1.3"), ("2.1", "2.2", "2.3")
    every = (
        spread("annex II 15.55", ("2.1", "2.3"), third, both),
        spread("annex II 15.56", ("2.1", "2.3"), third, both),
        spread("annex II 15.81", (*first, *second), ("3.2",), ("resilience",)),
        spread("annex I 15.58", ("2.2",), ("3.1", "3.3"), both),
    )
    return {
        "shipped": plan,
        "none": replace(plan, links=tuple(one for one in plan.links if one.id not in WHOLES)),
        "all": replace(plan, links=(*plan.links, *every)),
    }


@pytest.mark.slow
def test_the_three_readings_share_as_many_first_links_as_the_page_says() -> None:
    worked_out = [
        [name, str(len(ranked(plan, "recovery"))), *shared(plan)] for name, plan in readings().items()
    ]
    assert table("Whole subprogrammes: three readings") == worked_out


def blind(coder: str) -> Plan:
    """The shipped plan with the links of a blind coder in place of ours, for the paragraphs that he read."""
    coded = yaml.safe_load((ROOT / f"docs/coding/coder-{coder}/links.yaml").read_text("utf-8"))["links"]
    read = {one["refs"][0] for one in coded}
    theirs = tuple(
        Link(
            id=f"{coder}-{one['id']}",
            from_=tuple(one["from"]),
            to=tuple(one["to"]),
            direction=one["direction"],
            strength=one["strength"],
            lenses=tuple(one["lenses"]),
            basis=one["basis"],
            refs=tuple(one["refs"]),
        )
        for one in coded
    )
    kept = tuple(one for one in shipped().links if one.refs[0] not in read)
    return replace(shipped(), links=(*kept, *theirs))


@pytest.mark.slow
def test_the_links_of_a_blind_coder_share_as_many_first_links_as_the_page_says() -> None:
    plans = {"shipped": shipped(), "coder 5": blind("5"), "coder 6": blind("6")}
    worked_out = [[name, str(len(ranked(plan, "recovery"))), *shared(plan)] for name, plan in plans.items()]
    assert table("Third round: what their links would do to the ranks") == worked_out
    for plan in nonempty([*plans.values()]):
        for lens in LENSES:
            assert ranked(plan, lens)[0] == ranked(shipped(), lens)[0]
            assert first_outcome(plan, lens) == first_outcome(shipped(), lens)


@pytest.mark.slow
def test_what_moves_most_with_the_reading_is_what_the_page_says() -> None:
    plans = readings()
    for name in ("none", "all"):
        for lens in LENSES:
            assert {*ranked(plans[name], lens)[:3]} == {*ranked(shipped(), lens)[:3]}
            assert ranked(plans[name], lens)[0] == ranked(shipped(), lens)[0]
    places = {
        name: {
            frozenset((one.source, one.target)): one.rank
            for one in links(plans[name], "resilience", draws=0).links
        }
        for name in ("shipped", "none")
    }
    for pair, before, after in (({"2.2", "3.2"}, 7, 14), ({"2.2", "3.3"}, 10, 17)):
        key = frozenset(pair)
        assert (places["shipped"][key], places["none"][key]) == (before, after)


Weigh = Callable[[Lens, str, float], float]


def weighed(weigh: Weigh, default: float = 0.5) -> Plan:
    """The shipped plan with other weights."""
    return replace(
        shipped(),
        lenses=tuple(
            replace(
                one,
                outcomes={code: weigh(one, code, weight) for code, weight in (one.outcomes or {}).items()},
                default_relevance=default,
            )
            for one in shipped().lenses
        ),
    )


BEFORE = {
    "vulnerability": {"1.1", "1.2"},
    "resilience": {"1.1", "1.3", "3.2", "3.3", "4.3"},
    "recovery": {"2.2"},
}


def choices() -> Mapping[str, Plan]:
    return {
        "shipped": shipped(),
        "the weights before: 1 named, 0.5 else": weighed(
            lambda lens, code, _: 1 if code in BEFORE[lens.id] else 0.5
        ),
        "all weights 1": weighed(lambda _lens, _code, _weight: 1),
        "0.75 raised to 1": weighed(lambda _lens, _code, weight: 1 if weight == 0.75 else weight),
        "0.5 lowered to 0": weighed(lambda _lens, _code, weight: 0 if weight == 0.5 else weight),
        "untagged links count 0": weighed(lambda _lens, _code, weight: weight, 0),
        "untagged links count 1": weighed(lambda _lens, _code, weight: weight, 1),
    }


def first_outcome(plan: Plan, lens: str) -> str:
    return min(links(plan, lens, draws=0).outcomes, key=lambda one: one.rank or 99).id


@pytest.mark.slow
def test_other_weights_do_to_the_first_ten_what_the_page_says() -> None:
    worked_out = [
        [name, *shared(plan), ", ".join(first_outcome(plan, lens) for lens in LENSES)]
        for name, plan in choices().items()
    ]
    assert table("Weights of the lenses") == worked_out


def raw_lenses() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "data/lenses.yaml").read_text("utf-8"))["lenses"]
    return found


@pytest.mark.parametrize("lens", raw_lenses(), ids=lambda lens: lens["id"])
def test_the_weights_keep_the_rule_for_every_lens(lens: dict[str, Any]) -> None:
    named, among = lens["x-named"], lens["x-among"]
    assert not named.keys() & among.keys()
    by_rule = {
        one.id: 1 if one.id in named else 0.75 if one.id in among else 0.5 for one in shipped().outcomes
    }
    assert lens["outcomes"] == by_rule


def test_first_links_without_a_statement_of_the_lens_are_those_of_the_page() -> None:
    said = coding().partition("Of the first ten, these rest on no statement")[2].partition("\n## ")[0]
    told = dict.fromkeys(LENSES, "")
    for sentence in said.split(";"):
        for lens in LENSES:
            if f"*{lens}*" in sentence:
                told[lens] = sentence
    for lens in LENSES:
        tagged = {
            frozenset((one, other))
            for link in shipped().links
            if lens in link.lenses
            for one in link.from_
            for other in link.to
        }
        untagged = {pair for pair in ranked(shipped(), lens)[:10] if pair not in tagged}
        assert {frozenset(pair) for pair in re.findall(r"(\d\.\d)-(\d\.\d)", told[lens])} == untagged


def test_every_point_of_the_second_reading_is_settled() -> None:
    rows = table("The second reading, row by row")
    assert [row for row, _, _ in rows] == [str(number) for number in range(1, 83)]
    for row, done, where in rows:
        assert len(done) > 5 or done.startswith("as "), row
        assert where, row
        assert "later" not in done.split(), row
