"""How far judges agree: alpha against published figures and by its definition, each judge left out."""

import json
import random
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import realign
from linked import link, plan_of
from loops import nonempty
from realign.cli import app
from realign.models.influence.judges import OrdinalScale, alpha
from realign.questions.judges import judges
from realign.questions.links import links
from realign.render.answer_schema import answer_schema

PLAN = Path(__file__).parents[1] / "plans" / "judged"
PUBLISHED = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""Krippendorff (2011), Computing Krippendorff's alpha-reliability, section D: four observers, twelve units."""


def units_of(rows: Sequence[str]) -> list[list[float]]:
    return [
        [float(score) for score in unit if score != "."] for unit in zip(*map(str.split, rows), strict=True)
    ]


def by_definition(units: Sequence[Sequence[float]]) -> float | None:
    """1 less observed by expected disagreement, pair by pair, every difference counted score by score."""
    units = [unit for unit in units if len(unit) > 1]
    every = [score for unit in units for score in unit]

    def squared(one: float, other: float) -> float:
        low, high = sorted((one, other))
        between = sum(low <= score <= high for score in every)
        return (between - (every.count(one) + every.count(other)) / 2) ** 2 if one != other else 0.0

    observed = sum(
        squared(one, other) / (len(unit) - 1) for unit in units for one, other in permutations(unit, 2)
    )
    expected = sum(squared(one, other) for one, other in permutations(every, 2))
    return 1 - (len(every) - 1) * observed / expected if expected else None


UNITS = st.lists(st.lists(st.sampled_from([-3, -1, 0, 0.5, 1, 2, 3]), max_size=5), max_size=8)


def test_alpha_of_the_published_example() -> None:
    assert alpha(units_of(PUBLISHED)) == pytest.approx(0.815, abs=0.0005)


@given(UNITS)
def test_alpha_is_what_its_definition_says(units: list[list[float]]) -> None:
    expected = by_definition(units)
    found = alpha(units)
    assert found is None if expected is None else found == pytest.approx(expected)


@given(UNITS, st.randoms(use_true_random=False))
def test_laws_of_alpha(units: list[list[float]], luck: random.Random) -> None:
    found = alpha(units)
    mixed = [luck.sample(unit, len(unit)) for unit in luck.sample(units, len(units))]
    assert alpha(mixed) == pytest.approx(found)
    assert alpha([[one**3 + 7 for one in unit] for unit in units]) == pytest.approx(
        found
    )  # only order counts
    assert alpha([[-one for one in unit] for unit in units]) == pytest.approx(found)
    assert found is None or found <= 1 + 1e-12
    scale = OrdinalScale(units)
    agreed = [(len(unit), scale.agreement(unit)) for unit in units]
    if found is not None:
        parts = [many * one for many, one in agreed if one is not None]
        assert sum(parts) / scale.total == pytest.approx(found)


def test_all_alike_is_1_and_nothing_to_differ_is_unknown() -> None:
    assert alpha([[1, 1], [3, 3, 3]]) == 1
    assert alpha([[2, 2], [2, 2]]) is None
    assert alpha([[1], [2]]) is None
    assert alpha([]) is None


def judged_plan(table: Sequence[Sequence[float]], **more: object) -> realign.Plan:
    """A plan of links, each with the scores of all judges."""
    ends = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("a", "c"), ("b", "d")]
    said: list[dict[str, Any]] = []
    for number, scores in enumerate(table):
        one = link(f"L{number}", *ends[number], basis="analyst")
        del one["strength"]
        given = [{"by": f"g{at}", "strength": score} for at, score in enumerate(scores, 1)]
        said.append({**one, "judgements": given})
    return plan_of(said, **more)  # type: ignore[arg-type]


TABLE = [[3, 3, 2], [2, 2, 2], [1, -1, 2], [0, 1, 1], [2, 3, 1]]


def test_each_judge_left_out_is_the_plan_without_that_judge() -> None:
    found = judges(judged_plan(TABLE), draws=0)
    full = {(one.source, one.target): one.rank for one in links(judged_plan(TABLE), draws=0).links}
    assert [one.id for one in found.judges] == ["g1", "g2", "g3"]
    for at, judge in enumerate(nonempty(found.judges)):
        rest = [row[:at] + row[at + 1 :] for row in TABLE]
        assert judge.alpha_without == pytest.approx(by_definition(rest))
        ranks = {(one.source, one.target): one.rank for one in links(judged_plan(rest), draws=0).links}
        for move in nonempty(judge.moves):
            source, _, target = move.link.partition("-")
            assert move.rank == full.get((source, target))
            assert move.rank_without == ranks.get((source, target))


def test_what_to_discuss_first_is_worth_times_disagreement() -> None:
    plan = judged_plan(TABLE)
    found = judges(plan, draws=1000)
    worths = {one.id: one.worth for one in links(plan, draws=1000).settle if one.kind == "record"}
    scale = OrdinalScale(TABLE)
    for one in nonempty(found.links):
        agreement = scale.agreement(TABLE[int(one.record[1:])])
        assert agreement is not None
        assert one.agreement == agreement
        assert one.worth == worths[one.record]
        assert one.discuss == pytest.approx(worths[one.record] * (1 - agreement))
    discussed = [one.discuss or 0.0 for one in found.links]
    assert discussed == sorted(discussed, reverse=True)
    assert found.both_signs == 1
    assert [(one.median, one.low, one.high) for one in found.links if one.both_signs] == [(1, -1, 2)]


def test_groups_agree_by_themselves() -> None:
    given = [{"id": "g1", "group": "x"}, {"id": "g2", "group": "x"}, {"id": "g3", "group": "y"}]
    found = judges(judged_plan(TABLE, judges=given), draws=0)
    assert [(one.id, one.judges) for one in found.groups] == [("x", 2), ("y", 1)]
    assert found.groups[0].alpha == pytest.approx(by_definition([row[:2] for row in TABLE]))
    assert found.groups[1].alpha is None


def test_a_plan_without_judgements_is_told_how_to_get_some() -> None:
    with pytest.raises(realign.CallError, match="no link of this plan has judgements"):
        judges(plan_of([link("L", "a", "b")]))


def test_the_command_gives_what_the_function_gives_in_the_form_of_its_schema() -> None:
    done = CliRunner().invoke(app, ["judges", "--plan", str(PLAN), "--draws", "50", "--format", "json", "-q"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told == json.loads(json.dumps(realign.judges(realign.load(PLAN), draws=50).to_dict()))
    jsonschema.Draft202012Validator(answer_schema("judges")).validate(told)
    assert {"alpha", "judges", "links"} <= set(told)
    assert {"id", "alpha_without", "moves"} <= set(told["judges"][0])
    wanted = {"source", "target", "n", "median", "low", "high", "agreement", "both_signs", "worth"}
    assert wanted <= set(told["links"][0])
