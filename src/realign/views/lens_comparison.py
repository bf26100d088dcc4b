"""The lenses of a plan side by side: what rises and what falls."""

from collections.abc import Iterator, Sequence

from realign.questions.lens_comparison import Across, Lenses, LensMove
from realign.sheets import Cell, Column, Kind, Part, Sheet
from realign.text import SEMICOLON, Digits, Message, Text, fill, in_digits, join, listed, message
from realign.views import Wording
from realign.views.cut_short import cut_short
from realign.views.naming import lens_named, with_judgement

SHARED = 5
"""A link among the first so many through every lens is named in the headline."""
NAMED = 3
"""So many links that move most are named in the sentences of each lens."""


@with_judgement
def sheets(answer: Lenses) -> Iterator[Part]:
    """Links, then outcomes."""
    yield _sheet(
        "links",
        _headline(answer),
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
    moves = (_say(_named(answer, lens), moved) for lens, moved in answer.moves.items())
    return (*cut_short(answer.cut_short_after), *moves)


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


def _move(move: LensMove) -> Message:
    template = message("{id} ({old} → {new})")
    return fill(template, id=move.id, old=in_digits(move.old, "g"), new=in_digits(move.new, "g"))


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
            likely = None if place.rank_low is None else Digits(f"{place.rank_low:g}–{place.rank_high:g}")
            line += [place.rank, likely, place.rises]
        cells.append(tuple(line))
    brief = ("id", "free", *answer.lenses)
    order = tuple(sorted(range(len(rows)), key=lambda at: _best(rows[at])))
    return Sheet(name, title, tuple(columns), tuple(cells), notes, brief=brief, order=order)


def _best(row: Across) -> float:
    """The best rank through any lens or none: the screen shows the first of each lens."""
    ranks = (place.rank for place in (row.free, *row.seen.values()))
    return min((rank for rank in ranks if rank is not None), default=float("inf"))


def _headline(answer: Lenses) -> Message:
    """Which link is first through each lens, and which are among the first through all."""
    firsts = [message("{lens} {links}", lens=message("no lens"), links=_leading(answer.links, None))]
    firsts += [
        message("{lens} {links}", lens=_named(answer, lens), links=_leading(answer.links, lens))
        for lens in answer.lenses
    ]
    shared = [
        row.id
        for row in answer.links
        if all(place.rank is not None and place.rank <= SHARED for place in row.seen.values())
    ]
    return message(
        "First: {firsts}; among the first {k} through every lens: {shared}",
        firsts=join(firsts),
        k=SHARED,
        shared=join(shared) if shared else message("none"),
    )


def _leading(rows: Sequence[Across], lens: str | None) -> Text:
    """The link that ranks first through a lens, or those that tie there."""
    ranks = [((row.free if lens is None else row.seen[lens]).rank, row.id) for row in rows]
    known = [(rank, id_) for rank, id_ in ranks if rank is not None]
    best = min((rank for rank, _ in known), default=None)
    return listed(id_ for rank, id_ in known if rank == best) if known else message("none")
