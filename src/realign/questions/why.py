"""How does a link come by its score, term by term, so that anyone can redo it by hand?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from realign.findings import CallError
from realign.models.influence.certainty import Certainty, certainty_of
from realign.models.influence.derivation import (
    ArithmeticStep,
    ReachShare,
    WayRound,
    shares_of,
    steps_of,
    ways_of,
)
from realign.models.influence.graph import LinkGraph
from realign.models.influence.judgement import Judged, judged
from realign.models.influence.neighbours import Rival, rivals_of
from realign.models.influence.ranking import DRAWS, Study
from realign.models.influence.results import RankedLink, rank_links
from realign.models.influence.sampling import DOUBT, SEED, Uncertainty
from realign.models.influence.statements import Pair, Statement
from realign.models.influence.total_influence import DELTA
from realign.plan import Basis, Link, Plan
from realign.plan.judging import Direction
from realign.plan.lookup import find_outcome, read_link
from realign.questions._asking import question
from realign.questions._studies import studied
from realign.questions.link_comparison import Comparison, compare_links, find_tie
from realign.sheets import Faultless
from realign.text import Sentence, Text, message


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What one statement adds in one direction."""

    source: str
    target: str
    reference: str
    record: str
    place: str
    """File and line of the record; empty where that is not known."""
    says: Text | None
    direction: Direction
    strength: float
    relevance: float
    tagged: bool
    """Whether the record names the lens; if not, the relevance is the lens's default."""
    share: float
    """1, or two thirds of a direction that is not stated."""
    weight: float
    """strength / scale * relevance * share."""
    basis: Basis
    confidence: float
    counts: bool
    """Whether it is the strongest of its sign in its direction; the others add nothing."""


@dataclass(frozen=True, kw_only=True)
class Why(Faultless):
    """The score of one link, taken apart."""

    source: str
    target: str
    lens: str | None
    delta: float
    scale: float
    """The plan's strongest strength."""
    links: int
    """How many links there are in all."""
    influence: float
    """All influence of `source` on `target`, over all ways."""
    link: RankedLink | None
    """`None`: the plan says nothing that ties the two, or the lens shuts it out."""
    terms: tuple[Term, ...]
    steps: tuple[ArithmeticStep, ...]
    shares: tuple[ReachShare, ...]
    ways: tuple[WayRound, ...]
    rivals: tuple[Rival, ...]
    chosen: int
    """How many links one would choose: the class of the link is about these."""
    above: RankedLink | None
    below: RankedLink | None
    """The links next in rank above and below."""
    statements: int
    """How many statements tie the two."""
    total: float
    """All influence in the plan, of which `link.loss` is a part."""
    judged: Judged
    """What of all this is our judgement."""
    inputs: Mapping[str, str] = field(default_factory=dict)


@question
def why(
    plan: Plan,
    a: str,
    b: str,
    lens: str | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    missing: float | None = None,
    delta: float = DELTA,
    doubt: Uncertainty = DOUBT,
) -> Why | Comparison:
    """Explain the link between outcomes `a` and `b`, or why link `a` ranks above link `b`.

    A link is written as its two codes: `1.2-4.3`. Raises `CallError` for codes that the plan
    does not have, and for links to compare that it does not have.
    """
    pairs = [read_link(plan, text) for text in (a, b)]
    found = studied(plan, lens, draws=draws, seed=seed, delta=delta, missing=missing, doubt=doubt)
    if pairs[0] and pairs[1]:
        return compare_links(plan, found, pairs[0], pairs[1])
    for text, known in zip((a, b), pairs[::-1], strict=True):
        if known:  # the other one is a link, so this should be one, too
            raise CallError(
                message("'{text}' names no link", text=text),
                message("write a link as its two outcomes: 1.2-4.3"),
            )
    pair = (find_outcome(plan, a), find_outcome(plan, b))
    if pair[0] == pair[1]:
        raise CallError(
            message("{pair} is never linked to itself", pair=pair[0]), message("name two different outcomes")
        )
    return explain_link(plan, found, pair, certainty_of(found, doubt=doubt, seed=seed, brief=True))


def explain_link(
    plan: Plan,
    study: Study,
    pair: Pair,
    held: Certainty,
) -> Why:
    """Take the link between two outcomes of a study apart."""
    graph, assessment = study.graph, study.assessment
    if assessment is None:  # the headline method always has an answer
        raise ValueError(f"{study.method.name} has nothing to explain")
    at = find_tie(graph, pair)
    tie = None if at is None else graph.ties[at]
    source, target = (tie.source, tie.target) if tie else pair
    above, link, below = _beside(rank_links(plan, study, held), (source, target))
    number = graph.outcomes.index
    influence = float(assessment.influence([number(source)])[0, number(target)])
    return Why(
        source=source,
        target=target,
        lens=graph.lens.id if graph.lens else None,
        judged=judged([graph.lens] if graph.lens else []),
        delta=assessment.method.delta or 0.0,
        scale=graph.scale,
        links=len(graph.ties),
        influence=influence,
        link=link,
        terms=_terms(plan, graph, pair),
        steps=() if at is None else steps_of(assessment, at),
        shares=() if at is None else shares_of(assessment, at),
        ways=ways_of(assessment, source, target),
        rivals=() if at is None else rivals_of(study, at),
        chosen=held.choice.k if held.choice else 0,
        above=above,
        below=below,
        statements=len(tie.statements) if tie else 0,
        total=float(sum(assessment.totals.drive.tolist())),
        inputs=plan.origin.inputs,
    )


def _beside(
    ranked: Sequence[RankedLink], pair: Pair
) -> tuple[RankedLink | None, RankedLink | None, RankedLink | None]:
    """The link between two outcomes, with those just above and just below it; none where there is none."""
    for above, link, below in zip((None, *ranked), ranked, (*ranked[1:], None), strict=False):
        if (link.source, link.target) == pair:
            return above, link, below
    return None, None, None


def _told(link: Link) -> Text | None:
    """What the paragraph says, and what of it is our reading."""
    return Sentence((link.says, link.note)) if link.says and link.note else link.says


def _terms(plan: Plan, graph: LinkGraph, pair: Pair) -> tuple[Term, ...]:
    """Every statement on the two outcomes, in each direction in which it speaks."""
    says = {record.id: _told(record) for record in plan.links}
    said = [one for one in graph.statements if {one.source, one.target} == set(pair)]
    strongest: dict[tuple[Pair, bool], Statement] = {}
    for one in said:
        for way in one.pairs if one.admitted else ():
            best = strongest.get((way, one.strength > 0))
            if best is None or _weight(graph, one) > _weight(graph, best):
                strongest[way, one.strength > 0] = one
    return tuple(
        Term(
            source=way[0],
            target=way[1],
            reference=one.reference,
            record=one.record,
            place=plan.origin.place_in_words("links", one.record),
            says=says[one.record],
            direction=one.direction,
            strength=one.strength,
            relevance=one.relevance,
            tagged=one.tagged,
            share=one.share,
            weight=_weight(graph, one) * (1 if one.strength > 0 else -1),
            basis=one.basis,
            confidence=one.confidence,
            counts=strongest.get((way, one.strength > 0)) is one,
        )
        for way in (pair, (pair[1], pair[0]))
        for one in said
        if way in one.pairs
    )


def _weight(graph: LinkGraph, one: Statement) -> float:
    """The absolute weight of a statement, in parts of the scale."""
    return graph.weight([one]).size
