"""Can a reader tell the titles apart, in every language of the plan?"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from realign.checks.check import Complaint, Path, check
from realign.checks.names import called, singular, wording
from realign.findings import Severity
from realign.plan import KINDS, Plan

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff]")
_TITLED_ALIKE = (
    "domains",
    "outcomes",
    "lenses",
    "flagships",
    "partners",
    "resolutions",
    "funds",
    "deliverables",
)
"""Kinds in which two records of the same title are a slip."""
_TITLED = tuple(kind for kind in KINDS if kind not in {"links", "discrepancies"})
"""Kinds that have titles."""
_NAMED_BY_HAND = tuple(kind for kind in KINDS if kind != "deliverables")
"""Kinds whose ids people type."""

Titled = tuple[str, str, Path, str]
"""Kind, record and path of a text, and the text."""


@check("RA701", Severity.NOTE)
def untranslated_title(plan: Plan) -> Iterator[Complaint]:
    """A title has no wording in a language that most titles of the plan have.

    Answers in that language show another one here. Add the wording.

    Broken:
        outcomes:
          - {id: "1.1", title: {en: Land, zh: 土地}}
          - {id: "1.2", title: {en: Housing, zh: 住房}}
          - {id: "1.3", title: {en: Parks}}

    Mended:
        outcomes:
          - {id: "1.1", title: {en: Land, zh: 土地}}
          - {id: "1.2", title: {en: Housing, zh: 住房}}
          - {id: "1.3", title: {en: Parks, zh: 公园}}
    """
    every = Counter(
        language for _, _, title in _titles(plan) if isinstance(title, dict) for language in title
    )
    many = sum(1 for _, _, title in _titles(plan) if isinstance(title, dict))
    usual = [language for language in sorted(every) if 2 * every[language] > many]
    for kind, record, title in _titles(plan) if len(every) > 1 else ():
        missing = [one for one in usual if isinstance(title, dict) and one not in title]
        if missing:
            says = f"the title of {called(kind, record)} has no wording in {' or '.join(missing)}"
            yield Complaint(kind, record, ("title",), says, "add it; until then another language is shown")


@check("RA702", Severity.WARNING)
def repeated_title(plan: Plan) -> Iterator[Complaint]:
    """Two records of a kind have the same title.

    Readers cannot tell them apart, and often one is a copy that was never changed. Of deliverables only those
    of the same group are compared.

    Broken:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Land}]

    Mended:
        outcomes: [{id: "1.1", title: Land}, {id: "1.2", title: Housing}]
    """
    for kind in _TITLED_ALIKE:
        first: dict[int, str] = {}
        for one in getattr(plan, kind):
            # only the hash is kept: a million titles would cost too much memory
            title = hash((getattr(one, "group", None), wording(one.title).casefold()))
            other = first.setdefault(title, one.id)
            if other != one.id:
                yield Complaint(
                    kind,
                    one.id,
                    ("title",),
                    f"{singular(kind)} {one.id} has the same title as {other}: '{wording(one.title)}'",
                    "make the titles differ, or drop one of the two",
                    related=(((kind, other, ("title",)), f"{singular(kind)} {other}"),),
                )


@check("RA703", Severity.WARNING)
def invisible_character(plan: Plan) -> Iterator[Complaint]:
    r"""An id or a title holds a character that cannot be seen.

    Zero-width and direction marks make two names differ that look the same, or turn the writing round.
    Type the text anew.

    Broken:
        outcomes: [{id: "1.1", title: "La\u200bnd"}]

    Mended:
        outcomes: [{id: "1.1", title: Land}]
    """
    for kind, record, path, text in _texts(plan):
        bad = None if text.isprintable() else _INVISIBLE.search(text)
        if bad:
            name = unicodedata.name(bad[0], f"U+{ord(bad[0]):04X}").lower()
            says = f"the {path[0]} of {called(kind, record)} holds an invisible character: {name}"
            yield Complaint(
                kind, record, path, says, "type the text anew", replacement=_INVISIBLE.sub("", text)
            )


@check("RA704", Severity.NOTE)
def stray_space(plan: Plan) -> Iterator[Complaint]:
    """An id or a title begins or ends with a space, or has two in a row.

    It looks untidy in tables, and an id with a space at its end is hard to name.

    Broken:
        outcomes: [{id: "1.1", title: "Land  and homes "}]

    Mended:
        outcomes: [{id: "1.1", title: "Land and homes"}]
    """
    for kind, record, path, text in _texts(plan):
        if text != text.strip() or "  " in text:
            says = f"the {path[0]} of {called(kind, record)} has spaces too many"
            tidy = " ".join(text.split())
            yield Complaint(kind, record, path, says, replacement=tidy if tidy and path[0] != "id" else None)


@check("RA705", Severity.WARNING)
def lookalike_id(plan: Plan) -> Iterator[Complaint]:
    """Two ids of a kind differ only in capitals, width, spaces or accents.

    Whoever types one may get the other. Rename one of the two.

    Broken:
        lenses: [{id: Recovery, title: Social recovery}, {id: recovery, title: Recovery of trade}]

    Mended:
        lenses: [{id: social, title: Social recovery}, {id: trade, title: Recovery of trade}]
    """
    for kind in _NAMED_BY_HAND:
        first: dict[str, str] = {}
        for one in getattr(plan, kind):
            folded = "".join(
                letter
                for letter in unicodedata.normalize("NFKD", one.id).casefold()
                if not letter.isspace() and not unicodedata.combining(letter)
            )
            other = first.setdefault(folded, one.id)
            if other != one.id:
                yield Complaint(
                    kind,
                    one.id,
                    ("id",),
                    f"the ids '{one.id}' and '{other}' can hardly be told apart",
                    "rename one of the two",
                    related=(((kind, other, ("id",)), f"{singular(kind)} {other}"),),
                )


def _titles(plan: Plan) -> Iterator[tuple[str, str, str | Mapping[str, str]]]:
    """Kind, record and title of every record that has one."""
    yield "plan", plan.about.id, plan.about.title
    for kind in _TITLED:
        for one in getattr(plan, kind):
            yield kind, one.id, one.title


def _texts(plan: Plan) -> Iterator[Titled]:
    """Every id and every wording of a title."""
    for kind, one in plan.records():
        yield kind, one.id, ("id",), one.id
    for kind, record, title in _titles(plan):
        if isinstance(title, str):
            yield kind, record, ("title",), title
        else:
            for language, text in title.items():
                yield kind, record, ("title", language), text
