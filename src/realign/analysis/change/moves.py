"""Two states of a plan in; the ranks that moved, and which changed record moved them, out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from realign.analysis.change.records import Change, Side, put_back
from realign.plan import Plan
from realign.words import Text

MOST_TRIALS = 20
"""With more changed records than this, each is no longer undone by itself to see what it moves."""
_RANKING = ("plan", "outcomes", "lenses", "links")
"""Kinds that ranks hang on."""

Thing = tuple[str, ...]
"""What has a rank: an outcome `("1.2",)` or a link `("1.2", "1.3")`."""
Ranker = Callable[[Plan, str | None], Mapping[Thing, float | None]]
"""Ranks all links and outcomes of a plan through a lens."""
_Record = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """A rank that is another one than before."""

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
    causes: tuple[Text, ...]
    """Changes that move it when undone by themselves: file, line, record, field."""


def moved(old: Side, new: Side, rank: Ranker, found: Sequence[Change]) -> Iterator[Move]:
    """The ranks that move through each lens that both states have, or through none if there is none."""
    before = [one.id for one in old.plan.lenses]
    lenses = tuple(one.id for one in new.plan.lenses if one.id in before)
    for lens in lenses or (None,):
        yield from _through(lens, old, new, rank, found)


def _through(lens: str | None, old: Side, new: Side, rank: Ranker, found: Sequence[Change]) -> Iterator[Move]:
    """The ranks that move through one lens: links first, the longest move first."""
    before, after = rank(old.plan, lens), rank(new.plan, lens)
    things = [one for one in {**after, **before} if before.get(one) != after.get(one)]
    suspects = list(dict.fromkeys((one.kind, one.id) for one in found if one.kind in _RANKING))
    blamed = _blamed(old, new, lens, rank, suspects) if things else {}
    moves = []
    for thing in things:
        was, now = before.get(thing), after.get(thing)
        near = [one for one in suspects if _speaks_of(one, thing, old.plan, new.plan)]
        guilty = [one for one in suspects if thing in blamed.get(one, ())] or near or suspects
        moves.append(
            Move(
                lens=lens,
                what="link" if len(thing) == 2 else "outcome",
                id="–".join(thing),
                old=was,
                new=now,
                steps=None if was is None or now is None else was - now,
                direct=bool(near),
                causes=tuple(one.says for one in found if (one.kind, one.id) in guilty),
            )
        )
    yield from sorted(moves, key=lambda one: (one.what, one.steps is not None, -abs(one.steps or 0)))


def _blamed(
    old: Side, new: Side, lens: str | None, rank: Ranker, suspects: Sequence[_Record]
) -> Mapping[_Record, frozenset[Thing]]:
    """What each changed record moves: the ranks that are others again when it alone is put back."""
    if not 1 < len(suspects) <= MOST_TRIALS:
        return {}
    now = rank(new.plan, lens)
    blamed = {}
    for kind, code in suspects:
        then = rank(put_back(old.plan, new.plan, kind, code), lens)
        blamed[kind, code] = frozenset(one for one in {**now, **then} if now.get(one) != then.get(one))
    return blamed


def _speaks_of(suspect: _Record, thing: Thing, old: Plan, new: Plan) -> bool:
    """Whether a changed record is about the very link or outcome."""
    kind, code = suspect
    if kind == "outcomes":
        return code in thing
    records = [one for plan in (old, new) for one in plan.links if kind == "links" and one.id == code]
    ties = [{end, other} for one in records for end in one.from_ for other in one.to]
    return any(set(thing) <= tie for tie in ties)
