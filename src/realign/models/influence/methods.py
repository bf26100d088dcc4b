"""The methods of the field on the same links: what each makes of an outcome and of a link."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from realign.findings import CallError
from realign.models.influence.sparse_solve import Sparse, product, solve
from realign.models.influence.total_influence import (
    DELTA,
    Array,
    Ends,
    Weights,
    knock_out,
    norm_of,
    resolvent,
)

MANY, MOST = 200, 1_000
"""Eigenvalues of more outcomes than these take long, and too long."""
STEPS = 100
"""So many steps of the power method."""
NEVER = 1e-12
"""A spectral radius this close to 1 leaves an endless sum of walks without a value."""


class Unit(StrEnum):
    """What the weights of links are measured in."""

    RAW = "raw"
    """Strength times relevance, as the rubric gives it."""
    SCALE = "scale"
    """The same in parts of the scale."""
    NORM = "norm"
    """The same divided by s, the largest row or column sum without any lens."""
    RADIUS = "radius"
    """The same divided by the spectral radius, so that 1 is where endless walks stop adding up."""


@dataclass(frozen=True, slots=True)
class Method:
    """A way to count walks: the sum of c_k A^k over the lengths k of a walk."""

    name: str
    unit: Unit
    coefficients: tuple[float, ...] | None = None
    """c_1, c_2, …; `None`: an endless geometric series."""
    delta: float | None = None
    """c_k = factor * delta^(k-1) in a geometric series."""
    factor: float = 1.0
    headline: bool = False
    """Whether the lens's weights of outcomes as destinations count: the field knows none."""

    def weigh(self, destinations: Array) -> Array:
        """How much each outcome counts as a destination."""
        return destinations if self.headline else np.ones_like(destinations)

    def terms(self, matrix: Array) -> int:
        """How many lengths of walks are added up on these weights; 0 if there is no end."""
        return len(series_of(self, matrix) or ())

    @property
    def first(self) -> float:
        """c_1: how much a direct link counts."""
        if self.coefficients is None or not self.coefficients:
            return self.factor
        return self.coefficients[0]


METHODS = ("influence", "direct", "sei", "dematel", "katz", "micmac:3", "pwp")
"""The methods, as asked for; `micmac:K` with any K of 1 or more."""


class NoAnswerError(ArithmeticError):
    """The method has no value for these links."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What a method makes of the outcomes, (..., n) each."""

    drive: Array
    dependence: Array
    direct_out: Array
    direct_in: Array


def read_method(name: str, delta: float = DELTA) -> Method:
    """Find the method called `name`; raises `CallError` for one that there is not, or a bad delta."""
    if not 0 < delta < 1:
        raise CallError(
            "delta is {delta:g}; it must lie between 0 and 1", "0.5 unless there is a reason", delta=delta
        )
    plain, _, power = name.strip().lower().partition(":")
    match plain:
        case "influence" if not power:
            return Method("influence", Unit.NORM, delta=delta, headline=True)
        case "direct" if not power:
            return Method("direct", Unit.RAW, (1.0,))
        case "sei" if not power:
            return Method("sei", Unit.RAW, (1.0, 0.5))
        case "dematel" if not power:
            return Method("dematel", Unit.NORM, delta=1.0)
        case "katz" if not power:
            return Method("katz", Unit.RADIUS, delta=delta, factor=delta)
        case "pwp" if not power:
            return Method("pwp", Unit.SCALE, ())
        case "micmac" if not power or (power.isascii() and power.isdecimal() and 1 <= int(power) <= 50):
            steps = int(power or 3)
            return Method(f"micmac:{steps}", Unit.RAW, (0.0,) * (steps - 1) + (1.0,))
    raise CallError(
        "there is no method '{name}'",
        "choose one of {methods}, micmac:K (K from 1 to 50), {last}",
        name=name,
        methods=", ".join(METHODS[:-2]),
        last=METHODS[-1],
    )


def spectral_radius(matrix: Array) -> float:
    """The largest absolute eigenvalue; of a network without loops exactly 0.

    Of more than `MANY` outcomes, if nothing holds back, an upper bound that is close to it; of more than
    `MOST` one that leaves the signs aside.
    """
    core = _loops(matrix)
    if not core.size:
        return 0.0
    if len(core) > MOST or (len(core) > MANY and (core >= 0).all()):
        return _radius_bound(_sizes(core))
    return float(np.abs(np.linalg.eigvals(core)).max())


def _sizes(matrix: Array) -> Array:
    """The entries without their signs; a large matrix is not copied for nothing."""
    return matrix if (matrix >= 0).all() else np.abs(matrix)


def _loops(matrix: Array) -> Array:
    """The rows and columns of what a loop can pass; the rest adds nothing to the spectral radius."""
    row, column = np.nonzero(matrix)
    inner = np.ones(len(matrix), dtype=np.bool_)
    while True:
        left = (np.bincount(row, minlength=len(inner)) > 0) & (np.bincount(column, minlength=len(inner)) > 0)
        if (left == inner).all():
            return matrix if inner.all() else matrix[np.ix_(inner, inner)]
        inner, kept = left, left[row] & left[column]
        row, column = row[kept], column[kept]


def _radius_bound(matrix: Array) -> float:
    """An upper bound of the spectral radius of a matrix without negative entries.

    Collatz (1942) and Wielandt (1950): it is at most the largest of (A y)_i / y_i, whatever
    y > 0; steps of the power method bring that down.
    """
    shift = norm_of(matrix) / 2  # so that a network that swings to and fro settles, too
    vector, bound = np.ones(len(matrix)), math.inf
    sparse = Sparse.of(matrix)
    for _ in range(STEPS):
        after = product(matrix, sparse, vector) + shift * vector
        bound = min(bound, float((after / vector).max()) - shift)
        vector = after / after.max()
    return bound


def unit_of(method: Method, weights: Weights) -> float:
    """By what the weights (in parts of the scale) are divided before the method sets in."""
    match method.unit:
        case Unit.RAW:
            return 1 / weights.scale
        case Unit.SCALE:
            return 1.0
        case Unit.NORM:
            return weights.norm
        case Unit.RADIUS:
            return spectral_radius(weights.size) or norm_of(weights.size)


def series_of(method: Method, matrix: Array) -> tuple[float, ...] | None:
    """The coefficients c_1, c_2, … as far as they matter; `None` for a geometric series."""
    if method.name != "pwp":
        return method.coefficients
    size = _sizes(matrix)
    reach = norm_of(size) if size.ndim == 2 else max(map(norm_of, size), default=1.0)
    coefficients = [1.0]
    while coefficients[-1] * reach ** len(coefficients) > 1e-14 * math.exp(reach):
        coefficients.append(coefficients[-1] / (len(coefficients) + 1))
    return tuple(coefficients)


def totals_of(method: Method, matrix: Array, destinations: Array, reach: Array | None = None) -> Totals:
    """Row and column totals of the method on `matrix` (..., n, n); raises `NoAnswerError`.

    `reach` is R where it is known already.
    """
    weigh, across = method.weigh(destinations), np.swapaxes(matrix, -1, -2)
    ones = np.ones(matrix.shape[-1])
    if reach is not None:
        drive, dependence = matrix @ (reach @ weigh), across @ reach.sum(axis=-2)
    elif method.delta is not None:
        check_answer(method, matrix)
        drive = matrix @ solve(matrix, method.delta, weigh)
        dependence = across @ solve(across, method.delta, ones)
    else:
        series = series_of(method, matrix) or ()
        drive, dependence = _summed(matrix, weigh, series), _summed(across, ones, series)
    return Totals(drive * method.factor, dependence * method.factor, matrix @ weigh, matrix.sum(axis=-2))


def drive_of(method: Method, matrix: Array, destinations: Array) -> Array:
    """Row totals alone, (..., n); raises `NoAnswerError`."""
    weigh = method.weigh(destinations)
    series = series_of(method, matrix)
    if series is not None:
        return _summed(matrix, weigh, series)
    check_answer(method, matrix)
    return np.asarray(matrix @ solve(matrix, method.delta or 0.0, weigh) * method.factor)


def check_answer(method: Method, matrix: Array) -> None:
    """Raise `NoAnswerError` where endless walks through `matrix` (n, n) do not add up."""
    if method.delta != 1 or spectral_radius(_sizes(matrix)) < 1 - NEVER:
        return
    if spectral_radius(matrix) >= 1 - NEVER:
        raise NoAnswerError(method.name)


def losses_of(method: Method, matrix: Array, ends: Ends, destinations: Array) -> Array:
    """What the sum of all totals loses when each link is taken out, in closed form; (..., m)."""
    weigh = method.weigh(destinations)
    series = series_of(method, matrix)
    if series is None:
        reach = resolvent(matrix, method.delta or 0.0)
        return knock_out(matrix, reach, ends, weigh, method.delta or 0.0).loss * method.factor
    return _series_losses(matrix, ends, weigh, series)


def _summed(matrix: Array, start: Array, series: tuple[float, ...]) -> Array:
    """The sum of c_k A^k applied to a vector."""
    walk = np.broadcast_to(start, matrix.shape[:-1])[..., None]
    total, sparse = np.zeros_like(walk, dtype=np.float64), Sparse.of(matrix)
    for coefficient in series:
        walk = product(matrix, sparse, walk)
        total = total + coefficient * walk
    return np.asarray(total[..., 0], dtype=np.float64)


def power_sum(method: Method, matrix: Array, rows: Sequence[int]) -> Array:
    """Some rows of the sum of c_k A^k for a method of finitely many steps, (r, n)."""
    power = np.zeros((len(rows), len(matrix)))
    power[np.arange(len(rows)), rows] = 1
    total = np.zeros_like(power)
    for coefficient in series_of(method, matrix) or ():
        power = power @ matrix
        total += coefficient * power
    return total


def _series_losses(matrix: Array, ends: Ends, weigh: Array, series: tuple[float, ...]) -> Array:
    """The closed form of `influence.lose`, held power by power: every factor is a series in z.

    With R(z) = sum z^k A^k in place of R, the walks of length k that use the link are the
    coefficient of z^k; a method weighs them by its own c_k.
    """
    i, j = ends.source, ends.target
    terms, sparse = len(series), Sparse.of(matrix)
    there, back = matrix[..., i, j], np.where(ends.whole, matrix[..., j, i], 0.0)
    power = np.broadcast_to(np.eye(matrix.shape[-1]), matrix.shape)
    gathered: list[list[Array]] = [[] for _ in range(8)]
    for term in range(terms):
        if term:  # the powers of a matrix commute with it
            power = product(matrix, sparse, power) if term > 1 else matrix
        up, down = power.sum(axis=-2), power @ weigh
        parts = (up[..., i], up[..., j], down[..., i], down[..., j])
        around = (power[..., i, j], power[..., j, i], power[..., i, i], power[..., j, j])
        for one, part in zip(gathered, (*parts, *around), strict=True):
            one.append(part)
    up_i, up_j, down_i, down_j, r_ij, r_ji, r_ii, r_jj = map(np.stack, gathered)
    one_way, way_back = _times(up_i, down_j), _times(up_j, down_i)
    above = there * one_way + back * way_back
    below = _later(there * r_ji)
    if back.any():
        both = there * back
        shared = _times(r_ij, one_way) + _times(r_ji, way_back)
        shared = shared - _times(r_jj, _times(up_i, down_i)) - _times(r_ii, _times(up_j, down_j))
        above = above + _later(both * shared)
        below = below + _later(back * r_ij)
        below = below + _later(_later(both * (_times(r_ij, r_ji) - _times(r_ii, r_jj))))
    loss = np.zeros_like(there)
    for coefficient, walks in zip(series, _divided(above, below), strict=True):
        loss = loss + coefficient * walks
    return loss


def _times(one: Array, other: Array) -> Array:
    """The product of two series, as long as they are."""
    product = np.zeros(np.broadcast_shapes(one.shape, other.shape))
    for step in range(len(one)):
        product[step:] += one[step] * other[: len(other) - step]
    return product


def _later(series: Array) -> Array:
    """The series times z."""
    moved = np.zeros_like(series)
    moved[1:] = series[:-1]
    return moved


def _divided(above: Array, below: Array) -> Array:
    """The series `above / (1 + below)`, where `below` begins with z."""
    result = above.copy()
    for step in range(1, len(above)):
        result[step] -= (below[1 : step + 1] * result[step - 1 :: -1][:step]).sum(axis=0)
    return result
