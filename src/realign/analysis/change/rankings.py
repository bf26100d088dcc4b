"""What a change does to ranks, in a few sentences."""

from collections.abc import Iterator, Sequence

from realign.analysis.change.moves import Move, Through
from realign.analysis.change.sentences import NAMED, counted
from realign.words import Text, Words, fill, join, listed, words


def ranks_told(lenses: Sequence[Through]) -> Iterator[Words]:
    """Which link is first through each lens, what moves how far, and whether that is more than likely."""
    still = [one for one in lenses if not one.moves]
    for one in lenses:
        if one.moves:
            yield fill(
                words(en="{lens} {parts}.", zh="{lens}{parts}。"),
                lens=_through([one.lens], starting=True),
                parts=join(_parts(one), en="; ", zh="；"),
            )
    if still and any(one.new_first or one.old_first for one in still):
        yield fill(
            words(en="{lens} no rank moves.", zh="{lens}没有排名变化。"),
            lens=_through([one.lens for one in still], starting=True),
        )
    moves = [move for one in lenses for move in one.moves if move.steps and move.likely is not None]
    if moves:
        yield _likely(moves)


def _through(lenses: Sequence[str | None], *, starting: bool) -> Words:
    """Through which lenses."""
    named = [one for one in lenses if one is not None]
    if not named:
        return words(en="Without a lens" if starting else "without a lens", zh="不分视角，")
    template = words(en="Through {lenses}", zh="视角{lenses}下，")
    return fill(template, lenses=listed(named))


def _parts(one: Through) -> Iterator[Text]:
    """The first place, the changed links themselves, and how many others move how far."""
    if one.old_first or one.new_first:
        yield _first(one.old_first, one.new_first, "links")
    if one.old_top != one.new_top:
        first = _first(one.old_top, one.new_top, "outcomes")
        yield fill(words(en="among outcomes {first}", zh="成果中{first}"), first=first)
    stays = one.new_first if one.old_first == one.new_first else ()
    itself = [move for move in one.moves if move.what == "link" and move.direct and move.id not in stays]
    yield from map(_itself, itself[:NAMED])
    if len(itself) > NAMED:
        template = words(en="{count} more, see the table", zh="另有{count}，见表")
        yield fill(template, count=counted(len(itself) - NAMED, "changed"))
    others = [move for move in one.moves if move not in itself and move.old != move.new]
    if others:
        yield _others(others)
    elif all(move.old == move.new for move in itself):
        yield words(en="no rank moves", zh="没有排名变化")


def _first(before: Sequence[str], after: Sequence[str], noun: str) -> Words:
    """Which of them is first, and whether it was before."""
    several = len(after) > 1
    if before == after:
        template = words(en="{now} stay first" if several else "{now} stays first", zh="{now}仍居首位")
    elif not before:
        template = words(en="{now} are first" if several else "{now} is first", zh="{now}居首位")
    elif not after:
        template = words(en="none is first any more, {was} was", zh="不再有首位，原为{was}")
    else:
        template = words(
            en="{now} are first now, before it was {was}"
            if several
            else "{now} is first now, before it was {was}",
            zh="{now}现居首位，原为{was}",
        )
    return fill(template, now=_names(after, noun), was=_names(before, noun))


def _names(ids: Sequence[str], noun: str) -> Words:
    """A few by name, many by number."""
    if len(ids) > NAMED:
        return fill(words(en="{count} together", zh="{count}并列"), count=counted(len(ids), noun))
    return listed(ids)


def _itself(move: Move) -> Words:
    """What becomes of a link that was changed."""
    if move.old is None and move.new is None:
        template = words(en="the changed link {id} has no rank", zh="改动的联系{id}没有排名")
    elif move.old is None:
        template = words(en="the new link {id} is at place {new}", zh="新联系{id}居第{new}位")
    elif move.new is None:
        template = words(en="{id} is gone (it was at place {old})", zh="{id}已不在（原居第{old}位）")
    elif move.old == move.new:
        template = words(en="the changed link {id} stays at place {new}", zh="改动的联系{id}仍居第{new}位")
    else:
        template = words(
            en="the changed link {id} goes from place {old} to {new}",
            zh="改动的联系{id}由第{old}位到第{new}位",
        )
    old, new = ("" if rank is None else f"{rank:g}" for rank in (move.old, move.new))
    return fill(template, id=move.id, old=old, new=new)


def _others(moves: Sequence[Move]) -> Words:
    """How many ranks move by at most how much, and how many come and go."""
    moving: list[Text] = []
    fleeting: list[Text] = []
    for what, noun in (("link", "links"), ("outcome", "outcomes")):
        far = [abs(move.steps) for move in moves if move.what == what and move.steps]
        if far:
            verb = "" if moving else " moves" if len(far) == 1 else " move"
            template = words(
                en="{count}{verb} by {most}" if len(far) == 1 else "{count}{verb} by at most {most}",
                zh="{count}变动{most}" if len(far) == 1 else "{count}最多变动{most}",
            )
            most = counted(max(far), "places")
            moving.append(fill(template, count=counted(len(far), noun), verb=verb, most=most))
        gone = sum(move.what == what and move.steps is None for move in moves)
        if gone:
            template = words(
                en="{count} comes or goes" if gone == 1 else "{count} come or go", zh="{count}新增或消失"
            )
            fleeting.append(fill(template, count=counted(gone, noun)))
    return join(
        [join(several, en=" and ", zh="，") for several in (moving, fleeting) if several], en=", ", zh="，"
    )


def _likely(moves: Sequence[Move]) -> Words:
    """How many moves stay where the rank is likely to be anyway."""
    within, most = sum(bool(move.likely) for move in moves), max(abs(move.steps or 0) for move in moves)
    widths = [move.likely_high - move.likely_low for move in moves if move.likely_low and move.likely_high]
    if within < len(moves):
        template = words(
            en="{out} of {count} moves lead out of the range in which a rank is likely to be anyway.",
            zh="{count}项变动中，{out}项超出排名本来可能所在的范围。",
        )
    else:
        template = words(
            en="No move leads out of the range in which a rank is likely to be anyway ({width} wide or "
            "less), so that none says much; the longest is {most}.",
            zh="没有变动超出排名本来可能所在的范围（宽度至多{width}），故均不足为据；最大变动为{most}。",
        )
    return fill(
        template,
        out=len(moves) - within,
        count=len(moves),
        width=counted(max(widths, default=0), "places"),
        most=counted(most, "places"),
    )
