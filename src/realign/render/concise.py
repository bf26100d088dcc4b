"""Findings as one line for each cause: `path:line:column: CODE severity: message`."""

from realign.render.cells import plain
from realign.render.full import headline
from realign.sheets import Answer, RenderOptions
from realign.text import message, say
from realign.views.causes import FindingGroup, causes, elsewhere


def render(report: Answer, page: RenderOptions) -> str:
    """Write one line for each cause, or with the details for each finding; nothing where there are none."""
    found = tuple(map(FindingGroup, report.findings)) if page.details else causes(report.findings)
    return "".join(f"{_line(one, page)}\n" for one in found)


def _line(cause: FindingGroup, page: RenderOptions) -> str:
    """The first finding, and where else the same is wrong."""
    line = headline(cause.finding, page)
    if not cause.others:
        return line
    more = message(" (and {count} more: {places})", count=len(cause.others), places=elsewhere(cause))
    return line + plain(say(more, page.language))
