"""One link has one truth, however many paragraphs witness it; and a link that nobody recorded is a link."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linked import link, matrix_plan, plan_of, random_plan, records
from loops import nonempty, tries
from realign.models.influence.case import Case
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import METHODS, read_method
from realign.models.influence.sampling import CERTAIN, DOUBT, draw, draw_unrecorded
from realign.models.influence.sampling_frame import Empty
from realign.models.influence.scores import assess
from realign.questions.links import links

DRAWS = 20_000
LENS = {"id": "x", "default_relevance": 0.5}
OFTEN = 4 * 0.5 / DRAWS**0.5
"""Four standard errors of a share."""


def case_of(said: list[dict[str, object]], lens: str | None = None, outcomes: str = "a b c d") -> Case:
    plan = plan_of(said, outcomes, lenses=[LENS] if lens else [])
    return assess(LinkGraph.of(plan, lens), read_method("influence")).case


def witnessed(paragraphs: int, strength: float = 2, **more: object) -> list[dict[str, object]]:
    """One link, said in so many paragraphs."""
    return [link(f"L{at}", "a", "b", strength, refs=[f"DOC {at}"], **more) for at in range(1, paragraphs + 1)]


WEIGHS = {1: 1.2, 2: 1.0, 3: 2.9 / 3}
"""By hand: 1 is .8 · 1 + .2 · 2; 2 is .2 · 1 + .6 · 2 + .2 · 3; 3 is .9 · 3 + .1 · 2, each by itself."""


@pytest.mark.parametrize("paragraphs", [1, 2, 3, 4, 8])
@pytest.mark.parametrize("strength", [1, 2, 3, -1, -2, -3])
@pytest.mark.parametrize("direction", ["directed", "mutual", "unstated"])
@pytest.mark.parametrize("lens", [None, "x"])
def test_more_paragraphs_make_a_link_surer_and_not_stronger(
    paragraphs: int, strength: float, direction: str, lens: str | None
) -> None:
    said = witnessed(paragraphs, strength, direction=direction)
    graph = LinkGraph.of(plan_of(said, lenses=[LENS]), lens)
    case = assess(graph, read_method("influence")).case
    drawn = draw(case.evidence, DOUBT, 1, 0, DRAWS).net
    ranked = np.array([weight.net for weight in graph.weights().values()])
    there = (drawn != 0).any(axis=0)
    assert there.mean() == pytest.approx(1 - 0.1**paragraphs, abs=OFTEN)
    ratio = drawn[:, there].sum(axis=0).mean() / ranked.sum()
    assert 0.95 <= ratio <= 1.35
    assert ratio == pytest.approx(WEIGHS[abs(int(strength))], abs=0.02)


@pytest.mark.parametrize("scale", [1, 3, 4, 10])
@pytest.mark.parametrize("part", [0.05, 0.2, 1 / 3, 0.4, 0.6, 2 / 3, 0.75, 0.8, 0.9, 0.97, 1])
def test_a_weight_in_the_draws_is_that_of_the_ranking_in_any_scale(scale: float, part: float) -> None:
    case = assess(
        LinkGraph.of(plan_of(witnessed(1, scale * part), scale=scale)), read_method("influence")
    ).case
    drawn = draw(case.evidence, replace(DOUBT, existence=False), 1, 0, DRAWS).net / part
    assert 2.9 / 3 - 0.02 <= drawn.mean() <= 1.2 + 0.02


def test_all_paragraphs_of_a_link_run_the_same_way_and_are_misjudged_alike() -> None:
    case = case_of(witnessed(3, direction="unstated", basis="analyst"))
    there, back = draw(case.evidence, replace(DOUBT, existence=False), 1, 0, DRAWS).net * 3
    shares = [np.mean((there > 0) == one) for one in (True, False)]
    assert shares == pytest.approx([2 / 3, 1 / 3], abs=OFTEN)
    both = (there > 0) & (back > 0)
    assert both.mean() == pytest.approx(1 / 3, abs=OFTEN)
    assert (there[both] == back[both]).all()
    steps = {round(float(value)): float(np.mean(there[there > 0] == value)) for value in np.unique(there)}
    assert steps == pytest.approx({0: 0, 1: 0.2, 2: 0.6, 3: 0.2}, abs=OFTEN)


def test_two_directed_links_between_two_outcomes_have_two_truths() -> None:
    case = case_of([link("L1", "a", "b", 2), link("L2", "b", "a", 2)])
    there, back = draw(case.evidence, replace(CERTAIN, slip=0.2), 1, 0, DRAWS).net
    assert np.mean(there == back) == pytest.approx(0.6**2 + 2 * 0.2**2, abs=OFTEN)


def test_push_and_hold_of_one_link_are_two_truths() -> None:
    case = case_of([link("L1", "a", "b", 2), link("L2", "a", "b", -2)])
    (net,) = draw(case.evidence, replace(CERTAIN, slip=0.2), 1, 0, DRAWS).net * 3
    assert np.mean(np.abs(net) < 1e-9) == pytest.approx(0.6**2 + 2 * 0.2**2, abs=OFTEN)


@pytest.mark.parametrize(
    ("scale", "strength", "least"),
    [(3, 1, 1), (3, 0.5, 0.5), (3, 1.75, 1), (4, 1, 1), (4, 4, 8 / 3), (9, 9, 6)],
)
def test_a_step_down_never_abolishes_a_link(scale: float, strength: float, least: float) -> None:
    plan = plan_of([link("L", "a", "b", strength)], scale=scale)
    case = assess(LinkGraph.of(plan), read_method("influence")).case
    drawn = draw(case.evidence, replace(CERTAIN, slip=0.3), 1, 0, 2_000).net * scale
    assert drawn.min() == pytest.approx(least)
    assert drawn.max() == pytest.approx(min(strength + scale / 3, 2 * strength, scale))


def test_a_link_is_there_as_often_as_it_is_sure() -> None:
    said = [link("L1", "a", "b", 1), link("L2", "b", "c", 3, basis="implied"), link("L3", "c", "d", -1)]
    for answer in (links(plan_of(said), draws=4_000), links(plan_of(said), method="pwp", draws=4_000)):
        for one in nonempty(answer.links):
            assert one.present == pytest.approx(one.confidence, abs=4 * 0.5 / 4_000**0.5)


def test_existence_is_told_apart_from_rank() -> None:
    # M, N and O are of equal strength; L is first whenever it is there
    said = [link("L", "a", "b", 3, basis="analyst"), *(link(name, name, name * 2, 1) for name in "mno")]
    plan = plan_of(said, "a b m mm n nn o oo")
    doubt = replace(CERTAIN, existence=True)
    first = links(plan, draws=2_000, doubt=doubt).links[0]
    assert first.source == "a"
    assert first.present == pytest.approx(0.4, abs=0.05)
    assert (first.rank_low_present, first.rank_high_present) == (1, 1)
    assert (first.rank_low, first.rank_high) == (1, 4)


@settings(max_examples=tries(25), deadline=None)
@given(records(), st.sampled_from([None, "near"]))
def test_ranks_where_a_link_is_there_are_counted_one_by_one(
    given_records: list[dict[str, object]], lens: str | None
) -> None:
    from realign.models.influence.monte_carlo import simulate

    case = assess(LinkGraph.of(random_plan(given_records), lens), read_method("influence")).case
    ranking = simulate(case, DOUBT, 60, 1).links
    low, high = ranking.interval_if_there()
    for at in range(ranking.things):
        ranks = np.sort(ranking.doubled[at][ranking.there[at]]) / 2
        if len(ranks):
            bounds = np.quantile(ranks, [0.05, 0.95], method="inverted_cdf")
            assert (low[at], high[at]) == tuple(bounds)
        else:
            assert np.isnan(low[at])


def test_every_ordered_pair_of_which_nothing_is_said_can_hold_a_missing_link() -> None:
    # every two outcomes are tied one way: six ordered pairs are left, all of them one way back
    plan = matrix_plan(np.triu(np.full((4, 4), 2.0), 1), 3)
    case = assess(LinkGraph.of(plan), read_method("influence")).case
    drawn = draw_unrecorded(case.evidence, DOUBT, 0.3, 4_000, np.random.default_rng(1))
    count = drawn.there.sum(axis=0)
    assert (count / (count + 6)).mean() == pytest.approx(0.3, abs=0.02)
    assert not drawn.whole.any()
    source, target = case.evidence.empty.ends(drawn.place)
    assert (source > target)[drawn.there].all()


@settings(max_examples=tries(50), deadline=None)
@given(st.integers(2, 9), st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8))))
def test_the_pairs_of_which_nothing_is_said_are_those_that_a_full_matrix_leaves(
    outcomes: int, drawn: set[tuple[int, int]]
) -> None:
    pairs = sorted((one, other) for one, other in drawn if one != other and max(one, other) < outcomes)
    said = np.zeros((outcomes, outcomes), dtype=bool)
    said[tuple(np.array(pairs, dtype=np.intp).reshape(-1, 2).T)] = True
    at = range(outcomes)
    both = [(i, j) for i in at for j in at if i < j and not said[i, j] and not said[j, i]]
    back = [(i, j) for i in at for j in at if i != j and not said[i, j] and said[j, i]]
    source, target = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    empty = Empty.beside(source, target, outcomes)
    assert (empty.both, empty.many) == (len(both), 2 * len(both) + len(back))
    found = zip(*(one.tolist() for one in empty.ends(np.arange(empty.many))), strict=True)
    assert list(found) == [*both, *((j, i) for i, j in both), *back]


@settings(max_examples=tries(25), deadline=None)
@given(records(signed=False), st.floats(0.05, 0.6))
def test_missing_links_are_counted_in_links_and_never_overlap(
    given_records: list[dict[str, object]], missing: float
) -> None:
    case = assess(LinkGraph.of(random_plan(given_records)), read_method("influence")).case
    evidence, empty = case.evidence, case.evidence.empty
    drawn = draw_unrecorded(evidence, CERTAIN, missing, 200, np.random.default_rng(1))
    pairs = set(zip(evidence.source.tolist(), evidence.target.tolist(), strict=True))
    for column in range(200):
        ways = []
        for row in np.flatnonzero(drawn.there[:, column]):
            begin, end = empty.ends(drawn.place[row, column][None])
            way = (int(begin[0]), int(end[0]))
            ways += [way, way[::-1]] if drawn.whole[row, column] else [way]
        assert len(ways) == len(set(ways))
        assert not pairs & set(ways)


def test_as_many_missing_links_of_both_ways_as_told() -> None:
    said = [link(f"L{at}", f"a{at}", f"b{at}", direction="unstated") for at in range(9)]
    case = case_of(said, outcomes=" ".join(f"a{at} b{at}" for at in range(9)))
    drawn = draw_unrecorded(case.evidence, CERTAIN, 0.3, 4_000, np.random.default_rng(1))
    count = drawn.there.sum(axis=0)
    assert (count / (count + 9)).mean() == pytest.approx(0.3, abs=0.02)
    assert drawn.whole[drawn.there].all()


@pytest.mark.parametrize("method", METHODS)
def test_direct_and_indirect_add_up(method: str) -> None:
    said = [link("L1", "a", "b", 3), link("L2", "b", "c", 2, direction="unstated"), link("L3", "c", "d", 1)]
    told = 0
    for one in nonempty(links(plan_of(said), method=method, draws=0).outcomes):
        if one.indirect_share is not None and one.drive and one.direct_out is not None:
            assert one.direct_out == pytest.approx(one.drive * (1 - one.indirect_share))
            told += 1
    assert told


def test_methods_are_compared_on_links_too() -> None:
    said = [link("L1", "a", "b", 3), link("L2", "b", "c", 2, direction="unstated"), link("L3", "a", "d", 1)]
    plan = plan_of(said)
    answer = links(plan, draws=0)
    assert answer.agreement_links.keys() == answer.agreement.keys()
    for method, tau in answer.agreement_links.items():
        other = {
            (one.source, one.target): one.loss or 0.0 for one in links(plan, method=method, draws=0).links
        }
        own = {(one.source, one.target): one.loss or 0.0 for one in answer.links}
        signs = [
            np.sign(round(own[one] - own[two], 9)) * np.sign(round(other[one] - other[two], 9))
            for one in own
            for two in own
            if one < two
        ]
        assert tau == pytest.approx(np.mean(signs))
