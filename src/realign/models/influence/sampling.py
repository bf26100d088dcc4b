"""What is not known for sure about the links in; many networks that may be the true one out."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from realign.models.influence.sampling_frame import SamplingFrame, Way
from realign.models.influence.sparse_walks import Detours
from realign.models.influence.total_influence import Array, Indexes, Mask

EVERY_PAIR = 4_000
"""Up to so many empty pairs each has its own chance; beyond, a few are picked, perhaps one twice."""
SEED = 2021
"""The seed of all draws unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What may be otherwise than coded; switch all of it off and every draw is the plan itself."""

    existence: bool = True
    """A statement of a paragraph is there with probability .9, .7 or .4, by its basis."""
    slip: float = 0.2
    """Probability that a strength is one step higher, and again that it is one step lower.

    A step is a third of the scale (1 on that of Nilsson et al. 2016), so that nothing hangs on the unit."""
    relevance: bool = True
    """The relevance of what is not tagged with the lens lies anywhere in 0..1."""
    delta: tuple[float, float] | None = (0.2, 0.9)
    """The range of delta, for methods that have one."""
    direction: bool = True
    """An unstated direction is one way, the other, or both, with a third each."""


DOUBT = Uncertainty()
"""What is in doubt unless somebody knows better."""
CERTAIN = Uncertainty(existence=False, slip=0.0, relevance=False, delta=None, direction=False)
"""Nothing is in doubt."""


class Purpose(IntEnum):
    """One stream of random numbers each, so that what one draws does not shift another."""

    EXISTENCE = 0
    STRENGTH = 1
    RELEVANCE = 2
    DIRECTION = 3
    DELTA = 4
    UNRECORDED = 5


@dataclass(frozen=True, slots=True)
class Draws:
    """Some networks that may be the true one; ordered pairs in rows, one column for each draw.

    All in parts of the scale, (e, d) each.
    """

    free: Array
    """Push and hold together, without the lens."""
    size: Array
    """Push and hold together, through the lens."""
    net: Array
    """Push less hold, through the lens."""


def stream(seed: int, purpose: Purpose, block: int) -> np.random.Generator:
    """The random numbers of one purpose in one block of draws, whatever else is drawn."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(purpose, block))))


def draw(evidence: SamplingFrame, doubt: Uncertainty, seed: int, block: int, count: int) -> Draws:
    """Draw `count` networks; the same seed and block give the same ones again."""
    free, seen = _rows(evidence, doubt, seed, block, count)
    push, hold = _strongest(evidence, seen)
    size = push if hold is None else push + hold
    net = push if hold is None else push - hold
    if seen is not free:
        push, hold = _strongest(evidence, free)
        return Draws(push if hold is None else push + hold, size, net)
    return Draws(size, size, net)


def norms(evidence: SamplingFrame, size: Array, extra: "Unrecorded | None" = None) -> Array:
    """The largest sum over what leaves or reaches an outcome in each column of `size` (e, d); 1 for 0."""
    leaving, reaching = evidence.leaving.sums(size), evidence.reaching.sums(size)
    if extra:
        leaving += extra.free.sums(evidence.outcomes)
        reaching += extra.free.turned.sums(evidence.outcomes)
    norm = np.maximum(leaving.max(axis=0, initial=0), reaching.max(axis=0, initial=0))
    return np.where(norm > 0, norm, 1.0)


def _rows(
    evidence: SamplingFrame, doubt: Uncertainty, seed: int, block: int, count: int
) -> tuple[Array, Array]:
    """The weight of every row in every draw, without the lens and through it."""
    shape, unit = (evidence.units, count), _picker(evidence)
    free: Array = np.broadcast_to(evidence.size[:, None], (len(evidence.unit), count))
    if doubt.slip:
        luck = stream(seed, Purpose.STRENGTH, block).random(shape, dtype=np.float32)
        slip = (luck > 1 - doubt.slip).view(np.int8) - (luck < doubt.slip).view(np.int8)
        free = free + evidence.scale / 3 * unit(slip)
        np.clip(free, 0.0, evidence.scale, out=free)
    free = free / evidence.scale
    if doubt.existence:
        luck = stream(seed, Purpose.EXISTENCE, block).random(shape, dtype=np.float32)
        free *= unit(luck) < evidence.sure[:, None].astype(np.float32)
    if not doubt.direction or not evidence.way.any():
        if (evidence.share != 1).any():
            free *= evidence.share[:, None]
    else:
        way = unit(stream(seed, Purpose.DIRECTION, block).integers(0, 3, shape, dtype=np.int8))
        free *= (evidence.way == Way.ALWAYS)[:, None] | (way == 0) | (way == evidence.way[:, None])
    if doubt.relevance and evidence.open_relevance.any():
        luck = stream(seed, Purpose.RELEVANCE, block).random(shape, dtype=np.float32)
        return free, free * np.where(
            evidence.open_relevance[:, None], unit(luck), evidence.relevance[:, None]
        )
    if (evidence.relevance == 1).all():
        return free, free
    return free, free * evidence.relevance[:, None]


def _picker(evidence: SamplingFrame) -> Callable[[npt.NDArray[Any]], npt.NDArray[Any]]:
    """How the numbers of the units become those of the rows."""
    if evidence.units == len(evidence.unit) and (evidence.unit == np.arange(evidence.units)).all():
        return lambda drawn: drawn
    return lambda drawn: drawn[evidence.unit]


def _strongest(evidence: SamplingFrame, rows: Array) -> tuple[Array, Array | None]:
    """The strongest push and the strongest hold of each ordered pair, (e, d); `None`: no hold at all."""
    edges = len(evidence.source)
    if not evidence.negative.any() and len(evidence.pair) == edges:
        return rows, None
    sides = []
    for sign in (False, True):
        side = evidence.negative == sign
        best = np.zeros((edges, rows.shape[1]))
        if side.any():
            pairs = evidence.pair[side]
            starts = np.flatnonzero(np.diff(pairs, prepend=-1))
            best[pairs[starts]] = np.maximum.reduceat(rows[side], starts, axis=0)
        sides.append(best)
    return sides[0], sides[1] if evidence.negative.any() else None


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """Links that nobody wrote down, in parts of the scale."""

    free: Detours
    """Absolute weight, without the lens."""
    size: Detours
    """Absolute weight, through the lens."""
    net: Detours
    """Push less hold, through the lens."""


def draw_unrecorded(
    evidence: SamplingFrame, doubt: Uncertainty, missing: float, count: int, luck: np.random.Generator
) -> Unrecorded:
    """Draw links between outcomes of which nothing is said, `missing` of all links on average.

    Nobody knows that share, so it differs from draw to draw: anything up to twice `missing`,
    or as far to either side as leaves it below 1. Each link is as strong, as open in its
    direction and as relevant as a recorded statement picked at random.
    """
    source, target = evidence.empty
    recorded = evidence.outcomes * (evidence.outcomes - 1) // 2 - len(source)
    width = min(missing, (1 - missing) / 2)
    share = missing + width * (2 * luck.random(count) - 1)
    wanted = recorded * share / (1 - share)
    if not len(source) or not evidence.units:
        return _resampled(evidence, doubt, np.zeros((0, count), np.intp), np.zeros((0, count), np.intp), luck)
    if len(source) <= EVERY_PAIR:
        there = luck.random((len(source), count)) < wanted / len(source)
        pick = np.argsort(~there, axis=0, kind="stable")[: int(there.sum(axis=0).max(initial=0))]
        there = np.take_along_axis(there, pick, axis=0)
    else:
        many = luck.binomial(len(source), np.minimum(1.0, wanted / len(source)))
        pick = luck.integers(0, len(source), (int(many.max(initial=0)), count))
        there = np.arange(len(pick))[:, None] < many
    return _resampled(evidence, doubt, source[pick], target[pick], luck, there)


def _resampled(
    evidence: SamplingFrame,
    doubt: Uncertainty,
    source: Indexes,
    target: Indexes,
    luck: np.random.Generator,
    there: Mask | None = None,
) -> Unrecorded:
    """Give links (l, d) the strength, the direction and the relevance of recorded statements."""
    shape = source.shape
    like = evidence.first[luck.integers(0, evidence.units, shape)] if source.size else source
    weight = evidence.size[like] / evidence.scale * (1.0 if there is None else there)
    relevance = evidence.relevance[like]
    if doubt.relevance:
        relevance = np.where(evidence.open_relevance[like], luck.random(shape), relevance)
    turn, way = luck.integers(1, 3, shape), luck.integers(0, 3, shape)
    is_open, is_one_way = evidence.way[like] != Way.ALWAYS, evidence.one_way[like]
    shares = [
        np.where(is_open, way != side if doubt.direction else 0.5, np.where(is_one_way, turn == side, 1.0))
        for side in (1, 2)
    ]
    free = np.concatenate([weight * share for share in shares])
    ends = np.concatenate([source, target]), np.concatenate([target, source])
    size = free * np.concatenate([relevance, relevance])
    sign = np.where(evidence.negative[like], -1.0, 1.0)
    net = size * np.concatenate([sign, sign])
    return Unrecorded(Detours(*ends, free), Detours(*ends, size), Detours(*ends, net))
