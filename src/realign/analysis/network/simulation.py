"""A method on many networks that may be the true one: how every link and outcome ranks in each."""

from dataclasses import dataclass

import numpy as np

from realign.analysis.network.draws import Draws, Evidence, Purpose, Uncertainty, draw, norms, stream
from realign.analysis.network.influence import Array, Ends, knock_out, norm_of, resolvent
from realign.analysis.network.methods import (
    NEVER,
    Method,
    Unit,
    losses_of,
    spectral_radius,
    totals_of,
)
from realign.analysis.network.ranks import Doubled, doubled_ranks
from realign.analysis.network.robustness import Ranking

TIE = 1e-9
"""Scores in a draw that are this close, measured by the largest, are the same."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is drawn and how it is judged."""

    evidence: Evidence
    ends: Ends
    destinations: Array
    method: Method


@dataclass(frozen=True, slots=True)
class Simulation:
    """The rank of every link and of every outcome in every draw."""

    links: Ranking
    outcomes: Ranking


def simulate(case: Case, doubt: Uncertainty, draws: int, seed: int) -> Simulation:
    """Draw `draws` networks and rank; draws in which the method has no answer are left out."""
    deltas = _deltas(case.method, doubt, draws, seed)
    size = block_size(case)
    blocks = [
        _dense(case, doubt, seed, start // size, deltas[start : start + size])
        for start in range(0, draws, size)
    ]
    links, outcomes = (np.concatenate(ranks) for ranks in zip(*blocks, strict=True))
    return Simulation(Ranking(links), Ranking(outcomes))


def block_size(case: Case) -> int:
    """How many draws are worked on at once: as many as fit near the processor."""
    cells = case.evidence.outcomes**2 + 8 * len(case.ends.source) + len(case.evidence.unit)
    return int(np.clip(2**20 // max(cells, 1), 16, 1024))


def _deltas(method: Method, doubt: Uncertainty, draws: int, seed: int) -> Array:
    """One delta for each draw, sorted: nothing else depends on it, and like ones take equally long."""
    if method.delta is None or method.delta == 1 or doubt.delta is None:
        return np.full(draws, method.delta or 0.0)
    low, high = doubt.delta
    return np.sort(low + (high - low) * stream(seed, Purpose.DELTA, 0).random(draws))


def _dense(case: Case, doubt: Uncertainty, seed: int, block: int, deltas: Array) -> tuple[Doubled, Doubled]:
    """One block of draws, each network as a full matrix."""
    drawn = draw(case.evidence, doubt, seed, block, len(deltas))
    matrix = _matrices(case, drawn)
    if case.method.delta == 1:
        answered = _adds_up(matrix)
        matrix, deltas = matrix[answered], deltas[answered]
    drive, loss = judge(case, matrix, deltas)
    return doubled_ranks(loss, TIE), doubled_ranks(drive, TIE)


def judge(case: Case, matrix: Array, deltas: Array) -> tuple[Array, Array]:
    """Drive of every outcome and loss of every link, for a stack of matrices."""
    if case.method.delta is None:
        drive = totals_of(case.method, matrix, case.destinations).drive
        return drive, losses_of(case.method, matrix, case.ends, case.destinations)
    weigh = case.destinations if case.method.headline else np.ones_like(case.destinations)
    reach = resolvent(matrix, deltas)
    loss = knock_out(matrix, reach, case.ends, weigh, deltas).loss
    return (matrix @ (reach @ weigh)[..., None])[..., 0], loss


def _matrices(case: Case, drawn: Draws) -> Array:
    """The drawn networks as matrices (draws, n, n) in the unit of the method."""
    count, evidence = drawn.net.shape[1], case.evidence
    matrix = np.zeros((count, evidence.outcomes, evidence.outcomes))
    matrix[:, evidence.source, evidence.target] = (drawn.net / _unit(case, drawn)).T
    return matrix


def _unit(case: Case, drawn: Draws) -> Array | float:
    evidence = case.evidence
    match case.method.unit:
        case Unit.RAW:
            return 1 / evidence.scale
        case Unit.SCALE:
            return 1.0
        case Unit.NORM:
            return norms(evidence, drawn.free)
        case Unit.RADIUS:
            size = np.zeros((drawn.size.shape[1], evidence.outcomes, evidence.outcomes))
            size[:, evidence.source, evidence.target] = drawn.size.T
            return np.array([spectral_radius(one) or norm_of(one) for one in size])


def _adds_up(matrix: Array) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """In which of the matrices endless walks have a finite sum."""
    power = np.abs(matrix)
    for _ in range(4):
        power = power @ power
    doubtful = power.sum(axis=-1).max(axis=-1, initial=0) > 1 - 1e-9
    return np.array(
        [not hard or spectral_radius(one) < 1 - NEVER for one, hard in zip(matrix, doubtful, strict=True)]
    )
