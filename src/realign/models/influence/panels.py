"""What the judges of links say, as numbers in which what is drawn can be looked up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

import numpy as np
import numpy.typing as npt

from realign.models.influence.misjudgement import kept_apart, misjudged_by
from realign.models.influence.statements import CONFIDENCE, Panel, Statement
from realign.models.influence.total_influence import Array, Indexes
from realign.plan.judging import Direction


class SampledWay(IntEnum):
    """When a statement speaks in the direction at hand."""

    ALWAYS = 0
    THERE = 1
    """Its direction is open; this is the order of codes."""
    BACK = 2


Truth = tuple[float, SampledWay, float]
"""What may be true of a link: strength with its sign, the way it runs, and how likely that is."""


@dataclass(frozen=True, slots=True)
class VotedRow:
    """A row of the sampling frame whose link has several judges."""

    row: int
    statement: Statement
    negative: bool
    way: SampledWay
    """`THERE` for the order in which the statement names the outcomes, `BACK` for the other."""


@dataclass(frozen=True)
class Votes:
    """The rows of a frame whose links have several judges, and all that may be true of each link.

    One of the judges is right, or one more of whom nothing is known: that one sees the link as likely as
    its basis says, and then a step stronger or a step weaker than the median. Where strengths are fine,
    judges and that one count as closer to the median than they are.
    """

    rows: Indexes
    """The numbers of the rows, (v,)."""
    panel: Indexes
    """The panel of each of them, (v,)."""
    sign: Array
    """1 or -1, (v,)."""
    way: npt.NDArray[np.int8]
    """A `SampledWay`, (v,)."""
    panels: int
    ends: Array
    """The number of a panel and how likely its truths are up to this one, (t,), ascending."""
    strength: Array
    """The strength of every truth, with its sign, in the plan's scale, (t,)."""
    ways: npt.NDArray[np.int8]
    """The way that it runs, a `SampledWay`, (t,)."""

    @classmethod
    def of(cls, said: Sequence[VotedRow], sizes: Array, scale: float) -> "Votes":
        """Lay them out; `sizes` is how strong each link is by each paragraph."""
        together: dict[tuple[str, str, str], list[Statement]] = {}
        for one in said:
            together.setdefault(_panel(one.statement), []).append(one.statement)
        number = {key: at for at, key in enumerate(together)}
        part = kept_apart(sizes, scale, _apart(together.values()))
        step = misjudged_by(sizes, scale)
        truths = [list(_truths(statements, scale, step, part)) for statements in together.values()]
        ends = [np.cumsum([chance for _, _, chance in some]) for some in truths]
        every = list(chain.from_iterable(truths))
        return cls(
            rows=np.array([one.row for one in said], dtype=np.intp),
            panel=np.array([number[_panel(one.statement)] for one in said], dtype=np.intp),
            sign=np.array([-1.0 if one.negative else 1.0 for one in said]),
            way=np.array([one.way for one in said], dtype=np.int8),
            panels=len(together),
            ends=np.array([at + end / total[-1] for at, total in enumerate(ends) for end in total]),
            strength=np.array([strength for strength, _, _ in every]),
            ways=np.array([way for _, way, _ in every], dtype=np.int8),
        )

    def drawn(self, luck: npt.NDArray[np.float32]) -> tuple[Array, npt.NDArray[np.int8]]:
        """What `luck` (panels, d), from 0 to below 1, comes to: size of each row (v, d), and its way.

        The size is 0 where the link is not there, has the other sign, or runs the other way.
        """
        shape = (len(self.rows), luck.shape[1])
        wanted = np.arange(self.panels)[:, None] + luck.astype(np.float64)
        truth = np.searchsorted(self.ends, wanted.ravel(), side="right").reshape(wanted.shape)
        truth = truth[self.panel]
        size = np.maximum(self.strength[truth] * self.sign[:, None], 0.0)
        ways = self.ways[truth]
        fits = (ways == SampledWay.ALWAYS) | (ways == self.way[:, None])
        return (size * fits).reshape(shape), ways


def _panel(one: Statement) -> tuple[str, str, str]:
    """What all judge together: a record, and two of its outcomes."""
    return one.record, one.source, one.target


def _apart(panels: Iterable[Sequence[Statement]]) -> float:
    """The mean square of what tells a judge from the median of the same sign."""
    every = [
        (vote.weight, vote.strength - one.strength)
        for said in panels
        for one in {one.strength: one for one in said}.values()
        if one.panel
        for vote in one.panel.votes
        if vote.strength * one.strength > 0
    ]
    total = sum(weight for weight, _ in every)
    return sum(weight * far**2 for weight, far in every) / total if total else 0.0


def _truths(said: Sequence[Statement], scale: float, step: float, part: float) -> Iterator[Truth]:
    """All that may be true of a link, given every statement on it that has a strength of its own."""
    first = said[0]
    panel = first.panel
    if panel is None:
        return
    sides = sorted({one.strength for one in said})
    for vote in panel.votes:
        near = next((one for one in sides if one * vote.strength > 0), vote.strength)
        strength = vote.strength if part == 1 else near + part * (vote.strength - near)
        for way, share in _ways(vote.direction, panel):
            yield strength, way, vote.weight * share
    sure = CONFIDENCE[first.basis]
    for strength in sides:
        size, sign = abs(strength), 1 if strength > 0 else -1
        reach = min(size, step)
        for moved in (size - reach, size + reach):
            kept = min(max(moved, reach), scale)
            for way, share in _ways(first.direction, panel):
                yield sign * kept, way, sure / len(sides) / 2 * share
    yield 0.0, SampledWay.ALWAYS, 1 - sure


def _ways(direction: Direction, panel: Panel) -> Iterator[tuple[SampledWay, float]]:
    """The ways in which a link may run, and how likely each is; an open one runs each way as likely."""
    if direction == "mutual":
        yield SampledWay.ALWAYS, 1.0
    elif direction == "directed":
        yield (SampledWay.BACK if panel.turned else SampledWay.THERE), 1.0
    else:
        for way in SampledWay:
            yield way, 1 / 3
