"""What the annexes change in the work programme: paragraph by paragraph, counted, and in both languages."""

from collections.abc import Iterator, Mapping

from realign.citations import annex_in_words, place_in_words, refs_in_words
from realign.questions.annotations import Annotated, Annotations
from realign.sheets import Column, Kind, Sheet
from realign.text import CLAUSE, COLON, Message, Text, Wordings, fill, join, message
from realign.views import Wording
from realign.views.lacking import to_add
from realign.views.naming import Names
from realign.views.terms import BASES, CHANGES

_UNPRINTED = message(
    "Text not printed: the annex shows the number of the paragraph and an ellipsis, so it does not tell "
    "whether anything changes there."
)
_OURS = message(
    "What happens to a paragraph, and which lens it serves, is our reading, except where the annex says "
    "kept, adjusted, reduced or unchanged."
)
_OVERALL = message("Overall orientation")


def sheets(answer: Annotations) -> Iterator[Sheet]:
    """All annotations, how many of annotation sort a subprogramme has, and the wordings in both languages."""
    yield _listing(answer)
    yield _summary(answer)
    yield _wordings(answer)


def wording(answer: Annotations) -> Wording:
    """What lenses, funds and partners are called, and the subprogramme of annotation annotation."""
    return {
        "annotations.subprogramme": [
            annotation.subprogramme or _OVERALL for annotation in answer.annotations
        ],
        "names": Names.of(answer.names),
    }


def _listing(answer: Annotations) -> Sheet:
    """One row for each paragraph."""
    names = Names.of(answer.names)
    return Sheet(
        "annotations",
        join((message("Annotations to the work programme"), _counted(answer.counts)), COLON),
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
                _heading(annotation),
                annex_in_words(annotation.annex),
                place_in_words(annotation.paragraph),
                CHANGES[annotation.change],
                annotation.title,
                annotation.outcomes,
                names.of_lenses(annotation.lenses),
                names.of_funds(annotation.concerns),
                BASES[annotation.basis]
                if annotation.outcomes or annotation.lenses or annotation.concerns
                else None,
                annotation.filed_under,
                refs_in_words(annotation.refs),
            )
            for annotation in answer.annotations
        ),
        ((_OURS, _UNPRINTED) if "unprinted" in answer.counts else (_OURS,))
        if answer.annotations
        else (to_add("annotations"),),
        brief=("annex", "paragraph", "change", "outcomes"),
        under=("title",),
        order=tuple(sorted(range(len(answer.annotations)), key=lambda at: _telling(answer.annotations[at]))),
    )


def _telling(annotation: Annotated) -> bool:
    """Whether nothing can be said of it, so that it comes last on a screen."""
    return annotation.change in {"unprinted", "none"}


def _wordings(answer: Annotations) -> Sheet:
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
            (
                annex_in_words(annotation.annex),
                place_in_words(annotation.paragraph),
                annotation.title,
                _turned(annotation.title),
            )
            for annotation in answer.annotations
        ),
        detail=True,
    )


def _heading(annotation: Annotated) -> Text:
    """Number and name of the subprogramme."""
    if annotation.domain is None or annotation.subprogramme is None:
        return _OVERALL
    return fill(message("{code} {name}"), code=annotation.domain, name=annotation.subprogramme)


def _turned(title: Text) -> Text | None:
    """The same text for readers of the other language; nothing where it has annotation wording only."""
    if not isinstance(title, Wordings) or not {"en", "zh"} <= set(title):
        return None
    return Wordings({"en": title["zh"], "zh": title["en"]})


def _counted(counts: Mapping[str, int]) -> Message:
    """How many paragraphs of each sort."""
    parts = [
        fill(message("{count} {change}"), count=counts[change], change=wording)
        for change, wording in CHANGES.items()
        if change in counts
    ]
    nothing = message("no annotations")
    return fill(message("{parts}."), parts=join(parts, CLAUSE) if parts else nothing)


def _summary(answer: Annotations) -> Sheet:
    """One row for each subprogramme: how many paragraphs of each sort."""
    rows: dict[tuple[str, str], list[Annotated]] = {}
    for annotation in answer.annotations:
        rows.setdefault((annotation.domain or "", annotation.annex), []).append(annotation)
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
                *(sum(annotation.change == change for annotation in some) for change in CHANGES),
            )
            for (_, annex), some in rows.items()
        ),
    )
