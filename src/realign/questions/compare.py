"""What does this change of the data do to ranks and money?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from realign.findings import CallError
from realign.models.change.amounts import Asked, usual
from realign.models.change.money_changes import Costs, ItemMove, MoneyMove, Teller, compared, is_money
from realign.models.change.rank_changes import Move, Ranker, Spread, moved
from realign.models.change.record_changes import SORTS, Change, Side, changes
from realign.models.change.stale_judgements import Doubt, doubts
from realign.money import write_money
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import SEMICOLON, Capitalised, Message, Text, fill, join, message, message_in
from realign.views.diff_money_notes import money_told
from realign.views.diff_notes import doubts_told, records_told
from realign.views.diff_rank_notes import ranks_told
from realign.views.gaps_items import EXPOSURES, STATES

_CAUSES = 3
"""How many causes a cell names before it only counts them."""
_WHAT: Mapping[str, Message] = {
    "link": message("link"),
    "outcome": message("outcome"),
}
_ASKED = (message("none"), message("as asked"))
_BECAUSE = Column("causes", message("Because of"), Kind.CODE)


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
        title = message("What the change from {old} to {new} does")
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
            message("itself") if one.direct else message("other links"),
            _named(one.causes),
        )
        for one in found.moves
    )
    return Sheet(
        "moves",
        message("Ranks that move, and ranks of changed links"),
        (
            Column("lens", message("Lens"), Kind.CODE),
            Column("what", message_in("diff", "What")),
            Column("id", message("Id"), Kind.CODE),
            Column("old", message("Rank before"), Kind.INTEGER),
            Column("new", message("Rank now"), Kind.INTEGER),
            Column("steps", message("Up (+) or down"), Kind.INTEGER),
            Column("likely", message("Likely rank now")),
            Column("direct", message("Moved through")),
            _BECAUSE,
        ),
        rows,
    )


def _range(one: Move) -> Message | None:
    """Between which places the rank is likely to be now."""
    if one.likely_low is None or one.likely_high is None:
        return None
    low, high = f"{one.likely_low:g}", f"{one.likely_high:g}"
    return fill(message("{low} to {high}"), low=low, high=high)


def _named(causes: Sequence[Text]) -> Text:
    """The first few causes, and how many more there are."""
    some = join(causes[:_CAUSES], SEMICOLON)
    if len(causes) <= _CAUSES:
        return some
    template = message("{some}; and {more} more")
    return fill(template, some=some, more=len(causes) - _CAUSES)


def _money(found: Difference) -> Sheet:
    """One row for each amount."""
    return Sheet(
        "money",
        message("What the gap gains or loses"),
        (
            Column("label", message("Unearmarked money")),
            Column("old_unearmarked", message("Amount before"), Kind.MONEY),
            Column("unearmarked", message("Amount now"), Kind.MONEY),
            Column("old_shortfall", message("Missing before"), Kind.MONEY),
            Column("new_shortfall", message("Missing now"), Kind.MONEY),
            Column("change", message_in("diff", "Change"), Kind.MONEY),
            *(
                Column(f"{side}_{state}", fill(template, state=Capitalised(STATES[state])), Kind.INTEGER)
                for state in STATES
                for side, template in (
                    ("old", message("{state} before")),
                    ("new", message("{state} now")),
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


def _items(found: Difference) -> Sheet:
    """One row for each piece of work that fares otherwise, and each way in which it does."""
    alike: dict[tuple[object, ...], list[ItemMove]] = {}
    for one in found.items:
        fares = (one.id, one.old_state, one.old_exposure, one.new_state, one.new_exposure, repr(one.causes))
        alike.setdefault(fares, []).append(one)
    return Sheet(
        "items",
        message("Work that fares otherwise"),
        (
            Column("unearmarked", message("At unearmarked")),
            Column("id", message("Id"), Kind.CODE),
            Column("title", message("What")),
            Column("old", message("Before"), Kind.STATE),
            Column("new", message("Now"), Kind.STATE),
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


def _fares(state: str | None, exposure: str | None) -> Message | None:
    """How a piece of work fares, in words."""
    if state is None or exposure is None:
        return None
    template = message("{state} ({exposure})")
    return fill(template, state=STATES[state], exposure=EXPOSURES[exposure])


def _changes(found: Difference) -> Sheet:
    """One row for each field that differs."""
    return Sheet(
        "changes",
        message("What was changed"),
        (
            Column("place", message("Place"), Kind.CODE),
            Column("record", message("Record"), Kind.CODE),
            Column("sort", message("How")),
            Column("field", message("Field"), Kind.CODE),
            Column("old", message_in("diff", "Before")),
            Column("new", message_in("diff", "Now")),
        ),
        tuple(
            (f"{one.path}:{one.line}", one.record, SORTS[one.sort], one.field, one.old, one.new)
            for one in found.changes
        ),
    )
