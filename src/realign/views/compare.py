"""What a change of the data does to ranks and money: in words, then rank by rank and record by record."""

from collections.abc import Iterator, Mapping, Sequence

from realign.models.change.money_changes import ItemMove
from realign.models.change.rank_changes import Move
from realign.models.change.record_changes import FieldChange
from realign.money import write_money
from realign.questions.compare import Difference
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import SEMICOLON, Capitalised, Message, Text, fill, in_digits, join, message, message_in
from realign.views import Wording
from realign.views.changed_fields import changed_fields
from realign.views.compare_money_notes import money_told
from realign.views.compare_notes import change_in_words, doubts_told, label_in_words, records_told
from realign.views.compare_rank_notes import ranks_told
from realign.views.gaps_items import EXPOSURES, STATES

_CAUSES = 3
"""How many causes a cell names before it only counts them."""
_WHAT: Mapping[str, Message] = {
    "link": message("link"),
    "outcome": message("outcome"),
}
_ASKED = (message("none"), message("as asked"))
_BECAUSE = Column("causes", message("Because of"), Kind.CODE)


def sheets(answer: Difference) -> Iterator[Sheet]:
    """The answer in words; then ranks, money, pieces of work, and the changes behind them."""
    title = message("What the change from {old} to {new} does")
    yield Sheet("summary", fill(title, old=answer.old, new=answer.new), (), (), tuple(notes(answer)))
    yield _moves(answer)
    yield _money(answer)
    yield _items(answer)
    yield changed_fields(answer.changes)


def wording(answer: Difference) -> Wording:
    """The answer in words, what each amount is, and the causes of each move."""
    said = {change: change_in_words(change) for change in answer.changes}
    return {
        "says": tuple(notes(answer)),
        "moves.causes": [tuple(said[cause] for cause in move.causes) for move in answer.moves],
        "money.label": [label_in_words(level.label) if level.label else None for level in answer.money],
        "items.causes": [tuple(said[cause] for cause in item.causes) for item in answer.items],
    }


def notes(answer: Difference, lens: str | None = None) -> Iterator[Text]:
    """Which records differ and, if any do, what that does; with `lens` of the ranks only those through it."""
    yield records_told(answer.changes)
    if answer.changes:
        yield from ranks_told(tuple(one for one in answer.by_lens() if lens in {None, one.lens}))
        if answer.unranked:
            says = message("so large a plan is not ranked through every lens; left out: {lenses}")
            yield fill(says, lenses=join(answer.unranked))
        yield from money_told(answer.money, answer.items, answer.old_costs, answer.new_costs)
        yield from doubts_told(answer.review)


def _moves(answer: Difference) -> Sheet:
    """One row for each rank that moves, or is that of a changed link."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            move.lens,
            _WHAT[move.what],
            move.id,
            move.old,
            move.new,
            move.steps,
            _range(move),
            message("itself") if move.direct else message("other links"),
            _named(move.causes),
        )
        for move in answer.moves
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


def _range(move: Move) -> Message | None:
    """Between which places the rank is likely to be now."""
    if move.likely_low is None or move.likely_high is None:
        return None
    low, high = in_digits(move.likely_low, "g"), in_digits(move.likely_high, "g")
    return fill(message("{low} to {high}"), low=low, high=high)


def _named(causes: Sequence[FieldChange]) -> Text:
    """The first few causes, and how many more there are."""
    some = join(map(change_in_words, causes[:_CAUSES]), SEMICOLON)
    if len(causes) <= _CAUSES:
        return some
    template = message("{some}; and {more} more")
    return fill(template, some=some, more=len(causes) - _CAUSES)


def _money(answer: Difference) -> Sheet:
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
                label_in_words(level.label) if level.label else _ASKED[bool(level.unearmarked)],
                level.old_unearmarked,
                level.unearmarked,
                level.old_shortfall,
                level.new_shortfall,
                level.change,
                *(side[state] for state in STATES for side in (level.old_states, level.new_states)),
            )
            for level in answer.money
        ),
    )


def _items(answer: Difference) -> Sheet:
    """One row for each piece of work that fares otherwise, and each way in which it does."""
    alike: dict[tuple[object, ...], list[ItemMove]] = {}
    for item in answer.items:
        fares = (item.id, item.old_state, item.old_exposure, item.new_state, item.new_exposure, item.causes)
        alike.setdefault(fares, []).append(item)
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
                tuple(write_money(item.unearmarked) for item in several),
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
