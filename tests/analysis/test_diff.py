"""What a change of the data does: which ranks move and why, what the gap gains or loses."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funded import Level, costless
from realign.analysis.change.records import Side, changes, put_back
from realign.analysis.diff import Difference, diff
from realign.analysis.links import links
from realign.loading import load
from realign.plan import Plan
from realign.words import say

PLAN = """plan: {id: p, title: A plan}
outcomes:
  - {id: "1.1", title: A}
  - {id: "1.2", title: B}
  - {id: "1.3", title: C}
lenses:
  - {id: heat, title: Heat}
links:
  - {id: L1, from: ["1.1"], to: ["1.2"], direction: directed, strength: 3, lenses: [heat], basis: analyst}
  - {id: L2, from: ["1.2"], to: ["1.3"], direction: directed, strength: 1, lenses: [heat], basis: analyst}
  - {id: L3, from: ["1.3"], to: ["1.1"], direction: directed, strength: 2, lenses: [heat], basis: analyst}
funds:
  - {id: free, kind: unearmarked, title: Free, required: 10m}
  - {id: base, kind: regular, title: Base}
activities:
  - {id: A1, title: Office, funds: [free]}
"""


@pytest.fixture
def side(tmp_path: Path) -> Callable[[str, str], Side]:
    def read(name: str, text: str) -> Side:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "plan.yaml").write_text(text, encoding="utf-8")
        loaded = load(folder)
        assert loaded.plan, loaded.findings
        return Side(name, loaded.plan, loaded.locate)

    return read


def rank(plan: Plan, lens: str | None) -> dict[tuple[str, ...], float | None]:
    answer = links(plan, lens, draws=0)
    ranks: dict[tuple[str, ...], float | None] = {(one.id,): one.rank for one in answer.outcomes}
    return ranks | {(one.source, one.target): one.rank for one in answer.links}


def tell(plan: Plan, amount: int) -> Level:
    required = sum(one.required or 0 for one in plan.funds)
    return costless(plan, amount, required)


def compared(
    side: Callable[[str, str], Side], new: str, *, fail_on_change: bool = True, at_least: float = 1
) -> Difference:
    before, after = side("old", PLAN), side("new", new)
    return diff(before, after, rank, tell, [0], fail_on_change=fail_on_change, at_least=at_least)


def test_nothing_changed_nothing_moves(side: Callable[[str, str], Side]) -> None:
    found = compared(side, PLAN)
    assert (found.moves, found.items, found.changes) == ((), (), ())
    assert found.money[0].change == 0
    assert found.passed


def test_one_strength_names_the_file_the_line_and_the_ranks_that_moved(
    side: Callable[[str, str], Side],
) -> None:
    found = compared(side, PLAN.replace("strength: 1", "strength: 3"))
    assert [(one.record, one.field, one.old, one.new, one.line) for one in found.changes] == [
        ("links/L2", "strength", "1", "3", 10)
    ]
    moved = {one.id: one for one in found.moves if one.what == "link"}
    before, after = (rank(side(name, text).plan, "heat") for name, text in (
        ("a", PLAN), ("b", PLAN.replace("strength: 1", "strength: 3"))
    ))  # fmt: skip
    for code, one in moved.items():
        pair = tuple(code.split("–"))
        assert (one.old, one.new) == (before[pair], after[pair])
        assert one.steps == (before[pair] or 0) - (after[pair] or 0)
        assert say(one.causes[0], "en").endswith("plan.yaml:10 links/L2 strength 1 → 3")
    assert moved["1.2–1.3"].direct
    assert not found.passed


def test_of_two_changes_only_the_one_that_moves_a_rank_is_blamed(side: Callable[[str, str], Side]) -> None:
    new = PLAN.replace("strength: 1", "strength: 3").replace("title: A}", "title: Aa}")
    found = compared(side, new)
    assert {one.record for one in found.changes} == {"links/L2", "outcomes/1.1"}
    assert found.moves
    assert all(all("links/L2" in say(cause, "en") for cause in one.causes) for one in found.moves)


def test_a_link_that_comes_or_goes_has_no_steps(side: Callable[[str, str], Side]) -> None:
    gone = "\n".join(line for line in PLAN.splitlines() if "id: L3" not in line) + "\n"
    found = compared(side, gone)
    move = next(one for one in found.moves if one.id == "1.3–1.1")
    assert (move.new, move.steps, move.direct) == (None, None, True)
    assert say(move.causes[0], "en").endswith("old/plan.yaml:11 links/L3 removed")
    assert say(move.causes[0], "zh").endswith("old/plan.yaml:11 links/L3 删除")


def test_an_outcome_comes_or_goes_with_its_links(side: Callable[[str, str], Side]) -> None:
    more = PLAN.replace("lenses:\n", '  - {id: "1.4", title: D}\nlenses:\n', 1).replace(
        "funds:\n",
        '  - {id: L4, from: ["1.3"], to: ["1.4", "1.2"], strength: 1, basis: analyst}\nfunds:\n',
        1,
    )
    before, after = side("few", PLAN), side("many", more)
    there, back = (diff(*sides, rank, tell, [0]) for sides in ((before, after), (after, before)))
    for found in (there, back):
        assert "1.3–1.4" in {one.id for one in found.moves}
    assert {say(cause, "en").split()[1] for one in there.moves for cause in one.causes} == {
        "outcomes/1.4",
        "links/L4",
    }


def test_what_the_gap_gains_and_which_work_fares_otherwise(side: Callable[[str, str], Side]) -> None:
    new = PLAN.replace("required: 10m", "required: 12m").replace("funds: [free]}", "funds: [free, base]}")
    found = compared(side, new)
    assert (found.money[0].old_shortfall, found.money[0].new_shortfall) == (10_000_000, 12_000_000)
    assert found.money[0].change == 2_000_000
    assert [(one.id, one.old_state, one.new_state) for one in found.items] == [("A1", "uncovered", "covered")]
    assert (found.items[0].old_exposure, found.items[0].new_exposure) == ("exposed", "safe")
    assert "activities/A1 funds [free] → [free, base]" in say(found.items[0].causes[0], "en")
    assert found.moves == ()
    assert not found.passed


def test_a_threshold_lets_small_moves_pass(side: Callable[[str, str], Side]) -> None:
    before, after = side("old", PLAN), side("new", PLAN.replace("strength: 1", "strength: 3"))
    most = max(abs(one.steps or 0) for one in diff(before, after, rank, tell).moves)
    loud = diff(before, after, rank, tell, fail_on_change=True, at_least=most)
    quiet = diff(before, after, rank, tell, fail_on_change=True, at_least=most + 1)
    assert (loud.passed, quiet.passed) == (False, True)
    assert diff(before, after, rank, tell).passed


@settings(max_examples=20)
@given(st.tuples(*[st.sampled_from(["-2", "1", "2", "3"])] * 6))
def test_the_way_back_is_the_way_there_turned_round(
    tmp_path_factory: pytest.TempPathFactory, strengths: tuple[str, ...]
) -> None:
    old, new = (_plan(tmp_path_factory, strengths[:3]), _plan(tmp_path_factory, strengths[3:]))
    there = {(one.what, one.id): one.steps for one in diff(old, new, rank, tell).moves}
    back = {(one.what, one.id): one.steps for one in diff(new, old, rank, tell).moves}
    assert there == {code: -steps for code, steps in back.items() if steps is not None}
    assert bool(there) <= (strengths[:3] != strengths[3:])


def _plan(folders: pytest.TempPathFactory, strengths: tuple[str, ...]) -> Side:
    """The plan with other strengths."""
    text = PLAN
    for number, strength in enumerate(strengths, 1):
        start = text.index(f"id: L{number}")
        text = text[:start] + re.sub(r"strength: \S+,", f"strength: {strength},", text[start:], count=1)
    folder = folders.mktemp("plan")
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    loaded = load(folder)
    assert loaded.plan, loaded.findings
    return Side("plan", loaded.plan, loaded.locate)


def test_a_record_can_be_put_back(side: Callable[[str, str], Side]) -> None:
    before, after = side("old", PLAN), side("new", PLAN.replace("strength: 1", "strength: 3"))
    assert put_back(before.plan, after.plan, "links", "L2") == before.plan
    more = PLAN.replace("lenses:\n", "lenses:\n  - {id: flood, title: Flood}\n")
    added = side("more", more)
    assert [(one.record, one.sort) for one in changes(before, added)] == [("lenses/flood", "added")]
    assert put_back(before.plan, added.plan, "lenses", "flood") == before.plan


def test_the_summary_fits_a_pull_request(side: Callable[[str, str], Side]) -> None:
    sheet = next(iter(compared(side, PLAN.replace("strength: 1", "strength: 3")).sheets()))
    assert "1 records differ" in say(sheet.notes[0], "en")
    assert "through heat" in say(sheet.notes[0], "en")
