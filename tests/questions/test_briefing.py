"""The brief says what the commands say."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from loops import nonempty
from realign import loading
from realign.cli import app
from realign.plan import Plan
from realign.questions.briefing import Briefing, briefing
from realign.questions.focus import focus
from realign.questions.gaps import gaps
from realign.questions.links import links
from realign.sheets import Bars, Curve, Sheet
from realign.text import Sentence, say
from realign.views import sheets

ROOT = Path(__file__).parents[2]
AMOUNTS = "0; actual:2021; 12e6"


@pytest.fixture(scope="module")
def shipped() -> Plan:
    plan = loading.load(ROOT / "data").plan
    assert plan is not None
    return plan


@pytest.fixture(scope="module")
def brief(shipped: Plan) -> Briefing:
    return briefing(shipped, None, AMOUNTS, draws=60)


@pytest.mark.slow
def test_its_parts_are_the_answers_of_the_commands(shipped: Plan, brief: Briefing) -> None:
    for each, lens in nonempty(zip(brief.lenses, shipped.lenses, strict=True)):
        assert each.links.choice == links(shipped, lens.id, draws=60).choice
    assert brief.money is not None
    told = gaps(shipped, AMOUNTS)
    assert [level.covered for level in brief.money.levels] == [level.covered for level in told.levels]
    programme = focus(shipped, 0, draws=60)
    assert [piece.decision for piece in brief.programmes[0].programme] == [
        piece.decision for piece in programme.programme
    ]
    (bars,) = [part for part in sheets(brief) if isinstance(part, Bars)]
    assert bars.values == tuple(
        (len(level.covered), len(level.open), len(level.uncovered)) for level in told.levels
    )


@pytest.mark.parametrize("language", ["en", "zh", "fr"])
def test_it_reads_in_five_minutes(brief: Briefing, language: str) -> None:
    parts = [*sheets(brief)]
    words = 0
    for part in nonempty(parts):
        assert say(part.title, language)
        words += len(say(part.title, language).split())
        words += sum(len(say(note, language).split()) for note in part.notes)
        rows = part.rows if isinstance(part, Sheet) else ()
        words += sum(len(str(cell).split()) for row in rows for cell in row if cell is not None)
    assert 100 < words <= 5 * 230
    assert "Reading time: " in say(parts[0].notes[-1], "en")


def test_what_a_source_has_cut_and_what_is_left_of_it_is_paid_for_is_told(
    shipped: Plan, brief: Briefing
) -> None:
    board = focus(shipped, 0, draws=60).programme
    left = [
        one
        for one in board
        if one.kind == "deliverable" and one.decision == "reduce" and one.money_state == "there"
    ]
    assert [one.id for one in left] == ["D3"]
    (sheet,) = [part for part in sheets(brief) if isinstance(part, Sheet) and part.name == "put_off"]
    notes = " ".join(say(note, "en") for note in sheet.notes)
    assert f"Reduced by the source, and paid for as it stands: {say(left[0].title, 'en')}." in notes


def test_without_money_or_lenses_it_says_what_there_is(shipped: Plan) -> None:
    bare = briefing(shipped, "resilience", draws=20)
    assert (bare.money, bare.programmes, len(bare.lenses)) == (None, (), 1)
    names = [part.name for part in sheets(bare)]
    assert names[:3] == ["brief", "decide", "certain"]
    assert not {"money", "states", "put_off"} & set(names)


@pytest.mark.slow
def test_a_plan_with_uncertain_costs_has_a_briefing() -> None:
    town = loading.load(ROOT / "tests" / "plans" / "town").plan
    assert town is not None
    assert [*sheets(briefing(town, None, "0; 1m", draws=20))]


def test_two_statements_of_a_paragraph_are_told_apart_and_the_curve_counts_what_is_covered(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "city"
    assert CliRunner().invoke(app, ["init", str(folder), "--template", "city"]).exit_code == 0
    plan = loading.load(folder).plan
    assert plan is not None
    answer = briefing(plan, None, [0, 820_000], draws=400)
    parts = {part.name: part for part in sheets(answer)}
    settle, curve = parts["settle"], parts["curve"]
    assert isinstance(settle, Sheet)
    assert isinstance(curve, Curve)
    told = " ".join(
        say(cell, "en") for row in settle.rows for cell in row[1:2] if isinstance(cell, str | Sentence)
    )
    assert "named together. Lively" in told
    counts = [count for _, count in curve.points]
    assert counts == sorted(set(counts))
    for level in nonempty(answer.money.levels if answer.money else ()):
        held = [count for amount, count in curve.points if amount <= level.unearmarked]
        assert held[-1] == len(level.covered)
    assert not curve.notes
