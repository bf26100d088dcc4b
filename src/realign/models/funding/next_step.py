"""The work that the least further money would add to what is paid for, giving nothing up."""

from collections.abc import Iterator, Mapping

from realign.models.funding.flow import Claim, FlowNetwork, bills_of
from realign.models.funding.problem import Problem


def cheapest_addition(problem: Problem, unearmarked: int, parts: Mapping[int, int]) -> tuple[int, int] | None:
    """Position of an item of value, and how much more unearmarked money pays the whole of it beside `parts`.

    None where no amount pays for a further item. An item that requires others is looked at only where these
    are paid. Of each claim what it could draw is worked out only if it may come first: it draws no more
    than is left in all pots that it, or whoever makes room for it, may draw on.
    """
    most = sum(item.cost for item in problem.items)
    now, plenty = (_paid(problem, amount, parts) for amount in (unearmarked, unearmarked + most))
    left: dict[Claim, int] = {}
    asked = []
    for place, due in _wanting(problem, parts):
        claim = problem.items[place].funds
        if claim not in left:
            left[claim] = sum(now.left[pot] for pot in now.exhausted(claim))
        asked.append((due - left[claim], place, due))
    reach: dict[Claim, tuple[int, int]] = {}
    best: tuple[int, int] | None = None
    for least, place, due in sorted(asked):
        if best is not None and least > best[0]:
            break
        claim = problem.items[place].funds
        if claim not in reach:
            reach[claim] = now.copy().pay(claim, most), plenty.copy().pay(claim, most)
        here, ever = reach[claim]
        if due <= ever and (best is None or (due - here, place) < best):
            best = due - here, place
    return None if best is None else (best[1], best[0])


def _wanting(problem: Problem, parts: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Items of value that are not paid in full though all that they require is, and what they lack."""
    for place, item in enumerate(problem.items):
        due = item.cost - parts.get(place, 0)
        whole = all(parts.get(other) == problem.items[other].cost for other in item.requires)
        if item.funds and item.value and due and whole:
            yield place, due


def _paid(problem: Problem, unearmarked: int, parts: Mapping[int, int]) -> FlowNetwork:
    """The pots when `parts` are paid."""
    ledger = FlowNetwork(problem.pots(unearmarked))
    ledger.pay_all(bills_of(problem, parts))
    return ledger
