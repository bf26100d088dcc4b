"""The map of influence and dependence, with its four quadrants and the intervals as crosses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from realign.models.influence.positions import MapPosition
from realign.text import Message, message
from realign.views.page.drawing import Drawing, Stroke, curve, words
from realign.views.page.fitting import on_lines, widest
from realign.views.page.names import PageNames

TOP, BELOW, RIGHT = 26, 44, 20
BESIDE, DOT = 9, 7
"""Between a name and its dot, the room of a dot."""
MOST = 40
"""Of more outcomes only those with most influence are drawn."""
_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Corner:
    """A quadrant: its name, the same with what it means, and where it lies."""

    name: Message
    says: Message
    up: bool
    left: bool


DRIVERS = Corner(message("drivers"), message("drivers: they move others"), up=True, left=True)
RELAYS = Corner(message("relays"), message("relays: they move others and are moved"), up=True, left=False)
RESULTS = Corner(message("results"), message("results: they are moved by others"), up=False, left=False)
APART = Corner(message("apart"), message("apart: little of either"), up=False, left=True)


def quadrants(positions: Sequence[MapPosition], called: PageNames, number: int = 0) -> Drawing | None:
    """Where every outcome lies; the lines of the quadrants run through the means. `None`: no influence."""
    seen = sorted(positions, key=lambda one: -one.drive)[:MOST]
    if not any(one.drive or one.dependence for one in seen):
        return None
    most_x = max(_reach(one.dependence, one.dependence_high) for one in seen) * 1.04
    most_y = max(_reach(one.drive, one.drive_high) for one in seen) * 1.04
    wide = _Field(940, 470, 54, 14, 20, most_x or 1, most_y or 1)
    narrow = _Field(356, 400, 22, 12, 13, most_x or 1, most_y or 1)
    label = message(
        "Influence and dependence of outcomes, with the range that nine draws of ten hold as a cross"
    )
    told = [one for one in seen if one.drive or one.dependence]
    small = (*_frame(narrow, seen), *_names(told, narrow, called))
    return Drawing(
        label,
        wide.wide,
        wide.high,
        (*_frame(wide, seen), *_names(told, wide, called)),
        f"map{number}",
        tuple(_places(told, wide)),
        narrow=Drawing(label, narrow.wide, narrow.high, small, f"map{number}", placed=narrow.onto(wide)),
    )


def _places(seen: Sequence[MapPosition], field: "_Field") -> Iterator[Stroke]:
    """Every cross in one path, every dot in another."""
    crosses = "".join(_cross(one, field) for one in seen)
    if crosses:
        yield curve(crosses, "cross")
    dots = "".join(f"M{field.x(one.dependence):.0f} {field.y(one.drive):.0f}h.1" for one in seen)
    yield curve(dots, "dots")


def _reach(value: float, high: float | None) -> float:
    return max(abs(value), abs(high or 0))


@dataclass(frozen=True, slots=True)
class _Field:
    """The size of a picture, and from figures to places."""

    wide: float
    high: float
    left: float
    letters: float
    """Height of a name."""
    room: float
    """For a name, in heights of letters."""
    most_x: float
    most_y: float

    def x(self, value: float) -> float:
        return self.left + max(value, 0) / self.most_x * (self.wide - self.left - RIGHT)

    def y(self, value: float) -> float:
        return self.high - BELOW - max(value, 0) / self.most_y * (self.high - TOP - BELOW)

    def onto(self, other: "_Field") -> str:
        """What turns the places of the `other` field into those of this one."""
        across = (self.wide - self.left - RIGHT) / (other.wide - other.left - RIGHT)
        down = (self.high - TOP - BELOW) / (other.high - TOP - BELOW)
        x, y = self.left - across * other.left, TOP - down * TOP
        return f"matrix({across:.4f} 0 0 {down:.4f} {x:.1f} {y:.1f})"


def means(positions: Sequence[MapPosition]) -> tuple[float, float]:
    """Mean dependence and mean drive: where the quadrants meet."""
    count = max(len(positions), 1)
    return sum(one.dependence for one in positions) / count, sum(one.drive for one in positions) / count


def corner(one: MapPosition, positions: Sequence[MapPosition]) -> Corner:
    """The quadrant of an outcome."""
    dependence, drive = means(positions)
    if one.drive >= drive and one.drive > 0:
        return RELAYS if one.dependence >= dependence else DRIVERS
    return RESULTS if one.dependence >= dependence and one.dependence > 0 else APART


def _frame(field: _Field, seen: Sequence[MapPosition]) -> Iterator[Stroke]:
    dependence, drive = means(seen)
    left, right, bottom = field.left, field.wide - RIGHT, field.high - BELOW
    yield curve(f"M{left} {TOP}V{bottom}H{right}", "axis")
    yield curve(f"M{field.x(dependence):.0f} {TOP}V{bottom}M{left} {field.y(drive):.0f}H{right}", "cut")
    for each in (DRIVERS, RELAYS, RESULTS, APART):
        y = TOP + 14 if each.up else bottom - 8
        says = each.says if field.wide > 500 else each.name
        yield words(left + 8 if each.left else right - 4, y, says, "corner" if each.left else "corner end")
    yield words(right, field.high - 12, message("dependence: how much arrives →"), "axis-name end")
    yield words(left - 8, 14, message("↑ influence"), "axis-name")


def _cross(one: MapPosition, field: _Field) -> str:
    x, y = field.x(one.dependence), field.y(one.drive)
    path = ""
    if one.drive_low is not None and one.drive_high is not None:
        path += f"M{x:.0f} {field.y(one.drive_low):.0f}V{field.y(one.drive_high):.0f}"
    if one.dependence_low is not None and one.dependence_high is not None:
        path += f"M{field.x(one.dependence_low):.0f} {y:.0f}H{field.x(one.dependence_high):.0f}"
    return path


def _names(seen: Sequence[MapPosition], field: _Field, called: PageNames) -> Iterator[Stroke]:
    """Names beside the dots, each where it covers least of the other names and dots."""
    dots = {one.id: (field.x(one.dependence), field.y(one.drive)) for one in seen}
    taken = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in dots.values()]
    for one in sorted(seen, key=lambda each: -each.drive):
        (name,) = on_lines(called.outcomes[one.id], field.room, 1)
        across, (x, y) = widest(name) * field.letters, dots[one.id]
        places = [
            (x + side * BESIDE, y + up, x + side * BESIDE - (across if side < 0 else 0))
            for up in (-7, 17, 5, -21, 31, -35, 45)
            for side in (1, -1)
        ]
        inside = [place for place in places if place[2] >= field.left and place[2] + across <= field.wide]
        best = min(
            inside or places[:1], key=lambda place: _covered(_box(place, across, field.letters), taken)
        )
        taken.append(_box(best, across, field.letters))
        yield words(best[0], best[1], name, "end" if best[2] < best[0] else "")


def _box(place: tuple[float, float, float], across: float, letters: float) -> _Box:
    _, base, left = place
    return left, base - letters, left + across, base + 3


def _covered(box: _Box, others: Sequence[_Box]) -> float:
    """How much of other names and dots would lie below it."""
    return sum(
        max(0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in others
    )
