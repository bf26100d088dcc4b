"""Draws many networks that may be the true one, from what is not known for sure about the links."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from realign.models.influence.misjudgement import SLIP, step_down
from realign.models.influence.panels import SampledWay
from realign.models.influence.sampling_frame import SamplingFrame
from realign.models.influence.sparse_walks import Detours
from realign.models.influence.statements import OPEN_SHARE
from realign.models.influence.total_influence import Array, Indexes, Mask

EVERY_PAIR = 4_000
"""Up to so many empty pairs each has its own chance; beyond, a few are picked, perhaps one twice."""
SEED = 2021
"""The seed of all draws unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What may be otherwise than coded; switch all of it off and every draw is the plan itself."""

    existence: bool = True
    """What a paragraph says of a link is there with probability .9, .7 or .4, by its basis."""
    slip: float = SLIP
    """Probability that a strength is one step higher, and again that it is one step lower.

    A step is a third of the scale (1 on that of Nilsson et al. 2016), or less (`misjudged_by`), so that
    nothing depends on the unit; a step up at most doubles a strength, a step down leaves what is weaker than
    a step as it is, and never less than a step of what is stronger. At the end of the scale it is half as
    likely (`step_down`)."""
    relevance: bool = True
    """The relevance of what is not tagged with the lens lies anywhere in 0..1."""
    delta: tuple[float, float] | None = (0.2, 0.9)
    """The range of delta, for methods that have one."""
    direction: bool = True
    """An unstated direction is one way, the other, or both, with a third each."""
    judges: bool = True
    """Of a link with three judges or more one of them is right, or one more who sees it a step off.

    That stands in place of existence, slip and direction of such a link."""


DOUBT = Uncertainty()
"""What is in doubt unless somebody knows better."""
CERTAIN = Uncertainty(existence=False, slip=0.0, relevance=False, delta=None, direction=False, judges=False)
"""Nothing is in doubt."""


class Purpose(IntEnum):
    """One stream of random numbers each, so that what one draws does not shift another."""

    EXISTENCE = 0
    STRENGTH = 1
    RELEVANCE = 2
    DIRECTION = 3
    DELTA = 4
    UNRECORDED = 5
    JUDGE = 6


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
    free, seen = _rows(evidence, fates(evidence, doubt, seed, block, count), count)
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


@dataclass(frozen=True, slots=True)
class Fates:
    """What is drawn of the statements; `None`: that is not in doubt."""

    slip: npt.NDArray[np.int8] | None
    """-1, 0 or 1 step, (truths, d)."""
    there: npt.NDArray[np.float32] | None
    """A unit's statement is there where this is below how sure it is, (units, d)."""
    way: npt.NDArray[np.int8] | None
    """Where an open direction runs: 0 both ways, else a `SampledWay`, (truths, d)."""
    relevance: npt.NDArray[np.float32] | None
    """How relevant what is not tagged is, (truths, d)."""
    judge: npt.NDArray[np.float32] | None = None
    """Which of the judges of each link is right, (panels, d)."""


def fates(evidence: SamplingFrame, doubt: Uncertainty, seed: int, block: int, count: int) -> Fates:
    """Draw what becomes of the statements; the same seed and block give the same again."""
    shape = (evidence.truths, count)
    slip = there = way = relevance = None
    if doubt.slip:
        luck = stream(seed, Purpose.STRENGTH, block).random(shape, dtype=np.float32)
        lower = step_down(evidence.strongest, evidence.step, evidence.scale, doubt.slip)
        slip = (luck > 1 - doubt.slip).view(np.int8) - (luck < lower[:, None]).view(np.int8)
    if doubt.existence:
        there = stream(seed, Purpose.EXISTENCE, block).random((evidence.units, count), dtype=np.float32)
    if doubt.direction and evidence.way.any():
        way = stream(seed, Purpose.DIRECTION, block).integers(0, 3, shape, dtype=np.int8)
    if doubt.relevance and evidence.open_relevance.any():
        relevance = stream(seed, Purpose.RELEVANCE, block).random(shape, dtype=np.float32)
    judge = None
    if doubt.judges and evidence.votes:
        panels = (evidence.votes.panels, count)
        judge = stream(seed, Purpose.JUDGE, block).random(panels, dtype=np.float32)
    return Fates(slip, there, way, relevance, judge)


def _rows(evidence: SamplingFrame, fate: Fates, count: int) -> tuple[Array, Array]:
    """The weight of every row in every draw, without the lens and through it."""
    unit, truth = (_picker(which, many) for which, many in _kinds(evidence))
    size = evidence.size[:, None]
    free: Array = np.broadcast_to(size, (len(evidence.unit), count))
    if fate.slip is not None:
        step = np.minimum(size, evidence.step)
        free = free + step * truth(fate.slip)
        np.clip(free, step, evidence.scale, out=free)
    free = free / evidence.scale
    if fate.there is not None:
        free *= unit(fate.there) < evidence.sure[:, None].astype(np.float32)
    if fate.way is not None:
        way = truth(fate.way)
        free *= (evidence.way == SampledWay.ALWAYS)[:, None] | (way == 0) | (way == evidence.way[:, None])
    elif (evidence.share != 1).any():
        free *= evidence.share[:, None]
    if evidence.votes:
        free = np.array(free)
        free[evidence.size == 0] = 0.0  # what only a judge in the minority says
        if fate.judge is not None:
            free[evidence.votes.rows] = evidence.votes.drawn(fate.judge)[0] / evidence.scale
    if fate.relevance is not None:
        drawn = np.where(evidence.open_relevance[:, None], truth(fate.relevance), evidence.relevance[:, None])
        return free, free * drawn
    if (evidence.relevance == 1).all():
        return free, free
    return free, free * evidence.relevance[:, None]


def _kinds(evidence: SamplingFrame) -> tuple[tuple[Indexes, int], tuple[Indexes, int]]:
    """The unit and the truth of each row, and how many there are of either."""
    return (evidence.unit, evidence.units), (evidence.truth, evidence.truths)


def _picker(which: Indexes, many: int) -> Callable[[npt.NDArray[Any]], npt.NDArray[Any]]:
    """How the numbers of the units, or of the truths, become those of the rows."""
    if many == len(which) and (which == np.arange(many)).all():
        return lambda drawn: drawn
    return lambda drawn: drawn[which]


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
            pairs, said = (evidence.pair, rows) if side.all() else (evidence.pair[side], rows[side])
            starts = np.flatnonzero(np.diff(pairs, prepend=-1))
            best[pairs[starts]] = _largest(said, starts)
        sides.append(best)
    return sides[0], sides[1] if evidence.negative.any() else None


def _largest(rows: Array, starts: Indexes) -> Array:
    """The largest of the rows from each start to the next, where most are alone."""
    best, many = rows[starts], np.diff(starts, append=len(rows))
    for more in range(1, int(many.max(initial=1))):
        some = np.flatnonzero(many > more)
        best[some] = np.maximum(best[some], rows[starts[some] + more])
    return best


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """Links that nobody wrote down, in parts of the scale; the way there of each, then the ways back."""

    free: Detours
    """Absolute weight, without the lens."""
    size: Detours
    """Absolute weight, through the lens."""
    net: Detours
    """Push less hold, through the lens."""
    there: Mask
    """Which of the links are there, (l, d)."""
    whole: Mask
    """Which of them run both ways or leave their direction open, (l, d)."""
    place: Indexes
    """Where in `SamplingFrame.empty` each link lies, (l, d)."""


def draw_unrecorded(
    evidence: SamplingFrame, doubt: Uncertainty, missing: float, count: int, luck: np.random.Generator
) -> Unrecorded:
    """Draw links over ordered pairs of which nothing is said, `missing` of all links on average.

    Nobody knows that share, so it differs from draw to draw: anything up to twice `missing`,
    or as far to either side as leaves it below 1. Each link is as strong, as open in its
    direction and as relevant as a recorded statement picked at random; it runs one way where the
    other way is recorded.
    """
    empty, places = evidence.empty, evidence.empty.many
    width = min(missing, (1 - missing) / 2)
    share = missing + width * (2 * luck.random(count) - 1)
    wanted = evidence.links * share / (1 - share)
    if not places or not evidence.units:
        nowhere = np.zeros((0, count), np.intp)
        return _resampled(evidence, doubt, nowhere, np.zeros((0, count), np.bool_), luck)
    if places <= EVERY_PAIR:
        like = _like(evidence, (places, count), luck)
        whole = ~evidence.one_way[like]
        whole[empty.both :] = False
        room = places - whole.sum(axis=0)  # a link of both ways leaves no room for another one back
        there = luck.random((places, count)) < wanted / room
        there[empty.both : 2 * empty.both] &= ~whole[: empty.both]
        kept = np.argsort(~there, axis=0, kind="stable")[: int(there.sum(axis=0).max(initial=0))]
        there, like, whole = (np.take_along_axis(one, kept, axis=0) for one in (there, like, whole))
        return _resampled(evidence, doubt, kept, there, luck, like, whole)
    many = luck.binomial(places, np.minimum(1.0, wanted / places))
    kept = luck.integers(0, places, (int(many.max(initial=0)), count))
    return _resampled(evidence, doubt, kept, np.arange(len(kept))[:, None] < many, luck)


def _like(evidence: SamplingFrame, shape: tuple[int, ...], luck: np.random.Generator) -> Indexes:
    """The rows of recorded statements picked at random."""
    return evidence.first[luck.integers(0, evidence.units, shape)]


def _resampled(
    evidence: SamplingFrame,
    doubt: Uncertainty,
    place: Indexes,
    there: Mask,
    luck: np.random.Generator,
    like: Indexes | None = None,
    whole: Mask | None = None,
) -> Unrecorded:
    """Give links (l, d) the strength, the direction and the relevance of recorded statements."""
    empty, shape = evidence.empty, place.shape
    if like is None:
        like = _like(evidence, shape, luck) if place.size else place
    if whole is None:
        whole = ~evidence.one_way[like] & (place < 2 * empty.both)
    weight = evidence.size[like] / evidence.scale * there
    relevance = evidence.relevance[like]
    if doubt.relevance:
        relevance = np.where(evidence.open_relevance[like], luck.random(shape), relevance)
    way = luck.integers(0, 3, shape)
    is_open = whole & (evidence.way[like] != SampledWay.ALWAYS)
    shares = [
        np.where(is_open, way != side if doubt.direction else OPEN_SHARE, alone)
        for side, alone in ((SampledWay.BACK, 1.0), (SampledWay.THERE, whole))
    ]
    free = np.concatenate([weight * share for share in shares])
    source, target = empty.ends(place)
    ends = np.concatenate([source, target]), np.concatenate([target, source])
    size = free * np.concatenate([relevance, relevance])
    sign = np.where(evidence.negative[like], -1.0, 1.0)
    net = size * np.concatenate([sign, sign])
    return Unrecorded(Detours(*ends, free), Detours(*ends, size), Detours(*ends, net), there, whole, place)
