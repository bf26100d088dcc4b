"""The plan as a network: who says what about which two outcomes, and how they hang together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from realign.models.influence.statements import CONFIDENCE, Pair, Statement, pair_order, statements_of
from realign.plan import Basis, Lens, Plan, code_order
from realign.plan.judging import Direction
from realign.plan.lookup import find_lens

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Weight:
    """What pushes and what holds back, from one outcome to another, in parts of the scale."""

    positive: float = 0.0
    negative: float = 0.0

    @property
    def net(self) -> float:
        """Push less hold."""
        return self.positive - self.negative

    @property
    def size(self) -> float:
        """Push and hold together."""
        return self.positive + self.negative


@dataclass(frozen=True, slots=True)
class CombinedLink:
    """All that the plan says about a link between two outcomes, as seen through the lens.

    `whole` ties stand for both directions and are taken out whole: at least one
    statement leaves the direction open or calls it mutual.
    """

    source: str
    target: str
    whole: bool
    direction: Direction
    statements: tuple[Statement, ...]
    contested: bool
    """Whether in one and the same direction somebody says push and somebody says hold."""

    @property
    def ways(self) -> "tuple[CombinedLink, ...]":
        """What is said in each direction that it stands for."""
        if not self.whole:
            return (self,)
        pairs = ((self.source, self.target), (self.target, self.source))
        return tuple(
            _tie(pair, [one for one in self.statements if pair in one.pairs], self.direction, whole=False)
            for pair in pairs
        )

    @property
    def strength(self) -> float:
        """The strongest statement, with its sign, in the plan's scale."""
        return max((one.strength for one in self.statements), key=lambda strength: (abs(strength), strength))

    @property
    def against(self) -> float | None:
        """The strongest statement of the other sign, if there is one."""
        strongest = self.strength
        other = [one.strength for one in self.statements if one.strength * strongest < 0]
        return max(other, key=abs) if other else None

    @property
    def confidence(self) -> float:
        """How sure it is that the link exists: 1 - the product of (1 - p) over the paragraphs."""
        best: dict[str, float] = {}
        strongest = self.strength
        for one in self.statements:
            if one.strength * strongest > 0:
                best[one.reference] = max(best.get(one.reference, 0.0), one.confidence)
        doubt = 1.0
        for reference in sorted(best):
            doubt *= 1 - best[reference]
        return 1 - doubt

    @property
    def basis(self) -> Basis:
        """The best basis among the statements."""
        return max((one.basis for one in self.statements), key=lambda basis: CONFIDENCE[basis])

    @property
    def refs(self) -> tuple[str, ...]:
        """The paragraphs, each once."""
        return tuple(sorted({one.reference for one in self.statements}, key=code_order))

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records, each once."""
        return tuple(sorted({one.record for one in self.statements}, key=code_order))


@dataclass(frozen=True)
class LinkGraph:
    """The outcomes of a plan and what ties them together, seen through one lens or through none.

    Two records that cite the same paragraph for the same pair are one piece of evidence:
    inside a paragraph, and across paragraphs, the strongest counts, never the sum.
    """

    outcomes: tuple[str, ...]
    """Codes, sorted."""
    lens: Lens | None
    scale: float
    destinations: tuple[float, ...]
    """How much each outcome counts as a destination of influence, 0 to 1."""
    statements: tuple[Statement, ...]
    """Everything said, sorted, also what the lens shuts out."""
    domains: tuple[str | None, ...] = ()
    """The domain of each outcome."""

    @classmethod
    def of(cls, plan: Plan, lens: str | None = None) -> "LinkGraph":
        """See `plan` through the lens that is called `lens`; raises `CallError` if there is none."""
        seen = None if lens is None else find_lens(plan, lens)
        outcomes = tuple(sorted((outcome.id for outcome in plan.outcomes), key=code_order))
        domains = {outcome.id: outcome.domain for outcome in plan.outcomes}
        given = (seen.outcomes if seen else None) or {}
        weights = plan.weights
        statements = {one for link in plan.links for one in statements_of(link, seen, weights)}
        return cls(
            outcomes=outcomes,
            lens=seen,
            scale=plan.about.scale,
            destinations=tuple(given.get(code, 1.0) for code in outcomes),
            statements=tuple(sorted(statements, key=lambda one: one.order)),
            domains=tuple(domains[code] for code in outcomes),
        )

    def weights(self, *, lens_free: bool = False) -> Mapping[Pair, Weight]:
        """The weight of every ordered pair that anything is said of, in parts of the scale.

        `lens_free` counts every statement in full, as if there were no lens.
        """
        return self._weights_without_lens if lens_free else self._weights_seen

    @cached_property
    def _weights_seen(self) -> dict[Pair, Weight]:
        return self._weigh(lens_free=False)

    @cached_property
    def _weights_without_lens(self) -> dict[Pair, Weight]:
        return self._weigh(lens_free=True)

    def _weigh(self, *, lens_free: bool) -> dict[Pair, Weight]:
        spoken: dict[Pair, list[Statement]] = defaultdict(list)
        for one in self.statements:
            if one.admitted or (lens_free and one.strength):
                for pair in one.pairs:
                    spoken[pair].append(one)
        return {
            pair: self.weight(spoken[pair], lens_free=lens_free) for pair in sorted(spoken, key=pair_order)
        }

    def weight(self, said: Iterable[Statement], *, lens_free: bool = False) -> Weight:
        """What `said` of one ordered pair comes to: the strongest push and the strongest hold."""
        positive = negative = 0.0
        for one in said:
            size = abs(one.strength) / self.scale * (1.0 if lens_free else one.relevance) * one.share
            if one.strength > 0:
                positive = max(positive, size)
            else:
                negative = max(negative, size)
        return Weight(positive, negative)

    @cached_property
    def ties(self) -> tuple[CombinedLink, ...]:
        """The links that the lens lets through, one by one, in the order of codes."""
        together: dict[Pair, list[Statement]] = defaultdict(list)
        for one in self.statements:
            if one.admitted:
                low, high = sorted((one.source, one.target), key=code_order)
                together[low, high].append(one)
        return tuple(tie for pair, said in together.items() for tie in _ties(pair, said))

    @cached_property
    def network(self) -> "nx.DiGraph":
        """The links seen through the lens as a directed graph, which the scoring reads.

        Of each edge: `weight`, push less hold in parts of the scale, and its `sign` (0 where even),
        `positive` and `negative`; `strength`, `confidence` and `statements`, the ids of the records, of what
        is said in this direction; `direction` and `link`, its two ends, of the link that it belongs to.
        """
        import networkx as nx

        weights, edges = self.weights(), {}
        for tie in self.ties:
            for way in tie.ways:
                weight, said = weights[way.source, way.target], way.statements
                edges[way.source, way.target] = {
                    "weight": weight.net,
                    "sign": (weight.net > 0) - (weight.net < 0),
                    "positive": weight.positive,
                    "negative": weight.negative,
                    "strength": way.strength,
                    "confidence": way.confidence,
                    "statements": way.records if len(said) > 1 else (said[0].record,),
                    "direction": tie.direction,
                    "link": (tie.source, tie.target),
                }
        graph = nx.DiGraph(lens=self.lens.id if self.lens else None, scale=self.scale)
        graph.add_nodes_from(self.outcomes)
        graph.add_edges_from((*pair, edges[pair]) for pair in weights)
        return graph

    @cached_property
    def alone(self) -> tuple[str, ...]:
        """The outcomes that no link touches."""
        import networkx as nx

        return tuple(nx.isolates(self.network))

    def components(self) -> tuple[tuple[str, ...], ...]:
        """The groups of outcomes that hang together in any direction, largest first."""
        import networkx as nx

        found = (tuple(sorted(one, key=code_order)) for one in nx.weakly_connected_components(self.network))
        return tuple(sorted(found, key=lambda group: (-len(group), [code_order(code) for code in group])))

    def reach(self, code: str) -> tuple[str, ...]:
        """The outcomes that `code` influences, directly or through others."""
        import networkx as nx

        return tuple(sorted(nx.descendants(self.network, code) - {code}, key=code_order))

    def paths(self, source: str, target: str, longest: int = 3) -> tuple[tuple[str, ...], ...]:
        """The ways from `source` to `target` over at most `longest` links, shortest first."""
        import networkx as nx

        found = nx.all_simple_paths(self.network, source, target, cutoff=longest)
        return tuple(
            sorted(map(tuple, found), key=lambda path: (len(path), [code_order(code) for code in path]))
        )


def network(plan: Plan, lens: str | None = None) -> "nx.DiGraph":
    """The links of a plan through a lens as a networkx graph.

    Nodes are outcomes with `title`, `domain` and `destination`, how much each counts as a destination; edges
    are as in `LinkGraph.network`. Raises `CallError` for a lens that there is not.
    """
    graph = LinkGraph.of(plan, lens)
    drawn = graph.network
    for outcome in plan.outcomes:
        drawn.nodes[outcome.id].update(title=outcome.title, domain=outcome.domain)
    for code, destination in zip(graph.outcomes, graph.destinations, strict=True):
        drawn.nodes[code]["destination"] = destination
    return drawn


def _ties(pair: Pair, said: Sequence[Statement]) -> Iterator[CombinedLink]:
    """Make the links of two outcomes out of what is said about them."""
    there, back = pair, (pair[1], pair[0])
    stated: set[Pair] = set()
    for one in said:
        if one.direction != "unstated":
            stated.update(one.pairs)
    if all(one.direction == "directed" for one in said):
        for way in (there, back):
            if way in stated:
                yield _tie(way, [one for one in said if one.pairs == (way,)], "directed", whole=False)
        return
    direction: Literal["directed", "mutual", "unstated"] = "unstated"
    if stated:
        direction = "mutual" if len(stated) == 2 else "directed"
    yield _tie(back if stated == {back} else there, said, direction, whole=True)


def _tie(pair: Pair, said: Sequence[Statement], direction: Direction, *, whole: bool) -> CombinedLink:
    signs = {(way, one.strength > 0) for one in said for way in one.pairs}
    contested = any((way, not sign) in signs for way, sign in signs)
    return CombinedLink(*pair, whole, direction, tuple(said), contested)
