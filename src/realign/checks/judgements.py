"""Where several judges scored a link: is each known, does each speak once, and what do they come to?"""

from collections.abc import Iterator

from realign.checks.check import Complaint, check
from realign.findings import Severity
from realign.plan import Plan
from realign.suggest import near
from realign.text import message


@check("RA314")
def unscored_link(plan: Plan) -> Iterator[Complaint]:
    """A link has no strength, and no judge gives it one.

    Nothing says how much it counts. Give it a strength, or the judgements of those who scored it.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], basis: analyst}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}]
    """
    for one in plan.links:
        if one.strength is None and not one.judgements:
            says = message("link {id} has neither a strength nor judgements", id=one.id)
            hint = message("add `strength`, or `judgements` such as [{{by: g1, strength: 2}}]")
            yield Complaint("links", one.id, (), says, hint, one.refs)


@check("RA315")
def contradicted_median(plan: Plan) -> Iterator[Complaint]:
    """A link has a strength that is not the median of its judgements.

    Of a link with judgements the median counts. Leave `strength` out, so that the two cannot drift apart.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - id: L1
            from: ["1.1"]
            to: ["1.2"]
            strength: 3
            basis: analyst
            judgements: [{by: g1, strength: 1}, {by: g2, strength: 2}, {by: g3, strength: 2}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - id: L1
            from: ["1.1"]
            to: ["1.2"]
            basis: analyst
            judgements: [{by: g1, strength: 1}, {by: g2, strength: 2}, {by: g3, strength: 2}]
    """
    weights = plan.weights
    for one in plan.links:
        score = one.score(weights)
        if one.judgements and one.strength is not None and abs(one.strength - score) > 1e-9:
            says = message(
                "link {id} has the strength {strength:g}, but the median of its judgements is {score:g}",
                id=one.id,
                strength=one.strength,
                score=score,
            )
            hint = message("leave `strength` out: the median counts")
            yield Complaint("links", one.id, ("strength",), says, hint, one.refs)


@check("RA316")
def unknown_judge(plan: Plan) -> Iterator[Complaint]:
    """A judgement is by a judge whom the plan does not list.

    A plan need not list its judges; where it does, an id that is not there is a slip, and the weight and
    group of the judge would be lost. Correct the id, or add the judge.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        judges: [{id: g1}, {id: g2}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], basis: analyst, judgements: [{by: g3, strength: 2}]}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        judges: [{id: g1}, {id: g2}, {id: g3}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], basis: analyst, judgements: [{by: g3, strength: 2}]}]
    """
    known = {one.id for one in plan.judges}
    told: set[str] = set()
    for link in plan.links if known else ():
        for at, said in enumerate(link.judgements):
            if said.by not in known and said.by not in told:
                told.add(said.by)
                says = message(
                    "link {id} is judged by {judge}, whom the plan does not list", id=link.id, judge=said.by
                )
                guess, add = near(said.by, known), message("add it to `judges`")
                hint = message("did you mean {guess}?", guess=guess) if guess else add
                yield Complaint("links", link.id, ("judgements", at, "by"), says, hint)


@check("RA317")
def repeated_judge(plan: Plan) -> Iterator[Complaint]:
    """A judge scores a link twice.

    Each judge counts once. Keep the judgement that holds.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - id: L1
            from: ["1.1"]
            to: ["1.2"]
            basis: analyst
            judgements: [{by: g1, strength: 2}, {by: g1, strength: 1}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - id: L1
            from: ["1.1"]
            to: ["1.2"]
            basis: analyst
            judgements: [{by: g1, strength: 2}, {by: g2, strength: 1}]
    """
    for link in plan.links:
        seen: set[str] = set()
        for at, said in enumerate(link.judgements):
            if said.by in seen:
                says = message("link {id} is judged twice by {judge}", id=link.id, judge=said.by)
                hint = message("keep the judgement that holds")
                yield Complaint("links", link.id, ("judgements", at, "by"), says, hint)
            seen.add(said.by)


@check("RA318", Severity.NOTE)
def divided_judges(plan: Plan) -> Iterator[Complaint]:
    """As many judges say that a link helps as say that it harms.

    Both signs are kept, and the link is shown as contested. `realign judges` says what to discuss first.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - id: L1
            from: ["1.1"]
            to: ["1.2"]
            basis: analyst
            judgements: [{by: g1, strength: 2}, {by: g2, strength: -1}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        links:
          - id: L1
            from: ["1.1"]
            to: ["1.2"]
            basis: analyst
            judgements: [{by: g1, strength: 2}, {by: g2, strength: 1}]
    """
    weights = plan.weights
    for one in plan.links:
        if one.judgements and len(one.scores(weights)) > 1:
            says = message("the judges of link {id} are evenly divided: push or hold", id=one.id)
            hint = message("`realign judges` says what to discuss first")
            yield Complaint("links", one.id, ("judgements",), says, hint, one.refs)
