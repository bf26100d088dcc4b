"""Says what was done to amounts of money: which were converted at which rate, that some were rounded."""

from collections.abc import Iterator

from realign.money import MoneyReader
from realign.plan import About
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
