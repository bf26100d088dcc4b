"""From the marks of a picture to SVG: no script, nothing from elsewhere, every text as text."""

from collections.abc import Iterable
from typing import Protocol

from markupsafe import Markup, escape

from realign.text import Text
from realign.views.page.drawing import Drawing, Stroke

HEADS = Markup().join(
    Markup(
        '<marker id="to-{0}" viewBox="0 0 10 10" refX="12" refY="5" markerWidth="11" markerHeight="11" '
        'markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
        '<path class="tip {0}" d="M0 1L10 5L0 9z"/></marker>'
    ).format(sign)
    for sign in ("push", "hold", "both")
)
"""The ends of the lines of a network."""


class TextWriter(Protocol):
    """What writes the texts of a picture."""

    def el(self, tag: str, text: Text, looks: str = "", **more: object) -> Markup:
        """An element with that text."""


class Drawer:
    """Draws the pictures of one page; what several share is drawn in the first of them."""

    def __init__(self, words: TextWriter) -> None:
        self._words = words
        self._drawn: set[str] = set()

    def __call__(self, picture: Drawing, looks: str = "") -> Markup:
        """The picture with its name for those who cannot see it, in a frame that scrolls if need be."""
        view = f"0 0 {picture.wide:.0f} {picture.high:.0f}"
        svg = f'<svg class="{looks}" role="img" viewBox="{view}">{self.inside(picture)}</svg>'
        return Markup(f'<div class="frame" tabindex="0">{svg}</div>')  # noqa: S704 - every part is escaped

    def inside(self, picture: Drawing) -> Markup:
        """What stands within the picture: its name, what it shows in words, its marks."""
        told = self._words.el("title", picture.label)
        if picture.says:
            told += self._words.el("desc", picture.says)
        return told + self._marks(picture.marks) + self._base(picture)

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
        at = "".join(f' {name}="{escape(str(value))}"' for name, value in one.at.items())
        inside = f">{self._words.el('title', one.tells)}</{one.tag}>" if one.tells else "/>"
        return Markup(f"<{one.tag}{at}{inside}")  # noqa: S704 - every part is escaped
