"""Can a reader tell the titles apart, in every language of the plan?"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from realign.checks.check import Complaint, Path, check
from realign.checks.names import called, singular, wording
from realign.findings import Severity
from realign.plan import KINDS, Plan
from realign.text import message, say

_JOINING = re.compile("[\u200c\u200d\u202d\u202e]")
"""Signs that shape letters or turn the writing round: without them the text may be another one."""
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
_TITLED = ("plan", *(kind for kind in KINDS if kind not in {"links", "judges", "discrepancies"}))
"""Kinds that have titles."""
_BLANKS = ("  ", " \n", "\n ", "\n\n", "\t", "\r", "\x0b", "\x0c", "\u00a0", "\u2003", "\u3000")
"""What may stand in lines of which one has spaces too many."""
_AT_ONCE = 10_000
_id, _title = attrgetter("id"), attrgetter("title")
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
          - {id: "1.1", title: {en: Land, fr: Terres}}
          - {id: "1.2", title: {en: Housing, fr: Logement}}
          - {id: "1.3", title: {en: Parks}}

    Mended:
        outcomes:
          - {id: "1.1", title: {en: Land, fr: Terres}}
          - {id: "1.2", title: {en: Housing, fr: Logement}}
          - {id: "1.3", title: {en: Parks, fr: Parcs}}
    """
    titles = [
        (kind, one.id, one.title)
        for kind in _TITLED
        for one in _records(plan, kind)
        if not isinstance(one.title, str)
    ]
    every = Counter(language for _, _, title in titles for language in title)
    usual = [language for language in sorted(every) if 2 * every[language] > len(titles)]
    for kind, record, title in titles if len(every) > 1 else ():
        missing = [one for one in usual if one not in title]
        if missing:
            says = message(
                "the title of {record} has no wording in {missing}",
                record=called(kind, record),
                missing=" or ".join(missing),
            )
            yield Complaint(
                kind, record, ("title",), says, message("add it; until then another language is shown")
            )


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
        records = getattr(plan, kind)
        first: dict[int, str] = {}
        for one in () if _all_differ(list(map(_title, records))) else records:
            # only the hash is kept: a million titles would cost too much memory
            name = say(wording(one.title), "en")
            title = hash((one.group if kind == "deliverables" else None, name.casefold()))
            other = first.setdefault(title, one.id)
            if other != one.id:
                yield Complaint(
                    kind,
                    one.id,
                    ("title",),
                    message(
                        "{kind} {id} has the same title as {other}: '{title}'",
                        kind=singular(kind),
                        id=one.id,
                        other=other,
                        title=wording(one.title),
                    ),
                    message("make the titles differ, or drop one of the two"),
                    related=(
                        (
                            (kind, other, ("title",)),
                            message("{kind} {other}", kind=singular(kind), other=other),
                        ),
                    ),
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
    for kind, record, path, text in _texts(plan, lambda lines: not lines.replace("\n", "").isprintable()):
        bad = _INVISIBLE.search(text)
        if bad:
            name = unicodedata.name(bad[0], f"U+{ord(bad[0]):04X}").lower()
            says = message(
                "the {path} of {record} holds an invisible character: {name}",
                path=path[0],
                record=called(kind, record),
                name=name,
            )
            clean = None if path[0] == "id" or _JOINING.search(text) else _INVISIBLE.sub("", text)
            yield Complaint(kind, record, path, says, message("type the text anew"), replacement=clean)


@check("RA704", Severity.NOTE)
def stray_space(plan: Plan) -> Iterator[Complaint]:
    """An id or a title begins or ends with a space, or has two in a row.

    It looks untidy in tables, and an id with a space at its end is hard to name.

    Broken:
        outcomes: [{id: "1.1", title: "Land  and homes "}]

    Mended:
        outcomes: [{id: "1.1", title: "Land and homes"}]
    """
    for kind, record, path, text in _texts(plan, lambda lines: any(sign in lines for sign in _BLANKS)):
        if text != text.strip() or "  " in text:
            says = message(
                "the {path} of {record} has spaces too many", path=path[0], record=called(kind, record)
            )
            tidy = re.sub("  +", " ", text).strip(" ")
            certain = tidy and "\n" not in text and path[0] != "id"
            yield Complaint(kind, record, path, says, replacement=tidy if certain else None)


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
                    message("the ids '{id}' and '{other}' can hardly be told apart", id=one.id, other=other),
                    message("rename one of the two"),
                    related=(
                        ((kind, other, ("id",)), message("{kind} {other}", kind=singular(kind), other=other)),
                    ),
                )


def _records(plan: Plan, kind: str) -> Sequence[Any]:
    """The records of a kind; of `plan` what the plan says of itself."""
    records: Sequence[Any] = (plan.about,) if kind == "plan" else getattr(plan, kind)
    return records


def _all_differ(titles: list[Any]) -> bool:
    """Whether it is certain at a glance that no two titles are the same."""
    if not set(map(type, titles)) <= {str}:
        return False
    return len(set(map(hash, map(str.casefold, titles)))) == len(titles)


def _texts(plan: Plan, odd: Callable[[str], bool]) -> Iterator[Titled]:
    """Ids and wordings of titles, those left out that stand together in lines of which none is `odd`.

    One look at ten thousand lines at once costs far less than ten thousand looks.
    """
    for kind in ("plan", *KINDS):
        records = _records(plan, kind)
        for start in range(0, len(records), _AT_ONCE):
            some = records[start : start + _AT_ONCE]
            lines = list(map(_id, some))
            titles = list(map(_title, some)) if kind in _TITLED else []
            if set(map(type, titles)) <= {str}:
                lines += titles
            else:
                for title in titles:
                    lines += (title,) if isinstance(title, str) else title.values()
            if odd("\n".join(("", *lines, ""))):
                for one in some:
                    yield from _texts_of(kind, one)


def _texts_of(kind: str, one: Any) -> Iterator[Titled]:
    """The id and every wording of the title of a record."""
    yield kind, one.id, ("id",), one.id
    title = one.title if kind in _TITLED else {}
    if isinstance(title, str):
        yield kind, one.id, ("title",), title
    else:
        for language, text in title.items():
            yield kind, one.id, ("title", language), text
