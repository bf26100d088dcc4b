"""Says what a source reports as happening when it was written: in a cell, as counts, as a sentence."""

from collections.abc import Iterator, Mapping, Sequence

from realign.models.funding.results import EFFECTS, FundedItem, Level, Received
from realign.money import write_money
from realign.plan import Effect, Now
from realign.sheets import Cell, Column, Kind
from realign.text import CLAUSE, SEMICOLON, Message, Text, fill, join, listed, message

NOW_STATES: Mapping[Effect, Message] = {
    "stopped": message("stopped"),
    "delayed": message("waiting"),
    "limited": message("limited"),
}
NOW = (
    Column("now_stopped", message("Stopped"), Kind.INTEGER),
    Column("now_delayed", message("Waiting"), Kind.INTEGER),
    Column("now_limited", message("Limited"), Kind.INTEGER),
)
"""How much is said to stop, to wait and to be limited, at the time of the source's writing."""


def now_counts(now: Mapping[Effect, tuple[str, ...]]) -> list[Cell]:
    """The cells of these columns; empty where nothing is said."""
    return [len(now.get(effect, ())) if now else None for effect in EFFECTS]


def now_cell(now: Now | None) -> Message | None:
    """`may be very limited (2021)`: what a source says happens, how much, and when."""
    if now is None:
        return None
    template = message("{may}{degree}{state} ({year})")
    if _read(now):
        template = message("{may}{degree}{state} ({year}), as we read it")
    return fill(
        template,
        may=message("may be ") if now.may else "",
        degree=fill(message("{degree} "), degree=now.degree) if now.degree else "",
        state=NOW_STATES[now.state],
        year=str(now.year),
    )


HEARD = message(
    "Stopped, waiting, limited: what the source says happens when it is written, with the money of "
    "that time; uncovered and open is what can be proved beside it."
)


def happening_told(levels: Sequence[Level]) -> Iterator[Message]:
    """What the source says happens with no more money than this, once for amounts alike."""
    alike: dict[tuple[tuple[Effect, tuple[str, ...]], ...], list[Level]] = {}
    for level in levels:
        if level.now:
            alike.setdefault(tuple(level.now.items()), []).append(level)
    for several in alike.values():
        yield _told(several[0], [write_money(level.unearmarked) for level in several])
    for level in levels[:1]:
        yield from _without_money(level)


def _without_money(level: Level) -> Iterator[Message]:
    """What the source says becomes of uncovered work without the money, where it says nothing of a year."""
    told: dict[Effect, list[str]] = {}
    for item in level.items:
        if item.effect and not item.now and item.same_as is None and item.state == "uncovered":
            told.setdefault(item.effect, []).append(item.id)
    template = message("{state} ({names})")
    states = [
        fill(template, state=NOW_STATES[effect], names=join(told[effect]))
        for effect in EFFECTS
        if effect in told
    ]
    if states:
        yield fill(
            message(
                "Of work that is uncovered at {here} the source says that without the money it is {states}."
            ),
            here=write_money(level.unearmarked),
            states=join(states, CLAUSE),
        )


def in_each_state(level: Level) -> Text:
    """`8 stopped (2 only possibly), 14 limited`: what the source says happens, and how much only may."""
    only_may = {
        state: sum(1 for item in level.items if item.id in ids and item.now and item.now.may)
        for state, ids in level.now.items()
    }
    some = message("{count} {state} ({may} only possibly)")
    states = (
        fill(
            some if only_may[state] else message("{count} {state}"),
            count=len(level.now[state]),
            state=NOW_STATES[state],
            may=only_may[state],
        )
        for state in EFFECTS
        if level.now.get(state)
    )
    return join(states, CLAUSE)


def _told(level: Level, amounts: Sequence[str]) -> Message:
    """What stops and waits by name, and how much is limited."""
    by_year: dict[int, dict[Effect, list[FundedItem]]] = {}
    for item in level.items:
        if item.now and item.same_as is None:
            by_year.setdefault(item.now.year, {}).setdefault(item.now.state, []).append(item)
    told = [
        fill(
            message("of {year}: {states}"),
            year=str(year),
            states=join((_in_state(state, found[state]) for state in EFFECTS if state in found), CLAUSE),
        )
        for year, found in sorted(by_year.items())
    ]
    return fill(
        message("At {here} the source says, {told}."),
        here=listed(amounts),
        told=join(told, SEMICOLON),
    )


def _in_state(state: Effect, items: Sequence[FundedItem]) -> Message:
    """`3 stopped (A-1; A-2, it may be; A-3)`; of what is limited only how many, and which we read so."""
    named = items if state != "limited" else [item for item in items if item.now and _read(item.now)]
    template = message("{count} {state} ({names})") if named else message("{count} {state}")
    if named and len(named) < len(items):
        template = message("{count} {state} (among them {names})")
    names = join(map(_name, named), SEMICOLON)
    return fill(template, count=len(items), state=NOW_STATES[state], names=names)


def _name(item: FundedItem) -> Text:
    """`A-2, it may be, as we read it`."""
    if item.now and item.now.may:
        template = (
            message("{id}, it may be, as we read it") if _read(item.now) else message("{id}, it may be")
        )
        return fill(template, id=item.id)
    return fill(message("{id}, as we read it"), id=item.id) if item.now and _read(item.now) else item.id


def _read(now: Now) -> bool:
    """Whether it is not said in as many words."""
    return now.basis != "stated"


def how_sure(received: Received) -> Text:
    """How sure the amount of a year is: in the words of the plan, where it says so."""
    return received.sure or message(
        "Stated as received in {year}; how much of it was free for this work is not known.",
        year=str(received.year),
    )
