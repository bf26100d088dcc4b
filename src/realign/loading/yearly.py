"""Values by year where one value belongs, such as `cost: {2022: 100, 2023: 200}`."""

import re
from collections.abc import Iterable, Iterator

from realign.findings import Finding
from realign.loading.fields import fields_of, record_at
from realign.loading.record_faults import UNEXPECTED, Fault, field_name
from realign.loading.record_subject import Path, Subject
from realign.loading.rules import WRONG_TYPE
from realign.text import join, message

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–]\d{2,4})?")


def yearly(faults: Iterable[Fault]) -> set[Path]:
    """The fields that hold years where they have no such parts."""
    return {
        fault.path[:-1]
        for fault in faults
        if fault.type == UNEXPECTED and len(fault.path) > 1 and _YEAR.fullmatch(str(fault.path[-1]))
    }


def told(paths: Iterable[Path], subject: Subject) -> Iterator[Finding]:
    """One finding for each of these fields."""
    for path in sorted(paths, key=str):
        field = message("{field} of {name}", field=field_name(path), name=subject.name)
        says = message("{field} is given by year, but it is one value for the whole plan", field=field)
        parts = join(fields_of(record_at(subject.type, *path)))
        hint = message("write the total, or a mapping with the fields {parts}", parts=parts)
        yield subject.finding(WRONG_TYPE, path, says, hint)
