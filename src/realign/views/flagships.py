"""What programmes carry and could take up next, as people read it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from realign.citations import refs_in_words
from realign.models.programme.priority_links import place
from realign.models.programme.uptake import Candidate, Near
from realign.questions.flagships import Flagships
from realign.sheets import Cell, Column, Kind, Sheet
from realign.text import SEMICOLON, Message, Text, fill, join, message, message_in
from realign.views import Wording
from realign.views.lacking import to_add
from realign.views.naming import Names, with_judgement
from realign.views.opposed import opposed_sheets
from realign.views.ranks import (
    LINK,
    REFS,
    STATED_IN,
    TIES,
    standing,
    standing_columns,
    untagged_note,
)
from realign.views.terms import BASES, PROGRAMME_KINDS

NEAR: Mapping[Near, Message] = {
    "both ends": message("one end worked on, the other in sight"),
    "one end": message("one end worked on"),
    "theme": message("one end named"),
    "driven": message("through what it drives"),
}
_HOW_NEAR = message(
    "How near: 1 is nearest to the link. Nearest is a programme that works on one end while its "
    "description or a programme that it drives brings in the other; then one that works on one end; then one "
    "whose description names the theme of an end; then one that drives such a programme. Where several share "
    "a place, the sources give no order among them."
)


@with_judgement
def sheets(answer: Flagships) -> Iterator[Sheet]:
    """What is carried, what could be taken up, what nobody serves, what overlaps."""
    yield _carrying(answer)
    yield _upcoming(answer)
    yield _nearest(answer)
    yield _lonely(answer)
    yield _overlapping(answer)
    yield from opposed_sheets(answer.tradeoffs, answer.push_and_hold)


def wording(answer: Flagships) -> Wording:
    """Why a programme could take up a link, and the names of lenses, funds and partners."""
    return {"next.reason": [_reason(candidate) for candidate in answer.next], "names": Names.of(answer.names)}


def _reason(candidate: Candidate) -> Text:
    """Why a programme could take up a link."""
    return join(_reasons(candidate), SEMICOLON)


def _reasons(candidate: Candidate) -> Iterator[Message]:
    for here, there in (
        (candidate.source, candidate.target),
        (candidate.target, candidate.source),
    ):
        if here in candidate.works_on:
            yield fill(message("works on {here}, lacks {there}"), here=here, there=there)
    for named in candidate.speaks_of:
        template = message("its description speaks of {theme} ({code})")
        yield fill(template, theme=named.theme, code=named.outcome)
    for driven in candidate.drives:
        template = message("drives {other}, which works on {codes}")
        codes = join(driven.outcomes, message_in("list", " and "))
        yield fill(template, other=driven.programme, codes=codes)


def _carrying(answer: Flagships) -> Sheet:
    """One row for each programme."""
    names = Names.of(answer.names)
    none = message("no source ties it to an outcome")
    rows: list[tuple[Cell, ...]] = [
        (
            programme.id,
            PROGRAMME_KINDS[programme.kind],
            programme.title,
            programme.outcomes or none,
            programme.carries or None,
            programme.also_carries,
            programme.drives or None,
            names.of_funds(programme.funds) or None,
            BASES[programme.basis] if programme.outcomes or programme.lenses else None,
            programme.says,
            refs_in_words(programme.refs),
        )
        for programme in answer.flagships
    ]
    none_at_all = message("The plan has no flagship and no global programme.")
    return Sheet(
        "flagships",
        fill(
            message("{carrying} of {programmes} programmes carry priority links{lens}{rest}"),
            carrying=sum(bool(programme.carries) for programme in answer.flagships),
            programmes=len(answer.flagships),
            lens=names.through(answer.lens),
            rest=fill(message("; carried by none: {links}"), links=join(answer.uncarried))
            if answer.uncarried
            else "",
        )
        if answer.flagships
        else none_at_all,
        (
            Column("id", message("Programme"), Kind.CODE),
            Column("kind", message("Kind")),
            Column("title", message("Name")),
            Column("outcomes", message("Outcomes"), Kind.CODE),
            Column("carries", message("Priority links it carries"), Kind.CODE),
            Column("also_carries", message("Other links"), Kind.INTEGER),
            Column("drives", message("Drives"), Kind.CODE),
            Column("funds", message("Money"), Kind.CODE),
            TIES,
            Column("says", message("What is to change")),
            REFS,
        ),
        tuple(rows),
        (
            *((_unserved(answer),) if answer.unserved else ()),
            *(() if answer.flagships else (to_add("flagships"),)),
        ),
        brief=("id", "title", "outcomes", "carries"),
    )


def _unserved(answer: Flagships) -> Message:
    """Which outcomes no flagship works on, and which of them no link touches either."""
    alone = [outcome.id for outcome in answer.unserved if not outcome.links and not outcome.programmes]
    also = message("; no link and no other programme touches {codes} either", codes=join(alone))
    return message(
        "No flagship works on {codes}{also}.",
        codes=join(outcome.id for outcome in answer.unserved),
        also=also if alone else "",
    )


def _upcoming(answer: Flagships) -> Sheet:
    """One row for each link that a programme could take up; a programme without one says why."""
    nothing = message("nothing in the sources points to a link")
    rows: list[tuple[Cell, ...]] = []
    upcoming: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in answer.next:
        upcoming[candidate.programme].append(candidate)
    for programme in answer.flagships:
        mine = upcoming.get(programme.id, [])
        rows += [
            (
                programme.id,
                f"{candidate.source}–{candidate.target}",
                *standing(candidate),
                _reason(candidate),
                candidate.place,
                candidate.carried_by or None,
                refs_in_words(candidate.refs),
            )
            for candidate in mine
        ]
        if not mine:
            rows.append((programme.id, None, None, None, nothing, None, None, None))
    return Sheet(
        "next",
        message("Priority links to take up next"),
        (
            Column("programme", message("Programme"), Kind.CODE),
            LINK,
            *standing_columns(answer.next),
            Column("reason", message("Why this programme")),
            Column("place", message("How near"), Kind.INTEGER),
            Column("carried_by", message("Carried already by"), Kind.CODE),
            STATED_IN,
        ),
        tuple(rows),
        (_HOW_NEAR, *untagged_note(answer.untagged)) if answer.next else (),
    )


def _nearest(answer: Flagships) -> Sheet:
    """One row for each link that a programme could take up: who is nearest to it, and who else could."""
    rivals: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in answer.next:
        rivals.setdefault((candidate.source, candidate.target), []).append(candidate)
    chosen = sorted(rivals.values(), key=lambda some: (-(some[0].among_first or 0), place(some[0])))
    return Sheet(
        "nearest",
        message("Which programme is nearest to which link"),
        (
            LINK,
            standing_columns(answer.next)[0],
            Column("nearest", message("Nearest"), Kind.CODE),
            Column("near", message_in("flagships", "How")),
            Column("others", message("Then"), Kind.CODE),
            Column("carried_by", message("Carried already by"), Kind.CODE),
        ),
        tuple(_rivalry(some) for some in chosen),
    )


def _rivalry(rivals: list[Candidate]) -> tuple[Cell, ...]:
    """A link, who is nearest to it, how, and who else could take it up."""
    nearest = [candidate for candidate in rivals if candidate.place == 1]
    others = sorted((candidate for candidate in rivals if candidate.place > 1), key=lambda other: other.place)
    return (
        f"{nearest[0].source}–{nearest[0].target}",
        standing(nearest[0])[0],
        tuple(candidate.programme for candidate in nearest),
        NEAR[nearest[0].near],
        tuple(candidate.programme for candidate in others) or None,
        nearest[0].carried_by or None,
    )


def _lonely(answer: Flagships) -> Sheet:
    """One row for each outcome that no flagship works on."""
    alone = [outcome.id for outcome in answer.unserved if not outcome.links and not outcome.programmes]
    note = fill(
        message("Standing alone, touched by no link, no flagship and no global programme: {codes}."),
        codes=join(alone),
    )
    return Sheet(
        "unserved",
        message("Outcomes that no flagship works on"),
        (
            Column("outcome", message("Outcome"), Kind.CODE),
            Column("title", message("Name")),
            Column("programmes", message("Global programmes"), Kind.CODE),
            Column("links", message("Links that touch it"), Kind.INTEGER),
        ),
        tuple(
            (outcome.id, outcome.title, outcome.programmes or None, outcome.links)
            for outcome in answer.unserved
        ),
        (note,) if alone else (),
    )


def _overlapping(answer: Flagships) -> Sheet:
    """One row for each two programmes that share an outcome."""
    return Sheet(
        "overlaps",
        message("Programmes that work on the same outcomes"),
        (
            Column("one", message("Programme"), Kind.CODE),
            Column("other", message("and"), Kind.CODE),
            Column("shared", message("Shared outcomes"), Kind.CODE),
            Column("jaccard", message("Shared of all (Jaccard)"), Kind.SHARE),
        ),
        tuple((overlap.one, overlap.other, overlap.shared, overlap.jaccard) for overlap in answer.overlaps),
        tuple(_left_out(answer)),
    )


def _left_out(answer: Flagships) -> Iterator[Message]:
    """How many overlaps are not listed."""
    if len(answer.overlaps) < answer.overlapping:
        says = message("the first {listed} of {total} are listed")
        yield fill(says, listed=len(answer.overlaps), total=answer.overlapping)
