"""Why does this link rank above that one, and could it be the other way round?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import prod

from realign.citations import ref_in_words
from realign.findings import CallError
from realign.models.influence.graph import CombinedLink, LinkGraph, Pair, Statement
from realign.models.influence.methods import read_method
from realign.models.influence.rank_intervals import share_error
from realign.models.influence.ranking import Study
from realign.models.influence.ranks import TIE
from realign.models.influence.results import RankedLink, rank_links
from realign.models.influence.scores import Assessment, assess
from realign.models.influence.total_influence import Ends, knock_out
from realign.plan import Plan, code_order
from realign.plan.evidence import Direction
from realign.sheets import Column, Faultless, Kind, Part, Sheet
from realign.text import CLAUSE, Message, fill, join, message
from realign.views.links_tables import SIGNS
from realign.views.naming import judgement, with_judgement

FEW = 64
"""In plans of up to so many outcomes every paragraph is left out, in larger ones those of the two links."""
LISTED = 12
"""So many changes that turn the order are named in the sentences."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One figure of both links, and how many times the first is the second."""

    name: str
    says: Message
    one: float
    other: float
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that may be otherwise, and what it does to both losses."""

    says: Message
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
    changes: tuple[Change, ...]
    """Every single change that was tried."""
    says: tuple[Message, ...]
    """The answer in sentences."""
    judged: Message
    """What of all this is our judgement."""
    inputs: Mapping[str, str] = field(default_factory=dict)

    @with_judgement
    def sheets(self) -> Iterator[Part]:
        """In sentences first, then figure by figure, then what would turn the order."""
        title = message("Why {one} against {other}")
        yield Sheet("why", fill(title, one=_name(self.one), other=_name(self.other)), (), (), self.says)
        columns = (
            Column("says", message("Figure")),
            Column("one", _name(self.one), Kind.NUMBER),
            Column("other", _name(self.other), Kind.NUMBER),
            Column("ratio", message("Times"), Kind.NUMBER),
        )
        rows = tuple((one.says, one.one, one.other, one.ratio) for one in self.factors)
        yield Sheet("factors", message("Figure by figure"), columns, rows)
        turning = tuple(change for change in self.changes if change.turns)
        turned = tuple((one.says, one.one, one.other) for one in turning)
        note = fill(
            message("{tried} single changes were tried"),
            tried=len(self.changes),
        )
        title = message("Single changes that would turn the order")
        changed = (Column("says", message("Change")), *columns[1:3])
        yield Sheet("changes", title, changed, turned, (note,))


def compare_links(
    plan: Plan, studied: Study, one: Pair, other: Pair, inputs: Mapping[str, str] | None = None
) -> Comparison:
    """Put two links of a study side by side; raises `CallError` for a link that the plan has not."""
    graph, assessment, simulation = studied.graph, studied.assessment, studied.simulation
    if assessment is None:  # the headline method always has an answer
        raise ValueError(f"{studied.method.name} has nothing to compare")
    at = [require_tie(graph, pair) for pair in (one, other)]
    if at[0] == at[1]:
        raise CallError("both name the same link", "name two different links")
    ranked = {(link.source, link.target): link for link in rank_links(plan, studied)}
    first, second = (ranked[graph.ties[number].source, graph.ties[number].target] for number in at)
    draws = simulation.links.draws if simulation else 0
    win = simulation.links.win(at[0], at[1]) if simulation and draws else None
    changes = tuple(_changes(assessment, graph.ties[at[0]], graph.ties[at[1]]))
    return Comparison(
        lens=graph.lens.id if graph.lens else None,
        judged=judgement([graph.lens] if graph.lens else []),
        one=first,
        other=second,
        win=win,
        win_error=share_error(win, draws) if win is not None else None,
        draws=draws,
        factors=tuple(_factors(first, second)),
        changes=changes,
        says=tuple(_say(first, second, win, draws, changes)),
        inputs=dict(inputs or {}),
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
        hint = f"{pair[0]} has {', '.join(own)}" if own else f"{pair[0]} has no link at all"
        raise CallError(f"there is no link {pair[0]}-{pair[1]} here", hint)
    return at


def _factors(one: RankedLink, other: RankedLink) -> Iterator[Factor]:
    for name, says in _FIGURES.items():
        left, right = (_figure(link, name) for link in (one, other))
        yield Factor(name, says, left, right, left / right if right else None)


def _figure(link: RankedLink, name: str) -> float:
    if name == "back":
        return (link.back_direct or 0) * (link.back_upstream or 0) * (link.back_downstream or 0)
    return float(getattr(link, name) or 0)


def _changes(assessment: Assessment, one: CombinedLink, other: CombinedLink) -> Iterator[Change]:
    """Try what may be otherwise, one thing at a time."""
    ends = Ends.of((one, other), assessment.graph.outcomes)
    before = _losses(assessment, ends)
    for says, graph, delta in _variants(assessment.graph, assessment.method.delta or 0.0, (one, other)):
        after = _losses(assess(graph, read_method("influence", delta)), ends)
        near = TIE * max(map(abs, after))
        turns = (after[0] - after[1]) * (1 if before[0] > before[1] else -1) <= near
        yield Change(says, after[0], after[1], turns)


def _losses(assessment: Assessment, ends: Ends) -> list[float]:
    """What is lost without each link; a link stays one link, whatever a change would make of it."""
    delta = assessment.method.delta or 0.0
    knockout = knock_out(assessment.matrix, assessment.reach, ends, assessment.destinations, delta)
    return [float(loss) for loss in knockout.loss]


def _variants(
    graph: LinkGraph, delta: float, ties: Iterable[CombinedLink]
) -> Iterator[tuple[Message, LinkGraph, float]]:
    """The plan with one thing changed each time, and what that is."""
    said = list(dict.fromkeys(one for tie in ties for one in tie.statements))
    cited = {one.reference for one in (graph.statements if len(graph.outcomes) <= FEW else said)}
    for reference in sorted(cited, key=code_order):
        left = tuple(one for one in graph.statements if one.reference != reference)
        says = fill(message("without {ref}"), ref=ref_in_words(reference))
        yield says, replace(graph, statements=left), delta
    for one in said:
        for says, new in _readings(one, graph):
            statements = {new if old == one else old for old in graph.statements}
            ordered = tuple(sorted(statements, key=lambda old: old.order))
            yield says, replace(graph, statements=ordered), delta
    for value in (0.2, 0.9):
        yield (
            fill(
                message("delta {delta} in place of {old}"),
                delta=value,
                old=delta,
            ),
            graph,
            value,
        )


def _readings(one: Statement, graph: LinkGraph) -> Iterator[tuple[Message, Statement]]:
    """The same statement read in other ways."""
    name = fill(
        message("{record} {source}–{target} ({ref})"),
        record=one.record,
        source=one.source,
        target=one.target,
        ref=ref_in_words(one.reference),
    )
    step = graph.scale / 3 * (1 if one.strength > 0 else -1)
    for strength in (one.strength - step, one.strength + step):
        if abs(strength) <= graph.scale and strength * one.strength >= 0:
            says = message("{name}: strength {new} in place of {old}")
            yield (
                fill(says, name=name, new=f"{strength:g}", old=f"{one.strength:g}"),
                replace(one, strength=strength),
            )
    yield from _directions(one, name)
    if graph.lens:
        for relevance in sorted({0.0, graph.lens.default_relevance, 1.0} - {one.relevance}):
            says = message("{name}: relevance {new} in place of {old}")
            named = fill(says, name=name, new=f"{relevance:g}", old=f"{one.relevance:g}")
            yield named, replace(one, relevance=relevance)


def _directions(one: Statement, name: Message) -> Iterator[tuple[Message, Statement]]:
    """The same statement running one way, the other, both ways in full, or left open."""
    there = replace(one, direction="directed")
    for new in (there, replace(there, source=one.target, target=one.source)):
        if one.direction != "directed":
            says = message("{name}: read as {a} → {b}")
            yield fill(says, name=name, a=new.source, b=new.target), new
    for direction, says in _OPEN.items():
        if one.direction != direction:
            yield fill(says, name=name), replace(one, direction=direction)


def _say(
    one: RankedLink, other: RankedLink, win: float | None, draws: int, changes: tuple[Change, ...]
) -> Iterator[Message]:
    """Tell the answer in sentences."""
    if (one.rank or 0) > (other.rank or 0):
        yield fill(
            message("{one} does not rank above {other}"),
            one=_name(one),
            other=_name(other),
        )
    above, below = (one, other) if (one.rank or 0) <= (other.rank or 0) else (other, one)
    if one.rank == other.rank:
        says = message("{above} and {below} tie: both rank {rank}, the loss is {loss}")
    else:
        says = message("{above} ranks {rank} (loss {loss}), above {below} at {low} (loss {less})")
    yield fill(
        says,
        above=_name(above),
        below=_name(below),
        rank=f"{above.rank:g}",
        low=f"{below.rank:g}",
        loss=f"{above.loss:.3f}",
        less=f"{below.loss:.3f}",
    )
    if _figure(below, "direct") and one.rank != other.rank:
        yield fill(
            message("times as much as the other: {parts}"),
            parts=join(_times(above, below), CLAUSE),
        )
        if _figure(above, "back") or _figure(below, "back"):
            yield _say_ways(above, below)
    if win is not None:
        share = win if above is one else 1 - win
        yield fill(
            message(
                "{above} ranks above {below} in {share} % of {draws} draws (± {error}), below it in {rest} %"
            ),
            above=_name(above),
            below=_name(below),
            share=f"{100 * share:.0f}",
            draws=draws,
            error=f"{100 * share_error(share, draws):.1f}",
            rest=f"{100 - 100 * share:.0f}",
        )
    yield from _say_changes(changes, tied=one.rank == other.rank)


def _say_ways(above: RankedLink, below: RankedLink) -> Message:
    """What the way there and the way back bring to either loss."""
    pair = (above, below)
    there = [prod(_figure(one, name) for name in _SAID) for one in pair]
    back = [_figure(one, "back") for one in pair]
    says = message(
        "the way there brings {there} against {their_there}, the way back {back} against {their_back}, "
        "before what both share is taken off"
    )
    figures = zip(("there", "their_there", "back", "their_back"), (*there, *back), strict=True)
    return fill(says, **{name: f"{figure:.3f}" for name, figure in figures})


def _times(above: RankedLink, below: RankedLink) -> Iterator[Message]:
    """How many times the other each factor of the way there is."""
    for name, says in _SAID.items():
        mine, other = _figure(above, name), _figure(below, name)
        if mine and other:
            yield fill(says, times=f"{mine / other:.2f}")


def _say_changes(changes: tuple[Change, ...], *, tied: bool) -> Iterator[Message]:
    """Tell which single change would turn the order, or of two that tie how many part them."""
    if tied:
        parting = sum(change.one != change.other for change in changes)
        says = message("{parting} of {tried} single changes part them, one way or the other")
        yield fill(says, parting=parting, tried=len(changes))
        return
    turning = [change for change in changes if change.turns]
    if not turning:
        yield fill(
            message("none of {tried} single changes turns the order"),
            tried=len(changes),
        )
        return
    yield fill(
        message(
            "it could be the other way round: {turning} of {tried} single changes turn the order "
            "or make it a tie"
        ),
        turning=len(turning),
        tried=len(changes),
    )
    for change in turning[:LISTED]:
        yield fill(message("– {says}"), says=change.says)


def _name(link: RankedLink) -> str:
    return f"{link.source} {SIGNS[link.direction]} {link.target}"


_OPEN: dict[Direction, Message] = {
    "mutual": message("{name}: read as mutual"),
    "unstated": message("{name}: read as leaving its direction open"),
}
_SAID: dict[str, Message] = {
    "direct": message("weight {times}"),
    "upstream": message("upstream {times}"),
    "downstream": message("downstream {times}"),
}
_FIGURES: dict[str, Message] = {
    "direct": message("weight there"),
    "upstream": message("upstream of the source"),
    "downstream": message("downstream of the target"),
    "back": message("the three for the way back, multiplied"),
    "shared": message("counted twice, taken off"),
    "feedback": message("divisor for feedback"),
    "loss": message("loss"),
    "strength": message("strength"),
    "confidence": message("confidence"),
}
