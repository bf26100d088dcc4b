"""How far the methods of the field agree on the order of the outcomes, and of the links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from realign.models.influence.methods import (
    METHODS,
    Method,
    NoAnswerError,
    Unit,
    check_answer,
    drive_of,
    losses_of,
    read_method,
    unit_of,
)
from realign.models.influence.rank_intervals import TOP
from realign.models.influence.ranks import mid_ranks, tau_b
from realign.models.influence.scores import Assessment
from realign.models.influence.total_influence import Array

LINKS, OUTCOMES = 4_000, 1_000
"""Among more links or outcomes the methods are compared by their outcomes alone."""
STEPS = 10**8
"""So many steps of arithmetic at most for the losses of a method that adds up walks length by length."""


@dataclass(frozen=True, slots=True)
class Fall:
    """The leading outcome that falls deepest under some methods, and from which rank to which."""

    outcome: str
    old: float
    new: float
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the methods of the field agree with the headline on the order of the outcomes."""

    falls: tuple[Fall, ...] = ()
    """What other methods do to the leading outcomes of the headline."""
    compared: bool = False
    """Whether there are leading outcomes, and methods that rank them otherwise or alike."""
    level: tuple[str, ...] = ()
    """Methods to which all outcomes are equal."""
    silent: tuple[str, ...] = ()
    """Methods that have no answer."""
    weighed: bool = False
    """Whether the lens weighs the outcomes, which only the headline knows."""


def fellow_methods(asked: Method, delta: float) -> dict[str, Method]:
    """The methods that the headline is compared with, by name; the one asked for among them."""
    names = dict.fromkeys(name for name in (*METHODS, asked.name) if name != METHODS[0])
    return {name: read_method(name, delta) for name in names}


def agree_on_links(headline: Assessment, others: Mapping[str, Method]) -> dict[str, float | None]:
    """Kendall's tau-b of each method to `headline` by what is lost without each link.

    `None` where the method has no answer, makes all links equal, or would take too long.
    """
    weights, links = headline.weights, len(headline.ends.source)
    taus: dict[str, float | None] = dict.fromkeys(others)
    if links > LINKS or len(headline.graph.outcomes) > OUTCOMES:
        return taus
    for name, method in others.items():
        try:
            matrix = _matrix(headline, method)
            if method.terms(matrix) ** 2 * links > STEPS:
                continue
            check_answer(method, matrix)
        except NoAnswerError:
            continue
        taus[name] = tau_b(headline.loss, losses_of(method, matrix, headline.ends, weights.destinations))
    return taus


def agree(headline: Assessment, others: Mapping[str, Method]) -> tuple[dict[str, float | None], Agreement]:
    """Compare `headline` with `others`.

    Gives Kendall's tau-b by method (`None` where the method has no answer or makes all outcomes equal), and
    what stands behind it.
    """
    weights, outcomes = headline.weights, headline.graph.outcomes
    taus: dict[str, float | None] = {}
    ranks: dict[str, tuple[float, ...]] = {}
    for name, method in others.items():
        taus[name] = None
        try:
            drive = drive_of(method, _matrix(headline, method), weights.destinations)
        except NoAnswerError:
            continue
        taus[name] = tau_b(headline.totals.drive, drive)
        ranks[name] = mid_ranks(drive)
    if len(outcomes) < 2:
        return taus, Agreement()
    level = tuple(name for name, other in ranks.items() if len(set(other)) == 1)
    telling = {name: other for name, other in ranks.items() if name not in level}
    own = headline.outcome_ranks
    top = [at for at in sorted(range(len(own)), key=lambda at: own[at]) if own[at] <= TOP]
    return taus, Agreement(
        falls=_falls(outcomes, top, own, telling) if top else (),
        compared=bool(top and telling),
        level=level,
        silent=tuple(name for name in others if name not in ranks),
        weighed=bool((weights.destinations != 1).any() and ranks),
    )


def _matrix(headline: Assessment, method: Method) -> Array:
    """The weights in the unit of `method`; those of the headline where the units are the same."""
    if method.unit is Unit.NORM is headline.method.unit:
        return headline.matrix
    return headline.weights.net / unit_of(method, headline.weights)


def _falls(
    outcomes: Sequence[str], top: Sequence[int], own: Sequence[float], ranks: Mapping[str, Sequence[float]]
) -> tuple[Fall, ...]:
    """What the other methods do to the first outcomes of the headline."""
    moved: dict[tuple[int, float], list[str]] = {}
    for name, other in ranks.items():
        at = _fall(top, own, other)
        if at is not None:
            moved.setdefault((at, other[at]), []).append(name)
    return tuple(Fall(outcomes[at], own[at], rank, tuple(names)) for (at, rank), names in moved.items())


def _fall(top: Sequence[int], own: Sequence[float], other: Sequence[float]) -> int | None:
    """Which of the first outcomes falls deepest, if one falls at all."""
    deepest = max(top, key=lambda at: (other[at] - own[at], -own[at]))
    return deepest if other[deepest] > own[deepest] else None
