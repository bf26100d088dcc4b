"""Where in the plan does this stand: a word in any language, an id, a paragraph, an amount?"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import itemgetter
from typing import Any, Literal, TypeAlias

from realign.findings import CallError
from realign.money import MoneyError
from realign.plan import Plan, Record
from realign.plan.fields import leaves
from realign.plan.paragraphs import Paragraph, cited_by, known_paragraphs, meant
from realign.plan.record import Title
from realign.plan.structure import About
from realign.questions._asking import question
from realign.sheets import Faultless, Later
from realign.suggest import near
from realign.text import LANGUAGES, Wordings, message

How = Literal["id", "title", "theme", "name", "text", "note", "reference", "amount", "other"]
"""The sort of field that holds what is sought, the most telling first."""
_SORTS: Mapping[str, How] = {
    "id": "id",
    "title": "title",
    "themes": "theme",
    "places": "name",
    "names": "name",
    "called": "name",
    "partners": "name",
    "symbol": "name",
    "says": "text",
    "required": "text",
    "now": "text",
    "reading": "text",
    "note": "note",
    "uncoded": "note",
    "refs": "reference",
    "via": "reference",
}
_ORDER: tuple[How, ...] = ("id", "amount", "title", "theme", "name", "text", "note", "reference", "other")
_FIRST: tuple[tuple[How, str], ...] = (("id", "id"), ("title", "title"))
_Worth: TypeAlias = tuple[int, int, int]
"""How telling a match is, the smaller the better."""
_MONEY = frozenset({"cost", "amount", "required", "received"})
_UNREAD = frozenset({"judged_on", "basis", "funds_basis"})
"""Fields whose text nobody seeks."""
_AROUND = 24
"""Characters of the text on either side of what is sought that a hit repeats."""
_PARAGRAPH = re.compile(r"[\w./ ]*\d[\w.]*(\(\w+\))*", re.ASCII)
_NEAR = 5
"""At most so many near words are offered."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds what is sought."""

    kind: str
    id: str
    title: Title
    how: How
    field: str
    """Dotted path of the field, its language behind it."""
    matched: Title
    """The words around it, as they stand there, in each language that has it; for an amount the figure."""
    also: tuple[str, ...]
    """Other fields of the record that hold it, too."""
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Found(Faultless):
    """What was found, the best first."""

    sought: str
    amount: int | None
    """What is sought, read as an amount; none if it is no amount."""
    hits: Sequence[Hit]
    near: tuple[str, ...]
    """Words of the plan that may have been meant, where nothing was found."""

    @property
    def passed(self) -> bool:
        """Whether anything was found."""
        return bool(self.hits)


@dataclass(frozen=True, slots=True)
class _Match:
    """One field that holds what is sought, and how well."""

    worth: _Worth
    how: How
    path: tuple[str, ...]
    matched: str


@question
def find(plan: Plan, text: str) -> Found:
    """Look for `text` in ids, titles, themes, names, notes, references and amounts, in every language.

    All words of `text` have to stand in one record; a field that holds them side by side comes before one
    that holds them apart. Raises `CallError` where nothing is sought.
    """
    sought = _folded(text)
    if not sought:
        raise CallError(message("nothing is sought"), message("name a word, an id, a paragraph or an amount"))
    amount = as_amount(plan, text)
    sources = {source.id for source in plan.sources}
    wanted = (
        set(meant(text, known_paragraphs(plan), sources))
        if bool(sources) and _PARAGRAPH.fullmatch(text.strip())
        else set()
    )
    search = _Search(plan, sought, amount, sources, wanted)
    ranked: list[tuple[_Worth, int, str, Record | About]] = []
    for number, (kind, record) in enumerate((("plan", plan.about), *plan.records())):
        worth = search.worth(kind, record)
        if worth is not None:
            ranked.append((worth, number, kind, record))
    ranked.sort(key=itemgetter(0, 1))
    if not ranked:
        return Found(text, amount, (), tuple(_near_words(plan, sought)))
    return Found(text, amount, Later(ranked, lambda entry: search.hit(*entry[2:])), ())


@dataclass(frozen=True, slots=True)
class _Search:
    """What is sought in a plan."""

    plan: Plan
    sought: str
    amount: int | None
    sources: set[str]
    wanted: set[Paragraph]
    """The paragraphs that are meant, if any."""

    def worth(self, kind: str, record: Record | About) -> _Worth | None:
        """How telling the best match of a record is; none if it holds nothing of what is sought.

        Most records match in their id or title, or nowhere, so those are looked at first and alone.
        """
        if not self.wanted and self.amount is None:
            for how, name in _FIRST:
                value = getattr(record, name, None)
                if isinstance(value, str) and (at := (folded := _folded(value)).find(self.sought)) >= 0:
                    return _worth(how, folded, self.sought, at)
        matches = self.matches(kind, record)
        return min((match.worth for match in matches), default=None)

    def matches(self, kind: str, record: Record | About) -> list[_Match]:
        """Every field of a record that holds what is sought."""
        found = list(_matches(record, self.sought, self.amount))
        for source, paragraph in sorted(cited_by(kind, record, self.sources) & self.wanted):
            reference = f"{source} {paragraph}".strip()
            found.append(_Match((_ORDER.index("reference"), 0, 0), "reference", ("refs",), reference))
        return found

    def hit(self, kind: str, record: Record | About) -> Hit:
        """What is said of a record that holds it."""
        matches = self.matches(kind, record)
        return _hit(self.plan, kind, record, min(matches, key=lambda match: match.worth), matches)


def _hit(plan: Plan, kind: str, record: Record | About, best: _Match, matches: list[_Match]) -> Hit:
    place = plan.origin.locate(kind, record.id, *best.path)
    every = dict.fromkeys(".".join(match.path) for match in matches)
    *head, last = best.path
    field = ".".join(best.path)
    spoken = {match.path[-1]: match.matched for match in matches if [*match.path[:-1]] == head}
    several = last in LANGUAGES and len(spoken) > 1
    return Hit(
        kind=kind,
        id=record.id,
        title=title_of(record),
        how=best.how,
        field=field,
        matched=Wordings(spoken) if several else best.matched,
        also=tuple(path for path in every if path != field),
        path=place.path,
        line=place.start.line,
    )


def title_of(record: Record | About) -> Title:
    """What a reader recognises a record by."""
    found: Title = getattr(record, "title", None) or getattr(record, "says", None) or record.id
    return found


def as_amount(plan: Plan, text: str) -> int | None:
    """What is sought as an amount of money; none where it is none."""
    try:
        return int(plan.about.reader().read(text))
    except MoneyError:
        return None


def _matches(record: Record | About, sought: str, amount: int | None) -> Iterator[_Match]:
    """Every field of a record that holds what is sought; if none does, those that hold its words apart."""
    words = sought.split()
    apart: dict[str, _Match] = {}
    found = False
    for path, value in _texts(record):
        how = _SORTS.get(path[0], "other")
        if isinstance(value, str):
            folded = _folded(value)
            if (at := folded.find(sought)) >= 0:
                found = True
                yield _Match(_worth(how, folded, sought, at), how, path, _excerpt(value, folded, sought, at))
            elif not found:
                for word in words:
                    at = folded.find(word)
                    if at >= 0 and word not in apart:
                        worth = (len(_ORDER) + _ORDER.index(how), 0, 0)
                        apart[word] = _Match(worth, how, path, _excerpt(value, folded, word, at))
        elif amount is not None and value == amount and path[0] in _MONEY:
            found = True
            yield _Match((_ORDER.index("amount"), 0, 0), "amount", path, f"{value}")
    if not found and len(words) > 1 and len(apart) == len(set(words)):
        yield from apart.values()


def _worth(how: How, folded: str, sought: str, at: int) -> _Worth:
    """How telling a match is, the smaller the better: the field, whole words, where it begins."""
    after = folded[at + len(sought) : at + len(sought) + 1]
    whole = not (folded[:at][-1:].isalnum() or after.isalnum())
    return (_ORDER.index(how), 0 if folded == sought else 1 if whole else 2, at)


def _texts(record: Any) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every text and number of a record with its path; of a list each member."""
    kind: Any = type(record)
    for name, called in _names(kind):
        value = getattr(record, name)
        if value is None or value == () or called in _UNREAD:
            continue
        if isinstance(value, str):
            yield (called,), value
            continue
        if isinstance(value, tuple) and all(isinstance(member, str) for member in value):
            for member in value:
                yield (called,), member
            continue
        for path, leaf in leaves(value, (called,)):
            for member in leaf if isinstance(leaf, tuple) else (leaf,):
                if not isinstance(member, bool):
                    yield path, member


@cache
def _names(kind: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of record, and what files call them."""
    return tuple((field.name, field.name.rstrip("_")) for field in fields(kind))


def _folded(text: str) -> str:
    """A text as it is compared: no capitals, one blank between words."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _excerpt(value: str, folded: str, sought: str, at: int) -> str:
    """The words around what was found, in the letters of the plan where they are as many."""
    line = " ".join(value.split())
    shown = line if len(line) == len(folded) else folded
    start, end = max(0, at - _AROUND), at + len(sought) + _AROUND
    if start and " " in shown[start:at]:
        start = shown.index(" ", start) + 1
    if end < len(shown) and " " in shown[at + len(sought) : end]:
        end = shown.rindex(" ", at + len(sought), end)
    return f"{'…' if start else ''}{shown[start:end]}{'…' if end < len(shown) else ''}"


def _near_words(plan: Plan, sought: str) -> Iterator[str]:
    """Words of the plan that are spelt almost like those that are sought."""
    known: dict[str, set[str]] = {}
    for record in (plan.about, *(record for _, record in plan.records())):
        for path, value in _texts(record):
            if isinstance(value, str) and _SORTS.get(path[0]) in {"id", "title", "theme", "name", "text"}:
                for word in re.findall(r"[\w.-]+", _folded(value)):
                    known.setdefault(word[:1], set()).add(word)
    offered = 0
    for word in sought.split():
        guess = near(word, known.get(word[:1], set()))
        if guess and guess != word and offered < _NEAR:
            offered += 1
            yield guess
