"""The lenses side by side: what rises, what falls, and by how much."""

import pytest

from linked import link, plan_of
from realign.findings import CallError
from realign.questions.lens_comparison import compare_lenses
from realign.questions.links import links
from realign.render import json, table
from realign.sheets import RenderOptions
from realign.text import say
from spoken import sentences

PLAN = plan_of(
    [
        link("L1", "a", "b", 3, lenses=["x"]),
        link("L2", "a", "c", 2, lenses=["y"]),
        link("L3", "a", "d", 1, lenses={"x": 0, "y": 1}),
    ],
    lenses=[{"id": "x", "default_relevance": 0.5}, {"id": "y", "default_relevance": 0.2}],
)


def test_ranks_are_those_of_each_lens() -> None:
    answer = compare_lenses(PLAN, draws=60)
    assert answer.lenses == ("x", "y")
    assert [one.id for one in answer.links] == ["a–b", "a–c", "a–d"]
    for lens in answer.lenses:
        ranks = {
            f"{one.source}–{one.target}": (one.rank, one.rank_low)
            for one in links(PLAN, lens, draws=60).links
        }
        for one in answer.links:
            place = one.seen[lens]
            assert (place.rank, place.rank_low) == ranks.get(one.id, (None, None))


def test_what_rises_and_what_falls() -> None:
    answer = compare_lenses(PLAN, draws=0)
    moves = {one.id: {lens: place.rises for lens, place in one.seen.items()} for one in answer.links}
    # through y the weights are 3 * .2, 2 and 1
    assert moves == {"a–b": {"x": 0, "y": -2}, "a–c": {"x": 0, "y": 1}, "a–d": {"x": None, "y": 1}}
    assert "y: most rise a–c (2 → 1), a–d (3 → 2); most fall a–b (1 → 3)" in [
        says.say("en") for says in sentences(answer)
    ]


def test_a_lens_that_moves_nothing_says_so() -> None:
    plan = plan_of([link("L1", "a", "b", 2)], lenses=[{"id": "x"}])
    (said,) = sentences(compare_lenses(plan, draws=0))
    assert say(said, "en") == "x: no link rises or falls"
    assert say(said, "zh") == "x：没有联系升降"


def test_top_and_formats() -> None:
    answer = compare_lenses(PLAN, draws=20, top=2)
    assert "rises" in table.render(answer, RenderOptions())
    assert "升降" in table.render(answer, RenderOptions(language="zh"))
    assert json.render(answer, RenderOptions())


@pytest.mark.parametrize("top", [1, 2, 3, 9])
def test_top_shows_what_is_first_through_any_lens(top: int) -> None:
    answer = compare_lenses(PLAN, draws=0, top=top)
    for kind, shown in (("links", answer.links), ("outcomes", answer.outcomes)):
        first = set()
        for lens in answer.lenses:
            ranked = getattr(links(PLAN, lens, draws=0), kind)
            last = ranked[min(top, len(ranked)) - 1].rank
            names = [one.id if kind == "outcomes" else f"{one.source}–{one.target}" for one in ranked]
            first |= {name for name, one in zip(names, ranked, strict=True) if one.rank <= last}
        assert {one.id for one in shown} == first
    assert len(compare_lenses(PLAN, draws=0, top=1).links) == 2  # a–b through x, a–c through y


def test_a_plan_without_lenses_is_refused() -> None:
    with pytest.raises(CallError):
        compare_lenses(plan_of([link("L1", "a", "b")]))
