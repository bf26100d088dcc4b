"""What changes in the work programme, paragraph by paragraph?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from realign.citations import annex_in_words, place_in_words, refs_in_words
from realign.findings import Locate
from realign.plan import Annotation, Basis, Change, Plan, code_order
from realign.sheets import Column, Faultless, Kind, Sheet
from realign.text import CLAUSE, Message, Text, Wordings, fill, join, message
from realign.views.naming import Names
from realign.views.terms import BASES

Annex = Literal["I", "II"]

CHANGES: Mapping[Change, Message] = {
    "keep": message("keep"),
    "adjust": message("adjust"),
    "add": message("add"),
    "reduce": message("reduce"),
    "defer": message("defer"),
    "none": message("no change"),
    "unprinted": message("text not printed"),
}
_UNPRINTED = message(
    "Text not printed: the annex shows the number of the paragraph and an ellipsis, so it does not tell "
    "whether anything changes there."
)
_OVERALL = message("Overall orientation")


@dataclass(frozen=True, slots=True)
class Annotated:
    """What an annex says about one paragraph."""

    id: str
    annex: Annex
    paragraph: str
    domain: str | None
    """The subprogramme; none for the overall orientation."""
    subprogramme: Text
    """Its name."""
    filed_under: str | None
    """The subprogramme that the annex prints it under, where that differs."""
    change: Change
    title: Text
    wordings: dict[str, str]
    """The change in every language there is."""
    outcomes: tuple[str, ...]
    lenses: tuple[str, ...]
    concerns: tuple[str, ...]
    """Programmes, tables and money that it speaks of."""
    basis: Basis
    refs: tuple[str, ...]
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Annotations(Faultless):
    """The annotations to the work programme, by subprogramme."""

    annex: Annex | None
    """The annex that was asked for; none: both."""
    annotations: tuple[Annotated, ...]
    counts: dict[str, int]
    """Change -> how many paragraphs."""
    names: Names

    def sheets(self) -> Iterator[Sheet]:
        """All annotations, how many of each sort a subprogramme has, and the wordings in both languages."""
        yield _listing(self)
        yield _summary(self)
        yield _wordings(self)


def annotations(plan: Plan, annex: Annex | None = None) -> Annotations:
    """List what the annexes say: the overall orientation first, then by subprogramme, as they are printed.

    Paragraphs that no source lists follow by number, those without a number, such as a foreword, before them.
    """
    names = {one.id: one.title for one in plan.domains}
    places = {code: number for number, code in enumerate(names, 1)}
    printed = {ref: number for number, ref in enumerate(_listed(plan))}
    wanted = [one for one in plan.annotations if annex in {None, one.annex}]
    wanted.sort(
        key=lambda one: (
            places.get(one.domain or "", 0),
            one.annex,
            min((printed[ref] for ref in one.refs[:1] if ref in printed), default=len(printed)),
            one.paragraph[:1].isdecimal(),
            code_order(one.paragraph),
        )
    )
    found = tuple(_annotated(one, names, plan.origin.locate) for one in wanted)
    counts = {change: sum(one.change == change for one in found) for change in CHANGES}
    return Annotations(
        annex, found, {change: count for change, count in counts.items() if count}, Names.of(plan)
    )


def _listed(plan: Plan) -> Iterator[str]:
    """Every paragraph that a source lists, in its order, as a reference names it."""
    return (f"{one.id} {each}" for one in plan.sources for each in one.paragraphs)


def _annotated(one: Annotation, names: Mapping[str, Text], locate: Locate) -> Annotated:
    """One record with the name of its subprogramme and its line."""
    place = locate("annotations", one.id)
    return Annotated(
        id=one.id,
        annex=one.annex,
        paragraph=one.paragraph,
        domain=one.domain,
        subprogramme=names.get(one.domain, one.domain) if one.domain else _OVERALL,
        filed_under=one.filed_under,
        change=one.change,
        title=one.title,
        wordings={} if isinstance(one.title, str) else dict(one.title),
        outcomes=one.outcomes,
        lenses=one.lenses,
        concerns=(*one.flagships, *one.groups, *one.funds),
        basis=one.basis,
        refs=one.refs,
        path=place.path,
        line=place.start.line,
    )


def _listing(found: Annotations) -> Sheet:
    """One row for each paragraph."""
    return Sheet(
        "annotations",
        message("Annotations to the work programme"),
        (
            Column("subprogramme", message("Subprogramme")),
            Column("annex", message("Annex"), Kind.CODE),
            Column("paragraph", message("Paragraph"), Kind.CODE),
            Column("change", message("What happens"), Kind.STATE),
            Column("title", message("What changes")),
            Column("outcomes", message("Outcomes"), Kind.CODE),
            Column("lenses", message("Lenses"), Kind.CODE),
            Column("concerns", message("Speaks of"), Kind.CODE),
            Column("basis", message("Basis of the ties"), Kind.STATE),
            Column("filed_under", message("Printed under"), Kind.CODE),
            Column("refs", message("Reference"), Kind.CODE),
        ),
        tuple(
            (
                _heading(one),
                annex_in_words(one.annex),
                place_in_words(one.paragraph),
                CHANGES[one.change],
                one.title,
                one.outcomes,
                found.names.of_lenses(one.lenses),
                found.names.of_funds(one.concerns),
                BASES[one.basis] if one.outcomes or one.lenses or one.concerns else None,
                one.filed_under,
                refs_in_words(one.refs),
            )
            for one in found.annotations
        ),
        (_counted(found.counts), *([_UNPRINTED] if "unprinted" in found.counts else [])),
    )


def _wordings(found: Annotations) -> Sheet:
    """One row for each paragraph: what changes, in both languages."""
    return Sheet(
        "wordings",
        message("What changes, in both languages"),
        (
            Column("annex", message("Annex"), Kind.CODE),
            Column("paragraph", message("Paragraph"), Kind.CODE),
            Column("title", message("What changes")),
            Column("other", message("In Chinese")),
        ),
        tuple(
            (annex_in_words(one.annex), place_in_words(one.paragraph), one.title, _turned(one.title))
            for one in found.annotations
        ),
        detail=True,
    )


def _heading(one: Annotated) -> Text:
    """Number and name of the subprogramme."""
    if one.domain is None:
        return one.subprogramme
    return fill(message("{code} {name}"), code=one.domain, name=one.subprogramme)


def _turned(title: Text) -> Text | None:
    """The same text for readers of the other language; nothing where it has one wording only."""
    if not isinstance(title, Wordings) or not {"en", "zh"} <= set(title):
        return None
    return Wordings(en=title["zh"], zh=title["en"])


def _counted(counts: Mapping[str, int]) -> Message:
    """How many paragraphs of each sort."""
    parts = [
        fill(message("{count} {change}"), count=counts[change], change=wording)
        for change, wording in CHANGES.items()
        if change in counts
    ]
    nothing = message("no annotations")
    return fill(message("{parts}."), parts=join(parts, CLAUSE) if parts else nothing)


def _summary(found: Annotations) -> Sheet:
    """One row for each subprogramme: how many paragraphs of each sort."""
    rows: dict[tuple[str, str], list[Annotated]] = {}
    for one in found.annotations:
        rows.setdefault((one.domain or "", one.annex), []).append(one)
    return Sheet(
        "counts",
        message("How many paragraphs of each sort"),
        (
            Column("subprogramme", message("Subprogramme")),
            Column("annex", message("Annex"), Kind.CODE),
            *(Column(change, wording, Kind.INTEGER) for change, wording in CHANGES.items()),
        ),
        tuple(
            (
                _heading(some[0]),
                annex_in_words(annex),
                *(sum(one.change == change for one in some) for change in CHANGES),
            )
            for (_, annex), some in rows.items()
        ),
    )
