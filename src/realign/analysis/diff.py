"""What does this change of the data do to ranks and money?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from realign.analysis.change.money import STATES, ItemMove, MoneyMove, Teller, compared
from realign.analysis.change.moves import Move, Ranker, moved
from realign.analysis.change.records import SORTS, Change, Side, changes
from realign.sheets import Cell, Column, Kind, Sheet
from realign.words import Text, Words, fill, join, words

_CAUSES = 3
"""How many causes a cell names before it only counts them."""
_WHAT: Mapping[str, Words] = {
    "link": words(en="link", zh="联系"),
    "outcome": words(en="outcome", zh="成果"),
}
_STATES: Mapping[str, Words] = {
    "covered": words(en="covered", zh="已覆盖"),
    "open": words(en="open", zh="未定"),
    "uncovered": words(en="uncovered", zh="未覆盖"),
}
_EXPOSURES: Mapping[str, Words] = {
    "exposed": words(en="exposed", zh="仅靠非专用资金"),
    "conditional": words(en="conditional", zh="有替代资金"),
    "safe": words(en="safe", zh="经常预算"),
}
_AMOUNT = Column("unearmarked", words(en="Unearmarked", zh="非专用资金"), Kind.MONEY)
_BECAUSE = Column("causes", words(en="Because of", zh="原因"), Kind.CODE)


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed, and what that does."""

    old: str
    new: str
    moves: tuple[Move, ...]
    money: tuple[MoneyMove, ...]
    items: tuple[ItemMove, ...]
    changes: tuple[Change, ...]
    at_least: float
    """From how many places on a move counts for `--fail-on-change`."""
    passed: bool

    @property
    def findings(self) -> tuple[()]:
        """Nothing."""
        return ()

    def sheets(self) -> Iterator[Sheet]:
        """Ranks, money, pieces of work, and the changes behind them."""
        yield _moves(self)
        yield _money(self)
        yield _items(self)
        yield _changes(self)


def diff(
    old: Side,
    new: Side,
    rank: Ranker,
    tell: Teller,
    amounts: Sequence[int] = (0,),
    *,
    fail_on_change: bool = False,
    at_least: float = 1,
) -> Difference:
    """Compare two states of a plan by what they lead to.

    `rank` and `tell` answer for a plan; `amounts` are unearmarked money in whole currency units. With
    `fail_on_change` the answer does not pass if a rank moves by `at_least` places, something gains or loses a
    rank, or the money changes.
    """
    found = tuple(changes(old, new))
    moves = tuple(moved(old, new, rank, found))
    money, items = compared(old, new, tell, amounts, found)
    heavy = any(move.steps is None or abs(move.steps) >= at_least for move in moves)
    changed = heavy or bool(items) or any(one.differs for one in money)
    return Difference(
        old=old.name,
        new=new.name,
        moves=moves,
        money=money,
        items=items,
        changes=found,
        at_least=at_least,
        passed=not (fail_on_change and changed),
    )


def _moves(found: Difference) -> Sheet:
    """One row for each rank that moves."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.lens,
            _WHAT[one.what],
            one.id,
            one.old,
            one.new,
            one.steps,
            words(en="itself", zh="直接") if one.direct else words(en="other links", zh="其他联系"),
            _named(one.causes),
        )
        for one in found.moves
    )
    return Sheet(
        "moves",
        fill(
            words(en="Ranks that move from {old} to {new}", zh="从{old}到{new}的排名变化"),
            old=found.old,
            new=found.new,
        ),
        (
            Column("lens", words(en="Lens", zh="视角"), Kind.CODE),
            Column("what", words(en="What", zh="对象")),
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("old", words(en="Rank before", zh="原排名"), Kind.INTEGER),
            Column("new", words(en="Rank now", zh="现排名"), Kind.INTEGER),
            Column("steps", words(en="Up (+) or down", zh="上升（+）或下降"), Kind.INTEGER),
            Column("direct", words(en="Moved through", zh="变化途径")),
            _BECAUSE,
        ),
        rows,
        (_summary(found),),
    )


def _named(causes: Sequence[Text]) -> Text:
    """The first few causes, and how many more there are."""
    some = join(causes[:_CAUSES], en="; ", zh="；")
    if len(causes) <= _CAUSES:
        return some
    template = words(en="{some}; and {more} more", zh="{some}；另外{more}项")
    return fill(template, some=some, more=len(causes) - _CAUSES)


def _summary(found: Difference) -> Words:
    """How much changed and what that moves."""
    records = len({one.record for one in found.changes})
    by_lens: dict[str | None, int] = {}
    for one in found.moves:
        by_lens[one.lens] = by_lens.get(one.lens, 0) + 1
    through = words(en="{count} through {lens}", zh="视角{lens}下{count}项")
    without = words(en="{count} without a lens", zh="无视角{count}项")
    parts = [
        fill(without if lens is None else through, count=count, lens=lens or "")
        for lens, count in by_lens.items()
    ]
    template = words(
        en="{records} records differ; {moves} ranks move{parts}; {items} pieces of work fare otherwise.",
        zh="{records}条记录不同；{moves}项排名变化{parts}；{items}项工作状态改变。",
    )
    some = fill(words(en=" ({parts})", zh="（{parts}）"), parts=join(parts, en=", ", zh="，"))
    return fill(
        template,
        records=records,
        moves=len(found.moves),
        parts=some if parts else "",
        items=len(found.items),
    )


def _money(found: Difference) -> Sheet:
    """One row for each amount."""
    return Sheet(
        "money",
        words(en="What the gap gains or loses", zh="资金缺口的变化"),
        (
            _AMOUNT,
            Column("old_shortfall", words(en="Missing before", zh="原缺口"), Kind.MONEY),
            Column("new_shortfall", words(en="Missing now", zh="现缺口"), Kind.MONEY),
            Column("change", words(en="Change", zh="变化"), Kind.MONEY),
            *(
                Column(f"{side}_{state}", fill(template, state=_capital(_STATES[state])), Kind.INTEGER)
                for state in STATES
                for side, template in (
                    ("old", words(en="{state} before", zh="原{state}")),
                    ("new", words(en="{state} now", zh="现{state}")),
                )
            ),
        ),
        tuple(
            (
                one.unearmarked,
                one.old_shortfall,
                one.new_shortfall,
                one.change,
                *(side[state] for state in STATES for side in (one.old_states, one.new_states)),
            )
            for one in found.money
        ),
    )


def _capital(text: Words) -> Words:
    """A word as the first of a heading."""
    return Words({language: wording.capitalize() for language, wording in text.items()})


def _items(found: Difference) -> Sheet:
    """One row for each piece of work that fares otherwise."""
    return Sheet(
        "items",
        words(en="Work that fares otherwise", zh="状态改变的工作"),
        (
            _AMOUNT,
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("title", words(en="What", zh="内容")),
            Column("old", words(en="Before", zh="原状态"), Kind.STATE),
            Column("new", words(en="Now", zh="现状态"), Kind.STATE),
            _BECAUSE,
        ),
        tuple(
            (
                one.unearmarked,
                one.id,
                one.title,
                _fares(one.old_state, one.old_exposure),
                _fares(one.new_state, one.new_exposure),
                _named(one.causes),
            )
            for one in found.items
        ),
    )


def _fares(state: str | None, exposure: str | None) -> Words | None:
    """How a piece of work fares, in words."""
    if state is None or exposure is None:
        return None
    template = words(en="{state} ({exposure})", zh="{state}（{exposure}）")
    return fill(template, state=_STATES[state], exposure=_EXPOSURES[exposure])


def _changes(found: Difference) -> Sheet:
    """One row for each field that differs."""
    return Sheet(
        "changes",
        words(en="What was changed", zh="数据改动"),
        (
            Column("place", words(en="Place", zh="位置"), Kind.CODE),
            Column("record", words(en="Record", zh="记录"), Kind.CODE),
            Column("sort", words(en="How", zh="方式")),
            Column("field", words(en="Field", zh="字段"), Kind.CODE),
            Column("old", words(en="Before", zh="原值")),
            Column("new", words(en="Now", zh="现值")),
        ),
        tuple(
            (f"{one.path}:{one.line}", one.record, SORTS[one.sort], one.field, one.old, one.new)
            for one in found.changes
        ),
    )
