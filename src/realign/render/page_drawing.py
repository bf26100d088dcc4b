"""From the marks of a picture to SVG: no script, nothing from elsewhere, every text as text."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Protocol

from markupsafe import Markup, escape

from realign.text import Text
from realign.views.page.drawing import Drawing, Stroke

HEADS = Markup().join(
    Markup(
        '<marker id="to-{0}" viewBox="0 0 10 10" refX="1" refY="5" markerWidth="11" markerHeight="11" '
        'markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
        '<path class="tip {0}" d="M0 1L10 5L0 9z"/></marker>'
    ).format(sign)
    for sign in ("push", "hold", "both")
)
"""The ends of the lines of a network."""
_EMPTY = Markup()


class TextWriter(Protocol):
    """What writes the texts of a picture."""

    def el(self, tag: str, text: Text, looks: str = "", **more: object) -> Markup:
        """An element with that text."""


class Drawer:
    """Draws the pictures of one page; what several share is drawn in the first of them."""

    def __init__(self, words: TextWriter, *, sharing: bool = False) -> None:
        """`sharing`: curves are drawn once, too, each on its wide and its narrow path."""
        self._words, self._sharing = words, sharing
        self._drawn: set[str] = set()
        self._curves: dict[tuple[str, str], str] = {}
        self._count = 0

    def __call__(self, picture: Drawing, looks: str = "") -> Markup:
        """The picture with its name for those who cannot see it, and the same for a narrow screen."""
        inside = self._marked(picture)
        if picture.narrow is None:
            told = self._words.el("title", picture.label) + inside
            return Markup('<div class="frame" tabindex="0">{}</div>').format(_svg(picture, looks, told))
        narrow = self._marks(picture.narrow.marks) + self._base(picture.narrow)
        self._count += 1
        number = self._count
        if not picture.narrow.marks:
            inside = Markup('<g id="v{}">{}</g>').format(number, inside)
            narrow = Markup('<use href="#v{}" />{}').format(number, narrow)
        told = self._words.el("title", picture.label, id=f"n{number}") + inside
        wide = _svg(picture, f"{looks} wide".strip(), told)
        name = Markup(' aria-labelledby="n{}"').format(number)
        return Markup('<div class="frame">{}{}</div>').format(
            wide, _svg(picture.narrow, f"{looks} narrow".strip(), narrow, name)
        )

    def inside(self, picture: Drawing) -> Markup:
        """What stands within the picture: its name, what it shows in words, its marks."""
        told = self._words.el("title", picture.label)
        if picture.says:
            told += self._words.el("desc", picture.says)
        return told + self._marked(picture)

    def _marked(self, picture: Drawing) -> Markup:
        return self._grouped(picture.marks) + self._base(picture)

    def _base(self, picture: Drawing) -> Markup:
        if not picture.base:
            return Markup()
        if picture.base in self._drawn:
            placed = {"transform": picture.placed} if picture.placed else {}
            return _element("use", {"href": f"#{picture.base}", **placed})
        self._drawn.add(picture.base)
        return Markup('<g id="{}">{}</g>').format(picture.base, self._marks(picture.shared))

    def _marks(self, marks: Iterable[Stroke]) -> Markup:
        return Markup().join(map(self._mark, marks))

    def _grouped(self, marks: Iterable[Stroke]) -> Markup:
        """Where curves are shared, those in a row that look alike have their looks once."""
        found = Markup()
        for looks, row in groupby(marks, lambda one: one.at["class"] if self._sharing and one.narrow else ""):
            inside = self._marks(row)
            found += Markup('<g class="{}">{}</g>').format(looks, inside) if looks else inside
        return found

    def _mark(self, one: Stroke) -> Markup:
        if one.tag == "text":
            rest = {name: value for name, value in one.at.items() if name != "class"}
            return self._words.el("text", one.text, str(one.at.get("class", "")), **rest)
        if self._sharing and one.narrow:
            return self._shared(one)
        name = str(one.at["id"]) if one.tag == "g" and "id" in one.at else ""
        if name in self._drawn:
            return _element("use", {"href": f"#{name}"})
        if name:
            self._drawn.add(name)
        inside = self._marks(one.inside)
        if one.tells:
            inside += self._words.el("title", one.tells)
        return _element(one.tag, one.at, inside)

    def _shared(self, one: Stroke) -> Markup:
        """A curve by its number; the first time its paths, with that number."""
        paths = (str(one.at["d"]), one.narrow)
        rest = {name: value for name, value in one.at.items() if name not in {"d", "class"}}
        if paths not in self._curves:
            self._curves[paths] = f"c{len(self._curves)}"
            wide, narrow = (
                _element("path", {"d": paths[0]}),
                _element("path", {"d": paths[1], "class": "narrow"}),
            )
            return _element("g", rest, _element("g", {"id": self._curves[paths]}, narrow + wide))
        return _element("use", {"href": f"#{self._curves[paths]}", **rest})


def _element(tag: str, at: Mapping[str, object], inside: Markup = _EMPTY) -> Markup:
    written = "".join(f' {name}="{escape(str(value))}"' for name, value in at.items())
    end = f">{inside}</{tag}>" if inside else " />"
    return Markup(f"<{tag}{written}{end}")  # noqa: S704 - every part is escaped


def _svg(picture: Drawing, looks: str, inside: Markup, name: Markup = _EMPTY) -> Markup:
    view = f"0 0 {picture.wide:.0f} {picture.high:.0f}"
    return Markup('<svg class="{}" role="img"{} viewBox="{}">{}</svg>').format(looks, name, view, inside)
