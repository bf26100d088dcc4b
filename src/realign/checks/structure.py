"""Does the plan keep its shape: domains, outcomes, the paragraphs that belong to them?"""

import re
from collections.abc import Iterator

from realign.checks.check import Complaint, check
from realign.checks.names import choices, listing, singular
from realign.findings import Severity
from realign.plan import Domain, Plan
from realign.text import Text, join, message, message_in


@check("RA201")
def lost_domain(plan: Plan) -> Iterator[Complaint]:
    """The plan has more or fewer domains than its structure says.

    A realignment moves the work, not the frame: domains are neither added nor dropped. Restore the
    domain; or, where the governing body really changed the frame, correct `plan.structure`.

    Broken:
        plan: {id: city, title: City plan, structure: {domains: 2, outcomes: 1}}
        domains: [{id: "1", title: Homes}]
        outcomes: [{id: "1.1", domain: "1", title: Land}]

    Mended:
        plan: {id: city, title: City plan, structure: {domains: 1, outcomes: 1}}
        domains: [{id: "1", title: Homes}]
        outcomes: [{id: "1.1", domain: "1", title: Land}]
    """
    yield from _miscounted(plan, "domains")


@check("RA202")
def lost_outcome(plan: Plan) -> Iterator[Complaint]:
    """The plan has more or fewer outcomes than its structure says.

    A realignment moves the work, not the frame: outcomes are neither added nor dropped. Restore the
    outcome; or, where the governing body really changed the frame, correct `plan.structure`.

    Broken:
        plan: {id: city, title: City plan, structure: {domains: 1, outcomes: 1}}
        domains: [{id: "1", title: Homes}]
        outcomes: [{id: "1.1", domain: "1", title: Land}, {id: "1.2", domain: "1", title: Housing}]

    Mended:
        plan: {id: city, title: City plan, structure: {domains: 1, outcomes: 2}}
        domains: [{id: "1", title: Homes}]
        outcomes: [{id: "1.1", domain: "1", title: Land}, {id: "1.2", domain: "1", title: Housing}]
    """
    yield from _miscounted(plan, "outcomes")


@check("RA203", Severity.WARNING)
def homeless_outcome(plan: Plan) -> Iterator[Complaint]:
    """An outcome belongs to no domain, though the plan has domains.

    Answers that go by domain leave it out. Say which `domain` it belongs to.

    Broken:
        domains: [{id: "1", title: Homes}]
        outcomes: [{id: "1.1", domain: "1", title: Land}, {id: "1.2", title: Housing}]

    Mended:
        domains: [{id: "1", title: Homes}]
        outcomes: [{id: "1.1", domain: "1", title: Land}, {id: "1.2", domain: "1", title: Housing}]
    """
    there = choices("domains", [one.id for one in plan.domains])
    for one in plan.outcomes:
        if plan.domains and one.domain is None:
            says = message("outcome {id} belongs to no domain", id=one.id)
            yield Complaint(
                "outcomes", one.id, (), says, message("add `domain:`; {there}", there=there), one.refs
            )


@check("RA204", Severity.WARNING)
def empty_domain(plan: Plan) -> Iterator[Complaint]:
    """A domain has no outcomes.

    Nothing can be said about it. Add its outcomes, or correct the `domain` of those that belong to it.

    Broken:
        domains: [{id: "1", title: Homes}, {id: "2", title: Work}]
        outcomes: [{id: "1.1", domain: "1", title: Land}]

    Mended:
        domains: [{id: "1", title: Homes}, {id: "2", title: Work}]
        outcomes: [{id: "1.1", domain: "1", title: Land}, {id: "2.1", domain: "2", title: Jobs}]
    """
    settled = {one.domain for one in plan.outcomes}
    for domain in plan.domains:
        if plan.outcomes and domain.id not in settled:
            says = message("domain {id} has no outcomes", id=domain.id)
            yield Complaint(
                "domains", domain.id, (), says, message("no outcome names it as its `domain`"), domain.refs
            )


@check("RA205", Severity.WARNING)
def misplaced_code(plan: Plan) -> Iterator[Complaint]:
    """An outcome's code begins with the number of another domain than its own.

    Readers take 3.1 for an outcome of domain 3. One of the two is a slip: correct the code or the domain.

    Broken:
        domains: [{id: "1", title: Homes}, {id: "2", title: Work}]
        outcomes:
          - {id: "1.1", domain: "1", title: Land}
          - {id: "2.1", domain: "2", title: Jobs}
          - {id: "2.2", domain: "1", title: Trade}

    Mended:
        domains: [{id: "1", title: Homes}, {id: "2", title: Work}]
        outcomes:
          - {id: "1.1", domain: "1", title: Land}
          - {id: "2.1", domain: "2", title: Jobs}
          - {id: "2.2", domain: "2", title: Trade}
    """
    domains = {one.id for one in plan.domains}
    for one in plan.outcomes:
        stem = one.id.rpartition(".")[0]
        if stem in domains and one.domain in domains and one.domain != stem:
            yield Complaint(
                "outcomes",
                one.id,
                ("domain",),
                message(
                    "outcome {id} is in domain {domain}, but its code begins with {stem}",
                    id=one.id,
                    domain=one.domain,
                    stem=stem,
                ),
                message(
                    "write domain {stem}, or give the outcome a code that begins with {domain}",
                    stem=stem,
                    domain=one.domain,
                ),
                one.refs,
            )


@check("RA206", Severity.WARNING)
def misfiled_annotation(plan: Plan) -> Iterator[Complaint]:
    """An annotation is printed under a subprogramme that its paragraph does not belong to.

    A reader looks for it under the wrong heading. Where the slip is ours, correct `filed_under`; where the
    source prints it so, keep it and add a record to `discrepancies`.

    Broken:
        domains: [{id: "1", title: Homes, paragraphs: ["15.30", "15.53"]}]
        outcomes: [{id: "1.1", domain: "1", title: Land}]
        annotations: [{id: I-15.4, annex: I, paragraph: "15.4", filed_under: "1", change: keep, title: As is}]

    Mended:
        domains: [{id: "1", title: Homes, paragraphs: ["15.30", "15.53"]}]
        outcomes: [{id: "1.1", domain: "1", title: Land}]
        annotations: [{id: I-15.4, annex: I, paragraph: "15.4", change: keep, title: As is}]
    """
    domains = {one.id: one for one in plan.domains}
    for one in plan.annotations:
        printed = domains.get(one.filed_under or "")
        if printed and (one.filed_under != one.domain or _outside(one.paragraph, printed)):
            home = (
                message("subprogramme {domain}", domain=one.domain)
                if one.domain
                else message("no subprogramme")
            )
            holds = (
                message("which holds {range}", range=_range(printed))
                if printed.paragraphs
                else message("but belongs to {home}", home=home)
            )
            yield Complaint(
                "annotations",
                one.id,
                ("filed_under",),
                message(
                    "paragraph {paragraph} is filed under subprogramme {id}, {holds}",
                    paragraph=one.paragraph,
                    id=printed.id,
                    holds=holds,
                ),
                message(
                    "it belongs to {home}; correct it, or acknowledge the slip under `discrepancies` if "
                    "it is printed so",
                    home=home,
                ),
                one.refs,
                related=(
                    (("domains", printed.id, ("paragraphs",)), message("subprogramme {id}", id=printed.id)),
                ),
            )


@check("RA207", Severity.WARNING)
def stray_annotation(plan: Plan) -> Iterator[Complaint]:
    """An annotation's paragraph lies outside the range of the domain that it is given.

    Correct the paragraph or the `domain`, or the domain's `paragraphs` (the first and the last one).

    Broken:
        domains: [{id: "1", title: Homes, paragraphs: ["15.30", "15.53"]}]
        outcomes: [{id: "1.1", domain: "1", title: Land}]
        annotations: [{id: II-15.76, annex: II, paragraph: "15.76", domain: "1", change: keep, title: Kept}]

    Mended:
        domains: [{id: "1", title: Homes, paragraphs: ["15.30", "15.53"]}]
        outcomes: [{id: "1.1", domain: "1", title: Land}]
        annotations: [{id: II-15.53, annex: II, paragraph: "15.53", domain: "1", change: keep, title: Kept}]
    """
    domains = {one.id: one for one in plan.domains}
    for one in plan.annotations:
        home = domains.get(one.domain or "")
        if home and _outside(one.paragraph, home):
            yield Complaint(
                "annotations",
                one.id,
                ("domain",),
                message(
                    "paragraph {paragraph} is given to domain {id}, which holds {range}",
                    paragraph=one.paragraph,
                    id=home.id,
                    range=_range(home),
                ),
                message("correct the paragraph, the domain, or the domain's `paragraphs`"),
                one.refs,
                related=((("domains", home.id, ("paragraphs",)), message("domain {id}", id=home.id)),),
            )


@check("RA208")
def backward_period(plan: Plan) -> Iterator[Complaint]:
    """The plan ends before it begins.

    Correct `from` or `to`.

    Broken:
        plan: {id: city, title: City plan, period: {from: 2023, to: 2020}}

    Mended:
        plan: {id: city, title: City plan, period: {from: 2020, to: 2023}}
    """
    period = plan.about.period
    if period and period.to < period.from_:
        says = message("the plan runs from {from_} to {to}", from_=period.from_, to=period.to)
        yield Complaint("plan", plan.about.id, ("period",), says, message("the first year comes first"))


@check("RA209", Severity.WARNING)
def odd_range(plan: Plan) -> Iterator[Complaint]:
    """A domain's `paragraphs` are not a first and a last one, or run backwards.

    Only a range can tell which annotations belong to the domain. Give exactly two, the lower one first.

    Broken:
        domains: [{id: "1", title: Homes, paragraphs: ["15.53", "15.30"]}]
        outcomes: [{id: "1.1", domain: "1", title: Land}]

    Mended:
        domains: [{id: "1", title: Homes, paragraphs: ["15.30", "15.53"]}]
        outcomes: [{id: "1.1", domain: "1", title: Land}]
    """
    for one in plan.domains:
        ends = one.paragraphs
        if ends and (len(ends) != 2 or _steps(ends[0]) > _steps(ends[-1])):
            says = message(
                "domain {id} has the paragraphs {names}, which is no range", id=one.id, names=listing(ends)
            )
            yield Complaint(
                "domains", one.id, ("paragraphs",), says, message("give the first and the last one"), one.refs
            )


def _miscounted(plan: Plan, kind: str) -> Iterator[Complaint]:
    """Compare how many domains or outcomes there are with how many there should be."""
    structure = plan.about.structure
    if structure is None:
        return
    there = [one.id for one in getattr(plan, kind)]
    due = getattr(structure, kind)
    if len(there) != due:
        has = (
            message("has {count}: {names}", count=len(there), names=listing(there))
            if there
            else message("has none")
        )
        what = singular(kind) if due == 1 else kind
        few = message("missing") if len(there) < due else message("too many")
        yield Complaint(
            "plan",
            plan.about.id,
            ("structure", kind),
            message("the plan is to keep {due} {what}, but {has}", due=due, what=what, has=has),
            message("{count} {few}; a realignment keeps the structure", count=abs(due - len(there)), few=few),
            plan.about.refs,
        )


def _outside(paragraph: str, domain: Domain) -> bool:
    """Whether a paragraph lies outside the range of a domain that has one."""
    ends = domain.paragraphs
    return len(ends) == 2 and not _steps(ends[0]) <= _steps(paragraph) <= _steps(ends[1])


def _range(domain: Domain) -> Text:
    """The paragraphs of a domain in words."""
    if len(set(domain.paragraphs)) == 1:
        return message("paragraph {paragraph}", paragraph=domain.paragraphs[0])
    return message("paragraphs {first}", first=join(domain.paragraphs, message_in("range", " to ")))


def _steps(paragraph: str) -> list[tuple[int, str]]:
    """A paragraph as something that can be compared: 15.4 comes before 15.30."""
    parts = re.findall(r"\d+|[^\W\d_]+", paragraph)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
