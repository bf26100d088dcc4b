"""Lays out what each amount covers: one row for each, and the sentences under them."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from realign.models.funding.results import FundedItem, Level, NextStep, WithNothing
from realign.money import write_money
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import Message, Sentence, Text, Typed, and_more, fill, join, message
from realign.views.gaps_now import NOW, happening_told, in_each_state, now_counts
from realign.views.gaps_tables import UNEARMARKED, by_tier, shown, value_column

PROOFS: Mapping[str, Message] = {
    "certified": message("certified"),
    "bounded": message("bounded"),
    "structural": message("structural"),
}
_NAMED = 6
"""Names that the sentence on what an amount adds lists."""
_STEP = message("Cheapest next step from {here}: {more} more covers {adds}{drops}.")
_ADDITION = message("Cheapest next step from {here} that gives nothing up: {more} more covers {adds}{drops}.")
_OPEN = message(
    "Open does not mean covered: the money may reach that work or may not, and nobody can tell before its "
    "cost, or what other funds hold, is known. Rely only on what is covered."
)
_OPEN_AND_OURS = message(
    "Open does not mean covered: the money may reach that work or may not, and nobody can tell before its "
    "cost, or what other funds hold, is known. Rely only on what is covered; of that, {ours} are covered "
    "as we read the source."
)


def levels_sheet(
    levels: Sequence[Level],
    free: str | None,
    titles: Mapping[str, Text],
    notes: Sequence[Text],
    nothing: WithNothing | None = None,
) -> Sheet:
    """One row for each amount; `free` is the fund that the amounts go to, `titles` names all funds."""
    priced = any(level.in_order is not None for level in levels)
    first = levels[0] if levels else None
    value = first.value if first else None
    columns = [
        UNEARMARKED,
        Column("required", message("Required"), Kind.MONEY),
        Column("shortfall", message("Short by"), Kind.MONEY),
        Column("covered", message("Covered"), Kind.INTEGER),
        Column("open", message("Open"), Kind.INTEGER),
        Column("uncovered", message("Uncovered"), Kind.INTEGER),
        value_column("value", message("Value"), value),
        Column("proof", message("Proof"), Kind.STATE),
        value_column("gap", message("Could rise by"), value),
    ]
    heard = any(level.now for level in levels)
    if heard:
        columns[6:6] = NOW
    rows: list[list[Cell]] = [
        [
            level.unearmarked,
            level.required,
            level.shortfall,
            len(level.covered),
            len(level.open),
            len(level.uncovered),
            *(now_counts(level.now) if heard else ()),
            shown(level.value),
            PROOFS[level.proof],
            shown(level.gap),
        ]
        for level in levels
    ]
    if priced:
        columns.append(value_column("in_order", message("In order of priority"), value))
        columns.append(value_column("lost_in_order", message("That order costs"), value))
        for row, level in zip(rows, levels, strict=True):
            row += [shown(level.in_order), shown(level.lost_in_order)]
    return Sheet(
        "levels",
        _headline(levels),
        tuple(columns),
        tuple(map(tuple, rows)),
        (
            *([_bought(min(levels, key=_amount), nothing)] if nothing else ()),
            *_exchangeable(levels),
            *([_open_is_not_covered(levels)] if any(level.open for level in levels) else ()),
            *_said(levels, free, titles),
            *by_tier(value),
            *notes,
        ),
        brief=("unearmarked", "required", "covered", "open", "uncovered"),
        bars=("unearmarked", "covered", "open", "uncovered"),
    )


def _bought(level: Level, nothing: WithNothing) -> Message:
    """What the amount buys beyond no money at all."""
    more = [name for name in level.covered if name not in nothing.covered]
    less = [name for name in nothing.covered if name not in level.covered]
    opened = [name for name in level.open if name in nothing.uncovered]
    template = message(
        "Covered with 0: {count} as well, so the {amount} buys nothing more that is sure{rest}."
    )
    if more or less:
        template = message("Covered with 0: {count}; the {amount} adds {adds}{rest}.")
    rest: Text = ""
    if less:
        rest = fill(message(" and gives up {names}"), names=and_more(less, _NAMED))
    elif opened:
        rest = message("; uncovered with 0, open now: {opened}", opened=len(opened))
    return fill(
        template,
        count=len(nothing.covered),
        amount=write_money(level.unearmarked),
        adds=and_more(more or ["–"], _NAMED),
        rest=rest,
    )


def _exchangeable(levels: Sequence[Level]) -> Iterator[Text]:
    """Which of the covered work another use of the money, worth as much, leaves out."""
    template = message(
        "At {here} {names} could give way to other work worth as much: which of them is covered is a choice"
    )
    typed = Typed(message("--details says from which amount each is covered whatever is chosen"))
    for level in levels:
        names = [
            item.id
            for item in level.items
            if item.id in level.covered
            and item.covered_from is not None
            and (item.always_covered_from is None or item.always_covered_from > level.unearmarked)
        ]
        if names:
            says = fill(template, here=write_money(level.unearmarked), names=and_more(names, _NAMED))
            yield Sentence((says, typed))


def _open_is_not_covered(levels: Sequence[Level]) -> Message:
    """What to rely on, and how much of that rests on our reading; the notes name which."""
    ours = {
        item.id
        for level in levels
        for item in level.items
        if item.id in level.covered and (by_our_reading(item) or item.vouched_by == "source")
    }
    return fill(_OPEN_AND_OURS, ours=len(ours)) if ours else _OPEN


def by_our_reading(item: FundedItem) -> bool:
    """Whether it counts as covered by a budget that suffices, of which no source says that it pays for it."""
    return (
        item.exposure == "safe"
        and item.state == "covered"
        and bool(item.refs)
        and item.funds_basis != "stated"
    )


def _headline(levels: Sequence[Level]) -> Message:
    """What is proved, and what the source says happens with the least of the amounts."""
    if not levels:
        return message("What the unearmarked money covers")
    least = min(levels, key=_amount)
    if not least.now:
        return _proved(levels)
    template = message("{proved}; read from the source: {states}")
    if len(levels) > 1:
        template = message("{proved}; at {low}, read from the source: {states}")
    low = write_money(least.unearmarked)
    return fill(template, proved=_proved(levels), low=low, states=in_each_state(least))


def _proved(levels: Sequence[Level]) -> Message:
    """How many items are covered and how many not, at the amount or at either end of several."""
    low, high = min(levels, key=_amount), max(levels, key=_amount)
    items = len(low.covered) + len(low.open) + len(low.uncovered)
    if low is high:
        alone = message(
            "At {low}, of {items} items {covered} are covered, {open} open, {uncovered} uncovered"
        )
        return fill(_at(alone, low), items=items, open=len(low.open))
    several = message(
        "Of {items} items, {covered} are covered at {low}, {more} at {high}; {uncovered} are "
        "uncovered at {low}, {left} at {high}"
    )
    return fill(
        _at(several, low),
        items=items,
        more=len(high.covered),
        high=write_money(high.unearmarked),
        left=len(high.uncovered),
    )


def _at(template: Message, low: Level) -> Message:
    """The sentence with what the smallest amount covers."""
    return fill(
        template, covered=len(low.covered), uncovered=len(low.uncovered), low=write_money(low.unearmarked)
    )


def _amount(level: Level) -> int:
    return level.unearmarked


def cheapest_step(level: Level, free: str | None, named: Callable[[Sequence[str]], Text]) -> Iterator[Text]:
    """What the next money buys, if anything; `named` calls work by its names."""
    for rung in level.ladder[:1]:
        yield fill(
            _STEP if rung.best else _ADDITION,
            here=write_money(level.unearmarked),
            more=write_money(rung.more),
            adds=_added(level, rung, free, named),
            drops=fill(message(" and gives up {names}"), names=named(rung.drops)) if rung.drops else "",
        )


def _said(levels: Sequence[Level], free: str | None, titles: Mapping[str, Text]) -> Iterator[Text]:
    """The cheapest next step, the pots that bar the way, and the cost to get first, in a sentence each."""
    yield from happening_told(levels)
    for level in levels:
        here = write_money(level.unearmarked)
        yield from cheapest_step(level, free, join)
        if level.exhausted:
            yield fill(
                message(
                    "At {here} these are spent to the last unit, and nothing else may pay for what is "
                    "uncovered: {pots}."
                ),
                here=here,
                pots=join([titles[pot] for pot in level.exhausted]),
            )
        if level.ask_first:
            yield fill(
                message("At {here} get these costs first: {names}."),
                here=here,
                names=join(level.ask_first[:5]),
            )


def _added(level: Level, rung: NextStep, free: str | None, named: Callable[[Sequence[str]], Text]) -> Text:
    """The items that come in, and whether the money reaches one by way of another fund."""
    others = any(item.id in rung.adds and free not in item.funds for item in level.items)
    how = message("{names} (by freeing other money)")
    names = named(rung.adds) if rung.adds else "–"
    return fill(how, names=names) if others else names
