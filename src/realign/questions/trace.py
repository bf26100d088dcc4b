"""Which records rest on which paragraph, and which paragraph is not coded?"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from realign.citations import asked_for, ref_in_words, refs_in_words
from realign.findings import CallError
from realign.plan import Basis, Plan, Record, split_ref
from realign.plan.fields import citations, figures
from realign.plan.structure import About
from realign.sheets import Column, Kind, Sheet
from realign.text import Message, Text, fill, message, message_in
from realign.views.terms import BASES

State = Literal["coded", "items", "set aside", "unexplained"]
"""`coded`: a record rests on it; `items`: records rest on its items only; `set aside`: it holds
nothing to code, with the reason; `unexplained`: nobody can tell whether it was read."""

_STATES: Mapping[State, Message] = {
    "coded": message("coded"),
    "items": message("items"),
    "set aside": message("set aside"),
    "unexplained": message("unexplained"),
}


@dataclass(frozen=True, slots=True)
class Resting:
    """A record and the paragraphs that it rests on."""

    kind: str
    id: str
    title: Text
    basis: Basis | None
    """`stated`, `implied` or `analyst`, where the record says so."""
    refs: tuple[str, ...]
    via: tuple[str, ...]
    """Paragraphs that only give a theme its code."""
    path: str
    line: int

    @property
    def name(self) -> str:
        """`kind/id`."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a source that lists its paragraphs."""

    source: str
    paragraph: str
    state: State
    records: tuple[str, ...]
    """`kind/id` of what rests on it."""
    reason: Text | None
    """Why it holds nothing to code."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the plan and what it rests on."""

    kind: str
    id: str
    field: str
    value: float
    basis: Basis | None
    refs: tuple[str, ...]
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip in a source that the plan knows of, and how it reads it."""

    id: str
    refs: tuple[str, ...]
    says: Text
    reading: Text


@dataclass(frozen=True, slots=True)
class Document:
    """A source and how much rests on it."""

    source: str
    title: Text
    listed: int
    """How many paragraphs it lists; 0: it may be cited anywhere."""
    records: int
    """How many records cite it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What rests on which paragraph."""

    asked: str | None
    """The paragraph or record that was asked for."""
    paragraphs: tuple[Paragraph, ...]
    records: tuple[Resting, ...]
    figures: tuple[Figure, ...]
    documents: tuple[Document, ...]
    discrepancies: tuple[Slip, ...]
    """Slips in these paragraphs that the plan knows of."""
    unexplained: tuple[str, ...]
    """Paragraphs that are neither coded nor set aside."""
    passed: bool
    """False where a paragraph is unexplained."""

    @property
    def findings(self) -> tuple[()]:
        """Nothing: `validate` complains about paragraphs that are not coded."""
        return ()

    def sheets(self) -> Iterator[Sheet]:
        """Paragraphs, or, of one paragraph, the records first; then figures and documents."""
        sheets = [_paragraphs(self), _records(self)]
        yield from reversed(sheets) if self.asked else sheets
        yield _figures(self)
        if self.discrepancies:
            yield _slips(self)
        if self.asked is None:
            yield _documents(self)


def trace(plan: Plan, asked: str | None = None) -> Trace:
    """Tell what rests on each paragraph and on which paragraphs each record and figure rests.

    `asked` is a paragraph such as `7(b)` (with its items, and with or without the name of its
    source), or the id of a record (`L-7b-1`, `links/L-7b-1`). Raises `CallError` if it is neither.
    """
    sources = {one.id for one in plan.sources}
    everything = tuple(_resting(plan))
    known = _known(plan, everything)
    wanted = known if asked is None else _asked(asked, known, everything, sources)
    cited = {
        one.name: {place for ref in (*one.refs, *one.via) if (place := split_ref(ref, sources))}
        for one in everything
    }
    if isinstance(wanted, str):
        records = tuple(one for one in everything if wanted in {one.id, one.name})
        chosen = set().union(*(cited[one.name] for one in records))
    else:
        chosen = set(wanted)
        records = tuple(one for one in everything if cited[one.name] & chosen)
    using: dict[tuple[str, str], list[Resting]] = {place: [] for place in known}
    for one in everything:
        for place in cited[one.name] & using.keys():
            using[place].append(one)
    reasons = {one.id: one.uncoded or {} for one in reversed(plan.sources)}
    below = {above for place, records in using.items() if records for above in _above(place)}
    paragraphs = tuple(
        _paragraph(place, using[place], reasons.get(place[0], {}), coded_below=place in below)
        for place in known
        if place in chosen
    )
    citing = Counter(source for places in cited.values() for source in {place[0] for place in places})
    left = tuple(f"{one.source} {one.paragraph}" for one in paragraphs if one.state == "unexplained")
    return Trace(
        asked=asked,
        paragraphs=paragraphs,
        records=records,
        figures=tuple(_numbers(plan, {(one.kind, one.id) for one in records})),
        documents=tuple(
            Document(
                one.id,
                one.title,
                len(one.paragraphs),
                citing[one.id],
            )
            for one in plan.sources
        ),
        discrepancies=tuple(
            Slip(one.id, one.refs, one.says, one.reading)
            for one in plan.discrepancies
            if asked is None or chosen & {split_ref(ref, sources) for ref in one.refs}
        ),
        unexplained=left,
        passed=not left,
    )


def _resting(plan: Plan) -> Iterator[Resting]:
    """Every record that cites anything, what the plan says of itself first."""
    for kind, one in (("plan", plan.about), *plan.records()):
        found = dict(citations(kind, one))
        via = found.pop(("via",), ())
        refs = tuple(dict.fromkeys(chain.from_iterable(found.values())))
        if refs:
            place = plan.origin.locate(kind, one.id)
            yield Resting(
                kind,
                one.id,
                _title(one),
                getattr(one, "basis", None),
                refs,
                via,
                place.path,
                place.start.line,
            )


def _title(one: Record | About) -> Text:
    """What a reader recognises a record by."""
    found: Text = getattr(one, "title", None) or getattr(one, "says", None) or one.id
    return found


def _known(plan: Plan, everything: Iterable[Resting]) -> tuple[tuple[str, str], ...]:
    """Paragraphs that sources list, in their order, then those that are only cited."""
    sources = {one.id for one in plan.sources}
    listed = [(one.id, each) for one in plan.sources for each in one.paragraphs]
    cited = [split_ref(ref, sources) for one in everything for ref in (*one.refs, *one.via)]
    return tuple(dict.fromkeys([*listed, *(place for place in cited if place and place[1])]))


def _asked(
    asked: str, known: Sequence[tuple[str, str]], everything: Iterable[Resting], sources: set[str]
) -> tuple[tuple[str, str], ...] | str:
    """The paragraphs that are meant, or the record; with or without source, annex and brackets."""
    for text in dict.fromkeys((" ".join(asked.split()), asked_for(asked))):
        source, bare = split_ref(text, sources) or ("", text)
        places = [place for place in known if not source or place[0] == source]
        if source and not bare:
            return (*places, (source, ""))
        for same in (_covers, _ends_with, _bracketless):
            found = tuple(place for place in places if same(bare, place[1]))
            if found:
                return found
    if any(asked in {one.id, one.name} for one in everything):
        return asked
    listing = ", ".join(dict.fromkeys(place[0] for place in known)) or "none at all"
    raise CallError(
        f"no source has a paragraph '{asked}', and no record is called that",
        f"write it like 7(b), annex II 15.20 or links/L-7b-1; paragraphs are known of: {listing}",
    )


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


def _above(place: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """The paragraphs that a paragraph is an item of: 7 for 7(b), see `_covers`."""
    source, paragraph = place
    yield from ((source, paragraph[: one.start()]) for one in re.finditer(r"[( ]", paragraph))


def _paragraph(
    place: tuple[str, str], using: Sequence[Resting], reasons: Mapping[str, Text], *, coded_below: bool
) -> Paragraph:
    """What is known of one paragraph."""
    source, paragraph = place
    state: State = "unexplained"
    if using:
        state = "coded"
    elif paragraph in reasons:
        state = "set aside"
    elif coded_below:
        state = "items"
    return Paragraph(source, paragraph, state, tuple(one.name for one in using), reasons.get(paragraph))


def _numbers(plan: Plan, wanted: set[tuple[str, str]]) -> Iterator[Figure]:
    """Every figure of the records that are wanted, with its own line."""
    for one in figures(plan):
        if (one.kind, one.id) in wanted:
            place = plan.origin.locate(one.kind, one.id, *one.path)
            field = ".".join(one.path)
            yield Figure(
                one.kind, one.id, field, one.value, one.basis, one.refs, place.path, place.start.line
            )


def _paragraphs(found: Trace) -> Sheet:
    """One row for each paragraph."""
    return Sheet(
        "paragraphs",
        message("Paragraphs and what rests on them"),
        (
            Column("source", message("Source"), Kind.CODE),
            Column("paragraph", message("Paragraph"), Kind.CODE),
            Column("state", message("State"), Kind.STATE),
            Column("records", message("Records"), Kind.CODE),
            Column("reason", message("Why nothing is coded")),
        ),
        tuple(
            (one.source, ref_in_words(one.paragraph), _STATES[one.state], one.records, one.reason)
            for one in found.paragraphs
        ),
        (_verdict(found),),
    )


def _verdict(found: Trace) -> Message:
    """How many paragraphs are in which state."""
    states = [one.state for one in found.paragraphs]
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
        left=len(found.unexplained),
    )


def _records(found: Trace) -> Sheet:
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
                one.name,
                one.title,
                one.basis and BASES[one.basis],
                refs_in_words(one.refs),
                refs_in_words(one.via),
                f"{one.path}:{one.line}",
            )
            for one in found.records
        ),
        (
            message(
                "Basis: stated – the paragraph says it itself, and of ties to outcomes names the codes; "
                "implied – it names a theme that another paragraph gives the code of, or another paragraph "
                "says it; analyst – our judgement. Of an activity the basis is that of its effect, of a "
                "deliverable that of its money."
            ),
        )
        if found.records
        else (),
    )


def _figures(found: Trace) -> Sheet:
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
                f"{one.kind}/{one.id}",
                one.field,
                one.value,
                one.basis and BASES[one.basis],
                refs_in_words(one.refs),
                f"{one.path}:{one.line}",
            )
            for one in found.figures
        ),
    )


def _slips(found: Trace) -> Sheet:
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
        tuple((one.id, refs_in_words(one.refs), one.says, one.reading) for one in found.discrepancies),
    )


def _documents(found: Trace) -> Sheet:
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
        tuple((one.source, one.title, one.listed, one.records) for one in found.documents),
    )
