"""From the links of a plan to statements: one for each pair of outcomes and each paragraph."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from realign.plan import Basis, Lens, Link, code_order
from realign.plan.judging import PANEL, Direction, Vote, support

CONFIDENCE: dict[Basis, float] = {"stated": 0.9, "implied": 0.7, "analyst": 0.4}
"""How sure a statement is, by its basis; our judgement, the same for all plans."""
OPEN_SHARE = 2 / 3
"""The part of an open direction that counts each way: it runs there, back or both ways, a third each."""

Pair = tuple[str, str]
"""Two outcomes, in the order of influence."""


def pair_order(pair: Pair) -> tuple[object, ...]:
    """The key that sorts pairs of codes."""
    return tuple(map(code_order, pair))


@dataclass(frozen=True, slots=True)
class Panel:
    """Several judges of one link."""

    votes: tuple[Vote, ...]
    turned: bool
    """Whether the record names the two outcomes in the other order than the statement."""

    @property
    def judges(self) -> int:
        """How many count."""
        return len(self.votes)

    @property
    def drawn(self) -> bool:
        """Whether there are enough of them to draw from."""
        return self.judges >= PANEL


@dataclass(frozen=True, slots=True)
class Statement:
    """What one record says, citing one paragraph, about one pair of outcomes.

    The pair of a `mutual` or `unstated` statement is written in the order of codes.
    """

    source: str
    target: str
    direction: Direction
    strength: float
    """In the plan's own scale; negative where the one holds the other back."""
    relevance: float
    """How much it counts through the lens, 0 to 1; 0: the lens shuts it out."""
    tagged: bool
    """Whether the record itself says so; if not, the relevance is the lens's default."""
    basis: Basis
    reference: str
    """The paragraph; the id of the record where it cites none."""
    record: str
    panel: Panel | None = None
    """The judges, where there are several."""

    @property
    def confidence(self) -> float:
        """How sure the statement is, 0 to 1: by its basis, and by how many judges see a link of its sign."""
        alone = CONFIDENCE[self.basis]
        if self.panel is None:
            return alone
        return (support(self.panel.votes, self.strength) + alone) / (self.panel.judges + 1)

    @property
    def share(self) -> float:
        """The part that counts in each direction: two thirds where the text does not state one."""
        return OPEN_SHARE if self.direction == "unstated" else 1.0

    @property
    def admitted(self) -> bool:
        """Whether it counts at all: it ties the outcomes and the lens does not shut it out."""
        return self.relevance > 0 and self.strength != 0

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The directions in which it speaks."""
        there, back = (self.source, self.target), (self.target, self.source)
        return (there,) if self.direction == "directed" else (there, back)

    @property
    def order(self) -> tuple[object, ...]:
        """The key that puts statements in the same order, however the files are arranged."""
        return (
            code_order(self.source),
            code_order(self.target),
            self.strength < 0,
            code_order(self.reference),
            code_order(self.record),
            self.direction,
            self.strength,
        )


def statements_of(link: Link, lens: Lens | None, weights: Mapping[str, float]) -> Iterator[Statement]:
    """Expand a record: each pair, each paragraph, and both signs where its judges are evenly divided."""
    relevance, tagged = _relevance(link, lens)
    votes, direction = link.votes(weights), link.way(weights)
    scores = link.scores(weights) or (0.0,)
    for source in link.from_:
        for target in link.to:
            if source == target:
                continue
            pair = (source, target)
            if direction != "directed":
                pair = (min(pair, key=code_order), max(pair, key=code_order))
            panel = Panel(votes, pair[0] != source) if len(votes) > 1 else None
            for reference, strength in product(link.refs or (link.id,), scores):
                yield Statement(
                    source=pair[0],
                    target=pair[1],
                    direction=direction,
                    strength=strength,
                    relevance=relevance,
                    tagged=tagged,
                    basis=link.basis,
                    reference=" ".join(reference.split()),
                    record=link.id,
                    panel=panel,
                )


def _relevance(link: Link, lens: Lens | None) -> tuple[float, bool]:
    """How much a record counts through the lens, and whether it says so itself."""
    if lens is None:
        return 1.0, True
    if lens.id in link.lenses:
        return (link.lenses[lens.id] if isinstance(link.lenses, dict) else 1.0), True
    return lens.default_relevance, False
