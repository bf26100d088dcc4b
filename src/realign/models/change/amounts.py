"""Two states of a plan in; the amounts of unearmarked money at which they are worth comparing, out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from realign.plan import Fund, Plan
from realign.plan.lookup import funds_by_year, receiving_funds
from realign.text import Text, fill, message


@dataclass(frozen=True, slots=True)
class Asked:
    """An amount of unearmarked money as each state has it, in whole currency units."""

    old: int
    new: int
    label: Text | None = None
    """What the amount is; none where it is just an amount."""


_REQUIRED = message("required")
_REQUIRED_BEFORE = message("required before")
_REQUIRED_NOW = message("required now")


def received_in(year: int) -> Text:
    """How the money of a year is called."""
    return fill(message("received in {year}"), year=str(year))


def usual(old: Plan, new: Plan) -> tuple[Asked, ...]:
    """Nothing, what is required, what came in last, and every year of which the figure is another one.

    The last two are read from each state's own data.
    """
    found: dict[tuple[int, int], Asked] = {}
    for one in (Asked(0, 0), *_required(old, new), *_received(old, new)):
        found.setdefault((one.old, one.new), one)
    return tuple(found.values())


def _required(old: Plan, new: Plan) -> Iterator[Asked]:
    """What either state says is required, as an amount for both."""
    was, now = (fund.needed if fund else None for fund in (_free(old), _free(new)))
    if was is not None:
        yield Asked(was, was, _REQUIRED if was == now else _REQUIRED_BEFORE)
    if now is not None and now != was:
        yield Asked(now, now, _REQUIRED_NOW)


def _received(old: Plan, new: Plan) -> Iterator[Asked]:
    """What came in last, and in each year in which the two states do not agree."""
    before, now = _years(old), _years(new)
    if before and now:
        was, last = max(before), max(now)
        label = received_in(last)
        if was != last:
            label = fill(
                message("received last ({was}, then {last})"),
                was=str(was),
                last=str(last),
            )
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
