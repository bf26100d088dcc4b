"""A plan as it would be without a record or a paragraph, or with another value; nothing is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic_core import ValidationError

from realign import documents
from realign.findings import CallError, Severity
from realign.loading.record_errors import BOUNDS
from realign.money import MoneyError
from realign.plan import KINDS, Plan, Record, split_ref
from realign.plan.data import as_data
from realign.plan.paragraphs import Paragraph, known_paragraphs, meant
from realign.plan.uses import USES
from realign.plan.validators import checker, names_of
from realign.suggest import near
from realign.text import Text, fill, join, listed, message

_CITING = ("refs", "via")
"""Fields that hold references."""
Name = tuple[str, str]
"""Kind and id of a record."""


def what_if(plan: Plan, without: Sequence[str] = (), values: Sequence[str] = ()) -> Plan:
    """The plan without some records and paragraphs, and with other values.

    Args:
        plan: The plan as it stands; it stays so.
        without: Ids, such as `F2`, and paragraphs: a paragraph goes with all that rests on it alone.
        values: Other values, each as `ID.FIELD=VALUE` with the value as a file has it.

    Returns:
        The changed plan, not checked yet; `compare` tells what the change moves.

    Raises:
        CallError: The plan has no such record, paragraph or field, or could not hold the value.
    """
    changed = plan
    for word in without:
        changed = _without(changed, word.strip())
    for word in values:
        changed = _with_value(changed, word)
    return changed.read_from(plan.origin)


def _without(plan: Plan, word: str) -> Plan:
    """The plan without a record, or without a paragraph."""
    if gone := _called(plan, word):
        return _dropped(plan, gone)
    sources = {source.id for source in plan.sources}
    if places := set(meant(word, known_paragraphs(plan), sources)):
        return _uncited(plan, places, sources)
    raise _unknown(plan, word, message("record or paragraph"))


def _called(plan: Plan, word: str) -> set[Name]:
    """The records that a word means: an id, or a kind and an id."""
    return {
        (kind, record.id) for kind, record in plan.records() if word in {record.id, f"{kind}/{record.id}"}
    }


def _unknown(plan: Plan, word: str, what: Text) -> CallError:
    guess = near(word, [record.id for _, record in plan.records()])
    hint = (
        message("did you mean {guess}?", guess=guess)
        if guess
        else message("realign find '{word}' looks into every text", word=word)
    )
    return CallError(message("the plan has no {what} '{word}'", what=what, word=word), hint)


def _dropped(plan: Plan, gone: set[Name]) -> Plan:
    """The plan without some records, and without their names in others; links without an end go, too."""
    kinds: dict[str, tuple[Record, ...]] = {
        kind: tuple(record for record in getattr(plan, kind) if (kind, record.id) not in gone)
        for kind in KINDS
    }
    for kind in {kind for kind, _ in gone}:
        ids = {id_ for each, id_ in gone if each == kind}
        named = [kind, *(["fundables"] if kind in {"deliverables", "activities"} else [])]
        for user, used in ((user, used) for each in named for user, used in USES.get(each, {}).items()):
            kinds[user] = tuple(_unnamed(record, used, ids) for record in kinds[user])
    kinds["links"] = tuple(link for link in kinds["links"] if _tied(link))
    return Plan.of(plan.about, **kinds)


def _tied(link: Any) -> bool:
    return bool(link.from_ and link.to)


def _unnamed(record: Any, used: Sequence[str], ids: Collection[str]) -> Any:
    """A record that does not name some others any more."""
    changes: dict[str, object] = {}
    for field in used:
        if field == "covers":
            if any(id_ in ids for id_ in record.covers):
                covers = tuple(id_ for id_ in record.covers if id_ not in ids)
                changes["required"] = replace(record.required, covers=covers)
            continue
        held = getattr(record, field)
        if isinstance(held, str):
            if held in ids:
                changes[field] = None
        elif held and any(id_ in ids for id_ in held):
            changes[field] = _less(held, ids)
    return replace(record, **changes) if changes else record


def _less(held: Any, ids: Collection[str]) -> object:
    """A list or a mapping of names without some of them."""
    if isinstance(held, Mapping):
        return {key: value for key, value in held.items() if key not in ids}
    return tuple(id_ for id_ in held if id_ not in ids)


def _uncited(plan: Plan, places: set[Paragraph], sources: set[str]) -> Plan:
    """The plan without some paragraphs: what rests on them alone goes, other records cite them no more."""
    gone: set[Name] = set()
    kinds: dict[str, tuple[Record, ...]] = {}
    for kind in KINDS:
        kept: list[Record] = []
        for record in getattr(plan, kind):
            changed = _citing_less(record, places, sources)
            if record.refs and not changed.refs and kind != "sources":
                gone.add((kind, record.id))
            kept.append(changed)
        kinds[kind] = tuple(kept)
    return _dropped(Plan.of(plan.about, **kinds), gone)


def _citing_less(record: Any, places: set[Paragraph], sources: set[str]) -> Any:
    """A record that does not cite some paragraphs any more, nor holds what rests on them inside it."""
    changes: dict[str, object] = {}
    for field in _CITING:
        refs = getattr(record, field, ())
        rest = tuple(ref for ref in refs if split_ref(ref, sources) not in places)
        if rest != refs:
            changes[field] = rest
    for field in ("now", "required"):
        refs = getattr(getattr(record, field, None), "refs", ())
        if refs and all(split_ref(ref, sources) in places for ref in refs):
            changes[field] = None
    return replace(record, **changes) if changes else record


def _with_value(plan: Plan, written: str) -> Plan:
    """The plan with another value in one field of a record."""
    target, sign, text = written.partition("=")
    if not sign:
        raise CallError(
            message("--set '{written}' has no value", written=written),
            message("write ID.FIELD=VALUE, such as D3.cost=1.2m"),
        )
    for at in range(len(target) - 1, 0, -1):
        if target[at] != ".":
            continue
        found = _called(plan, target[:at].strip())
        if found:
            break
    else:
        raise _unknown(plan, target.rpartition(".")[0] or target, message("record"))
    if len(found) > 1:
        ways = listed(sorted("/".join(name) for name in found), either=True)
        raise CallError(
            message("--set: '{target}' is the id of several records", target=target[:at]),
            message("write {listed}", listed=ways),
        )
    kind, id_ = next(iter(found))
    changed = {
        record.id: _changed(plan, record, target[at + 1 :].strip().split("."), text, written)
        for record in getattr(plan, kind)
        if record.id == id_
    }
    kinds = {
        each: tuple(
            changed.get(record.id, record) if each == kind else record for record in getattr(plan, each)
        )
        for each in KINDS
    }
    return Plan.of(plan.about, **kinds)


def _changed(plan: Plan, record: Record, path: Sequence[str], text: str, written: str) -> Record:
    """A record with another value at a path, checked as the loader checks it."""
    kind: Any = type(record)
    tree = as_data(record)
    known = set(names_of(kind).values())
    if path[0] not in known or path == ["id"]:
        guess = near(path[0], known - {"id"})
        hint = (
            message("did you mean {guess}?", guess=guess)
            if guess
            else message("it has {known}", known=join(sorted(known - {"id"})))
        )
        raise CallError(
            message("--set '{written}': there is no field {field} to set", written=written, field=path[0]),
            hint,
        )
    inner = tree
    for step in path[:-1]:
        held = inner.get(step)
        inner[step] = dict(held) if isinstance(held, Mapping) else {}
        inner = inner[step]
    document = documents.read(f"value: {text.strip() or 'null'}\n".encode(), "--set")
    read = document.data
    fault = next((one for one in document.findings if one.severity is Severity.ERROR), None)
    if not isinstance(read, dict) or "value" not in read:
        raise CallError(
            message("--set '{written}': the value cannot be read", written=written),
            message("write it as a file of the plan has it"),
        )
    if fault and text.strip() not in ("", "null", "~"):
        raise CallError(
            message("--set '{written}': {says}", written=written, says=fault.message),
            message("write it as a file of the plan has it"),
        )
    inner[path[-1]] = read["value"]
    try:
        (made,) = checker(kind).validate_python([tree], context=plan.about.reader())
    except ValidationError as error:
        says = _reason(error.errors()[0])
        raise CallError(
            message("--set '{written}': {says}", written=written, says=says),
            message("realign schema tells what each field takes"),
        ) from error
    found: Record = made
    return found


def _reason(fault: Mapping[str, Any]) -> Text:
    """Why a value does not fit."""
    context = fault.get("ctx") or {}
    if fault["type"] in BOUNDS:
        name, words = BOUNDS[fault["type"]]
        return message("it must be {bound}", bound=fill(words, number=context[name]))
    cause = context.get("error")
    return cause.says if isinstance(cause, MoneyError) else message("this value does not fit")
