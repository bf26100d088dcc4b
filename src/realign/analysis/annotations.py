"""What changes in the work programme, paragraph by paragraph?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from realign.analysis.naming import Names
from realign.analysis.paragraphs import annex_in_words, place_in_words, refs_in_words
from realign.analysis.wording import BASES
from realign.findings import Locate
from realign.plan import Annotation, Basis, Change, Plan, code_order
from realign.sheets import Column, Faultless, Kind, Sheet
from realign.words import Text, Words, fill, join, words

Annex = Literal["I", "II"]

CHANGES: Mapping[Change, Words] = {
    "keep": words(en="keep", zh="保留"),
    "adjust": words(en="adjust", zh="调整"),
    "add": words(en="add", zh="新增"),
    "reduce": words(en="reduce", zh="减少"),
    "defer": words(en="defer", zh="推迟"),
    "none": words(en="no change", zh="没有变化"),
    "unprinted": words(en="text not printed", zh="未刊载"),
}
_UNPRINTED = words(
    en="Text not printed: the annex shows the number of the paragraph and an ellipsis, so it does not tell "
    "whether anything changes there.",
    zh="未刊载：附件只列出段号和省略号，因此未说明该处是否有变化。",
)
_OVERALL = words(en="Overall orientation", zh="总方向")


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


def annotations(plan: Plan, locate: Locate, annex: Annex | None = None) -> Annotations:
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
    found = tuple(_annotated(one, names, locate) for one in wanted)
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
        words(en="Annotations to the work programme", zh="工作方案附加说明"),
        (
            Column("subprogramme", words(en="Subprogramme", zh="次级方案")),
            Column("annex", words(en="Annex", zh="附件"), Kind.CODE),
            Column("paragraph", words(en="Paragraph", zh="段落"), Kind.CODE),
            Column("change", words(en="What happens", zh="处理"), Kind.STATE),
            Column("title", words(en="What changes", zh="变化内容")),
            Column("outcomes", words(en="Outcomes", zh="成果"), Kind.CODE),
            Column("lenses", words(en="Lenses", zh="视角"), Kind.CODE),
            Column("concerns", words(en="Speaks of", zh="涉及"), Kind.CODE),
            Column("basis", words(en="Basis of the ties", zh="对应依据"), Kind.STATE),
            Column("filed_under", words(en="Printed under", zh="原列于"), Kind.CODE),
            Column("refs", words(en="Reference", zh="出处"), Kind.CODE),
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
        words(en="What changes, in both languages", zh="变化内容（双语对照）"),
        (
            Column("annex", words(en="Annex", zh="附件"), Kind.CODE),
            Column("paragraph", words(en="Paragraph", zh="段落"), Kind.CODE),
            Column("title", words(en="What changes", zh="变化内容")),
            Column("other", words(en="In Chinese", zh="英文")),
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
    return fill(words(en="{code} {name}", zh="{code} {name}"), code=one.domain, name=one.subprogramme)


def _turned(title: Text) -> Text | None:
    """The same text for readers of the other language; nothing where it has one wording only."""
    if isinstance(title, str) or not {"en", "zh"} <= set(title):
        return None
    return words(en=title["zh"], zh=title["en"])


def _counted(counts: Mapping[str, int]) -> Words:
    """How many paragraphs of each sort."""
    parts = [
        fill(words(en="{count} {change}", zh="{change}{count}段"), count=counts[change], change=wording)
        for change, wording in CHANGES.items()
        if change in counts
    ]
    nothing = words(en="no annotations", zh="无附加说明")
    return fill(
        words(en="{parts}.", zh="{parts}。"), parts=join(parts, en=", ", zh="，") if parts else nothing
    )


def _summary(found: Annotations) -> Sheet:
    """One row for each subprogramme: how many paragraphs of each sort."""
    rows: dict[tuple[str, str], list[Annotated]] = {}
    for one in found.annotations:
        rows.setdefault((one.domain or "", one.annex), []).append(one)
    return Sheet(
        "counts",
        words(en="How many paragraphs of each sort", zh="各类段落数"),
        (
            Column("subprogramme", words(en="Subprogramme", zh="次级方案")),
            Column("annex", words(en="Annex", zh="附件"), Kind.CODE),
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
