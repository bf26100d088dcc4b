"""A unit that stands above a table and in no heading, so that nobody can tell whether the amounts have it."""

from realign.exchange import rules as slips
from realign.exchange.heading_units import factor_of, unit_of
from realign.exchange.headings import Headings
from realign.exchange.names import shown
from realign.exchange.tally import Tally
from realign.exchange.workbook import Grid
from realign.money import MoneyError, MoneyReader
from realign.text import message


def say_units_above(grid: Grid, headings: Headings, tally: Tally, money: MoneyReader) -> None:
    """Ask about a unit that stands above the table, `in thousands of USD`, and in no heading of an amount."""
    if not any(heading.money and factor_of(heading.unit) == 1 for heading in headings.columns):
        return
    for row in grid.rows:
        for column in grid.columns if row < headings.row else ():
            text = grid.text(row, column)
            unit = unit_of(text, title=True)
            if unit and (factor_of(unit) != 1 or _another(unit, money)):
                says = message(
                    "{text} says {unit}, but no heading of an amount says it", text=shown(text), unit=unit
                )
                hint = message(
                    "write it into the heading, as in Cost ({unit}); if it is not meant for the amounts, "
                    "delete it",
                    unit=unit,
                )
                tally.say(slips.WRONG_VALUE, row, column, says, hint)


def _another(unit: str, money: MoneyReader) -> bool:
    """Whether a unit is a currency that the plan does not count in."""
    try:
        MoneyReader(money.currency, money.rates).read(f"1 {unit}")
    except MoneyError:
        return bool(money.currency)
    return False
