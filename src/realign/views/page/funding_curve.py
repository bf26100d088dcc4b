"""The funding curve as a picture: how much is covered, open and without money at every amount."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from realign.models.funding.results import Level
from realign.money import in_currency, write_money
from realign.text import Text, message
from realign.views.page.drawing import Drawing, Stroke, box, curve, dot, line, words
from realign.views.page.fitting import widest
from realign.views.page.labels import LABELS

TOP, BELOW, RIGHT = 68, 46, 16
STEP_ROOM = 24
"""Between two figures at the curve."""
BEYOND = 1.03
"""So far beyond the highest amount the picture goes, so that its level is seen."""
LETTERS = 12.5
BANDS: Mapping[str, Text] = {"c": LABELS["covered"], "o": LABELS["open"], "u": LABELS["uncovered"]}
"""From the bottom to the top, with their names."""


@dataclass(frozen=True, slots=True)
class _CurveFrame:
    """The size of a picture, the amounts and counts that it reaches."""

    wide: float
    high: float
    left: float
    far: int
    top: int

    @property
    def across(self) -> float:
        """From nothing to the highest amount."""
        return (self.wide - self.left - RIGHT) / BEYOND

    def x(self, amount: float) -> float:
        return self.left + amount / self.far * self.across

    def y(self, count: float) -> float:
        return TOP + (1 - count / self.top) * (self.high - TOP - BELOW)


def funding_curve(levels: Sequence[Level], currency: str, marked: Sequence[int]) -> Drawing | None:
    """What is covered, open and without money at every amount, with a line at each `marked` one.

    On the page it is the line of the slider, which the script moves. `None`: no amount covers anything.
    """
    far = max((level.unearmarked for level in levels), default=0)
    if not far or not any(level.covered for level in levels):
        return None
    first = levels[0]
    everything = len(first.covered) + len(first.open) + len(first.uncovered)
    drawn = _drawn(levels, currency, marked, _CurveFrame(940, 330, 46, far, everything))
    return replace(drawn, narrow=_drawn(levels, currency, marked, _CurveFrame(356, 300, 30, far, everything)))


def _drawn(levels: Sequence[Level], currency: str, marked: Sequence[int], frame: _CurveFrame) -> Drawing:
    counted = [(level.unearmarked, len(level.covered)) for level in levels]
    bottom, right = frame.y(0), frame.wide - RIGHT
    marks: list[Stroke] = [
        *_bands(levels, frame),
        *(words(frame.left - 8, frame.y(count) + 4, str(count), "end") for count in ticks(frame.top, 5)),
        *_counts(counted, frame),
        *(dot(frame.x(at), frame.y(count), 3.5, "node") for at, count in counted),
        *(_marker(amount, frame) for amount in marked),
        line(frame.left, bottom, right, bottom, "axis"),
        *_amounts(currency, frame),
        words((frame.left + right) / 2, frame.high - 6, message("unearmarked money"), "axis-name middle"),
        words(0, TOP - 26, message("pieces of work"), "axis-name"),
    ]
    label = message("What is covered, open and without money at each amount of unearmarked money")
    return Drawing(label, frame.wide, frame.high, tuple(marks))


def _bands(levels: Sequence[Level], frame: _CurveFrame) -> Iterator[Stroke]:
    """What is without money behind, then what is open, what is covered in front; and their key."""
    covered = [len(level.covered) for level in levels]
    reached = [len(level.covered) + len(level.open) for level in levels]
    amounts = [level.unearmarked for level in levels]
    wide, high = frame.wide - RIGHT - frame.left, frame.y(0) - frame.y(frame.top)
    yield box(frame.left, frame.y(frame.top), wide, high, "u")
    for counts, looks in ((reached, "o"), (covered, "c")):
        steps = "".join(
            f"H{frame.x(amount):.0f}V{frame.y(count):.0f}"
            for amount, count in zip(amounts, counts, strict=True)
        )
        yield curve(f"M{frame.left} {frame.y(0):.0f}{steps}H{frame.left + wide:.0f}V{frame.y(0):.0f}z", looks)
    at = 0.0
    shown = {
        "c": max(covered),
        "o": any(level.open for level in levels),
        "u": any(level.uncovered for level in levels),
    }
    for looks, name in BANDS.items():
        if not shown[looks]:
            continue
        yield box(at, 2, 12, 12, looks)
        yield words(at + 18, 12, name, "axis-name")
        at += 38 + widest(name) * LETTERS


def _marker(amount: int, frame: _CurveFrame) -> Stroke:
    """The line of an amount, with what the script needs to move it."""
    drawn = line(frame.x(amount), TOP - 6, frame.x(amount), frame.y(0), "now")
    return replace(drawn, at={**drawn.at, "data-x": f"{frame.left:.0f} {frame.across:.0f}"})


def _amounts(currency: str, frame: _CurveFrame) -> Iterator[Stroke]:
    """Round amounts below the axis, the highest with its currency."""
    most = 6 if frame.wide > 500 else 2
    highest = in_currency(currency, frame.far)
    yield words(frame.x(frame.far), frame.high - 26, highest, "end")
    room = frame.x(frame.far) - (widest(highest) + 2) * LETTERS
    for amount in ticks(frame.far, most):
        if frame.x(amount) + widest(write_money(amount)) / 2 * LETTERS < room:
            yield words(frame.x(amount), frame.high - 26, write_money(amount), "middle")


def _counts(counted: Sequence[tuple[int, int]], frame: _CurveFrame) -> Iterator[Stroke]:
    """The figure at each step, as far as there is room for it."""
    before, last = None, float(-STEP_ROOM)
    for amount, count in counted:
        x = frame.x(amount)
        if count != before and x - last >= STEP_ROOM:
            end = x > frame.wide - RIGHT - STEP_ROOM
            yield words(x + (-8 if end else 8), frame.y(count) - 8, str(count), "end" if end else "")
            last = x
        before = count


def ticks(top: int, most: int) -> list[int]:
    """Round figures from 0 to `top`, about `most` of them."""
    step = next(
        number * 10**power
        for power in range(18)
        for number in (1, 2, 5)
        if top / (number * 10**power) <= most
    )
    return list(range(0, top + 1, step))
