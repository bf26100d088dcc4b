"""The ranks that a change of the plan moves, and which changed record moves them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from realign.models.change.record_changes import FieldChange, Side, put_back
from realign.plan import Plan

MOST_TRIALS = 20
"""With more changed records than this, each is no longer undone by itself to see what it moves."""
RANKED = 2 * 10**11
"""So many steps of arithmetic, outcomes cubed for each ranking, over all rankings: half a minute at most."""
_RANKING = ("plan", "outcomes", "lenses", "links")
"""Kinds that ranks depend on."""
_EACH = 3
"""Rankings for each lens: before, after, and with what is not sure."""
_SILENT = frozenset({"says", "called", "judged_on", "via"})
"""Fields of a link that neither a rank nor its certainty depends on."""

Thing = tuple[str, ...]
"""What has a rank: an outcome `("1.2",)` or a link `("1.2", "1.3")`."""
Ranker = Callable[[Plan, str | None], Mapping[Thing, float | None]]
"""Ranks all links and outcomes of a plan through a lens."""
Spread = Callable[[Plan, str | None], Mapping[Thing, tuple[float, float]]]
"""Between which ranks each of them is likely to stand."""
_Record = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """A rank that is another one than before, or that of a changed link, which may have stayed."""

    lens: str | None
    what: Literal["link", "outcome"]
    id: str
    old: float | None
    """None: it had no rank, or was not there."""
    new: float | None
    steps: float | None
    """By how many places it rose (positive) or fell; none where it came or went."""
    direct: bool
    """Whether a changed record speaks of it; else the move comes through other links."""
    likely_low: float | None
    """The best place that it is likely to have now; none where nobody asked, or it has no rank."""
    likely_high: float | None
    """The worst one."""
    causes: tuple[FieldChange, ...]
    """Changes that move it when undone by themselves."""

    @property
    def likely(self) -> bool | None:
        """Whether the old rank lies where the new one is likely to be; none where that is not known."""
        if self.old is None or self.likely_low is None or self.likely_high is None:
            return None
        return self.likely_low <= self.old <= self.likely_high


@dataclass(frozen=True, slots=True)
class Through:
    """What a change does to the links through one lens."""

    lens: str | None
    old_first: tuple[str, ...]
    """The link that ranks first, or those that share that place."""
    new_first: tuple[str, ...]
    old_top: tuple[str, ...]
    """The same of outcomes."""
    new_top: tuple[str, ...]
    moves: tuple[Move, ...]
    """Links first, the longest move first."""


def moved(
    old: Side, new: Side, rank: Ranker, found: Sequence[FieldChange], spread: Spread | None = None
) -> tuple[tuple[Through, ...], tuple[str, ...]]:
    """The ranks that move through each lens that both states have, or through none if there is none.

    In large plans only through the first lenses, as far as `RANKED` goes; the others come second.
    """
    before = [one.id for one in old.plan.lenses]
    shared = [one.id for one in new.plan.lenses if one.id in before]
    each = max(len(old.plan.outcomes), len(new.plan.outcomes), 1) ** 3
    affordable = RANKED // each
    lenses = shared[: max(1, affordable // _EACH)]
    trials = max(0, affordable // max(len(lenses), 1) - _EACH)
    seen = tuple(_through(lens, old, new, rank, found, spread, trials) for lens in lenses or (None,))
    return seen, tuple(shared[len(lenses) :])


def ranks_may_move(found: Sequence[FieldChange]) -> bool:
    """Whether anything changed that ranks depend on."""
    return any(one.kind in _RANKING for one in found)


def _through(
    lens: str | None,
    old: Side,
    new: Side,
    rank: Ranker,
    found: Sequence[FieldChange],
    spread: Spread | None,
    trials: int,
) -> Through:
    """The ranks that move through one lens, and those of changed links that do not."""
    before, after = rank(old.plan, lens), rank(new.plan, lens)
    every = {**after, **before}
    suspects = list(dict.fromkeys((change.kind, change.id) for change in found if change.kind in _RANKING))
    near = _near(suspects, every, old.plan, new.plan)
    moving = {thing for thing in every if before.get(thing) != after.get(thing)}
    few = len(suspects) <= min(trials, MOST_TRIALS)
    blamed = _blamed(old, new, lens, rank, suspects) if moving and few else {}
    likely = spread(new.plan, lens) if spread and moving else {}
    moving |= _touched(found, near)
    moves = []
    for thing in every:
        if thing in moving:
            guilty = [record for record, moved in blamed.items() if thing in moved] or near[thing] or suspects
            causes = [change for change in found if (change.kind, change.id) in guilty]
            move = _move(lens, thing, before.get(thing), after.get(thing), causes, direct=bool(near[thing]))
            low, high = likely.get(thing, (None, None))
            moves.append(replace(move, likely_low=low, likely_high=high))
    moves.sort(key=_longest_first)
    return Through(
        lens=lens,
        old_first=_first(before, 2),
        new_first=_first(after, 2),
        old_top=_first(before, 1),
        new_top=_first(after, 1),
        moves=tuple(moves),
    )


def _touched(found: Iterable[FieldChange], near: Mapping[Thing, Sequence[_Record]]) -> set[Thing]:
    """The links that a changed record speaks of."""
    links = {(change.kind, change.id) for change in found if change.kind == "links" and _weighs(change)}
    return {thing for thing, records in near.items() if len(thing) == 2 and not links.isdisjoint(records)}


def _longest_first(move: Move) -> tuple[str, bool, float, bool]:
    """Order moves: links, then outcomes; what came or went, then the longest; direct ones first."""
    return move.what, move.steps is not None, -abs(move.steps or 0), not move.direct


def _move(
    lens: str | None,
    thing: Thing,
    was: float | None,
    now: float | None,
    causes: Sequence[FieldChange],
    *,
    direct: bool,
) -> Move:
    """How a rank moved, before anything is said of where it is likely to be."""
    return Move(
        lens=lens,
        what="link" if len(thing) == 2 else "outcome",
        id="–".join(thing),
        old=was,
        new=now,
        steps=None if was is None or now is None else was - now,
        direct=direct,
        likely_low=None,
        likely_high=None,
        causes=tuple(causes),
    )


def _first(ranks: Mapping[Thing, float | None], ends: int) -> tuple[str, ...]:
    """The links, which have two ends, or the outcomes that rank first."""
    ranked = {thing: rank for thing, rank in ranks.items() if len(thing) == ends and rank is not None}
    best = min(ranked.values(), default=None)
    return tuple(sorted("–".join(thing) for thing, rank in ranked.items() if rank == best))


def _weighs(change: FieldChange) -> bool:
    """Whether a change of a link may do anything to a rank or to how sure it is."""
    return change.field is None or change.field.partition(".")[0] not in _SILENT


def _blamed(
    old: Side, new: Side, lens: str | None, rank: Ranker, suspects: Sequence[_Record]
) -> Mapping[_Record, frozenset[Thing]]:
    """What each changed record moves: the ranks that are others again when it alone is put back."""
    if len(suspects) < 2:
        return {}
    now = rank(new.plan, lens)
    blamed = {}
    for kind, code in suspects:
        then = rank(put_back(old.plan, new.plan, kind, code), lens)
        blamed[kind, code] = frozenset(one for one in {**now, **then} if now.get(one) != then.get(one))
    return blamed


def _near(
    suspects: Sequence[_Record], things: Iterable[Thing], old: Plan, new: Plan
) -> Mapping[Thing, Sequence[_Record]]:
    """The changed records that are about the very link or outcome: the outcome itself, or a link at it."""
    about: dict[frozenset[str], dict[_Record, None]] = {}
    for plan in (old, new):
        for link in plan.links:
            for tie in {frozenset({end, other}) for end in link.from_ for other in link.to}:
                for ends in (tie, *(frozenset({end}) for end in tie)):
                    about.setdefault(ends, {})["links", link.id] = None
    changed = dict.fromkeys(suspects)
    near: dict[Thing, Sequence[_Record]] = {}
    for thing in things:
        links = about.get(frozenset(thing), {})
        outcomes = [("outcomes", code) for code in thing]
        near[thing] = [one for one in (*outcomes, *links) if one in changed]
    return near
