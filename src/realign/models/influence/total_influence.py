"""Total influence between outcomes, and what is lost without a link, in closed form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from realign.findings import CallError
from realign.models.influence.graph import CombinedLink, LinkGraph

Array: TypeAlias = npt.NDArray[np.float64]
Losses: TypeAlias = npt.NDArray[np.floating[Any]]
Indexes: TypeAlias = npt.NDArray[np.intp]
Mask: TypeAlias = npt.NDArray[np.bool_]

MOST_OUTCOMES = 3_000
"""Among so many outcomes links are ranked: every two of them are a cell of a matrix."""
DELTA = 0.5
"""How much of an influence is passed on at every further step."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The network as numbers; outcomes in the order of `LinkGraph.outcomes`.

    `positive` and `negative` are (n, n), in parts of the plan's scale, row influences column.
    """

    positive: Array
    negative: Array
    free: Array
    """(n, n): push and hold together, without any lens."""
    norm: float
    """s: the largest absolute row or column sum without any lens; 1 where there are no links."""
    destinations: Array
    """b: (n,), how much each outcome counts as a destination."""
    scale: float
    """The plan's scale: strength that is 1 here."""

    @property
    def net(self) -> Array:
        """A: push less hold."""
        return self.positive - self.negative if self.holds else self.positive

    @property
    def size(self) -> Array:
        """|A|: push and hold together."""
        return self.positive + self.negative if self.holds else self.positive

    @property
    def holds(self) -> bool:
        """Whether anything holds back; if not, `negative` is one 0 that takes no memory."""
        return self.negative.strides != (0, 0)


@dataclass(frozen=True, slots=True)
class Ends:
    """Where the links begin and end: indexes of outcomes, (m,) each."""

    source: Indexes
    target: Indexes
    whole: Mask
    """Whether the way back is the same link."""

    @classmethod
    def of(cls, ties: Sequence[CombinedLink], outcomes: Sequence[str]) -> "Ends":
        """Find the ends of `ties` among `outcomes`."""
        at = {code: number for number, code in enumerate(outcomes)}
        return cls(
            np.array([at[tie.source] for tie in ties], dtype=np.intp),
            np.array([at[tie.target] for tie in ties], dtype=np.intp),
            np.array([tie.whole for tie in ties], dtype=np.bool_),
        )


@dataclass(frozen=True, slots=True)
class RemovalLoss:
    """What is lost when a link is taken out, and the factors of that, (..., m) each.

    `loss = (direct * upstream * downstream + back_direct * back_upstream * back_downstream
    + shared) / feedback`; a link in one direction has no way back and shares nothing.
    """

    loss: Array
    direct: Array
    upstream: Array
    downstream: Array
    back_direct: Array
    back_upstream: Array
    back_downstream: Array
    shared: Array
    """Walks that use the link in both directions: counted twice above, so taken off here."""
    feedback: Array
    """Walks that come back to the link: they cannot be lost twice."""


def weights_of(graph: LinkGraph) -> Weights:
    """Turn the network of `graph` into matrices; raises `CallError` where they would be too large."""
    if len(graph.outcomes) > MOST_OUTCOMES:
        raise CallError(
            "the plan has {count} outcomes; links are ranked among {most} at most",
            "leave out outcomes that no link touches, or make two plans",
            count=len(graph.outcomes),
            most=MOST_OUTCOMES,
        )
    at = {code: number for number, code in enumerate(graph.outcomes)}
    shape = (len(at), len(at))
    positive, size, negative = np.zeros(shape), np.zeros(shape), np.broadcast_to(0.0, shape)
    edges = list(graph.network.edges(data=True))
    if any(edge["negative"] for _, _, edge in edges):
        negative = np.zeros(shape)
    for source, target, edge in edges:
        positive[at[source], at[target]] = edge["positive"]
        if edge["negative"]:
            negative[at[source], at[target]] = edge["negative"]
    for (source, target), weight in graph.weights(lens_free=True).items():
        size[at[source], at[target]] = weight.size
    return Weights(positive, negative, size, norm_of(size), np.array(graph.destinations), graph.scale)


def norm_of(size: Array) -> float:
    """The largest row or column sum of the absolute weights, 1 for an empty network."""
    largest = max(size.sum(axis=0, initial=0).max(initial=0), size.sum(axis=1, initial=0).max(initial=0))
    return float(largest) or 1.0


def resolvent(matrix: Array, delta: float | Array = DELTA) -> Array:
    """R = (I - delta X)^-1, also for a stack of matrices; raises `LinAlgError` where there is none."""
    system = -np.asarray(delta, dtype=np.float64)[..., None, None] * matrix
    every = np.arange(matrix.shape[-1])
    system[..., every, every] += 1
    return np.asarray(np.linalg.inv(system), dtype=np.float64)


def knock_out(
    matrix: Array, reach: Array, ends: Ends, destinations: Array, delta: float | Array = DELTA
) -> RemovalLoss:
    """Take out every link of `ends` by itself, in closed form (Woodbury, rank one or two).

    `matrix` is X (..., n, n), `reach` its R; u = R' 1 and w = R b follow. A link in one
    direction loses `x_ij u_i w_j / (1 + delta x_ij R_ji)`.
    """
    i, j = ends.source, ends.target
    up, down = reach.sum(axis=-2), reach @ destinations
    there, back = matrix[..., i, j], np.where(ends.whole, matrix[..., j, i], 0.0)
    around = (reach[..., i, j], reach[..., j, i], reach[..., i, i], reach[..., j, j])
    sides = (up[..., i], up[..., j], down[..., i], down[..., j])
    step = np.asarray(delta)[..., None] if np.ndim(delta) else delta
    loss, shared, feedback = lose(there, back, sides, around, step)
    return RemovalLoss(
        loss=loss,
        direct=there,
        upstream=sides[0],
        downstream=sides[3],
        back_direct=back,
        back_upstream=sides[1],
        back_downstream=sides[2],
        shared=shared,
        feedback=feedback,
    )


def lose(
    there: Array,
    back: Array,
    sides: tuple[Array, Array, Array, Array],
    around: tuple[Array, Array, Array, Array],
    delta: float | Array,
) -> tuple[Array, Array, Array]:
    """The loss of links i -> j of weight `there` with ways `back`: loss, shared, feedback.

    `sides` are u_i, u_j, w_i, w_j; `around` are R_ij, R_ji, R_ii, R_jj.
    """
    up_i, up_j, down_i, down_j = sides
    r_ij, r_ji, r_ii, r_jj = around
    both = delta * there * back
    feedback = (1 + delta * there * r_ji) * (1 + delta * back * r_ij) - delta * both * r_ii * r_jj
    shared = both * (
        r_ij * up_i * down_j + r_ji * up_j * down_i - r_jj * up_i * down_i - r_ii * up_j * down_j
    )
    loss = (there * up_i * down_j + back * up_j * down_i + shared) / feedback
    return loss, shared, feedback
