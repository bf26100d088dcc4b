"""Which paragraphs of the sources somebody means who writes one as people do."""

from collections.abc import Iterator, Sequence

from realign.citations import asked_for
from realign.plan import Plan, Record, split_ref
from realign.plan.fields import citations
from realign.plan.structure import About

Paragraph = tuple[str, str]
"""The id of a source and the number of one of its paragraphs."""


def cited_by(kind: str, record: Record | About, sources: set[str]) -> set[Paragraph]:
    """The paragraphs that a record cites, wherever in it; of a source that it cites as a whole, none."""
    refs = (ref for _, several in citations(kind, record) for ref in several)
    return {place for ref in refs if (place := split_ref(ref, sources))}


def known_paragraphs(plan: Plan) -> tuple[Paragraph, ...]:
    """Paragraphs that sources list, in their order, then those that are only cited."""
    sources = {source.id for source in plan.sources}
    listed = [(source.id, number) for source in plan.sources for number in source.paragraphs]
    cited = (
        split_ref(ref, sources)
        for kind, record in (("plan", plan.about), *plan.records())
        for _, refs in citations(kind, record)
        for ref in refs
    )
    return tuple(dict.fromkeys([*listed, *(place for place in cited if place and place[1])]))


def meant(asked: str, known: Sequence[Paragraph], sources: set[str]) -> tuple[Paragraph, ...]:
    """The paragraphs that `asked` means, with or without source, annex and brackets; none if none is.

    The name of a source alone means all of it: its paragraphs, and the source as a whole. Blanks mean none.
    """
    if not asked.strip():
        return ()
    for text in dict.fromkeys((" ".join(asked.split()), asked_for(asked))):
        source, bare = split_ref(text, sources) or ("", text)
        places = [place for place in known if not source or place[0] == source]
        if source and not bare:
            return (*places, (source, ""))
        for same in (_covers, _ends_with, _bracketless):
            found = tuple(place for place in places if same(bare, place[1]))
            if found:
                return found
    return ()


def exactly(asked: str, found: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Those of the paragraphs that were `found` that are no items of another one that was meant."""
    return (place for place in found if asked.endswith(place[1]) or _bracketless(asked, place[1]))


def _covers(asked: str, paragraph: str) -> bool:
    """Whether `paragraph` is the one asked for, or one of its items."""
    return paragraph == asked or paragraph.startswith((f"{asked}(", f"{asked} "))


def _ends_with(asked: str, paragraph: str) -> bool:
    """Whether `paragraph` is the one asked for with something before it, such as the annex."""
    return f" {paragraph}".endswith(f" {asked}") or f" {asked}(" in f" {paragraph}"


def _bracketless(asked: str, paragraph: str) -> bool:
    """Whether the two are the same when nobody writes brackets: 7b and 7(b)."""
    bare = str.maketrans("", "", "() ")
    return asked.translate(bare).casefold() == paragraph.translate(bare).casefold()
