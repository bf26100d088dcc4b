"""The amounts of unearmarked money at which two states of a plan are worth comparing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from realign.plan import Fund, Plan
from realign.plan.lookup import funds_by_year, receiving_funds


@dataclass(frozen=True, slots=True)
class Label:
    """What an amount is."""

    meaning: Literal["required", "required before", "required now", "received", "received last"]
    years: tuple[int, ...] = ()
    """Of money that came in: the year, or the last year of either state."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An amount of unearmarked money as each state has it, in whole currency units."""

    old: int
    new: int
    label: Label | None = None
    """What the amount is; none where it is just an amount."""


def received_in(year: int) -> Label:
    """What the money of a year is."""
    return Label("received", (year,))


def usual(old: Plan, new: Plan) -> tuple[Asked, ...]:
    """Nothing, what is required, what came in last, and every year of which the figure is another one.

    The last two are read from each state's own data.
    """
    found: dict[tuple[int, int], Asked] = {}
    for amount in (Asked(0, 0), *_required(old, new), *_received(old, new)):
        found.setdefault((amount.old, amount.new), amount)
    return tuple(found.values())


def _required(old: Plan, new: Plan) -> Iterator[Asked]:
    """What either state says is required, as an amount for both."""
    was, now = (fund.needed if fund else None for fund in (_free(old), _free(new)))
    if was is not None:
        yield Asked(was, was, Label("required" if was == now else "required before"))
    if now is not None and now != was:
        yield Asked(now, now, Label("required now"))


def _received(old: Plan, new: Plan) -> Iterator[Asked]:
    """What came in last, and in each year in which the two states do not agree."""
    before, now = _years(old), _years(new)
    if before and now:
        was, last = max(before), max(now)
        label = received_in(last)
        if was != last:
            label = Label("received last", (was, last))
        yield Asked(before[was], now[last], label)
    elif before or now:
        years = before or now
        yield Asked(years[max(years)], years[max(years)], received_in(max(years)))
    for year in sorted(before.keys() & now.keys()):
        if before[year] != now[year]:
            yield Asked(before[year], now[year], received_in(year))


def _years(plan: Plan) -> Mapping[int, int]:
    """Year -> what came into the unearmarked funds."""
    return {year: (fund.received or {})[year] for year, fund in funds_by_year(plan).items()}


def _free(plan: Plan) -> Fund | None:
    """The unearmarked fund that amounts go to."""
    return next(iter(receiving_funds(plan)), None)
