"""An answer for people: one screen of it, or all of it."""

from realign.render.brief import first_screen
from realign.render.screen import on_screen
from realign.render.selection import chosen
from realign.sheets import Answer, RenderOptions


def render(report: Answer, page: RenderOptions) -> str:
    """Write one screen of `report`, or every part of it, one under the other."""
    return first_screen(report, page) if page.brief else on_screen(chosen(report, page), page)
