"""What can be said of work whose cost nobody has given: exposure, proof, and a labelled chance."""

from collections.abc import Sequence
from fractions import Fraction
from math import comb, exp, lgamma, log, log1p
from typing import Literal

Exposure = Literal["exposed", "conditional", "safe"]
"""`exposed`: nothing but unearmarked money may pay; `conditional`: soft or hard money might;
`safe`: on a regular budget that suffices, or whose limit nobody can show."""
CoverageState = Literal["covered", "open", "uncovered"]
"""`covered` and `uncovered` are provable; `open` is what the costs would have to decide."""

EXACT_UP_TO = 400
"""With more items than this the chance is summed in floating point, still to nine digits."""


def exposure(kinds: Sequence[str], *, assured: bool) -> Exposure:
    """How an item depends on unearmarked money, from the kinds of its pots.

    `assured`: one of its pots is a regular budget that suffices as far as anybody can show.
    """
    if assured:
        return "safe"
    return "conditional" if {"soft", "hard", "regular"} & set(kinds) else "exposed"


def state(exposed: Exposure, unearmarked: int, *, payable: bool, vouched: bool) -> CoverageState:
    """What can be proved without any cost when `unearmarked` comes.

    `vouched`: the source says that this much provides for it. `payable`: some pot may pay.
    """
    if exposed == "safe":
        return "covered"
    if not payable:
        return "uncovered"
    if vouched:
        return "covered"
    return "uncovered" if exposed == "exposed" and unearmarked == 0 else "open"


def tails(count: int, share: Fraction) -> list[float]:
    """Chance that the first k = 1 … count items are covered if a requirement splits among all at random.

    `share` is the part of the requirement that comes. All splits are equally likely, so the
    first k take a share ~ Beta(k, count - k); that it is at most p has the probability
    P(Binomial(count - 1, p) >= k), and for k = count 1 only at p >= 1.
    """
    if share >= 1:
        return [1.0] * count
    if share <= 0:
        return [0.0] * count
    trials = count - 1
    if count > EXACT_UP_TO:
        return _tails_by_logarithm(trials, float(share))
    yes, no = share.numerator, share.denominator - share.numerator
    whole, tail, sums = share.denominator**trials, 0, [0.0]
    for successes in range(trials, 0, -1):
        tail += comb(trials, successes) * yes**successes * no ** (trials - successes)
        sums.append(tail / whole)
    return sums[::-1]


def _tails_by_logarithm(trials: int, share: float) -> list[float]:
    tail, sums = 0.0, [0.0]
    for successes in range(trials, 0, -1):
        ways = lgamma(trials + 1) - lgamma(successes + 1) - lgamma(trials - successes + 1)
        tail += exp(ways + successes * log(share) + (trials - successes) * log1p(-share))
        sums.append(min(tail, 1.0))
    return sums[::-1]
