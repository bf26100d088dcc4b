"""What decided about a piece of work in; a few short sentences that can be read aloud out."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from realign.models.programme.decision_table import Focus
from realign.models.programme.priority_links import RankedLink, name
from realign.plan import Decision, Effect, Now
from realign.text import CLAUSE, Message, Sentence, Text, fill, join, listed, message, plural
from realign.views.ranks import certainty

FOCUS: dict[Focus, Message] = {
    "keep": message("keep"),
    "adjust": message("adjust"),
    "reduce": message("reduce"),
    "defer": message("defer"),
    "short": message("goes short"),
    "wait": message("waits"),
    "open": message("open"),
    "none": message("no decision"),
}
BECOMES: dict[Focus, Message] = {
    "keep": message("is kept"),
    "adjust": message("is adjusted"),
    "reduce": message("is reduced"),
    "defer": message("is deferred"),
    "short": message("goes short"),
    "wait": message("waits"),
    "open": message("is open"),
    "none": message("is without a decision"),
}
MANY_BECOME: dict[Focus, Message] = {
    "keep": message("are kept"),
    "adjust": message("are adjusted"),
    "reduce": message("are reduced"),
    "defer": message("are deferred"),
    "short": message("go short"),
    "wait": message("wait"),
    "open": message("are open"),
    "none": message("are without a decision"),
}
COUNTED: dict[Focus, Message] = {
    "keep": message("{count} kept"),
    "adjust": message("{count} adjusted"),
    "reduce": message("{count} reduced"),
    "defer": message("{count} deferred"),
    "short": message("{count} short of money"),
    "wait": message("{count} waiting for money"),
    "open": message("{count} open"),
    "none": message("{count} without a decision"),
}
KEPT_BUT = message("keep, but adjust")
"""What a source says of a table that stays while its substance changes."""
_NAMED = 3
"""How many links a sentence names before it only counts them."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """How a piece of work hangs on the priority links."""

    outcomes: tuple[str, ...]
    carried: tuple[RankedLink, ...]
    """Links of which it works on both ends."""
    touched: tuple[RankedLink, ...]
    """Links of which it works on one end or both."""
    normless: AbstractSet[str]
    """Priority links of which no norm names both ends, by name."""
    among: int
    """How many priority links there are at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What decides about a piece of work."""

    decision: Focus
    row: int
    """The row of the table of decisions."""
    source: Decision | None
    where: Text
    """The paragraphs that decide or ask for this; empty where none does."""
    table: bool = False
    """Whether the piece is a table, which an adjustment keeps."""
    deliverable: bool = False
    late: bool = False
    """Whether the source says that it stops or waits without the money."""
    comes: bool = False
    """Whether the money is there."""
    now: Now | None = None
    """What the source says happens at the time of its writing, if that was with no less money."""
    effect: Effect | None = None
    """What the source says becomes of it without the money."""
    first_planned: int | None = None
    """How many were planned before the source cut them."""
    mentioned: bool = True
    """Whether the source speaks of it at all."""
    sourced: bool = True
    """Whether the plan has sources."""


def told(opening: Text, sentences: Sequence[Text], refs: Text) -> Text:
    """Why it is decided so: the rule, a sentence for each reason, and the paragraphs behind them."""
    where = fill(message("see {refs}"), refs=refs)
    parts = [opening, *sentences, *([where] if refs else [])]
    return Sentence(tuple(parts))


def sentence(text: Text) -> Text:
    """A clause as a sentence of its own."""
    return Sentence((text,))


def opening(rule: Rule) -> Message:
    """The decision and the rule that makes it, or what becomes of the work if nobody decides."""
    said = KEPT_BUT if rule.table and rule.source == "adjust" and rule.row == 5 else FOCUS[rule.decision]
    where = rule.where or message("the source")
    return fill(
        _opening(rule), do=said, where=where, happens=happening(rule.now, rule.effect), first=_held(rule)
    )


def _opening(rule: Rule) -> Message:
    """The template of the row."""
    cited, told = bool(rule.where), rule.now is not None or rule.effect is not None
    match rule.row:
        case 1:
            return message("{do}, as {where} proposes")
        case 2 | 3 if rule.decision in {"wait", "short"}:
            return message("{do}: {happens}") if told else message("{do}")
        case 3 if cited:
            return message("{do}, as {where} proposes")
        case 3:
            return message("{do}")
        case 4 if cited:
            return message("{do}: shape it for earmarked money, as {where} proposes")
        case 4:
            return message("{do}: shape it for earmarked money")
        case 5 if rule.source == "none":
            return message("{do}, since {where} says that nothing changes")
        case 5:
            return message("{do}, by {where}")
        case 6 if rule.sourced and rule.source is None and not rule.deliverable:
            return message(
                "{do} it to the links that it serves: our reading, as the source decides nothing about it"
            )
        case 6:
            return message("{do} it to the links that it serves")
        case 8 if told:
            return message("{do}: nobody can tell whether the money reaches it; {happens}")
        case 8:
            return message("{do}: nobody can tell whether the money reaches it")
        case 9:
            return message(
                "{do} it as first planned: {where} proposes the cut for want of unearmarked money, and at "
                "this amount the ground of the cut is gone{first}"
            )
        case 10:
            return _undecided(rule)
        case _:
            return _as_it_is(rule)


def happening(now: Now | None, effect: Effect | None) -> Text:
    """What the source says happens now, else what becomes of the work without the money; else nothing."""
    if now:
        template = message("in {year}, says the source, it is {degree}{state}")
        if now.may:
            template = message("in {year}, says the source, it may be {degree}{state}")
        return fill(
            template,
            year=str(now.year),
            degree=fill(message("{degree} "), degree=now.degree) if now.degree else "",
            state=_STATES[now.state],
        )
    if effect:
        template = message("without the money, says the source, it is {state}")
        return fill(template, state=_STATES[effect])
    return ""


_STATES: dict[Effect, Message] = {
    "limited": message("limited"),
    "delayed": message("put off"),
    "stopped": message("stopped"),
}


def _held(rule: Rule) -> Text:
    """How many could be held again."""
    if rule.first_planned is None:
        return ""
    template = message(": the {count} first planned could be held")
    return fill(template, count=rule.first_planned)


def _undecided(rule: Rule) -> Message:
    """That nobody decides about it."""
    if not rule.sourced:
        return message("{do}: nothing is decided about it")
    if rule.mentioned:
        return message("{do}: the source decides nothing about it")
    return message("{do}: the source has no word on it")


def _as_it_is(rule: Rule) -> Message:
    """Kept, for nothing speaks against it."""
    if rule.late and rule.comes:
        return message(
            "{do} it and go ahead: the source says that it stops or waits without the money, which comes"
        )
    if rule.deliverable:
        return message("{do} it as planned")
    return message("{do} it as it is")


def apart(reading: Focus, row: int | None) -> Message:
    """What we would decide without the source; `row`: that of the decision."""
    template = message("by links and money alone we would say {reading}")
    if row == 1:
        template = message("so the source decides; by links and money alone we would say {reading}")
    return fill(template, reading=FOCUS[reading])


def link_clause(bonds: Bonds) -> Message | None:
    """Which priority links it serves, how they rank and how sure that is; nothing where nothing ties it."""
    if not bonds.among or not bonds.outcomes:
        return None
    codes = join(bonds.outcomes)
    if not bonds.touched:
        return fill(message("no priority link touches {codes}"), codes=codes)
    links = bonds.carried or bonds.touched
    template = message("it carries {links}{gap}")
    if not bonds.carried:
        template = message("it works on one end ({codes}) of {links}{gap}")
        ends = {code for link in links for code in (link.source, link.target)}
        codes = join(code for code in bonds.outcomes if code in ends)
    return fill(template, links=_links(links), codes=codes, gap=_gap(links, bonds.normless))


def _links(links: Sequence[RankedLink]) -> Text:
    """The first few links with their ranks, and how many more there are."""
    template = message("{link} ({sure})")
    named = [fill(template, link=name(link), sure=certainty(link)) for link in links[:_NAMED]]
    if len(links) > _NAMED:
        named.append(fill(message("{more} more"), more=len(links) - _NAMED))
    return listed(named)


def _gap(links: Sequence[RankedLink], normless: AbstractSet[str]) -> Text:
    """Of how many of the links no norm names both ends: the weak spot of the normative work."""
    missing = sum(name(link) in normless for link in links)
    if not missing:
        return ""
    if missing == len(links):
        if missing == 1:
            return message("; no norm names both ends of it")
        return message("; no norm names both ends of any of them")
    template = message("; no norm names both ends of {missing} of them")
    return fill(template, missing=message("one") if missing == 1 else missing)


def beside(code: str, title: Text, decision: Focus) -> Message:
    """What becomes of work that this piece leans on."""
    template = message("{title} ({code}) {done} at this amount")
    return fill(template, title=title, code=code, done=BECOMES[decision])


def table_opening(
    decision: Focus, rows: Sequence[tuple[str, Focus]], where: Text, *, sourced: bool, lapsed: bool = False
) -> Message:
    """The decision about a printed table, and its rows; `lapsed`: the ground of a cut is gone."""
    template = message("{do}: {rows}")
    if lapsed and where:
        template = message(
            "{do}: {where} proposes a cut for want of unearmarked money, and at this amount its ground is "
            "gone; {rows}"
        )
    elif sourced and where:
        template = message("{do}, as {where} proposes: {rows}")
    return fill(template, do=FOCUS[decision], where=where, rows=_rows(rows))


def _rows(rows: Sequence[tuple[str, Focus]]) -> Text:
    """`D3 is reduced, its other 4 rows are kept`."""
    by: dict[Focus, list[str]] = {}
    for code, decided in rows:
        by.setdefault(decided, []).append(code)
    most = max(by, key=lambda each: len(by[each]))
    if len(by) == 1:
        count = len(rows)
        template = message("all {rows} of its rows {done}")
        if count < 3:
            template = message("its one row {done}") if count == 1 else message("both of its rows {done}")
        return fill(template, rows=count, done=_become(most, count))
    parts = [_some(codes, each) for each, codes in by.items() if each != most]
    rest = len(by[most])
    template = plural("its other row {done}", "its other {count} rows {done}", rest)
    parts.append(fill(template, done=_become(most, rest)))
    return join(parts, CLAUSE)


def _some(codes: Sequence[str], decided: Focus) -> Message:
    """`D3 is reduced`."""
    template = message("{codes} {done}")
    return fill(template, codes=listed(codes), done=_become(decided, len(codes)))


def _become(decided: Focus, count: int) -> Message:
    """What becomes of one or several."""
    return BECOMES[decided] if count == 1 else MANY_BECOME[decided]
