"""What of the work is put off: by decision, with the least of the amounts, and what the others change."""

from collections.abc import Iterator, Sequence

from realign.models.programme.decision_table import Focus
from realign.models.programme.decisions import Decided
from realign.money import in_currency
from realign.questions.focus import Programme
from realign.sheets import Column, Kind, Sheet
from realign.text import SEMICOLON, Text, fill, join, message, plural
from realign.views.focus_notes import tallied
from realign.views.focus_words import FOCUS

PUT_OFF = 16
"""So many pieces of work that fare alike are named; the others are counted."""
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


def put_off(programme: Programme, others: Sequence[Programme]) -> Sheet:
    """What is reduced, deferred, goes short or waits with the least of the amounts, and with the others."""
    cut = [one for one in programme.programme if one.decision in _CUT and _is_own(one)]
    names = {(one.kind, one.id) for one in cut}
    notes: list[Text] = [
        fill(
            message("With {money}, of these {count}: {tally}."),
            money=in_currency(other.currency, other.unearmarked),
            count=len(cut),
            tally=tallied([one.decision for one in other.programme if (one.kind, one.id) in names]),
        )
        for other in others
        if cut and other is not programme
    ]
    if any(one.decision in _CUT and not _is_own(one) for one in programme.programme):
        notes.append(message("Printed tables and second names of the same work are left out here."))
    notes += _still_paid(cut)
    if not cut:
        notes.append(_none_cut(programme))
    rows = ((each, [one.title for one in cut if one.decision == each]) for each in _CUT)
    return Sheet(
        "put_off",
        fill(
            message("What goes short with {money}"),
            money=in_currency(programme.currency, programme.unearmarked),
        ),
        (
            Column("decision", message("Decision"), Kind.STATE),
            Column("count", message("How many"), Kind.INTEGER),
            Column("title", message("What")),
        ),
        tuple((FOCUS[each], len(titles), _some(titles)) for each, titles in rows if titles),
        tuple(notes),
    )


def _still_paid(cut: Sequence[Decided]) -> Iterator[Text]:
    """What the source has cut already, and what is left of it is paid for."""
    left = [one.title for one in cut if one.decision == "reduce" and one.money_state == "there"]
    if left:
        yield fill(message("Reduced by the source, and paid for as it stands: {titles}."), titles=_some(left))


def _is_own(one: Decided) -> bool:
    """Whether it is work of its own: no printed table, and not the same work as another piece."""
    return one.kind != "table" and not one.same_as


def _some(titles: Sequence[Text]) -> Text:
    """The first titles, and how many more."""
    named: list[Text] = list(titles[:PUT_OFF])
    if len(titles) > PUT_OFF:
        named.append(fill(message("{more} more"), more=len(titles) - PUT_OFF))
    return join(named, SEMICOLON)
