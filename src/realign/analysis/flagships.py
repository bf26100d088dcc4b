"""What does each flagship and global programme carry, and which priority links should it take up?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from realign.analysis.naming import Names, judged_through, with_judgement
from realign.analysis.paragraphs import refs_in_words
from realign.analysis.programme.priorities import (
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
from realign.analysis.programme.sides import Sides, meeting
from realign.analysis.programme.taking import NEAR, Next, candidates, holders
from realign.analysis.wording import BASES
from realign.plan import Basis, Flagship, Outcome, Plan
from realign.sheets import Cell, Column, Faultless, Kind, Sheet
from realign.words import Text, Words, fill, join, words

_KINDS: Mapping[str, Words] = {
    "flagship": words(en="flagship", zh="旗舰方案"),
    "global": words(en="global programme", zh="全球方案"),
}
MOST = 1_000
"""So many overlaps are listed; the others are counted."""
_HOW_NEAR = words(
    en="How near: 1 is nearest to the link. Nearest is a programme that works on one end while its "
    "description or a programme that it drives brings in the other; then one that works on one end; then one "
    "whose description names the theme of an end; then one that drives such a programme. Where several share "
    "a place, the sources give no order among them.",
    zh="接近程度：1为最接近该联系。最接近的是已涉及一端、且其说明或所推动的方案涉及另一端的方案；其次为已涉及一端的方案；"
    "再次为说明提及一端主题的方案；最后为推动此类方案的方案。同列者，来源未给出先后。",
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
    next: tuple[Next, ...]
    unserved: tuple[Unserved, ...]
    overlaps: tuple[Overlap, ...]
    """In the order of the plan, at most `MOST`."""
    overlapping: int
    """How many there are in all."""
    uncarried: tuple[str, ...]
    """Priority links that no programme carries."""
    names: Names
    judged: Words
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
    none = words(en="no source ties it to an outcome", zh="没有来源将其与成果挂钩")
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
        words(
            en="Priority links that no programme carries: {links}.",
            zh="没有任何方案承担的优先联系：{links}。",
        ),
        links=join(found.uncarried, en=", ", zh="、"),
    )
    return Sheet(
        "flagships",
        fill(
            words(en="What each programme carries{lens}", zh="各方案目前承担的内容{lens}"),
            lens=found.names.through(found.lens),
        ),
        (
            Column("id", words(en="Programme", zh="方案"), Kind.CODE),
            Column("kind", words(en="Kind", zh="类别")),
            Column("title", words(en="Name", zh="名称")),
            Column("outcomes", words(en="Outcomes", zh="成果"), Kind.CODE),
            Column("carries", words(en="Priority links it carries", zh="承担的优先联系"), Kind.CODE),
            Column("also_carries", words(en="Other links", zh="其他联系"), Kind.INTEGER),
            Column("drives", words(en="Drives", zh="推动"), Kind.CODE),
            Column("funds", words(en="Money", zh="资金"), Kind.CODE),
            TIES,
            Column("says", words(en="What is to change", zh="变化内容")),
            REFS,
        ),
        tuple(rows),
        (note,) if found.uncarried else (),
    )


def _upcoming(found: Flagships) -> Sheet:
    """One row for each link that a programme could take up; a programme without one says why."""
    nothing = words(en="nothing in the sources points to a link", zh="来源中没有指向任何联系的内容")
    rows: list[tuple[Cell, ...]] = []
    upcoming: dict[str, list[Next]] = defaultdict(list)
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
        words(en="Priority links to take up next", zh="下一步可承担的优先联系"),
        (
            Column("programme", words(en="Programme", zh="方案"), Kind.CODE),
            LINK,
            RANK,
            SURE,
            Column("reason", words(en="Why this programme", zh="理由")),
            Column("place", words(en="How near", zh="接近程度"), Kind.INTEGER),
            Column("carried_by", words(en="Carried already by", zh="已承担的方案"), Kind.CODE),
            STATED_IN,
        ),
        tuple(rows),
        (_HOW_NEAR,) if found.next else (),
    )


def _nearest(found: Flagships) -> Sheet:
    """One row for each link that a programme could take up: who is nearest to it, and who else could."""
    rivals: dict[tuple[str, str], list[Next]] = {}
    for one in found.next:
        rivals.setdefault((one.source, one.target), []).append(one)
    ranked = sorted(rivals.values(), key=lambda some: place(some[0]))
    return Sheet(
        "nearest",
        words(en="Which programme is nearest to which link", zh="各联系最接近的方案"),
        (
            LINK,
            RANK,
            Column("nearest", words(en="Nearest", zh="最接近"), Kind.CODE),
            Column("near", words(en="How", zh="如何接近")),
            Column("others", words(en="Then", zh="其次"), Kind.CODE),
            Column("carried_by", words(en="Carried already by", zh="已承担的方案"), Kind.CODE),
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
        words(
            en="Standing alone, touched by no link, no flagship and no global programme: {codes}.",
            zh="处于孤立状态，没有联系、旗舰方案或全球方案涉及：{codes}。",
        ),
        codes=join(alone, en=", ", zh="、"),
    )
    return Sheet(
        "unserved",
        words(en="Outcomes that no flagship works on", zh="没有旗舰方案涉及的成果"),
        (
            Column("outcome", words(en="Outcome", zh="成果"), Kind.CODE),
            Column("title", words(en="Name", zh="名称")),
            Column("programmes", words(en="Global programmes", zh="全球方案"), Kind.CODE),
            Column("links", words(en="Links that touch it", zh="涉及它的联系数"), Kind.INTEGER),
        ),
        tuple((one.id, one.title, one.programmes or None, one.links) for one in found.unserved),
        (note,) if alone else (),
    )


def _overlapping(found: Flagships) -> Sheet:
    """One row for each two programmes that share an outcome."""
    return Sheet(
        "overlaps",
        words(en="Programmes that work on the same outcomes", zh="涉及相同成果的方案"),
        (
            Column("one", words(en="Programme", zh="方案"), Kind.CODE),
            Column("other", words(en="and", zh="与"), Kind.CODE),
            Column("shared", words(en="Shared outcomes", zh="共同成果"), Kind.CODE),
            Column("jaccard", words(en="Shared of all (Jaccard)", zh="共同占全部（Jaccard）"), Kind.SHARE),
        ),
        tuple((one.one, one.other, one.shared, one.jaccard) for one in found.overlaps),
        tuple(_left_out(found)),
    )


def _left_out(found: Flagships) -> Iterator[Words]:
    """How many overlaps are not listed."""
    if len(found.overlaps) < found.overlapping:
        says = words(en="the first {listed} of {total} are listed", zh="列出{total}对中的前{listed}对")
        yield fill(says, listed=len(found.overlaps), total=found.overlapping)
