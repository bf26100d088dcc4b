"""The picture of an answer alone, in dots, for programs and slides that take no SVG."""

from realign.render import not_installed
from realign.render.raster import png
from realign.render.svg import render as as_svg
from realign.sheets import Answer, RenderOptions


def render(report: Answer, page: RenderOptions) -> bytes:
    """The same picture as `.svg`; raises `CallError` without the library of the extra `pdf`."""
    written = png(as_svg(report, page))
    if not written:
        raise not_installed(".png files are", "typst")
    return written
