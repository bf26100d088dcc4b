"""Several judges of one link: the median counts, confidence follows the votes, draws pick a judge."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from statistics import median_high, median_low
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linked import link, plan_of, random_plan, records
from loops import nonempty, tries
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import read_method
from realign.models.influence.ranks import tau_b
from realign.models.influence.sampling import CERTAIN, DOUBT, draw
from realign.models.influence.scores import assess
from realign.plan import Plan
from realign.plan.judging import Vote, median, sides
from realign.questions.links import links

DRAWS = 40_000
OFTEN = 4 * 0.5 / DRAWS**0.5
"""Four standard errors of a share."""
STRENGTHS = st.lists(st.integers(-3, 3), min_size=1, max_size=7)


def judged(name: str, source: str, target: str, strengths: list[float], **more: object) -> dict[str, Any]:
    """A record that several judges scored."""
    said = [{"by": f"g{number}", "strength": strength} for number, strength in enumerate(strengths, 1)]
    made = {**link(name, source, target, basis="analyst"), "judgements": said, **more}
    del made["strength"]
    return made


def votes(strengths: list[float]) -> list[Vote]:
    return [Vote(strength, "directed", 1.0) for strength in strengths]


def drawn(plan: Plan, draws: int = DRAWS, **doubt: Any) -> Any:
    """The net weights of all ordered pairs in many draws, in the plan's scale."""
    case = assess(LinkGraph.of(plan), read_method("influence")).case
    return draw(case.evidence, replace(DOUBT, **doubt), 1, 0, draws).net * plan.about.scale


@pytest.mark.parametrize(
    ("strengths", "middle", "kept"),
    [
        ([2], 2, (2,)),
        ([1, 3], 1, (1,)),
        ([1, 2, 3], 2, (2,)),
        ([0, 0, 3], 0, ()),
        ([0, 0, 2, 3], 0, ()),
        ([-1, -2, -2], -2, (-2,)),
        ([-3, -1], -1, (-1,)),
        ([-1, 2], -1, (2, -1)),
        ([-2, 2], 0, (2, -2)),
        ([-3, -1, 2, 3], -1, (2, -1)),
        ([-1, 2, 2], 2, (2,)),
        ([0, 0], 0, ()),
    ],
)
def test_the_median_by_hand(strengths: list[float], middle: float, kept: tuple[float, ...]) -> None:
    for order in nonempty(permutations(strengths)):
        assert median(votes(list(order))) == middle
        assert sides(votes(list(order))) == kept


@given(STRENGTHS)
def test_the_median_is_the_middle_nearer_to_zero(strengths: list[int]) -> None:
    low, high = median_low(strengths), median_high(strengths)
    found = median(votes([*map(float, strengths)]))
    assert found == (0 if low == -high else min(low, high, key=abs))
    assert median(votes([-one for one in strengths])) == -found


def test_confidence_is_the_share_of_judges_who_see_the_link_and_one_more() -> None:
    for strengths, strength, sure in (
        ([2, 2, 1], 2, Fraction(34, 40)),
        ([2, 1, 0], 1, Fraction(24, 40)),
        ([2, 2, -1], 2, Fraction(24, 40)),
        ([2, 1], 1, Fraction(24, 30)),
        ([3, 2, 2, 1, 0, 0, 2, 2, 2, 1], 2, Fraction(84, 110)),
    ):
        (tie,) = LinkGraph.of(plan_of([judged("L", "a", "b", [*map(float, strengths)])])).ties
        assert tie.strength == strength
        assert tie.confidence == pytest.approx(float(sure))


def test_evenly_divided_judges_leave_a_link_contested() -> None:
    (tie,) = LinkGraph.of(plan_of([judged("L", "a", "b", [2, 3, -1, -1])])).ties
    assert (tie.contested, tie.strength, tie.against) == (True, 2, -1)
    assert tie.confidence == pytest.approx((2 + 0.4) / 5)


@pytest.mark.slow
@given(records(), st.integers(0, 10))
@settings(max_examples=tries(30))
def test_one_judge_equals_the_plain_record(said: list[dict[str, Any]], seed: int) -> None:
    by_one = [
        {
            **{key: one[key] for key in one if key != "strength"},
            "judgements": [{"by": "g", "strength": one["strength"]}],
        }
        for one in said
    ]
    answers = [links(random_plan(each), draws=50, seed=seed).to_dict() for each in (said, by_one)]
    assert answers[0] == answers[1]


@given(st.lists(STRENGTHS, min_size=1, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=tries(25))
def test_the_order_of_judges_changes_nothing(panels: list[list[int]], luck: random.Random) -> None:
    ends = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "d")]
    said = [judged(f"L{at}", *ends[at], [*map(float, each)]) for at, each in enumerate(panels)]
    other = [{**one, "judgements": luck.sample(one["judgements"], len(one["judgements"]))} for one in said]
    answers = [links(plan_of(each), draws=60).to_dict() for each in (said, other)]
    assert answers[0] == answers[1]


def truths(strengths: list[float], sure: float = 0.4, scale: float = 3) -> dict[float, float]:
    """Strength -> how likely: a judge at random, or one more who is a step off; worked out apart."""
    kept = [*sides(votes(strengths))]
    found: dict[float, float] = {}
    for strength in strengths:
        found[strength] = found.get(strength, 0) + 1 / (len(strengths) + 1)
    for strength in kept:
        for step in (-1, 1):
            moved = abs(strength) + step
            moved = min(max(moved, min(abs(strength), 1)), scale) * (1 if strength > 0 else -1)
            found[moved] = found.get(moved, 0) + sure / len(kept) / 2 / (len(strengths) + 1)
    found[0] = found.get(0, 0) + (1 - sure) / (len(strengths) + 1)
    return found


@pytest.mark.parametrize(
    "strengths",
    [
        [2, 2, 1],
        [3, 3, 3],
        [1, 1, 1],
        [2, 1, 0, 0, 2],
        [2, 2, -1],
        [2, 3, -1, -1],
        [-1, -2, -3, 1, 2],
        [3, 1, 2, 2],
    ],
)
def test_a_draw_is_a_judge_or_a_step_off(strengths: list[float]) -> None:
    (net,) = drawn(plan_of([judged("L", "a", "b", strengths)]))
    for strength, chance in nonempty(truths(strengths).items()):
        assert np.mean(np.abs(net - strength) < 1e-9) == pytest.approx(chance, abs=OFTEN)


def test_directions_are_drawn_from_the_votes() -> None:
    one = judged("L", "b", "a", [2, 2, 2])
    for said, direction in zip(one["judgements"], ("directed", "directed", "mutual"), strict=True):
        said["direction"] = direction
    plan = plan_of([{**one, "basis": "stated"}])
    (tie,) = LinkGraph.of(plan).ties
    assert (tie.source, tie.target, tie.direction) == ("b", "a", "directed")
    there, back = drawn(plan)  # a to b, then b to a
    assert np.mean(there > 0) == pytest.approx(1 / 4, abs=OFTEN)
    assert np.mean(back > 0) == pytest.approx(3.9 / 4, abs=OFTEN)


def test_where_no_direction_has_most_votes_it_is_open() -> None:
    one = judged("L", "a", "b", [2, 2, 2, 2])
    for said, direction in zip(one["judgements"], ("directed", "mutual", "directed", "mutual"), strict=True):
        said["direction"] = direction
    plan = plan_of([one])
    assert [tie.direction for tie in LinkGraph.of(plan).ties] == ["unstated"]
    there, back = drawn(plan)
    assert np.mean(there > 0) == pytest.approx((4 + 0.4 * 2 / 3) / 5, abs=OFTEN)
    assert np.mean(back > 0) == pytest.approx((2 + 0.4 * 2 / 3) / 5, abs=OFTEN)


def test_two_links_have_judges_of_their_own() -> None:
    one, other = drawn(plan_of([judged("L", "a", "b", [1, 2, 3]), judged("M", "b", "c", [1, 2, 3])]))
    together = np.mean((np.abs(one - 3) < 1e-9) & (np.abs(other - 3) < 1e-9))
    assert together == pytest.approx(truths([1, 2, 3])[3] ** 2, abs=OFTEN)


def test_without_doubt_a_draw_is_the_plan_itself() -> None:
    said = [
        judged("L", "a", "b", [2, 1, -1]),
        judged("M", "b", "c", [2, 3, -1, -1]),
        judged("N", "c", "a", [1, 0, 0]),
    ]
    graph = LinkGraph.of(plan_of(said))
    case = assess(graph, read_method("influence")).case
    net = draw(case.evidence, CERTAIN, 1, 0, 5).net
    held = {pair: weight.net for pair, weight in graph.weights().items()}
    at = dict(enumerate(graph.outcomes))
    for source, target, values in nonempty(
        list(zip(case.evidence.source, case.evidence.target, net, strict=True))
    ):
        assert values == pytest.approx(held.get((at[source], at[target]), 0.0))


def test_judges_who_are_not_asked_leave_the_doubts_of_a_plain_link() -> None:
    (net,) = drawn(plan_of([judged("L", "a", "b", [2, 2, -1])]), judges=False, existence=False)
    shares = {strength: float(np.mean(np.abs(net - strength) < 1e-9)) for strength in (1, 2, 3)}
    assert shares == pytest.approx({1: 0.2, 2: 0.6, 3: 0.2}, abs=OFTEN)


def test_weights_count_beside_one_another() -> None:
    said = [judged("L", "a", "b", [1, 2, 3]), judged("M", "b", "c", [2, 2, 1])]
    plain = links(plan_of(said), draws=60).to_dict()
    judges: list[dict[str, Any]]
    judges = [{"id": f"g{number}", "weight": 7} for number in (1, 2, 3)]
    assert links(plan_of(said, judges=judges), draws=60).to_dict() == plain
    heavy = plan_of(said, judges=[{"id": "g3", "weight": 5}])
    assert [one.score(heavy.weights) for one in heavy.links] == [3, 1]
    set_aside = plan_of(said, judges=[{"id": "g1", "weight": 0}])
    two = [{**one, "judgements": one["judgements"][1:]} for one in said]
    assert links(set_aside, draws=60).to_dict() == links(plan_of(two), draws=60).to_dict()


def test_where_scores_are_fine_judges_count_as_closer_to_the_median() -> None:
    said = [[2.1, 2.1, 1.1], [2.2, 2.2, 3.0], [2.4, 2.4, 2.4]]
    ends = [("a", "b"), ("b", "c"), ("c", "a")]
    plan = plan_of([judged(f"L{at}", *ends[at], said[at]) for at in range(3)])
    fine = float(np.var([2.1, 2.2, 2.4])) / 4  # a quarter of the variance of the medians
    part = (fine / ((1.0**2 + 0.8**2) / 9)) ** 0.5  # nine scores, two of them off
    step = (fine / 0.4) ** 0.5  # one step with .2, one back with .2
    shares = {0.0: 0.6, 2.1: 2, 2.1 - part: 1, 2.1 - step: 0.2, 2.1 + step: 0.2}
    net, *_ = drawn(plan)
    for strength, chance in nonempty(shares.items()):
        assert np.mean(np.abs(net - strength) < 1e-9) == pytest.approx(chance / 4, abs=OFTEN)


def true_score(luck: np.random.Generator, fine: bool) -> float:
    """A whole score in three pairs of ten, or a mean of many opinions in every pair."""
    if fine:
        return float(np.clip(luck.normal(2, 0.45) + luck.normal(0, 0.7, 15), 0, 3).mean().round(2))
    return float(luck.choice([1, 2, 3, 3, 2, 1, -1, -2])) if luck.random() < 0.3 else 0.0


def simulated(seed: int, fine: bool, judges: int = 10, slip: float = 0.4) -> tuple[Plan, Plan]:
    """A plan as it truly is, and as judges see it who are a step off as often as `slip` says."""
    luck = np.random.default_rng(seed)
    names = [f"n{number}" for number in range(12)]
    true: list[dict[str, Any]] = []
    seen: list[dict[str, Any]] = []
    for source in names:
        for target in names:
            if source == target:
                continue
            truth = true_score(luck, fine)
            off = np.where(luck.random(judges) < slip, luck.choice([-1, 1], judges), 0)
            scores = np.clip(truth + off, -3, 3).astype(float).tolist()
            name = f"{source}-{target}"
            if truth:
                true.append(link(name, source, target, truth))
            if any(scores):
                seen.append(judged(name, source, target, scores, basis="stated"))
    return plan_of(true, " ".join(names)), plan_of(seen, " ".join(names))


@pytest.mark.slow
@pytest.mark.parametrize("fine", [False, True])
def test_the_median_of_ten_judges_a_step_off_finds_the_true_order_and_intervals_hold(fine: bool) -> None:
    taus, held = [], []
    for seed in range(6):
        true, seen = simulated(seed, fine)
        found = assess(LinkGraph.of(true), read_method("influence"), doubted=False)
        ends = [(tie.source, tie.target) for tie in found.graph.ties]
        loss, ranks = dict(zip(ends, found.loss, strict=True)), dict(zip(ends, found.link_ranks, strict=True))
        told = {(one.source, one.target): one for one in links(seen, draws=1000).links}
        every = sorted({*ends, *told})
        judged_loss = np.array([told[pair].loss or 0.0 if pair in told else 0.0 for pair in every])
        tau = tau_b(np.array([loss.get(pair, 0.0) for pair in every]), judged_loss)
        assert tau is not None
        taus.append(tau)
        for pair in sorted(ends, key=lambda pair: ranks[pair])[:10]:
            one = told.get(pair)
            held.append(one is not None and (one.rank_low or 0) <= ranks[pair] <= (one.rank_high or 0))
    # where all scores are nearly alike, the few medians that are a step off count for more
    assert np.mean(taus) >= (0.85 if fine else 0.9)
    assert np.mean(held) >= 0.9
