"""What holds whatever is true: every figure against all worlds of a small plan, or against brute force."""

from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linked import LENSES, Array, link, net_matrix, plan_of, random_plan, records
from loops import tries
from realign.loading import load
from realign.models.influence.certainty import Certainty, certainty_of
from realign.models.influence.choice import best_of, choose, in_order
from realign.models.influence.classes import among_first, class_of
from realign.models.influence.followed_losses import groups_along, reach_of
from realign.models.influence.gains import best_to_build, gains_of_links
from realign.models.influence.graph import LinkGraph
from realign.models.influence.groups import Bonds, group_losses
from realign.models.influence.methods import read_method
from realign.models.influence.monte_carlo import matrices_of, simulate
from realign.models.influence.ranking import study
from realign.models.influence.sampling import CERTAIN, DOUBT, Uncertainty, draw
from realign.models.influence.scores import assess
from realign.models.influence.total_influence import norm_of
from realign.plan import Plan
from realign.questions.links import links

EXISTENCE = replace(CERTAIN, existence=True)
DRAWS = 20_000
few = settings(max_examples=tries(20), deadline=None)


def held(plan: Plan, doubt: Uncertainty = DOUBT, draws: int = 2_000, k: int = 5) -> Certainty:
    graph = LinkGraph.of(plan)
    studied = study(graph, read_method("influence"), draws=draws, missing=0, doubt=doubt)
    return certainty_of(studied, k, doubt)


def total(matrix: Array, delta: float, weigh: Array) -> float:
    """All influence: the sum of X (I - delta X)^-1 b."""
    return float((matrix @ np.linalg.solve(np.eye(len(matrix)) - delta * matrix, weigh)).sum())


# --- groups ----------------------------------------------------------------------------------------


@few
@given(st.integers(0, 10**6), st.booleans())
def test_a_group_is_lost_as_if_its_links_were_deleted(seed: int, signed: bool) -> None:
    rng = np.random.default_rng(seed)
    matrix = rng.random((3, 6, 6)) * (rng.random((3, 6, 6)) < 0.6) / 6
    matrix *= rng.choice([-1, 1], matrix.shape) if signed else 1
    matrix[:, range(6), range(6)] = 0
    deltas, weigh = rng.uniform(0.2, 0.9, 3), rng.random(6)
    domains = ["1", "1", "2", "2", "3", None]
    bonds = Bonds.of(domains)
    assert bonds.names == ("1-2", "1-3", "2-3")
    found = group_losses(matrix, deltas, weigh, bonds)
    for number in range(3):
        whole = total(matrix[number], deltas[number], weigh)
        assert found.total[number] == pytest.approx(whole)
        for hub in range(6):
            left = matrix[number].copy()
            left[hub] = left[:, hub] = 0
            assert found.hubs[number, hub] == pytest.approx(whole - total(left, deltas[number], weigh))
        for at, name in enumerate(bonds.names):
            left = matrix[number].copy()
            for i, j in product(range(6), repeat=2):
                if {domains[i], domains[j]} == set(name.split("-")):
                    left[i, j] = 0
            assert found.bonds[number, at] == pytest.approx(whole - total(left, deltas[number], weigh))


def test_one_hub_carries_all() -> None:
    said = [link(f"L{code}", "a", code, 2, basis="analyst") for code in "bcd"]
    (hub, *_) = held(plan_of(said)).groups
    assert (hub.kind, hub.id) == ("hub", "a")
    assert (hub.share, hub.share_low, hub.share_high) == pytest.approx((1, 1, 1))
    assert hub.first > 0.99 - 0.36  # where one link alone is there its other end carries as much


# --- all worlds ------------------------------------------------------------------------------------

SAID = [
    link("L1", "1.1", "2.1", 3, basis="analyst"),
    link("L2", "2.1", "1.2", 2, basis="implied"),
    link("L3", "1.2", "2.2", 2, basis="stated"),
    link("L4", "2.2", "1.1", 1, basis="stated"),
]
FOUR = plan_of(SAID, "1.1 1.2 2.1 2.2", domains=[{"id": "1", "title": "One"}, {"id": "2", "title": "Two"}])
SURE = (0.4, 0.7, 0.9, 0.9)
NAMES = ("1.1-2.1", "1.2-2.2", "2.1-1.2", "2.2-1.1")


def worlds() -> tuple[Array, Array, Array]:
    """Every world of `FOUR`: its probability (w,), which record is there (w, 4), each link's loss (w, 4)."""
    at = {code: number for number, code in enumerate(("1.1", "1.2", "2.1", "2.2"))}
    ends = {name: tuple(at[code] for code in name.split("-")) for name in NAMES}
    by_record = ("1.1-2.1", "2.1-1.2", "1.2-2.2", "2.2-1.1")
    chances, there, losses = [], [], []
    for world in product((True, False), repeat=4):
        matrix = np.zeros((4, 4))
        for on, name, strength in zip(world, by_record, (3, 2, 2, 1), strict=True):
            matrix[ends[name]] = on * strength / 3
        matrix /= norm_of(matrix)
        whole = total(matrix, 0.5, np.ones(4))
        lost = []
        for name in NAMES:
            left = matrix.copy()
            left[ends[name]] = 0
            lost.append(whole - total(left, 0.5, np.ones(4)))
        chances.append(np.prod([p if on else 1 - p for on, p in zip(world, SURE, strict=True)]))
        there.append(world)
        losses.append(lost)
    return np.array(chances), np.array(there), np.array(losses)


@pytest.mark.slow
@pytest.mark.parametrize("k", [1, 2, 3])
def test_the_choice_is_that_of_all_worlds(k: int) -> None:
    chances, _, loss = worlds()
    mean = chances @ loss
    order = np.argsort(-mean)[:k]
    best = chances @ np.sort(loss, axis=1)[:, -k:].sum(axis=1)
    choice = held(FOUR, EXISTENCE, DRAWS, k).choice
    assert choice is not None
    assert choice.links == tuple(NAMES[at] for at in order)
    assert choice.share == pytest.approx(mean[order].sum() / best, abs=4 * choice.share_error)
    assert choice.to_know == pytest.approx(best - mean[order].sum(), abs=0.02)
    inside = (loss >= np.sort(loss, axis=1)[:, -k, None] - 1e-9) & (loss > 1e-9)
    found = held(FOUR, EXISTENCE, DRAWS, k).among_first
    assert found == pytest.approx(chances @ inside, abs=4 * 0.5 / DRAWS**0.5)


@pytest.mark.slow
@pytest.mark.parametrize("k", [1, 2])
def test_what_to_settle_is_that_of_all_worlds(k: int) -> None:
    chances, there, loss = worlds()

    def carried(some: Array) -> float:
        """What the best choice carries in these worlds, times their probability."""
        return float(np.sort(chances[some] @ loss[some])[-k:].sum())

    blind = carried(np.ones(16, dtype=bool))
    to_know = float(chances @ np.sort(loss, axis=1)[:, -k:].sum(axis=1)) - blind
    found = {(one.kind, one.id): one for one in held(FOUR, EXISTENCE, DRAWS, k).settle}
    for number in range(4):
        worth = carried(there[:, number]) + carried(np.logical_not(there[:, number])) - blind
        told = found["record", f"L{number + 1}"]
        assert told.worth == pytest.approx(worth, abs=4 * told.worth_error + 0.002)
        assert told.share == pytest.approx(worth / to_know, abs=0.03)
        assert found["paragraph", f"DOC L{number + 1}"].worth == told.worth
    assert found["component", "direction"].worth == 0
    assert found["component", "strength"].worth == 0
    assert found["component", "existence"].worth <= to_know + 4 * found["component", "existence"].worth_error


def test_groups_are_those_of_all_worlds() -> None:
    chances, there, _ = worlds()
    ends = {0: (0, 2), 1: (2, 1), 2: (1, 3), 3: (3, 0)}
    shares, telling = np.zeros((16, 4)), np.zeros(16, dtype=bool)
    for number, world in enumerate(there):
        matrix = np.zeros((4, 4))
        for at, strength in enumerate((3, 2, 2, 1)):
            matrix[ends[at]] = world[at] * strength / 3
        matrix /= norm_of(matrix)
        whole = total(matrix, 0.5, np.ones(4))
        telling[number] = whole > 0
        for hub in range(4):
            left = matrix.copy()
            left[hub] = left[:, hub] = 0
            shares[number, hub] = (1 - total(left, 0.5, np.ones(4)) / whole) if whole else 0
    exact = chances[telling] @ shares[telling] / chances[telling].sum()
    groups = held(FOUR, EXISTENCE, DRAWS).groups
    found = {group.id: group.share for group in groups if group.kind == "hub"}
    assert [found[code] for code in ("1.1", "1.2", "2.1", "2.2")] == pytest.approx(exact, abs=0.01)
    (bond,) = (group for group in groups if group.kind == "bond")  # every link runs between the two domains
    assert bond.id == "1-2"
    assert (bond.share, bond.first) == pytest.approx((1, 1))


# --- laws ------------------------------------------------------------------------------------------


@few
@given(records(), st.integers(1, 6))
def test_the_choice_never_carries_less_than_the_ranking(
    given_records: list[dict[str, object]], k: int
) -> None:
    certainty = held(random_plan(given_records), draws=60, k=k)
    if certainty.choice:
        choice = certainty.choice
        assert choice.ranking_share <= choice.share + 1e-6
        assert 0 < choice.share <= 1 + 1e-6
        assert choice.to_know >= 0
        assert len(choice.links) <= k
        assert all(one.worth >= 0 for one in certainty.settle)
        for one in certainty.settle:
            assert one.worth <= choice.to_know + 6 * one.worth_error + 1e-6


@pytest.mark.slow
@few
@given(records(signed=False))
def test_choices_are_nested(given_records: list[dict[str, object]]) -> None:
    plan = random_plan(given_records)
    chosen = [held(plan, draws=60, k=k).choice for k in (1, 2, 3, 4)]
    for small, large in pairwise(chosen):
        if small and large:
            assert large.links[: len(small.links)] == small.links


@few
@given(records(signed=False), st.sampled_from([None, "near"]))
def test_without_doubt_everything_is_core_or_out(
    given_records: list[dict[str, object]], lens: str | None
) -> None:
    answer = links(random_plan(given_records), lens, draws=50, missing=0, doubt=CERTAIN, choose=3)
    assert {one.class_ for one in answer.links} <= {"core", "out"}
    if answer.choice:
        assert answer.choice.share == pytest.approx(1)
        assert answer.choice.to_know == pytest.approx(0, abs=1e-6)
        assert all(one.worth == pytest.approx(0, abs=1e-6) for one in answer.settle)


def test_a_statement_that_changes_nothing_is_worth_nothing() -> None:
    said = [link("L1", "a", "b", 3, basis="analyst"), link("L2", "c", "d", 3, basis="analyst")]
    said += [link("N", "e", "f", 0.01, basis="analyst")]
    found = held(plan_of(said, "a b c d e f"), EXISTENCE, 4_000, 1).settle
    worth = {one.id: one.worth for one in found if one.kind == "record"}
    assert worth["N"] == pytest.approx(0, abs=1e-6)
    assert worth["L1"] > 0.05


def test_the_draws_and_the_ranking_agree_on_the_shipped_plan() -> None:
    from realign.models.influence.ranks import tau_b

    plan = load(Path(__file__).parents[2] / "data").plan
    assert plan is not None
    for lens in ("resilience", "recovery", "vulnerability"):
        assessment = assess(LinkGraph.of(plan, lens), read_method("influence"))
        for seed in (2021, 1, 2):
            kept = simulate(assessment.case, DOUBT, 2_000, seed, bonds=Bonds.of(())).worlds
            assert kept is not None
            tau = tau_b(assessment.expected, kept.loss.mean(axis=0, dtype=np.float64))
            assert tau is not None
            assert tau >= 0.87, (lens, seed)


@few
@given(records(), st.sampled_from([None, "near"]))
def test_links_rank_by_loss_times_confidence(
    given_records: list[dict[str, object]], lens: str | None
) -> None:
    answer = links(random_plan(given_records), lens, draws=0)
    for one in answer.links:
        assert one.expected == pytest.approx((one.loss or 0) * one.confidence)
    assert [one.rank for one in answer.links] == sorted(one.rank or 0 for one in answer.links)
    expected = [one.expected or 0 for one in answer.links]
    assert expected == pytest.approx(sorted(expected, reverse=True))


def test_best_of_and_classes_by_hand() -> None:
    loss = np.array([[3.0, 2, 1, -1], [0, 0, 2, 1], [1, 1, 1, 0]])
    assert best_of(loss, 2).tolist() == [[3, 5], [2, 3], [1, 2]]
    assert best_of(loss, 5)[:, 3:].tolist() == [[6, 6], [3, 3], [3, 3]]
    assert in_order(loss).tolist() == [0, 2, 1]  # 4/3, 4/3, 1; the last carries nothing on average
    assert among_first(loss, 2) == pytest.approx([2 / 3, 2 / 3, 2 / 3, 1 / 3])
    assert [class_of(share) for share in (0.8, 0.79, 0.5, 0.49, 0.05, 0.04)] == [
        "core",
        "likely",
        "likely",
        "contested",
        "contested",
        "out",
    ]
    assert choose(-loss[:, :0], (), (), 2, np.zeros(0)) is None


# --- keep or build ---------------------------------------------------------------------------------


def test_a_step_with_which_influence_would_not_fade_has_no_gain() -> None:
    """1.1 and 1.2 strengthen each other: with one more step both ways each round comes back whole."""
    graph = LinkGraph.of(
        plan_of([link("L0", "1.1", "1.2", 1, direction="mutual")], "1.1 1.2 1.10", lenses=LENSES)
    )
    assessment = assess(graph, read_method("influence"))
    assert gains_of_links(assessment) == (None,)
    assert best_to_build(assessment)[0].gain == pytest.approx(6)  # by hand: 10 - 4


def test_a_step_at_which_the_sum_has_no_limit_says_nothing_and_warns_of_nothing() -> None:
    """What pushes and what holds cancel out to just the step that divides by nothing."""
    said = [
        link("L0", "1.1", "1.1 2.2", 1, direction="mutual"),
        link("L1", "1.1", "2.2", -1, direction="mutual"),
        link("L2", "1.1", "1.1", 1),
    ]
    for factor in (1.0, 0.25):
        scaled = [{**one, "strength": float(str(one["strength"])) * factor} for one in said]
        answer = links(plan_of(scaled, "1.1 1.2 1.10 2.1 2.2 3.1", lenses=LENSES), draws=0)
        assert all(one.gain is None or abs(one.gain) < 1e6 for one in answer.links)


@few
@given(records())
def test_a_gain_is_a_plan_with_one_more_step(given_records: list[dict[str, object]]) -> None:
    graph = LinkGraph.of(plan_of(given_records, "1.1 1.2 1.10 2.1 2.2 3.1", lenses=LENSES))
    assessment = assess(graph, read_method("influence"))
    norm, weigh = assessment.weights.norm, assessment.weights.destinations
    net, free = net_matrix(graph) / norm, assessment.weights.free
    whole = total(net, 0.5, weigh)
    at = {code: number for number, code in enumerate(graph.outcomes)}

    def built(*pairs: tuple[int, int]) -> float:
        more = net.copy()
        for pair in pairs:
            more[pair] += min(1 / 3, max(1 - free[pair], 0)) / norm
        return total(more, 0.5, weigh) - whole

    for tie, gain in zip(graph.ties, gains_of_links(assessment), strict=True):
        pair = (at[tie.source], at[tie.target])
        if gain is not None:
            assert gain == pytest.approx(built(pair, pair[::-1]) if tie.whole else built(pair), abs=1e-9)
    for one in best_to_build(assessment):
        assert one.gain == pytest.approx(built((at[one.source], at[one.target])), abs=1e-9)
        assert one.said == ((one.source, one.target) in graph.weights(lens_free=True))


def test_trade_offs_are_the_links_that_hold_back() -> None:
    said = [
        link("L1", "a", "b", 3),
        link("L2", "b", "c", -1),
        link("L3", "c", "d", -3),
        link("L4", "a", "b", -1),
    ]
    answer = links(plan_of(said), draws=0)
    assert (answer.tradeoffs[0].source, answer.tradeoffs[0].target) in {("c", "d"), ("a", "b")}
    assert {(one.source, one.target): one.contested for one in answer.tradeoffs} == {
        ("a", "b"): True,
        ("b", "c"): False,
        ("c", "d"): False,
    }
    sizes = [abs(one.loss or 0) for one in answer.tradeoffs]
    assert sizes == sorted(sizes, reverse=True)


def test_too_many_losses_are_not_kept_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from realign.models.influence import monte_carlo
    from realign.views import sheets

    monkeypatch.setattr(monte_carlo, "KEPT", 10)
    answer = links(FOUR, draws=200)
    assert answer.left_out.everything
    assert answer.choice is None
    assert {link.class_ for link in answer.links} == {None}
    first = next(iter(sheets(answer)))
    assert first.name == "links"
    assert any("what holds is not worked out" in str(note) for note in first.notes)


def test_hubs_of_a_large_plan_along_the_links_are_those_of_full_matrices() -> None:
    rng, codes = np.random.default_rng(1), [f"c{at}" for at in range(70)]
    pairs = rng.choice(70 * 70, 400, replace=False)
    said = [
        link(f"L{pair}", codes[pair // 70], codes[pair % 70], int(rng.integers(1, 4)))
        for pair in pairs.tolist()
        if pair // 70 != pair % 70
    ]
    case = assess(LinkGraph.of(plan_of(said, " ".join(codes))), read_method("influence")).case
    drawn, deltas = draw(case.evidence, DOUBT, 1, 0, 40), rng.uniform(0.2, 0.9, 40)
    exact = group_losses(matrices_of(case, drawn, None), deltas, case.destinations, Bonds.of([None] * 70))
    found = groups_along(case, deltas, reach_of(case, drawn, deltas, None), None)
    assert found.total == pytest.approx(exact.total, rel=1e-8)
    shares, true = found.hubs / found.total[:, None], exact.hubs / exact.total[:, None]
    assert np.abs(shares - true).max() < 0.002  # ways back over three links and more are left out


@pytest.mark.parametrize(("domains", "signed"), [(3, False), (6, False), (9, True)])
def test_bonds_of_a_large_plan_along_the_links_are_those_of_full_matrices(domains: int, signed: bool) -> None:
    rng, codes = np.random.default_rng(domains), [f"c{at}" for at in range(140)]
    pairs = rng.choice(140 * 140, 1_100, replace=False)
    strengths = [-3, -1, 1, 2, 3] if signed else [1, 2, 3]
    said = [
        link(f"L{pair}", codes[pair // 140], codes[pair % 140], int(rng.choice(strengths)))
        for pair in pairs.tolist()
        if pair // 140 != pair % 140
    ]
    case = assess(LinkGraph.of(plan_of(said, " ".join(codes))), read_method("influence")).case
    of = [None if at < 5 else f"d{number}" for at, number in enumerate(rng.integers(0, domains, 140))]
    evidence, bonds = case.evidence, Bonds.of(of)
    drawn, deltas = draw(evidence, DOUBT, 1, 0, 30), np.linspace(0.2, 0.9, 30)
    exact = group_losses(matrices_of(case, drawn, None), deltas, case.destinations, bonds)
    ways = bonds.along(evidence.source, evidence.target, 140).ways
    found = groups_along(case, deltas, reach_of(case, drawn, deltas, None), ways)
    assert found.bonds.shape == (30, domains * (domains - 1) // 2)
    shares, true = (one.bonds / one.total[:, None] for one in (found, exact))
    assert np.abs(shares - true).max() < 0.002  # what comes back from outside is spread evenly
    assert np.abs(shares - true).max() < 0.01 * np.abs(true).max()
    assert np.mean(shares.argmax(axis=1) == true.argmax(axis=1)) >= 0.9


@pytest.mark.slow
def test_what_bonds_carry_is_told_of_169_outcomes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from realign.models.influence import monte_carlo

    rng, codes = np.random.default_rng(1), [f"{at % 17 + 1}.{at // 17 + 1}" for at in range(169)]
    pairs = rng.choice(169 * 169, 900, replace=False).tolist()
    said = [
        link(f"L{pair}", codes[pair // 169], codes[pair % 169], int(rng.integers(1, 4)))
        for pair in pairs
        if pair // 169 != pair % 169
    ]
    domains = [{"id": str(at), "title": f"Goal {at}"} for at in range(1, 18)]
    plan = plan_of(said, " ".join(codes), domains=domains)
    answer = links(plan, draws=200, missing=0)
    bonds = [group for group in answer.groups if group.kind == "bond"]
    assert len(bonds) == 17 * 16 / 2
    assert not answer.left_out.groups
    assert sum(group.first for group in bonds) == pytest.approx(1)
    monkeypatch.setattr(monte_carlo, "ALONG", 1)
    other = links(plan_of(said, " ".join(codes), domains=domains), draws=200, missing=0)
    assert {group.kind for group in other.groups} == {"hub"}
    assert other.left_out.groups
