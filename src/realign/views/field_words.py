"""What the fields of a plan are called in words, for those who never open its files."""

import re
from collections.abc import Mapping

from realign.citations import place_in_words, ref_in_words
from realign.sheets import Cell
from realign.text import COLON, LANGUAGES, SPOKEN, Message, Text, fill, join, message, message_in
from realign.views.terms import ACTION_KINDS, BASES, CHANGES, FUNDS, PROGRAMME_KINDS, SOURCE_DECISIONS

FIELDS: Mapping[str, Message] = {
    "id": message("id"),
    "title": message("title"),
    "symbol": message("symbol"),
    "date": message("date"),
    "language": message("language"),
    "url": message("address"),
    "paragraphs": message("paragraphs"),
    "uncoded": message("why nothing is coded"),
    "names": message("names that stand in it"),
    "variants": message("other names"),
    "note": message("our note"),
    "refs": message("rests on"),
    "ref": message("rests on"),
    "domain": message("domain"),
    "themes": message("words for it"),
    "printed": message("printed as"),
    "default_relevance": message("weight of links without it"),
    "outcomes": message("outcomes"),
    "basis": message("basis"),
    "from": message("begins at"),
    "to": message("ends at"),
    "direction": message("direction"),
    "strength": message("strength"),
    "lenses": message("lenses"),
    "via": message("by way of"),
    "called": message("called there"),
    "says": message("what it says"),
    "judged_on": message("judged on"),
    "judgements": message("scores"),
    "group": message("group"),
    "weight": message("weight"),
    "by": message("by"),
    "kind": message("kind"),
    "drives": message("drives"),
    "funds": message("may be paid from"),
    "places": message("countries and places named"),
    "decision": message("decision"),
    "also": message("also"),
    "partners": message("partners"),
    "unit": message("counted in"),
    "baseline": message("at the start"),
    "milestones": message("on the way"),
    "target": message("target"),
    "actual": message("reached"),
    "verification": message("where the figures come from"),
    "owner": message("who collects them"),
    "standin": message("stands in for another"),
    "annex": message("annex"),
    "paragraph": message("paragraph"),
    "filed_under": message("printed under"),
    "change": message("what changes"),
    "rule": message("holds for all such work"),
    "cites": message("documents it names"),
    "quotes": message("words for the lens"),
    "code": message("check that finds it"),
    "fields": message("fields"),
    "records": message("records"),
    "reading": message("how we read it"),
    "unchecked": message("found by readers alone"),
    "amount": message("amount"),
    "within": message("part of"),
    "required": message("required"),
    "received": message("received"),
    "covers": message("vouches for"),
    "table": message("table"),
    "stated": message("printed subtotal"),
    "listed": message("printed in the source"),
    "quantity": message("how many"),
    "first_planned": message("planned at first"),
    "cost": message("cost"),
    "low": message("at least"),
    "high": message("at most"),
    "value": message("value"),
    "tier": message("order of payment"),
    "divisible": message("can be done in part"),
    "funds_basis": message("basis of the money"),
    "requires": message("needs first"),
    "same_as": message("same work as"),
    "now": message("at present"),
    "state": message("state"),
    "may": message("may"),
    "degree": message("how far"),
    "year": message("year"),
    "heading": message("heading"),
    "resolution": message("resolution"),
    "effect": message("without the money"),
    "organisation": message("organisation"),
    "period": message("years"),
    "currency": message("currency"),
    "rates": message("exchange rates"),
    "rate": message("rate"),
    "source": message("source"),
    "scale": message("strongest strength"),
    "rubric": message("what a strength means"),
    "headings": message("headings"),
    "words": message("own words"),
    "structure": message("size of the frame"),
    "domains": message("domains"),
    "annotations": message("annotations"),
    "groups": message("groups"),
    "flagships": message("programmes"),
    "indicators": message("indicators"),
}
"""Name of a field in files -> the same in words."""
_COLUMNS: Mapping[str, Message] = {
    "planned": message("planned {year}"),
    "actual": message("actual {year}"),
}
"""Columns of figures as groups and deliverables name them, such as `planned_2022`."""


def in_words(field: str) -> Text:
    """A dotted path of a field in words: `required.amount` is *required: amount*; keys of your own stay.

    The language of a text is left out.
    """
    parts = [_part(step) for step in steps_of(field)]
    return parts[0] if len(parts) == 1 else join(parts, COLON)


def steps_of(field: str) -> list[str]:
    """The steps of a dotted path; a key of your own, such as a code, may hold dots itself."""
    *path, last = field.split(".")
    if path and (path[0] in KEYLESS or not _known(path[0])):
        return [path[0]] if path[0] in KEYLESS else [field]
    steps: list[str] = []
    for step in path if path and last in LANGUAGES else [*path, last]:
        if len(steps) > 1 and not (_known(step) or _known(steps[-1])):
            steps[-1] = f"{steps[-1]}.{step}"
        else:
            steps.append(step)
    return steps


def _known(step: str) -> bool:
    """Whether a step is the name of a field or of a column."""
    return step in FIELDS or _column(step) is not None


def _part(name: str) -> Text:
    """One step of a path: a field, the year of a column, else a key, which may be a paragraph."""
    return FIELDS.get(name) or _column(name) or ref_in_words(name)


def _column(name: str) -> Message | None:
    """A column of figures in words; `None` where it is none."""
    column = re.fullmatch(r"([a-z]+)_(\d{4})", name)
    if column and column[1] in _COLUMNS:
        return fill(_COLUMNS[column[1]], year=column[2])
    return None


_BASES: Mapping[str, Message] = {str(basis): said for basis, said in BASES.items()}
_CHANGES: Mapping[str, Message] = {str(change): said for change, said in CHANGES.items()}
_EFFECTS: Mapping[str, Message] = {
    "limited": message_in("what happens to work", "limited"),
    "delayed": message_in("what happens to work", "delayed"),
    "stopped": message_in("what happens to work", "stopped"),
}
KEYLESS = frozenset({"themes"})
"""Fields whose keys say no more than their values."""
_PARAGRAPHS = frozenset({"paragraphs", "refs", "ref", "via"})
"""Fields that hold paragraphs."""
CODES: Mapping[str, Mapping[str, Message]] = {
    "basis": _BASES,
    "funds_basis": _BASES,
    "change": _CHANGES,
    "decision": {str(decision): said for decision, said in SOURCE_DECISIONS.items()},
    "direction": {
        "directed": message("from one end to the other"),
        "mutual": message("each helps the other"),
        "unstated": message("direction not stated"),
    },
    "effect": _EFFECTS,
    "state": _EFFECTS,
    "also": {str(kind): said for kind, said in ACTION_KINDS.items()},
    "kind": {
        **{str(kind): said for kind, said in FUNDS.items()},
        **{str(kind): said for kind, said in ACTION_KINDS.items()},
        **{str(kind): said for kind, said in PROGRAMME_KINDS.items()},
    },
}
"""Field -> the codes that may stand there, in words."""


def code_in_words(field: str, value: Cell) -> Cell:
    """The value of a field, in words where it is one of our codes, a field or a paragraph."""
    name = field.rpartition(".")[2]
    if isinstance(value, tuple):
        members = (code_in_words(field, member) for member in value)
        return tuple(member for member in members if isinstance(member, (str, *SPOKEN)))
    if not isinstance(value, str):
        return value
    if name in _PARAGRAPHS:
        return ref_in_words(value)
    if name == "paragraph":
        return place_in_words(value)
    return in_words(value) if name == "fields" else CODES.get(name, {}).get(value, value)
