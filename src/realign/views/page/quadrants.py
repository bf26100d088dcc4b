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
SHORTEST = 9
"""Room for a name where there is little, in heights of letters."""
MOST_COVERED = 60
"""So much of other names and dots a name may cover, in square dots."""
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
CORNERS = (DRIVERS, RELAYS, RESULTS, APART)


def quadrants(positions: Sequence[MapPosition], called: PageNames, number: int = 0) -> Drawing | None:
    """Where every outcome lies; the lines of the quadrants run through the means. `None`: no influence."""
    seen = sorted(positions, key=lambda one: -one.drive)[:MOST]
    if not any(one.drive or one.dependence for one in seen):
        return None
    told = [one for one in seen if one.drive or one.dependence]
    across = _reach([(one.dependence, one.dependence_low, one.dependence_high) for one in told], 0.04)
    up = _reach([(one.drive, one.drive_low, one.drive_high) for one in told], 0.09)
    wide = _Field(940, 470, 54, 14, 20, across, up)
    narrow = _Field(356, 400, 22, 12, 13, across, up)
    label = message(
        "Influence and dependence of outcomes, with the range that nine draws of ten hold as a cross"
    )
    small = (*_frame(narrow, positions), *_names(told, narrow, called))
    return Drawing(
        label,
        wide.wide,
        wide.high,
        (*_frame(wide, positions), *_names(told, wide, called)),
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


def _reach(values: Sequence[tuple[float, float | None, float | None]], spare: float) -> tuple[float, float]:
    """From where to where a picture goes: from nothing, unless all values lie together far from it."""
    low = min(value if least is None else least for value, least, _ in values)
    high = max(max(abs(value), abs(most or 0)) for value, _, most in values) or 1
    start = low - (high - low) / 4 if low > 0.6 * high else 0
    return start, high + (high - start) * spare


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
    across: tuple[float, float]
    up: tuple[float, float]
    """From where to where it goes."""

    def x(self, value: float) -> float:
        low, high = self.across
        return self.left + max(value - low, 0) / (high - low) * (self.wide - self.left - RIGHT)

    def y(self, value: float) -> float:
        low, high = self.up
        return self.high - BELOW - max(value - low, 0) / (high - low) * (self.high - TOP - BELOW)

    def corner(self, corner: Corner) -> tuple[float, float]:
        """Where the name of a quadrant begins, or ends at the right."""
        return (
            self.left + 8 if corner.left else self.wide - RIGHT - 4,
            TOP + 14 if corner.up else self.high - BELOW - 8,
        )

    def says(self, corner: Corner) -> Message:
        """What a quadrant is called, with what it means where there is room."""
        return corner.says if self.wide > 500 else corner.name

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


def _frame(field: _Field, positions: Sequence[MapPosition]) -> Iterator[Stroke]:
    """The lines of the quadrants, and the axes with all names, which are the same through every lens."""
    dependence, drive = means(positions)
    left, right, bottom = field.left, field.wide - RIGHT, field.high - BELOW
    yield curve(f"M{field.x(dependence):.0f} {TOP}V{bottom}M{left} {field.y(drive):.0f}H{right}", "cut")
    yield Stroke("g", {"id": f"axes{field.wide:.0f}"}, inside=tuple(_axes(field)))


def _axes(field: _Field) -> Iterator[Stroke]:
    left, right, bottom = field.left, field.wide - RIGHT, field.high - BELOW
    yield curve(f"M{left} {TOP}V{bottom}H{right}", "axis")
    for each in CORNERS:
        x, base = field.corner(each)
        yield words(x, base, field.says(each), "corner" if each.left else "corner end")
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
    """Names beside the dots, each where it covers least of the others; none where it would cover much."""
    dots = {one.id: (field.x(one.dependence), field.y(one.drive)) for one in seen}
    taken = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in dots.values()]
    for each in CORNERS:
        x, base = field.corner(each)
        across = widest(field.says(each)) * field.letters
        taken.append(_box((x, base, x if each.left else x - across), across, field))
    for one in sorted(seen, key=lambda each: -each.drive):
        for room in (field.room, SHORTEST):
            (name,) = on_lines(called.outcomes[one.id], room, 1)
            across = widest(name) * field.letters
            places = list(_beside(dots[one.id], across, field))
            best = min(places, key=lambda place: _covered(_box(place, across, field), taken), default=None)
            if best and _covered(_box(best, across, field), taken) <= MOST_COVERED:
                taken.append(_box(best, across, field))
                yield words(best[0], best[1], name, "end" if best[2] < best[0] else "")
                break


def _beside(dot: tuple[float, float], across: float, field: _Field) -> Iterator[tuple[float, float, float]]:
    """Where a name may stand within the picture: where it begins or ends, its base, its left edge."""
    for up in (-7, 17, 5, -21, 31, -35, 45):
        for side in (1, -1):
            x, base = dot[0] + side * BESIDE, dot[1] + up
            left = x if side > 0 else x - across
            if left >= field.left and left + across <= field.wide and TOP < base < field.high - BELOW + 20:
                yield x, base, left


def _box(place: tuple[float, float, float], across: float, field: _Field) -> _Box:
    _, base, left = place
    return left, base - field.letters, left + across, base + 3


def _covered(box: _Box, others: Sequence[_Box]) -> float:
    """How much of other names and dots would lie below it."""
    return sum(
        max(0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in others
    )
