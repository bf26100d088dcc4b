"""What the strings of each fund cost: the best use of all money if the money of that fund were free."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from realign.models.funding.case import FundingCase
from realign.models.funding.levels import LevelBuilder
from realign.models.funding.milp import Best
from realign.models.funding.problem import Problem, TierValue
from realign.models.funding.results import AllFree, EarmarkPrice, Level
from realign.models.funding.solver import FOR_A_CURVE, Algorithm, Ladder, Solution, best_uses, solve


def freed(problem: Problem, funds: Iterable[str]) -> Problem:
    """The problem in which the money of `funds` may also pay for all that unearmarked money may pay for."""
    lifted = set(funds)
    order = list(problem.pots(0))
    items = tuple(
        replace(item, funds=tuple(fund for fund in order if fund in lifted or fund in item.funds))
        if problem.free in item.funds
        else item
        for item in problem.items
    )
    return replace(problem, items=items)


def with_earmarks(
    case: FundingCase,
    builder: LevelBuilder,
    solution: Solution,
    levels: Sequence[Level],
    algorithm: Algorithm | None = None,
) -> Iterator[Level]:
    """`levels` with the price of each earmark, and of all together: one exact solve each.

    Held against as much more unearmarked money with the earmark left as it is: that is never worth less.
    A fund of which nobody has said what it holds has no price.
    """
    problem = builder.problem
    funds = {
        fund: amount
        for fund, amount in problem.amounts.items()
        if amount and case.funds[fund].amount is not None and problem.free is not None
    }
    amounts = [level.unearmarked for level in levels]
    ladder = FOR_A_CURVE.shared(len(amounts) * (2 * len(funds) + 1))
    lifted = {fund: _best(freed(problem, [fund]), amounts, algorithm, ladder) for fund in funds}
    more = {
        fund: _best(problem, [amount + held for amount in amounts], algorithm, ladder)
        for fund, held in funds.items()
    }
    together = _best(freed(problem, funds), amounts, algorithm, ladder)
    aside = builder.weight(case.set_aside)
    for number, (level, choice) in enumerate(zip(levels, solution.choices, strict=True)):
        reached, certain = choice.weight, choice.weight == choice.bound
        prices = []
        for fund, held in funds.items():
            free, extra = lifted[fund][number], more[fund][number]
            worth = max(reached, free.weight)
            prices.append(
                EarmarkPrice(
                    fund=fund,
                    amount=held,
                    value=builder.scale.read(reached + aside),
                    value_free=builder.scale.read(worth + aside),
                    gain=builder.difference(worth, reached),
                    gain_per_100_000=_each(builder.difference(worth, reached), held),
                    gain_of_more=builder.difference(max(worth, extra.weight), reached),
                    covered_free=_names(
                        builder, case, free.parts if free.weight >= reached else choice.parts
                    ),
                    certified=certain and free.weight == free.bound,
                )
            )
        worth = max(reached, together[number].weight)
        everything = AllFree(
            value=builder.scale.read(worth + aside),
            gain=builder.difference(worth, reached),
            covered=_names(
                builder, case, together[number].parts if together[number].weight >= reached else choice.parts
            ),
            certified=certain and together[number].weight == together[number].bound,
        )
        yield replace(level, earmarks=tuple(prices), all_free=everything)


def _best(
    problem: Problem, amounts: Sequence[int], algorithm: Algorithm | None, ladder: Ladder
) -> list[Best]:
    """The best use of each amount, by the algorithm that the caller names, if one is named."""
    if algorithm is None:
        return best_uses(problem, amounts, ladder)
    choices = solve(problem, amounts, algorithm).choices
    return [Best(dict(choice.parts), choice.weight, choice.bound) for choice in choices]


def _each(gain: TierValue, held: int) -> float | tuple[float, ...]:
    """The gain for each 100 000 of the fund."""
    parts = tuple(part * 100_000 / held for part in (gain if isinstance(gain, tuple) else (gain,)))
    return parts if isinstance(gain, tuple) else parts[0]


def _names(builder: LevelBuilder, case: FundingCase, parts: Mapping[int, int]) -> tuple[str, ...]:
    """What is covered: paid in full, or set aside."""
    whole = {place for place, paid in parts.items() if paid == builder.problem.items[place].cost}
    return builder.names(whole | case.set_aside)
