"""From the marks of a picture to SVG inside the page: no script, no style, nothing from elsewhere."""

from markupsafe import Markup, escape

from realign.render.page_words import PageWords
from realign.views.page.drawing import Drawing, Stroke


class Drawer:
    """Draws the pictures of one page; what several share is drawn in the first of them."""

    def __init__(self, words: PageWords) -> None:
        self._words = words
        self._drawn: set[str] = set()

    def __call__(self, picture: Drawing, looks: str = "") -> Markup:
        """The picture with its name for those who cannot see it, in a frame that scrolls if need be."""
        label = self._words.el("title", picture.label)
        marks = "".join(map(self._mark, picture.marks))
        view = f"0 0 {picture.wide:.0f} {picture.high:.0f}"
        svg = f'<svg class="{looks}" role="img" viewBox="{view}">{label}{marks}{self._base(picture)}</svg>'
        return Markup(f'<div class="frame" tabindex="0">{svg}</div>')  # noqa: S704 - every part is escaped

    def _base(self, picture: Drawing) -> str:
        if not picture.base:
            return ""
        if picture.base in self._drawn:
            return f'<use href="#{picture.base}"/>'
        self._drawn.add(picture.base)
        return f'<g id="{picture.base}">{"".join(map(self._mark, picture.shared))}</g>'

    def _mark(self, one: Stroke) -> str:
        if one.tag == "text":
            rest = {name: value for name, value in one.at.items() if name != "class"}
            return self._words.el("text", one.text, str(one.at.get("class", "")), **rest)
        at = "".join(f' {name}="{escape(str(value))}"' for name, value in one.at.items())
        inside = f">{self._words.el('title', one.tells)}</{one.tag}>" if one.tells else "/>"
        return f"<{one.tag}{at}{inside}"
