"""What of the work is put off with the least of the amounts, a row for each, and what the others change."""

from collections.abc import Iterator, Sequence

from realign.models.programme.decision_table import Focus
from realign.models.programme.decisions import Decided
from realign.money import in_currency, write_money
from realign.questions.focus import Programme
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import SEMICOLON, Sentence, Text, fill, join, message, plural
from realign.views.focus_notes import tallied
from realign.views.focus_words import FOCUS
from realign.views.terms import shortened

MOST, FEWER = 26, 11
"""So many pieces of work are named, fewer beside a picture of the curve; the others are counted."""
_BESIDE = 2
"""So many other amounts have a column."""
_FEW = 3
"""So many titles stand in a sentence."""
_LONGEST = 64
"""Letters of a title."""
_CUT: tuple[Focus, ...] = ("reduce", "defer", "short", "wait")


def _none_cut(programme: Programme) -> Text:
    """That nothing is cut or goes short for all that is known, and how much nobody can tell."""
    unsure = sum(piece.decision == "open" for piece in programme.programme)
    if not unsure:
        return message("Nothing is reduced, deferred, goes short or waits.")
    return plural(
        "Nothing is known to be reduced, deferred, to go short or to wait; 1 piece of work is open: nobody "
        "can tell whether the money reaches it.",
        "Nothing is known to be reduced, deferred, to go short or to wait; {count} pieces of work are open: "
        "nobody can tell whether the money reaches them.",
        unsure,
    )


def put_off(programme: Programme, every: Sequence[Programme], most: int) -> Sheet:
    """What is reduced, deferred, goes short or waits with the least of the amounts, and with the others."""
    cut = [one for each in _CUT for one in programme.programme if one.decision == each and _is_own(one)]
    others = sorted(every, key=lambda one: one.unearmarked)[1:]
    beside = others[:_BESIDE]
    return Sheet(
        "put_off",
        fill(
            message("What goes short with {money}"),
            money=in_currency(programme.currency, programme.unearmarked),
        ),
        (
            Column("decision", message("Decision"), Kind.STATE),
            Column("title", message("What")),
            *(
                Column(
                    f"at_{one.unearmarked}",
                    fill(message("With {amount}"), amount=write_money(one.unearmarked)),
                    Kind.STATE,
                )
                for one in beside
            ),
        ),
        tuple(_rows(cut, beside, most)),
        (Sentence(tuple(_notes(programme, cut, beside, others[_BESIDE:]))),),
    )


def _rows(cut: Sequence[Decided], beside: Sequence[Programme], most: int) -> Iterator[tuple[Cell, ...]]:
    """A row for each piece of work, and one for those that there is no room for."""
    then = [{(one.kind, one.id): one.decision for one in other.programme} for other in beside]
    for each, room in _room([one.decision for one in cut], most).items():
        pieces = [one for one in cut if one.decision == each]
        for one in pieces[:room]:
            states = (decisions.get((one.kind, one.id)) for decisions in then)
            yield (
                FOCUS[each],
                shortened(one.title, _LONGEST),
                *(FOCUS[state] if state and state != each else None for state in states),
            )
        if len(pieces) > room:
            more = message("{more} more, which are in the report", more=len(pieces) - room)
            yield (FOCUS[each], more, *("" for _ in then))


def _room(decisions: Sequence[Focus], most: int) -> dict[Focus, int]:
    """How many rows there are for each decision: no more than `most` in all, shared out one by one."""
    room = {each: 0 for each in _CUT if each in decisions}
    for _ in range(most):
        waiting = [each for each in room if room[each] < decisions.count(each)]
        if not waiting:
            break
        room[min(waiting, key=lambda each: room[each])] += 1
    return room


def _notes(
    programme: Programme, cut: Sequence[Decided], beside: Sequence[Programme], others: Sequence[Programme]
) -> Iterator[Text]:
    """How many come to what with amounts that have no column, and what is not listed."""
    names = {(one.kind, one.id) for one in cut}
    least = in_currency(programme.currency, programme.unearmarked)
    if cut and beside:
        yield fill(message("A dash: the same as with {money}."), money=least)
    for other in (programme, *others) if cut else ():
        yield fill(
            message("With {money}, of these {count}: {tally}."),
            money=in_currency(other.currency, other.unearmarked),
            count=len(cut),
            tally=tallied([one.decision for one in other.programme if (one.kind, one.id) in names]),
        )
    if any(one.decision in _CUT and not _is_own(one) for one in programme.programme):
        yield message("Printed tables and second names of the same work are left out here.")
    left = [one.title for one in cut if one.decision == "reduce" and one.money_state == "there"]
    if left:
        says = message("Reduced by the source, and paid for as it stands: {titles}.")
        yield fill(says, titles=first_few(left))
    if not cut:
        yield _none_cut(programme)


def first_few(titles: Sequence[Text]) -> Text:
    """The first titles, and how many more there are."""
    more = len(titles) - _FEW
    rest = [fill(message("{more} more"), more=more)] if more > 0 else []
    return join([*titles[:_FEW], *rest], SEMICOLON)


def _is_own(one: Decided) -> bool:
    """Whether it is work of its own: no printed table, and not the same work as another piece."""
    return one.kind != "table" and not one.same_as
