"""Several judges of one link: who counts how much, and what they come to together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from realign.plan.record import Id, Refs, Title, code_order, record
from realign.plan.structure import LARGEST_SCALE
from realign.plan.validators import Limits

Direction = Literal["directed", "mutual", "unstated"]
"""`directed`: from helps to; `mutual`: each helps the other; `unstated`: the text does not say."""
Strength = Annotated[float, Limits(ge=-LARGEST_SCALE, le=LARGEST_SCALE, allow_inf_nan=False)]
"""From the plan's scale down to minus that."""
PANEL = 3
"""From so many judges on, what may be otherwise is drawn from what they said."""
_SAME = 1e-9
"""Sums of weights that differ by less, measured by their total, are the same."""


@record
class Judge:
    """Somebody who scored links; an id says nothing about the person."""

    id: Id
    """Short anonymous name, such as `g1`."""
    group: Id | None = None
    """The group that the judge sat in, such as `government`."""
    weight: Annotated[float, Limits(ge=0, le=1e6, allow_inf_nan=False)] = 1
    """How much the judge counts beside the others; 0 sets the scores aside."""
    refs: Refs = ()
    """Where the scoring is recorded."""


@record
class Judgement:
    """What one judge says of a link."""

    by: Id
    """The judge."""
    strength: Strength
    """The strength that the judge gives; 0: sees no link."""
    direction: Direction | None = None
    """The direction that the judge sees; that of the link where none is given."""
    says: Title | None = None
    """Why, in the judge's words."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A judgement that counts."""

    strength: float
    direction: Direction
    weight: float
    """Beside the others of the same link; 1 on average."""


def votes_of(
    judgements: Iterable[Judgement], direction: Direction, weights: Mapping[str, float]
) -> tuple[Vote, ...]:
    """The judgements of a link that count, in the order of their judges, whatever that of the file.

    `weights` are those of judges that do not count 1; `direction` is that of the link.
    """
    counted = sorted(judgements, key=lambda one: (code_order(one.by), one.strength, one.direction or ""))
    given = [(one, weights.get(one.by, 1.0)) for one in counted]
    total = sum(weight for _, weight in given)
    many = sum(weight > 0 for _, weight in given)
    return tuple(
        Vote(one.strength, one.direction or direction, weight * many / total)
        for one, weight in given
        if weight
    )


def middles(votes: Sequence[Vote]) -> tuple[float, float]:
    """The two middle strengths, the same one twice for an odd number of judges; zeros without any."""
    ordered = sorted((one.strength, one.weight) for one in votes)
    half = sum(weight for _, weight in ordered) / 2
    low = high = None
    before = 0.0
    for strength, weight in ordered:
        before += weight
        if low is None and before >= half * (1 - _SAME):
            low = strength
        if high is None and before > half * (1 + _SAME):
            high = strength
    return low or 0.0, (low if high is None else high) or 0.0


def median(votes: Sequence[Vote]) -> float:
    """The middle strength; of two the one nearer 0, and 0 where both are as near on either side of it."""
    low, high = middles(votes)
    if low == -high:
        return 0.0
    return low if abs(low) < abs(high) else high


def sides(votes: Sequence[Vote]) -> tuple[float, ...]:
    """The strengths that count: one, none where the median is 0, two where push and hold are even.

    Of two each is the median of the judges who see its sign.
    """
    low, high = middles(votes)
    if low < 0 < high:
        return tuple(median([one for one in votes if one.strength * sign > 0]) for sign in (1, -1))
    middle = median(votes)
    return (middle,) if middle else ()


def support(votes: Iterable[Vote], strength: float) -> float:
    """How many judges see a link of the sign of `strength`, each by weight."""
    return sum(one.weight for one in votes if one.strength * strength > 0)


def common_direction(votes: Sequence[Vote]) -> Direction:
    """The direction that more than half of the judges see; `unstated` where there is none."""
    half = sum(one.weight for one in votes) / 2
    for direction in ("directed", "mutual"):
        if sum(one.weight for one in votes if one.direction == direction) > half * (1 + _SAME):
            return direction
    return "unstated"
