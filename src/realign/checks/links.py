"""Is every link a statement that can be weighed and looked up?"""

from collections.abc import Iterator
from itertools import product

from realign.checks.check import Complaint, Path, check
from realign.findings import Key, Severity
from realign.plan import Link, Plan
from realign.plan.evidence import MOST_STATEMENTS
from realign.text import Text, message

Witnesses = dict[tuple[str, str], dict[bool, str]]
"""Pair of outcomes -> for helping (true) and harming (false) the first link that says so."""


@check("RA301", Severity.WARNING)
def self_link(plan: Plan) -> Iterator[Complaint]:
    """A link ties outcomes to nothing but themselves.

    An outcome is never linked to itself, so the record counts for nothing. Correct one of its ends.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}
          - {id: L2, from: ["1.1"], to: ["1.1"], strength: 2, basis: analyst}

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}
    """
    for one in plan.links:
        if len({*one.from_, *one.to}) == 1:
            says = message("link {id} ties {from_} to itself", id=one.id, from_=one.from_[0])
            yield Complaint("links", one.id, ("to",), says, message("correct one of its ends"), one.refs)


@check("RA302", Severity.WARNING)
def repeated_link(plan: Plan) -> Iterator[Complaint]:
    """Two links make the same statement about the same outcomes from the same paragraph.

    It counts once, whatever the number of records; two records drift apart with time. Keep one of them.

    Broken:
        sources: [{id: REPORT, title: Report}]
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: stated, refs: [REPORT 3]}
          - {id: L2, from: ["1.1"], to: ["1.2"], strength: 1, basis: stated, refs: [REPORT 3]}

    Mended:
        sources: [{id: REPORT, title: Report}]
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: stated, refs: [REPORT 3]}
    """
    first: dict[object, str] = {}
    weights = plan.weights
    for one in plan.links:
        ends = (frozenset(one.from_), frozenset(one.to))
        either = ends if one.direction == "directed" else frozenset(ends)
        for ref in one.refs:
            said = (either, one.direction, one.score(weights) >= 0, ref)
            earlier = first.setdefault(said, one.id)
            if earlier != one.id:
                yield Complaint(
                    "links",
                    one.id,
                    ("id",),
                    message(
                        "link {id} says the same as link {earlier}, from the same paragraph",
                        id=one.id,
                        earlier=earlier,
                    ),
                    message("it counts only once; keep one of the two"),
                    one.refs,
                    related=((("links", earlier, ("id",)), message("link {earlier}", earlier=earlier)),),
                )
                break


@check("RA303")
def beyond_scale(plan: Plan) -> Iterator[Complaint]:
    """A link is stronger than the plan's scale allows.

    Strengths are divided by the scale, so that this link would outweigh every other. Correct the strength, or
    state the true scale in `plan.scale`.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 5, basis: analyst}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 3, basis: analyst}]
    """
    scale = plan.about.scale
    for one in plan.links:
        given: list[tuple[Path, float]] = [(("strength",), one.strength or 0.0)]
        given += [(("judgements", at), said.strength) for at, said in enumerate(one.judgements)]
        path, strength = max(given, key=lambda said: abs(said[1]))
        if abs(strength) > scale:
            says = message(
                "link {id} has the strength {strength:g}, but the scale ends at {scale:g}",
                id=one.id,
                strength=strength,
                scale=scale,
            )
            yield Complaint("links", one.id, path, says, _scale(plan), one.refs)


@check("RA304", Severity.NOTE)
def idle_link(plan: Plan) -> Iterator[Complaint]:
    """A link has the strength 0.

    The two go together without helping or hindering each other: it is recorded, but moves no rank.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 0, basis: analyst}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 1, basis: analyst}]
    """
    for one in plan.links:
        if one.strength == 0 and not one.judgements:
            says = message("link {id} has the strength 0 and moves no rank", id=one.id)
            yield Complaint("links", one.id, ("strength",), says, refs=one.refs)


@check("RA305", Severity.NOTE)
def contested_pair(plan: Plan) -> Iterator[Complaint]:
    """One link says that two outcomes help each other, another that they harm each other.

    Both are kept, and the pair is shown as contested. Read the two paragraphs together: if one of
    the signs is a slip, correct it.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}
          - {id: L2, from: ["1.1"], to: ["1.2"], strength: -1, basis: analyst}

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - {id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}
    """
    weights = plan.weights
    scores = {one.id: one.scores(weights) for one in plan.links}
    if not {True, False} <= {score > 0 for said in scores.values() for score in said}:
        return
    if _statements(plan) > MOST_STATEMENTS:
        return  # RA313 says so
    said: Witnesses = {}
    told: set[frozenset[str]] = set()
    for one in plan.links:
        helps = max(scores[one.id], default=0.0) > 0
        for pair in _both_ways(one) if len(scores[one.id]) == 1 else ():
            witnesses = said.setdefault(pair, {})
            if (not helps) in witnesses and helps not in witnesses and frozenset(pair) not in told:
                told.add(frozenset(pair))
                other = witnesses[not helps]
                yield Complaint(
                    "links",
                    one.id,
                    ("strength",),
                    message(
                        "{pair} and {pair2} are contested: {other} and {id} have opposite signs",
                        pair=min(pair),
                        pair2=max(pair),
                        other=other,
                        id=one.id,
                    ),
                    refs=one.refs,
                    related=((("links", other, ("strength",)), message("link {other}", other=other)),),
                )
            witnesses.setdefault(helps, one.id)


@check("RA312", Severity.WARNING)
def odd_rubric(plan: Plan) -> Iterator[Complaint]:
    """The rubric explains a strength that no link can have.

    Its keys are the strengths, from minus `scale` to `scale`. Correct the key.

    Broken:
        plan: {id: city, title: City plan, rubric: {"3": indivisible, strong: reinforcing}}

    Mended:
        plan: {id: city, title: City plan, rubric: {"3": indivisible, "2": reinforcing}}
    """
    for strength in plan.about.rubric or ():
        try:
            fits = abs(float(strength)) <= plan.about.scale
        except ValueError:
            fits = False
        if not fits:
            says = message("the rubric explains '{strength}', which no link can have", strength=strength)
            yield Complaint("plan", plan.about.id, ("rubric", Key(strength)), says, _scale(plan))


@check("RA313")
def crowded_links(plan: Plan) -> Iterator[Complaint]:
    """The links of the plan make more statements than can be weighed.

    A link from several outcomes to several others, from several paragraphs, is one statement for each pair
    and paragraph: a hundred outcomes tied to a hundred others by ten paragraphs are 100 000 statements. Say
    which of them the source really ties.

    Broken:
        links:
          - id: L1
            from: ["1.1", "1.2", "1.3"] # and 600 more
            to: ["2.1", "2.2", "2.3"] # and 600 more

    Mended:
        links:
          - id: L1
            from: ["1.1", "1.2"] # those that the paragraph names
            to: ["2.3"]
    """
    every = _statements(plan)
    if every > MOST_STATEMENTS:
        largest = max(plan.links, key=lambda one: one.statements)
        says = message(
            "the links make {grouped} statements; at most {grouped2} are weighed",
            grouped=_grouped(every),
            grouped2=_grouped(MOST_STATEMENTS),
        )
        hint = message(
            "link {id} alone makes {grouped}: name only what its source ties",
            id=largest.id,
            grouped=_grouped(largest.statements),
        )
        yield Complaint("links", largest.id, (), says, hint, largest.refs)


def _statements(plan: Plan) -> int:
    """How many statements all links stand for."""
    return sum(one.statements for one in plan.links)


def _grouped(number: int) -> str:
    """`300 000`."""
    return f"{number:,}".replace(",", " ")


def _scale(plan: Plan) -> Text:
    """What a strength may be."""
    scale = plan.about.scale
    return message(
        "strengths go from {part:g} to {scale:g}; `scale` under `plan` says how far", part=-scale, scale=scale
    )


def _pairs(link: Link) -> Iterator[tuple[str, str]]:
    """The pairs of different outcomes that a link ties."""
    return (pair for pair in product(link.from_, link.to) if pair[0] != pair[1])


def _both_ways(link: Link) -> Iterator[tuple[str, str]]:
    """The pairs that a link ties, in both orders unless it is directed."""
    for one, other in _pairs(link):
        yield one, other
        if link.direction != "directed":
            yield other, one
