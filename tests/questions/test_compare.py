"""What a change of the data does: which ranks move and why, what the gap gains or loses."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funded import Level, costless
from loops import nonempty, tries
from realign.findings import CallError
from realign.loading import load
from realign.models.change import rank_changes
from realign.models.change.amounts import Asked, received_in, usual
from realign.models.change.money_changes import Costs
from realign.models.change.record_changes import Side, changes, put_back
from realign.models.change.stale_judgements import Doubt, doubts
from realign.plan import Plan, fingerprint
from realign.questions.compare import Difference, diff
from realign.questions.links import links
from realign.text import say
from realign.views.compare import sheets
from realign.views.compare_notes import change_in_words, label_in_words

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
        folder.mkdir(exist_ok=True)
        (folder / "plan.yaml").write_text(text, encoding="utf-8")
        loaded = load(folder)
        assert loaded.plan, loaded.findings
        return Side(name, loaded.plan, loaded.locate)

    return read


def rank(plan: Plan, lens: str | None) -> dict[tuple[str, ...], float | None]:
    answer = links(plan, lens, draws=0)
    ranks: dict[tuple[str, ...], float | None] = {(one.id,): one.rank for one in answer.outcomes}
    return ranks | {(one.source, one.target): one.rank for one in answer.links}


def spread(plan: Plan, lens: str | None) -> dict[tuple[str, ...], tuple[float, float]]:
    """Every rank is likely to be one place off."""
    return {thing: (one - 1, one + 1) for thing, one in rank(plan, lens).items() if one is not None}


def tell(plan: Plan, amounts: Sequence[int]) -> dict[int, Level]:
    required = sum(one.needed or 0 for one in plan.funds)
    return {amount: costless(plan, amount, required) for amount in amounts}


NOTHING = (Asked(0, 0),)


def compared(
    side: Callable[[str, str], Side],
    new: str,
    old: str = PLAN,
    *,
    amounts: Sequence[Asked] | None = NOTHING,
    fail_on_change: bool = True,
    at_least: float = 1,
) -> Difference:
    before, after = side("old", old), side("new", new)
    return diff(
        before, after, rank, tell, amounts, spread=spread, fail_on_change=fail_on_change, at_least=at_least
    )


def told(found: Difference) -> str:
    """The answer in words."""
    return "\n".join(say(one, "en") for one in next(sheets(found)).notes)


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
    for code, one in nonempty(moved.items()):
        pair = tuple(code.split("–"))
        assert (one.old, one.new) == (before[pair], after[pair])
        assert one.steps == (before[pair] or 0) - (after[pair] or 0)
        assert say(change_in_words(one.causes[0]), "en").endswith("plan.yaml:10 links/L2 strength 1 → 3")
    assert moved["1.2–1.3"].direct
    assert not found.passed


def test_of_two_changes_only_the_one_that_moves_a_rank_is_blamed(side: Callable[[str, str], Side]) -> None:
    new = PLAN.replace("strength: 1", "strength: 3").replace("title: A}", "title: Aa}")
    found = compared(side, new)
    assert {one.record for one in found.changes} == {"links/L2", "outcomes/1.1"}
    assert found.moves
    assert all(
        all("links/L2" in say(change_in_words(cause), "en") for cause in one.causes) for one in found.moves
    )


def test_a_link_that_comes_or_goes_has_no_steps(side: Callable[[str, str], Side]) -> None:
    gone = "\n".join(line for line in PLAN.splitlines() if "id: L3" not in line) + "\n"
    found = compared(side, gone)
    move = next(one for one in found.moves if one.id == "1.3–1.1")
    assert (move.new, move.steps, move.direct) == (None, None, True)
    assert say(change_in_words(move.causes[0]), "en").endswith("old/plan.yaml:11 links/L3 removed")
    assert say(change_in_words(move.causes[0]), "zh").endswith("old/plan.yaml:11 links/L3 删除")


def test_an_outcome_comes_or_goes_with_its_links(side: Callable[[str, str], Side]) -> None:
    more = PLAN.replace("lenses:\n", '  - {id: "1.4", title: D}\nlenses:\n', 1).replace(
        "funds:\n",
        '  - {id: L4, from: ["1.3"], to: ["1.4", "1.2"], strength: 1, basis: analyst}\nfunds:\n',
        1,
    )
    before, after = side("few", PLAN), side("many", more)
    there, back = (diff(*sides, rank, tell, NOTHING) for sides in ((before, after), (after, before)))
    for found in (there, back):
        assert "1.3–1.4" in {one.id for one in found.moves}
    assert {say(change_in_words(cause), "en").split()[1] for one in there.moves for cause in one.causes} == {
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
    assert "activities/A1 funds [free] → [free, base]" in say(change_in_words(found.items[0].causes[0]), "en")
    assert found.moves == ()
    assert not found.passed


def test_in_a_large_plan_lenses_are_left_out_and_the_gate_does_not_pass_for_that(
    side: Callable[[str, str], Side], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = PLAN.replace(
        "  - {id: heat, title: Heat}", "  - {id: heat, title: Heat}\n  - {id: cold, title: Cold}"
    )
    assert not compared(side, text, text).unranked
    monkeypatch.setattr(rank_changes, "RANKED", 1)
    assert compared(side, text, text).unranked == ("cold",)
    assert compared(side, text, text).passed  # nothing changed that ranks depend on
    other = text.replace("strength: 1", "strength: 2")
    assert other != text
    changed = compared(side, other, text, at_least=1000)
    assert (changed.unranked, changed.passed) == (("cold",), False)
    assert "left out: cold" in told(changed)


def test_a_threshold_lets_small_moves_pass(side: Callable[[str, str], Side]) -> None:
    before, after = side("old", PLAN), side("new", PLAN.replace("strength: 1", "strength: 3"))
    most = max(abs(one.steps or 0) for one in diff(before, after, rank, tell, NOTHING).moves)
    loud = diff(before, after, rank, tell, fail_on_change=True, at_least=most)
    quiet = diff(before, after, rank, tell, fail_on_change=True, at_least=most + 1)
    assert (loud.passed, quiet.passed) == (False, True)
    assert diff(before, after, rank, tell).passed


@pytest.mark.slow
@settings(max_examples=tries(20))
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


# --- the answer in words ---


def test_the_answer_in_words_comes_first_and_names_what_changed(side: Callable[[str, str], Side]) -> None:
    found = compared(side, PLAN.replace("strength: 1", "strength: 2"))
    first, *_ = sheets(found)
    assert (first.name, first.rows, first.notes) == ("summary", (), next(sheets(found)).notes)
    sentences = told(found).splitlines()
    assert sentences[0].startswith("1 record differs: L2 in ")
    assert sentences[0].endswith("new/plan.yaml:10, strength 1 → 2.")
    assert sentences[1].startswith("Through heat 1.1–1.2 stays first; ")
    assert "No piece of work fares otherwise at 0 of unearmarked money." in sentences


def test_nothing_is_said_of_the_effect_of_nothing(side: Callable[[str, str], Side]) -> None:
    assert told(compared(side, PLAN)) == "Nothing differs."


def test_of_many_records_the_kinds_are_counted(side: Callable[[str, str], Side]) -> None:
    new = PLAN.replace("title: A}", "title: Aa}").replace("title: B}", "title: Bb}")
    new = new.replace("strength: 2", "strength: 1").replace("title: Office", "title: Desk")
    assert told(compared(side, new)).splitlines()[0] == (
        "4 records differ: 2 outcomes, 1 link and 1 activity."
    )


def test_a_long_text_is_not_repeated(side: Callable[[str, str], Side]) -> None:
    new = PLAN.replace("title: Office", f"title: {'Office ' * 20}")
    assert "plan.yaml:16, title reworded." in told(compared(side, new))


def test_a_changed_link_has_a_line_through_every_lens_even_where_its_rank_stays(
    side: Callable[[str, str], Side],
) -> None:
    lenses = PLAN.replace("lenses:\n", "lenses:\n  - {id: flood, title: Flood}\n")
    found = compared(side, lenses.replace("strength: 3", "strength: 2.9"), lenses)
    lines = [
        (one.lens, one.old, one.new, one.steps, one.direct) for one in found.moves if one.id == "1.1–1.2"
    ]
    assert [one[0] for one in lines] == ["flood", "heat"]
    assert all(old == new and not steps and direct for _, old, new, steps, direct in lines)
    assert found.passed
    words_only = compared(side, lenses.replace("basis: analyst}", "basis: analyst, says: New}", 1), lenses)
    assert words_only.moves == ()


def test_the_first_link_and_outcome_are_named_where_they_change(side: Callable[[str, str], Side]) -> None:
    new = PLAN.replace("strength: 1", "strength: 3").replace("strength: 3", "strength: 1", 1)
    found = compared(side, new)
    links = next(one for one in found.first if one.what == "link")
    assert links.old != links.new
    assert f"{links.new[0]} is first now, before it was {links.old[0]}" in told(found)
    gone = compared(side, PLAN[: PLAN.index("links:")] + PLAN[PLAN.index("funds:") :])
    assert "none is first any more, 1.1–1.2 was" in told(gone)
    assert "3 records differ" in told(gone) or "differ: " in told(gone)


def test_moves_are_held_against_the_likely_range_of_the_rank(side: Callable[[str, str], Side]) -> None:
    before, after = side("old", PLAN), side("new", PLAN.replace("strength: 1", "strength: 3"))
    tight = diff(before, after, rank, tell, NOTHING, spread=spread)
    wide = diff(
        before,
        after,
        rank,
        tell,
        NOTHING,
        spread=lambda plan, lens: dict.fromkeys(rank(plan, lens), (1.0, 9.0)),
    )
    silent = diff(before, after, rank, tell, NOTHING)
    assert all(one.likely_low == (one.new or 0) - 1 for one in tight.moves)
    assert all(one.likely for one in wide.moves)
    assert "No move leads out of the range in which a rank is likely to be anyway (8 places wide" in told(
        wide
    )
    assert "so that none says much; the longest is " in told(wide)
    assert all(one.likely is None for one in silent.moves)
    assert "likely" not in told(silent)
    far = [one for one in tight.moves if abs(one.steps or 0) > 1]
    if far:
        assert f"{len(far)} of " in told(tight)


def test_links_judged_on_other_words_of_an_outcome_want_review(side: Callable[[str, str], Side]) -> None:
    new = PLAN.replace("title: B}", "title: Bb}")
    found = compared(side, new)
    assert [(one.link, one.outcomes, one.line) for one in found.review] == [
        ("L1", ("1.2",), 9),
        ("L2", ("1.2",), 10),
    ]
    assert (
        "2 links were judged on other words of 1.2 and should be read again (realign review): L1 and L2."
        in told(found)
    )
    anew = new.replace("id: L1,", f'id: L1, judged_on: {{"1.2": "{fingerprint("Bb")}"}},')
    again = list(doubts(side("then", PLAN), side("now", anew)))
    assert again == [Doubt("L2", ("1.2",), again[0].path, 10)]
    assert "1 link was judged" in told(diff(side("a", PLAN), side("b", anew), rank, tell, NOTHING))


# --- money that each state has of its own ---


def funded(received: str = "{2021: 2556107, 2022: 5m}", required: str = "10m") -> str:
    return PLAN.replace("required: 10m}", f"required: {required}, received: {received}}}")


def test_an_amount_is_read_from_each_state_s_own_data(side: Callable[[str, str], Side]) -> None:
    found = compared(
        side, funded("{2021: 2m, 2022: 5m}"), funded(), amounts=[Asked(2556107, 2_000_000, received_in(2021))]
    )
    (one,) = found.money
    assert (one.old_unearmarked, one.unearmarked) == (2556107, 2_000_000)
    assert (one.old_shortfall, one.new_shortfall, one.change) == (7_443_893, 8_000_000, 556_107)
    assert not found.passed
    assert "2021: 2 556 107 before, 2 000 000 now; missing 7 443 893 before, 8 000 000 now." in told(found)
    sheet = {part.name: part for part in sheets(found)}["money"]
    assert sheet.rows[0][:3] == (label_in_words(received_in(2021)), 2556107, 2_000_000)


def test_unasked_the_comparison_is_at_nothing_at_the_requirement_and_at_what_came_in(
    side: Callable[[str, str], Side],
) -> None:
    def asked(old: str, new: str) -> list[tuple[int, int, str]]:
        name = str(hash((old, new)))
        both = usual(side(f"old{name}", old).plan, side(f"new{name}", new).plan)
        return [(one.old, one.new, say(label_in_words(one.label) if one.label else "", "en")) for one in both]

    assert asked(PLAN, PLAN) == [(0, 0, ""), (10**7, 10**7, "required")]
    assert asked(funded(), funded("{2021: 2m, 2022: 5m}")) == [
        (0, 0, ""),
        (10**7, 10**7, "required"),
        (5 * 10**6, 5 * 10**6, "received in 2022"),
        (2556107, 2 * 10**6, "received in 2021"),
    ]
    assert asked(funded(), funded("{2023: 6m}", "12m"))[1:] == [
        (10**7, 10**7, "required before"),
        (12 * 10**6, 12 * 10**6, "required now"),
        (5 * 10**6, 6 * 10**6, "received last (2022, then 2023)"),
    ]
    assert asked(PLAN, funded())[2:] == [(5 * 10**6, 5 * 10**6, "received in 2022")]
    bare = PLAN[: PLAN.index("funds:")]
    assert asked(bare, bare) == [(0, 0, "")]


def test_a_new_cost_is_a_change_of_money_though_no_work_fares_otherwise(
    side: Callable[[str, str], Side],
) -> None:
    found = compared(side, PLAN.replace("title: Office,", "title: Office, cost: 3m,"), amounts=None)
    assert not found.items
    assert (found.old_costs, found.new_costs) == (Costs(1, 0, 0, 0), Costs(1, 1, 3 * 10**6, 3 * 10**6))
    assert "cost none → 3 000 000" in told(found)
    assert "Known costs: none of 1 piece of work before, 3 000 000 for 1 of 1 piece of work now." in told(
        found
    )
    assert not found.passed
    ranged = compared(side, PLAN.replace("title: Office,", "title: Office, cost: {low: 1m, high: 3m},"))
    assert "1 000 000 … 3 000 000 for 1 of 1" in told(ranged)


def test_a_figure_of_a_fund_is_a_change_of_money(side: Callable[[str, str], Side]) -> None:
    found = compared(side, PLAN.replace("title: Base}", "title: Base, amount: 9m}"))
    assert not found.items
    assert not found.passed
    assert compared(side, PLAN.replace("title: Base}", "title: Basis}")).passed


def test_a_state_without_unearmarked_money_holds_none(side: Callable[[str, str], Side]) -> None:
    without = PLAN.replace("  - {id: free, kind: unearmarked, title: Free, required: 10m}\n", "").replace(
        "funds: [free]", "funds: []"
    )
    found = compared(side, PLAN, without, amounts=[Asked(10**7, 10**7), Asked(10**7, 10**7)])
    assert [(one.old_unearmarked, one.unearmarked) for one in found.money] == [(0, 10**7)]


def test_work_that_other_changes_affect_names_them(side: Callable[[str, str], Side]) -> None:
    two = PLAN + "  - {id: A2, title: Desk, funds: [free]}\n"

    def crowded(plan: Plan, amounts: Sequence[int]) -> dict[int, Level]:
        known = any(one.cost for one in plan.fundables)
        return {
            amount: replace(
                level,
                items=[
                    replace(one, state="open") if known and one.id == "A2" else one for one in level.items
                ],
            )
            for amount, level in tell(plan, amounts).items()
        }

    before, after = side("old", two), side("new", two.replace("title: Office,", "title: Office, cost: 3m,"))
    (item,) = diff(before, after, rank, crowded, NOTHING).items
    assert (item.id, len(item.causes)) == ("A2", 1)
    assert "activities/A1 cost ∅ → 3 000 000" in say(change_in_words(item.causes[0]), "en")


def test_how_work_fares_is_told_for_each_amount(side: Callable[[str, str], Side]) -> None:
    found = compared(side, PLAN.replace("funds: [free]}", "funds: [free, base]}"))
    assert (
        "At 0 of unearmarked money 1 piece of work fares otherwise: A1 covered instead of uncovered."
        in told(found)
    )
    more = PLAN + "".join(f"  - {{id: B{n}, title: Desk, funds: [base]}}\n" for n in range(4))
    there, back = compared(side, more), diff(side("x", more), side("y", PLAN), rank, tell, NOTHING)
    assert "4 pieces of work fare otherwise: 4 new and covered." in told(there)
    assert "4 pieces of work fare otherwise: 4 gone (covered before)." in told(back)


def test_the_same_turn_at_several_amounts_is_one_row(side: Callable[[str, str], Side]) -> None:
    more = PLAN + "  - {id: B1, title: Desk, funds: [base]}\n"
    found = compared(side, more, amounts=None)
    assert len(found.items) == 2
    sheet = {part.name: part for part in sheets(found)}["items"]
    assert [row[:2] for row in sheet.rows] == [(("0", "10 000 000"), "B1")]


def test_no_number_of_places_is_refused(side: Callable[[str, str], Side]) -> None:
    for wrong in (float("nan"), 0.0, -1.0):
        with pytest.raises(CallError, match="number of places"):
            diff(side(f"a{wrong}", PLAN), side(f"b{wrong}", PLAN), rank, tell, NOTHING, at_least=wrong)
