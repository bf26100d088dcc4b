"""How sure a rank is: draws counted against exact probabilities, and each thing left out by brute force."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linked import CODES, link, matrix_plan, plan_of, random_plan, records
from loops import nonempty, tries
from realign.models.influence import leave_one_out as omission
from realign.models.influence import monte_carlo as simulation
from realign.models.influence.case import SMALL, Case
from realign.models.influence.followed_losses import follow, reach_of
from realign.models.influence.graph import LinkGraph
from realign.models.influence.groups import Bonds
from realign.models.influence.leave_one_out import leave_out
from realign.models.influence.low_rank_update import Rows, change_rows
from realign.models.influence.methods import METHODS, NoAnswerError, read_method
from realign.models.influence.misjudgement import misjudged_by
from realign.models.influence.monte_carlo import absent_last, judge, simulate
from realign.models.influence.rank_intervals import (
    GrowingRanking,
    Ranking,
    acceptability,
    groups,
    not_separable,
    share_error,
)
from realign.models.influence.ranking import DRAWS
from realign.models.influence.ranks import doubled_ranks, mid_ranks
from realign.models.influence.sampling import (
    CERTAIN,
    DOUBT,
    Uncertainty,
    draw,
    draw_unrecorded,
    norms,
)
from realign.models.influence.scores import Assessment, assess
from realign.models.influence.total_influence import knock_out, resolvent
from realign.questions.links import Links, links
from realign.text import say
from realign.views import sheets

NINE = " ".join(f"a{at} b{at}" for at in range(9))
LENS = {"id": "x", "default_relevance": 0.5}
few = settings(max_examples=tries(25), deadline=None)


def case_of(said: list[dict[str, object]], lens: str | None = None, outcomes: str = "a b c d") -> Case:
    plan = plan_of(said, outcomes, lenses=[LENS] if lens else [])
    return assess(LinkGraph.of(plan, lens), read_method("influence")).case


def big(direction: str = "directed", signed: float = 0.0, seed: int = 1) -> Assessment:
    """A network of 70 outcomes and 250 records, more than fits the full matrices."""
    rng = np.random.default_rng(seed)
    said = []
    for number in range(250):
        i, j = rng.choice(70, 2, replace=False)
        sign = -1 if rng.random() < signed else 1
        strength = sign * int(rng.integers(1, 4))
        said.append(link(f"L{number}", f"n{i}", f"n{j}", strength, direction=direction))
    plan = plan_of(said, " ".join(f"n{number}" for number in range(70)))
    return assess(LinkGraph.of(plan), read_method("influence"))


# --- what is drawn ---------------------------------------------------------------------------------


def test_a_link_exists_as_often_as_its_confidence_says() -> None:
    said = [
        link("L1", "a", "b", basis="stated"),
        link("L2", "a", "c", basis="implied"),
        link("L3", "a", "d", basis="analyst"),
        link("L4", "b", "c", basis="analyst"),
        link("L5", "b", "c", basis="implied"),
    ]
    case = case_of(said)
    there = draw(case.evidence, replace(CERTAIN, existence=True), 1, 0, 20_000).net > 0
    assert there.mean(axis=1) == pytest.approx([0.9, 0.7, 0.4, 1 - 0.6 * 0.3], abs=4 * 0.5 / 20_000**0.5)


def test_both_directions_of_a_statement_exist_together() -> None:
    case = case_of([link("L1", "a", "b", direction="mutual", basis="analyst")])
    there, back = draw(case.evidence, replace(CERTAIN, existence=True), 1, 0, 500).net > 0
    assert (there == back).all()


def test_a_strength_slips_by_one_step_inside_the_scale_and_keeps_its_sign() -> None:
    case = case_of([link("L1", "a", "b", 1), link("L2", "a", "c", 3), link("L3", "a", "d", -3)])
    drawn = draw(case.evidence, replace(CERTAIN, slip=0.2), 1, 0, 20_000).net * 3
    shares = [
        {value: float(np.mean(row.round(9) == value)) for value in (-3, -2, 0, 1, 2, 3)} for row in drawn
    ]
    near = {"abs": 4 * 0.5 / 20_000**0.5}
    # a step down from the weakest strength leaves it: what exists is never made to vanish
    assert shares[0] == pytest.approx({-3: 0, -2: 0, 0: 0, 1: 0.8, 2: 0.2, 3: 0}, **near)
    # at the end of the scale a step down is half as likely: those who score shun the ends
    assert shares[1] == pytest.approx({-3: 0, -2: 0, 0: 0, 1: 0, 2: 0.1, 3: 0.9}, **near)
    assert shares[2] == pytest.approx({-3: 0.9, -2: 0.1, 0: 0, 1: 0, 2: 0, 3: 0}, **near)


def test_a_step_is_a_third_of_the_scale_where_strengths_are_steps_of_the_scale() -> None:
    for strengths, scale in (([1, 2, 3], 3), ([1, 1.5, 3], 3), ([1, 2, 3, 4], 4), ([2, 2, 2], 3), ([7], 100)):
        assert misjudged_by(np.array(strengths, dtype=float), scale) == pytest.approx(scale / 3)
    assert misjudged_by(np.array([]), 3) == 1


def test_a_quarter_of_the_variance_of_means_is_put_down_to_misjudgement() -> None:
    # means of many opinions that differ by tenths: their variance is .0125, and 2 x .2 x step^2 a quarter of it
    step = misjudged_by(np.array([2.1, 2.2, 2.3, 2.4]), 3)
    assert 2 * 0.2 * step**2 == pytest.approx(0.0125 / 4)
    # spread over the whole scale they are no surer than steps are
    assert misjudged_by(np.array([0.1, 0.2, 4.0, 3.9]), 4) == pytest.approx(4 / 3)
    said = [link("L1", "a", "b", 2.1), link("L2", "a", "c", 2.2), link("L3", "b", "c", 2.4)]
    drawn = draw(case_of(said).evidence, replace(CERTAIN, slip=0.2), 1, 0, 2_000).net * 3
    moved = misjudged_by(np.array([2.1, 2.2, 2.4]), 3)
    assert set(drawn[0].round(6)) == set(np.round([2.1 - moved, 2.1, 2.1 + moved], 6))


def test_the_unit_of_the_scale_does_not_change_a_step() -> None:
    fine = np.array([2.1, 2.2, 2.35, 2.4])
    assert misjudged_by(100 * fine, 300) == pytest.approx(100 * misjudged_by(fine, 3))


def test_an_open_direction_is_one_way_the_other_or_both() -> None:
    case = case_of([link("L1", "b", "a", 3, direction="unstated")])
    there, back = draw(case.evidence, replace(CERTAIN, direction=True), 1, 0, 20_000).net
    shares = [np.mean((there == one) & (back == other)) for one, other in ((1, 0), (0, 1), (1, 1))]
    assert shares == pytest.approx([1 / 3] * 3, abs=4 * 0.5 / 20_000**0.5)


def test_only_the_relevance_of_what_is_not_tagged_is_drawn() -> None:
    said = [
        link("L1", "a", "b", 3),
        link("L2", "a", "c", 3, lenses={"x": 0.7}),
        link("L3", "a", "d", 3, lenses={"x": 0}),
    ]
    case = case_of(said, "x")
    drawn = draw(case.evidence, replace(CERTAIN, relevance=True), 1, 0, 20_000)
    assert np.quantile(drawn.net[0], [0.1, 0.5, 0.9]) == pytest.approx([0.1, 0.5, 0.9], abs=0.02)
    assert (drawn.net[1] == 0.7).all()
    assert (drawn.net[2] == 0).all()
    assert (drawn.free == 1).all()
    assert (norms(case.evidence, drawn.free) == 3).all()


def test_the_strongest_statement_counts_in_every_draw() -> None:
    said = [
        link("L1", "a", "b", 3, basis="analyst"),
        link("L2", "a", "b", 1),
        link("L3", "a", "b", -2, basis="analyst"),
    ]
    case = case_of(said)
    drawn = draw(case.evidence, replace(CERTAIN, existence=True), 1, 0, 4_000)
    assert set((drawn.net[0] * 3).round(9).tolist()) == {3, 1, 0, -2, -1}
    assert set((drawn.free[0] * 3).round(9).tolist()) == {0, 1, 2, 3, 5}


def test_one_stream_does_not_shift_another() -> None:
    said = [
        link("L1", "a", "b", direction="unstated"),
        link("L2", "b", "c"),
        link("L3", "c", "d", basis="implied"),
    ]
    case = case_of(said)
    existing = draw(case.evidence, replace(CERTAIN, existence=True), 7, 3, 200).net > 0
    everything = draw(case.evidence, replace(DOUBT, slip=0), 7, 3, 200).net > 0
    assert (existing[2:] == everything[2:]).all()


# --- from draws to ranks ---------------------------------------------------------------------------


def test_probability_of_the_first_rank_by_hand() -> None:
    # two links alike but for their basis: .9 against .4; ties are shared
    case = case_of([link("L1", "a", "b", basis="stated"), link("L2", "c", "d", basis="analyst")])
    drawn = simulate(case, replace(CERTAIN, existence=True), 20_000, 1).links
    error = 4 * share_error(0.75, 20_000)
    assert drawn.first / 20_000 == pytest.approx([0.9 * 0.6 + (0.9 * 0.4 + 0.1 * 0.6) / 2, 0.25], abs=error)
    assert drawn.win(0, 1) == pytest.approx(0.75, abs=error)


def test_absent_links_are_last_of_the_places_that_they_share() -> None:
    # five links: one pushes, three are absent and share places 2 to 4, one holds back
    loss = np.array([[0.5, 0.0, 0.0, -0.2, 0.0]])
    there = np.array([[True, False, False, True, False]])
    assert (absent_last(doubled_ranks(loss, 0.0), there) / 2).tolist() == [[1, 4, 4, 5, 4]]


def test_wins_of_two_sum_to_one() -> None:
    said = [link("L1", "a", "b", 3), link("L2", "b", "c", 2, direction="unstated"), link("L3", "a", "d", 1)]
    wins = links(plan_of(said), draws=300).wins
    assert wins is not None
    values = np.array(wins.values)
    assert values + values.T == pytest.approx(np.ones((4, 4)))


def test_no_doubt_no_interval() -> None:
    said = [
        link("L1", "a", "b", 3),
        link("L2", "b", "c", 2, direction="unstated"),
        link("L3", "a", "d", 1, basis="analyst"),
    ]
    plan = plan_of(said, lenses=[LENS])
    for method in nonempty(METHODS):
        answer = links(plan, "x", method, draws=50, missing=0, doubt=CERTAIN)
        for one in nonempty((*answer.links, *answer.outcomes)):
            assert (one.rank_low, one.rank_high, one.rank_error) == (one.rank, one.rank, 0)
            assert one.top_share_error == pytest.approx(0, abs=1e-9) or one.rank != 1
            assert one.rank_low_missing is None


@few
@given(records(), st.sampled_from([None, "near"]), st.sampled_from(METHODS))
def test_draws_without_doubt_are_the_plan_itself(
    given_records: list[dict[str, object]], lens: str | None, name: str
) -> None:
    try:
        graph = LinkGraph.of(random_plan(given_records), lens)
        assessment = assess(graph, read_method(name), doubted=False)
    except NoAnswerError:
        return
    drawn = simulate(assessment.case, CERTAIN, 3, 1)
    assert (2 * np.array(assessment.link_ranks) == drawn.links.doubled.T).all()
    assert (2 * np.array(assessment.outcome_ranks) == drawn.outcomes.doubled.T).all()


@pytest.mark.slow
@few
@given(records(), st.sampled_from([None, "near"]), st.sampled_from(["influence", "sei", "pwp"]))
def test_shares_and_intervals_agree_with_each_other(
    given_records: list[dict[str, object]], lens: str | None, name: str
) -> None:
    answer = links(random_plan(given_records), lens, name, draws=60)
    for things in (answer.links, answer.outcomes):
        if things:
            assert sum(one.top_share or 0 for one in things) == pytest.approx(1)
        for one in things:
            assert 1 <= (one.rank_low or 0) <= (one.rank_high or 0) <= len(things)
            assert (one.rank_low_missing or 0) <= (one.rank_low or 0)
            assert (one.rank_high_missing or 0) >= (one.rank_high or 0)
            assert (one.top_share or 0) <= (one.top_places_share or 0) + 1e-9
            assert one.without_reference is None or one.without_reference.best <= (one.rank or 0)


def test_acceptabilities_sum_to_one_both_ways() -> None:
    scores = np.random.default_rng(1).integers(0, 4, (300, 6)).astype(float)
    shares = acceptability(doubled_ranks(scores))
    assert shares.sum(axis=0) == pytest.approx(np.ones(6))
    assert shares.sum(axis=1) == pytest.approx(np.ones(6))
    assert (shares >= -1e-12).all()


def test_intervals_and_wins_are_counted() -> None:
    scores = np.random.default_rng(2).integers(0, 9, (400, 5)).astype(float)
    ranking = Ranking.of(doubled_ranks(scores))
    low, high, _ = ranking.interval()
    for thing in range(5):
        ranks = np.array([mid_ranks(row)[thing] for row in scores])
        bounds = np.quantile(ranks, [0.05, 0.95], method="inverted_cdf")
        assert (low[thing], high[thing]) == tuple(bounds)
    wins = np.mean((scores[:, 0] > scores[:, 1]) + 0.5 * (scores[:, 0] == scores[:, 1]))
    assert ranking.win(0, 1) == pytest.approx(wins)


def test_the_error_of_an_interval_is_that_of_its_order_statistics() -> None:
    # ranks 1 … 1000 in turn: the 5 % point is 50, and one standard error of it 7 draws or 7 ranks
    doubled = np.zeros((1000, 2), dtype=np.int32)
    doubled[:, 0] = 2 * np.arange(1, 1001)
    low, high, error = Ranking.of(doubled).interval()
    assert (low[0], high[0], error[0]) == (50, 950, 7)


@settings(max_examples=tries(30), deadline=None)
@given(st.integers(1, 6), st.integers(1, 30), st.integers(0, 99))
def test_what_cannot_be_separated_is_counted_draw_by_draw(things: int, draws: int, seed: int) -> None:
    doubled = doubled_ranks(np.random.default_rng(seed).integers(0, 4, (draws, things)).astype(float))
    order = np.random.default_rng(seed).permutation(things).tolist()

    def wins(one: int, other: int) -> float:
        return float(
            sum((a < b) + (a == b) / 2 for a, b in zip(doubled[:, one], doubled[:, other], strict=True))
        )

    assert not_separable(Ranking.of(doubled), order) == {
        one: tuple(
            other for other in range(things) if other != one and 0.05 <= wins(one, other) / draws <= 0.95
        )
        for one in range(things)
    }


@pytest.mark.parametrize("most", [7, 9])  # as many as there are, or room for more
def test_draws_taken_in_part_by_part_are_those_taken_in_at_once(most: int) -> None:
    doubled = doubled_ranks(np.random.default_rng(1).integers(0, 4, (7, 5)).astype(float))
    there = np.random.default_rng(2).random((5, 7)) < 0.5
    growing = GrowingRanking(most)
    for some in nonempty((slice(0, 3), slice(3, 4), slice(4, 7))):
        growing.add(Ranking.of(doubled[some], there[:, some]))
    whole, known = growing.whole(), Ranking.of(doubled, there)
    for one, other in nonempty(
        zip(*((r.doubled, r.first, r.top, r.there) for r in (whole, known)), strict=True)
    ):
        assert (one == other).all()


def test_not_separable_and_its_groups() -> None:
    # a beats b in 90 %, b beats c in 90 %, a beats c always: {a b} and {b c} overlap
    order = np.array([[3.0, 2, 1]] * 16 + [[2, 3, 1]] * 2 + [[3, 1, 2]] * 2)
    together = not_separable(Ranking.of(doubled_ranks(order)), [0, 1, 2])
    assert together == {0: (1,), 1: (0, 2), 2: (1,)}
    named = {"abc"[one]: ["abc"[other] for other in others] for one, others in together.items()}
    assert groups("abc", named) == (("a", "b"), ("b", "c"))
    assert groups("ab", {"a": [], "b": []}) == ()


@given(st.integers(1, 12), st.data())
@few
def test_stretches_are_those_of_going_through_all_of_them(count: int, data: st.DataObject) -> None:
    near = {(one, other): data.draw(st.booleans()) for one in range(count) for other in range(one + 1, count)}
    together = {
        str(one): [str(other) for other in range(count) if near.get((min(one, other), max(one, other)))]
        for one in range(count)
    }
    order = [str(one) for one in range(count)]
    whole = [
        (start, end)
        for start in range(count)
        for end in range(start + 2, count + 1)
        if all(near[one, other] for one in range(start, end) for other in range(one + 1, end))
    ]
    longest = [
        one for one in whole if not any(a <= one[0] and one[1] <= b and (a, b) != one for a, b in whole)
    ]
    assert groups(order, together) == tuple(tuple(order[start:end]) for start, end in sorted(longest))


def test_in_a_large_plan_fewer_networks_are_drawn_always_the_same_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    codes = [f"o{number}" for number in range(SMALL + 1)]
    said = [link(f"L{at}", one, other, 1 + at % 3) for at, (one, other) in enumerate(pairwise(codes))]
    monkeypatch.setattr(simulation, "FOLLOWED", 150 * len(said))
    first, second = (links(plan_of(said, " ".join(codes)), draws=400) for _ in range(2))
    assert (first.draws, first.draws_asked) == (150, 400)
    assert first.links == second.links
    assert any(note.startswith("150 of 400 draws: influence") for note in notes_of(first))


def test_so_many_draws_are_made_as_their_ranks_have_room(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [link("L1", "a", "b", 3), link("L2", "b", "c", 2)]
    monkeypatch.setattr(simulation, "RANKS", 4 * 120)
    answer = links(plan_of(said), draws=200)
    assert (answer.draws, answer.draws_asked) == (120, 200)
    assert any(note.startswith("120 of 200 draws") for note in notes_of(answer))


@pytest.mark.slow
def test_of_many_links_between_few_outcomes_full_matrices_tell_the_same() -> None:
    codes = [f"o{number}" for number in range(SMALL + 6)]
    chance = np.random.default_rng(3)
    pairs = [(one, other) for one in codes for other in codes if one != other and chance.random() < 0.5]
    said = [link(f"L{at}", one, other, int(chance.integers(1, 4))) for at, (one, other) in enumerate(pairs)]
    case = case_of(said, outcomes=" ".join(codes))
    assert not case.sparse
    assert case_of(said[:100], outcomes=" ".join(codes)).sparse
    along = case_of(said, outcomes=" ".join(codes))
    along.__dict__["sparse"] = True  # the way that many outcomes go
    first, second = (simulate(one, DOUBT, 400, 1).links.interval() for one in (case, along))
    assert np.abs(first[0] - second[0]).mean() < 0.02 * len(said)
    assert np.abs(first[1] - second[1]).mean() < 0.02 * len(said)


def test_where_a_method_takes_too_long_nothing_is_drawn_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = [link("L1", "a", "b", 3), link("L2", "b", "c", 2)]
    monkeypatch.setattr(simulation, "FULL", 1)
    answer = links(plan_of(said), method="katz", draws=200)
    assert (answer.draws, [one.rank for one in answer.links]) == (0, [1, 2])
    assert any(note.startswith("nothing is drawn: katz") for note in notes_of(answer))


def test_what_is_too_much_to_leave_out_one_by_one_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [link("L1", "a", "b", 3), link("L2", "b", "c", 2)]
    assert not links(plan_of(said), draws=50).left_out.omissions
    monkeypatch.setattr(omission, "CELLS", 1)
    answer = links(plan_of(said), draws=50)
    assert answer.left_out.omissions
    assert any("not left out one by one" in note for note in notes_of(answer))


def test_the_seed_decides_and_the_order_of_records_does_not() -> None:
    said = [link(f"L{n}", "abcd"[n % 4], "abcd"[(n + 1 + n // 4) % 4], 1 + n % 3) for n in range(8)]
    plan, turned = plan_of(said), plan_of(said[::-1])
    assert links(plan, draws=100) == links(turned, draws=100)
    assert links(plan, draws=100, seed=5) != links(plan, draws=100)
    assert links(plan).draws == DRAWS


def test_draws_of_nothing_leave_ranks_alone() -> None:
    answer = links(plan_of([link("L", "a", "b")]), draws=0)
    assert answer.links[0].rank == 1
    assert (answer.links[0].rank_low, answer.links[0].top_share, answer.links[0].without_link) == (
        None,
        None,
        None,
    )


# --- large plans go along the links ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "signed"), [("directed", 0.0), ("directed", 0.3), ("unstated", 0.0), ("mutual", 0.3)]
)
@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_along_the_links_and_through_matrices_it_is_the_same(
    direction: str, signed: float, missing: float
) -> None:
    case = big(direction, signed).case
    assert case.sparse
    deltas = np.linspace(0.2, 0.9, 12)
    drawn = draw(case.evidence, DOUBT, 3, 0, 12)
    luck = np.random.default_rng(4)
    extra = draw_unrecorded(case.evidence, DOUBT, missing, 12, luck) if missing else None
    drive, loss, error = follow(case, deltas, extra, reach_of(case, drawn, deltas, extra))
    norm = norms(case.evidence, drawn.free, extra)
    matrix = np.zeros((12, 70, 70))
    matrix[:, case.evidence.source, case.evidence.target] = drawn.net.T
    if extra:
        np.add.at(matrix, (np.arange(12), extra.net.near, extra.net.far), extra.net.weight)
    exact_drive, exact_loss = judge(case, matrix / norm[:, None, None], deltas)
    assert drive == pytest.approx(exact_drive, abs=1e-8)
    # R is right to within `error`, so the loss of a directed link to within delta * x * error of itself
    weights = np.abs(drawn.net / norm)
    count = len(case.ends.source)
    bound = 4 * deltas * weights.max() * error
    assert (
        np.abs(loss[:, :count] - exact_loss) <= (bound * np.abs(exact_loss).max(axis=1))[:, None] + 1e-8
    ).all()
    # what nobody recorded may close a loop of two links, which the ways back do not follow
    assert np.abs(loss[:, :count] - exact_loss).max() <= (0.03 if extra else 0.01) * np.abs(exact_loss).max()


def test_threads_change_nothing() -> None:
    case = big().case
    one, two = (simulate(case, DOUBT, 600, 1, threads=threads) for threads in (1, 2))
    assert (one.links.doubled == two.links.doubled).all()
    assert (one.outcomes.doubled == two.outcomes.doubled).all()


@pytest.mark.parametrize("outcomes", [10, 70])
def test_what_groups_carry_changes_no_rank(outcomes: int) -> None:
    rng = np.random.default_rng(outcomes)
    pairs = [rng.choice(outcomes, 2, replace=False) for _ in range(250)]
    said = [link(f"L{at}", f"n{i}", f"n{j}", int(rng.integers(1, 4))) for at, (i, j) in enumerate(pairs)]
    plan = plan_of(said, " ".join(f"n{number}" for number in range(outcomes)))
    case = assess(LinkGraph.of(plan), read_method("influence")).case
    assert case.sparse == (outcomes > SMALL)
    halves = Bonds.of(["1", "2"] * (outcomes // 2))
    alone, grouped = (simulate(case, DOUBT, 300, 1, bonds=bonds) for bonds in (None, halves))
    assert grouped.worlds is not None
    assert grouped.worlds.groups is not None
    assert (alone.links.doubled == grouped.links.doubled).all()
    assert (alone.outcomes.doubled == grouped.outcomes.doubled).all()


# --- links that nobody recorded --------------------------------------------------------------------


@pytest.mark.slow
def test_as_many_links_appear_as_are_missing() -> None:
    for case in (case_of([link(f"L{at}", f"a{at}", f"b{at}") for at in range(9)], outcomes=NINE), big().case):
        recorded = len(case.ends.source)
        drawn = draw_unrecorded(case.evidence, CERTAIN, 0.3, 4_000, np.random.default_rng(1))
        count = (drawn.free.weight > 0).sum(axis=0)
        share = count / (count + recorded)
        assert share.mean() == pytest.approx(0.3, abs=0.02)
        assert share.max() <= 0.75  # the share itself goes up to .6


def test_where_all_pairs_are_linked_nothing_can_be_missing() -> None:
    plan = matrix_plan(np.array([[0, 1, 2], [3, 0, 1], [1, 2, 0]]), 3)
    answer = links(plan, draws=300, missing=0.5)
    assert [(one.rank_low, one.rank_high) for one in answer.links] == [
        (one.rank_low_missing, one.rank_high_missing) for one in answer.links
    ]


def test_outcomes_that_nothing_touches_may_rank_higher_if_links_are_missing() -> None:
    answer = links(plan_of([link("L1", "a", "b"), link("L2", "b", "c")]), draws=500, missing=0.5)
    (alone,) = (one for one in answer.outcomes if one.id == "d")
    assert (alone.rank, alone.rank_low, alone.rank_low_missing) == (3.5, 3, 1)  # 3: where b drives nothing


# --- one thing left out ----------------------------------------------------------------------------


def order_without(assessment: Assessment, graph: LinkGraph) -> tuple[dict[int, float], list[float]]:
    """Expected loss of every link that is left, and ranks of the outcomes, in a plan without something."""
    changed = assess(graph, assessment.method)
    loss: dict[int, float] = {}
    for at, tie in enumerate(assessment.graph.ties):
        pair = {tie.source, tie.target}
        left = [
            (one, value)
            for one, value in zip(changed.graph.ties, changed.expected.tolist(), strict=True)
            if {one.source, one.target} == pair and (tie.whole or one.source == tie.source or one.whole)
        ]
        if len(left) == 1:
            loss[at] = left[0][1]
        elif left:
            loss[at] = float("nan")  # one link has become two: not the same any more
    return loss, list(changed.outcome_ranks)


@few
@given(records(), st.sampled_from([None, "near", "far"]), st.sampled_from(METHODS))
def test_leaving_out_is_a_plan_without(
    given_records: list[dict[str, object]], lens: str | None, name: str
) -> None:
    graph = LinkGraph.of(random_plan(given_records), lens)
    try:
        assessment = assess(graph, read_method(name))
    except NoAnswerError:
        return
    found = leave_out(assessment)
    if not graph.ties:
        assert found.links == ((), ())
        return
    without = [
        replace(graph, statements=tuple(one for one in graph.statements if one.reference != reference))
        for reference in sorted({one.reference for one in graph.statements})
    ]
    best = np.array(assessment.outcome_ranks, dtype=float)
    worst = best.copy()
    link_best = np.array(assessment.link_ranks, dtype=float)
    split = False
    for left in without:
        try:
            loss, ranks = order_without(assessment, left)
        except NoAnswerError:
            continue
        best, worst = np.minimum(best, ranks), np.maximum(worst, ranks)
        split = split or any(np.isnan(value) for value in loss.values())
        there = sorted(loss)
        new, old = mid_ranks(np.array([loss[at] for at in there])), mid_ranks(assessment.expected[there])
        for at, one, other in zip(there, new, old, strict=True):
            link_best[at] = min(link_best[at], assessment.link_ranks[at] + one - other)
    assert [swing.best for swing in found.outcomes[0]] == best.tolist()
    assert [swing.worst for swing in found.outcomes[0]] == worst.tolist()
    if not split:
        assert [swing.best for swing in found.links[0]] == link_best.tolist()


@few
@given(records(), st.sampled_from([None, "near"]))
def test_a_link_left_out_is_a_plan_without_that_link(
    given_records: list[dict[str, object]], lens: str | None
) -> None:
    graph = LinkGraph.of(random_plan(given_records), lens)
    assessment = assess(graph, read_method("influence"))
    best = worst = np.array(assessment.outcome_ranks, dtype=float)
    for tie in graph.ties:
        pairs = {(tie.source, tie.target)} | ({(tie.target, tie.source)} if tie.whole else set())
        # statements that the lens shuts out go with the link: they may set the norm
        left = tuple(one for one in graph.statements if not pairs & set(one.pairs))
        if any(set(one.pairs) - pairs and set(one.pairs) & pairs for one in graph.statements):
            return
        ranks = assess(replace(graph, statements=left), assessment.method).outcome_ranks
        best, worst = np.minimum(best, ranks), np.maximum(worst, ranks)
    if graph.ties:
        found = leave_out(assessment).outcomes[1]
        assert [swing.best for swing in found] == best.tolist()
        assert [swing.worst for swing in found] == worst.tolist()


def test_the_cause_of_a_swing_is_named() -> None:
    said = [
        link("L1", "a", "b", 3, refs=["DOC 7(b)"]),
        link("L2", "a", "b", 1, refs=["DOC 9"]),
        link("L3", "c", "d", 2, refs=["DOC 8"]),
    ]
    first = links(plan_of(said), draws=10).links[0]
    assert (first.source, first.rank) == ("a", 1)
    swing = first.without_reference
    assert swing is not None
    assert (swing.best, swing.best_without, swing.worst, swing.worst_without) == (1, None, 2, "DOC 7(b)")


def test_the_place_of_a_link_that_is_left_out_stays_empty() -> None:
    said = [link("L1", "a", "b", 3), link("L2", "c", "d", 2), link("L3", "e", "f", 1)]
    for one in nonempty(links(plan_of(said, "a b c d e f"), draws=10).links):
        assert one.without_link is not None
        assert (one.without_link.best, one.without_link.worst) == (one.rank, one.rank)


def test_large_plans_leave_out_in_closed_form_what_small_ones_do_from_scratch() -> None:
    assessment = big("unstated", 0.2)
    found = leave_out(assessment)
    rng = np.random.default_rng(3)
    best, worst = (
        np.array([getattr(swing, side) for swing in found.outcomes[1]]) for side in ("best", "worst")
    )
    for at in nonempty(rng.choice(len(assessment.graph.ties), 12, replace=False)):
        tie = assessment.graph.ties[at]
        left = tuple(
            one for one in assessment.graph.statements if {one.source, one.target} != {tie.source, tie.target}
        )
        ranks = assess(replace(assessment.graph, statements=left), assessment.method).outcome_ranks
        assert (best <= np.array(ranks)).all()
        assert (worst >= np.array(ranks)).all()


@pytest.mark.slow
@given(st.integers(0, 10**6), st.integers(1, 4), st.booleans())
@few
def test_changed_rows_in_closed_form_equal_a_network_worked_out_anew(
    seed: int, most: int, signed: bool
) -> None:
    rng = np.random.default_rng(seed)
    case = big(direction="unstated", signed=0.3 if signed else 0.0)
    matrix, ends, weigh = case.matrix, case.ends, rng.random(len(case.matrix))
    changes = []
    for _ in range(5):
        rows = rng.choice(len(matrix), rng.integers(0, most + 1), replace=False)
        pairs = [(int(row), int(at)) for row in rows for at in rng.choice(len(matrix), 3, replace=False)]
        changes.append([(i, j, float(rng.uniform(-0.05, 0.05)) - matrix[i, j]) for i, j in pairs])
    drive, loss = change_rows(Rows.of(changes, len(matrix)), matrix, case.reach, ends, weigh, 0.5)
    for number, change in enumerate(changes):
        new = matrix.copy()
        for i, j, more in change:
            new[i, j] += more
        reach = resolvent(new, 0.5)
        assert drive[number] == pytest.approx(new @ reach @ weigh, abs=1e-12)
        assert loss[number] == pytest.approx(knock_out(new, reach, ends, weigh, 0.5).loss, abs=1e-12)


@given(records(), st.sampled_from([None, "near"]), st.sampled_from(["influence", "dematel"]))
@few
def test_the_closed_form_leaves_out_what_working_out_anew_does(
    said: list[dict[str, object]], lens: str | None, method: str
) -> None:
    try:
        assessment = assess(LinkGraph.of(random_plan(said), lens), read_method(method))
    except NoAnswerError:
        return
    with pytest.MonkeyPatch.context() as patch:
        quick = leave_out(assessment)
        patch.setattr(omission, "ROWS", -1)
        assert quick == leave_out(assessment)


def test_doubt_can_be_switched_off_one_by_one() -> None:
    said = [link("L1", "a", "b", 3), link("L2", "c", "d", 2, direction="unstated")]
    widths = {}
    for name, doubt in {
        "all": Uncertainty(),
        "delta": replace(CERTAIN, delta=(0.2, 0.9)),
        "none": CERTAIN,
    }.items():
        first = links(plan_of(said), draws=200, doubt=doubt).links[0]
        widths[name] = (first.rank_high or 0) - (first.rank_low or 0)
    assert widths == {"all": 1, "delta": 0, "none": 0}


def test_a_rank_outside_its_own_interval_is_named() -> None:
    # L leads; in all but one draw of a hundred another link is a step up, and level with it
    said = [link("L", "a", "b", 3)]
    said += [link(f"M{at}", f"c{at}", f"d{at}", 2) for at in range(20)]
    outcomes = "a b " + " ".join(f"c{at} d{at}" for at in range(20))
    answer = links(plan_of(said, outcomes), draws=400)
    outside = [one for one in answer.links if one.outside]
    for one in nonempty(answer.links):
        assert one.rank is not None
        assert one.rank_low is not None
        assert one.rank_high is not None
        assert (one in outside) == (one.rank < one.rank_low or one.rank > one.rank_high)
    notes = [str(note) for sheet in sheets(answer) for note in getattr(sheet, "notes", ())]
    told = [note for note in notes if "outside their own interval" in note]
    assert bool(told) == bool(outside)
    assert all(f"{one.source}–{one.target}" in told[0] for one in outside)
    assert outside, "this plan was made so that one is"


def notes_of(answer: Links) -> list[str]:
    return [say(note, "en") for part in sheets(answer) for note in part.notes]


def test_an_order_that_most_draws_turn_round_is_named_with_its_share() -> None:
    said = [link("L1", "a", "b", 3, basis="analyst"), link("L2", "c", "d", 1, refs=["D 1", "D 2"])]
    answer = links(plan_of(said), draws=400)
    first, second = answer.links
    assert (first.source, second.source) == ("a", "c")
    assert first.beats_next is not None
    assert first.beats_next < 0.45  # it exists in 40 % of the draws
    told = [note for note in notes_of(answer) if note.startswith("most draws have another order")]
    assert f"c–d above a–b ({100 * (1 - first.beats_next):.0f} %)" in told[0]
    sure = links(plan_of([link("L1", "a", "b", 3), link("L2", "c", "d", 1)]), draws=400)
    assert not [note for note in notes_of(sure) if note.startswith("most draws have another order")]


def test_fewer_draws_than_asked_for_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [link("L1", "a", "b", 3), link("L2", "b", "a", 2)]
    whole = links(plan_of(said), method="pwp", draws=200)
    assert not [note for note in notes_of(whole) if ": pwp takes" in note]
    monkeypatch.setattr(simulation, "MOST", 1)
    answer = links(plan_of(said), method="pwp", draws=200)
    assert (answer.draws, answer.draws_asked) == (100, 200)
    assert any(note.startswith("100 of 200 draws: pwp") for note in notes_of(answer))


@pytest.mark.slow
@given(records(), st.sampled_from([0.1, 10.0]))
@few
def test_intervals_do_not_hang_on_the_unit_of_the_scores(said: list[dict[str, Any]], factor: float) -> None:
    scaled = [{**one, "strength": one["strength"] * factor} for one in said]
    plans = [plan_of(one, " ".join(CODES), scale=3 * times) for one, times in ((said, 1), (scaled, factor))]
    first, second = (links(plan, draws=60) for plan in plans)
    for one, other in zip(first.links, second.links, strict=True):
        assert (one.rank, one.rank_low, one.rank_high) == (other.rank, other.rank_low, other.rank_high)
        assert one.top_share == pytest.approx(other.top_share)
