"""Why a piece of work is decided about as it is, in a few short sentences that can be read aloud."""

from collections.abc import Mapping, Sequence

from realign.models.programme.decision_table import Focus
from realign.models.programme.decisions import Decided, Support
from realign.models.programme.planned_work import Misprint, PlanChange
from realign.plan import Basis, Effect, Now
from realign.text import CLAUSE, Message, Text, fill, join, listed, message, plural
from realign.views.focus_words import BECOMES, FOCUS, KEPT_BUT, MANY_BECOME


def opening(item: Decided, where: Text, *, sourced: bool) -> Message:
    """The decision and the rule that makes it, or what becomes of the work if nobody decides.

    `where`: the paragraphs that the rule names; `sourced`: whether the plan has sources.
    """
    adjusted = item.kind == "table" and item.source_decision == "adjust" and item.row == 5
    return fill(
        _opening(item, cited=bool(where), sourced=sourced),
        do=KEPT_BUT if adjusted else FOCUS[item.decision],
        where=where or message("the source"),
        happens=happening(item),
        first=_held(item),
    )


def _opening(item: Decided, *, cited: bool, sourced: bool) -> Message:
    """The template of the row."""
    match item.row:
        case 2 | 3 if item.decision in {"wait", "short"}:
            return message("{do}: {happens}") if item.then or item.effect else message("{do}")
        case 1:
            return message("{do}, as {where} proposes")
        case 3:
            return message("{do}, as {where} proposes") if cited else message("{do}")
        case 4:
            return _shaped(cited=cited)
        case 5 if item.source_decision == "none":
            return message("{do}, since {where} says that nothing changes")
        case 5:
            return message("{do}, by {where}")
        case 6:
            return _turned(item, sourced=sourced)
        case 8:
            return _undetermined(item)
        case 9:
            return message(
                "{do} it: the ground that {where} gives for the cut, want of unearmarked money, is gone at "
                "this amount{first}"
            )
        case 10:
            return _undecided(item, sourced=sourced)
        case _:
            return _as_it_is(item)


def _shaped(*, cited: bool) -> Message:
    """Adjusted to the money that may pay."""
    if cited:
        return message("{do}: shape it for earmarked money, by our reading of {where}")
    return message("{do}: shape it for earmarked money")


def _turned(item: Decided, *, sourced: bool) -> Message:
    """Adjusted to the links."""
    if sourced and item.source_decision is None and item.kind != "deliverable":
        return message(
            "{do} it to the links that it serves: our reading, as the source decides nothing about it"
        )
    return message("{do} it to the links that it serves")


def _undetermined(item: Decided) -> Message:
    """Open, and what the source says happens."""
    if item.then or item.effect:
        return message("{do}: nobody can tell whether the money reaches it; {happens}")
    return message("{do}: nobody can tell whether the money reaches it")


def happening(item: Decided) -> Text:
    """What the source says happens when it is written, else what becomes of the work without the money."""
    if item.then:
        return fill(
            _at_its_time(item.then, more=item.now is None),
            year=str(item.then.year),
            who=_who(item.then.basis),
            degree=fill(message("{degree} "), degree=item.then.degree) if item.then.degree else "",
            state=_STATES[item.then.state],
        )
    if item.effect:
        template = message("without the money, {who}, it is {state}")
        return fill(template, who=_who(item.effect_basis), state=_STATES[item.effect])
    return ""


def _at_its_time(then: Now, *, more: bool) -> Message:
    """The clause; `more`: the source was written with less money than comes."""
    if then.may:
        if more:
            return message("in {year}, with less money, {who}, it may have been {degree}{state}")
        return message("in {year}, {who}, it may be {degree}{state}")
    if more:
        return message("in {year}, with less money, {who}, it was {degree}{state}")
    return message("in {year}, {who}, it is {degree}{state}")


def _who(basis: Basis) -> Message:
    """Whose word it is."""
    return message("says the source") if basis == "stated" else message("as we read the source")


_STATES: Mapping[Effect, Message] = {
    "limited": message("limited"),
    "delayed": message("put off"),
    "stopped": message("stopped"),
}


def _held(item: Decided) -> Text:
    """That the source does not say whether as many as at first are held."""
    if item.first_planned is None:
        return ""
    template = message("; whether the {count} first planned are held the source does not say")
    return fill(template, count=item.first_planned)


def _undecided(item: Decided, *, sourced: bool) -> Message:
    """That nobody decides about it."""
    if not sourced:
        return message("{do}: nothing is decided about it")
    if item.mentioned:
        return message("{do}: the source decides nothing about it")
    return message("{do}: the source has no word on it")


def _as_it_is(item: Decided) -> Message:
    """Kept, for nothing speaks against it."""
    if item.late and item.money_state == "there":
        return message("{do} it and go ahead, since the money comes: {happens}")
    if item.kind == "deliverable":
        return message("{do} it as planned")
    return message("{do} it as it is")


def apart(reading: Focus, row: int | None) -> Message:
    """What we would decide without the source; `row`: that of the decision."""
    template = message("by links and money alone we would say {reading}")
    if row == 1:
        template = message("so the source decides; by links and money alone we would say {reading}")
    return fill(template, reading=FOCUS[reading])


def change_of_plan(change: PlanChange) -> Message:
    """How many are planned now, were at first and for the year before."""
    template = message("{unit}{now} planned for {year}{first}{before}")
    if change.year is None:
        template = message("{unit}{now} planned now{first}")
    year_before = message(", {count} for {year}")
    return fill(
        template,
        unit=fill(message("{unit}: "), unit=change.unit) if change.unit else "",
        now=change.planned,
        year=str(change.year),
        first="" if change.first is None else fill(message(", {count} at first"), count=change.first),
        before=""
        if change.before is None or change.year is None
        else fill(year_before, count=change.before, year=str(change.year - 1)),
    )


def misprinted(misprint: Misprint) -> Text:
    """What is misprinted in a table."""
    if misprint.subtotal:
        return fill(message("the subtotal of its table is off: {says}"), says=misprint.says)
    return misprint.says


def beside(support: Support) -> Message:
    """What becomes of work that this piece leans on."""
    template = message("{title} ({code}) {done} at this amount")
    return fill(template, title=support.title, code=support.id, done=BECOMES[support.decision])


def table_opening(table: Decided, rows: Sequence[tuple[str, Focus]], where: Text) -> Message:
    """The decision about a printed table, and about its rows."""
    template = message("{do}: {rows}")
    if table.lapsed and where:
        template = message(
            "{do}: the ground that {where} gives for the cut, want of unearmarked money, is gone at this "
            "amount; {rows}"
        )
    elif table.source_decision and where:
        template = message("{do}, as {where} proposes: {rows}")
    return fill(template, do=FOCUS[table.decision], where=where, rows=_rows(rows))


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
