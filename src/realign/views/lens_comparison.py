"""The lenses of a plan side by side: what rises and what falls."""

from collections.abc import Iterator, Sequence

from realign.questions.lens_comparison import Across, Lenses, LensMove
from realign.sheets import Cell, Column, Kind, Part, Sheet
from realign.text import SEMICOLON, Message, Text, join, message
from realign.views import Wording
from realign.views.naming import lens_named, with_judgement

NAMED = 3
"""So many links that move most are named in the sentences of each lens."""


@with_judgement
def sheets(answer: Lenses) -> Iterator[Part]:
    """Links, then outcomes."""
    yield _sheet(
        "links",
        message("Links from lens to lens"),
        answer,
        answer.links,
        (*_cut(answer, answer.links), *notes(answer)),
    )
    yield _sheet(
        "outcomes",
        message("Outcomes from lens to lens"),
        answer,
        answer.outcomes,
        tuple(_cut(answer, answer.outcomes)),
    )


def wording(answer: Lenses) -> Wording:
    """What each lens moves most."""
    return {"says": notes(answer)}


def notes(answer: Lenses) -> tuple[Text, ...]:
    """What each lens moves most, in a sentence each."""
    return tuple(_say(_named(answer, lens), moved) for lens, moved in answer.moves.items())


def _named(answer: Lenses, lens: str) -> Text:
    return lens_named(lens, answer.names[lens])


def _cut(answer: Lenses, shown: Sequence[Across]) -> Iterator[Text]:
    """Say what is shown where not all is."""
    if answer.top is not None:
        yield message(
            "{shown} shown: those among the first {top} through one lens at least",
            shown=len(shown),
            top=answer.top,
        )


def _say(lens: Text, moves: Sequence[LensMove]) -> Message:
    """Name the links that a lens moves most."""
    rising = [move for move in moves[:NAMED] if move.new < move.old]
    falling = [move for move in reversed(moves[-NAMED:]) if move.new > move.old]
    parts = []
    if rising:
        parts.append(message("most rise {links}", links=join(map(_move, rising))))
    if falling:
        parts.append(message("most fall {links}", links=join(map(_move, falling))))
    still = message("no link rises or falls")
    return message("{lens}: {said}", lens=lens, said=join(parts or [still], SEMICOLON))


def _move(move: LensMove) -> str:
    return f"{move.id} ({move.old:g} → {move.new:g})"


def _sheet(
    name: str, title: Message, answer: Lenses, rows: Sequence[Across], notes: tuple[Text, ...] = ()
) -> Sheet:
    titled = any(row.title for row in rows)
    columns = [Column("id", message("Code"), Kind.CODE)]
    if titled:
        columns.append(Column("title", message("Title")))
    columns.append(Column("free", message("No lens"), Kind.INTEGER))
    for lens in answer.lenses:
        columns += [
            Column(lens, _named(answer, lens), Kind.INTEGER),
            Column(f"{lens}_likely", message("likely")),
            Column(f"{lens}_rises", message("rises"), Kind.INTEGER),
        ]
    cells = []
    for row in rows:
        line: list[Cell] = [row.id, *([row.title] if titled else []), row.free.rank]
        for lens in answer.lenses:
            place = row.seen[lens]
            likely = None if place.rank_low is None else f"{place.rank_low:g}–{place.rank_high:g}"
            line += [place.rank, likely, place.rises]
        cells.append(tuple(line))
    brief = ("id", "free", *answer.lenses)
    return Sheet(name, title, tuple(columns), tuple(cells), notes, brief=brief)
