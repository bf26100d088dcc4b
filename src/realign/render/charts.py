"""From a matrix, a curve or bars to SVG inside a page: no script, no font, no file from elsewhere."""

from collections.abc import Iterator
from html import escape

from realign.render.cells import plain, shown, width
from realign.sheets import Bars, Column, Curve, Heat, Kind, RenderOptions
from realign.text import say
from realign.views.page.funding_curve import ticks

WIDE, HIGH = 760, 300
"""Of the field in which a curve is drawn."""
LEFT, BELOW, ABOVE = 90, 48, 14
"""Room for what is written beside, below and above it."""
SQUARE = 30
"""Side of a square of a matrix."""
BAR = 34
"""Height of a bar and the room below it."""
SHADES = (
    ("#2a6f97", "#fff"),
    ("#d9b25f", "#222"),
    ("#b5473c", "#fff"),
    ("#6b7b8a", "#fff"),
    ("#111", "#fff"),
)
"""Colours of the parts of a bar, and of the numbers in them; dark, light and dark again in grey."""
LARGEST = 40
"""A matrix of more rows or columns is told in numbers alone."""


def says_all(picture: Heat | Curve | Bars) -> bool:
    """Whether a picture needs no table of its numbers: bars bear them, and words tell of the steps."""
    return isinstance(picture, Bars) or (isinstance(picture, Curve) and picture.alone)


def told(picture: Heat | Curve | Bars, page: RenderOptions) -> str:
    """What a picture shows, for those who cannot see it: its title, and numbers that no table repeats."""
    title = plain(say(picture.title, page.language))
    if not says_all(picture):
        return title
    if isinstance(picture, Curve):
        x, y = (plain(say(column.title, page.language)) for column in (picture.x, picture.y))
        steps = (f"{shown(a, picture.x, page)}: {shown(b, picture.y, page)}" for a, b in picture.points)
        return f"{title}. {x}: {y}. " + "; ".join(steps)
    if isinstance(picture, Heat):
        return title
    parts = [plain(say(part, page.language)) for part in picture.parts]
    bars = (
        f"{plain(say(name, page.language))}: "
        + ", ".join(f"{part} {value}" for part, value in zip(parts, values, strict=True))
        for name, values in zip(picture.rows, picture.values, strict=True)
    )
    return f"{title}. " + "; ".join(bars)


def drawn(picture: Heat | Curve | Bars, page: RenderOptions) -> str:
    """Draw `picture`; nothing where there is nothing to draw, or too much of it."""
    if isinstance(picture, Bars):
        return _bars(picture, page) if 0 < len(picture.rows) <= LARGEST else ""
    if isinstance(picture, Curve):
        return _curve(picture, page) if picture.points else ""
    most = max(len(picture.rows), len(picture.columns))
    return _heat(picture, page) if 0 < most <= LARGEST else ""


def _curve(curve: Curve, page: RenderOptions) -> str:
    """Steps that rise to the right, and a dotted line at every amount that was asked about."""
    high, tall = max(y for _, y in curve.points) or 1, HIGH // 2 if curve.alone else HIGH
    far = max(*(x for x, _ in curve.points), *curve.marks, 1)

    def place(x: float, y: float) -> str:
        return f"{LEFT + x / far * WIDE:.1f},{ABOVE + (1 - y / high) * tall:.1f}"

    steps = [place(0, 0)]
    for (x, y), (_, before) in zip(curve.points, [(0, 0), *curve.points], strict=False):
        steps += [place(x, before), place(x, y)]
    steps.append(place(far, curve.points[-1][1]))
    bottom = ABOVE + tall
    amounts = [one for one in ticks(int(far), 5) if one < far * 0.85]
    lines = [
        f'<polyline points="{" ".join(steps)}" fill="none" stroke="#1f5f8b" stroke-width="2"/>',
        f'<path d="M{LEFT} {ABOVE}V{bottom}H{LEFT + WIDE}" fill="none" stroke="#777"/>',
        *(_dotted(LEFT + mark / far * WIDE, bottom) for mark in curve.marks),
        *(
            _text(LEFT - 8, bottom - tall * one / high + 4, shown(one, curve.y, page), "end")
            for one in ticks(int(high), 5)
        ),
        *(
            _text(LEFT + one / far * WIDE, bottom + 18, shown(one, curve.x, page), "middle")
            for one in amounts
        ),
        _text(LEFT + WIDE, bottom + 18, shown(far, curve.x, page), "end"),
        _text(LEFT + WIDE / 2, bottom + 36, _with_unit(curve.x, page), "middle"),
        _text(LEFT + 8, ABOVE + 10, plain(say(curve.y.title, page.language))),
    ]
    return _svg(curve, page, LEFT + WIDE + 20, bottom + BELOW, lines)


def _with_unit(column: Column, page: RenderOptions) -> str:
    """The heading of an axis, of money with its currency."""
    unit = f" ({page.currency})" if page.currency and column.kind is Kind.MONEY else ""
    return plain(say(column.title, page.language)) + unit


def _dotted(x: float, bottom: float) -> str:
    return f'<path d="M{x:.1f} {ABOVE}V{bottom}" stroke="#b3541e" stroke-dasharray="3 4"/>'


def _heat(heat: Heat, page: RenderOptions) -> str:
    """A square for each figure: blue for what is above zero, red for what is below, darker for more."""
    margin = 12 + 7 * max(map(len, (*heat.rows, *heat.columns)))
    known = [value for row in heat.values for value in row if value is not None]
    most = max(map(abs, known), default=0) or 1
    return _svg(
        heat,
        page,
        margin + SQUARE * len(heat.columns) + 10,
        margin + SQUARE * len(heat.rows) + 10,
        [
            *_named(heat, margin),
            *(
                _square(margin + SQUARE * column, margin + SQUARE * row, value, most, page)
                for row, values in enumerate(heat.values)
                for column, value in enumerate(values)
                if value
            ),
        ],
    )


def _named(heat: Heat, margin: int) -> Iterator[str]:
    """The names of the rows at the left, of the columns above, turned."""
    for row, name in enumerate(heat.rows):
        yield _text(margin - 6, margin + SQUARE * row + SQUARE * 0.65, plain(name), "end")
    for column, name in enumerate(heat.columns):
        x, y = margin + SQUARE * column + SQUARE * 0.65, margin - 6
        yield f'<text x="{x:.1f}" y="{y}" transform="rotate(-90 {x:.1f} {y})">{escape(plain(name))}</text>'


def _square(x: int, y: int, value: float, most: float, page: RenderOptions) -> str:
    """One figure, which a reader who points at it is told."""
    colour, strength = "#1f5f8b" if value > 0 else "#a32f2f", abs(value) / most
    told = escape(shown(value, Column("value", "", Kind.NUMBER), page))
    return (
        f'<rect x="{x}" y="{y}" width="{SQUARE - 2}" height="{SQUARE - 2}" fill="{colour}" '
        f'fill-opacity="{max(strength, 0.04):.2f}"><title>{told}</title></rect>'
    )


def _bars(bars: Bars, page: RenderOptions) -> str:
    """Bars below each other, their parts in shades that differ in print, too, each with its number."""
    names = [plain(say(name, page.language)) for name in bars.rows]
    left = 16 + 8 * max(map(width, names))
    most = max(map(sum, bars.values)) or 1
    lines, at = [], 8.0
    for part, (colour, _) in zip(bars.parts, SHADES, strict=False):
        said = plain(say(part, page.language))
        lines.append(f'<rect x="{at:.1f}" y="4" width="13" height="13" fill="{colour}"/>')
        lines.append(_text(at + 19, 15, said))
        at += 40 + 7.5 * width(said)
    for row, (name, values) in enumerate(zip(names, bars.values, strict=True)):
        top, x = 32 + BAR * row, float(left)
        lines.append(_text(left - 8, top + 17, name, "end"))
        for value, (colour, ink) in zip(values, SHADES, strict=False):
            wide = WIDE * value / most
            if value:
                lines.append(
                    f'<rect x="{x:.1f}" y="{top}" width="{max(wide - 2, 1):.1f}" height="{BAR - 8}" '
                    f'fill="{colour}"/><text x="{x + wide / 2:.1f}" y="{top + 17}" text-anchor="middle" '
                    f'fill="{ink}">{value}</text>'
                )
            x += wide
    return _svg(bars, page, left + WIDE + 20, 36 + BAR * len(names), lines)


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(
    picture: Heat | Curve | Bars, page: RenderOptions, wide: float, high: float, lines: list[str]
) -> str:
    """The frame, with the title for those who cannot see it."""
    title = escape(plain(say(picture.title, page.language)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{title}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}" font-size="13" '
        f'font-family="system-ui, sans-serif">\n' + "\n".join(lines) + "\n</svg>"
    )
