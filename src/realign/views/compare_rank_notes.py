"""What a change does to ranks, in a few sentences."""

from collections.abc import Iterator, Sequence

from realign.models.change.rank_changes import Move, Through
from realign.text import (
    CLAUSE,
    SEMICOLON,
    Message,
    Text,
    fill,
    in_digits,
    join,
    listed,
    message,
    message_in,
    plural,
)
from realign.views.compare_notes import NAMED, counted


def ranks_told(lenses: Sequence[Through]) -> Iterator[Message]:
    """Which link is first through each lens, what moves how far, and whether that is more than likely."""
    still = [one for one in lenses if not one.moves]
    for one in lenses:
        if one.moves:
            yield fill(
                message("{lens} {parts}."),
                lens=_through([one.lens], starting=True),
                parts=join(_parts(one), SEMICOLON),
            )
    if still and any(one.new_first or one.old_first for one in still):
        yield fill(
            message("{lens} no rank moves."),
            lens=_through([one.lens for one in still], starting=True),
        )
    moves = [move for one in lenses for move in one.moves if move.steps and move.likely is not None]
    if moves:
        yield _likely(moves)


def _through(lenses: Sequence[str | None], *, starting: bool) -> Message:
    """Through which lenses."""
    named = [one for one in lenses if one is not None]
    if not named:
        return message("Without a lens") if starting else message("without a lens")
    template = message("Through {lenses}")
    return fill(template, lenses=listed(named))


def _parts(one: Through) -> Iterator[Text]:
    """The first place, the changed links themselves, and how many others move how far."""
    if one.old_first or one.new_first:
        yield _first(one.old_first, one.new_first, "links")
    if one.old_top != one.new_top:
        first = _first(one.old_top, one.new_top, "outcomes")
        yield fill(message("among outcomes {first}"), first=first)
    stays = one.new_first if one.old_first == one.new_first else ()
    itself = [move for move in one.moves if move.what == "link" and move.direct and move.id not in stays]
    yield from map(_itself, itself[:NAMED])
    if len(itself) > NAMED:
        template = message("{count} more, see the table")
        yield fill(template, count=counted(len(itself) - NAMED, "changed"))
    others = [move for move in one.moves if move not in itself and move.old != move.new]
    if others:
        yield _others(others)
    elif all(move.old == move.new for move in itself):
        yield message("no rank moves")


def _first(before: Sequence[str], after: Sequence[str], noun: str) -> Message:
    """Which of them is first, and whether it was before."""
    several = len(after) > 1
    if before == after:
        template = message("{now} stay first") if several else message("{now} stays first")
    elif not before:
        template = message("{now} are first") if several else message("{now} is first")
    elif not after:
        template = message("none is first any more, {was} was")
    else:
        template = message("{now} is first now, before it was {was}")
        if several:
            template = message("{now} are first now, before it was {was}")
    return fill(template, now=_names(after, noun), was=_names(before, noun))


def _names(ids: Sequence[str], noun: str) -> Text:
    """A few by name, many by number."""
    if len(ids) > NAMED:
        return fill(message("{count} together"), count=counted(len(ids), noun))
    return listed(ids)


def _itself(move: Move) -> Message:
    """What becomes of a link that was changed."""
    if move.old is None and move.new is None:
        template = message("the changed link {id} has no rank")
    elif move.old is None:
        template = message("the new link {id} is at place {new}")
    elif move.new is None:
        template = message("{id} is gone (it was at place {old})")
    elif move.old == move.new:
        template = message("the changed link {id} stays at place {new}")
    else:
        template = message("the changed link {id} goes from place {old} to {new}")
    old, new = ("" if rank is None else in_digits(rank, "g") for rank in (move.old, move.new))
    return fill(template, id=move.id, old=old, new=new)


def _others(moves: Sequence[Move]) -> Text:
    """How many ranks move by at most how much, and how many come and go."""
    moving: list[Text] = []
    fleeting: list[Text] = []
    for what, noun in (("link", "links"), ("outcome", "outcomes")):
        far = [abs(move.steps) for move in moves if move.what == what and move.steps]
        if far:
            template = _again(len(far)) if moving else _moving(len(far))
            moving.append(fill(template, some=counted(len(far), noun), most=counted(max(far), "places")))
        gone = sum(move.what == what and move.steps is None for move in moves)
        if gone:
            template = plural("{some} comes or goes", "{some} come or go", gone)
            fleeting.append(fill(template, some=counted(gone, noun)))
    return join(
        [join(several, message_in("clauses", " and ")) for several in (moving, fleeting) if several], CLAUSE
    )


def _moving(count: int) -> Message:
    """So many ranks move by at most so much."""
    return plural("{some} moves by {most}", "{some} move by at most {most}", count)


def _again(count: int) -> Message:
    """The same behind another clause that has the verb."""
    return plural("{some} by {most}", "{some} by at most {most}", count)


def _likely(moves: Sequence[Move]) -> Message:
    """How many moves stay where the rank is likely to be anyway."""
    within, most = sum(bool(move.likely) for move in moves), max(abs(move.steps or 0) for move in moves)
    widths = [move.likely_high - move.likely_low for move in moves if move.likely_low and move.likely_high]
    if within < len(moves):
        template = message(
            "{out} of {count} moves lead out of the range in which a rank is likely to be anyway."
        )
    else:
        template = message(
            "No move leads out of the range in which a rank is likely to be anyway ({width} wide or "
            "less), so that none says much; the longest is {most}."
        )
    return fill(
        template,
        out=len(moves) - within,
        count=len(moves),
        width=counted(max(widths, default=0), "places"),
        most=counted(most, "places"),
    )
