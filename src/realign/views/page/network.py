"""The network of outcomes as a picture: domains as groups in two columns, links as curves between them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from realign.models.influence.results import RankedLink
from realign.models.programme.priority_links import Belonging
from realign.plan import Plan, code_order
from realign.plan.judging import Direction
from realign.text import LANGUAGES, Message, Text, message, say
from realign.views.page.drawing import Drawing, Stroke, box, curve, tidy, words
from realign.views.page.fitting import EMPTY, on_lines
from realign.views.page.names import PageNames

WIDE, COLUMN, NARROW = 940, 258, 356
"""Of the picture, of a column of names, and of the picture on a narrow screen, which has one column."""
LINES, LINE, PAD = 3, 16, 10
"""A name has so many lines at most; room of a line; room above and below a name."""
HEAD, GAP = 14, 14
LETTERS, HEADING = 13.0, 12.5
"""How high they are."""
BOLD = 1.1
"""So much wider are bold letters."""
INSIDE = 12
"""Between the edge of a box and what stands in it."""
PORT = 6.0
"""Between the ends of two links at one outcome, where there is room."""
TIP = 9
"""How long the head of a link is."""
MOST_OUTCOMES, MOST_LINKS = 28, 120
"""Of a larger network only the first links are drawn, and the outcomes at their ends."""
THICK, THIN = 7.0, 1.0
LOOKS: Mapping[Belonging, str] = {"core": "k1", "likely": "k2", "contested": "k3", "out": "k4"}
"""How the style calls the classes of links: each stands on the page some hundred times."""
WAYS: Mapping[Direction, str] = {"directed": "fwd", "mutual": "fwd bwd", "unstated": ""}
"""Which ends have a head."""


class Linked(Protocol):
    """The plan through one lens: a view of the page, or the answer of `links`."""

    @property
    def links(self) -> Sequence[RankedLink]:
        """First rank first."""


class PlacedRow(NamedTuple):
    """Where an outcome stands: the edge that its links touch, the middle of its row, its column."""

    x: float
    y: float
    left: bool


@dataclass(frozen=True)
class Placing:
    """Where every outcome stands and every link ends."""

    rows: Mapping[str, PlacedRow]
    ports: Mapping[tuple[str, str], float]
    """(outcome, other end) -> how high their link touches the outcome."""
    marks: tuple[Stroke, ...]
    high: float


@dataclass(frozen=True)
class Layout:
    """Where everything stands, the same through every lens: on a wide screen, and on a narrow one."""

    wide: Placing
    narrow: Placing

    @classmethod
    def of(cls, plan: Plan, called: PageNames, views: Sequence[Linked]) -> "Layout":
        """Domains in the order of the plan: the first half at the left, the others at the right."""
        groups = _groups(plan, _drawn(plan, views))
        names = {code: _lines(called.outcomes[code]) for codes in groups.values() for code in codes}
        row = LINE * max((_used(lines) for lines in names.values()), default=1) + PAD
        total, left = sum(map(len, groups.values())), 0
        heights = {True: 4.0, False: 4.0}
        wide, narrow = _PlacedColumn(row), _PlacedColumn(row)
        low = 4.0
        for number, (domain, codes) in enumerate(groups.items()):
            side = left == 0 or 2 * (left + len(codes) / 2) <= total
            left += len(codes) if side else total
            head = _heading(called.domain(domain)) if domain is not None else ()
            x, top = 0 if side else WIDE - COLUMN, heights[side]
            inside = tuple(_group(head, [names[code] for code in codes], row, x, top))
            high = wide.add(codes, head, x + COLUMN if side else x, top, left=side)
            narrow.add(codes, head, COLUMN, low, left=True)
            wide.marks.append(Stroke("g", {"id": f"d{number}"}, inside=inside))
            narrow.marks.append(Stroke("use", {"href": f"#d{number}", "x": -x, "y": tidy(low - top)}))
            heights[side], low = top + high + GAP, low + high + GAP
        pairs = {frozenset((link.source, link.target)) for view in views for link in _shown(view, wide.rows)}
        return cls(wide.placed(pairs, max(heights.values())), narrow.placed(pairs, low))


class _PlacedColumn:
    """Gathers where outcomes stand."""

    def __init__(self, row: float) -> None:
        self._row = row
        self.rows: dict[str, PlacedRow] = {}
        self.marks: list[Stroke] = []

    def add(self, codes: Sequence[str], head: Sequence[Text], x: float, top: float, *, left: bool) -> float:
        """Place a group; how high it is."""
        begin = top + _head_room(head)
        for number, code in enumerate(codes):
            self.rows[code] = PlacedRow(x, begin + self._row * (number + 0.5), left)
        return _head_room(head) + self._row * len(codes)

    def placed(self, pairs: Iterable[frozenset[str]], high: float) -> Placing:
        """With the ends of the links, side by side at each outcome and in such order that few cross."""
        others = defaultdict(list)
        for one, other in map(tuple, pairs):
            others[one].append(other)
            others[other].append(one)
        ports = {}
        for code, ends in others.items():
            step = min(PORT, (self._row - PAD) / len(ends))
            for number, other in enumerate(
                sorted(ends, key=lambda end: _turn(self.rows[code], self.rows[end]))
            ):
                ports[code, other] = self.rows[code].y + (number - (len(ends) - 1) / 2) * step
        return Placing(self.rows, ports, tuple(self.marks), high)


def _turn(here: PlacedRow, there: PlacedRow) -> tuple[int, float]:
    """The order of ends at an outcome: curves that come back up, those across, those that come back down."""
    if there.left != here.left:
        return 1, there.y
    return (0 if there.y < here.y else 2), -there.y


def _drawn(plan: Plan, views: Sequence[Linked]) -> set[str]:
    """The outcomes that are drawn: all, or those at the ends of the first links through each lens."""
    if len(plan.outcomes) <= MOST_OUTCOMES:
        return {one.id for one in plan.outcomes}
    found: dict[str, None] = {}
    most = max(map(len, (view.links for view in views)), default=0)
    for place in range(most):
        for view in views:
            for link in view.links[place : place + 1]:
                if len(found.keys() | {link.source, link.target}) <= MOST_OUTCOMES:
                    found[link.source] = found[link.target] = None
    return set(found)


def _groups(plan: Plan, drawn: set[str]) -> dict[str | None, list[str]]:
    """Domain -> its outcomes; those without one last."""
    groups: dict[str | None, list[str]] = {one.id: [] for one in plan.domains}
    for one in sorted(plan.outcomes, key=lambda one: code_order(one.id)):
        if one.id in drawn:
            groups.setdefault(one.domain, []).append(one.id)
    return {domain: codes for domain, codes in groups.items() if codes}


def _lines(name: Text) -> tuple[Text, ...]:
    """A name on as many lines as a row has at most; the last ones may be empty."""
    return on_lines(name, (COLUMN - 2 * INSIDE) / LETTERS, LINES)


def _heading(name: Text) -> tuple[Text, ...]:
    """The name of a domain on one line or two."""
    lines = on_lines(name, (COLUMN - 2 * INSIDE) / HEADING / BOLD, 2)
    return lines[: _used(lines)]


def _used(lines: Sequence[Text]) -> int:
    """How many lines say something in any language."""
    return sum(any(say(line, language).strip(EMPTY) for language in LANGUAGES) for line in lines)


def _head_room(head: Sequence[Text]) -> float:
    return HEAD + LINE * len(head) if head else 0


def _group(
    head: Sequence[Text], names: Sequence[Sequence[Text]], row: float, x: float, top: float
) -> Iterator[Stroke]:
    """A box with the name of the domain and a row for each outcome."""
    begin = top + _head_room(head)
    yield box(x, top, COLUMN, _head_room(head) + row * len(names), "field")
    for number, says in enumerate(head):
        yield words(x + INSIDE, top + 20 + LINE * number, says, "head")
    between = range(0 if head else 1, len(names))
    if between:
        path = "".join(f"M{x:.0f} {begin + row * number:.0f}h{COLUMN}" for number in between)
        yield curve(path, "grid")
    for number, lines in enumerate(names):
        first = begin + row * (number + 0.5) + 5 - LINE * (_used(lines) - 1) / 2
        for at, says in enumerate(lines[: _used(lines)]):
            yield words(x + INSIDE, first + LINE * at, says, "name")


def network(view: Linked, layout: Layout) -> Drawing:
    """The links of one lens, faint ones below."""
    drawn = shown_links(view, layout)
    most = max((abs(link.loss or 0) for link in drawn), default=0) or 1
    lines = [_line(link, layout, abs(link.loss or 0) / most) for link in drawn_order(view, layout)]
    label = message("Network of outcomes: the wider a line, the more influence is lost without the link")
    narrow = Drawing(label, NARROW, layout.narrow.high, (), "narrow", layout.narrow.marks)
    return Drawing(label, WIDE, layout.wide.high, tuple(lines), "network", layout.wide.marks, narrow=narrow)


def _shown(view: Linked, rows: Mapping[str, PlacedRow]) -> list[RankedLink]:
    both = [link for link in view.links if link.source in rows and link.target in rows]
    return both[:MOST_LINKS]


def shown_links(view: Linked, layout: Layout) -> list[RankedLink]:
    """The links that are drawn, most influence first."""
    return _shown(view, layout.wide.rows)


def drawn_order(view: Linked, layout: Layout) -> list[RankedLink]:
    """The same in the order in which they are drawn: those that matter most above the others."""
    return shown_links(view, layout)[::-1]


def sign_of(link: RankedLink) -> str:
    """What a link does: `push`, `hold`, or `both` where statements of both signs stand against each other."""
    if link.contested:
        return "both"
    return "hold" if link.strength < 0 else "push"


EFFECTS: Mapping[str, Message] = {
    "push": message("helps"),
    "hold": message("holds back"),
    "both": message("both is stated"),
}


def _line(link: RankedLink, layout: Layout, part: float) -> Stroke:
    """A curve from end to end; its looks say what it does, how sure it is and which way it runs."""
    looks = f"{sign_of(link)} {LOOKS[link.class_ or 'likely']} {WAYS[link.direction]}".strip()
    far = layout.narrow.high
    return curve(
        _path(link, layout.wide, lambda down: 60 + down * 0.45),
        looks,
        wide=tidy(max(THIN, THICK * part)),
        narrow=_path(
            link, layout.narrow, lambda down: 36 + (4 / 3 * (NARROW - COLUMN - 4) - 36) * down / far
        ),
    )


def _path(link: RankedLink, placing: Placing, bend: Callable[[float], float]) -> str:
    """The curve; `bend`: how far one that comes back is drawn out, by how far it goes down."""
    here, there = placing.rows[link.source], placing.rows[link.target]
    y1, y2 = placing.ports[link.source, link.target], placing.ports[link.target, link.source]
    out = bend(abs(y2 - y1)) if here.left == there.left else (WIDE - 2 * COLUMN) * 0.5
    ways = WAYS[link.direction]
    side1, side2 = (1 if here.left else -1), (1 if there.left else -1)
    x1 = here.x + side1 * (TIP if "bwd" in ways else 0)
    x2 = there.x + side2 * (TIP if "fwd" in ways else 0)
    down = y2 - y1
    across = x2 - x1
    bent = f"{side1 * out:.0f} 0 {across + side2 * out:.0f} {down:.0f} {across:.0f} {down:.0f}"
    return f"M{x1:.0f} {y1:.0f}c{bent}"
