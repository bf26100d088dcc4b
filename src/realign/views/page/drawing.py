"""Pictures as marks with attributes: the page writes them as SVG, with every text as text."""

from collections.abc import Mapping
from dataclasses import dataclass

from realign.text import Text


@dataclass(frozen=True, slots=True)
class Stroke:
    """One element of a picture."""

    tag: str
    """`line`, `path`, `rect`, `circle` or `text`."""
    at: Mapping[str, str | int | float]
    """Its attributes: geometry, and `class` for its looks."""
    text: Text = ""
    """What a `text` says."""
    tells: Text = ""
    """What a reader who points at it is told."""
    narrow: str = ""
    """The path that it takes on a narrow screen."""
    inside: "tuple[Stroke, ...]" = ()
    """What a group (`g`) holds."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture; what it shows always stands in a table, too."""

    label: Text
    """What it is, for those who cannot see it."""
    wide: float
    high: float
    marks: tuple[Stroke, ...] = ()
    base: str = ""
    """The name of what several pictures share, drawn once and shown in each."""
    shared: tuple[Stroke, ...] = ()
    """What they share."""
    top: float = 0
    """Where it begins, above 0 for what is written over it."""
    says: Text = ""
    """What it shows in words, where no table stands beside it."""
    placed: str = ""
    """How what they share is moved and scaled for this one, as SVG writes it."""
    narrow: "Drawing | None" = None
    """The same for a narrow screen; without marks of its own it has these, on their narrow paths."""


def line(x1: float, y1: float, x2: float, y2: float, looks: str) -> Stroke:
    """A straight line."""
    return Stroke("line", {"x1": tidy(x1), "y1": tidy(y1), "x2": tidy(x2), "y2": tidy(y2), "class": looks})


def box(x: float, y: float, wide: float, high: float, looks: str) -> Stroke:
    """A rectangle."""
    at = {"x": tidy(x), "y": tidy(y), "width": tidy(wide), "height": tidy(high), "class": looks}
    return Stroke("rect", at)


def dot(x: float, y: float, radius: float, looks: str) -> Stroke:
    """A circle."""
    return Stroke("circle", {"cx": tidy(x), "cy": tidy(y), "r": tidy(radius), "class": looks})


def words(x: float, y: float, text: Text, looks: str = "") -> Stroke:
    """A text that begins, ends or is centred at a place, as its looks say."""
    at: dict[str, str | int | float] = {"x": tidy(x), "y": tidy(y)}
    return Stroke("text", {**at, "class": looks} if looks else at, text)


def curve(path: str, looks: str, wide: float | None = None, narrow: str = "") -> Stroke:
    """A path; `wide`: of its line, where its looks do not say it; `narrow`: on a narrow screen."""
    at: dict[str, str | int | float] = {"d": path, "class": looks}
    return Stroke("path", at if wide is None else {**at, "stroke-width": wide}, narrow=narrow)


def tidy(value: float) -> int | float:
    """Whole places are fine enough for what is drawn nearly a thousand wide; widths of lines keep a digit."""
    return round(value) if abs(value) >= 10 else round(value, 1)
