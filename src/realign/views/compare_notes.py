"""What a change is called, which records differ, and which links should be reviewed, in a sentence each."""

from collections.abc import Iterator, Mapping, Sequence

from realign.models.change.amounts import Label
from realign.models.change.record_changes import FieldChange, Sort
from realign.models.change.stale_judgements import Doubt
from realign.text import (
    CLAUSE,
    SEMICOLON,
    Message,
    Text,
    Typed,
    fill,
    join,
    listed,
    message,
    message_in,
    plural,
)

NAMED = 3
"""So many records, links, pieces of work are named before they are only counted."""
_LONG = 40
"""A value of more characters than this is not repeated in a sentence."""
SORTS: Mapping[Sort, Message] = {
    "added": message("added"),
    "removed": message("removed"),
    "changed": message("changed"),
}
_REQUIRED: Mapping[str, Message] = {
    "required": message("required"),
    "required before": message("required before"),
    "required now": message("required now"),
}
_COUNTED: Mapping[str, Message] = {
    "plan": plural("{count:g} plan", "{count:g} plans", 1),
    "sources": plural("{count:g} source", "{count:g} sources", 1),
    "domains": plural("{count:g} domain", "{count:g} domains", 1),
    "outcomes": plural("{count:g} outcome", "{count:g} outcomes", 1),
    "lenses": plural("{count:g} lens", "{count:g} lenses", 1),
    "links": plural("{count:g} link", "{count:g} links", 1),
    "judges": plural("{count:g} judge", "{count:g} judges", 1),
    "flagships": plural("{count:g} programme", "{count:g} programmes", 1),
    "actions": plural("{count:g} action", "{count:g} actions", 1),
    "partners": plural("{count:g} partner", "{count:g} partners", 1),
    "resolutions": plural("{count:g} resolution", "{count:g} resolutions", 1),
    "indicators": plural("{count:g} indicator", "{count:g} indicators", 1),
    "annotations": plural("{count:g} annotation", "{count:g} annotations", 1),
    "discrepancies": plural("{count:g} discrepancy", "{count:g} discrepancies", 1),
    "funds": plural("{count:g} fund", "{count:g} funds", 1),
    "groups": plural("{count:g} group", "{count:g} groups", 1),
    "deliverables": plural("{count:g} deliverable", "{count:g} deliverables", 1),
    "activities": plural("{count:g} activity", "{count:g} activities", 1),
    "records": plural("{count:g} record", "{count:g} records", 1),
    "changed": plural("{count:g} changed link", "{count:g} changed links", 1),
    "places": plural("{count:g} place", "{count:g} places", 1),
    "work": plural("{count:g} piece of work", "{count:g} pieces of work", 1),
}
"""Kind of thing -> so many of it."""


def counted(count: float, noun: str) -> Message:
    """`1 link`, `2 links`."""
    return fill(_COUNTED[noun], count=count)


def change_in_words(change: FieldChange) -> Text:
    """What changed and where, in one line: `data/links.yaml:12 links/L1 strength 2 → 3`."""
    where = f"{change.path}:{change.line} {change.record}"
    if change.field is not None:
        return f"{where} {change.field} {change.old or '∅'} → {change.new or '∅'}"
    return fill(message("{where} {sort}"), where=where, sort=SORTS[change.sort])


def label_in_words(label: Label) -> Message:
    """What an amount is: required, or received in a year."""
    years = [str(year) for year in label.years]
    match label.meaning:
        case "received":
            return fill(message("received in {year}"), year=years[0])
        case "received last":
            return fill(message("received last ({was}, then {last})"), was=years[0], last=years[1])
        case meaning:
            return _REQUIRED[meaning]


def records_told(changes: Sequence[FieldChange]) -> Message:
    """How many records differ, and which, if they are few."""
    by_record: dict[str, list[FieldChange]] = {}
    for one in changes:
        by_record.setdefault(one.record, []).append(one)
    if not by_record:
        return message("Nothing differs.")
    if len(by_record) <= NAMED:
        which: Text = join((_record(one) for one in by_record.values()), SEMICOLON)
    else:
        kinds = [several[0].kind for several in by_record.values()]
        which = listed(counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds))
    template = message("{count} differ: {which}.")
    if len(by_record) == 1:
        template = message("{count} differs: {which}.")
    return fill(template, count=counted(len(by_record), "records"), which=which)


def _record(several: Sequence[FieldChange]) -> Message:
    """One record, where it stands, and what is another than before."""
    fields = [field_in_words(one) for one in several[:NAMED]]
    if len(several) > NAMED:
        more = message("{count} more")
        fields.append(fill(more, count=len(several) - NAMED))
    first = several[0]
    return fill(
        message("{id} in {path}:{line}, {fields}"),
        id=first.id,
        path=first.path,
        line=first.line,
        fields=join(fields, CLAUSE),
    )


def field_in_words(change: FieldChange) -> Text:
    """A field and its values, if these are short."""
    if change.field is None:
        return SORTS[change.sort]
    if max(len(change.old or ""), len(change.new or "")) > _LONG:
        return fill(message("{field} reworded"), field=change.field)
    none = message("none")
    template = message("{field} {old} → {new}")
    return fill(template, field=change.field, old=change.old or none, new=change.new or none)


def doubts_told(doubts: Sequence[Doubt]) -> Iterator[Message]:
    """Which links were judged on other words."""
    if doubts:
        outcomes = list(dict.fromkeys(code for one in doubts for code in one.outcomes))
        names: list[Text] = [one.link for one in doubts[: 3 * NAMED]]
        if len(doubts) > len(names):
            names.append(fill(message_in("sentences", "{count} more"), count=len(doubts) - len(names)))
        yield fill(
            message(
                "{count} {was} judged on other words of {outcomes} and should be read again{typed}: {names}.",
                typed=Typed(message(" (realign review)")),
            ),
            count=counted(len(doubts), "links"),
            was="was" if len(doubts) == 1 else "were",
            outcomes=listed(outcomes),
            names=listed(names),
        )
