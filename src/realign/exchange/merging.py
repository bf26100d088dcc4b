"""Records that come from a file beside those that the plan has: new, the same, or different."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from pydantic_core import ValidationError

from realign.exchange.foreign_rules import DIFFERENT
from realign.exchange.nouns import class_of
from realign.exchange.rules import slip
from realign.exchange.typed import Record
from realign.findings import Finding
from realign.plan import KINDS, Plan
from realign.plan.validators import checker, names_of
from realign.text import message


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file brings to a plan."""

    fresh: Mapping[str, list[Record]]
    """Kind -> records whose ids the plan does not have."""
    same: int
    """Records that the plan has just so."""
    findings: tuple[Finding, ...]
    """One for each record that the plan has otherwise: it is not overwritten."""


def merged(plan: Plan, kinds: Mapping[str, list[Record]], path: str) -> Merged:
    """Hold the records of a file against those of `plan`, by id; what the plan says of itself stays."""
    fresh: dict[str, list[Record]] = {}
    findings: list[Finding] = []
    same = 0
    for kind in KINDS:
        there = {record.id: record for record in getattr(plan, kind)}
        for record in kinds.get(kind, ()):
            known = there.get(str(record.get("id", "")))
            if known is None:
                fresh.setdefault(kind, []).append(record)
                continue
            changes = [*_changes(plan, kind, known, record)]
            same += not changes
            if changes:
                findings.append(_finding(plan, kind, known.id, changes, path))
    return Merged(fresh, same, tuple(findings))


def _changes(plan: Plan, kind: str, known: Any, record: Record) -> Iterator[str]:
    """The fields that a file gives otherwise than the plan; what it does not give is no change."""
    own = {name: value for name, value in record.items() if not name.startswith("x-")}
    try:
        (made,) = checker(class_of(kind)).validate_python([own], context=plan.about.reader())
    except ValidationError:
        yield "?"
        return
    called = names_of(class_of(kind))
    for one in fields(made):
        name = called[one.name]
        if name in own and getattr(made, one.name) != getattr(known, one.name):
            yield name


def _finding(plan: Plan, kind: str, name: str, changes: list[str], path: str) -> Finding:
    """That a record would change, where it stands in the plan, and what to do."""
    says = message(
        "{file} has other values for {name} of {kind}: {fields}",
        file=path,
        name=name,
        kind=kind,
        fields=", ".join(changes),
    )
    hint = message("change it there, or delete the record there and import again")
    return slip(DIFFERENT, plan.origin.locate(kind, name), says, hint)
