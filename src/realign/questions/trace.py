"""Which records rest on which paragraph, and which paragraph is not coded?"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from realign.findings import CallError
from realign.plan import Basis, Plan, split_ref
from realign.plan.fields import citations, figures
from realign.plan.paragraphs import known_paragraphs, meant
from realign.plan.record import Title
from realign.questions._asking import question
from realign.questions.find import title_of
from realign.sheets import Exportable
from realign.text import message

_Place = tuple[str, str]
"""A source and one of its paragraphs."""
_Cited = Mapping[str, set[_Place]]
"""Record, as `kind/id` -> the paragraphs that it cites."""

State = Literal["coded", "items", "set aside", "unexplained"]
"""`coded`: a record rests on it; `items`: records rest on its items only; `set aside`: it holds
nothing to code, with the reason; `unexplained`: nobody can tell whether it was read."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A record and the paragraphs that it rests on."""

    kind: str
    id: str
    title: Title
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
    reason: Title | None
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
    says: Title
    reading: Title


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A source and how much rests on it."""

    source: str
    title: Title
    listed: int
    """How many paragraphs it lists; 0: it may be cited anywhere."""
    records: int
    """How many records cite it."""


@dataclass(frozen=True, slots=True)
class Trace(Exportable):
    """What rests on which paragraph."""

    asked: str | None
    """The paragraph or record that was asked for."""
    paragraphs: tuple[Paragraph, ...]
    records: tuple[Resting, ...]
    figures: tuple[Figure, ...]
    documents: tuple[CitedDocument, ...]
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


@question
def trace(plan: Plan, asked: str | None = None) -> Trace:
    """Tell what rests on each paragraph and on which paragraphs each record and figure rests.

    `asked` is a paragraph such as `7(b)` (with its items, and with or without the name of its
    source), or the id of a record (`L-7b-1`, `links/L-7b-1`). Raises `CallError` if it is neither.
    """
    sources = {source.id for source in plan.sources}
    everything = tuple(_resting(plan))
    known = known_paragraphs(plan)
    wanted = known if asked is None else _asked(asked, known, everything, sources)
    cited: _Cited = {
        resting.name: {place for ref in (*resting.refs, *resting.via) if (place := split_ref(ref, sources))}
        for resting in everything
    }
    if isinstance(wanted, str):
        records = tuple(resting for resting in everything if wanted in {resting.id, resting.name})
        chosen = set().union(*(cited[resting.name] for resting in records))
    else:
        chosen = set(wanted)
        records = tuple(resting for resting in everything if cited[resting.name] & chosen)
    every = _paragraphs(plan, known, everything, cited)
    paragraphs = tuple(found for found in every if (found.source, found.paragraph) in chosen)
    left = tuple(f"{found.source} {found.paragraph}" for found in paragraphs if found.state == "unexplained")
    return Trace(
        asked=asked,
        paragraphs=paragraphs,
        records=records,
        figures=tuple(_numbers(plan, {(resting.kind, resting.id) for resting in records})),
        documents=_documents(plan, cited),
        discrepancies=tuple(
            Slip(slip.id, slip.refs, slip.says, slip.reading)
            for slip in plan.discrepancies
            if asked is None or chosen & {split_ref(ref, sources) for ref in slip.refs}
        ),
        unexplained=left,
        passed=not left,
    )


def _paragraphs(
    plan: Plan, known: Sequence[_Place], everything: Sequence[Resting], cited: _Cited
) -> Iterator[Paragraph]:
    """What is known of each paragraph, in the order of the sources."""
    using: dict[_Place, list[Resting]] = {place: [] for place in known}
    for resting in everything:
        for place in cited[resting.name] & using.keys():
            using[place].append(resting)
    reasons = {source.id: source.uncoded or {} for source in reversed(plan.sources)}
    below = {above for place, records in using.items() if records for above in _above(place)}
    for place in known:
        yield _paragraph(place, using[place], reasons.get(place[0], {}), coded_below=place in below)


def _documents(plan: Plan, cited: _Cited) -> tuple[CitedDocument, ...]:
    """The sources, and how many records cite each."""
    citing = Counter(source for places in cited.values() for source in {place[0] for place in places})
    return tuple(
        CitedDocument(source.id, source.title, len(source.paragraphs), citing[source.id])
        for source in plan.sources
    )


def _basis(kind: str, one: object) -> Basis | None:
    """Where what it says comes from; only the ties of a programme or action have one."""
    ties = [name for name in ("outcomes", "lenses") if getattr(one, name, None)]
    tied = ties or kind not in {"flagships", "actions"}
    return getattr(one, "basis", None) if tied else None


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
                title_of(one),
                _basis(kind, one),
                refs,
                via,
                place.path,
                place.start.line,
            )


def _asked(
    asked: str, known: Sequence[_Place], everything: Iterable[Resting], sources: set[str]
) -> tuple[_Place, ...] | str:
    """The paragraphs that are meant, or the record; with or without source, annex and brackets."""
    if found := meant(asked, known, sources):
        return found
    if any(asked in {one.id, one.name} for one in everything):
        return asked
    listing = ", ".join(dict.fromkeys(place[0] for place in known)) or "none at all"
    raise CallError(
        message("no source has a paragraph '{asked}', and no record is called that", asked=asked),
        message(
            "realign find '{asked}' looks into every text; a paragraph is written like 7(b), annex II 15.20 "
            "or links/L-7b-1, and is known of: {listing}",
            asked=asked,
            listing=listing,
        ),
    )


def _above(place: _Place) -> Iterator[_Place]:
    """The paragraphs that a paragraph is an item of: 7 for 7(b), see `meant`."""
    source, paragraph = place
    yield from ((source, paragraph[: one.start()]) for one in re.finditer(r"[( ]", paragraph))


def _paragraph(
    place: _Place, using: Sequence[Resting], reasons: Mapping[str, Title], *, coded_below: bool
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
