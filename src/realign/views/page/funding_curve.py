"""The funding curve as a picture: how much is covered for sure at every amount."""

from collections.abc import Callable, Iterator, Sequence

from realign.models.funding.results import Level
from realign.money import in_currency
from realign.text import message
from realign.views.page.drawing import Drawing, Stroke, curve, dot, line, tidy, words

WIDE, HIGH, LEFT, TOP, BELOW, RIGHT = 940, 300, 60, 20, 46, 24
STEP_ROOM = 24
"""Between two figures at the curve."""


def funding_curve(levels: Sequence[Level], currency: str, marked: Sequence[int]) -> Drawing | None:
    """How much is covered for sure at every amount, with a line at each `marked` one.

    On the page it is the line of the slider, which the script moves. `None`: no amount covers anything.
    """
    counted = [(level.unearmarked, len(level.covered)) for level in levels]
    most = max((count for _, count in counted), default=0)
    far = max((amount for amount, _ in counted), default=0)
    if not most or not far:
        return None
    first = levels[0]
    everything = len(first.covered) + len(first.open) + len(first.uncovered)
    top = max(most, 1)

    def x(amount: float) -> float:
        return LEFT + amount / far * (WIDE - LEFT - RIGHT)

    def y(count: float) -> float:
        return TOP + (1 - count / top) * (HIGH - TOP - BELOW)

    path = f"M{tidy(x(0))} {tidy(y(counted[0][1]))}"
    for amount, count in counted[1:]:
        path += f"H{tidy(x(amount))}V{tidy(y(count))}"
    marks: list[Stroke] = [
        line(LEFT, y(0), WIDE - RIGHT, y(0), "axis"),
        *(
            mark
            for count in _ticks(top)
            for mark in (
                line(LEFT, y(count), WIDE - RIGHT, y(count), "grid"),
                words(LEFT - 8, y(count) + 4, str(count), "end"),
            )
        ),
        *_counts(counted, x, y),
        curve(path, "curve"),
        *(dot(x(amount), y(count), 3.5, "node", in_currency(currency, amount)) for amount, count in counted),
        *(line(x(amount), TOP - 6, x(amount), y(0), "now") for amount in marked),
        words(LEFT, HIGH - 24, "0", "middle"),
        words(WIDE - RIGHT, HIGH - 24, in_currency(currency, far), "end"),
        words((LEFT + WIDE) / 2, HIGH - 6, message("unearmarked money"), "axis-name middle"),
        words(
            LEFT + 4,
            TOP - 6,
            message("pieces of work covered for sure, of {all}", all=everything),
            "axis-name",
        ),
    ]
    return Drawing(
        message("How much is covered for sure at each amount of unearmarked money"), WIDE, HIGH, tuple(marks)
    )


def _counts(
    counted: Sequence[tuple[int, int]], x: Callable[[float], float], y: Callable[[float], float]
) -> Iterator[Stroke]:
    """The figure at each step, as far as there is room for it."""
    before, last = None, float(-STEP_ROOM)
    for amount, count in counted:
        if count != before and x(amount) - last >= STEP_ROOM:
            end = x(amount) > WIDE - RIGHT - STEP_ROOM
            yield words(x(amount) + (-8 if end else 8), y(count) - 8, str(count), "end" if end else "")
            last = x(amount)
        before = count


def _ticks(top: int) -> list[int]:
    step = next(
        one for size in (1, 10, 100, 1000, 10_000) for one in (size, 2 * size, 5 * size) if top / one <= 5
    )
    return list(range(0, top + 1, step))
