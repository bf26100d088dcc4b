"""Reads amounts of unearmarked money: figures, what is required, what came in in a year."""

from collections.abc import Iterable, Iterator
from numbers import Integral, Real
from typing import TypeAlias

from realign.findings import CallError
from realign.models.funding.results import Received
from realign.money import MoneyError, MoneyReader, split_amounts, write_money
from realign.plan import Plan
from realign.plan.fields import refs_of_year
from realign.plan.lookup import funds_by_year, unearmarked_funds

Amount: TypeAlias = Real | int | float | str | Received
"""Whole currency units; money as people write it, `12e6`; several, `0; 5m` or `0..20m:1m`; `required`;
`actual:2021`."""
Amounts: TypeAlias = Amount | Iterable[Amount]
MOST = 200
"""Amounts of a range: each is answered in full."""


def read_amounts(plan: Plan, given: Amounts, name: str = "") -> tuple[int | Received, ...]:
    """The amounts that are meant, in their order, in whole units of the plan's currency.

    They are rounded down and converted like those of funds; the reader of the plan remembers that.
    `name`: what the plan is called where several are read, for the message about what it does not say.
    Raises `CallError` for what is no amount, for what could be read in two ways, and where there is none.
    """
    several = [given] if isinstance(given, int | float | Real | str | Received) else given
    reader = plan.origin.money or plan.about.reader()
    try:
        found = tuple(amount for one in several for amount in _read(plan, one, reader))
    except MoneyError as error:
        raise CallError("unearmarked money: {error}", error=error.says) from error
    except CallError as error:
        if not name:
            raise
        raise CallError("{name}: {error}", error.advice, name=name, error=error.says) from error
    if not found:
        raise CallError(
            "no amount of unearmarked money is named", "write it like 12e6, or several like 0; 5m; 12m"
        )
    return found


def usual_amounts(plan: Plan) -> tuple[int | Received, ...]:
    """Nothing, what is required, and what came in last, as far as the plan says it; the smallest first."""
    found: dict[int, int | Received] = {0: 0}
    needed = [fund.needed for fund in unearmarked_funds(plan) if fund.needed is not None]
    if needed:
        found[sum(needed)] = sum(needed)
    funds = funds_by_year(plan)
    if funds and (funds[max(funds)].received or {})[max(funds)] >= 0:
        last = received(plan, max(funds))
        found[int(last)] = last
    return tuple(found[amount] for amount in sorted(found))


def received(plan: Plan, year: int) -> Received:
    """What really came into the unearmarked fund of `plan` in `year`, for `actual:2021`.

    Raises `CallError`, with the years there are, where the plan does not say.
    """
    funds = funds_by_year(plan)
    if not funds:
        raise CallError(
            "the plan does not say what unearmarked money came in",
            "give its unearmarked fund `received: {{2021: 2556107}}`",
        )
    if year not in funds:
        years = ", ".join(map(str, sorted(funds)))
        raise CallError(
            "the plan does not say what came in in {year}", "years: {years}", year=year, years=years
        )
    fund = funds[year]
    amount = (fund.received or {})[year]
    if amount < 0:
        raise CallError(
            "in {year} more was paid back than came in: {amount}",
            "nothing was left to spend; ask for 0, or name another year",
            year=year,
            amount=write_money(amount),
        )
    return Received(year, amount, fund.id, refs_of_year(fund, year), fund.note)


def required(plan: Plan) -> int:
    """What the unearmarked funds of `plan` say is required; raises `CallError` where none says it."""
    needed = [fund.needed for fund in unearmarked_funds(plan) if fund.needed is not None]
    if not needed:
        raise CallError(
            "no unearmarked fund says what is required",
            "give it `required: {{amount: 12m, covers: [A1]}}`, or name a figure",
        )
    return sum(needed)


def _read(plan: Plan, given: Amount, reader: MoneyReader) -> Iterator[int | Received]:
    """One amount, or several that a text holds."""
    if isinstance(given, Received):
        yield given
    elif isinstance(given, str):
        for text in split_amounts(given):
            word, colon, year = (part.strip() for part in text.partition(":"))
            if colon and word.casefold() == "actual" and year.isdecimal() and len(year) <= 4:
                yield received(plan, int(year))
            elif text.strip().casefold() == "required":
                yield required(plan)
            elif ".." in text:
                yield from _range(text, reader)
            else:
                yield reader.read(text)
    else:
        yield reader.read(str(given) if isinstance(given, Integral) else f"{float(given):f}")


def _range(text: str, reader: MoneyReader) -> range:
    """From one amount to another by steps: `0..20m:1m`; the last is the end, or the step before it."""
    ends, _, step = text.partition(":")
    first, _, last = ends.partition("..")
    if not (first.strip() and last.strip(" .") and step.strip()):
        raise CallError(
            "'{text}' is no range of amounts",
            "write its ends and its step, like 0..20m:1m",
            text=text.strip(),
        )
    low, high, by = (int(reader.read(part)) for part in (first, last, step))
    if by <= 0 or high < low:
        raise CallError(
            "'{text}' leads nowhere",
            "the first end is the smaller one, the step more than 0",
            text=text.strip(),
        )
    if (high - low) // by >= MOST:
        raise CallError(
            "'{text}' is {count} amounts; at most {most} are answered",
            "make the step larger",
            text=text.strip(),
            count=(high - low) // by + 1,
            most=MOST,
        )
    return range(low, high + 1, by)
