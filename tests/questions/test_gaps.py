"""What the money leaves uncovered: exposure, states, chances, ladder, groups, notes, worked out by hand."""

import pytest

from loops import nonempty, sampled
from pots import plan_of, work
from realign import views
from realign.findings import CallError, Place, Position
from realign.models.funding.amounts import received
from realign.models.funding.case_reading import read_case
from realign.models.funding.cuts import need
from realign.plan import Origin, Plan
from realign.questions.gaps import Gaps, gaps
from realign.sheets import Curve, Sheet
from realign.text import say
from spoken import sentences

FOUNDATION: dict[str, object] = {
    "id": "U",
    "kind": "unearmarked",
    "required": {"amount": "12 000 000", "covers": ["only", "other", "theme", "staff", "project", "bound"]},
    "received": {2021: 2556107, 2022: 7564381},
    "note": "Accrual revenue, not cash.",
    "refs": ["DOC 15", "REV 2021", "REV 2022"],
}
REGULAR: dict[str, object] = {"id": "R", "kind": "regular", "amount": "13.8m"}
SOFT: dict[str, object] = {"id": "S", "kind": "soft"}
HARD: dict[str, object] = {"id": "H", "kind": "hard", "amount": 60}


def costless() -> Plan:
    return plan_of(
        [
            work("only"),
            work("other"),
            work("theme", funds=["U", "S"]),
            work("staff", funds=["R", "U"]),
            work("project", funds=["S"]),
        ],
        [FOUNDATION, REGULAR, SOFT],
    )


def states(answer: Gaps, level: int = 0) -> dict[str, str]:
    return {item.id: item.state for item in answer.levels[level].items}


def notes(answer: Gaps) -> str:
    return " ".join(say(note, "en") for note in sentences(answer, "notes"))


# --- without costs ---


def test_exposure_follows_from_who_may_pay() -> None:
    found = {item.id: item.exposure for item in gaps(costless(), [0]).levels[0].items}
    assert found == {
        "only": "exposed",
        "other": "exposed",
        "theme": "conditional",
        "staff": "safe",
        "project": "conditional",
    }


def test_without_money_every_exposed_item_is_a_gap() -> None:
    answer = gaps(costless(), [0])
    assert states(answer) == {
        "only": "uncovered",
        "other": "uncovered",
        "theme": "open",
        "staff": "covered",
        "project": "open",
    }
    assert (answer.levels[0].proof, answer.levels[0].gap, answer.levels[0].shortfall) == (
        "structural",
        None,
        12_000_000,
    )


def test_from_the_required_amount_on_all_that_it_names_is_covered() -> None:
    answer = gaps(costless(), [11_999_999, 12_000_000, 13_000_000])
    assert set(states(answer, 0).values()) == {"open", "covered"}
    assert set(states(answer, 1).values()) == set(states(answer, 2).values()) == {"covered"}
    assert [level.shortfall for level in answer.levels] == [1, 0, 0]
    assert "not unearmarked money that may pay for them: project" in notes(answer)


def test_the_chance_is_shared_by_items_of_one_priority() -> None:
    # three items draw on it; of P(Bin(2, 1/4) >= 1, 2) = 7/16, 1/16 and 0 the mean is 1/6
    level = gaps(costless(), [3_000_000]).levels[0]
    chances = {item.id: item.chance for item in level.items}
    assert chances["staff"] is chances["project"] is None
    assert chances["only"] == chances["other"] == chances["theme"] == pytest.approx(1 / 6, abs=1e-9)


def test_the_chance_falls_with_tier_then_with_value() -> None:
    plan = plan_of(
        [work("second", value=9, tier=2), work("dear", value=5), work("plain", value=1)],
        [{**FOUNDATION, "required": {"amount": 100, "covers": ["second", "dear", "plain"]}}],
    )
    found = {item.id: item.chance for item in gaps(plan, [50]).levels[0].items}
    assert found == {"dear": 0.75, "plain": 0.25, "second": 0.0}
    assert all(item.chance is None for item in gaps(plan, [50], assume="none").levels[0].items)


def test_without_a_stated_requirement_only_nothing_is_proved() -> None:
    plan = plan_of(
        [work("only"), work("theme", funds=["U", "S"])], [{"id": "U", "kind": "unearmarked"}, SOFT]
    )
    answer = gaps(plan, [0, 10**9])
    assert states(answer, 0) == {"only": "uncovered", "theme": "open"}
    assert states(answer, 1) == {"only": "open", "theme": "open"}
    assert answer.full_need is answer.levels[0].required is None
    assert all(item.chance is None for item in answer.levels[1].items)


def test_break_even_of_an_exposed_item_is_what_there_is() -> None:
    found = {item.id: item.break_even for item in gaps(costless(), [2_556_107]).levels[0].items}
    assert found == {"only": 2_556_107, "other": 2_556_107, "theme": None, "staff": None, "project": None}


# --- what came in ---


def test_what_came_in_says_where_it_stands_and_how_sure_it_is() -> None:
    found = received(costless(), 2021)
    assert (int(found), found.fund, found.refs, found.sure) == (
        2_556_107,
        "U",
        ("REV 2021",),
        "Accrual revenue, not cash.",
    )
    answer = gaps(costless(), [found])
    assert answer.levels[0].source == found
    assert "Accrual revenue, not cash." in notes(answer)
    assert [(year.year, year.received, year.shortfall) for year in answer.history] == [
        (2021, 2_556_107, 9_443_893),
        (2022, 7_564_381, 4_435_619),
    ]


def test_a_year_that_is_not_there_lists_the_years() -> None:
    with pytest.raises(CallError) as caught:
        received(costless(), 1999)
    assert "1999" in caught.value.message
    assert str(caught.value.hint) == "years: 2021, 2022"
    with pytest.raises(CallError, match="does not say"):
        received(plan_of([work("a")]), 2021)


# --- wrong calls ---


def test_an_amount_needs_a_fund() -> None:
    plan = plan_of([work("theme", funds=["S"])], [SOFT])
    with pytest.raises(CallError, match="nowhere to go"):
        gaps(plan, [1])
    assert gaps(plan, [0]).fund is None
    safe = plan_of([work("staff", funds=["R"])], [REGULAR])
    assert states(gaps(safe, [5])) == {"staff": "covered"}


def test_of_two_unearmarked_funds_the_one_without_an_amount_takes_the_amount() -> None:
    first: dict[str, object] = {"id": "first", "kind": "unearmarked", "amount": 5}
    second: dict[str, object] = {"id": "second", "kind": "unearmarked"}
    plan = plan_of([work("a", 8, 1, funds=["first", "second"])], [first, second])
    answer = gaps(plan, [3])
    assert (answer.fund, states(answer)) == ("second", {"a": "covered"})
    assert answer.levels[0].items[0].paid_by == {"first": 5, "second": 3}
    with pytest.raises(CallError, match="2 unearmarked funds"):
        gaps(plan_of([work("a", 8, 1, funds=["first"])], [{**first, "amount": None}, second]), [3])


def test_a_plan_without_work_and_a_lens_that_is_not_there() -> None:
    with pytest.raises(CallError, match="nothing to pay for"):
        gaps(plan_of([]), [0])
    with pytest.raises(CallError) as caught:
        gaps(plan_of([work("a")], lenses=[{"id": "near", "title": "Near"}]), [0], lens="far")
    assert str(caught.value.hint) == "It has: near"


# --- all costs known ---


def three() -> Plan:
    return plan_of(
        [
            work("big", 100, 60, heading="A"),
            work("left", 60, 40, funds=["U", "H"], heading="B", resolution="1/2"),
            work("right", 50, 35, heading="B"),
        ],
        [{"id": "U", "kind": "unearmarked"}, HARD],
    )


def test_the_curve_the_ladder_and_who_pays_by_hand() -> None:
    answer = gaps(three(), [50])
    assert [(step.unearmarked, step.value, step.covered) for step in answer.curve] == [
        (0, 40, ("left",)),
        (50, 75, ("left", "right")),
        (100, 100, ("big", "left")),
        (150, 135, ("big", "left", "right")),
    ]
    assert answer.full_need == 150
    level = answer.levels[0]
    assert (level.value, level.proof, level.gap, level.shortfall) == (75, "certified", 0, 100)
    assert level.spent == {"H": 60, "U": 50}
    assert [(rung.unearmarked, rung.more, rung.value, rung.adds, rung.drops) for rung in level.ladder] == [
        (100, 50, 100, ("big",), ("right",)),
        (150, 100, 135, ("big",), ()),
    ]
    items = {item.id: item for item in level.items}
    assert items["left"].paid_by == {"H": 60}
    assert [items[name].covered_from for name in ("big", "left", "right")] == [100, 0, 50]
    assert [items[name].always_covered_from for name in ("big", "left", "right")] == [100, 0, 50]
    assert all(item.chance is None and item.break_even is None for item in level.items)
    assert level.exhausted == ("U",)
    assert answer.levels[0].uncovered == ("big",)


def test_the_order_of_priority_skips_what_does_not_fit_and_costs_value() -> None:
    plan = plan_of([work("big", 100, 60), work("b", 60, 40), work("c", 40, 39)])
    level = gaps(plan, [100]).levels[0]
    assert (level.value, level.in_order, level.lost_in_order) == (79, 60, 19)
    ordered = gaps(plan, [100], rule="priority").levels[0]
    assert (ordered.covered, ordered.value, ordered.proof, ordered.gap) == (("big",), 60, "bounded", 19)
    assert (ordered.ladder[0].more, ordered.ladder[0].adds, ordered.ladder[0].drops) == (
        0,
        ("b", "c"),
        ("big",),
    )


def test_equals_are_decided_by_cost_and_name_and_thresholds_tell_them_apart() -> None:
    plan = plan_of([work("A-10", 5, 3), work("A-2", 5, 3)])
    level = gaps(plan, [5]).levels[0]
    assert level.covered == ("A-2",)
    assert [(item.id, item.covered_from, item.always_covered_from) for item in level.items] == [
        ("A-2", 5, 10),
        ("A-10", 5, 10),
    ]


def test_tiers_give_a_list_of_values_and_a_lower_tier_never_gives_way() -> None:
    plan = plan_of([work("must", 10, 1), work("nice", 10, 99, tier=3)])
    answer = gaps(plan, [10, 20])
    assert [level.value for level in answer.levels] == [(1, 0, 0), (1, 0, 99)]
    assert answer.levels[0].covered == ("must",)


def test_what_requires_other_work_comes_with_it() -> None:
    plan = plan_of([work("roof", 5, 50, requires=["wall"]), work("wall", 20, 1), work("shed", 10, 20)])
    assert gaps(plan, [24]).levels[0].covered == ("shed",)
    assert gaps(plan, [25]).levels[0].covered == ("roof", "wall")


def test_parts_of_divisible_work_are_paid_unit_by_unit() -> None:
    plan = plan_of(
        [],
        deliverables=[
            {
                "id": "meetings",
                "title": "M",
                "cost": 80,
                "value": 8,
                "divisible": True,
                "funds": ["U"],
                "quantity": {"planned_2021": 4, "planned_2022": 8},
            },
            {"id": "reports", "title": "R", "cost": 30, "value": 6, "divisible": True, "funds": ["U"]},
        ],
    )
    answer = gaps(plan, [75])
    level = answer.levels[0]
    items = {item.id: item for item in level.items}
    assert (items["reports"].state, items["meetings"].state) == ("covered", "uncovered")
    assert (items["meetings"].paid, items["meetings"].units) == (45, 4)
    assert (level.value, level.proof) == (6 + 4, "certified")  # 4.5 of 8, rounded down
    assert [(step.unearmarked, step.value) for step in answer.curve] == [(0, 0), (30, 6), (110, 14)]


def test_whole_and_divisible_work_together() -> None:
    plan = plan_of([work("whole", 70, 50), work("parts", 60, 30, divisible=True)])
    level = gaps(plan, [100]).levels[0]
    assert (level.covered, level.value, level.proof) == (("whole",), 65, "certified")
    assert {item.id: item.paid for item in level.items} == {"whole": 70, "parts": 30}


def test_work_of_no_value_is_covered_by_what_is_left() -> None:
    plan = plan_of([work("good", 10, 5), work("idle", 5, 0)])
    assert [level.covered for level in gaps(plan, [14, 15]).levels] == [("good",), ("good", "idle")]
    curve = gaps(plan, [0]).curve
    assert [(step.unearmarked, step.value) for step in curve] == [(0, 0), (10, 5), (15, 5)]
    assert curve[-1].covered == ("good", "idle")
    assert gaps(plan, [0]).full_need == 15


def test_a_sufficient_regular_budget_is_safe_and_a_short_one_is_not() -> None:
    def plan(amount: int | None) -> Plan:
        return plan_of(
            [work("staff", 30, 5, funds=["R", "U"]), work("desk", 40, 9, funds=["R"])],
            [{"id": "U", "kind": "unearmarked"}, {**REGULAR, "amount": amount}],
        )

    assert {item.exposure for item in gaps(plan(None), [0]).levels[0].items} == {"safe"}
    assert states(gaps(plan(70), [0])) == {"desk": "covered", "staff": "covered"}
    short = gaps(plan(50), [0]).levels[0]
    assert {item.id: (item.state, item.exposure) for item in short.items} == {
        "desk": ("covered", "conditional"),
        "staff": ("uncovered", "conditional"),
    }
    assert gaps(plan(50), [0]).full_need == 20


def test_what_nothing_may_pay_for_is_never_covered_and_is_named() -> None:
    answer = gaps(plan_of([work("a", 1, 1), work("orphan", 1, 1, funds=[])]), [100])
    assert states(answer) == {"a": "covered", "orphan": "uncovered"}
    assert "Nothing may pay for: orphan." in notes(answer)


def test_what_its_own_funds_cannot_pay_is_never_covered_and_is_named() -> None:
    plan = plan_of(
        [work("a", 99, 1, funds=["H"]), work("b", 5, 1)], [{"id": "U", "kind": "unearmarked"}, HARD]
    )
    answer = gaps(plan, [100])
    assert states(answer) == {"a": "uncovered", "b": "covered"}
    assert "No amount of unearmarked money covers: a." in notes(answer)
    assert answer.full_need == 5


def test_money_that_cannot_cover_one_goes_to_another() -> None:
    plan = plan_of(
        [work("a", 99, 1, funds=["H"]), work("b", 60, 1, funds=["H", "U"])],
        [{"id": "U", "kind": "unearmarked"}, HARD],
    )
    assert gaps(plan, [0]).full_need == 0
    assert gaps(plan, [0]).levels[0].items[1].paid_by == {"H": 60}


# --- values ---


def test_values_come_from_the_lens_where_work_states_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "realign.questions.gaps._outcome_scores", lambda _, lens: {"x": 0.25, "y": 0.5} if lens else None
    )
    plan = plan_of(
        [work("a", 10, outcomes=["x", "y"]), work("b", 10, outcomes=["y"]), work("c", 10), work("d", 10, 7)],
        outcomes=[{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}],
        lenses=[{"id": "near", "title": "Near"}],
    )
    answer = gaps(plan, [0], "near")
    assert {item.id: item.value for item in answer.levels[0].items} == {"a": 750, "b": 500, "c": 1, "d": 7}
    assert "1000 times the sum of the scores, through the lens near" in notes(answer)
    assert "on one scale" in notes(answer)
    without = gaps(plan, [0])
    assert {item.id: item.value for item in without.levels[0].items} == {"a": 1, "b": 1, "c": 1, "d": 7}


# --- uncertain costs ---


def test_sure_open_and_sure_gap() -> None:
    plan = plan_of([work("a", 10, 10), work("b", {"low": 5, "high": 9}, 5)])
    answer = gaps(plan, [19, 16, 14])
    assert [states(answer, n) for n in range(3)] == [
        {"a": "covered", "b": "covered"},
        {"a": "covered", "b": "open"},
        {"a": "covered", "b": "uncovered"},
    ]
    assert [(level.value, level.gap, level.proof) for level in answer.levels] == [
        (15, 0, "certified"),
        (10, 5, "bounded"),
        (10, 0, "certified"),
    ]
    item = answer.levels[1].items[1]
    assert item.break_even == 6
    assert item.core is not None
    assert 0.2 < item.core < 0.6  # 5 or 6 out of 5 … 9
    assert answer.levels[1].ask_first == ("b",)


def test_an_ideal_choice_between_the_ends_makes_it_open() -> None:
    # at a = 4 and at a = 12 the other is in the best use, at a = 7 … 10 it is not
    plan = plan_of([work("a", {"low": 4, "high": 12}, 9), work("i", 6, 5)])
    assert states(gaps(plan, [10])) == {"a": "open", "i": "open"}


def test_a_fund_of_unknown_amount_leaves_its_work_open() -> None:
    plan = plan_of(
        [work("theme", 10, 5, funds=["U", "S"]), work("only", 10, 4)],
        [{"id": "U", "kind": "unearmarked"}, SOFT],
    )
    answer = gaps(plan, [0, 10, 20])
    assert states(answer, 0) == {"only": "uncovered", "theme": "open"}
    assert states(answer, 1) == {"only": "open", "theme": "covered"}
    assert set(states(answer, 2).values()) == {"covered"}
    assert "How much these hold is not known: soft." in notes(answer)


def test_known_costs_come_off_the_requirement_before_it_splits() -> None:
    plan = plan_of(
        [work("known", 40, 9), work("x", value=5), work("y", value=1)],
        [{**FOUNDATION, "required": {"amount": 100, "covers": ["known", "x", "y"]}}],
    )
    level = gaps(plan, [70]).levels[0]
    chances = {item.id: item.chance for item in level.items}
    # 70 - 40 is half of the 60 that x and y share: P(Bin(1, 1/2) >= 1) = 1/2
    assert chances == {"known": None, "x": 0.5, "y": 0.0}
    answer = gaps(plan, [0, 100])
    assert states(answer, 0) == {"known": "uncovered", "x": "uncovered", "y": "uncovered"}
    assert states(answer, 1) == {"known": "covered", "x": "covered", "y": "covered"}
    assert [(one.proof, one.value, one.gap) for one in answer.levels] == [
        ("certified", 0, 0),
        ("structural", 15, 0),
    ]
    # at the dearest x costs all of the 60 that the requirement leaves, so 40 + 60 buy both
    assert [(step.unearmarked, step.value) for step in answer.curve] == [(0, 0), (40, 9), (100, 15)]
    assert {item.id: item.break_even for item in level.items} == {"known": None, "x": 30, "y": 30}


# --- a stated requirement beside known costs ---


def costed(costs: dict[str, object], *funds: dict[str, object]) -> Plan:
    """The plan without costs, some of which are known now."""
    names: dict[str, list[str]] = {
        "only": ["U"],
        "other": ["U"],
        "theme": ["U", "S"],
        "staff": ["R", "U"],
        "project": ["S"],
        "bound": ["H"],
    }
    pots = funds or (FOUNDATION, REGULAR, SOFT, {"id": "H", "kind": "hard"})
    return plan_of([work(name, costs.get(name), funds=pays) for name, pays in names.items()], pots)


@pytest.mark.parametrize(
    "known",
    sampled(
        [
            {"only": 500_000},
            {"only": 3_000_000},
            {"only": 12_000_000},
            {"only": {"low": 1_000_000, "high": 20_000_000}},
            {"theme": 3_000_000, "other": 4_000_000},
            {"theme": 13_000_000},
            {"project": 99_000_000},
            {"bound": 5, "staff": 6},
        ],
        4,
    ),
)
def test_a_known_cost_unsettles_nothing_that_the_source_vouches_for(known: dict[str, object]) -> None:
    before, after = (gaps(costed(one), [0, 2_556_107, 12_000_000]) for one in ({}, known))
    assert set(states(after, 2).values()) == {"covered"}
    assert (after.levels[2].proof, after.levels[2].required, after.levels[2].shortfall) == (
        "structural",
        12_000_000,
        0,
    )
    assert states(after, 0) == states(before, 0)
    assert {name for name, state in states(before, 1).items() if state == "covered"} <= {
        name for name, state in states(after, 1).items() if state == "covered"
    }
    assert "The source (DOC 15) says that" in notes(after)
    assert "suffer if the 12 000 000 does not come" in notes(after)
    assert "not unearmarked money that may pay for them: project, bound." in notes(after).replace(
        "bound, project", "project, bound"
    )
    assert after.curve[-1].unearmarked == 12_000_000
    assert set(after.curve[-1].covered) == set(states(after))


def test_known_costs_that_contradict_the_requirement_are_said_and_nothing_rests_on_it() -> None:
    answer = gaps(costed({"only": 8_000_000, "other": 5_000_000}), [12_000_000, 20_000_000])
    assert "says that 12 000 000 is required, but the known costs alone take 13 000 000 or more" in notes(
        answer
    )
    assert [(level.required, level.shortfall) for level in answer.levels] == [(None, None)] * 2
    for level in range(2):
        assert {name: states(answer, level)[name] for name in ("theme", "project", "bound", "staff")} == {
            "theme": "open",
            "project": "open",
            "bound": "open",
            "staff": "covered",
        }
    ranged = gaps(costed({"only": {"low": 13_000_000, "high": 15_000_000}}), [12_000_000])
    assert states(ranged)["only"] == "uncovered"
    assert states(ranged)["other"] == "open"


def test_other_money_may_have_to_carry_what_exceeds_the_requirement() -> None:
    answer = gaps(costed({"theme": 13_000_000}), [12_000_000])
    assert "Of that the known costs take 0 or more" in notes(answer)
    assert "other funds have to carry some of them" in notes(answer)


def test_where_the_known_figures_deny_the_source_only_that_is_denied() -> None:
    funds = (FOUNDATION, REGULAR, SOFT, HARD)
    answer = gaps(costed({"bound": 99}, *funds), [12_000_000])
    assert {name for name, state in states(answer).items() if state != "covered"} == {"bound"}
    assert states(answer)["bound"] == "uncovered"
    assert "known figures do not bear that out: bound." in notes(answer)
    assert set(answer.curve[-1].covered) == set(states(answer)) - {"bound"}
    everything = {**FOUNDATION, "required": {"amount": "12m", "covers": ["only", "a", "b", "c", "tied"]}}
    two = plan_of(
        [work("only"), work("a", 40, 2, funds=["H"]), work("b", 40, 1, funds=["H"]), work("c", funds=["H"])],
        [everything, HARD],
    )
    answer = gaps(two, [12_000_000])
    assert states(answer) == {"only": "covered", "a": "open", "b": "open", "c": "covered"}
    needing = plan_of(
        [work("only"), work("tied", requires=["a"]), work("a", 99, funds=["H"])], [everything, HARD]
    )
    assert states(gaps(needing, [12_000_000])) == {"only": "covered", "tied": "uncovered", "a": "uncovered"}


def test_draws_say_nothing_of_what_the_source_vouches_for() -> None:
    low, high = gaps(costed({"only": 3_000_000}), [2_556_107, 12_000_000]).levels
    assert any(item.core is not None for item in low.items)
    assert all(item.core is None for item in high.items)
    assert not high.ask_first


# --- proofs that hold beside divisible work and beside what shares no fund ---


def test_one_divisible_piece_does_not_leave_the_rest_open() -> None:
    plan = plan_of(
        [
            work("staff", 120, 2, funds=["R"]),
            work("sure", 60, 9),
            work("range", {"low": 20, "high": 30}, 4, funds=["U", "H"]),
            work("parts", 80, 1, divisible=True),
            work("lost", 90, 1),
        ],
        [{"id": "U", "kind": "unearmarked"}, {**REGULAR, "amount": 130}, HARD],
    )
    found = states(gaps(plan, [70]))
    assert found == {
        "staff": "covered",
        "sure": "covered",
        "range": "covered",
        "parts": "uncovered",
        "lost": "uncovered",
    }


def test_work_that_shares_no_fund_is_judged_by_itself() -> None:
    plan = plan_of(
        [
            work("vast", {"low": 1, "high": 1000}, 900),
            work("other", {"low": 1, "high": 1000}, 900),
            work("a", 40, 5, funds=["H"]),
            work("b", 30, 4, funds=["H"]),
        ],
        [{"id": "U", "kind": "unearmarked"}, HARD],
    )
    assert states(gaps(plan, [900])) == {"vast": "open", "other": "open", "a": "covered", "b": "uncovered"}


def test_among_much_work_rivals_in_parts_prove_the_clear_cases() -> None:
    items = [work(f"w{n:03}", 10, 100 - n if n < 50 else 1) for n in range(100)]
    plan = plan_of([*items, work("x", {"low": 9, "high": 11}, 60)])
    found = states(gaps(plan, [505]))
    assert {found[f"w{n:03}"] for n in range(40)} == {"covered"}
    assert {found[f"w{n:03}"] for n in range(60, 100)} == {"uncovered"}


# --- groups, findings, layout ---


def test_groups_by_heading_and_resolution() -> None:
    found = gaps(three(), [50], by="heading").groups
    assert [(one.group, one.items, one.covered, one.uncovered, one.cost) for one in found] == [
        ("A", 1, 0, 1, 100),
        ("B", 2, 2, 0, 110),
    ]
    found = gaps(three(), [50], by="resolution").groups
    assert [(one.group, one.items, one.exposed) for one in found] == [("1/2", 1, 0), (None, 2, 2)]


def test_groups_by_outcome_and_lens() -> None:
    plan = plan_of(
        [work("a", outcomes=["1.10", "1.2"]), work("b")],
        outcomes=[{"id": "1.2", "title": "X"}, {"id": "1.10", "title": "Y"}],
        lenses=[{"id": "near", "title": "Near"}],
        links=[
            {"id": "l", "from": ["1.2"], "to": ["1.10"], "strength": 1, "lenses": ["near"], "basis": "stated"}
        ],
    )
    assert [(one.group, one.items) for one in gaps(plan, [0], by="outcome").groups] == [
        ("1.2", 1),
        ("1.10", 1),
        (None, 1),
    ]
    assert [(one.group, one.items) for one in gaps(plan, [0], by="lens").groups] == [("near", 1), (None, 1)]


def test_a_gap_stands_at_its_line_and_fails_only_where_asked() -> None:
    def locate(kind: str, record: str, *path: str | int) -> Place:
        assert not path
        return Place(f"{kind}.yaml", Position(len(record), 1))

    answer = gaps(three().read_from(Origin(locate)), [0, 50])
    assert answer.passed
    assert [(one.code, one.record, str(one.place)) for one in answer.findings] == [
        ("RA591", "activities/big", "activities.yaml:3"),
        ("RA591", "activities/right", "activities.yaml:5"),
    ]
    assert str(answer.findings[0].message) == "big is not covered at 0, 50 of unearmarked money"
    assert not gaps(three(), [50], fail_on_gap=True).passed
    assert gaps(three(), [150], fail_on_gap=True).passed


@pytest.mark.parametrize("amounts", [[0], [0, 50, 200]])
@pytest.mark.parametrize("plan", [costless(), three()])
def test_every_row_is_as_long_as_its_columns(plan: Plan, amounts: list[int]) -> None:
    parts = list(views.sheets(gaps(plan, amounts, by="heading")))
    names = [part.name for part in parts]
    assert names[:2] == ["levels", "groups"]  # what was asked to be added up comes first
    assert "items" in names
    for part in nonempty(parts):
        if isinstance(part, Sheet):
            assert part.rows
            assert {len(row) for row in part.rows} == {len(part.columns)}
    curve = parts[-1]
    assert isinstance(curve, Curve)
    assert curve.marks == tuple(amounts)


def test_the_same_id_in_both_kinds_is_told_apart() -> None:
    plan = plan_of(
        [work("same", 5, 2)],
        deliverables=[{"id": "same", "title": "D", "cost": 5, "value": 1, "funds": ["U"]}],
    )
    assert gaps(plan, [5]).levels[0].covered == ("activities/same",)


# --- what people read ---


def sheets(answer: Gaps) -> dict[str, Sheet]:
    return {part.name: part for part in views.sheets(answer) if isinstance(part, Sheet)}


def column(sheet: Sheet, name: str) -> list[object]:
    place = [one.name for one in sheet.columns].index(name)
    return [row[place] for row in sheet.rows]


def test_values_of_several_tiers_say_so_and_are_told_whole() -> None:
    plan = plan_of([work("a", 3, 3), work("b", 4, 5, tier=2), work("c", 5, 7, tier=2)])
    found = sheets(gaps(plan, [0, 3]))
    for name in ("levels", "ladder", "steps"):
        assert "Values by tier: tier 1 / tier 2, and so on." in [
            say(note, "en") for note in found[name].notes
        ]
    assert list(zip(column(found["steps"], "unearmarked"), column(found["steps"], "value"), strict=True)) == [
        (0, "0 / 0"),
        (3, "3 / 0"),
        (7, "3 / 5"),
        (8, "3 / 7"),
        (12, "3 / 12"),
    ]
    *_, curve = views.sheets(gaps(plan, [0, 3]))
    assert isinstance(curve, Curve)
    assert curve.points == ((0, 0), (3, 1), (7, 2), (12, 3))  # works covered, as tiers cannot be added
    assert "steps" not in sheets(gaps(three(), [0]))


def test_each_fund_shows_what_it_pays_and_keeps() -> None:
    plan = plan_of(
        [work("theme", 40, 5, funds=["H"]), work("only", 10, 4)], [{"id": "U", "kind": "unearmarked"}, HARD]
    )
    answer = gaps(plan, [3, 12])
    assert [(one.unearmarked, one.fund, one.amount, one.used, one.left) for one in answer.funds] == [
        (3, "H", 60, 40, 20),
        (3, "U", 3, 0, 3),
        (12, "H", 60, 40, 20),
        (12, "U", 12, 10, 2),
    ]
    assert column(sheets(answer)["funds"], "left") == [20, 3, 20, 2]
    assert "funds" not in sheets(gaps(costless(), [0]))


def test_equal_amounts_are_one_that_says_where_it_comes_from() -> None:
    found = received(costless(), 2021)
    answer = gaps(costless(), [0, int(found), found, 0])
    assert [(level.unearmarked, level.source) for level in answer.levels] == [(0, None), (int(found), found)]


def test_no_brackets_without_references_and_no_word_of_a_requirement_that_is_not_there() -> None:
    fund: dict[str, object] = {
        "id": "U",
        "kind": "unearmarked",
        "received": {2021: 5},
        "note": "Cash.",
    }
    plan = plan_of([work("only", 3, 1)], [fund])
    answer = gaps(plan, [received(plan, 2021)])
    assert "2021, how sure: Cash." in notes(answer)
    assert "()" not in notes(answer)
    assert not sheets(answer)["history"].notes
    bare = plan_of([work("only")], [{**fund, "required": 9}])
    assert "The source says that 9 is required, but not for which work" in notes(gaps(bare, [0]))
    assert sheets(gaps(bare, [0]))["history"].notes


def test_the_table_of_items_names_heading_and_resolution_where_there_are_any() -> None:
    plan = plan_of([work("a", 1, 1, heading="H", resolution="6/1"), work("b", 1, 1)])
    assert column(sheets(gaps(plan, [0]))["items"], "resolution") == ["6/1", None]
    assert column(sheets(gaps(plan, [0]))["items"], "heading") == ["H", None]
    plain = plan_of([work("a", 1, 1), work("b", 1, 1)])
    assert "resolution" not in [one.name for one in sheets(gaps(plain, [0]))["items"].columns]


def test_money_that_helps_by_way_of_another_fund_says_so() -> None:
    plan = plan_of(
        [work("both", 60, 9, funds=["H", "U"]), work("bound", 60, 5, funds=["H"])],
        [{"id": "U", "kind": "unearmarked"}, HARD],
    )
    said = " ".join(say(note, "en") for note in sheets(gaps(plan, [0]))["levels"].notes)
    assert "60 more covers bound (by freeing other money)." in said
    said = " ".join(say(note, "en") for note in sheets(gaps(three(), [0]))["levels"].notes)
    assert "freeing" not in said


def said(answer: Gaps) -> str:
    """What stands under the table of amounts."""
    return " ".join(say(note, "en") for note in sheets(answer)["levels"].notes)


def test_open_is_explained_where_something_is_open() -> None:
    assert said(gaps(costless(), [0, 5])).startswith(
        "Open does not mean covered: the money may reach that work or"
    )
    assert "Open does not mean covered" not in said(gaps(costless(), [12_000_000]))
    assert "Open does not mean covered" not in said(gaps(three(), [50]))


@pytest.mark.parametrize("parts", [False, True])
def test_where_the_next_step_was_not_looked_for_the_cheapest_that_gives_nothing_up_is_told(
    *, parts: bool
) -> None:
    pots = (["U"], ["U", "S"], ["S", "H"], ["U", "H"])
    count = 12 if parts else 130
    items = [
        work(f"w{n}", 10 + n % 7, 1 + n % 5, funds=pots[n % 4], divisible=parts and n == 1)
        for n in range(count)
    ]
    funds: list[dict[str, object]] = [{"id": "U", "kind": "unearmarked"}]
    funds += [{"id": name, "kind": "soft", "amount": 3 * count} for name in ("S", "H")]
    plan = plan_of(items, funds)
    level = gaps(plan, [4 * count]).levels[0]
    (rung,) = level.ladder
    assert (rung.best, rung.drops, len(rung.adds)) == (False, (), 1)
    assert rung.adds[0] in level.uncovered
    told = said(gaps(plan, [4 * count]))
    assert f"that gives nothing up: {rung.more} more covers {rung.adds[0]}" in told
    assert "Cheapest next step from 520:" not in told
    # by trying: with so much more, all that is paid and the addition can be paid; with one less, nothing can
    case = read_case(plan, None)
    problem = case.problem({place: work.low for place, work in enumerate(case.works)})
    paid = {item.id: item.paid or 0 for item in level.items}
    now = {place: paid[one.name] for place, one in enumerate(case.works)}
    assert (need(problem, now) or 0) <= 4 * count
    for place, one in nonempty(enumerate(case.works)):
        if one.name in level.uncovered:
            then = need(problem, {**now, place: one.low})
            assert then is None or then >= 4 * count + rung.more
            assert one.name not in rung.adds or then == 4 * count + rung.more


def test_no_step_where_other_work_has_no_way_to_more_money() -> None:
    plan = plan_of(
        [work("whole", 9, 1), work("parts", 5, 1, divisible=True), work("lost", 99, 1, funds=["H"])],
        [{"id": "U", "kind": "unearmarked"}, HARD],
    )
    assert not gaps(plan, [14]).levels[0].ladder
    (rung,) = gaps(plan, [10]).levels[0].ladder
    assert (rung.more, rung.adds, rung.drops) == (4, ("parts",), ())
