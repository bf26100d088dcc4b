"""What a file says of records that a plan has, written into the plan's files; all else in them stays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from realign import documents
from realign.documents import Document
from realign.documents.decoding import byte_order_mark
from realign.exchange.in_place import Edit, applied, edits
from realign.exchange.merging import OtherRecord, blended, differing
from realign.exchange.nouns import fields_of
from realign.loading import Loaded, load_files
from realign.models.change.record_changes import FieldChange, Side, changes
from realign.plan import Plan
from realign.plan.data import as_data


@dataclass(frozen=True, slots=True)
class Updated:
    """The files of a plan with other values; nothing is written yet."""

    files: Mapping[str, bytes]
    """Path of each file that changes, as it is shown -> its bytes."""
    changes: tuple[FieldChange, ...]
    """Every field that changes, with its line after the change."""
    stuck: tuple[OtherRecord, ...] = ()
    """Records that cannot be changed where they stand; then no file changes."""


class _Standing(NamedTuple):
    """A record where it stands: its node, and what it holds."""

    node: int
    held: Mapping[str, Any]


def updated(loaded: Loaded, plan: Plan, where: str, others: Sequence[OtherRecord]) -> Updated:
    """Change fields of records in the files of a plan, and check that these fields alone have changed.

    Args:
        loaded: The files.
        plan: What they hold.
        where: How their folder is shown.
        others: What is to change.

    What a file does not say, comments and the order of everything stay. Where a record is written in a way
    that forbids a change in its place, such as with an anchor, nothing is changed.
    """
    files: dict[str, bytes] = {}
    own: list[FieldChange] = []
    by_path: dict[str, list[OtherRecord]] = {}
    for one in others:
        by_path.setdefault(loaded.locate(one.kind, one.id).path, []).append(one)
    for path, several in by_path.items():
        raw = _raw(loaded, path)
        changed, theirs = _changed(documents.read(raw, path), several)
        own += theirs
        if changed is not None:
            files[path] = _bytes(raw, changed)
    read = [(path, files.get(path) or _raw(loaded, path)) for path in loaded.texts]
    after = load_files(where, read)
    if after.plan is None:
        return Updated({}, (), tuple(others))
    told = (*changes(Side("", plan, plan.origin.locate), Side("", after.plan, after.locate)), *own)
    stuck = _stuck(after.plan, others, told)
    if stuck:
        return Updated({}, (), stuck)
    return Updated(files, told)


def _raw(loaded: Loaded, path: str) -> bytes:
    """The bytes of a file of the plan, which need not lie on the disk."""
    source = loaded.sources.get(path)
    return source.again() if source else "\n".join((*loaded.texts[path], "")).encode()


def _changed(document: Document, others: Sequence[OtherRecord]) -> tuple[str | None, list[FieldChange]]:
    """The text of a file with other values, if one differs; and what changes of fields of the user's own."""
    every: list[Edit] = []
    own: list[FieldChange] = []
    for one in others:
        found = _found(document, one)
        wanted = _wanted(found, one)
        every += edits(document.table, found.node, found.held, wanted)
        own += _own_changes(document, found, one, wanted)
    return applied(document.lines.text, every) if every else None, own


def _stuck(plan: Plan, others: Sequence[OtherRecord], told: Sequence[FieldChange]) -> tuple[OtherRecord, ...]:
    """Records that did not change as they should; all, where something else changed."""
    asked = {(one.kind, one.id) for one in others}
    if any((one.kind, one.id) not in asked or one.sort != "changed" for one in told):
        return tuple(others)
    return tuple(one for one in others if _left(plan, one))


def _found(document: Document, one: OtherRecord) -> _Standing:
    """Where a record stands in its file, and what it holds."""
    table, data = document.table, document.data or {}
    if one.kind == "plan":
        return _Standing(table.find(table.root or 0, "plan"), data["plan"])
    listed = data[one.kind]
    number = next(number for number, held in enumerate(listed) if held.get("id") == one.id)
    node = table.find(table.root or 0, one.kind, number)
    held = dict(listed[number])
    for key, value in table.pairs(node):
        if (name := table.word(key)).startswith("x-"):
            held[name] = _value(document, value)
    return _Standing(node, held)


def _value(document: Document, node: int) -> Any:
    """What a field of the user's own holds; the reader leaves such out."""
    start, end = document.table.span(node)
    text = document.lines.text
    column = start - (text.rfind("\n", 0, start) + 1)
    alone = documents.read(f"value:\n{' ' * max(column, 1)}{text[start:end]}\n".encode(), document.path)
    return (alone.data or {}).get("value")


def _wanted(found: _Standing, one: OtherRecord) -> dict[str, Any]:
    """Field -> what it is to hold."""
    declared = fields_of(one.kind)
    return {
        name: blended(found.held.get(name), value, declared.get(name)) for name, value in one.given.items()
    }


def _own_changes(
    document: Document, found: _Standing, one: OtherRecord, wanted: Mapping[str, Any]
) -> Iterator[FieldChange]:
    """Fields of the user's own that change: the plan knows nothing of them."""
    place = document.table.place(found.node)
    for name, value in wanted.items():
        old = found.held.get(name)
        if name.startswith("x-") and old != value:
            was = None if old is None else f"{old}"
            yield FieldChange(
                one.kind, one.id, "changed", name, was, f"{value}", place.path, place.start.line
            )


def _bytes(raw: bytes, text: str) -> bytes:
    """A text in the encoding of the file that it takes the place of."""
    mark, name = byte_order_mark(raw)
    return mark + text.encode(name)


def _left(plan: Plan, one: OtherRecord) -> bool:
    """Whether the plan still has a record otherwise than the file, languages and years apart."""
    records: Sequence[Any] = (plan.about,) if one.kind == "plan" else getattr(plan, one.kind)
    known = next(record for record in records if record.id == one.id)
    held = as_data(known)
    declared = fields_of(one.kind)
    wanted = {
        name: blended(held.get(name), value, declared.get(name))
        for name, value in one.given.items()
        if name in declared
    }
    return any(differing(plan, one.kind, known, wanted))
