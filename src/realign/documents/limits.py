"""How much of one kind is told about one file."""

from collections.abc import Iterable

from realign.findings import Finding, Place, Rule
from realign.text import Text, join, message

MOST_SAID = 20
"""Odd characters of one kind; the last finding says how many more there are."""
MOST_COUNTED = 100_000
"""Characters of one kind that are counted; a file with more that cannot be seen is taken for no text."""
MOST_TOLD = 10_000
"""Other findings of one kind; what comes after is not even looked at."""
MOST_SILENCED = 10_000
"""Comments that silence findings and are obeyed."""
MOST_LINES = 10
"""Lines that one finding names."""


def grouped(number: int) -> str:
    """`10 000`."""
    return f"{number:,}".replace(",", " ")


def and_more(number: int) -> Text:
    """` (and 5 more in this file)`; nothing if there are none."""
    if number <= 0:
        return ""
    if number >= MOST_COUNTED:
        return message(" (and more than {most} more in this file)", most=grouped(MOST_COUNTED))
    return message(" (and {more} more in this file)", more=number)


def no_more(rule: Rule, place: Place) -> Finding:
    """The last finding of a kind: from here on they are not told any more."""
    says = message(
        "from here on {code} is not looked for: {grouped} are found in this file",
        code=rule.code,
        grouped=grouped(MOST_TOLD),
    )
    return rule.finding(place, says, message("mend those first"))


def in_lines(places: Iterable[Place]) -> Text:
    """The lines of some places, of many the first: `lines 4, 7, 9 …`."""
    numbers = list(dict.fromkeys(place.start.line for place in places))
    shown = join(map(str, numbers[:MOST_LINES]))
    some = message("{lines} …", lines=shown) if len(numbers) > MOST_LINES else shown
    if len(numbers) > 1:
        return message("lines {lines}", lines=some)
    return message("line {line}", line=some)
