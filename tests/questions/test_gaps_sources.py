"""What a source vouches for, what it says happens now, who says which money may pay, and work counted once."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loops import nonempty
from pots import plan_of, work
from realign import views
from realign.findings import CallError
from realign.plan import Plan
from realign.questions.gaps import Assumption, Gaps, gaps
from realign.sheets import Sheet
from realign.text import SPOKEN, say
from started import started

REGULAR: dict[str, object] = {"id": "R", "kind": "regular"}
SOFT: dict[str, object] = {"id": "S", "kind": "soft"}


def free(required: object, **more: object) -> dict[str, object]:
    return {"id": "U", "kind": "unearmarked", "required": required, "refs": ["DOC 15"], **more}


def states(answer: Gaps, level: int = 0) -> dict[str, str]:
    return {item.id: item.state for item in answer.levels[level].items}


def told(answer: Gaps, language: str = "en") -> str:
    """Everything that the answer says in its tables."""
    parts = [part for part in views.sheets(answer) if isinstance(part, Sheet)]
    cells = [cell for part in parts for row in part.rows for cell in row]
    texts = [*(note for part in parts for note in part.notes), *(part.title for part in parts)]
    flat = [one for cell in cells for one in (cell if isinstance(cell, tuple) else (cell,))]
    return " ".join(say(one, language) for one in [*texts, *flat] if isinstance(one, (str, *SPOKEN)))


# --- vouching ---


def named(covers: list[str], **more: object) -> Plan:
    return plan_of(
        [
            work("named"),
            work("theme", funds=["U", "S"]),
            work("rest"),
            work("soft", funds=["S"]),
            work("staff", funds=["R"]),
        ],
        [free({"amount": 100, "covers": covers, **more}), REGULAR, SOFT],
    )


def test_a_requirement_vouches_for_what_it_names_and_for_nothing_else() -> None:
    answer = gaps(named(["named", "theme"]), [0, 99, 100, 10**9])
    open_ = {"named": "open", "theme": "open", "rest": "open", "soft": "open", "staff": "covered"}
    assert states(answer, 0) == {**open_, "named": "uncovered", "rest": "uncovered"}
    assert states(answer, 1) == open_
    assert states(answer, 2) == states(answer, 3) == {**open_, "named": "covered", "theme": "covered"}
    assert {item.id: item.vouched_by for item in answer.levels[2].items if item.vouched_by} == {
        "named": "source",
        "theme": "source",
    }
    assert {item.id: item.always_covered_from for item in answer.levels[0].items} == {
        "named": 100,
        "theme": 100,
        "rest": None,
        "soft": None,
        "staff": 0,
    }
    assert answer.full_need is None
    assert [(step.unearmarked, set(step.covered)) for step in answer.curve] == [
        (0, {"staff"}),
        (100, {"staff", "named", "theme"}),
    ]


def test_an_amount_alone_vouches_for_nothing() -> None:
    plan = plan_of([work("a"), work("b", funds=["U", "S"])], [free(100), SOFT])
    answer = gaps(plan, [100])
    assert states(answer) == {"a": "open", "b": "open"}
    assert (answer.levels[0].required, answer.levels[0].shortfall) == (100, 0)
    assert all(item.chance is None for item in answer.levels[0].items)
    assert "says that 100 is required, but not for which work: it vouches for none" in told(answer)


def test_that_the_rest_is_covered_is_an_assumption_with_a_name_and_off_by_default() -> None:
    plan = named(["named"])
    answer = gaps(plan, [100], assume="enough")
    assert states(answer) == {
        "named": "covered",
        "theme": "covered",
        "rest": "covered",
        "soft": "open",
        "staff": "covered",
    }
    found = {item.id: item.vouched_by for item in answer.levels[0].items if item.vouched_by}
    assert found == {"named": "source", "theme": "assumption", "rest": "assumption"}
    assert answer.full_need == 100
    assert "is our assumption (--assume enough), and no statement of the source: theme, rest" in told(
        answer
    ) or "no statement of the source: rest, theme" in told(answer)
    others: tuple[Assumption, ...] = ("flat", "none")
    for assume in nonempty(others):
        assert states(gaps(plan, [100], assume=assume))["rest"] == "open"


def test_nothing_can_be_assumed_to_be_enough_where_nothing_is_required() -> None:
    plan = plan_of([work("a")], [{"id": "U", "kind": "unearmarked"}])
    with pytest.raises(CallError, match="nothing to assume to be enough"):
        gaps(plan, [5], assume="enough")


@pytest.mark.parametrize("assume", ["flat", "enough", "none"])
@pytest.mark.parametrize("costs", [{}, {"named": 30}, {"rest": {"low": 5, "high": 50}}])
@pytest.mark.parametrize("covers", [[], ["named"], ["named", "theme", "rest"]])
def test_no_answer_says_that_nothing_suffers(
    covers: list[str], costs: dict[str, object], assume: Assumption
) -> None:
    items = [work(name, costs.get(name)) for name in ("named", "theme", "rest")]
    plan = plan_of(items, [free({"amount": 100, "covers": covers}), SOFT])
    answer = gaps(plan, [0, 50, 100], assume=assume)
    english, chinese = told(answer), told(answer, "zh")
    for words in ("nothing suffers", "nothing goes short", "nothing else suffers"):
        assert words not in english
    assert "均不受影响" not in chinese
    assert "一切无缺" not in chinese


def test_the_chance_is_that_of_the_work_which_the_requirement_names() -> None:
    # three are named: of P(Bin(2, 1/4) >= 1, 2) = 7/16, 1/16 and 0 the mean is 1/6
    plan = plan_of([work(name) for name in "abcde"], [free({"amount": 12, "covers": ["a", "b", "c"]})])
    chances = {item.id: item.chance for item in gaps(plan, [3]).levels[0].items}
    assert chances == {name: pytest.approx(1 / 6, abs=1e-9) for name in "abc"} | {"d": None, "e": None}


@pytest.mark.slow
@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([("U",), ("U", "S"), ("S",), ("R", "U")]),
            st.one_of(st.none(), st.integers(0, 20), st.tuples(st.integers(0, 9), st.integers(10, 20))),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 60),
    st.integers(1, 60),
)
def test_laws_of_vouching(
    rows: list[tuple[tuple[str, ...], object, bool]], unearmarked: int, required: int
) -> None:
    """Naming more never uncovers work, and what is not named fares as if there were no requirement."""

    def at(covers: list[str] | None) -> dict[str, str]:
        items = [
            work(
                f"w{n}",
                {"low": cost[0], "high": cost[1]} if isinstance(cost, tuple) else cost,
                funds=list(pots),
            )
            for n, (pots, cost, _) in enumerate(rows)
        ]
        need = None if covers is None else {"amount": required, "covers": covers}
        return states(gaps(plan_of(items, [free(need), SOFT, REGULAR]), [unearmarked], assume="none"))

    names = [f"w{n}" for n in range(len(rows))]
    some = [f"w{n}" for n, (_, _, is_named) in enumerate(rows) if is_named]
    none, part, all_ = at([]), at(some), at(names)
    bare = at(None)
    assert {name for name in names if bare[name] == "covered"} <= {
        name for name in names if part[name] == "covered"
    }
    if all(cost is None for _, cost, _ in rows):
        assert none == bare
        assert {name: part[name] for name in names if name not in some} == {
            name: bare[name] for name in names if name not in some
        }
        assert {name for name in names if part[name] == "covered"} <= {
            name for name in names if all_[name] == "covered"
        }


# --- what happens now ---

NOW: dict[str, object] = {"state": "stopped", "year": 2021, "says": "It is not there.", "refs": ["DOC 23"]}


def standing(**more: object) -> Plan:
    return plan_of(
        [
            work("presence", now=NOW, heading="E"),
            work(
                "policy", funds=["U", "S"], now={"state": "delayed", "year": 2021, "may": True}, heading="C"
            ),
            work("help", funds=["U", "S"], heading="C", resolution="1/2")
            | {"now": {"state": "limited", "degree": {"en": "very", "zh": "非常"}, "year": 2021}},
            work("quiet", funds=["S"], heading="C"),
        ],
        [free(100, received={2021: 20}, **more), SOFT],
    )


def test_what_happens_now_is_heard_up_to_what_came_in_that_year() -> None:
    answer = gaps(standing(), [0, 20, 21, 100])
    full = {"stopped": ("presence",), "delayed": ("policy",), "limited": ("help",)}
    assert [dict(level.now) for level in answer.levels] == [full, full, {}, {}]
    assert [{item.id for item in level.items if item.now} for level in answer.levels] == [
        {"presence", "policy", "help"},
        {"presence", "policy", "help"},
        set(),
        set(),
    ]
    assert [list(level.now) for level in answer.levels[:1]] == [["stopped", "delayed", "limited"]]


def test_where_nobody_said_what_came_in_it_is_heard_short_of_the_requirement() -> None:
    plan = plan_of([work("presence", now=NOW)], [free(100)])
    assert [bool(level.now) for level in gaps(plan, [0, 99, 100]).levels] == [True, True, False]
    plan = plan_of([work("presence", now=NOW)], [{"id": "U", "kind": "unearmarked"}])
    assert [bool(level.now) for level in gaps(plan, [0, 10**9]).levels] == [True, True]


def test_no_amount_without_a_gap_is_told_without_a_word_of_what_stops() -> None:
    answer = gaps(standing(), [20], by="heading")
    assert not answer.levels[0].uncovered
    parts = {part.name: part for part in views.sheets(answer) if isinstance(part, Sheet)}
    for name in ("levels", "groups"):
        columns = [column.name for column in parts[name].columns]
        assert columns[columns.index("uncovered") + 1 :][:3] == ["now_stopped", "now_delayed", "now_limited"]
    notes = " ".join(say(note, "en") for note in parts["levels"].notes)
    assert (
        "At 20 the source says, of 2021: 1 stopped (presence), 1 waiting (policy, it may be), 1 limited."
        in notes
    )
    assert {share.group: dict(share.now) for share in answer.groups} == {
        "C": {"delayed": ("policy",), "limited": ("help",)},
        "E": {"stopped": ("presence",)},
    }
    cells = {row[0]: row[4] for row in parts["items"].rows}
    assert {name: say(cell, "en") for name, cell in cells.items() if isinstance(cell, SPOKEN)} == {
        "presence": "stopped (2021)",
        "policy": "may be waiting (2021)",
        "help": "very limited (2021)",
    }
    assert say(cells["help"], "zh") == "非常有限（2021年）"  # type: ignore[arg-type]
    assert "It is not there." in told(answer)


def test_what_is_not_covered_is_told_with_what_the_plan_records_of_it() -> None:
    plan = plan_of([work("a", says="Only a part.", refs=["DOC 15(a)"]), work("b")], [free(100)])
    (sheet,) = [part for part in views.sheets(gaps(plan, [100])) if part.name == "said"]
    assert isinstance(sheet, Sheet)
    assert [row[0] for row in sheet.rows] == ["a", "b"]
    assert "Only a part." in sheet.rows[0]


# --- who says which money may pay ---


def test_the_basis_of_the_money_is_a_column_where_it_is_not_everywhere_the_same() -> None:
    def columns(*bases: str, amounts: tuple[int, ...] = (0,)) -> list[str]:
        items = [work(f"w{n}", funds_basis=basis) for n, basis in enumerate(bases)]
        answer = gaps(plan_of(items, [free(100)]), amounts)
        (sheet,) = [part for part in views.sheets(answer) if part.name == "items"]
        assert isinstance(sheet, Sheet)
        return [column.name for column in sheet.columns]

    assert "funds_basis" in columns("stated", "analyst")
    assert "funds_basis" in columns("stated", "implied", amounts=(0, 5))
    assert "funds_basis" not in columns("stated", "stated")
    plan = plan_of([work("a", funds_basis="implied")], [free(100)])
    assert gaps(plan, [0]).levels[0].items[0].funds_basis == "implied"


# --- one work under two names ---


def same() -> Plan:
    return plan_of(
        [work("reporting", heading="A", now=NOW), work("other", heading="A")],
        [free({"amount": 100, "covers": ["yearly"]})],
        deliverables=[
            {"id": "yearly", "title": "Y", "funds": ["U"], "same_as": "reporting", "group": "T"},
            {"id": "again", "title": "Z", "funds": ["U"], "same_as": "yearly"},
        ],
        groups=[{"id": "T", "title": "Table"}],
    )


def test_work_under_several_names_is_counted_once_and_fares_alike() -> None:
    answer = gaps(same(), [0, 100], by="heading")
    low, high = answer.levels
    assert (low.covered, low.open, low.uncovered) == ((), (), ("other", "reporting"))
    assert (high.covered, high.open, high.uncovered) == (("reporting",), ("other",), ())
    assert {item.id: item.same_as for item in high.items} == {
        "yearly": "reporting",
        "again": "reporting",
        "reporting": None,
        "other": None,
    }
    assert {item.state for item in high.items if item.id != "other"} == {"covered"}
    assert dict(low.now) == {"stopped": ("reporting",)}
    assert high.value == 1
    assert {(share.group, share.items) for share in answer.groups} == {("A", 2), ("T", 1)}


def test_with_costs_the_money_is_spent_once() -> None:
    plan = plan_of(
        [work("one", 60), work("two", 40)],
        deliverables=[{"id": "copy", "title": "C", "cost": 60, "funds": ["U"], "same_as": "one"}],
    )
    level = gaps(plan, [100]).levels[0]
    assert level.covered == ("one", "two")
    assert sum(level.spent.values()) == 100
    assert {item.id: item.paid for item in level.items} == {"copy": 60, "one": 60, "two": 40}


# --- the library and the command give one answer ---


def test_the_library_answers_through_a_lens_as_the_command_does(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        """
plan: {id: p, title: P}
outcomes: [{id: "1", title: X}, {id: "2", title: Y}]
lenses: [{id: near, title: Near}]
links: [{id: L, from: ["1"], to: ["2"], direction: directed, strength: 3, lenses: [near], basis: stated}]
funds: [{id: U, kind: unearmarked, title: U}]
activities:
  - {id: a, title: A, cost: 10, funds: [U], outcomes: ["1"]}
  - {id: b, title: B, cost: 10, funds: [U], outcomes: ["2"]}
""",
        encoding="utf-8",
    )
    from realign.loading import load

    plan = load(tmp_path).plan
    assert plan is not None
    answer = gaps(plan.in_order(), [10], lens="near")
    done = started("gaps", "-u", "10", "--lens", "near", "--format", "json", "--plan", tmp_path)
    assert done.returncode == 0, done.stderr
    level = json.loads(done.stdout)["levels"][0]
    assert level["value"] == answer.levels[0].value
    assert {item["id"]: item["value"] for item in level["items"]} == {
        item.id: item.value for item in answer.levels[0].items
    }
    assert level["covered"] == list(answer.levels[0].covered) == ["a"]
    assert answer.levels[0].value not in {0, 1}
