"""The figures that a row of digits may mean, with the separators of any country."""

import re
from collections.abc import Iterator
from fractions import Fraction

_SEPARATOR = re.compile(r"[^0-9]")
_MOST_DIGITS = 60


def readings(written: str, *, three_decimals: bool = False) -> tuple[Fraction, ...]:
    """Every figure that `written` may mean, the likeliest first; none if it is no number.

    `written` holds ASCII digits with blanks, `'`, `_`, `,` or `.` between them. A comma before three digits
    at the end parts thousands, unless there may be `three_decimals`: then both are told.
    """
    if len(written) > _MOST_DIGITS:
        return ()
    groups, signs = _SEPARATOR.split(written), _SEPARATOR.findall(written)
    found: dict[Fraction, bool] = {}
    for figure, plain in _each(groups, "".join(signs), three_decimals=three_decimals):
        found[figure] = found.get(figure, False) or plain
    return tuple(found) if any(found.values()) else ()


def _each(groups: list[str], signs: str, *, three_decimals: bool) -> Iterator[tuple[Fraction, bool]]:
    """Each figure, and whether people write it so at all: some ways only make another one doubtful."""
    whole = "".join(groups)
    if not signs or _grouped(groups, signs):
        yield Fraction(int(whole)), not signs or _alike(signs)
    if not signs or signs[-1] not in ",." or signs[-1] in signs[:-1]:
        return
    if signs[:-1] and not _grouped(groups[:-1], signs[:-1]):
        return
    if signs == "," and _thousands(groups) and not three_decimals:
        return
    decimals = Fraction(int(whole), 10 ** len(groups[-1]))
    yield decimals, not signs[:-1] or _alike(signs[:-1])


def _grouped(groups: list[str], signs: str) -> bool:
    """Whether the separators part thousands, or hundreds of thousands as in India, or myriads as in China."""
    if _thousands(groups):
        return True
    if set(signs) != {","} or len(groups) < 3 or groups[0].startswith("0"):
        return False
    lengths = [len(group) for group in groups]
    indian = lengths[0] <= 2 and set(lengths[1:-1]) == {2} and lengths[-1] == 3
    return indian or (lengths[0] <= 4 and set(lengths[1:]) == {4})


def _thousands(groups: list[str]) -> bool:
    """Whether every group but the first has three digits, and the first one to three that begin with no 0."""
    first, *rest = groups
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest)


def _alike(signs: str) -> bool:
    """Whether one sign parts all groups; in Mexico an apostrophe parts the millions."""
    return len(set(signs)) == 1 or (signs[0] == "'" and "'" not in signs[1:] and len(set(signs[1:])) == 1)


def write_money(amount: int) -> str:
    """Write an amount so that `MoneyReader` reads the same: `2 556 107`."""
    return f"{amount:,}".replace(",", " ")
