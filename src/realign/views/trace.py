"""What rests on which paragraph: paragraphs, records, figures and documents, a table each."""

from collections.abc import Iterator, Mapping

from realign.citations import ref_in_words, refs_in_words
from realign.questions.trace import State, Trace
from realign.sheets import Column, Kind, Sheet
from realign.text import Message, fill, message, message_in
from realign.views.lacking import to_add
from realign.views.terms import BASES

_STATES: Mapping[State, Message] = {
    "coded": message("coded"),
    "items": message("items"),
    "set aside": message("set aside"),
    "unexplained": message("unexplained"),
}


def sheets(answer: Trace) -> Iterator[Sheet]:
    """Paragraphs, or, of one paragraph, the records first; then figures and documents."""
    tables = [_paragraphs(answer), _records(answer)]
    yield from reversed(tables) if answer.asked else tables
    yield _figures(answer)
    if answer.discrepancies:
        yield _slips(answer)
    if answer.asked is None:
        yield _documents(answer)


def _paragraphs(answer: Trace) -> Sheet:
    """One row for each paragraph."""
    return Sheet(
        "paragraphs",
        _verdict(answer),
        (
            Column("source", message("Source"), Kind.CODE),
            Column("paragraph", message("Paragraph"), Kind.CODE),
            Column("state", message("State"), Kind.STATE),
            Column("records", message("Records"), Kind.CODE),
            Column("reason", message("Why nothing is coded")),
        ),
        tuple(
            (
                paragraph.source,
                ref_in_words(paragraph.paragraph),
                _STATES[paragraph.state],
                paragraph.records,
                paragraph.reason,
            )
            for paragraph in answer.paragraphs
        ),
        () if answer.paragraphs else (to_add("sources"),),
        brief=("source", "paragraph", "state", "records"),
        order=tuple(
            sorted(range(len(answer.paragraphs)), key=lambda at: _telling(answer.paragraphs[at].state))
        ),
    )


def _telling(state: State) -> int:
    """What is missing comes first on a screen."""
    return ("unexplained", "set aside", "coded", "items").index(state)


def _verdict(answer: Trace) -> Message:
    """How many paragraphs are in which state."""
    states = [paragraph.state for paragraph in answer.paragraphs]
    if not states:
        return message("No source lists paragraphs, and none is cited.")
    return fill(
        message(
            "Paragraphs: {coded} coded, {items} through their items; {aside} set aside with a reason; "
            "{left} unexplained."
        ),
        coded=states.count("coded"),
        items=states.count("items"),
        aside=states.count("set aside"),
        left=len(answer.unexplained),
    )


def _records(answer: Trace) -> Sheet:
    """One row for each record."""
    return Sheet(
        "records",
        message("Records and what they rest on"),
        (
            Column("record", message("Record"), Kind.CODE),
            Column("title", message("What it says")),
            Column("basis", message_in("trace", "Basis"), Kind.STATE),
            Column("refs", message("Paragraphs"), Kind.CODE),
            Column("via", message("Code given by"), Kind.CODE),
            Column("place", message("Place"), Kind.CODE),
        ),
        tuple(
            (
                resting.name,
                resting.title,
                resting.basis and BASES[resting.basis],
                refs_in_words(resting.refs),
                refs_in_words(resting.via),
                f"{resting.path}:{resting.line}",
            )
            for resting in answer.records
        ),
        (
            message(
                "Basis: stated – the paragraph says it itself, and of ties to outcomes names the codes; "
                "implied – it names a theme that another paragraph gives the code of, or another paragraph "
                "says it; analyst – our judgement. Of an activity the basis is that of its effect, of a "
                "deliverable that of its money."
            ),
        )
        if answer.records
        else (),
    )


def _figures(answer: Trace) -> Sheet:
    """One row for each figure."""
    return Sheet(
        "figures",
        message("Figures and what they rest on"),
        (
            Column("record", message("Record"), Kind.CODE),
            Column("field", message("Field"), Kind.CODE),
            Column("value", message_in("trace", "Figure"), Kind.INTEGER),
            Column("basis", message_in("trace", "Basis"), Kind.STATE),
            Column("refs", message("Paragraphs"), Kind.CODE),
            Column("place", message("Place"), Kind.CODE),
        ),
        tuple(
            (
                f"{figure.kind}/{figure.id}",
                figure.field,
                figure.value,
                figure.basis and BASES[figure.basis],
                refs_in_words(figure.refs),
                f"{figure.path}:{figure.line}",
            )
            for figure in answer.figures
        ),
    )


def _slips(answer: Trace) -> Sheet:
    """One row for each slip in a source that the plan knows of."""
    return Sheet(
        "discrepancies",
        message("Slips in the sources, and how we read them"),
        (
            Column("id", message("Slip"), Kind.CODE),
            Column("refs", message("Paragraphs"), Kind.CODE),
            Column("says", message("What stands there")),
            Column("reading", message("How we read it")),
        ),
        tuple((slip.id, refs_in_words(slip.refs), slip.says, slip.reading) for slip in answer.discrepancies),
    )


def _documents(answer: Trace) -> Sheet:
    """One row for each source."""
    return Sheet(
        "sources",
        message("Sources"),
        (
            Column("source", message("Source"), Kind.CODE),
            Column("title", message("Title")),
            Column("listed", message("Paragraphs listed"), Kind.INTEGER),
            Column("records", message("Records that cite it"), Kind.INTEGER),
        ),
        tuple(
            (document.source, document.title, document.listed, document.records)
            for document in answer.documents
        ),
    )
