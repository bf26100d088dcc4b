"""The statements of a network as numbers that can be drawn again and again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from realign.models.influence.graph import LinkGraph
from realign.models.influence.misjudgement import misjudged_by
from realign.models.influence.panels import SampledWay, VotedRow, Votes
from realign.models.influence.sparse_walks import Fan
from realign.models.influence.statements import Pair, Statement
from realign.models.influence.total_influence import Array, Indexes, Mask
from realign.plan import code_order


class _SampledRow(NamedTuple):
    """One statement in one direction."""

    source: int
    target: int
    negative: bool
    unit: int
    truth: int
    link: int
    size: float
    sure: float
    share: float
    way: int
    relevance: float
    open_relevance: bool
    one_way: bool
    statement: int
    back: bool


@dataclass(frozen=True)
class SamplingFrame:
    """The statements as numbers: one row for each statement and direction in which it speaks.

    What a paragraph says about two outcomes with one sign is one unit: it is there or not as a
    whole, so confidence follows by itself and citing a paragraph twice changes nothing. All that
    is said of one link with one sign is one truth: however many paragraphs witness it, it is
    misjudged or not, runs one way or the other and speaks of the lens or not only once.
    """

    outcomes: int
    source: Indexes
    """Where each ordered pair begins, (e,); sorted by source, then target."""
    target: Indexes
    leaving: Fan
    """The ordered pairs by source."""
    reaching: Fan
    """The ordered pairs by target."""
    pair: Indexes
    """The ordered pair of each row, (r,); rows are sorted by pair and sign."""
    negative: Mask
    unit: Indexes
    """The unit of each row."""
    units: int
    first: Indexes
    """The first row of each unit."""
    truth: Indexes
    """The link and sign of each row."""
    truths: int
    links: int
    """How many links anything is said of, through any lens."""
    size: Array
    """Absolute strength of each row, in the plan's scale."""
    sure: Array
    """Probability that the row exists."""
    share: Array
    """The part that counts while the direction is open."""
    way: npt.NDArray[np.int8]
    """A `SampledWay`."""
    relevance: Array
    open_relevance: Mask
    """Whether the relevance is only the lens's default."""
    one_way: Mask
    """Whether the statement is directed."""
    statement: Indexes
    """The number of the statement in `LinkGraph.statements`."""
    scale: float
    votes: Votes | None = None
    """What the judges of links with several of them say."""

    @classmethod
    def of(cls, graph: LinkGraph) -> "SamplingFrame":
        """Lay out the statements of `graph`."""
        rows = _laid_out(graph)
        pairs = sorted({(row.source, row.target) for row in rows})
        number = {pair: index for index, pair in enumerate(pairs)}
        column = {name: [getattr(row, name) for row in rows] for name in _SampledRow._fields}
        source, target = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        unit = np.array(column["unit"], dtype=np.intp)
        truth = np.array(column["truth"], dtype=np.intp)
        size = np.array(column["size"], dtype=np.float64)
        spoken = np.flatnonzero(size)
        first = spoken[np.unique(unit[spoken], return_index=True)[1]]
        return cls(
            outcomes=len(graph.outcomes),
            source=source,
            target=target,
            leaving=Fan.of(source, target, len(graph.outcomes)),
            reaching=Fan.of(target, source, len(graph.outcomes)),
            pair=np.array([number[row.source, row.target] for row in rows], dtype=np.intp),
            negative=np.array(column["negative"], dtype=np.bool_),
            unit=unit,
            units=len(first),
            first=first,
            truth=truth,
            truths=len(np.unique(truth)),
            links=len({row.link for row in rows}),
            size=size,
            sure=np.array(column["sure"], dtype=np.float64),
            share=np.array(column["share"], dtype=np.float64),
            way=np.array(column["way"], dtype=np.int8),
            relevance=np.array(column["relevance"], dtype=np.float64),
            open_relevance=np.array(column["open_relevance"], dtype=np.bool_),
            one_way=np.array(column["one_way"], dtype=np.bool_),
            statement=np.array(column["statement"], dtype=np.intp),
            scale=graph.scale,
            votes=_votes(rows, graph, size[first]),
        )

    @cached_property
    def step(self) -> float:
        """One step of misjudgement, in the plan's scale."""
        return misjudged_by(self.size[self.first], self.scale)

    @cached_property
    def strongest(self) -> Array:
        """The largest absolute strength that is said of each truth."""
        found = np.zeros(self.truths)
        np.maximum.at(found, self.truth, self.size)
        return found

    @cached_property
    def empty(self) -> "Empty":
        """The ordered pairs of outcomes of which nothing is said."""
        return Empty.beside(self.source, self.target, self.outcomes)


@dataclass(frozen=True)
class Empty:
    """Ordered pairs of outcomes of which nothing is said, by number; they are found when asked for.

    First those that are empty both ways, from the earlier outcome to the later one; then the same from the
    later to the earlier; last those of which the other way is said.
    """

    both: int
    """How many are empty both ways."""
    begins: Indexes
    """Of two outcomes, the earlier first, there are so many before those that begin at each outcome, (n,)."""
    passed: Indexes
    """Of the empty ones so many come before each that is said, rising."""
    back: tuple[Indexes, Indexes]
    """Where those begin and end of which the other way is said."""

    @classmethod
    def beside(cls, source: Indexes, target: Indexes, outcomes: int) -> "Empty":
        """What is left beside the ordered pairs from `source` to `target`, (e,) each."""
        at = np.arange(outcomes)
        begins = at * (outcomes - 1) - at * (at - 1) // 2
        low, high = np.minimum(source, target), np.maximum(source, target)
        said = np.unique(begins[low] + high - low - 1)
        turned = np.setdiff1d(target * outcomes + source, source * outcomes + target)
        both = outcomes * (outcomes - 1) // 2 - len(said)
        return cls(both, begins, said - np.arange(len(said)), np.divmod(turned, max(outcomes, 1)))

    @property
    def many(self) -> int:
        """How many there are in all."""
        return 2 * self.both + len(self.back[0])

    def ends(self, place: Indexes) -> tuple[Indexes, Indexes]:
        """Where the pairs of these numbers begin and end."""
        alone, side = place >= 2 * self.both, place >= self.both
        number = np.where(alone, 0, place - self.both * side)
        number = number + np.searchsorted(self.passed, number, side="right")
        low = np.searchsorted(self.begins, number, side="right") - 1
        high = number - self.begins[low] + low + 1
        begin, end = np.where(side, high, low), np.where(side, low, high)
        rest = place[alone] - 2 * self.both
        begin[alone], end[alone] = self.back[0][rest], self.back[1][rest]
        return begin, end


def _laid_out(graph: LinkGraph) -> list[_SampledRow]:
    """Every statement in every direction in which it speaks, by pair and sign."""
    at = {code: number for number, code in enumerate(graph.outcomes)}
    units: dict[tuple[Pair, bool, str], int] = {}
    truths: dict[tuple[Pair, bool], int] = {}
    links: dict[Pair, int] = {}
    rows: list[_SampledRow] = []
    whole = {_ends(one) for one in graph.statements if one.strength and one.direction != "directed"}
    for number, one in enumerate(graph.statements):
        if one.strength == 0:
            continue
        ends, negative = _ends(one), one.strength < 0
        unit = units.setdefault((ends, negative, one.reference), len(units))
        link = ends if ends in whole else (one.source, one.target)
        unknown = graph.lens is not None and not one.tagged and one.relevance > 0
        said = one.pairs
        for (source, target), sign in _spoken(one):
            rows.append(
                _SampledRow(
                    source=at[source],
                    target=at[target],
                    negative=sign,
                    unit=unit,
                    truth=truths.setdefault((link, sign), len(truths)),
                    link=links.setdefault(link, len(links)),
                    size=abs(one.strength) * (sign == negative and (source, target) in said),
                    sure=one.confidence,
                    share=one.share,
                    way=SampledWay.ALWAYS if one.direction != "unstated" else _way(one, source),
                    relevance=one.relevance,
                    open_relevance=unknown,
                    one_way=one.direction == "directed",
                    statement=number,
                    back=source != one.source,
                )
            )
    return sorted(rows)


def _spoken(one: Statement) -> Iterator[tuple[Pair, bool]]:
    """The directions in which a statement, or a judge of it, speaks, and whether of hold."""
    negative, panel = one.strength < 0, one.panel
    if panel is None or not panel.drawn:
        yield from ((pair, negative) for pair in one.pairs)
        return
    there, back = (one.source, one.target), (one.target, one.source)
    directions = {vote.direction for vote in panel.votes} | {one.direction}
    either = directions != {"directed"} or panel.turned
    signs = [negative, *({vote.strength < 0 for vote in panel.votes if vote.strength} - {negative})]
    for sign in signs:
        yield there, sign
        if either:
            yield back, sign


def _way(one: Statement, source: str) -> SampledWay:
    """In which of the two directions a statement speaks that begins at `source`."""
    return SampledWay.THERE if source == one.source else SampledWay.BACK


def _votes(rows: Sequence[_SampledRow], graph: LinkGraph, sizes: Array) -> Votes | None:
    """What the judges say whose rows these are."""
    said = []
    for number, row in enumerate(rows):
        one = graph.statements[row.statement]
        if one.panel and one.panel.drawn:
            way = SampledWay.BACK if row.back else SampledWay.THERE
            said.append(VotedRow(number, one, row.negative, way))
    return Votes.of(said, sizes, graph.scale) if said else None


def _ends(one: Statement) -> Pair:
    """The two outcomes of a statement in the order of codes."""
    low, high = sorted((one.source, one.target), key=code_order)
    return low, high
