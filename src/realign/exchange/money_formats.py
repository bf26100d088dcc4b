"""Amounts in cells as people see them: with the unit of their heading and what their number format shows."""

from dataclasses import dataclass
from functools import cache

from realign.amounts import MoneyError, read_written, unit_and_mark
from realign.currencies import currencies
from realign.exchange.heading_units import factor_of, unit_of
from realign.exchange.names import shown
from realign.exchange.number_formats import shapes
from realign.exchange.workbook import Content, What
from realign.text import Text, message

_IN_FULL = message("write the amount in full, and choose a plain number format")


@dataclass(frozen=True, slots=True)
class MoneyForm:
    """What a number format makes of an amount."""

    scale: int = 1
    """What the amount is divided by before it is shown, with no word that would say so."""
    said: int = 1
    """The same where a word says it: `0.0,,"m"`."""
    mark: str = ""
    """The currency that is shown."""
    adds: str = ""
    """Words that make another amount of what the cell holds: `0"m"`."""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class AmountSeen:
    """An amount as text, or why it is none."""

    text: str
    """Empty where it cannot be read."""
    says: Text = ""
    """What is said of it, good or bad."""
    hint: Text = ""


@cache
def money_form(code: str) -> MoneyForm:
    """What a number format makes of an amount; of several sections the one that misleads counts."""
    found = MoneyForm()
    for at, shape in enumerate(shapes(code)):
        unit = unit_of(f"({shape.words})") if shape.words else ""
        factor = factor_of(unit) if unit else int(not any(map(str.isdigit, shape.words)))
        adds = shape.words if factor not in (1, shape.scale) else found.adds
        if at:
            found = MoneyForm(found.scale, found.said, found.mark, adds, found.percent)
            continue
        scale, said = (shape.scale, 1) if factor == 1 else (1, shape.scale)
        found = MoneyForm(scale, said, unit_and_mark(unit)[1], adds, shape.percent)
    return found


def amount_seen(cell: Content, text: str, unit: str, currency: str | None) -> AmountSeen:
    """The amount in a cell: what it holds, `text`, with its currency and the `unit` of its heading.

    The number format says nothing new where it shows the `currency` of the plan, or a mere `$` where the
    plan names none.
    """
    if cell.what is not What.NUMBER:
        return _written(text, unit)
    form, factor = money_form(cell.form), factor_of(unit) if unit else 1
    if form.percent:
        says = message("{text} is shown in per cent, which is no amount of money", text=shown(text))
        return AmountSeen("", says, message("write the amount"))
    if form.adds:
        says = message(
            "the cell holds {text}, but its number format adds {words}, which makes another amount of it",
            text=shown(text),
            words=shown(form.adds),
        )
        return AmountSeen("", says, _IN_FULL)
    known = currency in currencies(form.mark) if currency else form.mark == "$"
    marked = text if known or not form.mark else f"{form.mark} {text}"
    if form.scale == factor == 1:
        return AmountSeen(f"{marked} {unit}".strip(), _in_unit(unit) if unit else "")
    return _scaled(form, factor, marked, unit)


def _in_unit(unit: str) -> Text:
    """What is said of amounts in the unit of their heading; nothing where each of them will be refused."""
    return message("amounts are read in {unit}, as the heading says", unit=unit) if factor_of(unit) else ""


def _written(text: str, unit: str) -> AmountSeen:
    """An amount that stands there as text; one with words of its own below a unit is asked about.

    Below a mere currency, `1.2m` and an amount in that currency have no other unit.
    """
    if not unit:
        return AmountSeen(text)
    if factor_of(unit) == 1 and (seen := _below_currency(text, unit)):
        return AmountSeen(seen, _in_unit(unit))
    if any(map(str.isalpha, text)):
        says = message(
            "{text} has a unit of its own beside that of its heading, {unit}", text=shown(text), unit=unit
        )
        return AmountSeen("", says, message("write the unit once, in the heading or in the cells"))
    return AmountSeen(f"{text} {unit}", _in_unit(unit))


def _below_currency(text: str, unit: str) -> str:
    """The amount with its currency; empty where it has another one, or is none."""
    try:
        codes, meant = read_written(text).codes, read_written(f"1 {unit}").codes
    except MoneyError:
        return ""
    return "" if codes and meant[:1] != codes[:1] else (text if codes else f"{text} {unit}")


def _scaled(form: MoneyForm, factor: int, marked: str, unit: str) -> AmountSeen:
    """An amount with a heading that multiplies, or a number format that divides, or both."""
    if form.scale == form.said == 1:
        return AmountSeen(f"{marked} {unit}", _in_unit(unit))
    if form.said > 1 and factor == 1:
        return AmountSeen(f"{marked} {unit}".strip())
    mark = unit_and_mark(unit)[1]
    if factor == 1:
        says = message(
            "the number format leaves off thousands; the amount is read in full, as the cell holds it"
        )
        return AmountSeen(f"{marked} {mark}".strip(), says)
    if form.scale == factor:
        says = message(
            "amounts are shown in {unit}, as the heading says; they are read in full, as the cells hold them",
            unit=unit,
        )
        return AmountSeen(f"{marked} {mark}".strip(), says)
    says = message("the heading says {unit}, and the number format shows other units, too", unit=unit)
    return AmountSeen("", says, _IN_FULL)
