"""The spectral radius, where walks without end stop adding up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loops import tries
from realign.models.influence.methods import MANY, spectral_radius


def test_a_network_without_loops_has_none() -> None:
    chain = np.triu(np.ones((12, 12)), 1)
    order = np.random.default_rng(1).permutation(12)
    assert spectral_radius(chain[np.ix_(order, order)]) == 0.0
    assert spectral_radius(np.zeros((0, 0))) == 0.0


def test_a_ring_and_a_uniform_network_by_hand() -> None:
    ring = np.roll(np.diag([2.0, 3, 4]), 1, axis=1)
    assert spectral_radius(ring) == pytest.approx(24 ** (1 / 3))
    assert spectral_radius(np.ones((5, 5)) - np.eye(5)) == pytest.approx(4)


@pytest.mark.slow
@settings(max_examples=tries(8), deadline=None)
@given(st.integers(0, 1000), st.sampled_from([0.02, 0.1, 1.0]))
def test_of_large_networks_a_bound_from_above_that_is_close(seed: int, filled: float) -> None:
    rng = np.random.default_rng(seed)
    size = MANY + 20
    matrix = rng.random((size, size)) * (rng.random((size, size)) < filled)
    exact = float(np.abs(np.linalg.eigvals(matrix)).max())
    assert exact * (1 - 1e-9) <= spectral_radius(matrix) <= exact * 1.02
