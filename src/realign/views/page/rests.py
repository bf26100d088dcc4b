"""What the page rests on: paragraphs and records, sources with their addresses, discrepancies, files."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from realign.questions._page import Page
from realign.questions.trace import Paragraph
from realign.text import Message, Text, message
from realign.views.kinds import KINDS
from realign.views.page.names import PageNames

MOST = 400
"""So many paragraphs are listed, and so many records under one."""

STATES: Mapping[str, Message] = {
    "items": message("its items are coded"),
    "set aside": message("nothing to code"),
    "unexplained": message("not read, or not explained"),
}


@dataclass(frozen=True, slots=True)
class ParagraphEntry:
    """A paragraph and what rests on it."""

    ref: str
    """As the plan writes it."""
    name: Text
    counts: tuple[Text, ...]
    """How many records of each kind rest on it; those of the page lead back to it."""
    says: Text
    """Why nothing rests on it."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source."""

    id: str
    title: Text
    date: str
    url: str
    note: Text


@dataclass(frozen=True, slots=True)
class SlipEntry:
    """A slip of a source, and how it is read."""

    refs: tuple[Text, ...]
    says: Text
    reading: Text


@dataclass(frozen=True, slots=True)
class Rests:
    """All of it."""

    places: tuple[ParagraphEntry, ...]
    left_out: int
    documents: tuple[SourceEntry, ...]
    slips: tuple[SlipEntry, ...]
    files: tuple[tuple[str, str], ...]
    says: Text


def rests(page: Page, called: PageNames) -> Rests:
    """What everything leads back to."""
    plan, found = page.plan, page.trace
    every = found.paragraphs if found else ()
    told = tuple(_place(one, called) for one in islice(every, MOST))
    return Rests(
        told,
        len(every) - len(told),
        tuple(
            SourceEntry(one.id, one.title, one.date or "", _safe(one.url), one.note or "")
            for one in plan.sources
        ),
        tuple(
            SlipEntry(tuple(called.paragraphs([ref]) for ref in one.refs), one.says, one.reading)
            for one in plan.discrepancies
        ),
        tuple(plan.origin.inputs.items()),
        _says(page),
    )


def _safe(url: str | None) -> str:
    """An address that leads to a document and runs nothing."""
    return url if url and url.partition(":")[0].casefold() in {"http", "https"} else ""


def _says(page: Page) -> Text:
    if page.trace is None:
        return message("The plan names no sources.")
    return message(
        "Records that rest on paragraphs: {records}. Paragraphs: {paragraphs}, of which neither coded nor "
        "set aside: {unexplained}.",
        records=len(page.trace.records),
        paragraphs=len(page.trace.paragraphs),
        unexplained=len(page.trace.unexplained),
    )


def anchor(ref: str) -> str:
    """The name of a paragraph within the page: letters, digits and dashes."""
    return "p-" + "".join(char if char.isascii() and char.isalnum() else "-" for char in ref)


def _place(one: Paragraph, called: PageNames) -> ParagraphEntry:
    name = f"{one.source} {one.paragraph}".strip()
    kinds = Counter(record.partition("/")[0] for record in one.records)
    counts = tuple(
        message("{kind}: {count}", kind=KINDS.get(kind, kind), count=count) for kind, count in kinds.items()
    )
    why: Text = STATES.get(one.state, "") if one.reason is None else one.reason
    return ParagraphEntry(name, called.paragraphs([name]), counts, "" if counts else why)
