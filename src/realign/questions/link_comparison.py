"""Why does this link rank above that one, and could it be the other way round?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from realign.findings import CallError
from realign.models.influence.graph import CombinedLink, LinkGraph
from realign.models.influence.judgement import Judged, judged
from realign.models.influence.methods import read_method
from realign.models.influence.rank_intervals import share_error
from realign.models.influence.ranking import Study
from realign.models.influence.ranks import TIE
from realign.models.influence.results import RankedLink, rank_links
from realign.models.influence.scores import Assessment, assess
from realign.models.influence.statements import Pair, Statement
from realign.models.influence.total_influence import Ends, knock_out
from realign.plan import Plan, code_order
from realign.sheets import Faultless
from realign.text import join, message

FEW = 64
"""In plans of up to so many outcomes every paragraph is left out, in larger ones those of the two links."""
FIGURES = (
    "direct",
    "upstream",
    "downstream",
    "back",
    "shared",
    "feedback",
    "loss",
    "confidence",
    "expected",
    "strength",
)
"""The figures of either link that are put side by side."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One figure of both links, and how many times the first is the second."""

    name: str
    one: float
    other: float
    ratio: float | None


Reading = Literal["without", "delta", "strength", "relevance", "directed", "mutual", "unstated"]
"""What is changed about the plan, about a paragraph, or about one statement."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that may be otherwise, and what it does to both losses."""

    kind: Reading
    reference: str | None
    """The paragraph that is left out, or that makes the statement; `None` for delta."""
    record: str | None
    """The record of the statement."""
    source: str | None
    target: str | None
    """The outcomes of the statement, in the direction in which it is read."""
    new: float | None
    old: float | None
    one: float
    other: float
    turns: bool
    """Whether it puts the other link first, or level."""


@dataclass(frozen=True, kw_only=True)
class Comparison(Faultless):
    """Two links side by side; `one` is the one that was asked about first."""

    lens: str | None
    one: RankedLink
    other: RankedLink
    win: float | None
    """Probability that `one` ranks above `other`, ties counted half; `None` without draws."""
    win_error: float | None
    """One standard error of that, by the number of draws."""
    draws: int
    factors: tuple[Factor, ...]
    changes: tuple[Variant, ...]
    """Every single change that was tried."""
    judged: Judged
    """What of all this is our judgement."""
    inputs: Mapping[str, str] = field(default_factory=dict)


def compare_links(plan: Plan, studied: Study, one: Pair, other: Pair) -> Comparison:
    """Put two links of a study side by side; raises `CallError` for a link that the plan has not."""
    graph, assessment, simulation = studied.graph, studied.assessment, studied.simulation
    if assessment is None:  # the headline method always has an answer
        raise ValueError(f"{studied.method.name} has nothing to compare")
    at = [require_tie(graph, pair) for pair in (one, other)]
    if at[0] == at[1]:
        raise CallError(message("both name the same link"), message("name two different links"))
    ranked = {(link.source, link.target): link for link in rank_links(plan, studied)}
    first, second = (ranked[graph.ties[number].source, graph.ties[number].target] for number in at)
    draws = simulation.links.draws if simulation else 0
    win = simulation.links.win(at[0], at[1]) if simulation and draws else None
    changes = tuple(_changes(assessment, graph.ties[at[0]], graph.ties[at[1]]))
    return Comparison(
        lens=graph.lens.id if graph.lens else None,
        judged=judged([graph.lens] if graph.lens else []),
        one=first,
        other=second,
        win=win,
        win_error=share_error(win, draws) if win is not None else None,
        draws=draws,
        factors=tuple(_factors(first, second)),
        changes=changes,
        inputs=plan.origin.inputs,
    )


def find_tie(graph: LinkGraph, pair: Pair) -> int | None:
    """The number of the link from the one outcome to the other, else of that the other way round."""
    for wanted in (pair, (pair[1], pair[0])):
        for at, tie in enumerate(graph.ties):
            if (tie.source, tie.target) == wanted:
                return at
    return None


def require_tie(graph: LinkGraph, pair: Pair) -> int:
    """The same; raises `CallError` where there is no such link, with the links of its first outcome."""
    at = find_tie(graph, pair)
    if at is None:
        own = [f"{tie.source}-{tie.target}" for tie in graph.ties if pair[0] in {tie.source, tie.target}]
        hint = (
            message("{pair} has {own}", pair=pair[0], own=join(own))
            if own
            else message("{pair} has no link at all", pair=pair[0])
        )
        raise CallError(message("there is no link {pair}-{pair2} here", pair=pair[0], pair2=pair[1]), hint)
    return at


def _factors(one: RankedLink, other: RankedLink) -> Iterator[Factor]:
    for name in FIGURES:
        left, right = (figure(link, name) for link in (one, other))
        yield Factor(name, left, right, left / right if right else None)


def figure(link: RankedLink, name: str) -> float:
    """One figure of a link by its name; what it has not counts 0."""
    if name == "back":
        return (link.back_direct or 0) * (link.back_upstream or 0) * (link.back_downstream or 0)
    return float(getattr(link, name) or 0)


def _changes(assessment: Assessment, one: CombinedLink, other: CombinedLink) -> Iterator[Variant]:
    """Try what may be otherwise, one thing at a time."""
    ties = (one, other)
    before = _expected(assessment, ties)
    for variant, graph, delta in _variants(assessment.graph, assessment.method.delta or 0.0, ties):
        after = _expected(assess(graph, read_method("influence", delta)), ties)
        near = TIE * max(map(abs, after))
        turns = (after[0] - after[1]) * (1 if before[0] > before[1] else -1) <= near
        yield replace(variant, one=after[0], other=after[1], turns=turns)


def _expected(assessment: Assessment, ties: Sequence[CombinedLink]) -> list[float]:
    """What is to be expected to be lost without each link; one stays one, whatever a change makes of it."""
    delta, graph = assessment.method.delta or 0.0, assessment.graph
    ends = Ends.of(ties, graph.outcomes)
    knockout = knock_out(assessment.matrix, assessment.reach, ends, assessment.destinations, delta)
    return [float(loss) * _sure(graph, tie) for loss, tie in zip(knockout.loss, ties, strict=True)]


def _sure(graph: LinkGraph, tie: CombinedLink) -> float:
    """How sure a link is by what a changed plan says of it."""
    ways = {(tie.source, tie.target), (tie.target, tie.source)} if tie.whole else {(tie.source, tie.target)}
    said = [one for one in graph.statements if one.admitted and ways & set(one.pairs)]
    return replace(tie, statements=tuple(said)).confidence if said else 0.0


def _variants(
    graph: LinkGraph, delta: float, ties: Sequence[CombinedLink]
) -> Iterator[tuple[Variant, LinkGraph, float]]:
    """The plan with one thing changed each time, and what that is."""
    said = list(dict.fromkeys(one for tie in ties for one in tie.statements))
    cited = {one.reference for one in (graph.statements if len(graph.outcomes) <= FEW else said)}
    for reference in sorted(cited, key=code_order):
        left = tuple(one for one in graph.statements if one.reference != reference)
        yield _change("without", reference=reference), replace(graph, statements=left), delta
    for one in said:
        for variant, new in _readings(one, graph):
            statements = {new if old == one else old for old in graph.statements}
            ordered = tuple(sorted(statements, key=lambda old: old.order))
            yield variant, replace(graph, statements=ordered), delta
    for value in (0.2, 0.9):
        yield _change("delta", new=value, old=delta), graph, value


def _change(kind: Reading, statement: Statement | None = None, **what: Any) -> Variant:
    """A change of which it is not known yet what it does."""
    named: dict[str, Any] = dict.fromkeys(("reference", "record", "source", "target", "new", "old"))
    if statement:
        named |= {name: getattr(statement, name) for name in ("reference", "record", "source", "target")}
    return Variant(kind=kind, one=0.0, other=0.0, turns=False, **(named | what))


def _readings(one: Statement, graph: LinkGraph) -> Iterator[tuple[Variant, Statement]]:
    """The same statement read in other ways."""
    step = graph.scale / 3 * (1 if one.strength > 0 else -1)
    for strength in (one.strength - step, one.strength + step):
        if abs(strength) <= graph.scale and strength * one.strength >= 0:
            yield _change("strength", one, new=strength, old=one.strength), replace(one, strength=strength)
    yield from _directions(one)
    if graph.lens:
        for relevance in sorted({0.0, graph.lens.default_relevance, 1.0} - {one.relevance}):
            change = _change("relevance", one, new=relevance, old=one.relevance)
            yield change, replace(one, relevance=relevance)


def _directions(one: Statement) -> Iterator[tuple[Variant, Statement]]:
    """The same statement running one way, the other, both ways in full, or left open."""
    there = replace(one, direction="directed")
    for new in (there, replace(there, source=one.target, target=one.source)):
        if one.direction != "directed":
            yield _change("directed", new), new
    for direction in _OPEN:
        if one.direction != direction:
            yield _change(direction, one), replace(one, direction=direction)


_OPEN: tuple[Literal["mutual", "unstated"], ...] = ("mutual", "unstated")
