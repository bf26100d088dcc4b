"""Fields under names that we do not know: what was meant, and what the record lacks for it."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from realign.findings import Finding, Fix, Key
from realign.loading.fields import fields_of, record_at
from realign.loading.record_faults import UNEXPECTED, Fault
from realign.loading.record_subject import Path, Subject, did_you_mean, short
from realign.loading.rules import UNKNOWN_FIELD
from realign.text import Text, join, message


@dataclass(frozen=True, slots=True)
class Renamed:
    """Fields that are there under another name."""

    findings: tuple[Finding, ...]
    """What says so, where no field of ours comes near the name."""
    paths: frozenset[Path]
    """Where something is missing or unknown that need not be told for itself."""


def renamed(by_path: Mapping[Path, Sequence[Fault]], subject: Subject) -> Renamed:
    """Join what a record lacks with the unknown names that stand for it: one slip, one finding."""
    missing: dict[Path, list[Path]] = {}
    unknown: dict[Path, list[Path]] = {}
    for path, (fault, *_) in by_path.items():
        kind = {"missing": missing, UNEXPECTED: unknown}.get(fault.type)
        if kind is not None:
            kind.setdefault(path[:-1], []).append(path)
    findings, told = [], set()
    for outer, paths in missing.items():
        if _bare_names(outer, subject):
            told |= set(paths)  # what stands there without a colon is told while reading
            continue
        guesses = {path: _guess(path, subject)[0] for path in unknown.get(outer, ())}
        meant = {path for path in paths if path[-1] in guesses.values()}
        lacking = [str(path[-1]) for path in paths if path not in meant]
        strange = [path for path, guess in guesses.items() if not guess]
        told |= meant
        if lacking and strange:
            told |= {*paths, *strange}
            findings.append(_other_names(strange, lacking, subject))
    return Renamed(tuple(findings), frozenset(told))


def _other_names(strange: Sequence[Path], lacking: Sequence[str], subject: Subject) -> Finding:
    """Unknown fields in a record that lacks others: `name` where `title` belongs."""
    *outer, first = strange[0]
    says = message(
        "{name} has {strange}, which realign does not know, and lacks {lacking}",
        name=whose(outer, subject),
        strange=join(f"'{short(str(path[-1]))}'" for path in strange),
        lacking=join(f"'{field}'" for field in lacking),
    )
    hint = message(
        "did you mean {lacking}? known are {known}; your own begin with x-",
        lacking=join(f"'{field}'" for field in lacking),
        known=join(fields_of(record_at(subject.type, *outer))),
    )
    return subject.finding(UNKNOWN_FIELD, (*outer, Key(first)), says, hint)


def whose(outer: Sequence[str | int], subject: Subject) -> Text:
    """What a record, or a mapping inside it, is called."""
    if not outer:
        return subject.name
    return message("'{map}' of {name}", map=".".join(map(str, outer)), name=subject.name)


def cut_by_a_comma(path: Path, subject: Subject) -> bool:
    """Whether a value in braces goes on behind a comma, as `funds: free, eu` does; told while reading."""
    if not path:
        return False
    *outer, field = path
    names = list(_at(outer, subject)) if isinstance(_at(outer, subject), dict) else []
    bare = _bare_names(tuple(outer), subject)
    return any(before == field and name in bare for before, name in pairwise(names))


def _bare_names(outer: Path, subject: Subject) -> tuple[str, ...]:
    """What stands in the braces at `outer` without a colon behind it: `{low, high}`."""
    inside = _at(outer, subject)
    empty = [name for name, value in inside.items() if value is None] if isinstance(inside, dict) else []
    table = subject.document.table
    ends = {name: table.span(table.find(subject.node, *outer, Key(name)))[1] for name in empty}
    braces = bool(ends) and table.source(table.find(subject.node, *outer)).startswith("{")
    return tuple(name for name, end in ends.items() if braces and _behind(table.lines.text, end) != ":")


def _behind(text: str, end: int) -> str:
    """The first sign from there on that is no space."""
    return text[end : end + 100].lstrip()[:1]


def _at(path: Sequence[str | int], subject: Subject) -> Any:
    """What the file has there."""
    there = subject.data
    for step in path:
        there = there[step]
    return there


def unknown_field(fault: Fault, subject: Subject) -> Finding:
    """A key that the record does not have: a slip of the pen, or one of the user's own."""
    *outer, field = fault.path
    path = (*outer, Key(field))
    guess, sure = _guess(fault.path, subject)
    says = message(
        "{name} has a field '{field}' that realign does not know{odd}",
        name=subject.name,
        field=short(str(field)),
        odd=_odd(str(field)),
    )
    known = join(fields_of(record_at(subject.type, *outer)))
    hint = (
        message("did you mean '{guess}'?", guess=guess)
        if guess
        else message("known are {known}; your own begin with x-", known=known)
    )
    fix = Fix(subject.place(path), guess, message("write {guess}", guess=guess)) if sure else None
    return subject.finding(UNKNOWN_FIELD, path, says, hint, fix)


def _odd(key: str) -> Text:
    """What cannot be seen in the name of a field."""
    odd = next((sign for sign in key if not sign.isprintable() or (sign.isspace() and sign != " ")), "")
    return (
        message(
            "; U+{ord:04X} {name} is in it", ord=ord(odd), name=unicodedata.name(odd, "control character")
        )
        if odd
        else ""
    )


def _guess(path: Path, subject: Subject) -> tuple[str, bool]:
    """The field that is meant by an unknown one, and whether that is all but certain."""
    *outer, field = path
    there = _at(outer, subject)
    known = fields_of(record_at(subject.type, *outer))
    return did_you_mean(str(field), tuple(one for one in known if one not in there))
