"""Which records differ, and which links want review, in a sentence each."""

from collections.abc import Iterator, Mapping, Sequence

from realign.analysis.change.judgements import Doubt
from realign.analysis.change.records import SORTS, Change
from realign.text import CLAUSE, SEMICOLON, Message, Text, fill, join, listed, message, message_in

NAMED = 3
"""So many records, links, pieces of work are named before they are only counted."""
_LONG = 40
"""A value of more characters than this is not repeated in a sentence."""
_NOUNS: Mapping[str, tuple[str, str, str]] = {
    "plan": ("plan", "plans", "项计划总则"),
    "sources": ("source", "sources", "份来源"),
    "domains": ("domain", "domains", "个领域"),
    "outcomes": ("outcome", "outcomes", "项成果"),
    "lenses": ("lens", "lenses", "个视角"),
    "links": ("link", "links", "条联系"),
    "flagships": ("programme", "programmes", "个方案"),
    "actions": ("action", "actions", "项行动"),
    "partners": ("partner", "partners", "个伙伴"),
    "resolutions": ("resolution", "resolutions", "项决议"),
    "indicators": ("indicator", "indicators", "项指标"),
    "annotations": ("annotation", "annotations", "条批注"),
    "discrepancies": ("discrepancy", "discrepancies", "处出入"),
    "funds": ("fund", "funds", "项资金"),
    "groups": ("group", "groups", "个组别"),
    "deliverables": ("deliverable", "deliverables", "项交付成果"),
    "activities": ("activity", "activities", "项活动"),
    "records": ("record", "records", "条记录"),
    "changed": ("changed link", "changed links", "条改动的联系"),
    "places": ("place", "places", "位"),
    "work": ("piece of work", "pieces of work", "项工作"),
}
"""Noun for one, for several, and with its measure word in Chinese."""


def counted(count: float, noun: str) -> Message:
    """`1 link`, `2 links`."""
    one, several, chinese = _NOUNS[noun]
    return words(en=f"{count:g} {one if count == 1 else several}", zh=f"{count:g}{chinese}")


def records_told(changes: Sequence[Change]) -> Message:
    """How many records differ, and which, if they are few."""
    by_record: dict[str, list[Change]] = {}
    for one in changes:
        by_record.setdefault(one.record, []).append(one)
    if not by_record:
        return message("Nothing differs.")
    if len(by_record) <= NAMED:
        which = join((_record(one) for one in by_record.values()), SEMICOLON)
    else:
        kinds = [several[0].kind for several in by_record.values()]
        which = listed(counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds))
    template = words(
        en="{count} differs: {which}." if len(by_record) == 1 else "{count} differ: {which}.",
        zh="{count}不同：{which}。",
    )
    return fill(template, count=counted(len(by_record), "records"), which=which)


def _record(several: Sequence[Change]) -> Message:
    """One record, where it stands, and what is another than before."""
    fields = [_field(one) for one in several[:NAMED]]
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


def _field(change: Change) -> Text:
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
                "{count} {was} judged on other words of {outcomes} and should be read again "
                "(realign review): {names}."
            ),
            count=counted(len(doubts), "links"),
            was="was" if len(doubts) == 1 else "were",
            outcomes=listed(outcomes),
            names=listed(names),
        )
