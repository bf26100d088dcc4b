"""Does every reference lead to a paragraph that can be looked up?"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import chain

from realign.checks.check import Advice, Complaint, Path, check
from realign.checks.names import bare, choices, listing
from realign.findings import Key, Severity
from realign.plan import Plan, Source, split_ref
from realign.plan.fields import citations, references
from realign.suggest import Suggestions
from realign.text import message

Named = tuple[str, str, Path, str]
"""Kind, record and path of a place in the plan that holds a reference, and the reference."""
Cited = tuple[str, str] | None
"""Source and paragraph that a reference names; `None` where no source fits."""


@check("RA112")
def unknown_source(plan: Plan) -> Iterator[Complaint]:
    """A reference begins with no source that the plan knows.

    A reference is the id of a source, a space and a paragraph: `REPORT 7(b)`. References are what
    makes a rank defensible, and two spellings of one source would count as two witnesses.
    Correct the reference, or add the source under `sources`. A plan without any `sources` may
    write its references freely.

    Broken:
        sources: [{id: REPORT, title: Yearly report}]
        outcomes: [{id: "1.1", title: Homes, refs: ["REPROT 3"]}]

    Mended:
        sources: [{id: REPORT, title: Yearly report}]
        outcomes: [{id: "1.1", title: Homes, refs: ["REPORT 3"]}]
    """
    known = dict.fromkeys(one.id for one in plan.sources)
    names = Suggestions(known)

    def advice(ref: str) -> Advice:
        source, blank, paragraph = ref.rpartition(" ")
        near, certain = names.near(source or ref), names.certain(source or ref)
        meant = message("did you mean '{near}'? ", near=near) if near else ""
        return message(
            "{meant}{choices}", meant=meant, choices=choices("sources", known)
        ), f"{certain} {paragraph}" if certain and blank else None

    for kind, record, path, ref in _refs(plan, lambda found: found is None):
        says = message("'{ref}' begins with no source of the plan", ref=ref)
        yield Complaint(kind, record, path, says, advice=partial(advice, ref))


@check("RA113")
def unknown_paragraph(plan: Plan) -> Iterator[Complaint]:
    """A reference names a paragraph that its source does not have.

    Nobody could look it up, and the evidence would be counted apart from its true paragraph.
    Correct the paragraph; or, where the source really has it, add it to the source's `paragraphs`.

    Broken:
        sources: [{id: REPORT, title: Yearly report, paragraphs: ["7(a)", "7(b)"]}]
        outcomes: [{id: "1.1", title: Homes, refs: ["REPORT 7(a)", "REPORT 7(b)", "REPORT 7(c)"]}]

    Mended:
        sources: [{id: REPORT, title: Yearly report, paragraphs: ["7(a)", "7(b)"]}]
        outcomes: [{id: "1.1", title: Homes, refs: ["REPORT 7(a)", "REPORT 7(b)"]}]
    """
    paragraphs = {one.id: dict.fromkeys(one.paragraphs) for one in plan.sources}

    def lacks(found: Cited) -> bool:
        return bool(found and found[1] and paragraphs[found[0]] and found[1] not in paragraphs[found[0]])

    def advice(source: str, paragraph: str) -> Advice:
        return message(
            "{source} has {names}", source=source, names=listing(_around(paragraph, list(paragraphs[source])))
        ), None

    for kind, record, path, ref in _refs(plan, lacks):
        source, paragraph = split_ref(ref, paragraphs) or ("", "")
        says = message("{source} has no paragraph {paragraph}", source=source, paragraph=paragraph)
        yield Complaint(kind, record, path, says, advice=partial(advice, source, paragraph))


@check("RA114", Severity.WARNING)
def bare_source(plan: Plan) -> Iterator[Complaint]:
    """A reference names a source but no paragraph, though the source lists its paragraphs.

    A whole document proves little: add the paragraph, so that a reader can look it up.

    Broken:
        sources: [{id: REPORT, title: Yearly report, paragraphs: ["3"]}]
        outcomes: [{id: "1.1", title: Homes, refs: [REPORT, REPORT 3]}]

    Mended:
        sources: [{id: REPORT, title: Yearly report, paragraphs: ["3"]}]
        outcomes: [{id: "1.1", title: Homes, refs: [REPORT 3]}]
    """
    listed = {one.id for one in plan.sources if one.paragraphs}
    for kind, record, path, ref in _refs(plan, lambda found: found and found[0] in listed and not found[1]):
        says = message("'{ref}' names a source but no paragraph of it", ref=ref)
        yield Complaint(kind, record, path, says, message("write it like '{ref} 3'", ref=ref))


@check("RA115", Severity.WARNING)
def unknown_uncoded(plan: Plan) -> Iterator[Complaint]:
    """A source sets aside (`uncoded`), or gives the `names` of, a paragraph that it does not list.

    Correct the paragraph, or add it to the source's `paragraphs`.

    Broken:
        sources: [{id: REPORT, title: Yearly report, paragraphs: ["1", "2"], uncoded: {"3": greetings}}]
        outcomes: [{id: "1.1", title: Homes, refs: [REPORT 1, REPORT 2]}]

    Mended:
        sources: [{id: REPORT, title: Yearly report, paragraphs: ["1", "2"], uncoded: {"2": greetings}}]
        outcomes: [{id: "1.1", title: Homes, refs: [REPORT 1]}]
    """

    def advice(source: Source, paragraph: str) -> Advice:
        return message(
            "{id} has {names}", id=source.id, names=listing(_around(paragraph, source.paragraphs))
        ), None

    for one in plan.sources:
        there = frozenset(one.paragraphs)
        for field in ("uncoded", "names"):
            for paragraph in getattr(one, field) or ():
                if there and paragraph not in there:
                    path = (field, Key(paragraph))
                    says = message(
                        "{id} has no paragraph {paragraph}, which `{field}` speaks of",
                        id=one.id,
                        paragraph=paragraph,
                        field=field,
                    )
                    yield Complaint("sources", one.id, path, says, advice=partial(advice, one, paragraph))


@check("RA116", Severity.WARNING)
def misspelt_symbol(plan: Plan) -> Iterator[Complaint]:
    """A symbol is printed in a way that differs a little from that of a source.

    Whoever searches for the symbol as printed finds nothing. Where the slip is ours, correct it; where
    it is in the source, keep it as printed and add a record to `discrepancies`.

    Broken:
        sources: [{id: HSP/EB.2021/19, title: Realignment, paragraphs: ["15.3"]}]
        annotations:
          - {id: II-15.3, annex: II, paragraph: "15.3", change: adjust, title: New factors,
             cites: [HSP/EB/2021/19], refs: [HSP/EB.2021/19 15.3]}

    Mended:
        sources: [{id: HSP/EB.2021/19, title: Realignment, paragraphs: ["15.3"]}]
        annotations:
          - {id: II-15.3, annex: II, paragraph: "15.3", change: adjust, title: New factors,
             cites: [HSP/EB.2021/19], refs: [HSP/EB.2021/19 15.3]}
    """
    for record, index, symbol, near, refs in _unknown_symbols(plan):
        if near:
            yield Complaint(
                "annotations",
                record,
                ("cites", index),
                message(
                    "the symbol '{symbol}' is no source; the nearest is '{near}'", symbol=symbol, near=near
                ),
                message(
                    "write {near}, or acknowledge the slip under `discrepancies` if it is printed so",
                    near=near,
                ),
                refs,
            )


@check("RA117", Severity.NOTE)
def unlisted_document(plan: Plan) -> Iterator[Complaint]:
    """An annotation cites a document that is none of the plan's sources.

    Readers cannot follow it from here. Add the document to `sources` if it matters.

    Broken:
        sources: [{id: REPORT, title: Yearly report, paragraphs: ["1"]}]
        annotations:
          - {id: N1, annex: II, paragraph: "1", change: keep, title: As before,
             cites: [A/76/6], refs: [REPORT 1]}

    Mended:
        sources: [{id: REPORT, title: Yearly report, paragraphs: ["1"]}]
        annotations:
          - {id: N1, annex: II, paragraph: "1", change: keep, title: As before, refs: [REPORT 1]}
    """
    for record, index, symbol, near, refs in _unknown_symbols(plan):
        if not near:
            says = message("'{symbol}' is cited but is no source of the plan", symbol=symbol)
            yield Complaint("annotations", record, ("cites", index), says, refs=refs)


def _refs(plan: Plan, wrong: Callable[[Cited], object]) -> Iterator[Named]:
    """Every reference that is `wrong`, judged by the source and paragraph that it names."""
    sources = {one.id for one in plan.sources}
    if not sources:
        return
    bad = {ref for ref in references(plan) if wrong(split_ref(ref, sources))}
    for kind, one in (("plan", plan.about), *plan.records()) if bad else ():
        for path, refs in citations(kind, one):
            for index, ref in enumerate(refs):
                if ref in bad:
                    yield kind, one.id, (*path, index), ref


_MANY = 2_000
"""Paragraphs of one source that are looked through for like ones."""


def _around(paragraph: str, paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs that share their end or beginning with one that is not there; else, or of many, all."""
    if len(paragraphs) > _MANY:
        return list(paragraphs)
    within = [one for one in paragraphs if one.endswith(f" {paragraph}")]
    if within:
        return within
    low, high = 0, len(paragraph)  # of its beginning as much as others have, too
    while low < high:
        middle = (low + high + 1) // 2
        found = any(one.startswith(paragraph[:middle]) for one in paragraphs)
        low, high = (middle, high) if found else (low, middle - 1)
    return [one for one in paragraphs if one.startswith(paragraph[:low])]


def _unknown_symbols(plan: Plan) -> Iterator[tuple[str, int, str, str | None, tuple[str, ...]]]:
    """Cited symbols that are no source's: record, index, symbol, the symbol meant, paragraphs."""
    known = dict.fromkeys(chain.from_iterable((one.id, one.symbol or one.id) for one in plan.sources))
    known_bare = {bare(one): one for one in reversed(known)}
    names = Suggestions(known_bare)

    @cache
    def meant(symbol: str) -> str | None:
        """The symbol that has the same letters and digits and other marks between them, or nearly so."""
        return known_bare.get(bare(symbol)) or known_bare.get(names.certain(bare(symbol)) or "")

    for one in plan.annotations:
        for index, symbol in enumerate(one.cites):
            if known and symbol not in known:
                yield one.id, index, symbol, meant(symbol), one.refs
