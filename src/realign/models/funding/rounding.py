"""A good use of money where some work may be paid in part: the best of parts everywhere, made whole again.

If everything could be paid in part, serving by value for money would be best, and that bounds what any
choice is worth (Dantzig, G. (1957): Discrete-variable extremum problems. Operations Research 5). Only
where a pot runs dry is work left that is paid in part and may not be; its money goes to what may.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from realign.models.funding.divisible import by_worth, serve
from realign.models.funding.flow import FlowNetwork
from realign.models.funding.priority_rule import in_order
from realign.models.funding.problem import Problem, Scale


def rounded(problem: Problem, unearmarked: int) -> tuple[dict[int, int], int]:
    """What to pay for with `unearmarked`, and what nothing can exceed, tiers folded into one number.

    Takes about as long as to sort the items.
    """
    items, relaxed = problem.items, serve(problem, unearmarked).parts
    tied = {place for item in items for place in item.requires}
    whole = {
        place for place, item in enumerate(items) if not item.divisible or item.requires or place in tied
    }
    order = [
        place for place in by_worth(problem) if place in whole and relaxed.get(place) == items[place].cost
    ]
    kept = in_order(problem, unearmarked, order=order)
    parts = refill(problem, unearmarked, {place: items[place].cost for place in kept}, whole)
    return parts, bound_of(problem, relaxed, parts)


def bound_of(problem: Problem, relaxed: Mapping[int, int], parts: Mapping[int, int]) -> int:
    """What nothing can exceed, by the best choice of parts; from the first tier on that `parts` miss."""
    scale, most = Scale.of(problem.items), 0
    best, reached = _by_tier(problem, relaxed), _by_tier(problem, parts)
    for tier, factor in zip(scale.tiers, scale.factors, strict=True):
        most += int(best[tier]) * factor
        if best[tier] != reached[tier]:
            return most + factor - 1
    return most


def _by_tier(problem: Problem, parts: Mapping[int, int]) -> dict[int, Fraction]:
    """Tier -> value of what is paid, parts in proportion, exactly."""
    worth = {item.tier: Fraction(0) for item in problem.items}
    for place, paid in parts.items():
        item = problem.items[place]
        worth[item.tier] += item.value if paid == item.cost else Fraction(item.value * paid, item.cost)
    return worth


def refill(
    problem: Problem, unearmarked: int, parts: Mapping[int, int], whole: Iterable[int]
) -> dict[int, int]:
    """Keep what is paid of the items `whole`, and serve the others anew in whole currency units."""
    ledger = FlowNetwork(problem.pots(unearmarked))
    fixed = frozenset(whole)
    refilled = {place: paid for place, paid in parts.items() if place in fixed}
    for place in refilled:
        ledger.pay(problem.items[place].funds, problem.items[place].cost)
    for place in by_worth(problem):
        if place not in fixed:
            item = problem.items[place]
            paid = ledger.pay(item.funds, item.cost)
            if paid or not item.cost:
                refilled[place] = paid
    return refilled
