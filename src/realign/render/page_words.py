"""The texts of the page in every language: each once, by number, so that the page can change its language.

A text stands on the page as the only text of its element, so the script finds it by what it reads; where two
read alike and differ elsewhere, the second carries its number.
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from markupsafe import Markup, escape

from realign.render.cells import plain
from realign.text import LANGUAGES, Text, say

INLINE = "u"
"""The shortest element that says nothing of its text; the style takes its line away."""
Wording = tuple[str, ...]
"""A text in the language of the page, then in the others."""


_PERCENT = re.compile(r"(?<=\d) (?=%)")
"""Where no line is to end."""


class PageWords:
    """Gathers the texts of a page while it is written in one language."""

    def __init__(self, language: str) -> None:
        """`language`: the one that the page is written in."""
        self.language = language
        self._others = sorted(one for one in LANGUAGES if one != language)
        """The one with signs of its own last: the others share words, and pack better side by side."""
        self._meant: dict[str, Wording] = {}
        """What a text on the page means; the first one that reads so."""
        self._number: dict[Wording, int] = {}
        """Texts that carry their number, or that the script puts in their place."""

    def said(self, text: Text) -> str:
        """The text in the language of the page, on one line, with nothing that turns the writing round."""
        return plain(say(text, self.language))

    def number(self, text: Text) -> int:
        """The number of a text that the script puts in its place, whatever the language."""
        return self._number.setdefault(self._wording(text), len(self._number))

    def t(self, text: Text) -> Markup:
        """The text alone in an element of its own, for a place within a sentence."""
        return self.el(INLINE, text)

    def p(self, text: Text) -> Markup:
        """The text, for an element that holds nothing else; one that carries its number gets its own."""
        wording = self._wording(text)
        if self._meant.setdefault(wording[0].strip(), wording) == wording:
            return escape(wording[0])
        return self.el(INLINE, text)

    def el(self, tag: str, text: Text, looks: str = "", **more: object) -> Markup:
        """An element with that text."""
        wording = self._wording(text)
        at = {"class": looks, **{name.replace("_", "-"): value for name, value in more.items()}}
        if self._meant.setdefault(wording[0].strip(), wording) != wording:
            at["data-t"] = self.number(text)
        written = "".join(
            f' {name}="{escape(str(value))}"' for name, value in at.items() if value not in {"", None}
        )
        return Markup(f"<{tag}{written}>{escape(wording[0])}</{tag}>")  # noqa: S704 - every part is escaped

    def own(self) -> list[str]:
        """The numbered texts in the language of the page."""
        return [wording[0] for wording in self._number]

    def others(self, body: str) -> Mapping[str, object]:
        """What the script needs to change the language of `body`, which was written with these words.

        `at`: which of the different texts of the body, counted in their order, vary; then for each other
        language their wordings, `still`, and those of the numbered texts, `own`. 0 stands for a text that
        reads as in the language of the page, 1 for one that reads as in the first of the other languages.
        """
        texts = _Texts()
        texts.feed(body)
        texts.close()
        varying = [
            (at, self._meant[text])
            for at, text in enumerate(texts.found)
            if self._varies(self._meant.get(text))
        ]
        steps = [
            at - before for (at, _), before in zip(varying, (-1, *(at for at, _ in varying)), strict=False)
        ]
        return {
            "at": steps,
            **{
                language: {
                    "still": [_once(wording, place) for _, wording in varying],
                    "own": [_once(wording, place) for wording in self._number],
                }
                for place, language in enumerate(self._others, start=1)
            },
        }

    def _wording(self, text: Text) -> Wording:
        if isinstance(text, str):
            return (plain(text),) * (1 + len(self._others))
        return tuple(
            _PERCENT.sub("\u00a0", plain(say(text, language)).replace("….", "…"))
            for language in (self.language, *self._others)
        )

    def _varies(self, wording: Wording | None) -> bool:
        return wording is not None and len(set(wording)) > 1


def _once(wording: Wording, place: int) -> str | int:
    """The wording in a language; where an earlier one reads alike, 0 or 1 by its place."""
    at = wording.index(wording[place])
    return at if at < min(place, 2) else wording[place]


class _Texts(HTMLParser):
    """Reads the different texts of a page in the order in which a browser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_data(self, data: str) -> None:
        """Keep a text that was not there before."""
        if data.strip():
            self.found.setdefault(data.strip())
