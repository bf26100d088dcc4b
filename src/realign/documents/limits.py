"""How much of one kind is told about one file."""

from collections.abc import Iterable

from realign.findings import Finding, Place, Rule

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


def and_more(number: int) -> str:
    """` (and 5 more in this file)`; nothing if there are none."""
    counted = f"more than {grouped(MOST_COUNTED)}" if number >= MOST_COUNTED else f"{number}"
    return f" (and {counted} more in this file)" if number > 0 else ""


def no_more(rule: Rule, place: Place) -> Finding:
    """The last finding of a kind: from here on they are not told any more."""
    says = f"from here on {rule.code} is not looked for: {grouped(MOST_TOLD)} are found in this file"
    return rule.finding(place, says, "mend those first")


def in_lines(places: Iterable[Place]) -> str:
    """The lines of some places, of many the first: `lines 4, 7, 9 …`."""
    numbers = list(dict.fromkeys(place.start.line for place in places))
    some = ", ".join(map(str, numbers[:MOST_LINES]))
    return f"line{'s' * (len(numbers) > 1)} {some}{' …' * (len(numbers) > MOST_LINES)}"
