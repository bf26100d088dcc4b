"""The outcomes ranked by several methods in; how far the methods agree out, also in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from realign.models.influence.methods import METHODS, Method, NoAnswerError, drive_of, read_method, unit_of
from realign.models.influence.rank_intervals import TOP
from realign.models.influence.ranks import mid_ranks, tau_b
from realign.models.influence.scores import Assessment
from realign.text import Message, fill, message


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the methods of the field agree with the headline on the order of the outcomes."""

    taus: dict[str, float | None]
    """Kendall's tau-b by method; `None` where the method has no answer or makes all outcomes equal."""
    says: tuple[Message, ...]
    """The same in words."""


def fellow_methods(asked: Method, delta: float) -> dict[str, Method]:
    """The methods that the headline is compared with, by name; the one asked for among them."""
    names = dict.fromkeys(name for name in (*METHODS, asked.name) if name != METHODS[0])
    return {name: read_method(name, delta) for name in names}


def agree(headline: Assessment, others: Mapping[str, Method]) -> Agreement:
    """Compare `headline` with `others`."""
    weights, outcomes = headline.weights, headline.graph.outcomes
    taus: dict[str, float | None] = {}
    ranks: dict[str, tuple[float, ...]] = {}
    for name, method in others.items():
        taus[name] = None
        try:
            drive = drive_of(method, weights.net / unit_of(method, weights), weights.destinations)
        except NoAnswerError:
            continue
        taus[name] = tau_b(headline.totals.drive, drive)
        ranks[name] = mid_ranks(drive)
    silent = [name for name in others if name not in ranks]
    level = [name for name, other in ranks.items() if len(set(other)) == 1]
    telling = {name: other for name, other in ranks.items() if name not in level}
    says = [
        *_say(outcomes, headline.outcome_ranks, telling),
        *_all_equal(level),
        *map(_no_answer, silent),
        *([_WEIGHED] if (weights.destinations != 1).any() and ranks else []),
    ]
    return Agreement(taus, tuple(says) if len(outcomes) > 1 else ())


_WEIGHED = message(
    "the lens's weights of outcomes count in the headline alone, so part of a difference may be theirs"
)


def _say(
    outcomes: Sequence[str], own: Sequence[float], ranks: Mapping[str, Sequence[float]]
) -> list[Message]:
    """Tell what the other methods do to the first outcomes of the headline."""
    top = [at for at in sorted(range(len(own)), key=lambda at: own[at]) if own[at] <= TOP]
    if not top or not ranks:
        return []
    moved: dict[tuple[int, float], list[str]] = {}
    for name, other in ranks.items():
        at = _fall(top, own, other)
        if at is not None:
            moved.setdefault((at, other[at]), []).append(name)
    falls = [
        fill(
            message("{code} falls from {old} to {new} under {methods}"),
            code=outcomes[at],
            old=_number(own[at]),
            new=_number(rank),
            methods=", ".join(names),
        )
        for (at, rank), names in moved.items()
    ]
    if falls:
        return falls
    return [message("the top five do not depend on the method")]


def _fall(top: Sequence[int], own: Sequence[float], other: Sequence[float]) -> int | None:
    """Which of the first outcomes falls deepest, if one falls at all."""
    deepest = max(top, key=lambda at: (other[at] - own[at], -own[at]))
    return deepest if other[deepest] > own[deepest] else None


def _all_equal(methods: Sequence[str]) -> list[Message]:
    says = message("to {methods} all outcomes are equal")
    return [fill(says, methods=", ".join(methods))] if methods else []


def _no_answer(method: str) -> Message:
    return fill(message("{method} has no answer for these links"), method=method)


def _number(rank: float) -> str:
    return f"{rank:g}"
