"""Says what was done to amounts of money: which were converted, from what and at which rate, and rounding."""

from collections.abc import Iterator, Sequence

from realign.money import MoneyReader
from realign.plan import About
from realign.questions._conversions import ConvertedAmount
from realign.sheets import Column, Kind, Sheet
from realign.text import Message, fill, message


def on_money(about: About, money: MoneyReader) -> Iterator[Message]:
    """What was done to amounts: which were converted at which rate, and that some were rounded."""
    template = message("amounts in {code} are converted: 1 {code} = {rate} {currency}{said}")
    rates = about.rates or {}
    for code in sorted(money.converted):
        said = ", ".join(text for text in (rates[code].date, rates[code].source) if text)
        yield fill(
            template,
            code=code,
            rate=rates[code].rate,
            currency=about.currency,
            said=message(" ({said})", said=said) if said else "",
        )
    if money.rounded:
        yield message("parts of a unit are rounded: costs up, funds down")


def written_as(one: ConvertedAmount) -> Message:
    """How a converted amount stands in the file, and at which rate it is counted."""
    return message("written {written}, at {rate}", written=one.written, rate=one.rate)


def conversions_sheet(found: Sequence[ConvertedAmount]) -> Sheet:
    """The amounts that stand in another currency in the files of the plan."""
    columns = (
        Column("record", message("Record"), Kind.CODE),
        Column("field", message("Field"), Kind.CODE),
        Column("written", message("As written")),
        Column("rate", message("Rate"), Kind.CODE),
        Column("amount", message("Amount"), Kind.MONEY),
    )
    rows = tuple((one.id, one.field, one.written, one.rate, one.amount) for one in found)
    return Sheet("conversions", message("Converted from another currency"), columns, rows, detail=True)
