"""The map of influence and dependence, with its four quadrants and the intervals as crosses."""

from collections.abc import Iterator, Sequence

from realign.models.influence.positions import MapPosition
from realign.text import Message, message
from realign.views.page.drawing import Drawing, Stroke, curve, dot, line, words
from realign.views.page.fitting import on_lines, widest
from realign.views.page.names import PageNames

WIDE, HIGH = 940, 470
LEFT, RIGHT, TOP, BELOW = 54, 20, 26, 44
LETTERS, BESIDE, DOT, ROOM = 14.0, 9, 7, 20
"""Height of a name, its distance from the dot, the room of a dot, that of a name in heights."""
MOST = 40
"""Of more outcomes only those with most influence are drawn."""
_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
CORNERS: tuple[tuple[Message, str, str], ...] = (
    (message("drivers: they move others"), "top", "left"),
    (message("relays: they move others and are moved"), "top", "right"),
    (message("results: they are moved by others"), "bottom", "right"),
    (message("apart: little of either"), "bottom", "left"),
)


def quadrants(positions: Sequence[MapPosition], called: PageNames) -> Drawing | None:
    """Where every outcome lies; the lines of the quadrants run through the means. `None`: no influence."""
    seen = sorted(positions, key=lambda one: -one.drive)[:MOST]
    if not any(one.drive or one.dependence for one in seen):
        return None
    most_x = max(_reach(one.dependence, one.dependence_high) for one in seen) * 1.04
    most_y = max(_reach(one.drive, one.drive_high) for one in seen) * 1.04
    field = _Field(most_x or 1, most_y or 1)
    told = [one for one in seen if one.drive or one.dependence]
    marks = (
        *_frame(field, seen),
        *(mark for one in told for mark in _cross(one, field)),
        *_names(told, field, called),
        *(dot(field.x(one.dependence), field.y(one.drive), 5, "node") for one in told),
    )
    return Drawing(
        message(
            "Influence and dependence of outcomes, with the range that nine draws of ten hold as a cross"
        ),
        WIDE,
        HIGH,
        marks,
    )


def _reach(value: float, high: float | None) -> float:
    return max(abs(value), abs(high or 0))


class _Field:
    """From figures to places."""

    def __init__(self, most_x: float, most_y: float) -> None:
        self._x, self._y = most_x, most_y

    def x(self, value: float) -> float:
        return LEFT + max(value, 0) / self._x * (WIDE - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HIGH - BELOW - max(value, 0) / self._y * (HIGH - TOP - BELOW)


def means(positions: Sequence[MapPosition]) -> tuple[float, float]:
    """Mean dependence and mean drive: where the quadrants meet."""
    count = max(len(positions), 1)
    return sum(one.dependence for one in positions) / count, sum(one.drive for one in positions) / count


def corner(one: MapPosition, positions: Sequence[MapPosition]) -> Message:
    """The quadrant of an outcome."""
    dependence, drive = means(positions)
    if one.drive >= drive and one.drive > 0:
        return CORNERS[1][0] if one.dependence >= dependence else CORNERS[0][0]
    return CORNERS[2][0] if one.dependence >= dependence and one.dependence > 0 else CORNERS[3][0]


def _frame(field: _Field, seen: Sequence[MapPosition]) -> Iterator[Stroke]:
    dependence, drive = means(seen)
    right, bottom = WIDE - RIGHT, HIGH - BELOW
    yield line(LEFT, bottom, right, bottom, "axis")
    yield line(LEFT, TOP, LEFT, bottom, "axis")
    yield line(field.x(dependence), TOP, field.x(dependence), bottom, "cut")
    yield line(LEFT, field.y(drive), right, field.y(drive), "cut")
    for says, up, side in CORNERS:
        y = TOP + 14 if up == "top" else bottom - 8
        yield words(
            LEFT + 8 if side == "left" else right - 4, y, says, "corner" if side == "left" else "corner end"
        )
    yield words(right, HIGH - 12, message("dependence: how much arrives →"), "axis-name end")
    yield words(LEFT - 8, 14, message("↑ influence"), "axis-name")


def _cross(one: MapPosition, field: _Field) -> Iterator[Stroke]:
    x, y = field.x(one.dependence), field.y(one.drive)
    path = ""
    if one.drive_low is not None and one.drive_high is not None:
        path += f"M{x:.0f} {field.y(one.drive_low):.0f}V{field.y(one.drive_high):.0f}"
    if one.dependence_low is not None and one.dependence_high is not None:
        path += f"M{field.x(one.dependence_low):.0f} {y:.0f}H{field.x(one.dependence_high):.0f}"
    if path:
        yield curve(path, "cross")


def _names(seen: Sequence[MapPosition], field: _Field, called: PageNames) -> Iterator[Stroke]:
    """Names beside the dots, each where it covers least of the other names and dots."""
    dots = {one.id: (field.x(one.dependence), field.y(one.drive)) for one in seen}
    taken = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in dots.values()]
    for one in sorted(seen, key=lambda each: -each.drive):
        (name,) = on_lines(called.outcomes[one.id], ROOM, 1)
        across, (x, y) = widest(name) * LETTERS, dots[one.id]
        places = [
            (x + side * BESIDE, y + up, x + side * BESIDE - (across if side < 0 else 0))
            for up in (-7, 17, 5, -21, 31, -35, 45)
            for side in (1, -1)
        ]
        inside = [place for place in places if place[2] >= LEFT and place[2] + across <= WIDE - RIGHT]
        best = min(inside or places[:1], key=lambda place: _covered(_box(place, across), taken))
        taken.append(_box(best, across))
        yield words(best[0], best[1], name, "end" if best[2] < best[0] else "")


def _box(place: tuple[float, float, float], across: float) -> _Box:
    _, base, left = place
    return left, base - LETTERS, left + across, base + 3


def _covered(box: _Box, others: Sequence[_Box]) -> float:
    """How much of other names and dots would lie below it."""
    return sum(
        max(0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in others
    )
