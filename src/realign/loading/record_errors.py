"""What pydantic found → findings in plain words, at the very key or value."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from realign.currencies import currencies
from realign.findings import Finding, Fix, Key
from realign.loading.fields import declared, doc_in_words, expected, needed_by, record_at
from realign.loading.misnamed_fields import cut_by_a_comma, renamed, unknown_field, whose
from realign.loading.record_faults import UNEXPECTED, Fault, fault_of, field_name
from realign.loading.record_subject import Path, Subject, did_you_mean, short
from realign.loading.rules import (
    BAD_MONEY,
    BAD_NUMBER,
    MISSING,
    NOT_ALLOWED,
    UNFIT,
    WRONG_SIZE,
)
from realign.loading.shape_errors import mismatch
from realign.loading.yearly import told, yearly
from realign.money import MoneyError
from realign.text import Text, fill, join, message

MOST_SAID = 50
"""Faults of one record that are spelt out; the last of them says how many more there are."""
BOUNDS = {
    "greater_than_equal": ("ge", message("at least {number:g}")),
    "greater_than": ("gt", message("more than {number:g}")),
    "less_than_equal": ("le", message("at most {number:g}")),
    "less_than": ("lt", message("less than {number:g}")),
}
_NUMBERS = frozenset({"int_parsing", "int_parsing_size", "int_from_float", "float_parsing", "bool_parsing"})
_SIZES = frozenset({"string_too_short", "string_too_long", "too_short", "too_long"})


def explain(errors: Sequence[Mapping[str, Any]], subject: Subject) -> Iterator[Finding]:
    """Say what is wrong with one record; `errors` are pydantic's, their `loc` beginning inside it."""
    found = list(_explained(errors[:MOST_SAID], subject))
    if len(errors) > MOST_SAID and found:
        more = message(
            "{message} (and {more} more in this record)",
            message=found[-1].message,
            more=len(errors) - MOST_SAID,
        )
        found[-1] = replace(found[-1], message=more)
    yield from found


def _explained(errors: Iterable[Mapping[str, Any]], subject: Subject) -> Iterator[Finding]:
    """A finding for each thing that is wrong."""
    faults = [fault_of(error, subject.data) for error in errors]
    years = yearly(faults)
    yield from told(years, subject)
    by_path = _by_path(faults, years)
    inner = {path[:length] for path in by_path for length in range(len(path))}
    told_elsewhere = renamed(by_path, subject)
    yield from told_elsewhere.findings
    for path, group in by_path.items():
        exact = [one for one in group if not one.is_mismatch]
        full = bool(exact) and exact[0].type == "too_short" and bool(exact[0].value)
        if full or path in told_elsewhere.paths or cut_by_a_comma(path, subject):
            continue  # it only seems empty: what is in it is at fault
        if exact:
            yield _exact(exact[0], subject)
        elif path not in inner and not _lacks_values(
            group[0].value
        ):  # else another alternative went further: its complaint is the better one
            yield mismatch(group[0], subject)


def _by_path(faults: Iterable[Fault], told_already: Iterable[Path]) -> dict[Path, list[Fault]]:
    """The faults of each value, without those inside a value of which all is told already."""
    found: dict[Path, list[Fault]] = {}
    above = tuple(told_already)
    for fault in faults:
        inside = any(fault.path[: len(path)] == path for path in above)
        if fault.value is not None and not inside:  # what has no value was reported while reading
            found.setdefault(fault.path, []).append(fault)
    return found


def _lacks_values(value: Any) -> bool:
    """Whether it is a mapping such as {resilience}, which was reported while reading."""
    return isinstance(value, dict) and None in value.values()


def _exact(fault: Fault, subject: Subject) -> Finding:
    """The finding about a value of the right shape."""
    known: dict[str, Callable[[Fault, Subject], Finding]] = {
        "missing": _missing,
        UNEXPECTED: unknown_field,
        "literal_error": _not_allowed,
        "value_error": _money,
        "finite_number": _number,
        **dict.fromkeys(BOUNDS, _number),
        **dict.fromkeys(_NUMBERS, _number),
        **dict.fromkeys(_SIZES, _size),
    }
    return known.get(fault.type, _unfit)(fault, subject)


def _missing(fault: Fault, subject: Subject) -> Finding:
    """A field that the record needs."""
    *outer, field = fault.path
    record = record_at(subject.type, *outer)
    hint = message(
        "add '{field}' ({expected}): {lower}",
        field=field,
        expected=expected(declared(subject.type, *fault.path)),
        lower=doc_in_words(record, str(field)) if record else "",
    )
    return subject.finding(
        MISSING,
        fault.path,
        message("{whose} lacks '{field}'", whose=whose(outer, subject), field=field),
        hint,
    )


def _not_allowed(fault: Fault, subject: Subject) -> Finding:
    """A word that is not one of the few."""
    expected_words = str(fault.context.get("expected", "")).replace(" or ", ", ").split(", ")
    allowed = tuple(word.strip("'") for word in expected_words)
    guess, close = did_you_mean(str(fault.value), allowed)
    says = message(
        "{field} of {name} cannot be '{value}'",
        field=field_name(fault.path),
        name=subject.name,
        value=short(str(fault.value)),
    )
    hint = message(
        "{guess}allowed are {allowed}",
        guess=message("did you mean '{guess}'? ", guess=guess) if guess else "",
        allowed=join(allowed),
    )
    fix = Fix(subject.place(fault.path), guess, message("write {guess}", guess=guess)) if close else None
    return subject.finding(NOT_ALLOWED, fault.path, says, hint, fix)


def _money(fault: Fault, subject: Subject) -> Finding:
    """An amount that cannot be read: the reader of money says why."""
    error = fault.context.get("error")
    reason = error.says if isinstance(error, MoneyError) else str(error or "")
    return subject.finding(
        BAD_MONEY,
        fault.path,
        message(
            "{field} of {name}: {reason}", field=field_name(fault.path), name=subject.name, reason=reason
        ),
    )


def _number(fault: Fault, subject: Subject) -> Finding:
    """A number that is none, or one outside its bounds."""
    field = message("{field} of {name}", field=field_name(fault.path), name=subject.name)
    value = short(str(fault.value))
    if fault.type in BOUNDS:
        name, words = BOUNDS[fault.type]
        bound = fill(words, number=fault.context[name])
        return subject.finding(
            BAD_NUMBER,
            fault.path,
            message("{field} is {value}; it must be {bound}", field=field, value=value, bound=bound),
            _meaning(fault, subject),
        )
    kind = declared(subject.type, *fault.path)
    wanted = message("a year or another whole number") if isinstance(fault.path[-1], Key) else expected(kind)
    if fault.type == "finite_number":
        wanted = message("a number, and not an infinite one")
    decimals = "," in value and "float" in fault.type
    hint = message("write decimals with a point") if decimals else _meaning(fault, subject)
    fix = None
    if value.endswith(","):
        hint = message("delete the comma")
    elif re.fullmatch(r"[−–]\s*\d+(?:\.\d+)?", value):
        plain = f"-{value[1:].strip()}"
        hint = message("write a plain minus sign: {plain}", plain=plain)
        fix = Fix(subject.place(fault.path), plain, message("write {guess}", guess=plain))
    return subject.finding(
        BAD_NUMBER,
        fault.path,
        message("{field} is '{value}'; it must be {wanted}", field=field, value=value, wanted=wanted),
        hint,
        fix,
    )


def _size(fault: Fault, subject: Subject) -> Finding:
    """A text or a list that is empty or too long."""
    field = message("{field} of {name}", field=field_name(fault.path), name=subject.name)
    if "long" in fault.type:
        most = fault.context["max_length"]
        return subject.finding(
            WRONG_SIZE,
            fault.path,
            message("{field} is longer than {most} characters", field=field, most=most),
            message("shorten it"),
        )
    record = record_at(subject.type, *fault.path[:-1])
    needed = needed_by(record) if record else ()
    hint = message("fill it") if str(fault.path[-1]) in needed else message("fill it, or leave it out")
    return subject.finding(WRONG_SIZE, fault.path, message("{field} is empty", field=field), hint)


def _unfit(fault: Fault, subject: Subject) -> Finding:
    """Anything else."""
    key = fault.path[-1] if fault.path else ""
    if isinstance(key, Key) and fault.path[:-1] == ("rates",):
        says = message("'{key}' in 'rates' is no code of a currency", key=short(key))
        return subject.finding(UNFIT, fault.path, says, *_as_currency(str(key), fault, subject))
    if isinstance(key, Key):
        says = message(
            "'{key}' in {field} of {name} is no language such as en or zh",
            key=short(key),
            field=field_name(fault.path[:-1]),
            name=subject.name,
        )
        hint = message("write {{en: …, zh: …}}; a text that contains a colon and a space needs quotes")
        return subject.finding(UNFIT, fault.path, says, hint)
    says = message(
        "{field} of {name} cannot be '{value}'",
        field=field_name(fault.path),
        name=subject.name,
        value=short(str(fault.value)),
    )
    if fault.path == ("currency",):
        return subject.finding(UNFIT, fault.path, says, *_as_currency(str(fault.value), fault, subject))
    return subject.finding(UNFIT, fault.path, says, _meaning(fault, subject))


def _as_currency(word: str, fault: Fault, subject: Subject) -> tuple[Text, Fix | None]:
    """Which code a word or sign for a currency stands for, and the fix where it can only be one."""
    codes = currencies(word.strip())
    if not codes:
        return message("write the code of a currency, such as EUR"), None
    sure = codes == (word.strip().upper(),)
    fix = Fix(subject.place(fault.path), codes[0], message("write {guess}", guess=codes[0])) if sure else None
    return message("did you mean {names}?", names=join(codes[:3])), fix


def _meaning(fault: Fault, subject: Subject) -> Text:
    """What is said about the field at fault, else what to do with it."""
    record = record_at(subject.type, *fault.path[:-1]) if fault.path else None
    doc = doc_in_words(record, str(fault.path[-1])) if record else ""
    return doc or message("correct it, or leave it out")
