"""The picture of an answer alone, as SVG that any program shows: nothing in it comes from elsewhere."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from realign.findings import CallError
from realign.questions.what_if import WhatIf
from realign.render.cells import plain
from realign.render.charts import drawn
from realign.render.page_drawing import HEADS, Drawer
from realign.render.selection import chosen, named
from realign.sheets import Answer, Bars, Curve, Heat, RenderOptions
from realign.text import Text, join, message, say
from realign.views import sheets
from realign.views.pictures import LonePicture, picture

_HERE = Path(__file__).parent
_EDGE = 20
"""Room around the picture."""
_FONTS = '"Noto Sans","Noto Sans CJK SC","Segoe UI","PingFang SC","Microsoft YaHei",Arial,sans-serif'


class PlainWords:
    """Writes the texts of a picture in one language."""

    def __init__(self, language: str) -> None:
        """`language`: the one to write in."""
        self._language = language

    def el(self, tag: str, text: Text, looks: str = "", **more: object) -> Markup:
        """An element with that text, on one line."""
        at = {"class": looks, **more}
        written = "".join(f' {name}="{escape(str(value))}"' for name, value in at.items() if value != "")
        said = escape(plain(say(text, self._language)))
        return Markup(f"<{tag}{written}>{said}</{tag}>")  # noqa: S704 - every part is escaped


def render(report: Answer, page: RenderOptions) -> str:
    """The network of links, the curve of the money, or the first picture among the tables.

    Raises `CallError` for an answer without a picture.
    """
    answer = report.answer if isinstance(report, WhatIf) else report
    plan = getattr(answer, "_plan", None)
    found = picture(answer, plan) if plan is not None and page.sheet is None else None
    if found:
        return _alone(found, page.language)
    parts = [named(list(sheets(report)), page.sheet)] if page.sheet is not None else chosen(report, page)
    for part in parts:
        if isinstance(part, Heat | Curve | Bars):
            written = drawn(part, page)
            if written:
                return f"{written}\n"
    raise CallError(
        message("this answer has no picture, or nothing to draw in it"),
        message(
            "pictures: {calls}; write another answer as {endings}",
            calls=join(["links", "links --by outcome", "links --sheet matrix", "gaps"]),
            endings=join([".html", ".docx", ".pdf", ".xlsx"]),
        ),
    )


def _alone(found: LonePicture, language: str) -> str:
    """The picture in a file of its own, on white, with its style in it."""
    drawing = found.drawing
    x, y = -_EDGE, drawing.top - _EDGE
    wide, high = drawing.wide + 2 * _EDGE, drawing.high - drawing.top + 2 * _EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" xml:lang="{language}" class="{found.looks}" '
        f'viewBox="{x:.0f} {y:.0f} {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}">\n'
        f"<style>{_style()}</style>\n<defs>{HEADS}</defs>\n"
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high:.0f}" fill="#fff"/>\n'
        f"{Drawer(PlainWords(language)).inside(drawing)}\n</svg>\n"
    )


@cache
def _style() -> str:
    """The looks of the pictures of the page, with its colours on paper."""
    inks = dict(
        re.findall(
            r"--([a-z-]+):([^;}]+)", (_HERE / "page.css").read_text(encoding="utf-8").partition("}")[0]
        )
    )
    rules = (_HERE / "picture.css").read_text(encoding="utf-8")
    told = re.sub(r"var\(--([a-z-]+)\)", lambda name: inks[name[1]], rules)
    return f"svg{{font:14px {_FONTS}}}.heading{{font-size:17px;font-weight:700}}{told.replace(chr(10), '')}"
