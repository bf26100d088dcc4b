"""From the marks of a picture to SVG: no script, nothing from elsewhere, every text as text."""

from collections.abc import Iterable, Mapping
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
        self._groups = 0

    def __call__(self, picture: Drawing, looks: str = "") -> Markup:
        """The picture with its name for those who cannot see it, and the same for a narrow screen."""
        inside = self.inside(picture)
        if picture.narrow is None:
            return Markup('<div class="frame" tabindex="0">{}</div>').format(_svg(picture, looks, inside))
        narrow = self._name(picture.narrow)
        if not picture.narrow.marks:
            self._groups += 1
            inside = Markup('<g id="v{}">{}</g>').format(self._groups, inside)
            narrow += Markup('<use href="#v{}"/>').format(self._groups)
        narrow += self._marks(picture.narrow.marks) + self._base(picture.narrow)
        return Markup('<div class="frame">{}{}</div>').format(
            _svg(picture, f"{looks} wide".strip(), inside),
            _svg(picture.narrow, f"{looks} narrow".strip(), narrow),
        )

    def inside(self, picture: Drawing) -> Markup:
        """What stands within the picture: its name, what it shows in words, its marks."""
        return self._name(picture) + self._marks(picture.marks) + self._base(picture)

    def _name(self, picture: Drawing) -> Markup:
        told = self._words.el("title", picture.label)
        return told + self._words.el("desc", picture.says) if picture.says else told

    def _base(self, picture: Drawing) -> Markup:
        if not picture.base:
            return Markup()
        if picture.base in self._drawn:
            return Markup('<use href="#{}"/>').format(picture.base)
        self._drawn.add(picture.base)
        return Markup('<g id="{}">{}</g>').format(picture.base, self._marks(picture.shared))

    def _marks(self, marks: Iterable[Stroke]) -> Markup:
        return Markup().join(map(self._mark, marks))

    def _mark(self, one: Stroke) -> Markup:
        if one.tag == "text":
            rest = {name: value for name, value in one.at.items() if name != "class"}
            return self._words.el("text", one.text, str(one.at.get("class", "")), **rest)
        if self._sharing and one.narrow:
            return self._shared(one)
        inside = self._marks(one.inside)
        if one.tells:
            inside += self._words.el("title", one.tells)
        return _element(one.tag, one.at, inside)

    def _shared(self, one: Stroke) -> Markup:
        """A curve by its number; the first time with its paths."""
        paths, defined = (str(one.at["d"]), one.narrow), Markup()
        if paths not in self._curves:
            self._curves[paths] = f"c{len(self._curves)}"
            wide, narrow = (
                _element("path", {"d": paths[0]}),
                _element("path", {"d": paths[1], "class": "narrow"}),
            )
            defined = Markup('<defs><g id="{}">{}{}</g></defs>').format(self._curves[paths], wide, narrow)
        rest = {name: value for name, value in one.at.items() if name not in {"d", "class"}}
        return defined + _element(
            "use", {"href": f"#{self._curves[paths]}", **rest, "class": one.at["class"]}
        )


def _element(tag: str, at: Mapping[str, object], inside: Markup = _EMPTY) -> Markup:
    written = "".join(f' {name}="{escape(str(value))}"' for name, value in at.items())
    end = f">{inside}</{tag}>" if inside else "/>"
    return Markup(f"<{tag}{written}{end}")  # noqa: S704 - every part is escaped


def _svg(picture: Drawing, looks: str, inside: Markup) -> Markup:
    view = f"0 0 {picture.wide:.0f} {picture.high:.0f}"
    return Markup('<svg class="{}" role="img" viewBox="{}">{}</svg>').format(looks, view, inside)
