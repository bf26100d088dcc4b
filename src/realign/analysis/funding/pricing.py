"""The best use of one amount among thousands of jobs: prices settle most, the solver the close calls.

Served in parts, the jobs give every pot a price, and the prices a bound on what any choice can
be worth. A job whose value is far from its cost at those prices is in, or out of, every better
choice; only the others, the core, are put to the solver. After Balas and Zemel (1980).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from realign.analysis.funding.divisible import serve
from realign.analysis.funding.overlapping import Best, answer
from realign.analysis.funding.priority import in_order
from realign.analysis.funding.problem import Problem, Scale
from realign.analysis.funding.question import Question

CORES: Final = (60, 120, 240, 480, 960)
"""Sizes of the core that are tried in turn, until it holds all that is not settled."""
AT_ONCE: Final = 600
"""So many close calls are put to the solver without trying a smaller core first."""
NODES: Final = 500
"""The solver gives up on a core after so many nodes of its search tree, and says how near it came."""
_FINE: Final = 110


@dataclass(frozen=True, slots=True)
class Prices:
    """What a unit of money is worth in each pot, and what follows for every job."""

    bound: int
    """No choice is worth more."""
    margin: Mapping[int, int]
    """Position -> value less cost at the cheapest price it can have, rounded towards 0."""


def price(
    problem: Problem, unearmarked: int, weights: Mapping[int, int], prices: Mapping[str, int]
) -> Prices:
    """Price every pot at the value for money of the job at which it ran dry; 0 where it never did.

    Any prices give a bound: money at its price, and every job's value beyond its cost.
    """
    pots, jobs = problem.pots(unearmarked), problem.jobs

    def rate(place: int | None) -> Fraction:
        return Fraction(0) if place is None else Fraction(weights[place], jobs[place].cost)

    rates = {pot: rate(prices.get(pot)) for pot in pots}
    total = sum((amount * rates[pot] for pot, amount in pots.items()), Fraction(0))
    cheapest = {job.funds: min(rates[pot] for pot in job.funds) for job in jobs if job.funds}
    by_rate: dict[Fraction, int] = {}
    margin = {}
    for place, weight in weights.items():
        paid = cheapest[jobs[place].funds]
        over = weight * paid.denominator - jobs[place].cost * paid.numerator
        margin[place] = over // paid.denominator if over >= 0 else -(-over // paid.denominator)
        if over > 0:
            by_rate[paid] = by_rate.get(paid, 0) + over
    total += sum((Fraction(over, paid.denominator) for paid, over in by_rate.items()), Fraction(0))
    return Prices(int(total), margin)


def best_of_many(problem: Problem, unearmarked: int) -> Best:
    """The best use of `unearmarked`; exact where the core can be made to hold all close calls."""
    scale = Scale.of(problem.jobs)
    weights = {place: scale.weigh(job) for place, job in enumerate(problem.jobs) if job.funds}
    order = sorted(
        weights, key=lambda place: (-((weights[place] << _FINE) // max(1, problem.jobs[place].cost)), place)
    )
    service = serve(problem, unearmarked, order)
    priced = price(problem, unearmarked, weights, service.prices)
    whole = [place for place, paid in service.parts.items() if paid == problem.jobs[place].cost]
    best = _as_best(problem, scale, in_order(problem, unearmarked, whole, order), priced.bound)
    near = sorted(priced.margin, key=lambda place: (abs(priced.margin[place]), place))
    for size in CORES:
        if best.weight == best.bound:
            break
        slack = best.bound - best.weight
        unsettled = [place for place in near if abs(priced.margin[place]) < slack]
        all_of_them = len(unsettled) <= max(size, AT_ONCE)
        asked = unsettled if all_of_them else near[:size]
        inside = set(asked)
        taken = [place for place in weights if place not in inside and priced.margin[place] > 0]
        better = answer(Question(problem, unearmarked, sorted(asked), taken), nodes=NODES)
        proved = better.bound if all_of_them else priced.bound
        if better.weight >= best.weight:
            chosen = in_order(problem, unearmarked, better.parts, order)
            best = _as_best(problem, scale, chosen, priced.bound)
        best = Best(best.parts, best.weight, max(best.weight, min(proved, best.bound)))
        if all_of_them:
            break
    return best


def _as_best(problem: Problem, scale: Scale, chosen: Iterable[int], bound: int) -> Best:
    parts = {place: problem.jobs[place].cost for place in sorted(chosen)}
    return Best(parts, scale.measure(problem.jobs, parts), bound)
