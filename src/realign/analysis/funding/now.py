"""What sources say happens at the time of their writing, beside what the money can be shown to cover."""

from collections.abc import Iterator, Mapping, Sequence

from realign.analysis.funding.answer import EFFECTS, Item, Level
from realign.money import write_money
from realign.plan import Effect, Now
from realign.sheets import Cell, Column, Kind
from realign.words import Words, fill, join, listed, words

NOW_STATES: Mapping[Effect, Words] = {
    "stopped": words(en="stopped", zh="停止"),
    "delayed": words(en="waiting", zh="推迟"),
    "limited": words(en="limited", zh="受限"),
}
NOW = (
    Column("now_stopped", words(en="Stopped", zh="停止"), Kind.INTEGER),
    Column("now_delayed", words(en="Waiting", zh="推迟"), Kind.INTEGER),
    Column("now_limited", words(en="Limited", zh="受限"), Kind.INTEGER),
)
"""How much is said to stop, to wait and to be limited, at the time of the source's writing."""


def now_counts(now: Mapping[Effect, tuple[str, ...]]) -> list[Cell]:
    """The cells of these columns; empty where nothing is said."""
    return [len(now.get(effect, ())) if now else None for effect in EFFECTS]


def now_cell(now: Now | None) -> Words | None:
    """`may be very limited (2021)`: what a source says happens, how much, and when."""
    if now is None:
        return None
    template = words(en="{may}{degree}{state} ({year})", zh="{may}{degree}{state}（{year}年）")
    return fill(
        template,
        may=words(en="may be ", zh="可能") if now.may else "",
        degree=fill(words(en="{degree} ", zh="{degree}"), degree=now.degree) if now.degree else "",
        state=NOW_STATES[now.state],
        year=str(now.year),
    )


HEARD = words(
    en="Stopped, waiting, limited: what the source says happens when it is written, with the money of "
    "that time; uncovered and open is what can be proved beside it.",
    zh="停止、推迟、受限：来源在成稿时、以当时的资金所述的情况；“未覆盖”和“未定”则为另行可证明者。",
)


def happening_told(levels: Sequence[Level]) -> Iterator[Words]:
    """What the source says happens with no more money than this, once for amounts alike."""
    alike: dict[tuple[tuple[Effect, tuple[str, ...]], ...], list[Level]] = {}
    for level in levels:
        if level.now:
            alike.setdefault(tuple(level.now.items()), []).append(level)
    for several in alike.values():
        yield _told(several[0], [write_money(level.unearmarked) for level in several])


def _told(level: Level, amounts: Sequence[str]) -> Words:
    """What stops and waits by name, and how much is limited."""
    by_year: dict[int, dict[Effect, list[Item]]] = {}
    for item in level.items:
        if item.now and item.same_as is None:
            by_year.setdefault(item.now.year, {}).setdefault(item.now.state, []).append(item)
    told = [
        fill(
            words(en="of {year}: {states}", zh="{year}年{states}"),
            year=str(year),
            states=join(
                (_in_state(state, found[state]) for state in EFFECTS if state in found), en=", ", zh="，"
            ),
        )
        for year, found in sorted(by_year.items())
    ]
    return fill(
        words(en="At {here} the source says, {told}.", zh="在{here}时，来源称：{told}。"),
        here=listed(amounts),
        told=join(told, en="; ", zh="；"),
    )


def _in_state(state: Effect, items: Sequence[Item]) -> Words:
    """`3 stopped (A-1; A-2, it may be; A-3)`; of what is limited only how many."""
    may = words(en="{id}, it may be", zh="{id}，可能如此")
    names = [fill(may, id=item.id) if item.now and item.now.may else item.id for item in items]
    template = words(en="{count} {state} ({names})", zh="{state}{count}项（{names}）")
    if state == "limited":
        template = words(en="{count} {state}", zh="{state}{count}项")
    return fill(template, count=len(items), state=NOW_STATES[state], names=join(names, en="; ", zh="；"))
