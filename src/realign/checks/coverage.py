"""What does the plan leave out: outcomes without a link, paragraphs without a record?"""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from realign.checks.check import Advice, Complaint, check
from realign.checks.names import listing, wording
from realign.findings import Key, Severity
from realign.plan import Plan, split_ref
from realign.plan.fields import references_inside
from realign.text import fill, message

_UNNAMED = {
    "flagship": message("no paragraph of {source} names flagship {id} ({title})"),
    "global": message("no paragraph of {source} names global programme {id} ({title})"),
}


@check("RA601", Severity.NOTE)
def unlinked_outcome(plan: Plan) -> Iterator[Complaint]:
    """No link starts or ends at an outcome, though the plan has links.

    A realignment by links leaves such an outcome aside, and its rank says nothing. Either a
    link was forgotten, or the sources are silent: that is a finding about them, which `links` tells, too.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}, {id: "1.3", title: Parks}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}, {id: "1.3", title: Parks}]
        links: [{id: L1, from: ["1.1"], to: ["1.2", "1.3"], strength: 2, basis: analyst}]
    """
    linked = {code for one in plan.links for code in (*one.from_, *one.to)}
    lonely = [one.id for one in plan.outcomes if one.id not in linked]

    def advice(code: str) -> Advice:
        others = listing(one for one in lonely if one != code)
        also = message("; the same holds for {others}", others=others) if others else ""
        return (
            message(
                "add the link that was forgotten; if the sources tie it to nothing, that is a finding{also}",
                also=also,
            ),
            None,
        )

    for one in plan.outcomes:
        if plan.links and one.id not in linked:
            says = message(
                "no link starts or ends at outcome {id} ({title})", id=one.id, title=wording(one.title)
            )
            yield Complaint("outcomes", one.id, (), says, refs=one.refs, advice=partial(advice, one.id))


@check("RA602", Severity.NOTE)
def unnamed_programme(plan: Plan) -> Iterator[Complaint]:
    """No paragraph of the main source names a flagship or global programme.

    The main source is the one that `plan.refs` cite, else the first under `sources`. The realignment
    then says nothing about this programme. Add the paragraph that was forgotten, if there is one.

    Broken:
        sources: [{id: PLAN, title: Plan}, {id: WEB, title: Web page}]
        flagships:
          - {id: F1, kind: flagship, title: Lively streets, refs: [PLAN 9]}
          - {id: F2, kind: flagship, title: Smart cities, refs: [WEB 1]}

    Mended:
        sources: [{id: PLAN, title: Plan}, {id: WEB, title: Web page}]
        flagships:
          - {id: F1, kind: flagship, title: Lively streets, refs: [PLAN 9, WEB 1]}
          - {id: F2, kind: flagship, title: Smart cities, refs: [PLAN 10]}
    """
    sources = dict.fromkeys(one.id for one in plan.sources)
    main = plan.main_source
    for one in plan.flagships:
        found = [split_ref(ref, sources) for ref in one.refs]
        if main and not any(ref and ref[0] == main for ref in found):
            says = fill(_UNNAMED[one.kind], source=main, id=one.id, title=wording(one.title))
            hint = message("add the paragraph to `refs`; if the source is silent, that is a finding")
            yield Complaint("flagships", one.id, (), says, hint, one.refs)


@check("RA603", Severity.NOTE)
def idle_programme(plan: Plan) -> Iterator[Complaint]:
    """A flagship or global programme is tied to no outcome.

    `flagships` cannot say what it carries. Add its `outcomes` where a source ties it to some.

    Broken:
        outcomes: [{id: "1.1", title: Land}]
        flagships: [{id: F1, kind: flagship, title: Lively streets}]

    Mended:
        outcomes: [{id: "1.1", title: Land}]
        flagships: [{id: F1, kind: flagship, title: Lively streets, outcomes: ["1.1"]}]
    """
    for one in plan.flagships:
        if plan.outcomes and not one.outcomes:
            says = message("{id} ({title}) is tied to no outcome", id=one.id, title=wording(one.title))
            yield Complaint("flagships", one.id, (), says, refs=one.refs)


@check("RA604", Severity.WARNING)
def blind_lens(plan: Plan) -> Iterator[Complaint]:
    """No link is tagged with a lens, though the plan has links.

    Through this lens every link counts alike, so it changes no rank. Tag the links that speak to it.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        lenses: [{id: recovery, title: Recovery}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
        lenses: [{id: recovery, title: Recovery}]
        links: [{id: L1, from: ["1.1"], to: ["1.2"], strength: 2, basis: analyst, lenses: [recovery]}]
    """
    tagged = set(chain.from_iterable(one.lenses for one in plan.links))
    for lens in plan.lenses:
        if plan.links and lens.id not in tagged:
            says = message("no link is tagged with the lens {id}", id=lens.id)
            hint = message("add `lenses: [{id}]` to the links that speak to it", id=lens.id)
            yield Complaint("lenses", lens.id, (), says, hint, lens.refs)


@check("RA605", Severity.WARNING)
def uncoded_paragraph(plan: Plan) -> Iterator[Complaint]:
    """Paragraphs of a source are neither cited by a record nor set aside.

    A paragraph counts as cited where one of its items is: 7 where 7(a) is. Of the others nobody can
    tell whether they were read. Code them; or, where they hold nothing to code, name them in the source's
    `uncoded` with the reason.

    Broken:
        sources: [{id: PLAN, title: Plan, paragraphs: ["1", "2", "3"]}]
        outcomes: [{id: "1.1", title: Land, refs: [PLAN 1]}]

    Mended:
        sources: [{id: PLAN, title: Plan, paragraphs: ["1", "2"], uncoded: {"2": greetings}}]
        outcomes: [{id: "1.1", title: Land, refs: [PLAN 1]}]
    """
    cited = _cited(plan)
    for one in plan.sources:
        known = cited.get(one.id, {})
        parents = {each[: each.rindex("(")] for each in known if "(" in each}
        parents |= {each[: each.rindex("(")] for each in parents if "(" in each}
        done = {*known, *parents, *(one.uncoded or ())}
        left = [each for each in one.paragraphs if each not in done]
        if left and known:
            many = message("paragraphs are") if len(left) > 1 else message("paragraph is")
            yield Complaint(
                "sources",
                one.id,
                ("paragraphs",),
                message(
                    "{count} {many} neither cited nor set aside: {names}",
                    count=len(left),
                    many=many,
                    names=listing(left),
                ),
                message("code them, or name them in `uncoded` with the reason"),
                tuple(f"{one.id} {each}" for each in left),
            )


@check("RA606", Severity.NOTE)
def idle_source(plan: Plan) -> Iterator[Complaint]:
    """No record cites a source.

    Use it or drop it.

    Broken:
        sources: [{id: PLAN, title: Plan}, {id: WEB, title: Web page}]
        outcomes: [{id: "1.1", title: Land, refs: [PLAN 1]}]

    Mended:
        sources: [{id: PLAN, title: Plan}]
        outcomes: [{id: "1.1", title: Land, refs: [PLAN 1]}]
    """
    cited = _cited(plan)
    for one in plan.sources:
        if one.id not in cited:
            yield Complaint("sources", one.id, (), message("no record cites {id}", id=one.id))


@check("RA607", Severity.WARNING)
def contradicted_exclusion(plan: Plan) -> Iterator[Complaint]:
    """A paragraph is set aside as holding nothing to code, but a record cites it.

    One of the two is out of date. Drop the paragraph from `uncoded`, or the reference.

    Broken:
        sources: [{id: PLAN, title: Plan, paragraphs: ["1"], uncoded: {"1": greetings}}]
        outcomes: [{id: "1.1", title: Land, refs: [PLAN 1]}]

    Mended:
        sources: [{id: PLAN, title: Plan, paragraphs: ["1"]}]
        outcomes: [{id: "1.1", title: Land, refs: [PLAN 1]}]
    """
    cited = _cited(plan)
    for one in plan.sources:
        for paragraph in one.uncoded or ():
            user = cited.get(one.id, {}).get(paragraph)
            if user:
                yield Complaint(
                    "sources",
                    one.id,
                    ("uncoded", Key(paragraph)),
                    message(
                        "paragraph {paragraph} is set aside as uncoded, but {user}/{user2} cites it",
                        paragraph=paragraph,
                        user=user[0],
                        user2=user[1],
                    ),
                    message("drop one of the two"),
                    (f"{one.id} {paragraph}",),
                    related=((((user[0], user[1], ("refs",))), message("the record that cites it")),),
                )


@check("RA608", Severity.NOTE)
def unanswered_resolution(plan: Plan) -> Iterator[Complaint]:
    """No activity answers to a resolution.

    The gaps by resolution have nothing to say about it. Name it as `resolution` of the activities
    that carry it out.

    Broken:
        resolutions: [{id: "1/2", title: Safer cities}, {id: "1/3", title: Capacity}]
        activities: [{id: A1, title: Safety monitor, resolution: "1/2"}]

    Mended:
        resolutions: [{id: "1/2", title: Safer cities}]
        activities: [{id: A1, title: Safety monitor, resolution: "1/2"}]
    """
    answered = {one.resolution for one in plan.activities}
    for one in plan.resolutions:
        if plan.activities and one.id not in answered:
            says = message(
                "no activity answers to resolution {id} ({title})", id=one.id, title=wording(one.title)
            )
            yield Complaint("resolutions", one.id, (), says, refs=one.refs)


def _cited(plan: Plan) -> dict[str, dict[str, tuple[str, str]]]:
    """Source -> paragraph -> kind and id of the first record that cites it."""
    sources = {one.id for one in plan.sources}
    first: dict[str, tuple[str, str]] = dict.fromkeys(plan.about.refs, ("plan", plan.about.id))
    every = ((kind, one, one.refs) for kind, one in plan.records())
    for kind, one, refs in chain(every, references_inside(plan)) if sources else ():
        for ref in refs:
            if ref not in first:
                first[ref] = (kind, one.id)
    cited: dict[str, dict[str, tuple[str, str]]] = {}
    for ref, user in first.items():
        found = split_ref(ref, sources)
        if found:
            cited.setdefault(found[0], {}).setdefault(found[1], user)
    return cited
