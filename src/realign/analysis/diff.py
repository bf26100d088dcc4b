"""What does this change of the data do to ranks and money?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from realign.analysis.change.accounts import money_told
from realign.analysis.change.amounts import Asked, usual
from realign.analysis.change.judgements import Doubt, doubts
from realign.analysis.change.money import Costs, ItemMove, MoneyMove, Teller, compared, is_money
from realign.analysis.change.moves import Move, Ranker, Spread, moved
from realign.analysis.change.rankings import ranks_told
from realign.analysis.change.records import SORTS, Change, Side, changes
from realign.analysis.change.sentences import doubts_told, records_told
from realign.analysis.funding.items import EXPOSURES, STATES
from realign.findings import CallError
from realign.money import write_money
from realign.sheets import Cell, Column, Kind, Sheet
from realign.words import Text, Words, fill, join, words

_CAUSES = 3
"""How many causes a cell names before it only counts them."""
_WHAT: Mapping[str, Words] = {
    "link": words(en="link", zh="联系"),
    "outcome": words(en="outcome", zh="成果"),
}
_ASKED = (words(en="none", zh="无"), words(en="as asked", zh="所问数额"))
_BECAUSE = Column("causes", words(en="Because of", zh="原因"), Kind.CODE)


@dataclass(frozen=True, slots=True)
class First:
    """The link or outcome that ranks first through a lens, or those that share that place."""

    lens: str | None
    what: Literal["link", "outcome"]
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed, and what that does."""

    old: str
    new: str
    says: tuple[Text, ...]
    """The answer in words."""
    first: tuple[First, ...]
    moves: tuple[Move, ...]
    """Ranks that are others than before, and those of changed links that are not."""
    money: tuple[MoneyMove, ...]
    items: tuple[ItemMove, ...]
    old_costs: Costs
    new_costs: Costs
    review: tuple[Doubt, ...]
    """Links that were judged on other words than their outcomes have now."""
    changes: tuple[Change, ...]
    at_least: float
    """From how many places on a move counts for `--fail-on-change`."""
    passed: bool

    @property
    def findings(self) -> tuple[()]:
        """Nothing."""
        return ()

    def sheets(self) -> Iterator[Sheet]:
        """The answer in words; then ranks, money, pieces of work, and the changes behind them."""
        title = words(en="What the change from {old} to {new} does", zh="从{old}到{new}的改动及其影响")
        yield Sheet("summary", fill(title, old=self.old, new=self.new), (), (), self.says)
        yield _moves(self)
        yield _money(self)
        yield _items(self)
        yield _changes(self)


def diff(
    old: Side,
    new: Side,
    rank: Ranker,
    tell: Teller,
    amounts: Sequence[Asked] | None = None,
    *,
    spread: Spread | None = None,
    fail_on_change: bool = False,
    at_least: float = 1,
) -> Difference:
    """Compare two states of a plan by what they lead to.

    `rank` and `tell` answer for a plan, `spread` says where its ranks are likely to be; `amounts` are
    unearmarked money, without them those that `usual` gives. With `fail_on_change` the answer does not pass
    if a rank moves by `at_least` places, something gains or loses a rank, a figure of the money
    changes, or work fares otherwise. Raises `CallError` where `at_least` is no number above 0.
    """
    if not at_least > 0:
        raise CallError(f"ranks move by a number of places, not by {at_least}", "write it like 1 or 2.5")
    found = tuple(changes(old, new))
    lenses = tuple(moved(old, new, rank, found, spread))
    moves = tuple(move for one in lenses for move in one.moves)
    asked = usual(old.plan, new.plan) if amounts is None else amounts
    money, items = compared(old, new, tell, asked, found)
    costs = Costs.of(old.plan), Costs.of(new.plan)
    review = tuple(doubts(old, new))
    heavy = any(
        abs(move.steps) >= at_least if move.steps is not None else move.old != move.new for move in moves
    )
    paid = bool(items) or any(one.differs for one in money) or any(map(is_money, found))
    effects = (
        *ranks_told(lenses),
        *money_told(money, items, *costs),
        *doubts_told(review),
    )
    return Difference(
        old=old.name,
        new=new.name,
        says=(records_told(found), *(effects if found else ())),
        first=tuple(
            first
            for one in lenses
            for first in (
                First(one.lens, "link", one.old_first, one.new_first),
                First(one.lens, "outcome", one.old_top, one.new_top),
            )
        ),
        moves=moves,
        money=money,
        items=items,
        old_costs=costs[0],
        new_costs=costs[1],
        review=review,
        changes=found,
        at_least=at_least,
        passed=not (fail_on_change and (heavy or paid)),
    )


def _moves(found: Difference) -> Sheet:
    """One row for each rank that moves, or is that of a changed link."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.lens,
            _WHAT[one.what],
            one.id,
            one.old,
            one.new,
            one.steps,
            _range(one),
            words(en="itself", zh="直接") if one.direct else words(en="other links", zh="其他联系"),
            _named(one.causes),
        )
        for one in found.moves
    )
    return Sheet(
        "moves",
        words(en="Ranks that move, and ranks of changed links", zh="排名变化及改动联系的排名"),
        (
            Column("lens", words(en="Lens", zh="视角"), Kind.CODE),
            Column("what", words(en="What", zh="对象")),
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("old", words(en="Rank before", zh="原排名"), Kind.INTEGER),
            Column("new", words(en="Rank now", zh="现排名"), Kind.INTEGER),
            Column("steps", words(en="Up (+) or down", zh="上升（+）或下降"), Kind.INTEGER),
            Column("likely", words(en="Likely rank now", zh="现可能排名")),
            Column("direct", words(en="Moved through", zh="变化途径")),
            _BECAUSE,
        ),
        rows,
    )


def _range(one: Move) -> Words | None:
    """Between which places the rank is likely to be now."""
    if one.likely_low is None or one.likely_high is None:
        return None
    low, high = f"{one.likely_low:g}", f"{one.likely_high:g}"
    return fill(words(en="{low} to {high}", zh="{low}至{high}"), low=low, high=high)


def _named(causes: Sequence[Text]) -> Text:
    """The first few causes, and how many more there are."""
    some = join(causes[:_CAUSES], en="; ", zh="；")
    if len(causes) <= _CAUSES:
        return some
    template = words(en="{some}; and {more} more", zh="{some}；另外{more}项")
    return fill(template, some=some, more=len(causes) - _CAUSES)


def _money(found: Difference) -> Sheet:
    """One row for each amount."""
    return Sheet(
        "money",
        words(en="What the gap gains or loses", zh="资金缺口的变化"),
        (
            Column("label", words(en="Unearmarked money", zh="非专用资金")),
            Column("old_unearmarked", words(en="Amount before", zh="原数额"), Kind.MONEY),
            Column("unearmarked", words(en="Amount now", zh="现数额"), Kind.MONEY),
            Column("old_shortfall", words(en="Missing before", zh="原缺口"), Kind.MONEY),
            Column("new_shortfall", words(en="Missing now", zh="现缺口"), Kind.MONEY),
            Column("change", words(en="Change", zh="变化"), Kind.MONEY),
            *(
                Column(f"{side}_{state}", fill(template, state=_capital(STATES[state])), Kind.INTEGER)
                for state in STATES
                for side, template in (
                    ("old", words(en="{state} before", zh="原{state}")),
                    ("new", words(en="{state} now", zh="现{state}")),
                )
            ),
        ),
        tuple(
            (
                one.label or _ASKED[bool(one.unearmarked)],
                one.old_unearmarked,
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
    """One row for each piece of work that fares otherwise, and each way in which it does."""
    alike: dict[tuple[object, ...], list[ItemMove]] = {}
    for one in found.items:
        fares = (one.id, one.old_state, one.old_exposure, one.new_state, one.new_exposure, repr(one.causes))
        alike.setdefault(fares, []).append(one)
    return Sheet(
        "items",
        words(en="Work that fares otherwise", zh="状态改变的工作"),
        (
            Column("unearmarked", words(en="At unearmarked", zh="非专用资金")),
            Column("id", words(en="Id", zh="编号"), Kind.CODE),
            Column("title", words(en="What", zh="内容")),
            Column("old", words(en="Before", zh="原状态"), Kind.STATE),
            Column("new", words(en="Now", zh="现状态"), Kind.STATE),
            _BECAUSE,
        ),
        tuple(
            (
                tuple(write_money(one.unearmarked) for one in several),
                several[0].id,
                several[0].title,
                _fares(several[0].old_state, several[0].old_exposure),
                _fares(several[0].new_state, several[0].new_exposure),
                _named(several[0].causes),
            )
            for several in alike.values()
        ),
    )


def _fares(state: str | None, exposure: str | None) -> Words | None:
    """How a piece of work fares, in words."""
    if state is None or exposure is None:
        return None
    template = words(en="{state} ({exposure})", zh="{state}（{exposure}）")
    return fill(template, state=STATES[state], exposure=EXPOSURES[exposure])


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
