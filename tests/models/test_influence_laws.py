"""The laws that the link model obeys, on random signed networks with links of all directions."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linked import CODES, Array, matrix_plan, net_matrix, norm, random_plan, records
from loops import nonempty, tries
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import METHODS, NoAnswerError, losses_of, read_method, totals_of
from realign.models.influence.scores import assess
from realign.models.influence.total_influence import Ends, knock_out, norm_of, resolvent
from realign.questions.links import Links, links

LENSES = st.sampled_from([None, "near", "far"])
RECORDS = records()
few = settings(max_examples=tries(40), deadline=None)


def drives(answer: Links) -> dict[str, float]:
    return {one.id: one.drive or 0.0 for one in answer.outcomes}


def losses(answer: Links) -> dict[tuple[str, str], float]:
    return {(one.source, one.target): one.loss or 0.0 for one in answer.links}


def total(matrix: Array, delta: float = 0.5) -> Array:
    """T, the long way: walks of every length added up one after the other."""
    step, added = matrix.copy(), matrix.copy()
    for _ in range(400):
        step = delta * step @ matrix
        added = added + step
    return added


matrices = st.integers(2, 6).flatmap(
    lambda n: st.lists(
        st.lists(st.sampled_from([0.0, 0.0, 1, 2, 3, 0.5, -1, -2.5]), min_size=n, max_size=n),
        min_size=n,
        max_size=n,
    ).map(lambda rows: np.array(rows) * (1 - np.eye(n)))
)
positive = matrices.map(np.abs)


@few
@given(RECORDS, LENSES)
def test_drive_and_dependence_are_the_sums_of_walks(
    given_records: list[dict[str, object]], lens: str | None
) -> None:
    plan = random_plan(given_records)
    graph = LinkGraph.of(plan, lens)
    influence = total(net_matrix(graph) / norm(graph))
    for one in links(plan, lens, draws=0).outcomes:
        at = graph.outcomes.index(one.id)
        assert one.drive == pytest.approx(influence[at] @ np.array(graph.destinations), abs=1e-12)
        assert one.dependence == pytest.approx(influence[:, at].sum(), abs=1e-12)


@few
@given(RECORDS, LENSES)
def test_the_loss_of_a_link_is_what_its_removal_takes_away(
    given_records: list[dict[str, object]], lens: str | None
) -> None:
    plan = random_plan(given_records)
    graph = LinkGraph.of(plan, lens)
    matrix, weigh = net_matrix(graph) / norm(graph), np.array(graph.destinations)
    ties = {(tie.source, tie.target): tie for tie in graph.ties}
    for pair, loss in losses(links(plan, lens, draws=0)).items():
        i, j = (graph.outcomes.index(code) for code in pair)
        left = matrix.copy()
        left[i, j] = 0
        if ties[pair].whole:
            left[j, i] = 0
        assert loss == pytest.approx(((total(matrix) - total(left)) @ weigh).sum(), abs=1e-11)


@few
@given(RECORDS, LENSES)
def test_a_reader_can_redo_the_loss_from_its_factors(
    given_records: list[dict[str, object]], lens: str | None
) -> None:
    def product(*factors: float | None) -> float:
        return math.prod(factor or 0.0 for factor in factors)

    for method in ("influence", "katz"):
        for one in links(random_plan(given_records), lens, method, draws=0).links:
            there = product(one.direct, one.upstream, one.downstream)
            back = product(one.back_direct, one.back_upstream, one.back_downstream)
            assert one.loss == pytest.approx(
                (there + back + (one.shared or 0)) / (one.feedback or 1), abs=1e-12
            )
            if one.back_upstream is None:
                assert (one.back_direct, one.shared) == (0, 0)


@few
@given(matrices, st.lists(st.booleans(), min_size=30, max_size=30), st.sampled_from([*METHODS, "micmac:6"]))
def test_the_closed_form_is_removal_by_brute_force_for_every_method(
    matrix: Array, both: list[bool], name: str
) -> None:
    method = read_method(name)
    if method.delta is not None:
        matrix = matrix / (norm_of(np.abs(matrix)) * 1.01)
    n, weigh = len(matrix), np.linspace(0, 1, len(matrix))
    source, target = np.nonzero(1 - np.eye(n))
    ends = Ends(source, target, np.array(both[: len(source)] + [False] * (len(source) - len(both))))
    whole = totals_of(method, matrix, weigh).drive.sum()
    for i, j, way_back, loss in zip(
        source, target, ends.whole, losses_of(method, matrix, ends, weigh), strict=True
    ):
        left = matrix.copy()
        left[i, j] = 0
        if way_back:
            left[j, i] = 0
        scale = 1 + np.abs(totals_of(method, np.abs(matrix), weigh).drive).sum()
        assert loss == pytest.approx(whole - totals_of(method, left, weigh).drive.sum(), abs=1e-9 * scale)


@few
@given(RECORDS, LENSES, st.sampled_from([2.0, 0.25, 7.0]))
def test_multiplying_all_scores_by_a_constant_changes_nothing(
    given_records: list[dict[str, object]], lens: str | None, factor: float
) -> None:
    plan = random_plan(given_records)
    graph = LinkGraph.of(plan, lens)
    scaled = random_plan([{**one, "strength": float(str(one["strength"])) * factor} for one in given_records])
    assert drives(links(scaled, lens, draws=0)) == pytest.approx(
        drives(links(plan, lens, draws=0)), abs=1e-12
    )
    before, after = links(plan, lens, draws=0), links(scaled, lens, draws=0)
    assert losses(after) == pytest.approx(losses(before), abs=1e-12)
    assert [one.rank for one in after.links] == [one.rank for one in before.links]
    assert len(graph.ties) == before.counts.links


@pytest.mark.slow
@few
@given(RECORDS, st.permutations(CODES))
def test_new_names_for_the_outcomes_change_no_rank(
    given_records: list[dict[str, object]], codes: list[str]
) -> None:
    new = dict(zip(CODES, codes, strict=True))

    def renamed(ends: object) -> list[str]:
        return [new[code] for code in ends] if isinstance(ends, list) else []

    again = [{**one, "from": renamed(one["from"]), "to": renamed(one["to"])} for one in given_records]
    before, after = (links(random_plan(said), draws=0) for said in (given_records, again))
    ranks = {one.id: (one.rank, one.drive) for one in after.outcomes}
    for outcome in before.outcomes:
        rank, drive = ranks[new[outcome.id]]
        assert rank == outcome.rank
        assert drive == pytest.approx(outcome.drive, abs=1e-12)
    link_ranks = {frozenset((one.source, one.target)): [] for one in after.links}  # type: dict[frozenset[str], list[float | None]]
    for link in after.links:
        link_ranks[frozenset((link.source, link.target))].append(link.rank)
    for link in before.links:
        assert link.rank in link_ranks[frozenset((new[link.source], new[link.target]))]


@few
@given(positive)
def test_drive_of_the_turned_network_is_dependence(matrix: Array) -> None:
    there, back = links(matrix_plan(matrix, 3), draws=0), links(matrix_plan(matrix.T, 3), draws=0)
    assert drives(back) == pytest.approx({one.id: one.dependence for one in there.outcomes}, abs=1e-12)


@few
@given(positive)
def test_a_symmetric_network_drives_as_much_as_it_depends(matrix: Array) -> None:
    for one in links(matrix_plan(matrix + matrix.T, 6), draws=0).outcomes:
        assert one.drive == pytest.approx(one.dependence, abs=1e-12)


@few
@given(matrices, st.integers(1, 12), st.sampled_from([0.2, 0.5, 0.9]))
def test_what_is_left_after_k_steps_is_bounded(matrix: Array, steps: int, delta: float) -> None:
    x = matrix / norm_of(np.abs(matrix))
    first = sum(
        (delta ** (k - 1) * np.linalg.matrix_power(x, k) for k in range(1, steps + 1)), np.zeros_like(x)
    )
    rest = np.abs(x @ resolvent(x, delta) - first)
    assert rest.sum(axis=1).max() <= delta**steps / (1 - delta) + 1e-12


@few
@given(positive)
def test_the_headline_is_katz_on_the_turned_network(matrix: Array) -> None:
    # Katz, L. (1953), Psychometrika 18; the normalisation is ours, so networkx must not normalise
    s = norm_of(matrix)
    network = nx.from_numpy_array(matrix.T, create_using=nx.DiGraph)
    katz = nx.katz_centrality(
        network, alpha=0.5 / s, beta=1, normalized=False, weight="weight", tol=1e-13, max_iter=10_000
    )
    answer = drives(links(matrix_plan(matrix, 3), draws=0))
    for at in range(len(matrix)):
        assert answer[f"n{at + 1}"] == pytest.approx((katz[at] - 1) / 0.5, abs=1e-9)


@few
@given(positive)
def test_the_katz_method_is_katz_at_half_the_critical_attenuation(matrix: Array) -> None:
    radius = float(np.abs(np.linalg.eigvals(matrix)).max())
    if radius < 1e-3:
        return  # without loops there is no critical attenuation
    network = nx.from_numpy_array(matrix.T, create_using=nx.DiGraph)
    katz = nx.katz_centrality(
        network, alpha=0.5 / radius, beta=1, normalized=False, weight="weight", tol=1e-13, max_iter=10_000
    )
    answer = drives(links(matrix_plan(matrix, 3), method="katz", draws=0))
    for at in range(len(matrix)):
        assert answer[f"n{at + 1}"] == pytest.approx(katz[at] - 1, rel=1e-8, abs=1e-9)


@few
@given(matrices)
def test_the_methods_of_the_field_by_their_own_formulas(matrix: Array) -> None:
    plan = matrix_plan(matrix, 3)
    ones = np.ones(len(matrix))

    def check(method: str, found: Array) -> None:
        answer = links(plan, method=method, draws=0)
        for at in nonempty(range(len(matrix))):
            (one,) = (one for one in answer.outcomes if one.id == f"n{at + 1}")
            assert one.drive == pytest.approx(found[at] @ ones, rel=1e-9, abs=1e-9)
            assert one.dependence == pytest.approx(found[:, at] @ ones, rel=1e-9, abs=1e-9)

    check("direct", matrix)
    check("sei", matrix + matrix @ matrix / 2)
    check("micmac:3", np.linalg.matrix_power(matrix, 3))
    x, s = matrix / 3, norm_of(np.abs(matrix))
    exponential = sum(
        (np.linalg.matrix_power(x, k) / math.factorial(k) for k in range(1, 60)), np.zeros_like(x)
    )
    check("pwp", exponential)
    if np.abs(np.linalg.eigvals(matrix / s)).max() < 1 - 1e-6:
        check("dematel", matrix / s @ np.linalg.inv(np.eye(len(matrix)) - matrix / s))


@few
@given(RECORDS, LENSES, st.sampled_from(METHODS))
def test_push_less_hold_is_the_drive(
    given_records: list[dict[str, object]], lens: str | None, method: str
) -> None:
    answer = links(random_plan(given_records), lens, method, draws=0)
    for one in answer.outcomes if answer.passed else ():
        if one.positive is not None and one.negative is not None:
            assert one.positive - one.negative == pytest.approx(one.drive, abs=1e-9)
            assert one.positive >= -1e-9
            assert one.negative >= -1e-9


@few
@given(positive, st.integers(0, 3), st.integers(0, 3))
def test_equal_rows_and_columns_tie(matrix: Array, one: int, other: int) -> None:
    one, other = one % len(matrix), other % len(matrix)
    matrix[other], matrix[:, other] = matrix[one], matrix[:, one]
    np.fill_diagonal(matrix, 0)
    matrix[one, other] = matrix[other, one] = 0
    ranks = {found.id: found.rank for found in links(matrix_plan(matrix, 3), draws=0).outcomes}
    assert ranks[f"n{one + 1}"] == ranks[f"n{other + 1}"]


@few
@given(RECORDS, LENSES)
def test_ranks_are_mid_ranks_and_sum_up(given_records: list[dict[str, object]], lens: str | None) -> None:
    answer = links(random_plan(given_records), lens, draws=0)
    for ranks in ([one.rank or 0 for one in answer.links], [one.rank or 0 for one in answer.outcomes]):
        assert sum(ranks) == pytest.approx(len(ranks) * (len(ranks) + 1) / 2)
        assert ranks == sorted(ranks)


@few
@given(RECORDS, LENSES)
def test_the_answer_holds_every_link_that_counts_once(
    given_records: list[dict[str, object]], lens: str | None
) -> None:
    plan = random_plan(given_records)
    answer = links(plan, lens, draws=0)
    assert sorted((tie.source, tie.target) for tie in LinkGraph.of(plan, lens).ties) == sorted(losses(answer))
    assert all(0 <= one.confidence <= 1 for one in answer.links)


@few
@given(matrices)
def test_knock_out_of_a_stack_is_that_of_each(matrix: Array) -> None:
    x = matrix / norm_of(np.abs(matrix))
    stack = np.stack([x, x.T, x * 0.5])
    deltas = np.array([0.2, 0.5, 0.9])
    source, target = np.nonzero(1 - np.eye(len(x)))
    ends = Ends(source, target, np.arange(len(source)) % 2 == 0)
    weigh = np.linspace(0, 1, len(x))
    together = knock_out(stack, resolvent(stack, deltas), ends, weigh, deltas).loss
    for one, delta, loss in zip(stack, deltas.tolist(), together, strict=True):
        assert loss == pytest.approx(
            knock_out(one, resolvent(one, delta), ends, weigh, delta).loss, abs=1e-12
        )


def test_a_uniform_network_has_no_dematel_and_no_crash() -> None:
    graph = LinkGraph.of(matrix_plan(np.ones((4, 4)) - np.eye(4)))
    with pytest.raises(NoAnswerError):
        assess(graph, read_method("dematel"))
