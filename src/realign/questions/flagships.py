"""What does each flagship and global programme carry, and which priority links should it take up?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from realign.citations import refs_in_words
from realign.models.influence.judgement import Judged, judged_through
from realign.models.programme.priority_links import (
    LINK,
    RANK,
    REFS,
    STATED_IN,
    SURE,
    TIES,
    TOP,
    RankedLink,
    carried,
    name,
    place,
    priority,
    spread,
)
from realign.models.programme.uptake import NEAR, Candidate, candidates, holders
from realign.models.programme.uptake_sides import Sides, meeting
from realign.plan import Basis, Flagship, Outcome, Plan
from realign.plan.lookup import lens_id
from realign.sheets import Cell, Column, Faultless, Kind, Sheet
from realign.text import Message, Text, fill, join, message, message_in
from realign.views.naming import Names, with_judgement
from realign.views.terms import BASES

_KINDS: Mapping[str, Message] = {
    "flagship": message("flagship"),
    "global": message("global programme"),
}
MOST = 1_000
"""So many overlaps are listed; the others are counted."""
_HOW_NEAR = message(
    "How near: 1 is nearest to the link. Nearest is a programme that works on one end while its "
    "description or a programme that it drives brings in the other; then one that works on one end; then one "
    "whose description names the theme of an end; then one that drives such a programme. Where several share "
    "a place, the sources give no order among them."
)


@dataclass(frozen=True, slots=True)
class Programme:
    """A flagship or global programme and what it carries now."""

    id: str
    kind: Literal["flagship", "global"]
    title: Text
    outcomes: tuple[str, ...]
    lenses: tuple[str, ...]
    drives: tuple[str, ...]
    driven_by: tuple[str, ...]
    carries: tuple[str, ...]
    """Priority links of which it works on both ends."""
    also_carries: int
    """How many links beyond the priority ones it carries."""
    funds: tuple[str, ...]
    basis: Basis
    says: Text | None
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unserved:
    """An outcome that no flagship works on."""

    id: str
    title: Text
    programmes: tuple[str, ...]
    """Global programmes that do."""
    links: int
    """How many links touch it; 0: it stands quite alone."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two programmes that work on the same outcomes."""

    one: str
    other: str
    shared: tuple[str, ...]
    jaccard: float
    """Shared outcomes over all outcomes of the two, 0 to 1 (Jaccard 1901)."""


@dataclass(frozen=True, slots=True)
class Flagships(Faultless):
    """What the programmes carry, and what they could take up next."""

    lens: str | None
    top: int
    flagships: tuple[Programme, ...]
    next: tuple[Candidate, ...]
    unserved: tuple[Unserved, ...]
    overlaps: tuple[Overlap, ...]
    """In the order of the plan, at most `MOST`."""
    overlapping: int
    """How many there are in all."""
    uncarried: tuple[str, ...]
    """Priority links that no programme carries."""
    names: Names
    judged: Judged
    """What of all this is our judgement."""

    @with_judgement
    def sheets(self) -> Iterator[Sheet]:
        """What is carried, what could be taken up, what nobody serves, what overlaps."""
        yield _carrying(self)
        yield _upcoming(self)
        yield _nearest(self)
        yield _lonely(self)
        yield _overlapping(self)


def flagships(plan: Plan, lens: str | None, links: Sequence[RankedLink], *, top: int = TOP) -> Flagships:
    """Tell what each programme carries of the `top` links of the lens, and which it could take up.

    A programme carries a link if it works on both ends. It could take up a link if it works on
    one end, if its own description names the theme of one, or if a programme that it drives works on one.
    """
    lens = lens_id(plan, lens)
    first = priority(links, top)
    served = {code for one in plan.flagships if one.kind == "flagship" for code in one.outcomes}
    sides = Sides.of(plan, links)
    return Flagships(
        names=Names.of(plan),
        judged=judged_through(plan, lens),
        lens=lens,
        top=top,
        flagships=tuple(_programme(one, sides, first) for one in plan.flagships),
        next=candidates(plan, first),
        unserved=tuple(_unserved(one, sides) for one in plan.outcomes if one.id not in served),
        overlaps=tuple(islice(_overlaps(plan.flagships), MOST)),
        overlapping=_overlapping_pairs(plan.flagships),
        uncarried=tuple(name(link) for link in first if not holders(plan, link)),
    )


def _programme(one: Flagship, sides: Sides, first: Sequence[RankedLink]) -> Programme:
    """What one programme carries."""
    carries = carried(first, one.outcomes)
    return Programme(
        id=one.id,
        kind=one.kind,
        title=one.title,
        outcomes=one.outcomes,
        lenses=one.lenses,
        drives=one.drives,
        driven_by=tuple(sides.drivers.get(one.id, ())),
        carries=tuple(name(link) for link in carries),
        also_carries=sides.within(one.outcomes) - len(carries),
        funds=one.funds,
        basis=one.basis,
        says=one.says,
        refs=one.refs,
    )


def _unserved(outcome: Outcome, sides: Sides) -> Unserved:
    """An outcome that no flagship works on, and what it has instead."""
    programmes = tuple(sides.workers.get(outcome.id, ()))
    return Unserved(outcome.id, outcome.title, programmes, sum(sides.linked.get(outcome.id, {}).values()))


def _overlaps(programmes: Sequence[Flagship]) -> Iterator[Overlap]:
    """Every two programmes that share an outcome."""
    held = [frozenset(one.outcomes) for one in programmes]
    for at, other in meeting(held):
        shared = tuple(code for code in programmes[at].outcomes if code in held[other])
        yield Overlap(
            programmes[at].id, programmes[other].id, shared, len(shared) / len(held[at] | held[other])
        )


def _overlapping_pairs(programmes: Sequence[Flagship]) -> int:
    """How many two programmes share an outcome; programmes on the same outcomes are counted together."""
    alike = Counter(frozenset(one.outcomes) for one in programmes if one.outcomes)
    counts = list(alike.values())
    same = sum(count * (count - 1) // 2 for count in counts)
    return same + sum(counts[one] * counts[other] for one, other in meeting(list(alike)))


def _carrying(found: Flagships) -> Sheet:
    """One row for each programme."""
    none = message("no source ties it to an outcome")
    rows: list[tuple[Cell, ...]] = [
        (
            one.id,
            _KINDS[one.kind],
            one.title,
            one.outcomes or none,
            one.carries or None,
            one.also_carries,
            one.drives or None,
            found.names.of_funds(one.funds) or None,
            BASES[one.basis] if one.outcomes or one.lenses else None,
            one.says,
            refs_in_words(one.refs),
        )
        for one in found.flagships
    ]
    note = fill(
        message("Priority links that no programme carries: {links}."),
        links=join(found.uncarried),
    )
    return Sheet(
        "flagships",
        fill(
            message("What each programme carries{lens}"),
            lens=found.names.through(found.lens),
        ),
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
        (note,) if found.uncarried else (),
    )


def _upcoming(found: Flagships) -> Sheet:
    """One row for each link that a programme could take up; a programme without one says why."""
    nothing = message("nothing in the sources points to a link")
    rows: list[tuple[Cell, ...]] = []
    upcoming: dict[str, list[Candidate]] = defaultdict(list)
    for each in found.next:
        upcoming[each.programme].append(each)
    for one in found.flagships:
        mine = upcoming.get(one.id, [])
        rows += [
            (
                one.id,
                f"{each.source}–{each.target}",
                each.rank,
                spread(each),
                each.reason,
                each.place,
                each.carried_by or None,
                refs_in_words(each.refs),
            )
            for each in mine
        ]
        if not mine:
            rows.append((one.id, None, None, None, nothing, None, None, None))
    return Sheet(
        "next",
        message("Priority links to take up next"),
        (
            Column("programme", message("Programme"), Kind.CODE),
            LINK,
            RANK,
            SURE,
            Column("reason", message("Why this programme")),
            Column("place", message("How near"), Kind.INTEGER),
            Column("carried_by", message("Carried already by"), Kind.CODE),
            STATED_IN,
        ),
        tuple(rows),
        (_HOW_NEAR,) if found.next else (),
    )


def _nearest(found: Flagships) -> Sheet:
    """One row for each link that a programme could take up: who is nearest to it, and who else could."""
    rivals: dict[tuple[str, str], list[Candidate]] = {}
    for one in found.next:
        rivals.setdefault((one.source, one.target), []).append(one)
    ranked = sorted(rivals.values(), key=lambda some: place(some[0]))
    return Sheet(
        "nearest",
        message("Which programme is nearest to which link"),
        (
            LINK,
            RANK,
            Column("nearest", message("Nearest"), Kind.CODE),
            Column("near", message_in("flagships", "How")),
            Column("others", message("Then"), Kind.CODE),
            Column("carried_by", message("Carried already by"), Kind.CODE),
        ),
        tuple(
            (
                f"{some[0].source}–{some[0].target}",
                some[0].rank,
                tuple(one.programme for one in some if one.place == 1),
                next(NEAR[one.near] for one in some if one.place == 1),
                tuple(one.programme for one in sorted(some, key=lambda one: one.place) if one.place > 1)
                or None,
                some[0].carried_by or None,
            )
            for some in ranked
        ),
    )


def _lonely(found: Flagships) -> Sheet:
    """One row for each outcome that no flagship works on."""
    alone = [one.id for one in found.unserved if not one.links and not one.programmes]
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
        tuple((one.id, one.title, one.programmes or None, one.links) for one in found.unserved),
        (note,) if alone else (),
    )


def _overlapping(found: Flagships) -> Sheet:
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
        tuple((one.one, one.other, one.shared, one.jaccard) for one in found.overlaps),
        tuple(_left_out(found)),
    )


def _left_out(found: Flagships) -> Iterator[Message]:
    """How many overlaps are not listed."""
    if len(found.overlaps) < found.overlapping:
        says = message("the first {listed} of {total} are listed")
        yield fill(says, listed=len(found.overlaps), total=found.overlapping)
