"""From a step curve to a plot of characters."""

from collections.abc import Iterable

from realign.render.cells import shown, width
from realign.sheets import Curve, RenderOptions
from realign.text import say

_ROWS = 12


def plotted(curve: Curve, page: RenderOptions) -> str:
    """Draw `curve` in the width of the page: value upward, x to the right, marks below the axis."""
    if not curve.points:
        return ""
    high = max(y for _, y in curve.points) or 1
    far = max(*(x for x, _ in curve.points), *curve.marks, 1)
    rows = min(_ROWS, int(high)) if high == int(high) else _ROWS
    labels = [shown(high * row // rows, curve.y, page) for row in range(rows, 0, -1)]
    margin = max(map(len, labels)) + 1
    across = max(9, min(page.width or 80, 100) - margin - 3)
    heights = [_at(curve, far * step / across) / high * rows for step in range(across + 1)]
    full, bar, corner, dash = ("█", "│", "└", "─") if page.unicode else ("#", "|", "+", "-")
    lines = [
        f"{label:>{margin}} {bar}{_ticks(full, [height >= row - 0.5 for height in heights])}"
        for label, row in zip(labels, range(rows, 0, -1), strict=True)
    ]
    lines.append(f"{'':>{margin}} {corner}{dash * (across + 1)}")
    places = {round(mark / far * across) for mark in curve.marks}
    if places:
        lines.append(f"{'':>{margin}}  {_ticks('^', [step in places for step in range(across + 1)])}")
    lines.append(f"{'':>{margin}}  0{_axis(curve, far, across, page)}")
    return "\n".join(lines)


def _axis(curve: Curve, far: float, across: int, page: RenderOptions) -> str:
    """What stands below the axis: its title in the middle, if there is room, and its end."""
    end = shown(far, curve.x, page)
    title = say(curve.x.title, page.language)
    spare = across - len(end) - width(title)
    return (" " * (spare // 2) + title + " " * (spare - spare // 2) if spare > 1 else " ") + end


def _ticks(sign: str, where: Iterable[bool]) -> str:
    """A line with `sign` where it belongs."""
    return "".join(sign if here else " " for here in where).rstrip()


def _at(curve: Curve, x: float) -> float:
    """The value of the step curve at `x`; 0 before its first point."""
    below = [y for at, y in curve.points if at <= x]
    return below[-1] if below else 0
