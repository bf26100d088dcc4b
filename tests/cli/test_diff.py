"""Two folders of the shipped plan side by side, as a planner compares them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loops import sampled
from realign.cli import app
from realign.loading import load, shipped

Edit = tuple[str, str, str]
"""File, text as it was, text as it is now."""
COST = ("activities.yaml", "  - id: A-15a\n", "  - id: A-15a\n    cost: 3m\n")
RECEIVED = ("funds.yaml", "2021: 2 556 107", "2021: 2 000 000")
WEAKER = ("links.yaml", "strength: 3", "strength: 2")
REWORDED = ("outcomes.yaml", "en: Increased and equal access", "en: Increased and fair access")


def ask(*words: str, code: int = 0) -> str:
    """What `diff` says on stdout."""
    done = CliRunner().invoke(app, ["diff", "old", "new", "--wide", *words])
    assert done.exit_code == code, done.output
    return done.stdout


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Copy the shipped plan to `old` and, with some edits, to `new`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REALIGN_PLAN", "new")

    def change(*edits: Edit) -> None:
        for name in ("old", "new"):
            shutil.copytree(shipped(), name)
        for file, before, now in edits:
            path = Path("new") / file
            head, tail = path.read_text(encoding="utf-8").split(before, 1)
            path.write_text(head + now + tail, encoding="utf-8")

    return change


@pytest.mark.slow
def test_what_came_in_is_read_from_each_state(changed: Callable[..., None]) -> None:
    changed(RECEIVED)
    answer = json.loads(ask("-u", "actual:2021", "--fail-on-change", "--format", "json", code=1))
    (one,) = answer["money"]
    assert (one["old_unearmarked"], one["unearmarked"]) == (2_556_107, 2_000_000)
    assert (one["old_shortfall"], one["new_shortfall"]) == (9_443_893, 10_000_000)
    told = ask("-u", "actual:2021")
    assert "Received in 2021: 2 556 107 before, 2 000 000 now; missing 9 443 893 before, 10 000 000" in told
    unasked = ask("--fail-on-change", code=1)
    assert "received in 2021       2 556 107   2 000 000       9 443 893   10 000 000" in unasked


@pytest.mark.parametrize("year", sampled(["2020", "2022"], 2))
def test_a_year_that_did_not_change_is_no_change(changed: Callable[..., None], year: str) -> None:
    changed()
    assert "Nothing differs." in ask("-u", f"actual:{year}", "--fail-on-change")


def test_a_year_that_one_state_lacks_names_that_state(changed: Callable[..., None]) -> None:
    changed(("funds.yaml", "      2021: 2 556 107\n", ""))
    done = CliRunner().invoke(app, ["diff", "old", "new", "--wide", "-u", "actual:2021"])
    assert done.exit_code == 2
    assert "new: the plan does not say what came in in 2021" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("cost", ["500 000", "3m", "{low: 1m, high: 4m}"])
@pytest.mark.parametrize("amount", ["0", "actual:2021", "12e6"])
def test_a_known_cost_unsettles_no_other_work(changed: Callable[..., None], cost: str, amount: str) -> None:
    changed(("activities.yaml", "  - id: A-15a\n", f"  - id: A-15a\n    cost: {cost}\n"))
    answer = json.loads(ask("-u", amount, "--format", "json"))
    assert [one["id"] for one in answer["items"] if one["id"] != "A-15a"] == []


def test_a_new_cost_is_seen_unasked(changed: Callable[..., None]) -> None:
    changed(COST)
    told = ask("--fail-on-change", code=1)
    assert "cost none → 3 000 000." in told
    plan = load(shipped()).plan
    assert plan
    pieces = sum(work.same_as is None for work in plan.fundables)
    assert pieces < len(plan.fundables), "work under two names counts once"
    assert (
        f"Known costs: none of {pieces} pieces of work before, 3 000 000 for 1 of {pieces} pieces of work now."
        in told
    )
    assert "at 0, 12 000 000 (required) and 4 403 561 (received in 2023) of unearmarked money." in told


@pytest.mark.slow
def test_a_cost_beyond_the_requirement_says_which_work_it_puts_in_doubt(changed: Callable[..., None]) -> None:
    changed(("activities.yaml", COST[1], COST[2].replace("3m", "13m")))
    told = ask("-u", "12e6")
    # the requirement provides for A-15a to A-15e alone; D11 is A-15d under another name
    assert "5 pieces of work" in told
    assert "A-15a uncovered instead of covered, 4 open instead of covered." in told
    assert "Required by the costs: 12 000 000 before, now nobody can say (realign gaps tells why)." in told
    assert all(one["causes"] for one in json.loads(ask("-u", "12e6", "--format", "json"))["items"])


@pytest.mark.slow
def test_the_answer_comes_in_words_and_fits_a_pull_request(changed: Callable[..., None]) -> None:
    changed(WEAKER, COST, REWORDED)
    for language, heading in (
        ("en", "## What the change from old to new does"),
        ("zh", "## 从old到new的改动及其影响"),
    ):
        told = ask("--format", "markdown", "--lang", language)
        assert told.startswith(heading)
        assert len(told) < 65_536
    told = ask("--format", "markdown")
    assert "3 records differ: 1.1 in new/outcomes.yaml" in told
    assert "should be read again: L-" in told
    assert "No move leads out of the range in which a rank is likely to be anyway" in told
    answer = json.loads(ask("--format", "json"))
    assert {one["lens"] for one in answer["moves"] if one["direct"]} == {
        "recovery",
        "resilience",
        "vulnerability",
    }


def test_no_number_of_places_is_refused(changed: Callable[..., None]) -> None:
    changed()
    ask("--at-least", "nan", code=2)
    ask("--at-least", "0", code=2)
    ask("--at-least", "inf", "--fail-on-change")
