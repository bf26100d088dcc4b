"""Large networks along their links, against full matrices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linked import Array, link, plan_of
from loops import tries
from realign.models.influence import gains, methods, sparse_solve
from realign.models.influence.graph import LinkGraph
from realign.models.influence.methods import losses_of, power_sum, read_method, spectral_radius, totals_of
from realign.models.influence.scores import assess
from realign.models.influence.sparse_solve import Sparse, solve
from realign.models.influence.total_influence import Ends, norm_of

some = settings(max_examples=tries(6), deadline=None)


def network(seed: int, size: int, links: int, *, signed: bool) -> Array:
    """A random network as a matrix whose largest row or column sum is 1."""
    rng = np.random.default_rng(seed)
    matrix = np.zeros((size, size))
    matrix[rng.integers(0, size, links), rng.integers(0, size, links)] = rng.random(links) - 0.3 * signed
    np.fill_diagonal(matrix, 0)
    return matrix / norm_of(np.abs(matrix))


@some
@given(st.integers(0, 1000), st.booleans(), st.sampled_from([0.2, 0.5, 0.95, 1.0]))
def test_a_system_is_solved_as_by_a_full_matrix(seed: int, signed: bool, delta: float) -> None:
    matrix = network(seed, 230, 900, signed=signed)
    assert Sparse.of(matrix)
    start = np.random.default_rng(seed).random(230)
    exact = np.linalg.solve(np.eye(230) - delta * matrix, start)
    assert solve(matrix, delta, start) == pytest.approx(exact, rel=1e-12)


@pytest.mark.slow
def test_what_does_not_settle_in_time_is_solved_as_a_full_matrix() -> None:
    ring = np.roll(np.eye(230), 1, axis=1)
    exact = np.linalg.solve(np.eye(230) - 0.999 * ring, np.ones(230))
    assert solve(ring, 0.999, np.ones(230)) == pytest.approx(exact)
    assert np.isclose(exact[0], 1000)  # 1 / (1 - delta)


@some
@given(st.integers(0, 1000), st.integers(1, 3))
def test_a_product_along_the_entries(seed: int, wide: int) -> None:
    matrix = network(seed, 210, 400, signed=True)
    sparse = Sparse.of(matrix)
    assert sparse is not None
    other = np.random.default_rng(seed).random((210, 50 * wide))
    assert sparse.times(other) == pytest.approx(matrix @ other)
    assert sparse.times(other[:, 0]) == pytest.approx(matrix @ other[:, 0])


@pytest.mark.slow
@some
@given(st.integers(0, 1000), st.sampled_from(["sei", "pwp", "micmac:4", "dematel", "katz"]), st.booleans())
def test_every_method_says_the_same_along_the_links(seed: int, name: str, signed: bool) -> None:
    matrix, method = network(seed, 210, 500, signed=signed), read_method(name)
    source, target = np.nonzero(matrix)
    ends, ones = Ends(source, target, np.arange(len(source)) % 3 == 0), np.ones(210)
    with pytest.MonkeyPatch.context() as patch:
        along = totals_of(method, matrix, ones), losses_of(method, matrix, ends, ones)
        patch.setattr(sparse_solve, "FEW", 10_000)
        full = totals_of(method, matrix, ones), losses_of(method, matrix, ends, ones)
    assert along[0].drive == pytest.approx(full[0].drive, rel=1e-9, abs=1e-12)
    assert along[0].dependence == pytest.approx(full[0].dependence, rel=1e-9, abs=1e-12)
    assert along[1] == pytest.approx(full[1], rel=1e-9, abs=1e-12)


def test_some_rows_of_a_power_sum() -> None:
    matrix = network(1, 30, 100, signed=True)
    exact = matrix + 0.5 * matrix @ matrix
    assert power_sum(read_method("sei"), matrix, [3, 7]) == pytest.approx(exact[[3, 7]])


def test_loops_are_found_behind_long_chains() -> None:
    size = 400
    matrix = np.diag(np.full(size - 1, 0.5), 1)  # a chain, and in its middle a ring of two
    assert spectral_radius(matrix) == 0.0
    matrix[201, 200] = 0.5
    assert spectral_radius(matrix) == pytest.approx(0.5)


def test_of_very_many_outcomes_signs_are_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = network(3, 60, 500, signed=True)
    exact = float(np.abs(np.linalg.eigvals(matrix)).max())
    monkeypatch.setattr(methods, "MOST", 10)
    assert exact <= spectral_radius(matrix) <= norm_of(np.abs(matrix))


def test_where_to_build_does_not_hang_on_how_many_are_looked_at_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(5)
    codes = [f"o{number}" for number in range(9)]
    said = [
        link(f"L{at}", codes[int(a)], codes[int(b)], int(rng.integers(1, 4)))
        for at, (a, b) in enumerate(rng.integers(0, 9, (25, 2)))
        if a != b
    ]
    assessment = assess(LinkGraph.of(plan_of(said, " ".join(codes))), read_method("influence"))
    whole = gains.best_to_build(assessment)
    monkeypatch.setattr(gains, "ROWS", 2)
    assert gains.best_to_build(assessment) == whole
    assert len(whole) == gains.BUILT
