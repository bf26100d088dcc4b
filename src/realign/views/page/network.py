"""The network of outcomes as a picture: domains as groups in two columns, links as curves between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from realign.models.influence.results import RankedLink
from realign.models.programme.priority_links import Belonging
from realign.plan import Plan, code_order
from realign.plan.judging import Direction
from realign.text import Message, Text, message
from realign.views.page.drawing import Drawing, Stroke, box, curve, dot, tidy, words
from realign.views.page.fitting import on_lines
from realign.views.page.names import PageNames

WIDE, COLUMN = 940, 330
ROW, LOW_ROW, HEAD, GAP = 42, 34, 30, 16
"""A row is low where every name fits on one line."""
LETTERS, HEADING = 13.0, 12.5
"""How high they are."""
BOLD = 1.1
"""So much wider are bold letters."""
INSIDE = 12
"""Between the edge of a box and what stands in it."""
FARTHEST = 1.25 * (WIDE - 2 * COLUMN)
"""How far a curve that comes back is drawn out: it stays before the other column."""
MOST_OUTCOMES, MOST_LINKS = 28, 120
"""Of a larger network only the first links are drawn, and the outcomes at their ends."""
THICK, THIN = 7.0, 1.2
LOOKS: Mapping[Belonging, str] = {"core": "k1", "likely": "k2", "contested": "k3", "out": "k4"}
"""How the style calls the classes of links: each stands on the page some hundred times."""
WAYS: Mapping[Direction, str] = {"directed": "fwd", "mutual": "fwd bwd", "unstated": ""}
"""Which ends have a head."""


class Linked(Protocol):
    """The plan through one lens: a view of the page, or the answer of `links`."""

    @property
    def links(self) -> Sequence[RankedLink]:
        """First rank first."""


@dataclass(frozen=True)
class Layout:
    """Where everything stands; the same through every lens."""

    at: Mapping[str, tuple[float, float, bool]]
    """Outcome -> where its links begin, and whether that is the left column."""
    marks: tuple[Stroke, ...]
    high: float

    @classmethod
    def of(cls, plan: Plan, called: PageNames, views: Sequence[Linked]) -> "Layout":
        """Domains in the order of the plan: the first half at the left, the others at the right."""
        groups = _groups(plan, _drawn(plan, views))
        names = {code: _lines(called.outcomes[code]) for codes in groups.values() for code in codes}
        row = ROW if any(second for _, second in names.values()) else LOW_ROW
        total, left = sum(map(len, groups.values())), 0
        at: dict[str, tuple[float, float, bool]] = {}
        marks: list[Stroke] = []
        heights = {True: 8.0, False: 8.0}
        for domain, codes in groups.items():
            side = left == 0 or 2 * (left + len(codes) / 2) <= total
            left += len(codes) if side else total
            head = called.domain(domain) if domain is not None else ""
            marks += _group(head, {code: names[code] for code in codes}, row, heights, at, left=side)
        return cls(at, tuple(marks), max(heights.values()))


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
    """A name on two lines, of which the second may be empty."""
    return on_lines(name, (COLUMN - 2 * INSIDE) / LETTERS, 2)


def _group(
    name: Text,
    lines: Mapping[str, tuple[Text, ...]],
    row: float,
    heights: dict[bool, float],
    at: dict[str, tuple[float, float, bool]],
    *,
    left: bool,
) -> Iterator[Stroke]:
    """A box with the name of the domain and a row for each outcome."""
    top, x = heights[left], 0 if left else WIDE - COLUMN
    head = HEAD if name else 6
    high = head + row * len(lines) + 6
    yield box(x, top, COLUMN, high, "field")
    if name:
        yield words(
            x + INSIDE, top + 20, on_lines(name, (COLUMN - 2 * INSIDE) / HEADING / BOLD, 1)[0], "head"
        )
    for number, (code, (first, second)) in enumerate(lines.items()):
        y = top + head + row * (number + 0.5)
        at[code] = (x + COLUMN if left else x, y, left)
        yield words(x + INSIDE, y - 3 if second else y + 5, first, "name")
        if second:
            yield words(x + INSIDE, y + 13, second, "name")
        yield dot(at[code][0], y, 4, "node")
    heights[left] = top + high + GAP


def network(view: Linked, layout: Layout) -> Drawing:
    """The links of one lens, faint ones below."""
    drawn = shown_links(view, layout)
    most = max((abs(link.loss or 0) for link in drawn), default=0) or 1
    lines = [_line(link, layout, abs(link.loss or 0) / most) for link in drawn_order(view, layout)]
    return Drawing(
        message("Network of outcomes: the wider a line, the more influence is lost without the link"),
        WIDE,
        layout.high,
        tuple(lines),
        "network",
        layout.marks,
    )


def shown_links(view: Linked, layout: Layout) -> list[RankedLink]:
    """The links that are drawn, most influence first."""
    both = [link for link in view.links if link.source in layout.at and link.target in layout.at]
    return both[:MOST_LINKS]


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
    (x1, y1, left1), (x2, y2, left2) = layout.at[link.source], layout.at[link.target]
    same = left1 == left2
    bend = min(60 + abs(y2 - y1) * 0.45, FARTHEST) if same else (WIDE - 2 * COLUMN) * 0.45
    c1, c2 = (x1 + bend if left1 else x1 - bend), (x2 + bend if left2 else x2 - bend)
    wide = tidy(THIN + (THICK - THIN) * part)
    looks = f"{sign_of(link)} {LOOKS[link.class_ or 'likely']} {WAYS[link.direction]}".strip()
    down = y2 - y1
    path = f"M{x1:.0f} {y1:.0f}c{c1 - x1:.0f} 0 {c2 - x1:.0f} {down:.0f} {x2 - x1:.0f} {down:.0f}"
    return curve(path, looks, wide=wide)
