"""A limit of time that is asked for: what it cuts short says so and stays true; what it does not is the same."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from loops import nonempty, sampled
from pots import NESTED, OVERLAPPING, best_choices, plan_of, problems, work
from realign.cli import app
from realign.findings import CallError
from realign.loading import load, shipped
from realign.models.clock import limited
from realign.models.funding.flow import fits
from realign.models.funding.problem import Problem
from realign.models.funding.solver import solve
from realign.questions.focus import focus
from realign.questions.gaps import gaps
from realign.questions.links import links
from realign.questions.report import report

AT_ONCE = 1e-6
"""Over before anything is begun."""
WORDS = "cut the work short, so this answer may differ from run to run"


def hard(count: int = 40, pots: int = 6) -> dict[str, list[dict[str, object]]]:
    """Work on overlapping pots that takes the solver, with links between two outcomes and a lens."""
    drawn = random.Random(count)  # noqa: S311
    names = ["U", *(f"f{number}" for number in range(pots))]
    return {
        "funds": [
            {"id": "U", "title": "Free", "kind": "unearmarked"},
            *({"id": name, "title": name, "kind": "soft", "amount": 40_000} for name in names[1:]),
        ],
        "activities": [
            {
                "id": f"A{number}",
                "title": f"Work {number}",
                "cost": drawn.randrange(1000, 20_000),
                "value": drawn.randrange(1, 100),
                "funds": drawn.sample(names, 2),
            }
            for number in range(count)
        ],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same plan on disk, with a link to rank."""
    more = {
        "plan": {"id": "hard", "title": "A hard plan"},
        "sources": [{"id": "S", "title": "Source", "paragraphs": ["1"]}],
        "outcomes": [{"id": "o1", "title": "One"}, {"id": "o2", "title": "Two"}],
        "links": [
            {"id": "L", "from": ["o1"], "to": ["o2"], "direction": "directed", "strength": 2}
            | {"basis": "stated", "refs": ["S 1"]}
        ],
    }
    (tmp_path / "plan.yaml").write_text(json.dumps(more | hard()))
    return tmp_path


def ask(*words: str) -> str:
    """What a command says on stdout."""
    done = CliRunner().invoke(app, [*words])
    assert done.exit_code == 0, done.output
    return done.stdout


@given(st.one_of(problems(OVERLAPPING, requires=True), problems(NESTED, tiers=2)), st.integers(0, 8))
def test_what_is_cut_short_can_be_paid_and_nothing_exceeds_its_bound(problem: Problem, amount: int) -> None:
    best, _ = best_choices(problem, amount)
    with limited(AT_ONCE) as limit:
        (choice,) = solve(problem, [amount]).choices
    assert choice.weight <= best <= choice.bound
    assert fits(problem, amount, choice.covered)
    assert limit.struck


@given(problems(OVERLAPPING, divisible=True), st.integers(0, 8))
def test_the_same_of_work_that_may_be_paid_in_part(problem: Problem, amount: int) -> None:
    (whole,) = solve(problem, [amount]).choices
    with limited(AT_ONCE):
        (choice,) = solve(problem, [amount]).choices
    assert choice.weight <= whole.bound
    assert whole.weight <= choice.bound


def test_gaps_say_that_they_were_cut_short_and_by_how_much_they_may_be_wrong() -> None:
    plan = plan_of(hard()["activities"], hard()["funds"])
    proved, hasty = gaps(plan, ["100 000"]), gaps(plan, ["100 000"], time_limit=AT_ONCE)
    assert proved.cut_short_after is None
    assert hasty.cut_short_after == AT_ONCE
    (sure,), (level,) = proved.levels, hasty.levels
    assert (sure.proof, level.proof) == ("certified", "bounded")
    assert isinstance(level.value, int)
    assert isinstance(sure.value, int)
    assert isinstance(level.gap, int)
    assert level.value <= sure.value <= level.value + level.gap


def test_costs_as_ranges_get_no_proof_that_more_time_takes_back() -> None:
    items: list[dict[str, object]] = [
        work(f"A{n}", {"low": n, "high": 3 * n}, n % 5 + 1, funds=["U", "a"][n % 2 :]) for n in range(1, 14)
    ]
    funds: list[dict[str, object]] = [
        {"id": "U", "kind": "unearmarked"},
        {"id": "a", "kind": "soft", "amount": 20},
    ]
    plan = plan_of(items, funds)
    (proved,) = gaps(plan, ["30"]).levels
    hasty = gaps(plan, ["30"], time_limit=AT_ONCE)
    (level,) = hasty.levels
    assert hasty.premises.draws == 0
    assert not {*level.covered} & {*proved.uncovered}
    assert not {*level.uncovered} & {*proved.covered}
    assert all(item.core is None for item in nonempty(level.items))


@pytest.mark.slow
@pytest.mark.parametrize(
    "call",
    [
        ("gaps", "-u", "1e5"),
        ("gaps", "-u", "1e5", "--earmarks"),
        ("focus", "-u", "1e5"),
        ("report", "-u", "1e5", "--format", "markdown"),
        ("report", "-u", "1e5", "--brief"),
        ("report", "-u", "1e5", "--format", "html"),
    ],
)
def test_a_limit_that_strikes_is_told_and_one_that_does_not_changes_no_byte(
    call: tuple[str, ...], folder: Path
) -> None:
    words = [*call, "--plan", str(folder), "--draws", "50"][: None if "gaps" not in call else -2]
    whole = ask(*words)
    assert ask(*words, "--time-limit", "100000") == whole
    hasty = " ".join(ask(*words, "--time-limit", "0.001").split())
    assert "(cut short after 0.001 s" in hasty or WORDS in hasty
    assert "cut short after" not in whole
    assert WORDS not in whole
    if "--format" not in words:
        asked = [*words, "--format", "json"]
        assert json.loads(ask(*asked))["cut_short_after"] is None
        assert json.loads(ask(*asked, "--time-limit", "0.001"))["cut_short_after"] == 0.001


@pytest.mark.slow
@pytest.mark.parametrize(
    "call", sampled([pytest.param(words) for words in [("links",), ("links", "--compare")]], 2)
)
def test_as_many_networks_are_drawn_as_there_is_time_for(call: tuple[str, ...]) -> None:
    words = [*call, "--plan", str(shipped()), "--lens", "resilience", "--draws", "300"]
    assert ask(*words, "--time-limit", "100000") == ask(*words)
    hasty = " ".join(ask(*words, "--time-limit", "0.001").split())
    assert WORDS in hasty
    assert "certified" not in hasty


@pytest.mark.slow
def test_a_hundred_networks_are_drawn_in_any_case_and_no_later_question_is_answered_by_them() -> None:
    plan, other = (load(shipped()).plan for _ in range(2))
    assert plan is not None
    assert other is not None
    hasty = links(plan, "resilience", draws=300, time_limit=AT_ONCE)
    assert hasty.draws == 100
    assert hasty.cut_short_after == AT_ONCE
    assert links(plan, "resilience", draws=300) == links(other, "resilience", draws=300)


@pytest.mark.slow
def test_a_report_hands_its_limit_down() -> None:
    plan = load(shipped()).plan
    assert plan is not None
    paper = report(plan, "resilience", [0], draws=300, time_limit=AT_ONCE)
    assert paper.cut_short_after == AT_ONCE
    drawn = [one.answer for one in paper.chapters if one.name == "links"]
    assert [getattr(one, "draws", None) for one in drawn] == [100]


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf")])
def test_what_is_no_length_of_time_is_refused(seconds: float) -> None:
    plan = plan_of(hard()["activities"], hard()["funds"])
    with pytest.raises(CallError, match="time limit"):
        focus(plan, [0], time_limit=seconds)
