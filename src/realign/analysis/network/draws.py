"""What is not known for sure about the links in; many networks that may be the true one out."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from realign.analysis.network.influence import Array, Indexes, Mask
from realign.graph import LinkGraph, code_order

SEED = 20210
"""The seed of all draws unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What may be otherwise than coded; switch all of it off and every draw is the plan itself."""

    existence: bool = True
    """A statement of a paragraph is there with probability .9, .7 or .4, by its basis."""
    slip: float = 0.2
    """Probability that a strength is one step higher, and again that it is one step lower."""
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


class Way(IntEnum):
    """When a statement speaks in the direction at hand."""

    ALWAYS = 0
    THERE = 1
    """Its direction is open; this is the order of codes."""
    BACK = 2


class Purpose(IntEnum):
    """One stream of random numbers each, so that what one draws does not shift another."""

    EXISTENCE = 0
    STRENGTH = 1
    RELEVANCE = 2
    DIRECTION = 3
    DELTA = 4
    UNRECORDED = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """The statements as numbers: one row for each statement and direction in which it speaks.

    What a paragraph says about two outcomes with one sign is one unit: it exists or not, is
    misjudged or not, and runs one way or the other as a whole. So confidence and the rule of
    the maximum follow by themselves, and citing a paragraph twice changes nothing.
    """

    outcomes: int
    source: Indexes
    """Where each ordered pair begins, (e,); sorted by source, then target."""
    target: Indexes
    pair: Indexes
    """The ordered pair of each row, (r,); rows are sorted by pair and sign."""
    negative: Mask
    unit: Indexes
    """The unit of each row."""
    units: int
    size: Array
    """Absolute strength of each row, in the plan's scale."""
    sure: Array
    """Probability that the row exists."""
    share: Array
    """The part that counts while the direction is open."""
    way: npt.NDArray[np.int8]
    relevance: Array
    open_relevance: Mask
    """Whether the relevance is only the lens's default."""
    scale: float

    @classmethod
    def of(cls, graph: LinkGraph) -> "Evidence":
        """Lay out the statements of `graph`."""
        at = {code: number for number, code in enumerate(graph.outcomes)}
        units: dict[tuple[str, str, bool, str], int] = {}
        rows: list[tuple[int, int, bool, int, float, float, float, int, float, bool]] = []
        for one in graph.statements:
            if one.strength == 0:
                continue
            low, high = sorted((one.source, one.target), key=code_order)
            key = (low, high, one.strength < 0, one.reference)
            unit = units.setdefault(key, len(units))
            unknown = graph.lens is not None and not one.tagged and one.relevance > 0
            for step, (source, target) in enumerate(one.pairs):
                way = Way.ALWAYS if one.direction != "unstated" else (Way.THERE, Way.BACK)[step]
                rows.append(
                    (
                        at[source],
                        at[target],
                        one.strength < 0,
                        unit,
                        abs(one.strength),
                        one.confidence,
                        one.share,
                        int(way),
                        one.relevance,
                        unknown,
                    )
                )
        rows.sort(key=lambda row: row[:4])
        pairs = sorted({row[:2] for row in rows})
        number = {pair: index for index, pair in enumerate(pairs)}
        columns = list(zip(*rows, strict=True)) if rows else [()] * 10
        ends = np.array(pairs, dtype=np.intp).reshape(-1, 2)
        return cls(
            outcomes=len(at),
            source=ends[:, 0],
            target=ends[:, 1],
            pair=np.array([number[row[:2]] for row in rows], dtype=np.intp),
            negative=np.array(columns[2], dtype=np.bool_),
            unit=np.array(columns[3], dtype=np.intp),
            units=len(units),
            size=np.array(columns[4], dtype=np.float64),
            sure=np.array(columns[5], dtype=np.float64),
            share=np.array(columns[6], dtype=np.float64),
            way=np.array(columns[7], dtype=np.int8),
            relevance=np.array(columns[8], dtype=np.float64),
            open_relevance=np.array(columns[9], dtype=np.bool_),
            scale=graph.scale,
        )


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


def draw(evidence: Evidence, doubt: Uncertainty, seed: int, block: int, count: int) -> Draws:
    """Draw `count` networks; the same seed and block give the same ones again."""
    free, seen = _rows(evidence, doubt, seed, block, count)
    push, hold = _strongest(evidence, seen)
    size = push if hold is None else push + hold
    net = push if hold is None else push - hold
    if seen is not free:
        push, hold = _strongest(evidence, free)
        return Draws(push if hold is None else push + hold, size, net)
    return Draws(size, size, net)


def norms(evidence: Evidence, size: Array) -> Array:
    """The largest sum over what leaves or reaches an outcome in each column of `size` (e, d); 1 for 0."""
    if not len(size):
        return np.ones(size.shape[1])
    order = np.argsort(evidence.target, kind="stable")
    largest = [
        np.add.reduceat(sums, _starts(ends), axis=0).max(axis=0)
        for sums, ends in ((size, evidence.source), (size[order], evidence.target[order]))
    ]
    norm = np.maximum(*largest)
    return np.where(norm > 0, norm, 1.0)


def _rows(evidence: Evidence, doubt: Uncertainty, seed: int, block: int, count: int) -> tuple[Array, Array]:
    """The weight of every row in every draw, without the lens and through it."""
    shape = (evidence.units, count)
    unit, size = evidence.unit, np.broadcast_to(evidence.size[:, None], (len(evidence.unit), count))
    if doubt.slip:
        luck = stream(seed, Purpose.STRENGTH, block).random(shape, dtype=np.float32)
        step = min(1.0, evidence.scale / 3)
        slip = step * ((luck > 1 - doubt.slip).astype(np.float64) - (luck < doubt.slip))
        size = np.clip(size + slip[unit], 0.0, evidence.scale)
    free = size / evidence.scale
    if doubt.existence:
        luck = stream(seed, Purpose.EXISTENCE, block).random(shape, dtype=np.float32)
        free = free * (luck[unit] < evidence.sure[:, None])
    if doubt.direction and evidence.way.any():
        way = stream(seed, Purpose.DIRECTION, block).integers(0, 3, shape, dtype=np.int8)[unit]
        free = free * ((evidence.way == Way.ALWAYS)[:, None] | (way == 0) | (way == evidence.way[:, None]))
    else:
        free = free * evidence.share[:, None]
    if doubt.relevance and evidence.open_relevance.any():
        luck = stream(seed, Purpose.RELEVANCE, block).random(shape, dtype=np.float32)
        return free, free * np.where(
            evidence.open_relevance[:, None], luck[unit], evidence.relevance[:, None]
        )
    if (evidence.relevance == 1).all():
        return free, free
    return free, free * evidence.relevance[:, None]


def _strongest(evidence: Evidence, rows: Array) -> tuple[Array, Array | None]:
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
            starts = _starts(pairs)
            best[pairs[starts]] = np.maximum.reduceat(rows[side], starts, axis=0)
        sides.append(best)
    return sides[0], sides[1] if evidence.negative.any() else None


def _starts(sorted_values: Indexes) -> Indexes:
    """Where a new value begins."""
    return np.flatnonzero(np.diff(sorted_values, prepend=-1))
